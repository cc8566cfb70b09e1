/* A card of the review panel as it is seen: who, when, what, where, and the buttons that decide. */
#pragma once

#include <gtk/gtk.h>

#include "bt-review-item.h"

G_BEGIN_DECLS

#define BT_TYPE_REVIEW_ROW (bt_review_row_get_type ())
G_DECLARE_FINAL_TYPE (BtReviewRow, bt_review_row, BT, REVIEW_ROW, GtkBox)

GtkWidget *bt_review_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_review_row_show (BtReviewRow *row, BtReviewItem *item);

G_END_DECLS
