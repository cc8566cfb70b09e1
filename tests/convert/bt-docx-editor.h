/* A colleague with a word processor: random edits of a document, of the kinds that Word, WPS and LibreOffice leave. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which edits: all of them, or only such after which every word of the document has its place in a plan. */
typedef enum
{
  BT_DOCX_EDITS_ALL,
  BT_DOCX_EDITS_PLAIN,
} BtDocxEdits;

GBytes *bt_docx_editor_edit (GRand *rand, GBytes *docx, BtDocxEdits which, guint n_edits,
                             char **log) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_docx_editor_renumber (GBytes *docx) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_docx_editor_with_part (GBytes *docx, const char *name, const char *part,
                                  gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
