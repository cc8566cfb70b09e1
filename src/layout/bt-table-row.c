/* One row of a table as a grid of lines: line k of every cell stands in line k of the grid, so that
 * the row can be cut between any two lines without losing one. A row that is shown whole centres
 * its cells from top to bottom. */
#include "bt-table-row.h"

#include <string.h>

static void
clear_cell (gpointer data)
{
  bt_paragraph_unref (((BtTableCell *) data)->paragraph);
}

/**
 * bt_table_row_new:
 * @node: the row, or the columns of a heading
 * @number: its number
 *
 * Returns: (transfer full): a row without cells; bt_table_row_close() is due after the last
 */
BtTableRow *
bt_table_row_new (BtNode *node, guint number)
{
  BtTableRow *row = g_new0 (BtTableRow, 1);

  g_ref_count_init (&row->references);
  row->node = bt_node_ref (node);
  row->number = number;
  row->shareable = TRUE;
  row->cells = g_array_new (FALSE, FALSE, sizeof (BtTableCell));
  g_array_set_clear_func (row->cells, clear_cell);
  return row;
}

/**
 * bt_table_row_ref:
 * @row: a row
 *
 * Returns: (transfer full): @row
 */
BtTableRow *
bt_table_row_ref (BtTableRow *row)
{
  g_ref_count_inc (&row->references);
  return row;
}

/**
 * bt_table_row_unref:
 * @row: (transfer full): a row
 */
void
bt_table_row_unref (BtTableRow *row)
{
  if (!g_ref_count_dec (&row->references))
    return;
  bt_node_unref (row->node);
  g_clear_pointer (&row->sign, bt_paragraph_unref);
  g_array_unref (row->cells);
  g_free (row->needs);
  g_free (row->notes);
  g_free (row->tops);
  g_free (row);
}

/**
 * bt_table_row_add_cell:
 * @row: a row that is not closed
 * @cell: a cell; its paragraph goes over to the row, its lines are set later
 */
void
bt_table_row_add_cell (BtTableRow *row, const BtTableCell *cell)
{
  g_array_append_val (row->cells, *cell);
}

static BtTableCell *
get_cell (const BtTableRow *row, guint index)
{
  return &g_array_index (row->cells, BtTableCell, index);
}

/* Gives each level as many lines as its own cells need, and the last level of a cell over several
 * what it lacks. */
static void
count_level_lines (const BtTableRow *row, guint n_levels, guint *lines)
{
  for (guint i = 0; i < n_levels; i++)
    lines[i] = 1;
  for (guint span = 1; span <= n_levels; span++)
    for (guint i = 0; i < row->cells->len; i++)
      {
        const BtTableCell *cell = get_cell (row, i);
        guint missing = bt_paragraph_get_n_lines (cell->paragraph);

        if (cell->row_span != span)
          continue;
        for (guint level = cell->level; level < cell->level + span; level++)
          missing -= MIN (missing, lines[level]);
        lines[cell->level + span - 1] += missing;
      }
}

static void
place_cells (BtTableRow *row, guint n_levels, const guint *lines)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      BtTableCell *cell = get_cell (row, i);

      for (guint level = 0; level < cell->level; level++)
        cell->first_line += lines[level];
      cell->end_line = cell->first_line;
      for (guint level = cell->level; level < cell->level + cell->row_span; level++)
        cell->end_line += lines[level];
    }
  for (guint level = 0; level < n_levels; level++)
    row->n_lines += lines[level];
}

/* A line of the grid is as high as the highest line in it. */
static void
find_heights (const BtTableRow *row, BtLength *heights)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const BtTableCell *cell = get_cell (row, i);
      const guint n = bt_paragraph_get_n_lines (cell->paragraph);

      for (guint line = 0; line < n; line++)
        heights[cell->first_line + line] =
            MAX (heights[cell->first_line + line],
                 bt_paragraph_get_height (cell->paragraph, line, line + 1));
    }
}

/**
 * bt_table_row_close:
 * @row: a row with all of its cells
 * @grid: the table's geometry
 * @n_levels: 1, or how many levels a heading has
 *
 * Finds the lines of the row's grid.
 */
void
bt_table_row_close (BtTableRow *row, const BtTableGrid *grid, guint n_levels)
{
  g_autofree guint *lines = g_new0 (guint, n_levels);
  BtLength y = 0;
  guint line = 0;

  count_level_lines (row, n_levels, lines);
  place_cells (row, n_levels, lines);
  row->tops = g_new0 (BtLength, 2 * row->n_lines);
  row->bottoms = row->tops + row->n_lines;
  find_heights (row, row->bottoms);
  for (guint level = 0; level < n_levels; level++)
    {
      for (guint end = line + lines[level]; line < end; line++)
        {
          row->tops[line] = y;
          y += row->bottoms[line];
          row->bottoms[line] = y;
        }
      y += 2 * grid->padding_y + grid->border;
    }
}

/**
 * bt_table_row_get_height:
 * @row: a row
 * @grid: the table's geometry
 * @first, @end: lines of its grid
 *
 * Returns: the height of the slice with its padding and the border below
 */
BtLength
bt_table_row_get_height (const BtTableRow *row, const BtTableGrid *grid, guint first, guint end)
{
  return 2 * grid->padding_y + row->bottoms[end - 1] - row->tops[first] + grid->border;
}

/* A slice of a row on its page. */
typedef struct
{
  const BtTableRow *row;
  const BtTableGrid *grid;
  guint index, first, end;
  gboolean repeated;
  BtLength x, y;
  GArray *boxes;
} Slice;

static BtLength
get_line_y (const Slice *self, guint line)
{
  return self->y + self->grid->padding_y + self->row->tops[line] - self->row->tops[self->first];
}

static BtBox
describe_cell (const Slice *self, const BtTableCell *cell)
{
  const gboolean is_heading = bt_node_get_kind (cell->node) == BT_NODE_COLUMN;

  return (BtBox){
    .kind = BT_BOX_TEXT,
    .tag = self->repeated ? BT_TAG_ARTIFACT
           : is_heading   ? BT_TAG_TABLE_HEADING
                          : BT_TAG_TABLE_CELL,
    .node = bt_node_get_id (cell->node),
    .table = self->grid->table,
    .row = self->index + cell->level,
    .column = cell->column,
    .row_span = cell->row_span,
    .column_span = cell->column_span,
    .changed = bt_node_get_kind (cell->node) == BT_NODE_GHOST,
  };
}

/* Cells of a whole row stand in the middle of their height. */
static void
emit_whole_cell (const Slice *self, const BtTableCell *cell, BtLength x, const BtBox *like)
{
  const guint n = bt_paragraph_get_n_lines (cell->paragraph);
  const BtLength room = self->row->bottoms[cell->end_line - 1] - self->row->tops[cell->first_line];
  const BtLength rest = room - bt_paragraph_get_height (cell->paragraph, 0, n);

  bt_paragraph_emit (cell->paragraph, 0, n, x,
                     get_line_y (self, cell->first_line) + MAX (rest / 2, 0), like, self->boxes);
}

/* Cells of a slice stand line by line in the grid. */
static void
emit_sliced_cell (const Slice *self, const BtTableCell *cell, BtLength x, const BtBox *like)
{
  const guint end = MIN (self->end, cell->first_line + bt_paragraph_get_n_lines (cell->paragraph));

  for (guint line = MAX (self->first, cell->first_line); line < end; line++)
    bt_paragraph_emit (cell->paragraph, line - cell->first_line, line - cell->first_line + 1, x,
                       get_line_y (self, line), like, self->boxes);
}

/* The row's number again where the row goes on, so that one knows on the new page which row it is.
 */
static void
emit_number_again (const Slice *self, const BtTableCell *cell, BtLength x, BtBox *like)
{
  const guint n = bt_paragraph_get_n_lines (cell->paragraph);

  if (self->first < n || n > self->end - self->first)
    return;
  like->tag = BT_TAG_ARTIFACT;
  bt_paragraph_emit (cell->paragraph, 0, n, x, get_line_y (self, self->first), like, self->boxes);
}

static void
emit_cell (const Slice *self, const BtTableCell *cell)
{
  const BtTableGrid *grid = self->grid;
  const BtLength x = self->x + grid->edges[cell->column] + grid->border + grid->padding_x;
  BtBox like = describe_cell (self, cell);

  if (self->first == 0 && self->end == self->row->n_lines)
    emit_whole_cell (self, cell, x, &like);
  else
    emit_sliced_cell (self, cell, x, &like);
  if (cell->repeats && self->first > 0)
    emit_number_again (self, cell, x, &like);
}

/* The border to the right of a cell, and the one below it inside a heading; of the part that the
 * slice shows. */
static void
emit_cell_rules (const Slice *self, const BtTableCell *cell)
{
  const BtTableGrid *grid = self->grid;
  const guint first = MAX (cell->first_line, self->first);
  const guint end = MIN (cell->end_line, self->end);
  const BtLength left = self->x + grid->edges[cell->column];
  const BtLength right = self->x + grid->edges[cell->column + cell->column_span];
  BtLength top, bottom;

  if (first >= end)
    return;
  top = get_line_y (self, first) - grid->padding_y - grid->border;
  bottom = get_line_y (self, end - 1) + self->row->bottoms[end - 1] - self->row->tops[end - 1]
           + grid->padding_y;
  bt_box_emit_rule (self->boxes, right, top, grid->border, bottom - top + grid->border);
  if (cell->end_line < self->end)
    bt_box_emit_rule (self->boxes, left, bottom, right - left + grid->border, grid->border);
}

static void
emit_outer_rules (const Slice *self)
{
  const BtTableGrid *grid = self->grid;
  const BtLength width = grid->edges[grid->n_columns] + grid->border;
  const BtLength height = bt_table_row_get_height (self->row, grid, self->first, self->end);

  bt_box_emit_rule (self->boxes, self->x, self->y - grid->border, width, grid->border);
  bt_box_emit_rule (self->boxes, self->x, self->y - grid->border, grid->border,
                    height + grid->border);
  bt_box_emit_rule (self->boxes, self->x, self->y + height - grid->border, width, grid->border);
}

/* What was done to the row, left of the table. */
static void
emit_sign (const Slice *self)
{
  const BtBox like = { .tag = BT_TAG_ARTIFACT, .changed = TRUE };
  const BtParagraph *sign = self->row->sign;

  if (sign == NULL || self->first > 0 || self->repeated)
    return;
  bt_paragraph_emit (self->row->sign, 0, 1,
                     self->x - self->grid->sign_gap - bt_paragraph_get_used_width (sign),
                     get_line_y (self, 0), &like, self->boxes);
}

/**
 * bt_table_row_emit:
 * @row: a row
 * @grid: the table's geometry
 * @index: its number among all rows of the table, the levels of the heading counted one by one
 * @first, @end: the lines of its grid that are shown
 * @repeated: whether all of it is shown again
 * @x, @y: the left edge of the table, the top of the slice below its upper border
 * @boxes: (element-type BtBox): where the boxes are appended
 *
 * Emits the text of the cells in reading order, then the borders.
 */
void
bt_table_row_emit (const BtTableRow *row, const BtTableGrid *grid, guint index, guint first,
                   guint end, gboolean repeated, BtLength x, BtLength y, GArray *boxes)
{
  const Slice slice = { row, grid, index, first, end, repeated, x, y, boxes };

  for (guint i = 0; i < row->cells->len; i++)
    emit_cell (&slice, get_cell (row, i));
  for (guint i = 0; i < row->cells->len; i++)
    emit_cell_rules (&slice, get_cell (row, i));
  emit_outer_rules (&slice);
  emit_sign (&slice);
}

/* The line of a cell that shows a byte of its text. */
static guint
find_line (const BtTableCell *cell, gsize offset)
{
  const guint n = bt_paragraph_get_n_lines (cell->paragraph);
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (BtBox));
  const BtBox like = { .kind = BT_BOX_TEXT };
  guint line = 0;

  bt_paragraph_emit (cell->paragraph, 0, n, 0, 0, &like, boxes);
  while (line + 1 < boxes->len && g_array_index (boxes, BtBox, line + 1).start <= offset)
    line++;
  return line;
}

/**
 * bt_table_row_find_node:
 * @row: a row
 * @id: a node
 * @offset: a byte of its text
 * @line: (out): the line of the row's grid that shows it
 *
 * Returns: whether @id is the row or one of its cells
 */
gboolean
bt_table_row_find_node (const BtTableRow *row, const char *id, gsize offset, guint *line)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const BtTableCell *cell = get_cell (row, i);

      if (strcmp (bt_node_get_id (cell->node), id) != 0)
        continue;
      *line = cell->first_line + find_line (cell, offset);
      return TRUE;
    }
  *line = 0;
  return g_strcmp0 (bt_node_get_id (row->node), id) == 0;
}
