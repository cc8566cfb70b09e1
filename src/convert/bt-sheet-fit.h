/* Which column of a sheet goes into which column of a table of the plan. */
#pragma once

#include "bt-incoming-rows.h"
#include "bt-sheet-table.h"

G_BEGIN_DECLS

/* Where a column of a sheet goes that goes into none of the table's. */
#define BT_SHEET_NEW_COLUMN -1
#define BT_SHEET_LEFT_OUT -2

typedef struct _BtSheetFit BtSheetFit;

BtSheetFit *bt_sheet_fit_new (const BtSheetTable *sheet, const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_fit_free (BtSheetFit *fit);

guint bt_sheet_fit_get_n_columns (const BtSheetFit *fit);
char *bt_sheet_fit_dup_title (const BtSheetFit *fit, guint column) G_GNUC_WARN_UNUSED_RESULT;
char *bt_sheet_fit_dup_sample (const BtSheetFit *fit, guint column) G_GNUC_WARN_UNUSED_RESULT;
int bt_sheet_fit_get_target (const BtSheetFit *fit, guint column);
void bt_sheet_fit_set_target (BtSheetFit *fit, guint column, int target);
guint bt_sheet_fit_get_n_targets (const BtSheetFit *fit);
char *bt_sheet_fit_dup_target_title (const BtSheetFit *fit, int target) G_GNUC_WARN_UNUSED_RESULT;

BtIncomingRows *bt_sheet_fit_make_rows (const BtSheetFit *fit) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_fit_tell (const BtSheetFit *fit, const BtNode *appendix, BtReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSheetFit, bt_sheet_fit_free)

G_END_DECLS
