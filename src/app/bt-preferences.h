/* The preferences: the profile of the user's office, and who the user is. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_PREFERENCES (bt_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BtPreferences, bt_preferences, BT, PREFERENCES, AdwPreferencesWindow)

GtkWidget *bt_preferences_new (GtkWindow *parent);

G_END_DECLS
