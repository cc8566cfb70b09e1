/* Pasting: a block of cells into a table, words into a text, and several paragraphs. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-reading.h"
#include "bt-step-columns.h"

/* Where a block goes. */
typedef struct
{
  const char *rows;   /* interned */
  GPtrArray *ids;     /* of the rows from the first one on, interned */
  GPtrArray *columns; /* the numbers of the columns from the first one on */
} Block;

static void
block_clear (Block *block)
{
  g_clear_pointer (&block->ids, g_ptr_array_unref);
  g_clear_pointer (&block->columns, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Block, block_clear)

static gboolean
is_live_row (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_ROW && bt_node_is_live (node);
}

/* Finds the rows and columns, as the table reads, from @cell on. */
static gboolean
find_block (BtTransaction *transaction, const char *cell, Block *block, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *node = bt_transaction_get_node (transaction, cell, error), *rows;
  g_autoptr (GPtrArray) leaves = NULL;
  guint column, row;

  if (!node)
    return FALSE;
  if (bt_node_get_kind (node) != BT_NODE_CELL)
    return bt_edit_fail (error, _ ("This is no cell of a table"));
  rows = bt_plan_get_parent (plan, bt_node_get_id (bt_plan_get_parent (plan, cell, &column)), &row);
  leaves = bt_table_get_leaves (bt_plan_get_table (plan, cell));
  block->rows = bt_intern (bt_node_get_id (rows));
  block->ids = g_ptr_array_new ();
  block->columns = g_ptr_array_new ();
  for (; row < bt_node_get_n_children (rows); row++)
    if (is_live_row (bt_node_get_child (rows, row)))
      g_ptr_array_add (block->ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (rows, row))));
  for (; column < leaves->len; column++)
    if (bt_node_is_live (leaves->pdata[column]))
      g_ptr_array_add (block->columns, GUINT_TO_POINTER (column));

  return TRUE;
}

static gboolean
is_empty_row (const char *const *row)
{
  for (; *row; row++)
    if (**row)
      return FALSE;
  return TRUE;
}

/* How many rows are pasted: what is copied from elsewhere often ends with a line break. */
static guint
count_rows (GPtrArray *rows)
{
  return rows->len > 1 && is_empty_row (rows->pdata[rows->len - 1]) ? rows->len - 1 : rows->len;
}

static gboolean
fits (const Block *block, GPtrArray *rows, GError **error)
{
  for (guint i = 0; i < count_rows (rows); i++)
    if (g_strv_length (rows->pdata[i]) > block->columns->len)
      return bt_edit_fail (error,
                           _ ("What is pasted has more columns than the table has from here on"));
  return TRUE;
}

/* Adds an empty row after the last one, whatever stands in deleted rows behind it. */
static gboolean
add_row (BtTransaction *transaction, Block *block, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_ROW, NULL);
  g_autoptr (BtNode) row = NULL;
  guint last;

  for (guint i = bt_table_get_n_leaves (bt_plan_get_table (plan, block->rows)); i > 0; i--)
    bt_node_builder_add_string (builder, BT_NODE_CELL, "");
  row = bt_node_builder_end (builder);
  bt_plan_get_parent (plan, block->ids->pdata[block->ids->len - 1], &last);
  g_ptr_array_add (block->ids, (gpointer) bt_intern (bt_node_get_id (row)));
  return bt_transaction_insert_node (transaction, block->rows, last + 1, row, error);
}

static gboolean
fill_row (BtTransaction *transaction, const Block *block, const char *row,
          const char *const *strings, BtPlace *caret, GError **error)
{
  for (guint i = 0; strings[i]; i++)
    {
      BtNode *node = bt_transaction_get_node (transaction, row, error);
      BtNode *cell =
          node ? bt_node_get_child (node, GPOINTER_TO_UINT (block->columns->pdata[i])) : NULL;
      const char *id = cell ? bt_intern (bt_node_get_id (cell)) : NULL;
      if (!id || !bt_edit_set_string (transaction, id, strings[i], caret, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_document_paste_cells:
 * @document: a document
 * @cell: the id of the cell at the top left
 * @rows: (element-type GStrv): the strings of each row
 * @error: return location
 *
 * Fills the cells from @cell on, adding rows where there are not enough. Line breaks stay in their cells; one empty row
 * at the end is left out.
 *
 * Returns: whether it was done; %BT_ERROR_USAGE where there are not enough columns
 */
gboolean
bt_document_paste_cells (BtDocument *document, const char *cell, GPtrArray *rows, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_auto (Block) block = { 0 };
  BtPlace caret;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (cell != NULL && rows != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Paste"));
  caret = bt_place (cell, 0);
  if (!find_block (transaction, cell, &block, error) || !fits (&block, rows, error))
    return FALSE;
  for (guint i = 0; i < count_rows (rows); i++)
    {
      if (i == block.ids->len && !add_row (transaction, &block, error))
        return FALSE;
      if (!fill_row (transaction, &block, block.ids->pdata[i], rows->pdata[i], &caret, error))
        return FALSE;
    }

  return bt_edit_finish (g_steal_pointer (&transaction), caret);
}

/* Where pasted paragraphs go. */
typedef struct
{
  const char *parent; /* interned */
  guint position;
  const char *replaced; /* an empty paragraph that gives way, interned; or NULL */
  BtNodeKind kind;
} Target;

static gboolean
has_live_clause (const BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) == BT_NODE_CLAUSE
        && bt_node_is_live (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/* Parts the paragraph where @place is inside it; before its start, after its end, or in the place of an empty one is
 * where the others go. At its end, where it has clauses below, they become the first of these, as when it is split. */
static gboolean
find_target (BtTransaction *transaction, BtPlace place, Target *target, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *node = bt_plan_get_node (plan, place.node);
  gboolean before = bt_edit_has_text_before (plan, place);
  gboolean after = bt_edit_has_text_after (plan, place);
  BtPlace rest = place;

  target->kind = bt_node_get_kind (node);
  target->replaced = bt_edit_is_empty (plan, node) ? place.node : NULL;
  if (before && after && !bt_edit_split (transaction, &rest, error))
    return FALSE;
  plan = bt_transaction_get_plan (transaction);
  node = bt_plan_get_node (plan, place.node);
  if (!after && !target->replaced && has_live_clause (node))
    {
      target->parent = place.node;
      target->position = 0;
      return TRUE;
    }
  target->parent =
      bt_intern (bt_node_get_id (bt_plan_get_parent (plan, place.node, &target->position)));
  if (before || !after)
    target->position++;
  return TRUE;
}

/* Outside the lists of clauses, each paragraph becomes one of the list's own kind. */
static gboolean
insert_flat (BtTransaction *transaction, Target *target, const BtNode *clause, const char **last,
             GError **error)
{
  BtNodeBuilder *builder = bt_node_builder_new (target->kind, NULL);
  g_autoptr (BtNode) node = NULL;
  g_autofree char *line = g_strdelimit (g_strdup (bt_node_get_string (clause)), "\n", ' ');

  bt_node_builder_set_string (builder, line);
  node = bt_node_builder_end (builder);
  *last = bt_intern (bt_node_get_id (node));
  if (!bt_transaction_insert_node (transaction, target->parent, target->position++, node, error))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (clause); i++)
    if (bt_node_get_kind (bt_node_get_child (clause, i)) == BT_NODE_CLAUSE
        && !insert_flat (transaction, target, bt_node_get_child (clause, i), last, error))
      return FALSE;
  return TRUE;
}

static const char *
last_text (BtNode *clause)
{
  for (guint i = bt_node_get_n_children (clause); i > 0; i--)
    if (bt_node_get_kind (bt_node_get_child (clause, i - 1)) == BT_NODE_CLAUSE)
      return last_text (bt_node_get_child (clause, i - 1));
  return bt_intern (bt_node_get_id (clause));
}

static gboolean
insert_clauses (BtTransaction *transaction, Target *target, GPtrArray *clauses, const char **last,
                GError **error)
{
  for (guint i = 0; i < clauses->len; i++)
    {
      BtNode *clause = clauses->pdata[i];
      if (target->kind != BT_NODE_CLAUSE && !bt_node_get_text (clause))
        return bt_edit_fail (error, _ ("A table cannot stand here"));
      if (target->kind != BT_NODE_CLAUSE)
        {
          if (!insert_flat (transaction, target, clause, last, error))
            return FALSE;
          continue;
        }
      if (bt_node_get_text (clause))
        *last = last_text (clause);
      if (!bt_transaction_insert_node (transaction, target->parent, target->position++, clause,
                                       error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_document_paste_words:
 * @document: a document
 * @place: a place in a text
 * @words: what is put there with its formats and objects, without changes
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_paste_words (BtDocument *document, BtPlace place, BtText *words, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (words != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Paste"));
  if (!bt_edit_check_place (transaction, place, error)
      || !bt_transaction_replace_text (transaction, place.node, place.offset, place.offset, words,
                                       &place.offset, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), place);
}

/**
 * bt_document_paste_paragraphs:
 * @document: a document
 * @place: a place in a paragraph
 * @clauses: (element-type BtNode): clauses with what they hold, with labels and without changes, and tables
 * @error: return location
 *
 * Puts paragraphs there, with the labels they have: into a list of bases or recipients as such. A paragraph is parted
 * where @place is inside its text; an empty one gives way.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_paste_paragraphs (BtDocument *document, BtPlace place, GPtrArray *clauses,
                              GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  Target target;
  const char *last = place.node;
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (clauses != NULL && clauses->len > 0, FALSE);

  transaction = bt_transaction_new (document, N_ ("Paste"));
  if (!bt_edit_check_place (transaction, place, error))
    return FALSE;
  node = bt_plan_get_node (bt_transaction_get_plan (transaction), place.node);
  if (!bt_reading_is_list_item (bt_node_get_kind (node)))
    return bt_edit_fail (error, _ ("This text is one paragraph and cannot be divided"));
  if (!find_target (transaction, place, &target, error)
      || !insert_clauses (transaction, &target, clauses, &last, error)
      || (target.replaced && last != target.replaced
          && !bt_transaction_remove_node (transaction, target.replaced, error)))
    return FALSE;

  node = bt_plan_get_node (bt_transaction_get_plan (transaction), last);
  return bt_edit_finish (g_steal_pointer (&transaction),
                         bt_place (last, bt_text_get_length (bt_node_get_text (node))));
}
