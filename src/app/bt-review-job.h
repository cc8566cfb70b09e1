/* What takes a moment in reviewing, done off the main thread: versions, the proof, the record, comparing, merging. */
#pragma once

#include <gio/gio.h>

#include "bt-proof.h"
#include "bt-resolve.h"
#include "bt-versions.h"

G_BEGIN_DECLS

/**
 * BtProven:
 * @found: whether there is a version that the plan could be held against
 * @kind: why that was kept
 * @time: (nullable): when it was kept, as it is read
 * @proof: what came out
 * @last: (nullable): when the version was sent last that reads as the plan does, as it is read
 */
typedef struct
{
  gboolean found;
  BtVersionKind kind;
  char *time;
  BtProof proof;
  char *last;
} BtProven;

void bt_proven_free (BtProven *proven);

void bt_review_job_keep (BtPlan *plan, BtVersionKind kind);
void bt_review_job_prove_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer data);
BtProven *bt_review_job_prove_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

void bt_review_job_list_async (BtPlan *plan, GAsyncReadyCallback callback, gpointer data);
GPtrArray *bt_review_job_list_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
void bt_review_job_paper_async (BtPlan *plan, BtView view, gboolean with_comments, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer data);
void bt_review_job_record_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer data);
void bt_review_job_compare_async (BtPlan *plan, GFile *before, const char *author,
                                  GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void bt_review_job_merge_async (BtPlan *plan, GListModel *copies, const char *author,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BtPlan *bt_review_job_plan_finish (GAsyncResult *result, GPtrArray **conflicts,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtProven, bt_proven_free)

G_END_DECLS
