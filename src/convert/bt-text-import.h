/* The recogniser: the text of a plan, as people have it, becomes a structured plan. */
#pragma once

#include "bt-plan.h"
#include "bt-report.h"

G_BEGIN_DECLS

BtPlan *bt_text_import (GBytes *bytes, const char *name, BtReport **report, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
