/* Accepting and rejecting tracked changes, and the plan as it reads without them. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

/**
 * BtView:
 * @BT_VIEW_FINAL: as it reads when all open changes are accepted
 * @BT_VIEW_ORIGINAL: as it reads when all open changes are rejected
 * @BT_VIEW_MARKUP: with the changes in it
 */
typedef enum
{
  BT_VIEW_FINAL,
  BT_VIEW_ORIGINAL,
  BT_VIEW_MARKUP,
} BtView;

GHashTable *bt_review_get_open_changes (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_review_has_open_changes (const BtPlan *plan);
gboolean bt_review_resolve (BtStepRun *run, GHashTable *changes, gboolean accept, GError **error);
BtPlan *bt_review_view (BtPlan *plan, BtView view) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
