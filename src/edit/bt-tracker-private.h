/* What the two halves of the tracker share: marks of texts and attributes, and marks of the tree. */
#pragma once

#include "bt-tracker.h"

G_BEGIN_DECLS

struct _BtTracker
{
  BtStepRun *run;
  char *author;
  char *round;
  gint64 now;
  BtLastChange last;
  const char *change; /* of this transaction, interned; NULL before its first edit */
};

BtNode *bt_tracker_get_node (BtTracker *tracker, const char *id);
gboolean bt_tracker_is_own (BtTracker *tracker, const char *change);
gboolean bt_tracker_has_own (BtTracker *tracker, const char *id, const char *mark);
const char *bt_tracker_change_for (BtTracker *tracker, const char *node, GError **error);
gboolean bt_tracker_clear_text (BtTracker *tracker, const char *id, GError **error);

G_END_DECLS
