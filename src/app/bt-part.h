/* Which paragraphs of a plan the text editor shows together. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

gboolean bt_part_is_whole_shown (BtPlan *plan, gboolean shown);
guint bt_part_find_loose (const BtNode *body, guint position, gboolean *together);
const char *bt_part_find (BtPlan *plan, const char *id, const char *shown);
BtNode *bt_part_widen (BtPlan *plan, BtNode *node);
GPtrArray *bt_part_get_nodes (BtPlan *plan, BtNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_part_holds (BtPlan *plan, const char *part, const char *id);

G_END_DECLS
