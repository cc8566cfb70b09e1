/* Reads off a plan what the review panel tells: changes and comments as cards, what they mean, how many are open. */
#pragma once

#include "bt-review-item.h"

G_BEGIN_DECLS

/* What is open in a part and in all below it. */
typedef struct
{
  guint n_changes;
  guint n_comments;
} BtOpenMarks;

/* @items are BtReviewItem; @marks are BtOpenMarks, by interned ids of nodes. */
typedef struct
{
  GPtrArray *items;
  GHashTable *marks;
  char *summary;
  guint n_changes, n_comments;
} BtReviewReading;

BtReviewReading *bt_review_reading_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_review_count (BtPlan *plan, guint *n_changes, guint *n_comments);
char *bt_review_dup_count (guint n_changes, guint n_comments) G_GNUC_WARN_UNUSED_RESULT;
void bt_review_reading_free (BtReviewReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtReviewReading, bt_review_reading_free)

G_END_DECLS
