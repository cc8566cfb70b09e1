/* The input as lines, and what their lengths and gaps tell about how it was broken. */
#include <string.h>

#include "bt-import.h"

/* A line that a page break interrupts may be anywhere; so many empty lines more than usual look like one. */
#define PAGE_LIKE_GAP 2
/* Where so many lines begin with a small letter, lines were broken where the page was full. */
#define WRAPPED_SHARE 0.12
/* Lines that go on in the next are about as wide as the widest, where lines were broken. */
#define FULL_SHARE 0.8
/* Gaps tell paragraphs apart where so many of the labelled lines have one and of the continued lines have none. */
#define GAP_SHARE 0.7
#define MAX_GAP 8
/* A line as wide as this fits on no page; where so many are, lines were not broken. */
#define ENDLESS_LINE 9000
#define ENDLESS_SHARE 0.1

static void
add_line (BtImport *import, BtImportLine line, GString *buffer)
{
  const char *start = buffer->str;

  while (*start == ' ')
    start++;
  line.indent += start - buffer->str;
  g_strchomp (buffer->str);
  line.text = g_string_chunk_insert (import->strings, start);
  line.width = bt_import_text_width (line.text, -1);
  g_array_append_val (import->lines, line);
}

/* A forced line break before a label begins a line of its own; any other stays in the text. */
static gsize
forced_break (const BtImport *import, const char *raw, gsize length)
{
  const char *at = memchr (raw, '\v', length);

  if (at == NULL || memchr (raw, '\t', length) != NULL)
    return length;
  for (; at != NULL; at = memchr (at + 1, '\v', raw + length - at - 1))
    {
      BtImportLabel label;
      g_autofree char *rest = g_utf8_make_valid (at + 1, MIN (64, raw + length - at - 1));
      if (bt_import_label_parse (import, g_strstrip (rest), &label))
        return at - raw;
    }
  return length;
}

static void
split_line (BtImport *import, const char *raw, gsize length, guint number, guint *gap)
{
  gsize used = 0;

  for (gsize begin = 0; begin < length; begin = used + 1)
    {
      used = begin + forced_break (import, raw + begin, length - begin);
      g_autoptr (GString) buffer = g_string_new_len (raw + begin, used - begin);
      for (char *c = buffer->str; *c != '\0'; c++)
        *c = *c == '\t' ? ' ' : *c == '\v' ? '\n' : *c;
      g_strchomp (buffer->str);
      if (strspn (buffer->str, " \n") == strlen (buffer->str))
        continue;
      while (g_strchug (buffer->str)[0] == '\n')
        memmove (buffer->str, buffer->str + 1, strlen (buffer->str));
      gsize leading = strspn (raw + begin, " \t\v");
      BtImportLine line = { number, leading, *gap, 0, NULL, raw + begin, used - begin };
      add_line (import, line, buffer);
      *gap = 0;
    }
}

/**
 * bt_import_split:
 * @import: an import
 * @text: the decoded text, which must outlive the import
 * @length: its bytes
 *
 * Fills the import's lines.
 */
void
bt_import_split (BtImport *import, const char *text, gsize length)
{
  guint number = 1, gap = 0;

  for (gsize at = 0; at < length;)
    {
      gsize size = strcspn (text + at, "\n\f");
      guint before = import->lines->len;
      split_line (import, text + at, size, number, &gap);
      at += size;
      if (import->lines->len == before && gap != BT_IMPORT_GAP_PAGE && text[at] == '\n')
        gap++;
      if (at < length && text[at] == '\f')
        gap = BT_IMPORT_GAP_PAGE;
      number += at < length && text[at] == '\n';
      at++;
    }
}

/* What is counted over neighbouring lines. */
typedef struct
{
  guint pairs, continued, labelled, endless, widest;
  guint continued_gaps[MAX_GAP + 1];
  guint labelled_gaps[MAX_GAP + 1];
  GArray *widths; /* guint: of lines that go on in the next */
} Statistics;

static gboolean
is_tabular (const BtImportLine *line)
{
  return memchr (line->raw, '\t', line->raw_length) != NULL || memchr (line->raw, '|', line->raw_length) != NULL;
}

static void
count_pair (const BtImport *import, const BtImportLine *a, const BtImportLine *b, Statistics *statistics)
{
  BtImportLabel label;
  guint gap = MIN (b->gap, MAX_GAP);

  if (is_tabular (a) || is_tabular (b))
    return;
  statistics->pairs++;
  statistics->widest = MAX (statistics->widest, MAX (a->width, b->width));
  statistics->endless += a->width > ENDLESS_LINE;
  if (bt_import_label_parse (import, b->text, &label))
    {
      statistics->labelled++;
      statistics->labelled_gaps[gap] += b->gap != BT_IMPORT_GAP_PAGE;
    }
  else if (bt_import_starts_lower (b->text))
    {
      statistics->continued++;
      statistics->continued_gaps[gap] += b->gap != BT_IMPORT_GAP_PAGE;
      g_array_append_val (statistics->widths, a->width);
    }
}

static int
compare_widths (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return x < y ? -1 : x > y;
}

static guint
most_frequent (const guint *counts, guint first)
{
  guint best = MIN (first, MAX_GAP);

  for (guint i = best; i <= MAX_GAP; i++)
    if (counts[i] > counts[best])
      best = i;
  return best;
}

static gboolean
is_wrapped (const Statistics *statistics)
{
  guint full = 0;

  if (statistics->continued > statistics->pairs * WRAPPED_SHARE)
    return statistics->endless <= statistics->pairs * ENDLESS_SHARE;
  /* Few lines go on: they were broken if they are as wide as any. */
  for (guint i = 0; i < statistics->widths->len; i++)
    full += g_array_index (statistics->widths, guint, i) >= statistics->widest * FULL_SHARE;
  return statistics->continued > 0 && statistics->endless == 0 && full >= statistics->continued * FULL_SHARE;
}

static void
conclude (BtImport *import, Statistics *statistics)
{
  guint usual = most_frequent (statistics->continued_gaps, 0);
  guint apart = most_frequent (statistics->labelled_gaps, usual + 1);
  guint with_gap = 0;

  for (guint i = usual + 1; i <= MAX_GAP; i++)
    with_gap += statistics->labelled_gaps[i];
  import->wrapped = is_wrapped (statistics);
  import->usual_gap = import->wrapped ? usual : 0;
  import->paragraph_gap = MAX (apart, import->usual_gap + 1);
  import->gap_tells = import->wrapped && statistics->labelled > 0 &&
                      with_gap >= statistics->labelled * GAP_SHARE &&
                      statistics->continued_gaps[usual] >= statistics->continued * GAP_SHARE;
  import->full_width = G_MAXUINT;
  if (import->wrapped)
    {
      g_array_sort (statistics->widths, compare_widths);
      import->full_width = g_array_index (statistics->widths, guint, statistics->widths->len * 9 / 10);
    }
}

/**
 * bt_import_measure:
 * @import: an import whose lines are cleaned
 *
 * Finds out how the lines were broken: whether at all, how wide a full one is, what an empty line means.
 */
void
bt_import_measure (BtImport *import)
{
  Statistics statistics = { 0 };

  statistics.widths = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 1; i < import->lines->len && !bt_import_is_appendix_line (import, i); i++)
    count_pair (import, bt_import_line (import, i - 1), bt_import_line (import, i), &statistics);
  conclude (import, &statistics);
  g_array_unref (statistics.widths);
}

/**
 * bt_import_new:
 * @text: the decoded text, which must outlive the import
 * @length: its bytes
 * @report: the report to write
 *
 * Returns: (transfer full): an import with its lines
 */
BtImport *
bt_import_new (const char *text, gsize length, BtReport *report)
{
  BtImport *import = g_new0 (BtImport, 1);

  import->strings = g_string_chunk_new (65536);
  import->lines = g_array_new (FALSE, FALSE, sizeof (BtImportLine));
  import->report = bt_report_ref (report);
  import->full_width = G_MAXUINT;
  bt_import_split (import, text, length);
  return import;
}

/**
 * bt_import_new_structured:
 * @report: the report to write
 * @make_table: makes nodes of the tables that lines stand for
 * @data: for @make_table
 *
 * Returns: (transfer full): an import of paragraphs that are known as such, to be filled with bt_import_add_line(); it
 *   remembers which lines the nodes came from
 */
BtImport *
bt_import_new_structured (BtReport *report, BtImportMakeTable make_table, gpointer data)
{
  BtImport *import = bt_import_new ("", 0, report);

  import->structured = TRUE;
  import->make_table = make_table;
  import->data = data;
  import->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return import;
}

/**
 * bt_import_add_line:
 * @import: a structured import
 * @line: a paragraph, of which the texts are copied: @raw with its tabs, from which @text and @width are made; or a
 *   table
 */
void
bt_import_add_line (BtImport *import, const BtImportLine *line)
{
  BtImportLine copy = *line;
  g_autofree char *text = g_strndup (line->raw, line->raw_length);
  gsize leading = strspn (text, " \t\n");

  copy.raw = g_string_chunk_insert (import->strings, text);
  for (char *c = text; *c != '\0'; c++)
    *c = *c == '\t' ? ' ' : *c;
  while (*text != '\0' && strchr (" \n", text[strlen (text) - 1]) != NULL)
    text[strlen (text) - 1] = '\0';
  copy.indent = leading;
  copy.text = g_string_chunk_insert (import->strings,
                                     line->table != NULL ? BT_IMPORT_TABLE_TEXT : text + MIN (leading, strlen (text)));
  copy.made = MIN (copy.made > leading ? copy.made - leading : 0, strlen (copy.text));
  copy.width = bt_import_text_width (copy.text, -1);
  g_array_append_val (import->lines, copy);
}

/**
 * bt_import_note_source:
 * @import: an import
 * @first: index of a line
 * @last: index of the last line
 * @node: the id of the node whose text came from there
 */
void
bt_import_note_source (BtImport *import, guint first, guint last, const char *node)
{
  if (import->sources == NULL || node == NULL)
    return;
  BtImportRange *range = g_new (BtImportRange, 1);
  range->first = first;
  range->end = last + 1;
  g_hash_table_replace (import->sources, g_strdup (node), range);
}

/**
 * bt_import_free:
 * @import: (transfer full): an import
 */
void
bt_import_free (BtImport *import)
{
  g_string_chunk_free (import->strings);
  g_array_unref (import->lines);
  bt_report_unref (import->report);
  g_clear_pointer (&import->sources, g_hash_table_unref);
  g_free (import);
}

/**
 * bt_import_drop:
 * @import: an import
 * @first: the first line of the input, from 1
 * @last: the last line
 * @text: the characters that are left out
 * @reason: why, in the user's language
 *
 * Reports that something of the input is not in the plan; nothing is left out without it.
 */
void
bt_import_drop (BtImport *import, guint first, guint last, const char *text, const char *reason)
{
  BtReportEntry *entry = bt_report_add (import->report, BT_REPORT_DROPPED, first, last);

  entry->text = g_strdup (text);
  entry->reason = g_strdup (reason);
}

/**
 * bt_import_became:
 * @import: an import
 * @first: index of the first line
 * @last: index of the last line
 * @node: the node's id
 * @became: what it is: "clause", "basis" …
 * @confidence: how sure that is, 0 to 1
 *
 * Returns: (transfer none): the report's entry that says so
 */
BtReportEntry *
bt_import_became (BtImport *import, guint first, guint last, const char *node, const char *became, double confidence)
{
  BtReportEntry *entry = bt_report_add (import->report, BT_REPORT_NODE, bt_import_line (import, first)->number,
                                        bt_import_line (import, last)->number);

  entry->node = g_strdup (node);
  entry->became = g_strdup (became);
  entry->confidence = confidence;
  bt_import_note_source (import, first, last, node);
  return entry;
}
