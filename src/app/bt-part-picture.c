/* The picture of the plan's header, or of its signature and recipients, as the page has it.
 *
 * A band of the page that is cut from the layout of the printed pages: what is shown is what is printed. */

#include "bt-part-picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "bt-print.h"

/* What of the page's margins is not shown, and what is shown above and below the band. */
#define CUT_LEFT BT_LENGTH_FROM_MM (16)
#define CUT_RIGHT BT_LENGTH_FROM_MM (5)
#define PADDING BT_LENGTH_FROM_MM (5)
#define MAX_WIDTH 620
#define MAX_HEIGHT 250

/* Which part of which page, in lengths of the page. */
typedef struct
{
  guint page;
  BtRect rect;
} Band;

struct _BtPartPicture
{
  GtkWidget parent_instance;

  BtNodeKind part;
  BtLayout *layout;
  gboolean found;
  gboolean stale; /* other pages came while it was not to be seen */
  Band band;
};

G_DEFINE_FINAL_TYPE (BtPartPicture, bt_part_picture, GTK_TYPE_WIDGET)

static gboolean
is_shown_kind (BtPartPicture *self, BtNodeKind parent)
{
  return parent == self->part
         || (self->part == BT_NODE_SIGNATURE && parent == BT_NODE_RECIPIENTS);
}

static gboolean
belongs (BtPartPicture *self, const BtBox *box)
{
  BtPlan *plan = bt_layout_get_plan (self->layout);
  BtNode *parent = box->node && bt_plan_has_node (plan, box->node)
                       ? bt_plan_get_parent (plan, box->node, NULL)
                       : NULL;

  return parent && is_shown_kind (self, bt_node_get_kind (parent));
}

/* The page on which the part stands: the first for the header, else where any of its fields is. */
static gboolean
find_page (BtPartPicture *self, guint *page)
{
  BtNode *part = bt_plan_get_part (bt_layout_get_plan (self->layout), self->part);
  BtRect place;

  *page = 0;
  if (self->part == BT_NODE_HEADER)
    return bt_layout_get_n_pages (self->layout) > 0;
  for (guint i = 0; i < bt_node_get_n_children (part); i++)
    if (bt_layout_find_node (self->layout, bt_node_get_id (bt_node_get_child (part, i)), 0, page,
                             &place))
      return TRUE;
  return FALSE;
}

/* From the first to the last line of the part; what is above the header on its page belongs to it. */
static gboolean
find_band (BtPartPicture *self, Band *band)
{
  const BtPage *page;
  BtLength top = G_MAXINT, bottom = 0;

  if (!self->layout || !find_page (self, &band->page))
    return FALSE;
  page = bt_layout_get_page (self->layout, band->page);
  for (guint i = 0; i < page->n_boxes; i++)
    if (belongs (self, &page->boxes[i]))
      {
        const BtRect *rect = &page->boxes[i].rect;
        top = MIN (top, rect->y);
        bottom = MAX (bottom, rect->y + rect->height);
      }
  if (self->part == BT_NODE_HEADER)
    for (guint i = 0; i < page->n_boxes; i++)
      top = MIN (top, page->boxes[i].rect.y);
  if (bottom <= top)
    return FALSE;
  band->rect.x = CUT_LEFT;
  band->rect.width = page->width - CUT_LEFT - CUT_RIGHT;
  band->rect.y = MAX (0, top - PADDING);
  band->rect.height = bottom + PADDING - band->rect.y;

  return TRUE;
}

static GtkSizeRequestMode
bt_part_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
bt_part_picture_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  BtPartPicture *self = BT_PART_PICTURE (widget);
  int width = for_size > 0 ? MIN (for_size, MAX_WIDTH) : MAX_WIDTH;

  *minimum = 120;
  *natural = MAX_WIDTH;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = self->found ? MIN (MAX_HEIGHT, width * self->band.rect.height
                                                             / MAX (1, self->band.rect.width))
                                      : 0;
}

static void
bt_part_picture_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  BtPartPicture *self = BT_PART_PICTURE (widget);
  double width = BT_LENGTH_TO_PT (self->band.rect.width);
  double height = BT_LENGTH_TO_PT (self->band.rect.height);
  double scale;
  graphene_rect_t paper;
  cairo_t *cr;

  if (!self->found)
    return;
  scale = MIN (gtk_widget_get_width (widget) / width, gtk_widget_get_height (widget) / height);
  graphene_rect_init (&paper, floor ((gtk_widget_get_width (widget) - width * scale) / 2), 0,
                      width * scale, height * scale);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 }, &paper);
  cr = gtk_snapshot_append_cairo (snapshot, &paper);
  cairo_translate (cr, paper.origin.x, paper.origin.y);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -BT_LENGTH_TO_PT (self->band.rect.x), -BT_LENGTH_TO_PT (self->band.rect.y));
  bt_print_draw_page (self->layout, self->band.page, cr);
  cairo_destroy (cr);
}

/* Finds the part on its page, which makes what is on that page. */
static void
look (BtPartPicture *self)
{
  BtLength height = self->band.rect.height;
  gboolean was_found = self->found;

  self->stale = FALSE;
  self->found = find_band (self, &self->band);
  if (self->found != was_found || self->band.rect.height != height)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bt_part_picture_map (GtkWidget *widget)
{
  BtPartPicture *self = BT_PART_PICTURE (widget);

  if (self->stale)
    look (self);
  GTK_WIDGET_CLASS (bt_part_picture_parent_class)->map (widget);
}

static void
bt_part_picture_dispose (GObject *object)
{
  g_clear_pointer (&BT_PART_PICTURE (object)->layout, bt_layout_unref);
  G_OBJECT_CLASS (bt_part_picture_parent_class)->dispose (object);
}

static void
bt_part_picture_class_init (BtPartPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_part_picture_dispose;
  widget_class->get_request_mode = bt_part_picture_get_request_mode;
  widget_class->measure = bt_part_picture_measure;
  widget_class->map = bt_part_picture_map;
  widget_class->snapshot = bt_part_picture_snapshot;
  gtk_widget_class_set_css_name (widget_class, "partpicture");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
bt_part_picture_init (BtPartPicture *self)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("As it will be printed"), -1);
}

/**
 * bt_part_picture_new:
 * @part: %BT_NODE_HEADER, or %BT_NODE_SIGNATURE for the end of the plan with its recipients
 *
 * Returns: (transfer floating): a picture without a plan
 */
GtkWidget *
bt_part_picture_new (BtNodeKind part)
{
  BtPartPicture *self = g_object_new (BT_TYPE_PART_PICTURE, NULL);

  self->part = part;
  return GTK_WIDGET (self);
}

/**
 * bt_part_picture_set_layout:
 * @picture: a picture
 * @layout: (nullable): the pages of which it shows a part
 */
void
bt_part_picture_set_layout (BtPartPicture *picture, BtLayout *layout)
{
  g_return_if_fail (BT_IS_PART_PICTURE (picture));

  g_clear_pointer (&picture->layout, bt_layout_unref);
  picture->layout = layout ? bt_layout_ref (layout) : NULL;
  picture->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (picture)))
    look (picture);
}
