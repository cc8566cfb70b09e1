/* The folder that a file was last opened from or written to: there the next file dialog begins. */

#include "bt-last-folder.h"

#define KEY "last-folder"

/**
 * bt_last_folder_remember:
 * @file: a file that was opened or written
 */
void
bt_last_folder_remember (GFile *file)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autoptr (GFile) folder = NULL;
  g_autofree char *uri = NULL;

  g_return_if_fail (G_IS_FILE (file));

  folder = g_file_get_parent (file);
  uri = folder ? g_file_get_uri (folder) : NULL;
  if (uri)
    g_settings_set_string (settings, KEY, uri);
}

/**
 * bt_last_folder_apply:
 * @chooser: a file dialog that is not shown yet
 *
 * Lets it begin there; before any file was, in the folder of the user's documents. A folder that has gone is not tried.
 */
void
bt_last_folder_apply (GtkFileChooser *chooser)
{
  g_autoptr (GSettings) settings = g_settings_new (BT_APP_ID);
  g_autofree char *uri = g_settings_get_string (settings, KEY);
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);
  g_autoptr (GFile) folder = NULL;

  g_return_if_fail (GTK_IS_FILE_CHOOSER (chooser));

  if (*uri != '\0')
    folder = g_file_new_for_uri (uri);
  if ((!folder || !g_file_query_exists (folder, NULL)) && documents)
    {
      g_clear_object (&folder);
      folder = g_file_new_for_path (documents);
    }
  if (folder && g_file_query_exists (folder, NULL))
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}
