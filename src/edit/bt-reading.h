/* The paragraphs of a plan in the order in which they are read. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

GPtrArray *bt_reading_get (BtPlan *plan, const char *scope) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_reading_get_range (BtPlan *plan, const char *first, const char *last)
    G_GNUC_WARN_UNUSED_RESULT;
BtNode *bt_reading_get_next (BtPlan *plan, const char *id);
BtNode *bt_reading_get_previous (BtPlan *plan, const char *id);
gboolean bt_reading_is_list_item (BtNodeKind kind);

G_END_DECLS
