/* A table as a grid on the screen: moved in and typed into as in a spreadsheet.
 *
 * Only the rows that are seen have widgets. They are made when they come into view, kept in the order of the
 * rows, which is the order in which a screen reader reads them, and dropped when they are far away; the active
 * row stays. */

#include "bt-table-view-private.h"

/* How long measuring may take at a time while nothing else is to be done (microseconds). */
#define IDLE_SLICE 4000
/* Where the editor is while no cell is edited. */
#define OUT_OF_SIGHT -10000

enum
{
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  FAILED,
  CHOSEN,
  MENU,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (BtTableView, bt_table_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static PangoContext *
get_context (BtTableView *self)
{
  return gtk_widget_get_pango_context (GTK_WIDGET (self));
}

/* bt_table_view_get_offset: how far the cells are scrolled. */
int
bt_table_view_get_offset (BtTableView *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment ? gtk_adjustment_get_value (adjustment) : 0;
}

/* bt_table_view_fail: says why something was not done. */
void
bt_table_view_fail (BtTableView *self, const char *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

/* bt_table_view_tell_chosen: says that another cell is the active one. */
void
bt_table_view_tell_chosen (BtTableView *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* bt_table_view_ask_menu: asks for the menu of what is chosen. */
void
bt_table_view_ask_menu (BtTableView *self, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

/* bt_table_view_get_active: the node of the active cell, NULL where the table has none. */
BtNode *
bt_table_view_get_active (BtTableView *self)
{
  if (self->row >= bt_table_grid_get_n_rows (self->grid))
    return NULL;
  return bt_table_grid_get_cell (self->grid, self->row, self->column);
}

static void
allocate_child (GtkWidget *child, int x, int y, int width, int height)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation){ x, y, MAX (minimum, width), height }, -1);
}

static void
allocate_row (BtTableView *self, guint row, GPtrArray *cells)
{
  int dx = bt_table_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  int y = self->heading_height + bt_table_grid_get_y (self->grid, row)
          - bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  int height = bt_table_grid_get_y (self->grid, row + 1) - bt_table_grid_get_y (self->grid, row);

  allocate_child (cells->pdata[0], 0, y, BT_ROW_HEAD_WIDTH, height);
  for (guint i = 1; i < cells->len; i++)
    {
      guint end = cells->len == 2 ? bt_table_grid_get_n_columns (self->grid) : i;
      int x = bt_table_grid_get_x (self->grid, i - 1);
      allocate_child (cells->pdata[i], BT_ROW_HEAD_WIDTH + x - dx, y,
                      bt_table_grid_get_x (self->grid, end) - x, height);
    }
}

/* The rows that are seen, each measured exactly. Measuring one may push others out of sight. */
static void
find_visible (BtTableView *self, guint *first, guint *end)
{
  int top = bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  int bottom = top + gtk_widget_get_height (GTK_WIDGET (self)) - self->heading_height;
  guint n = bt_table_grid_get_n_rows (self->grid), i;

  *first = *end = 0;
  if (n == 0)
    return;
  *first = bt_table_grid_get_row_at (self->grid, top);
  for (i = *first; i < n; i++)
    {
      bt_table_grid_measure_row (self->grid, i, get_context (self));
      if (bt_table_grid_get_y (self->grid, i) > bottom)
        break;
    }
  *end = i;
}

static void
configure_adjustment (BtTableView *self, GtkOrientation orientation, int upper, int size)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (!adjustment)
    return;
  self->configuring = TRUE;
  gtk_adjustment_configure (adjustment,
                            MIN (gtk_adjustment_get_value (adjustment), MAX (0, upper - size)), 0,
                            MAX (upper, size), size * 0.1, size * 0.9, size);
  self->configuring = FALSE;
}

/* Each heading over its leaves, from its line down to the next or to the rows. */
static void
allocate_headings (BtTableView *self)
{
  int dx = bt_table_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL);

  for (guint i = 0; self->heading_ys && i < self->headings->len; i++)
    {
      const BtHeading *heading = &g_array_index (self->headings, BtHeading, i);
      int x = bt_table_grid_get_x (self->grid, heading->first);
      int y = g_array_index (self->heading_ys, int, heading->top);
      allocate_child (self->heading_cells->pdata[i], BT_ROW_HEAD_WIDTH + x - dx, y,
                      bt_table_grid_get_x (self->grid, heading->end) - x,
                      g_array_index (self->heading_ys, int, heading->bottom) - y);
    }
  allocate_child (self->corner, 0, 0, BT_ROW_HEAD_WIDTH, MAX (1, self->heading_height));
}

/* Where the editor stands: over the active cell, as high as the text in it needs. */
static GtkAllocation
get_editor_place (BtTableView *self)
{
  gboolean group = bt_table_grid_is_group (self->grid, self->row);
  guint first = group ? 0 : self->column;
  guint end = group ? bt_table_grid_get_n_columns (self->grid) : self->column + 1;
  int x = bt_table_grid_get_x (self->grid, first), y = bt_table_grid_get_y (self->grid, self->row);

  return (GtkAllocation){ BT_ROW_HEAD_WIDTH + x - bt_table_view_get_offset (self, GTK_ORIENTATION_HORIZONTAL),
                          self->heading_height + y - bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL),
                          bt_table_grid_get_x (self->grid, end) - x,
                          bt_table_grid_get_y (self->grid, self->row + 1) - y };
}

static gboolean
resize_idle_cb (gpointer data)
{
  gtk_widget_queue_resize (GTK_WIDGET (data));
  return G_SOURCE_REMOVE;
}

/* The editor has a place even while it is not seen, beside all cells: a text view that is hidden and shown again
 * loses track of the sizes it asked for. One that gets another width asks for a new size while it is being given
 * one, which GTK forgets half of: it is asked for again afterwards. */
static void
allocate_editor (BtTableView *self)
{
  GtkAllocation place = self->editor_place;

  place.y = OUT_OF_SIGHT;
  if (self->editing && self->row < bt_table_grid_get_n_rows (self->grid))
    place = get_editor_place (self);
  if (place.width != self->editor_place.width)
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, resize_idle_cb, g_object_ref (self), g_object_unref);
  self->editor_place = place;
  allocate_child (GTK_WIDGET (self->editor), place.x, place.y, place.width, place.height);
}

/* bt_table_view_place_editor: gives the editor its place before it is seen, so that its lines are known by then. */
void
bt_table_view_place_editor (BtTableView *self)
{
  GtkAllocation place = get_editor_place (self);

  self->editor_place = place;
  allocate_child (GTK_WIDGET (self->editor), place.x, place.y, place.width, place.height);
}

/* Gives the rows that are seen their widgets, and takes them from those that are far away. Not while places are handed
 * out: a new child makes GTK hand them out again. */
static void
fill (BtTableView *self)
{
  guint first, end;

  find_visible (self, &first, &end);
  bt_table_rows_drop (self, first, end);
  for (guint i = first; i < end; i++)
    bt_table_rows_ensure (self, i);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static gboolean
fill_idle_cb (gpointer data)
{
  BtTableView *self = data;

  self->fill_idle = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

/* Every row that has widgets gets its place; one that is seen and has none gets them before the next frame. */
static void
allocate_rows (BtTableView *self, guint first, guint end)
{
  GHashTableIter iter;
  gpointer key, value;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint row = GPOINTER_TO_UINT (key);
      if (row < bt_table_grid_get_n_rows (self->grid))
        allocate_row (self, row, value);
      n += row >= first && row < end;
    }
  if (n < end - first && self->fill_idle == 0)
    self->fill_idle = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_idle_cb, self, NULL);
}

static gboolean
measure_idle_cb (gpointer data)
{
  BtTableView *self = data;
  gboolean more = bt_table_grid_measure_some (self->grid, get_context (self),
                                              g_get_monotonic_time () + IDLE_SLICE);

  if (more)
    return G_SOURCE_CONTINUE;
  self->idle = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* While an edge is dragged, the columns are where the pointer put them. */
static void
place_columns (BtTableView *self, int width)
{
  gboolean moved = self->drag == BT_DRAG_EDGE;

  if (!moved)
    moved = bt_table_grid_set_width (self->grid, MAX (1, width), get_context (self));
  if (moved || !self->heading_ys)
    bt_table_rows_measure_headings (self);
}

static void
bt_table_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtTableView *self = BT_TABLE_VIEW (widget);
  guint first, end, n = bt_table_grid_get_n_rows (self->grid);

  place_columns (self, width - BT_ROW_HEAD_WIDTH);
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL,
                        BT_ROW_HEAD_WIDTH
                            + bt_table_grid_get_x (self->grid,
                                                   bt_table_grid_get_n_columns (self->grid)),
                        width);
  find_visible (self, &first, &end);
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL,
                        self->heading_height + bt_table_grid_get_y (self->grid, n), height);

  allocate_rows (self, first, end);
  allocate_headings (self);
  allocate_editor (self);
  if (self->idle == 0 && !bt_table_grid_is_measured (self->grid))
    self->idle = g_idle_add_full (G_PRIORITY_LOW, measure_idle_cb, self, NULL);
}

static void
bt_table_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 100;
  *natural = 300;
}

/* Where the rows that are dragged would come. */
static void
snapshot_drop (BtTableView *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;
  int y;

  if (self->drag != BT_DRAG_ROWS || self->drop_row < 0)
    return;
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "accent_bg_color", &color))
    return;
  y = self->heading_height + bt_table_grid_get_y (self->grid, self->drop_row)
      - bt_table_view_get_offset (self, GTK_ORIENTATION_VERTICAL);
  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT (0, y - 2, gtk_widget_get_width (GTK_WIDGET (self)), 3));
}

/* The cells or the heads of all rows that have widgets. */
static void
snapshot_rows (BtTableView *self, GtkSnapshot *snapshot, gboolean heads)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *cells = value;
      guint end = heads ? 1 : cells->len;
      for (guint i = heads ? 0 : 1; i < end; i++)
        gtk_widget_snapshot_child (GTK_WIDGET (self), cells->pdata[i], snapshot);
    }
}

/* Cells below the editor below heads below headings. */
static void
bt_table_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtTableView *self = BT_TABLE_VIEW (widget);

  snapshot_rows (self, snapshot, FALSE);
  if (self->editing)
    gtk_widget_snapshot_child (widget, GTK_WIDGET (self->editor), snapshot);
  snapshot_rows (self, snapshot, TRUE);
  for (guint i = 0; i < self->heading_cells->len; i++)
    gtk_widget_snapshot_child (widget, self->heading_cells->pdata[i], snapshot);
  gtk_widget_snapshot_child (widget, self->corner, snapshot);
  snapshot_drop (self, snapshot);
}

static void
scrolled_cb (GtkAdjustment *adjustment, BtTableView *self)
{
  if (!self->configuring)
    fill (self);
}

static void
set_adjustment (BtTableView *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment)
    g_signal_connect (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
scroll_to (GtkAdjustment *adjustment, int start, int end)
{
  if (adjustment)
    gtk_adjustment_clamp_page (adjustment, start, end);
}

/* bt_table_view_show_cell: scrolls until a cell is seen. */
void
bt_table_view_show_cell (BtTableView *self, guint row, guint column)
{
  if (row >= bt_table_grid_get_n_rows (self->grid)
      || column >= bt_table_grid_get_n_columns (self->grid))
    return;
  bt_table_grid_measure_row (self->grid, row, get_context (self));
  scroll_to (self->adjustments[GTK_ORIENTATION_VERTICAL], bt_table_grid_get_y (self->grid, row),
             self->heading_height + bt_table_grid_get_y (self->grid, row + 1));
  scroll_to (self->adjustments[GTK_ORIENTATION_HORIZONTAL],
             bt_table_grid_get_x (self->grid, column),
             BT_ROW_HEAD_WIDTH + bt_table_grid_get_x (self->grid, column + 1));
}

/* Where the caret is now, which a command or undo has set; else where the active cell went. Without either, the nearest
 * row. */
static void
find_active (BtTableView *self, const char *before)
{
  const char *caret = bt_document_get_selection (self->document).caret.node;
  guint rows = bt_table_grid_get_n_rows (self->grid);
  guint columns = bt_table_grid_get_n_columns (self->grid), row, column;

  if ((caret && bt_table_grid_find (self->grid, caret, &row, &column))
      || (before && bt_table_grid_find (self->grid, before, &row, &column)))
    {
      if (bt_table_grid_is_group (self->grid, row))
        column = self->column;
      if (row != self->row || column != self->column)
        {
          self->anchor_row = row;
          self->anchor_column = column;
        }
      self->row = row;
      self->column = column;
    }
  self->row = MIN (self->row, MAX (1, rows) - 1);
  self->column = MIN (self->column, MAX (1, columns) - 1);
  self->anchor_row = MIN (self->anchor_row, MAX (1, rows) - 1);
  self->anchor_column = MIN (self->anchor_column, MAX (1, columns) - 1);
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtTableView *self)
{
  BtNode *active = bt_table_view_get_active (self);
  g_autofree char *id = active ? g_strdup (bt_node_get_id (active)) : NULL;

  bt_table_grid_set_table (self->grid, new, self->table);
  find_active (self, id);
  bt_table_rows_update_headings (self);
  bt_table_rows_update (self);
  bt_table_edit_sync (self);
  if (self->row < bt_table_grid_get_n_rows (self->grid))
    bt_table_grid_measure_row (self->grid, self->row, get_context (self));
  fill (self);
}

static gboolean
bt_table_view_grab_focus (GtkWidget *widget)
{
  BtTableView *self = BT_TABLE_VIEW (widget);

  if (bt_table_grid_get_n_rows (self->grid) == 0)
    return FALSE;
  bt_table_select_set (self, self->row, self->column, TRUE, TRUE);
  return TRUE;
}

static void
bt_table_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtTableView *self = BT_TABLE_VIEW (object);

  if (id <= PROP_VADJUSTMENT)
    g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
  else
    g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
}

static void
bt_table_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtTableView *self = BT_TABLE_VIEW (object);

  if (id <= PROP_VADJUSTMENT)
    set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
  else
    self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
}

static void
bt_table_view_dispose (GObject *object)
{
  BtTableView *self = BT_TABLE_VIEW (object);

  bt_table_view_show (self, NULL, NULL);
  bt_table_view_set_underlines (self, NULL);
  for (GtkOrientation i = 0; i < 2; i++)
    {
      if (self->adjustments[i])
        g_signal_handlers_disconnect_by_func (self->adjustments[i], scrolled_cb, self);
      g_clear_object (&self->adjustments[i]);
    }
  g_clear_pointer (&self->preedit, bt_preedit_free);
  g_clear_pointer (&self->marks, bt_field_marks_free);
  if (self->editor)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->editor)));
  g_clear_pointer (&self->corner, gtk_widget_unparent);
  G_OBJECT_CLASS (bt_table_view_parent_class)->dispose (object);
}

static void
bt_table_view_finalize (GObject *object)
{
  BtTableView *self = BT_TABLE_VIEW (object);

  g_clear_pointer (&self->grid, bt_table_grid_free);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->headings, g_array_unref);
  g_clear_pointer (&self->heading_ys, g_array_unref);
  g_clear_pointer (&self->heading_cells, g_ptr_array_unref);
  g_clear_pointer (&self->before, bt_plan_unref);
  G_OBJECT_CLASS (bt_table_view_parent_class)->finalize (object);
}

static void
bt_table_view_class_init (BtTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bt_table_view_get_property;
  object_class->set_property = bt_table_view_set_property;
  object_class->dispose = bt_table_view_dispose;
  object_class->finalize = bt_table_view_finalize;
  widget_class->measure = bt_table_view_measure;
  widget_class->size_allocate = bt_table_view_size_allocate;
  widget_class->snapshot = bt_table_view_snapshot;
  widget_class->grab_focus = bt_table_view_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  /* Why a cell was not set, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* Another cell is the active one. */
  signals[CHOSEN] = g_signal_new ("chosen", BT_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  /* The menu of what is chosen is asked for, at a place in the view. */
  signals[MENU] = g_signal_new ("menu", BT_TYPE_TABLE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  gtk_widget_class_set_css_name (widget_class, "tableview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TABLE);
}

static void
bt_table_view_init (BtTableView *self)
{
  self->grid = bt_table_grid_new ();
  self->shown = g_hash_table_new_full (NULL, NULL, NULL, bt_table_rows_free_cells);
  self->headings = g_array_new (FALSE, FALSE, sizeof (BtHeading));
  self->heading_cells = g_ptr_array_new ();
  self->corner = bt_table_cell_new (GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_add_css_class (self->corner, "heading");
  gtk_widget_set_parent (self->corner, GTK_WIDGET (self));
  self->editor_place = (GtkAllocation){ 0, OUT_OF_SIGHT, 100, 40 };
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  bt_table_edit_init (self);
  bt_table_select_init (self);
  bt_table_pointer_init (self);
}

static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtTableView *self)
{
  bt_table_rows_update (self);
  if (self->headings)
    bt_table_rows_update_headings (self);
}

/**
 * bt_table_view_set_underlines:
 * @view: a view
 * @underlines: (nullable): what is underlined quietly from now on
 */
void
bt_table_view_set_underlines (BtTableView *view, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (view));

  if (view->underlines)
    g_signal_handlers_disconnect_by_data (view->underlines, view);
  g_set_object (&view->underlines, underlines);
  bt_table_grid_set_underlines (view->grid, underlines);
  if (view->marks)
    bt_field_marks_set_underlines (view->marks, underlines);
  if (underlines)
    g_signal_connect (underlines, "changed", G_CALLBACK (underlines_changed_cb), view);
}

/**
 * bt_table_view_show:
 * @view: a table view
 * @document: (nullable): the document, %NULL for none
 * @table: (nullable): the id of the table
 */
void
bt_table_view_show (BtTableView *view, BtDocument *document, const char *table)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (view));

  if (view->editing)
    bt_table_edit_stop (view, FALSE);
  g_clear_handle_id (&view->idle, g_source_remove);
  g_clear_handle_id (&view->fill_idle, g_source_remove);
  if (view->document)
    g_signal_handlers_disconnect_by_data (view->document, view);
  g_set_object (&view->document, document);
  view->table = bt_intern (table);
  view->row = view->column = 0;
  view->drag = BT_DRAG_NONE;
  g_hash_table_remove_all (view->shown);
  bt_table_grid_set_table (view->grid, NULL, NULL); /* the widths of another table are forgotten */
  bt_table_grid_set_table (view->grid, document ? bt_document_get_plan (document) : NULL, table);
  bt_table_rows_update_headings (view);
  if (document)
    {
      g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), view);
      view->column = bt_table_grid_is_order (view->grid, 0)
                             && bt_table_grid_get_n_columns (view->grid) > 1
                         ? 1
                         : 0;
    }
  view->anchor_row = view->row;
  view->anchor_column = view->column;
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/* The first leaf below the heading of a column; a heading itself takes no keys. */
static gboolean
find_column (BtTableView *self, const char *id, guint *column)
{
  for (guint i = 0; self->headings && i < self->headings->len; i++)
    {
      const BtHeading *heading = &g_array_index (self->headings, BtHeading, i);
      *column = heading->first;
      if (g_str_equal (bt_node_get_id (heading->column), id))
        return bt_table_grid_get_n_rows (self->grid) > 0;
    }
  return FALSE;
}

/**
 * bt_table_view_go_to:
 * @view: a table view
 * @id: the id of a row, a cell or a column
 *
 * Returns: whether it is in the table that is shown; then its cell has the focus, the first below a column's heading
 */
gboolean
bt_table_view_go_to (BtTableView *view, const char *id)
{
  guint row = 0, column;

  g_return_val_if_fail (BT_IS_TABLE_VIEW (view), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (!bt_table_grid_find (view->grid, id, &row, &column) && !find_column (view, id, &column))
    return FALSE;
  bt_table_select_set (view, row, column, FALSE, TRUE);
  return TRUE;
}

/**
 * bt_table_view_get_row:
 * @view: a table view
 *
 * Returns: (nullable): the interned id of the row that holds the active cell; %NULL where the table has no row
 */
const char *
bt_table_view_get_row (BtTableView *view)
{
  g_return_val_if_fail (BT_IS_TABLE_VIEW (view), NULL);

  if (view->row >= bt_table_grid_get_n_rows (view->grid))
    return NULL;
  return bt_intern (bt_node_get_id (bt_table_grid_get_row (view->grid, view->row)));
}

/**
 * bt_table_view_get_active_place:
 * @view: a table view
 *
 * Returns: where the active cell is seen, in the view
 */
GdkRectangle
bt_table_view_get_active_place (BtTableView *view)
{
  g_return_val_if_fail (BT_IS_TABLE_VIEW (view), (GdkRectangle){ 0 });

  if (view->row >= bt_table_grid_get_n_rows (view->grid))
    return (GdkRectangle){ BT_ROW_HEAD_WIDTH, view->heading_height, 1, 1 };
  return get_editor_place (view);
}

/**
 * bt_table_view_finish_input:
 * @view: a table view
 *
 * Puts the word that an input method is composing in the cell's editor into the cell.
 */
void
bt_table_view_finish_input (BtTableView *view)
{
  g_return_if_fail (BT_IS_TABLE_VIEW (view));

  if (view->preedit)
    bt_preedit_finish (view->preedit);
}
