/* Reading what is on the clipboard, for a text or for cells. */
#pragma once

#include <gtk/gtk.h>

#include "bt-clip.h"

G_BEGIN_DECLS

/**
 * BtClipTaken:
 * @widget: where it is pasted into
 * @clip: what was on the clipboard, not empty
 */
typedef void (*BtClipTaken) (GtkWidget *widget, BtClip *clip);

void bt_clip_reader_read_text (GtkWidget *widget, BtClipTaken taken);
void bt_clip_reader_read_cells (GtkWidget *widget, BtClipTaken taken);

G_END_DECLS
