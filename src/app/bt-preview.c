/* The printed pages, below each other, exactly as print/ draws them on paper.
 *
 * Only what is seen of the pages is drawn, once into pictures, which scrolling and the blinking caret elsewhere then
 * reuse; and where an edit changes a page, only what looks otherwise then. */

#include "bt-preview.h"

#include <math.h>

#include "bt-page-picture.h"

/* Pixels between pages and around them. */
#define GAP 12
#define MIN_ZOOM 0.2
#define MAX_ZOOM 4.0
/* Pixels of a screen in one point of paper at 100 %. */
#define PIXELS_PER_POINT (96.0 / 72.0)
/* Where the mark of the caret's line stands: in the left margin of a page. */
#define MARK_LEFT BT_LENGTH_FROM_MM (13)
/* Pictures kept at most: what is seen and a little around it. */
#define MAX_PICTURES 8

struct _BtPreview
{
  GtkWidget parent_instance;

  BtLayout *layout;
  double zoom;             /* 0: as wide as the widget */
  GArray *tops;            /* of double: where each page begins, in pixels */
  double full_width, full_height;
  GHashTable *pictures;    /* page number → BtPagePicture */
  BtPlace place;
  gboolean follow;         /* the place is yet to be brought into view */

  GtkAdjustment *adjustments[2]; /* by GtkOrientation */
  GtkScrollablePolicy policies[2];
  gboolean configuring;
  guint notify_idle;
};

enum
{
  PROP_PAGE = 1,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  PLACE_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (BtPreview, bt_preview, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint
get_n_pages (BtPreview *self)
{
  return self->layout ? bt_layout_get_n_pages (self->layout) : 0;
}

/* Pixels in a point on that page. With no zoom set, every page is as wide as the widget. */
static double
get_scale (BtPreview *self, guint number)
{
  int pixels = gtk_widget_get_width (GTK_WIDGET (self));
  BtLength width, height;

  if (self->zoom > 0)
    return self->zoom * PIXELS_PER_POINT;
  bt_layout_get_page_size (self->layout, number, &width, &height);
  return MAX (pixels - 2 * GAP, 40) / BT_LENGTH_TO_PT (width);
}

/* The page's size in pixels. */
static void
get_page_size (BtPreview *self, guint number, double *width, double *height)
{
  double scale = get_scale (self, number);
  BtLength paper_width, paper_height;

  bt_layout_get_page_size (self->layout, number, &paper_width, &paper_height);
  *width = round (BT_LENGTH_TO_PT (paper_width) * scale);
  *height = round (BT_LENGTH_TO_PT (paper_height) * scale);
}

/* Where page @number stands, in pixels from the top left of all pages. */
static graphene_rect_t
get_page_area (BtPreview *self, guint number)
{
  double width, height, x;

  get_page_size (self, number, &width, &height);
  x = MAX (GAP, round ((self->full_width - width) / 2));

  return GRAPHENE_RECT_INIT (x, g_array_index (self->tops, double, number), width, height);
}

static void
place_pages (BtPreview *self)
{
  double y = GAP, full_width = gtk_widget_get_width (GTK_WIDGET (self));

  g_array_set_size (self->tops, 0);
  for (guint i = 0; i < get_n_pages (self); i++)
    {
      double width, height;

      get_page_size (self, i, &width, &height);
      g_array_append_val (self->tops, y);
      y += height + GAP;
      full_width = MAX (full_width, width + 2 * GAP);
    }
  self->full_width = full_width;
  self->full_height = MAX (y, gtk_widget_get_height (GTK_WIDGET (self)));
}

static double
get_offset (BtPreview *self, GtkOrientation orientation)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  return adjustment ? round (gtk_adjustment_get_value (adjustment)) : 0;
}

/* The page at height @y of all pages; the last one that begins above. */
static guint
page_at (BtPreview *self, double y)
{
  guint low = 0, high = self->tops->len;

  while (high - low > 1)
    {
      guint middle = (low + high) / 2;
      if (g_array_index (self->tops, double, middle) <= y)
        low = middle;
      else
        high = middle;
    }

  return low;
}

static void
configure_adjustment (BtPreview *self, GtkOrientation orientation, double upper, int size)
{
  GtkAdjustment *adjustment = self->adjustments[orientation];

  if (!adjustment)
    return;
  self->configuring = TRUE;
  gtk_adjustment_configure (adjustment, MIN (gtk_adjustment_get_value (adjustment),
                                             MAX (0, upper - size)),
                            0, MAX (upper, size), size * 0.1, size * 0.9, size);
  self->configuring = FALSE;
}

static void
configure (BtPreview *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  place_pages (self);
  configure_adjustment (self, GTK_ORIENTATION_HORIZONTAL, self->full_width,
                        gtk_widget_get_width (widget));
  configure_adjustment (self, GTK_ORIENTATION_VERTICAL, self->full_height,
                        gtk_widget_get_height (widget));
}

/* Brings the place of the caret into view, with some room around it, unless it is seen already. */
static void
follow_place (BtPreview *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  graphene_rect_t area;
  guint number;
  BtRect place;
  double top, bottom, scale, margin, height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!self->follow || !self->layout || !adjustment || height <= 0)
    return;
  self->follow = FALSE;
  if (!self->place.node
      || !bt_layout_find_node (self->layout, self->place.node, self->place.offset, &number, &place))
    return;

  area = get_page_area (self, number);
  scale = get_scale (self, number);
  top = area.origin.y + BT_LENGTH_TO_PT (place.y) * scale;
  bottom = top + BT_LENGTH_TO_PT (place.height) * scale;
  margin = MIN (60, height / 4);
  if (top < gtk_adjustment_get_value (adjustment) + margin
      || bottom > gtk_adjustment_get_value (adjustment) + height - margin)
    gtk_adjustment_set_value (adjustment, top - height / 3);
}

/* Labels elsewhere cannot change while sizes are being handed out. */
static gboolean
notify_idle_cb (gpointer data)
{
  BtPreview *self = data;

  self->notify_idle = 0;
  g_object_notify (G_OBJECT (self), "page");
  return G_SOURCE_REMOVE;
}

static void
bt_preview_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  BtPreview *self = BT_PREVIEW (widget);

  configure (self);
  follow_place (self);
  if (self->notify_idle == 0)
    self->notify_idle = g_idle_add (notify_idle_cb, self);
}

static void
bt_preview_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 360 : 480;
}

static BtPagePicture *
get_picture (BtPreview *self, guint number, const graphene_rect_t *area)
{
  int factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double scale = get_scale (self, number);
  BtPagePicture *picture = g_hash_table_lookup (self->pictures, GUINT_TO_POINTER (number));

  if (picture && bt_page_picture_fits (picture, area->size.width, area->size.height, scale, factor))
    return picture;
  if (!picture && g_hash_table_size (self->pictures) >= MAX_PICTURES)
    g_hash_table_remove_all (self->pictures);
  picture = bt_page_picture_new (area->size.width, area->size.height, scale, factor);
  g_hash_table_insert (self->pictures, GUINT_TO_POINTER (number), picture);

  return picture;
}

/* The page from @top to @bottom of all pages. */
static void
snapshot_page (BtPreview *self, GtkSnapshot *snapshot, guint number, double top, double bottom)
{
  static const GdkRGBA shadow = { 0, 0, 0, 0.25 };
  graphene_rect_t area = get_page_area (self, number);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &area, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shadow, 0, 1, 1, 4);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &area.origin);
  bt_page_picture_snapshot (get_picture (self, number, &area), self->layout, number, snapshot,
                            top - area.origin.y, bottom - area.origin.y);
  gtk_snapshot_restore (snapshot);
}

/* A bar in the margin of the line that holds the caret. */
static void
snapshot_place (BtPreview *self, GtkSnapshot *snapshot)
{
  GdkRGBA color;
  graphene_rect_t area;
  guint number;
  BtRect place;
  double scale;

  if (!self->place.node
      || !bt_layout_find_node (self->layout, self->place.node, self->place.offset, &number, &place))
    return;
  area = get_page_area (self, number);
  scale = get_scale (self, number);
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                       "accent_bg_color", &color))
    gdk_rgba_parse (&color, "#3584e4");
  gtk_snapshot_append_color (
      snapshot, &color,
      &GRAPHENE_RECT_INIT (area.origin.x + BT_LENGTH_TO_PT (MARK_LEFT) * scale,
                           area.origin.y + BT_LENGTH_TO_PT (place.y) * scale, 3,
                           MAX (4, BT_LENGTH_TO_PT (place.height) * scale)));
}

static void
bt_preview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtPreview *self = BT_PREVIEW (widget);
  double x = get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  double y = get_offset (self, GTK_ORIENTATION_VERTICAL);
  double bottom = y + gtk_widget_get_height (widget);

  if (get_n_pages (self) == 0)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-x, -y));
  for (guint i = page_at (self, y);
       i < get_n_pages (self) && g_array_index (self->tops, double, i) < bottom; i++)
    snapshot_page (self, snapshot, i, y, bottom);
  snapshot_place (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
scrolled_cb (GtkAdjustment *adjustment, BtPreview *self)
{
  if (self->configuring)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify (G_OBJECT (self), "page");
}

static void
set_adjustment (BtPreview *self, GtkOrientation orientation, GtkAdjustment *adjustment)
{
  if (self->adjustments[orientation])
    g_signal_handlers_disconnect_by_func (self->adjustments[orientation], scrolled_cb, self);
  g_set_object (&self->adjustments[orientation], adjustment);
  if (adjustment)
    g_signal_connect (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BtPreview *self)
{
  const char *id;
  gsize offset;
  graphene_rect_t area;
  double scale;
  guint number;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (get_n_pages (self) == 0)
    return;
  x += get_offset (self, GTK_ORIENTATION_HORIZONTAL);
  y += get_offset (self, GTK_ORIENTATION_VERTICAL);
  number = page_at (self, y);
  area = get_page_area (self, number);
  scale = get_scale (self, number);
  if (bt_layout_hit_test (self->layout, number, BT_LENGTH_FROM_PT ((x - area.origin.x) / scale),
                          BT_LENGTH_FROM_PT ((y - area.origin.y) / scale), &id, &offset))
    g_signal_emit (self, signals[PLACE_CHOSEN], 0, id, (guint64) offset);
}

/* Page Up and Down by a screenful, arrows by a little, Home and End to the ends. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                BtPreview *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double value, page;

  if (!adjustment || (state & gtk_accelerator_get_default_mod_mask ()))
    return FALSE;
  value = gtk_adjustment_get_value (adjustment);
  page = gtk_adjustment_get_page_increment (adjustment);
  switch (key)
    {
    case GDK_KEY_Page_Up:
      value -= page;
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_space:
      value += page;
      break;
    case GDK_KEY_Up:
      value -= page / 10;
      break;
    case GDK_KEY_Down:
      value += page / 10;
      break;
    case GDK_KEY_Home:
      value = 0;
      break;
    case GDK_KEY_End:
      value = gtk_adjustment_get_upper (adjustment);
      break;
    default:
      return FALSE;
    }
  gtk_adjustment_set_value (adjustment, value);

  return TRUE;
}

static gboolean
zoom_scrolled_cb (GtkEventControllerScroll *controller, double dx, double dy, BtPreview *self)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || dy == 0)
    return FALSE;
  bt_preview_set_zoom (self, bt_preview_get_zoom (self) * (dy < 0 ? 1.1 : 1 / 1.1));
  return TRUE;
}

static void
bt_preview_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BtPreview *self = BT_PREVIEW (object);

  switch (id)
    {
    case PROP_PAGE:
      g_value_set_uint (value, bt_preview_get_page (self));
      break;
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[id - PROP_HADJUSTMENT]);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_preview_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtPreview *self = BT_PREVIEW (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
    case PROP_VADJUSTMENT:
      set_adjustment (self, id - PROP_HADJUSTMENT, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bt_preview_dispose (GObject *object)
{
  BtPreview *self = BT_PREVIEW (object);

  g_clear_handle_id (&self->notify_idle, g_source_remove);
  for (GtkOrientation i = 0; i < 2; i++)
    {
      if (self->adjustments[i])
        g_signal_handlers_disconnect_by_func (self->adjustments[i], scrolled_cb, self);
      g_clear_object (&self->adjustments[i]);
    }
  g_clear_pointer (&self->layout, bt_layout_unref);
  G_OBJECT_CLASS (bt_preview_parent_class)->dispose (object);
}

static void
bt_preview_finalize (GObject *object)
{
  BtPreview *self = BT_PREVIEW (object);

  g_clear_pointer (&self->tops, g_array_unref);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  G_OBJECT_CLASS (bt_preview_parent_class)->finalize (object);
}

static void
bt_preview_class_init (BtPreviewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bt_preview_get_property;
  object_class->set_property = bt_preview_set_property;
  object_class->dispose = bt_preview_dispose;
  object_class->finalize = bt_preview_finalize;
  widget_class->measure = bt_preview_measure;
  widget_class->size_allocate = bt_preview_size_allocate;
  widget_class->snapshot = bt_preview_snapshot;

  /**
   * BtPreview:page: the number of the page that is seen, from 0
   */
  g_object_class_install_property (
      object_class, PROP_PAGE,
      g_param_spec_uint ("page", NULL, NULL, 0, G_MAXUINT, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /* A place in the plan was clicked: the node's id and the offset in bytes. */
  signals[PLACE_CHOSEN] = g_signal_new ("place-chosen", BT_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT64);
  gtk_widget_class_set_css_name (widget_class, "preview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_preview_init (BtPreview *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *scroll
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  self->tops = g_array_new (FALSE, FALSE, sizeof (double));
  self->pictures = g_hash_table_new_full (NULL, NULL, NULL,
                                          (GDestroyNotify) bt_page_picture_free);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect (scroll, "scroll", G_CALLBACK (zoom_scrolled_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/* Keeps of the pictures what looks the same on the pages that come after those of @old. */
static void
update_pictures (BtPreview *self, BtLayout *old)
{
  GHashTableIter iter;
  gpointer key, picture;

  g_hash_table_iter_init (&iter, self->pictures);
  while (g_hash_table_iter_next (&iter, &key, &picture))
    {
      guint number = GPOINTER_TO_UINT (key);

      if (old && number < bt_layout_get_n_pages (old) && number < get_n_pages (self))
        bt_page_picture_update (picture, bt_layout_get_page (old, number),
                                bt_layout_get_page (self->layout, number));
      else
        g_hash_table_iter_remove (&iter);
    }
}

/**
 * bt_preview_set_layout:
 * @preview: a preview
 * @layout: (nullable): the pages to show from now on
 */
void
bt_preview_set_layout (BtPreview *preview, BtLayout *layout)
{
  g_autoptr (BtLayout) old = NULL;

  g_return_if_fail (BT_IS_PREVIEW (preview));

  old = preview->layout;
  preview->layout = layout ? bt_layout_ref (layout) : NULL;
  update_pictures (preview, old);
  configure (preview);
  follow_place (preview);
  gtk_widget_queue_draw (GTK_WIDGET (preview));
  g_object_notify (G_OBJECT (preview), "page");
}

/**
 * bt_preview_set_place:
 * @preview: a preview
 * @place: where the caret is
 *
 * Marks the line and keeps it in view.
 */
void
bt_preview_set_place (BtPreview *preview, BtPlace place)
{
  g_return_if_fail (BT_IS_PREVIEW (preview));

  if (bt_place_equal (preview->place, place))
    return;
  preview->place = place;
  preview->follow = TRUE;
  follow_place (preview);
  gtk_widget_queue_draw (GTK_WIDGET (preview));
}

/**
 * bt_preview_go_to_page:
 * @preview: a preview
 * @page: the number of a page, from 0
 */
void
bt_preview_go_to_page (BtPreview *preview, guint page)
{
  g_return_if_fail (BT_IS_PREVIEW (preview));

  if (page < preview->tops->len && preview->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_set_value (preview->adjustments[GTK_ORIENTATION_VERTICAL],
                              g_array_index (preview->tops, double, page) - GAP);
}

/**
 * bt_preview_get_page:
 * @preview: a preview
 *
 * Returns: the number of the page in the upper third of what is seen, from 0
 */
guint
bt_preview_get_page (BtPreview *preview)
{
  g_return_val_if_fail (BT_IS_PREVIEW (preview), 0);

  return page_at (preview, get_offset (preview, GTK_ORIENTATION_VERTICAL)
                               + gtk_widget_get_height (GTK_WIDGET (preview)) / 3.0);
}

/**
 * bt_preview_get_zoom:
 * @preview: a preview
 *
 * Returns: how large the pages are; 1 is as on paper
 */
double
bt_preview_get_zoom (BtPreview *preview)
{
  g_return_val_if_fail (BT_IS_PREVIEW (preview), 1);

  if (preview->zoom > 0 || get_n_pages (preview) == 0)
    return preview->zoom > 0 ? preview->zoom : 1;
  return get_scale (preview, 0) / PIXELS_PER_POINT;
}

/**
 * bt_preview_set_zoom:
 * @preview: a preview
 * @zoom: how large the pages are, 1 as on paper, or 0 to fit the width
 */
void
bt_preview_set_zoom (BtPreview *preview, double zoom)
{
  guint page;
  double old_zoom, part, offset;

  g_return_if_fail (BT_IS_PREVIEW (preview));

  old_zoom = bt_preview_get_zoom (preview);
  page = bt_preview_get_page (preview);
  offset = get_offset (preview, GTK_ORIENTATION_VERTICAL);
  part = page < preview->tops->len ? offset - g_array_index (preview->tops, double, page) : 0;
  preview->zoom = zoom > 0 ? CLAMP (zoom, MIN_ZOOM, MAX_ZOOM) : 0;
  configure (preview);
  if (page < preview->tops->len && preview->adjustments[GTK_ORIENTATION_VERTICAL])
    gtk_adjustment_set_value (preview->adjustments[GTK_ORIENTATION_VERTICAL],
                              g_array_index (preview->tops, double, page)
                                  + part * bt_preview_get_zoom (preview) / old_zoom);
  gtk_widget_queue_draw (GTK_WIDGET (preview));
  g_object_notify (G_OBJECT (preview), "page");
}
