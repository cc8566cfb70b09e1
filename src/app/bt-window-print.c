/* The window and paper: which text of a plan under review is printed or exported, and the print dialog. */

#include <glib/gi18n-lib.h>

#include "bt-print-job.h"
#include "bt-review-job.h"
#include "bt-review-reader.h"
#include "bt-window-private.h"

/* The texts one can choose from, in the order in which they are offered; the first is what most people want. */
static const struct
{
  BtView view;
  const char *words;
} texts[] = {
  { BT_VIEW_MARKUP, N_ ("With its _changes marked") },
  { BT_VIEW_FINAL, N_ ("As it will _read when all are accepted") },
  { BT_VIEW_ORIGINAL, N_ ("As it _was before them") },
};

/* What is being asked, and what is done with the answer. */
typedef struct
{
  BtPlan *plan;
  BtWindowTakesPlan then;
  GtkCheckButton *texts[G_N_ELEMENTS (texts)];
  GtkCheckButton *comments;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  bt_plan_unref (question->plan);
  g_free (question);
}

/* A plan on its way to paper. */
typedef struct
{
  BtWindow *window;
  BtWindowTakesPlan then;
} Paper;

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Paper *paper = data;
  g_autoptr (BtWindow) self = paper->window;
  g_autoptr (BtPlan) plan = bt_review_job_plan_finish (result, NULL, NULL); /* NULL where it was stopped */

  bt_window_end_work (self, result);
  if (plan && self->document)
    paper->then (self, plan);
}

static void
make_paper (BtWindow *self, BtPlan *plan, BtView view, gboolean with_comments, BtWindowTakesPlan then)
{
  Paper *paper = g_new (Paper, 1);

  paper->window = g_object_ref (self);
  paper->then = then;
  bt_review_job_paper_async (plan, view, with_comments, bt_window_begin_work (self, _ ("Preparing the text…")),
                             made_cb, paper);
}

static BtView
get_view (const Question *question)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (gtk_check_button_get_active (question->texts[i]))
      return texts[i].view;
  return BT_VIEW_MARKUP;
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  const Question *question = g_object_get_data (G_OBJECT (dialog), "bt-question");

  if (g_str_equal (response, "go") && self->document)
    make_paper (self, question->plan, get_view (question), gtk_check_button_get_active (question->comments),
                question->then);
}

/* GTK 4.8 lets a screen reader read the underscore of the mnemonic. */
static GtkCheckButton *
new_choice (const char *words)
{
  GtkWidget *button = gtk_check_button_new_with_mnemonic (words);
  g_auto (GStrv) halves = g_strsplit (words, "_", 2);
  g_autofree char *spoken = g_strjoinv ("", halves);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return GTK_CHECK_BUTTON (button);
}

static gboolean
enter_cb (GtkWidget *box, GVariant *args, gpointer data)
{
  gtk_widget_activate_default (box);
  return TRUE;
}

/* Enter says yes, as in every other question, and does not press the choice that has the keys. */
static void
take_enter (GtkWidget *box)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter"),
                        gtk_callback_action_new (enter_cb, NULL, NULL)));
  gtk_widget_add_controller (box, controller);
}

/* What is not there is not asked about. */
static GtkWidget *
new_choices (Question *question, BtView view, guint n_changes, guint n_comments)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      question->texts[i] = new_choice (_ (texts[i].words));
      gtk_check_button_set_group (question->texts[i], i > 0 ? question->texts[0] : NULL);
      gtk_check_button_set_active (question->texts[i], texts[i].view == view);
      gtk_widget_set_visible (GTK_WIDGET (question->texts[i]), n_changes > 0);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->texts[i]));
    }
  question->comments = new_choice (_ ("Comments as _notes behind the text"));
  gtk_check_button_set_active (question->comments, n_comments > 0);
  gtk_widget_set_visible (GTK_WIDGET (question->comments), n_comments > 0);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (question->comments));
  take_enter (box);
  return box;
}

/* Asks which text is meant where the plan has open changes or comments; @then is called with it. @heading and @verb say
 * what will be done. */
static void
ask_text (BtWindow *self, const char *heading, const char *verb, BtWindowTakesPlan then)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autofree char *open = NULL;
  guint n_changes, n_comments;
  Question *question;
  AdwMessageDialog *dialog;

  bt_review_count (plan, &n_changes, &n_comments);
  if (n_changes + n_comments == 0)
    {
      make_paper (self, plan, BT_VIEW_MARKUP, FALSE, then);
      return;
    }
  open = bt_review_dup_count (n_changes, n_comments);
  question = g_new0 (Question, 1);
  question->plan = bt_plan_ref (plan);
  question->then = then;
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_WINDOW (self), heading, open));
  g_object_set_data_full (G_OBJECT (dialog), "bt-question", question, question_free);
  adw_message_dialog_set_extra_child (dialog, new_choices (question, self->view, n_changes, n_comments));
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "go", verb, NULL);
  adw_message_dialog_set_response_appearance (dialog, "go", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "go");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Shows the print dialog; where there is none, says that the PDF can be printed elsewhere. */
static void
laid_out_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtLayout) layout = bt_print_job_lay_out_finish (result, &error);
  g_autofree char *body = NULL;
  GtkWidget *dialog;

  bt_window_end_work (self, result);
  if (layout && self->document)
    bt_print_job_run (GTK_WINDOW (self), layout, 0, adw_window_title_get_title (self->title), &error);
  if (!error || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  body = g_strdup_printf (_ ("%s. You can export the plan as PDF and print that."), error->message);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("The Plan Was Not Printed"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
print_plan (BtWindow *self, BtPlan *plan)
{
  bt_print_job_lay_out_async (plan, bt_window_begin_work (self, _ ("Laying out the pages…")), laid_out_cb,
                              g_object_ref (self));
}

/* Asks which text is meant, and shows the print dialog. */
void
bt_window_print (BtWindow *self)
{
  bt_editor_finish_input (self->editor);
  ask_text (self, _ ("Print the Plan"), _ ("_Print…"), print_plan);
}

/* Asks which text is meant and where to, then writes the PDF there. */
void
bt_window_export_pdf (BtWindow *self)
{
  bt_editor_finish_input (self->editor);
  ask_text (self, _ ("Export as PDF"), _ ("_Export…"), bt_window_export_pdf_of);
}
