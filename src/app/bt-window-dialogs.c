/* The window's file dialogs: how they are called, where they begin, which names they propose. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-last-folder.h"
#include "bt-window-private.h"

/* The plan's own name without its extension, and @ending behind it: "kế hoạch - so sánh.kehoach". */
char *
bt_window_dup_name (BtWindow *self, const char *ending)
{
  g_autofree char *base = self->file   ? g_file_get_basename (self->file)
                          : self->name ? g_strdup (self->name)
                                       : g_strdup (_ ("New Plan"));
  char *dot = strrchr (base, '.');

  if (dot)
    *dot = '\0';
  return g_strconcat (base, ending, NULL);
}

static GtkFileChooserNative *
new_dialog (BtWindow *self, GtkFileChooserAction action, const char *title, const char *verb,
            GtkFileFilter *filter)
{
  GtkFileChooserNative *native
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, verb, _ ("_Cancel"));
  g_autoptr (GFile) folder = self->file ? g_file_get_parent (self->file) : NULL;

  if (filter)
    gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
  g_clear_object (&filter);
  if (folder)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (native), folder, NULL);
  else
    bt_last_folder_apply (GTK_FILE_CHOOSER (native));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  return native;
}

/* Lets files through whose names are as one of the patterns, which NULL ends. */
GtkFileFilter *
bt_window_new_filter (const char *name, const char *const *patterns)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i]; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  return filter;
}

/* A dialog that asks for a file that is to be read, beside the plan's own; takes the filter. */
GtkFileChooserNative *
bt_window_new_open_dialog (BtWindow *self, const char *title, GtkFileFilter *filter)
{
  return new_dialog (self, GTK_FILE_CHOOSER_ACTION_OPEN, title, _ ("_Open"), filter);
}

/* A dialog that asks where a file of the plan is to go, and proposes the plan's name with @ending; takes the
 * filter, which may be NULL. */
GtkFileChooserNative *
bt_window_new_save_dialog (BtWindow *self, const char *title, GtkFileFilter *filter, const char *ending)
{
  GtkFileChooserNative *native
      = new_dialog (self, GTK_FILE_CHOOSER_ACTION_SAVE, title, _ ("_Save"), filter);
  g_autofree char *name = bt_window_dup_name (self, ending);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  return native;
}

/* The chosen file; where its name has no extension, the usual one is added. */
GFile *
bt_window_get_chosen (GtkFileChooserNative *native, const char *extension)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  g_autofree char *name = file ? g_file_get_basename (file) : NULL;
  g_autofree char *full = NULL;
  g_autoptr (GFile) parent = NULL;

  if (!file || strrchr (name, '.'))
    return g_steal_pointer (&file);
  full = g_strconcat (name, extension, NULL);
  parent = g_file_get_parent (file);

  return g_file_get_child (parent, full);
}
