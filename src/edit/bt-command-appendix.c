/* Commands on appendices and the task tables that usually stand in them. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-edit-private.h"

typedef struct
{
  const char *title;
  BtRole role;
  const char *group; /* the heading that it shares with its neighbours */
} UsualColumn;

/* The headings are words of the plan, not of the program: they are Vietnamese in every language. */
static const UsualColumn simple_columns[] = {
  { "STT", BT_ROLE_ORDER },
  { "Nội dung công việc", BT_ROLE_CONTENT },
  { "Đơn vị chủ trì", BT_ROLE_LEAD },
  { "Đơn vị phối hợp", BT_ROLE_SUPPORT },
  { "Thời gian thực hiện", BT_ROLE_TIME },
};

static const UsualColumn detailed_columns[] = {
  { "STT", BT_ROLE_ORDER },
  { "Nội dung công việc", BT_ROLE_CONTENT },
  { "Sản phẩm", BT_ROLE_PRODUCT },
  { "Bắt đầu", BT_ROLE_START, "Thời gian thực hiện" },
  { "Hoàn thành", BT_ROLE_FINISH, "Thời gian thực hiện" },
  { "Đơn vị chủ trì", BT_ROLE_LEAD },
  { "Đơn vị phối hợp", BT_ROLE_SUPPORT },
  { "Ghi chú", BT_ROLE_NOTE },
};

static BtNodeBuilder *
begin_column (const char *title)
{
  BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);

  bt_node_builder_set_string (column, title);
  return column;
}

static BtNode *
new_leaf (const UsualColumn *usual)
{
  BtNodeBuilder *column = begin_column (usual->title);

  bt_node_builder_set_attr (column, "role", bt_role_get_name (usual->role));
  return bt_node_builder_end (column);
}

static BtNode *
new_columns (const UsualColumn *usual, guint n)
{
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);
  BtNodeBuilder *group = NULL;

  for (guint i = 0; i < n; i++)
    {
      if (usual[i].group && !group)
        group = begin_column (usual[i].group);
      bt_node_builder_take_child (group ? group : columns, new_leaf (&usual[i]));
      if (group && (i + 1 == n || g_strcmp0 (usual[i + 1].group, usual[i].group) != 0))
        bt_node_builder_take_child (columns, bt_node_builder_end (g_steal_pointer (&group)));
    }
  return bt_node_builder_end (columns);
}

static BtNode *
new_task_table (BtTaskTable kind)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);

  bt_node_builder_take_child (
      table, kind == BT_TASK_TABLE_SIMPLE
                 ? new_columns (simple_columns, G_N_ELEMENTS (simple_columns))
                 : new_columns (detailed_columns, G_N_ELEMENTS (detailed_columns)));
  bt_node_builder_take_child (table, bt_node_builder_end (bt_node_builder_new (BT_NODE_ROWS, NULL)));
  return bt_node_builder_end (table);
}

/* Puts the first, empty row into @table, which stands in the plan. */
static gboolean
insert_first_row (BtTransaction *transaction, const BtNode *table, const char **cell, GError **error)
{
  g_autoptr (BtNode) row = bt_edit_new_row (table);

  if (cell) /* the first number writes itself */
    *cell = bt_intern (bt_node_get_id (bt_node_get_child (row, 1)));
  return bt_transaction_insert_node (
      transaction, bt_node_get_id (bt_node_get_child_of_kind (table, BT_NODE_ROWS)), 0, row, error);
}

/**
 * bt_document_insert_appendix:
 * @document: a document
 * @position: where among the appendices
 * @kind: which of the usual tables
 * @error: return location
 *
 * Puts an appendix there with an empty title and a task table of one row; the caret stands in the title.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_appendix (BtDocument *document, guint position, BtTaskTable kind, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) appendix = NULL;
  BtNodeBuilder *builder;
  BtNode *appendices;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  transaction = bt_transaction_new (document, N_ ("New Appendix"));
  appendices = bt_plan_get_part (bt_transaction_get_plan (transaction), BT_NODE_APPENDICES);
  builder = bt_node_builder_new (BT_NODE_APPENDIX, NULL);
  bt_node_builder_add_string (builder, BT_NODE_TITLE, "");
  bt_node_builder_add_string (builder, BT_NODE_NOTE, "");
  bt_node_builder_take_child (builder, new_task_table (kind));
  appendix = bt_node_builder_end (builder);

  position = MIN (position, bt_node_get_n_children (appendices));
  if (!bt_transaction_insert_node (transaction, bt_node_get_id (appendices), position, appendix,
                                   error)
      || !insert_first_row (transaction, bt_node_get_child_of_kind (appendix, BT_NODE_TABLE), NULL,
                            error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction),
                         bt_place (bt_node_get_id (bt_node_get_child (appendix, 0)), 0));
}

/**
 * bt_document_insert_task_table:
 * @document: a document
 * @appendix: the id of an appendix
 * @kind: which of the usual tables
 * @error: return location
 *
 * Puts a task table of one row at the end of an appendix; the caret stands in its first cell that is written by hand.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_task_table (BtDocument *document, const char *appendix, BtTaskTable kind,
                               GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) table = NULL;
  const char *cell;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (appendix != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("New Table"));
  node = bt_transaction_get_node (transaction, appendix, error);
  if (!node)
    return FALSE;
  if (bt_node_get_kind (node) != BT_NODE_APPENDIX)
    return bt_edit_fail (error, _ ("A task table stands in an appendix"));
  table = new_task_table (kind);
  if (!bt_transaction_insert_node (transaction, appendix, bt_node_get_n_children (node), table, error)
      || !insert_first_row (transaction, table, &cell, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), bt_place (cell, 0));
}
