/* Steps on the columns of a table that keep as many cells in every row as the table has leaf columns. */
#include "bt-step-columns.h"

#include "bt-table.h"

/**
 * bt_plan_get_table:
 * @plan: a plan
 * @id: the id of a table or of something in one
 *
 * Returns: (transfer none) (nullable): the table; %NULL where @id stands in none
 */
BtNode *
bt_plan_get_table (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  BtNode *node = bt_plan_has_node (plan, id) ? bt_plan_get_node (plan, id) : NULL;
  while (node != NULL && bt_node_get_kind (node) != BT_NODE_TABLE)
    node = bt_plan_get_parent (plan, bt_node_get_id (node), NULL);
  return node;
}

static BtNode *
nth_cell (const BtNode *row, guint index)
{
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL && index-- == 0)
      return bt_node_get_child (row, i);
  return NULL;
}

/**
 * bt_table_get_cells:
 * @table: a table
 * @column: a column of it
 *
 * Returns: (transfer container) (element-type BtNode): the cells of a leaf column, from top to bottom; none for a
 *   group
 */
GPtrArray *
bt_table_get_cells (const BtNode *table, const BtNode *column)
{
  guint index;

  g_return_val_if_fail (table != NULL && column != NULL, NULL);

  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  GPtrArray *cells = g_ptr_array_new ();
  if (!g_ptr_array_find (leaves, column, &index))
    return cells;
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    if (bt_node_get_kind (bt_node_get_child (rows, i)) == BT_NODE_ROW)
      g_ptr_array_add (cells, nth_cell (bt_node_get_child (rows, i), index));
  return cells;
}

/**
 * bt_table_dup_leaf_ids:
 * @table: a table
 *
 * Returns: (transfer container) (element-type utf8): the interned ids of its leaf columns, from left to right
 */
GPtrArray *
bt_table_dup_leaf_ids (const BtNode *table)
{
  g_return_val_if_fail (table != NULL, NULL);

  GPtrArray *leaves = bt_table_get_leaves (table);
  for (guint i = 0; i < leaves->len; i++)
    leaves->pdata[i] = (gpointer) bt_intern (bt_node_get_id (leaves->pdata[i]));
  return leaves;
}

static gboolean
insert_cell (BtStepRun *run, const char *row, guint position, GError **error)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CELL, NULL);
  bt_node_builder_set_string (builder, "");
  g_autoptr (BtNode) cell = bt_node_builder_end (builder);

  return bt_step_run_apply (run, bt_step_new_insert (row, position, cell), error);
}

/* The interned ids of the cells of a row. */
static GPtrArray *
dup_cell_ids (const BtNode *row)
{
  GPtrArray *ids = g_ptr_array_new ();
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL)
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (row, i))));
  return ids;
}

/* Puts the cell of leaf @position there: the one it had, or an empty one. */
static gboolean
place_cell (BtStepRun *run, const char *row, guint position, const char *cell, GError **error)
{
  guint now;

  if (cell == NULL)
    return insert_cell (run, row, position, error);
  bt_plan_get_parent (bt_step_run_get_plan (run), cell, &now);
  return now == position || bt_step_run_apply (run, bt_step_new_move (cell, row, position), error);
}

static gboolean
remove_cells (BtStepRun *run, GPtrArray *cells, GPtrArray *old_leaves, GPtrArray *leaves,
              GError **error)
{
  for (guint i = 0; i < old_leaves->len && i < cells->len; i++)
    if (!g_ptr_array_find (leaves, old_leaves->pdata[i], NULL)
        && !bt_step_run_apply (run, bt_step_new_remove (cells->pdata[i]), error))
      return FALSE;
  return TRUE;
}

/* What goes, goes first: most often every other cell then stands in its place already. */
static gboolean
fit_row (BtStepRun *run, const char *row, GPtrArray *old_leaves, GPtrArray *leaves, GError **error)
{
  g_autoptr (GPtrArray) cells = dup_cell_ids (bt_plan_get_node (bt_step_run_get_plan (run), row));
  guint index;

  if (!remove_cells (run, cells, old_leaves, leaves, error))
    return FALSE;
  for (guint i = 0; i < leaves->len; i++)
    {
      gboolean had = g_ptr_array_find (old_leaves, leaves->pdata[i], &index) && index < cells->len;
      if (!place_cell (run, row, i, had ? cells->pdata[index] : NULL, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_step_run_fit_cells:
 * @run: a run
 * @table: the id of a table whose columns have been changed
 * @old_leaves: (element-type utf8): what bt_table_dup_leaf_ids() gave before
 * @error: return location
 *
 * Cells follow their columns: they move with them, go with them, and new columns get empty ones.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_fit_cells (BtStepRun *run, const char *table, GPtrArray *old_leaves, GError **error)
{
  g_return_val_if_fail (run != NULL && table != NULL && old_leaves != NULL, FALSE);

  g_autoptr (BtNode) node = bt_node_ref (bt_plan_get_node (bt_step_run_get_plan (run), table));
  g_autoptr (GPtrArray) leaves = bt_table_dup_leaf_ids (node);
  BtNode *rows = bt_node_get_child_of_kind (node, BT_NODE_ROWS);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      if (bt_node_get_kind (row) == BT_NODE_ROW
          && !fit_row (run, bt_node_get_id (row), old_leaves, leaves, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_step_run_drop_empty_groups:
 * @run: a run
 * @column: the id of what lost a column: a group, or the columns of a table
 * @error: return location
 *
 * A group that has lost its last column goes too, and so on upwards.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_drop_empty_groups (BtStepRun *run, const char *column, GError **error)
{
  g_return_val_if_fail (run != NULL && column != NULL, FALSE);

  const BtPlan *plan = bt_step_run_get_plan (run);
  const BtNode *node = bt_plan_get_node (plan, column);
  if (bt_node_get_kind (node) != BT_NODE_COLUMN || bt_node_get_n_children (node) > 0)
    return TRUE;
  const char *parent = bt_intern (bt_node_get_id (bt_plan_get_parent (plan, column, NULL)));
  return bt_step_run_apply (run, bt_step_new_remove (column), error)
         && bt_step_run_drop_empty_groups (run, parent, error);
}

/* Takes a column away from where it stands, by @step, and its cells along. */
static gboolean
take_column (BtStepRun *run, const char *id, BtStep *step, GError **error)
{
  const BtPlan *plan = bt_step_run_get_plan (run);
  const BtNode *table = bt_plan_get_table (plan, id);
  const char *table_id = bt_intern (bt_node_get_id (table));
  const char *parent = bt_intern (bt_node_get_id (bt_plan_get_parent (plan, id, NULL)));
  g_autoptr (GPtrArray) leaves = bt_table_dup_leaf_ids (table);

  return bt_step_run_apply (run, step, error) && bt_step_run_drop_empty_groups (run, parent, error)
         && bt_step_run_fit_cells (run, table_id, leaves, error);
}

/**
 * bt_step_run_move_column:
 * @run: a run
 * @id: the id of a column
 * @parent: the id of a group, or of the columns, of the same table
 * @position: before which of its children, as they are now, it comes
 * @error: return location
 *
 * Moves a column, or a group with its columns, and the cells with them.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_move_column (BtStepRun *run, const char *id, const char *parent, guint position,
                         GError **error)
{
  guint now;

  g_return_val_if_fail (run != NULL && id != NULL && parent != NULL, FALSE);

  const BtNode *old_parent = bt_plan_get_parent (bt_step_run_get_plan (run), id, &now);
  if (now < position && g_strcmp0 (bt_node_get_id (old_parent), parent) == 0)
    position--;
  return take_column (run, id, bt_step_new_move (id, parent, position), error);
}

/**
 * bt_step_run_remove_column:
 * @run: a run
 * @id: the id of a column
 * @error: return location
 *
 * Removes a column, or a group with its columns, and their cells.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_remove_column (BtStepRun *run, const char *id, GError **error)
{
  g_return_val_if_fail (run != NULL && id != NULL, FALSE);

  return take_column (run, id, bt_step_new_remove (id), error);
}
