/* A table at one width: its rows, as lines that can be counted and drawn. */
#include <string.h>

#include "bt-layout-private.h"
#include "bt-numbering.h"
#include "bt-table-measure.h"

/* How many rows are weighed when the widths are balanced; more would cost time and change little.
 */
#define N_SAMPLE_ROWS 48

struct _BtTableLayout
{
  grefcount references;
  BtNode *table;
  BtTableGrid grid;
  GPtrArray *rows; /* of BtTableRow, the heading first */
  gboolean has_heading;
  BtNodeMarks marks;    /* of all rows */
  GArray *column_signs; /* of BtColumnSign */
  BtLength sign_rule;   /* the thickness of the rules below them */
};

/* What it takes to turn a table into rows. */
typedef struct
{
  BtTableMeasure measure;
  GHashTable *old_rows; /* (nullable): the rows of the layout before, by their nodes */
} Maker;

static guint
get_n_children (const BtNode *node)
{
  return node != NULL ? bt_node_get_n_children (node) : 0;
}

static gboolean
is_empty (const BtNode *node)
{
  const char *string = bt_node_get_string (node);

  return string == NULL || *string == 0;
}

/* Whether the row looks the same wherever it stands: a reference in it may come to say something
 * else. */
static gboolean
is_shareable (const BtNode *row)
{
  if (bt_node_get_kind (row) == BT_NODE_GHOST)
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      const char *string = bt_node_get_string (bt_node_get_child (row, i));

      if (string != NULL && strstr (string, BT_OBJECT_CHAR) != NULL)
        return FALSE;
    }
  return is_empty (row) || strstr (bt_node_get_string (row), BT_OBJECT_CHAR) == NULL;
}

static const char *
get_notes (const Maker *self, const BtNode *row)
{
  const BtMarkup *markup = bt_shaper_get_markup (self->measure.shaper);

  return markup != NULL ? bt_markup_get_signs_below (markup, row) : NULL;
}

/* The row as it is in the layout before, if it is there and not changed. */
static BtTableRow *
find_old_row (const Maker *self, const BtNode *node, const BtLabelCounter *counter)
{
  BtTableRow *row = self->old_rows != NULL ? g_hash_table_lookup (self->old_rows, node) : NULL;

  return row != NULL && row->shareable && row->number == counter->number
                 && row->old_number == counter->old_number
                 && g_strcmp0 (row->notes, get_notes (self, node)) == 0
             ? row
             : NULL;
}

static BtTableRow *
begin_row (Maker *self, BtNode *node, const BtLabelCounter *counter)
{
  BtTableRow *old = find_old_row (self, node, counter);
  BtTableRow *row;

  if (old != NULL)
    return bt_table_row_ref (old);
  row = bt_table_row_new (node, counter->number);
  row->old_number = counter->old_number;
  row->notes = g_strdup (get_notes (self, node));
  row->shareable = is_shareable (node);
  row->sign = bt_table_get_sign (self->measure.shaper, node, self->measure.table, NULL);
  if (bt_node_get_kind (node) == BT_NODE_ROW)
    row->needs = bt_table_measure_row (&self->measure, node, counter->number);
  return row;
}

/* Rows, and where rows were. */
static gboolean
is_shown_row (const Maker *self, const BtNode *node)
{
  switch (bt_node_get_kind (node))
    {
    case BT_NODE_ROW:
    case BT_NODE_GROUP_ROW:
      return TRUE;
    case BT_NODE_GHOST:
      return bt_shaper_get_markup (self->measure.shaper) != NULL;
    default:
      return FALSE;
    }
}

/* Makes the rows with what their cells need, but without lines unless they were there before. */
static void
begin_rows (Maker *self, GPtrArray *rows)
{
  BtNode *parent = bt_node_get_child_of_kind (self->measure.table, BT_NODE_ROWS);
  BtLabelCounter counter = { 0 };

  for (guint i = 0; i < get_n_children (parent); i++)
    {
      BtNode *node = bt_node_get_child (parent, i);
      BtTableRow *row;

      bt_label_counter_next (&counter, bt_shaper_get_markup (self->measure.shaper), node);
      if (!is_shown_row (self, node))
        continue;
      row = begin_row (self, node, &counter);
      g_ptr_array_add (rows, row);
      if (row->needs != NULL)
        bt_table_measure_add (&self->measure, row->needs);
    }
}

/* Chooses the rows that are weighed: evenly from the whole table, always the same ones. */
static void
take_sample (Maker *self, GPtrArray *rows)
{
  const guint step = MAX (rows->len / N_SAMPLE_ROWS, 1);

  for (guint i = 0; i < rows->len; i += step)
    {
      const BtTableRow *row = rows->pdata[i];

      if (row->needs != NULL)
        g_array_append_vals (self->measure.sample, row->needs, self->measure.n);
    }
}

static void
add_heading_cell (const Maker *self, const BtTableGrid *grid, BtTableRow *row, const BtNode *column,
                  guint level, guint *leaf)
{
  const guint span = bt_column_get_n_leaves (column);
  BtTableCell cell = { .node = column, .column = *leaf, .column_span = span, .level = level };

  if (span == 0) /* told above the table */
    return;
  cell.row_span = bt_column_is_group (column) ? 1 : grid->depth - level;
  cell.paragraph = bt_shaper_order_paragraph (self->measure.shaper, column, BT_STYLE_TABLE_HEADING,
                                              bt_table_grid_get_text_width (grid, *leaf, span), 0);
  bt_table_row_add_cell (row, &cell);
  *leaf += span;
}

/* Adds the headings of one level; columns of a higher one are passed over. */
static void
add_level (const Maker *self, const BtTableGrid *grid, BtTableRow *row, const BtNode *parent,
           guint depth, guint level, guint *leaf)
{
  for (guint i = 0; i < get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);

      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      if (depth == level)
        add_heading_cell (self, grid, row, column, level, leaf);
      else if (bt_column_is_group (column))
        add_level (self, grid, row, column, depth + 1, level, leaf);
      else
        (*leaf)++;
    }
}

static gboolean
has_words (const BtNode *parent)
{
  gboolean found = FALSE;

  for (guint i = 0; !found && i < get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);

      if (bt_node_get_kind (column) == BT_NODE_COLUMN)
        found = !is_empty (column) || has_words (column);
    }
  return found;
}

static BtTableRow *
make_heading (const Maker *self, const BtTableGrid *grid)
{
  BtNode *columns = bt_node_get_child_of_kind (self->measure.table, BT_NODE_COLUMNS);
  BtTableRow *row = bt_table_row_new (columns, 0);

  for (guint level = 0; level < grid->depth; level++)
    {
      guint leaf = 0;

      add_level (self, grid, row, columns, 0, level, &leaf);
    }
  return row;
}

/* Gives a row its cells; one of the layout before keeps its lines if the widths are the same. */
static BtTableRow *
fill_row (const Maker *self, const BtTableGrid *grid, BtTableRow *row, gboolean same_widths)
{
  BtTableRow *finished = row;

  if (row->n_lines > 0 && same_widths)
    return row;
  if (row->n_lines > 0)
    {
      finished = bt_table_row_new (row->node, row->number);
      finished->sign = row->sign != NULL ? bt_paragraph_ref (row->sign) : NULL;
      finished->old_number = row->old_number;
      finished->notes = g_strdup (row->notes);
      finished->needs = g_memdup2 (row->needs, self->measure.n * sizeof *row->needs);
      bt_table_row_unref (row);
    }
  bt_table_row_add_cells (finished, self->measure.shaper, grid, self->measure.columns, self->measure.n);
  return finished;
}

static void
find_edges (Maker *self, BtTableGrid *grid, BtLength width)
{
  g_autofree BtLength *widths = g_new (BtLength, grid->n_columns);

  widths[0] = width - grid->border;
  bt_table_measure_share (&self->measure, width - grid->border, widths);
  for (guint i = 0; i < grid->n_columns; i++)
    grid->edges[i + 1] = grid->edges[i] + widths[i];
}

/* What all rows are part of: the coming, going or moving of the table. */
static BtNodeMarks
get_row_marks (BtShaper *shaper, const BtNode *table)
{
  const BtMarkup *markup = bt_shaper_get_markup (shaper);
  const BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);

  return markup != NULL ? bt_markup_get_marks (markup, rows) : (BtNodeMarks){ 0 };
}

/* Old rows are of use under the same columns only: their roles choose how cells are set. */
static void
take_old_rows (Maker *self, BtTableLayout *previous, const BtNodeMarks *marks)
{
  if (previous == NULL || memcmp (&previous->marks, marks, sizeof *marks) != 0
      || bt_node_get_child_of_kind (previous->table, BT_NODE_COLUMNS)
             != bt_node_get_child_of_kind (self->measure.table, BT_NODE_COLUMNS))
    return;
  self->old_rows = g_hash_table_new (NULL, NULL);
  for (guint i = previous->has_heading; i < previous->rows->len; i++)
    {
      BtTableRow *row = previous->rows->pdata[i];

      g_hash_table_insert (self->old_rows, row->node, row);
    }
}

static gboolean
has_same_edges (const BtTableGrid *grid, BtTableLayout *previous)
{
  return previous != NULL && previous->grid.n_columns == grid->n_columns
         && memcmp (previous->grid.edges, grid->edges, (grid->n_columns + 1) * sizeof *grid->edges)
                == 0;
}

static void
begin_grid (const Maker *self, BtTableGrid *grid)
{
  grid->n_columns = MAX (self->measure.n, 1);
  grid->edges = g_new0 (BtLength, grid->n_columns + 1);
  grid->border = bt_shaper_get_length (self->measure.shaper, BT_FIGURE_TABLE_BORDER);
  grid->padding_x = bt_shaper_get_length (self->measure.shaper, BT_FIGURE_TABLE_PADDING_X);
  grid->padding_y = bt_shaper_get_length (self->measure.shaper, BT_FIGURE_TABLE_PADDING_Y);
  grid->sign_gap = bt_shaper_get_length (self->measure.shaper, BT_FIGURE_SIGN_GAP);
  grid->depth = bt_table_get_heading_depth (self->measure.table);
  grid->table = bt_node_get_id (self->measure.table);
}

/**
 * bt_table_layout_begin:
 * @shaper: a shaper
 * @table: a table of its plan
 * @width: what the table has to fill
 * @previous: (nullable): the same table as it was laid out before, by a shaper of the same profile
 * and context
 *
 * Finds how wide the columns are, and orders the lines of the cells.
 *
 * Returns: (transfer full): the table; bt_table_layout_end() is due after bt_shaper_deliver()
 */
BtTableLayout *
bt_table_layout_begin (BtShaper *shaper, BtNode *table, BtLength width, BtTableLayout *previous)
{
  BtTableLayout *layout = g_new0 (BtTableLayout, 1);
  BtNode *columns = bt_node_get_child_of_kind (table, BT_NODE_COLUMNS);
  gboolean same_widths;
  Maker maker = { 0 };

  g_ref_count_init (&layout->references);
  layout->table = bt_node_ref (table);
  layout->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_table_row_unref);
  layout->has_heading = has_words (columns);
  bt_table_measure_init (&maker.measure, shaper, table);
  layout->marks = get_row_marks (shaper, table);
  layout->column_signs = bt_table_get_column_signs (shaper, table);
  layout->sign_rule = bt_shaper_get_length (shaper, BT_FIGURE_BAR_THICKNESS);
  take_old_rows (&maker, previous, &layout->marks);
  begin_grid (&maker, &layout->grid);
  begin_rows (&maker, layout->rows);
  take_sample (&maker, layout->rows);
  find_edges (&maker, &layout->grid, width);
  same_widths = has_same_edges (&layout->grid, previous);
  for (guint i = 0; i < layout->rows->len; i++)
    layout->rows->pdata[i] =
        fill_row (&maker, &layout->grid, layout->rows->pdata[i], same_widths);
  if (layout->has_heading)
    g_ptr_array_insert (layout->rows, 0, make_heading (&maker, &layout->grid));
  g_clear_pointer (&maker.old_rows, g_hash_table_unref);
  bt_table_measure_clear (&maker.measure);
  return layout;
}

/**
 * bt_table_layout_end:
 * @layout: what bt_table_layout_begin() gave
 *
 * Finds the lines of all rows, now that those of their cells are known.
 */
void
bt_table_layout_end (BtTableLayout *layout)
{
  for (guint i = 0; i < layout->rows->len; i++)
    {
      BtTableRow *row = layout->rows->pdata[i];

      if (row->n_lines == 0)
        bt_table_row_close (row, &layout->grid, i == 0 && layout->has_heading ? layout->grid.depth : 1);
    }
}

/**
 * bt_table_layout_new:
 * @shaper: a shaper
 * @table: a table of its plan
 * @width: what the table has to fill
 * @previous: (nullable): the same table as it was laid out before, by a shaper of the same profile
 * and context
 *
 * Returns: (transfer full): the table, measured at @width
 */
BtTableLayout *
bt_table_layout_new (BtShaper *shaper, BtNode *table, BtLength width, BtTableLayout *previous)
{
  BtTableLayout *layout = bt_table_layout_begin (shaper, table, width, previous);

  bt_shaper_deliver (shaper);
  bt_table_layout_end (layout);
  return layout;
}

/**
 * bt_table_layout_ref:
 * @layout: a table's layout
 *
 * Returns: (transfer full): @layout
 */
BtTableLayout *
bt_table_layout_ref (BtTableLayout *layout)
{
  g_ref_count_inc (&layout->references);
  return layout;
}

/**
 * bt_table_layout_unref:
 * @layout: (transfer full): a table's layout
 */
void
bt_table_layout_unref (BtTableLayout *layout)
{
  if (!g_ref_count_dec (&layout->references))
    return;
  g_ptr_array_unref (layout->rows);
  g_array_unref (layout->column_signs);
  g_free (layout->grid.edges);
  bt_node_unref (layout->table);
  g_free (layout);
}

/**
 * bt_table_layout_has_heading:
 * @layout: a table's layout
 *
 * Returns: whether row 0 is the heading: a table whose columns have no words has none
 */
gboolean
bt_table_layout_has_heading (const BtTableLayout *layout)
{
  return layout->has_heading;
}

/**
 * bt_table_layout_get_n_rows:
 * @layout: a table's layout
 *
 * Returns: how many rows it has, the heading counted as one
 */
guint
bt_table_layout_get_n_rows (const BtTableLayout *layout)
{
  return layout->rows->len;
}

/**
 * bt_table_layout_get_n_lines:
 * @layout: a table's layout
 * @row: a row
 *
 * Returns: how many lines its grid has, at least 1
 */
guint
bt_table_layout_get_n_lines (const BtTableLayout *layout, guint row)
{
  return ((const BtTableRow *) layout->rows->pdata[row])->n_lines;
}

/**
 * bt_table_layout_get_height:
 * @layout: a table's layout
 * @row: a row
 * @first, @end: lines of its grid
 *
 * Returns: the height of these lines with padding and the border below
 */
BtLength
bt_table_layout_get_height (const BtTableLayout *layout, guint row, guint first, guint end)
{
  return bt_table_row_get_height (layout->rows->pdata[row], &layout->grid, first, end);
}

/**
 * bt_table_layout_get_border:
 * @layout: a table's layout
 *
 * Returns: the thickness of its borders
 */
BtLength
bt_table_layout_get_border (const BtTableLayout *layout)
{
  return layout->grid.border;
}

/**
 * bt_table_layout_get_head_room:
 * @layout: a table's layout
 *
 * Returns: the room that the signs above it need
 */
BtLength
bt_table_layout_get_head_room (const BtTableLayout *layout)
{
  return bt_table_measure_column_signs (layout->column_signs, layout->sign_rule);
}

/**
 * bt_table_layout_keeps_with_next:
 * @layout: a table's layout
 * @row: a row
 *
 * Returns: whether a page must not end after it
 */
gboolean
bt_table_layout_keeps_with_next (const BtTableLayout *layout, guint row)
{
  return bt_node_get_kind (((const BtTableRow *) layout->rows->pdata[row])->node)
         == BT_NODE_GROUP_ROW;
}

/**
 * bt_table_layout_find_node:
 * @layout: a table's layout
 * @id: a node
 * @offset: a byte of its text
 * @row, @line: (out): the row that shows it, and the line of its grid
 *
 * Returns: whether @id is a row, a cell or a column of the table
 */
gboolean
bt_table_layout_find_node (const BtTableLayout *layout, const char *id, gsize offset, guint *row,
                           guint *line)
{
  for (guint i = 0; i < layout->rows->len; i++)
    if (bt_table_row_find_node (layout->rows->pdata[i], id, offset, line))
      {
        *row = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bt_table_layout_emit:
 * @layout: a table's layout
 * @row: a row
 * @first, @end: the lines of its grid that are shown
 * @repeated: whether it is the heading once more, on a following page
 * @x, @y: the table's left edge, the slice's top below the border above it
 * @boxes: (element-type BtBox): where the boxes are appended
 */
void
bt_table_layout_emit (BtTableLayout *layout, guint row, guint first, guint end, gboolean repeated,
                      BtLength x, BtLength y, GArray *boxes)
{
  const guint index = layout->has_heading && row > 0 ? row - 1 + layout->grid.depth : row;

  bt_table_row_emit (layout->rows->pdata[row], &layout->grid, index, first, end, repeated, x, y,
                     boxes);
  if (row == 0 && first == 0 && !repeated)
    bt_table_emit_column_signs (layout->column_signs, &layout->grid, layout->sign_rule, x,
                                y - layout->grid.border, boxes);
}
