/* Asks how a spreadsheet comes into the plan: which sheet, where to, and what goes into which column. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_SHEET_DIALOG (bt_sheet_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtSheetDialog, bt_sheet_dialog, BT, SHEET_DIALOG, AdwWindow)

BtSheetDialog *bt_sheet_dialog_new (GtkWindow *parent, BtDocument *document, const char *appendix, GFile *file);

G_END_DECLS
