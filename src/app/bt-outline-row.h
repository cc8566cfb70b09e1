/* A row of the outline on the screen: dragged to another place, dropped on, pressed for its menu. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_OUTLINE_ROW (bt_outline_row_get_type ())
G_DECLARE_FINAL_TYPE (BtOutlineRow, bt_outline_row, BT, OUTLINE_ROW, AdwBin)

GtkTreeListRow *bt_outline_row_get_list_row (BtOutlineRow *row);

G_END_DECLS
