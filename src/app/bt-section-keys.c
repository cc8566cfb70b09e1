/* What the keys that delete take from a section's text: what open changes delete already is stepped over. */

#include "bt-section-keys.h"

/* Whether an open change deletes the character behind @iter. */
static gboolean
is_struck (BtSectionBuffer *buffer, const GtkTextIter *iter)
{
  const BtLine *line = bt_section_buffer_get_line (buffer, gtk_text_iter_get_line (iter));
  gsize byte;

  if (!line || !line->text || gtk_text_iter_ends_line (iter))
    return FALSE;
  byte = bt_line_to_byte (line, gtk_text_iter_get_line_offset (iter), FALSE);

  return byte < bt_text_get_length (line->text) && bt_text_get_mark (line->text, byte)->del;
}

static void
get_caret (BtSectionBuffer *buffer, GtkTextIter *caret)
{
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (buffer), caret,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (buffer)));
}

/* The words of a reference go as one: an end of a range inside them moves to theirs. */
static void
widen_to_object (BtSectionBuffer *buffer, GtkTextIter *iter, gboolean back)
{
  const BtLine *line = bt_section_buffer_get_line (buffer, gtk_text_iter_get_line (iter));
  guint chars = gtk_text_iter_get_line_offset (iter);

  for (guint i = 0; line && line->objects && i < line->objects->len; i++)
    {
      const BtLineObject *object = &g_array_index (line->objects, BtLineObject, i);
      if (chars > object->start && chars < object->start + object->n_chars)
        gtk_text_iter_set_line_offset (iter, object->start + (back ? 0 : object->n_chars));
    }
}

static void
skip_back (BtSectionBuffer *buffer, GtkTextIter *iter)
{
  while (!gtk_text_iter_starts_line (iter))
    {
      GtkTextIter before = *iter;
      gtk_text_iter_backward_char (&before);
      if (!is_struck (buffer, &before))
        return;
      *iter = before;
    }
}

static void
skip_on (BtSectionBuffer *buffer, GtkTextIter *iter)
{
  while (is_struck (buffer, iter))
    gtk_text_iter_forward_char (iter);
}

/**
 * bt_section_keys_get_backward:
 * @buffer: a section's buffer
 * @word: whether a whole syllable is to go
 * @start: (out): where what goes begins
 * @end: (out): the caret
 *
 * Returns: whether there is anything before the caret
 */
gboolean
bt_section_keys_get_backward (BtSectionBuffer *buffer, gboolean word, GtkTextIter *start,
                              GtkTextIter *end)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  get_caret (buffer, end);
  *start = *end;
  skip_back (buffer, start);
  if (word && !gtk_text_iter_starts_line (start))
    gtk_text_iter_backward_word_start (start);
  else
    gtk_text_iter_backward_cursor_position (start);
  widen_to_object (buffer, start, TRUE);

  return !gtk_text_iter_equal (start, end);
}

/**
 * bt_section_keys_get_forward:
 * @buffer: a section's buffer
 * @word: whether a whole syllable is to go
 * @start: (out): the caret
 * @end: (out): where what goes ends
 *
 * Returns: whether there is anything behind the caret
 */
gboolean
bt_section_keys_get_forward (BtSectionBuffer *buffer, gboolean word, GtkTextIter *start,
                             GtkTextIter *end)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), FALSE);
  g_return_val_if_fail (start != NULL && end != NULL, FALSE);

  get_caret (buffer, start);
  *end = *start;
  skip_on (buffer, end);
  if (word && !gtk_text_iter_ends_line (end))
    gtk_text_iter_forward_word_end (end);
  else
    gtk_text_iter_forward_cursor_position (end);
  widen_to_object (buffer, end, FALSE);

  return !gtk_text_iter_equal (start, end);
}

/**
 * bt_section_keys_pass_struck:
 * @buffer: a section's buffer
 *
 * Brings the caret behind what is struck there: what the Delete key has taken with tracking stays in the text.
 */
void
bt_section_keys_pass_struck (BtSectionBuffer *buffer)
{
  GtkTextIter caret, behind;

  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));

  get_caret (buffer, &caret);
  behind = caret;
  skip_on (buffer, &behind);
  if (!gtk_text_iter_equal (&caret, &behind))
    gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &behind);
}
