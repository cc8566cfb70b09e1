/* The picture of the plan's header, or of its signature and recipients, as the page has it. */
#pragma once

#include <gtk/gtk.h>

#include "bt-layout.h"

G_BEGIN_DECLS

#define BT_TYPE_PART_PICTURE (bt_part_picture_get_type ())
G_DECLARE_FINAL_TYPE (BtPartPicture, bt_part_picture, BT, PART_PICTURE, GtkWidget)

GtkWidget *bt_part_picture_new (BtNodeKind part) G_GNUC_WARN_UNUSED_RESULT;
void bt_part_picture_set_layout (BtPartPicture *picture, BtLayout *layout);

G_END_DECLS
