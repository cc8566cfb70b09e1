/* Draws lines of text on a cairo_t so that the text can be had back: glyphs go out in clusters with their characters,
 * and the spaces at which lines were broken go with them. Pango's own renderer leaves these out, so that words grow
 * together where a paragraph of a PDF is read aloud or copied. */
#include "bt-print-renderer.h"

#include <hb.h>
#include <pango/pangocairo.h>

/* The glyph that a font has for characters it has not. */
#define NOTDEF 0

typedef struct
{
  PangoRenderer parent;
  cairo_t *cr;
  double x, y;       /* where the line begins */
  gboolean outlines; /* letters are filled outlines, not pictures out of a cache */
  GArray *glyphs;    /* of cairo_glyph_t */
  GArray *clusters;  /* of cairo_text_cluster_t */
} BtPrintRenderer;

typedef PangoRendererClass BtPrintRendererClass;

/* PangoRenderer has no autoptr, which the macros of GObject would ask for. */
#define BT_TYPE_PRINT_RENDERER (bt_print_renderer_get_type ())
#define BT_PRINT_RENDERER(object)                                                                  \
  (G_TYPE_CHECK_INSTANCE_CAST ((object), BT_TYPE_PRINT_RENDERER, BtPrintRenderer))
static GType bt_print_renderer_get_type (void);

/* Marks surfaces whose letters are drawn as outlines. */
static const cairo_user_data_key_t outlines_key;

G_DEFINE_TYPE (BtPrintRenderer, bt_print_renderer, PANGO_TYPE_RENDERER)

/* Takes the colour of a part of the text, until end_color(). Most texts have none: they keep that of the cairo_t. */
static gboolean
begin_color (PangoRenderer *renderer, PangoRenderPart part)
{
  BtPrintRenderer *self = BT_PRINT_RENDERER (renderer);
  const PangoColor *color = pango_renderer_get_color (renderer, part);

  if (color == NULL)
    return FALSE;
  cairo_save (self->cr);
  cairo_set_source_rgb (self->cr, color->red / 65535.0, color->green / 65535.0,
                        color->blue / 65535.0);
  return TRUE;
}

static void
end_color (BtPrintRenderer *self, gboolean has_color)
{
  if (has_color)
    cairo_restore (self->cr);
}

/* The glyph of a space that Pango has made invisible at the end of a line. */
static PangoGlyph
find_space (PangoFont *font)
{
  hb_codepoint_t glyph = PANGO_GLYPH_EMPTY;

  if (!hb_font_get_nominal_glyph (pango_font_get_hb_font (font), ' ', &glyph))
    return PANGO_GLYPH_EMPTY;
  return glyph;
}

static void
add_glyph (BtPrintRenderer *self, PangoGlyph glyph, const PangoGlyphGeometry *geometry, double x,
           double y)
{
  const cairo_glyph_t drawn = { glyph, x + (double) geometry->x_offset / PANGO_SCALE,
                                y + (double) geometry->y_offset / PANGO_SCALE };

  g_array_append_val (self->glyphs, drawn);
}

/* Draws what was gathered. */
static void
flush (BtPrintRenderer *self, const char *text, int n_bytes)
{
  cairo_glyph_t *glyphs = (cairo_glyph_t *) self->glyphs->data;

  if (self->outlines && self->glyphs->len > 0)
    {
      cairo_glyph_path (self->cr, glyphs, self->glyphs->len);
      cairo_fill (self->cr);
    }
  else if (self->glyphs->len > 0)
    cairo_show_text_glyphs (self->cr, text, n_bytes, glyphs, self->glyphs->len,
                            (cairo_text_cluster_t *) self->clusters->data, self->clusters->len, 0);
  g_array_set_size (self->glyphs, 0);
  g_array_set_size (self->clusters, 0);
}

/* What is drawn for a glyph of Pango's: a character that no font has is the font's box for that, which unlike the box
 * of Pango's own keeps the character. */
static PangoGlyph
choose_glyph (PangoGlyph glyph, char character, PangoFont *font)
{
  if (glyph == PANGO_GLYPH_EMPTY)
    return character == ' ' ? find_space (font) : PANGO_GLYPH_EMPTY;
  return glyph & PANGO_GLYPH_UNKNOWN_FLAG ? NOTDEF : glyph;
}

/* Adds the glyphs of a cluster; returns how many there are to see. */
static int
add_cluster (BtPrintRenderer *self, const char *text, PangoGlyphItemIter *iter, double *x, double y)
{
  PangoGlyphItem *item = iter->glyph_item;
  int n_glyphs = 0;

  for (int i = iter->start_glyph; i < iter->end_glyph; i++)
    {
      const PangoGlyphInfo *info = &item->glyphs->glyphs[i];
      const PangoGlyph glyph =
          choose_glyph (info->glyph, text[iter->start_index], item->item->analysis.font);

      if (glyph != PANGO_GLYPH_EMPTY)
        {
          add_glyph (self, glyph, &info->geometry, *x, y);
          n_glyphs++;
        }
      *x += (double) info->geometry.width / PANGO_SCALE;
    }
  return n_glyphs;
}

/* Draws the clusters of an item. Characters without a glyph go with those before them, except a tab: its room says
 * enough. */
static void
draw_clusters (BtPrintRenderer *self, const char *text, PangoGlyphItem *item, double x, double y)
{
  PangoGlyphItemIter iter;
  int start = item->item->offset;
  gboolean more;

  for (more = pango_glyph_item_iter_init_start (&iter, item, text); more;
       more = pango_glyph_item_iter_next_cluster (&iter))
    {
      cairo_text_cluster_t cluster = { .num_bytes = iter.end_index - iter.start_index };

      cluster.num_glyphs = add_cluster (self, text, &iter, &x, y);
      if (cluster.num_glyphs > 0)
        g_array_append_val (self->clusters, cluster);
      else if (self->clusters->len > 0 && text[iter.start_index] != '\t')
        g_array_index (self->clusters, cairo_text_cluster_t, self->clusters->len - 1).num_bytes +=
            cluster.num_bytes;
      else
        {
          flush (self, text + start, iter.start_index - start);
          start = iter.end_index;
        }
    }
  flush (self, text + start, item->item->offset + item->item->length - start);
}

static void
bt_print_renderer_draw_glyph_item (PangoRenderer *renderer, const char *text, PangoGlyphItem *item,
                                   int x, int y)
{
  BtPrintRenderer *self = BT_PRINT_RENDERER (renderer);
  PangoFont *font = item->item->analysis.font;
  const double left = self->x + (double) x / PANGO_SCALE,
               baseline = self->y + (double) y / PANGO_SCALE;
  const gboolean has_color = begin_color (renderer, PANGO_RENDER_PART_FOREGROUND);

  /* Runs from right to left are rare here; Pango knows how to draw them. */
  if (font == NULL || text == NULL || item->item->analysis.level & 1)
    {
      cairo_move_to (self->cr, left, baseline);
      pango_cairo_show_glyph_item (self->cr, text, item);
      cairo_new_path (self->cr);
    }
  else
    {
      cairo_set_scaled_font (self->cr, pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font)));
      draw_clusters (self, text, item, left, baseline);
    }
  end_color (self, has_color);
}

static void
bt_print_renderer_draw_rectangle (PangoRenderer *renderer, PangoRenderPart part, int x, int y,
                                  int width, int height)
{
  BtPrintRenderer *self = BT_PRINT_RENDERER (renderer);
  const gboolean has_color = begin_color (renderer, part);

  cairo_rectangle (self->cr, self->x + (double) x / PANGO_SCALE, self->y + (double) y / PANGO_SCALE,
                   (double) width / PANGO_SCALE, (double) height / PANGO_SCALE);
  cairo_fill (self->cr);
  end_color (self, has_color);
}

static void
bt_print_renderer_finalize (GObject *object)
{
  BtPrintRenderer *self = BT_PRINT_RENDERER (object);

  g_array_unref (self->glyphs);
  g_array_unref (self->clusters);
  G_OBJECT_CLASS (bt_print_renderer_parent_class)->finalize (object);
}

static void
bt_print_renderer_class_init (BtPrintRendererClass *class)
{
  G_OBJECT_CLASS (class)->finalize = bt_print_renderer_finalize;
  PANGO_RENDERER_CLASS (class)->draw_glyph_item = bt_print_renderer_draw_glyph_item;
  PANGO_RENDERER_CLASS (class)->draw_rectangle = bt_print_renderer_draw_rectangle;
}

static void
bt_print_renderer_init (BtPrintRenderer *self)
{
  self->glyphs = g_array_new (FALSE, FALSE, sizeof (cairo_glyph_t));
  self->clusters = g_array_new (FALSE, FALSE, sizeof (cairo_text_cluster_t));
}

/**
 * bt_print_renderer_prefer_outlines:
 * @surface: a surface of pixels
 *
 * Has letters on @surface drawn as outlines.
 */
void
bt_print_renderer_prefer_outlines (cairo_surface_t *surface)
{
  cairo_surface_set_user_data (surface, &outlines_key, (void *) &outlines_key, NULL);
}

/**
 * bt_print_renderer_draw_line:
 * @line: a line of a layout
 * @cr: where to draw
 * @x, @y: where the line begins, on its baseline; in user space
 *
 * Draws a line in the colours it has, otherwise in the colour of @cr. Safe from any thread that may use @line.
 */
void
bt_print_renderer_draw_line (PangoLayoutLine *line, cairo_t *cr, double x, double y)
{
  static GPrivate renderers = G_PRIVATE_INIT (g_object_unref);
  BtPrintRenderer *self = g_private_get (&renderers);

  g_return_if_fail (line != NULL);
  g_return_if_fail (cr != NULL);

  if (self == NULL)
    {
      self = g_object_new (BT_TYPE_PRINT_RENDERER, NULL);
      g_private_set (&renderers, self);
    }
  self->cr = cr;
  self->x = x;
  self->y = y;
  self->outlines = cairo_surface_get_user_data (cairo_get_group_target (cr), &outlines_key) != NULL;
  pango_renderer_draw_layout_line (PANGO_RENDERER (self), line, 0, 0);
  self->cr = NULL;
}

/**
 * bt_print_renderer_draw_space:
 * @line: a line of a layout
 * @cr: where to draw
 * @x, @y: where the line began, on its baseline
 *
 * Puts a space, invisible, after a line that has none at its end, so that what is read next does not grow together with
 * its last word.
 */
void
bt_print_renderer_draw_space (PangoLayoutLine *line, cairo_t *cr, double x, double y)
{
  const char *text = pango_layout_get_text (line->layout) + line->start_index;
  const PangoLayoutRun *run = line->runs != NULL ? g_slist_last (line->runs)->data : NULL;
  const cairo_text_cluster_t cluster = { 1, 1 };
  PangoRectangle place;
  cairo_glyph_t glyph;

  if (run == NULL || line->length == 0 || text[line->length - 1] == ' ')
    return;
  pango_layout_line_get_extents (line, NULL, &place);
  glyph = (cairo_glyph_t){ find_space (run->item->analysis.font),
                           x + (double) (place.x + place.width) / PANGO_SCALE, y };
  if (glyph.index == PANGO_GLYPH_EMPTY)
    return;
  cairo_set_scaled_font (cr, pango_cairo_font_get_scaled_font (
                                 PANGO_CAIRO_FONT (run->item->analysis.font)));
  cairo_show_text_glyphs (cr, " ", 1, &glyph, 1, &cluster, 1, 0);
}
