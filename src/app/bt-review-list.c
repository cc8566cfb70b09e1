/* What the review panel shows of an open document, read off its plan by a worker after every edit.
 *
 * A plan is immutable: the worker reads the one that was current when it began, and when that is no longer so it is
 * asked again. Keys never wait for it. */

#include "bt-review-list.h"

#include <glib/gi18n-lib.h>

#include "bt-list-update.h"
#include "bt-review-reader.h"

/* How long after an edit the list is read anew, in ms: not between two keys. */
#define PAUSE 300

struct _BtReviewList
{
  GObject parent_instance;

  BtDocument *document;
  GListStore *items;
  GHashTable *marks; /* of BtOpenMarks by interned ids of nodes */
  char *summary;
  guint n_changes, n_comments;
  gboolean read; /* once, since the document is there */
  guint timeout;
  GCancellable *cancellable; /* while a worker reads */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtReviewList, bt_review_list, G_TYPE_OBJECT)

static void
run_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, bt_review_reading_new (data), (GDestroyNotify) bt_review_reading_free);
}

static void
take (BtReviewList *self, BtReviewReading *reading)
{
  bt_list_update (self->items, reading->items, bt_review_item_equal);
  g_hash_table_unref (self->marks);
  self->marks = g_hash_table_ref (reading->marks);
  g_free (self->summary);
  self->summary = g_steal_pointer (&reading->summary);
  self->n_changes = reading->n_changes;
  self->n_comments = reading->n_comments;
  self->read = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  BtReviewList *self = BT_REVIEW_LIST (source);
  g_autoptr (BtReviewReading) reading = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (reading)
    take (self, reading);
}

static void
begin_reading (BtReviewList *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_done_cb, NULL);
  g_task_set_source_tag (task, begin_reading);
  g_task_set_task_data (task, bt_plan_ref (bt_document_get_plan (self->document)),
                        (GDestroyNotify) bt_plan_unref);
  g_task_run_in_thread (task, run_job);
}

static gboolean
read_timeout_cb (gpointer data)
{
  BtReviewList *self = data;

  self->timeout = 0;
  begin_reading (self);
  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtReviewList *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (PAUSE, read_timeout_cb, self);
}

static void
clear_document (BtReviewList *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
}

static void
bt_review_list_dispose (GObject *object)
{
  BtReviewList *self = BT_REVIEW_LIST (object);

  clear_document (self);
  g_clear_object (&self->items);
  g_clear_pointer (&self->marks, g_hash_table_unref);
  g_clear_pointer (&self->summary, g_free);
  G_OBJECT_CLASS (bt_review_list_parent_class)->dispose (object);
}

static void
bt_review_list_class_init (BtReviewListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_review_list_dispose;

  /* The list has been read anew. */
  signals[CHANGED] = g_signal_new ("changed", BT_TYPE_REVIEW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
bt_review_list_init (BtReviewList *self)
{
  self->items = g_list_store_new (BT_TYPE_REVIEW_ITEM);
  self->marks = g_hash_table_new (NULL, NULL);
  self->summary = g_strdup ("");
}

/**
 * bt_review_list_new:
 *
 * Returns: (transfer full): an empty list
 */
BtReviewList *
bt_review_list_new (void)
{
  return g_object_new (BT_TYPE_REVIEW_LIST, NULL);
}

/**
 * bt_review_list_set_document:
 * @list: a list
 * @document: (nullable): whose changes and comments it tells from now on
 */
void
bt_review_list_set_document (BtReviewList *list, BtDocument *document)
{
  g_return_if_fail (BT_IS_REVIEW_LIST (list));

  clear_document (list);
  g_list_store_remove_all (list->items);
  g_hash_table_unref (list->marks);
  list->marks = g_hash_table_new (NULL, NULL);
  g_free (list->summary);
  list->summary = g_strdup ("");
  list->n_changes = list->n_comments = 0;
  list->read = FALSE;
  g_signal_emit (list, signals[CHANGED], 0);
  if (!document)
    return;
  list->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), list);
  begin_reading (list);
}

/**
 * bt_review_list_get_document:
 * @list: a list
 *
 * Returns: (transfer none) (nullable): the document it is about
 */
BtDocument *
bt_review_list_get_document (BtReviewList *list)
{
  g_return_val_if_fail (BT_IS_REVIEW_LIST (list), NULL);

  return list->document;
}

/**
 * bt_review_list_is_read:
 * @list: a list
 *
 * Returns: whether its document was read at least once; soon after it was opened it is not yet
 */
gboolean
bt_review_list_is_read (BtReviewList *list)
{
  g_return_val_if_fail (BT_IS_REVIEW_LIST (list), FALSE);

  return list->read;
}

/**
 * bt_review_list_get_items:
 * @list: a list
 *
 * Returns: (transfer none): the cards (BtReviewItem) in document order, decided changes last
 */
GListModel *
bt_review_list_get_items (BtReviewList *list)
{
  g_return_val_if_fail (BT_IS_REVIEW_LIST (list), NULL);

  return G_LIST_MODEL (list->items);
}

/**
 * bt_review_list_get_marks:
 * @list: a list
 *
 * Returns: (transfer none) (element-type utf8 BtOpenMarks): what is open in each node and below it, by interned ids
 */
GHashTable *
bt_review_list_get_marks (BtReviewList *list)
{
  g_return_val_if_fail (BT_IS_REVIEW_LIST (list), NULL);

  return list->marks;
}

/**
 * bt_review_list_get_summary:
 * @list: a list
 *
 * Returns: (transfer none): what the open changes mean, in one line; "" where there is nothing to tell
 */
const char *
bt_review_list_get_summary (BtReviewList *list)
{
  g_return_val_if_fail (BT_IS_REVIEW_LIST (list), "");

  return list->summary;
}

/**
 * bt_review_list_count:
 * @list: a list
 * @n_changes: (out): how many changes nobody has decided
 * @n_comments: (out): how many threads nobody has resolved
 */
void
bt_review_list_count (BtReviewList *list, guint *n_changes, guint *n_comments)
{
  g_return_if_fail (BT_IS_REVIEW_LIST (list));
  g_return_if_fail (n_changes != NULL && n_comments != NULL);

  *n_changes = list->n_changes;
  *n_comments = list->n_comments;
}
