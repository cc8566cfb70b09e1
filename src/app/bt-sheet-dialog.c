/* Asks how a spreadsheet comes into the plan: which sheet, where to, and what goes into which column. Shows what there
 * is to look at before anything is done. */

#include "bt-sheet-dialog.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-sheet-fit.h"
#include "bt-sheet-io.h"
#include "bt-viet.h"

/* More of what should be looked at nobody reads; the last row says how much more there is. */
#define MAX_NOTES 30
/* A sample of a column is one line. */
#define MAX_SAMPLE 80

/* Where the rows come, in the order of the choices. */
typedef enum
{
  PLACE_BEHIND,
  PLACE_INSTEAD,
  PLACE_APPENDIX,
} Place;

struct _BtSheetDialog
{
  AdwWindow parent_instance;

  GtkStack *stack;
  AdwStatusPage *failure;
  AdwPreferencesPage *page;
  AdwComboRow *sheet_row;
  AdwComboRow *place_row;
  AdwPreferencesGroup *columns; /* made anew for each sheet */
  AdwPreferencesGroup *notes;

  BtDocument *document;
  const char *appendix; /* interned; NULL for none */
  GCancellable *cancellable;
  BtSheetBook *book;
  GArray *sheets; /* guint: those with text */
  BtSheetTable *found;
  BtSheetFit *fit;  /* NULL where the rows become an appendix */
  GArray *targets;  /* int: where a column goes by each choice of its row */
  gboolean updating;
};

enum
{
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSheetDialog, bt_sheet_dialog, ADW_TYPE_WINDOW)

static BtNode *
find_appendix (BtSheetDialog *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);

  return self->appendix && bt_plan_has_node (plan, self->appendix) ? bt_plan_get_node (plan, self->appendix) : NULL;
}

/* The table that rows can go into: the first of the appendix that is there for the reader. */
static BtNode *
find_table (BtSheetDialog *self)
{
  BtNode *appendix = find_appendix (self);

  for (guint i = 0; appendix && i < bt_node_get_n_children (appendix); i++)
    if (bt_node_get_kind (bt_node_get_child (appendix, i)) == BT_NODE_TABLE
        && bt_node_is_live (bt_node_get_child (appendix, i)))
      return bt_node_get_child (appendix, i);
  return NULL;
}

static Place
get_place (BtSheetDialog *self)
{
  return find_table (self) ? adw_combo_row_get_selected (self->place_row) : PLACE_APPENDIX;
}

static void
add_note (BtSheetDialog *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 3);
  adw_preferences_group_add (self->notes, row);
}

static void
add_entry (BtSheetDialog *self, const BtReportEntry *entry)
{
  g_autofree char *line = g_strdup_printf (_ ("Row %u"), entry->first_line);
  g_autofree char *placed = g_strdup_printf ("%s: %s", line, entry->reason);
  const char *text = entry->text ? entry->text : "";

  /* What is told of the first row is mostly of the sheet, or of a column. */
  if (*text)
    add_note (self, text, entry->first_line > 1 ? placed : entry->reason);
  else
    add_note (self, line, entry->reason);
}

/* Behind other rows, all numbers are others: that is no news. */
static gboolean
is_note (BtSheetDialog *self, const BtReportEntry *entry)
{
  return entry->kind != BT_REPORT_NODE && entry->reason
         && (entry->kind != BT_REPORT_RENUMBERED || get_place (self) != PLACE_BEHIND);
}

static void
add_entries (BtSheetDialog *self, BtReport *report)
{
  guint n = 0;

  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      n += is_note (self, entry);
      if (is_note (self, entry) && n <= MAX_NOTES)
        add_entry (self, entry);
    }
  if (n > MAX_NOTES)
    {
      g_autofree char *more = g_strdup_printf (_ ("And %u more of this kind"), n - MAX_NOTES);
      add_note (self, more, "");
    }
  gtk_widget_set_visible (GTK_WIDGET (self->notes), n > 0);
}

static void
renew_group (BtSheetDialog *self, AdwPreferencesGroup **group, const char *title)
{
  if (*group)
    adw_preferences_page_remove (self->page, *group);
  *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (*group, title);
  adw_preferences_page_add (self->page, *group);
}

/* What should be looked at, as the choices are now. */
static void
show_notes (BtSheetDialog *self)
{
  g_autoptr (BtReport) report = bt_report_new ();

  renew_group (self, &self->notes, _ ("Please Look at These"));
  bt_report_add_all (report, bt_sheet_table_get_report (self->found), NULL);
  if (self->fit)
    bt_sheet_fit_tell (self->fit, find_appendix (self), report);
  add_entries (self, report);
}

static guint
find_choice (BtSheetDialog *self, int target)
{
  for (guint i = 0; i < self->targets->len; i++)
    if (g_array_index (self->targets, int, i) == target)
      return i;
  return 0;
}

/* One column may go where another went: that one is then shown as a new one. */
static void
show_choices (BtSheetDialog *self)
{
  self->updating = TRUE;
  for (guint i = 0; i < bt_sheet_fit_get_n_columns (self->fit); i++)
    {
      g_autofree char *key = g_strdup_printf ("bt-column-%u", i);
      AdwComboRow *row = g_object_get_data (G_OBJECT (self->columns), key);
      adw_combo_row_set_selected (row, find_choice (self, bt_sheet_fit_get_target (self->fit, i)));
    }
  self->updating = FALSE;
  show_notes (self);
}

static void
column_cb (AdwComboRow *row, GParamSpec *pspec, BtSheetDialog *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "bt-column"));
  guint choice = adw_combo_row_get_selected (row);

  if (self->updating || choice >= self->targets->len)
    return;
  bt_sheet_fit_set_target (self->fit, column, g_array_index (self->targets, int, choice));
  show_choices (self);
}

/* The columns of the table, and what else can become of a column. */
static GtkStringList *
new_choices (BtSheetDialog *self)
{
  GtkStringList *choices = gtk_string_list_new (NULL);
  const int others[] = { BT_SHEET_NEW_COLUMN, BT_SHEET_LEFT_OUT };

  g_array_set_size (self->targets, 0);
  for (int i = 0; i < (int) bt_sheet_fit_get_n_targets (self->fit); i++)
    {
      g_autofree char *title = bt_sheet_fit_dup_target_title (self->fit, i);
      if (!title)
        continue;
      gtk_string_list_append (choices, title);
      g_array_append_val (self->targets, i);
    }
  gtk_string_list_append (choices, _ ("A new column"));
  gtk_string_list_append (choices, _ ("Left out"));
  g_array_append_vals (self->targets, others, G_N_ELEMENTS (others));
  return choices;
}

static GtkWidget *
new_column_row (const char *title, const char *sample, gboolean chosen)
{
  GtkWidget *row = chosen ? adw_combo_row_new () : adw_action_row_new ();
  g_autofree char *example = bt_viet_shorten (sample, MAX_SAMPLE);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *title ? title : _ ("(no title)"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), example);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  return row;
}

/* A row for each column of the sheet, with where it goes. */
static void
show_columns (BtSheetDialog *self, const BtSheetFit *fit, GtkStringList *choices)
{
  renew_group (self, &self->columns, choices ? _ ("What Goes into Which Column") : _ ("Columns of the New Appendix"));
  for (guint i = 0; i < bt_sheet_fit_get_n_columns (fit); i++)
    {
      g_autofree char *title = bt_sheet_fit_dup_title (fit, i), *sample = bt_sheet_fit_dup_sample (fit, i);
      g_autofree char *key = g_strdup_printf ("bt-column-%u", i);
      GtkWidget *row = new_column_row (title, sample, choices != NULL);
      adw_preferences_group_add (self->columns, row);
      if (!choices)
        continue;
      g_object_set_data (G_OBJECT (row), "bt-column", GUINT_TO_POINTER (i));
      g_object_set_data (G_OBJECT (self->columns), key, row);
      adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (choices));
      g_signal_connect (row, "notify::selected", G_CALLBACK (column_cb), self);
    }
}

static void
count_rows (BtSheetDialog *self)
{
  BtNode *rows = bt_node_get_child_of_kind (bt_sheet_table_get_node (self->found), BT_NODE_ROWS);
  g_autofree char *text = g_strdup_printf (_ ("Rows in the sheet: %u"), bt_node_get_n_children (rows));

  adw_preferences_group_set_description (self->columns, text);
}

/* Shows the columns for the choices of sheet and place. */
static void
show_preview (BtSheetDialog *self)
{
  g_clear_pointer (&self->fit, bt_sheet_fit_free);
  self->updating = TRUE;
  if (get_place (self) == PLACE_APPENDIX)
    {
      g_autoptr (BtSheetFit) itself = bt_sheet_fit_new (self->found, bt_sheet_table_get_node (self->found));
      show_columns (self, itself, NULL);
    }
  else
    {
      g_autoptr (GtkStringList) choices = NULL;
      self->fit = bt_sheet_fit_new (self->found, find_table (self));
      choices = new_choices (self);
      show_columns (self, self->fit, choices);
    }
  self->updating = FALSE;
  count_rows (self);
  if (self->fit)
    show_choices (self);
  else
    show_notes (self);
}

static void
show_sheet (BtSheetDialog *self, guint choice)
{
  g_clear_pointer (&self->fit, bt_sheet_fit_free);
  g_clear_pointer (&self->found, bt_sheet_table_free);
  self->found = bt_sheet_table_new (self->book, g_array_index (self->sheets, guint, choice));
  show_preview (self);
}

static void
sheet_cb (AdwComboRow *row, GParamSpec *pspec, BtSheetDialog *self)
{
  guint choice = adw_combo_row_get_selected (row);

  if (!self->updating && self->sheets && choice < self->sheets->len)
    show_sheet (self, choice);
}

static void
place_cb (AdwComboRow *row, GParamSpec *pspec, BtSheetDialog *self)
{
  gboolean appendix = get_place (self) == PLACE_APPENDIX;

  if (self->updating || !self->found)
    return;
  /* Behind or instead is the same question about columns: what was answered stays. */
  if (appendix == (self->fit != NULL))
    show_preview (self);
  else
    show_notes (self);
}

static void
fill_choices (BtSheetDialog *self)
{
  const char *places[] = { _ ("Behind the others"), _ ("Instead of the others"),
                           _ ("As a new appendix"), NULL };
  g_autoptr (GtkStringList) sheets = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) where = gtk_string_list_new (find_table (self) ? places : places + PLACE_APPENDIX);

  self->updating = TRUE;
  for (guint i = 0; i < bt_sheet_book_get_n_sheets (self->book); i++)
    if (!bt_sheet_book_is_empty (self->book, i))
      {
        gtk_string_list_append (sheets, bt_sheet_book_get_name (self->book, i));
        g_array_append_val (self->sheets, i);
      }
  adw_combo_row_set_model (self->sheet_row, G_LIST_MODEL (sheets));
  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), self->sheets->len > 1);
  adw_combo_row_set_model (self->place_row, G_LIST_MODEL (where));
  self->updating = FALSE;
}

static void
read_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (BtSheetDialog) self = data;
  g_autoptr (GError) error = NULL;
  BtSheetBook *book = bt_sheet_io_read_finish (result, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&book, bt_sheet_book_free);
      return;
    }
  if (!book)
    {
      g_autofree char *text = g_markup_escape_text (error->message, -1);
      adw_status_page_set_description (self->failure, text);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  self->book = book;
  fill_choices (self);
  show_sheet (self, 0);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.take", TRUE);
}

/* Puts the appendix behind the others. Its title is where the user goes on. */
static const char *
take_as_appendix (BtSheetDialog *self, GError **error)
{
  BtNode *part = bt_plan_get_part (bt_document_get_plan (self->document), BT_NODE_APPENDICES);
  g_autoptr (BtNode) appendix = bt_sheet_table_to_appendix (self->found);

  return bt_document_insert_node (self->document, bt_node_get_id (part), bt_node_get_n_children (part), appendix,
                                  error)
             ? bt_intern (bt_node_get_id (appendix))
             : NULL;
}

static const char *
take_into_table (BtSheetDialog *self, GError **error)
{
  BtNode *table = find_table (self);
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (self->fit);

  return bt_document_take_rows (self->document, bt_node_get_id (table), rows, get_place (self) == PLACE_INSTEAD,
                                error)
             ? self->appendix
             : NULL;
}

static void
take_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BtSheetDialog *self = BT_SHEET_DIALOG (widget);
  g_autoptr (GError) error = NULL;
  const char *appendix = self->fit && find_table (self) ? take_into_table (self, &error)
                                                        : take_as_appendix (self, &error);

  if (appendix)
    {
      g_signal_emit (self, signals[TAKEN], 0, appendix);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  adw_status_page_set_title (self->failure, _ ("The Table Was Not Taken Over"));
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failed");
  gtk_widget_action_set_enabled (widget, "sheet.take", FALSE);
}

static void
bt_sheet_dialog_dispose (GObject *object)
{
  BtSheetDialog *self = BT_SHEET_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (bt_sheet_dialog_parent_class)->dispose (object);
}

static void
bt_sheet_dialog_finalize (GObject *object)
{
  BtSheetDialog *self = BT_SHEET_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_clear_pointer (&self->fit, bt_sheet_fit_free);
  g_clear_pointer (&self->found, bt_sheet_table_free);
  g_clear_pointer (&self->book, bt_sheet_book_free);
  g_clear_pointer (&self->sheets, g_array_unref);
  g_clear_pointer (&self->targets, g_array_unref);
  G_OBJECT_CLASS (bt_sheet_dialog_parent_class)->finalize (object);
}

/* Closing the window stops the reading. */
static gboolean
bt_sheet_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (BT_SHEET_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (bt_sheet_dialog_parent_class)->close_request (window);
}

static void
bt_sheet_dialog_class_init (BtSheetDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = bt_sheet_dialog_dispose;
  object_class->finalize = bt_sheet_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = bt_sheet_dialog_close_request;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/banthao/BanThao/bt-sheet-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, BtSheetDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, BtSheetDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, BtSheetDialog, page);
  gtk_widget_class_bind_template_child (widget_class, BtSheetDialog, sheet_row);
  gtk_widget_class_bind_template_child (widget_class, BtSheetDialog, place_row);
  gtk_widget_class_bind_template_callback (widget_class, sheet_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_install_action (widget_class, "sheet.take", NULL, take_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);

  /* The table is in the plan: in the appendix of that id. */
  signals[TAKEN] = g_signal_new ("taken", BT_TYPE_SHEET_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
bt_sheet_dialog_init (BtSheetDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->sheets = g_array_new (FALSE, FALSE, sizeof (guint));
  self->targets = g_array_new (FALSE, FALSE, sizeof (int));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "sheet.take", FALSE);
}

/**
 * bt_sheet_dialog_new:
 * @parent: the window it belongs to
 * @document: where the table goes
 * @appendix: (nullable): the id of the appendix whose table the rows may go into
 * @file: a spreadsheet, which is read at once
 *
 * Returns: (transfer none): a window; it emits "taken" with the id of an appendix when the table is in the plan
 */
BtSheetDialog *
bt_sheet_dialog_new (GtkWindow *parent, BtDocument *document, const char *appendix, GFile *file)
{
  BtSheetDialog *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (BT_IS_DOCUMENT (document) && G_IS_FILE (file), NULL);

  self = g_object_new (BT_TYPE_SHEET_DIALOG, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  self->document = g_object_ref (document);
  self->appendix = bt_intern (appendix);
  bt_sheet_io_read_async (file, self->cancellable, read_done_cb, g_object_ref (self));
  return self;
}
