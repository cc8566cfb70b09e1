/* Comparing two plans: what became of one in the other, as tracked changes. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_review_compare (BtPlan *old, BtPlan *new, const char *author, const char *time,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
