/* The preferences: the profile of the user's office, and who the user is.
 *
 * What is typed holds at once, and is written when the typing pauses. */

#include "bt-preferences.h"

#include <glib/gi18n-lib.h>

#include "bt-own-office.h"
#include "bt-record-row.h"

/* From the last key to the write, in ms. */
#define PAUSE 600

struct _BtPreferences
{
  AdwPreferencesWindow parent_instance;

  AdwPreferencesGroup *header_group;
  AdwPreferencesGroup *signatory_group;
  AdwPreferencesGroup *recipient_group;
  AdwPreferencesGroup *unit_group;
  GtkEditable *symbol_row;
  GtkEditable *place_row;
  GtkEditable *name_row;
  GtkEditable *role_row;

  GtkTextView *parent_view;
  GtkTextView *agency_view;
  GtkTextView *recipient_view;
  GPtrArray *signatories; /* rows */
  GPtrArray *units;       /* rows */
  GSettings *settings;
  guint timer;
  gboolean showing; /* what changes now was not typed */
};

G_DEFINE_FINAL_TYPE (BtPreferences, bt_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static const BtRecordField signatory_fields[] = {
  { N_ ("Name of the Signer"), FALSE },
  { N_ ("Office of the Signer"), FALSE },
  { N_ ("Authority (TM., KT. …)"), TRUE },
};

static const BtRecordField unit_fields[] = {
  { N_ ("Name of the Unit"), FALSE },
  { N_ ("Code in Symbols"), FALSE },
  { N_ ("Other Ways to Write It, a Line Each"), TRUE },
};

static void
say (BtPreferences *self, const char *message)
{
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (message));
}

static char *
dup_entry (GtkEditable *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
take_signatory (BtOffice *office, BtRecordRow *row)
{
  g_autofree char *signer = bt_record_row_dup (row, 0), *title = bt_record_row_dup (row, 1);
  g_autofree char *authority = bt_record_row_dup (row, 2);
  BtSignatory *signatory;

  if (!signer && !title && !authority)
    return;
  signatory = bt_office_add_signatory (office);
  signatory->signer = g_steal_pointer (&signer);
  signatory->office = g_steal_pointer (&title);
  signatory->authority = g_steal_pointer (&authority);
}

static void
take_unit (BtOffice *office, BtRecordRow *row)
{
  g_autofree char *name = bt_record_row_dup (row, 0), *aliases = bt_record_row_dup (row, 2);
  BtOfficeUnit *unit;

  if (!name)
    return;
  unit = bt_office_add_unit (office, name);
  unit->code = bt_record_row_dup (row, 1);
  g_strfreev (unit->aliases);
  unit->aliases = g_strsplit (aliases ? aliases : "", "\n", -1);
}

static void
take_recipients (BtOffice *office, GtkTextView *view)
{
  g_autofree char *text = bt_lines_row_dup_text (view);
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);

  for (guint i = 0; lines[i]; i++)
    if (*g_strstrip (lines[i]) != '\0')
      g_ptr_array_add (office->recipients, g_strdup (lines[i]));
}

/* The profile as the rows say it. */
static BtOffice *
collect (BtPreferences *self)
{
  BtOffice *office = bt_office_new ();

  office->parent = bt_lines_row_dup_text (self->parent_view);
  office->agency = bt_lines_row_dup_text (self->agency_view);
  office->symbol = dup_entry (self->symbol_row);
  office->place = dup_entry (self->place_row);
  for (guint i = 0; i < self->signatories->len; i++)
    take_signatory (office, self->signatories->pdata[i]);
  take_recipients (office, self->recipient_view);
  for (guint i = 0; i < self->units->len; i++)
    take_unit (office, self->units->pdata[i]);

  return office;
}

static void
save (BtPreferences *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (!bt_own_office_set (bt_own_office_get_default (), collect (self), &error))
    say (self, error->message);
}

static gboolean
save_cb (gpointer data)
{
  BtPreferences *self = data;

  self->timer = 0;
  save (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (BtPreferences *self)
{
  if (self->showing)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (PAUSE, save_cb, self);
}

static void
remove_record (BtPreferences *self, GPtrArray *rows, AdwPreferencesGroup *group, BtRecordRow *row)
{
  if (!g_ptr_array_remove (rows, row))
    return;
  adw_preferences_group_remove (group, GTK_WIDGET (row));
  changed_cb (self);
}

static void
removed_cb (BtRecordRow *row, BtPreferences *self)
{
  remove_record (self, self->signatories, self->signatory_group, row);
  remove_record (self, self->units, self->unit_group, row);
}

static BtRecordRow *
add_record (BtPreferences *self, GPtrArray *rows, AdwPreferencesGroup *group,
            const BtRecordField *fields)
{
  GtkWidget *row = bt_record_row_new (fields, 3);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, 0);
  g_ptr_array_add (rows, row);
  adw_preferences_group_add (group, row);

  return BT_RECORD_ROW (row);
}

static BtRecordRow *
add_signatory (BtPreferences *self)
{
  return add_record (self, self->signatories, self->signatory_group, signatory_fields);
}

static BtRecordRow *
add_unit (BtPreferences *self)
{
  return add_record (self, self->units, self->unit_group, unit_fields);
}

/* A new record is open, with the caret in its first field. */
static void
begin_record (BtRecordRow *row)
{
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (row));
  gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
}

static void
add_signatory_cb (BtPreferences *self)
{
  begin_record (add_signatory (self));
}

static void
add_unit_cb (BtPreferences *self)
{
  begin_record (add_unit (self));
}

static void
clear_records (GPtrArray *rows, AdwPreferencesGroup *group)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static void
set_lines (GtkTextView *view, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), text ? text : "", -1);
}

static void
show_records (BtPreferences *self, const BtOffice *office)
{
  for (guint i = 0; i < office->signatories->len; i++)
    {
      const BtSignatory *signatory = office->signatories->pdata[i];
      BtRecordRow *row = add_signatory (self);
      bt_record_row_set (row, 0, signatory->signer);
      bt_record_row_set (row, 1, signatory->office);
      bt_record_row_set (row, 2, signatory->authority);
    }
  for (guint i = 0; i < office->units->len; i++)
    {
      const BtOfficeUnit *unit = office->units->pdata[i];
      g_autofree char *aliases = g_strjoinv ("\n", unit->aliases);
      BtRecordRow *row = add_unit (self);
      bt_record_row_set (row, 0, unit->name);
      bt_record_row_set (row, 1, unit->code);
      bt_record_row_set (row, 2, aliases);
    }
}

static void
show_office (BtPreferences *self)
{
  const BtOffice *office = bt_own_office_get (bt_own_office_get_default ());
  g_autoptr (GString) recipients = g_string_new (NULL);

  self->showing = TRUE;
  clear_records (self->signatories, self->signatory_group);
  clear_records (self->units, self->unit_group);
  set_lines (self->parent_view, office->parent);
  set_lines (self->agency_view, office->agency);
  gtk_editable_set_text (self->symbol_row, office->symbol ? office->symbol : "");
  gtk_editable_set_text (self->place_row, office->place ? office->place : "");
  for (guint i = 0; i < office->recipients->len; i++)
    g_string_append_printf (recipients, "%s%s", i > 0 ? "\n" : "",
                            (char *) office->recipients->pdata[i]);
  set_lines (self->recipient_view, recipients->str);
  show_records (self, office);
  self->showing = FALSE;
}

static GtkFileChooserNative *
new_dialog (BtPreferences *self, GtkFileChooserAction action, const char *title, const char *verb)
{
  GtkFileChooserNative *native
      = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, verb, _ ("_Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Office profiles (*.xml)"));
  gtk_file_filter_add_pattern (filter, "*.xml");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);

  return native;
}

static void
import_response_cb (GtkNativeDialog *native, int response, BtPreferences *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file && bt_own_office_import (bt_own_office_get_default (), file, &error))
    show_office (self);
  else if (error)
    say (self, error->message);
  g_object_unref (native);
}

static void
import_cb (BtPreferences *self)
{
  GtkFileChooserNative *native = new_dialog (self, GTK_FILE_CHOOSER_ACTION_OPEN,
                                             _ ("Import an Office Profile"), _ ("_Open"));

  g_signal_connect_object (native, "response", G_CALLBACK (import_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
export_response_cb (GtkNativeDialog *native, int response, BtPreferences *self)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file)
    {
      bt_own_office_export (bt_own_office_get_default (), file, &error);
      say (self, error ? error->message : _ ("Written; import it on the next computer."));
    }
  g_object_unref (native);
}

static void
export_cb (BtPreferences *self)
{
  GtkFileChooserNative *native = new_dialog (self, GTK_FILE_CHOOSER_ACTION_SAVE,
                                             _ ("Export the Office Profile"), _ ("_Save"));

  if (self->timer)
    save (self);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), "co-quan.xml");
  g_signal_connect_object (native, "response", G_CALLBACK (export_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static gboolean
bt_preferences_close_request (GtkWindow *window)
{
  BtPreferences *self = BT_PREFERENCES (window);

  /* What an input method still composes is committed when the focus goes. */
  gtk_window_set_focus (window, NULL);
  if (self->timer)
    save (self);
  return GTK_WINDOW_CLASS (bt_preferences_parent_class)->close_request (window);
}

static void
bt_preferences_dispose (GObject *object)
{
  BtPreferences *self = BT_PREFERENCES (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->signatories, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (bt_preferences_parent_class)->dispose (object);
}

static void
bt_preferences_class_init (BtPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_preferences_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = bt_preferences_close_request;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, header_group);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, signatory_group);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, recipient_group);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, unit_group);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, symbol_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, place_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, name_row);
  gtk_widget_class_bind_template_child (widget_class, BtPreferences, role_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_signatory_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_unit_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

static GtkTextView *
add_lines (BtPreferences *self, AdwPreferencesGroup *group, const char *title)
{
  GtkTextView *view = NULL;

  adw_preferences_group_add (group, bt_lines_row_new (title, &view));
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  return view;
}

static void
bt_preferences_init (BtPreferences *self)
{
  self->signatories = g_ptr_array_new ();
  self->units = g_ptr_array_new ();
  self->settings = g_settings_new (BT_APP_ID);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->parent_view = add_lines (self, self->header_group, _ ("Superior Body"));
  self->agency_view = add_lines (self, self->header_group, _ ("Issuing Body"));
  self->recipient_view = add_lines (self, self->recipient_group, _ ("Recipients, a Line Each"));
  g_settings_bind (self->settings, "author-name", self->name_row, "text", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "author-role", self->role_row, "text", G_SETTINGS_BIND_DEFAULT);
  show_office (self);
}

/**
 * bt_preferences_new:
 * @parent: (nullable): the window it belongs to
 *
 * Returns: (transfer none): the preferences, which GTK keeps
 */
GtkWidget *
bt_preferences_new (GtkWindow *parent)
{
  return g_object_new (BT_TYPE_PREFERENCES, "transient-for", parent, "modal", parent != NULL, NULL);
}
