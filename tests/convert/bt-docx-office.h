/* What LibreOffice makes of the revisions of a document when it saves it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *bt_docx_office_save (GRand *rand, GBytes *docx) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
