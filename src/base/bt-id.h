/* Permanent random ids of nodes, changes and comments: "n" and ten characters of base 32. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest id that a file may bring along; ours have eleven characters. */
#define BT_ID_MAX_LENGTH 64

char *bt_id_new (char letter) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_id_is_valid (const char *id);
void bt_id_set_seed (guint64 seed);

G_END_DECLS
