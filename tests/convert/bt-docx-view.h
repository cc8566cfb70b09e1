/* What a word processor shows of a document when all of its tracked changes are accepted, or rejected. */
#pragma once

#include <glib.h>
#include <libxml/parser.h>

G_BEGIN_DECLS

/* Letters that no word of the program has. */
#define BT_DOCX_VIEW_TYPED "fjwz"

xmlDoc *bt_docx_view_parse (GBytes *docx, const char *part);
char *bt_docx_view_lines (GBytes *docx, gboolean accept) G_GNUC_WARN_UNUSED_RESULT;
char *bt_docx_view_words (GBytes *docx, gboolean accept, gboolean made) G_GNUC_WARN_UNUSED_RESULT;
char *bt_docx_view_typed (GBytes *docx, gboolean accept) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
