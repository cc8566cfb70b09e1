/* Commands on fields, attributes and rows. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-table.h"
#include "bt-text-live.h"
#include "bt-viet.h"

/* Replaces what differs between the node's text and @string; marks of the rest stay. */
gboolean
bt_edit_set_string (BtTransaction *transaction, const char *id, const char *string, BtPlace *caret,
                    GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, id, error);
  gsize prefix, suffix, length;
  g_autofree char *old = NULL;
  g_autofree char *middle = NULL;
  BtText *text;

  if (!node)
    return FALSE;
  if (!bt_node_get_text (node))
    return bt_edit_fail (error, _ ("There is no text to edit at this place"));

  text = bt_node_get_text (node);
  old = bt_text_dup_live (text);
  length = strlen (old);
  bt_edit_find_difference (old, string, &prefix, &suffix);
  middle = g_strndup (string + prefix, strlen (string) - prefix - suffix);

  return bt_edit_delete_range (transaction, bt_place (id, bt_text_from_live (text, prefix)),
                               bt_place (id, bt_text_from_live (text, length - suffix)), caret,
                               error)
         && bt_edit_insert_string (transaction, caret, middle, error);
}

/* The one way in which a whole text is set; a caret that follows on is kept for merging. */
static gboolean
set_text (BtDocument *document, const char *id, const char *string, GError **error)
{
  g_autoptr (BtTransaction) transaction = bt_transaction_new (document, N_ ("Typing"));
  g_autofree char *normal = bt_viet_normalize (string, -1);
  BtPlace caret;

  bt_transaction_set_merge_key (transaction, "field");
  if (!bt_edit_set_string (transaction, id, normal, &caret, error))
    return FALSE;
  if (bt_document_get_selection (document).caret.node != bt_intern (id))
    bt_document_end_typing (document);

  return bt_edit_finish (g_steal_pointer (&transaction), caret);
}

/**
 * bt_document_set_text:
 * @document: a document
 * @id: the id of a node with a text: a field, a cell, a title
 * @string: all of its new text
 * @error: return location
 *
 * Only what differs is replaced. Setting the text of one field again and again is one undo step, as typing is.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_text (BtDocument *document, const char *id, const char *string, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && string != NULL, FALSE);

  return set_text (document, id, string, error);
}

/* The header's or the signature's field of that kind. */
static BtNode *
find_field (BtPlan *plan, BtNodeKind field)
{
  BtNode *header = bt_plan_get_part (plan, BT_NODE_HEADER);
  BtNode *signature = bt_plan_get_part (plan, BT_NODE_SIGNATURE);
  BtNode *found = header ? bt_node_get_child_of_kind (header, field) : NULL;

  if (!found && signature)
    found = bt_node_get_child_of_kind (signature, field);
  return found;
}

/**
 * bt_document_set_field:
 * @document: a document
 * @field: a field of the header or the signature
 * @string: its new text
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where the plan has no such field
 */
gboolean
bt_document_set_field (BtDocument *document, BtNodeKind field, const char *string, GError **error)
{
  BtNode *node;
  g_autofree char *id = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  node = find_field (bt_document_get_plan (document), field);
  if (!node)
    return bt_edit_fail (error, _ ("The plan has no such field"));
  id = g_strdup (bt_node_get_id (node));

  return set_text (document, id, string, error);
}

/**
 * bt_document_set_attr:
 * @document: a document
 * @id: the id of a node
 * @name: an attribute's name
 * @value: (nullable): its value, %NULL to remove it
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_INVALID where the node may not have it
 */
gboolean
bt_document_set_attr (BtDocument *document, const char *id, const char *name, const char *value,
                      GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && name != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Setting"));
  if (!bt_transaction_set_attr (transaction, id, name, value, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* bt_edit_new_row: (transfer full): a row of empty cells for @table. */
BtNode *
bt_edit_new_row (const BtNode *table)
{
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);

  for (guint i = bt_table_get_n_leaves (table); i > 0; i--)
    bt_node_builder_add_string (row, BT_NODE_CELL, "");

  return bt_node_builder_end (row);
}

/* Columns that are all deleted, even if that waits for other changes, are none for the reader. */
static gboolean
has_live_column (const BtNode *table)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);

  for (guint i = 0; i < leaves->len; i++)
    if (bt_node_is_live (leaves->pdata[i]))
      return TRUE;
  return FALSE;
}

/* The first column that does not number itself. */
static guint
first_written_column (const BtNode *table)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  guint column = 0;

  while (column + 1 < leaves->len && bt_column_get_role (leaves->pdata[column]) == BT_ROLE_ORDER)
    column++;
  return column;
}

/**
 * bt_document_insert_row:
 * @document: a document
 * @table: the id of a table
 * @position: where among its rows
 * @error: return location
 *
 * Puts a row of empty cells there; the caret stands in the first that is written by hand.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_row (BtDocument *document, const char *table, guint position, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) row = NULL;
  BtNode *node, *rows;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (table != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("New Row"));
  node = bt_transaction_get_node (transaction, table, error);
  if (!node)
    return FALSE;
  rows = bt_node_get_child_of_kind (node, BT_NODE_ROWS);
  if (!rows || !has_live_column (node))
    return bt_edit_fail (error, _ ("A table needs columns before it can have rows"));

  row = bt_edit_new_row (node);
  position = MIN (position, bt_node_get_n_children (rows));
  if (!bt_transaction_insert_node (transaction, bt_node_get_id (rows), position, row, error))
    return FALSE;

  return bt_edit_finish (
      g_steal_pointer (&transaction),
      bt_place (bt_node_get_id (bt_node_get_child (row, first_written_column (node))), 0));
}

/* How far the work on the plan has come is no change of the plan, and never tracked. */
static gboolean
set_process (BtDocument *document, const char *label, const char *name, const char *value,
             GError **error)
{
  g_autoptr (BtTransaction) transaction = bt_transaction_new (document, label);
  BtNode *root = bt_plan_get_root (bt_transaction_get_plan (transaction));

  if (!bt_transaction_set_attr (transaction, bt_node_get_id (root), name, value, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_set_tracking:
 * @document: a document
 * @tracking: whether what is edited from now on is tracked
 * @error: return location
 *
 * Open changes stay open.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_tracking (BtDocument *document, gboolean tracking, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  return set_process (document, tracking ? N_ ("Track Changes") : N_ ("Stop Tracking Changes"),
                      "tracking", tracking ? "yes" : NULL, error);
}

/**
 * bt_document_start_round:
 * @document: a document
 * @error: return location
 *
 * Starts the next round of review: what an author put in before is from now on tracked when he changes it himself.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_start_round (BtDocument *document, GError **error)
{
  const char *round;
  g_autofree char *next = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  round = bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (document)), "round");
  next = g_strdup_printf ("%" G_GUINT64_FORMAT,
                          (round ? g_ascii_strtoull (round, NULL, 10) : 1) + 1);
  return set_process (document, N_ ("New Round of Review"), "round", next, error);
}
