/* Copying from and pasting into a section's text. */
#pragma once

#include "bt-section-buffer.h"

G_BEGIN_DECLS

void bt_section_clipboard_copy (BtSectionBuffer *buffer, GdkClipboard *clipboard);
void bt_section_clipboard_paste (GtkTextView *view);

G_END_DECLS
