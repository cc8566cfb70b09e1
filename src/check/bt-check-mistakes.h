/* Slips that are easily made in a word: one sound for another that is spoken alike, a mark or a tone that fell out. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *bt_check_mistakes_new (const char *word) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
