/* What stands beside a section's text: labels, bars at changed lines, signs of split and joined paragraphs. */
#pragma once

#include "bt-section-buffer.h"

G_BEGIN_DECLS

void bt_section_margin_draw (GtkTextView *view, BtSectionBuffer *buffer, GtkSnapshot *snapshot);
char *bt_section_margin_dup_words (BtSectionBuffer *buffer,
                                   const GtkTextIter *iter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
