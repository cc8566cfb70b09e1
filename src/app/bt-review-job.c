/* What takes a moment in reviewing, done off the main thread: versions, the proof, the record, comparing, merging. */

#include "bt-review-job.h"

#include <string.h>

#include "bt-bare.h"
#include "bt-compare.h"
#include "bt-date.h"
#include "bt-merge.h"
#include "bt-review-record.h"
#include "bt-store.h"

/* So many earlier versions are read for the words of what was decided. */
#define READ_VERSIONS 40

typedef struct
{
  BtPlan *plan;
  BtVersionKind kind;
  GListModel *files; /* of GFile: what it is held against, or merged with */
  BtView view;
  gboolean with_comments;
  char *author;
  GPtrArray *conflicts; /* of BtConflict: what a merge tells */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  bt_plan_unref (job->plan);
  g_clear_object (&job->files);
  g_free (job->author);
  g_clear_pointer (&job->conflicts, g_ptr_array_unref);
  g_free (job);
}

static Job *
job_new (BtPlan *plan)
{
  Job *job = g_new0 (Job, 1);

  job->plan = bt_plan_ref (plan);
  return job;
}

static void
run (Job *job, GTaskThreadFunc func, GCancellable *cancellable, GAsyncReadyCallback callback,
     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, func);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, cancellable != NULL);
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
  Job *job;

  g_return_if_fail (plan != NULL);

  job = job_new (plan);
  job->kind = kind;
  run (job, keep_thread, NULL, NULL, NULL);
}

/**
 * bt_proven_free:
 *                            n: (transfer full): what came out
 */
void
bt_proven_free (BtProven *proven)
{
  g_return_if_fail (proven != NULL);

  g_free (proven->time);
  g_free (proven->last);
  g_free (proven);
}

/* What the review began with: what was sent first, or else what was received first. */
static const BtVersion *
find_first (const GPtrArray *versions)
{
  const BtVersion *first = NULL;

  for (guint i = 0; i < versions->len; i++)
    {
      const BtVersion *version = versions->pdata[i];
      if (version->kind == BT_VERSION_SENT
          || (version->kind == BT_VERSION_RECEIVED && (!first || first->kind != BT_VERSION_SENT)))
        first = version;
    }
  return first;
}

static char *
dup_time (const BtVersion *version)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (version->time);

  return g_date_time_format (local, "%-d/%-m/%Y, %H:%M");
}

/* When the version was sent last, if that reads as the plan does when all is accepted: nobody has changed it since. */
static char *
dup_last (BtPlan *plan, const GPtrArray *versions)
{
  g_autoptr (BtPlan) now = bt_review_view (plan, BT_VIEW_FINAL);

  for (guint i = 0; i < versions->len; i++)
    {
      const BtVersion *version = versions->pdata[i];
      g_autoptr (BtPlan) sent = NULL, read = NULL;
      if (version->kind != BT_VERSION_SENT)
        continue;
      sent = bt_store_load (version->file, NULL, NULL);
      read = sent ? bt_review_view (sent, BT_VIEW_FINAL) : NULL;
      return read && bt_review_reads_same (read, now) ? dup_time (version) : NULL;
    }
  return NULL;
}

static GPtrArray *
list_versions (BtPlan *plan)
{
  g_autofree char *folder = bt_versions_dup_folder ();

  return bt_versions_list (folder, bt_node_get_id (bt_plan_get_root (plan)));
}

static void
prove_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) versions = list_versions (job->plan);
  const BtVersion *version = find_first (versions);
  g_autoptr (BtProven) proven = g_new0 (BtProven, 1);
  g_autoptr (BtPlan) before = NULL;
  GError *error = NULL;

  if (version)
    before = bt_store_load (version->file, NULL, &error);
  if (before && bt_review_prove (before, job->plan, &proven->proof, &error))
    {
      proven->found = TRUE;
      proven->kind = version->kind;
      proven->time = dup_time (version);
      proven->last = dup_last (job->plan, versions);
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&proven), (GDestroyNotify) bt_proven_free);
}

/**
 * bt_review_job_prove_async:
 * @plan: a plan that is to be issued
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Holds it against the version that was sent first, or else received first, as far as this computer kept one.
 */
void
bt_review_job_prove_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer data)
{
  g_return_if_fail (plan != NULL);

  run (job_new (plan), prove_thread, cancellable, callback, data);
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

static void
list_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  g_task_return_pointer (task, list_versions (job->plan), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * bt_review_job_list_async:
 * @plan: a plan
 * @callback: called when done
 * @data: what @callback gets
 *
 * Looks which earlier versions of it this computer has kept.
 */
void
bt_review_job_list_async (BtPlan *plan, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (plan != NULL);

  run (job_new (plan), list_thread, NULL, callback, data);
}

/**
 * bt_review_job_list_finish:
 * @result: what the callback got
 *
 * Returns: (transfer full) (element-type BtVersion): the versions, the newest first
 */
GPtrArray *
bt_review_job_list_finish (GAsyncResult *result)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* By the clocks of this place. */
static char *
dup_local_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
}

static void
return_plan (GTask *task, BtPlan *plan, GError *error)
{
  if (plan)
    g_task_return_pointer (task, plan, (GDestroyNotify) bt_plan_unref);
  else
    g_task_return_error (task, error);
}

static void
record_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) versions = list_versions (job->plan);
  g_autoptr (GPtrArray) earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_plan_unref);
  g_autofree char *now = dup_local_now ();
  GError *error = NULL;

  for (guint i = 0; i < MIN (versions->len, READ_VERSIONS); i++)
    {
      BtPlan *plan = bt_store_load (((BtVersion *) versions->pdata[i])->file, NULL, NULL);
      if (plan) /* a damaged one tells nothing */
        g_ptr_array_add (earlier, plan);
    }
  return_plan (task, bt_review_record_new (job->plan, earlier, now, &error), error);
}

static void
paper_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (BtPlan) seen = bt_review_view (job->plan, job->view);

  return_plan (task, job->with_comments ? bt_plan_ref (seen) : bt_review_without_comments (seen), NULL);
}

/**
 * bt_review_job_paper_async:
 * @plan: a plan
 * @view: which of its texts is meant
 * @with_comments: whether its comments stay
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Makes of it the plan that goes on paper, for bt_review_job_plan_finish().
 */
void
bt_review_job_paper_async (BtPlan *plan, BtView view, gboolean with_comments, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data)
{
  Job *job;

  g_return_if_fail (plan != NULL);

  job = job_new (plan);
  job->view = view;
  job->with_comments = with_comments;
  run (job, paper_thread, cancellable, callback, data);
}

/**
 * bt_review_job_record_async:
 * @plan: a plan
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Makes the record of its review, with the words that earlier versions have. Is finished by
 * bt_review_job_plan_finish().
 */
void
bt_review_job_record_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer data)
{
  g_return_if_fail (plan != NULL);

  run (job_new (plan), record_thread, cancellable, callback, data);
}

static BtPlan *
load_file (const Job *job, guint position, GError **error)
{
  g_autoptr (GFile) file = g_list_model_get_item (job->files, position);

  return bt_store_load (file, NULL, error);
}

static void
compare_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *now = bt_time_format_now ();
  GError *error = NULL;
  g_autoptr (BtPlan) before = load_file (job, 0, &error);

  return_plan (task, before ? bt_review_compare (before, job->plan, job->author, now, &error) : NULL, error);
}

/**
 * bt_review_job_compare_async:
 * @plan: a plan
 * @before: the file of another version of it
 * @author: whose changes the differences are said to be
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Makes tracked changes of what became of the other version. Is finished by bt_review_job_plan_finish().
 */
void
bt_review_job_compare_async (BtPlan *plan, GFile *before, const char *author,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  GListStore *files;
  Job *job;

  g_return_if_fail (plan != NULL && author != NULL);
  g_return_if_fail (G_IS_FILE (before));

  files = g_list_store_new (G_TYPE_FILE);
  g_list_store_append (files, before);
  job = job_new (plan);
  job->files = G_LIST_MODEL (files);
  job->author = g_strdup (author);
  run (job, compare_thread, cancellable, callback, data);
}

static const char *
get_round (BtPlan *plan)
{
  return bt_node_get_attr (bt_plan_get_root (plan), "round");
}

/* What the reviewers got: what was sent in the round that their copies are of, or else the plan as it is. */
static BtPlan *
load_base (const Job *job, BtPlan *copy)
{
  g_autoptr (GPtrArray) versions = list_versions (job->plan);

  for (guint i = 0; i < versions->len; i++)
    {
      const BtVersion *version = versions->pdata[i];
      g_autoptr (BtPlan) plan = NULL;
      if (version->kind == BT_VERSION_SENT)
        plan = bt_store_load (version->file, NULL, NULL);
      if (plan && g_strcmp0 (get_round (plan), get_round (copy)) == 0)
        return g_steal_pointer (&plan);
    }
  return bt_plan_ref (job->plan);
}

/* "kế hoạch - Trần Bình", of the file of that name. */
static char *
dup_copy_name (const Job *job, guint position)
{
  g_autoptr (GFile) file = g_list_model_get_item (job->files, position);
  char *name = g_file_get_basename (file), *dot = strrchr (name, '.');

  if (dot && dot != name)
    *dot = '\0';
  return name;
}

static GArray *
load_copies (const Job *job, GPtrArray *plans, GPtrArray *names, GError **error)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (BtMergeCopy));

  for (guint i = 0; i < g_list_model_get_n_items (job->files); i++)
    {
      BtPlan *plan = load_file (job, i, error);
      if (!plan)
        return NULL;
      g_ptr_array_add (plans, plan);
      g_ptr_array_add (names, dup_copy_name (job, i));
    }
  g_ptr_array_add (plans, bt_plan_ref (job->plan));
  g_ptr_array_add (names, g_strdup (job->author));
  for (guint i = 0; i < plans->len; i++)
    {
      BtMergeCopy copy = { plans->pdata[i], names->pdata[i] };
      g_array_append_val (copies, copy);
    }
  return g_steal_pointer (&copies);
}

static void
merge_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_plan_unref);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *now = bt_time_format_now ();
  GError *error = NULL;
  g_autoptr (GArray) copies = load_copies (job, plans, names, &error);
  g_autoptr (BtPlan) base = copies ? load_base (job, plans->pdata[0]) : NULL;
  BtPlan *merged = NULL;

  if (base)
    merged = bt_review_merge (base, (BtMergeCopy *) copies->data, copies->len, now, &job->conflicts, &error);
  return_plan (task, merged, error);
}

/**
 * bt_review_job_merge_async:
 * @plan: the plan as it is here, which counts as one of the copies
 * @copies: (element-type GFile): the reviewers' copies
 * @author: who works here
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Makes one plan of what everybody changed in the version that was sent to them. Is finished by
 * bt_review_job_plan_finish().
 */
void
bt_review_job_merge_async (BtPlan *plan, GListModel *copies, const char *author,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  Job *job;

  g_return_if_fail (plan != NULL && author != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (copies));

  job = job_new (plan);
  job->files = g_object_ref (copies);
  job->author = g_strdup (author);
  run (job, merge_thread, cancellable, callback, data);
}

/**
 * bt_review_job_plan_finish:
 * @result: what the callback got
 * @conflicts: (out) (optional) (nullable): where two copies of a merge got in each other's way, of BtConflict
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan that was made
 */
BtPlan *
bt_review_job_plan_finish (GAsyncResult *result, GPtrArray **conflicts, GError **error)
{
  BtPlan *plan;
  Job *job;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  plan = g_task_propagate_pointer (G_TASK (result), error);
  job = g_task_get_task_data (G_TASK (result));
  if (plan && conflicts) /* a worker that was stopped may still write into its job */
    *conflicts = g_steal_pointer (&job->conflicts);
  return plan;
}
