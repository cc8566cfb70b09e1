/* Checking in the window: the page of the panel, the counters in the bottom line and the outline, and the keys. */

#include <glib/gi18n-lib.h>

#include "bt-duty-window.h"
#include "bt-window-private.h"

static BtFindingPanel *
get_panel (BtWindow *self)
{
  return BT_FINDING_PANEL (bt_lazy_bin_get (self->finding_panel));
}

/* Shows the panel's page for checking, whatever was there. */
static void
show_check (BtWindow *self)
{
  bt_window_show_panel (self, "check");
}

static void
chosen_cb (BtFindingPanel *panel, BtFindingItem *item, BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *node = bt_plan_has_node (plan, item->finding->node)
                     ? bt_plan_get_node (plan, item->finding->node)
                     : NULL;
  BtNode *text = node ? bt_node_find_text (node) : NULL;
  gsize length = text ? bt_text_get_length (bt_node_get_text (text)) : 0;

  bt_editor_finish_input (self->editor);
  if (text)
    bt_window_go_to (self, bt_place (bt_node_get_id (text),
                                     text == node ? MIN (item->finding->start, length) : 0));
  else if (item->part)
    bt_window_show_part (self, item->part);
}

/* "2 errors · 5 warnings"; hints alone are told only where there is nothing worse. */
static char *
dup_counts (BtFindingList *list)
{
  guint errors = bt_finding_list_count (list, BT_SEVERITY_ERROR);
  guint warnings = bt_finding_list_count (list, BT_SEVERITY_WARNING);
  guint hints = bt_finding_list_count (list, BT_SEVERITY_HINT);
  g_autofree char *said_errors = g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *said_warnings =
      g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);

  if (errors > 0 && warnings > 0)
    return g_strdup_printf ("%s · %s", said_errors, said_warnings);
  if (errors > 0 || warnings > 0)
    return errors > 0 ? g_steal_pointer (&said_errors) : g_steal_pointer (&said_warnings);
  return hints > 0 ? g_strdup_printf (ngettext ("%u hint", "%u hints", hints), hints)
                   : g_strdup (_ ("No errors"));
}

static void
update_counter (BtFindingList *list, BtWindow *self)
{
  g_autofree char *counts = dup_counts (list);

  gtk_button_set_label (self->check_button, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->check_button), bt_finding_list_get_document (list) != NULL);
  bt_outline_set_findings (self->outline, bt_finding_list_get_counts (list));
}

/* Whether the panel's buttons may change the plan now. */
void
bt_window_update_check (BtWindow *self)
{
  GtkWidget *panel = bt_lazy_bin_peek (self->finding_panel);

  if (panel)
    bt_finding_panel_set_editable (BT_FINDING_PANEL (panel), bt_window_is_editable (self));
}

static void
step (BtWindow *self, int direction)
{
  show_check (self);
  if (bt_finding_list_get_document (self->findings) && !bt_finding_list_is_read (self->findings))
    self->wanted_finding = direction;
  else if (!bt_finding_panel_step (get_panel (self), direction))
    bt_window_say (self, _ ("The check finds nothing to mend."));
}

/* The plan was just opened when the first finding was asked for: now there is one, or none. */
static void
step_if_wanted_cb (BtFindingList *list, BtWindow *self)
{
  int direction = self->wanted_finding;

  self->wanted_finding = 0;
  if (direction != 0 && bt_finding_list_is_read (list))
    step (self, direction);
}

static void
panel_made_cb (BtLazyBin *bin, BtFindingPanel *panel, BtWindow *self)
{
  bt_finding_panel_set_list (panel, self->findings);
  g_signal_connect (panel, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (panel, "notice", G_CALLBACK (bt_window_say), self);
  g_signal_connect_object (panel, "left", G_CALLBACK (bt_editor_focus), self->editor, G_CONNECT_SWAPPED);
  bt_window_update_check (self);
}

/* Makes the list of findings, underlines what was found, and shows it in the panel when that is looked at. */
void
bt_window_begin_check (BtWindow *self)
{
  self->underlines = bt_underlines_new ();
  self->findings = bt_finding_list_new (self->underlines);
  bt_editor_set_underlines (self->editor, self->underlines);
  g_signal_connect (self->findings, "changed", G_CALLBACK (update_counter), self);
  g_signal_connect_after (self->findings, "changed", G_CALLBACK (step_if_wanted_cb), self);
  g_signal_connect_swapped (self->findings, "failed", G_CALLBACK (bt_window_say), self);
  g_signal_connect (self->finding_panel, "made", G_CALLBACK (panel_made_cb), self);
}

static void
fix (BtWindow *self, gboolean all)
{
  if (!bt_finding_panel_fix (get_panel (self), all))
    bt_window_say (self, _ ("Choose a finding that can be mended first, with F7 or in the list"));
}

static void
set_aside (BtWindow *self, gboolean all)
{
  show_check (self);
  if (!bt_finding_panel_set_aside (get_panel (self), all))
    bt_window_say (self, _ ("Choose a finding first, with F7 or in the list"));
}

static void
duty_chosen_cb (BtDutyWindow *duties, const char *id, BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *text = bt_plan_has_node (plan, id) ? bt_node_find_text (bt_plan_get_node (plan, id)) : NULL;

  if (text)
    bt_window_go_to (self, bt_place (bt_node_get_id (text), 0));
  gtk_window_present (GTK_WINDOW (self));
}

static void
show_duties (BtWindow *self)
{
  GtkWidget *duties
      = bt_duty_window_new (GTK_WINDOW (self), bt_document_get_plan (self->document));

  g_signal_connect_object (duties, "chosen", G_CALLBACK (duty_chosen_cb), self, 0);
  g_signal_connect_object (duties, "failed", G_CALLBACK (bt_window_say), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (duties));
}

/* What the actions of checking do. */
void
bt_window_check_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.show-check"))
    show_check (self);
  else if (g_str_equal (name, "win.next-finding") || g_str_equal (name, "win.previous-finding"))
    step (self, g_str_equal (name, "win.next-finding") ? 1 : -1);
  else if (g_str_equal (name, "win.show-duties"))
    show_duties (self);
  else if (g_str_equal (name, "win.set-aside") || g_str_equal (name, "win.set-aside-rule"))
    set_aside (self, g_str_equal (name, "win.set-aside-rule"));
  else
    fix (self, g_str_equal (name, "win.fix-rule"));
}
