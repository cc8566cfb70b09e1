/* Tables whose cells follow each other, as in text extracted from a page: rows by their numbers, cells by weighing. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-import-flow.h"
#include "bt-import-grid.h"

static gboolean
is_row_rest (const char *rest)
{
  gunichar first = g_utf8_get_char (rest);

  return first == 0 || !g_unichar_isalpha (first) || g_unichar_isupper (first);
}

/* Whether @text begins the row after row @last: with the next number, or one that was forgotten or typed twice. */
static gboolean
begins_row (const char *text, guint last, gboolean restart, gsize *length)
{
  guint number = bt_import_row_number (text, length);

  if (number == 0 || !is_row_rest (text + *length + strspn (text + *length, " ")))
    return FALSE;
  return number == last + 1 || (restart && number == 1) ||
         (last > 0 && (number == last || number == last + 2) && text[*length] != '\0');
}

/* The bytes of the label of a row that spans all columns: "I. NHÓM …", "A. …", followed by capitals; 0 for none. */
static gsize
group_label_length (const BtImport *import, const char *text)
{
  BtImportLabel label;

  if (bt_import_label_parse (import, text, &label) && label.scheme == BT_LABEL_ROMAN &&
      bt_import_starts_upper (text + label.length))
    return label.length;
  gsize roman = strspn (text, "IVX");
  if (roman > 0 && text[roman] == ' ' && bt_import_is_capitals (text + roman, -1))
    return roman + 1;
  if (*text >= 'A' && *text <= 'H' && (text[1] == '.' || text[1] == ' ') && bt_import_is_capitals (text + 1, -1))
    return 2 + strspn (text + 2, " ");
  return 0;
}

/* How many lines from @index on repeat the heading, as after a page break; 0 for none. */
static guint
count_repeated (const BtImport *import, const char *heading_key, guint index, guint end)
{
  gsize used = 0;

  for (guint i = index; i < end; i++)
    {
      g_autofree char *key = bt_import_key (bt_import_line (import, i)->text, -1);
      if (!g_str_has_prefix (heading_key + used, key) || *key == '\0')
        return 0;
      used += strlen (key);
      if (heading_key[used] == '\0')
        return i + 1 - index;
    }
  return 0;
}

static void
drop_lines (BtImport *import, guint first, guint end, const char *reason)
{
  g_autofree char *text = bt_import_join_lines (import, first, end);

  bt_import_drop (import, bt_import_line (import, first)->number, bt_import_line (import, end - 1)->number, text,
                  reason);
}

/* "1 2 3 4 5" or "(1) (2) (3)": the numbers of the columns, as some tables have them below the heading. */
static gboolean
is_column_numbers (const char *text, guint n_leaves)
{
  guint expected = 1;

  for (const char *c = text; *c != '\0';)
    {
      c += strspn (c, " ()");
      gsize digits = strspn (c, "0123456789");
      if (digits == 0)
        break;
      if ((guint) g_ascii_strtoull (c, NULL, 10) != expected++)
        return FALSE;
      c += digits;
    }
  return expected == n_leaves + 1 && strspn (text, "0123456789 ()") == strlen (text);
}

static void
word_free (gpointer data)
{
  BtFlowWord *word = data;

  g_free (word->text);
  g_free (word->key);
}

/* Whether @text, behind a dash, is the second half of the last word: "Văn hóa" "- Xã hội". */
static gboolean
goes_on_behind_dash (const BtImport *import, const GArray *words, const char *text)
{
  g_autoptr (GString) key = g_string_new (NULL);

  for (guint i = words->len - MIN (words->len, 2); i < words->len; i++)
    g_string_append (key, g_array_index (words, BtFlowWord, i).key);
  return bt_import_are_halves (import, key->str, text);
}

/* Adds the words of @text, which stand on line @index. */
static void
add_words (const BtImport *import, GArray *words, guint index, const char *text, gboolean page)
{
  BtImportLabel label;
  gboolean first = TRUE;
  gboolean bullet = bt_import_label_parse (import, text, &label) && label.number == 0 &&
                    !goes_on_behind_dash (import, words, text + label.length);

  while (*text != '\0')
    {
      gsize length = strcspn (text, " \n");
      BtFlowWord word = { g_strndup (text, length), bt_import_key (text, length), index };
      word.width = bt_import_text_width (text, length);
      word.line_start = first;
      word.bullet = first && bullet;
      word.dash = *word.key == '\0' && strspn (word.text, "-+") > 0;
      word.page = first && page;
      word.lower = bt_import_starts_lower (text) && !word.bullet;
      word.upper = bt_import_starts_upper (text);
      word.digit = g_ascii_isdigit (*text);
      word.open = bt_import_ends_open (word.text);
      word.ends = bt_import_ends_sentence (word.text);
      g_array_append_val (words, word);
      text += length + strspn (text + length, " \n");
      first = FALSE;
    }
}

static void
close_row (Flow *flow, guint last)
{
  if (flow->current == NULL)
    return;
  flow->current->last = MAX (last, flow->current->first);
  flow->current = NULL;
}

/* A row begins: its words are gathered now, and put into cells when all rows are known. */
static void
begin_row (Flow *flow, guint index, const char *text, gsize number_length)
{
  close_row (flow, index - 1);
  flow->current = bt_grid_add_row (flow->grid, index);
  flow->current->typed = g_strndup (text, number_length);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (BtFlowWord));
  g_array_set_clear_func (words, word_free);
  g_ptr_array_add (flow->rows, words);
  add_words (flow->import, words, index, text + number_length + strspn (text + number_length, " "), FALSE);
}

static void
add_group (Flow *flow, guint index, gsize label_length)
{
  const char *text = bt_import_line (flow->import, index)->text;

  close_row (flow, index - 1);
  bt_grid_add_group (flow->grid, index, g_strchomp (g_strndup (text, label_length)), g_strdup (text + label_length));
  g_ptr_array_add (flow->rows, NULL);
  flow->restart = TRUE;
}

/* Whether the line is a group row: a row follows it soon. */
static gboolean
is_group_row (const Flow *flow, guint index, guint end)
{
  gsize length;
  const char *text = bt_import_line (flow->import, index)->text;

  if (group_label_length (flow->import, text) == 0)
    return FALSE;
  for (guint i = index + 1; i < end && i <= index + 3; i++)
    if (begins_row (bt_import_line (flow->import, i)->text, flow->last, TRUE, &length))
      return TRUE;
  return FALSE;
}

static void
take_line (Flow *flow, guint index, guint end)
{
  const BtImportLine *line = bt_import_line (flow->import, index);
  gsize length = 0;

  if (begins_row (line->text, flow->last, flow->restart, &length))
    {
      flow->last = bt_import_row_number (line->text, &length);
      flow->restart = FALSE;
      begin_row (flow, index, line->text, length);
    }
  else if (is_group_row (flow, index, end))
    add_group (flow, index, group_label_length (flow->import, line->text));
  else if (flow->current != NULL)
    {
      add_words (flow->import, g_ptr_array_index (flow->rows, flow->rows->len - 1), index, line->text, flow->page);
      flow->current->last = index;
    }
  else
    {
      bt_grid_add_group (flow->grid, index, NULL, g_strdup (line->text));
      g_ptr_array_add (flow->rows, NULL);
    }
  flow->page = FALSE;
}

static void
words_free (gpointer words)
{
  if (words != NULL)
    g_array_unref (words);
}

/**
 * bt_import_read_flow:
 * @import: an import
 * @grid: a table with its columns
 * @first: index of the first line after the heading
 * @end: index after the table's last line
 *
 * Fills the rows of @grid. The order number begins a row; where in its words the cells are parted is weighed.
 */
void
bt_import_read_flow (BtImport *import, BtGrid *grid, guint first, guint end)
{
  g_autofree char *heading = bt_import_join_lines (import, grid->first, grid->heading_end);
  g_autofree char *heading_key = bt_import_key (heading, -1);
  Flow flow = { import, grid, g_ptr_array_new_with_free_func (words_free), NULL, 0, FALSE, FALSE };

  for (guint i = first; i < end; i++)
    {
      guint repeated = count_repeated (import, heading_key, i, end);
      if (repeated > 0)
        {
          drop_lines (import, i, i + repeated, _("the table's heading, repeated after a page break"));
          i += repeated - 1;
          flow.page = TRUE;
          continue;
        }
      if (flow.last == 0 && is_column_numbers (bt_import_line (import, i)->text, grid->leaves->len))
        {
          drop_lines (import, i, i + 1, _("numbers of the columns"));
          continue;
        }
      flow.page = flow.page || bt_import_line (import, i)->gap == BT_IMPORT_GAP_PAGE;
      take_line (&flow, i, end);
    }
  close_row (&flow, end - 1);
  bt_import_part_cells (&flow);
  g_ptr_array_unref (flow.rows);
}
