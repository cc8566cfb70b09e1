/* The children of a node: an immutable list of which a changed copy shares nearly all. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

typedef struct _BtNodeList BtNodeList;

BtNodeList *bt_node_list_new (BtNode *const *nodes, guint n) G_GNUC_WARN_UNUSED_RESULT;
BtNodeList *bt_node_list_ref (BtNodeList *list);
void bt_node_list_unref (BtNodeList *list);
guint bt_node_list_get_length (const BtNodeList *list);
gboolean bt_node_list_has_marks (const BtNodeList *list);
BtNode *bt_node_list_get (const BtNodeList *list, guint position);
gboolean bt_node_list_find (const BtNodeList *list, const char *id, guint *position);
BtNodeList *bt_node_list_replace (BtNodeList *list, guint position, guint n_removed, BtNode *inserted)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
