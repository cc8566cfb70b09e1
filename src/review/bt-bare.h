/* A plan without its comments, for who is not to read them. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_review_without_comments (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
