/* A colleague with a word processor: random edits of a document, of the kinds that Word, WPS and LibreOffice leave. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *bt_docx_editor_edit (GRand *rand, GBytes *docx, guint n_edits, char **log) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_docx_editor_renumber (GBytes *docx) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_docx_editor_with_part (GBytes *docx, const char *name, const char *part,
                                  gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
