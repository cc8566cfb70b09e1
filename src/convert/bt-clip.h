/* What other programs put on the clipboard: paragraphs with their labels and formats, and tables. */
#pragma once

#include "bt-encoding.h"
#include "bt-node.h"

G_BEGIN_DECLS

typedef struct _BtClip BtClip;

BtClip *bt_clip_new_from_html (const char *html, gsize length) G_GNUC_WARN_UNUSED_RESULT;
BtClip *bt_clip_new_from_text (const char *text) G_GNUC_WARN_UNUSED_RESULT;
BtClip *bt_clip_new_from_cells (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void bt_clip_free (BtClip *clip);

gboolean bt_clip_is_empty (BtClip *clip);
BtEncoding bt_clip_get_encoding (BtClip *clip);
void bt_clip_convert (BtClip *clip, BtEncoding encoding);
BtText *bt_clip_get_words (BtClip *clip);
GPtrArray *bt_clip_get_cells (BtClip *clip);
GPtrArray *bt_clip_to_clauses (BtClip *clip, gboolean tables) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtClip, bt_clip_free)

G_END_DECLS
