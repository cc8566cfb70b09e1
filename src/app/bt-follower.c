/* Has a worker read an open document a moment after every edit.
 *
 * A plan is immutable: the worker reads the one that was current when it began. An edit that comes meanwhile tells it
 * to give up, and it is asked again after a pause. Keys never wait for it. */

#include "bt-follower.h"

/* Counted: a worker that still runs keeps it, and its owner, until both are no longer needed. */
struct _BtFollower
{
  GObject *owner; /* not held: it frees the follower */
  const BtFollowerRole *role;
  BtDocument *document;
  guint timeout;
  GCancellable *cancellable; /* while a worker reads */
};

/* What a worker is given. */
typedef struct
{
  BtFollower *follower;
  gpointer job;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  reading->follower->role->free (reading->job);
  g_atomic_rc_box_release (reading->follower);
  g_free (reading);
}

static void
run_reading (GTask *task, gpointer owner, gpointer data, GCancellable *cancellable)
{
  Reading *reading = data;

  reading->follower->role->read (reading->job, cancellable);
  g_task_return_boolean (task, TRUE);
}

static void
read_done_cb (GObject *owner, GAsyncResult *result, gpointer data)
{
  Reading *reading = g_task_get_task_data (G_TASK (result));
  BtFollower *self = reading->follower;
  gboolean is_current = g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  if (is_current)
    g_clear_object (&self->cancellable);
  self->role->end (owner, reading->job, is_current);
}

static gboolean
timeout_cb (gpointer data)
{
  BtFollower *self = data;

  self->timeout = 0;
  bt_follower_read (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtFollower *self)
{
  bt_follower_read_soon (self);
}

/**
 * bt_follower_new:
 * @owner: who follows a document, and frees the follower before it goes
 * @role: what is read, and what is done with it; static
 *
 * Returns: (transfer full): a follower of no document
 */
BtFollower *
bt_follower_new (GObject *owner, const BtFollowerRole *role)
{
  BtFollower *self;

  g_return_val_if_fail (G_IS_OBJECT (owner), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  self = g_atomic_rc_box_new0 (BtFollower);
  self->owner = owner;
  self->role = role;
  return self;
}

/**
 * bt_follower_free:
 * @follower: (transfer full): a follower
 *
 * What a worker still brings is ended as not current.
 */
void
bt_follower_free (BtFollower *follower)
{
  g_return_if_fail (follower != NULL);

  bt_follower_set_document (follower, NULL);
  g_atomic_rc_box_release (follower);
}

/**
 * bt_follower_set_document:
 * @follower: a follower
 * @document: (nullable): the document that it follows from now on; reading it now or soon is for the owner to say
 */
void
bt_follower_set_document (BtFollower *follower, BtDocument *document)
{
  g_return_if_fail (follower != NULL);

  bt_follower_stop (follower);
  if (follower->document)
    g_signal_handlers_disconnect_by_data (follower->document, follower);
  g_set_object (&follower->document, document);
  if (document)
    g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), follower);
}

/**
 * bt_follower_get_document:
 * @follower: a follower
 *
 * Returns: (transfer none) (nullable): the document it follows
 */
BtDocument *
bt_follower_get_document (const BtFollower *follower)
{
  g_return_val_if_fail (follower != NULL, NULL);

  return follower->document;
}

/**
 * bt_follower_read:
 * @follower: a follower that has a document
 *
 * Has a worker read it as it is now; one that is reading gives up.
 */
void
bt_follower_read (BtFollower *follower)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;
  gpointer job;

  g_return_if_fail (follower != NULL && follower->document != NULL);

  bt_follower_stop (follower);
  job = follower->role->begin (follower->owner, bt_document_get_plan (follower->document));
  if (!job)
    return;
  reading = g_new (Reading, 1);
  reading->follower = g_atomic_rc_box_acquire (follower);
  reading->job = job;
  follower->cancellable = g_cancellable_new ();
  task = g_task_new (follower->owner, follower->cancellable, read_done_cb, NULL);
  g_task_set_source_tag (task, bt_follower_read);
  g_task_set_priority (task, follower->role->priority);
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, run_reading);
}

/**
 * bt_follower_read_soon:
 * @follower: a follower that has a document
 *
 * As after an edit: after the pause. One that is reading gives up.
 */
void
bt_follower_read_soon (BtFollower *follower)
{
  g_return_if_fail (follower != NULL && follower->document != NULL);

  bt_follower_stop (follower);
  follower->timeout = g_timeout_add (follower->role->pause, timeout_cb, follower);
}

/**
 * bt_follower_stop:
 * @follower: a follower
 *
 * Nothing is read until the next edit.
 */
void
bt_follower_stop (BtFollower *follower)
{
  g_return_if_fail (follower != NULL);

  g_clear_handle_id (&follower->timeout, g_source_remove);
  if (follower->cancellable)
    g_cancellable_cancel (follower->cancellable);
  g_clear_object (&follower->cancellable);
}
