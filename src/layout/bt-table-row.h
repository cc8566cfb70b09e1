/* One row of a table as a grid of lines, which is drawn whole or slice by slice. */
#pragma once

#include "bt-layout-private.h"
#include "bt-table-widths.h"

G_BEGIN_DECLS

/**
 * BtTableGrid:
 * @n_columns: how many leaf columns there are
 * @edges: the left edges of their left borders, from the table's left edge; one more for the right
 * border
 * @border: the thickness of all borders
 * @padding_x, @padding_y: between a border and the text
 * @sign_gap: between the table's edge and a sign beside it
 * @depth: how many levels the heading has
 * @table: the id of the table
 */
typedef struct
{
  guint n_columns;
  BtLength *edges;
  BtLength border, padding_x, padding_y, sign_gap;
  guint depth;
  const char *table;
} BtTableGrid;

/**
 * BtTableCell:
 * @paragraph: (transfer full): its text
 * @node: the node it shows
 * @column, @column_span: where it stands
 * @level, @row_span: of a heading: the levels it spans; 0 and 1 elsewhere
 * @first_line, @end_line: the lines of the row's grid that its levels have
 * @repeats: whether it is shown again, as an artifact, where the row goes on on the next page: the
 * row's number
 */
typedef struct
{
  BtParagraph *paragraph;
  const BtNode *node;
  guint column, column_span, level, row_span, first_line, end_line;
  gboolean repeats;
} BtTableCell;

/**
 * BtTableRow:
 * @node: the row, or the columns of a heading; the row keeps it alive, so that it is known again by
 * its address
 * @number: the number in the order column
 * @old_number: the one it had before all open changes; 0 where it had none
 * @sign: (nullable): stands beside the row at the table's edge, where the row is new, deleted or moved
 * @notes: (nullable): the signs of notes in it
 * @shareable: whether it looks the same in every plan that holds @node: no words in it are derived
 * from other nodes
 * @needs: (nullable): what the cells of a data row need, one for each column
 * @cells: (element-type BtTableCell): in reading order
 * @n_lines: of the grid
 * @tops, @bottoms: of the grid's lines, from the top of the first; the paddings and borders between
 * levels are between
 */
typedef struct
{
  grefcount references;
  BtNode *node;
  guint number, old_number;
  BtParagraph *sign;
  char *notes;
  gboolean shareable;
  BtCellNeeds *needs;
  GArray *cells;
  guint n_lines;
  BtLength *tops, *bottoms;
} BtTableRow;

BtTableRow *bt_table_row_new (BtNode *node, guint number) G_GNUC_WARN_UNUSED_RESULT;
BtTableRow *bt_table_row_ref (BtTableRow *row);
void bt_table_row_unref (BtTableRow *row);

void bt_table_row_add_cell (BtTableRow *row, const BtTableCell *cell);
void bt_table_row_close (BtTableRow *row, const BtTableGrid *grid, guint n_levels);
BtLength bt_table_row_get_height (const BtTableRow *row, const BtTableGrid *grid, guint first,
                                  guint end);
void bt_table_row_emit (const BtTableRow *row, const BtTableGrid *grid, guint index, guint first,
                        guint end, gboolean repeated, BtLength x, BtLength y, GArray *boxes);
gboolean bt_table_row_find_node (const BtTableRow *row, const char *id, gsize offset, guint *line);

/* bt-table-cells.c */
BtStyleId bt_table_choose_style (BtRole role);
BtNode *bt_table_row_get_cell (const BtNode *row, guint column);
gboolean bt_table_is_numbered (const BtColumnNeeds *column, const BtNode *cell);
BtLength bt_table_grid_get_text_width (const BtTableGrid *grid, guint column, guint span);
void bt_table_row_add_cells (BtTableRow *row, BtShaper *shaper, const BtTableGrid *grid,
                             const BtColumnNeeds *columns, guint n_columns);

/*
 * Signs at the top edge of a table, over columns that are new, deleted or moved (bt-table-markup.c).
 */
typedef struct
{
  BtParagraph *paragraph;
  const BtNode *node;
  guint column, span;
  guint32 color;
} BtColumnSign;

BtParagraph *bt_table_get_sign (BtShaper *shaper, const BtNode *node, const BtNode *table,
                                guint32 *color) G_GNUC_WARN_UNUSED_RESULT;
GArray *bt_table_get_column_signs (BtShaper *shaper, const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
void bt_table_emit_column_signs (const GArray *signs, const BtTableGrid *grid, BtLength thickness,
                                 BtLength x, BtLength y, GArray *boxes);
BtLength bt_table_measure_column_signs (const GArray *signs, BtLength thickness);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTableRow, bt_table_row_unref)

G_END_DECLS
