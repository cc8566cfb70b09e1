/* What is printed for a text: its characters with the words of its objects, in the style's case, and the way back. */
#pragma once

#include <pango/pango.h>

#include "bt-node.h"
#include "bt-profile.h"

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
 * @max_piece: the width of a line in hundredths of the font's size; -1 for an endless one
 */
typedef struct
{
  char *string;
  GArray *parts;
  PangoAttrList *attrs;
  char *objects;
  gssize max_piece;
} BtShown;

/* Gives the words of the object at a byte of a node's text, "" for none (transfer full). */
typedef char *(*BtObjectFunc) (gpointer data, const BtNode *node, gsize offset, const BtMark *mark);

gboolean bt_shown_has_objects (const BtText *text);
char *bt_shown_dup_objects (const BtNode *node, BtObjectFunc object,
                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bt_shown_init (BtShown *shown, const BtNode *node, const BtStyle *style, BtLength width,
                    BtObjectFunc object, gpointer data);
void bt_shown_init_words (BtShown *shown, const char *words, const BtStyle *style, BtLength width);
void bt_shown_clear (BtShown *shown);
gsize bt_shown_to_text (const GArray *parts, gsize shown);
gsize bt_shown_from_text (const GArray *parts, gsize text);

G_END_DECLS
