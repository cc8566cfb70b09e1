/* The text buffer of a part of the plan: what is typed becomes commands, what commands change becomes text. */
#pragma once

#include <gtk/gtk.h>

#include "bt-document.h"
#include "bt-line.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_SECTION_BUFFER (bt_section_buffer_get_type ())
G_DECLARE_FINAL_TYPE (BtSectionBuffer, bt_section_buffer, BT, SECTION_BUFFER, GtkTextBuffer)

BtSectionBuffer *bt_section_buffer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_section_buffer_show (BtSectionBuffer *buffer, BtDocument *document, const char *scope);
BtUnderlines *bt_section_buffer_get_underlines (BtSectionBuffer *buffer);
void bt_section_buffer_set_underlines (BtSectionBuffer *buffer, BtUnderlines *underlines);
BtDocument *bt_section_buffer_get_document (BtSectionBuffer *buffer);
const char *bt_section_buffer_get_scope (BtSectionBuffer *buffer);

guint bt_section_buffer_get_n_lines (BtSectionBuffer *buffer);
const BtLine *bt_section_buffer_get_line (BtSectionBuffer *buffer, guint number);
BtPlace bt_section_buffer_get_place (BtSectionBuffer *buffer, const GtkTextIter *iter);
gboolean bt_section_buffer_get_iter (BtSectionBuffer *buffer, BtPlace place, GtkTextIter *iter);
void bt_section_buffer_get_selection (BtSectionBuffer *buffer, BtPlace *start, BtPlace *end);
int bt_section_buffer_get_color (BtSectionBuffer *buffer, const char *change);
gboolean bt_section_buffer_is_blank (BtSectionBuffer *buffer);
gboolean bt_section_buffer_paste (BtSectionBuffer *buffer, BtText *words, GPtrArray *clauses);

G_END_DECLS
