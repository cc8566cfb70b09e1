/* The outline in the window: what it tells, and the marks of what is open in each part. */

#include <glib/gi18n-lib.h>

#include "bt-window-private.h"

static BtOutlineMarks *
ensure_marks (GHashTable *table, const char *id)
{
  BtOutlineMarks *marks = g_hash_table_lookup (table, id);

  if (!marks)
    {
      marks = g_new0 (BtOutlineMarks, 1);
      g_hash_table_insert (table, (gpointer) id, marks);
    }
  return marks;
}

/* Counts an open card for its node and for all that holds it. */
static void
count_item (GHashTable *table, const BtPlan *plan, BtReviewItem *item)
{
  g_autoptr (GPtrArray) path = item->open && item->node ? bt_plan_get_path (plan, item->node) : NULL;

  for (guint i = 0; path && i < path->len; i++)
    {
      BtOutlineMarks *marks = ensure_marks (table, bt_intern (bt_node_get_id (path->pdata[i])));
      if (bt_review_item_is_comment (item))
        marks->n_comments++;
      else
        marks->n_changes++;
    }
}

/* The list of changes and comments is read by a worker: the outline follows it. */
static void
review_changed_cb (BtReviewList *list, BtWindow *self)
{
  GListModel *items = bt_review_list_get_items (list);
  g_autoptr (GHashTable) table = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; self->document && i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BtReviewItem) item = g_list_model_get_item (items, i);
      count_item (table, bt_document_get_plan (self->document), item);
    }
  bt_outline_set_marks (self->outline, table);
}

/* Connects the outline, after the list of changes and comments is there. */
void
bt_window_begin_outline (BtWindow *self)
{
  g_signal_connect_swapped (self->outline, "failed", G_CALLBACK (bt_window_say), self);
  g_signal_connect_object (self->outline, "left", G_CALLBACK (bt_editor_focus), self->editor,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self->review, "changed", G_CALLBACK (review_changed_cb), self);
}

/* Whether the keys go to the outline: then commands are meant for the part that is marked there. */
gboolean
bt_window_is_in_outline (BtWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outline));
}
