/* Help beside a field of a form: a calendar for a date, choices for the lines of a signature. */

#include "bt-field-help.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-symbol.h"

static GtkWidget *
new_menu_button (const char *icon, const char *name, GtkWidget *child)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), child);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

static void
day_selected_cb (GtkCalendar *calendar, GtkEditable *editable)
{
  g_autoptr (GDateTime) date = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_strdup_printf ("%d/%d/%d", g_date_time_get_day_of_month (date),
                                           g_date_time_get_month (date), g_date_time_get_year (date));

  gtk_editable_set_text (editable, text);
}

static void
close_popover_cb (GtkGestureClick *gesture, int n, double x, double y, GtkWidget *calendar)
{
  if (n == 2)
    gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (calendar, GTK_TYPE_POPOVER)));
}

/* Opens at the date that is written, or today. */
static void
calendar_mapped_cb (GtkCalendar *calendar, GtkEditable *editable)
{
  int day = 0, month = 0, year = 0;
  g_autoptr (GDateTime) date = NULL;

  if (sscanf (gtk_editable_get_text (editable), "%d/%d/%d", &day, &month, &year) == 3)
    date = g_date_time_new_local (year, month, day, 0, 0, 0);
  if (!date)
    return;
  g_signal_handlers_block_by_func (calendar, day_selected_cb, editable);
  gtk_calendar_select_day (calendar, date);
  g_signal_handlers_unblock_by_func (calendar, day_selected_cb, editable);
}

static gboolean
open_cb (GtkWidget *widget, GVariant *arguments, gpointer button)
{
  gtk_menu_button_popup (button);
  return TRUE;
}

/* Who fills in a form goes on to the next field by Tab, and what he types there must not press a button on the way: the
 * field itself opens it, as lists are opened. */
static void
open_by_key (GtkWidget *button, GtkWidget *field)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_set_focusable (gtk_widget_get_first_child (button), FALSE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Down, GDK_ALT_MASK),
                        gtk_callback_action_new (open_cb, button, NULL)));
  gtk_widget_add_controller (field, keys);
}

/**
 * bt_field_help_new_calendar:
 * @editable: the field of a date, written day/month/year
 *
 * Returns: (transfer floating): a button with a calendar that fills it, which Alt+Down in the field opens as well
 */
GtkWidget *
bt_field_help_new_calendar (GtkEditable *editable)
{
  GtkWidget *calendar = gtk_calendar_new (), *button;
  GtkGesture *click = gtk_gesture_click_new ();

  g_return_val_if_fail (GTK_IS_EDITABLE (editable), NULL);

  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), editable, 0);
  g_signal_connect_object (calendar, "map", G_CALLBACK (calendar_mapped_cb), editable, 0);
  g_signal_connect (click, "released", G_CALLBACK (close_popover_cb), calendar);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (calendar, GTK_EVENT_CONTROLLER (click));

  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Calendar (Alt+↓)"), -1);
  button = new_menu_button ("x-office-calendar-symbolic", _ ("Calendar (Alt+↓)"), calendar);
  open_by_key (button, GTK_WIDGET (editable));
  return button;
}

static void
symbol_clicked_cb (GtkButton *button, GtkEditable *editable)
{
  gtk_editable_set_text (editable, gtk_button_get_label (button));
}

/**
 * bt_field_help_new_symbol:
 * @editable: the field of the symbol
 *
 * Returns: (transfer floating): a button with the symbol that kind and issuing body give, which fills the field
 */
GtkWidget *
bt_field_help_new_symbol (GtkEditable *editable)
{
  GtkWidget *button = gtk_button_new_with_label ("");

  g_return_val_if_fail (GTK_IS_EDITABLE (editable), NULL);

  gtk_widget_set_tooltip_text (button, _ ("The symbol by kind of document and issuing body"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (symbol_clicked_cb), editable, 0);

  return button;
}

/**
 * bt_field_help_set_symbol:
 * @button: what bt_field_help_new_symbol() gave
 * @plan: a plan
 *
 * Offers the symbol of that plan, unless it has it.
 */
void
bt_field_help_set_symbol (GtkWidget *button, BtPlan *plan)
{
  g_autofree char *symbol = NULL;

  g_return_if_fail (GTK_IS_BUTTON (button));
  g_return_if_fail (plan != NULL);

  symbol = bt_symbol_make (bt_plan_get_field (plan, BT_NODE_TYPE),
                           bt_plan_get_field (plan, BT_NODE_AGENCY));
  gtk_button_set_label (GTK_BUTTON (button), symbol ? symbol : "");
  gtk_widget_set_visible (button,
                          symbol && !g_str_equal (symbol, bt_plan_get_field (plan, BT_NODE_SYMBOL)));
}

/* Who signs for whom (thẩm quyền ký). The words are the document's, not the program's. */
static const struct
{
  const char *authority;
  const char *office;
  const char *meaning;
} authorities[] = {
  { "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", N_ ("On behalf of the committee (TM.)") },
  { "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", N_ ("For the chairman (KT.)") },
  { "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", N_ ("By order of the chairman (TL.)") },
  { "TUQ. CHỦ TỊCH", "", N_ ("By delegation of the chairman (TUQ.)") },
  { "TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH", N_ ("Acting chairman (Q.)") },
};

static void
authority_activated_cb (GtkListBox *list, GtkListBoxRow *row, GtkWidget *button)
{
  BtDocument *document = g_object_get_data (G_OBJECT (button), "bt-document");
  guint chosen = gtk_list_box_row_get_index (row);

  gtk_popover_popdown (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  if (!document)
    return;
  bt_document_end_typing (document);
  bt_document_begin_group (document);
  bt_document_set_field (document, BT_NODE_AUTHORITY, authorities[chosen].authority, NULL);
  bt_document_set_field (document, BT_NODE_OFFICE, authorities[chosen].office, NULL);
  bt_document_end_group (document);
  bt_document_end_typing (document);
}

/**
 * bt_field_help_new_authority:
 *
 * Returns: (transfer floating): a button with the usual lines of authority, which fill them and the office
 */
GtkWidget *
bt_field_help_new_authority (void)
{
  GtkWidget *list = gtk_list_box_new (), *button;

  for (guint i = 0; i < G_N_ELEMENTS (authorities); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      g_auto (GStrv) lines = g_strsplit (authorities[i].authority, "\n", -1);
      g_autofree char *line = g_strjoinv (" – ", lines);
      g_autofree char *title = g_strjoin (authorities[i].office[0] ? " – " : "", line,
                                          authorities[i].office, NULL);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _ (authorities[i].meaning));
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      gtk_list_box_append (GTK_LIST_BOX (list), row);
    }
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  button = new_menu_button ("view-more-symbolic", _ ("Usual Lines of Authority"), list);
  g_signal_connect (list, "row-activated", G_CALLBACK (authority_activated_cb), button);

  return button;
}

/**
 * bt_field_help_set_document:
 * @button: what bt_field_help_new_authority() gave
 * @document: (nullable): the document whose lines it fills
 */
void
bt_field_help_set_document (GtkWidget *button, BtDocument *document)
{
  g_return_if_fail (GTK_IS_WIDGET (button));

  g_object_set_data_full (G_OBJECT (button), "bt-document", document ? g_object_ref (document) : NULL,
                          g_object_unref);
}
