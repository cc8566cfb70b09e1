/* Finding and opening drafts that a crash left behind, off the main thread. */

#include "bt-recovery.h"

#include <glib/gi18n-lib.h>

/**
 * bt_recovered_free:
 * @recovered: (transfer full): what was recovered; a draft that was not taken out can be recovered again
 */
void
bt_recovered_free (BtRecovered *recovered)
{
  g_return_if_fail (recovered != NULL);

  g_clear_pointer (&recovered->plan, bt_plan_unref);
  g_clear_pointer (&recovered->draft, bt_draft_free);
  g_clear_pointer (&recovered->info, bt_draft_info_free);
  g_free (recovered);
}

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = bt_draft_dup_folder ();

  g_task_return_pointer (task, bt_draft_list (folder), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * bt_recovery_list_async:
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_recovery_list_async (GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  g_task_set_source_tag (task, bt_recovery_list_async);
  g_task_run_in_thread (task, list_thread);
}

/**
 * bt_recovery_list_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type BtDraftInfo): the drafts that can be recovered, the newest first
 */
GPtrArray *
bt_recovery_list_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = bt_draft_dup_folder ();
  g_autoptr (BtRecovered) recovered = g_new0 (BtRecovered, 1);
  GError *error = NULL;

  recovered->draft = bt_draft_claim (folder, data, &error);
  if (recovered->draft)
    recovered->plan = bt_draft_read (recovered->draft, &recovered->info, &error);
  if (recovered->plan)
    g_task_return_pointer (task, g_steal_pointer (&recovered), (GDestroyNotify) bt_recovered_free);
  else
    g_task_return_error (task, error);
}

/**
 * bt_recovery_open_async:
 * @id: which draft
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_recovery_open_async (const char *id, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_return_if_fail (id != NULL);

  g_task_set_source_tag (task, bt_recovery_open_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * bt_recovery_open_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was recovered
 */
BtRecovered *
bt_recovery_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bt_recovery_discard:
 * @id: which draft
 * @error: return location
 *
 * Its user lets the draft go.
 *
 * Returns: whether it is gone
 */
gboolean
bt_recovery_discard (const char *id, GError **error)
{
  g_autofree char *folder = bt_draft_dup_folder ();
  g_autoptr (BtDraft) draft = NULL;

  g_return_val_if_fail (id != NULL, FALSE);

  draft = bt_draft_claim (folder, id, error);
  return draft && bt_draft_remove (draft, error);
}

/**
 * bt_recovery_dup_time:
 * @info: what a draft says of itself
 *
 * Returns: (transfer full): when it was written, in the user's time: "10:32, 14/8/2025"
 */
char *
bt_recovery_dup_time (const BtDraftInfo *info)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (info != NULL, NULL);

  local = info->time ? g_date_time_to_local (info->time) : NULL;
  return local ? g_date_time_format (local, "%H:%M, %-d/%-m/%Y") : g_strdup ("–");
}
