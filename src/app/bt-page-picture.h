/* The picture of a printed page, in strips: after an edit only those are drawn again that differ. */
#pragma once

#include <gtk/gtk.h>

#include "bt-layout.h"

G_BEGIN_DECLS

typedef struct _BtPagePicture BtPagePicture;

BtPagePicture *bt_page_picture_new (int width, int height, double scale, int factor) G_GNUC_WARN_UNUSED_RESULT;
void bt_page_picture_free (BtPagePicture *picture);
gboolean bt_page_picture_fits (const BtPagePicture *picture, int width, int height, double scale, int factor);
void bt_page_picture_update (BtPagePicture *picture, const BtPage *old, const BtPage *page);
void bt_page_picture_snapshot (BtPagePicture *picture, const BtLayout *layout, guint number, GtkSnapshot *snapshot,
                               double top, double bottom);

G_END_DECLS
