/* Tables of spreadsheets that come into a plan. */
#pragma once

#include "bt-plan.h"
#include "bt-report.h"

G_BEGIN_DECLS

/**
 * BtCliSheetOptions:
 * @sheet: (nullable): the name of the only sheet that is wanted
 * @appendix: the number of the appendix whose table the rows go into, from 1; 0 for a new appendix for each sheet
 * @replace: whether the rows come instead of those that are there
 * @leave_out: whether columns that fit none of the table's are left out
 * @author: (nullable): whose changes these are, where the plan tracks them
 */
typedef struct
{
  char *sheet;
  int appendix;
  gboolean replace;
  gboolean leave_out;
  char *author;
} BtCliSheetOptions;

gboolean bt_cli_is_sheet (const char *file, GBytes *bytes);
BtPlan *bt_cli_take_sheets (BtPlan *onto, GBytes *bytes, const char *name, const BtCliSheetOptions *options,
                            BtReport **report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
