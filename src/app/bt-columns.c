/* Widgets below each other, or beside each other where there is room, that ask for no width by their height.
 *
 * A GtkBox asks each widget how narrow it may be at the height it gets. A text that wraps finds that out by trying one
 * width after another, and each box around it has it tried again: a page of twenty rows took 0.1 s to be shown. Nobody
 * wants the answer where the width is given and the height follows from it, as on a page that scrolls. */

#include "bt-columns.h"

struct _BtColumns
{
  GtkWidget parent_instance;

  int spacing;     /* between the widgets, in pixels */
  int beside_from; /* the width from which on they stand beside each other, in pixels; 0 for never */
};

enum
{
  PROP_SPACING = 1,
  PROP_BESIDE_FROM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (BtColumns, bt_columns, GTK_TYPE_WIDGET)

/* The first widget that is shown, from @child on. */
static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (BtColumns *self)
{
  return skip_hidden (gtk_widget_get_first_child (GTK_WIDGET (self)));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static int
count (BtColumns *self)
{
  int n = 0;

  for (GtkWidget *child = get_first (self); child; child = get_next (child))
    n++;
  return n;
}

static gboolean
is_beside (BtColumns *self, int width)
{
  return self->beside_from > 0 && width >= self->beside_from;
}

/* What each widget gets of @width, which may be -1. */
static int
get_share (BtColumns *self, int width)
{
  int n = MAX (1, count (self));

  return is_beside (self, width) ? (width - (n - 1) * self->spacing) / n : width;
}

static void
measure_width (BtColumns *self, int *minimum, int *natural)
{
  int n = self->beside_from > 0 ? count (self) : 1;

  for (GtkWidget *child = get_first (self); child; child = get_next (child))
    {
      int child_minimum, child_natural;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
  *natural = n * *natural + MAX (0, n - 1) * self->spacing;
}

static void
measure_height (BtColumns *self, int width, int *minimum, int *natural)
{
  gboolean beside = is_beside (self, width);
  int share = get_share (self, width);

  for (GtkWidget *child = get_first (self); child; child = get_next (child))
    {
      int child_minimum, child_natural, gap = !beside && get_next (child) ? self->spacing : 0;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, share, &child_minimum, &child_natural, NULL, NULL);
      *minimum = beside ? MAX (*minimum, child_minimum) : *minimum + child_minimum + gap;
      *natural = beside ? MAX (*natural, child_natural) : *natural + child_natural + gap;
    }
}

static void
bt_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                    int *minimum_baseline, int *natural_baseline)
{
  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_width (BT_COLUMNS (widget), minimum, natural);
  else
    measure_height (BT_COLUMNS (widget), for_size, minimum, natural);
}

static GtkSizeRequestMode
bt_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bt_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtColumns *self = BT_COLUMNS (widget);
  gboolean beside = is_beside (self, width);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { 0, 0, get_share (self, width), height };

  if (beside && rtl)
    place.x = width - place.width;
  for (GtkWidget *child = get_first (self); child; child = get_next (child))
    {
      if (!beside)
        gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &place.height, NULL, NULL);
      gtk_widget_size_allocate (child, &place, -1);
      if (beside)
        place.x += (rtl ? -1 : 1) * (place.width + self->spacing);
      else
        place.y += place.height + self->spacing;
    }
}

static void
bt_columns_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtColumns *self = BT_COLUMNS (object);

  g_value_set_int (value, id == PROP_SPACING ? self->spacing : self->beside_from);
}

static void
bt_columns_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtColumns *self = BT_COLUMNS (object);

  if (id == PROP_SPACING)
    self->spacing = g_value_get_int (value);
  else
    self->beside_from = g_value_get_int (value);
}

static void
bt_columns_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (bt_columns_parent_class)->dispose (object);
}

static void
bt_columns_class_init (BtColumnsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = bt_columns_get_property;
  object_class->set_property = bt_columns_set_property;
  object_class->dispose = bt_columns_dispose;
  widget_class->measure = bt_columns_measure;
  widget_class->get_request_mode = bt_columns_get_request_mode;
  widget_class->size_allocate = bt_columns_size_allocate;

  /**
   * BtColumns:spacing: pixels between the widgets
   */
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL, 0, G_MAXINT, 0, flags);
  /**
   * BtColumns:beside-from: the width in pixels from which on the widgets stand beside each other, each as wide as the
   * next; 0 for never
   */
  properties[PROP_BESIDE_FROM] = g_param_spec_int ("beside-from", NULL, NULL, 0, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "box"); /* styled as the GtkBox it stands for */
}

static void
bt_columns_init (BtColumns *self)
{
}
