/* The text view in which a part of the plan is written: labels beside the text, keys that writers expect. */

#include "bt-section-view.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-preedit.h"
#include "bt-section-clipboard.h"
#include "bt-section-keys.h"
#include "bt-section-margin.h"
#include "bt-section-tags.h"
#include "bt-text-menu.h"

struct _BtSectionView
{
  GtkTextView parent_instance;

  BtSectionBuffer *buffer;
  BtPreedit *preedit;
  char *spoken; /* what was last told to a screen reader about the caret's paragraph */
};

enum
{
  OPEN_TABLE,
  CARET_LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSectionView, bt_section_view, GTK_TYPE_TEXT_VIEW)

static const BtLine *
caret_line (BtSectionView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return bt_section_buffer_get_line (self->buffer, gtk_text_iter_get_line (&caret));
}

static char *
dup_level (const BtLine *line)
{
  if (!line || line->kind == BT_NODE_GHOST)
    return g_strdup ("");
  return line->number ? g_strdup_printf (_ ("%s level %u"), line->number, line->depth + 1)
                      : g_strdup_printf (_ ("Paragraph, level %u"), line->depth + 1);
}

/* Labels are drawn and changes are colours, so both are told in the description: "II., level 2. Trần Bình, 14/8, 09:15:
 * added “…”". */
static void
speak_caret (BtSectionView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  g_autofree char *level = dup_level (caret_line (self)), *changed = NULL, *spoken = NULL;
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  changed = bt_section_margin_dup_words (self->buffer, &caret);
  spoken = changed ? g_strdup_printf ("%s%s%s", level, *level ? ". " : "", changed) : g_strdup (level);
  if (g_strcmp0 (spoken, self->spoken) == 0)
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  g_free (self->spoken);
  self->spoken = g_steal_pointer (&spoken);
}

/* GTK cannot tag an empty last paragraph, so the view itself takes that paragraph's margin while it is empty. */
static void
fit_last_line (BtSectionView *self)
{
  guint n_lines = bt_section_buffer_get_n_lines (self->buffer);
  const BtLine *line = n_lines > 0 ? bt_section_buffer_get_line (self->buffer, n_lines - 1) : NULL;
  int margin = line && line->shown[0] == '\0' ? bt_section_tags_get_margin (line) : 16;

  if (gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self)) != margin)
    gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), margin);
}

static void
synced_cb (BtSectionBuffer *buffer, BtSectionView *self)
{
  fit_last_line (self);
  speak_caret (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
mark_set_cb (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark, BtSectionView *self)
{
  if (mark == gtk_text_buffer_get_insert (buffer))
    speak_caret (self);
}

/* A paragraph that changes its level may leave the part that is shown; the writer goes with it. */
static void
follow_caret (BtSectionView *self)
{
  BtDocument *document = bt_section_buffer_get_document (self->buffer);
  GtkTextIter iter;

  if (!bt_section_buffer_get_iter (self->buffer, bt_document_get_selection (document).caret, &iter))
    g_signal_emit (self, signals[CARET_LEFT], 0);
}

static void
auto_labelled_cb (BtSectionBuffer *buffer, BtSectionView *self)
{
  follow_caret (self);
}

static void
table_clicked_cb (GtkButton *button, BtSectionView *self)
{
  g_signal_emit (self, signals[OPEN_TABLE], 0, g_object_get_data (G_OBJECT (button), "bt-id"));
}

static void
table_added_cb (BtSectionBuffer *buffer, GtkTextChildAnchor *anchor, const char *id,
                BtSectionView *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Open the Table"));

  g_object_set_data (G_OBJECT (button), "bt-id", (gpointer) bt_intern (id));
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_set_margin_bottom (button, 6);
  g_signal_connect (button, "clicked", G_CALLBACK (table_clicked_cb), self);
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self), button, anchor);
}

static void
bt_section_view_copy_clipboard (GtkTextView *view)
{
  BtSectionView *self = BT_SECTION_VIEW (view);

  bt_section_view_finish_input (self);
  bt_section_clipboard_copy (self->buffer, gtk_widget_get_clipboard (GTK_WIDGET (view)));
}

static void
bt_section_view_cut_clipboard (GtkTextView *view)
{
  bt_section_view_copy_clipboard (view);
  gtk_text_buffer_delete_selection (gtk_text_view_get_buffer (view), TRUE, TRUE);
}

/* GTK's own paste brings the tags of other buffers along, piece by piece. */
static void
bt_section_view_paste_clipboard (GtkTextView *view)
{
  bt_section_view_finish_input (BT_SECTION_VIEW (view));
  if (gtk_text_view_get_editable (view))
    bt_section_clipboard_paste (view);
}

static void
delete_range (BtSectionView *self, GtkTextIter *start, GtkTextIter *end)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete_interactive (buffer, start, end, TRUE);
  gtk_text_buffer_end_user_action (buffer);
}

/* One character back, or the join with the paragraph before; never what lies between two keys of a letter. */
static void
bt_section_view_backspace (GtkTextView *view)
{
  BtSectionView *self = BT_SECTION_VIEW (view);
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (self->buffer), &start, &end)
      || bt_section_keys_get_backward (self->buffer, FALSE, &start, &end))
    delete_range (self, &start, &end);
  gtk_text_view_scroll_mark_onscreen (view,
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* Characters and syllables step over what is struck; all else is GTK's. */
static void
bt_section_view_delete_from_cursor (GtkTextView *view, GtkDeleteType type, int count)
{
  BtSectionView *self = BT_SECTION_VIEW (view);
  gboolean word = type == GTK_DELETE_WORD_ENDS;
  GtkTextIter start, end;

  if ((type != GTK_DELETE_CHARS && !word) || ABS (count) != 1
      || gtk_text_buffer_get_has_selection (GTK_TEXT_BUFFER (self->buffer)))
    {
      GTK_TEXT_VIEW_CLASS (bt_section_view_parent_class)->delete_from_cursor (view, type, count);
      return;
    }
  if (count < 0 && bt_section_keys_get_backward (self->buffer, word, &start, &end))
    delete_range (self, &start, &end);
  else if (count > 0 && bt_section_keys_get_forward (self->buffer, word, &start, &end))
    {
      delete_range (self, &start, &end);
      bt_section_keys_pass_struck (self->buffer);
    }
  gtk_text_view_scroll_mark_onscreen (view,
                                      gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self->buffer)));
}

/* What an empty part says about itself. */
static void
draw_hint (BtSectionView *self, GtkSnapshot *snapshot)
{
  g_autoptr (PangoLayout) layout = NULL;
  GdkRGBA color;
  GdkRectangle place;
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &start, &place);
  layout = gtk_widget_create_pango_layout (
      GTK_WIDGET (self),
      _ ("Type the text. Tab goes one level down, Shift+Tab one level up."));
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  color.alpha *= 0.55;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.x + 3, place.y));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
bt_section_view_snapshot_layer (GtkTextView *view, GtkTextViewLayer layer, GtkSnapshot *snapshot)
{
  BtSectionView *self = BT_SECTION_VIEW (view);

  if (layer != GTK_TEXT_VIEW_LAYER_ABOVE_TEXT || !bt_section_buffer_get_scope (self->buffer))
    return;
  bt_section_margin_draw (view, self->buffer, snapshot);
  if (bt_section_buffer_is_blank (self->buffer) && !bt_preedit_is_active (self->preedit))
    draw_hint (self, snapshot);
}

/* Who changed what is pointed at, and when. */
static gboolean
bt_section_view_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  BtSectionView *self = BT_SECTION_VIEW (widget);
  g_autofree char *words = NULL;
  GtkTextIter iter;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (widget), GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (widget), &iter, x, y);
  words = bt_section_margin_dup_words (self->buffer, &iter);
  gtk_tooltip_set_text (tooltip, words);
  return words != NULL;
}

static gboolean
is_at_paragraph_start (BtSectionView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_starts_line (&caret);
}

/* Tab and Shift+Tab at the start of a paragraph change its level; elsewhere a plan has no use for them. */
static void
change_level (BtSectionView *self, gboolean up)
{
  BtDocument *document = bt_section_buffer_get_document (self->buffer);
  const BtLine *line;
  g_autoptr (GError) error = NULL;

  bt_section_view_finish_input (self);
  line = caret_line (self);
  if (!document || !line || !is_at_paragraph_start (self))
    return;
  if (up)
    bt_document_promote (document, line->id, &error);
  else
    bt_document_demote (document, line->id, &error);
  if (error)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else
    follow_caret (self);
}

/* What others have to say of the word, and what is done to what is selected or changed there. */
static void
fill_menu (GtkWidget *widget, guint offset, GMenu *first, GMenu *last, gpointer data)
{
  BtSectionView *self = BT_SECTION_VIEW (widget);
  BtUnderlines *underlines = bt_section_buffer_get_underlines (self->buffer);
  g_autofree char *changed = NULL;
  GtkTextIter iter;
  BtPlace place;

  gtk_text_buffer_get_iter_at_offset (GTK_TEXT_BUFFER (self->buffer), &iter, offset);
  place = bt_section_buffer_get_place (self->buffer, &iter);
  if (place.node && underlines)
    bt_underlines_populate_menu (underlines, place.node, place.offset, first);
  changed = bt_section_margin_dup_words (self->buffer, &iter);
  if (changed)
    {
      g_menu_append (last, _ ("Accept Changes Here"), "win.accept-here");
      g_menu_append (last, _ ("Reject Changes Here"), "win.reject-here");
    }
  g_menu_append (last, _ ("Co_mment…"), "win.comment");
  g_menu_append (last, _ ("_Insert Reference…"), "win.insert-reference");
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                BtSectionView *self)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if ((key == GDK_KEY_Tab && state == 0)
      || (key == GDK_KEY_ISO_Left_Tab && state == GDK_SHIFT_MASK))
    {
      change_level (self, key == GDK_KEY_ISO_Left_Tab);
      return TRUE;
    }

  return FALSE;
}

static void
bt_section_view_dispose (GObject *object)
{
  BtSectionView *self = BT_SECTION_VIEW (object);

  g_clear_pointer (&self->preedit, bt_preedit_free);
  if (self->buffer)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  G_OBJECT_CLASS (bt_section_view_parent_class)->dispose (object);
}

static void
bt_section_view_finalize (GObject *object)
{
  BtSectionView *self = BT_SECTION_VIEW (object);

  g_clear_object (&self->buffer);
  g_free (self->spoken);
  G_OBJECT_CLASS (bt_section_view_parent_class)->finalize (object);
}

static void
bt_section_view_class_init (BtSectionViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkTextViewClass *view_class = GTK_TEXT_VIEW_CLASS (klass);

  object_class->dispose = bt_section_view_dispose;
  object_class->finalize = bt_section_view_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = bt_section_view_query_tooltip;
  view_class->backspace = bt_section_view_backspace;
  view_class->delete_from_cursor = bt_section_view_delete_from_cursor;
  view_class->copy_clipboard = bt_section_view_copy_clipboard;
  view_class->cut_clipboard = bt_section_view_cut_clipboard;
  view_class->paste_clipboard = bt_section_view_paste_clipboard;
  view_class->snapshot_layer = bt_section_view_snapshot_layer;

  /* The caret's paragraph is no longer in the part that is shown. */
  signals[CARET_LEFT] = g_signal_new ("caret-left", BT_TYPE_SECTION_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The user wants to edit the table of that id. */
  signals[OPEN_TABLE] = g_signal_new ("open-table", BT_TYPE_SECTION_VIEW, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bt_section_view_init (BtSectionView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->buffer = bt_section_buffer_new ();
  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (self->buffer));
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_NO_EMOJI);
  gtk_text_view_set_right_margin (view, 18);
  gtk_text_view_set_top_margin (view, 14);
  gtk_text_view_set_bottom_margin (view, 48);
  gtk_text_view_set_pixels_inside_wrap (view, 2);
  gtk_text_view_set_pixels_above_lines (view, BT_SECTION_SPACING);
  gtk_widget_add_css_class (GTK_WIDGET (self), "section-view");
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  g_signal_connect (self->buffer, "synced", G_CALLBACK (synced_cb), self);
  g_signal_connect (self->buffer, "auto-labelled", G_CALLBACK (auto_labelled_cb), self);
  g_signal_connect (self->buffer, "table-added", G_CALLBACK (table_added_cb), self);
  g_signal_connect_after (self->buffer, "mark-set", G_CALLBACK (mark_set_cb), self);

  self->preedit = bt_preedit_new (view);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  bt_text_menu_attach (GTK_WIDGET (self), self->preedit, fill_menu, NULL);
}

/**
 * bt_section_view_get_buffer:
 * @view: a section view
 *
 * Returns: (transfer none): its buffer
 */
BtSectionBuffer *
bt_section_view_get_buffer (BtSectionView *view)
{
  g_return_val_if_fail (BT_IS_SECTION_VIEW (view), NULL);

  return view->buffer;
}

/**
 * bt_section_view_show:
 * @view: a section view
 * @document: (nullable): the document
 * @scope: (nullable): the id of the part to write in
 * @name: what a screen reader calls the part
 */
void
bt_section_view_show (BtSectionView *view, BtDocument *document, const char *scope,
                      const char *name)
{
  g_return_if_fail (BT_IS_SECTION_VIEW (view));
  g_return_if_fail (name != NULL);

  bt_section_view_finish_input (view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  bt_section_buffer_show (view->buffer, document, scope);
}

/**
 * bt_section_view_finish_input:
 * @view: a section view
 *
 * Puts the word that an input method is composing into the text. To be called before anything else is done.
 */
void
bt_section_view_finish_input (BtSectionView *view)
{
  g_return_if_fail (BT_IS_SECTION_VIEW (view));

  if (view->preedit)
    bt_preedit_finish (view->preedit);
}

/**
 * bt_section_view_go_to:
 * @view: a section view
 * @place: a place in the plan
 *
 * Sets the caret there and brings it into view.
 *
 * Returns: whether the place is in the part that is shown
 */
gboolean
bt_section_view_go_to (BtSectionView *view, BtPlace place)
{
  GtkTextIter iter;

  g_return_val_if_fail (BT_IS_SECTION_VIEW (view), FALSE);

  bt_section_view_finish_input (view);
  if (!bt_section_buffer_get_iter (view->buffer, place, &iter))
    return FALSE;
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (view->buffer), &iter);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (view),
                                gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (view->buffer)), 0.1,
                                FALSE, 0, 0);
  return TRUE;
}

/**
 * bt_section_view_select:
 * @view: a section view
 * @selection: places in the plan
 *
 * Selects what is between them, where both are in the part that is shown.
 */
void
bt_section_view_select (BtSectionView *view, BtSelection selection)
{
  GtkTextIter caret, anchor;

  g_return_if_fail (BT_IS_SECTION_VIEW (view));

  if (bt_section_buffer_get_iter (view->buffer, selection.caret, &caret)
      && bt_section_buffer_get_iter (view->buffer, selection.anchor, &anchor))
    gtk_text_buffer_select_range (GTK_TEXT_BUFFER (view->buffer), &caret, &anchor);
}
