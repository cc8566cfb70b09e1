/* A table as a grid on the screen: moved in and typed into as in a spreadsheet. */
#pragma once

#include <gtk/gtk.h>

#include "bt-document.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_TABLE_VIEW (bt_table_view_get_type ())
G_DECLARE_FINAL_TYPE (BtTableView, bt_table_view, BT, TABLE_VIEW, GtkWidget)

/* Cells from one row and column to another, both with them. */
typedef struct
{
  guint first_row, last_row;
  guint first_column, last_column;
} BtTableBlock;

void bt_table_view_show (BtTableView *view, BtDocument *document, const char *table);
void bt_table_view_set_underlines (BtTableView *view, BtUnderlines *underlines);
gboolean bt_table_view_go_to (BtTableView *view, const char *id);
const char *bt_table_view_get_row (BtTableView *view);
void bt_table_view_finish_input (BtTableView *view);

gboolean bt_table_view_get_chosen (BtTableView *view, BtTableBlock *block);
GPtrArray *bt_table_view_get_chosen_nodes (BtTableView *view, gboolean *several) G_GNUC_WARN_UNUSED_RESULT;
void bt_table_view_choose (BtTableView *view, const BtTableBlock *block);
GdkRectangle bt_table_view_get_active_place (BtTableView *view);
GSimpleActionGroup *bt_table_view_create_actions (BtTableView *view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
