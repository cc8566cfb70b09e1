/* Replacing what a search has found, and mending what the check has. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-intern.h"
#include "bt-viet.h"

/* The format of the first of the words that go: what comes in their place looks like them. */
static BtFormat
get_format (const BtNode *node, const BtMatch *match)
{
  const BtMark *mark = bt_text_get_mark (bt_node_get_text (node), match->start);

  return mark ? mark->format : BT_FORMAT_NONE;
}

/* How the letters of @string are written: "việc" no capital, "Việc" the first, "VIỆC" all. */
typedef enum
{
  CAPITALS_NONE,
  CAPITALS_FIRST,
  CAPITALS_ALL,
  CAPITALS_OTHER,
} Capitals;

static Capitals
get_capitals (const char *string)
{
  guint n_upper = 0, n_lower = 0;
  gboolean first = g_unichar_isupper (g_utf8_get_char (string));

  for (const char *c = string; *c; c = g_utf8_next_char (c))
    {
      n_upper += g_unichar_isupper (g_utf8_get_char (c));
      n_lower += g_unichar_islower (g_utf8_get_char (c));
    }
  if (n_upper == 0)
    return CAPITALS_NONE;
  if (n_lower == 0 && n_upper > 1)
    return CAPITALS_ALL;
  return first && n_upper == 1 ? CAPITALS_FIRST : CAPITALS_OTHER;
}

/* Small letters are written as those that go: at the start of a sentence, in a title. */
static char *
dup_like (const char *string, const BtNode *node, const BtMatch *match)
{
  g_autofree char *old = g_strndup (bt_node_get_string (node) + match->start,
                                    match->end - match->start);
  Capitals capitals = get_capitals (string) == CAPITALS_NONE ? get_capitals (old) : CAPITALS_NONE;
  g_autofree char *first = NULL, *upper = NULL;

  if (*string == '\0' || (capitals != CAPITALS_FIRST && capitals != CAPITALS_ALL))
    return g_strdup (string);
  if (capitals == CAPITALS_ALL)
    return bt_viet_upper (string);
  first = g_strndup (string, g_utf8_next_char (string) - string);
  upper = bt_viet_upper (first);
  return g_strconcat (upper, g_utf8_next_char (string), NULL);
}

/* @string comes in the place of the words, in the format of the first of them. */
static gboolean
put_words (BtTransaction *transaction, const BtMatch *match, const char *string, gsize *after,
           GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, match->node, error);
  BtTextBuilder *builder;
  BtMark mark = { 0 };
  g_autoptr (BtText) slice = NULL;

  if (!node)
    return FALSE;
  mark.format = get_format (node, match);
  builder = bt_text_builder_new ();
  bt_text_builder_append (builder, string, -1, &mark);
  slice = bt_text_builder_end (builder);
  return bt_transaction_replace_text (transaction, match->node, match->start, match->end, slice,
                                      after, error);
}

static gboolean
replace_match (BtTransaction *transaction, const BtMatch *match, const BtReplacement *replacement,
               gsize *after, GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, match->node, error);
  g_autofree char *string = NULL;

  if (!node)
    return FALSE;
  string = replacement->like_old ? dup_like (replacement->string, node, match)
                                 : g_strdup (replacement->string);
  return put_words (transaction, match, string, after, error);
}

/**
 * bt_document_replace:
 * @document: a document
 * @matches: what bt_search() found in its plan, in that order
 * @n_matches: how many
 * @replacement: what comes in their place, in the format of the first letter of each
 * @error: return location
 *
 * One undo step, however many there are. What cannot be replaced (fixed) stays.
 *
 * Returns: how many were replaced; 0 with @error where nothing was done
 */
guint
bt_document_replace (BtDocument *document, const BtMatch *matches, guint n_matches,
                     BtReplacement replacement, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autofree char *clean = NULL;
  BtPlace caret = { 0 };
  guint n = 0;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (matches != NULL || n_matches == 0, 0);
  g_return_val_if_fail (replacement.string != NULL, 0);

  replacement.string = clean = bt_edit_clean_string (replacement.string, FALSE);
  transaction = bt_transaction_new (document, N_ ("Replacing"));
  /* From the last to the first: the places of those before stay right. */
  for (guint i = n_matches; i > 0; i--)
    if (!matches[i - 1].fixed)
      {
        caret.node = matches[i - 1].node;
        if (!replace_match (transaction, &matches[i - 1], &replacement, &caret.offset, error))
          return 0;
        n++;
      }
  if (n == 0)
    bt_edit_fail (error, _ ("What was found cannot be replaced: it is deleted, or the words of a reference"));
  else
    bt_edit_finish (g_steal_pointer (&transaction), caret);

  return n;
}

/* Leaves out of @mend what is right already at both ends, so that little changes and all else keeps its format. */
static void
shorten (BtMend *mend, gsize *length, const BtText *text)
{
  const char *old = bt_text_get_string (text);

  *length = strlen (mend->string);
  while (mend->start < mend->end && *length > 0 && old[mend->start] == *mend->string)
    {
      gsize step = g_utf8_skip[(guchar) *mend->string];
      if (mend->start + step > mend->end || strncmp (old + mend->start, mend->string, step) != 0)
        break;
      mend->start += step;
      mend->string += step;
      *length -= step;
    }
  while (mend->end > mend->start && *length > 0)
    {
      const char *last = g_utf8_find_prev_char (old + mend->start, old + mend->end);
      gsize step = old + mend->end - last;
      if (step > *length || strncmp (last, mend->string + *length - step, step) != 0)
        break;
      mend->end -= step;
      *length -= step;
    }
}

static gboolean
mend_words (BtTransaction *transaction, BtMend mend, BtPlace *caret, GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, mend.node, error);
  BtMatch match = { bt_intern (mend.node), 0, 0, FALSE };
  g_autofree char *words = NULL;
  gsize length;

  if (!node)
    return FALSE;
  if (!bt_node_get_text (node) || !bt_text_is_boundary (bt_node_get_text (node), mend.start)
      || !bt_text_is_boundary (bt_node_get_text (node), mend.end) || mend.start > mend.end)
    return bt_edit_fail (error, _ ("The text is another one by now"));
  shorten (&mend, &length, bt_node_get_text (node));
  words = g_strndup (mend.string, length);
  match.start = mend.start;
  match.end = mend.end;
  caret->node = match.node;
  return put_words (transaction, &match, words, &caret->offset, error);
}

/**
 * bt_document_mend:
 * @document: a document
 * @mends: what is wrong, and what is right instead; in reading order, none over another
 * @n_mends: how many
 * @error: return location
 *
 * Mends the words in their places, each with as small a change as can be. One undo step, however many there are.
 *
 * Returns: how many were mended; 0 with @error where nothing was done
 */
guint
bt_document_mend (BtDocument *document, const BtMend *mends, guint n_mends, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtPlace caret = { 0 };

  g_return_val_if_fail (BT_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (mends != NULL && n_mends > 0, 0);

  transaction = bt_transaction_new (document, N_ ("Mending"));
  for (guint i = n_mends; i > 0; i--)
    if (!mend_words (transaction, mends[i - 1], &caret, error))
      return 0;
  bt_edit_finish (g_steal_pointer (&transaction), caret);

  return n_mends;
}
