/* That a plan is the same when it is saved and opened again, for tests that make plans. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

void bt_saved_check (BtPlan *plan);

G_END_DECLS
