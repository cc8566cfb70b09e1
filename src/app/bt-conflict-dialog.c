/* The page for conflicts of a merge: what each side did, and the choice between them.
 *
 * Everything is in the merged plan already, as open changes. To keep one side is to reject the change of the other, one
 * undo step; to keep both leaves them for the review. */

#include "bt-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "bt-conflict-words.h"
#include "bt-decide.h"
#include "bt-transaction.h"

struct _BtConflictDialog
{
  AdwPreferencesWindow parent_instance;

  BtDocument *document;
};

/* A conflict as it is asked about. */
typedef struct
{
  BtConflictDialog *dialog;
  GtkWidget *buttons;
  AdwActionRow *row;
  const char *changes[2]; /* interned */
} Question;

G_DEFINE_FINAL_TYPE (BtConflictDialog, bt_conflict_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static void
settle (Question *question, const char *words)
{
  gtk_widget_set_visible (question->buttons, FALSE);
  adw_action_row_add_suffix (question->row, gtk_label_new (words));
}

/* Rejects what the other side did. */
static gboolean
reject (BtConflictDialog *self, const char *change, GError **error)
{
  g_autoptr (BtTransaction) transaction = bt_transaction_new (self->document, N_ ("Rejecting Changes"));
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  g_hash_table_add (changes, (gpointer) change);
  if (!bt_review_decide (bt_transaction_get_run (transaction), changes, FALSE,
                         bt_document_get_author (self->document), time, error))
    return FALSE;
  bt_transaction_commit (g_steal_pointer (&transaction));
  return TRUE;
}

static void
clicked_cb (GtkButton *button, Question *question)
{
  int side = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "bt-side"));
  g_autoptr (GError) error = NULL;

  if (side >= 0 && !reject (question->dialog, question->changes[1 - side], &error))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (question->dialog), adw_toast_new (error->message));
  else
    settle (question, gtk_button_get_label (button));
}

/* @side: whose change is kept; -1 for both. */
static void
add_choice (Question *question, int side, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "bt-side", GINT_TO_POINTER (side));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), question);
  gtk_box_append (GTK_BOX (question->buttons), button);
}

/* Where a side has no change of its own, as in a decision, there is nothing to reject. */
static void
add_choices (Question *question, const BtPlan *plan, const BtConflict *conflict)
{
  for (int side = 0; side < 2; side++)
    {
      const BtConflictSide *kept = &conflict->sides[side], *other = &conflict->sides[1 - side];
      g_autofree char *label = g_strdup_printf (_ ("Keep %s's"), bt_conflict_get_author (plan, kept));

      question->changes[side] = kept->change;
      if (other->change && other->change != kept->change && bt_plan_has_node (plan, other->change))
        add_choice (question, side, label);
    }
  add_choice (question, -1, _ ("Keep Both"));
}

static void
add_conflict (BtConflictDialog *self, AdwPreferencesGroup *group, const BtConflict *conflict)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autofree char *place = bt_conflict_dup_place (plan, conflict->node);
  g_autofree char *words = bt_conflict_dup_words (plan, conflict);
  GtkWidget *row = adw_action_row_new ();
  Question *question = g_new0 (Question, 1);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  question->dialog = self;
  question->row = ADW_ACTION_ROW (row);
  question->buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_valign (question->buttons, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (question->buttons, 6);
  gtk_widget_set_margin_bottom (question->buttons, 6);
  g_object_set_data_full (G_OBJECT (row), "bt-question", question, g_free);
  if (bt_conflict_is_real (conflict))
    add_choices (question, plan, conflict);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), question->buttons);
  adw_preferences_group_add (group, row);
}

static void
bt_conflict_dialog_dispose (GObject *object)
{
  g_clear_object (&BT_CONFLICT_DIALOG (object)->document);
  G_OBJECT_CLASS (bt_conflict_dialog_parent_class)->dispose (object);
}

static void
bt_conflict_dialog_class_init (BtConflictDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bt_conflict_dialog_dispose;
}

static void
bt_conflict_dialog_init (BtConflictDialog *self)
{
}

/* Those that need somebody to choose, or those that only tell. */
static void
add_group (BtConflictDialog *self, AdwPreferencesPage *page, GPtrArray *conflicts, gboolean real, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  guint n = 0;

  adw_preferences_group_set_title (group, title);
  for (guint i = 0; i < conflicts->len; i++)
    if (bt_conflict_is_real (conflicts->pdata[i]) == real)
      {
        add_conflict (self, group, conflicts->pdata[i]);
        n++;
      }
  if (n > 0)
    adw_preferences_page_add (page, group);
  else
    g_object_unref (g_object_ref_sink (group));
}

/**
 * bt_conflict_dialog_new:
 * @parent: the window of the merged plan
 * @document: the merged plan
 * @conflicts: (element-type BtConflict): where two copies got in each other's way
 *
 * Returns: (transfer none): the page, which GTK keeps
 */
GtkWidget *
bt_conflict_dialog_new (GtkWindow *parent, BtDocument *document, GPtrArray *conflicts)
{
  BtConflictDialog *self;
  AdwPreferencesPage *page;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (BT_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (conflicts != NULL, NULL);

  self = g_object_new (BT_TYPE_CONFLICT_DIALOG, "transient-for", parent, "modal", TRUE, "search-enabled", FALSE,
                       "title", _ ("Where the Copies Disagree"), NULL);
  self->document = g_object_ref (document);
  page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  add_group (self, page, conflicts, TRUE, _ ("To Be Chosen"));
  add_group (self, page, conflicts, FALSE, _ ("To Be Known"));
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  return GTK_WIDGET (self);
}
