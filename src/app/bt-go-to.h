/* Asks where to go in the plan: a page, a section by its number, a part by its words. */
#pragma once

#include <gtk/gtk.h>

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_TYPE_GO_TO (bt_go_to_get_type ())
G_DECLARE_FINAL_TYPE (BtGoTo, bt_go_to, BT, GO_TO, GtkPopover)

GtkWidget *bt_go_to_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_go_to_open (BtGoTo *go_to, BtPlan *plan, guint n_pages);

G_END_DECLS
