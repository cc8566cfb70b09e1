/* What is printed for a text: its characters with the words of its objects, in the style's case, and the way back. */
#pragma once

#include <pango/pango.h>

#include "bt-markup.h"

G_BEGIN_DECLS

/* From byte @shown on, what is shown stands for the text from byte @text on; all of it for that one place where
 * @derived. */
typedef struct
{
  gsize shown, text;
  gboolean derived;
} BtShownPart;

/**
 * BtShown:
 * @string: the characters to print
 * @parts: (nullable): of #BtShownPart, the first at byte 0; %NULL where each byte stands for itself
 * @attrs: (nullable): bold, italic, tracked changes, where lines must not break
 * @objects: (nullable): the words of the objects, one after the other: while they stay, so does what is shown
 * @changes: (nullable): of pairs of #gsize: the bytes of @string, first and behind the last, that an open change is
 *   about
 * @max_piece: the width of a line in hundredths of the font's size; -1 for an endless one
 */
typedef struct
{
  char *string;
  GArray *parts;
  GArray *changes;
  PangoAttrList *attrs;
  char *objects;
  gssize max_piece;
} BtShown;

/* Gives the words of the object at a byte of a node's text, "" for none (transfer full). */
typedef char *(*BtObjectFunc) (gpointer data, const BtNode *node, gsize offset, const BtMark *mark);

/**
 * BtShowing:
 * @style: how it is printed
 * @width: of its lines, -1 for one line
 * @profile: the rule set
 * @markup: (nullable): of a layout that shows changes; otherwise marks are passed over
 * @object: gives the words of objects
 * @data: for @object
 *
 * What shows a text.
 */
typedef struct
{
  const BtStyle *style;
  BtLength width;
  const BtProfile *profile;
  const BtMarkup *markup;
  BtObjectFunc object;
  gpointer data;
} BtShowing;

char *bt_shown_dup_objects (const BtNode *node, BtObjectFunc object,
                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bt_shown_init (BtShown *shown, const BtNode *node, const BtShowing *showing);
void bt_shown_init_words (BtShown *shown, const char *words, const BtShowing *showing);
void bt_shown_clear (BtShown *shown);
gsize bt_shown_to_text (const GArray *parts, gsize shown);
gsize bt_shown_from_text (const GArray *parts, gsize text);

G_END_DECLS
