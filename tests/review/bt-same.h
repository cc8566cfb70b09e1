/* Whether two plans say the same, for tests of laws; where they do not, what differs is printed. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

/* Whether ids of nodes count. */
typedef enum
{
  BT_SAME_SHAPE,
  BT_SAME_NODES,
} BtSame;

gboolean bt_same (const BtPlan *a, const BtPlan *b, BtSame same);
BtPlan *bt_same_without_comments (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_same_print_plan (const char *title, const BtPlan *plan);
void bt_same_print_difference (const BtPlan *found, const BtPlan *expected, BtSame same);

G_END_DECLS
