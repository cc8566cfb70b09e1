/* Where somebody wants to go: a section by its number, a heading or an appendix by its words. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

GPtrArray *bt_address_find (const BtPlan *plan, const char *typed, guint max) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
