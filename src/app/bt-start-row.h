/* A row of the start page: something to go on with or to begin, with a line about it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_START_ROW (bt_start_row_get_type ())
G_DECLARE_FINAL_TYPE (BtStartRow, bt_start_row, BT, START_ROW, AdwPreferencesRow)

GtkWidget *bt_start_row_new (const char *icon_name, const char *title, const char *subtitle,
                             int n_lines) G_GNUC_WARN_UNUSED_RESULT;
void bt_start_row_set_action (BtStartRow *row, const char *action, const char *target);
void bt_start_row_add_suffix (BtStartRow *row, GtkWidget *widget);

G_END_DECLS
