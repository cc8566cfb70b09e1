/* The way by LibreOffice, with a script in its place: what it is told, what it gives, when it is stopped, and that
 * nothing is left behind. */
#include <glib/gstdio.h>
#include <string.h>

#include "bt-error.h"
#include "bt-office-converter.h"

static char *folder;

/* A program "soffice" that is found before any other. */
static void
write_program (const char *script)
{
  g_autofree char *path = g_build_filename (folder, "bin", "soffice", NULL);
  g_autofree char *text = g_strconcat ("#!/bin/sh\n", script, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  g_chmod (path, 0700);
}

static GBytes *
convert (const char *name, guint seconds, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("nội dung", strlen ("nội dung"));

  return bt_office_converter_run (bytes, name, seconds, cancellable, error);
}

/* The folders that the conversions worked in; the script notes them. */
static void
assert_nothing_left (void)
{
  g_autofree char *path = g_build_filename (folder, "tmp", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  g_assert_nonnull (dir);
  g_assert_null (g_dir_read_name (dir));
}

#define FIND_OUT \
  "while [ $# -gt 1 ]; do case $1 in --outdir) out=$2;; --convert-to) to=$2;; " \
  "-env:*) profile=${1#*file://};; esac; shift; done\n" \
  "mkdir -p \"$out\"\n"

static void
test_converts (void)
{
  g_autoptr (GError) error = NULL;

  write_program (FIND_OUT "grep -q 'DisableMacrosExecution.*true' "
                          "\"$profile/user/registrymodifications.xcu\" || exit 1\n"
                          "{ printf '%s: ' \"$to\"; cat \"$1\"; } > \"$out/document.$to\"\n");
  g_autoptr (GBytes) word = convert ("Kế hoạch.DOC", 20, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (word, NULL), g_bytes_get_size (word), "docx: nội dung", strlen ("docx: nội dung"));
  g_autoptr (GBytes) sheet = convert ("bảng.xls", 20, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (sheet, NULL), g_bytes_get_size (sheet), "xlsx: nội dung",
                   strlen ("xlsx: nội dung"));
  assert_nothing_left ();
}

static void
test_fails (void)
{
  g_autoptr (GError) error = NULL;

  write_program ("exit 0\n");
  g_assert_null (convert ("a.odt", 20, NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
  assert_nothing_left ();
}

/* What it has started is ended with it. */
static void
test_takes_too_long (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *mark = g_build_filename (folder, "still-here", NULL);
  g_autofree char *script = g_strdup_printf ("(sleep 3; touch '%s') & sleep 60\n", mark);
  gint64 begun = g_get_monotonic_time ();

  write_program (script);
  g_assert_null (convert ("a.rtf", 1, NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
  g_assert_cmpint (g_get_monotonic_time () - begun, <, 20 * G_USEC_PER_SEC);
  g_usleep (3 * G_USEC_PER_SEC);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  assert_nothing_left ();
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_is_stopped (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("stop", cancel_thread, cancellable);

  write_program ("sleep 60\n");
  g_assert_null (convert ("a.doc", 60, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  assert_nothing_left ();
}

static void
test_is_missing (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *empty = g_build_filename (folder, "tmp", NULL);

  g_setenv ("PATH", empty, TRUE);
  g_assert_null (convert ("a.doc", 20, NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  g_assert_nonnull (strstr (error->message, "LibreOffice"));
  g_assert_true (bt_office_converter_takes ("a.b/c.XLS"));
  g_assert_false (bt_office_converter_takes ("a.doc/c"));
  g_assert_false (bt_office_converter_takes ("a.docx"));
}

int
main (int argc, char **argv)
{
  g_autofree char *bin = NULL, *tmp = NULL, *path = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("bt-office-XXXXXX", NULL);
  bin = g_build_filename (folder, "bin", NULL);
  tmp = g_build_filename (folder, "tmp", NULL);
  path = g_strconcat (bin, ":", g_getenv ("PATH"), NULL);
  g_mkdir (bin, 0700);
  g_mkdir (tmp, 0700);
  g_setenv ("PATH", path, TRUE);
  g_setenv ("TMPDIR", tmp, TRUE);

  g_test_add_func ("/office-converter/converts", test_converts);
  g_test_add_func ("/office-converter/fails", test_fails);
  g_test_add_func ("/office-converter/takes-too-long", test_takes_too_long);
  g_test_add_func ("/office-converter/is-stopped", test_is_stopped);
  g_test_add_func ("/office-converter/is-missing", test_is_missing);

  int status = g_test_run ();
  g_autofree char *program = g_build_filename (bin, "soffice", NULL);
  g_unlink (program);
  g_rmdir (bin);
  g_rmdir (tmp);
  g_rmdir (folder);
  return status;
}
