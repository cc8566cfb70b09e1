/* Widgets below each other, or beside each other where there is room, that ask for no width by their height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BT_TYPE_COLUMNS (bt_columns_get_type ())
G_DECLARE_FINAL_TYPE (BtColumns, bt_columns, BT, COLUMNS, GtkWidget)

G_END_DECLS
