/* The application: its windows, its keys, and the files it is asked to open. */

#include "bt-application.h"

#include <glib/gi18n-lib.h>
#include <malloc.h>

#include "bt-help-window.h"
#include "bt-last-folder.h"
#include "bt-names.h"
#include "bt-preferences.h"
#include "bt-window.h"

/* How many bytes that are free the process keeps: the pixels of several frames of a large screen. */
#define KEPT_MEMORY (32 * 1024 * 1024)

struct _BtApplication
{
  AdwApplication parent_instance;
};

G_DEFINE_FINAL_TYPE (BtApplication, bt_application, ADW_TYPE_APPLICATION)

/* One row an action: the keys that hands know from Word. */
static const struct
{
  const char *action;
  const char *keys[3];
} accels[] = {
  { "app.new", { "<Control>n" } },
  { "app.open", { "<Control>o" } },
  { "app.import", { "<Control><Shift>o" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.quit", { "<Control>q" } },
  { "window.close", { "<Control>w" } },
  { "win.save", { "<Control>s" } },
  { "win.save-as", { "<Control><Shift>s", "F12" } },
  { "win.export-pdf", { "<Control>e" } },
  { "win.export-word", { "<Control><Alt>e" } },
  { "win.take-back", { "<Control><Alt>b" } },
  { "win.import-sheet", { "<Control><Alt>i" } },
  { "win.export-sheet", { "<Control><Alt>x" } },
  { "win.print", { "<Control>p" } },
  { "win.stop-work", { "Escape" } },
  { "win.undo", { "<Control>z" } },
  { "win.redo", { "<Control>y", "<Control><Shift>z" } },
  { "win.find", { "<Control>f" } },
  { "win.replace", { "<Control>h" } },
  { "win.go-to", { "<Control>g" } },
  { "win.count", { "<Control><Shift>g" } },
  { "win.find-next", { "F3" } },
  { "win.find-previous", { "<Shift>F3" } },
  { "win.promote", { "<Alt><Shift>Left" } },
  { "win.demote", { "<Alt><Shift>Right" } },
  { "win.move-up", { "<Alt><Shift>Up" } },
  { "win.move-down", { "<Alt><Shift>Down" } },
  { "win.bold", { "<Control>b" } },
  { "win.italic", { "<Control>i" } },
  { "win.underline", { "<Control>u" } },
  { "win.insert-reference", { "<Control>k" } },
  { "win.previous-part", { "<Control>Page_Up" } },
  { "win.next-part", { "<Control>Page_Down" } },
  { "win.zoom-in", { "<Control>plus", "<Control>equal" } },
  { "win.zoom-out", { "<Control>minus" } },
  { "win.zoom-fit", { "<Control>0" } },
  { "win.next-column", { "F6" } },
  { "win.panel-visible", { "F9" } },
  { "win.next-finding", { "F7" } },
  { "win.previous-finding", { "<Shift>F7" } },
  { "win.fix-finding", { "<Control>F7" } },
  { "win.fix-rule", { "<Control><Shift>F7" } },
  { "win.set-aside", { "<Control><Alt>k" } },
  { "win.set-aside-rule", { "<Control><Alt><Shift>k" } },
  { "win.next-change", { "F8" } },
  { "win.previous-change", { "<Shift>F8" } },
  { "win.accept-change", { "<Alt>Return" } },
  { "win.reject-change", { "<Alt>Delete" } },
  { "win.accept-listed", { "<Shift><Alt>Return" } },
  { "win.reject-listed", { "<Shift><Alt>Delete" } },
  { "win.describe-change", { "<Control>F8" } },
  { "win.comment", { "<Control><Alt>m" } },
  { "win.reply", { "<Control><Alt>r" } },
  { "win.tracking", { "<Control><Shift>e" } },
  { "win.next-view", { "F4" } },
  { "win.compare", { "<Control><Shift>c" } },
  { "win.merge", { "<Control><Shift>m" } },
  { "win.review-record", { "<Control><Shift>l" } },
  { "win.send-review", { "<Control><Shift>r" } },
  { "win.issue", { "<Control><Shift>b" } },
  { "win.back-to-draft", { "<Control><Shift><Alt>b" } },
  { "win.show-review", { "<Control>F9" } },
  { "win.show-check", { "<Control><Shift>F9" } },
  { "win.show-duties", { "<Control><Alt>p" } },
  { "win.duplicate", { "<Control><Shift>d" } },
  { "win.insert-after", { "<Control>Return" } },
  { "win.remove", { "<Control><Shift>Delete" } },
  { "win.heading", { "<Control><Shift>h" } },
  { "win.set-label::roman", { "<Control><Alt>1" } },
  { "win.set-label::arabic", { "<Control><Alt>2" } },
  { "win.set-label::alpha", { "<Control><Alt>3" } },
  { "win.set-label::dash", { "<Control><Alt>4" } },
  { "win.set-label::plus", { "<Control><Alt>5" } },
  { "win.set-label::decimal", { "<Control><Alt>6" } },
  { "win.set-label::part", { "<Control><Alt>7" } },
  { "win.set-label::none", { "<Control><Alt>0" } },
  { "win.add-appendix", { "<Control><Shift>a" } },
  { "win.previous-page", { "<Alt>Page_Up" } },
  { "win.next-page", { "<Alt>Page_Down" } },
  { "win.spelling", { "<Control><Alt>c" } },
  { "win.outline-visible", { "<Shift>F9" } },
  { "app.help", { "F1" } },
  { "app.about", { "<Shift>F1" } },
  { "win.show-help-overlay", { "<Control>question" } },
};

/* A window to open something in: one that has nothing yet, or a new one. */
static BtWindow *
get_window (BtApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (active && BT_IS_WINDOW (active) && bt_window_is_unused (BT_WINDOW (active)))
    return BT_WINDOW (active);
  return bt_window_new (GTK_APPLICATION (self));
}

/* The window that has @file open already. */
static BtWindow *
find_window (BtApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (BT_IS_WINDOW (l->data))
      {
        GFile *other = bt_window_get_file (BT_WINDOW (l->data));
        if (other && g_file_equal (other, file))
          return BT_WINDOW (l->data);
      }
  return NULL;
}

static void
open_file (BtApplication *self, GFile *file)
{
  BtWindow *window = find_window (self, file);

  if (!window)
    {
      window = get_window (self);
      bt_window_open (window, file);
    }
  else
    bt_window_tell_open (window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtWindow *window = get_window (BT_APPLICATION (data));

  bt_window_ask_new (window, NULL);
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_from_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtWindow *window = get_window (BT_APPLICATION (data));

  bt_window_ask_new (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
help_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = GTK_APPLICATION (data);

  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (BT_IS_HELP_WINDOW (l->data))
      {
        gtk_window_present (l->data);
        return;
      }
  gtk_window_present (GTK_WINDOW (bt_help_window_new (application)));
}

static void
preferences_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (bt_preferences_new (parent)));
}

static void
import_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtWindow *window = get_window (BT_APPLICATION (data));

  gtk_window_present (GTK_WINDOW (window));
  bt_window_ask_text (window);
}

static void
recover_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtWindow *window = get_window (BT_APPLICATION (data));

  bt_window_recover (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static void
open_uri_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  open_file (BT_APPLICATION (data), file);
}

static void
open_response_cb (GtkNativeDialog *native, int response, BtApplication *self)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (native));
  for (guint i = 0; files && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      open_file (self, file);
    }
  g_object_unref (native);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (guint i = 0; patterns[i]; i++)
    gtk_file_filter_add_pattern (filter, patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BtApplication *self = BT_APPLICATION (data);
  GtkFileChooserNative *native = gtk_file_chooser_native_new (
      _ ("Open a Plan or a Text"), gtk_application_get_active_window (GTK_APPLICATION (self)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), _ ("_Cancel"));

  add_filter (GTK_FILE_CHOOSER (native), _ ("Plans, Word documents and texts"),
              (const char *const[]){ "*.kehoach", "*.docx", "*.doc", "*.odt", "*.rtf", "*.txt", NULL });
  add_filter (GTK_FILE_CHOOSER (native), _ ("All files"), (const char *const[]){ "*", NULL });
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (native), TRUE);
  bt_last_folder_apply (GTK_FILE_CHOOSER (native));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (open_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static gboolean
close_windows_cb (gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *l = windows; l; l = l->next)
    gtk_window_close (GTK_WINDOW (l->data));
  return G_SOURCE_REMOVE;
}

/* Closes all windows, each of which may ask before it goes, after the key that asked for it has been dealt with. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_windows_cb, g_object_ref (data), g_object_unref);
}

/* What the window about the program calls its own pages, it says in few languages; @name may be one, with a mnemonic
 * or not. */
static const char *
get_page_name (const char *name)
{
  static const char *const names[] = { N_ ("Details"), N_ ("Legal") };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name + (*name == '_'), names[i]) == 0)
      return _ (names[i]);
  return NULL;
}

static void
name_pages (GtkWidget *widget)
{
  const char *name;

  if (ADW_IS_PREFERENCES_ROW (widget)
      && (name = get_page_name (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)))))
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), name);
  else if (GTK_IS_LABEL (widget) && (name = get_page_name (gtk_label_get_label (GTK_LABEL (widget)))))
    gtk_label_set_label (GTK_LABEL (widget), name);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child; child = gtk_widget_get_next_sibling (child))
    name_pages (child);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWidget *window = adw_about_window_new ();

  g_object_set (window, "application-name", _ ("Bản Thảo"), "application-icon", BT_APP_ID, "version", BT_VERSION,
                "developer-name", _ ("The Bản Thảo developers"), "comments",
                _ ("Plans of wards and communes, as the decree lays them down"), "license-type",
                GTK_LICENSE_CUSTOM, "license",
                _ ("Free software under the GNU General Public License, version 3. It comes without any warranty."),
                "transient-for", gtk_application_get_active_window (GTK_APPLICATION (data)), "modal", TRUE, NULL);
  name_pages (window);
  gtk_window_present (GTK_WINDOW (window));
}

/* Each frame takes memory for the pixels it changes and gives it back; where the system has to clear it anew each time,
 * a key that changes much of the window costs some milliseconds more. */
static void
keep_memory (void)
{
#ifdef __GLIBC__
  mallopt (M_MMAP_THRESHOLD, KEPT_MEMORY / 2);
  mallopt (M_TRIM_THRESHOLD, KEPT_MEMORY);
#endif
}

static void
bt_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { "new", new_cb },           { "new-from", new_from_cb, "s" }, { "open", open_cb },
    { "open-uri", open_uri_cb, "s" }, { "recover", recover_cb, "s" },   { "quit", quit_cb },
    { "about", about_cb }, { "import", import_cb }, { "preferences", preferences_cb },
    { "help", help_cb },
  };

  keep_memory ();
  G_APPLICATION_CLASS (bt_application_parent_class)->startup (application);
  bt_names_mend ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accels[i].action,
                                           accels[i].keys);
  gtk_window_set_default_icon_name (BT_APP_ID);
}

static void
bt_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_window (BT_APPLICATION (application))));
}

static void
bt_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    open_file (BT_APPLICATION (application), files[i]);
}

static void
bt_application_class_init (BtApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = bt_application_startup;
  application_class->activate = bt_application_activate;
  application_class->open = bt_application_open;
}

static void
bt_application_init (BtApplication *self)
{
}

/**
 * bt_application_new:
 *
 * Returns: (transfer full): the application
 */
BtApplication *
bt_application_new (void)
{
  return g_object_new (BT_TYPE_APPLICATION, "application-id", BT_APP_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/org/banthao/BanThao",
                       NULL);
}
