/* Folders that tests make for themselves. */
#include "bt-test-folder.h"

#include <glib/gstdio.h>

/**
 * bt_test_remove_tree:
 * @path: a folder that a test has made, or a file
 *
 * Removes it with all that is in it.
 */
void
bt_test_remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);
      bt_test_remove_tree (child);
    }
  g_remove (path);
}
