/* Which syllables stand together in the words of the lists, and which word was meant where they do not. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtSlips BtSlips;
/* A syllable that stands in one of the lists. */
typedef struct _BtKnownSyllable BtKnownSyllable;

BtSlips *bt_slips_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_slips_free (BtSlips *slips);
void bt_slips_learn (BtSlips *slips, const char *words, gboolean meant);
void bt_slips_learn_lone (BtSlips *slips, const char *syllable);
const BtKnownSyllable *bt_slips_find (const BtSlips *slips, const char *syllable);
const BtKnownSyllable *bt_slips_find_typed (const BtSlips *slips, const char *word, gboolean *certain);
const BtKnownSyllable *bt_slips_find_hoi_nga (const BtSlips *slips, const char *syllable);
const BtKnownSyllable *bt_slips_find_alike (const BtSlips *slips, const char *syllable);
const char *bt_known_syllable_get_text (const BtKnownSyllable *syllable);
gboolean bt_known_syllable_makes_pair (const BtKnownSyllable *first, const BtKnownSyllable *second);
gboolean bt_known_syllable_makes_word (const BtKnownSyllable *first, const BtKnownSyllable *second);
gboolean bt_known_syllable_precedes (const BtKnownSyllable *first, const BtKnownSyllable *second);
gboolean bt_slips_guess (const char *first, const BtKnownSyllable *known_first, const char *second,
                         const BtKnownSyllable *known_second, const char **right_first, const char **right_second);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSlips, bt_slips_free)

G_END_DECLS
