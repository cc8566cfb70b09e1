/* What can be done to the rows, columns and cells that are chosen in the grid, as actions for its menu, its bar and its
 * keys. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-live-copy.h"
#include "bt-table.h"
#include "bt-table-view-private.h"

/* Runs a command and says why it was not done. */
static gboolean
tell (BtTableView *self, gboolean done, GError *error)
{
  if (!done && error)
    bt_table_view_fail (self, error->message);
  return done;
}

static BtNode *
get_rows (BtTableView *self)
{
  return bt_node_get_child_of_kind (bt_table_grid_get_table (self->grid), BT_NODE_ROWS);
}

/* Where @row stands among all that is in the table, moved rows' old places too; the end for the row after the last. */
static guint
get_position (BtTableView *self, guint row)
{
  guint position;

  if (row >= bt_table_grid_get_n_rows (self->grid))
    return bt_node_get_n_children (get_rows (self));
  bt_plan_get_parent (bt_document_get_plan (self->document),
                      bt_node_get_id (bt_table_grid_get_row (self->grid, row)), &position);
  return position;
}

/* The interned ids of the chosen rows. */
static GPtrArray *
dup_rows (BtTableView *self, const BtTableBlock *block)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = block->first_row; i <= block->last_row; i++)
    g_ptr_array_add (ids, (gpointer) bt_intern (
                              bt_node_get_id (bt_table_grid_get_row (self->grid, i))));
  return ids;
}

static void
choose_rows (BtTableView *self, const char *first, const char *last)
{
  BtTableBlock block = { .last_column = G_MAXINT };
  guint column;

  if (bt_table_grid_find (self->grid, first, &block.first_row, &column)
      && bt_table_grid_find (self->grid, last, &block.last_row, &column))
    bt_table_view_choose (self, &block);
}

typedef gboolean (*RowCommand) (BtDocument *document, const char *id, GError **error);

/* Does the same to each of the rows, as one undo step, stopping at the first that cannot. */
static gboolean
run_on_rows (BtTableView *self, GPtrArray *ids, gboolean backwards, RowCommand command)
{
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  bt_document_begin_group (self->document);
  for (guint i = 0; done && i < ids->len; i++)
    done = command (self->document, ids->pdata[backwards ? ids->len - i - 1 : i], &error);
  bt_document_end_group (self->document);
  return tell (self, done, error);
}

static void
insert_row (BtTableView *self, guint row)
{
  g_autoptr (GError) error = NULL;

  if (tell (self, bt_document_insert_row (self->document, self->table, get_position (self, row), &error),
            error))
    bt_table_select_set (self, self->row, self->column, FALSE, TRUE);
}

static void
insert_above (BtTableView *self, const BtTableBlock *block)
{
  insert_row (self, block->first_row);
}

static void
insert_below (BtTableView *self, const BtTableBlock *block)
{
  insert_row (self, bt_table_grid_get_n_rows (self->grid) > 0 ? block->last_row + 1 : 0);
}

static void
insert_group (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GError) error = NULL;

  if (!tell (self,
             bt_document_insert_group_row (self->document, self->table,
                                           get_position (self, block->first_row), "", &error),
             error))
    return;
  bt_table_select_set (self, self->row, self->column, FALSE, TRUE);
  bt_table_edit_start (self, FALSE);
}

static void
remove_rows (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GPtrArray) ids = dup_rows (self, block);
  guint row = block->first_row, column = self->column;

  run_on_rows (self, ids, FALSE, bt_document_remove);
  if (bt_table_grid_get_n_rows (self->grid) > 0)
    bt_table_select_set (self, MIN (row, bt_table_grid_get_n_rows (self->grid) - 1), column, FALSE,
                         TRUE);
}

/* The copies come behind the last of the rows. */
static void
duplicate_rows (BtTableView *self, const BtTableBlock *block)
{
  const char *rows = bt_intern (bt_node_get_id (get_rows (self)));
  guint n = block->last_row - block->first_row + 1, row = block->first_row;
  guint position = get_position (self, block->last_row) + 1;
  g_autoptr (GPtrArray) ids = dup_rows (self, block);
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  bt_document_begin_group (self->document);
  for (guint i = 0; done && i < n; i++)
    {
      BtPlan *plan = bt_document_get_plan (self->document);
      g_autoptr (BtNode) copy = bt_live_copy (plan, bt_plan_get_node (plan, ids->pdata[i]), FALSE);
      done = bt_document_insert_node (self->document, rows, position + i, copy, &error);
    }
  bt_document_end_group (self->document);
  if (tell (self, done, error))
    bt_table_view_choose (self, &(BtTableBlock){ row + n, row + 2 * n - 1, 0, G_MAXINT });
}

static void
move_rows (BtTableView *self, const BtTableBlock *block, gboolean down)
{
  g_autoptr (GPtrArray) ids = dup_rows (self, block);
  BtTableBlock chosen = *block;
  guint column = self->column;

  if (!run_on_rows (self, ids, down, down ? bt_document_move_down : bt_document_move_up))
    return;
  if (ids->len > 1)
    {
      choose_rows (self, ids->pdata[0], ids->pdata[ids->len - 1]);
      return;
    }
  if (bt_table_grid_find (self->grid, ids->pdata[0], &chosen.first_row, &chosen.last_row))
    bt_table_select_set (self, chosen.first_row, column, FALSE, TRUE);
}

static void
move_rows_up (BtTableView *self, const BtTableBlock *block)
{
  move_rows (self, block, FALSE);
}

static void
move_rows_down (BtTableView *self, const BtTableBlock *block)
{
  move_rows (self, block, TRUE);
}

/* Brings a row to the place before @target, or to the end. */
static gboolean
move_before (BtTableView *self, const char *row, const char *target, GError **error)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *rows = get_rows (self);
  guint from, to = bt_node_get_n_children (rows);

  bt_plan_get_parent (plan, row, &from);
  if (target)
    bt_plan_get_parent (plan, target, &to);
  return bt_document_move (self->document, row, bt_node_get_id (rows), to > from ? to - 1 : to, error);
}

/* bt_table_view_move_chosen: brings the chosen rows before the row of that number, as one undo step. */
void
bt_table_view_move_chosen (BtTableView *self, guint before)
{
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  const char *target = NULL;
  gboolean done = TRUE;
  BtTableBlock block;

  if (!bt_table_view_get_chosen (self, &block)
      || (before >= block.first_row && before <= block.last_row + 1))
    return;
  ids = dup_rows (self, &block);
  if (before < bt_table_grid_get_n_rows (self->grid))
    target = bt_intern (bt_node_get_id (bt_table_grid_get_row (self->grid, before)));
  bt_document_begin_group (self->document);
  for (guint i = 0; done && i < ids->len; i++)
    done = move_before (self, ids->pdata[i], target, &error);
  bt_document_end_group (self->document);
  if (tell (self, done, error))
    choose_rows (self, ids->pdata[0], ids->pdata[ids->len - 1]);
}

/* The interned ids of the chosen cells that are written by hand. */
static GPtrArray *
dup_cells (BtTableView *self, const BtTableBlock *block)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint row = block->first_row; row <= block->last_row; row++)
    for (guint column = block->first_column; column <= block->last_column; column++)
      {
        gboolean group = bt_table_grid_is_group (self->grid, row);
        BtNode *cell = bt_table_grid_get_cell (self->grid, row, column);
        if (cell && (group ? column == block->first_column : !bt_table_grid_is_order (self->grid, column)))
          g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (cell)));
      }
  return ids;
}

static void
clear (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GPtrArray) ids = dup_cells (self, block);
  g_autoptr (GError) error = NULL;
  BtTableBlock chosen = *block;

  if (tell (self, bt_document_clear_texts (self->document, ids, &error), error))
    bt_table_view_choose (self, &chosen);
}

/* The first row says what the others say; one row alone says what the row above it says. */
static void
fill_down (BtTableView *self, const BtTableBlock *block)
{
  guint first = block->first_row;
  g_autoptr (GError) error = NULL;
  BtTableBlock chosen = *block;
  gboolean done = TRUE;

  if (first == block->last_row && first > 0)
    first--;
  bt_document_begin_group (self->document);
  for (guint i = block->first_column; done && i <= block->last_column; i++)
    {
      BtNode *cell = bt_table_grid_get_cell (self->grid, first, i);
      BtNode *last = bt_table_grid_get_cell (self->grid, block->last_row, i);
      if (cell && last && !bt_table_grid_is_order (self->grid, i))
        done = bt_document_fill_down (self->document, bt_node_get_id (cell), bt_node_get_id (last),
                                      &error);
    }
  bt_document_end_group (self->document);
  if (tell (self, done, error))
    bt_table_view_choose (self, &chosen);
}

static void
cut (BtTableView *self, const BtTableBlock *block)
{
  bt_table_clipboard_copy (self, block);
  clear (self, block);
}

static void
paste (BtTableView *self, const BtTableBlock *block)
{
  bt_table_clipboard_paste (self);
}

static void
sort (BtTableView *self, gboolean descending)
{
  g_autoptr (GError) error = NULL;
  const char *column = bt_node_get_id (bt_table_grid_get_column (self->grid, self->column));

  tell (self, bt_document_sort_rows (self->document, column, descending, &error), error);
}

static void
sort_up (BtTableView *self, const BtTableBlock *block)
{
  sort (self, FALSE);
}

static void
sort_down (BtTableView *self, const BtTableBlock *block)
{
  sort (self, TRUE);
}

static const char *
get_column_id (BtTableView *self, guint column)
{
  return bt_intern (bt_node_get_id (bt_table_grid_get_column (self->grid, column)));
}

static void
insert_column (BtTableView *self, guint beside, gboolean after)
{
  g_autoptr (GError) error = NULL;
  guint row = self->row;

  if (tell (self,
            bt_document_insert_column (self->document, get_column_id (self, beside), after,
                                       "Cột mới", BT_ROLE_TEXT, &error),
            error))
    bt_table_select_set (self, row, beside + (after ? 1 : 0), FALSE, TRUE);
}

static void
insert_column_left (BtTableView *self, const BtTableBlock *block)
{
  insert_column (self, block->first_column, FALSE);
}

static void
insert_column_right (BtTableView *self, const BtTableBlock *block)
{
  insert_column (self, block->last_column, TRUE);
}

static void
remove_columns (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = block->first_column; i <= block->last_column; i++)
    g_ptr_array_add (ids, (gpointer) get_column_id (self, i));
  run_on_rows (self, ids, FALSE, bt_document_remove_column);
}

static void
move_column (BtTableView *self, gboolean right)
{
  guint n = bt_table_grid_get_n_columns (self->grid), column = self->column, row = self->row;
  g_autoptr (GError) error = NULL;

  if (right ? column + 1 >= n : column == 0)
    return;
  if (tell (self,
            bt_document_move_column (self->document, get_column_id (self, column),
                                     get_column_id (self, right ? column + 1 : column - 1), right,
                                     &error),
            error))
    bt_table_select_set (self, row, right ? column + 1 : column - 1, FALSE, TRUE);
}

static void
move_column_left (BtTableView *self, const BtTableBlock *block)
{
  move_column (self, FALSE);
}

static void
move_column_right (BtTableView *self, const BtTableBlock *block)
{
  move_column (self, TRUE);
}

/* The group has a name that says nothing: what is typed next is its name. */
static void
group_columns (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GError) error = NULL;
  const char *first = get_column_id (self, block->first_column);
  BtNode *group;

  if (!tell (self,
             bt_document_group_columns (self->document, first, get_column_id (self, block->last_column), "Nhóm cột",
                                        &error),
             error))
    return;
  group = bt_plan_get_parent (bt_document_get_plan (self->document), first, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "page.name-column", "s", bt_node_get_id (group));
}

static void
ungroup_columns (BtTableView *self, const BtTableBlock *block)
{
  BtNode *group = bt_plan_get_parent (bt_document_get_plan (self->document),
                                      get_column_id (self, block->first_column), NULL);
  g_autoptr (GError) error = NULL;

  tell (self, bt_document_ungroup_columns (self->document, bt_node_get_id (group), &error), error);
}

/* In the order of the menu. What needs no row can be done in an empty table. */
static const struct
{
  const char *name;
  void (*run) (BtTableView *self, const BtTableBlock *block);
  gboolean needs_row;
} commands[] = {
  { "insert-above", insert_above, FALSE },
  { "insert-below", insert_below, FALSE },
  { "insert-group", insert_group, FALSE },
  { "duplicate", duplicate_rows, TRUE },
  { "remove-rows", remove_rows, TRUE },
  { "move-up", move_rows_up, TRUE },
  { "move-down", move_rows_down, TRUE },
  { "cut", cut, TRUE },
  { "copy", bt_table_clipboard_copy, TRUE },
  { "paste", paste, FALSE },
  { "clear", clear, TRUE },
  { "fill-down", fill_down, TRUE },
  { "sort-up", sort_up, TRUE },
  { "sort-down", sort_down, TRUE },
  { "insert-column-left", insert_column_left, FALSE },
  { "insert-column-right", insert_column_right, FALSE },
  { "remove-columns", remove_columns, FALSE },
  { "move-column-left", move_column_left, FALSE },
  { "move-column-right", move_column_right, FALSE },
  { "group-columns", group_columns, FALSE },
  { "ungroup-columns", ungroup_columns, FALSE },
};

/* bt_table_view_run: does to what is chosen what the action of that name does. Returns whether there is such a one. */
gboolean
bt_table_view_run (BtTableView *self, const char *name)
{
  BtTableBlock block = { self->row, self->row, self->column, self->column };
  gboolean has_row;

  if (!self->document || !bt_table_grid_get_table (self->grid))
    return FALSE;
  bt_table_edit_stop (self, TRUE);
  bt_document_end_typing (self->document);
  has_row = bt_table_view_get_chosen (self, &block);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i].name, name))
      {
        if (has_row || !commands[i].needs_row)
          commands[i].run (self, &block);
        return TRUE;
      }
  return FALSE;
}

static void
activate_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bt_table_view_run (BT_TABLE_VIEW (data), g_action_get_name (G_ACTION (action)));
}

/**
 * bt_table_view_create_actions:
 * @view: a table view, which must live longer
 *
 * Returns: (transfer full): what can be done to what is chosen in it
 */
GSimpleActionGroup *
bt_table_view_create_actions (BtTableView *view)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_return_val_if_fail (BT_IS_TABLE_VIEW (view), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      const GActionEntry entry = { .name = commands[i].name, .activate = activate_cb };
      g_action_map_add_action_entries (G_ACTION_MAP (group), &entry, 1, view);
    }

  return group;
}
