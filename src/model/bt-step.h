/* Steps: the only way from one plan to the next. Each gives the step that takes it back. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

typedef struct _BtStep BtStep;

typedef enum
{
  BT_STEP_REPLACE_TEXT,
  BT_STEP_INSERT,
  BT_STEP_REMOVE,
  BT_STEP_MOVE,
  BT_STEP_SET_ATTR,
  BT_STEP_REPLACE_NODE,
} BtStepKind;

BtStep *bt_step_new_replace_text (const char *id, gsize start, gsize end, BtText *slice) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_new_insert (const char *parent_id, guint position, BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_new_remove (const char *id) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_new_move (const char *id, const char *parent_id, guint position) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_new_set_attr (const char *id, const char *name, const char *value) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_new_replace_node (BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
BtStep *bt_step_ref (BtStep *step);
void bt_step_unref (BtStep *step);

BtStepKind bt_step_get_kind (const BtStep *step);
const char *bt_step_get_id (const BtStep *step);
BtNode *bt_step_get_node (const BtStep *step);

BtPlan *bt_step_apply (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtStep, bt_step_unref)

G_END_DECLS
