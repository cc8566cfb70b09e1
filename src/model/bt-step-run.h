/* Steps in a row: the plan as they have made it so far, and the edits that take several steps. */
#pragma once

#include <gio/gio.h>

#include "bt-step.h"

G_BEGIN_DECLS

typedef struct _BtStepRun BtStepRun;

BtStepRun *bt_step_run_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_step_run_free (BtStepRun *run);
BtPlan *bt_step_run_get_plan (const BtStepRun *run);
void bt_step_run_set_cancellable (BtStepRun *run, GCancellable *cancellable);
gboolean bt_step_run_is_stopped (const BtStepRun *run, GError **error);

gboolean bt_step_run_apply (BtStepRun *run, BtStep *step, GError **error);
gboolean bt_step_run_set_attr (BtStepRun *run, const char *id, const char *name, const char *value,
                               GError **error);
gboolean bt_step_run_set_text (BtStepRun *run, const char *id, BtText *text, GError **error);
gboolean bt_step_run_move_children (BtStepRun *run, const char *from, const char *to,
                                    GError **error);
gboolean bt_step_run_contract (BtStepRun *run, const char *second, const char *first,
                               GError **error);
const char *bt_step_run_leave_ghost (BtStepRun *run, const char *id, const char *change,
                                     GError **error);
gboolean bt_step_run_return_ghost (BtStepRun *run, const char *ghost, GError **error);
gboolean bt_step_run_drop_ghost (BtStepRun *run, const char *ghost, GError **error);
gboolean bt_step_run_remove (BtStepRun *run, const char *id, GError **error);
gboolean bt_step_run_repoint (BtStepRun *run, const char *from, const char *to, GError **error);
gboolean bt_plan_join_waits (const BtPlan *plan, const BtNode *node);
GPtrArray *bt_step_run_get_referrers (BtStepRun *run, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStepRun, bt_step_run_free)

G_END_DECLS
