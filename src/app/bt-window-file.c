/* The window and its file: open, save, and the questions where something could be lost. */

#include <glib/gi18n-lib.h>

#include "bt-error.h"
#include "bt-last-folder.h"
#include "bt-plan-io.h"
#include "bt-report-dialog.h"
#include "bt-review-job.h"
#include "bt-store.h"
#include "bt-window-private.h"

enum
{
  RESPONSE_RELOAD = 1,
  RESPONSE_KEEP = 2,
};

static void start_save (BtWindow *self, GFile *file, const char *expected_etag);
static void start_open (BtWindow *self, GFile *file);

static GtkWidget *
new_message (BtWindow *self, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, NULL);

  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  return dialog;
}

/* Says what went wrong, until the user has read it. Who stopped it only needs to know that it has. */
void
bt_window_show_error (BtWindow *self, const char *heading, const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      bt_window_say (self, _ ("Stopped. Nothing was written or changed"));
      return;
    }
  dialog = new_message (self, heading, error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What a worker's callback needs: the window and the file it was asked for. */
typedef struct
{
  BtWindow *window;
  GFile *file;
} Request;

static Request *
request_new (BtWindow *self, GFile *file)
{
  Request *request = g_new0 (Request, 1);

  request->window = g_object_ref (self);
  request->file = g_object_ref (file);
  return request;
}

static void
request_free (Request *request)
{
  g_object_unref (request->window);
  g_object_unref (request->file);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* Whoever would edit a file that cannot be written is told before the work, not when it is to be saved. */
static void
tell_read_only (BtWindow *self, const char *refusal)
{
  g_autofree char *text = NULL;

  if (refusal)
    {
      text = g_strdup_printf (_ ("This plan can be read, but not saved here. %s."), refusal);
      gtk_label_set_label (self->read_only_label, text);
    }
  bt_window_reveal (self->read_only_bar, refusal != NULL);
}

static void
query_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  BtWindow *self = request->window;
  g_autofree char *refusal = NULL;
  g_autofree char *etag = bt_plan_io_query_finish (result, &refusal);

  if (self->n_saving > 0 || !self->file || !g_file_equal (self->file, request->file) || !etag)
    return;
  tell_read_only (self, refusal);
  if (!self->etag || g_str_equal (etag, self->etag))
    return;
  g_free (self->disk_etag);
  self->disk_etag = g_steal_pointer (&etag);
  bt_window_reveal (self->disk_bar, TRUE);
}

/* Is the file still the one that was opened? */
void
bt_window_check_disk (BtWindow *self)
{
  if (self->file)
    bt_plan_io_query_async (self->file, query_done_cb, request_new (self, self->file));
}

/* Something happened to the file: was it us? */
static void
disk_changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event,
                 BtWindow *self)
{
  if (self->n_saving > 0 || event == G_FILE_MONITOR_EVENT_CHANGED
      || event == G_FILE_MONITOR_EVENT_DELETED)
    return;
  bt_window_check_disk (self);
}

/* The plan has no file any more. */
void
bt_window_forget_file (BtWindow *self)
{
  if (self->monitor)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
    }
  bt_window_reveal (self->read_only_bar, FALSE);
  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  g_clear_pointer (&self->etag, g_free);
  g_clear_pointer (&self->disk_etag, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  if (self->loading)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

/* From now on the plan is that of @file, in the version @etag. */
void
bt_window_take_file (BtWindow *self, GFile *file, const char *etag)
{
  g_autofree char *copy = g_strdup (etag);

  if (!self->file || !g_file_equal (self->file, file))
    {
      g_autoptr (GFile) held = g_object_ref (file);
      bt_window_forget_file (self);
      self->file = g_steal_pointer (&held);
      self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
      if (self->monitor)
        g_signal_connect (self->monitor, "changed", G_CALLBACK (disk_changed_cb), self);
    }
  bt_last_folder_remember (file);
  g_free (self->etag);
  self->etag = g_steal_pointer (&copy);
  bt_window_reveal (self->disk_bar, FALSE);
  bt_window_check_disk (self);
}

/* The start page offers it again, by what it is about. */
void
bt_window_remember_file (BtWindow *self)
{
  g_autofree char *uri = g_file_get_uri (self->file), *name = g_file_get_basename (self->file);
  GtkRecentData data = {
    .display_name = name,
    .description = (char *) adw_window_title_get_title (self->title),
    .mime_type = (char *) BT_STORE_MIME_TYPE,
    .app_name = (char *) g_get_prgname (),
    .app_exec = (char *) "banthao %u",
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static void
show_imported (BtWindow *self, BtOpened *opened, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  char *dot = strrchr (base, '.');
  GtkWidget *dialog;

  if (dot)
    *dot = '\0';
  self->name = g_strconcat (base, BT_STORE_EXTENSION, NULL);
  if (g_file_query_exists (file, NULL)) /* text that was pasted is called after a file that is not there */
    bt_last_folder_remember (file);
  dialog = bt_report_dialog_new (GTK_WINDOW (self), opened->plan, opened->report);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
show_opened (BtWindow *self, BtOpened *opened, GFile *file)
{
  g_autoptr (BtDocument) document = bt_document_open (opened->plan);

  bt_window_drop_draft (self);
  bt_window_forget_file (self);
  if (!opened->report)
    bt_window_take_file (self, file, opened->etag);
  else
    bt_document_mark_saved (document, NULL);
  bt_window_set_document (self, document, NULL);
  if (opened->report)
    show_imported (self, opened, file);
  bt_window_update_title (self);
  if (opened->report)
    return;
  if (g_strcmp0 (bt_node_get_attr (bt_plan_get_root (opened->plan), "state"), "review") == 0)
    bt_review_job_keep (opened->plan, BT_VERSION_RECEIVED);
  bt_window_remember_file (self);
  bt_window_look_for_draft (self);
}

static void
open_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  BtWindow *self = request->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOpened) opened = bt_plan_io_open_finish (result, &error);

  if (!self->paginator) /* closed meanwhile */
    return;
  g_clear_object (&self->loading);
  g_clear_object (&self->opening);
  if (opened)
    {
      show_opened (self, opened, request->file);
      return;
    }
  bt_window_show_page (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *name = g_file_get_basename (request->file);
      g_autofree char *heading = g_strdup_printf (_ ("“%s” Cannot Be Opened"), name);
      bt_window_show_error (self, heading, error);
    }
}

/* Something is being opened, and can be stopped. */
void
bt_window_begin_loading (BtWindow *self)
{
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

static void
start_open (BtWindow *self, GFile *file)
{
  bt_window_begin_loading (self);
  g_set_object (&self->opening, file);
  bt_plan_io_open_async (file, self->loading, open_done_cb, request_new (self, file));
}

/* Makes a plan of text that no file has. */
void
bt_window_import_text (BtWindow *self, GBytes *text)
{
  g_autofree char *name = g_strconcat (_ ("New Plan"), ".txt", NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (g_get_home_dir (), name, NULL);

  bt_window_begin_loading (self);
  bt_plan_io_import_async (text, file, self->loading, open_done_cb, request_new (self, file));
}

/**
 * bt_window_open:
 * @window: a window that has no plan yet
 * @file: a plan, or a text that becomes one
 *
 * Opens it in the background and shows it; says so where it cannot be opened.
 */
void
bt_window_open (BtWindow *window, GFile *file)
{
  g_return_if_fail (BT_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  start_open (window, file);
}

/**
 * bt_window_new_plan:
 * @window: a window that has no plan yet
 * @plan: what it begins with
 *
 * Shows a new plan, which has no file yet.
 */
void
bt_window_new_plan (BtWindow *window, BtPlan *plan)
{
  g_autoptr (BtDocument) document = NULL;

  g_return_if_fail (BT_IS_WINDOW (window));
  g_return_if_fail (plan != NULL);

  document = bt_document_open (plan);
  bt_document_mark_saved (document, NULL);
  bt_window_forget_file (window);
  bt_window_set_document (window, document, NULL);
  bt_window_show_part (window, bt_node_get_id (bt_plan_get_part (plan, BT_NODE_HEADER)));
  bt_window_update_title (window);
}

static void
conflict_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (Request) request = data;

  if (g_str_equal (response, "replace"))
    start_save (request->window, request->file, NULL);
  else if (g_str_equal (response, "save-as"))
    bt_window_save_as (request->window);
  else
    request->window->close_when_saved = FALSE;
}

/* The file on disk is not the one that was opened: nobody's work may be overwritten unasked. */
static void
ask_about_conflict (BtWindow *self, GFile *file)
{
  GtkWidget *widget = new_message (
      self, _ ("The File Has Changed"),
      _ ("Another program has changed this file since it was opened. Replacing it would "
         "lose what was changed there."));
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "replace", _ ("_Replace"),
                                    "save-as", _ ("Save to _Another File…"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save-as", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save-as");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (conflict_response_cb),
                    request_new (self, file));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_failed_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "save-as"))
    bt_window_save_as (self);
}

static void
show_save_error (BtWindow *self, const GError *error)
{
  g_autofree char *body = g_strdup_printf (
      self->drafter && !bt_drafter_is_failing (self->drafter)
          ? _ ("%s. Your work is still open and kept as a draft; choose where else to save it.")
          : _ ("%s. Your work is still open, but nowhere on the disk: choose where else to save it."),
      error->message);
  GtkWidget *widget = new_message (self, _ ("The Plan Was Not Saved"), body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  self->close_when_saved = FALSE;
  adw_message_dialog_add_responses (dialog, "close", _ ("_Close"), "save-as",
                                    _ ("Save _Elsewhere…"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "save-as", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save-as");
  adw_message_dialog_set_close_response (dialog, "close");
  g_signal_connect (dialog, "response", G_CALLBACK (save_failed_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
note_saved (BtWindow *self, BtPlan *plan, GFile *file, const char *etag)
{
  bt_window_take_file (self, file, etag);
  g_clear_pointer (&self->saved_at, g_date_time_unref);
  self->saved_at = g_date_time_new_now_local ();
  bt_document_mark_saved (self->document, plan);
  if (!bt_document_is_modified (self->document))
    bt_window_drop_draft (self);
  bt_window_update_title (self);
  bt_window_remember_file (self);
  if (self->close_when_saved && !bt_document_is_modified (self->document))
    gtk_window_close (GTK_WINDOW (self));
  self->close_when_saved = FALSE;
}

static void
save_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Request) request = data;
  BtWindow *self = request->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = NULL;
  g_autoptr (BtPlan) plan = bt_plan_io_save_finish (result, &etag, &error);

  self->n_saving--;
  if (!self->document)
    return;
  if (plan)
    note_saved (self, plan, request->file, etag);
  else if (g_error_matches (error, BT_ERROR, BT_ERROR_CONFLICT))
    ask_about_conflict (self, request->file);
  else
    show_save_error (self, error);
}

static void
start_save (BtWindow *self, GFile *file, const char *expected_etag)
{
  bt_editor_finish_input (self->editor);
  bt_document_end_typing (self->document);
  self->n_saving++;
  bt_plan_io_save_async (bt_document_get_plan (self->document), file, expected_etag, BT_VERSION_SAVED, save_done_cb,
                         request_new (self, file));
}

/* Saves where the plan was opened or last saved; asks where there is no such place. */
void
bt_window_save (BtWindow *self)
{
  if (self->file)
    start_save (self, self->file, self->etag);
  else
    bt_window_save_as (self);
}

static void
save_as_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = bt_window_get_chosen (GTK_FILE_CHOOSER_NATIVE (native), BT_STORE_EXTENSION);
  if (file)
    start_save (self, file, NULL);
  else
    self->close_when_saved = FALSE;
  g_object_unref (native);
}

/* Asks where to, then saves there. */
void
bt_window_save_as (BtWindow *self)
{
  GtkFileChooserNative *native;

  bt_editor_finish_input (self->editor);
  native = bt_window_new_save_dialog (
      self, _ ("Save the Plan"),
      bt_window_new_filter (_ ("Plans (*.kehoach)"), (const char *const[]){ "*" BT_STORE_EXTENSION, NULL }),
      BT_STORE_EXTENSION);
  g_signal_connect (native, "response", G_CALLBACK (save_as_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* The question must have gone before its window goes. */
static gboolean
close_idle_cb (gpointer data)
{
  gtk_window_close (GTK_WINDOW (data));
  return G_SOURCE_REMOVE;
}

static void
close_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "discard"))
    {
      self->closing = TRUE;
      g_idle_add_full (G_PRIORITY_LOW, close_idle_cb, g_object_ref (self), g_object_unref);
    }
  else if (g_str_equal (response, "save"))
    {
      self->close_when_saved = TRUE;
      bt_window_save (self);
    }
}

/* Returns: whether the window must stay open, because there is something to lose and the user is being asked. */
gboolean
bt_window_ask_before_close (BtWindow *self)
{
  AdwMessageDialog *dialog;

  if (self->closing || !self->document || !bt_document_is_modified (self->document))
    return FALSE;

  dialog = ADW_MESSAGE_DIALOG (
      new_message (self, _ ("Save the Changes?"),
                   _ ("What has been changed since the last save would be lost.")));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Do Not Save"),
                                    "save", _ ("_Save"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "save");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (close_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));

  return TRUE;
}

static void
reload_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "reload"))
    start_open (self, self->file);
}

/* Loading again drops what was changed here: asked where there is anything to lose. */
static void
ask_before_reload (BtWindow *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      new_message (self, _ ("Load the File Again?"),
                   _ ("What you have changed and not saved would be lost.")));

  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "reload", _ ("_Load Again"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "reload", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (reload_response_cb), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The next save may replace what was seen on the disk, but nothing that came later. */
static void
keep_mine (BtWindow *self)
{
  if (!self->disk_etag)
    return;
  g_free (self->etag);
  self->etag = g_steal_pointer (&self->disk_etag);
  bt_document_mark_saved (self->document, NULL);
}

/* The user answered to a change on disk. */
void
bt_window_disk_bar_response (BtWindow *self, int response)
{
  bt_window_reveal (self->disk_bar, FALSE);
  if (!self->file)
    return;
  if (response == RESPONSE_KEEP)
    keep_mine (self);
  else if (response == RESPONSE_RELOAD && bt_document_is_modified (self->document))
    ask_before_reload (self);
  else if (response == RESPONSE_RELOAD)
    start_open (self, self->file);
}
