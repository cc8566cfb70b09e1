/* Asking before a draft that nobody has saved goes for good. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BtDiscardDone:
 * @widget: what asked
 * @error: (nullable): why the draft is still there
 */
typedef void (*BtDiscardDone) (GtkWidget *widget, const GError *error);

void bt_discard_dialog_ask (GtkWidget *widget, const char *id, BtDiscardDone done);

G_END_DECLS
