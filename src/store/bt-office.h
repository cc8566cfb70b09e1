/* An office's own words – its name, place, signer, recipients – with which its plans begin. */
#pragma once

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_OFFICE_NAMESPACE "urn:banthao:office:1"

BtPlan *bt_office_apply (GBytes *bytes, const char *name, BtPlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
