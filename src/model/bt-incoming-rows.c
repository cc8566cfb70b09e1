/* Rows for a table that come from outside of the plan, and the columns they are for. */
#include "bt-incoming-rows.h"

static void
row_free (gpointer data)
{
  BtIncomingRow *row = data;

  g_ptr_array_unref (row->texts);
  g_free (row);
}

/**
 * bt_incoming_rows_new:
 *
 * Returns: (transfer full): no rows for no columns
 */
BtIncomingRows *
bt_incoming_rows_new (void)
{
  BtIncomingRows *rows = g_new0 (BtIncomingRows, 1);

  rows->columns = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  rows->given = g_array_new (FALSE, FALSE, sizeof (guint));
  rows->key = G_MAXUINT;
  rows->rows = g_ptr_array_new_with_free_func (row_free);
  return rows;
}

/**
 * bt_incoming_rows_free:
 * @rows: (transfer full): rows
 */
void
bt_incoming_rows_free (BtIncomingRows *rows)
{
  g_return_if_fail (rows != NULL);

  g_ptr_array_unref (rows->columns);
  g_array_unref (rows->given);
  g_ptr_array_unref (rows->rows);
  g_free (rows);
}

/**
 * bt_incoming_rows_take:
 * @rows: rows
 * @group: whether the row goes over the whole width
 * @texts: (transfer full) (element-type BtText): its text alone where it does, else one for each of the columns that
 *   are given
 *
 * Adds a last row.
 */
void
bt_incoming_rows_take (BtIncomingRows *rows, gboolean group, GPtrArray *texts)
{
  BtIncomingRow *row = g_new (BtIncomingRow, 1);

  g_return_if_fail (rows != NULL && texts != NULL);
  row->group = group;
  row->texts = texts;
  g_ptr_array_add (rows->rows, row);
}
