/* Which nodes of a plan name which others in their marks. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

typedef struct _BtReferrers BtReferrers;

BtReferrers *bt_referrers_new (BtNode *root) G_GNUC_WARN_UNUSED_RESULT;
BtReferrers *bt_referrers_ref (BtReferrers *referrers);
void bt_referrers_unref (BtReferrers *referrers);
GPtrArray *bt_referrers_find (const BtReferrers *referrers, const BtPlan *plan, const char *id)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_attr_is_pointer (const char *name);
gboolean bt_node_has_pointers (const BtNode *node);

G_END_DECLS
