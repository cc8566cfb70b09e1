/* One card of the review panel: a tracked change or a comment, with what a person reads of it. */

#include "bt-review-item.h"

G_DEFINE_FINAL_TYPE (BtReviewItem, bt_review_item, G_TYPE_OBJECT)

static void
bt_review_item_finalize (GObject *object)
{
  BtReviewItem *self = BT_REVIEW_ITEM (object);

  g_free (self->time);
  g_free (self->place);
  g_free (self->what);
  g_free (self->verdict);
  G_OBJECT_CLASS (bt_review_item_parent_class)->finalize (object);
}

static void
bt_review_item_class_init (BtReviewItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bt_review_item_finalize;
}

static void
bt_review_item_init (BtReviewItem *self)
{
}

/**
 * bt_review_item_new:
 * @id: the id of a change or of a thread
 * @topic: what it is about
 *
 * Returns: (transfer full): a card that says nothing yet
 */
BtReviewItem *
bt_review_item_new (const char *id, BtReviewTopic topic)
{
  BtReviewItem *item;

  g_return_val_if_fail (id != NULL, NULL);

  item = g_object_new (BT_TYPE_REVIEW_ITEM, NULL);
  item->id = bt_intern (id);
  item->topic = topic;
  return item;
}

/**
 * bt_review_item_is_comment:
 * @item: a card
 *
 * Returns: whether it is a comment, not a change
 */
gboolean
bt_review_item_is_comment (BtReviewItem *item)
{
  g_return_val_if_fail (BT_IS_REVIEW_ITEM (item), FALSE);

  return item->topic == BT_REVIEW_COMMENTS;
}

/**
 * bt_review_item_is_decided:
 * @item: a card
 *
 * Returns: whether nothing has to be done about it any more
 */
gboolean
bt_review_item_is_decided (const BtReviewItem *item)
{
  g_return_val_if_fail (item != NULL, FALSE);

  return !item->open && !item->waiting;
}

/**
 * bt_review_item_equal:
 * @one: a card
 * @other: a card
 *
 * Returns: whether both say the same
 */
gboolean
bt_review_item_equal (gconstpointer one, gconstpointer other)
{
  const BtReviewItem *a = one, *b = other;

  g_return_val_if_fail (one != NULL && other != NULL, FALSE);

  return a->id == b->id && a->topic == b->topic && a->author == b->author && a->color == b->color
         && a->node == b->node && a->part == b->part && a->round == b->round && a->open == b->open
         && a->waiting == b->waiting && g_strcmp0 (a->time, b->time) == 0
         && g_strcmp0 (a->place, b->place) == 0 && g_strcmp0 (a->what, b->what) == 0
         && g_strcmp0 (a->verdict, b->verdict) == 0;
}
