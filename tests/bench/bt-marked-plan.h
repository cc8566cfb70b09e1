/* A large plan with a thousand open changes and a hundred comments. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_marked_plan_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
