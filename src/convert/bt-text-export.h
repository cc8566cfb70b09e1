/* A plan as running text, a line per paragraph, with labels. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

char *bt_text_export (const BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
