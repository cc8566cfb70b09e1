/* How a clip is filled; private to convert/. */
#pragma once

#include "bt-clip.h"

G_BEGIN_DECLS

/**
 * BtClipBlock:
 * @text: (nullable): a paragraph, its label among its characters, "\n" for a line break inside; %NULL for a table
 * @rows: (nullable) (element-type GStrv): the rows of a table, all of the same length
 */
typedef struct
{
  BtText *text;
  GPtrArray *rows;
} BtClipBlock;

BtClip *bt_clip_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_clip_take_paragraph (BtClip *clip, BtText *text);
void bt_clip_take_table (BtClip *clip, GPtrArray *rows);

G_END_DECLS
