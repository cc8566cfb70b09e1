/* A text view that is exactly as high as its text. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_GROWING_TEXT (bt_growing_text_get_type ())
G_DECLARE_FINAL_TYPE (BtGrowingText, bt_growing_text, BT, GROWING_TEXT, GtkTextView)

GtkWidget *bt_growing_text_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
