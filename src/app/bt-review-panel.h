/* The panel for reviewing: what the changes mean, a card for each change and comment, and the decisions. */
#pragma once

#include <adwaita.h>

#include "bt-review-list.h"

G_BEGIN_DECLS

#define BT_TYPE_REVIEW_PANEL (bt_review_panel_get_type ())
G_DECLARE_FINAL_TYPE (BtReviewPanel, bt_review_panel, BT, REVIEW_PANEL, AdwBin)

void bt_review_panel_set_list (BtReviewPanel *panel, BtReviewList *list);
gboolean bt_review_panel_step (BtReviewPanel *panel, int direction);
gboolean bt_review_panel_decide (BtReviewPanel *panel, gboolean accept);
void bt_review_panel_decide_listed (BtReviewPanel *panel, gboolean accept);
void bt_review_panel_decide_all (BtReviewPanel *panel, GHashTable *changes, gboolean accept);
gboolean bt_review_panel_reply (BtReviewPanel *panel);
void bt_review_panel_comment (BtReviewPanel *panel, BtPlace start, BtPlace end);

G_END_DECLS
