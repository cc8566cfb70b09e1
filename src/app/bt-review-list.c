/* What the review panel shows of an open document, read off its plan by a worker after every edit. */

#include "bt-review-list.h"

#include <glib/gi18n-lib.h>

#include "bt-follower.h"
#include "bt-list-update.h"
#include "bt-review-reader.h"

/* How long after an edit the list is read anew, in ms: not between two keys. */
#define PAUSE 300

struct _BtReviewList
{
  GObject parent_instance;

  BtFollower *follower;
  GListStore *items;
  GHashTable *marks; /* of BtOpenMarks by interned ids of nodes */
  char *summary;
  guint n_changes, n_comments;
  gboolean read; /* once, since the document is there */
};

/* What a worker reads, and what it makes of that. */
typedef struct
{
  BtPlan *plan;
  BtReviewReading *reading;
} Job;

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtReviewList, bt_review_list, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  bt_plan_unref (job->plan);
  g_clear_pointer (&job->reading, bt_review_reading_free);
  g_free (job);
}

static gpointer
begin_job (GObject *owner, BtPlan *plan)
{
  Job *job = g_new0 (Job, 1);

  job->plan = bt_plan_ref (plan);
  return job;
}

static void
read_job (gpointer data, GCancellable *cancellable)
{
  Job *job = data;

  job->reading = bt_review_reading_new (job->plan);
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
end_job (GObject *owner, gpointer data, gboolean is_current)
{
  Job *job = data;

  if (is_current)
    take (BT_REVIEW_LIST (owner), job->reading);
}

static const BtFollowerRole reviewing = { PAUSE, G_PRIORITY_DEFAULT, begin_job, read_job, end_job, job_free };

static void
bt_review_list_dispose (GObject *object)
{
  BtReviewList *self = BT_REVIEW_LIST (object);

  g_clear_pointer (&self->follower, bt_follower_free);
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
  self->follower = bt_follower_new (G_OBJECT (self), &reviewing);
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

  bt_follower_set_document (list->follower, NULL);
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
  bt_follower_set_document (list->follower, document);
  bt_follower_read (list->follower);
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

  return bt_follower_get_document (list->follower);
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
