/* What is underlined in a field of a form or of an appendix, or in the cell that is edited; the menu of its words.
 *
 * Such a text view, or a row with one line, shows what stays of one text when all open changes are accepted. */

#include "bt-field-marks.h"

#include <string.h>

#include "bt-intern.h"
#include "bt-section-tags.h"
#include "bt-text-live.h"
#include "bt-text-menu.h"

struct _BtFieldMarks
{
  GtkTextView *view; /* which owns this; NULL where @row does */
  AdwEntryRow *row;
  BtUnderlines *underlines;
  const char *id; /* interned, of the node whose text is shown; NULL for none */
  BtText *text;
};

/* What is shown of a text before one of its bytes. */
static char *
dup_shown (BtText *text, gsize byte)
{
  g_autoptr (BtText) before = bt_text_slice (text, 0, byte);

  return bt_text_dup_live (before);
}

static void
get_iter (BtFieldMarks *self, gsize byte, GtkTextIter *iter)
{
  g_autofree char *before = dup_shown (self->text, byte);

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (self->view), iter, g_utf8_strlen (before, -1));
}

static void
apply_tags (BtFieldMarks *self, const GArray *underlines)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (buffer, &start, &end);
  for (guint i = 0; underlines && i < underlines->len; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      get_iter (self, underline->start, &start);
      get_iter (self, underline->end, &end);
      bt_section_tags_apply_underline (buffer, underline->kind, &start, &end);
    }
}

static void
insert_attribute (BtFieldMarks *self, PangoAttrList *attributes, const BtUnderline *underline,
                  PangoAttribute *attribute)
{
  g_autofree char *before = dup_shown (self->text, underline->start), *to = dup_shown (self->text, underline->end);

  attribute->start_index = strlen (before);
  attribute->end_index = strlen (to);
  pango_attr_list_insert (attributes, attribute);
}

/* A line has no tags. */
static void
apply_attributes (BtFieldMarks *self, const GArray *underlines)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  for (guint i = 0; underlines && i < underlines->len; i++)
    {
      const BtUnderline *underline = &g_array_index (underlines, BtUnderline, i);
      PangoColor color;

      if (!pango_color_parse (&color, bt_underline_kind_get_color (underline->kind, dark)))
        continue;
      if (bt_underline_kind_is_background (underline->kind))
        {
          insert_attribute (self, attributes, underline,
                            pango_attr_background_new (color.red, color.green, color.blue));
          continue;
        }
      insert_attribute (self, attributes, underline, pango_attr_underline_new (PANGO_UNDERLINE_ERROR));
      insert_attribute (self, attributes, underline,
                        pango_attr_underline_color_new (color.red, color.green, color.blue));
    }
  adw_entry_row_set_attributes (self->row, attributes);
}

static void
apply (BtFieldMarks *self)
{
  g_autoptr (GArray) underlines = NULL;

  if (self->underlines && self->text)
    underlines = bt_underlines_get (self->underlines, self->id, self->text);
  if (self->view)
    apply_tags (self, underlines);
  else
    apply_attributes (self, underlines);
}

static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtFieldMarks *self)
{
  if (self->id && g_hash_table_contains (nodes, self->id))
    apply (self);
}

static char *
dup_text (BtFieldMarks *self)
{
  GtkTextIter start, end;

  if (self->row)
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (self->view), &start, &end);
  return gtk_text_buffer_get_text (gtk_text_view_get_buffer (self->view), &start, &end, TRUE);
}

/* What others have to say of the word. */
static void
fill_menu (GtkWidget *widget, guint offset, GMenu *first, GMenu *last, gpointer data)
{
  BtFieldMarks *self = data;
  g_autofree char *text = dup_text (self);

  if (self->underlines && self->text)
    bt_underlines_populate_menu (self->underlines, self->id,
                                 bt_text_from_live (self->text, g_utf8_offset_to_pointer (text, offset) - text),
                                 first);
}

/**
 * bt_field_marks_new:
 * @view: a text view, which must live as long
 * @preedit: what watches its input method
 *
 * Returns: (transfer full): its marks, none so far
 */
BtFieldMarks *
bt_field_marks_new (GtkTextView *view, BtPreedit *preedit)
{
  BtFieldMarks *self;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), NULL);

  self = g_new0 (BtFieldMarks, 1);
  self->view = view;
  bt_section_tags_create_underlines (
      gtk_text_buffer_get_tag_table (gtk_text_view_get_buffer (view)));
  bt_text_menu_attach (GTK_WIDGET (view), preedit, fill_menu, self);
  return self;
}

/**
 * bt_field_marks_new_for_row:
 * @row: a row with one line of text, which must live as long
 *
 * Returns: (transfer full): its marks, none so far
 */
BtFieldMarks *
bt_field_marks_new_for_row (AdwEntryRow *row)
{
  BtFieldMarks *self;

  g_return_val_if_fail (ADW_IS_ENTRY_ROW (row), NULL);

  self = g_new0 (BtFieldMarks, 1);
  self->row = row;
  bt_text_menu_attach (GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row))), NULL, fill_menu, self);
  g_signal_connect_swapped (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (apply), self);
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
  g_signal_handlers_disconnect_by_data (adw_style_manager_get_default (), marks);
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
