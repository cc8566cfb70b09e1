/* Folding and unfolding parts in the outline: by keys, and kept while the plan changes. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void bt_outline_fold_add_keys (GtkListView *list);
void bt_outline_fold_restore (GtkTreeListModel *tree, GHashTable *folded);

G_END_DECLS
