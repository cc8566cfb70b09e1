/* Checks a plan and makes of what is found what the window shows: cards, underlines, counts by part. */
#pragma once

#include "bt-check.h"
#include "bt-finding-item.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

/**
 * BtFindingReading:
 * @check: the check
 * @items: (element-type BtFindingItem): the cards in reading order
 * @counts: interned id of a node to how many findings are in it and below
 * @underlines: what is underlined
 *
 * All of it is the caller's, who may take parts out.
 */
typedef struct
{
  BtCheck *check;
  GPtrArray *items;
  GHashTable *counts;
  BtUnderlineSet *underlines;
} BtFindingReading;

BtFindingReading *bt_finding_reading_new (BtPlan *plan, const BtProfile *profile,
                                          BtCheckWords *words, BtCheck *previous,
                                          GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void bt_finding_reading_free (BtFindingReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtFindingReading, bt_finding_reading_free)

G_END_DECLS
