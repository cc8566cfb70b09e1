/* Which changes the marks of a node name, and whether marks fit together. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

/* @change is interned. */
typedef void (*BtChangeFunc) (const char *change, gpointer data);

void bt_node_foreach_change (const BtNode *node, BtChangeFunc func, gpointer data);
gboolean bt_node_is_open (const BtNode *node);
gboolean bt_node_check_marks (const BtNode *node, GHashTable *ids, GError **error);

G_END_DECLS
