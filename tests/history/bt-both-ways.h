/* Cases that are run twice, untracked and tracked. */
#pragma once

#include "bt-commands.h"

G_BEGIN_DECLS

typedef void (*BtCheckCase) (gconstpointer row, gboolean tracking);

void bt_both_ways_add (const char *folder, const char *name, gconstpointer row, BtCheckCase check);
void bt_both_ways_assert_history (BtDocument *document, BtPlan *start);

G_END_DECLS
