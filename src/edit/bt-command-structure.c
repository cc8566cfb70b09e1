/* Commands on the tree: levels, order, labels, insertion and removal of paragraphs. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-live-copy.h"
#include "bt-step-columns.h"
#include "bt-reading.h"
#include "bt-viet.h"

/* The scheme that usually stands one level below. */
static const BtLabel label_below[BT_N_LABELS] = {
  [BT_LABEL_NONE] = BT_LABEL_NONE,     [BT_LABEL_PART] = BT_LABEL_ROMAN,
  [BT_LABEL_CHAPTER] = BT_LABEL_ROMAN, [BT_LABEL_ROMAN] = BT_LABEL_ARABIC,
  [BT_LABEL_ARABIC] = BT_LABEL_ALPHA,  [BT_LABEL_DECIMAL] = BT_LABEL_DECIMAL,
  [BT_LABEL_ALPHA] = BT_LABEL_DASH,    [BT_LABEL_DASH] = BT_LABEL_PLUS,
  [BT_LABEL_PLUS] = BT_LABEL_PLUS,
};

/* Where a node stands: what every command on the tree asks first. */
typedef struct
{
  BtNode *node;
  BtNode *parent;
  guint position;
} Spot;

static gboolean
find_spot (BtTransaction *transaction, const char *id, Spot *spot, GError **error)
{
  spot->node = bt_transaction_get_node (transaction, id, error);
  if (!spot->node)
    return FALSE;
  spot->parent = bt_plan_get_parent (bt_transaction_get_plan (transaction), id, &spot->position);
  if (!spot->parent)
    return bt_edit_fail (error, _ ("The plan itself cannot be moved or removed"));

  return TRUE;
}

/* What stands on its own: cells and columns come, go and move by the commands of tables only. */
static gboolean
find_free_spot (BtTransaction *transaction, const char *id, Spot *spot, GError **error)
{
  BtNodeKind kind;

  if (!find_spot (transaction, id, spot, error))
    return FALSE;
  kind = bt_node_get_kind (spot->node);
  if (kind == BT_NODE_CELL || kind == BT_NODE_COLUMN)
    return bt_edit_fail (error, _ ("A cell comes and goes with its row or its column"));

  return TRUE;
}

static gboolean
is_clause (const BtNode *node)
{
  return node && bt_node_get_kind (node) == BT_NODE_CLAUSE;
}

/* The next or, with @direction -1, the previous part of the same parent that is not deleted. */
static BtNode *
sibling (const Spot *spot, int direction)
{
  gint64 position = (gint64) spot->position + direction;

  for (; position >= 0 && position < bt_node_get_n_children (spot->parent); position += direction)
    if (bt_node_is_live (bt_node_get_child (spot->parent, position)))
      return bt_node_get_child (spot->parent, position);
  return NULL;
}

static gboolean
set_style (BtTransaction *transaction, const char *id, const char *label, const char *heading,
           GError **error)
{
  return bt_transaction_set_attr (transaction, id, "label", label, error)
         && bt_transaction_set_attr (transaction, id, "heading", heading, error);
}

/* Gives @id the label and heading of @model. */
static gboolean
copy_style (BtTransaction *transaction, const char *id, const BtNode *model, GError **error)
{
  return set_style (transaction, id, bt_node_get_attr (model, "label"),
                    bt_node_get_attr (model, "heading"), error);
}

/* Makes the clauses that follow @id under its parent its own last children: they keep their level. */
static gboolean
adopt_followers (BtTransaction *transaction, const char *id, GError **error)
{
  for (;;)
    {
      Spot spot;
      BtNode *follower;
      g_autofree char *follower_id = NULL;

      if (!find_spot (transaction, id, &spot, error))
        return FALSE;
      follower = sibling (&spot, 1);
      if (!follower)
        return TRUE;
      follower_id = g_strdup (bt_node_get_id (follower));
      if (!bt_transaction_move_node (transaction, follower_id, id,
                                     bt_node_get_n_children (spot.node), error))
        return FALSE;
    }
}

/* One level up, behind what it stood under and labelled like that. */
gboolean
bt_edit_promote (BtTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (BtNode) parent = NULL;
  Spot spot, above;

  if (!find_spot (transaction, id, &spot, error))
    return FALSE;
  if (!is_clause (spot.node) || !is_clause (spot.parent))
    return bt_edit_fail (error, _ ("This paragraph is on the highest level already"));

  parent = bt_node_ref (spot.parent);
  return adopt_followers (transaction, id, error)
         && find_spot (transaction, bt_node_get_id (parent), &above, error)
         && bt_transaction_move_node (transaction, id, bt_node_get_id (above.parent),
                                      above.position + 1, error)
         && copy_style (transaction, id, parent, error);
}

/**
 * bt_document_promote:
 * @document: a document
 * @id: the id of a clause
 * @error: return location
 *
 * Brings the clause and what it holds one level up, labelled as its new neighbours. The reading order stays.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE on the highest level
 */
gboolean
bt_document_promote (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Level Up"));
  if (!bt_edit_promote (transaction, id, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

static gboolean
style_below (BtTransaction *transaction, const char *id, const BtNode *neighbour, BtLabel label,
             GError **error)
{
  if (neighbour)
    return copy_style (transaction, id, neighbour, error);

  return set_style (transaction, id, bt_label_get_name (label_below[label]), NULL, error);
}

static BtNode *
last_clause (const BtNode *node)
{
  for (guint i = bt_node_get_n_children (node); i > 0; i--)
    if (is_clause (bt_node_get_child (node, i - 1))
        && bt_node_is_live (bt_node_get_child (node, i - 1)))
      return bt_node_get_child (node, i - 1);
  return NULL;
}

/* One level down, the last under the clause before it and labelled like its new neighbours. */
gboolean
bt_edit_demote (BtTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (BtNode) neighbour = NULL;
  BtNode *previous;
  BtLabel label;
  Spot spot;

  if (!find_spot (transaction, id, &spot, error))
    return FALSE;
  previous = sibling (&spot, -1);
  if (!is_clause (spot.node) || !is_clause (previous))
    return bt_edit_fail (error, _ ("There is no paragraph of this level before it to stand under"));

  label = bt_node_get_label (spot.node);
  neighbour = last_clause (previous) ? bt_node_ref (last_clause (previous)) : NULL;
  return bt_transaction_move_node (transaction, id, bt_node_get_id (previous),
                                   bt_node_get_n_children (previous), error)
         && style_below (transaction, id, neighbour, label, error);
}

/**
 * bt_document_demote:
 * @document: a document
 * @id: the id of a clause
 * @error: return location
 *
 * Brings the clause and what it holds one level down, below the clause before it, labelled as its new neighbours.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where no clause of its level comes before it
 */
gboolean
bt_document_demote (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Level Down"));
  if (!bt_edit_demote (transaction, id, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* Where one place up or down is: among its siblings; past the end, in the clause beside its parent. NULL where it is
 * the first or the last. */
static BtNode *
find_shifted (BtPlan *plan, const Spot *spot, int direction, guint *position)
{
  BtNode *other = sibling (spot, direction);
  Spot above = { .node = spot->parent };

  if (other && bt_node_kind_allows_child (bt_node_get_kind (spot->parent), bt_node_get_kind (other)))
    return bt_plan_get_parent (plan, bt_node_get_id (other), position);

  other = NULL;
  if (is_clause (spot->node) && is_clause (spot->parent)
      && (above.parent = bt_plan_get_parent (plan, bt_node_get_id (above.node), &above.position)))
    other = sibling (&above, direction);
  if (!is_clause (other))
    return NULL;
  *position = direction < 0 ? bt_node_get_n_children (other) : 0;
  return other;
}

static gboolean
shift (BtTransaction *transaction, const char *id, int direction, GError **error)
{
  BtNode *parent;
  guint position;
  Spot spot;

  if (!find_free_spot (transaction, id, &spot, error))
    return FALSE;
  parent = find_shifted (bt_transaction_get_plan (transaction), &spot, direction, &position);
  if (!parent)
    return bt_edit_fail (error, direction < 0 ? _ ("This is the first one already")
                                              : _ ("This is the last one already"));

  return bt_transaction_move_node (transaction, id, bt_node_get_id (parent), position, error);
}

static gboolean
run_shift (BtDocument *document, const char *label, const char *id, int direction, GError **error)
{
  g_autoptr (BtTransaction) transaction = bt_transaction_new (document, label);

  if (!shift (transaction, id, direction, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_move_up:
 * @document: a document
 * @id: the id of a clause, basis, recipient, row, table or appendix
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where it is the first
 */
gboolean
bt_document_move_up (BtDocument *document, const char *id, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return run_shift (document, N_ ("Move Up"), id, -1, error);
}

/**
 * bt_document_move_down:
 * @document: a document
 * @id: the id of a clause, basis, recipient, row, table or appendix
 * @error: return location
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where it is the last
 */
gboolean
bt_document_move_down (BtDocument *document, const char *id, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return run_shift (document, N_ ("Move Down"), id, 1, error);
}

/* A row has the cells of the columns of its table, so it stays there; nothing can stand in itself. */
static gboolean
may_hold (BtTransaction *transaction, const Spot *spot, const char *parent, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *holder = bt_transaction_get_node (transaction, parent, error);
  g_autoptr (GPtrArray) path = NULL;

  if (!holder)
    return FALSE;
  path = bt_plan_get_path (plan, parent);
  if (g_ptr_array_find (path, spot->node, NULL)
      || !bt_node_kind_allows_child (bt_node_get_kind (holder), bt_node_get_kind (spot->node)))
    return bt_edit_fail (error, _ ("This part cannot stand there"));
  if (bt_node_get_kind (spot->node) == BT_NODE_ROW && holder != spot->parent)
    return bt_edit_fail (error, _ ("A row can only be moved within its table"));

  return TRUE;
}

/**
 * bt_document_move:
 * @document: a document
 * @id: the id of what moves, with all it holds
 * @parent: the id of its new parent
 * @position: where it stands among the parent's children in the end
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_move (BtDocument *document, const char *id, const char *parent, guint position,
                  GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  Spot spot;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && parent != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Move"));
  if (!find_free_spot (transaction, id, &spot, error)
      || !may_hold (transaction, &spot, parent, error)
      || !bt_transaction_move_node (transaction, id, parent, position, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* Where the caret goes when @id goes: the end of the paragraph before it, or else nowhere. */
static BtPlace
place_before (BtPlan *plan, const char *id)
{
  BtNode *previous = bt_reading_get_previous (plan, id);

  if (!previous || !bt_node_get_text (previous))
    return (BtPlace){ 0 };
  return bt_place (bt_node_get_id (previous), bt_text_get_length (bt_node_get_text (previous)));
}

/* The clause whose numbering one takes over that is dropped into @parent: the last in it; NULL for none. */
static BtNode *
find_last_clause (const BtNode *parent, const char *but)
{
  for (guint i = bt_node_get_n_children (parent); i > 0; i--)
    {
      BtNode *child = bt_node_get_child (parent, i - 1);
      if (is_clause (child) && bt_node_is_live (child) && !g_str_equal (bt_node_get_id (child), but))
        return child;
    }
  return NULL;
}

static gboolean
drop (BtTransaction *transaction, const char *id, const char *target, BtDrop where, GError **error)
{
  Spot spot, beside;
  g_autoptr (BtNode) parent = NULL, model = NULL;
  gboolean inside = where == BT_DROP_INSIDE;
  guint position;

  if (!find_free_spot (transaction, id, &spot, error) || !find_spot (transaction, target, &beside, error))
    return FALSE;
  parent = bt_node_ref (inside ? beside.node : beside.parent);
  if (!may_hold (transaction, &spot, bt_node_get_id (parent), error))
    return FALSE;
  model = inside ? find_last_clause (parent, id) : is_clause (beside.node) ? beside.node : NULL;
  model = model && is_clause (spot.node) && parent != spot.parent ? bt_node_ref (model) : NULL;
  position = inside ? bt_node_get_n_children (parent)
                    : beside.position + (where == BT_DROP_AFTER ? 1 : 0);
  /* Places are counted without the part itself. */
  if (parent == spot.parent && spot.position < position)
    position--;
  return bt_transaction_move_node (transaction, id, bt_node_get_id (parent), position, error)
         && (!model || copy_style (transaction, id, model, error));
}

/**
 * bt_document_drop:
 * @document: a document
 * @id: the id of a part
 * @target: the id of another
 * @where: where beside or in @target it goes
 * @error: return location
 *
 * Moves a part with all below it, as by dragging. A clause that comes among others takes over their numbering.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where it cannot stand there
 */
gboolean
bt_document_drop (BtDocument *document, const char *id, const char *target, BtDrop where,
                  GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL && target != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Move"));
  if (!drop (transaction, id, target, where, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_remove:
 * @document: a document
 * @id: the id of what goes, with all it holds
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_remove (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtPlace caret;
  Spot spot;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Remove"));
  if (!find_free_spot (transaction, id, &spot, error))
    return FALSE;
  caret = place_before (bt_transaction_get_plan (transaction), id);
  if (!bt_transaction_remove_node (transaction, id, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), caret);
}

/**
 * bt_document_duplicate:
 * @document: a document
 * @id: the id of a node of a list
 * @error: return location
 *
 * Puts a copy with ids of its own right after the node.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_duplicate (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) copy = NULL;
  Spot spot;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Duplicate"));
  if (!find_free_spot (transaction, id, &spot, error))
    return FALSE;
  copy = bt_live_copy (bt_transaction_get_plan (transaction), spot.node, FALSE);
  if (!bt_transaction_insert_node (transaction, bt_node_get_id (spot.parent), spot.position + 1,
                                   copy, error))
    return FALSE;
  if (bt_node_get_text (copy))
    bt_transaction_set_selection (transaction,
                                  bt_selection_at (bt_place (bt_node_get_id (copy), 0)));
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* A row after the one at @spot; in a table, after its last. */
static gboolean
insert_row_after (BtDocument *document, const Spot *spot, GError **error)
{
  BtPlan *plan = bt_document_get_plan (document);
  BtNode *table;

  if (bt_node_get_kind (spot->node) == BT_NODE_TABLE)
    return bt_document_insert_row (document, bt_node_get_id (spot->node), G_MAXUINT, error);

  table = bt_plan_get_parent (plan, bt_node_get_id (spot->parent), NULL);
  return bt_document_insert_row (document, bt_node_get_id (table), spot->position + 1, error);
}

static gboolean
is_row_or_table (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind == BT_NODE_ROW || kind == BT_NODE_GROUP_ROW || kind == BT_NODE_TABLE;
}

/**
 * bt_document_insert_after:
 * @document: a document
 * @id: the id of a clause, basis, recipient, row or table
 * @error: return location
 *
 * Puts an empty one of the same kind and label after it and all it holds; the caret stands in it. In a table it puts a
 * row.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_after (BtDocument *document, const char *id, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  const char *fresh;
  Spot spot;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("New Paragraph"));
  if (!find_spot (transaction, id, &spot, error))
    return FALSE;
  if (is_row_or_table (spot.node))
    return insert_row_after (document, &spot, error);
  if (!bt_reading_is_list_item (bt_node_get_kind (spot.node)))
    return bt_edit_fail (error, _ ("Nothing can be added after this part"));
  if (!bt_edit_insert_like (transaction, spot.node, bt_node_get_id (spot.parent), spot.position + 1,
                            NULL, &fresh, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), bt_place (fresh, 0));
}

/**
 * bt_document_get_commands:
 * @document: a document
 * @id: the id of a part of it
 *
 * Returns: what can be done to that part where it stands: nothing to the parts that every plan has
 */
BtPartCommand
bt_document_get_commands (BtDocument *document, const char *id)
{
  BtPartCommand commands = 0;
  BtPlan *plan;
  Spot spot;
  guint position;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), 0);
  g_return_val_if_fail (id != NULL, 0);

  plan = bt_document_get_plan (document);
  spot.node = bt_plan_get_node (plan, id);
  spot.parent = spot.node ? bt_plan_get_parent (plan, id, &spot.position) : NULL;
  if (!spot.parent || bt_node_kind_has_part (bt_node_get_kind (spot.parent), bt_node_get_kind (spot.node)))
    return 0;

  commands = BT_PART_DUPLICATE | BT_PART_REMOVE;
  if (is_row_or_table (spot.node) || bt_reading_is_list_item (bt_node_get_kind (spot.node)))
    commands |= BT_PART_INSERT_AFTER;
  if (is_clause (spot.node) && is_clause (spot.parent))
    commands |= BT_PART_PROMOTE;
  if (is_clause (spot.node) && is_clause (sibling (&spot, -1)))
    commands |= BT_PART_DEMOTE;
  if (find_shifted (plan, &spot, -1, &position))
    commands |= BT_PART_MOVE_UP;
  if (find_shifted (plan, &spot, 1, &position))
    commands |= BT_PART_MOVE_DOWN;
  return commands;
}

/**
 * bt_document_insert_node:
 * @document: a document
 * @parent: the id of the parent
 * @position: where among its children
 * @node: what comes there
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_node (BtDocument *document, const char *parent, guint position, BtNode *node,
                         GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (parent != NULL && node != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Insert"));
  if (!bt_transaction_insert_node (transaction, parent, position, node, error))
    return FALSE;
  if (bt_node_get_text (node))
    bt_transaction_set_selection (transaction,
                                  bt_selection_at (bt_place (bt_node_get_id (node), 0)));
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* Sets an attribute on every clause from @first to @last. */
static gboolean
set_on_clauses (BtDocument *document, const char *label, const char *first, const char *last,
                const char *name, const char *value, GError **error)
{
  g_autoptr (BtTransaction) transaction = bt_transaction_new (document, label);
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_transaction_get_plan (transaction));
  g_autoptr (GPtrArray) nodes = NULL;

  if (!bt_transaction_get_node (transaction, first, error)
      || !bt_transaction_get_node (transaction, last, error))
    return FALSE;
  nodes = bt_reading_get_range (plan, first, last);
  for (guint i = 0; i < nodes->len; i++)
    if (is_clause (nodes->pdata[i]) && bt_node_is_live (nodes->pdata[i])
        && !bt_transaction_set_attr (transaction, bt_node_get_id (nodes->pdata[i]), name, value,
                                     error))
      return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/**
 * bt_document_set_label:
 * @document: a document
 * @first: the id of the first clause
 * @last: the id of the last clause, which may be @first
 * @label: the scheme that all clauses between them get
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_label (BtDocument *document, const char *first, const char *last, BtLabel label,
                       GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL && label < BT_N_LABELS, FALSE);

  return set_on_clauses (document, N_ ("Numbering"), first, last, "label",
                         bt_label_get_name (label), error);
}

/**
 * bt_document_set_heading:
 * @document: a document
 * @first: the id of the first clause
 * @last: the id of the last clause, which may be @first
 * @heading: whether their texts are headings
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_set_heading (BtDocument *document, const char *first, const char *last,
                         gboolean heading, GError **error)
{
  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (first != NULL && last != NULL, FALSE);

  return set_on_clauses (document, N_ ("Heading"), first, last, "heading", heading ? "yes" : NULL,
                         error);
}
