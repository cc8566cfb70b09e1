/* How wide the columns of a table become: first by a formula that balances them, then by small
 * moves that make the table lower, as a typesetter would push the lines about. */
#include "bt-table-widths.h"

#include <math.h>

/* The row's height is that of its tallest cell. A power of the cells' areas stands for that
 * "tallest" in a sum: the higher, the more the longest cells count. */
#define LOAD_POWER 3

/* Widths are found in steps of this many parts of the table, so that a few letters more do not move
 * every edge. */
#define N_STEPS 120

/* A line stays empty at its end where the next word does not fit: this part of the longest, on average. */
#define WASTED_WORD 0.2

/* A column of text is not squeezed below this part of the width at which it reads well, to make the table lower; unless
 * all columns together would take more than the other part of what there is to share. */
#define SQUEEZED 0.65
#define SQUEEZED_ROOM 0.6

/* An order column wider than this part of the table holds more than numbers. */
#define MAX_ORDER_PART 6

/* How much a line more in the table counts against a line more in a cell. */
#define HEIGHT_WEIGHT 6

/* How much wider the content is than the other columns at least. */
#define CONTENT_LEAD 1.25

/* How many steps are moved at once at most: a power of two. */
#define MAX_STEPS 8

/* How often all pairs of columns are tried for a better balance. */
#define MAX_ROUNDS 24

/* How many letters wide a column reads well, by role; the content is what people come for. */
static const double comfortable_ems[BT_N_ROLES] = {
  [BT_ROLE_TEXT] = 9,    [BT_ROLE_ORDER] = 2,  [BT_ROLE_CONTENT] = 12, [BT_ROLE_PRODUCT] = 9,
  [BT_ROLE_START] = 5,   [BT_ROLE_FINISH] = 5, [BT_ROLE_TIME] = 5,     [BT_ROLE_LEAD] = 8,
  [BT_ROLE_SUPPORT] = 8, [BT_ROLE_NOTE] = 5,
};

/* How much a column's text counts in the balance. */
static const double role_weights[BT_N_ROLES] = {
  [BT_ROLE_TEXT] = 1,    [BT_ROLE_ORDER] = 1,  [BT_ROLE_CONTENT] = 1.3, [BT_ROLE_PRODUCT] = 1,
  [BT_ROLE_START] = 1,   [BT_ROLE_FINISH] = 1, [BT_ROLE_TIME] = 1,      [BT_ROLE_LEAD] = 1,
  [BT_ROLE_SUPPORT] = 1, [BT_ROLE_NOTE] = 1,
};

/**
 * bt_cell_needs_get_load:
 * @cell: a cell
 *
 * Returns: what the cell adds to the load of its column
 */
double
bt_cell_needs_get_load (const BtCellNeeds *cell)
{
  g_return_val_if_fail (cell != NULL, 0);
  const double area = BT_LENGTH_TO_PT (cell->area);

  return area * area * area;
}

/**
 * bt_cell_needs_count_lines:
 * @cell: a cell
 * @text_width: the width of its column without padding and border
 *
 * Returns: about how many lines the cell will have
 */
guint
bt_cell_needs_count_lines (const BtCellNeeds *cell, BtLength text_width)
{
  double lines;

  g_return_val_if_fail (cell != NULL, 0);
  if (cell->natural <= text_width)
    return cell->n_parts;
  lines = cell->area / MAX (text_width - WASTED_WORD * cell->longest_word, 1);
  /* The last line of each part is half full. */
  return MAX (cell->n_parts, (guint) ceil (lines + (cell->n_parts - 1) * 0.5));
}

/**
 * bt_column_needs_get_comfort:
 * @column: a column
 * @em: the size of its font
 * @extra: padding and border of a column
 *
 * Returns: the width at which the column reads well: no word broken, and a few words on a line
 */
BtLength
bt_column_needs_get_comfort (const BtColumnNeeds *column, BtLength em, BtLength extra)
{
  BtLength comfort;

  g_return_val_if_fail (column != NULL, 0);
  if (column->given > 0)
    return column->given;
  comfort = comfortable_ems[column->role] * em + extra;
  return MAX (column->min, MIN (column->natural, comfort));
}

static gboolean
is_time (BtRole role)
{
  return role == BT_ROLE_START || role == BT_ROLE_FINISH || role == BT_ROLE_TIME;
}

/* The beginning and the end of a task stand side by side under one heading: they are made alike. */
static gboolean
are_twins (const BtColumnNeeds *a, const BtColumnNeeds *b)
{
  return a->group != 0 && a->group == b->group && is_time (a->role) && is_time (b->role)
         && a->given == 0 && b->given == 0;
}

/* Makes twins alike where there is room for it. */
static void
equalise_twins (BtColumnNeeds *columns, guint n, BtLength width)
{
  BtLength room = width;

  for (guint i = 0; i < n; i++)
    room -= columns[i].given > 0 ? MIN (columns[i].min, columns[i].given) : columns[i].min;
  for (guint i = 1; i < n; i++)
    {
      BtColumnNeeds *a = &columns[i - 1], *b = &columns[i];

      if (!are_twins (a, b) || ABS (a->min - b->min) > room)
        continue;
      room -= ABS (a->min - b->min);
      a->min = b->min = MAX (a->min, b->min);
      a->natural = b->natural = MAX (a->natural, b->natural);
      a->load = b->load = MAX (a->load, b->load);
    }
}

/* Given widths and that of an order column that holds numbers are fixed; all others lie between
 * their minimum and their natural width. */
static void
find_bounds (const BtColumnNeeds *column, BtLength width, BtLength *low, BtLength *high)
{
  if (column->given > 0)
    *low = *high = column->given;
  else if (column->role == BT_ROLE_ORDER && column->natural < width / MAX_ORDER_PART)
    *low = *high = MAX (column->min, column->natural);
  else
    {
      *low = column->min;
      *high = MAX (column->min, column->natural);
    }
}

/* Given widths that leave the others no room are reduced, in proportion and not below their longest
 * word: whoever would be is set to it, and the rest is shared anew. */
static void
reduce_given (const BtColumnNeeds *columns, guint n, BtLength width, BtLength *low, BtLength *high)
{
  for (guint round = 0; round <= n; round++)
    {
      gint64 given = 0, room = width;

      for (guint i = 0; i < n; i++)
        if (columns[i].given > 0 && low[i] > columns[i].min)
          given += low[i];
        else
          room -= low[i];
      if (given <= MAX (room, 0))
        return;
      for (guint i = 0; i < n; i++)
        if (columns[i].given > 0 && low[i] > columns[i].min)
          low[i] = high[i] = MAX (columns[i].min, low[i] * MAX (room, 0) / given);
    }
}

/* Words that do not fit side by side are broken, in every column in proportion to what is more than
 * an equal part of the table, so that there is room for a letter in each. */
static void
reduce_bounds (BtLength *low, BtLength *high, guint n, BtLength width)
{
  const BtLength part = width / n;
  double more = 0, room = width;

  for (guint i = 0; i < n; i++)
    {
      room -= MIN (low[i], part);
      more += MAX (low[i] - part, 0);
    }
  for (guint i = 0; i < n && more > room; i++)
    if (low[i] > part)
      low[i] = high[i] = part + (BtLength) ((low[i] - part) * room / more);
}

/* Raises the lower bounds so that no column becomes a ribbon of single words, as far as there is room for it. */
static void
widen_bounds (const BtColumnNeeds *columns, guint n, BtLength width, BtLength *low,
              const BtLength *high)
{
  double room = width, wishes = 0, part;

  for (guint i = 0; i < n; i++)
    {
      room -= low[i];
      wishes += MAX (MIN (columns[i].comfort * SQUEEZED, high[i]) - low[i], 0);
    }
  if (room <= 0 || wishes <= 0)
    return;
  part = MIN (room * SQUEEZED_ROOM / wishes, 1);
  for (guint i = 0; i < n; i++)
    low[i] += MAX (MIN (columns[i].comfort * SQUEEZED, high[i]) - low[i], 0) * part;
}

/* The lowest sum of load / width^power for a sum of widths: each width grows as this. */
static double
get_share (const BtColumnNeeds *column)
{
  return pow (MAX (column->load, 1) * pow (role_weights[column->role], LOAD_POWER),
              1.0 / (LOAD_POWER + 1));
}

/* Sums the widths that a factor gives, each within its bounds. */
static double
sum_widths (const double *shares, const BtLength *low, const BtLength *high, guint n, double factor)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += CLAMP (shares[i] * factor, low[i], high[i]);
  return sum;
}

/* Finds the factor at which the widths fill the table; the sum grows with it. */
static double
find_factor (const double *shares, const BtLength *low, const BtLength *high, guint n, double width)
{
  double least = 0, most = BT_POINT;

  while (sum_widths (shares, low, high, n, most) < width && most < 1e12)
    most *= 2;
  for (guint i = 0; i < 60; i++)
    {
      const double middle = (least + most) / 2;

      if (sum_widths (shares, low, high, n, middle) < width)
        least = middle;
      else
        most = middle;
    }
  return most;
}

static BtLength
sum (const BtLength *lengths, guint n)
{
  BtLength total = 0;

  for (guint i = 0; i < n; i++)
    total += lengths[i];
  return total;
}

/* Widens or narrows columns in proportion until they fill the table: those that are free, or all
 * where none is. */
static void
stretch (BtLength *widths, const gboolean *is_free, guint n, BtLength width)
{
  gint64 free_sum = 0, total = sum (widths, n), rest;
  guint last = n - 1;
  const gint64 missing = width - total;

  for (guint i = 0; i < n; i++)
    if (is_free[i])
      free_sum += widths[i];
  if (free_sum == 0 || free_sum + missing <= 0)
    free_sum = 0;
  rest = missing;
  for (guint i = 0; i < n; i++)
    if (free_sum == 0 || is_free[i])
      {
        const gint64 part = missing * widths[i] / MAX (free_sum == 0 ? total : free_sum, 1);

        widths[i] += part;
        rest -= part;
        last = i;
      }
  widths[last] += rest;
}

/* How bad widths are: the height of the table in lines above all, then the lines of all cells, so that a cell that does
 * not make its row higher is not broken for nothing either. */
static guint
rate_widths (const BtCellNeeds *cells, guint n_rows, guint n, const BtLength *widths,
             BtLength extra)
{
  guint cost = 0;

  for (guint row = 0; row < n_rows; row++)
    {
      guint tallest = 1;

      for (guint i = 0; i < n; i++)
        {
          const guint lines = bt_cell_needs_count_lines (&cells[row * n + i], widths[i] - extra);

          tallest = MAX (tallest, lines);
          cost += lines;
        }
      cost += HEIGHT_WEIGHT * tallest;
    }
  return cost;
}

typedef struct
{
  const BtColumnNeeds *columns;
  const BtCellNeeds *cells;
  const BtLength *low, *high;
  BtLength *widths;
  BtLength extra, step;
  guint n, n_rows, cost;
} Balance;

/* The content is what people come for: its column stays wider than any other that it gives to, or could take from. */
static gboolean
keeps_content_widest (const Balance *self, guint from, guint to, BtLength size)
{
  if (self->columns[from].role != BT_ROLE_CONTENT)
    return TRUE;
  return self->widths[from] - size >= CONTENT_LEAD * (self->widths[to] + size);
}

/* Moves some width from one column to another if that is better. */
static gboolean
try_move (Balance *self, guint from, guint to, BtLength size)
{
  guint cost;

  if (from == to || self->widths[from] - size < self->low[from]
      || self->widths[to] + size > self->high[to] || !keeps_content_widest (self, from, to, size))
    return FALSE;
  self->widths[from] -= size;
  self->widths[to] += size;
  cost = rate_widths (self->cells, self->n_rows, self->n, self->widths, self->extra);
  if (cost < self->cost)
    {
      self->cost = cost;
      return TRUE;
    }
  self->widths[from] += size;
  self->widths[to] -= size;
  return FALSE;
}

static gboolean
has_twin (const BtColumnNeeds *columns, guint n, guint i)
{
  return (i > 0 && are_twins (&columns[i - 1], &columns[i]))
         || (i + 1 < n && are_twins (&columns[i], &columns[i + 1]));
}

static gboolean
try_moves (Balance *self, guint from, guint to)
{
  gboolean better = FALSE;

  if (has_twin (self->columns, self->n, from) || has_twin (self->columns, self->n, to))
    return FALSE;
  for (guint n_steps = MAX_STEPS; n_steps > 0; n_steps /= 2)
    better = try_move (self, from, to, n_steps * self->step) || better;
  return better;
}

static void
balance (Balance *self)
{
  gboolean better = TRUE;

  self->cost = rate_widths (self->cells, self->n_rows, self->n, self->widths, self->extra);
  for (guint round = 0; better && round < MAX_ROUNDS; round++)
    {
      better = FALSE;
      for (guint from = 0; from < self->n; from++)
        for (guint to = 0; to < self->n; to++)
          better = try_moves (self, from, to) || better;
    }
}

/* Columns that may take what is left over: not those of given width, nor numbers and dates. */
static void
find_free (const BtColumnNeeds *columns, guint n, gboolean *is_free)
{
  for (guint i = 0; i < n; i++)
    is_free[i] =
        columns[i].given == 0 && columns[i].role != BT_ROLE_ORDER && !is_time (columns[i].role);
}

/* Rounds down, so that the sum stays within the table. */
static void
round_to_steps (BtLength *widths, const BtLength *low, const BtLength *high,
                const gboolean *is_free, guint n, BtLength step)
{
  for (guint i = 0; i < n; i++)
    if (is_free[i])
      widths[i] = CLAMP (widths[i] / step * step, low[i], high[i]);
}

/**
 * bt_table_widths_share:
 * @columns: (array length=n_columns): what each column needs
 * @n_columns: how many there are
 * @cells: some rows of the table, @n_columns cells each, to weigh the result with
 * @n_rows: how many rows
 * @extra: padding and border of a column, part of its width
 * @width: what the columns have to fill
 * @widths: (out) (array length=n_columns): their widths
 *
 * Shares the width of a table among its columns. Widths that were given are kept unless they leave
 * the others no room; no word is broken unless the words do not fit side by side at all.
 */
void
bt_table_widths_share (const BtColumnNeeds *columns, guint n_columns, const BtCellNeeds *cells,
                       guint n_rows, BtLength extra, BtLength width, BtLength *widths)
{
  const guint n = n_columns;
  g_autofree BtColumnNeeds *needs = g_memdup2 (columns, n * sizeof *columns);
  g_autofree BtLength *low = g_new (BtLength, MAX (n, 1));
  g_autofree BtLength *high = g_new (BtLength, MAX (n, 1));
  g_autofree double *shares = g_new (double, MAX (n, 1));
  g_autofree gboolean *is_free = g_new (gboolean, MAX (n, 1));
  const BtLength step = MAX (width / N_STEPS, 1);
  double factor;

  g_return_if_fail (widths != NULL || n == 0);
  if (n == 0)
    return;
  equalise_twins (needs, n, width);
  find_free (needs, n, is_free);
  for (guint i = 0; i < n; i++)
    {
      find_bounds (&needs[i], width, &low[i], &high[i]);
      shares[i] = get_share (&needs[i]);
    }
  reduce_given (needs, n, width, low, high);
  reduce_bounds (low, high, n, width);
  widen_bounds (needs, n, width, low, high);
  factor = find_factor (shares, low, high, n, width);
  for (guint i = 0; i < n; i++)
    widths[i] = CLAMP (shares[i] * factor, low[i], high[i]);
  round_to_steps (widths, low, high, is_free, n, step);
  if (sum (low, n) < width && sum (high, n) > width)
    balance (&(Balance){ needs, cells, low, high, widths, extra, step, n, n_rows, 0 });
  stretch (widths, is_free, n, width);
}
