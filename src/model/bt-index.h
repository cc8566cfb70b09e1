/* A persistent map from a node's id to its parent's id: changing it shares all but a path with the map before. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtIndex BtIndex;

BtIndex *bt_index_ref (BtIndex *index);
void bt_index_unref (BtIndex *index);
const char *bt_index_lookup (const BtIndex *index, const char *id, gboolean *found);
BtIndex *bt_index_insert (BtIndex *index, char *id, char *parent_id) G_GNUC_WARN_UNUSED_RESULT;
BtIndex *bt_index_remove (BtIndex *index, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtIndex, bt_index_unref)

G_END_DECLS
