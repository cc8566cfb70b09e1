/* The table of duties: which unit has what to do, leads which rows, and gets the plan. */
#pragma once

#include <adwaita.h>

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_TYPE_DUTY_WINDOW (bt_duty_window_get_type ())
G_DECLARE_FINAL_TYPE (BtDutyWindow, bt_duty_window, BT, DUTY_WINDOW, AdwWindow)

GtkWidget *bt_duty_window_new (GtkWindow *parent, BtPlan *plan);

G_END_DECLS
