/* The editor of an appendix: its title and note as they will print, above its table. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_TABLE_PAGE (bt_table_page_get_type ())
G_DECLARE_FINAL_TYPE (BtTablePage, bt_table_page, BT, TABLE_PAGE, AdwBin)

gboolean bt_table_page_can_show (BtPlan *plan, const char *id);
void bt_table_page_show (BtTablePage *page, BtDocument *document, const char *id);
void bt_table_page_set_underlines (BtTablePage *page, BtUnderlines *underlines);
gboolean bt_table_page_go_to (BtTablePage *page, const char *id);
const char *bt_table_page_get_row (BtTablePage *page);
GPtrArray *bt_table_page_get_chosen_nodes (BtTablePage *page, gboolean *several) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_table_page_run (BtTablePage *page, const char *command);
void bt_table_page_finish_input (BtTablePage *page);
void bt_table_page_focus (BtTablePage *page);

G_END_DECLS
