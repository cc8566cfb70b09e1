/* Whether two plans that follow each other differ in nothing but words, as they do while somebody types. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

gboolean bt_plan_is_reworded (const BtPlan *old, const BtPlan *plan, GPtrArray *nodes);

G_END_DECLS
