/* A text of the plan that grows with its words, where no form is around it: the title of an appendix. */

#include "bt-text-field.h"

#include "bt-change-words.h"
#include "bt-commands.h"
#include "bt-field-marks.h"
#include "bt-finding-mark.h"
#include "bt-growing-text.h"
#include "bt-preedit.h"
#include "bt-text-live.h"

struct _BtTextField
{
  AdwBin parent_instance;

  GtkTextView *view;
  GtkWidget *placeholder;
  GtkWidget *mark; /* what the check finds in it */
  BtUnderlines *underlines;
  BtPreedit *preedit;
  BtFieldMarks *marks;
  BtDocument *document;
  const char *id; /* interned */
  gboolean updating;
};

enum
{
  PROP_PLACEHOLDER = 1,
  PROP_NAME,
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtTextField, bt_text_field, ADW_TYPE_BIN)

static char *
dup_text (BtTextField *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
update_placeholder (BtTextField *self)
{
  gtk_widget_set_visible (self->placeholder,
                          gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->view)) == 0
                              && !(self->preedit && bt_preedit_is_active (self->preedit)));
}

static void
changed_cb (GtkTextBuffer *buffer, BtTextField *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  update_placeholder (self);
  if (self->updating || !self->document)
    return;
  text = dup_text (self);
  if (!bt_document_set_text (self->document, self->id, text, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* Who changed the text, and what the check finds in it. */
static void
tell (BtTextField *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtUnderlineKind kind;
  const char *found = self->underlines ? bt_underlines_get_words (self->underlines, self->id, &kind) : NULL;

  bt_change_words_show (GTK_WIDGET (self->view), plan, bt_plan_get_node (plan, self->id), found);
  bt_finding_mark_show (self->mark, self->underlines, self->id);
}

/* Shows what the plan says, leaving the caret where nothing has changed. */
static void
update (BtTextField *self)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  g_autofree char *shown = NULL, *text = NULL;
  BtText *live;

  if (!bt_plan_has_node (plan, self->id))
    return;
  tell (self);
  shown = dup_text (self);
  live = bt_node_get_text (bt_plan_get_node (plan, self->id));
  text = bt_text_dup_live (live);
  self->updating = TRUE;
  if (!g_str_equal (shown, text))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text, -1);
  self->updating = FALSE;
  bt_field_marks_show (self->marks, self->id, live);
}

static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtTextField *self)
{
  if (self->document && bt_plan_has_node (bt_document_get_plan (self->document), self->id))
    tell (self);
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtTextField *self)
{
  update (self);
}

static void
entered_cb (GtkEventControllerFocus *controller, BtTextField *self)
{
  if (self->document)
    bt_document_set_selection (self->document, bt_selection_at (bt_place (self->id, 0)));
}

/* Enter goes on to what comes next; a title of several lines is broken with Shift. */
static gboolean
key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
        BtTextField *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));

  state &= gtk_accelerator_get_default_mod_mask ();
  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) || state != 0)
    return FALSE;
  if (!gtk_text_view_im_context_filter_keypress (self->view, event))
    {
      bt_preedit_finish (self->preedit);
      gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                              GTK_DIR_TAB_FORWARD);
    }
  return TRUE;
}

static void
preedit_cb (GtkTextView *view, const char *preedit, BtTextField *self)
{
  update_placeholder (self);
}

static void
bt_text_field_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BtTextField *self = BT_TEXT_FIELD (object);

  if (id == PROP_NAME)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    g_value_get_string (value), -1);
  else
    gtk_label_set_label (GTK_LABEL (self->placeholder), g_value_get_string (value));
}

static gboolean
bt_text_field_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BT_TEXT_FIELD (widget)->view));
}

static void
bt_text_field_dispose (GObject *object)
{
  BtTextField *self = BT_TEXT_FIELD (object);

  bt_text_field_show (self, NULL, NULL);
  bt_text_field_set_underlines (self, NULL);
  g_clear_pointer (&self->preedit, bt_preedit_free);
  g_clear_pointer (&self->marks, bt_field_marks_free);
  G_OBJECT_CLASS (bt_text_field_parent_class)->dispose (object);
}

static void
bt_text_field_class_init (BtTextFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bt_text_field_set_property;
  object_class->dispose = bt_text_field_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = bt_text_field_grab_focus;
  g_object_class_install_property (
      object_class, PROP_PLACEHOLDER,
      g_param_spec_string ("placeholder", NULL, NULL, NULL,
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  /* What a screen reader calls it. */
  g_object_class_install_property (
      object_class, PROP_NAME,
      g_param_spec_string ("words", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS));
  /* Why the text was not set, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_TEXT_FIELD, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "textfield");
}

static void
add_controllers (BtTextField *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (focus, "enter", G_CALLBACK (entered_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
}

static void
bt_text_field_init (BtTextField *self)
{
  GtkWidget *overlay = gtk_overlay_new (), *view = bt_growing_text_new ();

  self->view = GTK_TEXT_VIEW (view);
  self->placeholder = gtk_label_new ("");
  gtk_widget_add_css_class (self->placeholder, "dim-label");
  gtk_widget_set_can_target (self->placeholder, FALSE);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_justification (self->view, GTK_JUSTIFY_CENTER);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->view), FALSE);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), view);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->placeholder);
  self->mark = bt_finding_mark_new ();
  gtk_widget_set_halign (self->mark, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->mark);
  adw_bin_set_child (ADW_BIN (self), overlay);
  self->preedit = bt_preedit_new (self->view);
  self->marks = bt_field_marks_new (self->view, self->preedit);
  g_signal_connect (gtk_text_view_get_buffer (self->view), "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (view, "preedit-changed", G_CALLBACK (preedit_cb), self);
  add_controllers (self);
}

/**
 * bt_text_field_show:
 * @field: a field
 * @document: (nullable): the document, %NULL for none
 * @id: (nullable): the id of a node with a text
 */
void
bt_text_field_show (BtTextField *field, BtDocument *document, const char *id)
{
  g_return_if_fail (BT_IS_TEXT_FIELD (field));

  if (field->document)
    g_signal_handlers_disconnect_by_data (field->document, field);
  g_set_object (&field->document, document);
  field->id = bt_intern (id);
  if (!document)
    return;
  g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), field);
  update (field);
}

/**
 * bt_text_field_set_underlines:
 * @field: a field
 * @underlines: (nullable): what is underlined quietly in it; a mark beside the text tells what is found
 */
void
bt_text_field_set_underlines (BtTextField *field, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_TEXT_FIELD (field));

  if (field->underlines)
    g_signal_handlers_disconnect_by_data (field->underlines, field);
  g_set_object (&field->underlines, underlines);
  if (underlines)
    g_signal_connect (underlines, "changed", G_CALLBACK (underlines_changed_cb), field);
  if (field->marks)
    bt_field_marks_set_underlines (field->marks, underlines);
}

/**
 * bt_text_field_go_to:
 * @field: a field
 * @id: the id of a node
 *
 * Returns: whether it is the one that is shown; then it has the focus
 */
gboolean
bt_text_field_go_to (BtTextField *field, const char *id)
{
  g_return_val_if_fail (BT_IS_TEXT_FIELD (field), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  return field->document && g_str_equal (field->id, id)
         && gtk_widget_grab_focus (GTK_WIDGET (field->view));
}

/**
 * bt_text_field_finish_input:
 * @field: a field
 *
 * Puts the word that an input method is composing into the text.
 */
void
bt_text_field_finish_input (BtTextField *field)
{
  g_return_if_fail (BT_IS_TEXT_FIELD (field));

  if (field->preedit)
    bt_preedit_finish (field->preedit);
}
