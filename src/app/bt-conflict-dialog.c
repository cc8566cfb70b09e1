/* The page for conflicts of a merge: for each, where it is, what each side did, one under the other, what stands there
 * now, and the choice.
 *
 * Everything is in the merged plan already, as open changes. To keep one side is to reject the change of the other, an
 * undo step; to keep both leaves them for the review. Where one copy accepted what another rejected, it is chosen which
 * decision holds. */

#include "bt-conflict-dialog.h"

#include <glib/gi18n-lib.h>

#include "bt-author-color.h"
#include "bt-author.h"
#include "bt-conflict-words.h"
#include "bt-date.h"
#include "bt-decide.h"
#include "bt-transaction.h"

struct _BtConflictDialog
{
  AdwPreferencesWindow parent_instance;

  BtDocument *document;
};

/* What a side's button does: it decides the change. */
typedef struct
{
  const char *change; /* interned; NULL where there is nothing to decide */
  gboolean accept;
} Choice;

/* A conflict as it is asked about. */
typedef struct
{
  BtConflictDialog *dialog;
  GPtrArray *buttons; /* of GtkWidget, which the rows keep */
  AdwActionRow *outcome;
  Choice choices[2];
} Question;

G_DEFINE_FINAL_TYPE (BtConflictDialog, bt_conflict_dialog, ADW_TYPE_PREFERENCES_WINDOW)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->buttons);
  g_free (question);
}

/* What is told in the middle of a sentence, as a sentence of its own. */
static char *
dup_sentence (char *words)
{
  GString *sentence = g_string_new (NULL);

  if (*words != '\0')
    {
      g_string_append_unichar (sentence, g_unichar_toupper (g_utf8_get_char (words)));
      g_string_append (sentence, g_utf8_next_char (words));
    }
  g_free (words);
  return g_string_free (sentence, FALSE);
}

/* The choice is made: it stands where the buttons were. */
static void
settle (Question *question, const char *words)
{
  for (guint i = 0; i < question->buttons->len; i++)
    gtk_widget_set_visible (question->buttons->pdata[i], FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->outcome), words);
}

static gboolean
decide (BtConflictDialog *self, const Choice *choice, GError **error)
{
  g_autoptr (BtTransaction) transaction =
      bt_transaction_new (self->document, choice->accept ? N_ ("Accepting Changes") : N_ ("Rejecting Changes"));
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autofree char *time = bt_time_format_now ();

  g_hash_table_add (changes, (gpointer) choice->change);
  if (!bt_review_decide (bt_transaction_get_run (transaction), changes, choice->accept,
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

  if (side >= 0 && !decide (question->dialog, &question->choices[side], &error))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (question->dialog), adw_toast_new (error->message));
  else
    settle (question, gtk_button_get_label (button));
}

/* @side: whose change is kept; -1 for both. */
static void
add_choice (Question *question, GtkWidget *row, int side, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "bt-side", GINT_TO_POINTER (side));
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), question);
  g_ptr_array_add (question->buttons, button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

/* What keeping a side means. Where a side has no change of its own there is nothing to decide. */
static Choice
get_choice (const BtPlan *plan, const BtConflict *conflict, guint side)
{
  const BtConflictSide *kept = &conflict->sides[side], *other = &conflict->sides[1 - side];
  Choice choice = { NULL, FALSE };

  if (conflict->kind == BT_CONFLICT_DECISION)
    choice = (Choice){ kept->change, g_strcmp0 (kept->text, "accepted") == 0 };
  else if (other->change && other->change != kept->change)
    choice = (Choice){ other->change, FALSE };
  if (choice.change && !bt_plan_has_node (plan, choice.change))
    choice.change = NULL;
  return choice;
}

/* The name in its author's colour, as the review panel has it; a copy's name is no author. */
static char *
dup_name_markup (const BtPlan *plan, const char *name)
{
  g_autoptr (GArray) authors = bt_plan_get_authors (plan, BT_N_AUTHOR_COLORS);
  const BtAuthor *author = bt_authors_find (authors, name);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  return author ? g_markup_printf_escaped ("<span weight=\"bold\" foreground=\"%s\" fgalpha=\"100%%\">%s</span>",
                                           bt_author_color_get (author->color, dark), name)
                : g_markup_printf_escaped ("<b>%s</b>", name);
}

static void
add_side (Question *question, AdwPreferencesGroup *group, const BtConflict *conflict, guint side)
{
  BtPlan *plan = bt_document_get_plan (question->dialog->document);
  const char *name = bt_conflict_get_side_name (plan, conflict, side);
  g_autofree char *words = dup_sentence (bt_conflict_dup_side (plan, conflict, side));
  g_autofree char *who = dup_name_markup (plan, name), *what = g_markup_escape_text (words, -1);
  g_autofree char *title = g_strdup_printf ("%s\n%s", who, what);
  g_autofree char *label = g_strdup_printf (_ ("Keep %s's"), name);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  question->choices[side] = get_choice (plan, conflict, side);
  if (question->choices[side].change)
    add_choice (question, row, (int) side, label);
  adw_preferences_group_add (group, row);
}

/* What stands there now, and the choice to leave it so. */
static void
add_outcome (Question *question, AdwPreferencesGroup *group, const BtConflict *conflict)
{
  BtPlan *plan = bt_document_get_plan (question->dialog->document);
  g_autofree char *words = dup_sentence (bt_conflict_dup_outcome (plan, conflict));
  GtkWidget *row = adw_action_row_new ();

  question->outcome = ADW_ACTION_ROW (row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  if (question->buttons->len > 0)
    add_choice (question, row, -1, conflict->kind == BT_CONFLICT_DECISION ? _ ("Leave It Open") : _ ("Keep Both"));
  g_object_set_data_full (G_OBJECT (row), "bt-question", question, question_free);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (AdwPreferencesPage *page, const char *title, const char *description)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *markup = g_markup_escape_text (description, -1);

  adw_preferences_group_set_title (group, title_markup);
  adw_preferences_group_set_description (group, markup);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_conflict (BtConflictDialog *self, AdwPreferencesPage *page, const BtConflict *conflict)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autofree char *place = dup_sentence (bt_conflict_dup_where (plan, conflict));
  g_autofree char *matter = dup_sentence (bt_conflict_dup_matter (plan, conflict));
  AdwPreferencesGroup *group = add_group (page, place, matter);
  Question *question = g_new0 (Question, 1);

  question->dialog = self;
  question->buttons = g_ptr_array_new ();
  for (guint side = 0; side < G_N_ELEMENTS (conflict->sides); side++)
    add_side (question, group, conflict, side);
  add_outcome (question, group, conflict);
}

static void
add_note (BtConflictDialog *self, AdwPreferencesGroup *group, const BtConflict *conflict)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autofree char *place = dup_sentence (bt_conflict_dup_where (plan, conflict));
  g_autofree char *words = dup_sentence (bt_conflict_dup_matter (plan, conflict));
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), place);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_preferences_group_add (group, row);
}

/* Those that need somebody to choose come first, then those that only tell. */
static void
fill (BtConflictDialog *self, AdwPreferencesPage *page, GPtrArray *conflicts)
{
  AdwPreferencesGroup *notes = NULL;

  for (guint i = 0; i < conflicts->len; i++)
    if (bt_conflict_is_real (conflicts->pdata[i]))
      add_conflict (self, page, conflicts->pdata[i]);
  for (guint i = 0; i < conflicts->len; i++)
    {
      if (bt_conflict_is_real (conflicts->pdata[i]))
        continue;
      if (!notes)
        notes = add_group (page, _ ("To Be Known"), "");
      add_note (self, notes, conflicts->pdata[i]);
    }
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
  fill (self, page, conflicts);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (self), page);
  return GTK_WIDGET (self);
}
