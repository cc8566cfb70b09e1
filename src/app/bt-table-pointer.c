/* The pointer in the grid: it chooses cells and rows, drags rows to another place, and the edges of columns. */

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-table-view-private.h"

/* So near to an edge the pointer takes it. */
#define EDGE_REACH 5
/* A press that moved no further than this was a click. */
#define DRAG_START 6

static int
to_grid_x (BtTableView *self, double x)
{
  return x - BT_ROW_HEAD_WIDTH + bt_table_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);
}

static int
to_grid_y (BtTableView *self, double y)
{
  return y - self->heading_height + bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
}

/* The column whose right edge is at @x; -1 for none. */
static int
find_edge (BtTableView *self, double x, double y)
{
  guint n = bt_table_grid_get_n_columns (self->grid);

  if (y >= self->heading_height || x < BT_ROW_HEAD_WIDTH)
    return -1;
  for (guint i = 0; i < n; i++)
    if (ABS (bt_table_grid_get_x (self->grid, i + 1) - to_grid_x (self, x)) <= EDGE_REACH)
      return i;
  return -1;
}

static guint
find_column (BtTableView *self, double x)
{
  guint column = 0;

  while (column + 1 < bt_table_grid_get_n_columns (self->grid)
         && bt_table_grid_get_x (self->grid, column + 1) <= to_grid_x (self, x))
    column++;
  return column;
}

static guint
find_row (BtTableView *self, double y)
{
  return bt_table_grid_get_row_at (self->grid, to_grid_y (self, y));
}

static gboolean
is_in_editor (BtTableView *self, double x, double y)
{
  GtkWidget *target = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return self->editing && target
         && (target == GTK_WIDGET (self->editor)
             || gtk_widget_is_ancestor (target, GTK_WIDGET (self->editor)));
}

/* The heading at a place; NULL for none. */
static const BtHeading *
find_heading (BtTableView *self, double x, double y)
{
  for (guint i = 0; self->heading_ys && i < self->headings->len; i++)
    {
      const BtHeading *heading = &g_array_index (self->headings, BtHeading, i);
      if (y >= g_array_index (self->heading_ys, int, heading->top)
          && y < g_array_index (self->heading_ys, int, heading->bottom)
          && to_grid_x (self, x) >= bt_table_grid_get_x (self->grid, heading->first)
          && to_grid_x (self, x) < bt_table_grid_get_x (self->grid, heading->end))
        return heading;
    }
  return NULL;
}

/* A heading chooses the cells under it. */
static void
choose_under_heading (BtTableView *self, double x, double y)
{
  const BtHeading *heading = find_heading (self, x, y);

  if (heading)
    bt_table_view_choose (self, &(BtTableBlock){ 0, bt_table_grid_get_n_rows (self->grid) - 1,
                                                 heading->first, heading->end - 1 });
}

static void
choose_at (BtTableView *self, double x, double y, gboolean extend)
{
  if (bt_table_grid_get_n_rows (self->grid) == 0)
    return;
  if (y < self->heading_height)
    choose_under_heading (self, x, y);
  else if (x < BT_ROW_HEAD_WIDTH)
    bt_table_select_rows (self, find_row (self, y), extend);
  else
    bt_table_select_set (self, find_row (self, y), find_column (self, x), extend, TRUE);
}

/* A row that is chosen already stays so with the others: they may be about to be dragged. */
static gboolean
is_chosen_head (BtTableView *self, double x, double y)
{
  return x < BT_ROW_HEAD_WIDTH && y >= self->heading_height
         && bt_table_grid_get_n_rows (self->grid) > 0
         && bt_table_select_has (self, find_row (self, y), 0)
         && bt_table_select_has (self, find_row (self, y),
                                 bt_table_grid_get_n_columns (self->grid) - 1);
}

/* Names of columns are changed where all that there is to a column stands. */
static void
edit_heading (BtTableView *self, double x, double y)
{
  const BtHeading *heading = find_heading (self, x, y);

  if (heading)
    gtk_widget_activate_action (GTK_WIDGET (self), "page.name-column", "s", bt_node_get_id (heading->column));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BtTableView *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));

  if (!self->document || is_in_editor (self, x, y) || find_edge (self, x, y) >= 0)
    return;
  bt_table_edit_stop (self, FALSE);
  if (!is_chosen_head (self, x, y))
    choose_at (self, x, y, (state & GDK_SHIFT_MASK) != 0);
  if (n == 2 && y < self->heading_height)
    edit_heading (self, x, y);
  else if (n == 2 && x >= BT_ROW_HEAD_WIDTH)
    bt_table_edit_start (self, FALSE);
}

/* Whether a cell, a head or a heading is at a place that is not chosen yet: a menu is meant for what it opens on. */
static gboolean
is_chosen_at (BtTableView *self, double x, double y)
{
  if (y < self->heading_height || x < BT_ROW_HEAD_WIDTH)
    return is_chosen_head (self, x, y);
  return bt_table_grid_get_n_rows (self->grid) > 0
         && bt_table_select_has (self, find_row (self, y), find_column (self, x));
}

static void
menu_pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BtTableView *self)
{
  if (!self->document || is_in_editor (self, x, y))
    return;
  bt_table_edit_stop (self, TRUE);
  if (!is_chosen_at (self, x, y))
    choose_at (self, x, y, FALSE);
  bt_table_view_ask_menu (self, x, y);
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
drag_begin_cb (GtkGestureDrag *gesture, double x, double y, BtTableView *self)
{
  int edge = self->document ? find_edge (self, x, y) : -1;

  self->drag = BT_DRAG_NONE;
  self->drop_row = -1;
  self->drag_x = x;
  self->drag_y = y;
  self->drag_shift = 0;
  if (!self->document || is_in_editor (self, x, y))
    return;
  if (edge >= 0)
    {
      bt_table_edit_stop (self, TRUE);
      self->drag = BT_DRAG_EDGE;
      self->drag_edge = edge;
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    }
  else if (y >= self->heading_height && bt_table_grid_get_n_rows (self->grid) > 0)
    self->drag = x < BT_ROW_HEAD_WIDTH ? BT_DRAG_ROWS : BT_DRAG_CELLS;
}

static void
drag_edge (BtTableView *self, int dx)
{
  bt_table_grid_shift_edge (self->grid, self->drag_edge, dx - self->drag_shift);
  self->drag_shift = dx;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* The rows come before the one whose upper half the pointer is in. */
static void
drag_rows (BtTableView *self, double y)
{
  guint row = find_row (self, y);
  int top = bt_table_grid_get_y (self->grid, row), bottom = bt_table_grid_get_y (self->grid, row + 1);

  self->drop_row = to_grid_y (self, y) < (top + bottom) / 2 ? row : row + 1;
  bt_table_view_show_cell (self, row, self->column);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_update_cb (GtkGestureDrag *gesture, double dx, double dy, BtTableView *self)
{
  double x = self->drag_x + dx, y = self->drag_y + dy;

  if (self->drag == BT_DRAG_EDGE)
    drag_edge (self, dx);
  if (ABS (dx) < DRAG_START && ABS (dy) < DRAG_START)
    return;
  if (self->drag == BT_DRAG_CELLS)
    bt_table_select_set (self, find_row (self, y), find_column (self, MAX (x, BT_ROW_HEAD_WIDTH)),
                         TRUE, TRUE);
  else if (self->drag == BT_DRAG_ROWS)
    drag_rows (self, y);
}

/* Sets the widths of the two columns at the edge, as they are seen: one undo step. */
static void
commit_edge (BtTableView *self)
{
  g_autoptr (GError) error = NULL;
  guint n = bt_table_grid_get_n_columns (self->grid);
  guint last = MIN (self->drag_edge + 1, n - 1);
  const char *ids[2];
  double widths[2];

  for (guint i = self->drag_edge; i <= last; i++)
    {
      BtNode *leaf = bt_table_grid_get_column (self->grid, i);
      ids[i - self->drag_edge] = bt_intern (bt_node_get_id (leaf));
      widths[i - self->drag_edge] = bt_table_grid_get_column_mm (self->grid, i);
    }
  if (!bt_document_set_column_widths (self->document, ids, widths, last - self->drag_edge + 1,
                                      &error))
    bt_table_view_fail (self, error->message);
}

static void
drag_end_cb (GtkGestureDrag *gesture, double dx, double dy, BtTableView *self)
{
  BtDrag drag = self->drag;
  int drop = self->drop_row;

  self->drag = BT_DRAG_NONE;
  self->drop_row = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (drag == BT_DRAG_EDGE && self->drag_shift != 0)
    commit_edge (self);
  else if (drag == BT_DRAG_ROWS && drop >= 0)
    bt_table_view_move_chosen (self, drop);
  else if (drag == BT_DRAG_ROWS && find_row (self, self->drag_y) < bt_table_grid_get_n_rows (self->grid))
    bt_table_select_rows (self, find_row (self, self->drag_y),
                          (gtk_event_controller_get_current_event_state (
                               GTK_EVENT_CONTROLLER (gesture))
                           & GDK_SHIFT_MASK)
                              != 0);
}

static void
cancel_cb (GtkGesture *gesture, GdkEventSequence *sequence, BtTableView *self)
{
  self->drag = BT_DRAG_NONE;
  self->drop_row = -1;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, BtTableView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find_edge (self, x, y) >= 0 ? "col-resize" : NULL);
}

/* bt_table_pointer_init: listens to the pointer. */
void
bt_table_pointer_init (BtTableView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new (), *menu = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  self->drop_row = -1;
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (menu));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect (drag, "cancel", G_CALLBACK (cancel_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  gtk_widget_add_controller (widget, motion);
}
