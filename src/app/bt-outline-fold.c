/* Folding and unfolding parts in the outline: by keys, and kept while the plan changes. */

#include "bt-outline-fold.h"

#include "bt-outline-item.h"
#include "bt-outline-row.h"

static GtkSingleSelection *
get_selection (GtkListView *list)
{
  return GTK_SINGLE_SELECTION (gtk_list_view_get_model (list));
}

/* The widget of a row, if it has one now. */
static GtkWidget *
find_widget (GtkListView *list, GtkTreeListRow *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *content = gtk_widget_get_first_child (child);
      if (BT_IS_OUTLINE_ROW (content) && bt_outline_row_get_list_row (BT_OUTLINE_ROW (content)) == row)
        return child;
    }
  return NULL;
}

/* Chooses a row and gives it the keys. */
static void
go_to (GtkListView *list, GtkTreeListRow *row)
{
  GListModel *rows = G_LIST_MODEL (get_selection (list));
  GtkWidget *widget;

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GtkTreeListRow) each = g_list_model_get_item (rows, i);
      if (each != row)
        continue;
      gtk_single_selection_set_selected (get_selection (list), i);
      gtk_widget_activate_action (GTK_WIDGET (list), "list.scroll-to-item", "u", i);
      break;
    }
  widget = find_widget (list, row);
  if (widget)
    gtk_widget_grab_focus (widget);
}

/* Left folds, or goes to the part above; Right unfolds, or goes into the part. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, GtkListView *list)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (get_selection (list));
  gboolean left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  g_autoptr (GtkTreeListRow) other = NULL;

  if (!row || !(left || key == GDK_KEY_Right || key == GDK_KEY_KP_Right)
      || (state & gtk_accelerator_get_default_mod_mask ()))
    return GDK_EVENT_PROPAGATE;
  if (gtk_tree_list_row_is_expandable (row) && gtk_tree_list_row_get_expanded (row) == left)
    gtk_tree_list_row_set_expanded (row, !left);
  else if ((other = left ? gtk_tree_list_row_get_parent (row) : gtk_tree_list_row_get_child_row (row, 0)))
    go_to (list, other);
  return GDK_EVENT_STOP;
}

/**
 * bt_outline_fold_add_keys:
 * @list: a list of an outline's rows, one of which is chosen
 *
 * Lets the arrow keys fold and unfold the chosen part.
 */
void
bt_outline_fold_add_keys (GtkListView *list)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_LIST_VIEW (list));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), list);
  gtk_widget_add_controller (GTK_WIDGET (list), keys);
}

/**
 * bt_outline_fold_restore:
 * @tree: the rows of an outline
 * @folded: (element-type utf8): the interned ids of parts that were folded
 *
 * Folds them where their rows were made anew.
 */
void
bt_outline_fold_restore (GtkTreeListModel *tree, GHashTable *folded)
{
  g_return_if_fail (GTK_IS_TREE_LIST_MODEL (tree));
  g_return_if_fail (folded != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (tree, i);
      g_autoptr (BtOutlineItem) item = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_is_expandable (row) && g_hash_table_contains (folded, bt_outline_item_get_id (item)))
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
}
