/* One cell on the screen: a text in a box that can have the focus. */

#include "bt-table-cell.h"

#include <adwaita.h>

#include "bt-author-color.h"
#include "bt-table-grid.h"

/* How thick the bar of a changed row or column is, in pixels. */
#define BAR 4
/* The side of the corner that says that there is a comment. */
#define CORNER 10

struct _BtTableCell
{
  GtkWidget parent_instance;

  BtCellLook *look; /* NULL for nothing */
  PangoLayout *layout;
  GtkPositionType bar_side;
  int bar_author; /* BT_CELL_NOBODY for no bar */
  gboolean commented;
};

G_DEFINE_FINAL_TYPE (BtTableCell, bt_table_cell, GTK_TYPE_WIDGET)

static gboolean
is_dark (void)
{
  return adw_style_manager_get_dark (adw_style_manager_get_default ());
}

static PangoLayout *
ensure_layout (BtTableCell *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->layout || !self->look)
    return self->layout;
  self->layout = bt_cell_look_create_layout (self->look, gtk_widget_get_pango_context (widget),
                                             is_dark () ? BT_CELL_ON_DARK : BT_CELL_ON_LIGHT);

  return self->layout;
}

/* The table gives every cell its place; a cell asks for nothing. */
static void
bt_table_cell_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                       int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
draw_bar (BtTableCell *self, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA color;

  if (self->bar_author == BT_CELL_NOBODY)
    return;
  gdk_rgba_parse (&color, bt_author_color_get (self->bar_author, is_dark ()));
  gtk_snapshot_append_color (snapshot, &color,
                             &GRAPHENE_RECT_INIT (0, 0, self->bar_side == GTK_POS_LEFT ? BAR : width,
                                                  self->bar_side == GTK_POS_LEFT ? height : BAR));
}

/* The corner of a cell with a comment, as spreadsheets have it. */
static void
draw_corner (BtTableCell *self, GtkSnapshot *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  cairo_t *cr;

  if (!self->commented)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (width - CORNER, 0, CORNER, CORNER));
  cairo_move_to (cr, width - CORNER, 0);
  cairo_line_to (cr, width, 0);
  cairo_line_to (cr, width, CORNER);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 0.90, 0.65, 0.04);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
bt_table_cell_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtTableCell *self = BT_TABLE_CELL (widget);
  PangoLayout *layout = ensure_layout (self);
  int width = gtk_widget_get_width (widget) - 2 * BT_CELL_PADDING + 1;
  int height, y = BT_CELL_PADDING;
  GdkRGBA color;

  draw_bar (self, snapshot);
  draw_corner (self, snapshot);
  if (!layout)
    return;
  pango_layout_set_width (layout, MAX (1, width) * PANGO_SCALE);
  if (bt_cell_look_get_mark (self->look).style & BT_CELL_CENTERED)
    {
      pango_layout_get_pixel_size (layout, NULL, &height);
      y = MAX (y, (gtk_widget_get_height (widget) - height) / 2);
    }
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (BT_CELL_PADDING, y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
bt_table_cell_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  g_clear_object (&BT_TABLE_CELL (widget)->layout);
  GTK_WIDGET_CLASS (bt_table_cell_parent_class)->css_changed (widget, change);
}

static void
bt_table_cell_finalize (GObject *object)
{
  BtTableCell *self = BT_TABLE_CELL (object);

  g_clear_object (&self->layout);
  g_clear_pointer (&self->look, bt_cell_look_free);
  G_OBJECT_CLASS (bt_table_cell_parent_class)->finalize (object);
}

static void
bt_table_cell_class_init (BtTableCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bt_table_cell_finalize;
  widget_class->measure = bt_table_cell_measure;
  widget_class->snapshot = bt_table_cell_snapshot;
  widget_class->css_changed = bt_table_cell_css_changed;
  gtk_widget_class_set_css_name (widget_class, "tablecell");
}

static void
bt_table_cell_init (BtTableCell *self)
{
  self->bar_author = BT_CELL_NOBODY;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/**
 * bt_table_cell_new:
 * @role: what it is to a screen reader: a cell or the heading of a column
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
bt_table_cell_new (GtkAccessibleRole role)
{
  GtkWidget *widget = g_object_new (BT_TYPE_TABLE_CELL, "accessible-role", role, NULL);

  gtk_widget_set_focusable (widget, role == GTK_ACCESSIBLE_ROLE_CELL);
  return widget;
}

/**
 * bt_table_cell_set_bar:
 * @cell: a cell
 * @side: at which of its edges
 * @author: the place of the colour of who changed the row or column; %BT_CELL_NOBODY for no bar
 */
void
bt_table_cell_set_bar (BtTableCell *cell, GtkPositionType side, int author)
{
  g_return_if_fail (BT_IS_TABLE_CELL (cell));

  if (cell->bar_side == side && cell->bar_author == author)
    return;
  cell->bar_side = side;
  cell->bar_author = author;
  gtk_widget_queue_draw (GTK_WIDGET (cell));
}

/**
 * bt_table_cell_set_commented:
 * @cell: a cell
 * @commented: whether an open comment speaks of it
 */
void
bt_table_cell_set_commented (BtTableCell *cell, gboolean commented)
{
  g_return_if_fail (BT_IS_TABLE_CELL (cell));

  if (cell->commented == commented)
    return;
  cell->commented = commented;
  gtk_widget_queue_draw (GTK_WIDGET (cell));
}

/**
 * bt_table_cell_take_look:
 * @cell: a cell
 * @look: (transfer full): what is seen in it
 * @name: what a screen reader says: the column, the row and the text
 */
void
bt_table_cell_take_look (BtTableCell *cell, BtCellLook *look, const char *name)
{
  g_return_if_fail (BT_IS_TABLE_CELL (cell));
  g_return_if_fail (look != NULL && name != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (bt_cell_look_equal (cell->look, look))
    {
      bt_cell_look_free (look);
      return;
    }
  g_clear_pointer (&cell->look, bt_cell_look_free);
  cell->look = look;
  g_clear_object (&cell->layout);
  gtk_widget_queue_draw (GTK_WIDGET (cell));
}
