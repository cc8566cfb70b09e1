/* One card of the check panel: a finding, with what a person reads of it. */
#pragma once

#include <gio/gio.h>

#include "bt-finding.h"

G_BEGIN_DECLS

#define BT_TYPE_FINDING_ITEM (bt_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (BtFindingItem, bt_finding_item, BT, FINDING_ITEM, GObject)

/**
 * BtFindingItem:
 * @finding: what was found
 * @part: (nullable): the part of the plan that holds it, interned
 * @place: where it stands, in words
 * @before: what stands before the words where these say little: spaces, marks; else ""
 * @after: likewise behind them
 * @reason: (nullable): why it is set aside, and by whom
 *
 * All is set before the item is shown and never changes.
 */
struct _BtFindingItem
{
  GObject parent_instance;

  BtFinding *finding;
  const char *part;
  char *place;
  char *before, *after;
  char *reason;
};

BtFindingItem *bt_finding_item_new (const BtFinding *finding) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_finding_item_equal (gconstpointer a, gconstpointer b);

G_END_DECLS
