/* The floating editor of the grid: one text view that stands over the active cell.
 *
 * Every key goes into the plan at once, as one undo step a cell, so nothing can be lost by leaving. Around
 * input methods: the text view is realized from the start; keys that leave the cell are offered to the input
 * method first; leaving moves the focus away, which commits the word being composed, before the editor is
 * hidden. */

#include "bt-table-view-private.h"

#include <glib/gi18n-lib.h>

#include "bt-commands.h"
#include "bt-text-live.h"

/* No cell takes more undo steps while it is edited once. */
#define MOST_STEPS 64

static char *
dup_editor_text (BtTableView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->editor);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* What the cell says: words that are deleted with a tracked change are seen in it, but not edited. */
static char *
dup_cell_text (BtNode *cell)
{
  return bt_text_dup_live (bt_node_get_text (cell));
}

static void
set_cell_text (BtTableView *self, const char *text)
{
  BtNode *cell = bt_table_view_get_active (self);
  g_autoptr (GError) error = NULL;

  if (cell && !bt_document_set_text (self->document, bt_node_get_id (cell), text, &error))
    bt_table_view_fail (self, error->message);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, BtTableView *self)
{
  g_autofree char *text = NULL;

  if (!self->editing || self->updating)
    return;
  text = dup_editor_text (self);
  set_cell_text (self, text);
}

static void
set_editor_text (BtTableView *self, const char *text)
{
  self->updating = TRUE;
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->editor), text, -1);
  self->updating = FALSE;
}

/* The words of the cell that is edited are underlined as they are in the cell. */
static void
mark_words (BtTableView *self)
{
  BtNode *cell = bt_table_view_get_active (self);

  bt_field_marks_show (self->marks, bt_node_get_id (cell), bt_node_get_text (cell));
}

/* Takes back what was typed since editing began: undo, for a text set again would be a tracked change of its own. */
static void
cancel (BtTableView *self)
{
  g_autoptr (BtPlan) before = g_steal_pointer (&self->before);
  guint n = 0;

  bt_table_edit_stop (self, TRUE);
  while (n < MOST_STEPS && before && bt_document_get_plan (self->document) != before
         && bt_document_undo (self->document))
    n++;
  while (n > 0 && bt_document_get_plan (self->document) != before)
    {
      bt_document_redo (self->document);
      n--;
    }
}

/* Enter leads down, Tab to the next cell, Shift+Tab to the one before. */
static void
leave (BtTableView *self, guint key)
{
  bt_table_edit_stop (self, TRUE);
  if (key == GDK_KEY_Tab)
    bt_table_select_next (self);
  else if (key == GDK_KEY_ISO_Left_Tab)
    bt_table_select_move (self, 0, -1, TRUE);
  else
    bt_table_select_move (self, 1, 0, FALSE);
}

/* Keys that leave the cell; the input method gets them first, since it may need them for its word. */
static gboolean
editor_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
               BtTableView *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (enter && (state == GDK_ALT_MASK || state == GDK_SHIFT_MASK))
    {
      bt_preedit_finish (self->preedit);
      gtk_text_buffer_insert_interactive_at_cursor (gtk_text_view_get_buffer (self->editor), "\n",
                                                    1, TRUE);
      return TRUE;
    }
  if (!enter && key != GDK_KEY_Tab && key != GDK_KEY_ISO_Left_Tab && key != GDK_KEY_Escape)
    return FALSE;
  if (gtk_text_view_im_context_filter_keypress (self->editor, event))
    return TRUE;
  if (key == GDK_KEY_Escape)
    cancel (self);
  else
    leave (self, key);

  return TRUE;
}

/* Keys that do something to what is chosen. */
static gboolean
run_by_key (BtTableView *self, guint key, GdkModifierType state)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
  } keys[] = {
    { GDK_KEY_Delete, 0, "clear" },
    { GDK_KEY_BackSpace, 0, "clear" },
    { GDK_KEY_d, GDK_CONTROL_MASK, "fill-down" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "copy" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "cut" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "paste" },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "insert-below" },
    { GDK_KEY_Return, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "insert-above" },
    { GDK_KEY_Delete, GDK_CONTROL_MASK, "remove-rows" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].key == (state & GDK_CONTROL_MASK ? gdk_keyval_to_lower (key) : key)
        && keys[i].state == state)
      return bt_table_view_run (self, keys[i].action);
  return FALSE;
}

/* The key that opens menus, where the active cell is. */
static gboolean
menu_by_key (BtTableView *self, guint key, GdkModifierType state)
{
  GtkAllocation place;

  if (key != GDK_KEY_Menu && !(key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    return FALSE;
  place = bt_table_view_get_active_place (self);
  bt_table_view_ask_menu (self, place.x + place.width / 2, place.y + place.height);
  return TRUE;
}

/* A key on a cell that is a character replaces the cell's text, as in a spreadsheet. */
static gboolean
cell_key_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
             BtTableView *self)
{
  gunichar character = gdk_keyval_to_unicode (key);

  state &= gtk_accelerator_get_default_mod_mask ();
  if (self->editing)
    return FALSE;
  if (run_by_key (self, key, state) || menu_by_key (self, key, state))
    return TRUE;
  if (state == 0 && (key == GDK_KEY_F2 || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    {
      bt_table_edit_start (self, FALSE);
      return TRUE;
    }
  if (!g_unichar_isprint (character) || (state & ~GDK_SHIFT_MASK))
    return FALSE;

  bt_table_edit_start (self, TRUE);
  if (self->editing)
    gtk_event_controller_key_forward (controller, GTK_WIDGET (self->editor));
  return TRUE;
}

/* Where the user clicked elsewhere, the cell keeps what was typed. */
static void
editor_left_cb (GtkEventControllerFocus *controller, BtTableView *self)
{
  if (self->editing)
    bt_table_edit_stop (self, FALSE);
}

/* bt_table_edit_init: makes the editor, hidden but realized with its grid. */
void
bt_table_edit_init (BtTableView *self)
{
  GtkWidget *editor = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->editor = GTK_TEXT_VIEW (editor);
  gtk_widget_add_css_class (editor, "cell-editor");
  gtk_text_view_set_wrap_mode (self->editor, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (self->editor, GTK_INPUT_HINT_NO_EMOJI);
  gtk_text_view_set_accepts_tab (self->editor, FALSE);
  gtk_text_view_set_left_margin (self->editor, BT_CELL_PADDING);
  gtk_text_view_set_right_margin (self->editor, BT_CELL_PADDING);
  gtk_text_view_set_top_margin (self->editor, BT_CELL_PADDING);
  gtk_text_view_set_bottom_margin (self->editor, BT_CELL_PADDING);
  gtk_text_buffer_set_enable_undo (gtk_text_view_get_buffer (self->editor), FALSE);
  g_signal_connect (gtk_text_view_get_buffer (self->editor), "changed",
                    G_CALLBACK (buffer_changed_cb), self);
  gtk_widget_set_parent (editor, GTK_WIDGET (self));
  gtk_widget_set_can_focus (editor, FALSE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->preedit = bt_preedit_new (self->editor);
  self->marks = bt_field_marks_new (self->editor, self->preedit);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (editor_key_cb), self);
  gtk_widget_add_controller (editor, keys);
  g_signal_connect (focus, "leave", G_CALLBACK (editor_left_cb), self);
  gtk_widget_add_controller (editor, focus);

  self->cell_keys = gtk_event_controller_key_new ();
  g_signal_connect (self->cell_keys, "key-pressed", G_CALLBACK (cell_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), self->cell_keys);
}

static void
show_editor (BtTableView *self, gboolean shown)
{
  GtkWidget *editor = GTK_WIDGET (self->editor);

  gtk_widget_set_can_focus (editor, shown);
  gtk_accessible_update_state (GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_HIDDEN, !shown, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* bt_table_edit_start: puts the editor over the active cell, with its text or @empty. */
void
bt_table_edit_start (BtTableView *self, gboolean empty)
{
  BtNode *cell = bt_table_view_get_active (self);
  g_autofree char *name = NULL, *text = NULL;

  if (!cell || self->editing)
    return;
  if (!bt_table_grid_is_group (self->grid, self->row)
      && bt_table_grid_is_order (self->grid, self->column))
    return;

  text = dup_cell_text (cell);
  g_clear_pointer (&self->before, bt_plan_unref);
  self->before = bt_plan_ref (bt_document_get_plan (self->document));
  set_editor_text (self, empty ? "" : text);
  bt_document_end_typing (self->document);
  bt_document_set_selection (self->document,
                             bt_selection_at (bt_place (bt_node_get_id (cell), 0)));
  self->editing = TRUE;
  mark_words (self);
  name = g_strdup_printf (_ ("Editing, row %u, column %u"), self->row + 1, self->column + 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  bt_table_view_place_editor (self);
  show_editor (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->editor));
}

/* bt_table_edit_stop: hides the editor; @take_focus gives the keyboard back to the cell. */
void
bt_table_edit_stop (BtTableView *self, gboolean take_focus)
{
  if (!self->editing)
    return;

  bt_preedit_finish (self->preedit);
  if (take_focus)
    bt_table_select_move (self, 0, 0, FALSE);
  self->editing = FALSE;
  show_editor (self, FALSE);
  bt_document_end_typing (self->document);
}

/* bt_table_edit_sync: shows what undo or another command made of the cell that is being edited. */
void
bt_table_edit_sync (BtTableView *self)
{
  BtNode *cell = bt_table_view_get_active (self);
  g_autofree char *shown = NULL, *text = NULL;

  if (!self->editing)
    return;
  if (!cell)
    {
      bt_table_edit_stop (self, FALSE);
      return;
    }
  shown = dup_editor_text (self);
  text = dup_cell_text (cell);
  if (!g_str_equal (shown, text))
    set_editor_text (self, text);
  mark_words (self);
}
