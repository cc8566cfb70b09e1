/* The window and spreadsheets: a table comes into the appendix that is shown, the tables of the plan go out. */

#include <glib/gi18n-lib.h>

#include "bt-sheet-dialog.h"
#include "bt-sheet-io.h"
#include "bt-window-private.h"

/* What is read, and what it is called in the file dialog. */
static const char *const patterns[] = { "*.xlsx", "*.xlsm", "*.ods",  "*.csv", "*.tsv",
                                        "*.xls",  "*.XLSX", "*.XLS", NULL };

/* The appendix that is shown, or that the shown table stands in; NULL for any other part. */
static BtNode *
find_appendix (BtWindow *self, BtPlan *plan)
{
  const char *shown = bt_editor_get_shown (self->editor);
  g_autoptr (GPtrArray) path = shown && bt_plan_has_node (plan, shown) ? bt_plan_get_path (plan, shown) : NULL;

  for (guint i = 0; path && i < path->len; i++)
    if (bt_node_get_kind (path->pdata[i]) == BT_NODE_APPENDIX)
      return path->pdata[i];
  return NULL;
}

static void
taken_cb (BtSheetDialog *dialog, const char *appendix, BtWindow *self)
{
  bt_window_show_part (self, appendix);
  bt_window_say_undoable (self, _ ("The table has been taken over"));
}

static void
import_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = NULL;
  BtNode *appendix = find_appendix (self, bt_document_get_plan (self->document));

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file)
    {
      BtSheetDialog *dialog = bt_sheet_dialog_new (GTK_WINDOW (self), self->document,
                                                   appendix ? bt_node_get_id (appendix) : NULL, file);
      g_signal_connect_object (dialog, "taken", G_CALLBACK (taken_cb), self, 0);
      gtk_window_present (GTK_WINDOW (dialog));
    }
  g_object_unref (native);
}

static void
import_sheet (BtWindow *self)
{
  GtkFileChooserNative *native = bt_window_new_open_dialog (
      self, _ ("Table from a Spreadsheet"),
      bt_window_new_filter (_ ("Spreadsheets (Excel, OpenDocument, CSV)"), patterns));

  g_signal_connect (native, "response", G_CALLBACK (import_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* A workbook that is written while the window may go on. */
typedef struct
{
  BtWindow *window;
  char *name;
} Writing;

static void
written_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Writing *writing = data;
  g_autoptr (BtWindow) self = writing->window;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = writing->name;
  g_autofree char *text = g_strdup_printf (_ ("Written: %s"), name);

  g_free (writing);
  bt_window_end_work (self, result);
  if (!self->document)
    return;
  if (bt_sheet_io_write_finish (result, &error))
    bt_window_say (self, text);
  else
    bt_window_show_error (self, _ ("The Spreadsheet Was Not Written"), error);
}

/* The number of the shown appendix as the reader counts; 0 for all tables where another part is shown. */
static guint
number_of_appendix (BtWindow *self, BtPlan *plan)
{
  BtNode *part = bt_plan_get_part (plan, BT_NODE_APPENDICES), *shown = find_appendix (self, plan);
  guint number = 0;

  for (guint i = 0; shown && i < bt_node_get_n_children (part); i++)
    {
      number += bt_node_get_kind (bt_node_get_child (part, i)) == BT_NODE_APPENDIX;
      if (bt_node_get_child (part, i) == shown)
        return number;
    }
  return 0;
}

static void
export_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = bt_window_get_chosen (GTK_FILE_CHOOSER_NATIVE (native), ".xlsx");
  if (file)
    {
      Writing *writing = g_new (Writing, 1);
      g_autoptr (BtPlan) plan = bt_review_view (bt_document_get_plan (self->document), BT_VIEW_FINAL);
      g_autofree char *words = NULL;
      writing->window = g_object_ref (self);
      writing->name = g_file_get_basename (file);
      words = g_strdup_printf (_ ("Writing “%s”…"), writing->name);
      bt_sheet_io_write_async (plan, number_of_appendix (self, plan), file,
                               bt_window_begin_work (self, words), written_cb, writing);
    }
  g_object_unref (native);
}

static void
export_sheet (BtWindow *self)
{
  GtkFileChooserNative *native
      = bt_window_new_save_dialog (self, _ ("Export Tables to Excel"),
                                   bt_window_new_filter (_ ("Excel workbooks (*.xlsx)"),
                                                         (const char *const[]){ "*.xlsx", NULL }),
                                   ".xlsx");

  g_signal_connect (native, "response", G_CALLBACK (export_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

/* Runs "win.import-sheet" or "win.export-sheet". */
void
bt_window_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.import-sheet"))
    import_sheet (self);
  else
    export_sheet (self);
}
