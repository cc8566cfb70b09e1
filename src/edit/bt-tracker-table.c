/* Tracked editing of columns.
 *
 * Every row always has as many cells as the table has leaf columns, so cells come and go untracked: an inserted column
 * brings empty ones, a deleted one keeps its own, whose characters are marked as deleted, until it is decided. A column
 * that moves is deleted where it stood and a copy is inserted where it goes, both by one change: unlike a ghost, that
 * leaves no decision with cells to bring back, and the laws follow from those of inserting and deleting. Only what the
 * author put in himself simply moves. */
#include "bt-live-copy.h"
#include "bt-schema.h"
#include "bt-step-columns.h"
#include "bt-table.h"
#include "bt-tracker-private.h"

static BtNode *
get_table (BtTracker *tracker, const char *id)
{
  return bt_plan_get_table (bt_step_run_get_plan (tracker->run), id);
}

static gboolean
is_there (BtTracker *tracker, const char *id)
{
  return bt_plan_has_node (bt_step_run_get_plan (tracker->run), id);
}

/**
 * bt_tracker_insert_column:
 * @tracker: a tracker
 * @parent: the id of a group, or of a table's columns
 * @position: where among its children
 * @column: the column, without marks of its own
 * @error: return location
 *
 * Every row gets empty cells for it.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_insert_column (BtTracker *tracker, const char *parent, guint position, BtNode *column,
                          GError **error)
{
  BtNode *table = get_table (tracker, parent);
  const char *id = bt_intern (bt_node_get_id (table));
  g_autoptr (GPtrArray) leaves = bt_table_dup_leaf_ids (table);

  return bt_tracker_insert_node (tracker, parent, position, column, error)
         && bt_step_run_fit_cells (tracker->run, id, leaves, error);
}

static GPtrArray *
dup_ids (GPtrArray *nodes)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (nodes->pdata[i])));
  return ids;
}

/* The interned ids of the columns of a group. */
static GPtrArray *
dup_columns (const BtNode *group)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (group); i++)
    if (bt_node_get_kind (bt_node_get_child (group, i)) == BT_NODE_COLUMN)
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (group, i))));
  return ids;
}

/* Marks the texts of the cells as deleted. Returns whether anything is left in them by @is_empty. */
static gboolean
clear_cells (BtTracker *tracker, const char *column, gboolean *is_empty, GError **error)
{
  g_autoptr (GPtrArray) cells =
      bt_table_get_cells (get_table (tracker, column), bt_tracker_get_node (tracker, column));
  g_autoptr (GPtrArray) ids = dup_ids (cells);

  *is_empty = TRUE;
  for (guint i = 0; i < ids->len; i++)
    {
      if (!bt_tracker_clear_text (tracker, ids->pdata[i], error))
        return FALSE;
      *is_empty &= bt_node_is_bare (bt_tracker_get_node (tracker, ids->pdata[i]));
    }
  return TRUE;
}

static gboolean
delete_column (BtTracker *tracker, const char *id, const char *change, GError **error)
{
  g_autoptr (GPtrArray) columns = dup_columns (bt_tracker_get_node (tracker, id));
  gboolean is_empty;
  BtNode *column;

  for (guint i = 0; i < columns->len; i++)
    if (!delete_column (tracker, columns->pdata[i], change, error))
      return FALSE;
  /* A group goes with the last of the author's own columns in it. */
  if (!is_there (tracker, id))
    return TRUE;
  if (!clear_cells (tracker, id, &is_empty, error) || !bt_tracker_clear_text (tracker, id, error))
    return FALSE;

  column = bt_tracker_get_node (tracker, id);
  if (bt_tracker_has_own (tracker, id, "ins") && is_empty && bt_node_get_n_children (column) == 0
      && bt_node_is_bare (column))
    return bt_step_run_remove_column (tracker->run, id, error);
  return bt_node_get_attr (column, "del")
         || bt_step_run_set_attr (tracker->run, id, "del", change, error);
}

static gboolean
has_live_child (const BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/* A group whose last column goes is deleted too. */
static gboolean
delete_empty_groups (BtTracker *tracker, const char *group, GError **error)
{
  const char *change = tracker->change;

  while (is_there (tracker, group))
    {
      BtPlan *plan = bt_step_run_get_plan (tracker->run);
      BtNode *node = bt_plan_get_node (plan, group);
      const char *parent =
          bt_intern (bt_node_get_id (bt_plan_get_parent (plan, group, NULL)));

      if (bt_node_get_kind (node) != BT_NODE_COLUMN || has_live_child (node))
        return TRUE;
      if (!bt_node_get_attr (node, "del")
          && !bt_step_run_set_attr (tracker->run, group, "del", change, error))
        return FALSE;
      if (!bt_tracker_clear_text (tracker, group, error))
        return FALSE;
      group = parent;
    }
  return TRUE;
}

/* The ids of what holds @id, innermost first: some of them may go with it. */
static GPtrArray *
dup_groups (BtTracker *tracker, const char *id)
{
  BtPlan *plan = bt_step_run_get_plan (tracker->run);
  BtNode *node = bt_plan_get_parent (plan, id, NULL);
  GPtrArray *ids = g_ptr_array_new ();

  for (; bt_node_get_kind (node) == BT_NODE_COLUMN;
       node = bt_plan_get_parent (plan, bt_node_get_id (node), NULL))
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  return ids;
}

static gboolean
delete_groups (BtTracker *tracker, GPtrArray *groups, GError **error)
{
  for (guint i = 0; i < groups->len; i++)
    if (is_there (tracker, groups->pdata[i]))
      return delete_empty_groups (tracker, groups->pdata[i], error);
  return TRUE;
}

/**
 * bt_tracker_remove_column:
 * @tracker: a tracker
 * @id: the id of a column
 * @error: return location
 *
 * The column and its cells stay, their characters marked as deleted; a group without another column goes with it.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_remove_column (BtTracker *tracker, const char *id, GError **error)
{
  const char *change = bt_tracker_change_for (tracker, id, error);
  g_autoptr (GPtrArray) groups = dup_groups (tracker, id);

  return change && delete_column (tracker, bt_intern (id), change, error)
         && delete_groups (tracker, groups, error);
}

static gboolean
mark_copied_cb (BtMark *mark, gpointer data)
{
  const char *change = data;

  /* What others want deleted is for them to decide in the copy as well. */
  if (mark->del == change)
    return FALSE;
  mark->ins = change;
  mark->was = NULL;
  return TRUE;
}

/* The cells of @to, which are empty, get what stands in those of @from. */
static gboolean
copy_cells (BtTracker *tracker, const char *from, const char *to, GError **error)
{
  BtNode *table = get_table (tracker, from);
  g_autoptr (GPtrArray) old = bt_table_get_cells (table, bt_tracker_get_node (tracker, from));
  g_autoptr (GPtrArray) new = bt_table_get_cells (table, bt_tracker_get_node (tracker, to));
  g_autoptr (GPtrArray) old_ids = dup_ids (old), new_ids = dup_ids (new);

  for (guint i = 0; i < old_ids->len; i++)
    {
      BtText *text = bt_node_get_text (bt_tracker_get_node (tracker, old_ids->pdata[i]));
      g_autoptr (BtText) copy = bt_text_map (text, mark_copied_cb, (gpointer) tracker->change);
      if (!bt_step_run_set_text (tracker->run, new_ids->pdata[i], copy, error))
        return FALSE;
    }
  return TRUE;
}

/* The ids of the leaves of a column as it reads, from left to right. */
static void
collect_live_leaves (const BtNode *column, GPtrArray *ids)
{
  g_autoptr (GPtrArray) columns = dup_columns (column);

  if (!bt_node_is_live (column))
    return;
  if (columns->len == 0)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (column)));
  for (guint i = 0; i < bt_node_get_n_children (column); i++)
    collect_live_leaves (bt_node_get_child (column, i), ids);
}

static gboolean
copy_column (BtTracker *tracker, const char *id, const char *parent, guint position, GError **error)
{
  BtNode *column = bt_tracker_get_node (tracker, id);
  g_autoptr (BtNode) copy = bt_live_copy (bt_step_run_get_plan (tracker->run), column, TRUE);
  g_autoptr (GPtrArray) from = g_ptr_array_new (), to = g_ptr_array_new ();

  collect_live_leaves (column, from);
  collect_live_leaves (copy, to);
  if (!bt_tracker_insert_column (tracker, parent, position, copy, error))
    return FALSE;
  for (guint i = 0; i < from->len; i++)
    if (!copy_cells (tracker, from->pdata[i], to->pdata[i], error))
      return FALSE;
  return bt_tracker_remove_column (tracker, id, error);
}

/**
 * bt_tracker_move_column:
 * @tracker: a tracker
 * @id: the id of a column
 * @parent: the id of a group, or of the columns, of the same table
 * @position: before which of its children, as they are now, it comes
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_move_column (BtTracker *tracker, const char *id, const char *parent, guint position,
                        GError **error)
{
  const char *change = bt_tracker_change_for (tracker, id, error);
  g_autoptr (GPtrArray) groups = NULL;

  if (!change)
    return FALSE;
  if (!bt_tracker_has_own (tracker, id, "ins"))
    return copy_column (tracker, id, parent, position, error);

  groups = dup_groups (tracker, id);
  return bt_step_run_move_column (tracker->run, id, parent, position, error)
         && delete_groups (tracker, groups, error);
}
