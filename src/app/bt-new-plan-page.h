/* The page on which a new plan is begun: it asks only what differs from plan to plan. */
#pragma once

#include <adwaita.h>

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_TYPE_NEW_PLAN_PAGE (bt_new_plan_page_get_type ())
G_DECLARE_FINAL_TYPE (BtNewPlanPage, bt_new_plan_page, BT, NEW_PLAN_PAGE, AdwBin)

void bt_new_plan_page_begin (BtNewPlanPage *page, const char *template_name);

G_END_DECLS
