/* Which changes belong together for whoever decides them: a new row and the words that its author wrote into it. */
#pragma once

#include "bt-change-list.h"

G_BEGIN_DECLS

GHashTable *bt_change_groups_new (const GPtrArray *list, const BtPlan *plan,
                                  GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void bt_change_groups_add (GHashTable *groups, GHashTable *changes);
gboolean bt_change_is_part_of_other (const BtChange *change, const BtPlan *plan);

G_END_DECLS
