/* The laws of the recogniser: nothing of the input is lost, nothing is made up; and a plan as an outline to compare. */
#pragma once

#include "bt-plan.h"
#include "bt-report.h"

G_BEGIN_DECLS

char *bt_import_law_check (const char *text, const BtPlan *plan, const BtReport *report) G_GNUC_WARN_UNUSED_RESULT;
char *bt_import_law_outline (const BtPlan *plan, gboolean abridged) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
