/* The record of a review (biên bản rà soát), as a plan: who changed what, what was decided, what was said. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_review_record_new (BtPlan *plan, const GPtrArray *earlier, const char *time,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
