/* What the columns of a table need, and how they share its width. */
#include "bt-table-measure.h"

/* A heading up to this width (in ems) is not broken if there is room. */
#define HEADING_EMS 8

/* How many are measured for bt_table_measure_width(). */
#define N_MEASURED_ROWS 64

static BtLength
get_font_size (BtShaper *shaper)
{
  return bt_profile_get_style (bt_shaper_get_profile (shaper), BT_STYLE_TABLE_TEXT)->size;
}

/* Splits the length of a text among its parts by their letters: only the widest has been measured.
 */
static void
measure_parts (const char *string, BtCellNeeds *needs)
{
  glong letters = 0, most = 1, all = 0;

  needs->n_parts = 1;
  for (const char *p = string; p != NULL && *p != 0; p = g_utf8_next_char (p))
    {
      const gboolean is_break = *p == '\n';

      needs->n_parts += is_break;
      letters = is_break ? 0 : letters + 1;
      all += !is_break;
      most = MAX (most, letters);
    }
  needs->area =
      needs->n_parts == 1 ? needs->natural : (BtLength) ((double) needs->natural * all / most);
}

static BtCellNeeds
measure_node (BtShaper *shaper, const BtNode *node, BtStyleId style)
{
  BtCellNeeds needs = { 0 };

  bt_shaper_measure_widths (shaper, node, style, &needs.longest_word, &needs.natural);
  measure_parts (bt_node_get_string (node), &needs);
  return needs;
}

static BtCellNeeds
measure_number (BtShaper *shaper, guint number)
{
  BtCellNeeds needs = { .n_parts = 1 };
  g_autofree char *words = g_strdup_printf ("%u", number);

  bt_shaper_measure_words (shaper, words, BT_STYLE_TABLE_CENTERED, &needs.longest_word,
                           &needs.natural);
  needs.area = needs.natural;
  return needs;
}

/* The columns below a group must be wide enough together for the group's longest word. */
static void
widen_group (BtTableMeasure *self, guint first, guint end, BtLength least)
{
  BtLength missing = least;

  for (guint i = first; i < end; i++)
    missing -= self->columns[i].min;
  for (guint i = first; missing > 0 && i < end; i++)
    {
      const BtLength part = missing / (end - i);

      self->columns[i].min += part;
      self->columns[i].natural = MAX (self->columns[i].natural, self->columns[i].min);
      missing -= part;
    }
}

/* Measures the heading of a column and of those below it; @leaf is the next leaf column. */
static void
measure_heading (BtTableMeasure *self, const BtNode *column, guint *leaf, guint group)
{
  const BtCellNeeds needs = measure_node (self->shaper, column, BT_STYLE_TABLE_HEADING);
  const guint first = *leaf;

  for (guint i = 0; i < bt_node_get_n_children (column); i++)
    if (bt_node_get_kind (bt_node_get_child (column, i)) == BT_NODE_COLUMN)
      measure_heading (self, bt_node_get_child (column, i), leaf, first + 1);
  if (bt_column_is_group (column))
    {
      widen_group (self, first, *leaf, needs.longest_word + self->extra);
      return;
    }
  self->columns[first] = (BtColumnNeeds){
    .role = bt_column_get_role (column),
    .given = BT_LENGTH_FROM_MM (bt_column_get_width (column)),
    .min = MAX (needs.longest_word + self->extra,
                bt_shaper_get_length (self->shaper, BT_FIGURE_TABLE_COLUMN_MIN)),
    .group = group,
  };
  /* A short heading stays on one line where there is room; the number of a row needs none for it. */
  self->columns[first].natural =
      self->extra
      + (self->columns[first].role == BT_ROLE_ORDER
             ? needs.longest_word
             : MAX (needs.longest_word,
                    MIN (needs.natural, HEADING_EMS * get_font_size (self->shaper))));
  g_array_append_val (self->sample, needs);
  (*leaf)++;
}

static void
measure_headings (BtTableMeasure *self)
{
  BtNode *columns = bt_node_get_child_of_kind (self->table, BT_NODE_COLUMNS);
  guint leaf = 0;

  for (guint i = 0; columns != NULL && i < bt_node_get_n_children (columns); i++)
    if (bt_node_get_kind (bt_node_get_child (columns, i)) == BT_NODE_COLUMN)
      measure_heading (self, bt_node_get_child (columns, i), &leaf, 0);
}

/**
 * bt_table_measure_init:
 * @self: (out): the measure of a table; to be freed with bt_table_measure_clear()
 * @shaper: a shaper
 * @table: a table of its plan
 *
 * Measures the headings.
 */
void
bt_table_measure_init (BtTableMeasure *self, BtShaper *shaper, BtNode *table)
{
  *self = (BtTableMeasure){ .shaper = shaper, .table = table, .n = bt_table_get_n_leaves (table) };
  self->columns = g_new0 (BtColumnNeeds, MAX (self->n, 1));
  self->sample = g_array_new (FALSE, FALSE, sizeof (BtCellNeeds));
  self->extra = bt_shaper_get_length (shaper, BT_FIGURE_TABLE_BORDER)
                + 2 * bt_shaper_get_length (shaper, BT_FIGURE_TABLE_PADDING_X);
  measure_headings (self);
}

/**
 * bt_table_measure_clear:
 * @self: the measure of a table
 */
void
bt_table_measure_clear (BtTableMeasure *self)
{
  g_array_unref (self->sample);
  g_free (self->columns);
}

/**
 * bt_table_measure_row:
 * @self: a table that is measured
 * @row: one of its rows
 * @number: the number in its order column
 *
 * Returns: (transfer full) (array): what the cells of the row need, one for each column
 */
BtCellNeeds *
bt_table_measure_row (const BtTableMeasure *self, const BtNode *row, guint number)
{
  BtCellNeeds *needs = g_new0 (BtCellNeeds, MAX (self->n, 1));

  for (guint i = 0; i < self->n; i++)
    {
      const BtNode *cell = bt_table_row_get_cell (row, i);

      if (cell == NULL)
        continue;
      if (bt_table_is_numbered (&self->columns[i], cell))
        needs[i] = measure_number (self->shaper, number);
      else
        needs[i] = measure_node (self->shaper, cell, bt_table_choose_style (self->columns[i].role));
    }
  return needs;
}

/**
 * bt_table_measure_add:
 * @self: a table that is measured
 * @needs: what the cells of one more row need
 *
 * The columns get room for them.
 */
void
bt_table_measure_add (BtTableMeasure *self, const BtCellNeeds *needs)
{
  for (guint i = 0; i < self->n; i++)
    {
      BtColumnNeeds *column = &self->columns[i];

      column->min = MAX (column->min, needs[i].longest_word + self->extra);
      column->natural = MAX (column->natural, needs[i].natural + self->extra);
      column->load += bt_cell_needs_get_load (&needs[i]);
    }
}

/**
 * bt_table_measure_share:
 * @self: a table of which the rows have been measured
 * @width: what there is for all columns
 * @widths: (out) (array): what each of them gets
 */
void
bt_table_measure_share (BtTableMeasure *self, BtLength width, BtLength *widths)
{
  const BtLength em = get_font_size (self->shaper);

  for (guint i = 0; i < self->n; i++)
    self->columns[i].comfort = bt_column_needs_get_comfort (&self->columns[i], em, self->extra);
  bt_table_widths_share (self->columns, self->n, (const BtCellNeeds *) self->sample->data,
                         self->sample->len / MAX (self->n, 1), self->extra, width, widths);
}

/* Measures rows from the whole table, evenly. */
static void
measure_some_rows (BtTableMeasure *self)
{
  BtNode *rows = bt_node_get_child_of_kind (self->table, BT_NODE_ROWS);
  const guint n = rows != NULL ? bt_node_get_n_children (rows) : 0;
  const guint step = MAX (n / N_MEASURED_ROWS, 1);

  for (guint i = 0; i < n; i += step)
    {
      g_autofree BtCellNeeds *needs = NULL;

      if (bt_node_get_kind (bt_node_get_child (rows, i)) != BT_NODE_ROW)
        continue;
      needs = bt_table_measure_row (self, bt_node_get_child (rows, i), i + 1);
      bt_table_measure_add (self, needs);
    }
}

/**
 * bt_table_measure_width:
 * @shaper: a shaper
 * @table: a table of its plan
 *
 * Returns: the width at which the table reads well: no word broken, no column of text squeezed
 */
BtLength
bt_table_measure_width (BtShaper *shaper, BtNode *table)
{
  BtLength width = bt_shaper_get_length (shaper, BT_FIGURE_TABLE_BORDER);
  BtTableMeasure measure;

  bt_table_measure_init (&measure, shaper, table);
  measure_some_rows (&measure);
  for (guint i = 0; i < measure.n; i++)
    width += bt_column_needs_get_comfort (&measure.columns[i], get_font_size (shaper), measure.extra);
  bt_table_measure_clear (&measure);
  return width;
}
