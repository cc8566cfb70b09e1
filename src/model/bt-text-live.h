/* The live part of a text: what stays when all open changes are accepted, so all that no change deletes. */
#pragma once

#include "bt-text.h"

G_BEGIN_DECLS

gsize bt_text_get_live_length (const BtText *text, gsize start, gsize end);
gsize bt_text_from_live (const BtText *text, gsize live_offset);
char *bt_text_dup_live (const BtText *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
