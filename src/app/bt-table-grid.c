/* The geometry of a table on the screen: widths of columns, heights of rows, what stands in a cell.
 *
 * Breaking the text of every cell into lines takes a third of a millisecond a row. So heights are estimated
 * from the number of characters first; rows that are seen are measured at once, all others while nothing else
 * is to be done. A row keeps its height as long as it is the same node. */

#include "bt-table-grid-private.h"

#include <string.h>

#include "bt-author-color.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-table.h"
#include "bt-viet.h"

/* So many rows that come at once were pasted: the widths are found anew. */
#define MANY_ROWS 2

static void
clear_row (gpointer data)
{
  bt_node_unref (((BtGridRow *) data)->node);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BtGridRow));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

static BtGridRow *
get_row (BtTableGrid *grid, guint row)
{
  return &g_array_index (grid->rows, BtGridRow, row);
}

/**
 * bt_table_grid_new:
 *
 * Returns: (transfer full): a grid without table
 */
BtTableGrid *
bt_table_grid_new (void)
{
  BtTableGrid *grid = g_new0 (BtTableGrid, 1);

  grid->rows = new_rows ();
  return grid;
}

/**
 * bt_table_grid_free:
 * @grid: (transfer full): a grid
 */
void
bt_table_grid_free (BtTableGrid *grid)
{
  g_return_if_fail (grid != NULL);

  g_clear_pointer (&grid->plan, bt_plan_unref);
  g_clear_pointer (&grid->table, bt_node_unref);
  g_clear_object (&grid->underlines);
  g_clear_pointer (&grid->colors, g_hash_table_unref);
  g_clear_pointer (&grid->change_records, bt_node_unref);
  g_clear_pointer (&grid->commented, g_hash_table_unref);
  g_clear_pointer (&grid->comment_records, bt_node_unref);
  g_clear_pointer (&grid->leaves, g_ptr_array_unref);
  g_clear_pointer (&grid->rows, g_array_unref);
  g_free (grid->marks);
  g_free (grid->naturals);
  g_free (grid->xs);
  g_free (grid->ys);
  g_free (grid);
}

/* The measured heights by node, so that rows that only moved keep theirs. */
static GHashTable *
collect_heights (BtTableGrid *grid)
{
  GHashTable *heights = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < grid->rows->len; i++)
    if (get_row (grid, i)->exact)
      g_hash_table_insert (heights, get_row (grid, i)->node,
                           GINT_TO_POINTER (get_row (grid, i)->height));
  return heights;
}

static gboolean
is_row (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_ROW || bt_node_get_kind (node) == BT_NODE_GROUP_ROW;
}

static gboolean
same_columns (const BtNode *a, const BtNode *b)
{
  return a && b
         && bt_node_get_child_of_kind (a, BT_NODE_COLUMNS)
                == bt_node_get_child_of_kind (b, BT_NODE_COLUMNS);
}

/* What open changes did to a leaf, or to a group that it stands in. */
static BtCellMark
get_column_mark (BtTableGrid *grid, BtNode *leaf)
{
  BtCellMark mark = { BT_CELL_PLAIN, BT_CELL_NOBODY };

  for (BtNode *node = leaf; bt_node_get_kind (node) == BT_NODE_COLUMN;
       node = bt_plan_get_parent (grid->plan, bt_node_get_id (node), NULL))
    mark = bt_cell_mark_join (bt_cell_mark_of_node (node, grid->colors), mark);
  return mark;
}

static void
set_columns (BtTableGrid *grid)
{
  grid->leaves = bt_table_get_leaves (grid->table);
  grid->marks = g_new0 (BtCellMark, grid->leaves->len + 1);
  for (guint i = 0; i < grid->leaves->len; i++)
    grid->marks[i] = get_column_mark (grid, grid->leaves->pdata[i]);
}

/* Rows that were measured keep their height; a ghost of a row that was moved has none. */
static void
set_rows (BtTableGrid *grid, GHashTable *heights)
{
  BtNode *rows = bt_node_get_child_of_kind (grid->table, BT_NODE_ROWS);
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *node = bt_node_get_child (rows, i);
      gpointer height = g_hash_table_lookup (heights, node);
      BtGridRow row = { .node = node, .number = bt_counter_next (&counter, node) };

      if (!is_row (node))
        continue;
      bt_node_ref (node);
      row.height = grid->xs ? GPOINTER_TO_INT (height) : 0;
      row.exact = row.height > 0;
      g_array_append_val (grid->rows, row);
    }
}

static void
clear_table (BtTableGrid *grid)
{
  g_clear_pointer (&grid->ys, g_free);
  g_clear_pointer (&grid->leaves, g_ptr_array_unref);
  g_clear_pointer (&grid->marks, g_free);
  g_clear_pointer (&grid->plan, bt_plan_unref);
  g_clear_pointer (&grid->table, bt_node_unref);
  grid->next_to_measure = 0;
}

/* The colours are read off the plan only where its changes are others than before. */
static void
update_colors (BtTableGrid *grid)
{
  BtNode *records = bt_plan_get_part (grid->plan, BT_NODE_CHANGES);

  if (grid->change_records == records)
    return;
  g_clear_pointer (&grid->change_records, bt_node_unref);
  g_clear_pointer (&grid->colors, g_hash_table_unref);
  grid->change_records = bt_node_ref (records);
  grid->colors = bt_author_colors_of_changes (grid->plan);
}

static void
update_commented (BtTableGrid *grid)
{
  BtNode *records = bt_plan_get_part (grid->plan, BT_NODE_COMMENTS);

  if (grid->comment_records == records)
    return;
  g_clear_pointer (&grid->comment_records, bt_node_unref);
  g_clear_pointer (&grid->commented, g_hash_table_unref);
  grid->comment_records = bt_node_ref (records);
  grid->commented = bt_commented_nodes_of_plan (grid->plan);
}

/**
 * bt_table_grid_set_table:
 * @grid: a grid
 * @plan: (nullable): the plan as it is now
 * @table: (nullable): the id of a table; one that is not there is none
 */
void
bt_table_grid_set_table (BtTableGrid *grid, BtPlan *plan, const char *table)
{
  g_autoptr (GHashTable) heights = NULL;
  g_autoptr (GArray) old_rows = NULL;
  g_autoptr (BtNode) old = NULL;
  BtNode *node;

  g_return_if_fail (grid != NULL);

  node = plan && table && bt_plan_has_node (plan, table) ? bt_plan_get_node (plan, table) : NULL;
  heights = collect_heights (grid);
  old_rows = g_steal_pointer (&grid->rows);
  old = grid->table ? bt_node_ref (grid->table) : NULL;
  clear_table (grid);
  grid->rows = new_rows ();
  if (!same_columns (old, node))
    {
      g_clear_pointer (&grid->xs, g_free);
      g_clear_pointer (&grid->naturals, g_free);
    }
  if (!node)
    return;

  grid->plan = bt_plan_ref (plan);
  grid->table = bt_node_ref (node);
  update_colors (grid);
  update_commented (grid);
  set_columns (grid);
  set_rows (grid, heights);
  if (grid->rows->len > old_rows->len + MANY_ROWS)
    g_clear_pointer (&grid->naturals, g_free);
}

/**
 * bt_table_grid_set_underlines:
 * @grid: a grid
 * @underlines: (nullable): what is underlined quietly in the cells from now on
 */
void
bt_table_grid_set_underlines (BtTableGrid *grid, BtUnderlines *underlines)
{
  g_return_if_fail (grid != NULL);

  g_set_object (&grid->underlines, underlines);
}

/**
 * bt_table_grid_is_commented:
 * @grid: a grid
 * @row: a row's number
 * @column: a column's number
 *
 * Returns: whether an open comment speaks of the cell, or of words in it
 */
gboolean
bt_table_grid_is_commented (BtTableGrid *grid, guint row, guint column)
{
  BtNode *cell;

  g_return_val_if_fail (grid != NULL && row < grid->rows->len, FALSE);

  cell = bt_table_grid_get_cell (grid, row, column);
  return cell && grid->commented && g_hash_table_contains (grid->commented, bt_intern (bt_node_get_id (cell)));
}

/**
 * bt_table_grid_get_colors:
 * @grid: a grid
 *
 * Returns: (transfer none) (nullable): the colours of the authors of its plan's changes
 */
GHashTable *
bt_table_grid_get_colors (BtTableGrid *grid)
{
  g_return_val_if_fail (grid != NULL, NULL);

  return grid->colors;
}

/**
 * bt_table_grid_get_table:
 * @grid: a grid
 *
 * Returns: (transfer none) (nullable): the table
 */
BtNode *
bt_table_grid_get_table (BtTableGrid *grid)
{
  g_return_val_if_fail (grid != NULL, NULL);

  return grid->table;
}

/**
 * bt_table_grid_get_n_rows:
 * @grid: a grid
 *
 * Returns: how many rows it has, group rows included
 */
guint
bt_table_grid_get_n_rows (BtTableGrid *grid)
{
  g_return_val_if_fail (grid != NULL, 0);

  return grid->rows->len;
}

/**
 * bt_table_grid_get_n_columns:
 * @grid: a grid
 *
 * Returns: how many leaf columns it has
 */
guint
bt_table_grid_get_n_columns (BtTableGrid *grid)
{
  g_return_val_if_fail (grid != NULL, 0);

  return grid->leaves ? grid->leaves->len : 0;
}

/**
 * bt_table_grid_get_row:
 * @grid: a grid
 * @row: a row's number
 *
 * Returns: (transfer none): its node
 */
BtNode *
bt_table_grid_get_row (BtTableGrid *grid, guint row)
{
  g_return_val_if_fail (grid != NULL && row < grid->rows->len, NULL);

  return get_row (grid, row)->node;
}

/**
 * bt_table_grid_get_column:
 * @grid: a grid
 * @column: a column's number
 *
 * Returns: (transfer none): its leaf
 */
BtNode *
bt_table_grid_get_column (BtTableGrid *grid, guint column)
{
  g_return_val_if_fail (grid != NULL, NULL);
  g_return_val_if_fail (column < bt_table_grid_get_n_columns (grid), NULL);

  return grid->leaves->pdata[column];
}

/**
 * bt_table_grid_is_group:
 * @grid: a grid
 * @row: a row's number
 *
 * Returns: whether it is one text over all columns
 */
gboolean
bt_table_grid_is_group (BtTableGrid *grid, guint row)
{
  g_return_val_if_fail (grid != NULL && row < grid->rows->len, FALSE);

  return bt_node_get_kind (get_row (grid, row)->node) == BT_NODE_GROUP_ROW;
}

/**
 * bt_table_grid_is_order:
 * @grid: a grid
 * @column: a column's number
 *
 * Returns: whether its cells number themselves
 */
gboolean
bt_table_grid_is_order (BtTableGrid *grid, guint column)
{
  g_return_val_if_fail (grid != NULL, FALSE);

  return column < bt_table_grid_get_n_columns (grid)
         && bt_column_get_role (grid->leaves->pdata[column]) == BT_ROLE_ORDER;
}

/**
 * bt_table_grid_get_cell:
 * @grid: a grid
 * @row: a row's number
 * @column: a column's number
 *
 * Returns: (transfer none) (nullable): the node whose text stands there; of a group row always the row itself
 */
BtNode *
bt_table_grid_get_cell (BtTableGrid *grid, guint row, guint column)
{
  BtNode *node;
  guint n = 0;

  g_return_val_if_fail (grid != NULL && row < grid->rows->len, NULL);

  node = get_row (grid, row)->node;
  if (bt_node_get_kind (node) == BT_NODE_GROUP_ROW)
    return node;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) == BT_NODE_CELL && n++ == column)
      return bt_node_get_child (node, i);

  return NULL;
}

/**
 * bt_table_grid_find:
 * @grid: a grid
 * @id: the id of a row or a cell
 * @row: (out): its row's number
 * @column: (out): its column's number, 0 for a row
 *
 * Returns: whether it is there
 */
gboolean
bt_table_grid_find (BtTableGrid *grid, const char *id, guint *row, guint *column)
{
  g_return_val_if_fail (grid != NULL && id != NULL, FALSE);
  g_return_val_if_fail (row != NULL && column != NULL, FALSE);

  for (*row = 0; *row < grid->rows->len; (*row)++)
    {
      *column = 0;
      if (g_str_equal (bt_node_get_id (get_row (grid, *row)->node), id))
        return TRUE;
      for (; *column < bt_table_grid_get_n_columns (grid); (*column)++)
        {
          BtNode *cell = bt_table_grid_get_cell (grid, *row, *column);
          if (cell && g_str_equal (bt_node_get_id (cell), id))
            return TRUE;
        }
    }

  return FALSE;
}

/* bt_table_grid_forget_heights: all rows have to be measured again. */
void
bt_table_grid_forget_heights (BtTableGrid *grid)
{
  for (guint i = 0; i < grid->rows->len; i++)
    {
      get_row (grid, i)->exact = FALSE;
      get_row (grid, i)->height = 0;
    }
  g_clear_pointer (&grid->ys, g_free);
  grid->next_to_measure = 0;
}

static int
estimate_cell (BtTableGrid *grid, const BtNode *cell, int width)
{
  const char *text = bt_node_get_string (cell);
  /* A table that gets the focus before it has a place on the screen does not know its font yet. */
  int per_line = MAX (1, (width - 2 * BT_CELL_PADDING) / MAX (1, grid->char_width));
  int lines = 0;

  for (const char *line = text; line; line = strchr (line, '\n'))
    {
      gsize length;
      if (*line == '\n')
        line++;
      length = strcspn (line, "\n");
      lines += MAX (1, (g_utf8_strlen (line, length) + per_line - 1) / per_line);
      if (line[length] == '\0')
        break;
    }

  return lines * grid->line_height + 2 * BT_CELL_PADDING;
}

/* The columns that the text at (@row, @column) reaches over. */
static void
get_span (BtTableGrid *grid, guint row, guint column, guint *first, guint *end)
{
  gboolean group = bt_table_grid_is_group (grid, row);

  *first = group ? 0 : column;
  *end = group ? bt_table_grid_get_n_columns (grid) : column + 1;
}

static int
measure_cell (BtTableGrid *grid, guint row, guint column, int width, PangoContext *context)
{
  g_autoptr (BtCellLook) look = bt_table_grid_create_look (grid, row, column);

  return bt_table_grid_measure_look (context, look, width);
}

/* The tallest cell of a row, estimated where there is no @context. */
static int
row_height (BtTableGrid *grid, guint row, PangoContext *context)
{
  int height = grid->line_height + 2 * BT_CELL_PADDING;
  guint n = bt_table_grid_is_group (grid, row) ? 1 : bt_table_grid_get_n_columns (grid);

  for (guint i = 0; i < n; i++)
    {
      BtNode *cell = bt_table_grid_get_cell (grid, row, i);
      guint first, end;
      int width;

      get_span (grid, row, i, &first, &end);
      width = bt_table_grid_get_x (grid, end) - bt_table_grid_get_x (grid, first);
      if (!cell)
        continue;
      height = MAX (height, context ? measure_cell (grid, row, i, width, context)
                                    : estimate_cell (grid, cell, width));
    }

  return height;
}

static void
place_rows (BtTableGrid *grid)
{
  int y = 0;

  if (grid->ys)
    return;
  grid->ys = g_new (int, grid->rows->len + 1);
  for (guint i = 0; i < grid->rows->len; i++)
    {
      BtGridRow *row = get_row (grid, i);
      if (row->height == 0)
        row->height = row_height (grid, i, NULL);
      grid->ys[i] = y;
      y += row->height;
    }
  grid->ys[grid->rows->len] = y;
}

/**
 * bt_table_grid_get_y:
 * @grid: a grid
 * @row: a row's number; the number of rows for the bottom edge
 *
 * Returns: where the row begins below the heading, in pixels
 */
int
bt_table_grid_get_y (BtTableGrid *grid, guint row)
{
  g_return_val_if_fail (grid != NULL && row <= grid->rows->len, 0);

  place_rows (grid);
  return grid->ys[row];
}

/**
 * bt_table_grid_get_row_at:
 * @grid: a grid that has rows
 * @y: pixels below the heading
 *
 * Returns: the number of the row there, or of the nearest
 */
guint
bt_table_grid_get_row_at (BtTableGrid *grid, int y)
{
  guint low = 0, high;

  g_return_val_if_fail (grid != NULL, 0);

  place_rows (grid);
  high = grid->rows->len;
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (grid->ys[middle] <= y)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/**
 * bt_table_grid_measure_look:
 * @context: the fonts of the cells
 * @look: how a cell looks
 * @width: the cell's width in pixels
 *
 * Returns: the cell's height in pixels
 */
int
bt_table_grid_measure_look (PangoContext *context, BtCellLook *look, int width)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), 0);
  g_return_val_if_fail (look != NULL, 0);

  layout = bt_cell_look_create_layout (look, context, BT_CELL_MEASURED);
  pango_layout_set_width (layout, MAX (1, width - 2 * BT_CELL_PADDING) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + 2 * BT_CELL_PADDING;
}

/* The number of a row, where it is read in the cell. */
static char *
dup_label (BtTableGrid *grid, guint row, guint column)
{
  guint number = get_row (grid, row)->number;

  if (bt_table_grid_is_group (grid, row))
    return bt_viet_roman (number);
  return bt_table_grid_is_order (grid, column) ? g_strdup_printf ("%u", number) : NULL;
}

/**
 * bt_table_grid_dup_words:
 * @grid: a grid
 * @row: a row's number
 * @column: a column's number
 *
 * Returns: (transfer full): what is read there, without what open changes delete: the number where the cells number
 *   themselves
 */
char *
bt_table_grid_dup_words (BtTableGrid *grid, guint row, guint column)
{
  BtNode *cell;

  g_return_val_if_fail (grid != NULL && row < grid->rows->len, NULL);

  if (!bt_table_grid_is_group (grid, row) && bt_table_grid_is_order (grid, column))
    return dup_label (grid, row, column);
  cell = bt_table_grid_get_cell (grid, row, column);
  return cell ? bt_plan_dup_plain_text (grid->plan, cell) : g_strdup ("");
}

/**
 * bt_table_grid_create_look:
 * @grid: a grid
 * @row: a row's number
 * @column: a column's number
 *
 * Returns: (transfer full): how the cell looks
 */
BtCellLook *
bt_table_grid_create_look (BtTableGrid *grid, guint row, guint column)
{
  g_autofree char *label = NULL;
  g_autoptr (GArray) underlines = NULL;
  BtCellLook *look;
  BtCellMark mark;
  BtNode *cell;
  gboolean group;

  g_return_val_if_fail (grid != NULL && row < grid->rows->len, NULL);
  g_return_val_if_fail (column < bt_table_grid_get_n_columns (grid), NULL);

  label = dup_label (grid, row, column);
  group = bt_table_grid_is_group (grid, row);
  cell = !group && bt_table_grid_is_order (grid, column)
             ? NULL
             : bt_table_grid_get_cell (grid, row, column);
  mark = bt_cell_mark_of_node (get_row (grid, row)->node, grid->colors);
  if (group)
    mark.style |= BT_CELL_BOLD;
  else if (mark.style == BT_CELL_PLAIN)
    mark = grid->marks[column];
  if (!cell)
    mark.style |= BT_CELL_CENTERED;

  look = bt_cell_look_new (grid->plan, cell, label, mark, grid->colors);
  if (cell && grid->underlines)
    underlines = bt_underlines_get (grid->underlines, bt_node_get_id (cell), bt_node_get_text (cell));
  if (underlines)
    bt_cell_look_underline (look, grid->plan, cell, underlines);
  return look;
}

/**
 * bt_table_grid_measure_row:
 * @grid: a grid
 * @row: a row's number
 * @context: the fonts of the cells
 *
 * Finds the row's height exactly.
 *
 * Returns: whether it is another one than before
 */
gboolean
bt_table_grid_measure_row (BtTableGrid *grid, guint row, PangoContext *context)
{
  BtGridRow *measured;
  int before;

  g_return_val_if_fail (grid != NULL && row < grid->rows->len, FALSE);

  place_rows (grid);
  measured = get_row (grid, row);
  if (measured->exact)
    return FALSE;
  before = measured->height;
  measured->height = row_height (grid, row, context);
  measured->exact = TRUE;
  if (measured->height != before)
    g_clear_pointer (&grid->ys, g_free);

  return measured->height != before;
}

/**
 * bt_table_grid_measure_some:
 * @grid: a grid
 * @context: the fonts of the cells
 * @until: when to stop, as g_get_monotonic_time()
 *
 * Measures rows that were only estimated.
 *
 * Returns: whether there are more
 */
gboolean
bt_table_grid_measure_some (BtTableGrid *grid, PangoContext *context, gint64 until)
{
  g_return_val_if_fail (grid != NULL, FALSE);

  while (grid->next_to_measure < grid->rows->len && g_get_monotonic_time () < until)
    bt_table_grid_measure_row (grid, grid->next_to_measure++, context);

  return grid->next_to_measure < grid->rows->len;
}

/**
 * bt_table_grid_is_measured:
 * @grid: a grid
 *
 * Returns: whether bt_table_grid_measure_some() has nothing left to do
 */
gboolean
bt_table_grid_is_measured (BtTableGrid *grid)
{
  g_return_val_if_fail (grid != NULL, TRUE);

  return grid->next_to_measure >= grid->rows->len;
}
