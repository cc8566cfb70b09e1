/* Numbers and labels, always derived from where a node stands, never stored. */
#pragma once

#include "bt-plan.h"
#include "bt-schema.h"

G_BEGIN_DECLS

/* Counts the children of one node in their order; all zero at the start. */
typedef struct
{
  guint counts[BT_N_LABELS];
  guint rows;
  guint group_rows;
} BtCounter;

guint bt_counter_next (BtCounter *counter, const BtNode *child);

char *bt_label_format (BtLabel label, guint number, const char *parent_label) G_GNUC_WARN_UNUSED_RESULT;
char *bt_appendix_label_format (guint number, guint n_appendices) G_GNUC_WARN_UNUSED_RESULT;
char *bt_label_format_child (const BtNode *parent, const BtNode *child,
                             const char *parent_label) G_GNUC_WARN_UNUSED_RESULT;
char *bt_plan_dup_label (const BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
