/* Blocks of cells as other programs put them on the clipboard and take them from there. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GPtrArray *bt_cells_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_cells_to_text (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;
char *bt_cells_to_html (const GPtrArray *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
