/* What is chosen in the grid: the active cell and the block of cells from it to the other corner, moved by keys. */

#include "bt-table-view-private.h"

static int
n_rows (BtTableView *self)
{
  return bt_table_grid_get_n_rows (self->grid);
}

static int
n_columns (BtTableView *self)
{
  return bt_table_grid_get_n_columns (self->grid);
}

/**
 * bt_table_view_get_chosen:
 * @view: a table view
 * @block: (out): the first and the last row and column that are chosen
 *
 * Returns: whether there is anything in the table to choose
 */
gboolean
bt_table_view_get_chosen (BtTableView *view, BtTableBlock *block)
{
  int rows, columns;

  g_return_val_if_fail (BT_IS_TABLE_VIEW (view), FALSE);
  g_return_val_if_fail (block != NULL, FALSE);

  rows = n_rows (view);
  columns = n_columns (view);
  if (rows == 0 || columns == 0)
    return FALSE;
  block->first_row = MIN (MIN (view->row, view->anchor_row), (guint) rows - 1);
  block->last_row = MIN (MAX (view->row, view->anchor_row), (guint) rows - 1);
  block->first_column = MIN (MIN (view->column, view->anchor_column), (guint) columns - 1);
  block->last_column = MIN (MAX (view->column, view->anchor_column), (guint) columns - 1);

  return TRUE;
}

/* bt_table_select_has: whether a cell is chosen together with others. */
gboolean
bt_table_select_has (BtTableView *self, guint row, guint column)
{
  BtTableBlock block;

  if (!bt_table_view_get_chosen (self, &block))
    return FALSE;
  if (block.first_row == block.last_row && block.first_column == block.last_column)
    return FALSE;
  return row >= block.first_row && row <= block.last_row && column >= block.first_column
         && column <= block.last_column;
}

static void
add_all (GPtrArray *nodes, BtNode *node)
{
  g_ptr_array_add (nodes, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    add_all (nodes, bt_node_get_child (node, i));
}

/* The chosen cells of a row, and the row where all of it is chosen. */
static void
add_row (BtTableView *self, guint row, const BtTableBlock *block, GPtrArray *nodes)
{
  gboolean whole = block->first_column == 0 && (int) block->last_column + 1 == n_columns (self);

  if (whole || bt_table_grid_is_group (self->grid, row))
    g_ptr_array_add (nodes, bt_table_grid_get_row (self->grid, row));
  for (guint column = block->first_column; column <= block->last_column; column++)
    if (!bt_table_grid_is_group (self->grid, row) && bt_table_grid_get_cell (self->grid, row, column))
      g_ptr_array_add (nodes, bt_table_grid_get_cell (self->grid, row, column));
}

/**
 * bt_table_view_get_chosen_nodes:
 * @view: a table view
 * @several: (out): whether more than one cell is chosen
 *
 * Returns: (transfer full) (element-type BtNode): the cells that are chosen, with the rows and columns of which every
 *   cell is; where all are, with all there is of the table
 */
GPtrArray *
bt_table_view_get_chosen_nodes (BtTableView *view, gboolean *several)
{
  GPtrArray *nodes = g_ptr_array_new ();
  gboolean rows, columns;
  BtTableBlock block;

  g_return_val_if_fail (BT_IS_TABLE_VIEW (view) && several != NULL, nodes);

  *several = FALSE;
  if (!bt_table_view_get_chosen (view, &block))
    return nodes;
  *several = block.first_row != block.last_row || block.first_column != block.last_column;
  rows = block.first_row == 0 && (int) block.last_row + 1 == n_rows (view);
  columns = block.first_column == 0 && (int) block.last_column + 1 == n_columns (view);
  if (rows && columns)
    add_all (nodes, bt_table_grid_get_table (view->grid));
  for (guint row = block.first_row; !(rows && columns) && row <= block.last_row; row++)
    add_row (view, row, &block, nodes);
  for (guint column = block.first_column; rows && !columns && column <= block.last_column; column++)
    g_ptr_array_add (nodes, bt_table_grid_get_column (view->grid, column));

  return nodes;
}

static void
place_caret (BtTableView *self)
{
  BtNode *cell = bt_table_view_get_active (self);

  if (!cell)
    return;
  bt_document_set_selection (self->document, bt_selection_at (bt_place (bt_node_get_id (cell), 0)));
  bt_table_view_tell_chosen (self);
}

/* bt_table_select_set: makes a cell the active one, keeping the other corner with @extend; @focus gives it the keys. */
void
bt_table_select_set (BtTableView *self, guint row, guint column, gboolean extend, gboolean focus)
{
  GPtrArray *cells;

  self->row = row;
  self->column = column;
  if (!extend)
    {
      self->anchor_row = row;
      self->anchor_column = column;
    }
  bt_table_rows_update_chosen (self);
  if ((int) row >= n_rows (self))
    return;
  cells = bt_table_rows_ensure (self, row);
  bt_table_view_show_cell (self, row, column);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (!focus)
    return;
  gtk_widget_grab_focus (cells->pdata[MIN (column + 1, cells->len - 1)]);
  place_caret (self);
}

/* bt_table_select_move: makes the cell so many @rows and @columns away the active one; with @wrap the cell after the
 * last of a row is the first of the next. */
void
bt_table_select_move (BtTableView *self, int rows, int columns, gboolean wrap)
{
  int row = (int) self->row + rows, column = (int) self->column + columns;

  if (n_rows (self) == 0 || n_columns (self) == 0)
    return;
  if (wrap && column >= n_columns (self) && row + 1 < n_rows (self))
    {
      column = 0;
      row++;
    }
  else if (wrap && column < 0 && row > 0)
    {
      column = n_columns (self) - 1;
      row--;
    }
  bt_table_select_set (self, CLAMP (row, 0, n_rows (self) - 1),
                       CLAMP (column, 0, n_columns (self) - 1), FALSE, TRUE);
}

/* The first column whose cells do not number themselves. */
static guint
first_written_column (BtTableView *self)
{
  guint column = 0;

  while ((int) column < n_columns (self) - 1 && bt_table_grid_is_order (self->grid, column))
    column++;
  return column;
}

/* bt_table_select_next: the cell that Tab leads to: behind the last one a new row begins, as in a word processor. */
void
bt_table_select_next (BtTableView *self)
{
  if ((int) self->row < n_rows (self) - 1 || (int) self->column < n_columns (self) - 1)
    bt_table_select_move (self, 0, 1, TRUE);
  else if (bt_table_view_run (self, "insert-below") && (int) self->row == n_rows (self) - 1)
    bt_table_select_set (self, self->row, first_written_column (self), FALSE, TRUE);
}

/* bt_table_select_rows: chooses all of a row, or with @extend all rows from the one that was chosen first. */
void
bt_table_select_rows (BtTableView *self, guint row, gboolean extend)
{
  if (!extend)
    self->anchor_row = row;
  self->anchor_column = n_columns (self) - 1;
  bt_table_select_set (self, row, 0, TRUE, TRUE);
}

/**
 * bt_table_view_choose:
 * @view: a table view
 * @block: rows and columns
 *
 * Chooses a block of cells; its first cell is the active one.
 */
void
bt_table_view_choose (BtTableView *view, const BtTableBlock *block)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (view));
  g_return_if_fail (block != NULL);

  if (n_rows (view) == 0 || n_columns (view) == 0)
    return;
  view->anchor_row = MIN (block->last_row, (guint) n_rows (view) - 1);
  view->anchor_column = MIN (block->last_column, (guint) n_columns (view) - 1);
  bt_table_select_set (view, MIN (block->first_row, view->anchor_row),
                       MIN (block->first_column, view->anchor_column), TRUE, TRUE);
}

/* How many rows a page is: as many as are seen, less one to keep the place. */
static int
rows_per_page (BtTableView *self)
{
  int top = bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - self->heading_height;

  if (n_rows (self) == 0)
    return 1;
  return MAX (1, (int) bt_table_grid_get_row_at (self->grid, top + height)
                     - (int) bt_table_grid_get_row_at (self->grid, top) - 1);
}

/* Where a key leads: so many rows and columns further; far beyond the edge stands for the edge. */
typedef struct
{
  guint key;
  gboolean control;
  int rows, columns, pages;
} Jump;

static const Jump jumps[] = {
  { GDK_KEY_Up, FALSE, -1, 0, 0 },       { GDK_KEY_Down, FALSE, 1, 0, 0 },
  { GDK_KEY_Left, FALSE, 0, -1, 0 },     { GDK_KEY_Right, FALSE, 0, 1, 0 },
  { GDK_KEY_Up, TRUE, -100000, 0, 0 },   { GDK_KEY_Down, TRUE, 100000, 0, 0 },
  { GDK_KEY_Left, TRUE, 0, -10000, 0 },  { GDK_KEY_Right, TRUE, 0, 10000, 0 },
  { GDK_KEY_Page_Up, FALSE, 0, 0, -1 },  { GDK_KEY_Page_Down, FALSE, 0, 0, 1 },
  { GDK_KEY_Home, FALSE, 0, -10000, 0 }, { GDK_KEY_End, FALSE, 0, 10000, 0 },
  { GDK_KEY_Home, TRUE, -100000, -10000, 0 }, { GDK_KEY_End, TRUE, 100000, 10000, 0 },
};

static gboolean
jump_by_key (BtTableView *self, guint key, GdkModifierType state)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0, shift = (state & GDK_SHIFT_MASK) != 0;

  for (guint i = 0; i < G_N_ELEMENTS (jumps); i++)
    if (jumps[i].key == key && jumps[i].control == control)
      {
        int rows = jumps[i].rows + jumps[i].pages * rows_per_page (self);
        int row = CLAMP ((int) self->row + rows, 0, n_rows (self) - 1);
        int column = CLAMP ((int) self->column + jumps[i].columns, 0, n_columns (self) - 1);
        bt_table_select_set (self, row, column, shift, TRUE);
        return TRUE;
      }
  return FALSE;
}

static void
choose_all (BtTableView *self)
{
  bt_table_view_choose (self, &(BtTableBlock){ 0, n_rows (self) - 1, 0, n_columns (self) - 1 });
}

/* Space with a key held chooses the whole row or column, Ctrl+A all. */
static gboolean
choose_by_key (BtTableView *self, guint key, GdkModifierType state)
{
  if (gdk_keyval_to_lower (key) == GDK_KEY_a && state == GDK_CONTROL_MASK)
    choose_all (self);
  else if (key == GDK_KEY_space && state == GDK_SHIFT_MASK)
    bt_table_view_choose (self, &(BtTableBlock){ self->row, self->row, 0, n_columns (self) - 1 });
  else if (key == GDK_KEY_space && state == GDK_CONTROL_MASK)
    bt_table_view_choose (self, &(BtTableBlock){ 0, n_rows (self) - 1, self->column, self->column });
  else
    return FALSE;
  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        BtTableView *self)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->editing || n_rows (self) == 0 || (state & GDK_ALT_MASK))
    return FALSE;
  if (choose_by_key (self, key, state))
    return TRUE;
  if (key == GDK_KEY_Tab && state == 0)
    bt_table_select_next (self);
  else if (key == GDK_KEY_ISO_Left_Tab)
    bt_table_select_move (self, 0, -1, TRUE);
  else
    return jump_by_key (self, key, state);

  return TRUE;
}

/* bt_table_select_init: listens to the keys that move. */
void
bt_table_select_init (BtTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
