/* A table while it is found in a sheet; private to convert/. */
#pragma once

#include "bt-import-grid.h"
#include "bt-sheet-private.h"
#include "bt-sheet-table.h"

G_BEGIN_DECLS

/* What stands outside of the table: the text of one cell. */
typedef struct
{
  guint row;
  char *text;
} BtSheetLine;

struct _BtSheetTable
{
  char *name;
  gboolean plain; /* whether nothing is known of how its words look */
  BtNode *node;
  BtReport *report;
  GArray *above, *below; /* BtSheetLine */
};

/* Some columns of a sheet that are one leaf of the table: [first, end). */
typedef struct
{
  guint first, end;
} BtSheetLeaf;

/**
 * BtSheetFinder:
 * @sheet: where the table is looked for
 * @heading: the first row of its heading
 * @rows: the row after it
 * @end: the row after the table's last
 * @grid: its columns
 * @leaves: (element-type BtSheetLeaf): where each leaf stands
 */
typedef struct
{
  const BtSheet *sheet;
  guint heading, rows, end;
  BtGrid *grid;
  GArray *leaves;
} BtSheetFinder;

void bt_sheet_find_heading (BtSheetFinder *finder);
BtNode *bt_sheet_read_rows (BtSheetFinder *finder, BtReport *report) G_GNUC_WARN_UNUSED_RESULT;
guint bt_sheet_count_filled (const BtSheet *sheet, guint row);

BtReportEntry *bt_sheet_tell (BtReport *report, BtReportKind kind, guint row, const char *text, const char *reason);

G_END_DECLS
