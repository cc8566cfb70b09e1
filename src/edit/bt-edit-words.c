/* Words that come from outside in the place of a text: only what differs is changed, as they read and as they look. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-edit-private.h"
#include "bt-reference.h"

/* Words that look the same, or those of one object, which is whole or goes. */
typedef struct
{
  gsize start, end; /* in the words */
  gsize at;         /* in the text */
  BtMark mark;
} Piece;

/* A text as it reads: without what changes delete, with the words that its objects stand for. */
typedef struct
{
  GString *words;
  GArray *pieces; /* Piece */
} Reading;

static void
reading_clear (Reading *reading)
{
  if (reading->words)
    g_string_free (reading->words, TRUE);
  g_clear_pointer (&reading->pieces, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static void
add_piece (Reading *reading, const char *words, gsize length, gsize at, const BtMark *mark)
{
  Piece piece = { reading->words->len, reading->words->len + length, at, *mark };

  g_string_append_len (reading->words, words, length);
  g_array_append_val (reading->pieces, piece);
}

static void
add_run (Reading *reading, BtPlan *plan, const BtNode *node, gsize start, const BtRun *run)
{
  if (run->mark.object == BT_OBJECT_NONE)
    {
      add_piece (reading, bt_node_get_string (node) + start, run->end - start, start, &run->mark);
      return;
    }
  for (gsize at = start; at < run->end; at += BT_OBJECT_CHAR_SIZE)
    {
      g_autofree char *words = bt_plan_dup_object_text (plan, node, at);
      add_piece (reading, words, strlen (words), at, &run->mark);
    }
}

static void
read_text (Reading *reading, BtPlan *plan, const BtNode *node)
{
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);

  reading->words = g_string_new (NULL);
  reading->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (!runs[i].mark.del)
      add_run (reading, plan, node, start, &runs[i]);
}

/* bt_edit_dup_words:
 * Returns: (transfer full): what the node says when all changes are accepted, with the words of its objects
 */
char *
bt_edit_dup_words (BtPlan *plan, const BtNode *node)
{
  g_auto (Reading) reading = { 0 };

  read_text (&reading, plan, node);
  return g_string_free (g_steal_pointer (&reading.words), FALSE);
}

/* Whether what stands at @at goes with what stands before it: a byte inside a character, or a mark above a letter. */
static gboolean
is_inside (const char *at)
{
  return ((guchar) *at & 0xC0) == 0x80 || (*at && g_unichar_ismark (g_utf8_get_char (at)));
}

/* bt_edit_find_difference:
 * @prefix: (out): how many bytes both begin with, in whole letters
 * @suffix: (out): how many bytes both end with behind that
 */
void
bt_edit_find_difference (const char *old, const char *string, gsize *prefix, gsize *suffix)
{
  gsize length = strlen (old), new_length = strlen (string), n = 0, most;

  while (old[n] && old[n] == string[n])
    n++;
  while (n > 0 && (is_inside (old + n) || is_inside (string + n)))
    n--;
  *prefix = n;
  most = MIN (length, new_length) - n;
  for (n = 0; n < most && old[length - n - 1] == string[new_length - n - 1];)
    n++;
  while (n > 0 && is_inside (old + length - n))
    n--;
  *suffix = n;
}

/* An object of which some words differ goes as a whole. */
static void
widen_over_objects (const Reading *reading, gsize *prefix, gsize *suffix)
{
  gsize end = reading->words->len - *suffix;

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (reading->pieces, Piece, i);
      if (piece->mark.object == BT_OBJECT_NONE)
        continue;
      if (piece->start < *prefix && *prefix < piece->end)
        *prefix = piece->start;
      if (piece->start < end && end < piece->end)
        end = piece->end;
    }
  *suffix = reading->words->len - end;
}

/* The place in the text of a place in the words, before what is deleted there; @behind objects without words or not. */
static gsize
find_place (const Reading *reading, gsize offset, gboolean behind)
{
  gsize place = 0;

  for (guint i = 0; i < reading->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (reading->pieces, Piece, i);
      if (piece->start > offset || (piece->start == offset && (piece->end > offset || !behind)))
        break;
      place = piece->at
              + (piece->mark.object != BT_OBJECT_NONE ? BT_OBJECT_CHAR_SIZE : MIN (piece->end, offset) - piece->start);
    }
  return place;
}

static gboolean
replace_difference (BtTransaction *transaction, const char *id, const Reading *reading, const BtText *words,
                    gboolean formats, GError **error)
{
  gsize prefix, suffix;
  BtPlace caret;

  bt_edit_find_difference (reading->words->str, bt_text_get_string (words), &prefix, &suffix);
  widen_over_objects (reading, &prefix, &suffix);
  g_autoptr (BtText) slice = bt_text_slice (words, prefix, bt_text_get_length (words) - suffix);
  gsize start = find_place (reading, prefix, TRUE);
  gsize end = MAX (start, find_place (reading, reading->words->len - suffix, FALSE));
  if (!bt_edit_delete_range (transaction, bt_place (id, start), bt_place (id, end), &caret, error))
    return FALSE;
  return formats ? bt_transaction_replace_text (transaction, id, caret.offset, caret.offset, slice, NULL, error)
                 : bt_edit_insert_string (transaction, &caret, bt_text_get_string (slice), error);
}

static gboolean
is_blank (const char *words, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (words[i]))
      return FALSE;
  return TRUE;
}

static gboolean
set_format (BtTransaction *transaction, const char *id, gsize start, gsize end, BtFormat old, BtFormat format,
            GError **error)
{
  BtFormat on = format & ~old, off = old & ~format;

  return (!on || bt_transaction_set_format (transaction, id, start, end, (BtFormatChange){ on, TRUE }, error))
         && (!off || bt_transaction_set_format (transaction, id, start, end, (BtFormatChange){ off, FALSE }, error));
}

/* Makes a piece look as the words do that have come for it. How a blank looks by itself, no sheet tells for certain. */
static gboolean
format_piece (BtTransaction *transaction, const char *id, const Piece *piece, const BtText *words, GError **error)
{
  gboolean object = piece->mark.object != BT_OBJECT_NONE;
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (words, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      gsize from = MAX (start, piece->start), to = MIN (runs[i].end, piece->end);
      gsize at = object ? piece->at : piece->at + (from - piece->start);
      if (from >= to || (object && from > piece->start) || is_blank (bt_text_get_string (words) + from, to - from))
        continue;
      if (!set_format (transaction, id, at, object ? at + BT_OBJECT_CHAR_SIZE : at + (to - from), piece->mark.format,
                       runs[i].mark.format, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_formats (BtTransaction *transaction, const char *id, const BtText *words, GError **error)
{
  g_auto (Reading) reading = { 0 };
  BtNode *node = bt_transaction_get_node (transaction, id, error);

  if (!node)
    return FALSE;
  read_text (&reading, bt_transaction_get_plan (transaction), node);
  if (strcmp (reading.words->str, bt_text_get_string (words)) != 0)
    return TRUE;
  for (guint i = 0; i < reading.pieces->len; i++)
    if (!format_piece (transaction, id, &g_array_index (reading.pieces, Piece, i), words, error))
      return FALSE;
  return TRUE;
}

/* bt_edit_set_words:
 * @words: what the node is to say, without changes and objects
 * @formats: whether it is to look like @words too; else what comes in looks as what it stands beside
 *
 * Marks of what stays are kept, and objects whose words stay.
 */
gboolean
bt_edit_set_words (BtTransaction *transaction, const char *id, const BtText *words, gboolean formats, GError **error)
{
  g_auto (Reading) reading = { 0 };
  BtNode *node = bt_transaction_get_node (transaction, id, error);

  if (!node)
    return FALSE;
  if (!bt_node_get_text (node))
    return bt_edit_fail (error, _ ("There is no text to edit at this place"));
  read_text (&reading, bt_transaction_get_plan (transaction), node);
  if (strcmp (reading.words->str, bt_text_get_string (words)) != 0
      && !replace_difference (transaction, id, &reading, words, formats, error))
    return FALSE;
  return !formats || take_formats (transaction, id, words, error);
}
