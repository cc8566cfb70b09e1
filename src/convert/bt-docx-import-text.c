/* The texts of nodes with their marks: the words of the recogniser are found again in the lines they came from,
 * and what is deleted between them is put back. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-text-live.h"

/* A part of a line that is not its end begins so far from its start at most. */
#define MAX_SEARCH 4096

#define TO_THE_END (G_MAXSIZE / 2)

/* A stretch of a node's text that stands in a line: [at, at + length) of the text, from @live on in the line. */
typedef struct
{
  gsize at, length;
  BtDocxLine line;
  gsize live;
} Stretch;

/* A range of the text of a paragraph that is in a node. */
typedef struct
{
  gsize start, end;
} Used;

static void
note_used (BtDocxImport *self, const BtDocxParagraph *paragraph, gsize start, gsize end)
{
  GArray *ranges = g_hash_table_lookup (self->used, paragraph);
  Used range = { start, end };

  if (ranges == NULL)
    {
      ranges = g_array_new (FALSE, FALSE, sizeof (Used));
      g_hash_table_insert (self->used, (gpointer) paragraph, ranges);
    }
  g_array_append_val (ranges, range);
}

static gsize
live_length (const BtText *text)
{
  return bt_text_get_live_length (text, 0, bt_text_get_length (text));
}

/* The place in the text of the piece; what is deleted there comes behind it, but at the end of the piece before it. */
static gsize
place_of (const BtText *text, gsize live, gboolean end)
{
  return end && live >= live_length (text) ? bt_text_get_length (text)
                                           : bt_text_from_live (text, live);
}

/* Adds what was put in before @end: words before, and within, a label that is deleted. */
static void
append_inserted (BtDocxImport *self, BtTextBuilder *builder, const BtDocxParagraph *paragraph,
                 gsize end)
{
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (paragraph->text, &n_runs);

  for (guint i = 0; i < n_runs && start < end; start = runs[i++].end)
    if (runs[i].mark.ins != NULL)
      {
        g_autoptr (BtText) slice = bt_text_slice (paragraph->text, start, MIN (runs[i].end, end));
        bt_text_builder_append_text (builder, slice);
        note_used (self, paragraph, start, MIN (runs[i].end, end));
      }
}

/* Adds what stands in the live range [start, end) of pieces [first, last], and what is deleted in it; of the first the
 * @skip bytes at its start are no text, but for what was put in. */
static void
append_range (BtDocxImport *self, BtTextBuilder *builder, guint first, guint last, gsize start,
              gsize end, gsize skip)
{
  for (guint i = first; i <= last; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      const BtText *text = piece->paragraph->text;
      gsize length = live_length (text), behind = piece->live_start + length;
      /* What is deleted at the very end has nothing behind it that it could come with. */
      gboolean before = i == last || end == TO_THE_END ? behind < start : behind <= start;
      if (!piece->has_new || before || piece->live_start >= end)
        continue;
      gsize from =
          place_of (text, start > piece->live_start ? start - piece->live_start : 0, FALSE);
      gsize to = place_of (text, MIN (length, end - piece->live_start), TRUE);
      if (start <= piece->live_start)
        from = i == first ? skip : 0;
      if (start <= piece->live_start && i == first)
        append_inserted (self, builder, piece->paragraph, skip);
      g_autoptr (BtText) slice = bt_text_slice (text, from, to);
      bt_text_builder_append_text (builder, slice);
      note_used (self, piece->paragraph, from, to);
    }
}

/* The text with a blank for each of the characters @odd. */
static BtText *
blank_out (BtText *text, const char *odd)
{
  guint n_runs, n_anchors;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      bt_text_builder_append (builder, g_strdelimit (piece, odd, ' '), -1, &runs[i].mark);
    }
  BtText *blank = bt_text_builder_end (builder);
  for (guint i = 0; i < n_anchors; i++)
    {
      BtText *anchored =
          bt_text_with_anchor (blank, anchors[i].start, anchors[i].end, anchors[i].thread);
      bt_text_unref (blank);
      blank = anchored;
    }
  bt_text_unref (text);
  return blank;
}

/* The text without the blanks at its start, or at its end. */
static BtText *
trim (BtText *text, gboolean at_start, gboolean at_end)
{
  const char *string = bt_text_get_string (text);
  gsize length = bt_text_get_length (text), start = 0, end = length;

  while (at_start && start < length && strchr (" \n", string[start]) != NULL)
    start++;
  while (at_end && end > start && strchr (" \n", string[end - 1]) != NULL)
    end--;
  if (start == 0 && end == length)
    return text;
  BtText *slice = bt_text_slice (text, start, end);
  bt_text_unref (text);
  return slice;
}

/**
 * bt_docx_replace_odd:
 * @text: (transfer full): a text of the document
 * @rule: what a node may have
 *
 * Returns: (transfer full): it with blanks for tabs and for line breaks where there may be none
 */
BtText *
bt_docx_replace_odd (BtText *text, BtTextRule rule)
{
  const char *odd = rule == BT_TEXT_LINES ? "\t" : "\t\n";

  return strpbrk (bt_text_get_string (text), odd) != NULL ? blank_out (text, odd) : text;
}

/**
 * bt_docx_settle_text:
 * @text: (transfer full): a text of the document
 * @rule: what a node may have
 *
 * Returns: (transfer full): it with blanks for tabs and for line breaks where there may be none, and none at its ends
 */
BtText *
bt_docx_settle_text (BtText *text, BtTextRule rule)
{
  return trim (bt_docx_replace_odd (text, rule), TRUE, TRUE);
}

/**
 * bt_docx_import_settle_part:
 * @self: an import
 * @text: (transfer full): the text of some pieces
 * @first: the index of the first
 * @end: the index after the last
 * @rule: what a node may have
 *
 * Returns: (transfer full): as bt_docx_settle_text() does it; but where it may be joined to what is beside it, the
 *   blanks there stay
 */
BtText *
bt_docx_import_settle_part (const BtDocxImport *self, BtText *text, guint first, guint end,
                            BtTextRule rule)
{
  const BtDocxPiece *begin = bt_docx_piece (self, first);
  const BtDocxPiece *next = end < self->pieces->len ? bt_docx_piece (self, end) : NULL;

  return trim (bt_docx_replace_odd (text, rule), begin->first == first && begin->old_first == first,
               next == NULL || (next->first == end && next->old_first == end));
}

static gsize
common_length (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0'
         && (a[n] == b[n]
             || (strchr (" \n", a[n]) != NULL && strchr (" \n", b[n]) != NULL && b[n] != '\0')))
    n++;
  while (n > 0 && ((guchar) a[n] & 0xC0) == 0x80)
    n--;
  return n;
}

/* Where in the line the text goes on: as much of it as there is, up to the end of either or to a gap. */
static gsize
find_stretch (const char *text, const char *line, gsize *length)
{
  gsize best = 0;

  *length = 0;
  if (g_str_has_suffix (line, text) && *text != '\0')
    {
      *length = strlen (text);
      return strlen (line) - *length;
    }
  for (const char *c = line; *c != '\0' && c < line + MAX_SEARCH; c = g_utf8_next_char (c))
    {
      gsize n = common_length (text, c);
      gboolean whole =
          text[n] == '\0' || c[n] == '\0' || (strchr (" \n", text[n]) != NULL && c[n] == ' ');
      if (n > *length && whole)
        {
          *length = n;
          best = c - line;
        }
    }
  return best;
}

/* Finds the stretches of @string, from @range of the recogniser's lines. */
static GArray *
find_stretches (BtDocxImport *self, const char *string, const BtImportRange *range)
{
  GArray *stretches = g_array_new (FALSE, FALSE, sizeof (Stretch));
  gsize at = 0;

  for (guint i = range->first; i < range->end && i < self->import->lines->len; i++)
    {
      const BtImportLine *line = bt_import_line (self->import, i);
      const BtDocxLine *known =
          line->table == NULL ? g_hash_table_lookup (self->lines, GUINT_TO_POINTER (line->number))
                              : NULL;
      at += strspn (string + at, " \n");
      if (known == NULL || string[at] == '\0')
        continue;
      Stretch stretch = { .at = at, .line = *known };
      gsize from = find_stretch (string + at, line->text, &stretch.length) + line->indent;
      gsize printed = from < known->before ? known->before - from : 0;
      if (stretch.length <= printed)
        continue;
      /* What Word printed before the text is in no paragraph. */
      stretch.at += printed;
      stretch.length -= printed;
      stretch.live = from + printed - known->before;
      g_array_append_val (stretches, stretch);
      at = stretch.at + stretch.length;
    }
  return stretches;
}

/**
 * bt_docx_import_text:
 * @self: an import whose plan is recognised
 * @node: a node of it
 *
 * Returns: (transfer full) (nullable): its text with all marks; %NULL where it came from no line
 */
BtText *
bt_docx_import_text (BtDocxImport *self, const BtNode *node)
{
  const BtImportRange *range = g_hash_table_lookup (self->import->sources, bt_node_get_id (node));
  const char *string = bt_node_get_text (node) != NULL ? bt_node_get_string (node) : "";
  BtTextRule rule = bt_node_kind_get_text_rule (bt_node_get_kind (node));
  gsize at = 0;

  if (range == NULL || *string == '\0' || bt_node_get_kind (node) == BT_NODE_DATE)
    return NULL;
  g_autoptr (GArray) stretches = find_stretches (self, string, range);
  BtTextBuilder *builder = bt_text_builder_new ();
  for (guint i = 0; i < stretches->len; i++)
    {
      const Stretch *stretch = &g_array_index (stretches, Stretch, i);
      bt_text_builder_append (builder, string + at, stretch->at - at, NULL);
      append_range (self, builder, stretch->line.first, stretch->line.last, stretch->live,
                    stretch->live + stretch->length, 0);
      at = stretch->at + stretch->length;
    }
  bt_text_builder_append (builder, string + at, -1, NULL);
  return bt_docx_settle_text (bt_text_builder_end (builder), rule);
}

/* A line of which nothing is left but its label. */
static gboolean
find_bare_label (BtDocxImport *self, guint index, BtDocxLine *line, gsize *start)
{
  guint number = bt_import_line (self->import, index)->number;
  const BtDocxLine *known = g_hash_table_lookup (self->lines, GUINT_TO_POINTER (number));

  if (known == NULL)
    return FALSE;
  const BtDocxPiece *last = bt_docx_piece (self, known->last);
  *line = *known;
  *start = last->live_start + live_length (last->paragraph->text);
  return TRUE;
}

/* Whether there is nothing else in the string. */
static gboolean
is_whole (const Stretch *stretch, const char *string)
{
  const char *rest = string + stretch->at + stretch->length;

  return stretch->at == strspn (string, " \n") && rest[strspn (rest, " \n")] == '\0';
}

/**
 * bt_docx_import_find_start:
 * @self: an import whose plan is recognised
 * @node: a node of it
 * @line: (out): the line that all its text came from
 * @start: (out): where in it, behind the label
 *
 * Returns: whether it came from one line
 */
gboolean
bt_docx_import_find_start (BtDocxImport *self, const BtNode *node, BtDocxLine *line, gsize *start)
{
  const BtImportRange *range = g_hash_table_lookup (self->import->sources, bt_node_get_id (node));
  const char *string = bt_node_get_text (node) != NULL ? bt_node_get_string (node) : "";

  if (range == NULL || (*string == '\0' && range->end != range->first + 1))
    return FALSE;
  if (*string == '\0')
    return find_bare_label (self, range->first, line, start);
  g_autoptr (GArray) stretches = find_stretches (self, string, range);
  if (stretches->len != 1 || !is_whole (&g_array_index (stretches, Stretch, 0), string))
    return FALSE;
  *line = g_array_index (stretches, Stretch, 0).line;
  *start = g_array_index (stretches, Stretch, 0).live;
  return TRUE;
}

/**
 * bt_docx_import_part_text:
 * @self: an import
 * @first: the index of a piece
 * @end: the index after the last piece
 * @start: where their text begins in the line: what is before, a label, is left out
 * @skip: how many bytes at the start of the first are a label that is deleted
 * @rule: what the node may have
 *
 * Returns: (transfer full): the text of those pieces that have words when all changes are accepted
 */
BtText *
bt_docx_import_part_text (BtDocxImport *self, guint first, guint end, gsize start, gsize skip,
                          BtTextRule rule)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  append_range (self, builder, first, end - 1, start, TO_THE_END, skip);
  return bt_docx_import_settle_part (self, bt_text_builder_end (builder), first, end, rule);
}

/**
 * bt_docx_import_use_from:
 * @self: an import
 * @paragraph: one of which every character has its place
 * @start: behind those that are its label
 */
void
bt_docx_import_use_from (BtDocxImport *self, const BtDocxParagraph *paragraph, gsize start)
{
  note_used (self, paragraph, start, bt_text_get_length (paragraph->text));
}

static gboolean
is_used (const GArray *ranges, gsize at)
{
  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    if (g_array_index (ranges, Used, i).start <= at && at < g_array_index (ranges, Used, i).end)
      return TRUE;
  return FALSE;
}

static void
tell_unused (BtDocxImport *self, const BtDocxParagraph *paragraph)
{
  const GArray *ranges = g_hash_table_lookup (self->used, paragraph);
  const char *string = bt_text_get_string (paragraph->text);
  g_autoptr (GString) left = g_string_new (NULL);
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (paragraph->text, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    for (gsize at = start; runs[i].mark.del != NULL && at < runs[i].end;
         at = g_utf8_next_char (string + at) - string)
      if (!is_used (ranges, at))
        g_string_append_len (left, string + at, g_utf8_next_char (string + at) - (string + at));
  if (bt_docx_is_space (left->str))
    return;
  BtReportEntry *entry =
      bt_report_add (self->report, BT_REPORT_DROPPED, paragraph->number, paragraph->number);
  entry->text = g_strdup (left->str);
  entry->reason = g_strdup (_ ("deleted characters of a label or of what is written anew"));
}

static gboolean
delete_cb (BtMark *mark, gpointer data)
{
  if (mark->ins != NULL || mark->del != NULL)
    return FALSE;
  mark->del = data;
  return TRUE;
}

/**
 * bt_docx_put_before:
 * @words: a text
 * @change: the change that takes it out
 * @text: (transfer full): another text
 *
 * Returns: (transfer full): @text behind @words, which are marked as deleted
 */
BtText *
bt_docx_put_before (BtText *words, const char *change, BtText *text)
{
  g_autoptr (BtText) deleted = bt_text_map (words, delete_cb, (gpointer) change);
  BtTextBuilder *builder = bt_text_builder_new ();

  bt_text_builder_append_text (builder, deleted);
  bt_text_builder_append_text (builder, text);
  bt_text_unref (text);
  return bt_text_builder_end (builder);
}

/**
 * bt_docx_import_tell_unused:
 * @self: an import whose nodes have their texts
 *
 * Reports what is deleted and found no place; what is not deleted, the recogniser has reported.
 */
void
bt_docx_import_tell_unused (BtDocxImport *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (bt_docx_piece (self, i)->paragraph != NULL)
      tell_unused (self, bt_docx_piece (self, i)->paragraph);
}
