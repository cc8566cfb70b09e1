/* The widths of a table's columns on the screen: those that somebody set, and what their words need. */

#include <string.h>

#include "bt-table-grid-private.h"
#include "bt-table.h"

#define MIN_COLUMN 84
#define LEAST_COLUMN 76
#define MAX_COLUMN 300
#define ORDER_COLUMN 48
#define PIXELS_PER_MM 3.2
/* No column is narrower than this, whatever somebody sets. */
#define NARROWEST 28
/* How many rows are looked at to find the widths. */
#define SAMPLE_ROWS 60
/* A cell of this many characters is wide enough to be read in a column of the widest width. */
#define WIDE_TEXT 90

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
find_natural_width (BtTableGrid *grid, guint column)
{
  double millimetres = bt_column_get_width (grid->leaves->pdata[column]);
  double part;

  if (millimetres > 0)
    return MAX (millimetres * PIXELS_PER_MM, NARROWEST);
  if (bt_table_grid_is_order (grid, column))
    return ORDER_COLUMN;
  part = MIN (sample_length (grid, column) / WIDE_TEXT, 1);

  return MIN_COLUMN + (MAX_COLUMN - MIN_COLUMN) * part;
}

/* What the columns ask for stays while words are typed: they would dance else. */
static double
natural_width (BtTableGrid *grid, guint column)
{
  guint n = bt_table_grid_get_n_columns (grid);

  if (!grid->naturals)
    {
      grid->naturals = g_new (double, n + 1);
      for (guint i = 0; i < n; i++)
        grid->naturals[i] = find_natural_width (grid, i);
    }
  return grid->naturals[column];
}

static gboolean
is_given (BtTableGrid *grid, guint column)
{
  return bt_column_get_width (grid->leaves->pdata[column]) > 0;
}

/* The narrowest a column may become so that others have room. */
static double
least_width (BtTableGrid *grid, guint column)
{
  double natural = natural_width (grid, column);

  return is_given (grid, column) ? natural : MIN (natural, LEAST_COLUMN);
}

/* What the columns ask for. */
typedef struct
{
  double given;       /* those whose width somebody set */
  double free, least; /* the others: naturally, and at least */
} Widths;

static Widths
sum_widths (BtTableGrid *grid)
{
  Widths sum = { 0 };

  for (guint i = 0; i < bt_table_grid_get_n_columns (grid); i++)
    if (is_given (grid, i))
      sum.given += natural_width (grid, i);
    else
      {
        sum.free += natural_width (grid, i);
        sum.least += least_width (grid, i);
      }
  return sum;
}

/* A column whose width somebody set keeps it; the others share what is left: stretched alike where there is room, and
 * giving up alike what they can spare where there is too little. Where all are set, all are stretched. */
static double
fit_width (BtTableGrid *grid, guint column, double width, Widths sum)
{
  double natural = natural_width (grid, column), part;

  if (is_given (grid, column))
    return natural * grid->scale / PIXELS_PER_MM;
  width -= sum.given;
  if (sum.free <= width)
    return natural * width / sum.free;
  part = sum.free > sum.least ? CLAMP ((width - sum.least) / (sum.free - sum.least), 0, 1) : 1;

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
  Widths sum = { 0 };
  double x = 0;

  g_return_val_if_fail (grid != NULL, FALSE);

  sum = sum_widths (grid);
  grid->scale = PIXELS_PER_MM;
  if (sum.free == 0 && sum.given > 0 && sum.given < width)
    grid->scale *= width / sum.given;
  for (guint i = 0; i < n; i++)
    {
      x += fit_width (grid, i, width, sum);
      xs[i + 1] = x;
    }
  measure_font (grid, context);
  if (grid->xs && memcmp (grid->xs, xs, (n + 1) * sizeof (int)) == 0)
    return FALSE;

  g_free (grid->xs);
  grid->xs = g_steal_pointer (&xs);
  bt_table_grid_forget_heights (grid);

  return TRUE;
}

/**
 * bt_table_grid_shift_edge:
 * @grid: a grid whose columns have their places
 * @column: a column's number
 * @pixels: how far its right edge moves to the right
 *
 * Moves an edge until the next bt_table_grid_set_width(): the next column gives or takes what this one takes or gives;
 * the last one grows or shrinks by itself.
 */
void
bt_table_grid_shift_edge (BtTableGrid *grid, guint column, int pixels)
{
  guint n = bt_table_grid_get_n_columns (grid);
  int most;

  g_return_if_fail (grid != NULL && grid->xs != NULL && column < n);

  most = column + 1 < n ? grid->xs[column + 2] - grid->xs[column + 1] - NARROWEST : G_MAXINT;
  pixels = CLAMP (pixels, NARROWEST - (grid->xs[column + 1] - grid->xs[column]), MAX (most, 0));
  grid->xs[column + 1] += pixels;
  bt_table_grid_forget_heights (grid);
}

/**
 * bt_table_grid_get_column_mm:
 * @grid: a grid whose columns have their places
 * @column: a column's number
 *
 * Returns: the width that would have to be set for the column to be as wide as it is seen, in millimetres
 */
double
bt_table_grid_get_column_mm (BtTableGrid *grid, guint column)
{
  g_return_val_if_fail (grid != NULL && grid->xs != NULL, 0);
  g_return_val_if_fail (column < bt_table_grid_get_n_columns (grid), 0);

  return (grid->xs[column + 1] - grid->xs[column]) / grid->scale;
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

