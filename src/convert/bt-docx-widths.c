/* How wide words and columns become, without fonts: the letters of the one family that documents have are of a few
 * widths. The columns of a table are shared as on our own pages. */
#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-table-widths.h"
#include "bt-table.h"

/* Enough rows to know a table by. */
#define N_SAMPLE_ROWS 48

/* Room for a word that does not fit, so that a title does not get a line more. */
#define BALANCE_SLACK 1.12

/* A column's heading stays on one line up to this many letters. */
#define HEADING_EMS 8

/* Widths of letters, in thousandths of the size of the type; @bold is added where it is bold. */
static const struct
{
  const char *letters;
  int width, bold;
} widths[] = {
  { " ,.:;/|ijltI'", 280, 10 },  { "()[]-–frsJ", 345, 20 }, { "acezt0123456789\"", 465, 20 },
  { "bdghknopquvxyđ", 500, 35 }, { "FPSELTZ", 590, 40 },    { "ABCDĐGHKNOQRUVXYw", 715, 10 },
  { "mMW%", 840, 60 },
};

static int
get_letter_width (gunichar letter, gboolean bold)
{
  gunichar base;

  if (g_unichar_decompose (letter, &base, &(gunichar){ 0 }))
    while (g_unichar_decompose (base, &letter, &(gunichar){ 0 }))
      base = letter;
  else
    base = letter;
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    if (g_utf8_strchr (widths[i].letters, -1, base) != NULL)
      return widths[i].width + (bold ? widths[i].bold : 0);
  return 500;
}

/* bt_docx_measure:
 * @words: words on one line
 *
 * Returns: about how wide they are in that style
 */
BtLength
bt_docx_measure (const BtProfile *profile, BtStyleId style, const char *words)
{
  const BtStyle *look = bt_profile_get_style (profile, style);
  gint64 sum = 0;

  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      sum += get_letter_width (look->upper ? g_unichar_toupper (letter) : letter, look->bold);
    }
  return sum * look->size / 1000;
}

/* bt_docx_get_balance:
 * @words: a title
 * @width: of the column
 *
 * Word processors fill the first lines of a title and leave little for the last.
 *
 * Returns: how far its lines are to stay away from both edges, so that they become about equally long
 */
BtLength
bt_docx_get_balance (const BtProfile *profile, BtStyleId style, const char *words, BtLength width)
{
  BtLength length = bt_docx_measure (profile, style, words);
  guint n_lines = (length + width - 1) / width;

  if (n_lines < 2 || strchr (words, '\n') != NULL)
    return 0;
  return MAX (width - length / (int) n_lines * BALANCE_SLACK, 0) / 2;
}

static BtCellNeeds
measure_cell (const BtProfile *profile, BtStyleId style, const BtNode *node)
{
  BtCellNeeds needs = { 0 };
  g_auto (GStrv) lines = g_strsplit (bt_node_get_string (node), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
      BtLength width = bt_docx_measure (profile, style, lines[i]);

      needs.n_parts++;
      needs.area += width;
      needs.natural = MAX (needs.natural, width);
      for (guint j = 0; words[j] != NULL; j++)
        needs.longest_word = MAX (needs.longest_word, bt_docx_measure (profile, style, words[j]));
    }
  needs.n_parts = MAX (needs.n_parts, 1);
  return needs;
}

/* What the columns of a table need. */
typedef struct
{
  const BtProfile *profile;
  BtColumnNeeds *columns;
  guint n;
  GArray *cells;
  BtLength extra, em;
} Needs;

static void
measure_leaf (Needs *self, const BtNode *column, guint group)
{
  BtCellNeeds needs = measure_cell (self->profile, BT_STYLE_TABLE_HEADING, column);
  BtLength least = bt_profile_get_length (self->profile, BT_FIGURE_TABLE_COLUMN_MIN);
  BtColumnNeeds *out = &self->columns[self->n++];

  out->role = bt_column_get_role (column);
  out->given = BT_LENGTH_FROM_MM (bt_column_get_width (column));
  out->group = group;
  out->min = MAX (needs.longest_word + self->extra, least);
  out->natural = self->extra
                 + (out->role == BT_ROLE_ORDER
                        ? needs.longest_word
                        : MAX (needs.longest_word, MIN (needs.natural, HEADING_EMS * self->em)));
  g_array_append_val (self->cells, needs);
}

/* Measures the headings of leaf columns below @parent. Those below one heading know it by the place of their first. */
static void
measure_headings (Needs *self, const BtNode *parent, guint group)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);

      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      if (bt_column_is_group (column))
        measure_headings (self, column, self->n + 1);
      else
        measure_leaf (self, column, group);
    }
}

static void
measure_row (Needs *self, const BtNode *row)
{
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row) && column < self->n; i++)
    {
      const BtNode *cell = bt_node_get_child (row, i);

      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      BtCellNeeds needs = measure_cell (self->profile, BT_STYLE_TABLE_TEXT, cell);
      BtColumnNeeds *out = &self->columns[column++];
      out->min = MAX (out->min, needs.longest_word + self->extra);
      out->natural = MAX (out->natural, needs.natural + self->extra);
      out->load += bt_cell_needs_get_load (&needs);
      g_array_append_val (self->cells, needs);
    }
  for (const BtCellNeeds none = { .n_parts = 1 }; column < self->n; column++)
    g_array_append_val (self->cells, none);
}

static void
needs_init (Needs *self, const BtProfile *profile, const BtNode *table)
{
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  guint n = bt_node_get_n_children (rows);

  *self = (Needs){ .profile = profile };
  self->columns = g_new0 (BtColumnNeeds, MAX (bt_table_get_n_leaves (table), 1));
  self->cells = g_array_new (FALSE, FALSE, sizeof (BtCellNeeds));
  self->em = bt_profile_get_style (profile, BT_STYLE_TABLE_TEXT)->size;
  self->extra = bt_profile_get_length (profile, BT_FIGURE_TABLE_BORDER)
                + 2 * bt_profile_get_length (profile, BT_FIGURE_TABLE_PADDING_X);
  measure_headings (self, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), 0);
  for (guint i = 0; i < n; i += MAX (n / N_SAMPLE_ROWS, 1))
    if (bt_node_get_kind (bt_node_get_child (rows, i)) == BT_NODE_ROW)
      measure_row (self, bt_node_get_child (rows, i));
  for (guint i = 0; i < self->n; i++)
    self->columns[i].comfort =
        bt_column_needs_get_comfort (&self->columns[i], self->em, self->extra);
}

static void
needs_clear (Needs *self)
{
  g_array_unref (self->cells);
  g_free (self->columns);
}

/* bt_docx_get_table_comfort:
 *
 * Returns: the width at which the table reads well
 */
BtLength
bt_docx_get_table_comfort (const BtProfile *profile, const BtNode *table)
{
  BtLength width = bt_profile_get_length (profile, BT_FIGURE_TABLE_BORDER);
  Needs needs;

  needs_init (&needs, profile, table);
  for (guint i = 0; i < needs.n; i++)
    width += needs.columns[i].comfort;
  needs_clear (&needs);
  return width;
}

/* bt_docx_share_width:
 * @width: of the whole table
 * @widths: (out): of each leaf column
 */
void
bt_docx_share_width (const BtProfile *profile, const BtNode *table, BtLength width,
                     BtLength *shares)
{
  Needs needs;

  needs_init (&needs, profile, table);
  if (needs.n > 0)
    bt_table_widths_share (needs.columns, needs.n,
                           (const BtCellNeeds *) needs.cells->data,
                           needs.cells->len / needs.n, needs.extra, width, shares);
  needs_clear (&needs);
}
