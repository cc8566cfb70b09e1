/* Has a worker read an open document a moment after every edit. */
#pragma once

#include <gio/gio.h>

#include "bt-document.h"

G_BEGIN_DECLS

/* An edit is seen in the text first: what follows it on the screen comes a frame later, in ms. An idle source would not
 * do: the program is idle before that frame, too, while it waits for the screen. */
#define BT_FOLLOW_DELAY 24

typedef struct _BtFollower BtFollower;

/**
 * BtFollowerRole:
 * @pause: how long after an edit it is read, in ms
 * @priority: which worker comes first where several wait
 * @begin: in the main thread: what the worker is to read of this plan (transfer full), or %NULL if nothing
 * @read: in the worker: reads it, and keeps what comes out in it
 * @end: in the main thread: takes from it what came out; @is_current says whether the plan is still the document's
 * @free: frees it
 *
 * What one kind of reader does. @owner is who follows the document.
 */
typedef struct
{
  guint pause;
  int priority;
  gpointer (*begin) (GObject *owner, BtPlan *plan);
  void (*read) (gpointer job, GCancellable *cancellable);
  void (*end) (GObject *owner, gpointer job, gboolean is_current);
  GDestroyNotify free;
} BtFollowerRole;

BtFollower *bt_follower_new (GObject *owner, const BtFollowerRole *role) G_GNUC_WARN_UNUSED_RESULT;
void bt_follower_free (BtFollower *follower);
void bt_follower_set_document (BtFollower *follower, BtDocument *document);
BtDocument *bt_follower_get_document (const BtFollower *follower);
void bt_follower_read (BtFollower *follower);
void bt_follower_read_soon (BtFollower *follower);
void bt_follower_stop (BtFollower *follower);

G_END_DECLS
