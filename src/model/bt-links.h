/* Whether the marks of a plan that name other nodes lead somewhere: moves, splits, joins. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

gboolean bt_links_check (BtNode *root, GHashTable *nodes, GError **error);

G_END_DECLS
