/* Bringing a list on the screen in line with what was read anew. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void bt_list_update (GListStore *store, GPtrArray *items, GEqualFunc equal);

G_END_DECLS
