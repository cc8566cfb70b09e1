/* What was decided to go, goes: once nothing else is left in it or hangs on it. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

gboolean bt_review_sweep (BtStepRun *run, GError **error);

G_END_DECLS
