/* The window and files that go out of it: the plan as PDF, and as a document of Word, with its changes or without. */

#include <glib/gi18n.h>

#include "bt-comment-list.h"
#include "bt-last-folder.h"
#include "bt-plan-io.h"
#include "bt-resolve.h"
#include "bt-window-private.h"

/* What a file dialog was opened for, and what a worker's callback needs. */
typedef struct
{
  BtWindow *window;
  GFile *file;
  BtPlan *plan;
  BtExportFormat format;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->window);
  g_clear_object (&export->file);
  bt_plan_unref (export->plan);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

/* Says what was written, with a button that shows it in the program that is made for it. */
static void
say_written (BtWindow *self, const char *message, GFile *file)
{
  AdwToast *toast = adw_toast_new (message);
  g_autofree char *uri = g_file_get_uri (file);

  bt_last_folder_remember (file);
  adw_toast_set_button_label (toast, _ ("Open"));
  adw_toast_set_action_name (toast, "win.show-file");
  adw_toast_set_action_target (toast, "s", uri);
  adw_toast_set_timeout (toast, 8);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && self->document)
    bt_window_say (self, _ ("No program was found that shows this file; look for it in its folder"));
}

/* Opens a file that was written in the program that is made for it. */
void
bt_window_show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL,
                                           shown_cb, g_object_ref (widget));
}

static void
export_done_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (export->file), *text = NULL;

  bt_window_end_work (export->window, result);
  if (!export->window->document)
    return;
  if (!bt_plan_io_export_finish (result, &error))
    {
      bt_window_show_error (export->window, _ ("The File Was Not Written"), error);
      return;
    }
  text = g_strdup_printf (_ ("Written: %s"), name);
  say_written (export->window, text, export->file);
}

static const char *
get_extension (BtExportFormat format)
{
  return format == BT_EXPORT_PDF ? ".pdf" : ".docx";
}

static void
export_response_cb (GtkNativeDialog *native, int response, gpointer data)
{
  g_autoptr (Export) export = data;

  if (response == GTK_RESPONSE_ACCEPT)
    export->file =
        bt_window_get_chosen (GTK_FILE_CHOOSER_NATIVE (native), get_extension (export->format));
  if (export->file && export->window->document)
    {
      Export *asked = g_steal_pointer (&export);
      g_autofree char *name = g_file_get_basename (asked->file);
      g_autofree char *words = g_strdup_printf (_ ("Writing “%s”…"), name);

      bt_plan_io_export_async (asked->plan, asked->file, asked->format,
                               bt_window_begin_work (asked->window, words), export_done_cb, asked);
    }
  g_object_unref (native);
}

/* Asks where to, then writes the plan there. */
static void
ask_where (BtWindow *self, BtPlan *plan, BtExportFormat format)
{
  Export *export = g_new0 (Export, 1);
  GtkFileFilter *filter;
  GtkFileChooserNative *native;
  gboolean pdf = format == BT_EXPORT_PDF;

  filter = pdf ? bt_window_new_filter (_ ("PDF (*.pdf)"), (const char *const[]){ "*.pdf", NULL })
               : bt_window_new_filter (_ ("Word documents (*.docx)"),
                                       (const char *const[]){ "*.docx", NULL });
  native = bt_window_new_save_dialog (self, pdf ? _ ("Export as PDF") : _ ("Export for Word"), filter,
                                      get_extension (format));
  export->window = g_object_ref (self);
  export->plan = bt_plan_ref (plan);
  export->format = format;
  g_signal_connect (native, "response", G_CALLBACK (export_response_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* Asks where to, then writes a PDF of the plan there, with the changes and comments that it has. */
void
bt_window_export_pdf_of (BtWindow *self, BtPlan *plan)
{
  ask_where (self, plan, BT_EXPORT_PDF);
}

static void
marked_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "marked"))
    ask_where (self, bt_document_get_plan (self->document), BT_EXPORT_DOCX_MARKED);
  else if (g_str_equal (response, "clean"))
    ask_where (self, bt_document_get_plan (self->document), BT_EXPORT_DOCX_CLEAN);
}

/* What the plan still has that its reader might not be meant to see: "3 changes and 1 comment". */
static char *
dup_open_matters (const BtPlan *plan)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (GPtrArray) threads = bt_comment_list_new (plan);
  guint n_changes = g_hash_table_size (open), n_comments = threads->len;
  g_autofree char *changes =
      g_strdup_printf (ngettext ("%u open change", "%u open changes", n_changes), n_changes);
  g_autofree char *comments =
      g_strdup_printf (ngettext ("%u comment", "%u comments", n_comments), n_comments);

  if (n_changes == 0 && n_comments == 0)
    return NULL;
  return g_strdup_printf ("%s · %s", changes, comments);
}

/* Word shows changes and comments as we do. Who only gets the words to read gets a clean copy; where there is nothing
 * to show, nothing is asked. */
void
bt_window_export_word (BtWindow *self)
{
  g_autofree char *matters = NULL, *body = NULL;
  AdwMessageDialog *dialog;

  bt_editor_finish_input (self->editor);
  matters = dup_open_matters (bt_document_get_plan (self->document));
  if (!matters)
    {
      ask_where (self, bt_document_get_plan (self->document), BT_EXPORT_DOCX_MARKED);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("With Changes and Comments?"), NULL));
  body = g_strdup_printf (
      _ ("%s\n\nA colleague who edits the plan in Word sees them there, and can go on with them. "
         "A clean copy reads as if all changes were accepted, and says nothing of who changed what."),
      matters);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "clean", _ ("C_lean Copy"),
                                    "marked", _ ("_With Changes"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "marked", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "marked");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (marked_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
