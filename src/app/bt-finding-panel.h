/* The panel for checking: a card for each finding, a filter, and what can be done with them. */
#pragma once

#include <adwaita.h>

#include "bt-finding-list.h"

G_BEGIN_DECLS

#define BT_TYPE_FINDING_PANEL (bt_finding_panel_get_type ())
G_DECLARE_FINAL_TYPE (BtFindingPanel, bt_finding_panel, BT, FINDING_PANEL, AdwBin)

void bt_finding_panel_set_list (BtFindingPanel *panel, BtFindingList *list);
void bt_finding_panel_set_editable (BtFindingPanel *panel, gboolean editable);
gboolean bt_finding_panel_step (BtFindingPanel *panel, int direction);
gboolean bt_finding_panel_fix (BtFindingPanel *panel, gboolean all);
gboolean bt_finding_panel_set_aside (BtFindingPanel *panel, gboolean all);

G_END_DECLS
