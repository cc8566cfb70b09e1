/* The menu of a text of the plan, instead of GTK's own: there Undo and Redo are those of the text, which the plan's
 * texts do not have, so they stay grey. Here they are the document's. */

#include "bt-text-menu.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *text; /* a GtkTextView or a GtkText, which owns us */
  GtkWidget *popover; /* made when it is first wanted */
  GSimpleActionGroup *actions;
  BtPreedit *preedit;
  BtTextMenuFill fill;
  gpointer data;
  guint idle;
} TextMenu;

static void
text_menu_free (gpointer data)
{
  TextMenu *self = data;

  g_clear_object (&self->actions);
  g_free (self);
}

/* Where a text is going, so is its menu. */
static void
destroy_cb (GtkWidget *text, TextMenu *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
}

static void
select_all (TextMenu *self)
{
  if (GTK_IS_TEXT_VIEW (self->text))
    g_signal_emit_by_name (self->text, "select-all", TRUE);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

static void
run_cb (GSimpleAction *action, GVariant *parameter, TextMenu *self)
{
  const char *name = g_action_get_name (G_ACTION (action));
  g_autofree char *signal = g_strconcat (name, "-clipboard", NULL);

  if (g_str_equal (name, "select-all"))
    select_all (self);
  else
    g_signal_emit_by_name (self->text, signal);
}

/* What the text itself can do, in the order of the menu. */
static const struct
{
  const char *name;
  const char *label;
  const char *key;
  gboolean edits;
  gboolean needs_selection;
} commands[] = {
  { "cut", N_ ("Cu_t"), "<Control>x", TRUE, TRUE },
  { "copy", N_ ("_Copy"), "<Control>c", FALSE, TRUE },
  { "paste", N_ ("_Paste"), "<Control>v", TRUE, FALSE },
  { "select-all", N_ ("Select _All"), "<Control>a", FALSE, FALSE },
};

static gboolean
is_editable (TextMenu *self)
{
  return GTK_IS_TEXT_VIEW (self->text) ? gtk_text_view_get_editable (GTK_TEXT_VIEW (self->text))
                                       : gtk_editable_get_editable (GTK_EDITABLE (self->text));
}

static gboolean
has_selection (TextMenu *self)
{
  if (GTK_IS_TEXT_VIEW (self->text))
    return gtk_text_buffer_get_has_selection (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text)));
  return gtk_editable_get_selection_bounds (GTK_EDITABLE (self->text), NULL, NULL);
}

static void
update_actions (TextMenu *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), commands[i].name);
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action),
                                   (!commands[i].edits || is_editable (self))
                                       && (!commands[i].needs_selection || has_selection (self)));
    }
}

/* GTK shows the keys of actions that the application has keys for; those of the text are told. */
static void
append_item (GMenu *menu, const char *label, const char *group, const char *name, const char *key)
{
  g_autofree char *action = g_strconcat (group, ".", name, NULL);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (key)
    g_menu_item_set_attribute (item, "accel", "s", key);
  g_menu_append_item (menu, item);
}

static GMenuModel *
new_model (TextMenu *self, guint offset)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new (), last = g_menu_new ();
  g_autoptr (GMenu) undo = g_menu_new (), edit = g_menu_new ();

  append_item (undo, _ ("_Undo"), "win", "undo", NULL);
  append_item (undo, _ ("_Redo"), "win", "redo", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    append_item (edit, _ (commands[i].label), "text-menu", commands[i].name, commands[i].key);
  if (self->fill)
    self->fill (self->text, offset, first, last, self->data);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (undo));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

/* Whoever opened the menu goes on in the text, as it was selected. */
static void
closed_cb (GtkPopover *popover, TextMenu *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (self->text)));

  if (focus && !gtk_widget_is_ancestor (focus, GTK_WIDGET (popover)))
    return;
  if (GTK_IS_TEXT (self->text))
    gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
  else
    gtk_widget_grab_focus (self->text);
}

static gboolean
popup_cb (gpointer data)
{
  TextMenu *self = data;

  self->idle = 0;
  gtk_popover_popup (GTK_POPOVER (self->popover));
  return G_SOURCE_REMOVE;
}

/* A screen reader does not see what is below the text of an entry: the menu hangs on what it sees as the entry. */
static GtkWidget *
find_holder (GtkWidget *text)
{
  while (GTK_IS_TEXT (text) || gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (text)) == GTK_ACCESSIBLE_ROLE_NONE)
    text = gtk_widget_get_parent (text);
  return text;
}

static void
open_menu (TextMenu *self, guint offset, const GdkRectangle *place)
{
  g_autoptr (GMenuModel) model = new_model (self, offset);
  GtkWidget *holder = find_holder (self->text);
  double x, y;

  if (!self->popover)
    {
      self->popover = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
      gtk_popover_set_position (GTK_POPOVER (self->popover), GTK_POS_BOTTOM);
      gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
      gtk_widget_insert_action_group (self->popover, "text-menu", G_ACTION_GROUP (self->actions));
      gtk_widget_set_parent (self->popover, holder);
      g_signal_connect (self->popover, "closed", G_CALLBACK (closed_cb), self);
    }
  update_actions (self);
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->popover), model);
  gtk_widget_translate_coordinates (self->text, holder, place->x, place->y, &x, &y);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &(GdkRectangle){ x, y, 1, place->height });
  /* A menu adds the lines between its sections in idle time. One that grows when it is shown already would not get the
   * room, and would leave the text below it without its own. */
  if (self->idle == 0)
    self->idle = g_idle_add (popup_cb, self);
}

/* What is pasted goes where the menu was opened, unless that is in what is selected. */
static guint
place_caret (GtkTextView *view, int x, int y)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter, start, end;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &x, &y);
  gtk_text_view_get_iter_at_location (view, &iter, x, y);
  if (!gtk_text_buffer_get_selection_bounds (buffer, &start, &end)
      || gtk_text_iter_compare (&iter, &start) < 0 || gtk_text_iter_compare (&iter, &end) > 0)
    gtk_text_buffer_place_cursor (buffer, &iter);
  return gtk_text_iter_get_offset (&iter);
}

/* Of a line, too, whose places are only known by their extents. */
static guint
place_caret_in_line (GtkText *text, double x)
{
  GtkEditable *editable = GTK_EDITABLE (text);
  guint n = gtk_entry_buffer_get_length (gtk_text_get_buffer (text)), offset = 0;
  int start, end;

  for (graphene_rect_t strong; offset < n; offset++)
    {
      gtk_text_compute_cursor_extents (text, offset + 1, &strong, NULL);
      if (strong.origin.x > x)
        break;
    }
  if (!gtk_editable_get_selection_bounds (editable, &start, &end) || (int) offset < start || (int) offset > end)
    gtk_editable_set_position (editable, offset);
  return offset;
}

static void
pressed_cb (GtkGestureClick *click, int n_press, double x, double y, TextMenu *self)
{
  guint offset;

  if (self->preedit)
    bt_preedit_finish (self->preedit);
  if (GTK_IS_TEXT_VIEW (self->text))
    {
      gtk_widget_grab_focus (self->text);
      offset = place_caret (GTK_TEXT_VIEW (self->text), x, y);
    }
  else
    {
      gtk_text_grab_focus_without_selecting (GTK_TEXT (self->text));
      offset = place_caret_in_line (GTK_TEXT (self->text), x);
    }
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, offset, &(GdkRectangle){ x, y, 1, 1 });
}

/* Where the caret is, and its character. */
static guint
find_caret (TextMenu *self, GdkRectangle *place)
{
  GtkTextBuffer *buffer;
  GtkTextIter caret;
  graphene_rect_t strong;
  int offset;

  if (GTK_IS_TEXT (self->text))
    {
      offset = gtk_editable_get_position (GTK_EDITABLE (self->text));
      gtk_text_compute_cursor_extents (GTK_TEXT (self->text), offset, &strong, NULL);
      *place = (GdkRectangle){ strong.origin.x, strong.origin.y, 1, strong.size.height };
      return offset;
    }
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->text), &caret, place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->text), GTK_TEXT_WINDOW_WIDGET, place->x, place->y,
                                         &place->x, &place->y);
  place->y = CLAMP (place->y, 0, gtk_widget_get_height (self->text) - 1);
  place->width = 1;
  return gtk_text_iter_get_offset (&caret);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, TextMenu *self)
{
  GdkRectangle place;
  guint offset;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (key != GDK_KEY_Menu && (key != GDK_KEY_F10 || state != GDK_SHIFT_MASK))
    return FALSE;
  if (self->preedit)
    bt_preedit_finish (self->preedit);
  offset = find_caret (self, &place);
  open_menu (self, offset, &place);
  return TRUE;
}

static void
add_actions (TextMenu *self)
{
  self->actions = g_simple_action_group_new ();
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (commands[i].name, NULL);
      g_signal_connect (action, "activate", G_CALLBACK (run_cb), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

/**
 * bt_text_menu_attach:
 * @text: a #GtkTextView, or the #GtkText of an entry, that shows words of the plan
 * @preedit: (nullable): what watches its input method
 * @fill: (nullable): adds to the menu when it is opened
 * @data: for @fill; must be there as long as @text is shown
 *
 * Gives the text a menu, by the pointer's other button, the menu key and Shift+F10.
 */
void
bt_text_menu_attach (GtkWidget *text, BtPreedit *preedit, BtTextMenuFill fill, gpointer data)
{
  TextMenu *self;
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_if_fail (GTK_IS_TEXT_VIEW (text) || GTK_IS_TEXT (text));

  self = g_new0 (TextMenu, 1);
  self->text = text;
  self->preedit = preedit;
  self->fill = fill;
  self->data = data;
  add_actions (self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (text, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (text, keys);
  g_signal_connect (text, "destroy", G_CALLBACK (destroy_cb), self);
  g_object_set_data_full (G_OBJECT (text), "bt-text-menu", self, text_menu_free);
}

/**
 * bt_text_menu_forget_emoji:
 * @entry: a #GtkSearchEntry, which in GTK 4.8 has no hints of its own
 *
 * Takes what no plan has out of GTK's menu of the entry.
 */
void
bt_text_menu_forget_emoji (GtkEditable *entry)
{
  GtkEditable *text;

  g_return_if_fail (GTK_IS_EDITABLE (entry));

  text = gtk_editable_get_delegate (entry);
  if (GTK_IS_TEXT (text))
    gtk_text_set_input_hints (GTK_TEXT (text), GTK_INPUT_HINT_NO_EMOJI);
}
