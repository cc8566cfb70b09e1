/* Tells what the recogniser made of a text: how much it took over, and what should be looked at. */
#pragma once

#include <adwaita.h>

#include "bt-docx-retag.h"
#include "bt-plan.h"
#include "bt-report.h"
#include "bt-version.h"

G_BEGIN_DECLS

GtkWidget *bt_report_dialog_new (GtkWindow *parent, BtPlan *plan, BtReport *report)
    G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *bt_report_dialog_new_returned (GtkWindow *parent, BtReport *report, const BtDocxFound *found,
                                          const GPtrArray *authors, const char *taker) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
