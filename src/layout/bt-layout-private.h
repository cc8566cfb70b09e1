/* What the flow of paragraphs (bt-flow, bt-pages) and the tables (bt-table-layout) share inside this module. */
#pragma once

#include <pango/pango.h>

#include "bt-box.h"
#include "bt-markup.h"
#include "bt-plan.h"
#include "bt-profile.h"
#include "bt-unit.h"

G_BEGIN_DECLS

/*
 * BtShaper (bt-shaper.c): all that is needed to turn texts into lines: the plan (for derived words), the profile, the
 * PangoContext, and a cache of paragraphs that it took over from the layout before. Not thread-safe, like Pango.
 */
typedef struct _BtShaper BtShaper;

BtProfile *bt_shaper_get_profile (const BtShaper *shaper);
BtLength bt_shaper_get_length (const BtShaper *shaper, BtFigure figure);

/* What is marked in the plan; NULL where the layout does not show it. */
const BtMarkup *bt_shaper_get_markup (const BtShaper *shaper);

/*
 * BtParagraph (bt-paragraph.c): a text broken into lines at one width, in one style. Immutable, reference-counted,
 * shared by the layouts that show the same BtText in the same way.
 */
typedef struct _BtParagraph BtParagraph;

/*
 * The text of @node (whatever kind; a "\n" of a cell breaks the line) in @style, broken at @width, its first line
 * indented by @indent. Formats become bold, italic, underline, marks of changes what bt_markup_get_ink() says; objects
 * become their derived words. From the cache where it is there. A node without text gives a paragraph of one empty
 * line.
 */
BtParagraph *bt_shaper_get_paragraph (BtShaper *shaper, const BtNode *node, BtStyleId style,
                                      BtLength width, BtLength indent) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The same, but nothing may be asked of what is new before bt_shaper_deliver(), which breaks all that was ordered into
 * lines at once, in several threads where that is worth it.
 */
BtParagraph *bt_shaper_order_paragraph (BtShaper *shaper, const BtNode *node, BtStyleId style,
                                        BtLength width, BtLength indent) G_GNUC_WARN_UNUSED_RESULT;
void bt_shaper_deliver (BtShaper *shaper);

/* The same for derived words that are no node's text: a label, a number of a row, "Nơi nhận:"; they may have looks
 * (bt_words_append()). @width -1: one line. */
BtParagraph *bt_shaper_get_words (BtShaper *shaper, const char *words, BtStyleId style,
                                  BtLength width) G_GNUC_WARN_UNUSED_RESULT;

/* What stands in the old place of what was moved away (bt-flow-notes.c). */
BtParagraph *bt_shaper_get_ghost (BtShaper *shaper, const BtNode *ghost,
                                  BtLength width) G_GNUC_WARN_UNUSED_RESULT;

/*
 * The widths a text can have in @style: @longest_word is that of its widest piece without a place to break, @natural
 * that of its widest line if it is broken at "\n" only. Cheap: words are measured once each.
 */
void bt_shaper_measure_widths (BtShaper *shaper, const BtNode *node, BtStyleId style,
                               BtLength *longest_word, BtLength *natural);
void bt_shaper_measure_words (BtShaper *shaper, const char *words, BtStyleId style,
                              BtLength *longest_word, BtLength *natural);

BtParagraph *bt_paragraph_ref (BtParagraph *paragraph);
void bt_paragraph_unref (BtParagraph *paragraph);
guint bt_paragraph_get_n_lines (const BtParagraph *paragraph);
/* The sum of the heights of lines first … end - 1. */
BtLength bt_paragraph_get_height (const BtParagraph *paragraph, guint first, guint end);
/* The widest line, indent and trailing space not counted. */
BtLength bt_paragraph_get_used_width (const BtParagraph *paragraph);

/*
 * Appends one BT_BOX_TEXT per line first … end - 1 to @boxes (GArray of BtBox), the first line's top at @y, the
 * paragraph's left edge at @x. Everything else of a box (tag, level, node, table, row …) is copied from @like. Boxes
 * borrow the PangoLayout: whoever emits holds the paragraph as long as the BtLayout lives.
 */
void bt_paragraph_emit (BtParagraph *paragraph, guint first, guint end, BtLength x, BtLength y,
                        const BtBox *like, GArray *boxes);
/* Appends a rule (filled rectangle, artifact). */
void bt_box_emit_rule (GArray *boxes, BtLength x, BtLength y, BtLength width, BtLength height);

/*
 * BtTableLayout (bt-table-layout.c): a table measured at one width. Reference-counted, immutable; the flow keeps it by
 * node pointer and width, so it is made anew only when the table (or a label it derives) has changed.
 *
 * Its rows are numbered from 0. Row 0 is the heading, all its levels together, where the table has one
 * (bt_table_layout_has_heading()); the data rows and group rows follow. A row is a grid of lines: line k of every cell
 * stands in grid line k, whose height is that of the tallest. So a row can be cut between any two of its lines with
 * one number as the state, and a cut loses nothing. A row shown whole may centre its cells; a cut row is aligned at
 * the top. (The heading: the lines of level 1, then of level 2 …; a cell that spans levels runs through both.)
 */
typedef struct _BtTableLayout BtTableLayout;

/*
 * @previous: (nullable): the same table as it was laid out before, by a shaper of the same profile and PangoContext;
 * rows whose nodes have not changed are taken from there.
 */
BtTableLayout *bt_table_layout_new (BtShaper *shaper, BtNode *table, BtLength width,
                                    BtTableLayout *previous) G_GNUC_WARN_UNUSED_RESULT;
/* The same in two halves, with bt_shaper_deliver() between them; before the second only rows can be counted. */
BtTableLayout *bt_table_layout_begin (BtShaper *shaper, BtNode *table, BtLength width,
                                      BtTableLayout *previous) G_GNUC_WARN_UNUSED_RESULT;
void bt_table_layout_end (BtTableLayout *layout);
BtTableLayout *bt_table_layout_ref (BtTableLayout *layout);
void bt_table_layout_unref (BtTableLayout *layout);

gboolean bt_table_layout_has_heading (const BtTableLayout *layout);
guint bt_table_layout_get_n_rows (const BtTableLayout *layout);
/* At least 1. */
guint bt_table_layout_get_n_lines (const BtTableLayout *layout, guint row);
/*
 * The height of lines first … end - 1 of @row with padding and the border below, so that slices stack without gaps;
 * the first slice on a page takes bt_table_layout_get_border() more above it.
 */
BtLength bt_table_layout_get_height (const BtTableLayout *layout, guint row, guint first,
                                     guint end);
BtLength bt_table_layout_get_border (const BtTableLayout *layout);
/* The room above its upper border that signs of changed columns need; 0 for none. */
BtLength bt_table_layout_get_head_room (const BtTableLayout *layout);
/* Whether a page must not end after @row (a group row, which heads those below). Row 0 never stands alone anyway. */
gboolean bt_table_layout_keeps_with_next (const BtTableLayout *layout, guint row);
/* The row (and its first grid line that shows byte @offset of it) that shows the node: a cell, a row, a column. */
gboolean bt_table_layout_find_node (const BtTableLayout *layout, const char *id, gsize offset,
                                    guint *row, guint *line);

/*
 * Appends the boxes of lines first … end - 1 of @row: a BT_BOX_TEXT per line of each cell in reading order, and rules
 * for the borders of this slice on all four sides (the top one drawn over the border of the slice above, at @y minus
 * the border). @x is the table's left edge, @y the slice's top. @repeated: a heading on a following page, all of its
 * boxes are artifacts.
 */
void bt_table_layout_emit (BtTableLayout *layout, guint row, guint first, guint end,
                           gboolean repeated, BtLength x, BtLength y, GArray *boxes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtParagraph, bt_paragraph_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtTableLayout, bt_table_layout_unref)

G_END_DECLS
