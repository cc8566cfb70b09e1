/* The Pango context of paper: what is measured with it comes out on any surface as it was measured. */
#include <pango/pangocairo.h>

#include "bt-layout.h"
#include "bt-print.h"

/**
 * bt_print_create_context:
 *
 * Makes the Pango context that layouts must be made with to come out on paper as they were
 * measured: Pango units are 1/1024 pt, and nothing is rounded to the pixels of a screen. Long plans are laid
 * out with it by several threads.
 *
 * Returns: (transfer full): a new context with a font map of its own
 */
PangoContext *
bt_print_create_context (void)
{
  g_autoptr (PangoFontMap) font_map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (font_map), 72);
  context = pango_font_map_create_context (font_map);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("vi"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  bt_layout_share_work (context, bt_print_create_context);
  return context;
}
