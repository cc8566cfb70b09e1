/* What an input method has left undone: "dduwowcj" and "d9u7o7c5" for "được", "theoo" for "theo". */
#pragma once

#include "bt-check-mistakes.h"

G_BEGIN_DECLS

guint bt_typed_read (BtShape *shape, const char *word);
gboolean bt_typed_drop_double (const char *word, guint number, char **without) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
