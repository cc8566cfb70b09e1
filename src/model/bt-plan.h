/* A plan (kế hoạch): the immutable tree and the index that finds a node in it. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

typedef struct _BtPlan BtPlan;

BtPlan *bt_plan_new (BtNode *root, GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_plan_new_blank (void) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_plan_ref (BtPlan *plan);
void bt_plan_unref (BtPlan *plan);

BtNode *bt_plan_get_root (const BtPlan *plan);
BtNode *bt_plan_get_part (const BtPlan *plan, BtNodeKind kind);
const char *bt_plan_get_field (const BtPlan *plan, BtNodeKind field);
gboolean bt_plan_has_node (const BtPlan *plan, const char *id);
BtNode *bt_plan_get_node (const BtPlan *plan, const char *id);
GPtrArray *bt_plan_get_referrers (BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_plan_get_parent (const BtPlan *plan, const char *id, guint *position);
const char *bt_plan_get_parent_id (const BtPlan *plan, const char *id);
GPtrArray *bt_plan_get_path (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;
guint bt_plan_get_n_nodes (const BtPlan *plan);
gboolean bt_plan_check (const BtPlan *plan, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPlan, bt_plan_unref)

G_END_DECLS
