/* Printing through the system's print dialog. */
#pragma once

#include <gtk/gtk.h>

#include "bt-layout.h"

G_BEGIN_DECLS

void bt_print_job_lay_out_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
BtLayout *bt_print_job_lay_out_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_print_job_run (GtkWindow *parent, BtLayout *layout, guint first, const char *title, GError **error);

G_END_DECLS
