/* A form for the fields of the header or of the signature: each row is one field of the plan. */

#include "bt-form.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "bt-change-words.h"
#include "bt-commands.h"
#include "bt-date.h"
#include "bt-field-help.h"
#include "bt-field-marks.h"
#include "bt-finding-mark.h"
#include "bt-growing-text.h"
#include "bt-part-picture.h"
#include "bt-preedit.h"
#include "bt-text-live.h"

typedef enum
{
  FIELD_LINE,
  FIELD_LINES,
  FIELD_DATE,
  FIELD_ATTR,
} FieldType;

/* For how many frames the place of a row that is gone to is followed at most, and once it stays the same. */
#define MAX_FRAMES 120
#define SETTLED_FRAMES 12

/* A row of the form. @names and @values of an attribute of the whole plan run side by side. */
typedef struct
{
  BtNodeKind part;
  BtNodeKind kind;
  FieldType type;
  const char *title;
  const char *attr;
  const char *const *names;
  const char *const *values;
} Field;

#define STRINGS(...) ((const char *const[]){ __VA_ARGS__, NULL })

static const Field fields[] = {
  { BT_NODE_HEADER, BT_NODE_PARENT, FIELD_LINES, N_ ("Superior Body") },
  { BT_NODE_HEADER, BT_NODE_AGENCY, FIELD_LINES, N_ ("Issuing Body") },
  { BT_NODE_HEADER, BT_NODE_NUMBER, FIELD_LINE, N_ ("Number (blank until issued)") },
  { BT_NODE_HEADER, BT_NODE_SYMBOL, FIELD_LINE, N_ ("Symbol") },
  { BT_NODE_HEADER, BT_NODE_PLACE, FIELD_LINE, N_ ("Place") },
  { BT_NODE_HEADER, BT_NODE_DATE, FIELD_DATE, N_ ("Date (day/month/year, parts may be blank)") },
  { BT_NODE_HEADER, BT_NODE_TYPE, FIELD_LINE, N_ ("Kind of Document") },
  { BT_NODE_HEADER, BT_NODE_SUBJECT, FIELD_LINES, N_ ("Subject") },
  { BT_NODE_HEADER, BT_NODE_URGENCY, FIELD_LINE, N_ ("Urgency (blank if none)") },
  { BT_NODE_HEADER, BT_NODE_PLAN, FIELD_ATTR, N_ ("Issued as"), "medium",
    STRINGS (N_ ("Paper"), N_ ("Electronic document")), STRINGS ("paper", "electronic") },
  { BT_NODE_SIGNATURE, BT_NODE_AUTHORITY, FIELD_LINES, N_ ("Authority (TM., KT. …)") },
  { BT_NODE_SIGNATURE, BT_NODE_OFFICE, FIELD_LINES, N_ ("Office of the Signer") },
  { BT_NODE_SIGNATURE, BT_NODE_SIGNER, FIELD_LINES, N_ ("Name of the Signer") },
};

/* A row as it stands in one form. */
typedef struct
{
  const Field *field;
  BtForm *form;
  GtkWidget *row;    /* what has the focus */
  GtkTextView *view; /* of a field of several lines */
  GtkWidget *help;   /* what fills the field, or NULL */
  GtkWidget *mark;   /* what the check finds in it; NULL for a choice */
  BtPreedit *preedit;
  BtFieldMarks *marks; /* what is underlined in it; NULL for a choice */
  gboolean updating;
} Row;

struct _BtForm
{
  AdwBin parent_instance;

  BtNodeKind part;
  BtDocument *document;
  BtUnderlines *underlines;
  BtPartPicture *picture;
  GtkWidget *scrolled;
  GPtrArray *rows;
  Row *wanted;    /* to be scrolled to when all has its place */
  int wanted_top; /* where it was a frame before */
  guint n_frames; /* for which its place is still waited */
  guint tick;
};

enum
{
  FAILED,
  FOCUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtForm, bt_form, ADW_TYPE_BIN)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_clear_pointer (&row->preedit, bt_preedit_free);
  g_clear_pointer (&row->marks, bt_field_marks_free);
  g_free (row);
}

/* The node of the row's field; the root for an attribute of the whole plan. */
static BtNode *
get_node (Row *row)
{
  BtPlan *plan = bt_document_get_plan (row->form->document);

  if (row->field->type == FIELD_ATTR)
    return bt_plan_get_root (plan);
  return bt_node_get_child_of_kind (bt_plan_get_part (plan, row->field->part), row->field->kind);
}

static void
set_error (Row *row, gboolean wrong)
{
  if (wrong)
    gtk_widget_add_css_class (row->row, "error");
  else
    gtk_widget_remove_css_class (row->row, "error");
}

/* "14/8/2025", "/8/2025", "" → ISO. Returns NULL where @text is no date. */
static char *
parse_date (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  guint n = g_strv_length (parts);
  int *slots[3];
  BtDate date = { 0 };

  slots[0] = &date.day;
  slots[1] = &date.month;
  slots[2] = &date.year;
  if (n > 3 || (n > 0 && n < 3))
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      g_strstrip (parts[i]);
      if (strspn (parts[i], "0123456789") != strlen (parts[i]) || strlen (parts[i]) > 4)
        return NULL;
      *slots[i] = atoi (parts[i]);
    }
  if (n > 0 && !bt_date_is_valid (&date))
    return NULL;

  return n == 0 ? g_strdup ("") : bt_date_to_iso (&date);
}

static char *
show_date (const char *iso)
{
  BtDate date;
  g_autofree char *day = NULL, *month = NULL, *year = NULL;

  if (!bt_date_parse_iso (iso, &date))
    return g_strdup (iso);
  day = date.day ? g_strdup_printf ("%d", date.day) : g_strdup ("");
  month = date.month ? g_strdup_printf ("%d", date.month) : g_strdup ("");
  year = date.year ? g_strdup_printf ("%d", date.year) : g_strdup ("");

  return g_strdup_printf ("%s/%s/%s", day, month, year);
}

static void
run_set_field (Row *row, const char *string)
{
  g_autoptr (GError) error = NULL;

  if (row->updating || !row->form->document)
    return;
  if (!bt_document_set_field (row->form->document, row->field->kind, string, &error))
    g_signal_emit (row->form, signals[FAILED], 0, error->message);
}

static void
line_changed_cb (GtkEditable *editable, Row *row)
{
  g_autofree char *date = NULL;

  if (row->updating)
    return;
  if (row->field->type != FIELD_DATE)
    {
      run_set_field (row, gtk_editable_get_text (editable));
      return;
    }
  date = parse_date (gtk_editable_get_text (editable));
  set_error (row, !date);
  if (date)
    run_set_field (row, date);
}

static void
lines_changed_cb (GtkTextBuffer *buffer, Row *row)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  run_set_field (row, text);
}

static void
choice_changed_cb (AdwComboRow *combo, GParamSpec *pspec, Row *row)
{
  guint chosen = adw_combo_row_get_selected (combo);
  g_autoptr (GError) error = NULL;

  if (row->updating || !row->form->document || chosen == GTK_INVALID_LIST_POSITION)
    return;
  if (!bt_document_set_attr (row->form->document, bt_node_get_id (get_node (row)),
                             row->field->attr, row->field->values[chosen], &error))
    g_signal_emit (row->form, signals[FAILED], 0, error->message);
}

static void
show_line (Row *row, const char *string)
{
  GtkEditable *editable = GTK_EDITABLE (row->row);
  g_autofree char *shown = row->field->type == FIELD_DATE ? show_date (string) : g_strdup (string);
  g_autofree char *typed = NULL;

  /* What is being typed may mean the same in other words ("14/08/2025"): it stays. */
  if (row->field->type == FIELD_DATE)
    typed = parse_date (gtk_editable_get_text (editable));
  if (g_str_equal (gtk_editable_get_text (editable), shown) || g_strcmp0 (typed, string) == 0)
    return;
  gtk_editable_set_text (editable, shown);
  gtk_editable_set_position (editable, -1);
  set_error (row, FALSE);
}

static void
show_lines (Row *row, const char *string)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (row->view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  if (!g_str_equal (text, string))
    gtk_text_buffer_set_text (buffer, string, -1);
}

static void
show_choice (Row *row, const BtNode *root)
{
  const char *value = bt_node_get_attr (root, row->field->attr);

  for (guint i = 0; row->field->values[i]; i++)
    if (g_strcmp0 (row->field->values[i], value) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row->row), i);
}

/* Who changed the field, and what the check finds in it, for pointing at it and for a screen reader; a bar where
 * somebody changed it, a mark where something is wrong. */
static void
tell (Row *row, const BtNode *node)
{
  BtPlan *plan = bt_document_get_plan (row->form->document);
  BtUnderlines *underlines = row->form->underlines;
  GtkWidget *widget = row->view ? GTK_WIDGET (row->view) : row->row;
  BtUnderlineKind kind;
  const char *found = underlines ? bt_underlines_get_words (underlines, bt_node_get_id (node), &kind) : NULL;

  if (bt_change_words_show (widget, plan, node, found))
    gtk_widget_add_css_class (row->row, "changed-field");
  else
    gtk_widget_remove_css_class (row->row, "changed-field");
  if (!row->view && GTK_IS_EDITABLE (row->row))
    bt_change_words_show (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row->row))), plan, node, found);
  if (row->mark)
    bt_finding_mark_show (row->mark, underlines, bt_node_get_id (node));
}

static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtForm *self)
{
  for (guint i = 0; self->document && i < self->rows->len; i++)
    tell (self->rows->pdata[i], get_node (self->rows->pdata[i]));
}

/* A field shows what it says when all open changes are accepted. */
static void
update_row (Row *row)
{
  const BtNode *node = get_node (row);
  g_autofree char *string = row->field->type == FIELD_ATTR
                                ? NULL
                                : bt_text_dup_live (bt_node_get_text (node));

  row->updating = TRUE;
  if (row->field->type == FIELD_ATTR)
    show_choice (row, node);
  else if (row->field->type == FIELD_LINES)
    show_lines (row, string);
  else
    show_line (row, string);
  if (row->field->kind == BT_NODE_SYMBOL)
    bt_field_help_set_symbol (row->help, bt_document_get_plan (row->form->document));
  if (row->marks)
    bt_field_marks_show (row->marks, bt_node_get_id (node), bt_node_get_text (node));
  row->updating = FALSE;
  tell (row, node);
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtForm *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self->rows->pdata[i]);
}

static void
focus_entered_cb (GtkEventControllerFocus *controller, Row *row)
{
  if (row->form->document && row->field->type != FIELD_ATTR)
    g_signal_emit (row->form, signals[FOCUSED], 0, bt_node_get_id (get_node (row)));
}

static GtkWidget *
new_line_row (Row *row)
{
  GtkWidget *entry = adw_entry_row_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (entry), GTK_INPUT_HINT_NO_EMOJI);
  g_signal_connect (entry, "changed", G_CALLBACK (line_changed_cb), row);
  if (row->field->type == FIELD_DATE)
    row->help = bt_field_help_new_calendar (GTK_EDITABLE (entry));
  else if (row->field->kind == BT_NODE_SYMBOL)
    row->help = bt_field_help_new_symbol (GTK_EDITABLE (entry));
  row->marks = bt_field_marks_new_for_row (ADW_ENTRY_ROW (entry));
  row->mark = bt_finding_mark_new ();
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), row->mark);
  if (row->help)
    adw_entry_row_add_suffix (ADW_ENTRY_ROW (entry), row->help);
  return entry;
}

/* A text view under its name, in the looks of the rows beside it. */
static GtkWidget *
new_lines_row (Row *row)
{
  GtkWidget *widget = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (_ (row->field->title));
  GtkWidget *view = bt_growing_text_new ();

  row->view = GTK_TEXT_VIEW (view);
  gtk_widget_add_css_class (box, "lines-row");
  gtk_widget_add_css_class (name, "dim-label");
  gtk_widget_add_css_class (name, "caption");
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_text_view_set_accepts_tab (row->view, FALSE);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (row->view), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (row->field->title), -1);
  gtk_widget_set_hexpand (name, TRUE);
  row->mark = bt_finding_mark_new ();
  gtk_box_append (GTK_BOX (head), name);
  gtk_box_append (GTK_BOX (head), row->mark);
  if (row->field->kind == BT_NODE_AUTHORITY)
    {
      row->help = bt_field_help_new_authority ();
      gtk_box_append (GTK_BOX (head), row->help);
    }
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  row->preedit = bt_preedit_new (row->view);
  row->marks = bt_field_marks_new (row->view, row->preedit);
  g_signal_connect (gtk_text_view_get_buffer (row->view), "changed", G_CALLBACK (lines_changed_cb),
                    row);

  return widget;
}

static GtkWidget *
new_choice_row (Row *row)
{
  GtkWidget *combo = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; row->field->names[i]; i++)
    gtk_string_list_append (names, _ (row->field->names[i]));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  g_signal_connect (combo, "notify::selected", G_CALLBACK (choice_changed_cb), row);

  return combo;
}

static void
add_row (BtForm *self, AdwPreferencesGroup *group, const Field *field)
{
  Row *row = g_new0 (Row, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *widget;

  row->field = field;
  row->form = self;
  widget = field->type == FIELD_LINES  ? new_lines_row (row)
           : field->type == FIELD_ATTR ? new_choice_row (row)
                                       : new_line_row (row);
  row->row = widget;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (widget), _ (field->title));
  g_signal_connect (focus, "enter", G_CALLBACK (focus_entered_cb), row);
  gtk_widget_add_controller (widget, focus);
  adw_preferences_group_add (group, widget);
  g_ptr_array_add (self->rows, row);
}

static void
bt_form_dispose (GObject *object)
{
  BtForm *self = BT_FORM (object);

  bt_form_set_document (self, NULL);
  bt_form_set_underlines (self, NULL);
  if (self->tick > 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  G_OBJECT_CLASS (bt_form_parent_class)->dispose (object);
}

static void
bt_form_finalize (GObject *object)
{
  BtForm *self = BT_FORM (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (bt_form_parent_class)->finalize (object);
}

static void
bt_form_class_init (BtFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = bt_form_dispose;
  object_class->finalize = bt_form_finalize;
  /* Why a field was not set, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  /* The caret went into the field of that id. */
  signals[FOCUSED] = g_signal_new ("focused", BT_TYPE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_form_init (BtForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

/**
 * bt_form_new:
 * @part: %BT_NODE_HEADER or %BT_NODE_SIGNATURE
 *
 * Returns: (transfer floating): a form for the fields of that part
 */
GtkWidget *
bt_form_new (BtNodeKind part)
{
  BtForm *self = g_object_new (BT_TYPE_FORM, NULL);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = bt_part_picture_new (part);

  self->part = part;
  self->picture = BT_PART_PICTURE (picture);
  self->scrolled = scrolled;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].part == part)
      add_row (self, ADW_PREFERENCES_GROUP (group), &fields[i]);
  gtk_widget_add_css_class (group, "form");
  adw_clamp_set_child (ADW_CLAMP (clamp), group);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);

  return GTK_WIDGET (self);
}

/**
 * bt_form_set_document:
 * @form: a form
 * @document: (nullable): the document whose fields it shows
 */
void
bt_form_set_document (BtForm *form, BtDocument *document)
{
  g_return_if_fail (BT_IS_FORM (form));

  if (form->document)
    g_signal_handlers_disconnect_by_data (form->document, form);
  g_set_object (&form->document, document);
  for (guint i = 0; i < form->rows->len; i++)
    {
      Row *row = form->rows->pdata[i];
      if (row->field->kind == BT_NODE_AUTHORITY)
        bt_field_help_set_document (row->help, document);
    }
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), form);
  document_changed_cb (document, NULL, bt_document_get_plan (document), form);
}

/**
 * bt_form_set_underlines:
 * @form: a form
 * @underlines: (nullable): what is underlined quietly in its fields of several lines; a mark tells it beside each field
 */
void
bt_form_set_underlines (BtForm *form, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_FORM (form));

  if (form->underlines)
    g_signal_handlers_disconnect_by_data (form->underlines, form);
  g_set_object (&form->underlines, underlines);
  if (underlines)
    g_signal_connect (underlines, "changed", G_CALLBACK (underlines_changed_cb), form);
  for (guint i = 0; i < form->rows->len; i++)
    {
      Row *row = form->rows->pdata[i];
      if (row->marks)
        bt_field_marks_set_underlines (row->marks, underlines);
      if (form->document)
        tell (row, get_node (row));
    }
}

/**
 * bt_form_set_layout:
 * @form: a form
 * @layout: (nullable): the printed pages, of which its part is shown above it
 */
void
bt_form_set_layout (BtForm *form, BtLayout *layout)
{
  g_return_if_fail (BT_IS_FORM (form));

  bt_part_picture_set_layout (form->picture, layout);
}

static Row *
find_row (BtForm *self, const char *id)
{
  for (guint i = 0; self->document && i < self->rows->len; i++)
    if (g_str_equal (bt_node_get_id (get_node (self->rows->pdata[i])), id))
      return self->rows->pdata[i];
  return NULL;
}

/* Scrolls to the wanted row when it has its place: a page that was not seen before gets one only now, and another one
 * when the picture above it has been drawn. */
static gboolean
scroll_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  BtForm *self = BT_FORM (widget);
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scrolled));
  graphene_rect_t bounds;
  int top, before = self->wanted_top;

  if (gtk_widget_compute_bounds (self->wanted->row, viewport, &bounds) && bounds.size.height > 0)
    {
      top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
      gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
      self->wanted_top = top;
      if (top == before)
        self->n_frames = MIN (self->n_frames, SETTLED_FRAMES);
    }
  if (self->n_frames-- > 0)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/**
 * bt_form_go_to:
 * @form: a form
 * @id: the id of a field
 *
 * Returns: whether the field has a row here, which has the focus now
 */
gboolean
bt_form_go_to (BtForm *form, const char *id)
{
  Row *row;

  g_return_val_if_fail (BT_IS_FORM (form), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  row = find_row (form, id);
  if (!row)
    return FALSE;
  form->wanted = row;
  form->wanted_top = -1;
  form->n_frames = MAX_FRAMES;
  if (form->tick == 0)
    form->tick = gtk_widget_add_tick_callback (GTK_WIDGET (form), scroll_tick_cb, NULL, NULL);

  return gtk_widget_grab_focus (row->view ? GTK_WIDGET (row->view) : row->row);
}

/* The characters that are shown of the field before a byte of its text. */
static int
shown_chars (const BtNode *node, gsize byte)
{
  g_autoptr (BtText) before = bt_text_slice (bt_node_get_text (node), 0, byte);
  g_autofree char *shown = bt_text_dup_live (before);

  return g_utf8_strlen (shown, -1);
}

/**
 * bt_form_select:
 * @form: a form
 * @id: the id of a field
 * @start: where what is to be selected begins in its text, in bytes
 * @end: where it ends
 */
void
bt_form_select (BtForm *form, const char *id, gsize start, gsize end)
{
  Row *row;
  int from, to;

  g_return_if_fail (BT_IS_FORM (form));
  g_return_if_fail (id != NULL);

  row = find_row (form, id);
  if (!row || row->field->type == FIELD_ATTR)
    return;
  from = shown_chars (get_node (row), start);
  to = shown_chars (get_node (row), end);
  if (row->view)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (row->view);
      GtkTextIter first, last;
      gtk_text_buffer_get_iter_at_offset (buffer, &first, from);
      gtk_text_buffer_get_iter_at_offset (buffer, &last, to);
      gtk_text_buffer_select_range (buffer, &last, &first);
    }
  else
    gtk_editable_select_region (GTK_EDITABLE (row->row), from, to);
}

/**
 * bt_form_finish_input:
 * @form: a form
 *
 * Puts the word that an input method is composing in one of its text views into the text.
 */
void
bt_form_finish_input (BtForm *form)
{
  g_return_if_fail (BT_IS_FORM (form));

  for (guint i = 0; i < form->rows->len; i++)
    {
      Row *row = form->rows->pdata[i];
      if (row->preedit)
        bt_preedit_finish (row->preedit);
    }
}
