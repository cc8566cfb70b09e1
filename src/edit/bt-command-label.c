/* A label typed at the start of a paragraph becomes its numbering, and brings it to the level where it belongs. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-text-live.h"
#include "bt-viet.h"

/* How far down in a plan a scheme usually stands; what has none decides nothing. */
static const guint ranks[BT_N_LABELS] = {
  [BT_LABEL_PART] = 1,    [BT_LABEL_CHAPTER] = 2, [BT_LABEL_ROMAN] = 3, [BT_LABEL_ARABIC] = 4,
  [BT_LABEL_DECIMAL] = 4, [BT_LABEL_ALPHA] = 5,   [BT_LABEL_DASH] = 6,  [BT_LABEL_PLUS] = 7,
};

/* What a typed label, without the space after it, asks for. */
static gboolean
parse_typed_label (const char *typed, gsize length, BtLabel *label)
{
  const char last = length > 0 ? typed[length - 1] : '\0';

  if (length == 1 && (last == '-' || last == '+'))
    *label = last == '-' ? BT_LABEL_DASH : BT_LABEL_PLUS;
  else if (length < 2)
    return FALSE;
  else if (last == '.' && bt_viet_roman_number (typed, length - 1) > 0)
    *label = BT_LABEL_ROMAN;
  else if (last == '.' && strspn (typed, "0123456789") == length - 1 && length <= 4)
    *label = BT_LABEL_ARABIC;
  else if (last == ')' && bt_viet_point_number (typed, length - 1) > 0)
    *label = BT_LABEL_ALPHA;
  else
    return FALSE;

  return TRUE;
}

static gboolean
is_live_clause (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_node_is_live (node);
}

/* Whether another clause beside @id has that label. */
static gboolean
has_peer (BtPlan *plan, const char *id, BtLabel label)
{
  const BtNode *parent = bt_plan_get_parent (plan, id, NULL);

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      if (is_live_clause (child) && bt_node_get_label (child) == label
          && !g_str_equal (bt_node_get_id (child), id))
        return TRUE;
    }
  return FALSE;
}

/* How many levels above @id a clause over it has that label; 0 where none has. */
static guint
levels_up (BtPlan *plan, const char *id, BtLabel label)
{
  guint levels = 1;

  for (BtNode *node = bt_plan_get_parent (plan, id, NULL);
       node && bt_node_get_kind (node) == BT_NODE_CLAUSE;
       node = bt_plan_get_parent (plan, bt_node_get_id (node), NULL), levels++)
    if (bt_node_get_label (node) == label)
      return levels;
  return 0;
}

static BtLabel
get_label_before (BtPlan *plan, const char *id)
{
  guint position;
  BtNode *parent = bt_plan_get_parent (plan, id, &position);

  while (position-- > 0)
    if (is_live_clause (bt_node_get_child (parent, position)))
      return bt_node_get_label (bt_node_get_child (parent, position));
  return BT_LABEL_NONE;
}

/* Beside others of its scheme where it has them at its place, or over it; else below a clause before it that stands
 * higher, as "a)" does below "1.". */
static gboolean
find_level (BtTransaction *transaction, const char *id, BtLabel label)
{
  guint up = has_peer (bt_transaction_get_plan (transaction), id, label)
                 ? 0
                 : levels_up (bt_transaction_get_plan (transaction), id, label);

  for (guint i = 0; i < up; i++)
    if (!bt_edit_promote (transaction, id, NULL))
      return FALSE;
  while (up == 0 && !has_peer (bt_transaction_get_plan (transaction), id, label))
    {
      guint before = ranks[get_label_before (bt_transaction_get_plan (transaction), id)];
      if (before == 0 || before >= ranks[label])
        break;
      if (!bt_edit_demote (transaction, id, NULL))
        return FALSE;
    }
  return TRUE;
}

/* What is read of the node's text before @offset. */
static char *
dup_live_before (const BtNode *node, gsize offset)
{
  g_autoptr (BtText) before = bt_text_slice (bt_node_get_text (node), 0, offset);
  return bt_text_dup_live (before);
}

/**
 * bt_document_auto_label:
 * @document: a document
 * @caret: the caret, right after a space that was typed
 *
 * Where a clause starts with a typed label ("1. ", "a) ", "- ", "+ ", "I. ") up to the caret, takes the label out of
 * the text, makes it the clause's scheme and brings the clause to the level where that scheme stands: an undo step of
 * its own, so that undo gives the typed characters back.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_auto_label (BtDocument *document, BtPlace caret)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtText) nothing = bt_text_new ("");
  g_autofree char *typed = NULL;
  BtNode *node;
  BtLabel label;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);

  transaction = bt_transaction_new (document, N_ ("Automatic Numbering"));
  node = bt_transaction_get_node (transaction, caret.node, NULL);
  if (!node || !is_live_clause (node) || caret.offset > strlen (bt_node_get_string (node)))
    return FALSE;
  typed = dup_live_before (node, caret.offset);
  if (!g_str_has_suffix (typed, " ") || !parse_typed_label (typed, strlen (typed) - 1, &label))
    return FALSE;

  if (!bt_transaction_replace_text (transaction, caret.node, 0, caret.offset, nothing, NULL, NULL)
      || !find_level (transaction, caret.node, label)
      || !bt_transaction_set_attr (transaction, caret.node, "label", bt_label_get_name (label),
                                   NULL))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), bt_place (caret.node, 0));
}
