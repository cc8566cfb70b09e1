/* Tables: the tree of columns, its leaves in order, and the cells under them. */
#include "bt-table.h"

#include <string.h>

static const char *const role_names[BT_N_ROLES] = {
  [BT_ROLE_TEXT] = "text",   [BT_ROLE_ORDER] = "order",     [BT_ROLE_CONTENT] = "content",
  [BT_ROLE_PRODUCT] = "product", [BT_ROLE_START] = "start", [BT_ROLE_FINISH] = "finish",
  [BT_ROLE_TIME] = "time",   [BT_ROLE_LEAD] = "lead",       [BT_ROLE_SUPPORT] = "support",
  [BT_ROLE_NOTE] = "note",
};

/**
 * bt_role_get_name:
 * @role: a role
 *
 * Returns: (transfer none): its name, as the attribute "role" has it
 */
const char *
bt_role_get_name (BtRole role)
{
  g_return_val_if_fail (role < BT_N_ROLES, NULL);
  return role_names[role];
}

/**
 * bt_role_from_name:
 * @name: (nullable): a value of the attribute "role"
 * @role: (out): the role
 *
 * Returns: whether there is one of that name
 */
gboolean
bt_role_from_name (const char *name, BtRole *role)
{
  g_return_val_if_fail (role != NULL, FALSE);

  for (guint i = 0; name != NULL && i < BT_N_ROLES; i++)
    if (strcmp (role_names[i], name) == 0)
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * bt_column_is_group:
 * @column: a column
 *
 * Returns: whether it is a heading over columns and has no cells of its own; one whose columns have all been moved
 *   away, which their ghosts show, has none either
 */
gboolean
bt_column_is_group (const BtNode *column)
{
  g_return_val_if_fail (column != NULL, FALSE);
  return bt_node_get_child_of_kind (column, BT_NODE_COLUMN) != NULL
         || bt_node_get_child_of_kind (column, BT_NODE_GHOST) != NULL;
}

static void
collect_leaves (const BtNode *node, GPtrArray *leaves)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      if (bt_node_get_kind (child) != BT_NODE_COLUMN)
        continue;
      if (bt_column_is_group (child))
        collect_leaves (child, leaves);
      else
        g_ptr_array_add (leaves, child);
    }
}

/**
 * bt_table_get_leaves:
 * @table: a table
 *
 * Returns: (transfer full) (element-type BtNode): the columns that have cells, from left to right; they live as long as
 *   @table
 */
GPtrArray *
bt_table_get_leaves (const BtNode *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  GPtrArray *leaves = g_ptr_array_new ();
  collect_leaves (bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), leaves);
  return leaves;
}

static guint
count_leaves (const BtNode *node)
{
  guint count = 0;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) == BT_NODE_COLUMN)
      count += bt_column_get_n_leaves (bt_node_get_child (node, i));
  return count;
}

/**
 * bt_column_get_n_leaves:
 * @column: a column
 *
 * Returns: how many leaf columns it spans: 1 for a leaf
 */
guint
bt_column_get_n_leaves (const BtNode *column)
{
  g_return_val_if_fail (column != NULL, 0);
  return bt_column_is_group (column) ? count_leaves (column) : 1;
}

/**
 * bt_table_get_n_leaves:
 * @table: a table
 *
 * Returns: how many leaf columns it has
 */
guint
bt_table_get_n_leaves (const BtNode *table)
{
  g_return_val_if_fail (table != NULL, 0);
  return count_leaves (bt_node_get_child_of_kind (table, BT_NODE_COLUMNS));
}

static guint
heading_depth (const BtNode *node)
{
  guint depth = 0;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) == BT_NODE_COLUMN)
      depth = MAX (depth, 1 + heading_depth (bt_node_get_child (node, i)));
  return depth;
}

/**
 * bt_table_get_heading_depth:
 * @table: a table
 *
 * Returns: how many heading rows it has: 1 without groups, 2 with groups of leaves
 */
guint
bt_table_get_heading_depth (const BtNode *table)
{
  g_return_val_if_fail (table != NULL, 0);
  return heading_depth (bt_node_get_child_of_kind (table, BT_NODE_COLUMNS));
}

/**
 * bt_column_get_role:
 * @column: a column
 *
 * Returns: what its cells say
 */
BtRole
bt_column_get_role (const BtNode *column)
{
  BtRole role = BT_ROLE_TEXT;

  g_return_val_if_fail (column != NULL, BT_ROLE_TEXT);
  bt_role_from_name (bt_node_get_attr (column, "role"), &role);
  return role;
}

/**
 * bt_column_get_width:
 * @column: a column
 *
 * Returns: the width someone gave it, in millimetres; 0 where it is found by itself
 */
double
bt_column_get_width (const BtNode *column)
{
  g_return_val_if_fail (column != NULL, 0);

  const char *width = bt_node_get_attr (column, "width");
  return width != NULL ? g_ascii_strtod (width, NULL) : 0;
}
