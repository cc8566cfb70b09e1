/* Which changes belong together for whoever decides them: a new row and the words that its author wrote into it.
 *
 * Each stays a change of its own, which can be decided alone: words are typed into a cell after its row was put in,
 * maybe days later. But to accept a row without its words, or its words without the row, is nobody's wish. */
#include "bt-change-groups.h"

#include <string.h>

#include "bt-table.h"

static gboolean
is_in_table (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind == BT_NODE_CELL || kind == BT_NODE_ROW || kind == BT_NODE_GROUP_ROW || kind == BT_NODE_COLUMN;
}

static const char *
get_author (const BtPlan *plan, const char *change)
{
  const BtNode *record = bt_plan_get_node (plan, change);

  return record != NULL ? bt_node_get_attr (record, "author") : NULL;
}

/* Whether an open change of the same author as @change put @node in. */
static gboolean
is_put_in (const BtPlan *plan, const BtNode *node, const BtChange *change)
{
  const char *ins = bt_node_get_attr (node, "ins");

  return ins != NULL && bt_node_get_attr (node, "ins-verdict") == NULL && strcmp (ins, change->id) != 0
         && g_strcmp0 (get_author (plan, ins), bt_change_get_attr (change, "author")) == 0;
}

/* The leaf of a table under which a cell stands; NULL for what is no cell. */
static const BtNode *
find_column (const BtPlan *plan, const BtNode *cell)
{
  const BtNode *row, *table;
  guint place = 0;

  if (bt_node_get_kind (cell) != BT_NODE_CELL)
    return NULL;
  row = bt_plan_get_parent (plan, bt_node_get_id (cell), NULL);
  table = row != NULL ? bt_plan_get_parent (plan, bt_node_get_id (row), NULL) : NULL;
  table = table != NULL ? bt_plan_get_parent (plan, bt_node_get_id (table), NULL) : NULL;
  if (table == NULL)
    return NULL;
  for (guint i = 0; bt_node_get_child (row, i) != cell; i++)
    place += bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL;
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  return place < leaves->len ? leaves->pdata[place] : NULL;
}

/* The change with which the words of @change came: that of their paragraph, their row or their column. Interned. */
static const char *
find_leader (const BtPlan *plan, const BtChange *change)
{
  const BtNode *node = bt_plan_get_node (plan, change->node), *column, *row;

  if (node == NULL)
    return NULL;
  column = find_column (plan, node);
  row = is_in_table (node) ? bt_plan_get_parent (plan, bt_node_get_id (node), NULL) : NULL;
  for (guint i = 0; i < 3; i++)
    {
      const BtNode *part = i == 0 ? node : i == 1 ? row : column;
      if (part != NULL && is_put_in (plan, part, change))
        return bt_intern (bt_node_get_attr (part, "ins"));
    }
  return NULL;
}

/**
 * bt_change_groups_new:
 * @list: (element-type BtChange): the changes of @plan
 * @plan: a plan
 * @cancellable: (nullable): to give up in between
 *
 * Words that somebody wrote into a paragraph, a row or a column that he has put in himself, by another change, go with
 * that one, unless the same change also did something elsewhere.
 *
 * Returns: (transfer full) (element-type utf8 utf8): of the changes that go with another, their interned ids, each with
 *   the interned id of that other, which goes with none; only of the first ones where it was given up
 */
GHashTable *
bt_change_groups_new (const GPtrArray *list, const BtPlan *plan, GCancellable *cancellable)
{
  g_autoptr (GHashTable) groups = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) others = g_hash_table_new (NULL, NULL);

  g_return_val_if_fail (list != NULL && plan != NULL, NULL);

  for (guint i = 0; i < list->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const BtChange *change = list->pdata[i];
      const char *leader = NULL, *before = g_hash_table_lookup (groups, change->id);

      if (change->kind == BT_CHANGE_TEXT_INSERT && change->state == BT_CHANGE_OPEN)
        leader = find_leader (plan, change);
      if (leader == NULL || (before != NULL && before != leader))
        g_hash_table_add (others, (gpointer) change->id);
      g_hash_table_insert (groups, (gpointer) change->id, (gpointer) leader);
    }
  GHashTableIter iter;
  gpointer id;
  g_hash_table_iter_init (&iter, others);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_remove (groups, id);
  return g_steal_pointer (&groups);
}

/**
 * bt_change_groups_add:
 * @groups: (element-type utf8 utf8): which changes go with which
 * @changes: (element-type utf8): interned ids of changes
 *
 * Adds to @changes those that go with them.
 */
void
bt_change_groups_add (GHashTable *groups, GHashTable *changes)
{
  GHashTableIter iter;
  gpointer id, leader;

  g_return_if_fail (groups != NULL && changes != NULL);

  g_hash_table_iter_init (&iter, groups);
  while (g_hash_table_iter_next (&iter, &id, &leader))
    if (g_hash_table_contains (changes, leader))
      g_hash_table_add (changes, id);
}

/* Whether @node came, or goes, by @change. */
static gboolean
is_marked_by (const BtNode *node, const BtChange *change)
{
  return g_strcmp0 (bt_node_get_attr (node, "ins"), change->id) == 0
         || g_strcmp0 (bt_node_get_attr (node, "del"), change->id) == 0;
}

/**
 * bt_change_is_part_of_other:
 * @change: a change of @plan
 * @plan: a plan
 *
 * Returns: whether it tells only that something came, or goes, with the table, the row or the column that holds it, by
 *   the same change
 */
gboolean
bt_change_is_part_of_other (const BtChange *change, const BtPlan *plan)
{
  const BtNode *node, *column;

  g_return_val_if_fail (change != NULL && plan != NULL, FALSE);

  if (change->node == NULL || change->kind == BT_CHANGE_MOVE || change->kind == BT_CHANGE_ATTRIBUTE)
    return FALSE;
  node = bt_plan_get_node (plan, change->node);
  if (node == NULL || !is_in_table (node))
    return FALSE;
  column = find_column (plan, node);
  if (column != NULL && is_marked_by (column, change))
    return TRUE;
  while ((node = bt_plan_get_parent (plan, bt_node_get_id (node), NULL)) != NULL)
    if (is_marked_by (node, change))
      return TRUE;
  return FALSE;
}
