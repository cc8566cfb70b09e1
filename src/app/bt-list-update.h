/* Bringing a list on the screen in line with what was read anew, while it is on the screen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bt_list_update (GListStore *store, GPtrArray *items, GEqualFunc equal);
gboolean bt_string_list_equal (GListModel *a, GListModel *b);
void bt_list_view_show_while_mapped (GtkListView *view, GtkSingleSelection *model);

G_END_DECLS
