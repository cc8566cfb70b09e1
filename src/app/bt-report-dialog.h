/* Tells what the recogniser made of a text: how much it took over, and what should be looked at. */
#pragma once

#include <adwaita.h>

#include "bt-plan.h"
#include "bt-report.h"

G_BEGIN_DECLS

GtkWidget *bt_report_dialog_new (GtkWindow *parent, BtPlan *plan, BtReport *report)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
