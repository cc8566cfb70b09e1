/* The words of references and citations, derived from what they point to. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

char *bt_plan_dup_reference (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *bt_plan_dup_place (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
char *bt_source_dup_citation (const BtNode *source, gboolean first) G_GNUC_WARN_UNUSED_RESULT;
char *bt_path_dup_place (const GPtrArray *path) G_GNUC_WARN_UNUSED_RESULT;
char *bt_plan_dup_citation (const BtPlan *plan, const char *source_id, gboolean first) G_GNUC_WARN_UNUSED_RESULT;
char *bt_plan_dup_object_text (const BtPlan *plan, const BtNode *node, gsize offset) G_GNUC_WARN_UNUSED_RESULT;
char *bt_plan_dup_plain_text (const BtPlan *plan, const BtNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
