/* The start page: what to go on with, and what to begin. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_START_PAGE (bt_start_page_get_type ())
G_DECLARE_FINAL_TYPE (BtStartPage, bt_start_page, BT, START_PAGE, AdwBin)

G_END_DECLS
