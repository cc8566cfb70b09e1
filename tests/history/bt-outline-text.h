/* Small plans as text, one line a clause, for tests that show a plan before and after a command. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

BtPlan *bt_outline_text_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *bt_outline_text_format (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
