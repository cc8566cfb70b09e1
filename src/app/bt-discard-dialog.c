/* Asking before a draft that nobody has saved goes for good. */

#include "bt-discard-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "bt-recovery.h"

typedef struct
{
  char *id;
  BtDiscardDone done;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, GtkWidget *widget)
{
  const Question *question = g_object_get_data (G_OBJECT (dialog), "question");
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "discard"))
    return;
  bt_recovery_discard (question->id, &error);
  question->done (widget, error);
}

/**
 * bt_discard_dialog_ask:
 * @widget: what asks, in the window that the question stands over
 * @id: which draft
 * @done: called once it is discarded, or could not be; not where the answer is no, or @widget is gone
 *
 * Asks whether the draft may go, because nothing brings it back, and lets it go then.
 */
void
bt_discard_dialog_ask (GtkWidget *widget, const char *id, BtDiscardDone done)
{
  GtkWidget *dialog;
  Question *question;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (id != NULL && done != NULL);

  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Discard the Draft?"),
                                   _ ("What was written and never saved is lost then."));
  question = g_new0 (Question, 1);
  question->id = g_strdup (id);
  question->done = done;
  g_object_set_data_full (G_OBJECT (dialog), "question", question, question_free);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), widget, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
