/* The tables of a plan as files of spreadsheets. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

GBytes *bt_sheet_export_xlsx (const BtPlan *plan, guint appendix, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_sheet_export_csv (const BtPlan *plan, guint appendix, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
