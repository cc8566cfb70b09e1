/* How the words that a comment speaks of grow as one types: inside, not at their edges. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtText *bt_comment_range_cover (BtPlan *plan, const char *id, gsize start, gsize end,
                                BtText *slice) G_GNUC_WARN_UNUSED_RESULT;
BtText *bt_comment_range_keep (BtText *text, gsize offset,
                               BtText *slice) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
