/* The window and edits in many places at once: a worker makes them, while one can go on writing. */

#include "bt-window-private.h"

typedef struct
{
  BtWindow *window;
  BtDocument *document; /* that is edited */
  BtBulkEdit *edit;
} Bulk;

static void
bulk_free (Bulk *bulk)
{
  g_object_unref (bulk->window);
  g_object_unref (bulk->document);
  bt_bulk_edit_unref (bulk->edit);
  g_free (bulk);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Bulk, bulk_free)

static void done_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
run (Bulk *bulk)
{
  bulk->window->bulk = bulk->edit;
  bt_bulk_edit_run_async (bulk->edit, bulk->document,
                          bt_window_begin_work (bulk->window, bt_bulk_edit_get_name (bulk->edit)), done_cb, bulk);
}

/* Says what came of the edit. */
static void
tell (BtWindow *self, const BtBulkEdit *edit, guint n, const GError *error)
{
  g_autofree char *message = n > 0 ? bt_bulk_edit_dup_message (edit, n) : NULL;

  if (message && !bt_bulk_edit_is_quiet (edit))
    bt_window_say_undoable (self, message);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bt_window_show_error (self, NULL, error);
  else if (error)
    bt_window_say (self, error->message);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Bulk) bulk = data;
  BtWindow *self = bulk->window;
  g_autoptr (GError) error = NULL;
  guint n;
  g_autoptr (BtDocument) fork = bt_bulk_edit_run_finish (result, &n, &error);
  gboolean open = bulk->document == self->document || bulk->document == self->seen;
  Bulk *next;

  bt_window_end_work (self, result);
  if (fork && open && !bt_document_adopt (bulk->document, fork))
    {
      run (g_steal_pointer (&bulk)); /* somebody went on writing: what he wrote counts too */
      return;
    }
  self->bulk = NULL;
  if (open)
    tell (self, bulk->edit, n, error);
  next = g_queue_pop_head (&self->bulks);
  if (next)
    run (next);
}

/* Makes the edit in @document, which the window shows; one after the other, so that each says what came of it. */
void
bt_window_edit_in_bulk (BtWindow *self, BtDocument *document, BtBulkEdit *edit)
{
  Bulk *bulk;

  if ((self->bulk && !bt_bulk_edit_is_quiet (edit)) || !document)
    return;
  bulk = g_new0 (Bulk, 1);
  bulk->window = g_object_ref (self);
  bulk->document = g_object_ref (document);
  bulk->edit = bt_bulk_edit_ref (edit);
  if (self->bulk)
    g_queue_push_tail (&self->bulks, bulk);
  else
    run (bulk);
}
