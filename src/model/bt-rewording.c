/* Whether two plans that follow each other differ in nothing but words, as they do while somebody types. */
#include "bt-rewording.h"

#include <string.h>

#include "bt-schema.h"

static gboolean
has_same_attrs (const BtNode *old, const BtNode *node)
{
  guint n_old, n;
  const BtAttr *before = bt_node_get_attrs (old, &n_old), *now = bt_node_get_attrs (node, &n);

  if (n != n_old)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (before[i].name != now[i].name
        || (before[i].value != now[i].value && strcmp (before[i].value, now[i].value) != 0))
      return FALSE;
  return TRUE;
}

/* Whether two nodes differ in nothing but words, their own or below them. A deleted part that comes to have words, or
 * loses its last ones, is numbered otherwise. */
static gboolean
is_like (const BtNode *old, const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind < BT_NODE_SOURCES && kind == bt_node_get_kind (old)
         && strcmp (bt_node_get_id (old), bt_node_get_id (node)) == 0
         && bt_node_get_n_children (old) == bt_node_get_n_children (node)
         && (bt_node_get_text (old) == NULL) == (bt_node_get_text (node) == NULL)
         && has_same_attrs (old, node) && bt_node_is_live (old) == bt_node_is_live (node);
}

static gboolean
is_record (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CHANGES;
}

static gboolean
collect (const BtNode *old, const BtNode *node, GPtrArray *nodes)
{
  if (!is_like (old, node))
    return FALSE;
  if (bt_node_get_text (old) != bt_node_get_text (node))
    g_ptr_array_add (nodes, (gpointer) node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i), *before = bt_node_get_child (old, i);

      if (child != before && !(is_record (child) && is_record (before))
          && !collect (before, child, nodes))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_plan_is_reworded:
 * @old: a plan
 * @plan: the plan after it
 * @nodes: (element-type BtNode): is given the nodes of @plan whose own words, or their marks, differ
 *
 * Whether all parts are the same, in the same order, with the same attributes and numbers. Only what the plans have in
 * different copies is looked at. The records of changes may differ: marks in the words lead there.
 *
 * Returns: whether @plan differs from @old in nothing but words; if not, @nodes means nothing
 */
gboolean
bt_plan_is_reworded (const BtPlan *old, const BtPlan *plan, GPtrArray *nodes)
{
  const BtNode *before, *root;

  g_return_val_if_fail (old != NULL && plan != NULL && nodes != NULL, FALSE);

  before = bt_plan_get_root (old);
  root = bt_plan_get_root (plan);
  return before == root || collect (before, root, nodes);
}
