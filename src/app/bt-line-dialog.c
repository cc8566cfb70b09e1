/* A question over the window whose answer is a line or two. */

#include "bt-line-dialog.h"

#include <glib/gi18n-lib.h>

static GtkListBox *
get_lines (AdwMessageDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "bt-lines");
}

/**
 * bt_line_dialog_new:
 * @parent: the window over which it is asked
 * @heading: what is asked
 * @body: what the answer is for
 * @answer: what the button says that gives the answer, with its mnemonic
 *
 * Returns: (transfer none): a question without lines, not yet shown; it answers "ok" or "cancel"
 */
AdwMessageDialog *
bt_line_dialog_new (GtkWindow *parent, const char *heading, const char *body, const char *answer)
{
  AdwMessageDialog *dialog;
  GtkWidget *box, *lines;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);

  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  lines = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (lines), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (lines, "boxed-list");
  gtk_box_append (GTK_BOX (box), lines);
  g_object_set_data (G_OBJECT (dialog), "bt-lines", lines);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "ok", answer, NULL);
  adw_message_dialog_set_response_appearance (dialog, "ok", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "ok");
  adw_message_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

/**
 * bt_line_dialog_add:
 * @dialog: a question
 * @title: what belongs in the line
 * @text: what stands there already
 *
 * Adds a line; Enter in it answers. The first one has the keys.
 */
void
bt_line_dialog_add (AdwMessageDialog *dialog, const char *title, const char *text)
{
  GtkWidget *row;

  g_return_if_fail (ADW_IS_MESSAGE_DIALOG (dialog));
  g_return_if_fail (title != NULL && text != NULL);

  row = adw_entry_row_new ();
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_NO_EMOJI);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (row))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_append (get_lines (dialog), row);
  if (gtk_list_box_get_row_at_index (get_lines (dialog), 0) == GTK_LIST_BOX_ROW (row))
    gtk_window_set_focus (GTK_WINDOW (dialog), row);
}

/**
 * bt_line_dialog_dup:
 * @dialog: a question
 * @line: which line, from 0
 *
 * Returns: (transfer full): what stands there, without blanks around it
 */
char *
bt_line_dialog_dup (AdwMessageDialog *dialog, guint line)
{
  GtkListBoxRow *row;

  g_return_val_if_fail (ADW_IS_MESSAGE_DIALOG (dialog), NULL);

  row = gtk_list_box_get_row_at_index (get_lines (dialog), line);
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}
