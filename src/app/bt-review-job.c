/* What takes a moment in reviewing, done off the main thread: keeping versions, the proof before a plan is issued. */

#include "bt-review-job.h"

#include "bt-store.h"

typedef struct
{
  BtPlan *plan;
  BtVersionKind kind;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bt_plan_unref (job->plan);
  g_free (job);
}

static void
run (BtPlan *plan, BtVersionKind kind, GTaskThreadFunc func, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = g_new0 (Job, 1);

  job->plan = bt_plan_ref (plan);
  job->kind = kind;
  g_task_set_source_tag (task, func);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, func);
}

/* That a version was not kept is no reason to disturb anybody: what it is of was written. */
static void
keep_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *folder = bt_versions_dup_folder ();
  g_autoptr (GError) error = NULL;

  if (!bt_versions_keep (folder, job->plan, job->kind, &error))
    g_debug ("no version kept: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

/**
 * bt_review_job_keep:
 * @plan: what is kept among the earlier versions
 * @kind: why
 */
void
bt_review_job_keep (BtPlan *plan, BtVersionKind kind)
{
  g_return_if_fail (plan != NULL);

  run (plan, kind, keep_thread, NULL, NULL);
}

/**
 * bt_proven_free:
 * @proven: (transfer full): what came out
 */
void
bt_proven_free (BtProven *proven)
{
  g_return_if_fail (proven != NULL);

  g_free (proven->time);
  g_free (proven);
}

/* What the plan is held against: what was sent last, or else what was received first. */
static const BtVersion *
find_agreed (const GPtrArray *versions)
{
  const BtVersion *received = NULL;

  for (guint i = 0; i < versions->len; i++)
    {
      const BtVersion *version = versions->pdata[i];
      if (version->kind == BT_VERSION_SENT)
        return version;
      if (version->kind == BT_VERSION_RECEIVED)
        received = version;
    }
  return received;
}

static void
prove_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *folder = bt_versions_dup_folder ();
  g_autoptr (GPtrArray) versions = bt_versions_list (folder, bt_node_get_id (bt_plan_get_root (job->plan)));
  const BtVersion *version = find_agreed (versions);
  g_autoptr (BtProven) proven = g_new0 (BtProven, 1);
  g_autoptr (BtPlan) before = NULL;
  g_autoptr (GDateTime) local = NULL;
  GError *error = NULL;

  if (version)
    before = bt_store_load (version->file, NULL, &error);
  if (before && bt_review_prove (before, job->plan, &proven->proof, &error))
    {
      local = g_date_time_to_local (version->time);
      proven->found = TRUE;
      proven->kind = version->kind;
      proven->time = g_date_time_format (local, "%-d/%-m/%Y, %H:%M");
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&proven), (GDestroyNotify) bt_proven_free);
}

/**
 * bt_review_job_prove_async:
 * @plan: a plan that is to be issued
 * @callback: called when done
 * @data: what @callback gets
 *
 * Holds it against the version that was sent last, or else received first, as far as this computer kept one.
 */
void
bt_review_job_prove_async (BtPlan *plan, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (plan != NULL);

  run (plan, BT_VERSION_SENT, prove_thread, callback, data);
}

/**
 * bt_review_job_prove_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what came out
 */
BtProven *
bt_review_job_prove_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
