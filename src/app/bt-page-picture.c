/* The picture of a printed page, in strips: after an edit only those are drawn again that differ.
 *
 * A strip is a render node. GTK compares the nodes of a frame with those of the frame before by their pointers, so a
 * strip that stays is not brought to the screen again, either. */

#include "bt-page-picture.h"

#include <math.h>

#include "bt-print.h"

/* Pixels of height: some lines of text. */
#define STRIP 48

struct _BtPagePicture
{
  int width, height; /* in pixels of GTK */
  double scale;      /* of these in a point of paper */
  int factor;        /* pixels of the screen in one of GTK */
  GPtrArray *strips; /* of GskRenderNode; NULL where one is yet to be drawn */
};

static void
free_strip (gpointer strip)
{
  if (strip)
    gsk_render_node_unref (strip);
}

/**
 * bt_page_picture_new:
 * @width: in pixels
 * @height: in pixels
 * @scale: pixels in a point of paper
 * @factor: pixels of the screen in one of these
 *
 * Returns: (transfer full): a picture of which nothing is drawn
 */
BtPagePicture *
bt_page_picture_new (int width, int height, double scale, int factor)
{
  BtPagePicture *picture;

  g_return_val_if_fail (width > 0 && height > 0 && scale > 0 && factor > 0, NULL);

  picture = g_new0 (BtPagePicture, 1);
  picture->width = width;
  picture->height = height;
  picture->scale = scale;
  picture->factor = factor;
  picture->strips = g_ptr_array_new_with_free_func (free_strip);
  g_ptr_array_set_size (picture->strips, (height + STRIP - 1) / STRIP);
  return picture;
}

/** bt_page_picture_free: frees @picture */
void
bt_page_picture_free (BtPagePicture *picture)
{
  g_return_if_fail (picture != NULL);

  g_ptr_array_unref (picture->strips);
  g_free (picture);
}

/** bt_page_picture_fits: Returns: whether it was made with these */
gboolean
bt_page_picture_fits (const BtPagePicture *picture, int width, int height, double scale, int factor)
{
  g_return_val_if_fail (picture != NULL, FALSE);

  return picture->width == width && picture->height == height && picture->scale == scale
         && picture->factor == factor;
}

static gboolean
looks_equal (const BtBox *one, const BtBox *other)
{
  return one->kind == other->kind && one->rect.x == other->rect.x && one->rect.y == other->rect.y
         && one->rect.width == other->rect.width && one->rect.height == other->rect.height
         && one->thickness == other->thickness && one->color == other->color
         && one->layout == other->layout && one->line == other->line
         && one->baseline == other->baseline;
}

/* Lets go of the strips that show @box, or letters that stand out above and below it. */
static void
forget_box (BtPagePicture *self, const BtBox *box)
{
  BtLength reach = bt_print_get_reach (box);
  double top = BT_LENGTH_TO_PT (box->rect.y - reach) * self->scale;
  double bottom = BT_LENGTH_TO_PT (box->rect.y + box->rect.height + reach) * self->scale;
  int first = MAX (0, (int) floor (top - 1) / STRIP);
  int last = MIN ((int) self->strips->len - 1, (int) ceil (bottom + 1) / STRIP);

  for (int i = first; i <= last; i++)
    {
      free_strip (self->strips->pdata[i]);
      self->strips->pdata[i] = NULL;
    }
}

/**
 * bt_page_picture_update:
 * @picture: the picture of a page
 * @old: the page as it was
 * @page: the page as it is now, of the same size; texts that stay are the same layouts in both
 *
 * Forgets what looks otherwise now.
 */
void
bt_page_picture_update (BtPagePicture *picture, const BtPage *old, const BtPage *page)
{
  guint old_end, end, start = 0;

  g_return_if_fail (picture != NULL && old != NULL && page != NULL);

  old_end = old->n_boxes;
  end = page->n_boxes;
  while (start < old_end && start < end && looks_equal (&old->boxes[start], &page->boxes[start]))
    start++;
  while (old_end > start && end > start
         && looks_equal (&old->boxes[old_end - 1], &page->boxes[end - 1]))
    {
      old_end--;
      end--;
    }
  for (guint i = start; i < old_end; i++)
    if (i >= end || !looks_equal (&old->boxes[i], &page->boxes[i]))
      forget_box (picture, &old->boxes[i]);
  for (guint i = start; i < end; i++)
    if (i >= old_end || !looks_equal (&old->boxes[i], &page->boxes[i]))
      forget_box (picture, &page->boxes[i]);
}

/* The part of the page from pixel @top on, as it would stand in a picture of the whole page. */
static cairo_surface_t *
draw_strip (const BtPagePicture *self, const BtLayout *layout, guint number, int top, int height)
{
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, self->width * self->factor, height * self->factor);
  double scale = self->scale * self->factor;
  cairo_t *cr;

  cairo_surface_set_device_offset (surface, 0, -top * self->factor);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  bt_print_draw_band (layout, number, BT_LENGTH_FROM_PT (top / self->scale),
                      BT_LENGTH_FROM_PT ((top + height) / self->scale), cr);
  cairo_destroy (cr);
  cairo_surface_set_device_offset (surface, 0, 0);
  cairo_surface_set_device_scale (surface, self->factor, self->factor);
  return surface;
}

/* Handed over by cairo: where GTK draws by cairo, too, a texture would go through floating point numbers each time. */
static GskRenderNode *
make_strip (const BtPagePicture *self, const BtLayout *layout, guint number, int top)
{
  int height = MIN (STRIP, self->height - top);
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, top, self->width, height));
  cairo_surface_t *surface = draw_strip (self, layout, number, top, height);
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_set_source_surface (cr, surface, 0, top);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return node;
}

/**
 * bt_page_picture_snapshot:
 * @picture: the picture of a page
 * @layout: the pages
 * @number: of the page, from 0
 * @snapshot: where to add it, with its top left corner at the origin
 * @top: the first pixel that is seen
 * @bottom: the pixel after the last one
 *
 * Draws what is seen and not drawn yet.
 */
void
bt_page_picture_snapshot (BtPagePicture *picture, const BtLayout *layout, guint number, GtkSnapshot *snapshot,
                          double top, double bottom)
{
  g_return_if_fail (picture != NULL && layout != NULL && snapshot != NULL);

  for (guint i = MAX (0, top) / STRIP; i < picture->strips->len && i * STRIP < bottom; i++)
    {
      if (!picture->strips->pdata[i])
        picture->strips->pdata[i] = make_strip (picture, layout, number, i * STRIP);
      gtk_snapshot_append_node (snapshot, picture->strips->pdata[i]);
    }
}
