/* Carries out what was decided about moves, splits and joins. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

gboolean bt_review_restructure (BtStepRun *run, GError **error);

G_END_DECLS
