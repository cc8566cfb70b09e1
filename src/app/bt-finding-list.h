/* What the check finds in an open document, looked for by a worker after every edit. */
#pragma once

#include "bt-check.h"
#include "bt-document.h"
#include "bt-finding-item.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_FINDING_LIST (bt_finding_list_get_type ())
G_DECLARE_FINAL_TYPE (BtFindingList, bt_finding_list, BT, FINDING_LIST, GObject)

BtFindingList *bt_finding_list_new (BtUnderlines *underlines) G_GNUC_WARN_UNUSED_RESULT;
void bt_finding_list_set_document (BtFindingList *list, BtDocument *document);
BtDocument *bt_finding_list_get_document (BtFindingList *list);
gboolean bt_finding_list_is_read (BtFindingList *list);
GListModel *bt_finding_list_get_items (BtFindingList *list);
GHashTable *bt_finding_list_get_counts (BtFindingList *list);
guint bt_finding_list_count (BtFindingList *list, BtSeverity severity);
gboolean bt_finding_list_fix (BtFindingList *list, BtFindingItem *item, GError **error);
guint bt_finding_list_fix_all (BtFindingList *list, const BtRule *rule, GError **error);

G_END_DECLS
