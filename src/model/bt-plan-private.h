/* How steps make the next plan out of the parts of the one before. */
#pragma once

#include "bt-index.h"
#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_plan_new_from_parts (BtNode *root, BtIndex *index, guint n_nodes) G_GNUC_WARN_UNUSED_RESULT;
BtIndex *bt_plan_get_index (const BtPlan *plan);
void bt_plan_share_referrers (BtPlan *plan, BtPlan *before);
gboolean bt_plan_knows_referrers (BtPlan *plan);
BtIndex *bt_index_insert_tree (BtIndex *index, BtNode *node, const char *parent_id) G_GNUC_WARN_UNUSED_RESULT;
BtIndex *bt_index_remove_tree (BtIndex *index, BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
guint bt_node_count (const BtNode *node);
gboolean bt_node_check_tree (const BtNode *node, guint depth, GHashTable *ids, GError **error);

G_END_DECLS
