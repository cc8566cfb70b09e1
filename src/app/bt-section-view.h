/* The text view in which a part of the plan is written: labels beside the text, keys that writers expect. */
#pragma once

#include <gtk/gtk.h>

#include "bt-section-buffer.h"

G_BEGIN_DECLS

#define BT_TYPE_SECTION_VIEW (bt_section_view_get_type ())
G_DECLARE_FINAL_TYPE (BtSectionView, bt_section_view, BT, SECTION_VIEW, GtkTextView)

BtSectionBuffer *bt_section_view_get_buffer (BtSectionView *view);
void bt_section_view_show (BtSectionView *view, BtDocument *document, const char *scope,
                           const char *name);
void bt_section_view_finish_input (BtSectionView *view);
void bt_section_view_select (BtSectionView *view, BtSelection selection);
gboolean bt_section_view_go_to (BtSectionView *view, BtPlace place);

G_END_DECLS
