/* What differs between two plans that follow each other, found by comparing pointers along the changed paths: as much
 * work as was changed. */
#include "bt-delta.h"

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

/* Whether a node counts among its siblings for what it did. A deleted part that comes to have words, or loses its last
 * ones, does not. */
static gboolean
is_counted_alike (const BtNode *old, const BtNode *node)
{
  return has_same_attrs (old, node) && bt_node_is_live (old) == bt_node_is_live (node);
}

/* Whether a node is neither text, nor what stands in an old place of it. */
static gboolean
is_record (const BtNode *node)
{
  return bt_node_get_kind (node) >= BT_NODE_SOURCES && bt_node_get_kind (node) != BT_NODE_GHOST;
}

static gboolean
has_same_id (const BtNode *old, const BtNode *node)
{
  return strcmp (bt_node_get_id (old), bt_node_get_id (node)) == 0;
}

static void
note_parent (BtDelta *delta, const BtNode *parent)
{
  g_hash_table_insert (delta->parents, (gpointer) bt_node_get_id (parent), (gpointer) parent);
}

static void
note_node (BtDelta *delta, const BtNode *old, const BtNode *node, const BtNode *parent)
{
  BtDeltaNode noted = { old, node, parent };

  g_array_append_val (delta->nodes, noted);
}

/* Notes a node of the plan before, and all below it, where they are not elsewhere in the plan now. */
static void
retire (BtDelta *delta, const BtNode *old)
{
  if (bt_plan_has_node (delta->plan, bt_node_get_id (old)))
    return;
  delta->records |= is_record (old);
  g_ptr_array_add (delta->gone, (gpointer) old);
  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    retire (delta, bt_node_get_child (old, i));
}

static void visit (BtDelta *delta, const BtNode *old, const BtNode *node, const BtNode *parent);

/* Notes a node that was not there before, or not in this place. */
static void
arrive (BtDelta *delta, const BtNode *node, const BtNode *parent)
{
  const BtNode *old = bt_plan_get_node (delta->old, bt_node_get_id (node));

  delta->records |= is_record (node);
  g_hash_table_add (delta->displaced, (gpointer) bt_node_get_id (node));
  if (old != NULL && old != node)
    {
      visit (delta, old, node, parent);
      return;
    }
  note_node (delta, old, node, parent);
  if (old == node || bt_node_get_n_children (node) == 0)
    return;
  note_parent (delta, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    arrive (delta, bt_node_get_child (node, i), node);
}

/* Two nodes of one id in one place. The records of changes may differ: marks lead there. */
static void
visit_in_place (BtDelta *delta, const BtNode *old, const BtNode *node, const BtNode *parent)
{
  if (old == node || bt_node_get_kind (node) == BT_NODE_CHANGES)
    return;
  if (is_record (node) || is_record (old))
    {
      delta->records = TRUE;
      return;
    }
  if (!is_counted_alike (old, node))
    note_parent (delta, parent);
  visit (delta, old, node, parent);
}

/* Whether the children from @start to before @end have the same ids in the same order. */
static gboolean
has_same_children (const BtNode *old, const BtNode *node, guint start, guint end)
{
  if (bt_node_get_n_children (old) != bt_node_get_n_children (node))
    return FALSE;
  for (guint i = start; i < end; i++)
    if (!has_same_id (bt_node_get_child (old, i), bt_node_get_child (node, i)))
      return FALSE;
  return TRUE;
}

static void
visit_children (BtDelta *delta, const BtNode *old, const BtNode *node)
{
  guint old_end = bt_node_get_n_children (old), end = bt_node_get_n_children (node), start = 0;

  while (start < old_end && start < end && bt_node_get_child (old, start) == bt_node_get_child (node, start))
    start++;
  while (old_end > start && end > start
         && bt_node_get_child (old, old_end - 1) == bt_node_get_child (node, end - 1))
    {
      old_end--;
      end--;
    }
  if (has_same_children (old, node, start, end))
    {
      for (guint i = start; i < end; i++)
        visit_in_place (delta, bt_node_get_child (old, i), bt_node_get_child (node, i), node);
      return;
    }
  note_parent (delta, node);
  for (guint i = start; i < old_end; i++)
    retire (delta, bt_node_get_child (old, i));
  for (guint i = start; i < end; i++)
    arrive (delta, bt_node_get_child (node, i), node);
}

/* Notes a node that is another one than before, and what differs below it. */
static void
visit (BtDelta *delta, const BtNode *old, const BtNode *node, const BtNode *parent)
{
  note_node (delta, old, node, parent);
  visit_children (delta, old, node);
}

/**
 * bt_delta_new:
 * @old: a plan
 * @plan: the plan after it
 *
 * Only what the plans have in different copies is looked at.
 *
 * Returns: (transfer full): what differs
 */
BtDelta *
bt_delta_new (const BtPlan *old, const BtPlan *plan)
{
  BtDelta *delta;

  g_return_val_if_fail (old != NULL && plan != NULL, NULL);

  delta = g_new0 (BtDelta, 1);
  delta->old = old;
  delta->plan = plan;
  delta->nodes = g_array_new (FALSE, FALSE, sizeof (BtDeltaNode));
  delta->gone = g_ptr_array_new ();
  delta->parents = g_hash_table_new (g_str_hash, g_str_equal);
  delta->displaced = g_hash_table_new (g_str_hash, g_str_equal);
  delta->reaches = g_hash_table_new (g_str_hash, g_str_equal);
  if (bt_plan_get_root (old) != bt_plan_get_root (plan))
    visit (delta, bt_plan_get_root (old), bt_plan_get_root (plan), NULL);
  return delta;
}

/** bt_delta_free: frees @delta */
void
bt_delta_free (BtDelta *delta)
{
  g_return_if_fail (delta != NULL);

  g_array_unref (delta->nodes);
  g_ptr_array_unref (delta->gone);
  g_hash_table_unref (delta->parents);
  g_hash_table_unref (delta->displaced);
  g_hash_table_unref (delta->reaches);
  g_free (delta);
}

/** bt_delta_is_rewording: Returns: whether all parts are the same, in the same order, with the same numbers */
gboolean
bt_delta_is_rewording (const BtDelta *delta)
{
  g_return_val_if_fail (delta != NULL, FALSE);

  return g_hash_table_size (delta->parents) == 0;
}

/** bt_delta_is_new_text: Returns: whether @node was there before, with other words or other marks of words */
gboolean
bt_delta_is_new_text (const BtDeltaNode *node)
{
  g_return_val_if_fail (node != NULL, FALSE);

  return node->old != NULL && bt_node_get_text (node->old) != bt_node_get_text (node->node);
}

/* What it means for a node and for what it is in; of the latter it is remembered, for many nodes are in one part. */
static BtDeltaReach
find_reach (const BtDelta *delta, const char *id)
{
  const char *parent = bt_plan_get_parent_id (delta->plan, id);
  gpointer known = NULL;
  BtDeltaReach reach;

  if (parent == NULL)
    return 0;
  if (!g_hash_table_lookup_extended (delta->reaches, parent, NULL, &known))
    {
      known = GUINT_TO_POINTER (find_reach (delta, parent));
      g_hash_table_insert (delta->reaches, (gpointer) parent, known);
    }
  reach = GPOINTER_TO_UINT (known);
  if (g_hash_table_contains (delta->parents, parent))
    reach |= BT_DELTA_RENUMBERED;
  if (g_hash_table_contains (delta->displaced, id))
    reach |= BT_DELTA_DISPLACED;
  return reach;
}

/**
 * bt_delta_get_reach:
 * @delta: a difference
 * @id: a node of the plan now
 *
 * Returns: what it means for that node
 */
BtDeltaReach
bt_delta_get_reach (const BtDelta *delta, const char *id)
{
  g_return_val_if_fail (delta != NULL && id != NULL, 0);

  return bt_delta_is_rewording (delta) ? 0 : find_reach (delta, id);
}

/**
 * bt_delta_keeps_order:
 * @delta: a difference
 * @first: (nullable): a node of the plan now
 * @second: (nullable): another one, or the same
 *
 * Returns: whether the second does not stand before the first; %TRUE where one is not there
 */
gboolean
bt_delta_keeps_order (const BtDelta *delta, const char *first, const char *second)
{
  g_return_val_if_fail (delta != NULL, FALSE);

  g_autoptr (GPtrArray) one = first != NULL ? bt_plan_get_path (delta->plan, first) : NULL;
  g_autoptr (GPtrArray) other = second != NULL ? bt_plan_get_path (delta->plan, second) : NULL;
  guint depth = 0;

  if (one == NULL || other == NULL)
    return TRUE;
  while (depth < one->len && depth < other->len && one->pdata[depth] == other->pdata[depth])
    depth++;
  if (depth == one->len || depth == other->len)
    return depth == one->len;
  for (guint i = 0;; i++)
    {
      const BtNode *child = bt_node_get_child (one->pdata[depth - 1], i);

      if (child == one->pdata[depth] || child == other->pdata[depth])
        return child == one->pdata[depth];
    }
}
