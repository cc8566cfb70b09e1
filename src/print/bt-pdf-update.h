/* What cairo cannot say in a PDF, appended to it as an incremental update. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean bt_pdf_append_update (GByteArray *end, goffset offset, const char *language);

G_END_DECLS
