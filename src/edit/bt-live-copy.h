/* Copies of what stands in a plan as it reads: without what open changes delete, and without marks. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtText *bt_live_copy_text (BtText *text) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_live_copy (BtPlan *plan, BtNode *node, gboolean comments) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_live_get_joined (BtPlan *plan, const char *id);

G_END_DECLS
