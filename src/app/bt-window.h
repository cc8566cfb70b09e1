/* The window: outline, editor and printed pages of one plan. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_WINDOW (bt_window_get_type ())
G_DECLARE_FINAL_TYPE (BtWindow, bt_window, BT, WINDOW, AdwApplicationWindow)

BtWindow *bt_window_new (GtkApplication *application);
void bt_window_open (BtWindow *window, GFile *file);
void bt_window_recover (BtWindow *window, const char *id);
void bt_window_ask_new (BtWindow *window, const char *template_name);
void bt_window_ask_text (BtWindow *window);
void bt_window_new_plan (BtWindow *window, BtPlan *plan);
gboolean bt_window_is_unused (BtWindow *window);
GFile *bt_window_get_file (BtWindow *window);
void bt_window_tell_open (BtWindow *window);

G_END_DECLS
