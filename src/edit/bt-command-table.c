/* Commands on the columns of tables. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-step-columns.h"
#include "bt-table.h"

/* No sheet is wider, in millimetres. */
#define MAX_WIDTH 1000.0

/* Where a column stands. */
typedef struct
{
  BtNode *node;
  BtNode *parent;
  guint position;
} Column;

static gboolean
find_column (BtTransaction *transaction, const char *id, Column *column, GError **error)
{
  column->node = bt_transaction_get_node (transaction, id, error);
  if (!column->node)
    return FALSE;
  if (bt_node_get_kind (column->node) != BT_NODE_COLUMN)
    return bt_edit_fail (error, _ ("This is no column of a table"));
  column->parent =
      bt_plan_get_parent (bt_transaction_get_plan (transaction), id, &column->position);

  return TRUE;
}

static guint
count_live_leaves (const BtNode *column)
{
  guint count = 0;

  if (!bt_node_is_live (column))
    return 0;
  for (guint i = 0; i < bt_node_get_n_children (column); i++)
    count += count_live_leaves (bt_node_get_child (column, i));
  if (bt_node_get_kind (column) == BT_NODE_COLUMN && !bt_column_is_group (column))
    count++;
  return count;
}

static BtNode *
new_column (const char *role)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMN, NULL);

  bt_node_builder_set_attr (builder, "role", role);
  bt_node_builder_set_string (builder, "");
  return bt_node_builder_end (builder);
}

/* Commits with the caret in the title of @column. */
static gboolean
finish_in_title (BtTransaction **transaction, const char *column, const char *title, GError **error)
{
  BtPlace caret = bt_place (column, 0);

  if (!bt_edit_insert_string (*transaction, &caret, title, error))
    return FALSE;
  return bt_edit_finish (g_steal_pointer (transaction), caret);
}

/**
 * bt_document_insert_column:
 * @document: a document
 * @beside: the id of a column
 * @after: whether the new one comes after it, or before
 * @title: its heading
 * @role: what its cells say
 * @error: return location
 *
 * Puts a column beside another one, in the same group, with an empty cell in every row. The caret stands behind its
 * title.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_column (BtDocument *document, const char *beside, gboolean after,
                           const char *title, BtRole role, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) fresh = NULL;
  Column column;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (beside != NULL && title != NULL && role < BT_N_ROLES, FALSE);

  transaction = bt_transaction_new (document, N_ ("New Column"));
  if (!find_column (transaction, beside, &column, error))
    return FALSE;
  fresh = new_column (bt_role_get_name (role));
  if (!bt_transaction_insert_column (transaction, bt_node_get_id (column.parent),
                                     column.position + (after ? 1 : 0), fresh, error))
    return FALSE;

  return finish_in_title (&transaction, bt_node_get_id (fresh), title, error);
}

/**
 * bt_document_remove_column:
 * @document: a document
 * @id: the id of a column, or of a group
 * @error: return location
 *
 * Removes it with its cells. A group that loses its last column goes too.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where it is all that the table has
 */
gboolean
bt_document_remove_column (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtNode *columns;
  Column column;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Remove Column"));
  if (!find_column (transaction, id, &column, error))
    return FALSE;
  columns =
      bt_node_get_child_of_kind (bt_plan_get_table (bt_transaction_get_plan (transaction), id),
                                 BT_NODE_COLUMNS);
  if (count_live_leaves (columns) == count_live_leaves (column.node))
    return bt_edit_fail (error, _ ("A table cannot be without columns; remove the table instead"));
  if (!bt_transaction_remove_column (transaction, id, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* The column next to @column that is not deleted; NULL where there is none. */
static BtNode *
neighbour (const Column *column, gboolean after)
{
  gint64 step = after ? 1 : -1;

  for (gint64 i = column->position + step; i >= 0 && i < bt_node_get_n_children (column->parent);
       i += step)
    if (bt_node_is_live (bt_node_get_child (column->parent, i)))
      return bt_node_get_child (column->parent, i);
  return NULL;
}

static gboolean
may_stand_beside (BtTransaction *transaction, const Column *column, const char *beside,
                  GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, beside);

  if (g_ptr_array_find (path, column->node, NULL))
    return bt_edit_fail (error, _ ("This part cannot stand there"));
  if (bt_plan_get_table (plan, bt_node_get_id (column->node)) != bt_plan_get_table (plan, beside))
    return bt_edit_fail (error, _ ("A column can only be moved within its table"));

  return TRUE;
}

/**
 * bt_document_move_column:
 * @document: a document
 * @id: the id of a column, or of a group
 * @beside: the id of another column, or of a group, of the same table
 * @after: whether it comes after that one, or before
 * @error: return location
 *
 * Moves a column with its cells; it joins the group that @beside is in, and a group that loses its last column goes.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_move_column (BtDocument *document, const char *id, const char *beside, gboolean after,
                         GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  Column column, target;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && beside != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Move Column"));
  if (!find_column (transaction, id, &column, error)
      || !find_column (transaction, beside, &target, error)
      || !may_stand_beside (transaction, &column, beside, error))
    return FALSE;
  if (neighbour (&target, after) != column.node
      && !bt_transaction_move_column (transaction, id, bt_node_get_id (target.parent),
                                      target.position + (after ? 1 : 0), error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* The interned ids of the children of @parent from @first to @last that are not deleted. */
static GPtrArray *
dup_live_columns (const BtNode *parent, guint first, guint last)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = first; i <= last && i < bt_node_get_n_children (parent); i++)
    if (bt_node_is_live (bt_node_get_child (parent, i)))
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (parent, i))));
  return ids;
}

static gboolean
move_into_group (BtTransaction *transaction, GPtrArray *ids, const char *group, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      BtNode *node = bt_transaction_get_node (transaction, group, error);
      if (!node
          || !bt_transaction_move_column (transaction, ids->pdata[i], group,
                                          bt_node_get_n_children (node), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_document_group_columns:
 * @document: a document
 * @first: the id of a column
 * @last: the id of a column of the same level that follows it, or @first
 * @title: the heading over them
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_group_columns (BtDocument *document, const char *first, const char *last,
                           const char *title, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (BtNode) group = NULL;
  Column from, to;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL && title != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Group Columns"));
  if (!find_column (transaction, first, &from, error)
      || !find_column (transaction, last, &to, error))
    return FALSE;
  if (from.parent != to.parent || from.position > to.position)
    return bt_edit_fail (error, _ ("Only columns that stand side by side can be grouped"));
  ids = dup_live_columns (from.parent, from.position, to.position);
  group = new_column (NULL);
  if (!bt_transaction_insert_column (transaction, bt_node_get_id (from.parent), from.position,
                                     group, error)
      || !move_into_group (transaction, ids, bt_node_get_id (group), error))
    return FALSE;

  return finish_in_title (&transaction, bt_node_get_id (group), title, error);
}

/* The columns of @group come to the place right after it, the last one first. */
static gboolean
move_out_of_group (BtTransaction *transaction, GPtrArray *ids, const char *group, GError **error)
{
  Column column;

  for (guint i = ids->len; i > 0; i--)
    if (!find_column (transaction, group, &column, error)
        || !bt_transaction_move_column (transaction, ids->pdata[i - 1],
                                        bt_node_get_id (column.parent), column.position + 1, error))
      return FALSE;
  return TRUE;
}

/**
 * bt_document_ungroup_columns:
 * @document: a document
 * @group: the id of a group
 * @error: return location
 *
 * The columns of the group stand in its place; its heading goes.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_ungroup_columns (BtDocument *document, const char *group, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  Column column;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (group != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Ungroup Columns"));
  if (!find_column (transaction, group, &column, error))
    return FALSE;
  ids = dup_live_columns (column.node, 0, G_MAXUINT - 1);
  if (ids->len == 0)
    return bt_edit_fail (error, _ ("This is no group of columns"));
  if (!move_out_of_group (transaction, ids, group, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_set_column_widths:
 * @document: a document
 * @ids: (array length=n): ids of leaf columns
 * @widths: (array length=n): how wide they are to be, in millimetres; 0 to let the words decide
 * @n: how many
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_column_widths (BtDocument *document, const char *const *ids, const double *widths,
                               guint n, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (ids != NULL && widths != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Column Width"));
  for (guint i = 0; i < n; i++)
    {
      char buffer[G_ASCII_DTOSTR_BUF_SIZE];
      Column column;

      g_ascii_formatd (buffer, sizeof buffer, "%.1f", CLAMP (widths[i], 0, MAX_WIDTH));
      if (!find_column (transaction, ids[i], &column, error)
          || !bt_transaction_set_attr (transaction, ids[i], "width", widths[i] > 0 ? buffer : NULL,
                                       error))
        return FALSE;
    }
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}
