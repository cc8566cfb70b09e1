/* Which paragraphs of a plan the text editor shows together: a section with all below it, the whole running text of a
 * short plan, and loose paragraphs that follow each other. */

#include "bt-part.h"

#include "bt-schema.h"
#include "bt-table-page.h"

/* So many bytes of text are shown together at most: bench-window says what showing them and writing in them takes. A
 * paragraph costs as much as PARAGRAPH_SIZE bytes more, for its tags and its label. */
#define MAX_SIZE 100000
#define PARAGRAPH_SIZE 200

/* Takes the size of @node from @size and tells whether it was enough. */
static gboolean
take_size (const BtNode *node, int *size)
{
  const BtText *text = bt_node_get_text (node);

  *size -= PARAGRAPH_SIZE + (text ? bt_text_get_length (text) : 0);
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return *size >= 0;
  for (guint i = 0; *size >= 0 && i < bt_node_get_n_children (node); i++)
    take_size (bt_node_get_child (node, i), size);
  return *size >= 0;
}

/* A paragraph that belongs to no section: without a number, heading of nothing. */
static gboolean
is_loose (const BtNode *node)
{
  BtLabel label;

  if (bt_node_get_kind (node) != BT_NODE_CLAUSE || bt_node_is_heading (node))
    return FALSE;
  label = bt_node_get_label (node);
  if (label != BT_LABEL_NONE && label != BT_LABEL_DASH && label != BT_LABEL_PLUS)
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      if (bt_node_get_kind (child) == BT_NODE_TABLE
          || (bt_node_get_kind (child) == BT_NODE_CLAUSE && bt_node_is_heading (child)))
        return FALSE;
    }
  return TRUE;
}

/* What was moved away does not part the paragraphs beside its old place. */
static gboolean
is_passed (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_GHOST || is_loose (node);
}

/* The first of the loose paragraphs around the one at @position of the body, if it can be shown together with it. */
static guint
find_first_loose (const BtNode *body, guint position)
{
  guint first = position;
  gboolean together = TRUE;
  int size = MAX_SIZE;

  for (guint i = position; i > 0 && is_passed (bt_node_get_child (body, i - 1))
                           && take_size (bt_node_get_child (body, i - 1), &size);
       i--)
    if (is_loose (bt_node_get_child (body, i - 1)))
      first = i - 1;
  if (size >= 0)
    bt_part_find_loose (body, first, &together);
  return size >= 0 && together ? first : position;
}

/**
 * bt_part_is_whole_shown:
 * @plan: a plan
 * @shown: whether its whole running text is shown already
 *
 * Returns: whether the whole running text is short enough to be shown and written in at once; what is shown already may
 *   grow by half of that, so that it does not go while one writes in it
 */
gboolean
bt_part_is_whole_shown (BtPlan *plan, gboolean shown)
{
  int size = shown ? MAX_SIZE / 2 * 3 : MAX_SIZE;

  g_return_val_if_fail (plan != NULL, FALSE);

  return take_size (bt_plan_get_part (plan, BT_NODE_BODY), &size);
}

/**
 * bt_part_find_loose:
 * @body: the body of a plan
 * @position: the place in it of a node
 * @together: (out): whether there are loose paragraphs from there on that are shown together
 *
 * Returns: how many loose paragraphs follow each other there, up to the next section
 */
guint
bt_part_find_loose (const BtNode *body, guint position, gboolean *together)
{
  guint end = position;
  int size = MAX_SIZE;

  g_return_val_if_fail (body != NULL && together != NULL, 0);

  for (; end < bt_node_get_n_children (body) && is_passed (bt_node_get_child (body, end)); end++)
    if (size >= 0)
      take_size (bt_node_get_child (body, end), &size);
  *together = end > position && size >= 0;
  return end - position;
}

/* Whether one has chosen to see some of the running text alone. */
static gboolean
is_narrow (BtPlan *plan, const char *shown)
{
  g_autoptr (GPtrArray) path = shown ? bt_plan_get_path (plan, shown) : NULL;

  return path && path->len > 2 && bt_node_get_kind (path->pdata[1]) == BT_NODE_BODY
         && bt_node_get_kind (path->pdata[path->len - 1]) != BT_NODE_TABLE;
}

/**
 * bt_part_find:
 * @plan: a plan
 * @id: the id of a node of it
 * @shown: (nullable): the id of the part that is shown, which does not hold the node
 *
 * Returns: (nullable): the id of the part to show for who jumps to that node: a table for its cells, else the whole
 *   running text where that is short and no section of it was chosen, else the section
 */
const char *
bt_part_find (BtPlan *plan, const char *id, const char *shown)
{
  g_autoptr (GPtrArray) path = NULL;
  gboolean whole;
  BtNode *part = NULL;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  path = bt_plan_get_path (plan, id);
  whole = !is_narrow (plan, shown) && bt_part_is_whole_shown (plan, FALSE);
  for (guint i = 1; path && i < path->len; i++)
    {
      BtNodeKind kind = bt_node_get_kind (path->pdata[i]);

      if (i == 1 || (i == 2 && ((kind == BT_NODE_CLAUSE && !whole) || kind == BT_NODE_APPENDIX))
          || kind == BT_NODE_TABLE)
        part = path->pdata[i];
    }
  return part ? bt_node_get_id (part) : NULL;
}

/**
 * bt_part_widen:
 * @plan: a plan
 * @node: a node of it
 *
 * Returns: (transfer none): the node that the part is called by in which @node is shown: a table that is all of its
 *   appendix is shown with the appendix's title, a loose paragraph with those beside it
 */
BtNode *
bt_part_widen (BtPlan *plan, BtNode *node)
{
  guint position;
  BtNode *parent;

  g_return_val_if_fail (plan != NULL && node != NULL, NULL);

  parent = bt_plan_get_parent (plan, bt_node_get_id (node), &position);
  if (!parent)
    return node;
  if (bt_node_get_kind (node) == BT_NODE_TABLE && bt_node_get_kind (parent) == BT_NODE_APPENDIX
      && bt_table_page_can_show (plan, bt_node_get_id (parent)))
    return parent;
  if (bt_node_get_kind (parent) != BT_NODE_BODY || !is_loose (node))
    return node;
  return bt_node_get_child (parent, find_first_loose (parent, position));
}

/**
 * bt_part_get_nodes:
 * @plan: a plan
 * @node: a node of it
 *
 * Returns: (transfer container) (element-type BtNode): what is shown where that part is chosen: @node, or it and the
 *   loose paragraphs around it, which follow each other. They live as long as @plan.
 */
GPtrArray *
bt_part_get_nodes (BtPlan *plan, BtNode *node)
{
  GPtrArray *nodes;
  BtNode *first, *parent;
  gboolean together = FALSE;
  guint position, n = 0;

  g_return_val_if_fail (plan != NULL && node != NULL, NULL);

  nodes = g_ptr_array_new ();
  first = bt_part_widen (plan, node);
  parent = bt_plan_get_parent (plan, bt_node_get_id (first), &position);
  if (parent && bt_node_get_kind (parent) == BT_NODE_BODY && is_loose (first))
    n = bt_part_find_loose (parent, position, &together);
  if (!together)
    g_ptr_array_add (nodes, node);
  for (guint i = 0; together && i < n; i++)
    g_ptr_array_add (nodes, bt_node_get_child (parent, position + i));
  return nodes;
}

/**
 * bt_part_holds:
 * @plan: a plan
 * @part: the id of a part of it
 * @id: the id of a node of it
 *
 * Returns: whether the node is shown where the part is
 */
gboolean
bt_part_holds (BtPlan *plan, const char *part, const char *id)
{
  g_autoptr (GPtrArray) path = NULL, nodes = NULL;
  BtNode *node;

  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (part != NULL && id != NULL, FALSE);

  path = bt_plan_get_path (plan, id);
  node = bt_plan_get_node (plan, part);
  nodes = node ? bt_part_get_nodes (plan, node) : NULL;
  for (guint i = 0; nodes && path && i < path->len; i++)
    if (g_ptr_array_find (nodes, path->pdata[i], NULL))
      return TRUE;
  return FALSE;
}
