/* What the keys that delete take from a section's text: what open changes delete already is stepped over. */
#pragma once

#include "bt-section-buffer.h"

G_BEGIN_DECLS

gboolean bt_section_keys_get_backward (BtSectionBuffer *buffer, gboolean word, GtkTextIter *start,
                                       GtkTextIter *end);
gboolean bt_section_keys_get_forward (BtSectionBuffer *buffer, gboolean word, GtkTextIter *start,
                                      GtkTextIter *end);
void bt_section_keys_pass_struck (BtSectionBuffer *buffer);

G_END_DECLS
