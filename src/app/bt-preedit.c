/* Keeps the word that an input method is composing when something else happens in the text view.
 *
 * A click or a caret that is set in mid-word makes GTK reset the input method, and the word on the screen is gone. Here
 * the word is put into the text before: ibus commits on a reset or on a focus change at once, fcitx5 does not, so its
 * word is inserted from what was shown. */

#include "bt-preedit.h"

struct _BtPreedit
{
  GtkTextView *view; /* owns us */
  GtkIMContext *context;
  char *shown;
  gboolean committed;
  gboolean finishing;
};

static GtkIMContext *
find_context (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      GtkIMContext *context = NULL;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        context = gtk_event_controller_key_get_im_context (GTK_EVENT_CONTROLLER_KEY (controller));
      if (context)
        return context;
    }

  return NULL;
}

static void
preedit_changed_cb (GtkIMContext *context, BtPreedit *preedit)
{
  g_clear_pointer (&preedit->shown, g_free);
  gtk_im_context_get_preedit_string (context, &preedit->shown, NULL, NULL);
  if (preedit->shown && *preedit->shown == '\0')
    g_clear_pointer (&preedit->shown, g_free);
}

static void
commit_cb (GtkIMContext *context, const char *string, BtPreedit *preedit)
{
  preedit->committed = TRUE;
}

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, BtPreedit *preedit)
{
  bt_preedit_finish (preedit);
}

/**
 * bt_preedit_new:
 * @view: a text view, which must live longer
 *
 * Returns: (transfer full): what watches the view's input method
 */
BtPreedit *
bt_preedit_new (GtkTextView *view)
{
  BtPreedit *preedit;
  GtkGesture *click;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  preedit = g_new0 (BtPreedit, 1);
  preedit->view = view;
  preedit->context = find_context (GTK_WIDGET (view));
  if (preedit->context)
    {
      g_object_ref (preedit->context);
      g_signal_connect (preedit->context, "preedit-changed", G_CALLBACK (preedit_changed_cb),
                        preedit);
      g_signal_connect (preedit->context, "commit", G_CALLBACK (commit_cb), preedit);
    }

  click = gtk_gesture_click_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), preedit);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (click));

  return preedit;
}

/**
 * bt_preedit_free:
 * @preedit: (transfer full): what watches an input method; while its view is going away
 */
void
bt_preedit_free (BtPreedit *preedit)
{
  g_return_if_fail (preedit != NULL);

  if (preedit->context)
    g_signal_handlers_disconnect_by_data (preedit->context, preedit);
  g_clear_object (&preedit->context);
  g_free (preedit->shown);
  g_free (preedit);
}

/**
 * bt_preedit_is_active:
 * @preedit: what watches an input method
 *
 * Returns: whether a word is being composed
 */
gboolean
bt_preedit_is_active (BtPreedit *preedit)
{
  g_return_val_if_fail (preedit != NULL, FALSE);

  return preedit->shown != NULL;
}

/**
 * bt_preedit_finish:
 * @preedit: what watches an input method
 *
 * Puts the word being composed, if any, into the text at its place. To be called before the caret is set, the text is
 * shown from elsewhere, or a command runs.
 */
void
bt_preedit_finish (BtPreedit *preedit)
{
  g_autofree char *word = NULL;

  g_return_if_fail (preedit != NULL);

  if (!preedit->shown || !preedit->context || preedit->finishing)
    return;

  preedit->finishing = TRUE;
  preedit->committed = FALSE;
  word = g_strdup (preedit->shown);
  gtk_im_context_reset (preedit->context);
  if (!preedit->committed && preedit->shown)
    {
      gtk_im_context_focus_out (preedit->context);
      gtk_im_context_focus_in (preedit->context);
    }
  if (!preedit->committed)
    gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (preedit->view), word,
                                                  -1, TRUE);
  g_clear_pointer (&preedit->shown, g_free);
  preedit->finishing = FALSE;
}
