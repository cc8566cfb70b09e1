/* Vietnamese text: NFC, the order of its letters, Roman numerals, and the folds that search needs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How many points the alphabet of lists has: a b c d đ e g h i k … y, then aa, ab … */
#define BT_VIET_POINT_LETTERS 23

char *bt_viet_normalize (const char *text, gssize length) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_viet_is_normalized (const char *text, gsize length);
char *bt_viet_fold (const char *text, gboolean tones) G_GNUC_WARN_UNUSED_RESULT;
gunichar bt_viet_strip_marks (gunichar letter);
gboolean bt_viet_contains (const char *text, const char *words);
char *bt_viet_sort_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_viet_upper (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_viet_shorten (const char *text, glong most) G_GNUC_WARN_UNUSED_RESULT;

char *bt_viet_point_letter (guint number) G_GNUC_WARN_UNUSED_RESULT;
guint bt_viet_point_number (const char *letters, gsize length);
char *bt_viet_roman (guint number) G_GNUC_WARN_UNUSED_RESULT;
guint bt_viet_roman_number (const char *text, gsize length);

G_END_DECLS
