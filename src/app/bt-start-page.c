/* The start page: what to go on with, and what to begin. */

#include "bt-start-page.h"

#include <glib/gi18n-lib.h>

#include "bt-columns.h"
#include "bt-discard-dialog.h"
#include "bt-recovery.h"
#include "bt-start-row.h"
#include "bt-store.h"
#include "bt-template.h"

/* More than these nobody looks through; there is the file dialog. */
#define MAX_RECENT 8

struct _BtStartPage
{
  AdwBin parent_instance;

  AdwPreferencesGroup *recovered;
  AdwPreferencesGroup *recent;
  GtkWidget *nothing_recent;
  AdwPreferencesGroup *templates;
  GPtrArray *recovered_rows;
  GPtrArray *recent_rows;
};

G_DEFINE_FINAL_TYPE (BtStartPage, bt_start_page, ADW_TYPE_BIN)

static void
remove_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
add_row (AdwPreferencesGroup *group, const char *icon_name, const char *title, const char *subtitle, int n_lines)
{
  GtkWidget *row = bt_start_row_new (icon_name, title, subtitle, n_lines);

  adw_preferences_group_add (group, row);
  return row;
}

/* Where a file lies, as its user knows it: "~/Tài liệu/kế hoạch.kehoach". */
static char *
dup_place (const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);
  g_autofree char *name = g_file_get_parse_name (file);
  const char *home = g_get_home_dir ();

  if (g_str_has_prefix (name, home) && name[strlen (home)] == G_DIR_SEPARATOR)
    return g_strconcat ("~", name + strlen (home), NULL);
  return g_steal_pointer (&name);
}

static void look_for_drafts (BtStartPage *self);

static void
discarded_cb (GtkWidget *widget, const GError *error)
{
  if (error)
    g_info ("%s", error->message);
  look_for_drafts (BT_START_PAGE (widget));
}

static void
discard_cb (GtkButton *button, BtStartPage *self)
{
  bt_discard_dialog_ask (GTK_WIDGET (self), g_object_get_data (G_OBJECT (button), "draft"), discarded_cb);
}

static void
add_recovered (BtStartPage *self, const BtDraftInfo *info)
{
  g_autofree char *time = bt_recovery_dup_time (info);
  g_autofree char *place = info->uri ? dup_place (info->uri) : g_strdup (_ ("never saved"));
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", time, place);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *row = add_row (self->recovered, "document-revert-symbolic",
                            info->title && *info->title ? info->title : _ ("New Plan"), subtitle, 1);

  gtk_widget_set_tooltip_text (button, _ ("Discard the Draft"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Discard the Draft"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "draft", g_strdup (info->id), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (discard_cb), self);
  bt_start_row_add_suffix (BT_START_ROW (row), button);
  bt_start_row_set_action (BT_START_ROW (row), "app.recover", info->id);
  g_ptr_array_add (self->recovered_rows, row);
}

static void
listed_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtStartPage) self = data;
  g_autoptr (GPtrArray) list = bt_recovery_list_finish (result);

  if (!self->recovered_rows) /* closed meanwhile */
    return;
  remove_rows (self->recovered, self->recovered_rows);
  for (guint i = 0; i < list->len; i++)
    add_recovered (self, list->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self->recovered), list->len > 0);
}

static void
look_for_drafts (BtStartPage *self)
{
  bt_recovery_list_async (listed_cb, g_object_ref (self));
}

static int
compare_recent (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

static void
add_recent (BtStartPage *self, GtkRecentInfo *info)
{
  const char *uri = gtk_recent_info_get_uri (info);
  const char *title = gtk_recent_info_get_description (info);
  g_autofree char *place = dup_place (uri);
  GtkWidget *row = add_row (self->recent, "document-open-recent-symbolic",
                            title && *title ? title : gtk_recent_info_get_display_name (info), place, 1);

  bt_start_row_set_action (BT_START_ROW (row), "app.open-uri", uri);
  g_ptr_array_add (self->recent_rows, row);
}

static void
update_recent (BtStartPage *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()),
                              compare_recent);

  remove_rows (self->recent, self->recent_rows);
  for (GList *l = items; l && self->recent_rows->len < MAX_RECENT; l = l->next)
    if (g_str_has_suffix (gtk_recent_info_get_uri (l->data), BT_STORE_EXTENSION)
        && gtk_recent_info_exists (l->data))
      add_recent (self, l->data);
  gtk_widget_set_visible (self->nothing_recent, self->recent_rows->len == 0);
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
}

/* Other windows may have saved, or ended, since it was seen last. */
static void
bt_start_page_map (GtkWidget *widget)
{
  BtStartPage *self = BT_START_PAGE (widget);

  GTK_WIDGET_CLASS (bt_start_page_parent_class)->map (widget);
  update_recent (self);
  look_for_drafts (self);
}

static void
bt_start_page_dispose (GObject *object)
{
  BtStartPage *self = BT_START_PAGE (object);

  g_clear_pointer (&self->recovered_rows, g_ptr_array_unref);
  g_clear_pointer (&self->recent_rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_start_page_parent_class)->dispose (object);
}

static void
add_template (BtStartPage *self, const BtTemplateInfo *info)
{
  GtkWidget *row = add_row (self->templates, "document-new-symbolic", info->title, info->about, 2);

  bt_start_row_set_action (BT_START_ROW (row), "app.new-from", info->name);
}

static void
bt_start_page_class_init (BtStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BT_TYPE_COLUMNS);
  G_OBJECT_CLASS (klass)->dispose = bt_start_page_dispose;
  widget_class->map = bt_start_page_map;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BtStartPage, recovered);
  gtk_widget_class_bind_template_child (widget_class, BtStartPage, recent);
  gtk_widget_class_bind_template_child (widget_class, BtStartPage, templates);
}

static void
bt_start_page_init (BtStartPage *self)
{
  g_autoptr (GPtrArray) templates = bt_template_list ();

  self->recovered_rows = g_ptr_array_new ();
  self->recent_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->nothing_recent
      = add_row (self->recent, NULL, _ ("No plan yet"),
                 _ ("Choose what to begin with on the right, or bring in the text of a plan from Word or PDF."), 3);
  for (guint i = 0; i < templates->len; i++)
    add_template (self, templates->pdata[i]);
}
