/* The table of a plan that is found in a sheet, with what stands around it. */
#pragma once

#include "bt-node.h"
#include "bt-report.h"
#include "bt-sheet-book.h"

G_BEGIN_DECLS

typedef struct _BtSheetTable BtSheetTable;

BtSheetTable *bt_sheet_table_new (const BtSheetBook *book, guint sheet) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_table_free (BtSheetTable *table);

const char *bt_sheet_table_get_name (const BtSheetTable *table);
BtNode *bt_sheet_table_get_node (const BtSheetTable *table);
BtReport *bt_sheet_table_get_report (const BtSheetTable *table);
BtNode *bt_sheet_table_to_appendix (const BtSheetTable *table) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtSheetTable, bt_sheet_table_free)

G_END_DECLS
