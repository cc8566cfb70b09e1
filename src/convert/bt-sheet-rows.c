/* The rows of a table in a sheet: rows of cells, rows over the whole width, and where the table ends. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-sheet-table-private.h"
#include "bt-viet.h"

/* Merged cells that overlap without end would be filled without end. */
#define MAX_FILLED 500000u
/* The longest that stands in the column of order numbers, in bytes. */
#define MAX_ORDER 8u

typedef struct
{
  BtSheetFinder *finder;
  BtReport *report;
  BtNodeBuilder *rows;
  GHashTable *filled;  /* row and column -> row of the merged cells above whose text stands there too */
  GHashTable *wide;    /* row -> column from which one cell goes over all others, plus 1 */
  gboolean has_order;  /* whether the first column numbers itself */
  gboolean has_arabic; /* whether its numbers are arabic */
  guint n_rows, n_groups;
} Reader;

/**
 * bt_sheet_tell:
 * @report: a report
 * @kind: what is told
 * @row: a row from 0
 * @text: (nullable): what it is about
 * @reason: (nullable): why
 *
 * Returns: (transfer none): the new entry
 */
BtReportEntry *
bt_sheet_tell (BtReport *report, BtReportKind kind, guint row, const char *text, const char *reason)
{
  BtReportEntry *entry = bt_report_add (report, kind, row + 1, row + 1);

  entry->text = g_strdup (text);
  entry->reason = g_strdup (reason);
  return entry;
}

/* The text of a merged cell stands in each of its rows: a plan has no cells over several rows. */
static void
fill_merge (Reader *self, const BtSheetRange *range)
{
  const char *text = bt_sheet_get (self->finder->sheet, range->first_row, range->first_column);
  g_autofree char *reason = NULL;

  if (*text == '\0' || (self->has_order && range->first_column == 0)
      || g_hash_table_size (self->filled) > MAX_FILLED)
    return;
  for (guint row = range->first_row + 1; row <= range->last_row && row < self->finder->end; row++)
    g_hash_table_insert (self->filled, bt_sheet_place_key (row, range->first_column),
                         GUINT_TO_POINTER (range->first_row));
  reason = g_strdup_printf (_ ("this cell goes over rows %u to %u; its text now stands in each of them"),
                            range->first_row + 1, range->last_row + 1);
  bt_sheet_tell (self->report, BT_REPORT_WARNING, range->first_row, text, reason);
}

static void
read_merges (Reader *self)
{
  const BtSheet *sheet = self->finder->sheet;
  GArray *leaves = self->finder->leaves;
  guint first = g_array_index (leaves, BtSheetLeaf, 0).first;
  guint last = g_array_index (leaves, BtSheetLeaf, leaves->len - 1).end - 1;

  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const BtSheetRange *range = &g_array_index (sheet->merges, BtSheetRange, i);
      if (range->first_row < self->finder->rows || range->first_row >= self->finder->end)
        continue;
      if (range->last_row > range->first_row)
        fill_merge (self, range);
      else if (range->last_column >= last && range->first_column <= first + 1 && leaves->len > 1)
        g_hash_table_insert (self->wide, GUINT_TO_POINTER (range->first_row),
                             GUINT_TO_POINTER (range->first_column + 1));
    }
}

/* The row whose text stands in a cell: its own, or that of the merged cells that it is one of. */
static guint
find_row (const Reader *self, guint row, guint column)
{
  gpointer above = g_hash_table_lookup (self->filled, bt_sheet_place_key (row, column));

  return above != NULL && *bt_sheet_get (self->finder->sheet, row, column) == '\0' ? GPOINTER_TO_UINT (above) : row;
}

static const char *
get_text (const Reader *self, guint row, guint column)
{
  return bt_sheet_get (self->finder->sheet, find_row (self, row, column), column);
}

/* The text of the cells [first, end) of a row, with its formats. */
static BtText *
dup_text (const Reader *self, guint row, guint first, guint end)
{
  BtTextBuilder *whole = bt_text_builder_new ();
  gboolean begun = FALSE;

  for (guint column = first; column < end; column++)
    {
      g_autoptr (BtText) text = bt_sheet_dup_text (self->finder->sheet, find_row (self, row, column), column);
      bt_sheet_rich_join (whole, &begun, text);
    }
  return bt_text_builder_end (whole);
}

/* The text of a leaf in a row: of all columns that it stands over. */
static BtText *
dup_leaf_text (const Reader *self, guint row, guint leaf)
{
  const BtSheetLeaf *columns = &g_array_index (self->finder->leaves, BtSheetLeaf, leaf);

  return dup_text (self, row, columns->first, columns->end);
}

/* The number that someone typed, "3" or "3."; 0 where it is none. */
static guint
typed_number (const char *text)
{
  gsize length = strspn (text, "0123456789");

  if (length == 0 || length > 6 || (text[length] != '\0' && strcmp (text + length, ".") != 0))
    return 0;
  return (guint) g_ascii_strtoull (text, NULL, 10);
}

static guint
typed_roman (const char *text)
{
  gsize length = strspn (text, "IVXLC");

  if (length == 0 || (text[length] != '\0' && strcmp (text + length, ".") != 0))
    return 0;
  return bt_viet_roman_number (text, length);
}

static void
compare_number (Reader *self, guint row, const char *typed, guint typed_value, guint number, const char *now)
{
  if (typed_value == number)
    return;
  g_autofree char *reason = g_strdup_printf (_ ("typed as “%s”; it is %s by its place"), typed, now);
  BtReportEntry *entry = bt_sheet_tell (self->report, BT_REPORT_RENUMBERED, row, typed, reason);
  entry->became = g_strdup (now);
}

/* What stands in the order column: a number is derived, anything else is kept. */
static BtText *
read_order (Reader *self, guint row)
{
  g_autoptr (BtText) text = dup_leaf_text (self, row, 0);
  const char *typed = bt_text_get_string (text);
  guint value = typed_number (typed);

  if (*typed != '\0' && value == 0)
    return g_steal_pointer (&text);
  g_autofree char *now = g_strdup_printf ("%u", self->n_rows);
  if (value > 0)
    compare_number (self, row, typed, value, self->n_rows, now);
  return bt_text_new ("");
}

static void
add_row (Reader *self, guint row)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_ROW, NULL);

  self->n_rows++;
  for (guint leaf = 0; leaf < self->finder->leaves->len; leaf++)
    {
      BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, NULL);
      gboolean order = leaf == 0 && self->has_order;
      bt_node_builder_take_text (cell, order ? read_order (self, row) : dup_leaf_text (self, row, leaf));
      bt_node_builder_take_child (builder, bt_node_builder_end (cell));
    }
  bt_node_builder_take_child (self->rows, bt_node_builder_end (builder));
  bt_sheet_tell (self->report, BT_REPORT_NODE, row, NULL, NULL)->became = g_strdup ("row");
}

static void
add_group (Reader *self, guint row, guint first)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_GROUP_ROW, NULL);
  guint end = g_array_index (self->finder->leaves, BtSheetLeaf, self->finder->leaves->len - 1).end;
  g_autoptr (BtText) text = dup_text (self, row, first, end);

  self->n_groups++;
  bt_node_builder_take_text (builder, bt_sheet_rich_without_bold (text));
  bt_node_builder_take_child (self->rows, bt_node_builder_end (builder));
  bt_sheet_tell (self->report, BT_REPORT_NODE, row, NULL, NULL)->became = g_strdup ("group-row");
}

/* The label of a group row that stands in the order column is derived as well. */
static void
add_numbered_group (Reader *self, guint row)
{
  const BtSheetLeaf *order = &g_array_index (self->finder->leaves, BtSheetLeaf, 0);
  g_autoptr (BtText) text = dup_leaf_text (self, row, 0);
  const char *typed = bt_text_get_string (text);

  add_group (self, row, order->end);
  g_autofree char *now = bt_viet_roman (self->n_groups);
  if (*typed != '\0')
    compare_number (self, row, typed, typed_roman (typed), self->n_groups, now);
}

/* Whether only the first column and the one after it say something: a label and the words of a group. */
static gboolean
is_labelled_group (const Reader *self, guint row)
{
  GArray *leaves = self->finder->leaves;
  g_autoptr (BtText) text = dup_leaf_text (self, row, 0);
  const char *order = bt_text_get_string (text);

  if (!self->has_order || leaves->len < 2 || bt_sheet_count_filled (self->finder->sheet, row) != 2
      || *get_text (self, row, g_array_index (leaves, BtSheetLeaf, 1).first) == '\0')
    return FALSE;
  if (typed_roman (order) > 0)
    return leaves->len > 2 || self->has_arabic;
  return leaves->len > 2 && g_ascii_isupper (order[0]) && (order[1] == '\0' || strcmp (order + 1, ".") == 0);
}

static void
read_row (Reader *self, guint row)
{
  guint wide = GPOINTER_TO_UINT (g_hash_table_lookup (self->wide, GUINT_TO_POINTER (row)));
  guint first = g_array_index (self->finder->leaves, BtSheetLeaf, 0).first;

  if (wide > 0 && *bt_sheet_get (self->finder->sheet, row, wide - 1) != '\0'
      && (wide - 1 == first || self->has_order))
    {
      if (wide - 1 > first)
        add_numbered_group (self, row);
      else
        add_group (self, row, first);
    }
  else if (is_labelled_group (self, row))
    add_numbered_group (self, row);
  else
    add_row (self, row);
}

/* Below the heading columns are often numbered: (1), (2), (3) or A, B, 1, 2. */
static gboolean
is_numbering (const BtSheetFinder *finder, guint row)
{
  guint letters = 0, n = finder->leaves->len;

  for (guint i = 0; i < n; i++)
    {
      const BtSheetLeaf *leaf = &g_array_index (finder->leaves, BtSheetLeaf, i);
      g_autofree char *text = g_strdup (bt_sheet_get (finder->sheet, row, leaf->first));
      char *bare = *text == '(' && g_str_has_suffix (text, ")") ? text + 1 : text;
      if (bare > text)
        text[strlen (text) - 1] = '\0';
      if (letters == i && bare[0] == (char) ('A' + i) && bare[1] == '\0')
        letters++;
      else if (typed_number (bare) != i + 1 - letters || strchr (bare, '.') != NULL)
        return FALSE;
    }
  return n > 2 && letters < n;
}

static gboolean
is_empty (const BtSheetFinder *finder, guint row)
{
  return bt_sheet_count_filled (finder->sheet, row) == 0;
}

/* A number or label is short and one word: "12", "IV.", "1.1"; a name or an office below the table is not. */
static gboolean
is_order (const char *text)
{
  return *text != '\0' && strlen (text) <= MAX_ORDER && strpbrk (text, " \n") == NULL;
}

/* Whether a row can only be of the table: two of its cells say something, and behind a gap one of them is its number;
 * what else stands there may be signed below the table. */
static gboolean
is_certain (const BtSheetFinder *finder, guint row, gboolean gap)
{
  const BtGridColumn *first = finder->grid->leaves->pdata[0];
  const BtSheetLeaf *order = &g_array_index (finder->leaves, BtSheetLeaf, 0);

  if (finder->leaves->len == 1)
    return TRUE;
  return bt_sheet_count_filled (finder->sheet, row) >= 2
         && (!gap || first->role != BT_ROLE_ORDER || is_order (bt_sheet_get (finder->sheet, row, order->first)));
}

/* The table goes on to the last row that is certain, and from there to the first that is empty. */
static guint
find_end (const BtSheetFinder *finder)
{
  guint end = finder->rows;
  gboolean gap = FALSE;

  for (guint row = finder->rows; row < finder->sheet->rows->len; row++)
    if (is_empty (finder, row))
      gap = TRUE;
    else if (is_certain (finder, row, gap))
      {
        end = row + 1;
        gap = FALSE;
      }
  while (end < finder->sheet->rows->len && !is_empty (finder, end))
    end++;
  return end;
}

static gboolean
has_arabic_numbers (const BtSheetFinder *finder)
{
  const BtSheetLeaf *order = &g_array_index (finder->leaves, BtSheetLeaf, 0);

  for (guint row = finder->rows; row < finder->end; row++)
    if (typed_number (bt_sheet_get (finder->sheet, row, order->first)) > 0)
      return TRUE;
  return FALSE;
}

/**
 * bt_sheet_read_rows:
 * @finder: a finder that has found the heading; the table's end is set
 * @report: what became of the rows
 *
 * Returns: (transfer full): the rows as a node
 */
BtNode *
bt_sheet_read_rows (BtSheetFinder *finder, BtReport *report)
{
  BtGridColumn *first = finder->grid->leaves->pdata[0];
  Reader reader = { finder, report, bt_node_builder_new (BT_NODE_ROWS, NULL), g_hash_table_new (NULL, NULL),
                    g_hash_table_new (NULL, NULL), first->role == BT_ROLE_ORDER };
  guint row = finder->rows;

  finder->end = find_end (finder);
  reader.has_arabic = has_arabic_numbers (finder);
  read_merges (&reader);
  if (row < finder->end && is_numbering (finder, row))
    bt_sheet_tell (report, BT_REPORT_DROPPED, row++, NULL, _ ("numbers of the columns; columns are not numbered"));
  for (; row < finder->end; row++)
    if (!is_empty (finder, row))
      read_row (&reader, row);
  g_hash_table_unref (reader.filled);
  g_hash_table_unref (reader.wide);
  return bt_node_builder_end (reader.rows);
}
