/* Draws lines of text on a cairo_t. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

G_BEGIN_DECLS

void bt_print_renderer_prefer_outlines (cairo_surface_t *surface);
void bt_print_renderer_draw_line (PangoLayoutLine *line, cairo_t *cr, double x, double y);
void bt_print_renderer_draw_space (PangoLayoutLine *line, cairo_t *cr, double x, double y);

G_END_DECLS
