/* What is made of several versions of a plan, in a window of its own: a comparison, a merge, the record of a review. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-conflict-dialog.h"
#include "bt-merge.h"
#include "bt-review-job.h"
#include "bt-store.h"
#include "bt-window-private.h"

/* So many earlier versions are offered; older ones can be opened as files. */
#define OFFERED 12

/* What the callback of a worker needs. @ending is what the new plan's name gets. */
typedef struct
{
  BtWindow *window;
  const char *ending, *heading;
} Making;

static Making *
making_new (BtWindow *self, const char *ending, const char *heading)
{
  Making *making = g_new0 (Making, 1);

  making->window = g_object_ref (self);
  making->ending = ending;
  making->heading = heading;
  return making;
}

static void
making_free (Making *making)
{
  g_object_unref (making->window);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

static BtWindow *
show_made (BtWindow *self, BtPlan *plan, const char *ending)
{
  BtWindow *window = bt_window_new (gtk_window_get_application (GTK_WINDOW (self)));
  g_autofree char *name = NULL;

  bt_window_new_plan (window, plan);
  name = g_strdup_printf (" - %s" BT_STORE_EXTENSION, ending);
  window->name = bt_window_dup_name (self, name);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Making) making = data;
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = bt_review_job_plan_finish (result, &conflicts, &error);
  BtWindow *window;

  bt_window_end_work (making->window, result);
  if (!making->window->document)
    return;
  if (!plan)
    {
      bt_window_show_error (making->window, making->heading, error);
      return;
    }
  window = show_made (making->window, plan, making->ending);
  if (conflicts && conflicts->len > 0)
    gtk_window_present (
        GTK_WINDOW (bt_conflict_dialog_new (GTK_WINDOW (window), window->document, conflicts)));
}

static void
compare_with (BtWindow *self, GFile *file)
{
  bt_review_job_compare_async (bt_document_get_plan (self->document), file, bt_document_get_author (self->document),
                               bt_window_begin_work (self, _ ("Comparing…")), made_cb,
                               making_new (self, _ ("comparison"), _ ("The Plans Cannot Be Compared")));
}

static GtkFileChooserNative *
new_open_dialog (BtWindow *self, const char *title)
{
  return bt_window_new_open_dialog (
      self, title,
      bt_window_new_filter (_ ("Plans (*.kehoach)"), (const char *const[]){ "*" BT_STORE_EXTENSION, NULL }));
}

static void
other_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->document)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file)
    compare_with (self, file);
  g_object_unref (native);
}

static void
choose_other (BtWindow *self)
{
  GtkFileChooserNative *native = new_open_dialog (self, _ ("The Version Before"));

  g_signal_connect_object (native, "response", G_CALLBACK (other_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
versions_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "file") && self->document)
    choose_other (self);
}

static void
version_chosen_cb (GtkListBox *list, GtkListBoxRow *row, BtWindow *self)
{
  g_autoptr (GFile) file = g_object_ref (g_object_get_data (G_OBJECT (row), "bt-file"));

  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (list))));
  if (self->document)
    compare_with (self, file);
}

static void
add_version (GtkListBox *list, const BtVersion *version)
{
  static const char *const kinds[BT_N_VERSION_KINDS] = {
    [BT_VERSION_SAVED] = N_ ("Saved"),
    [BT_VERSION_RECEIVED] = N_ ("Received for review"),
    [BT_VERSION_SENT] = N_ ("Sent for review"),
    [BT_VERSION_ISSUED] = N_ ("Issued"),
  };
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) local = g_date_time_to_local (version->time);
  g_autofree char *time = g_date_time_format (local, "%-d/%-m/%Y, %H:%M");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), time);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (kinds[version->kind]));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "bt-file", g_object_ref (version->file), g_object_unref);
  gtk_list_box_append (list, row);
}

static GtkWidget *
new_version_list (BtWindow *self, const GPtrArray *versions)
{
  GtkWidget *list = gtk_list_box_new (), *scrolled = gtk_scrolled_window_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < MIN (versions->len, OFFERED); i++)
    add_version (GTK_LIST_BOX (list), versions->pdata[i]);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (version_chosen_cb), self, 0);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 400);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  return scrolled;
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GPtrArray) versions = bt_review_job_list_finish (result);
  AdwMessageDialog *dialog;

  if (!self->document)
    return;
  if (versions->len == 0)
    {
      choose_other (self);
      return;
    }
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), _ ("Compare with an Earlier Version"), NULL));
  adw_message_dialog_set_body (dialog, _ ("What became of it is shown in a window of its own, as changes."));
  adw_message_dialog_set_extra_child (dialog, new_version_list (self, versions));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "file", _ ("Another _File…"), NULL);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (versions_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
copies_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->document)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));
  if (files && g_list_model_get_n_items (files) > 0)
    bt_review_job_merge_async (bt_document_get_plan (self->document), files,
                               bt_document_get_author (self->document),
                               bt_window_begin_work (self, _ ("Merging the copies…")), made_cb,
                               making_new (self, _ ("merged"), _ ("The Copies Cannot Be Merged")));
  g_object_unref (native);
}

static void
choose_copies (BtWindow *self)
{
  GtkFileChooserNative *native = new_open_dialog (self, _ ("The Reviewers' Copies"));

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), TRUE);
  g_signal_connect_object (native, "response", G_CALLBACK (copies_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* What the actions about several versions do. */
void
bt_window_compare_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);
  BtPlan *plan = bt_document_get_plan (self->document);

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.compare"))
    bt_review_job_list_async (plan, listed_cb, g_object_ref (self));
  else if (g_str_equal (name, "win.merge"))
    choose_copies (self);
  else
    bt_review_job_record_async (plan, bt_window_begin_work (self, _ ("Making the record…")), made_cb,
                                making_new (self, _ ("record"), _ ("The Record Cannot Be Made")));
}
