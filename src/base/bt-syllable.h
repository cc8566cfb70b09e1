/* Vietnamese syllables: which words can be one. The evidence for encodings and for damaged text. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtSyllableCount:
 * @words: how many words of letters were looked at
 * @valid: how many of them can be a Vietnamese syllable
 * @marked: how many of them have a letter beyond a–z
 * @marked_valid: how many of those can be a Vietnamese syllable
 */
typedef struct
{
  guint words;
  guint valid;
  guint marked;
  guint marked_valid;
} BtSyllableCount;

gboolean bt_syllable_is_valid (const char *word, gsize length);
void bt_syllable_count (const char *text, gsize length, guint max_words, BtSyllableCount *count);

G_END_DECLS
