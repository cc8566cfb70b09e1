/* Marks of tracked changes that other programs leave out. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

BtNode *bt_mark_fill (BtNode *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
