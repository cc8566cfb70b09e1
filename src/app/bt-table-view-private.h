/* What the grid (bt-table-view.c), its rows (bt-table-rows.c) and its floating editor (bt-table-edit.c) share.
 *
 * Places are asked for anew by gtk_widget_queue_resize() alone: in GTK 4.8 a gtk_widget_queue_allocate() that comes
 * while a text view inside asks for a size can be forgotten, and the grid is never drawn again. */
#pragma once

#include "bt-preedit.h"
#include "bt-table-cell.h"
#include "bt-table-grid.h"
#include "bt-table-view.h"

G_BEGIN_DECLS

struct _BtTableView
{
  GtkWidget parent_instance;

  BtDocument *document;
  const char *table; /* interned id */
  BtTableGrid *grid;
  guint row, column; /* the active cell */

  GHashTable *shown;   /* row number → GPtrArray of BtTableCell, owned */
  GPtrArray *headings; /* of BtTableCell */
  int heading_height;
  guint idle;      /* measures rows that are not seen */
  guint fill_idle; /* makes widgets for rows that are seen */

  GtkTextView *editor; /* one for all cells; seen while a cell is edited */
  BtPreedit *preedit;
  GtkEventController *cell_keys;
  GtkAllocation editor_place;
  gboolean editing;
  gboolean updating;   /* the editor's text is being set, not typed */
  char *before;        /* the cell's text when editing began */

  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  gboolean configuring;
};

void bt_table_rows_free_cells (gpointer data);
GPtrArray *bt_table_rows_ensure (BtTableView *self, guint row);
void bt_table_rows_drop (BtTableView *self, guint first, guint end);
void bt_table_rows_update (BtTableView *self);
void bt_table_rows_update_headings (BtTableView *self);
void bt_table_rows_measure_headings (BtTableView *self);

void bt_table_edit_init (BtTableView *self);
void bt_table_edit_start (BtTableView *self, gboolean empty);
void bt_table_edit_stop (BtTableView *self, gboolean take_focus);
void bt_table_edit_sync (BtTableView *self);

BtNode *bt_table_view_get_active (BtTableView *self);
void bt_table_view_move (BtTableView *self, int rows, int columns, gboolean wrap);
void bt_table_view_place_editor (BtTableView *self);
void bt_table_view_fail (BtTableView *self, const char *message);

G_END_DECLS
