/* The window before it has a plan: the page that asks what a new one is about, and text that is pasted in. */

#include <glib/gi18n-lib.h>

#include "bt-import-dialog.h"
#include "bt-window-private.h"

static void
created_cb (BtNewPlanPage *page, BtPlan *plan, BtWindow *self)
{
  bt_window_new_plan (self, plan);
  gtk_widget_set_visible (GTK_WIDGET (self->new_page), FALSE);
}

static void
left_cb (BtNewPlanPage *page, BtWindow *self)
{
  bt_window_show_page (self);
  gtk_widget_set_visible (GTK_WIDGET (self->new_page), FALSE);
}

static void
page_made_cb (BtLazyBin *bin, BtNewPlanPage *page, BtWindow *self)
{
  g_signal_connect (page, "created", G_CALLBACK (created_cb), self);
  g_signal_connect (page, "left", G_CALLBACK (left_cb), self);
}

/* Connects the pages that a window without a plan has. */
void
bt_window_init_start (BtWindow *self)
{
  g_signal_connect (self->new_page, "made", G_CALLBACK (page_made_cb), self);
}

/**
 * bt_window_ask_new:
 * @window: a window that has no plan yet
 * @template_name: (nullable): what the new plan begins with
 *
 * Asks what differs from plan to plan, then shows the new one.
 */
void
bt_window_ask_new (BtWindow *window, const char *template_name)
{
  g_return_if_fail (BT_IS_WINDOW (window));

  gtk_widget_set_visible (GTK_WIDGET (window->new_page), TRUE);
  gtk_stack_set_visible_child_name (window->stack, "new");
  bt_new_plan_page_begin (BT_NEW_PLAN_PAGE (bt_lazy_bin_get (window->new_page)), template_name);
}

static void
text_given_cb (BtImportDialog *dialog, const char *text, BtWindow *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  bt_window_import_text (self, bytes);
}

/**
 * bt_window_ask_text:
 * @window: a window that has no plan yet
 *
 * Asks for the text of a plan, then shows what it becomes.
 */
void
bt_window_ask_text (BtWindow *window)
{
  GtkWidget *dialog;

  g_return_if_fail (BT_IS_WINDOW (window));

  dialog = bt_import_dialog_new (GTK_WINDOW (window));
  g_signal_connect_object (dialog, "given", G_CALLBACK (text_given_cb), window, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
