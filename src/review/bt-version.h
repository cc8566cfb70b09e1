/* A later version of a plan that comes back from elsewhere: what became of it, with everybody's changes. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/* How many changes somebody made, and how often he said something. */
typedef struct
{
  char *author;
  guint n_changes, n_comments;
} BtAuthorCount;

BtPlan *bt_review_take_version (BtPlan *plan, BtPlan *version, const char *author, const char *time,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_review_count_authors (const BtPlan *plan, const BtPlan *version) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
