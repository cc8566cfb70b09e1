/* The comments of a plan as JSON, in the shape of the command line's contract. */
#pragma once

#include <json-glib/json-glib.h>

#include "bt-plan.h"

G_BEGIN_DECLS

void bt_comments_add_json (JsonBuilder *json, const BtPlan *plan);

G_END_DECLS
