/* One cell on the screen: a text in a box that can have the focus. */
#pragma once

#include <gtk/gtk.h>

#include "bt-cell-look.h"

G_BEGIN_DECLS

#define BT_TYPE_TABLE_CELL (bt_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (BtTableCell, bt_table_cell, BT, TABLE_CELL, GtkWidget)

GtkWidget *bt_table_cell_new (GtkAccessibleRole role) G_GNUC_WARN_UNUSED_RESULT;
void bt_table_cell_set_bar (BtTableCell *cell, GtkPositionType side, int author);
void bt_table_cell_set_commented (BtTableCell *cell, gboolean commented);
void bt_table_cell_take_look (BtTableCell *cell, BtCellLook *look, const char *name);

G_END_DECLS
