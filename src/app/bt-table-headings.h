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
  BtCellMark mark;
} BtHeading;

GArray *bt_headings_new (const BtNode *table, GHashTable *colors) G_GNUC_WARN_UNUSED_RESULT;
BtCellLook *bt_heading_create_look (const BtHeading *heading, BtPlan *plan,
                                    GHashTable *colors) G_GNUC_WARN_UNUSED_RESULT;
GArray *bt_headings_measure (GArray *headings, BtPlan *plan, BtTableGrid *grid,
                             PangoContext *context) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
