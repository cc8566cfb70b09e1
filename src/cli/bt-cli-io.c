/* Input, output and messages of the commands: files or streams, one line per error, progress on a terminal. */
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "bt-cli.h"
#include "bt-error.h"
#include "bt-store.h"

/* How often progress is shown, in microseconds. */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

static gint64 progress_shown; /* when; 0 while none is on the terminal */

/**
 * bt_cli_is_stream:
 * @file: a file as it was typed
 *
 * Returns: whether it is "-", standard input or output
 */
gboolean
bt_cli_is_stream (const char *file)
{
  return strcmp (file, "-") == 0;
}

/**
 * bt_cli_read:
 * @file: a file as it was typed; "-" for standard input
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): all its bytes
 */
GBytes *
bt_cli_read (const char *file, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);

  bt_cli_progress (_ ("Reading…"));
  if (bt_cli_is_stream (file))
    {
      g_autoptr (GInputStream) stream = g_unix_input_stream_new (STDIN_FILENO, FALSE);
      return bt_store_read_stream (stream, error);
    }
  g_autoptr (GFile) source = g_file_new_for_path (file);
  return bt_store_read_file (source, NULL, error);
}

/**
 * bt_cli_read_plan:
 * @file: a plan as it was typed; "-" for standard input
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_cli_read_plan (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = bt_cli_read (file, error);
  g_autofree char *name = g_filename_display_name (file);

  return bytes != NULL ? bt_store_read_bytes (bytes, name, error) : NULL;
}

static gboolean
write_stream (GBytes *bytes, GError **error)
{
  g_autoptr (GOutputStream) stream = g_unix_output_stream_new (STDOUT_FILENO, FALSE);
  GError *cause = NULL;

  if (g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                 NULL, NULL, &cause))
    return TRUE;
  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, cause->message);
  g_error_free (cause);
  return FALSE;
}

/**
 * bt_cli_write:
 * @bytes: all that the output shall hold
 * @file: a file as it was typed; "-" for standard output
 * @error: return location for an error; an old file is then still what it was
 *
 * Returns: whether the bytes are written, durably for a file
 */
gboolean
bt_cli_write (GBytes *bytes, const char *file, GError **error)
{
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  bt_cli_progress_end ();
  if (bt_cli_is_stream (file))
    return write_stream (bytes, error);
  g_autoptr (GFile) target = g_file_new_for_path (file);
  return bt_store_write_file (bytes, target, NULL, NULL, error);
}

/**
 * bt_cli_write_plan:
 * @plan: a plan
 * @file: a file as it was typed; "-" for standard output
 * @error: return location for an error
 *
 * Returns: whether the plan is written
 */
gboolean
bt_cli_write_plan (BtPlan *plan, const char *file, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  bt_cli_progress (_ ("Saving…"));
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, error);
  return bytes != NULL && bt_cli_write (bytes, file, error);
}

/**
 * bt_cli_write_string:
 * @string: text
 * @file: a file as it was typed; "-" for standard output
 * @error: return location for an error
 *
 * Returns: whether the text is written
 */
gboolean
bt_cli_write_string (const char *string, const char *file, GError **error)
{
  g_return_val_if_fail (string != NULL, FALSE);

  g_autoptr (GBytes) bytes = g_bytes_new (string, strlen (string));
  return bt_cli_write (bytes, file, error);
}

static BtExit
exit_of (const GError *error)
{
  static const BtExit exits[] = {
    [BT_ERROR_SYNTAX] = BT_EXIT_REFUSED,   [BT_ERROR_INVALID] = BT_EXIT_REFUSED,
    [BT_ERROR_VERSION] = BT_EXIT_REFUSED,  [BT_ERROR_LIMIT] = BT_EXIT_REFUSED,
    [BT_ERROR_ENCODING] = BT_EXIT_REFUSED, [BT_ERROR_IO] = BT_EXIT_IO,
    [BT_ERROR_CONFLICT] = BT_EXIT_IO,      [BT_ERROR_STEP] = BT_EXIT_REFUSED,
    [BT_ERROR_USAGE] = BT_EXIT_USAGE,
  };

  return error->domain == BT_ERROR && error->code < (int) G_N_ELEMENTS (exits) ? exits[error->code]
                                                                               : BT_EXIT_IO;
}

/**
 * bt_cli_fail:
 * @file: the file it is about, as it was typed
 * @error: (transfer full): what is wrong
 *
 * Says it in one line on standard error, with the name of the file before it.
 *
 * Returns: the exit status
 */
int
bt_cli_fail (const char *file, GError *error)
{
  g_return_val_if_fail (file != NULL && error != NULL, BT_EXIT_IO);

  g_autofree char *name = g_filename_display_name (file);
  g_autofree char *prefix = g_strconcat (name, ":", NULL);
  gboolean named = g_str_has_prefix (error->message, prefix);
  int status = exit_of (error);

  bt_cli_progress_end ();
  g_printerr ("%s%s%s\n", named ? "" : prefix, named ? "" : " ", error->message);
  g_error_free (error);
  return status;
}

/**
 * bt_cli_fail_usage:
 * @command: the command's name
 * @format: what is wrong with the way it was called
 * @...: its arguments
 *
 * Returns: the exit status
 */
int
bt_cli_fail_usage (const char *command, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr (_ ("banthao-cli %s: %s (try banthao-cli %s --help)\n"), command, message, command);
  return BT_EXIT_USAGE;
}

/**
 * bt_cli_choose_format:
 * @command: the command's name
 * @wanted: (nullable): the format asked for
 * @names: the formats it has, the usual one first; %NULL ends them
 *
 * Returns: the format's place in @names; -1 where there is none, which has been told then
 */
int
bt_cli_choose_format (const char *command, const char *wanted, const char *const names[])
{
  for (int i = 0; names[i] != NULL; i++)
    if (wanted == NULL || strcmp (names[i], wanted) == 0)
      return i;
  bt_cli_fail_usage (command, _ ("there is no format “%s”"), wanted);
  return -1;
}

/**
 * bt_cli_progress:
 * @format: what is being done
 * @...: its arguments
 *
 * Shows it where standard error is a terminal, in place of what was shown before.
 */
void
bt_cli_progress (const char *format, ...)
{
  gint64 now = g_get_monotonic_time ();
  va_list args;

  if (!isatty (STDERR_FILENO) || now - progress_shown < PROGRESS_INTERVAL)
    return;
  va_start (args, format);
  g_autofree char *message = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "\r\033[K%s", message);
  progress_shown = now;
}

/**
 * bt_cli_progress_end:
 *
 * Takes away what bt_cli_progress() shows.
 */
void
bt_cli_progress_end (void)
{
  if (progress_shown != 0)
    fputs ("\r\033[K", stderr);
  progress_shown = 0;
}

/**
 * bt_cli_get_account:
 *
 * Returns: (transfer none): who calls: the account's full name, or its short one
 */
const char *
bt_cli_get_account (void)
{
  return strcmp (g_get_real_name (), "Unknown") != 0 ? g_get_real_name () : g_get_user_name ();
}
