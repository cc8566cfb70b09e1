/* The folder that a file was last opened from or written to: there the next file dialog begins. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bt_last_folder_remember (GFile *file);
void bt_last_folder_apply (GtkFileChooser *chooser);

G_END_DECLS
