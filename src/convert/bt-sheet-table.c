/* The table of a plan that is found in a sheet: what is told about it, and the appendix that can be made of it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-clip-private.h"
#include "bt-profile.h"
#include "bt-sheet-table-private.h"
#include "bt-unit.h"

/* How far the widths of columns together may be from that of the page. */
#define LOOSE 0.02

static void
line_clear (gpointer data)
{
  g_free (((BtSheetLine *) data)->text);
}

/**
 * bt_sheet_table_free:
 * @table: (transfer full): a table
 */
void
bt_sheet_table_free (BtSheetTable *table)
{
  g_return_if_fail (table != NULL);

  g_free (table->name);
  g_clear_pointer (&table->node, bt_node_unref);
  bt_report_unref (table->report);
  g_array_unref (table->above);
  g_array_unref (table->below);
  g_free (table);
}

/**
 * bt_sheet_table_get_name:
 * @table: a table
 *
 * Returns: (transfer none): the name of its sheet
 */
const char *
bt_sheet_table_get_name (const BtSheetTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return table->name;
}

/**
 * bt_sheet_table_get_node:
 * @table: a table
 *
 * Returns: (transfer none): it as a node of the kind "table"
 */
BtNode *
bt_sheet_table_get_node (const BtSheetTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return table->node;
}

/**
 * bt_sheet_table_get_report:
 * @table: a table
 *
 * Returns: (transfer none): what became of the sheet's rows, which are the report's lines, and what a plan cannot take
 *   over
 */
BtReport *
bt_sheet_table_get_report (const BtSheetTable *table)
{
  g_return_val_if_fail (table != NULL, NULL);
  return table->report;
}

/* The texts of the rows [first, end), cell by cell. */
static void
gather_lines (const BtSheet *sheet, guint first, guint end, GArray *lines)
{
  for (guint row = first; row < end; row++)
    for (guint column = 0; column < sheet->n_columns; column++)
      {
        const char *text = bt_sheet_get (sheet, row, column);
        BtSheetLine line = { row, g_strdup (text) };
        if (*text != '\0')
          g_array_append_val (lines, line);
        else
          g_free (line.text);
      }
}

/* "C", "AA": what a spreadsheet calls a column. */
static char *
dup_column_name (guint column)
{
  GString *name = g_string_new (NULL);

  for (column++; column > 0; column = (column - 1) / 26)
    g_string_prepend_c (name, 'A' + (column - 1) % 26);
  return g_string_free (name, FALSE);
}

static gboolean
row_has_text (const BtSheet *sheet, guint first, guint last)
{
  for (guint row = first; row <= last && row < sheet->rows->len; row++)
    if (bt_sheet_count_filled (sheet, row) > 0)
      return TRUE;
  return FALSE;
}

static gboolean
column_has_text (const BtSheet *sheet, guint first, guint last)
{
  for (guint row = 0; row < sheet->rows->len; row++)
    for (guint column = first; column <= last && column < sheet->n_columns; column++)
      if (*bt_sheet_get (sheet, row, column) != '\0')
        return TRUE;
  return FALSE;
}

/* Rows that are hidden one after the other are told once. */
static void
tell_hidden_rows (const BtSheet *sheet, BtReport *report)
{
  for (guint i = 0; i < sheet->hidden_rows->len;)
    {
      BtSheetRange range = g_array_index (sheet->hidden_rows, BtSheetRange, i++);
      while (i < sheet->hidden_rows->len
             && g_array_index (sheet->hidden_rows, BtSheetRange, i).first_row == range.last_row + 1)
        range.last_row = g_array_index (sheet->hidden_rows, BtSheetRange, i++).last_row;
      if (!row_has_text (sheet, range.first_row, range.last_row))
        continue;
      guint last = MIN (range.last_row + 1, sheet->rows->len);
      g_autofree char *reason
        = g_strdup_printf (_ ("rows %u to %u are hidden in the sheet; they are taken over all the same"),
                           range.first_row + 1, last);
      bt_sheet_tell (report, BT_REPORT_WARNING, range.first_row, "", reason);
    }
}

static void
tell_hidden_columns (const BtSheet *sheet, BtReport *report)
{
  for (guint i = 0; i < sheet->hidden_columns->len; i++)
    {
      const BtSheetRange *range = &g_array_index (sheet->hidden_columns, BtSheetRange, i);
      if (!column_has_text (sheet, range->first_column, range->last_column))
        continue;
      g_autofree char *first = dup_column_name (range->first_column);
      g_autofree char *last = dup_column_name (MIN (range->last_column, sheet->n_columns - 1));
      g_autofree char *reason = g_strdup_printf (
        _ ("columns %s to %s are hidden in the sheet; they are taken over all the same"), first, last);
      bt_sheet_tell (report, BT_REPORT_WARNING, 0, "", reason);
    }
}

/* What the user should know of the sheet as a whole. */
static void
tell_sheet (const BtSheetBook *book, const BtSheet *sheet, BtReport *report)
{
  BtEncoding encoding = bt_sheet_book_get_encoding (book);

  if (bt_encoding_is_legacy (encoding))
    {
      g_autofree char *reason = g_strdup_printf (_ ("the text was in %s and has been converted to Unicode"),
                                                 bt_encoding_get_name (encoding));
      bt_sheet_tell (report, BT_REPORT_WARNING, 0, "", reason);
    }
  if (sheet->hidden)
    bt_sheet_tell (report, BT_REPORT_WARNING, 0, "", _ ("this sheet is hidden"));
  if (sheet->n_notes > 0)
    {
      g_autofree char *reason
        = g_strdup_printf (_ ("%u notes are pinned to cells; they are not taken over"), sheet->n_notes);
      bt_sheet_tell (report, BT_REPORT_WARNING, 0, "", reason);
    }
  if (sheet->has_drawings)
    bt_sheet_tell (report, BT_REPORT_WARNING, 0, "",
                   _ ("pictures, charts or text boxes lie on the sheet; they are not taken over"));
  tell_hidden_rows (sheet, report);
  tell_hidden_columns (sheet, report);
}

/* Each column is as wide as those of the sheet that it stands over, if all of them say how wide they are. */
static void
set_widths (const BtSheetFinder *finder)
{
  for (guint i = 0; i < finder->grid->leaves->len; i++)
    {
      const BtSheetLeaf *leaf = &g_array_index (finder->leaves, BtSheetLeaf, i);
      BtGridColumn *column = finder->grid->leaves->pdata[i];
      gboolean known = TRUE;
      for (guint k = leaf->first; k < leaf->end; k++)
        {
          known = known && bt_sheet_get_width (finder->sheet, k) > 0;
          column->width += bt_sheet_get_width (finder->sheet, k);
        }
      column->width = known ? column->width : 0;
    }
}

/* How wide tables are on a page that stands, or lies, in millimetres. */
static double
get_page_width (const BtProfile *profile, gboolean lies)
{
  BtLength paper = bt_profile_get_length (profile, lies ? BT_FIGURE_PAPER_HEIGHT : BT_FIGURE_PAPER_WIDTH);

  return BT_LENGTH_TO_MM (paper - bt_profile_get_length (profile, BT_FIGURE_MARGIN_LEFT)
                          - bt_profile_get_length (profile, BT_FIGURE_MARGIN_RIGHT));
}

/* A sheet knows no page: its columns are made as wide as one together, lying where they do not fit upright. */
static void
scale_widths (const BtGrid *grid)
{
  g_autoptr (BtProfile) profile = bt_profile_load (BT_PROFILE_DEFAULT, NULL);
  double whole = 0;

  for (guint i = 0; i < grid->leaves->len; i++)
    {
      const BtGridColumn *column = grid->leaves->pdata[i];
      if (column->width <= 0 || profile == NULL)
        return;
      whole += column->width;
    }
  double page = get_page_width (profile, whole > get_page_width (profile, FALSE) * (1 + LOOSE));
  /* What differs by no more than a spreadsheet rounds is left. */
  for (guint i = 0; i < grid->leaves->len && ABS (whole / page - 1) > LOOSE; i++)
    ((BtGridColumn *) grid->leaves->pdata[i])->width *= page / whole;
}

/* A title that is empty says nothing of its cells; the user is to name the column. */
static void
tell_columns (const BtSheetFinder *finder, BtReport *report)
{
  bt_sheet_tell (report, BT_REPORT_NODE, finder->heading, NULL, NULL)->became = g_strdup ("columns");
  for (guint i = 0; i < finder->grid->leaves->len; i++)
    {
      const BtGridColumn *column = finder->grid->leaves->pdata[i];
      if (*column->title != '\0')
        continue;
      g_autofree char *name = dup_column_name (g_array_index (finder->leaves, BtSheetLeaf, i).first);
      g_autofree char *reason = g_strdup_printf (_ ("column %s has no title; give it one"), name);
      bt_sheet_tell (report, BT_REPORT_WARNING, finder->heading, "", reason);
    }
}

/**
 * bt_sheet_table_new:
 * @book: a book
 * @sheet: the number of a sheet that is not empty
 *
 * Finds the table in it: a heading of one or several rows, rows of cells, rows over the whole width. Every text of the
 * sheet is in the table, in the lines around it, or told in the report.
 *
 * Returns: (transfer full): the table
 */
BtSheetTable *
bt_sheet_table_new (const BtSheetBook *book, guint sheet)
{
  g_return_val_if_fail (book != NULL && !bt_sheet_book_is_empty (book, sheet), NULL);

  BtSheetFinder finder = { bt_sheet_book_get (book, sheet) };
  BtSheetTable *table = g_new0 (BtSheetTable, 1);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_TABLE, NULL);

  table->name = g_strdup (finder.sheet->name);
  table->plain = finder.sheet->plain;
  table->report = bt_report_new ();
  table->above = g_array_new (FALSE, FALSE, sizeof (BtSheetLine));
  table->below = g_array_new (FALSE, FALSE, sizeof (BtSheetLine));
  g_array_set_clear_func (table->above, line_clear);
  g_array_set_clear_func (table->below, line_clear);
  tell_sheet (book, finder.sheet, table->report);
  bt_sheet_find_heading (&finder);
  tell_columns (&finder, table->report);
  set_widths (&finder);
  scale_widths (finder.grid);
  bt_node_builder_take_child (builder, bt_grid_columns_to_node (finder.grid));
  bt_node_builder_take_child (builder, bt_sheet_read_rows (&finder, table->report));
  table->node = bt_node_builder_end (builder);
  gather_lines (finder.sheet, 0, finder.heading, table->above);
  gather_lines (finder.sheet, finder.end, finder.sheet->rows->len, table->below);
  bt_grid_free (finder.grid);
  g_array_unref (finder.leaves);
  return table;
}

/* What the lines above a table are in an appendix. */
typedef struct
{
  GString *title;
  const char *note;
  BtClip *clauses;
} Head;

static gboolean
key_starts (const char *text, const char *phrase)
{
  g_autofree char *key = bt_import_key (text, -1);

  return g_str_has_prefix (key, phrase);
}

/* "Phụ lục", "PHỤ LỤC II": a label by itself, which is derived. */
static gboolean
is_label (const char *text)
{
  g_autofree char *key = bt_import_key (text, -1);

  return g_str_has_prefix (key, "phuluc") && strlen (key) <= strlen ("phuluc") + strlen ("xxxviii");
}

static gboolean
is_note (const char *text)
{
  return *text == '('
         && (key_starts (text, "kemtheo") || key_starts (text, "banhanhkem") || key_starts (text, "dinhkem"));
}

/* The lines of a title: the one after the label, or, where there is none, those in capitals, nearest to the table. */
static void
find_title (const GArray *above, guint *first, guint *end)
{
  guint n = above->len;

#define LINE(i) g_array_index (above, BtSheetLine, (i)).text
  for (guint i = 0; i < n; i++)
    if (is_label (LINE (i)))
      {
        *first = i + 1;
        *end = i + 1 + (i + 1 < n && !is_note (LINE (i + 1)));
        while (*end < n && *end > *first && bt_import_is_capitals (LINE (*end), -1)
               && bt_import_is_capitals (LINE (*first), -1))
          (*end)++;
        return;
      }
  for (*end = n; *end > 0 && !bt_import_is_capitals (LINE (*end - 1), -1);)
    (*end)--;
  for (*first = *end; *first > 0 && bt_import_is_capitals (LINE (*first - 1), -1);)
    (*first)--;
#undef LINE
}

static void
read_head (const BtSheetTable *table, Head *head)
{
  guint first, end;

  find_title (table->above, &first, &end);
  for (guint i = 0; i < table->above->len; i++)
    {
      const char *text = g_array_index (table->above, BtSheetLine, i).text;
      if (i >= first && i < end)
        g_string_append_printf (head->title, "%s%s", head->title->len > 0 ? " " : "", text);
      else if (is_note (text) && head->note == NULL)
        head->note = text;
      else if (!is_label (text))
        bt_clip_take_paragraph (head->clauses, bt_text_new (text));
    }
}

static void
take_clauses (BtNodeBuilder *appendix, BtClip *clip)
{
  g_autoptr (GPtrArray) clauses = bt_clip_to_clauses (clip, FALSE);

  for (guint i = 0; i < clauses->len; i++)
    bt_node_builder_take_child (appendix, bt_node_ref (clauses->pdata[i]));
}

static void
add_line (BtNodeBuilder *appendix, BtNodeKind kind, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');

  bt_node_builder_add_string (appendix, kind, line);
}

/**
 * bt_sheet_table_to_appendix:
 * @table: a table
 *
 * The lines above the table are its title and note where they can be, and paragraphs otherwise, as those below it are.
 *
 * Returns: (transfer full): an appendix with the table
 */
BtNode *
bt_sheet_table_to_appendix (const BtSheetTable *table)
{
  BtNodeBuilder *appendix = bt_node_builder_new (BT_NODE_APPENDIX, NULL);
  Head head = { g_string_new (NULL), NULL, bt_clip_new () };
  g_autoptr (BtClip) below = bt_clip_new ();

  g_return_val_if_fail (table != NULL, NULL);

  read_head (table, &head);
  for (guint i = 0; i < table->below->len; i++)
    bt_clip_take_paragraph (below, bt_text_new (g_array_index (table->below, BtSheetLine, i).text));
  add_line (appendix, BT_NODE_TITLE, head.title->str);
  add_line (appendix, BT_NODE_NOTE, head.note != NULL ? head.note : "");
  take_clauses (appendix, head.clauses);
  bt_node_builder_take_child (appendix, bt_node_copy_with_new_ids (table->node));
  take_clauses (appendix, below);
  g_string_free (head.title, TRUE);
  bt_clip_free (head.clauses);
  return bt_node_builder_end (appendix);
}
