/* Marks of tracked changes that other programs leave out. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

BtNode *bt_mark_fill (BtNode *root) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_step_run_fill (BtStepRun *run, BtPlan *before, GError **error);

G_END_DECLS
