/* The window and what comes back to it: a copy of the plan that somebody worked on in Word. */

#include <glib/gi18n.h>
#include <string.h>

#include "bt-plan-io.h"
#include "bt-report-dialog.h"
#include "bt-transaction.h"
#include "bt-version.h"
#include "bt-window-private.h"

/* What was asked for, and of which plan. */
typedef struct
{
  BtWindow *window;
  GFile *file;
  BtPlan *plan;
  char *author;
} TakeBack;

static void
take_back_free (TakeBack *take_back)
{
  g_object_unref (take_back->window);
  g_clear_object (&take_back->file);
  g_clear_pointer (&take_back->plan, bt_plan_unref);
  g_free (take_back->author);
  g_free (take_back);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TakeBack, take_back_free)

/* Puts what came back in the place of the parts of the plan, as one step to undo; records before what names them. */
static gboolean
put_in (BtDocument *document, const BtPlan *merged, GError **error)
{
  g_autoptr (BtTransaction) transaction =
      bt_transaction_new (document, N_ ("Bringing Back from Word"));
  BtNode *root = bt_plan_get_root (merged);

  for (guint i = bt_node_get_n_children (root); i > 0; i--)
    {
      BtNode *part = bt_node_get_child (root, i - 1);
      BtNode *old = bt_plan_get_node (bt_transaction_get_plan (transaction), bt_node_get_id (part));
      if (old && bt_node_equal (old, part))
        continue;
      if (!bt_step_run_apply (bt_transaction_get_run (transaction), bt_step_new_replace_node (part),
                              error))
        return FALSE;
    }
  bt_transaction_commit (g_steal_pointer (&transaction));
  return TRUE;
}

static void taken_cb (GObject *object, GAsyncResult *result, gpointer data);

static void
take_back_now (TakeBack *take_back)
{
  g_autofree char *name = g_file_get_basename (take_back->file);
  g_autofree char *words = g_strdup_printf (_ ("Reading “%s”…"), name);

  bt_plan_io_take_back_async (take_back->plan, take_back->file, take_back->author,
                              bt_window_begin_work (take_back->window, words), taken_cb, take_back);
}

/* Tells how the document was matched with the plan, and whose its changes are. */
static void
tell_taken (const TakeBack *take_back, const BtOpened *opened)
{
  BtWindow *self = take_back->window;
  g_autoptr (GPtrArray) authors =
      bt_review_count_authors (take_back->plan, bt_document_get_plan (self->document));
  GtkWidget *dialog = bt_report_dialog_new_returned (GTK_WINDOW (self), opened->report, &opened->found,
                                                     authors, take_back->author);

  bt_window_say_undoable (self, _ ("What was changed in Word stands in the plan as changes"));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-review", NULL);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
taken_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (TakeBack) take_back = data;
  BtWindow *self = take_back->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtOpened) opened = bt_plan_io_open_finish (result, &error);

  bt_window_end_work (self, result);
  if (!self->document)
    return;
  /* Somebody went on typing: what he wrote counts too. */
  if (opened && bt_document_get_plan (self->document) != take_back->plan)
    {
      TakeBack *again = g_steal_pointer (&take_back);
      bt_plan_unref (again->plan);
      again->plan = bt_plan_ref (bt_document_get_plan (self->document));
      take_back_now (again);
      return;
    }
  if (!opened || !put_in (self->document, opened->plan, &error))
    {
      bt_window_show_error (self, _ ("The File Cannot Be Brought Back"), error);
      return;
    }
  if (bt_document_get_plan (self->document) == take_back->plan)
    bt_window_say (self, _ ("Nothing was changed in the file"));
  else
    tell_taken (take_back, opened);
}

/* Whose the untracked changes are said to be: the name of the file, which offices put their name in. */
static char *
dup_author (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  char *dot = strrchr (shown, '.');

  if (dot)
    *dot = '\0';
  return g_strdup_printf (_ ("Word file “%s”"), shown);
}

static void
chosen_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native))
                               : NULL;

  if (file && self->document)
    {
      TakeBack *take_back = g_new0 (TakeBack, 1);
      take_back->window = g_object_ref (self);
      take_back->file = g_object_ref (file);
      take_back->plan = bt_plan_ref (bt_document_get_plan (self->document));
      take_back->author = dup_author (file);
      take_back_now (take_back);
    }
  g_object_unref (native);
}

/* Asks for the file, and puts what was changed in it into the plan as changes of whoever made them. */
void
bt_window_take_back (BtWindow *self)
{
  GtkFileChooserNative *native = bt_window_new_open_dialog (
      self, _ ("Bring Back from Word"),
      bt_window_new_filter (_ ("Word documents (*.docx)"), (const char *const[]){ "*.docx", NULL }));

  bt_editor_finish_input (self->editor);
  g_signal_connect (native, "response", G_CALLBACK (chosen_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}
