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
