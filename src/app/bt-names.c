/* What GTK 4.8 tells a screen reader wrongly: a button with a mnemonic is called by its label twice, once with the
 * underscore ("_Mở Mở"), and the part of a drop-down that takes the keys by the name of its class. */

#include "bt-names.h"

static void
name_button (GtkButton *button)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (button));

  if (gtk_button_get_use_underline (button) && gtk_button_get_label (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (GTK_IS_DROP_DOWN (parent))
    gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, parent, NULL, -1);
}

static gboolean
mapped_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  GObject *widget = g_value_get_object (values);

  if (GTK_IS_BUTTON (widget))
    name_button (GTK_BUTTON (widget));
  return TRUE;
}

/**
 * bt_names_mend:
 *
 * From now on all buttons that come on the screen, those of the toolkit's own dialogs among them, have the names that
 * they show. To be called once, after GTK has started.
 */
void
bt_names_mend (void)
{
  g_type_class_unref (g_type_class_ref (GTK_TYPE_BUTTON));
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, mapped_cb, NULL, NULL);
}
