/* The geometry of a table on the screen: widths of columns, heights of rows, what stands in a cell.
 *
 * Breaking the text of every cell into lines takes a third of a millisecond a row. So heights are estimated
 * from the number of characters first; rows that are seen are measured at once, all others while nothing else
 * is to be done. A row keeps its height as long as it is the same node. */

#include "bt-table-grid.h"

#include <string.h>

#include "bt-table.h"

#define MIN_COLUMN 84
#define LEAST_COLUMN 76
#define MAX_COLUMN 300
#define ORDER_COLUMN 48
#define PIXELS_PER_MM 3.2
/* How many rows are looked at to find the widths. */
#define SAMPLE_ROWS 60
/* A cell of this many characters is wide enough to be read in a column of the widest width. */
#define WIDE_TEXT 90

typedef struct
{
  BtNode *node;
  int height; /* 0 where it is not known at all */
  gboolean exact;
} Row;

struct _BtTableGrid
{
  BtNode *table;
  GPtrArray *leaves;
  GArray *rows;
  int *xs; /* where each column begins, and where the last ends */
  int *ys; /* likewise of the rows; NULL where some height has changed */
  int line_height;
  int char_width;
  guint next_to_measure;
};

static void
clear_row (gpointer data)
{
  bt_node_unref (((Row *) data)->node);
}

static GArray *
new_rows (void)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));

  g_array_set_clear_func (rows, clear_row);
  return rows;
}

static Row *
get_row (BtTableGrid *grid, guint row)
{
  return &g_array_index (grid->rows, Row, row);
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

  g_clear_pointer (&grid->table, bt_node_unref);
  g_clear_pointer (&grid->leaves, g_ptr_array_unref);
  g_clear_pointer (&grid->rows, g_array_unref);
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

/**
 * bt_table_grid_set_table:
 * @grid: a grid
 * @table: (nullable): the table as it is now
 */
void
bt_table_grid_set_table (BtTableGrid *grid, BtNode *table)
{
  g_autoptr (GHashTable) heights = NULL;
  g_autoptr (GArray) old_rows = NULL;
  g_autoptr (BtNode) old = NULL;
  BtNode *rows;

  g_return_if_fail (grid != NULL);

  heights = collect_heights (grid);
  old_rows = g_steal_pointer (&grid->rows);
  old = g_steal_pointer (&grid->table);
  grid->rows = new_rows ();
  grid->table = table ? bt_node_ref (table) : NULL;
  if (!same_columns (old, table))
    g_clear_pointer (&grid->xs, g_free);
  g_clear_pointer (&grid->ys, g_free);
  g_clear_pointer (&grid->leaves, g_ptr_array_unref);
  grid->next_to_measure = 0;
  if (!table)
    return;

  grid->leaves = bt_table_get_leaves (table);
  rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *node = bt_node_get_child (rows, i);
      gpointer height = g_hash_table_lookup (heights, node);
      Row row = { bt_node_ref (node), grid->xs ? GPOINTER_TO_INT (height) : 0,
                  height != NULL && grid->xs };

      if (is_row (node))
        g_array_append_val (grid->rows, row);
      else
        bt_node_unref (row.node);
    }
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

/* How many characters a cell of the column has, the longer ones counting for more. */
static double
sample_length (BtTableGrid *grid, guint column)
{
  double sum = 0, squares = 0;
  guint rows = MIN (grid->rows->len, SAMPLE_ROWS);

  for (guint i = 0; i < rows; i++)
    {
      BtNode *cell = bt_table_grid_is_group (grid, i) ? NULL
                                                      : bt_table_grid_get_cell (grid, i, column);
      double length = cell ? g_utf8_strlen (bt_node_get_string (cell), -1) : 0;
      sum += length;
      squares += length * length;
    }

  return sum > 0 ? squares / sum : 0;
}

static double
natural_width (BtTableGrid *grid, guint column)
{
  double millimetres = bt_column_get_width (grid->leaves->pdata[column]);
  double part;

  if (millimetres > 0)
    return MAX (millimetres * PIXELS_PER_MM, ORDER_COLUMN);
  if (bt_table_grid_is_order (grid, column))
    return ORDER_COLUMN;
  part = MIN (sample_length (grid, column) / WIDE_TEXT, 1);

  return MIN_COLUMN + (MAX_COLUMN - MIN_COLUMN) * part;
}

/* The narrowest a column may become so that others have room. */
static double
least_width (BtTableGrid *grid, guint column)
{
  return MIN (natural_width (grid, column), LEAST_COLUMN);
}

/* Columns are stretched alike where there is room, and give up what they can spare alike where there is too little. */
static double
fit_width (BtTableGrid *grid, guint column, double width, double sum, double least)
{
  double natural = natural_width (grid, column), part;

  if (sum <= width)
    return natural * width / sum;
  part = sum > least ? CLAMP ((width - least) / (sum - least), 0, 1) : 1;

  return least_width (grid, column) + (natural - least_width (grid, column)) * part;
}

static void
measure_font (BtTableGrid *grid, PangoContext *context)
{
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);

  grid->line_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  grid->char_width = MAX (1, PANGO_PIXELS (pango_font_metrics_get_approximate_char_width (metrics)));
  pango_font_metrics_unref (metrics);
}

/**
 * bt_table_grid_set_width:
 * @grid: a grid
 * @width: the pixels there are; the table takes more where its columns need it
 * @context: the fonts of the cells
 *
 * Returns: whether any column is of another width now; then all heights are unknown
 */
gboolean
bt_table_grid_set_width (BtTableGrid *grid, int width, PangoContext *context)
{
  guint n = bt_table_grid_get_n_columns (grid);
  g_autofree int *xs = g_new0 (int, n + 1);
  double sum = 0, least = 0, x = 0;

  g_return_val_if_fail (grid != NULL, FALSE);

  for (guint i = 0; i < n; i++)
    {
      sum += natural_width (grid, i);
      least += least_width (grid, i);
    }
  for (guint i = 0; i < n; i++)
    {
      x += fit_width (grid, i, width, sum, least);
      xs[i + 1] = x;
    }
  measure_font (grid, context);
  if (grid->xs && memcmp (grid->xs, xs, (n + 1) * sizeof (int)) == 0)
    return FALSE;

  g_free (grid->xs);
  grid->xs = g_steal_pointer (&xs);
  for (guint i = 0; i < grid->rows->len; i++)
    {
      get_row (grid, i)->exact = FALSE;
      get_row (grid, i)->height = 0;
    }
  g_clear_pointer (&grid->ys, g_free);
  grid->next_to_measure = 0;

  return TRUE;
}

/**
 * bt_table_grid_get_x:
 * @grid: a grid
 * @column: a column's number; the number of columns for the right edge
 *
 * Returns: where the column begins, in pixels
 */
int
bt_table_grid_get_x (BtTableGrid *grid, guint column)
{
  g_return_val_if_fail (grid != NULL, 0);
  g_return_val_if_fail (column <= bt_table_grid_get_n_columns (grid), 0);

  return grid->xs ? grid->xs[column] : 0;
}

static int
estimate_cell (BtTableGrid *grid, const BtNode *cell, int width)
{
  const char *text = bt_node_get_string (cell);
  int per_line = MAX (1, (width - 2 * BT_CELL_PADDING) / grid->char_width);
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
      height = MAX (height, context ? bt_table_grid_measure_text (context, bt_node_get_string (cell),
                                                                  width, n == 1)
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
      Row *row = get_row (grid, i);
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
 * bt_table_grid_measure_text:
 * @context: the fonts of the cells
 * @text: the text of a cell
 * @width: the cell's width in pixels
 * @bold: whether it is set bold
 *
 * Returns: the cell's height in pixels
 */
int
bt_table_grid_measure_text (PangoContext *context, const char *text, int width, gboolean bold)
{
  g_autoptr (PangoLayout) layout = NULL;
  int height;

  g_return_val_if_fail (PANGO_IS_CONTEXT (context), 0);
  g_return_val_if_fail (text != NULL, 0);

  layout = pango_layout_new (context);
  pango_layout_set_width (layout, MAX (1, width - 2 * BT_CELL_PADDING) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  if (bold)
    {
      PangoAttrList *attributes = pango_attr_list_new ();
      pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
    }
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + 2 * BT_CELL_PADDING;
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
  Row *measured;
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
