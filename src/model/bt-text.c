/* Rich text: immutable NFC UTF-8 with runs of marks, inline objects and comment anchors. */
#include "bt-text.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-text-private.h"
#include "bt-viet.h"

/* The order of anchors: by where they begin, by where they end, by thread. */
int
bt_anchor_compare (gconstpointer a, gconstpointer b)
{
  const BtAnchor *one = a, *other = b;
  if (one->start != other->start)
    return one->start < other->start ? -1 : 1;
  if (one->end != other->end)
    return one->end < other->end ? -1 : 1;
  return strcmp (one->thread, other->thread);
}

/* Makes a text of parts that are already in canonical form, but for the order of the anchors, which may be another when
 * some of them have lost their first or last characters. */
BtText *
bt_text_alloc (const char *string, gsize length, const BtRun *runs, guint n_runs, const BtAnchor *anchors,
               guint n_anchors)
{
  gsize runs_size = n_runs * sizeof (BtRun);
  gsize anchors_size = n_anchors * sizeof (BtAnchor);
  BtText *text = g_malloc (sizeof (BtText) + runs_size + anchors_size + length + 1);

  g_atomic_ref_count_init (&text->ref_count);
  text->n_runs = n_runs;
  text->n_anchors = n_anchors;
  text->length = length;
  text->runs = (BtRun *) (text + 1);
  text->anchors = (BtAnchor *) (text->runs + n_runs);
  text->string = (char *) (text->anchors + n_anchors);
  if (n_runs > 0)
    memcpy (text->runs, runs, runs_size);
  if (n_anchors > 0)
    memcpy (text->anchors, anchors, anchors_size);
  if (n_anchors > 1)
    qsort (text->anchors, n_anchors, sizeof (BtAnchor), bt_anchor_compare);
  memcpy (text->string, string, length);
  text->string[length] = '\0';
  return text;
}

/**
 * bt_text_new:
 * @string: valid UTF-8
 *
 * Returns: (transfer full): a plain text of @string in NFC
 */
BtText *
bt_text_new (const char *string)
{
  g_return_val_if_fail (string != NULL, NULL);

  BtTextBuilder *builder = bt_text_builder_new ();
  bt_text_builder_append (builder, string, -1, NULL);
  return bt_text_builder_end (builder);
}

/**
 * bt_text_ref:
 * @text: a text
 *
 * Returns: (transfer full): @text; safe from any thread
 */
BtText *
bt_text_ref (BtText *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_atomic_ref_count_inc (&text->ref_count);
  return text;
}

/**
 * bt_text_unref:
 * @text: (transfer full): a text
 */
void
bt_text_unref (BtText *text)
{
  g_return_if_fail (text != NULL);
  if (g_atomic_ref_count_dec (&text->ref_count))
    g_free (text);
}

/**
 * bt_text_get_string:
 * @text: a text
 *
 * Returns: (transfer none): its characters; objects stand as U+FFFC, line breaks as "\n"
 */
const char *
bt_text_get_string (const BtText *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return text->string;
}

/**
 * bt_text_get_length:
 * @text: a text
 *
 * Returns: its length in bytes
 */
gsize
bt_text_get_length (const BtText *text)
{
  g_return_val_if_fail (text != NULL, 0);
  return text->length;
}

/**
 * bt_text_get_runs:
 * @text: a text
 * @n_runs: (out): how many
 *
 * Returns: (transfer none): the runs, which cover the text without gaps; neighbours always differ
 */
const BtRun *
bt_text_get_runs (const BtText *text, guint *n_runs)
{
  g_return_val_if_fail (text != NULL && n_runs != NULL, NULL);
  *n_runs = text->n_runs;
  return text->runs;
}

/**
 * bt_text_has_marks:
 * @text: a text
 *
 * Returns: whether words of it bear marks of tracked changes, their formats among them
 */
gboolean
bt_text_has_marks (const BtText *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  for (guint i = 0; i < text->n_runs; i++)
    if (text->runs[i].mark.ins != NULL || text->runs[i].mark.del != NULL || text->runs[i].mark.was != NULL)
      return TRUE;
  return FALSE;
}

/**
 * bt_text_has_objects:
 * @text: a text
 *
 * Returns: whether there are references or the like in it, whose words depend on other nodes
 */
gboolean
bt_text_has_objects (const BtText *text)
{
  g_return_val_if_fail (text != NULL, FALSE);
  for (guint i = 0; i < text->n_runs; i++)
    if (text->runs[i].mark.object != BT_OBJECT_NONE)
      return TRUE;
  return FALSE;
}

/**
 * bt_text_get_anchors:
 * @text: a text
 * @n_anchors: (out): how many
 *
 * Returns: (transfer none): the ranges that comment threads speak of
 */
const BtAnchor *
bt_text_get_anchors (const BtText *text, guint *n_anchors)
{
  g_return_val_if_fail (text != NULL && n_anchors != NULL, NULL);
  *n_anchors = text->n_anchors;
  return text->anchors;
}

/**
 * bt_text_get_mark:
 * @text: a text
 * @offset: in bytes, before the end
 *
 * Returns: (transfer none) (nullable): the mark of the character at @offset, %NULL at or after the end
 */
const BtMark *
bt_text_get_mark (const BtText *text, gsize offset)
{
  guint low = 0, high;

  g_return_val_if_fail (text != NULL, NULL);

  if (offset >= text->length)
    return NULL;
  high = text->n_runs;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (text->runs[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return &text->runs[low].mark;
}

/**
 * bt_mark_equal:
 * @a: a mark
 * @b: a mark
 *
 * Returns: whether both say the same
 */
gboolean
bt_mark_equal (const BtMark *a, const BtMark *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->format == b->format && a->object == b->object && a->target == b->target && a->ins == b->ins &&
         a->del == b->del && a->was == b->was;
}

static const struct
{
  BtFormat format;
  char letter;
} format_letters[] = { { BT_FORMAT_BOLD, 'b' }, { BT_FORMAT_ITALIC, 'i' }, { BT_FORMAT_UNDERLINE, 'u' } };

/**
 * bt_format_to_letters:
 * @format: a format
 *
 * Returns: (transfer full): a letter for each part of it, "bi" for bold italic
 */
char *
bt_format_to_letters (BtFormat format)
{
  GString *letters = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (format_letters); i++)
    if ((format & format_letters[i].format) != 0)
      g_string_append_c (letters, format_letters[i].letter);
  return g_string_free (letters, FALSE);
}

/**
 * bt_format_from_letters:
 * @letters: (nullable): as bt_format_to_letters() writes them
 *
 * Returns: the format; letters that mean nothing are passed over
 */
BtFormat
bt_format_from_letters (const char *letters)
{
  BtFormat format = BT_FORMAT_NONE;
  for (guint i = 0; letters != NULL && i < G_N_ELEMENTS (format_letters); i++)
    if (strchr (letters, format_letters[i].letter) != NULL)
      format |= format_letters[i].format;
  return format;
}

/**
 * bt_text_is_boundary:
 * @text: a text
 * @offset: in bytes
 *
 * Returns: whether @offset lies within the text and not inside a character
 */
gboolean
bt_text_is_boundary (const BtText *text, gsize offset)
{
  g_return_val_if_fail (text != NULL, FALSE);
  return offset <= text->length && ((guchar) text->string[offset] & 0xC0) != 0x80;
}

/**
 * bt_text_slice:
 * @text: a text
 * @start: in bytes, between two characters
 * @end: in bytes, between two characters, not before @start
 *
 * Returns: (transfer full): the part from @start to @end, with its marks and the parts of its anchors
 */
BtText *
bt_text_slice (const BtText *text, gsize start, gsize end)
{
  g_return_val_if_fail (text != NULL && start <= end, NULL);
  g_return_val_if_fail (bt_text_is_boundary (text, start) && bt_text_is_boundary (text, end), NULL);

  g_autofree BtRun *runs = g_new (BtRun, text->n_runs);
  guint n_runs = 0;
  gsize run_start = 0;
  for (guint i = 0; i < text->n_runs; run_start = text->runs[i++].end)
    if (MAX (run_start, start) < MIN (text->runs[i].end, end))
      runs[n_runs++] = (BtRun){ MIN (text->runs[i].end, end) - start, text->runs[i].mark };

  g_autofree BtAnchor *anchors = g_new (BtAnchor, text->n_anchors);
  guint n_anchors = 0;
  for (guint i = 0; i < text->n_anchors; i++)
    {
      const BtAnchor *anchor = &text->anchors[i];
      gsize from = MAX (anchor->start, start), to = MIN (anchor->end, end);
      if (from < to)
        anchors[n_anchors++] = (BtAnchor){ from - start, to - start, anchor->thread };
    }
  return bt_text_alloc (text->string + start, end - start, runs, n_runs, anchors, n_anchors);
}

/**
 * bt_text_replace:
 * @text: a text
 * @start: in bytes, between two characters
 * @end: in bytes, between two characters, not before @start
 * @slice: what comes in the place
 *
 * A comment anchor behaves like a mark of the characters it lies on, so replacing what was put in by what was there
 * gives the first text back to the byte.
 *
 * Returns: (transfer full): the new text, which is not brought into NFC; bt_text_check() tells
 */
BtText *
bt_text_replace (BtText *text, gsize start, gsize end, BtText *slice)
{
  g_return_val_if_fail (text != NULL && slice != NULL && start <= end, NULL);
  g_return_val_if_fail (bt_text_is_boundary (text, start) && bt_text_is_boundary (text, end), NULL);

  g_autoptr (BtText) before = bt_text_slice (text, 0, start);
  g_autoptr (BtText) after = bt_text_slice (text, end, text->length);
  BtTextBuilder *builder = bt_text_builder_new ();
  bt_text_builder_append_text (builder, before);
  bt_text_builder_append_text (builder, slice);
  bt_text_builder_append_text (builder, after);
  return bt_text_builder_end_exact (builder);
}

/**
 * bt_text_with_anchor:
 * @text: a text
 * @start: in bytes, between two characters
 * @end: in bytes, between two characters, not before @start
 * @thread: the id of a comment thread
 *
 * Returns: (transfer full): the text in which that thread speaks of the characters from @start to @end too
 */
BtText *
bt_text_with_anchor (BtText *text, gsize start, gsize end, const char *thread)
{
  g_return_val_if_fail (text != NULL && start <= end && thread != NULL, NULL);
  g_return_val_if_fail (bt_text_is_boundary (text, start) && bt_text_is_boundary (text, end), NULL);

  g_autoptr (BtText) part = bt_text_slice (text, start, end);
  BtTextBuilder *builder = bt_text_builder_new ();
  bt_text_builder_start_anchor (builder, thread);
  bt_text_builder_append_text (builder, part);
  bt_text_builder_end_anchor (builder, thread);
  g_autoptr (BtText) anchored = bt_text_builder_end_exact (builder);
  return bt_text_replace (text, start, end, anchored);
}

/**
 * bt_text_without_anchor:
 * @text: a text
 * @thread: (nullable): the id of a comment thread; %NULL for all
 *
 * Returns: (transfer full): the text of which that thread does not speak
 */
BtText *
bt_text_without_anchor (BtText *text, const char *thread)
{
  g_return_val_if_fail (text != NULL, NULL);

  const char *interned = bt_intern (thread);
  g_autofree BtAnchor *anchors = g_new (BtAnchor, text->n_anchors);
  guint n_anchors = 0;
  for (guint i = 0; i < text->n_anchors; i++)
    if (interned != NULL && text->anchors[i].thread != interned)
      anchors[n_anchors++] = text->anchors[i];
  return bt_text_alloc (text->string, text->length, text->runs, text->n_runs, anchors, n_anchors);
}

/**
 * bt_text_map:
 * @text: a text
 * @map: is given each run's mark, to change it or to drop the run; strings it sets are interned
 * @data: for @map
 *
 * Returns: (transfer full): the text of the runs that stay, with their new marks and their anchors, in NFC
 */
BtText *
bt_text_map (BtText *text, BtMarkMap map, gpointer data)
{
  gsize start = 0;

  g_return_val_if_fail (text != NULL && map != NULL, NULL);

  BtTextBuilder *builder = bt_text_builder_new ();
  for (guint i = 0; i < text->n_runs; start = text->runs[i++].end)
    {
      BtMark mark = text->runs[i].mark;
      if (!map (&mark, data))
        continue;
      g_autoptr (BtText) run = bt_text_slice (text, start, text->runs[i].end);
      run->runs[0].mark = mark; /* nobody else has it yet */
      bt_text_builder_append_text (builder, run);
    }
  return bt_text_builder_end (builder);
}

/**
 * bt_text_equal:
 * @a: a text
 * @b: a text
 *
 * Returns: whether both have the same characters, marks and anchors
 */
gboolean
bt_text_equal (const BtText *a, const BtText *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->length != b->length || a->n_runs != b->n_runs || a->n_anchors != b->n_anchors ||
      memcmp (a->string, b->string, a->length) != 0)
    return FALSE;
  for (guint i = 0; i < a->n_runs; i++)
    if (a->runs[i].end != b->runs[i].end || !bt_mark_equal (&a->runs[i].mark, &b->runs[i].mark))
      return FALSE;
  for (guint i = 0; i < a->n_anchors; i++)
    if (a->anchors[i].start != b->anchors[i].start || a->anchors[i].end != b->anchors[i].end ||
        a->anchors[i].thread != b->anchors[i].thread)
      return FALSE;
  return TRUE;
}

/**
 * bt_text_allows_char:
 * @character: a character
 * @lines: whether the text may have line breaks
 *
 * Returns: whether @character may stand in a text as itself: no control character but "\n", no other line or
 *   paragraph separator, no non-character, not U+FFFC, which only an object may have
 */
gboolean
bt_text_allows_char (gunichar character, gboolean lines)
{
  if (character < 0x20)
    return lines && character == '\n';
  if (character < 0x7F)
    return TRUE;
  if (character < 0xA0 || character == 0x2028 || character == 0x2029 || character == 0xFFFC ||
      character == 0xFEFF)
    return FALSE;
  return (character & 0xFFFE) != 0xFFFE && !(character >= 0xFDD0 && character <= 0xFDEF);
}

/* Where the first character that may not stand in a run of @mark begins, or @end. */
static const char *
find_wrong_character (const char *start, const char *end, const BtMark *mark, gboolean lines)
{
  for (const char *c = start; c < end;)
    {
      gboolean plain = mark->object == BT_OBJECT_NONE;
      if (plain && *c >= ' ' && *c < 0x7F)
        {
          c++;
          continue;
        }
      gunichar character = g_utf8_get_char (c);
      if (plain ? !bt_text_allows_char (character, lines) : character != 0xFFFC)
        return c;
      c = g_utf8_next_char (c);
    }
  return end;
}

static gboolean
check_characters (const BtText *text, gboolean lines, GError **error)
{
  const char *start = text->string;

  for (guint i = 0; i < text->n_runs; i++)
    {
      const char *end = text->string + text->runs[i].end;
      const char *wrong = find_wrong_character (start, end, &text->runs[i].mark, lines);
      if (wrong < end && *wrong == '\n')
        {
          g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID, _("this text is one line: it cannot be broken"));
          return FALSE;
        }
      if (wrong < end)
        {
          g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                       _("the character U+%04X cannot stand in this text"), g_utf8_get_char (wrong));
          return FALSE;
        }
      start = end;
    }
  return TRUE;
}

/**
 * bt_text_check:
 * @text: a text
 * @lines: whether it may have line breaks
 * @error: return location
 *
 * Returns: whether the text is NFC UTF-8 of allowed characters; %BT_ERROR_INVALID otherwise
 */
gboolean
bt_text_check (const BtText *text, gboolean lines, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (!g_utf8_validate_len (text->string, text->length, NULL))
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID, _("the text is not UTF-8"));
      return FALSE;
    }
  if (!bt_viet_is_normalized (text->string, text->length))
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID, _("the text is not in NFC"));
      return FALSE;
    }
  return check_characters (text, lines, error);
}
