/* Printing through the system's print dialog. */
#pragma once

#include <gtk/gtk.h>

#include "bt-layout.h"

G_BEGIN_DECLS

gboolean bt_print_job_run (GtkWindow *parent, BtLayout *layout, guint first, const char *title, GError **error);

G_END_DECLS
