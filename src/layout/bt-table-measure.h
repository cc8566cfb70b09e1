/* What the columns of a table need, and how they share its width. */
#pragma once

#include "bt-table-row.h"

G_BEGIN_DECLS

/**
 * BtTableMeasure:
 * @shaper: measures words
 * @table: what is measured
 * @columns: (array length=n): of each leaf column what it needs
 * @sample: (element-type BtCellNeeds): rows that are weighed when the widths are balanced, the heading first
 * @extra: padding and border of a column
 * @n: how many leaf columns there are
 */
typedef struct
{
  BtShaper *shaper;
  BtNode *table;
  BtColumnNeeds *columns;
  GArray *sample;
  BtLength extra;
  guint n;
} BtTableMeasure;

void bt_table_measure_init (BtTableMeasure *self, BtShaper *shaper, BtNode *table);
void bt_table_measure_clear (BtTableMeasure *self);
BtCellNeeds *bt_table_measure_row (const BtTableMeasure *self, const BtNode *row, guint number)
    G_GNUC_WARN_UNUSED_RESULT;
void bt_table_measure_add (BtTableMeasure *self, const BtCellNeeds *needs);
void bt_table_measure_share (BtTableMeasure *self, BtLength width, BtLength *widths);
BtLength bt_table_measure_width (BtShaper *shaper, BtNode *table);

G_END_DECLS
