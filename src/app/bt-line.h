/* One paragraph of the plan as one line of a text buffer. */
#pragma once

#include "bt-plan.h"
#include "bt-schema.h"

G_BEGIN_DECLS

/* Where an object stands: at a byte of the text, shown as characters of the line. */
typedef struct
{
  gsize byte;
  guint start, n_chars;
} BtLineObject;

/**
 * BtLineChange:
 * @BT_LINE_UNCHANGED: the paragraph stands where it stood, as it was
 * @BT_LINE_NEW: it was put in
 * @BT_LINE_GOING: it was deleted
 * @BT_LINE_MOVED: it came from another place
 * @BT_LINE_SPLIT: it was the end of the paragraph before
 * @BT_LINE_JOINED: it is joined to the paragraph before
 * @BT_LINE_SET: its numbering or its look was set
 *
 * What an open change did to a paragraph as a whole.
 */
typedef enum
{
  BT_LINE_UNCHANGED,
  BT_LINE_NEW,
  BT_LINE_GOING,
  BT_LINE_MOVED,
  BT_LINE_SPLIT,
  BT_LINE_JOINED,
  BT_LINE_SET,
} BtLineChange;

/**
 * BtLine:
 * @id: the node's id, interned
 * @kind: the node's kind; a table is one character, and the old place of what was moved one line that
 *   tells where to
 * @text: (nullable): the node's text
 * @depth: how many levels below the highest of the view
 * @label: how it is labelled
 * @heading: whether it is a heading
 * @number: (nullable): its label as it is read, "II."
 * @shown: the characters of the line
 * @objects: (nullable): where objects stand
 * @changed: what an open change did to the whole of it
 * @change: (nullable): that change, interned; where there is none, the first of its words
 */
typedef struct
{
  const char *id;
  BtNodeKind kind;
  BtText *text;
  guint depth;
  BtLabel label;
  gboolean heading;
  char *number;
  char *shown;
  GArray *objects;
  BtLineChange changed;
  const char *change;
} BtLine;

GPtrArray *bt_line_get_all (BtPlan *plan, const char *scope) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_line_equal (const BtLine *a, const BtLine *b);
guint bt_line_to_chars (const BtLine *line, gsize byte);
gsize bt_line_to_byte (const BtLine *line, guint chars, gboolean after);

G_END_DECLS
