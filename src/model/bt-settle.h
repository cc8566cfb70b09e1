/* Makes the plan read as its marks say, where decisions have left it otherwise. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

gboolean bt_step_run_settle (BtStepRun *run, GError **error);

G_END_DECLS
