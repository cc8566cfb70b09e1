/* Feeds the files it is given, folders with all that is in them, to a fuzz target: what libFuzzer does
 * with a corpus, for compilers that have no libFuzzer. */
#include <glib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static guint replayed;

static void
replay_file (const char *path)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &contents, &length, &error))
    g_error ("%s", error->message);
  LLVMFuzzerTestOneInput ((const guint8 *) contents, length);
  /* Cut short, it is what a broken download or a full disk leaves behind. */
  LLVMFuzzerTestOneInput ((const guint8 *) contents, length / 2);
  replayed++;
}

static void
replay (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      replay_file (path);
      return;
    }

  folder = g_dir_open (path, 0, NULL);
  g_assert_nonnull (folder);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *inner = g_build_filename (path, name, NULL);
      replay (inner);
    }
}

int
main (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_file_test (argv[i], G_FILE_TEST_EXISTS))
      replay (argv[i]);
  LLVMFuzzerTestOneInput ((const guint8 *) "", 0);
  g_print ("%u inputs\n", replayed);
  return replayed > 0 ? 0 : 1;
}
