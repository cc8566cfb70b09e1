/* Keeps the word that an input method is composing when something else happens in the text view. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _BtPreedit BtPreedit;

BtPreedit *bt_preedit_new (GtkTextView *view) G_GNUC_WARN_UNUSED_RESULT;
void bt_preedit_free (BtPreedit *preedit);
gboolean bt_preedit_is_active (BtPreedit *preedit);
void bt_preedit_finish (BtPreedit *preedit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPreedit, bt_preedit_free)

G_END_DECLS
