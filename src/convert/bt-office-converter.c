/* Documents of formats that only an office suite reads (.doc, .odt, .rtf, .xls …), converted by an installed
 * LibreOffice: without a window, with a profile of its own that is thrown away, without macros, in a process group
 * that is ended when it takes too long or nobody wants it any more. */
#include "bt-office-converter.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "bt-error.h"

/* What is larger came from no document of a plan. */
#define MAX_SIZE (128u << 20)

/* What each format becomes: what we read ourselves. */
static const struct
{
  const char *ending, *target;
} formats[] = {
  { ".doc", "docx" }, { ".dot", "docx" },  { ".odt", "docx" },  { ".ott", "docx" },  { ".fodt", "docx" },
  { ".rtf", "docx" }, { ".wps", "docx" },  { ".xls", "xlsx" },  { ".xlt", "xlsx" },  { ".xlsb", "xlsx" },
  { ".et", "xlsx" },  { ".fods", "xlsx" }, { ".ots", "xlsx" },
};

/* Nothing of a document runs, and nothing is fetched that it names. */
static const char settings[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">"
  "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"MacroSecurityLevel\" "
  "oor:op=\"fuse\"><value>3</value></prop></item>"
  "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"DisableMacrosExecution\" "
  "oor:op=\"fuse\"><value>true</value></prop></item>"
  "<item oor:path=\"/org.openoffice.Office.Common/Security/Scripting\"><prop oor:name=\"BlockUntrustedRefererLinks\" "
  "oor:op=\"fuse\"><value>true</value></prop></item></oor:items>\n";

/* A conversion under way, in a folder of its own. */
typedef struct
{
  char *folder, *profile, *input, *output;
  const char *target;
  GMainContext *context;
  GSubprocess *process;
  GCancellable *cancellable;
  gboolean ended, late;
} Run;

static const char *
find_ending (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && strchr (dot, '/') == NULL ? dot : "";
}

static const char *
find_target (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (find_ending (name), formats[i].ending) == 0)
      return formats[i].target;
  return NULL;
}

/**
 * bt_office_converter_takes:
 * @name: the name of a file
 *
 * Returns: whether it is of a format that is read by way of LibreOffice
 */
gboolean
bt_office_converter_takes (const char *name)
{
  g_return_val_if_fail (name != NULL, FALSE);
  return find_target (name) != NULL;
}

/* Removes a folder and what is in it; a link in it is removed, never followed. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        remove_folder (child);
      else
        g_unlink (child);
    }
  g_rmdir (path);
}

static void
run_clear (Run *run)
{
  if (run->folder != NULL)
    remove_folder (run->folder);
  g_free (run->folder);
  g_free (run->profile);
  g_free (run->input);
  g_free (run->output);
  g_clear_object (&run->process);
  g_clear_pointer (&run->context, g_main_context_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
fail_io (GError *cause, GError **error)
{
  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, cause->message);
  g_error_free (cause);
  return FALSE;
}

/* Writes the document and the settings of a profile into a folder that nobody else can read. */
static gboolean
prepare (Run *run, GBytes *bytes, const char *name, GError **error)
{
  GError *cause = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  run->folder = g_dir_make_tmp ("banthao-XXXXXX", &cause);
  if (run->folder == NULL)
    return fail_io (cause, error);
  g_autofree char *user = g_build_filename (run->folder, "profile", "user", NULL);
  g_autofree char *registry = g_build_filename (user, "registrymodifications.xcu", NULL);
  g_autofree char *file = g_strconcat ("document", find_ending (name), NULL);
  g_autofree char *result = g_strconcat ("document.", run->target, NULL);
  run->profile = g_build_filename (run->folder, "profile", NULL);
  run->input = g_build_filename (run->folder, file, NULL);
  run->output = g_build_filename (run->folder, "out", result, NULL);
  g_mkdir_with_parents (user, 0700);
  if (!g_file_set_contents (registry, settings, -1, &cause) || !g_file_set_contents (run->input, data, length, &cause))
    return fail_io (cause, error);
  return TRUE;
}

static char *
find_program (void)
{
  char *program = g_find_program_in_path ("soffice");

  return program != NULL ? program : g_find_program_in_path ("libreoffice");
}

/* The suite starts processes of its own: they are ended together. */
static void
lead_group_cb (gpointer data)
{
  setpgid (0, 0);
}

static gboolean
start (Run *run, const char *program, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher
    = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *uri = g_filename_to_uri (run->profile, NULL, NULL);
  g_autofree char *profile = g_strconcat ("-env:UserInstallation=", uri, NULL);
  g_autofree char *folder = g_path_get_dirname (run->output);
  GError *cause = NULL;

  g_subprocess_launcher_set_child_setup (launcher, lead_group_cb, NULL, NULL);
  run->process = g_subprocess_launcher_spawn (launcher, &cause, program, profile, "--headless", "--norestore",
                                              "--nologo", "--nodefault", "--nolockcheck", "--convert-to", run->target,
                                              "--outdir", folder, run->input, NULL);
  return run->process != NULL || fail_io (cause, error);
}

static void
ended_cb (GObject *process, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  g_subprocess_wait_finish (G_SUBPROCESS (process), result, NULL);
  run->ended = TRUE;
}

static gboolean
late_cb (gpointer data)
{
  Run *run = data;

  run->late = TRUE;
  return G_SOURCE_REMOVE;
}

static void
end_group (Run *run)
{
  const char *id = g_subprocess_get_identifier (run->process);

  if (id != NULL)
    kill (-(pid_t) g_ascii_strtoll (id, NULL, 10), SIGKILL);
  g_subprocess_force_exit (run->process);
  g_subprocess_wait (run->process, NULL, NULL);
}

/* Waits for the end of the process, for the end of patience, or for the user, whichever comes first. */
static void
wait_for_end (Run *run, guint seconds)
{
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (seconds);

  g_source_set_callback (timeout, late_cb, run, NULL);
  g_source_attach (timeout, run->context);
  g_subprocess_wait_async (run->process, run->cancellable, ended_cb, run);
  while (!run->ended && !run->late)
    g_main_context_iteration (run->context, TRUE);
  g_source_destroy (timeout);
  if (run->late || g_cancellable_is_cancelled (run->cancellable))
    end_group (run);
  /* The waiting itself ends before what it refers to goes. */
  while (!run->ended)
    g_main_context_iteration (run->context, TRUE);
}

static GBytes *
read_output (const Run *run, GError **error)
{
  GStatBuf status;
  char *data;
  gsize length;

  if (g_stat (run->output, &status) != 0 || status.st_size == 0 || status.st_size > MAX_SIZE
      || !g_file_get_contents (run->output, &data, &length, NULL))
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID,
                           _ ("LibreOffice cannot read this file; open it there to see why"));
      return NULL;
    }
  return g_bytes_new_take (data, length);
}

static GBytes *
convert (Run *run, const char *program, guint seconds, GError **error)
{
  if (!start (run, program, error))
    return NULL;
  wait_for_end (run, seconds);
  if (g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return NULL;
  if (!run->late)
    return read_output (run, error);
  g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
               _ ("LibreOffice was not done with this file after %u seconds; save it as .docx or .xlsx there"),
               seconds);
  return NULL;
}

/**
 * bt_office_converter_run:
 * @bytes: a document
 * @name: the name of its file, whose ending tells the format
 * @seconds: how long it may take, as %BT_OFFICE_CONVERTER_PATIENCE
 * @cancellable: (nullable): to stop it
 * @error: return location
 *
 * Blocks: in a program with a window it belongs into a thread of its own.
 *
 * Returns: (transfer full) (nullable): the same as .docx or .xlsx; %NULL with %BT_ERROR_IO where LibreOffice is not
 *   installed, %BT_ERROR_LIMIT where it took too long, %BT_ERROR_INVALID where it cannot read the document, or
 *   %G_IO_ERROR_CANCELLED
 */
GBytes *
bt_office_converter_run (GBytes *bytes, const char *name, guint seconds, GCancellable *cancellable, GError **error)
{
  g_auto (Run) run = { .cancellable = cancellable };
  g_autofree char *program = find_program ();
  GBytes *result = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  g_return_val_if_fail (bt_office_converter_takes (name), NULL);

  if (program == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_IO,
                   _ ("%s files are read by way of LibreOffice, which is not installed; install it, or have the file "
                      "saved as .docx or .xlsx"),
                   find_ending (name));
      return NULL;
    }
  run.target = find_target (name);
  run.context = g_main_context_new ();
  g_main_context_push_thread_default (run.context);
  if (prepare (&run, bytes, name, error))
    result = convert (&run, program, seconds, error);
  g_main_context_pop_thread_default (run.context);
  return result;
}
