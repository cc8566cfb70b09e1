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
 * BtLine:
 * @id: the node's id, interned
 * @kind: the node's kind; a table is one character
 * @text: (nullable): the node's text
 * @depth: how many levels below the highest of the view
 * @label: how it is labelled
 * @heading: whether it is a heading
 * @number: (nullable): its label as it is read, "II."
 * @shown: the characters of the line
 * @objects: (nullable): where objects stand
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
} BtLine;

GPtrArray *bt_line_get_all (BtPlan *plan, const char *scope) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_line_equal (const BtLine *a, const BtLine *b);
guint bt_line_to_chars (const BtLine *line, gsize byte);
gsize bt_line_to_byte (const BtLine *line, guint chars, gboolean after);

G_END_DECLS
