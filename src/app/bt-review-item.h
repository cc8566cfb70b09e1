/* One card of the review panel: a tracked change or a comment, with what a person reads of it. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/* What a card is about, for the filter. */
typedef enum
{
  BT_REVIEW_WORDS,
  BT_REVIEW_PARTS,
  BT_REVIEW_MOVES,
  BT_REVIEW_LOOKS,
  BT_REVIEW_COMMENTS,
  BT_N_REVIEW_TOPICS
} BtReviewTopic;

#define BT_TYPE_REVIEW_ITEM (bt_review_item_get_type ())
G_DECLARE_FINAL_TYPE (BtReviewItem, bt_review_item, BT, REVIEW_ITEM, GObject)

/**
 * BtReviewItem:
 * @id: of the change or the thread, interned
 * @topic: what it is about
 * @author: (nullable): who made it, interned
 * @color: the place of the author's colour in a palette
 * @time: when, as it is read
 * @round: (nullable): in which round of review, interned; %NULL for a comment, which is of none
 * @place: (nullable): where it stands, in words
 * @node: (nullable): the node at which it is shown, interned
 * @part: (nullable): the part of the plan that holds it, interned
 * @what: what was done, or what was said
 * @open: whether somebody has to decide it
 * @waiting: whether it is decided and waits for what depends on it
 * @verdict: (nullable): the decision and who made it, in words
 *
 * All is set before the item is shown and never changes.
 */
struct _BtReviewItem
{
  GObject parent_instance;

  const char *id;
  BtReviewTopic topic;
  const char *author;
  guint color;
  char *time;
  const char *round;
  char *place;
  const char *node;
  const char *part;
  char *what;
  gboolean open, waiting;
  char *verdict;
};

BtReviewItem *bt_review_item_new (const char *id, BtReviewTopic topic) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_review_item_is_comment (BtReviewItem *item);
gboolean bt_review_item_is_decided (const BtReviewItem *item);
gboolean bt_review_item_equal (gconstpointer one, gconstpointer other);

G_END_DECLS
