/* The application: its windows, its keys, and the files it is asked to open. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_APPLICATION (bt_application_get_type ())
G_DECLARE_FINAL_TYPE (BtApplication, bt_application, BT, APPLICATION, AdwApplication)

BtApplication *bt_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
