/* What is underlined in a field of a form or of an appendix, or in the cell that is edited; the menu of its words.
 *
 * Such a text view shows what stays of one text when all open changes are accepted. */

#include "bt-field-marks.h"

#include <string.h>

#include "bt-intern.h"
#include "bt-section-tags.h"
#include "bt-text-live.h"

struct _BtFieldMarks
{
  GtkTextView *view; /* which owns this */
  BtUnderlines *underlines;
  const char *id; /* interned, of the node whose text is shown; NULL for none */
  BtText *text;
};

/* The characters that are shown of a text before one of its bytes. */
static int
shown_chars (BtText *text, gsize byte)
{
  g_autoptr (BtText) before = bt_text_slice (text, 0, byte);
  g_autofree char *shown = bt_text_dup_live (before);

  return g_utf8_strlen (shown, -1);
}

static void
apply (BtFieldMarks *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  g_autoptr (GArray) underlines = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  if (self->underlines && self->text)
    underlines = bt_underlines_get (self->underlines, self->id, self->text);
  for (guint i = 0; underlines && i < underlines->len; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      gtk_text_buffer_get_iter_at_offset (buffer, &start, shown_chars (self->text, underline->start));
      gtk_text_buffer_get_iter_at_offset (buffer, &end, shown_chars (self->text, underline->end));
      bt_section_tags_apply_underline (buffer, underline->kind, &start, &end);
    }
}

static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtFieldMarks *self)
{
  if (self->id && g_hash_table_contains (nodes, self->id))
    apply (self);
}

/* GTK makes its menu anew when it is opened: what others have to say of the word at @iter stands in it. */
static void
update_menu (BtFieldMarks *self, const GtkTextIter *iter)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autofree char *before = NULL;
  GtkTextIter start;

  if (self->underlines && self->text)
    {
      gtk_text_buffer_get_start_iter (gtk_text_view_get_buffer (self->view), &start);
      before = gtk_text_iter_get_text (&start, iter);
      bt_underlines_populate_menu (self->underlines, self->id,
                                   bt_text_from_live (self->text, strlen (before)), menu);
    }
  gtk_text_view_set_extra_menu (self->view, G_MENU_MODEL (menu));
}

static void
secondary_pressed_cb (GtkGestureClick *click, int n_press, double x, double y, BtFieldMarks *self)
{
  GtkTextIter iter;
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (self->view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x,
                                         &buffer_y);
  gtk_text_view_get_iter_at_location (self->view, &iter, buffer_x, buffer_y);
  update_menu (self, &iter);
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_DENIED);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                BtFieldMarks *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter caret;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Menu || (key == GDK_KEY_F10 && state == GDK_SHIFT_MASK))
    {
      gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
      update_menu (self, &caret);
    }
  return FALSE;
}

/**
 * bt_field_marks_new:
 * @view: a text view, which must live as long
 *
 * Returns: (transfer full): its marks, none so far
 */
BtFieldMarks *
bt_field_marks_new (GtkTextView *view)
{
  BtFieldMarks *self = g_new0 (BtFieldMarks, 1);
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self->view = view;
  bt_section_tags_create_underlines (
      gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (view)));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (secondary), GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (secondary, "pressed", G_CALLBACK (secondary_pressed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (view), GTK_EVENT_CONTROLLER (secondary));
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return self;
}

/**
 * bt_field_marks_free:
 * @marks: (transfer full): marks whose view goes, too
 */
void
bt_field_marks_free (BtFieldMarks *marks)
{
  g_return_if_fail (marks != NULL);

  bt_field_marks_set_underlines (marks, NULL);
  g_clear_pointer (&marks->text, bt_text_unref);
  g_free (marks);
}

/**
 * bt_field_marks_set_underlines:
 * @marks: the marks of a field
 * @underlines: (nullable): what is underlined from now on
 */
void
bt_field_marks_set_underlines (BtFieldMarks *marks, BtUnderlines *underlines)
{
  g_return_if_fail (marks != NULL);

  if (marks->underlines)
    g_signal_handlers_disconnect_by_data (marks->underlines, marks);
  g_set_object (&marks->underlines, underlines);
  if (!underlines)
    return;
  g_signal_connect (underlines, "changed", G_CALLBACK (underlines_changed_cb), marks);
  apply (marks);
}

/**
 * bt_field_marks_show:
 * @marks: the marks of a field
 * @id: (nullable): the id of the node whose text its view shows now
 * @text: (nullable): that text; %NULL for none
 */
void
bt_field_marks_show (BtFieldMarks *marks, const char *id, BtText *text)
{
  g_return_if_fail (marks != NULL);

  if (marks->text == text && marks->id == bt_intern (id))
    return;
  marks->id = bt_intern (id);
  if (text)
    bt_text_ref (text);
  g_clear_pointer (&marks->text, bt_text_unref);
  marks->text = text;
  apply (marks);
}
