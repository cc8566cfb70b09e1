/* Tracked editing: each edit leaves what was there, marked as changed by its author. */
#pragma once

#include "bt-step-run.h"

G_BEGIN_DECLS

typedef struct _BtTracker BtTracker;

/* The change that the last edit of a document belongs to, and where it was. */
typedef struct
{
  const char *id;   /* interned; NULL for none */
  const char *node; /* interned */
  gint64 time;      /* microseconds since 1970 */
} BtLastChange;

/* Formats to set or to clear. */
typedef struct
{
  BtFormat format;
  gboolean on;
} BtFormatChange;

BtTracker *bt_tracker_new (BtStepRun *run, const char *author, gint64 now,
                           BtLastChange last) G_GNUC_WARN_UNUSED_RESULT;
void bt_tracker_free (BtTracker *tracker);
BtLastChange bt_tracker_get_change (const BtTracker *tracker);

gboolean bt_tracker_replace_text (BtTracker *tracker, const char *id, gsize start, gsize end,
                                  BtText *slice, gsize *after, GError **error);
gboolean bt_tracker_set_format (BtTracker *tracker, const char *id, gsize start, gsize end,
                                BtFormatChange change, GError **error);
gboolean bt_tracker_insert_node (BtTracker *tracker, const char *parent, guint position,
                                 BtNode *node, GError **error);
gboolean bt_tracker_remove_node (BtTracker *tracker, const char *id, GError **error);
gboolean bt_tracker_move_node (BtTracker *tracker, const char *id, const char *parent,
                               guint position, GError **error);
gboolean bt_tracker_set_attr (BtTracker *tracker, const char *id, const char *name,
                              const char *value, GError **error);
gboolean bt_tracker_split (BtTracker *tracker, const char *id, gsize offset, const char **second,
                           GError **error);
gboolean bt_tracker_join (BtTracker *tracker, const char *second, const char *first,
                          GError **error);

gboolean bt_tracker_insert_column (BtTracker *tracker, const char *parent, guint position,
                                   BtNode *column, GError **error);
gboolean bt_tracker_remove_column (BtTracker *tracker, const char *id, GError **error);
gboolean bt_tracker_move_column (BtTracker *tracker, const char *id, const char *parent,
                                 guint position, GError **error);

/* What tracked and untracked splitting share. */
gboolean bt_split (BtStepRun *run, const char *id, gsize offset, const char *head,
                   const char *change, const char **second, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTracker, bt_tracker_free)

G_END_DECLS
