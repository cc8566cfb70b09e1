/* A text tag that a screen reader can ask for its colours. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_TEXT_TAG (bt_text_tag_get_type ())
G_DECLARE_FINAL_TYPE (BtTextTag, bt_text_tag, BT, TEXT_TAG, GtkTextTag)

GtkTextTag *bt_text_tag_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
