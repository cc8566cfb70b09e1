/* Draws the boxes of a layout on any cairo surface: screen, printer, PDF, PNG, SVG. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "bt-layout.h"

G_BEGIN_DECLS

PangoContext *bt_print_create_context (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_print_prefer_outlines (cairo_surface_t *surface);
void bt_print_draw_page (const BtLayout *layout, guint page, cairo_t *cr);
BtLength bt_print_get_reach (const BtBox *box);
void bt_print_draw_band (const BtLayout *layout, guint page, BtLength top, BtLength bottom, cairo_t *cr);
gboolean bt_print_write_pdf (const BtLayout *layout, GOutputStream *stream, GError **error);
gboolean bt_print_write_png (const BtLayout *layout, guint page, double dpi, GOutputStream *stream, GError **error);
gboolean bt_print_write_svg (const BtLayout *layout, guint page, GOutputStream *stream, GError **error);

G_END_DECLS
