/* Draws the boxes of a page on any cairo_t, and writes single pages as pictures (PNG, SVG). */
#include <cairo-svg.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "bt-error.h"
#include "bt-print-private.h"
#include "bt-print-renderer.h"

/* A picture larger than this on a side is refused: cairo has no larger image. */
#define MAX_PIXELS 32767

/* Moves an edge in user space to the nearest edge of a device pixel. */
static void
snap_to_pixel (cairo_t *cr, double *x, double *y)
{
  cairo_user_to_device (cr, x, y);
  *x = round (*x);
  *y = round (*y);
  cairo_device_to_user (cr, x, y);
}

/* Where there are pixels, a thin rule keeps whole pixels, and at least one, so that it is not a
 * grey blur. */
static void
snap_rectangle (cairo_t *cr, double *x, double *y, double *width, double *height)
{
  double x2 = *x + *width, y2 = *y + *height;
  double pixel_x = 1, pixel_y = 1;

  if (cairo_surface_get_type (cairo_get_group_target (cr)) != CAIRO_SURFACE_TYPE_IMAGE)
    return;
  cairo_device_to_user_distance (cr, &pixel_x, &pixel_y);
  snap_to_pixel (cr, x, y);
  snap_to_pixel (cr, &x2, &y2);
  *width = MAX (x2 - *x, fabs (pixel_x));
  *height = MAX (y2 - *y, fabs (pixel_y));
}

static void
draw_rectangle (cairo_t *cr, BtLength x, BtLength y, BtLength width, BtLength height)
{
  double left = BT_LENGTH_TO_PT (x), top = BT_LENGTH_TO_PT (y);
  double w = BT_LENGTH_TO_PT (width), h = BT_LENGTH_TO_PT (height);

  snap_rectangle (cr, &left, &top, &w, &h);
  cairo_rectangle (cr, left, top, w, h);
}

/* Fills the rectangles in the colour of their box. */
static void
fill (cairo_t *cr, const BtBox *box)
{
  if (box->color == 0)
    {
      cairo_fill (cr);
      return;
    }
  cairo_save (cr);
  cairo_set_source_rgb (cr, (box->color >> 16 & 0xff) / 255.0, (box->color >> 8 & 0xff) / 255.0,
                        (box->color & 0xff) / 255.0);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* The four sides of a frame lie inside its rectangle, as filled rectangles like the rules. */
static void
draw_frame (cairo_t *cr, const BtRect *rect, BtLength thickness)
{
  draw_rectangle (cr, rect->x, rect->y, rect->width, thickness);
  draw_rectangle (cr, rect->x, rect->y + rect->height - thickness, rect->width, thickness);
  draw_rectangle (cr, rect->x, rect->y, thickness, rect->height);
  draw_rectangle (cr, rect->x + rect->width - thickness, rect->y, thickness, rect->height);
}

/**
 * bt_print_draw_box:
 * @box: a box of a page
 * @cr: where to draw; 1 user unit is 1 pt, the origin the page's top left corner
 *
 * Draws one box. Text goes out as glyphs with their clusters, so that a PDF keeps the characters.
 */
void
bt_print_draw_box (const BtBox *box, cairo_t *cr)
{
  cairo_set_source_rgb (cr, (box->color >> 16 & 0xff) / 255.0, (box->color >> 8 & 0xff) / 255.0,
                        (box->color & 0xff) / 255.0);
  switch (box->kind)
    {
    case BT_BOX_TEXT:
      bt_print_renderer_draw_line (pango_layout_get_line_readonly (box->layout, box->line), cr,
                                   BT_LENGTH_TO_PT (box->rect.x), BT_LENGTH_TO_PT (box->baseline));
      break;
    case BT_BOX_RULE:
      draw_rectangle (cr, box->rect.x, box->rect.y, box->rect.width, box->rect.height);
      fill (cr, box);
      break;
    case BT_BOX_FRAME:
      draw_frame (cr, &box->rect, box->thickness);
      fill (cr, box);
      break;
    }
}

/**
 * bt_print_prefer_outlines:
 * @surface: an image surface
 *
 * Has the letters that are drawn on @surface stand exactly where they were measured. Otherwise cairo moves
 * each to whole pixels, which is some twenty times faster (1 ms a page against 20), but at few dots per inch
 * the letters of a word stand unevenly.
 */
void
bt_print_prefer_outlines (cairo_surface_t *surface)
{
  g_return_if_fail (surface != NULL);
  bt_print_renderer_prefer_outlines (surface);
}

/**
 * bt_print_draw_page:
 * @layout: a layout
 * @page: a page of it, from 0
 * @cr: where to draw; 1 user unit is 1 pt, the origin the page's top left corner
 *
 * Draws the boxes of a page in black; what is behind them (paper) is the caller's.
 */
void
bt_print_draw_page (const BtLayout *layout, guint page, cairo_t *cr)
{
  const BtPage *boxes;

  g_return_if_fail (layout != NULL);
  g_return_if_fail (page < bt_layout_get_n_pages (layout));
  g_return_if_fail (cr != NULL);

  boxes = bt_layout_get_page (layout, page);
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = 0; i < boxes->n_boxes; i++)
    bt_print_draw_box (&boxes->boxes[i], cr);
  cairo_restore (cr);
}

/**
 * bt_print_get_reach:
 * @box: a box of a page
 *
 * Returns: how far what is drawn of it may stand out above and below its rectangle: marks of letters do
 */
BtLength
bt_print_get_reach (const BtBox *box)
{
  g_return_val_if_fail (box != NULL, 0);
  return box->kind == BT_BOX_TEXT ? box->rect.height : box->thickness;
}

/**
 * bt_print_draw_band:
 * @layout: a layout
 * @page: a page of it, from 0
 * @top: from the top of the page
 * @bottom: from the top of the page
 * @cr: where to draw, as for bt_print_draw_page()
 *
 * Draws those boxes of a page of which something may stand between @top and @bottom.
 */
void
bt_print_draw_band (const BtLayout *layout, guint page, BtLength top, BtLength bottom, cairo_t *cr)
{
  const BtPage *boxes;

  g_return_if_fail (layout != NULL);
  g_return_if_fail (page < bt_layout_get_n_pages (layout));
  g_return_if_fail (cr != NULL);

  boxes = bt_layout_get_page (layout, page);
  cairo_save (cr);
  for (guint i = 0; i < boxes->n_boxes; i++)
    {
      const BtBox *box = &boxes->boxes[i];
      BtLength reach = bt_print_get_reach (box) + BT_LENGTH_FROM_PT (1);

      if (box->rect.y - reach < bottom && box->rect.y + box->rect.height + reach > top)
        bt_print_draw_box (box, cr);
    }
  cairo_restore (cr);
}

/* Draws a page in black on white paper. */
static cairo_status_t
draw_on_paper (const BtLayout *layout, guint page, cairo_surface_t *surface, double scale)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  bt_print_draw_page (layout, page, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  return status;
}

/**
 * bt_print_write_png:
 * @layout: a layout
 * @page: a page of it, from 0
 * @dpi: pixels per inch, more than 0
 * @stream: where the picture goes; it stays open
 * @error: set to BT_ERROR_LIMIT where the picture would be too large, BT_ERROR_IO where the stream
 * fails
 *
 * Writes a page as a PNG picture, black on white.
 *
 * Returns: whether all of it was written
 */
gboolean
bt_print_write_png (const BtLayout *layout, guint page, double dpi, GOutputStream *stream,
                    GError **error)
{
  g_autoptr (BtPrintStream) out = NULL;
  const BtPage *paper;
  cairo_surface_t *surface;
  cairo_status_t status;
  double width, height;

  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (page < bt_layout_get_n_pages (layout), FALSE);
  g_return_val_if_fail (dpi > 0, FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  paper = bt_layout_get_page (layout, page);
  width = ceil (BT_LENGTH_TO_PT (paper->width) * dpi / 72 - 0.01);
  height = ceil (BT_LENGTH_TO_PT (paper->height) * dpi / 72 - 0.01);
  if (width > MAX_PIXELS || height > MAX_PIXELS)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("The picture of the page would be too large; choose fewer dots per inch"));
      return FALSE;
    }
  out = bt_print_stream_new (stream);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);
  bt_print_prefer_outlines (surface);
  status = draw_on_paper (layout, page, surface, dpi / 72);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, bt_print_stream_write_cb, out);
  cairo_surface_destroy (surface);
  return bt_print_stream_close (out, status, error);
}

/**
 * bt_print_write_svg:
 * @layout: a layout
 * @page: a page of it, from 0
 * @stream: where the picture goes; it stays open
 * @error: set to BT_ERROR_IO where the stream fails
 *
 * Writes a page as an SVG picture, black on white.
 *
 * Returns: whether all of it was written
 */
gboolean
bt_print_write_svg (const BtLayout *layout, guint page, GOutputStream *stream, GError **error)
{
  g_autoptr (BtPrintStream) out = NULL;
  const BtPage *paper;
  cairo_surface_t *surface;
  cairo_status_t status;

  g_return_val_if_fail (layout != NULL, FALSE);
  g_return_val_if_fail (page < bt_layout_get_n_pages (layout), FALSE);
  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), FALSE);

  paper = bt_layout_get_page (layout, page);
  out = bt_print_stream_new (stream);
  surface = cairo_svg_surface_create_for_stream (bt_print_stream_write_cb, out,
                                                 BT_LENGTH_TO_PT (paper->width),
                                                 BT_LENGTH_TO_PT (paper->height));
  cairo_svg_surface_set_document_unit (surface, CAIRO_SVG_UNIT_PT);
  status = draw_on_paper (layout, page, surface, 1);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  return bt_print_stream_close (out, status, error);
}
