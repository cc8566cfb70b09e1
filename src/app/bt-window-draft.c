/* The window and its draft: what is not saved yet is kept, found again after a crash, and let go only when told. */

#include <glib/gi18n-lib.h>

#include "bt-discard-dialog.h"
#include "bt-recovery.h"
#include "bt-window-private.h"

enum
{
  RESPONSE_RECOVER = 1,
  RESPONSE_DISCARD = 2,
};

static BtDraftInfo *
describe_cb (gpointer data)
{
  BtWindow *self = data;
  g_autofree char *uri = self->file ? g_file_get_uri (self->file) : NULL;

  return bt_draft_info_new (uri, self->etag, self->name,
                            adw_window_title_get_title (self->title));
}

static void
failed_cb (BtDrafter *drafter, const char *message, BtWindow *self)
{
  g_autofree char *text = g_strdup_printf (_ ("The draft cannot be kept: %s"), message);
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_button_label (toast, _ ("Save Elsewhere…"));
  adw_toast_set_action_name (toast, "win.save-as");
  adw_toast_set_timeout (toast, 0);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* From now on the window's document is drafted; @draft (transfer full) is what it was recovered from. */
void
bt_window_begin_draft (BtWindow *self, BtDraft *draft)
{
  self->drafter = bt_drafter_new (self->document, draft, describe_cb, self);
  g_signal_connect (self->drafter, "failed", G_CALLBACK (failed_cb), self);
}

/* The document is no longer open here. Its draft stays where it was not dropped. */
void
bt_window_end_draft (BtWindow *self)
{
  if (!self->drafter)
    return;
  g_signal_handlers_disconnect_by_data (self->drafter, self);
  bt_drafter_close (self->drafter);
  g_clear_object (&self->drafter);
}

/* What was not saved may go: it was saved, or its user said so. */
void
bt_window_drop_draft (BtWindow *self)
{
  if (self->drafter)
    bt_drafter_drop (self->drafter);
}

static void
show_recovered (BtWindow *self, BtRecovered *recovered)
{
  g_autoptr (BtDocument) document = bt_document_open (recovered->plan);
  g_autoptr (GFile) file = recovered->info->uri ? g_file_new_for_uri (recovered->info->uri) : NULL;
  g_autofree char *time = bt_recovery_dup_time (recovered->info), *text = NULL;

  bt_window_drop_draft (self);
  bt_window_forget_file (self);
  if (file)
    bt_window_take_file (self, file, recovered->info->etag);
  self->name = g_strdup (recovered->info->name);
  bt_document_mark_saved (document, NULL);
  bt_window_set_document (self, document, g_steal_pointer (&recovered->draft));
  bt_window_check_disk (self);
  text = g_strdup_printf (_ ("Recovered as it was at %s. Save to keep it."), time);
  bt_window_say (self, text);
}

static void
recovered_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtRecovered) recovered = bt_recovery_open_finish (result, &error);

  if (!self->paginator) /* closed meanwhile */
    return;
  g_clear_object (&self->loading);
  if (recovered)
    {
      show_recovered (self, recovered);
      return;
    }
  bt_window_show_page (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bt_window_show_error (self, _ ("The Draft Cannot Be Opened"), error);
}

/**
 * bt_window_recover:
 * @window: a window that has no plan yet, or one that is saved
 * @id: which draft
 *
 * Opens a draft that was left behind, in the background; says so where it cannot be opened.
 */
void
bt_window_recover (BtWindow *window, const char *id)
{
  g_return_if_fail (BT_IS_WINDOW (window));
  g_return_if_fail (id != NULL);

  bt_window_begin_loading (window);
  bt_recovery_open_async (id, window->loading, recovered_cb, g_object_ref (window));
}

static void
found_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GPtrArray) list = bt_recovery_list_finish (result);
  g_autofree char *uri = self->file ? g_file_get_uri (self->file) : NULL;

  for (guint i = 0; uri && i < list->len; i++)
    {
      const BtDraftInfo *info = list->pdata[i];
      g_autofree char *time = bt_recovery_dup_time (info), *text = NULL;

      if (g_strcmp0 (info->uri, uri) != 0)
        continue;
      g_free (self->found_draft);
      self->found_draft = g_strdup (info->id);
      text = g_strdup_printf (_ ("There is a draft of this plan that was never saved, from %s."),
                              time);
      gtk_label_set_label (self->draft_label, text);
      bt_window_reveal (self->draft_bar, TRUE);
      return;
    }
}

/* Whoever opens the file itself after a crash is told of the draft as well. */
void
bt_window_look_for_draft (BtWindow *self)
{
  bt_window_reveal (self->draft_bar, FALSE);
  bt_recovery_list_async (found_cb, g_object_ref (self));
}

static void
discarded_cb (GtkWidget *widget, const GError *error)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_window_reveal (self->draft_bar, FALSE);
  g_clear_pointer (&self->found_draft, g_free);
  if (error)
    bt_window_show_error (self, _ ("The Draft Was Not Discarded"), error);
}

/* The user answered to a draft that was found. */
void
bt_window_draft_bar_response (BtWindow *self, int response)
{
  g_autofree char *id = NULL;

  if (response == RESPONSE_DISCARD && self->found_draft)
    {
      bt_discard_dialog_ask (GTK_WIDGET (self), self->found_draft, discarded_cb);
      return;
    }
  id = g_steal_pointer (&self->found_draft);
  bt_window_reveal (self->draft_bar, FALSE);
  if (!id || response != RESPONSE_RECOVER)
    return;
  if (!bt_document_is_modified (self->document))
    bt_window_recover (self, id);
  else
    g_action_group_activate_action (G_ACTION_GROUP (gtk_window_get_application (GTK_WINDOW (self))),
                                    "recover", g_variant_new_string (id));
}
