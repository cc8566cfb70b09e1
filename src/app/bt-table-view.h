/* A table as a grid on the screen: moved in and typed into as in a spreadsheet. */
#pragma once

#include <gtk/gtk.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_TABLE_VIEW (bt_table_view_get_type ())
G_DECLARE_FINAL_TYPE (BtTableView, bt_table_view, BT, TABLE_VIEW, GtkWidget)

void bt_table_view_show (BtTableView *view, BtDocument *document, const char *table);
gboolean bt_table_view_go_to (BtTableView *view, const char *id);
const char *bt_table_view_get_row (BtTableView *view);
void bt_table_view_finish_input (BtTableView *view);

G_END_DECLS
