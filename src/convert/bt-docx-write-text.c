/* The words of a document: runs with their formats and changes, objects, comments, and what the program adds. */
#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-reference.h"
#include "bt-text-live.h"
#include "bt-was.h"

static gboolean
get_old_format (const char *was, BtFormat *format, const char **change)
{
  g_autoptr (GPtrArray) entries = was != NULL ? bt_was_parse (was) : NULL;

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];

      if (strcmp (entry->name, "format") != 0)
        continue;
      *format = entry->value != NULL ? bt_format_from_letters (entry->value) : BT_FORMAT_NONE;
      *change = entry->change;
      return TRUE;
    }
  return FALSE;
}

static void
append_formats (GString *out, BtFormat format)
{
  if (format & BT_FORMAT_BOLD)
    g_string_append (out, "<w:b/><w:bCs/>");
  if (format & BT_FORMAT_ITALIC)
    g_string_append (out, "<w:i/><w:iCs/>");
  if (format & BT_FORMAT_UNDERLINE)
    g_string_append (out, "<w:u w:val=\"single\"/>");
}

/* Its style, its format, and what the format was. */
static void
append_run_properties (BtDocxWriter *writer, const BtMark *mark, const char *style, gboolean old)
{
  BtFormat format = mark != NULL ? mark->format : BT_FORMAT_NONE, old_format;
  const char *change;
  gboolean changed = mark != NULL && !old && get_old_format (mark->was, &old_format, &change);

  if (style == NULL && format == BT_FORMAT_NONE && !changed)
    return;
  g_string_append (writer->out, "<w:rPr>");
  if (style != NULL)
    g_string_append_printf (writer->out, "<w:rStyle w:val=\"%s\"/>", style);
  append_formats (writer->out, format);
  if (changed)
    {
      bt_docx_append_revision (writer, "rPrChange", change, NULL, mark->was);
      g_string_append (writer->out, "><w:rPr>");
      append_formats (writer->out, old_format);
      g_string_append (writer->out, "</w:rPr></w:rPrChange>");
    }
  g_string_append (writer->out, "</w:rPr>");
}

/* The characters of a run; a line break is an element of its own. */
static void
append_characters (GString *out, const char *words, gsize length, gboolean deleted)
{
  const char *element = deleted ? "w:delText" : "w:t", *end = words + length;

  while (words < end)
    {
      const char *line_end = memchr (words, '\n', end - words);
      const char *stop = line_end != NULL ? line_end : end;

      if (stop > words)
        {
          g_string_append_printf (out, "<%s xml:space=\"preserve\">", element);
          bt_docx_append_escaped (out, words, stop - words);
          g_string_append_printf (out, "</%s>", element);
        }
      if (line_end != NULL)
        g_string_append (out, "<w:br/>");
      words = stop + (line_end != NULL);
    }
}

/* More than that do not stand one behind the other. */
#define MAX_MADE 32

/* Notes words that the program makes, and what they are together with those before them, some of which may be
 * deleted. */
static void
note_made (BtDocxWriter *writer, const char *words)
{
  guint n = writer->made_here->len;

  for (guint i = 0; i < n && n < MAX_MADE; i++)
    g_ptr_array_add (writer->made_here, g_strconcat (writer->made_here->pdata[i], words, NULL));
  g_ptr_array_add (writer->made_here, g_strdup (words));
  for (guint i = n; i < writer->made_here->len; i++)
    g_hash_table_add (writer->made,
                      g_strconcat (writer->style, ":", writer->made_here->pdata[i], NULL));
}

/* bt_docx_append_words:
 * @words: some words
 * @length: in bytes
 * @state: what the node bears
 * @mark: (nullable): what the words bear
 * @style: (nullable): a character style
 */
void
bt_docx_append_words (BtDocxWriter *writer, const char *words, gsize length,
                      const BtDocxState *state, const BtMark *mark, const char *style)
{
  BtDocxLayers layers = bt_docx_open_layers (writer, state, mark);
  g_autofree char *noted = g_strndup (words, length);

  if (g_strcmp0 (style, BT_DOCX_STYLE_LABEL) == 0)
    note_made (writer, noted);
  else
    g_ptr_array_set_size (writer->made_here, 0);
  g_string_append (writer->out, "<w:r>");
  append_run_properties (writer, mark, style, state->old);
  append_characters (writer->out, words, length, layers.deleted);
  g_string_append (writer->out, "</w:r>");
  bt_docx_close_layers (writer, &layers);
}

/* bt_docx_append_made: words that the program makes, as part of a node that bears @state */
void
bt_docx_append_made (BtDocxWriter *writer, const char *words, const BtDocxState *state)
{
  if (*words != '\0')
    bt_docx_append_words (writer, words, strlen (words), state, NULL, BT_DOCX_STYLE_LABEL);
}

/* The change that made the label of @node another one; where it followed from what was done elsewhere, the last one. */
static const char *
get_label_change (const BtDocxWriter *writer, const BtNode *node)
{
  static const char *const marks[] = { "split", "join", "moved", "ins", "del" };
  const char *was = bt_node_get_attr (node, "was");

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bt_node_get_attr (node, marks[i]) != NULL)
      return bt_node_get_attr (node, marks[i]);
  if (was != NULL)
    {
      g_autoptr (GPtrArray) entries = bt_was_parse (was);

      if (entries->len > 0)
        return ((BtWas *) entries->pdata[0])->change;
    }
  return writer->last_change;
}

/* Whether a blank parts the label from the words: then that is no part of the label's run, so that who types right
 * behind it does not get the label's style. */
static gboolean
has_blank (const char *label)
{
  gsize length = label != NULL ? strlen (label) : 0;

  return length > 1 && label[length - 1] == ' ' && label[length - 2] != ' ';
}

static char *
dup_label_run (const char *label)
{
  return label != NULL ? g_strndup (label, strlen (label) - has_blank (label)) : NULL;
}

static void
append_label_run (BtDocxWriter *writer, const char *label, const BtDocxState *state)
{
  g_autofree char *words = dup_label_run (label);

  bt_docx_append_made (writer, words, state);
}

static void
note_words (BtDocxWriter *writer, const char *first, const char *second)
{
  g_hash_table_add (writer->made, g_strdup_printf ("%s:%s%s ", writer->style, first, second));
}

/* The blank behind one label, or behind the first, which is deleted, and the second, which is put in. */
static void
append_blank (BtDocxWriter *writer, const char *first, const char *second, const BtDocxState *state)
{
  g_autofree char *one = dup_label_run (first), *two = dup_label_run (second);

  if (has_blank (first))
    note_words (writer, one, "");
  if (has_blank (second))
    note_words (writer, two, "");
  if (first != NULL && second != NULL)
    note_words (writer, one, two);
  BtDocxLayers layers = bt_docx_open_layers (writer, state, NULL);
  /* It says of itself in which language it is, as all of the document is, so that LibreOffice does not make one run of
   * it and the words: revisions are told by their order. */
  g_string_append (writer->out, "<w:r><w:rPr><w:lang w:val=\"vi-VN\"/></w:rPr>");
  append_characters (writer->out, " ", 1, layers.deleted);
  g_string_append (writer->out, "</w:r>");
  bt_docx_close_layers (writer, &layers);
  g_ptr_array_set_size (writer->made_here, 0);
}

/* bt_docx_append_label:
 * @node: whose label it is
 * @now: (nullable): the label when all changes are accepted, with what parts it from the words
 * @before: (nullable): the label before all changes
 *
 * A label that another one takes the place of is deleted, and the other one put in, so that the numbers are right
 * whatever is decided elsewhere.
 */
void
bt_docx_append_label (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                      const char *now, const char *before)
{
  gboolean whole =
      state->old || state->ins != NULL || state->move_to != NULL || writer->original == NULL;
  const char *change = get_label_change (writer, node);
  const char *shown = whole ? now : before;

  if (whole || state->del != NULL || g_strcmp0 (now, before) == 0 || change == NULL)
    {
      if (shown != NULL)
        append_label_run (writer, shown, state);
      if (has_blank (shown))
        append_blank (writer, shown, NULL, state);
      return;
    }
  const BtDocxState removed = { .del = change, .del_of = "label" },
                    added = { .ins = change, .ins_of = "label" };
  if (before != NULL)
    append_label_run (writer, before, &removed);
  if (now != NULL)
    append_label_run (writer, now, &added);
  if (has_blank (before) || has_blank (now))
    append_blank (writer, before, now,
                  !has_blank (before) ? &added : !has_blank (now) ? &removed : state);
}

/* bt_docx_was_empty: Returns: whether a text has no characters but those that open changes put in */
gboolean
bt_docx_was_empty (const BtText *text)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.ins == NULL)
      return FALSE;
  return TRUE;
}

/* bt_docx_is_blank: Returns: whether a text has no characters when all changes are accepted */
gboolean
bt_docx_is_blank (const BtText *text)
{
  return bt_text_get_live_length (text, 0, G_MAXSIZE) == 0;
}

/* bt_docx_append_filling: words that stand in the place of those of @node where it has none */
void
bt_docx_append_filling (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                        const char *words)
{
  const BtText *text = bt_node_get_text (node);

  bt_docx_append_label (writer, node, state, bt_docx_is_blank (text) ? words : NULL,
                        bt_docx_was_empty (text) ? words : NULL);
}

static void
note_object (BtDocxWriter *writer, const char *name, const BtMark *mark, const char *words)
{
  static const char *const kinds[] = {
    [BT_OBJECT_REF] = "ref", [BT_OBJECT_CITE] = "cite", [BT_OBJECT_FOREIGN] = "foreign"
  };

  g_string_append_printf (writer->objects, "<object name=\"%s\" kind=\"%s\" target=\"", name,
                          kinds[mark->object]);
  bt_docx_append_escaped (writer->objects, mark->target != NULL ? mark->target : "", -1);
  g_string_append (writer->objects, "\" words=\"");
  bt_docx_append_escaped (writer->objects, words, -1);
  g_string_append (writer->objects, "\"/>\n");
}

/* A reference leads to the bookmark of what it points to. */
static void
open_link (BtDocxWriter *writer, const BtMark *mark)
{
  g_autoptr (GString) name = g_string_new (NULL);

  bt_docx_name_node (writer, BT_DOCX_MARK_NODE, mark->target, name);
  g_string_append_printf (writer->out, "<w:hyperlink w:anchor=\"%s\">", name->str);
}

/* The words of an object, in a bookmark that our own part tells the meaning of. */
static void
append_object (BtDocxWriter *writer, const BtNode *node, gsize offset, const BtDocxState *state,
               const BtMark *mark)
{
  const BtPlan *plan = state->old ? writer->original : writer->plan;
  g_autofree char *words = bt_plan_dup_object_text (plan, node, offset);
  gboolean link = mark->object == BT_OBJECT_REF && mark->target != NULL && !state->old;
  g_autofree char *name = g_strdup_printf (BT_DOCX_MARK_OBJECT "%u", ++writer->next_object);
  guint id = writer->next_bookmark++;

  if (!state->old)
    note_object (writer, name, mark, words);
  g_string_append_printf (writer->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/>", id, name);
  if (link)
    open_link (writer, mark);
  bt_docx_append_words (writer, words, strlen (words), state, mark, NULL);
  if (link)
    g_string_append (writer->out, "</w:hyperlink>");
  g_string_append_printf (writer->out, "<w:bookmarkEnd w:id=\"%u\"/>", id);
}

/* What begins or ends somewhere in a text. */
typedef struct
{
  gsize offset;
  gboolean ends;
  const BtDocxThread *thread; /* a comment's range, or */
  guint bookmark;             /* that of a part of it */
  const char *id;
} Event;

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *x = a, *y = b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;
  return y->ends - x->ends;
}

static gboolean
is_at (const BtDocxPoint *point, const BtNode *node, gsize offset)
{
  return g_strcmp0 (point->node, bt_node_get_id (node)) == 0 && point->offset == offset;
}

/* The bookmark of one of several ranges of a thread. */
static void
add_part (BtDocxWriter *writer, GArray *events, const BtAnchor *anchor)
{
  Event event = { anchor->start, FALSE, NULL, writer->next_bookmark++, anchor->thread };

  g_array_append_val (events, event);
  event.offset = anchor->end;
  event.ends = TRUE;
  g_array_append_val (events, event);
}

/* What begins and ends in the text of @node, in its order. */
static GArray *
list_events (BtDocxWriter *writer, const BtNode *node)
{
  GArray *events = g_array_new (FALSE, FALSE, sizeof (Event));
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (bt_node_get_text (node), &n_anchors);

  for (guint i = 0; i < n_anchors; i++)
    {
      const BtDocxThread *thread = g_hash_table_lookup (writer->threads, anchors[i].thread);
      Event start = { anchors[i].start, FALSE, thread, 0, NULL };
      Event end = { anchors[i].end, TRUE, thread, 0, NULL };

      if (thread == NULL)
        continue;
      if (is_at (&thread->start, node, anchors[i].start))
        g_array_append_val (events, start);
      if (is_at (&thread->end, node, anchors[i].end))
        g_array_append_val (events, end);
      if (thread->n_ranges > 1)
        add_part (writer, events, &anchors[i]);
    }
  g_array_sort (events, compare_events);
  return events;
}

static void
run_event (BtDocxWriter *writer, const Event *event)
{
  if (event->thread != NULL && event->ends)
    bt_docx_end_thread (writer, event->thread);
  else if (event->thread != NULL)
    bt_docx_start_thread (writer, event->thread);
  else if (event->ends)
    g_string_append_printf (writer->out, "<w:bookmarkEnd w:id=\"%u\"/>", event->bookmark);
  else
    {
      g_autofree char *name = g_strdup_printf (BT_DOCX_MARK_ANCHOR "%u", ++writer->next_anchor);

      g_string_append_printf (writer->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/>",
                              event->bookmark, name);
      g_string_append_printf (writer->anchors, "<anchor name=\"%s\" thread=\"%s\"/>\n", name,
                              event->id);
    }
}

/* Runs all that stands at or before @offset; returns the place of the next one, or @end. */
static gsize
run_events (BtDocxWriter *writer, const GArray *events, guint *next, gsize offset, gsize end)
{
  for (; *next < events->len; (*next)++)
    {
      const Event *event = &g_array_index (events, Event, *next);

      if (event->offset > offset)
        return MIN (event->offset, end);
      run_event (writer, event);
    }
  return end;
}

/* One run, cut where comments begin and end. */
static void
append_run (BtDocxWriter *writer, const BtNode *node, gsize start, const BtRun *run,
            const BtDocxState *state, const GArray *events, guint *next)
{
  const char *string = bt_text_get_string (bt_node_get_text (node));

  while (start < run->end)
    {
      gsize end = run_events (writer, events, next, start, run->end);

      if (run->mark.object != BT_OBJECT_NONE)
        {
          end = start + BT_OBJECT_CHAR_SIZE;
          append_object (writer, node, start, state, &run->mark);
        }
      else
        bt_docx_append_words (writer, string + start, end - start, state, &run->mark, NULL);
      start = end;
    }
}

/* bt_docx_append_text:
 * @node: a node with a text, of the plan before all changes where @state is that of a copy
 * @state: what it bears
 *
 * Adds all of its text to the paragraph.
 */
void
bt_docx_append_text (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  BtText *text = bt_node_get_text (node);
  guint n_runs, next = 0;
  gsize start = 0;

  if (text == NULL)
    return;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  g_autoptr (GArray) events =
      state->old ? g_array_new (FALSE, FALSE, sizeof (Event)) : list_events (writer, node);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    append_run (writer, node, start, &runs[i], state, events, &next);
  run_events (writer, events, &next, start, start);
}

/* bt_docx_append_copy:
 * @node: a paragraph that is written elsewhere
 * @state: what its words bear here
 * @live: whether those are wanted that no change deletes, or those that no change put in
 */
void
bt_docx_append_copy (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                     gboolean live)
{
  BtText *text = bt_node_get_text (node);
  guint n_runs, next = 0;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  g_autoptr (GArray) none = g_array_new (FALSE, FALSE, sizeof (Event));

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if ((live ? runs[i].mark.del : runs[i].mark.ins) == NULL)
      append_run (writer, node, start, &runs[i], state, none, &next);
}
