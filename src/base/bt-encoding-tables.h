/* The byte tables of the legacy encodings; private to bt-encoding.c. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gunichar bt_windows_1258_char (guint8 byte);
gunichar bt_tcvn3_char (guint8 byte);
gunichar bt_vni_letter (guint8 byte);
const char *bt_vni_marks (guint8 byte, gunichar base);

G_END_DECLS
