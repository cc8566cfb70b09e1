/* A place in the window for a widget that is made when it is first seen or asked for: a start does not wait for it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_LAZY_BIN (bt_lazy_bin_get_type ())
G_DECLARE_FINAL_TYPE (BtLazyBin, bt_lazy_bin, BT, LAZY_BIN, AdwBin)

GtkWidget *bt_lazy_bin_get (BtLazyBin *bin);
GtkWidget *bt_lazy_bin_peek (BtLazyBin *bin);

G_END_DECLS
