/* A row of the outline on the screen: dragged to another place, dropped on, pressed for its menu.
 *
 * What is dragged is the id of a part. Where it goes is told to the outline by its actions "outline.drop" and
 * "outline.menu", whether it is folded by "outline.fold", and what it says in full by "outline.tell": GTK's tooltips
 * would stand on the rows below. */

#include "bt-outline-row.h"

#include <string.h>

#include "bt-commands.h"
#include "bt-outline-item.h"

/* Upwards of this share of a row's height one drops before it, downwards of the rest behind it. */
#define EDGE 0.3
/* For so many milliseconds one points at a row before it is told in full. */
#define PATIENCE 500

struct _BtOutlineRow
{
  AdwBin parent_instance;

  GtkTreeListRow *list_row;
  BtOutlineItem *item; /* of the row, or NULL */
  guint telling; /* until it is told in full */
};

enum
{
  PROP_LIST_ROW = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What marks the row while something is over it, in the order of BtDrop. */
static const char *const classes[] = { "drop-before", "drop-after", "drop-inside" };

G_DEFINE_FINAL_TYPE (BtOutlineRow, bt_outline_row, ADW_TYPE_BIN)

static const char *
get_id (BtOutlineRow *self)
{
  g_autoptr (BtOutlineItem) item
      = self->list_row ? gtk_tree_list_row_get_item (self->list_row) : NULL;

  return item ? bt_outline_item_get_id (item) : NULL;
}

/* Whether the row has no room for its title. */
static gboolean
is_cut (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    if (is_cut (child))
      return TRUE;
  return FALSE;
}

/* Made when it is wanted: of hundreds of rows nobody reads more than a few. */
static gboolean
tell_cb (gpointer data)
{
  BtOutlineRow *self = data;
  g_autoptr (BtOutlineItem) item = self->list_row ? gtk_tree_list_row_get_item (self->list_row) : NULL;
  g_autofree char *text = item ? bt_outline_item_dup_tooltip (item) : NULL;
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);
  graphene_point_t point;

  self->telling = 0;
  if (text && list && (is_cut (GTK_WIDGET (self)) || strchr (text, '\n'))
      && gtk_widget_compute_point (GTK_WIDGET (self), list,
                                   &GRAPHENE_POINT_INIT (0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0), &point))
    gtk_widget_activate_action (GTK_WIDGET (self), "outline.tell", "(sd)", text, (double) point.y);
  return G_SOURCE_REMOVE;
}

static void
stop_telling (BtOutlineRow *self)
{
  if (self->telling == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "outline.tell", "(sd)", "", 0.0);
  g_clear_handle_id (&self->telling, g_source_remove);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BtOutlineRow *self)
{
  g_autoptr (BtOutlineItem) item
      = self->list_row ? gtk_tree_list_row_get_item (self->list_row) : NULL;

  return item ? gdk_content_provider_new_typed (BT_TYPE_OUTLINE_ITEM, item) : NULL;
}

static void
drag_begin_cb (GtkDragSource *source, GdkDrag *drag, BtOutlineRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  stop_telling (self);
  gtk_drag_source_set_icon (source, picture, 12, 12);
}

static BtDrop
get_where (BtOutlineRow *self, double y)
{
  double height = MAX (1, gtk_widget_get_height (GTK_WIDGET (self)));

  return y < EDGE * height ? BT_DROP_BEFORE : y > (1 - EDGE) * height ? BT_DROP_AFTER : BT_DROP_INSIDE;
}

static void
mark (BtOutlineRow *self, int where)
{
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if ((int) i == where)
      gtk_widget_add_css_class (GTK_WIDGET (self), classes[i]);
    else
      gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
}

static GdkDragAction
motion_cb (GtkDropTarget *target, double x, double y, BtOutlineRow *self)
{
  mark (self, get_where (self, y));
  return GDK_ACTION_MOVE;
}

static void
leave_cb (GtkDropTarget *target, BtOutlineRow *self)
{
  mark (self, -1);
}

/* Below a row that is unfolded is before the first row in it. */
static const char *
find_target (BtOutlineRow *self, BtDrop *where)
{
  g_autoptr (GtkTreeListRow) child
      = self->list_row && *where == BT_DROP_AFTER && gtk_tree_list_row_get_expanded (self->list_row)
            ? gtk_tree_list_row_get_child_row (self->list_row, 0)
            : NULL;
  g_autoptr (BtOutlineItem) item = child ? gtk_tree_list_row_get_item (child) : NULL;

  if (item)
    *where = BT_DROP_BEFORE;
  return item ? bt_outline_item_get_id (item) : get_id (self);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BtOutlineRow *self)
{
  BtOutlineItem *item = g_value_get_object (value);
  BtDrop where = get_where (self, y);
  const char *id = find_target (self, &where);

  mark (self, -1);
  if (!item || !id || g_str_equal (bt_outline_item_get_id (item), id))
    return FALSE;
  return gtk_widget_activate_action (GTK_WIDGET (self), "outline.drop", "(ssi)",
                                     bt_outline_item_get_id (item), id, (int) where);
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, BtOutlineRow *self)
{
  const char *id = get_id (self);
  graphene_point_t point;
  GtkWidget *outline = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_VIEW);

  stop_telling (self);
  if (!id || !outline
      || !gtk_widget_compute_point (GTK_WIDGET (self), outline, &GRAPHENE_POINT_INIT (x, y), &point))
    return;
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  gtk_widget_activate_action (GTK_WIDGET (self), "outline.menu", "(sdd)", id, (double) point.x,
                              (double) point.y);
}

static void
pointed_cb (GtkEventControllerMotion *motion, double x, double y, BtOutlineRow *self)
{
  if (self->telling == 0)
    self->telling = g_timeout_add (PATIENCE, tell_cb, self);
}

static void
chosen_cb (GtkGestureClick *click, int n_press, double x, double y, BtOutlineRow *self)
{
  stop_telling (self);
}

static void
left_cb (GtkEventControllerMotion *motion, BtOutlineRow *self)
{
  stop_telling (self);
}

static void
bt_outline_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BT_OUTLINE_ROW (object)->list_row);
}

/* GTK 4.8 gives the widget of the list, which has the keys, no name of its own: it gets what the row says. */
static void
name_cb (BtOutlineRow *self)
{
  GtkWidget *widget = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *words = self->item ? bt_outline_item_dup_tooltip (self->item) : NULL;

  if (widget && words)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_strdelimit (words, "\n", ' '), -1);
}

/* A row that just goes has no item any more, and says that it is folded. */
static void
expanded_cb (BtOutlineRow *self)
{
  g_autoptr (BtOutlineItem) item = gtk_tree_list_row_get_item (self->list_row);

  if (item)
    gtk_widget_activate_action (GTK_WIDGET (self), "outline.fold", "(sb)", bt_outline_item_get_id (item),
                                !gtk_tree_list_row_get_expanded (self->list_row));
}

static void
set_list_row (BtOutlineRow *self, GtkTreeListRow *row)
{
  if (self->list_row)
    g_signal_handlers_disconnect_by_data (self->list_row, self);
  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->list_row, row);
  g_clear_object (&self->item);
  self->item = row ? gtk_tree_list_row_get_item (row) : NULL;
  if (row)
    g_signal_connect_swapped (row, "notify::expanded", G_CALLBACK (expanded_cb), self);
  if (self->item)
    g_signal_connect_swapped (self->item, "notify", G_CALLBACK (name_cb), self);
  name_cb (self);
}

static void
bt_outline_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  set_list_row (BT_OUTLINE_ROW (object), g_value_get_object (value));
}

static void
bt_outline_row_dispose (GObject *object)
{
  g_clear_handle_id (&BT_OUTLINE_ROW (object)->telling, g_source_remove);
  set_list_row (BT_OUTLINE_ROW (object), NULL);
  G_OBJECT_CLASS (bt_outline_row_parent_class)->dispose (object);
}

static void
bt_outline_row_class_init (BtOutlineRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = bt_outline_row_get_property;
  object_class->set_property = bt_outline_row_set_property;
  object_class->dispose = bt_outline_row_dispose;
  properties[PROP_LIST_ROW]
      = g_param_spec_object ("list-row", NULL, NULL, GTK_TYPE_TREE_LIST_ROW,
                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "outlinerow");
}

static void
bt_outline_row_init (BtOutlineRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (BT_TYPE_OUTLINE_ITEM, GDK_ACTION_MOVE);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *choice = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (target, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (target, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  g_signal_connect (motion, "enter", G_CALLBACK (pointed_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (choice), GTK_PHASE_CAPTURE);
  g_signal_connect (choice, "pressed", G_CALLBACK (chosen_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (choice));
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/**
 * bt_outline_row_get_list_row:
 * @row: a row
 *
 * Returns: (transfer none) (nullable): what it shows of the list
 */
GtkTreeListRow *
bt_outline_row_get_list_row (BtOutlineRow *row)
{
  g_return_val_if_fail (BT_IS_OUTLINE_ROW (row), NULL);

  return row->list_row;
}
