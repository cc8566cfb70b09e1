/* What stands on a page: boxes with their place, what they draw, and what they mean. */
#pragma once

#include <pango/pango.h>

#include "bt-unit.h"

G_BEGIN_DECLS

typedef enum
{
  BT_BOX_TEXT,  /* one line of a PangoLayout */
  BT_BOX_RULE,  /* a straight line, as a filled rectangle */
  BT_BOX_FRAME, /* an outlined rectangle */
} BtBoxKind;

/* What a box means to a reader who hears the page (tagged PDF) or jumps in it (bookmarks). */
typedef enum
{
  BT_TAG_ARTIFACT, /* page numbers, rules, repeated table headings: not part of what is read */
  BT_TAG_PARAGRAPH,
  BT_TAG_TITLE,
  BT_TAG_HEADING, /* level in the box */
  BT_TAG_LABEL,   /* the number, letter or dash before a paragraph of the same node */
  BT_TAG_TABLE_HEADING,
  BT_TAG_TABLE_CELL,
} BtTag;

/**
 * BtBox:
 * @kind: what it draws
 * @tag: what it means
 * @level: of a heading, from 1; 0 otherwise
 * @rect: where it stands on its page; of a text box: from where the line's first glyph is drawn, top of the line to
 *   its bottom
 * @node: (nullable): the id of the node it shows; lives as long as the layout
 * @table: (nullable): the id of the table a cell or a heading cell belongs to
 * @row, @column, @row_span, @column_span: the place of a cell in its table; heading rows and data rows
 *   are numbered together from 0; 0 elsewhere
 * @thickness: of a rule or a frame's outline
 * @color: of a rule or a frame, 0xRRGGBB, 0 is black; a text brings its colours along
 * @layout: (nullable): the text box's layout, shared by the lines of one paragraph
 * @line: the line's number in @layout
 * @baseline: from the top of the page
 * @start, @end: the bytes of the node's text that this line shows; equal where it shows none (a derived
 *   word, a label)
 * @changed: of a text box: whether something in the line is part of an open change
 *
 * Boxes of a page stand in reading order. The lines of one paragraph follow each other.
 */
typedef struct
{
  BtBoxKind kind;
  BtTag tag;
  guint level;
  BtRect rect;
  const char *node;
  const char *table;
  guint row, column, row_span, column_span;
  BtLength thickness;
  guint32 color;
  PangoLayout *layout;
  guint line;
  BtLength baseline;
  gsize start, end;
  gboolean changed;
} BtBox;

/* A page: its size and its boxes, valid as long as the layout it came from. */
typedef struct
{
  BtLength width, height;
  guint n_boxes;
  const BtBox *boxes;
} BtPage;

G_END_DECLS
