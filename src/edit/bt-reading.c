/* The paragraphs of a plan in the order in which they are read. */

#include "bt-reading.h"

#include "bt-schema.h"

/* A table is one paragraph of the flow: what stands in it is edited in the table. */
static gboolean
is_item (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind == BT_NODE_TABLE
         || (kind != BT_NODE_FOREIGN && bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE);
}

static gboolean
is_entered (const BtNode *node, const char *scope)
{
  return bt_node_get_kind (node) != BT_NODE_TABLE || g_strcmp0 (bt_node_get_id (node), scope) == 0;
}

static void
collect (BtNode *node, const char *scope, GPtrArray *items)
{
  if (is_item (node))
    g_ptr_array_add (items, node);
  if (!is_entered (node, scope))
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect (bt_node_get_child (node, i), scope, items);
}

/**
 * bt_reading_get:
 * @plan: a plan
 * @scope: the id of a node of it
 *
 * Returns: (transfer container) (element-type BtNode): the paragraphs of @scope, itself included, in reading order; a
 *   table counts as one paragraph. They live as long as @plan.
 */
GPtrArray *
bt_reading_get (BtPlan *plan, const char *scope)
{
  GPtrArray *items;
  BtNode *node;

  g_return_val_if_fail (plan != NULL && scope != NULL, NULL);

  items = g_ptr_array_new ();
  node = bt_plan_get_node (plan, scope);
  if (node)
    collect (node, scope, items);

  return items;
}

/* The node that follows @id in document order, past what it holds unless @enter. */
static BtNode *
next_node (BtPlan *plan, const char *id, gboolean enter)
{
  BtNode *node = bt_plan_get_node (plan, id);

  if (enter && bt_node_get_n_children (node) > 0)
    return bt_node_get_child (node, 0);

  for (;;)
    {
      guint position;
      BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (node), &position);

      if (!parent)
        return NULL;
      if (position + 1 < bt_node_get_n_children (parent))
        return bt_node_get_child (parent, position + 1);
      node = parent;
    }
}

/* The last node of @node in document order, which may be itself. */
static BtNode *
last_inside (BtNode *node)
{
  while (bt_node_get_n_children (node) > 0 && bt_node_get_kind (node) != BT_NODE_TABLE)
    node = bt_node_get_child (node, bt_node_get_n_children (node) - 1);
  return node;
}

static BtNode *
previous_node (BtPlan *plan, const char *id)
{
  guint position;
  BtNode *parent = bt_plan_get_parent (plan, id, &position);

  if (!parent || position == 0)
    return parent;
  return last_inside (bt_node_get_child (parent, position - 1));
}

/**
 * bt_reading_get_next:
 * @plan: a plan
 * @id: the id of a node
 *
 * Returns: (transfer none) (nullable): the paragraph that follows @id
 */
BtNode *
bt_reading_get_next (BtPlan *plan, const char *id)
{
  BtNode *node;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  node = bt_plan_get_node (plan, id);
  do
    node = next_node (plan, bt_node_get_id (node), bt_node_get_kind (node) != BT_NODE_TABLE);
  while (node && !is_item (node));

  return node;
}

/**
 * bt_reading_get_previous:
 * @plan: a plan
 * @id: the id of a node
 *
 * Returns: (transfer none) (nullable): the paragraph before @id
 */
BtNode *
bt_reading_get_previous (BtPlan *plan, const char *id)
{
  BtNode *node;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  node = bt_plan_get_node (plan, id);
  do
    node = previous_node (plan, bt_node_get_id (node));
  while (node && !is_item (node));

  return node;
}

/**
 * bt_reading_get_range:
 * @plan: a plan
 * @first: the id of a paragraph
 * @last: the id of a paragraph that does not come before it
 *
 * Returns: (transfer container) (element-type BtNode): the paragraphs from @first to @last, both included; empty where
 *   @last does not follow
 */
GPtrArray *
bt_reading_get_range (BtPlan *plan, const char *first, const char *last)
{
  GPtrArray *items;
  BtNode *node;

  g_return_val_if_fail (plan != NULL && first != NULL && last != NULL, NULL);

  items = g_ptr_array_new ();
  for (node = bt_plan_get_node (plan, first); node;
       node = bt_reading_get_next (plan, bt_node_get_id (node)))
    {
      g_ptr_array_add (items, node);
      if (g_str_equal (bt_node_get_id (node), last))
        return items;
    }

  g_ptr_array_set_size (items, 0);
  return items;
}

/**
 * bt_reading_is_list_item:
 * @kind: a kind of node
 *
 * Returns: whether such a paragraph may be split and joined with its like
 */
gboolean
bt_reading_is_list_item (BtNodeKind kind)
{
  return kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_RECIPIENT;
}
