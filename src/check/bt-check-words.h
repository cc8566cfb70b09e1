/* The word lists and patterns of the check, read from data/check and from the office's own folder. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtCheckWords BtCheckWords;

BtCheckWords *bt_check_words_load (const char *own_folder,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
BtCheckWords *bt_check_words_ref (BtCheckWords *words);
void bt_check_words_unref (BtCheckWords *words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtCheckWords, bt_check_words_unref)

G_END_DECLS
