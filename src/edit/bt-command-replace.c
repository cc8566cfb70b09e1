/* Replacing what a search has found. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-edit-private.h"

/* The format of the first of the words that go: what comes in their place looks like them. */
static BtFormat
get_format (const BtNode *node, const BtMatch *match)
{
  const BtMark *mark = bt_text_get_mark (bt_node_get_text (node), match->start);

  return mark ? mark->format : BT_FORMAT_NONE;
}

static gboolean
replace_match (BtTransaction *transaction, const BtMatch *match, const char *string, gsize *after,
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

/**
 * bt_document_replace:
 * @document: a document
 * @matches: what bt_search() found in its plan, in that order
 * @n_matches: how many
 * @string: what comes in their place, in the format of the first letter of each; may be ""
 * @error: return location
 *
 * One undo step, however many there are. What cannot be replaced (fixed) stays.
 *
 * Returns: how many were replaced; 0 with @error where nothing was done
 */
guint
bt_document_replace (BtDocument *document, const BtMatch *matches, guint n_matches,
                     const char *string, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autofree char *clean = NULL;
  BtPlace caret = { 0 };
  guint n = 0;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (matches != NULL || n_matches == 0, 0);
  g_return_val_if_fail (string != NULL, 0);

  clean = bt_edit_clean_string (string, FALSE);
  transaction = bt_transaction_new (document, N_ ("Replacing"));
  /* From the last to the first: the places of those before stay right. */
  for (guint i = n_matches; i > 0; i--)
    if (!matches[i - 1].fixed)
      {
        caret.node = matches[i - 1].node;
        if (!replace_match (transaction, &matches[i - 1], clean, &caret.offset, error))
          return 0;
        n++;
      }
  if (n == 0)
    bt_edit_fail (error, _ ("What was found cannot be replaced: it is deleted, or the words of a reference"));
  else
    bt_edit_finish (g_steal_pointer (&transaction), caret);

  return n;
}
