/* Commands on running text: type, delete, split, join, format. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-reading.h"

/**
 * bt_document_type:
 * @document: a document
 * @start: where
 * @end: the end of what is replaced; @start to insert only
 * @string: what is typed or pasted; line breaks divide the paragraph
 * @error: return location
 *
 * Typing without a pause or a jump of the caret is one undo step. Text is cleaned and brought into NFC.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where the place is no text
 */
gboolean
bt_document_type (BtDocument *document, BtPlace start, BtPlace end, const char *string,
                  GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtPlace place;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (string != NULL, FALSE);

  bt_edit_order_places (&start, &end);
  transaction = bt_transaction_new (document, N_ ("Typing"));
  if (bt_place_equal (start, end))
    bt_transaction_set_merge_key (transaction, "type");
  if (!bt_edit_delete_range (transaction, start, end, &place, error)
      || !bt_edit_insert_string (transaction, &place, string, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), place);
}

/**
 * bt_document_delete:
 * @document: a document
 * @start: where
 * @end: the end of what goes; paragraphs in between go, and what is left of the first and the last is joined
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_delete (BtDocument *document, BtPlace start, BtPlace end, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtPlace place;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  bt_edit_order_places (&start, &end);
  transaction = bt_transaction_new (document, N_ ("Deleting"));
  if (start.node == end.node)
    bt_transaction_set_merge_key (transaction, "delete");
  if (!bt_edit_delete_range (transaction, start, end, &place, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), place);
}

/**
 * bt_document_split:
 * @document: a document
 * @place: where
 * @error: return location
 *
 * Divides a paragraph of a list; the caret stands at the start of the second part.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_split (BtDocument *document, BtPlace place, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  transaction = bt_transaction_new (document, N_ ("New Paragraph"));
  if (!bt_edit_check_place (transaction, place, error)
      || !bt_edit_split (transaction, &place, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), place);
}

/**
 * bt_document_join:
 * @document: a document
 * @id: the id of a paragraph
 * @error: return location
 *
 * Joins the paragraph to the one before it.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where there is none before or they are of different kinds
 */
gboolean
bt_document_join (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtNode *previous;
  BtPlace place;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Joining Paragraphs"));
  if (!bt_transaction_get_node (transaction, id, error))
    return FALSE;
  previous = bt_edit_get_previous (transaction, id);
  if (!previous)
    return bt_edit_fail (error, _ ("There is no paragraph before this one"));
  if (!bt_edit_join (transaction, bt_intern (bt_node_get_id (previous)), bt_intern (id),
                     &place, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), place);
}

/* Whether there is nothing to read in the clause, nor below it, and it can go a level up. */
static gboolean
is_empty_inner_clause (BtPlan *plan, BtNode *node)
{
  BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (node), NULL);

  return bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_edit_is_empty (plan, node) && parent
         && bt_node_get_kind (parent) == BT_NODE_CLAUSE;
}

/**
 * bt_document_enter:
 * @document: a document
 * @start: where
 * @end: the end of what is replaced
 * @error: return location
 *
 * What the Enter key does: a new paragraph; on an empty one, a level up; a line break where a text cannot be divided.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_enter (BtDocument *document, BtPlace start, BtPlace end, GError **error)
{
  BtPlan *plan;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  plan = bt_document_get_plan (document);
  node = start.node && bt_plan_has_node (plan, start.node) ? bt_plan_get_node (plan, start.node)
                                                           : NULL;
  if (!bt_place_equal (start, end) || !node || !bt_reading_is_list_item (bt_node_get_kind (node)))
    return bt_document_type (document, start, end, "\n", error);
  node = bt_edit_get_head (plan, node);
  if (is_empty_inner_clause (plan, node))
    return bt_document_promote (document, bt_node_get_id (node), error);

  return bt_document_split (document, start, error);
}

/**
 * bt_document_get_format:
 * @document: a document
 * @start: where
 * @end: the end of the range
 *
 * Returns: the formats that all characters of the range have
 */
BtFormat
bt_document_get_format (BtDocument *document, BtPlace start, BtPlace end)
{
  g_autoptr (GPtrArray) ids = NULL;
  BtPlan *plan;
  BtFormat common = BT_FORMAT_BOLD | BT_FORMAT_ITALIC | BT_FORMAT_UNDERLINE;
  gboolean any = FALSE;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), BT_FORMAT_NONE);
  g_return_val_if_fail (start.node != NULL && end.node != NULL, BT_FORMAT_NONE);

  bt_edit_order_places (&start, &end);
  plan = bt_document_get_plan (document);
  ids = bt_edit_dup_reading_order (plan, start.node, end.node);
  for (guint i = 0; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      BtText *text = bt_node_get_text (node);
      guint n_runs = 0;
      const BtRun *runs = text ? bt_text_get_runs (text, &n_runs) : NULL;
      gsize from, to, run_start = 0;

      bt_edit_part_in_range (node, start, end, &from, &to);
      for (guint r = 0; r < n_runs; run_start = runs[r++].end)
        if (run_start < to && runs[r].end > from && !runs[r].mark.del)
          {
            common &= runs[r].mark.format;
            any = TRUE;
          }
    }

  return any ? common : BT_FORMAT_NONE;
}

/**
 * bt_document_set_format:
 * @document: a document
 * @start: where
 * @end: the end of the range
 * @format: one or more formats
 * @on: whether to set or to clear them
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_format (BtDocument *document, BtPlace start, BtPlace end, BtFormat format,
                        gboolean on, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtPlan) plan = NULL;
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  bt_edit_order_places (&start, &end);
  transaction = bt_transaction_new (document, N_ ("Text Format"));
  if (!bt_edit_check_place (transaction, start, error)
      || !bt_edit_check_place (transaction, end, error))
    return FALSE;

  plan = bt_plan_ref (bt_transaction_get_plan (transaction));
  ids = bt_edit_dup_reading_order (plan, start.node, end.node);
  for (guint i = 0; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      gsize from, to;

      bt_edit_part_in_range (node, start, end, &from, &to);
      if (bt_node_get_text (node) && from < to
          && !bt_transaction_set_format (transaction, ids->pdata[i], from, to,
                                         (BtFormatChange){ format, on }, error))
        return FALSE;
    }

  return bt_edit_finish_range (g_steal_pointer (&transaction), (BtSelection){ start, end });
}
