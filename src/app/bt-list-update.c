/* Bringing a list on the screen in line with what was read anew. */

#include "bt-list-update.h"

static gboolean
is_there (GListStore *store, guint position, gconstpointer item, GEqualFunc equal)
{
  g_autoptr (GObject) there = g_list_model_get_item (G_LIST_MODEL (store), position);

  return equal (there, item);
}

/**
 * bt_list_update:
 * @store: what is shown
 * @items: (element-type GObject): what is to be shown
 * @equal: whether two items say the same
 *
 * What is the same before and behind stays, so that the list neither scrolls nor forgets what is chosen.
 */
void
bt_list_update (GListStore *store, GPtrArray *items, GEqualFunc equal)
{
  guint old_end, new_end, first = 0;

  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (items != NULL && equal != NULL);

  old_end = g_list_model_get_n_items (G_LIST_MODEL (store));
  new_end = items->len;
  while (first < MIN (old_end, new_end) && is_there (store, first, items->pdata[first], equal))
    first++;
  while (old_end > first && new_end > first
         && is_there (store, old_end - 1, items->pdata[new_end - 1], equal))
    {
      old_end--;
      new_end--;
    }
  if (old_end > first || new_end > first)
    g_list_store_splice (store, first, old_end - first, items->pdata + first, new_end - first);
}

/**
 * bt_string_list_equal:
 * @a: (nullable): a list of strings, such as the choices of a drop-down
 * @b: (nullable): another one
 *
 * Returns: whether both offer the same: then the first need not be replaced, with all that GTK makes for it
 */
gboolean
bt_string_list_equal (GListModel *a, GListModel *b)
{
  guint n = a ? g_list_model_get_n_items (a) : 0;

  if (!GTK_IS_STRING_LIST (a) || !GTK_IS_STRING_LIST (b) || n != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (a), i),
                   gtk_string_list_get_string (GTK_STRING_LIST (b), i))
        != 0)
      return FALSE;
  return TRUE;
}

static void
map_cb (GtkListView *view, GtkSingleSelection *model)
{
  guint selected = gtk_single_selection_get_selected (model);

  gtk_list_view_set_model (view, GTK_SELECTION_MODEL (model));
  if (selected != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (GTK_WIDGET (view), "list.scroll-to-item", "u", selected);
}

static void
unmap_cb (GtkListView *view, GtkSingleSelection *model)
{
  gtk_list_view_set_model (view, NULL);
}

/**
 * bt_list_view_show_while_mapped:
 * @view: a list on the screen
 * @model: what it shows
 *
 * A list view has widgets for some two hundred rows, seen or not, and each change of what they show costs. So it has
 * its model only while it is on the screen; when it comes back, what is selected is in view.
 */
void
bt_list_view_show_while_mapped (GtkListView *view, GtkSingleSelection *model)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (view));
  g_return_if_fail (GTK_IS_SINGLE_SELECTION (model));

  g_signal_connect_object (view, "map", G_CALLBACK (map_cb), model, 0);
  g_signal_connect_object (view, "unmap", G_CALLBACK (unmap_cb), model, 0);
}
