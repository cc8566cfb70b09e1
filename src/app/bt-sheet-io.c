/* Spreadsheets read and written off the main thread. */

#include "bt-sheet-io.h"

#include "bt-office-converter.h"
#include "bt-sheet-export.h"
#include "bt-store.h"

/* What is to be written, and where. */
typedef struct
{
  BtPlan *plan;
  guint appendix;
  GFile *file;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *writing = data;

  bt_plan_unref (writing->plan);
  g_object_unref (writing->file);
  g_free (writing);
}

static void
book_free (gpointer book)
{
  bt_sheet_book_free (book);
}

/* What only an office suite reads comes by way of it. */
static GBytes *
read_bytes (GFile *file, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = bt_store_read_file (file, NULL, error);

  if (!bytes || !bt_office_converter_takes (name))
    return g_steal_pointer (&bytes);
  return bt_office_converter_run (bytes, name, BT_OFFICE_CONVERTER_PATIENCE, cancellable, error);
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  g_autofree char *path = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (path);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = read_bytes (file, name, cancellable, &error);
  BtSheetBook *book = bytes ? bt_sheet_book_read (bytes, name, &error) : NULL;

  if (book)
    g_task_return_pointer (task, book, book_free);
  else
    g_task_return_error (task, error);
}

/**
 * bt_sheet_io_read_async:
 * @file: a spreadsheet
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_sheet_io_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, bt_sheet_io_read_async);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

/**
 * bt_sheet_io_read_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the sheets
 */
BtSheetBook *
bt_sheet_io_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
write_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Writing *writing = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = bt_sheet_export_xlsx (writing->plan, writing->appendix, &error);

  if (bytes && !g_task_set_return_on_cancel (task, FALSE))
    return;
  if (bytes && bt_store_write_file (bytes, writing->file, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bt_sheet_io_write_async:
 * @plan: a plan without marks
 * @appendix: the number of an appendix from 1, or 0 for all tables
 * @file: the workbook
 * @cancellable: (nullable): to stop it; nothing has been written then
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_sheet_io_write_async (BtPlan *plan, guint appendix, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = NULL;
  Writing *writing;

  g_return_if_fail (plan != NULL && G_IS_FILE (file));

  writing = g_new0 (Writing, 1);
  writing->plan = bt_plan_ref (plan);
  writing->appendix = appendix;
  writing->file = g_object_ref (file);
  task = g_task_new (NULL, cancellable, callback, data);
  g_task_set_source_tag (task, bt_sheet_io_write_async);
  g_task_set_task_data (task, writing, writing_free);
  g_task_set_return_on_cancel (task, cancellable != NULL);
  g_task_run_in_thread (task, write_thread);
}

/**
 * bt_sheet_io_write_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the workbook was written
 */
gboolean
bt_sheet_io_write_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
