/* What takes a moment in reviewing, done off the main thread: keeping versions, the proof before a plan is issued. */
#pragma once

#include <gio/gio.h>

#include "bt-proof.h"
#include "bt-versions.h"

G_BEGIN_DECLS

/**
 * BtProven:
 * @found: whether there is a version that the plan could be held against
 * @kind: why that was kept
 * @time: (nullable): when it was kept, as it is read
 * @proof: what came out
 */
typedef struct
{
  gboolean found;
  BtVersionKind kind;
  char *time;
  BtProof proof;
} BtProven;

void bt_proven_free (BtProven *proven);

void bt_review_job_keep (BtPlan *plan, BtVersionKind kind);
void bt_review_job_prove_async (BtPlan *plan, GAsyncReadyCallback callback, gpointer data);
BtProven *bt_review_job_prove_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtProven, bt_proven_free)

G_END_DECLS
