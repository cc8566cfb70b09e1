/* Knows which words are spelled right: by the dictionary that is installed, our own list, and the user's. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtSpeller BtSpeller;

BtSpeller *bt_speller_new (const char *own_words) G_GNUC_WARN_UNUSED_RESULT;
BtSpeller *bt_speller_ref (BtSpeller *speller);
void bt_speller_unref (BtSpeller *speller);

gboolean bt_speller_is_ready (const BtSpeller *speller);
gboolean bt_speller_knows (BtSpeller *speller, const char *word, gsize length);
char **bt_speller_suggest (BtSpeller *speller, const char *word) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_speller_learn (BtSpeller *speller, const char *word, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSpeller, bt_speller_unref)

G_END_DECLS
