/* What the review panel shows of an open document, read off its plan by a worker after every edit. */
#pragma once

#include "bt-document.h"
#include "bt-review-item.h"

G_BEGIN_DECLS

#define BT_TYPE_REVIEW_LIST (bt_review_list_get_type ())
G_DECLARE_FINAL_TYPE (BtReviewList, bt_review_list, BT, REVIEW_LIST, GObject)

BtReviewList *bt_review_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_review_list_set_document (BtReviewList *list, BtDocument *document);
BtDocument *bt_review_list_get_document (BtReviewList *list);
gboolean bt_review_list_is_read (BtReviewList *list);
GListModel *bt_review_list_get_items (BtReviewList *list);
GHashTable *bt_review_list_get_marks (BtReviewList *list);
const char *bt_review_list_get_summary (BtReviewList *list);
void bt_review_list_count (BtReviewList *list, guint *n_changes, guint *n_comments);

G_END_DECLS
