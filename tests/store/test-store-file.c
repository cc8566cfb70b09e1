/* Proves that saving is safe: whatever goes wrong, the old file is whole, nothing is left beside it, and the message
 * says what. */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bt-error.h"
#include "bt-store.h"

#define NOBODY 65534

/* A folder of its own for each test, with one file in it. */
typedef struct
{
  char *folder, *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("bt-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "kế hoạch.kehoach", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  g_file_set_contents (fixture->path, "old", -1, &error);
  g_assert_no_error (error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_rmdir (fixture->folder);
  g_object_unref (fixture->file);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static gboolean
write_string (GFile *file, const char *string, const char *etag, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (string, strlen (string));
  return bt_store_write_file (bytes, file, etag, NULL, error);
}

static void
assert_content (const char *path, const char *expected)
{
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &content, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (content, ==, expected);
}

/* Writing fails with @code, and everything is as before. */
static void
assert_refused (Fixture *fixture, const char *etag, BtError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (write_string (fixture->file, "new", etag, &error));
  g_assert_error (error, BT_ERROR, (int) code);
  g_assert_null (strchr (error->message, '\n'));
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (write_string (fixture->file, "new", NULL, &error));
  g_assert_no_error (error);
  assert_content (fixture->path, "new");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
test_create (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "another", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  struct stat info;
  mode_t mask = umask (027);

  g_assert_true (write_string (file, "new", NULL, &error));
  umask (mask);
  g_assert_no_error (error);
  assert_content (path, "new");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);
}

static void
test_permissions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_cmpint (g_chmod (fixture->path, 0604), ==, 0);
  g_assert_true (write_string (fixture->file, "new", NULL, &error));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0604);
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autofree char *second = g_build_filename (fixture->folder, "second", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (second);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink (fixture->path, link), ==, 0);
  g_assert_cmpint (symlink ("link", second), ==, 0);
  g_assert_true (write_string (file, "new", NULL, &error));
  assert_content (fixture->path, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
}

static void
test_link_circle (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (link);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("link", link), ==, 0);
  g_assert_false (write_string (file, "new", NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *etag = bt_store_query_etag (fixture->file, &error);
  g_autofree char *after = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("mine", 4);

  /* Ours, saved twice, is no conflict. */
  g_assert_true (bt_store_write_file (bytes, fixture->file, etag, &after, &error));
  g_assert_cmpstr (etag, !=, after);
  g_autofree char *last = NULL;
  g_assert_true (bt_store_write_file (bytes, fixture->file, after, &last, &error));
  g_assert_no_error (error);

  /* Somebody writes in between, even with the same number of bytes. */
  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  assert_refused (fixture, last, BT_ERROR_CONFLICT);

  /* Somebody takes the file away: then there is nothing to lose. */
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_true (write_string (fixture->file, "new", last, &error));
  g_assert_no_error (error);
}

static void
test_folder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_string (folder, "new", NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  g_clear_error (&error);
  g_assert_null (bt_store_load (folder, NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_vanished_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "gone", "plan.kehoach", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_assert_false (write_string (file, "new", NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_device (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GFile) null = g_file_new_for_path ("/dev/null");
  g_autoptr (GError) error = NULL;

  g_assert_true (write_string (null, "new", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (write_string (full, "new", NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

/* The account may not write as much as that: what a full disk is like, half-way through. */
static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (100000, 'a');
  g_autoptr (GError) error = NULL;
  struct rlimit old, small;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  small = (struct rlimit){ 50000, old.rlim_max };
  setrlimit (RLIMIT_FSIZE, &small);
  gboolean done = write_string (fixture->file, large, NULL, &error);
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_false (done);
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  assert_content (fixture->path, "old");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* Root may do everything, so a test that is run by root goes on as nobody. */
static void
become_nobody (Fixture *fixture)
{
  if (geteuid () == 0)
    {
      g_assert_cmpint (chown (fixture->folder, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (chown (fixture->path, NOBODY, NOBODY), ==, 0);
      g_assert_cmpint (setegid (NOBODY), ==, 0);
      g_assert_cmpint (seteuid (NOBODY), ==, 0);
    }
}

static void
become_root_again (void)
{
  if (getuid () == 0)
    {
      g_assert_cmpint (seteuid (0), ==, 0);
      g_assert_cmpint (setegid (0), ==, 0);
    }
}

static void
assert_not_writable (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (bt_store_check_writable (fixture->file, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_read_only_file (Fixture *fixture, gconstpointer data)
{
  become_nobody (fixture);
  g_assert_true (bt_store_check_writable (fixture->file, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0444), ==, 0);
  assert_not_writable (fixture);
  assert_refused (fixture, NULL, BT_ERROR_IO);
  become_root_again ();
}

static void
test_read_only_folder (Fixture *fixture, gconstpointer data)
{
  become_nobody (fixture);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  assert_not_writable (fixture);
  assert_refused (fixture, NULL, BT_ERROR_IO);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  become_root_again ();
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  become_nobody (fixture);
  g_assert_cmpint (g_chmod (fixture->path, 0000), ==, 0);
  BtPlan *plan = bt_store_load (fixture->file, NULL, &error);
  become_root_again ();
  g_assert_null (plan);
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_save_and_load (Fixture *fixture, gconstpointer data)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = NULL, *loaded = NULL;

  g_assert_true (bt_store_save (plan, fixture->file, NULL, &saved, &error));
  g_assert_no_error (error);
  g_autoptr (BtPlan) again = bt_store_load (fixture->file, &loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (saved, ==, loaded);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)));
}

static void
test_stream_limit (void)
{
  g_autoptr (GFile) endless = g_file_new_for_path ("/dev/zero");
  g_autoptr (GError) error = NULL;

  g_assert_null (bt_store_read_file (endless, NULL, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
}

static const struct
{
  const char *name;
  void (*test) (Fixture *fixture, gconstpointer data);
} tests[] = {
  { "replace", test_replace },
  { "create", test_create },
  { "permissions", test_permissions },
  { "link", test_link },
  { "link-circle", test_link_circle },
  { "conflict", test_conflict },
  { "folder", test_folder },
  { "vanished-folder", test_vanished_folder },
  { "device", test_device },
  { "too-large", test_too_large },
  { "read-only-file", test_read_only_file },
  { "read-only-folder", test_read_only_folder },
  { "unreadable", test_unreadable },
  { "save-and-load", test_save_and_load },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strconcat ("/store/file/", tests[i].name, NULL);
      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }
  g_test_add_func ("/store/file/stream-limit", test_stream_limit);
  return g_test_run ();
}
