/* The headings of a table: groups over their columns, each leaf down to the first row. */
#pragma once

#include "bt-table-grid.h"

G_BEGIN_DECLS

/* The heading of a leaf or a group: over which leaves, and from which line of headings to which. */
typedef struct
{
  BtNode *column; /* of the table's tree */
  guint first, end;
  guint top, bottom;
  BtCellStyle style;
} BtHeading;

GArray *bt_headings_new (const BtNode *table) G_GNUC_WARN_UNUSED_RESULT;
BtCellLook *bt_heading_create_look (const BtHeading *heading, BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
GArray *bt_headings_measure (GArray *headings, BtPlan *plan, BtTableGrid *grid,
                             PangoContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
