/* One row of the outline: a part of the plan by its id, with what is read in the row. */
#pragma once

#include <gio/gio.h>

#include "bt-delta.h"

G_BEGIN_DECLS

#define BT_TYPE_OUTLINE_ITEM (bt_outline_item_get_type ())
G_DECLARE_FINAL_TYPE (BtOutlineItem, bt_outline_item, BT, OUTLINE_ITEM, GObject)

BtOutlineItem *bt_outline_item_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_outline_item_get_id (BtOutlineItem *item);
GListStore *bt_outline_item_get_children (BtOutlineItem *item);
void bt_outline_item_update (BtOutlineItem *item, const char *title, const char *count);
void bt_outline_item_set_findings (BtOutlineItem *item, guint count);
void bt_outline_item_set_marks (BtOutlineItem *item, const char *marks, const char *words);
const char *bt_outline_item_get_title (BtOutlineItem *item);
void bt_outline_item_sync (BtOutlineItem *root, BtPlan *plan);
GPtrArray *bt_outline_item_follow (BtOutlineItem *root, BtPlan *plan, const BtDelta *delta) G_GNUC_WARN_UNUSED_RESULT;
char *bt_outline_item_dup_tooltip (BtOutlineItem *item) G_GNUC_WARN_UNUSED_RESULT;
char *bt_outline_dup_title (BtPlan *plan, const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
