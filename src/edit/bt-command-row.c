/* Commands on the rows of tables and their cells. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-edit-private.h"
#include "bt-live-copy.h"
#include "bt-sort-key.h"
#include "bt-step-columns.h"
#include "bt-text-live.h"

/**
 * bt_document_insert_group_row:
 * @document: a document
 * @table: the id of a table
 * @position: where among its rows
 * @string: the text of the row, which goes over all columns
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_document_insert_group_row (BtDocument *document, const char *table, guint position,
                              const char *string, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (BtNode) row = NULL;
  BtNodeBuilder *builder;
  BtNode *node, *rows;
  BtPlace caret;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (table != NULL && string != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("New Group Row"));
  node = bt_transaction_get_node (transaction, table, error);
  rows = node ? bt_node_get_child_of_kind (node, BT_NODE_ROWS) : NULL;
  if (!rows)
    return node && bt_edit_fail (error, _ ("This is no table"));
  builder = bt_node_builder_new (BT_NODE_GROUP_ROW, NULL);
  bt_node_builder_set_string (builder, "");
  row = bt_node_builder_end (builder);
  caret = bt_place (bt_node_get_id (row), 0);
  if (!bt_transaction_insert_node (transaction, bt_node_get_id (rows),
                                   MIN (position, bt_node_get_n_children (rows)), row, error)
      || !bt_edit_insert_string (transaction, &caret, string, error))
    return FALSE;

  return bt_edit_finish (g_steal_pointer (&transaction), caret);
}

/**
 * bt_document_clear_texts:
 * @document: a document
 * @ids: (element-type utf8): ids of nodes with a text: cells, group rows
 * @error: return location
 *
 * Takes the words out of all of them.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_clear_texts (BtDocument *document, const GPtrArray *ids, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  BtPlace caret;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (ids != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Clear"));
  for (guint i = 0; i < ids->len; i++)
    if (!bt_edit_set_string (transaction, ids->pdata[i], "", &caret, error))
      return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* A cell, its row and its column by number. */
typedef struct
{
  BtNode *node, *row, *rows;
  guint row_position, column;
} Cell;

static gboolean
find_cell (BtTransaction *transaction, const char *id, Cell *cell, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);

  cell->node = bt_transaction_get_node (transaction, id, error);
  if (!cell->node)
    return FALSE;
  if (bt_node_get_kind (cell->node) != BT_NODE_CELL)
    return bt_edit_fail (error, _ ("This is no cell of a table"));
  cell->row = bt_plan_get_parent (plan, id, &cell->column);
  cell->rows = bt_plan_get_parent (plan, bt_node_get_id (cell->row), &cell->row_position);

  return TRUE;
}

static gboolean
is_live_row (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_ROW && bt_node_is_live (node);
}

/* The interned ids of the cells below @from down to the row of @to. */
static GPtrArray *
dup_cells_below (const Cell *from, const Cell *to)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = from->row_position + 1; i <= to->row_position; i++)
    {
      BtNode *row = bt_node_get_child (from->rows, i);
      if (is_live_row (row))
        g_ptr_array_add (ids, (gpointer) bt_intern (
                                  bt_node_get_id (bt_node_get_child (row, from->column))));
    }
  return ids;
}

/* The cell says what @text says, formats included. */
static gboolean
set_cell (BtTransaction *transaction, const char *id, BtText *text, GError **error)
{
  BtText *old = bt_node_get_text (bt_plan_get_node (bt_transaction_get_plan (transaction), id));
  g_autoptr (BtText) reads = bt_live_copy_text (old);

  return bt_text_equal (reads, text)
         || bt_transaction_replace_text (transaction, id, 0, bt_text_get_length (old), text, NULL,
                                         error);
}

/**
 * bt_document_fill_down:
 * @document: a document
 * @cell: the id of a cell
 * @last: the id of a cell in the same table
 * @error: return location
 *
 * What @cell says comes into the cells below it, down to the row of @last.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_fill_down (BtDocument *document, const char *cell, const char *last, GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (BtText) text = NULL;
  Cell from, to;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (cell != NULL && last != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Fill Down"));
  if (!find_cell (transaction, cell, &from, error) || !find_cell (transaction, last, &to, error))
    return FALSE;
  if (from.rows != to.rows || to.row_position < from.row_position)
    return bt_edit_fail (error, _ ("Select cells below each other in one table"));
  text = bt_live_copy_text (bt_node_get_text (from.node));
  ids = dup_cells_below (&from, &to);
  for (guint i = 0; i < ids->len; i++)
    if (!set_cell (transaction, ids->pdata[i], text, error))
      return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}

/* What rows are sorted by. */
typedef struct
{
  guint index;
  BtRole role;
  gboolean descending;
} SortColumn;

/* A row and what it is sorted by. */
typedef struct
{
  const char *id; /* interned */
  BtSortKey key;
  guint order;
} SortRow;

static void
sort_row_free (gpointer data)
{
  SortRow *row = data;

  bt_sort_key_clear (&row->key);
  g_free (row);
}

static SortRow *
sort_row_new (const BtNode *row, const SortColumn *column, guint order)
{
  SortRow *sort = g_new0 (SortRow, 1);
  BtNode *cell = bt_node_get_child (row, column->index);
  g_autofree char *string = bt_text_dup_live (bt_node_get_text (cell));

  sort->id = bt_intern (bt_node_get_id (row));
  bt_sort_key_init (&sort->key, string, column->role);
  sort->order = order;
  return sort;
}

/* Rows without anything to sort by come last either way. */
static int
compare_rows_cb (gconstpointer first, gconstpointer second, gpointer data)
{
  const SortRow *a = *(SortRow *const *) first, *b = *(SortRow *const *) second;
  gboolean descending = GPOINTER_TO_INT (data) && a->key.rank < BT_SORT_NOTHING
                        && b->key.rank < BT_SORT_NOTHING;
  int order = bt_sort_key_compare (&a->key, &b->key);

  if (order == 0)
    return (a->order > b->order) - (a->order < b->order);
  return descending ? -order : order;
}

/* Moves the rows, which stand in some order, into the order of @sorted: each to the place before what stands where it
 * belongs. */
static gboolean
move_rows (BtTransaction *transaction, const char *rows, GPtrArray *sorted, GPtrArray *now,
           GError **error)
{
  for (guint i = 0; i < sorted->len; i++)
    {
      const char *id = ((SortRow *) sorted->pdata[i])->id;
      guint position, from;

      if (now->pdata[i] == id)
        continue;
      bt_plan_get_parent (bt_transaction_get_plan (transaction), now->pdata[i], &position);
      if (!bt_transaction_move_node (transaction, id, rows, position, error))
        return FALSE;
      g_ptr_array_find (now, id, &from);
      g_ptr_array_remove_index (now, from);
      g_ptr_array_insert (now, i, (gpointer) id);
    }
  return TRUE;
}

static gboolean
sort_part (BtTransaction *transaction, const char *rows, GPtrArray *part, gboolean descending,
           GError **error)
{
  g_autoptr (GPtrArray) now = g_ptr_array_new ();

  for (guint i = 0; i < part->len; i++)
    g_ptr_array_add (now, (gpointer) ((SortRow *) part->pdata[i])->id);
  g_ptr_array_sort_with_data (part, compare_rows_cb, GINT_TO_POINTER (descending));
  return move_rows (transaction, rows, part, now, error);
}

/* Sorts the rows between one group row and the next. */
static gboolean
sort_parts (BtTransaction *transaction, BtNode *rows, const SortColumn *column, GError **error)
{
  const char *id = bt_node_get_id (rows);
  g_autoptr (GPtrArray) part = g_ptr_array_new_with_free_func (sort_row_free);

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      if (is_live_row (row))
        g_ptr_array_add (part, sort_row_new (row, column, i));
      else if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW && bt_node_is_live (row))
        {
          if (!sort_part (transaction, id, part, column->descending, error))
            return FALSE;
          g_ptr_array_set_size (part, 0);
        }
    }
  return sort_part (transaction, id, part, column->descending, error);
}

/**
 * bt_document_sort_rows:
 * @document: a document
 * @column: the id of a leaf column
 * @descending: whether the greatest comes first
 * @error: return location
 *
 * Sorts the rows of a table by what stands in one column: numbers by their value, then times, then words in the order
 * of the Vietnamese alphabet, then what is empty. Equal rows keep their order; a row stays under its group row.
 *
 * Returns: whether it was done
 */
gboolean
bt_document_sort_rows (BtDocument *document, const char *column, gboolean descending,
                       GError **error)
{
  g_autoptr (BtTransaction) transaction = NULL;
  g_autoptr (GPtrArray) leaves = NULL;
  g_autoptr (BtNode) table = NULL;
  SortColumn sort = { .descending = descending };
  BtNode *node;

  g_return_val_if_fail (BT_IS_DOCUMENT (document), FALSE);
  g_return_val_if_fail (column != NULL, FALSE);

  transaction = bt_transaction_new (document, N_ ("Sort Rows"));
  node = bt_transaction_get_node (transaction, column, error);
  if (!node)
    return FALSE;
  table = bt_plan_get_table (bt_transaction_get_plan (transaction), column);
  if (table)
    bt_node_ref (table);
  leaves = table ? bt_table_get_leaves (table) : g_ptr_array_new ();
  if (!g_ptr_array_find (leaves, node, &sort.index))
    return bt_edit_fail (error, _ ("Rows can be sorted by a column that has cells"));
  sort.role = bt_column_get_role (node);
  if (!sort_parts (transaction, bt_node_get_child_of_kind (table, BT_NODE_ROWS), &sort, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));

  return TRUE;
}
