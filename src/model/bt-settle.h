/* What keeps a deleted part in the plan makes the deletion void, so that the plan reads as its marks say. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

gboolean bt_step_run_settle (BtStepRun *run, GError **error);

G_END_DECLS
