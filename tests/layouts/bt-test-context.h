/* What every test of the layout needs: plans from text, and a Pango context with the tests' own fonts. */
#pragma once

#include <pango/pango.h>

#include "bt-plan.h"
#include "bt-profile.h"

G_BEGIN_DECLS

PangoContext *bt_test_create_context (void) G_GNUC_WARN_UNUSED_RESULT;
BtProfile *bt_test_load_profile (void) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_test_parse_plan (const char *xml, const char *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
