/* Opening, saving and exporting off the main thread. */

#include "bt-plan-io.h"

#include <glib/gi18n-lib.h>

#include "bt-date.h"
#include "bt-docx-export.h"
#include "bt-docx-import.h"
#include "bt-docx-retag.h"
#include "bt-error.h"
#include "bt-layout.h"
#include "bt-office-converter.h"
#include "bt-print.h"
#include "bt-resolve.h"
#include "bt-store.h"
#include "bt-text-import.h"
#include "bt-version.h"

/* More than this is no plan, and would only fill the memory. */
#define MAX_TEXT (128 * 1024 * 1024)

/* What a worker takes along. */
typedef struct
{
  GFile *file;
  BtPlan *plan;
  GBytes *text; /* what is to be imported, where it is not read from @file */
  char *expected_etag;
  BtVersionKind kind; /* why what is saved is kept among the versions */
  char *etag;
  BtExportFormat format;
  char *author; /* of what comes back, or NULL */
  char *refusal; /* why the file cannot be written, or NULL */
} Job;

static Job *
job_new (GFile *file, BtPlan *plan, const char *expected_etag)
{
  Job *job = g_new0 (Job, 1);

  job->file = g_object_ref (file);
  job->plan = plan ? bt_plan_ref (plan) : NULL;
  job->expected_etag = g_strdup (expected_etag);
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->file);
  g_clear_pointer (&job->plan, bt_plan_unref);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_free (job->expected_etag);
  g_free (job->etag);
  g_free (job->author);
  g_free (job->refusal);
  g_free (job);
}

static void
run (Job *job, GTaskThreadFunc func, GCancellable *cancellable, GAsyncReadyCallback callback,
     gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, func);
  g_task_set_task_data (task, job, job_free);
  g_task_set_return_on_cancel (task, cancellable != NULL);
  g_task_run_in_thread (task, func);
}

/**
 * bt_opened_free:
 * @opened: (transfer full): what was opened
 */
void
bt_opened_free (BtOpened *opened)
{
  g_return_if_fail (opened != NULL);

  g_clear_pointer (&opened->plan, bt_plan_unref);
  g_clear_pointer (&opened->report, bt_report_unref);
  g_free (opened->etag);
  g_free (opened);
}

/**
 * bt_plan_io_is_native:
 * @file: a file
 *
 * Returns: whether its name says that it is a plan, and not a text to be imported
 */
gboolean
bt_plan_io_is_native (GFile *file)
{
  g_autofree char *name = NULL, *lower = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  name = g_file_get_basename (file);
  lower = name ? g_ascii_strdown (name, -1) : g_strdup ("");
  return g_str_has_suffix (lower, BT_STORE_EXTENSION);
}

/* Reads a text with a limit: a file that never ends (a device) must not fill the memory. */
static GBytes *
read_text (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *buffer = g_malloc (65536);
  gssize n;

  if (!stream)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), buffer, 65536, cancellable, error)) > 0)
    {
      g_byte_array_append (bytes, buffer, n);
      if (bytes->len > MAX_TEXT)
        {
          g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                       _ ("This file is too large to be the text of a plan"));
          return NULL;
        }
    }
  if (n < 0)
    return NULL;

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* What only an office suite reads comes by way of it. */
static GBytes *
read_foreign (Job *job, const char *name, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = read_text (job->file, cancellable, error);

  if (!bytes || !bt_office_converter_takes (name))
    return g_steal_pointer (&bytes);
  return bt_office_converter_run (bytes, name, BT_OFFICE_CONVERTER_PATIENCE, cancellable, error);
}

static gboolean
import_text (Job *job, BtOpened *opened, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GBytes) bytes =
      job->text ? g_bytes_ref (job->text) : read_foreign (job, name, cancellable, error);

  if (bytes && bt_docx_is_docx (bytes))
    opened->plan = bt_docx_import (bytes, name, &opened->report, error);
  else if (bytes)
    opened->plan = bt_text_import (bytes, name, &opened->report, error);
  return opened->plan != NULL;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (BtOpened) opened = g_new0 (BtOpened, 1);
  GError *error = NULL;

  if (!job->text && bt_plan_io_is_native (job->file))
    opened->plan = bt_store_load (job->file, &opened->etag, &error);
  else
    import_text (job, opened, cancellable, &error);

  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&opened), (GDestroyNotify) bt_opened_free);
}

/**
 * bt_plan_io_open_async:
 * @file: a plan, or a text that the recogniser makes one of
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_plan_io_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer data)
{
  g_return_if_fail (G_IS_FILE (file));

  run (job_new (file, NULL, NULL), open_thread, cancellable, callback, data);
}

/**
 * bt_plan_io_import_async:
 * @text: the text of a plan
 * @file: the file it could have come from, by which messages call it
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Is finished by bt_plan_io_open_finish().
 */
void
bt_plan_io_import_async (GBytes *text, GFile *file, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  Job *job;

  g_return_if_fail (text != NULL);
  g_return_if_fail (G_IS_FILE (file));

  job = job_new (file, NULL, NULL);
  job->text = g_bytes_ref (text);
  run (job, open_thread, cancellable, callback, data);
}

/**
 * bt_plan_io_open_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what was opened
 */
BtOpened *
bt_plan_io_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* That a version was not kept is no reason to disturb anybody: the plan was written. */
static void
keep_version (Job *job)
{
  g_autofree char *folder = bt_versions_dup_folder ();
  g_autoptr (GError) error = NULL;

  if (!bt_versions_keep (folder, job->plan, job->kind, &error))
    g_debug ("no version kept: %s", error->message);
}

static BtProfile *
load_profile (BtPlan *plan, GError **error)
{
  const char *name = bt_node_get_attr (bt_plan_get_root (plan), "profile");

  return bt_profile_load (name ? name : BT_PROFILE_DEFAULT, error);
}

/* What came back, read with a look at the plan. */
static gboolean
import_version (Job *job, BtOpened *opened, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_file_get_basename (job->file);
  g_autoptr (GBytes) bytes = read_foreign (job, name, cancellable, error);
  g_autoptr (BtProfile) profile = bytes ? load_profile (job->plan, error) : NULL;
  g_autoptr (BtPlan) original = bt_review_view (job->plan, BT_VIEW_ORIGINAL);

  if (profile && bt_docx_is_docx (bytes))
    opened->plan = bt_docx_import_onto (bytes, name, job->plan, profile, original, &opened->report,
                                        &opened->found, error);
  else if (profile)
    opened->plan = bt_text_import (bytes, name, &opened->report, error);
  return opened->plan != NULL;
}

static void
take_back_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (BtOpened) opened = g_new0 (BtOpened, 1);
  g_autofree char *time = bt_time_format_now ();
  GError *error = NULL;

  if (import_version (job, opened, cancellable, &error))
    {
      BtPlan *merged = bt_review_take_version (job->plan, opened->plan, job->author, time, &error);
      bt_plan_unref (opened->plan);
      opened->plan = merged;
    }
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&opened), (GDestroyNotify) bt_opened_free);
}

/**
 * bt_plan_io_take_back_async:
 * @plan: a plan
 * @file: a later version of it, from Word
 * @author: who made what no mark in it tells of
 * @cancellable: (nullable): to stop it
 * @callback: called when done
 * @data: what @callback gets
 *
 * Is finished by bt_plan_io_open_finish(), which gives @plan with the changes.
 */
void
bt_plan_io_take_back_async (BtPlan *plan, GFile *file, const char *author, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  Job *job;

  g_return_if_fail (plan != NULL && author != NULL);
  g_return_if_fail (G_IS_FILE (file));

  job = job_new (file, plan, NULL);
  job->author = g_strdup (author);
  run (job, take_back_thread, cancellable, callback, data);
}

static void
save_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (!bt_store_save (job->plan, job->file, job->expected_etag, &job->etag, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  keep_version (job);
  g_task_return_pointer (task, bt_plan_ref (job->plan), (GDestroyNotify) bt_plan_unref);
}

/**
 * bt_plan_io_save_async:
 * @plan: what to write
 * @file: where
 * @expected_etag: (nullable): the version that may be replaced; %NULL to replace any
 * @kind: why it is kept among the earlier versions, too
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_plan_io_save_async (BtPlan *plan, GFile *file, const char *expected_etag, BtVersionKind kind,
                       GAsyncReadyCallback callback, gpointer data)
{
  Job *job;

  g_return_if_fail (plan != NULL);
  g_return_if_fail (G_IS_FILE (file));

  job = job_new (file, plan, expected_etag);
  job->kind = kind;
  run (job, save_thread, NULL, callback, data);
}

/**
 * bt_plan_io_save_finish:
 * @result: what the callback got
 * @etag: (out) (optional): the version of the file now
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan that was written; %BT_ERROR_CONFLICT where the file on disk is
 *   of another version than expected
 */
BtPlan *
bt_plan_io_save_finish (GAsyncResult *result, char **etag, GError **error)
{
  BtPlan *plan;
  Job *job;

  g_return_val_if_fail (G_IS_TASK (result), NULL);

  plan = g_task_propagate_pointer (G_TASK (result), error);
  job = g_task_get_task_data (G_TASK (result));
  if (plan && etag)
    *etag = g_strdup (job->etag);

  return plan;
}

static void
query_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autofree char *etag = bt_store_query_etag (job->file, NULL);
  g_autoptr (GError) error = NULL;

  if (etag && !bt_store_check_writable (job->file, &error))
    job->refusal = g_strdup (error->message);
  g_task_return_pointer (task, g_steal_pointer (&etag), g_free);
}

/**
 * bt_plan_io_query_async:
 * @file: a plan's file
 * @callback: called when done
 * @data: what @callback gets
 *
 * Asks which version of the file is on the disk, and whether it may be written.
 */
void
bt_plan_io_query_async (GFile *file, GAsyncReadyCallback callback, gpointer data)
{
  g_return_if_fail (G_IS_FILE (file));

  run (job_new (file, NULL, NULL), query_thread, NULL, callback, data);
}

/**
 * bt_plan_io_query_finish:
 * @result: what the callback got
 * @refusal: (out) (transfer full) (nullable): why the file cannot be written; %NULL where it can
 *
 * Returns: (transfer full) (nullable): the version, as bt_plan_io_open_finish() tells it; %NULL where there is no file
 */
char *
bt_plan_io_query_finish (GAsyncResult *result, char **refusal)
{
  Job *job;

  g_return_val_if_fail (G_IS_TASK (result), NULL);
  g_return_val_if_fail (refusal != NULL, NULL);

  job = g_task_get_task_data (G_TASK (result));
  *refusal = g_steal_pointer (&job->refusal);
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

static GBytes *
make_pdf (BtPlan *plan, BtProfile *profile, GCancellable *cancellable, GError **error)
{
  PangoContext *context = bt_print_create_context ();
  g_autoptr (BtLayout) layout = NULL;
  g_autoptr (GOutputStream) stream = NULL;

  layout = bt_layout_new (plan, profile, context, BT_LAYOUT_MARKUP, NULL);
  g_object_unref (context);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  stream = g_memory_output_stream_new_resizable ();
  if (!bt_print_write_pdf (layout, stream, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
make_document (BtPlan *plan, BtProfile *profile, gboolean marked, GError **error)
{
  g_autoptr (BtPlan) original = marked ? bt_review_view (plan, BT_VIEW_ORIGINAL) : NULL;
  g_autoptr (BtPlan) final = marked ? NULL : bt_review_view (plan, BT_VIEW_FINAL);

  return bt_docx_export (marked ? plan : final, profile, original, error);
}

static GBytes *
make_export (const Job *job, GCancellable *cancellable, GError **error)
{
  g_autoptr (BtProfile) profile = load_profile (job->plan, error);

  if (!profile)
    return NULL;
  if (job->format == BT_EXPORT_PDF)
    return make_pdf (job->plan, profile, cancellable, error);
  return make_document (job->plan, profile, job->format == BT_EXPORT_DOCX_MARKED, error);
}

/* The whole file is made in memory, so that a full disk leaves an older one as it was. From when it is written, it is
 * too late to stop: then the file is whole. */
static void
export_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make_export (job, cancellable, &error);

  if (bytes && !g_task_set_return_on_cancel (task, FALSE))
    return;
  if (bytes && bt_store_write_file (bytes, job->file, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * bt_plan_io_export_async:
 * @plan: what to write
 * @file: the file
 * @format: of the file
 * @cancellable: (nullable): to stop it; nothing has been written then
 * @callback: called when done
 * @data: what @callback gets
 */
void
bt_plan_io_export_async (BtPlan *plan, GFile *file, BtExportFormat format, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer data)
{
  Job *job;
  g_return_if_fail (plan != NULL);
  g_return_if_fail (G_IS_FILE (file));

  job = job_new (file, plan, NULL);
  job->format = format;
  run (job, export_thread, cancellable, callback, data);
}

/**
 * bt_plan_io_export_finish:
 * @result: what the callback got
 * @error: return location
 *
 * Returns: whether the file was written
 */
gboolean
bt_plan_io_export_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
