/* The help page: what a clerk asks, answered in the program itself. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_HELP_WINDOW (bt_help_window_get_type ())
G_DECLARE_FINAL_TYPE (BtHelpWindow, bt_help_window, BT, HELP_WINDOW, AdwWindow)

GtkWidget *bt_help_window_new (GtkApplication *application);

G_END_DECLS
