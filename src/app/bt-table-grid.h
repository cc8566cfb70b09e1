/* The geometry of a table on the screen: widths of columns, heights of rows, what stands in a cell. */
#pragma once

#include <pango/pango.h>

#include "bt-cell-look.h"

G_BEGIN_DECLS

/* Pixels between a cell's edge and its text. */
#define BT_CELL_PADDING 6

typedef struct _BtTableGrid BtTableGrid;

BtTableGrid *bt_table_grid_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_table_grid_free (BtTableGrid *grid);
void bt_table_grid_set_table (BtTableGrid *grid, BtPlan *plan, const char *table);
void bt_table_grid_set_underlines (BtTableGrid *grid, BtUnderlines *underlines);
BtNode *bt_table_grid_get_table (BtTableGrid *grid);
gboolean bt_table_grid_set_width (BtTableGrid *grid, int width, PangoContext *context);

guint bt_table_grid_get_n_rows (BtTableGrid *grid);
guint bt_table_grid_get_n_columns (BtTableGrid *grid);
BtNode *bt_table_grid_get_row (BtTableGrid *grid, guint row);
BtNode *bt_table_grid_get_column (BtTableGrid *grid, guint column);
BtNode *bt_table_grid_get_cell (BtTableGrid *grid, guint row, guint column);
gboolean bt_table_grid_is_group (BtTableGrid *grid, guint row);
gboolean bt_table_grid_is_order (BtTableGrid *grid, guint column);
gboolean bt_table_grid_find (BtTableGrid *grid, const char *id, guint *row, guint *column);

void bt_table_grid_shift_edge (BtTableGrid *grid, guint column, int pixels);
double bt_table_grid_get_column_mm (BtTableGrid *grid, guint column);

int bt_table_grid_get_x (BtTableGrid *grid, guint column);
int bt_table_grid_get_y (BtTableGrid *grid, guint row);
guint bt_table_grid_get_row_at (BtTableGrid *grid, int y);
gboolean bt_table_grid_measure_row (BtTableGrid *grid, guint row, PangoContext *context);
gboolean bt_table_grid_measure_some (BtTableGrid *grid, PangoContext *context, gint64 until);
gboolean bt_table_grid_is_measured (BtTableGrid *grid);
gboolean bt_table_grid_is_commented (BtTableGrid *grid, guint row, guint column);
GHashTable *bt_table_grid_get_colors (BtTableGrid *grid);
int bt_table_grid_measure_look (PangoContext *context, BtCellLook *look, int width);
char *bt_table_grid_dup_words (BtTableGrid *grid, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;
BtCellLook *bt_table_grid_create_look (BtTableGrid *grid, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTableGrid, bt_table_grid_free)

G_END_DECLS
