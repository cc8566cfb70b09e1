/* Documents of formats that only an office suite reads, converted by an installed LibreOffice. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How long a conversion may take before it is stopped, in seconds. */
#define BT_OFFICE_CONVERTER_PATIENCE 120

gboolean bt_office_converter_takes (const char *name);
GBytes *bt_office_converter_run (GBytes *bytes, const char *name, guint seconds, GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
