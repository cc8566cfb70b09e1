/* Tables: the tree of columns, its leaves in order, and the cells under them. */
#pragma once

#include "bt-node.h"

G_BEGIN_DECLS

/* What the cells of a leaf column say; "text" for none of the others. */
typedef enum
{
  BT_ROLE_TEXT,
  BT_ROLE_ORDER,
  BT_ROLE_CONTENT,
  BT_ROLE_PRODUCT,
  BT_ROLE_START,
  BT_ROLE_FINISH,
  BT_ROLE_TIME,
  BT_ROLE_LEAD,
  BT_ROLE_SUPPORT,
  BT_ROLE_NOTE,
  BT_N_ROLES
} BtRole;

const char *bt_role_get_name (BtRole role);
gboolean bt_role_from_name (const char *name, BtRole *role);

GPtrArray *bt_table_get_leaves (const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
guint bt_table_get_n_leaves (const BtNode *table);
guint bt_table_get_heading_depth (const BtNode *table);
gboolean bt_column_is_group (const BtNode *column);
guint bt_column_get_n_leaves (const BtNode *column);
BtRole bt_column_get_role (const BtNode *column);
double bt_column_get_width (const BtNode *column);

G_END_DECLS
