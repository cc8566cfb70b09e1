/* Printing through the system's print dialog: the pages as they are in the preview and in the PDF. */

#include "bt-print-job.h"

#include "bt-print.h"
#include "bt-profile.h"

/* What is printed: the pages of a layout from the first on that is wanted. */
typedef struct
{
  BtLayout *layout;
  guint first;
} Sheets;

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, const Sheets *sheets)
{
  gtk_print_operation_set_n_pages (operation, bt_layout_get_n_pages (sheets->layout) - sheets->first);
}

/* Each page lies as it was laid out: an appendix may be landscape. */
static void
request_page_setup_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number,
                       GtkPageSetup *setup, const Sheets *sheets)
{
  BtLength width, height;

  bt_layout_get_page_size (sheets->layout, sheets->first + number, &width, &height);
  gtk_page_setup_set_orientation (setup, width > height
                                             ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                             : GTK_PAGE_ORIENTATION_PORTRAIT);
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int number,
              const Sheets *sheets)
{
  bt_print_draw_page (sheets->layout, sheets->first + number,
                      gtk_print_context_get_cairo_context (context));
}

static GtkPageSetup *
new_page_setup (void)
{
  GtkPageSetup *setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, a4);
  gtk_page_setup_set_top_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_bottom_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_left_margin (setup, 0, GTK_UNIT_MM);
  gtk_page_setup_set_right_margin (setup, 0, GTK_UNIT_MM);
  gtk_paper_size_free (a4);

  return setup;
}

/* With a Pango context of its own, which goes with the pages. */
static void
lay_out_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  BtPlan *plan = data;
  GError *error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load (bt_node_get_attr (bt_plan_get_root (plan), "profile"), &error);
  PangoContext *context;

  if (!profile)
    {
      g_task_return_error (task, error);
      return;
    }
  context = bt_print_create_context ();
  g_task_return_pointer (task, bt_layout_new (plan, profile, context, BT_LAYOUT_MARKUP, NULL),
                         (GDestroyNotify) bt_layout_unref);
  g_object_unref (context);
}

/**
 * bt_print_job_lay_out_async:
 * @plan: what is to be printed, with the changes and comments that it has
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_print_job_lay_out_async (BtPlan *plan, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (plan != NULL);

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, bt_print_job_lay_out_async);
  g_task_set_task_data (task, bt_plan_ref (plan), (GDestroyNotify) bt_plan_unref);
  g_task_set_return_on_cancel (task, cancellable != NULL);
  g_task_run_in_thread (task, lay_out_thread);
}

/**
 * bt_print_job_lay_out_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the pages
 */
BtLayout *
bt_print_job_lay_out_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * bt_print_job_run:
 * @parent: the window that asks
 * @layout: the pages
 * @first: the first of them that is printed, from 0
 * @title: what the job is called in the printer's queue
 * @error: return location
 *
 * Shows the print dialog and prints what the user chooses.
 *
 * Returns: whether it was printed or the user went back; not where printing failed
 */
gboolean
bt_print_job_run (GtkWindow *parent, BtLayout *layout, guint first, const char *title,
                  GError **error)
{
  const Sheets sheets = { layout, first };
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), FALSE);
  g_return_val_if_fail (layout != NULL && first < bt_layout_get_n_pages (layout), FALSE);
  g_return_val_if_fail (title != NULL, FALSE);

  operation = gtk_print_operation_new ();
  setup = new_page_setup ();
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, FALSE);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), (gpointer) &sheets);
  g_signal_connect (operation, "request-page-setup", G_CALLBACK (request_page_setup_cb),
                    (gpointer) &sheets);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), (gpointer) &sheets);

  return gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, error)
         != GTK_PRINT_OPERATION_RESULT_ERROR;
}
