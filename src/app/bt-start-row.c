/* A row of the start page: something to go on with or to begin, with a line about it.
 *
 * It looks as an AdwActionRow does, whose words take long to be measured (see bt-columns.c). */

#include "bt-start-row.h"

#include "bt-columns.h"

struct _BtStartRow
{
  AdwPreferencesRow parent_instance;

  GtkBox *header;
  GtkImage *icon;
  GtkLabel *subtitle;
};

G_DEFINE_FINAL_TYPE (BtStartRow, bt_start_row, ADW_TYPE_PREFERENCES_ROW)

static void
bt_start_row_class_init (BtStartRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BT_TYPE_COLUMNS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-start-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BtStartRow, header);
  gtk_widget_class_bind_template_child (widget_class, BtStartRow, icon);
  gtk_widget_class_bind_template_child (widget_class, BtStartRow, subtitle);
}

static void
bt_start_row_init (BtStartRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bt_start_row_new:
 * @icon_name: (nullable): what stands before it
 * @title: what it is
 * @subtitle: what else is said of it
 * @n_lines: how many lines that may take
 *
 * Returns: (transfer floating): a new row, which does nothing when it is pressed
 */
GtkWidget *
bt_start_row_new (const char *icon_name, const char *title, const char *subtitle, int n_lines)
{
  BtStartRow *row;

  g_return_val_if_fail (title != NULL, NULL);
  g_return_val_if_fail (subtitle != NULL, NULL);

  row = g_object_new (BT_TYPE_START_ROW, "title", title, "activatable", FALSE, NULL);
  gtk_image_set_from_icon_name (row->icon, icon_name);
  gtk_widget_set_visible (GTK_WIDGET (row->icon), icon_name != NULL);
  gtk_label_set_label (row->subtitle, subtitle);
  gtk_label_set_lines (row->subtitle, n_lines);
  return GTK_WIDGET (row);
}

/**
 * bt_start_row_set_action:
 * @row: a row
 * @action: the action that it is pressed for
 * @target: the string which that is told
 */
void
bt_start_row_set_action (BtStartRow *row, const char *action, const char *target)
{
  g_return_if_fail (BT_IS_START_ROW (row));
  g_return_if_fail (action != NULL);
  g_return_if_fail (target != NULL);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
}

/**
 * bt_start_row_add_suffix:
 * @row: a row
 * @widget: (transfer floating): what is to stand behind its words
 */
void
bt_start_row_add_suffix (BtStartRow *row, GtkWidget *widget)
{
  g_return_if_fail (BT_IS_START_ROW (row));
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_box_append (row->header, widget);
}
