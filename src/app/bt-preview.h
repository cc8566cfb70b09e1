/* The printed pages, below each other, exactly as print/ draws them on paper. */
#pragma once

#include <gtk/gtk.h>

#include "bt-layout.h"
#include "bt-place.h"

G_BEGIN_DECLS

#define BT_TYPE_PREVIEW (bt_preview_get_type ())
G_DECLARE_FINAL_TYPE (BtPreview, bt_preview, BT, PREVIEW, GtkWidget)

void bt_preview_set_layout (BtPreview *preview, BtLayout *layout);
void bt_preview_set_place (BtPreview *preview, BtPlace place);
void bt_preview_go_to_page (BtPreview *preview, guint page);
guint bt_preview_get_page (BtPreview *preview);
double bt_preview_get_zoom (BtPreview *preview);
void bt_preview_set_zoom (BtPreview *preview, double zoom);

G_END_DECLS
