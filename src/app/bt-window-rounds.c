/* The way of a plan through the office: sent for review, sent back, and issued when nothing is open any more. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-date.h"
#include "bt-line-dialog.h"
#include "bt-plan-io.h"
#include "bt-review-job.h"
#include "bt-review-reader.h"
#include "bt-store.h"
#include "bt-window-private.h"

/* So many of the open changes and comments are told before it is issued; the panel has the rest. */
#define TOLD 6

static const char *
get_root (BtWindow *self)
{
  return bt_node_get_id (bt_plan_get_root (bt_document_get_plan (self->document)));
}

static const char *
get_process (BtWindow *self, const char *name)
{
  return bt_node_get_attr (bt_plan_get_root (bt_document_get_plan (self->document)), name);
}

/* One undo step: in review, recorded, in the next round where it was in review before. */
static gboolean
begin_round (BtWindow *self, GError **error)
{
  gboolean again = g_strcmp0 (get_process (self, "state"), "review") == 0;
  gboolean done;

  bt_document_begin_group (self->document);
  if (again)
    done = bt_document_start_round (self->document, error);
  else
    done = bt_document_set_attr (self->document, get_root (self), "state", "review", error)
           && (get_process (self, "round")
                   ? bt_document_start_round (self->document, error)
                   : bt_document_set_attr (self->document, get_root (self), "round", "1", error));
  done = done && bt_document_set_tracking (self->document, TRUE, error);
  bt_document_end_group (self->document);
  return done;
}

/* What the callback of a copy that is being written needs. */
typedef struct
{
  BtWindow *window;
  GFile *file;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->window);
  g_object_unref (sending->file);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Sending) sending = data;
  BtWindow *self = sending->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = bt_plan_io_save_finish (result, NULL, &error);
  g_autofree char *name = g_file_get_basename (sending->file), *text = NULL;

  if (!self->document)
    return;
  if (!plan)
    {
      bt_window_show_error (self, _ ("The Copy for the Reviewer Was Not Written"), error);
      return;
    }
  text = g_strdup_printf (_ ("Round %s: written as “%s”. What is changed from now on is recorded."),
                          bt_node_get_attr (bt_plan_get_root (plan), "round"), name);
  bt_window_say (self, text);
  if (self->file)
    bt_window_save (self);
}

static void
send_to (BtWindow *self, GFile *file)
{
  Sending *sending;
  g_autoptr (GError) error = NULL;

  if (self->file && g_file_equal (self->file, file))
    {
      bt_window_say (self, _ ("The reviewer's copy needs another name than the plan itself"));
      return;
    }
  if (!begin_round (self, &error))
    {
      bt_window_say (self, error->message);
      return;
    }
  sending = g_new0 (Sending, 1);
  sending->window = g_object_ref (self);
  sending->file = g_object_ref (file);
  bt_plan_io_save_async (bt_document_get_plan (self->document), file, NULL, BT_VERSION_SENT, sent_cb,
                         sending);
}

static void
file_response_cb (GtkNativeDialog *native, int response, BtWindow *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT && self->document)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (native));
  if (file)
    send_to (self, file);
  g_object_unref (native);
}

/* What stands behind the plan's name in that of the reviewer's copy. */
static char *
dup_ending (const char *reviewer)
{
  g_autofree char *who = g_strdelimit (g_strdup (reviewer), "/\\:", '-');

  return g_strdup_printf (" - %s" BT_STORE_EXTENSION, *who != '\0' ? who : _ ("for review"));
}

static void
reviewer_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  g_autofree char *reviewer = bt_line_dialog_dup (dialog, 0), *ending = NULL;
  GtkFileChooserNative *native;

  if (!g_str_equal (response, "ok"))
    return;
  ending = dup_ending (reviewer);
  native = bt_window_new_save_dialog (self, _ ("Save the Copy for the Reviewer"), NULL, ending);
  g_signal_connect_object (native, "response", G_CALLBACK (file_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

static void
send_review (BtWindow *self)
{
  AdwMessageDialog *dialog = bt_line_dialog_new (
      GTK_WINDOW (self), _ ("Send for Review"),
      _ ("A new round begins: a copy is saved for the reviewer, and whatever anybody changes from now on is recorded."),
      _ ("_Save the Copy…"));

  bt_line_dialog_add (dialog, _ ("Who Reviews It"), "");
  g_signal_connect_object (dialog, "response", G_CALLBACK (reviewer_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
open_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  if (g_str_equal (response, "review"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.next-change", NULL);
}

/* "Trần Bình: Added “…” (mục I.2)", a line each. */
static char *
list_open (const BtReviewReading *reading)
{
  GString *list = g_string_new (NULL);
  guint n = 0, n_open = 0;

  for (guint i = 0; i < reading->items->len; i++)
    {
      const BtReviewItem *item = reading->items->pdata[i];
      if (!item->open || n_open++ >= TOLD)
        continue;
      g_string_append_printf (list, "%s• %s: %s%s%s%s", n++ > 0 ? "\n" : "", item->author, item->what,
                              item->place && *item->place ? " (" : "", item->place ? item->place : "",
                              item->place && *item->place ? ")" : "");
    }
  if (n_open > TOLD)
    g_string_append_printf (list, ngettext ("\n… and %u more", "\n… and %u more", n_open - TOLD), n_open - TOLD);
  return g_string_free (list, FALSE);
}

static void
show_open (BtWindow *self, const BtReviewReading *reading)
{
  g_autofree char *list = list_open (reading), *open = NULL, *body = NULL;
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (
      adw_message_dialog_new (GTK_WINDOW (self), _ ("Not Everything Is Decided Yet"), NULL));

  open = bt_review_dup_count (reading->n_changes, reading->n_comments);
  body = g_strdup_printf ("%s\n\n%s", open, list);
  adw_message_dialog_set_body (dialog, body);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "review", _ ("_Decide Them"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "review", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "review");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (open_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* "30/11/2026", or blank. */
static char *
parse_day (const char *text)
{
  BtDate date = { 0 };
  int day, month, year;

  if (sscanf (text, "%d/%d/%d", &day, &month, &year) != 3)
    return NULL;
  date.day = day;
  date.month = month;
  date.year = year;
  return bt_date_is_valid (&date) ? bt_date_to_iso (&date) : NULL;
}

/* One undo step: number and date are filled in, nothing is recorded any more, the plan is issued. */
static gboolean
issue (BtWindow *self, const char *number, const char *date, GError **error)
{
  gboolean done;

  bt_document_begin_group (self->document);
  done = bt_document_set_tracking (self->document, FALSE, error)
         && bt_document_set_field (self->document, BT_NODE_NUMBER, number, error)
         && bt_document_set_field (self->document, BT_NODE_DATE, date, error)
         && bt_document_set_attr (self->document, get_root (self), "state", "issued", error);
  bt_document_end_group (self->document);
  return done;
}

static void
issue_response_cb (AdwMessageDialog *dialog, const char *response, BtWindow *self)
{
  g_autofree char *number = bt_line_dialog_dup (dialog, 0), *day = bt_line_dialog_dup (dialog, 1);
  g_autofree char *date = parse_day (day);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "ok") || !self->document)
    return;
  if (!date && *day != '\0')
    {
      bt_window_say (self, _ ("Write the date as day/month/year"));
      return;
    }
  if (!issue (self, number, date ? date : "", &error))
    {
      bt_window_say (self, error->message);
      return;
    }
  bt_review_job_keep (bt_document_get_plan (self->document), BT_VERSION_ISSUED);
  bt_window_say (self, _ ("The plan is issued. It can be printed."));
  if (self->file)
    bt_window_save (self);
}

/* What the proof says, for somebody who has to sign. */
static char *
dup_verdict (const BtProven *proven)
{
  g_autofree char *which = NULL, *told = NULL, *same = NULL;

  if (!proven->found)
    return g_strdup (_ ("Nothing is open any more. This computer has kept no version that was sent, so there is "
                        "nothing to hold the text against."));
  which = g_strdup_printf (proven->kind == BT_VERSION_SENT ? _ ("the version sent at %s")
                                                           : _ ("the version received at %s"),
                           proven->time);
  if (!proven->proof.rejected || !proven->proof.accepted)
    return g_strdup_printf (_ ("Nothing is open any more, but the proof failed against %s. Compare the two before you "
                               "issue the plan."),
                            which);
  same = proven->last ? g_strdup_printf (_ ("\nIt reads as the version that was sent last, at %s."), proven->last)
                      : g_strdup ("");
  told = g_strdup_printf (
      ngettext ("Nothing is open any more. Held against %s: %u place differs. Rejecting that gives the version before, "
                "accepting it gives this text, character by character.",
                "Nothing is open any more. Held against %s: %u places differ. Rejecting all of them gives the version "
                "before, accepting all of them gives this text, character by character.",
                proven->proof.n_changes),
      which, proven->proof.n_changes);
  return g_strconcat (told, same, NULL);
}

static void
ask_number (BtWindow *self, const char *verdict)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%-d/%-m/%Y");
  AdwMessageDialog *dialog = bt_line_dialog_new (GTK_WINDOW (self), _ ("Issue the Plan"), verdict, _ ("_Issue"));

  bt_line_dialog_add (dialog, _ ("Number"), bt_plan_get_field (plan, BT_NODE_NUMBER));
  bt_line_dialog_add (dialog, _ ("Date of Issue"), today);
  g_signal_connect_object (dialog, "response", G_CALLBACK (issue_response_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
proven_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProven) proven = bt_review_job_prove_finish (result, &error);
  g_autofree char *verdict = NULL;

  bt_window_end_work (self, result);
  if (!self->document)
    return;
  if (!proven)
    {
      bt_window_show_error (self, _ ("The Proof Could Not Be Run"), error);
      return;
    }
  verdict = dup_verdict (proven);
  ask_number (self, verdict);
}

/* Nothing is issued while something is open. */
static void
ask_issue (BtWindow *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autoptr (BtReviewReading) reading = bt_review_reading_new (plan);

  if (reading->n_changes + reading->n_comments > 0)
    show_open (self, reading);
  else
    bt_review_job_prove_async (plan, bt_window_begin_work (self, _ ("Proving the changes…")),
                               proven_cb, g_object_ref (self));
}

static void
back_to_draft (BtWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (!bt_document_set_attr (self->document, get_root (self), "state", "draft", &error))
    bt_window_say (self, error->message);
}

/* What the actions about the plan's way do. */
void
bt_window_rounds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtWindow *self = BT_WINDOW (widget);

  bt_editor_finish_input (self->editor);
  if (g_str_equal (name, "win.send-review"))
    send_review (self);
  else if (g_str_equal (name, "win.issue"))
    ask_issue (self);
  else
    back_to_draft (self);
}

/* Which of them can be done now. */
void
bt_window_update_rounds (BtWindow *self)
{
  gboolean editable = bt_window_is_editable (self);
  const char *state = editable ? get_process (self, "state") : NULL;
  gboolean issued = g_strcmp0 (state, "issued") == 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.send-review", editable && !issued);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.issue", editable && !issued);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.back-to-draft", issued);
}
