/* What the grid's own files share: the widget (bt-table-view.c), its rows and headings (bt-table-rows.c), what is
 * chosen in it (bt-table-select.c), the pointer (bt-table-pointer.c) and the floating editor (bt-table-edit.c).
 *
 * Places are asked for anew by gtk_widget_queue_resize() alone: in GTK 4.8 a gtk_widget_queue_allocate() that comes
 * while a text view inside asks for a size can be forgotten, and the grid is never drawn again. */
#pragma once

#include "bt-field-marks.h"
#include "bt-preedit.h"
#include "bt-table-cell.h"
#include "bt-table-grid.h"
#include "bt-table-headings.h"
#include "bt-table-view.h"

G_BEGIN_DECLS

/* Pixels left of the cells, for the numbers of the rows. */
#define BT_ROW_HEAD_WIDTH 36

/* What a pressed pointer does until it is released. */
typedef enum
{
  BT_DRAG_NONE,
  BT_DRAG_CELLS,
  BT_DRAG_ROWS,
  BT_DRAG_EDGE,
} BtDrag;

struct _BtTableView
{
  GtkWidget parent_instance;

  BtDocument *document;
  const char *table; /* interned id */
  BtTableGrid *grid;
  BtUnderlines *underlines; /* NULL where nobody underlines */
  guint row, column;               /* the active cell */
  guint anchor_row, anchor_column; /* the other corner of what is chosen */

  GHashTable *shown;     /* row number → GPtrArray of BtTableCell, owned: its head, then its cells */
  GArray *headings;      /* of BtHeading */
  GArray *heading_ys;    /* of int */
  GPtrArray *heading_cells; /* of BtTableCell, one a heading */
  GtkWidget *corner;     /* above the heads of the rows */
  int heading_height;
  guint idle;      /* measures rows that are not seen */
  guint fill_idle; /* makes widgets for rows that are seen */

  GtkTextView *editor; /* one for all cells; seen while a cell is edited */
  BtPreedit *preedit;
  BtFieldMarks *marks; /* of the editor */
  GtkEventController *cell_keys;
  GtkAllocation editor_place;
  gboolean editing;
  gboolean updating; /* the editor's text is being set, not typed */
  BtPlan *before;    /* as it was when editing began */

  BtDrag drag;
  double drag_x, drag_y; /* where the pointer was pressed */
  guint drag_edge;       /* the column whose right edge is dragged */
  int drag_shift;        /* how far it was dragged so far */
  int drop_row;          /* before which row the dragged ones come; -1 for nowhere */

  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];
  gboolean configuring;
};

/* bt-table-rows.c */
void bt_table_rows_free_cells (gpointer data);
GPtrArray *bt_table_rows_ensure (BtTableView *self, guint row);
void bt_table_rows_drop (BtTableView *self, guint first, guint end);
void bt_table_rows_update (BtTableView *self);
void bt_table_rows_update_chosen (BtTableView *self);
void bt_table_rows_update_headings (BtTableView *self);
void bt_table_rows_measure_headings (BtTableView *self);

/* bt-table-select.c */
void bt_table_select_init (BtTableView *self);
void bt_table_select_set (BtTableView *self, guint row, guint column, gboolean extend, gboolean focus);
void bt_table_select_move (BtTableView *self, int rows, int columns, gboolean wrap);
void bt_table_select_next (BtTableView *self);
void bt_table_select_rows (BtTableView *self, guint row, gboolean extend);
gboolean bt_table_select_has (BtTableView *self, guint row, guint column);

/* bt-table-pointer.c */
void bt_table_pointer_init (BtTableView *self);

/* bt-table-clipboard.c */
void bt_table_clipboard_copy (BtTableView *self, const BtTableBlock *block);
void bt_table_clipboard_paste (BtTableView *self);

/* bt-table-edit.c */
void bt_table_edit_init (BtTableView *self);
void bt_table_edit_start (BtTableView *self, gboolean empty);
void bt_table_edit_stop (BtTableView *self, gboolean take_focus);
void bt_table_edit_sync (BtTableView *self);

/* bt-table-view.c */
BtNode *bt_table_view_get_active (BtTableView *self);
int bt_table_view_get_offset (BtTableView *self, GtkOrientation orientation);
void bt_table_view_show_cell (BtTableView *self, guint row, guint column);
void bt_table_view_place_editor (BtTableView *self);
void bt_table_view_fail (BtTableView *self, const char *message);
void bt_table_view_tell_chosen (BtTableView *self);
void bt_table_view_ask_menu (BtTableView *self, double x, double y);

/* bt-table-actions.c */
void bt_table_view_move_chosen (BtTableView *self, guint before);
gboolean bt_table_view_run (BtTableView *self, const char *name);

G_END_DECLS
