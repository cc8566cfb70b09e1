/* The proof that a redline is right: rejecting and accepting all of it gives what stood before and what stands now. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtProof:
 * @n_changes: how many changes lead from the version before to the version after
 * @rejected: whether rejecting all of them gives the version before, character by character
 * @accepted: whether accepting all of them gives the version after
 */
typedef struct
{
  guint n_changes;
  gboolean rejected, accepted;
} BtProof;

gboolean bt_review_prove (BtPlan *before, BtPlan *after, BtProof *proof, GError **error);
gboolean bt_review_reads_same (const BtPlan *a, const BtPlan *b);

G_END_DECLS
