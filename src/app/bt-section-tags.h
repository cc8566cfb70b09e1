/* How paragraphs and characters of a section look in the text view: margins by level, headings, formats. */
#pragma once

#include <gtk/gtk.h>

#include "bt-line.h"
#include "bt-section-marks.h"

G_BEGIN_DECLS

/* Pixels above and below a paragraph of running text. */
#define BT_SECTION_SPACING 4

void bt_section_tags_create (GtkTextTagTable *table);
void bt_section_tags_apply (GtkTextBuffer *buffer, guint number, const BtLine *line,
                            const BtSectionMarks *marks);
void bt_section_tags_create_underlines (GtkTextTagTable *table);
void bt_section_tags_apply_underline (GtkTextBuffer *buffer, BtUnderlineKind kind,
                                      const GtkTextIter *start, const GtkTextIter *end);
int bt_section_tags_get_margin (const BtLine *line);
int bt_section_tags_get_label_width (const BtLine *line);

G_END_DECLS
