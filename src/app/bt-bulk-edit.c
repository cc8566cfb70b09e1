/* An edit in many places at once: replacing all that is found, accepting or rejecting all that is listed. In a long
 * plan that takes a while, so a worker makes it in a fork of the document, and the document adopts that. */

#include "bt-bulk-edit.h"

#include <glib/gi18n-lib.h>

#include "bt-change-groups.h"
#include "bt-change-list.h"
#include "bt-commands.h"
#include "bt-date.h"
#include "bt-decide.h"
#include "bt-transaction.h"

struct _BtBulkEdit
{
  gatomicrefcount refs;

  /* What is replaced; NULL where changes are decided. */
  char *words;
  BtSearchFlags flags;
  char *replacement;
  /* What is decided: interned ids of changes. */
  GHashTable *changes;
  gboolean accept;
  gboolean quiet;
};

static BtBulkEdit *
edit_new (void)
{
  BtBulkEdit *edit = g_new0 (BtBulkEdit, 1);

  g_atomic_ref_count_init (&edit->refs);
  return edit;
}

/**
 * bt_bulk_edit_new_replace:
 * @words: what is looked for, in the whole plan with its changes
 * @flags: how
 * @replacement: what comes in its place; where capitals make no difference to what is found, it takes them over
 *
 * Returns: (transfer full): the edit
 */
BtBulkEdit *
bt_bulk_edit_new_replace (const char *words, BtSearchFlags flags, const char *replacement)
{
  BtBulkEdit *edit;

  g_return_val_if_fail (words != NULL && replacement != NULL, NULL);

  edit = edit_new ();
  edit->words = g_strdup (words);
  edit->flags = flags;
  edit->replacement = g_strdup (replacement);
  return edit;
}

/**
 * bt_bulk_edit_new_decide:
 * @changes: (element-type utf8): interned ids of changes; those that go with them are decided too
 * @accept: whether they are accepted, or else rejected
 *
 * Returns: (transfer full): the edit
 */
BtBulkEdit *
bt_bulk_edit_new_decide (GHashTable *changes, gboolean accept)
{
  BtBulkEdit *edit;

  g_return_val_if_fail (changes != NULL, NULL);

  edit = edit_new ();
  edit->changes = g_hash_table_ref (changes);
  edit->accept = accept;
  return edit;
}

/**
 * bt_bulk_edit_new_decide_card:
 * @changes: (element-type utf8): interned ids of changes
 * @accept: whether they are accepted, or else rejected
 *
 * Returns: (transfer full): as bt_bulk_edit_new_decide(), for one card of many: its end need not be told, and it waits
 *   for the one before
 */
BtBulkEdit *
bt_bulk_edit_new_decide_card (GHashTable *changes, gboolean accept)
{
  BtBulkEdit *edit = bt_bulk_edit_new_decide (changes, accept);

  edit->quiet = TRUE;
  return edit;
}

/**
 * bt_bulk_edit_ref:
 * @edit: an edit
 *
 * Returns: (transfer full): @edit
 */
BtBulkEdit *
bt_bulk_edit_ref (BtBulkEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);

  g_atomic_ref_count_inc (&edit->refs);
  return edit;
}

/**
 * bt_bulk_edit_unref:
 * @edit: (transfer full): an edit
 */
void
bt_bulk_edit_unref (BtBulkEdit *edit)
{
  g_return_if_fail (edit != NULL);

  if (!g_atomic_ref_count_dec (&edit->refs))
    return;
  g_free (edit->words);
  g_free (edit->replacement);
  g_clear_pointer (&edit->changes, g_hash_table_unref);
  g_free (edit);
}

/**
 * bt_bulk_edit_is_quiet:
 * @edit: an edit
 *
 * Returns: whether it decides one card of many
 */
gboolean
bt_bulk_edit_is_quiet (const BtBulkEdit *edit)
{
  g_return_val_if_fail (edit != NULL, FALSE);

  return edit->quiet;
}

/**
 * bt_bulk_edit_get_name:
 * @edit: an edit
 *
 * Returns: (transfer none): what is being done, in the user's language
 */
const char *
bt_bulk_edit_get_name (const BtBulkEdit *edit)
{
  g_return_val_if_fail (edit != NULL, NULL);

  if (edit->words)
    return _ ("Replacing…");
  return edit->accept ? _ ("Accepting changes…") : _ ("Rejecting changes…");
}

/**
 * bt_bulk_edit_dup_message:
 * @edit: an edit
 * @n: how many places or changes it came to
 *
 * Returns: (transfer full): that it was done, in the user's language
 */
char *
bt_bulk_edit_dup_message (const BtBulkEdit *edit, guint n)
{
  g_return_val_if_fail (edit != NULL, NULL);

  if (edit->words)
    return g_strdup_printf (ngettext ("Replaced in %u place", "Replaced in %u places", n), n);
  if (edit->accept)
    return g_strdup_printf (ngettext ("%u change accepted", "%u changes accepted", n), n);
  return g_strdup_printf (ngettext ("%u change rejected", "%u changes rejected", n), n);
}

static guint
replace (const BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) matches
      = bt_search (bt_document_get_plan (document), edit->words, edit->flags, BT_SEARCH_SHOWN, cancellable);
  BtReplacement replacement = { edit->replacement, edit->flags & BT_SEARCH_ANY_CASE };

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || matches->len == 0)
    return 0;
  return bt_document_replace (document, (const BtMatch *) matches->data, matches->len, replacement, error);
}

/* Those of the changes that somebody may still decide. */
static GHashTable *
get_open (const BtBulkEdit *edit, const GPtrArray *list)
{
  GHashTable *changes = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (change->state != BT_CHANGE_DECIDED && g_hash_table_contains (edit->changes, change->id))
        g_hash_table_add (changes, (gpointer) change->id);
    }
  return changes;
}

/* The changes to decide, with those that go with them; @n tells how many were asked for. NULL where it was stopped. */
static GHashTable *
find_changes (const BtBulkEdit *edit, BtPlan *plan, GCancellable *cancellable, guint *n)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, cancellable);
  g_autoptr (GHashTable) groups = NULL;
  GHashTable *changes;

  if (!list)
    return NULL;
  changes = get_open (edit, list);
  groups = bt_change_groups_new (list, plan, cancellable);
  *n = g_hash_table_size (changes);
  bt_change_groups_add (groups, changes);
  return changes;
}

static guint
decide (const BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable, GError **error)
{
  guint n = 0;
  g_autoptr (GHashTable) changes = find_changes (edit, bt_document_get_plan (document), cancellable, &n);
  g_autofree char *now = bt_time_format_now ();
  g_autoptr (BtTransaction) transaction = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || n == 0)
    return 0;
  transaction = bt_transaction_new (document, edit->accept ? N_ ("Accepting Changes") : N_ ("Rejecting Changes"));
  if (!bt_review_decide (bt_transaction_get_run (transaction), changes, edit->accept,
                         bt_document_get_author (document), now, error))
    return 0;
  bt_transaction_commit (g_steal_pointer (&transaction));
  return n;
}

/**
 * bt_bulk_edit_run:
 * @edit: an edit
 * @document: the document in which it is made, as one undo step
 * @cancellable: (nullable): to stop it; one that stops the edits of @document too (bt_document_fork())
 * @error: return location
 *
 * Returns: how many places or changes it came to; 0 with @error where nothing could be done, or it was stopped
 */
guint
bt_bulk_edit_run (const BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (edit != NULL && BT_IS_DOCUMENT (document), 0);

  return edit->words ? replace (edit, document, cancellable, error) : decide (edit, document, cancellable, error);
}

typedef struct
{
  BtBulkEdit *edit;
  BtDocument *fork;
  guint n;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  bt_bulk_edit_unref (run->edit);
  g_object_unref (run->fork);
  g_free (run);
}

static void
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Run *run = data;
  GError *error = NULL;

  run->n = bt_bulk_edit_run (run->edit, run->fork, cancellable, &error);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_object_ref (run->fork), g_object_unref);
}

/**
 * bt_bulk_edit_run_async:
 * @edit: an edit
 * @document: a document, which stays as it is: a worker makes the edit in a fork of it
 * @cancellable: (nullable): to stop it: the callback comes at once, and the worker ends with its next step
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_bulk_edit_run_async (BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Run *run;

  g_return_if_fail (edit != NULL && BT_IS_DOCUMENT (document));

  run = g_new0 (Run, 1);
  run->edit = bt_bulk_edit_ref (edit);
  run->fork = bt_document_fork (document, cancellable);
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, bt_bulk_edit_run_async);
  g_task_set_task_data (task, run, run_free);
  g_task_set_return_on_cancel (task, cancellable != NULL);
  g_task_run_in_thread (task, run_thread);
}

/**
 * bt_bulk_edit_run_finish:
 * @result: what the callback got
 * @n: (out): how many places or changes it came to
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the fork, for bt_document_adopt()
 */
BtDocument *
bt_bulk_edit_run_finish (GAsyncResult *result, guint *n, GError **error)
{
  BtDocument *fork;

  g_return_val_if_fail (G_IS_TASK (result) && n != NULL, NULL);

  fork = g_task_propagate_pointer (G_TASK (result), error);
  *n = fork ? ((Run *) g_task_get_task_data (G_TASK (result)))->n : 0;
  return fork;
}
