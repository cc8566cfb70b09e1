/* One undo step in the making. Every edit of a plan goes through the few functions here. */

#include "bt-transaction.h"

#include <glib/gi18n-lib.h>

#include "bt-document-private.h"
#include "bt-error.h"

struct _BtTransaction
{
  BtDocument *document;
  const char *label;
  const char *key;
  BtPlan *before;
  BtPlan *plan;
  BtSelection selection_before;
  BtSelection selection;
};

/* The only call of bt_step_apply() in the module: whatever is recorded about edits is recorded here. */
static gboolean
apply (BtTransaction *transaction, BtStep *step, GError **error)
{
  g_autoptr (BtStep) owned = step;
  BtPlan *plan = bt_step_apply (owned, transaction->plan, NULL, error);

  if (!plan)
    return FALSE;

  bt_plan_unref (transaction->plan);
  transaction->plan = plan;
  return TRUE;
}

/**
 * bt_transaction_new:
 * @document: a document
 * @label: a msgid that says what is done ("Typing"); lives for ever
 *
 * Nothing happens to @document before bt_transaction_commit(); freeing the transaction instead leaves it untouched.
 *
 * Returns: (transfer full): a transaction that starts from the document's plan and selection
 */
BtTransaction *
bt_transaction_new (BtDocument *document, const char *label)
{
  BtTransaction *transaction;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (label != NULL, NULL);

  transaction = g_new0 (BtTransaction, 1);
  transaction->document = g_object_ref (document);
  transaction->label = label;
  transaction->before = bt_plan_ref (bt_document_get_plan (document));
  transaction->plan = bt_plan_ref (transaction->before);
  transaction->selection_before = bt_document_get_selection (document);
  transaction->selection = transaction->selection_before;

  return transaction;
}

/**
 * bt_transaction_free:
 * @transaction: (transfer full): a transaction that is not wanted
 */
void
bt_transaction_free (BtTransaction *transaction)
{
  g_return_if_fail (transaction != NULL);

  g_clear_object (&transaction->document);
  g_clear_pointer (&transaction->before, bt_plan_unref);
  g_clear_pointer (&transaction->plan, bt_plan_unref);
  g_free (transaction);
}

/**
 * bt_transaction_get_plan:
 * @transaction: a transaction
 *
 * Returns: (transfer none): the plan as the edits so far have made it; valid until the next edit
 */
BtPlan *
bt_transaction_get_plan (BtTransaction *transaction)
{
  g_return_val_if_fail (transaction != NULL, NULL);

  return transaction->plan;
}

/**
 * bt_transaction_get_node:
 * @transaction: a transaction
 * @id: the id of a node
 * @error: return location
 *
 * Returns: (transfer none): the node as it is now; valid until the next edit. %BT_ERROR_USAGE where there is none
 */
BtNode *
bt_transaction_get_node (BtTransaction *transaction, const char *id, GError **error)
{
  BtNode *node = NULL;

  g_return_val_if_fail (transaction != NULL, NULL);

  if (id && bt_plan_has_node (transaction->plan, id))
    node = bt_plan_get_node (transaction->plan, id);
  if (!node)
    g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("This part is no longer in the plan"));

  return node;
}

/**
 * bt_transaction_set_selection:
 * @transaction: a transaction
 * @selection: where the caret stands when all is done
 */
void
bt_transaction_set_selection (BtTransaction *transaction, BtSelection selection)
{
  g_return_if_fail (transaction != NULL);

  transaction->selection = selection;
}

/**
 * bt_transaction_set_merge_key:
 * @transaction: a transaction
 * @key: what this is, as typing is
 *
 * Transactions of one key that follow each other without a pause, a jump of the caret or a save are one undo step.
 */
void
bt_transaction_set_merge_key (BtTransaction *transaction, const char *key)
{
  g_return_if_fail (transaction != NULL);

  transaction->key = g_intern_string (key);
}

/**
 * bt_transaction_replace_text:
 * @transaction: a transaction
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @slice: what comes in the place of @start to @end
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_replace_text (BtTransaction *transaction, const char *id, gsize start, gsize end,
                             BtText *slice, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && slice != NULL && start <= end, FALSE);

  if (start == end && bt_text_get_length (slice) == 0)
    return TRUE;

  return apply (transaction, bt_step_new_replace_text (id, start, end, slice), error);
}

/**
 * bt_transaction_insert_node:
 * @transaction: a transaction
 * @parent: the id of the parent
 * @position: where among its children
 * @node: what comes there
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_insert_node (BtTransaction *transaction, const char *parent, guint position,
                            BtNode *node, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (parent != NULL && node != NULL, FALSE);

  return apply (transaction, bt_step_new_insert (parent, position, node), error);
}

/**
 * bt_transaction_remove_node:
 * @transaction: a transaction
 * @id: the id of what goes, with all its children
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_remove_node (BtTransaction *transaction, const char *id, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return apply (transaction, bt_step_new_remove (id), error);
}

/**
 * bt_transaction_move_node:
 * @transaction: a transaction
 * @id: the id of what moves, with all its children
 * @parent: the id of its new parent
 * @position: where it stands among the parent's children in the end
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_move_node (BtTransaction *transaction, const char *id, const char *parent,
                          guint position, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && parent != NULL, FALSE);

  return apply (transaction, bt_step_new_move (id, parent, position), error);
}

/**
 * bt_transaction_set_attr:
 * @transaction: a transaction
 * @id: the id of a node
 * @name: an attribute's name
 * @value: (nullable): its value, %NULL to remove it
 * @error: return location
 *
 * Setting the value that is there already is no edit.
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_set_attr (BtTransaction *transaction, const char *id, const char *name,
                         const char *value, GError **error)
{
  BtNode *node;

  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && name != NULL, FALSE);

  node = bt_transaction_get_node (transaction, id, error);
  if (!node)
    return FALSE;
  if (g_strcmp0 (bt_node_get_attr (node, name), value) == 0)
    return TRUE;

  return apply (transaction, bt_step_new_set_attr (id, name, value), error);
}

/**
 * bt_transaction_commit:
 * @transaction: (transfer full): a transaction
 *
 * Makes the transaction one undo step of its document. One that changed nothing only sets the selection.
 */
void
bt_transaction_commit (BtTransaction *transaction)
{
  BtHistoryEntry *entry;

  g_return_if_fail (transaction != NULL);

  if (transaction->plan == transaction->before)
    {
      bt_document_set_selection (transaction->document, transaction->selection);
      bt_transaction_free (transaction);
      return;
    }

  entry = g_new0 (BtHistoryEntry, 1);
  entry->label = transaction->label;
  entry->key = transaction->key;
  entry->before = g_steal_pointer (&transaction->before);
  entry->after = g_steal_pointer (&transaction->plan);
  entry->selection_before = transaction->selection_before;
  entry->selection_after = transaction->selection;
  bt_document_push (transaction->document, entry);
  bt_transaction_free (transaction);
}
