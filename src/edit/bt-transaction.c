/* One undo step in the making. Every edit of a plan goes through the few functions here. */

#include "bt-transaction.h"

#include <glib/gi18n-lib.h>

#include "bt-comment-range.h"
#include "bt-document-private.h"
#include "bt-error.h"
#include "bt-mark-fill.h"
#include "bt-settle.h"
#include "bt-step-columns.h"
#include "bt-tracker.h"

struct _BtTransaction
{
  BtDocument *document;
  const char *label;
  const char *key;
  BtPlan *before;
  BtPlan *start; /* @before, settled where changes are tracked */
  BtStepRun *run;
  BtTracker *tracker; /* NULL where changes are not tracked */
  gboolean decides;   /* whether its steps are not all edits */
  BtSelection selection_before;
  BtSelection selection;
};

/* Makes the run begin with a plan whose marks say what is there; the document's own last plan is one. What is stopped
 * here fails in its next step. */
static void
settle (BtTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  if (transaction->before != bt_document_get_settled (transaction->document)
      && !bt_step_run_settle (transaction->run, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("edit: %s", error->message);
}

/* The plan gets the marks that reading it again would give it: what is not tracked leaves them out. All is done by
 * then, so nothing stops this. */
static void
fill (BtTransaction *transaction)
{
  g_autoptr (GError) error = NULL;

  bt_step_run_set_cancellable (transaction->run, NULL);
  if (!transaction->decides
      && !bt_step_run_fill (transaction->run, transaction->before, &error))
    g_warning ("edit: %s", error->message);
}

/* Begins a row of steps at the document's plan. */
static BtStepRun *
new_run (BtTransaction *transaction)
{
  BtStepRun *run = bt_step_run_new (transaction->before);

  bt_step_run_set_cancellable (run, bt_document_get_cancellable (transaction->document));
  return run;
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
  transaction->run = new_run (transaction);
  if (g_strcmp0 (bt_node_get_attr (bt_plan_get_root (transaction->before), "tracking"), "yes") == 0)
    {
      settle (transaction);
      transaction->tracker =
          bt_tracker_new (transaction->run, bt_document_get_author (document),
                          bt_document_get_time (document), bt_document_get_last_change (document));
    }
  transaction->start = bt_plan_ref (bt_step_run_get_plan (transaction->run));
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
  g_clear_pointer (&transaction->start, bt_plan_unref);
  g_clear_pointer (&transaction->tracker, bt_tracker_free);
  g_clear_pointer (&transaction->run, bt_step_run_free);
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

  return bt_step_run_get_plan (transaction->run);
}

/* Begins with the plan as it is, and without tracking. */
static void
unsettle (BtTransaction *transaction)
{
  g_clear_pointer (&transaction->tracker, bt_tracker_free);
  bt_step_run_free (transaction->run);
  transaction->run = new_run (transaction);
  g_clear_pointer (&transaction->start, bt_plan_unref);
  transaction->start = bt_plan_ref (transaction->before);
}

/**
 * bt_transaction_get_run:
 * @transaction: a transaction
 *
 * For what is not an edit of the text but a decision about edits: what is done to the run is never tracked, and begins
 * with the plan as it is.
 *
 * Returns: (transfer none): the steps of the transaction
 */
BtStepRun *
bt_transaction_get_run (BtTransaction *transaction)
{
  g_return_val_if_fail (transaction != NULL, NULL);

  if (bt_step_run_get_plan (transaction->run) == transaction->start)
    unsettle (transaction);
  transaction->decides = TRUE;
  return transaction->run;
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

  if (id && bt_plan_has_node (bt_transaction_get_plan (transaction), id))
    node = bt_plan_get_node (bt_transaction_get_plan (transaction), id);
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

  transaction->key = bt_intern (key);
}

/**
 * bt_transaction_replace_text:
 * @transaction: a transaction
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @slice: what comes in the place of @start to @end
 * @after: (out) (optional): where @slice ends; tracked, what it replaces stays before it
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_replace_text (BtTransaction *transaction, const char *id, gsize start, gsize end,
                             BtText *slice, gsize *after, GError **error)
{
  g_autoptr (BtText) covered = NULL;

  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && slice != NULL && start <= end, FALSE);

  if (after)
    *after = start + bt_text_get_length (slice);
  if (start == end && bt_text_get_length (slice) == 0)
    return TRUE;
  covered = bt_comment_range_cover (bt_transaction_get_plan (transaction), id, start, end, slice);
  if (transaction->tracker)
    return bt_tracker_replace_text (transaction->tracker, id, start, end, covered, after, error);

  return bt_step_run_apply (transaction->run, bt_step_new_replace_text (id, start, end, covered),
                            error);
}

static gboolean
set_format_cb (BtMark *mark, gpointer data)
{
  const BtFormatChange *change = data;

  mark->format = change->on ? mark->format | change->format : mark->format & ~change->format;
  return TRUE;
}

/**
 * bt_transaction_set_format:
 * @transaction: a transaction
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @change: what to set or to clear
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_set_format (BtTransaction *transaction, const char *id, gsize start, gsize end,
                           BtFormatChange change, GError **error)
{
  g_autoptr (BtText) slice = NULL;
  g_autoptr (BtText) formatted = NULL;

  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && start <= end, FALSE);

  if (transaction->tracker)
    return bt_tracker_set_format (transaction->tracker, id, start, end, change, error);

  slice = bt_text_slice (bt_node_get_text (
                             bt_plan_get_node (bt_transaction_get_plan (transaction), id)),
                         start, end);
  formatted = bt_text_map (slice, set_format_cb, &change);
  if (bt_text_equal (slice, formatted))
    return TRUE;
  return bt_step_run_apply (transaction->run, bt_step_new_replace_text (id, start, end, formatted),
                            error);
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

  if (transaction->tracker)
    return bt_tracker_insert_node (transaction->tracker, parent, position, node, error);

  return bt_step_run_apply (transaction->run, bt_step_new_insert (parent, position, node), error);
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

  if (transaction->tracker)
    return bt_tracker_remove_node (transaction->tracker, id, error);

  return bt_step_run_remove (transaction->run, id, error);
}

/**
 * bt_transaction_move_node:
 * @transaction: a transaction
 * @id: the id of what moves, with all its children
 * @parent: the id of its new parent
 * @position: where it stands among the parent's children, counted without it
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

  if (transaction->tracker)
    return bt_tracker_move_node (transaction->tracker, id, parent, position, error);

  return bt_step_run_apply (transaction->run, bt_step_new_move (id, parent, position), error);
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
  if (transaction->tracker && g_strcmp0 (bt_node_get_attr (node, name), value) != 0)
    return bt_tracker_set_attr (transaction->tracker, id, name, value, error);

  return bt_step_run_set_attr (transaction->run, id, name, value, error);
}

/**
 * bt_transaction_split:
 * @transaction: a transaction
 * @id: the id of a paragraph
 * @offset: where in its text, in bytes
 * @second: (out): the interned id of the paragraph that the rest of the text becomes, right behind
 * @error: return location
 *
 * What stands below the paragraph stands below the second part then, so that the order of reading stays.
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_split (BtTransaction *transaction, const char *id, gsize offset, const char **second,
                      GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && second != NULL, FALSE);

  if (transaction->tracker)
    return bt_tracker_split (transaction->tracker, id, offset, second, error);

  return bt_split (transaction->run, id, offset, id, NULL, second, error)
         && bt_step_run_move_children (transaction->run, id, *second, error);
}

/**
 * bt_transaction_join:
 * @transaction: a transaction
 * @second: the id of a paragraph that has no children any more
 * @first: the id of the paragraph whose end its text comes to
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_join (BtTransaction *transaction, const char *second, const char *first,
                     GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (second != NULL && first != NULL, FALSE);

  if (transaction->tracker)
    return bt_tracker_join (transaction->tracker, second, first, error);

  return bt_step_run_contract (transaction->run, second, first, error);
}

static gboolean
insert_column (BtStepRun *run, const char *parent, guint position, BtNode *column, GError **error)
{
  BtNode *table = bt_plan_get_table (bt_step_run_get_plan (run), parent);
  const char *id = bt_intern (bt_node_get_id (table));
  g_autoptr (GPtrArray) leaves = bt_table_dup_leaf_ids (table);

  return bt_step_run_apply (run, bt_step_new_insert (parent, position, column), error)
         && bt_step_run_fit_cells (run, id, leaves, error);
}

/**
 * bt_transaction_insert_column:
 * @transaction: a transaction
 * @parent: the id of a group, or of a table's columns
 * @position: where among its children
 * @column: what comes there; every row gets empty cells for it
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_insert_column (BtTransaction *transaction, const char *parent, guint position,
                              BtNode *column, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (parent != NULL && column != NULL, FALSE);

  if (transaction->tracker)
    return bt_tracker_insert_column (transaction->tracker, parent, position, column, error);

  return insert_column (transaction->run, parent, position, column, error);
}

/**
 * bt_transaction_remove_column:
 * @transaction: a transaction
 * @id: the id of a column, or of a group, which goes with its cells; a group goes with its last column
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_remove_column (BtTransaction *transaction, const char *id, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (transaction->tracker)
    return bt_tracker_remove_column (transaction->tracker, id, error);

  return bt_step_run_remove_column (transaction->run, id, error);
}

/**
 * bt_transaction_move_column:
 * @transaction: a transaction
 * @id: the id of a column, or of a group, which moves with its cells
 * @parent: the id of a group, or of the columns, of the same table
 * @position: before which of its children, as they are now, it comes
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_transaction_move_column (BtTransaction *transaction, const char *id, const char *parent,
                            guint position, GError **error)
{
  g_return_val_if_fail (transaction != NULL, FALSE);
  g_return_val_if_fail (id != NULL && parent != NULL, FALSE);

  if (transaction->tracker)
    return bt_tracker_move_column (transaction->tracker, id, parent, position, error);

  return bt_step_run_move_column (transaction->run, id, parent, position, error);
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

  if (bt_transaction_get_plan (transaction) == transaction->start)
    {
      bt_document_set_selection (transaction->document, transaction->selection);
      bt_transaction_free (transaction);
      return;
    }

  fill (transaction);
  entry = g_new0 (BtHistoryEntry, 1);
  entry->label = transaction->label;
  entry->key = transaction->key;
  entry->before = g_steal_pointer (&transaction->before);
  entry->after = bt_plan_ref (bt_step_run_get_plan (transaction->run));
  if (transaction->tracker)
    {
      bt_document_set_last_change (transaction->document,
                                   bt_tracker_get_change (transaction->tracker));
      if (!transaction->decides)
        bt_document_set_settled (transaction->document, entry->after);
    }
  entry->selection_before = transaction->selection_before;
  entry->selection_after = transaction->selection;
  bt_document_push (transaction->document, entry);
  bt_transaction_free (transaction);
}
