/* New ids for parts of a plan, by chance, as another program leaves them: the words stay, and some ids are others. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_random_renew (GRand *rand, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
