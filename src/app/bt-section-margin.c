/* What stands beside a section's text: labels, bars at changed lines, signs of split and joined paragraphs. */

#include "bt-section-margin.h"

#include <adwaita.h>

#include "bt-author-color.h"
#include "bt-change-words.h"
#include "bt-section-tags.h"

#define BAR_X 4
#define BAR_WIDTH 3

/* What is being drawn, and where. */
typedef struct
{
  GtkTextView *view;
  BtSectionBuffer *buffer;
  GtkSnapshot *snapshot;
} Drawing;

static GdkRGBA
get_text_color (const Drawing *drawing)
{
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (drawing->view)), &color);
  return color;
}

/* The colour of whoever made a change. */
static GdkRGBA
get_color (const Drawing *drawing, const char *change)
{
  int index = bt_section_buffer_get_color (drawing->buffer, change);
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GdkRGBA color = get_text_color (drawing);

  if (index >= 0)
    gdk_rgba_parse (&color, bt_author_color_get (index, dark));
  return color;
}

/* The label of what goes is struck, of what is new underlined, of what was moved underlined twice. */
static void
add_marks (PangoAttrList *attributes, const BtLine *line)
{
  if (line->changed == BT_LINE_GOING || line->changed == BT_LINE_JOINED)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  else if (line->changed == BT_LINE_MOVED)
    pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_DOUBLE));
  else if (line->changed != BT_LINE_UNCHANGED)
    pango_attr_list_insert (attributes, pango_attr_underline_new (PANGO_UNDERLINE_SINGLE));
}

static void
draw_words (const Drawing *drawing, PangoLayout *layout, int x, int y, const GdkRGBA *color)
{
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

static void
draw_label (const Drawing *drawing, const BtLine *line, const GdkRectangle *place)
{
  g_autoptr (PangoLayout) layout
      = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->view), line->number);
  PangoAttrList *attributes = pango_attr_list_new ();
  int margin = bt_section_tags_get_margin (line), width, x;
  GdkRGBA color = line->changed != BT_LINE_UNCHANGED ? get_color (drawing, line->change)
                                                     : get_text_color (drawing);

  if (line->heading)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  add_marks (attributes, line);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_get_pixel_size (layout, &width, NULL);
  x = MIN (margin - bt_section_tags_get_label_width (line), margin - width - 4);
  draw_words (drawing, layout, x, place->y, &color);
}

static void
draw_bar (const Drawing *drawing, const BtLine *line, const GtkTextIter *iter)
{
  GdkRGBA color = get_color (drawing, line->change);
  int y, height;

  gtk_text_view_get_line_yrange (drawing->view, iter, &y, &height);
  gtk_snapshot_append_color (drawing->snapshot, &color,
                             &GRAPHENE_RECT_INIT (BAR_X, y, BAR_WIDTH, height));
}

/* The end of the paragraph before: put in where that was split, struck where the two are joined. */
static void
draw_seam (const Drawing *drawing, const BtLine *line, const GtkTextIter *iter)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (drawing->view), "¶");
  PangoAttrList *attributes = pango_attr_list_new ();
  GdkRGBA color = get_color (drawing, line->change);
  GtkTextIter end = *iter;
  GdkRectangle place;

  add_marks (attributes, line);
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  if (!gtk_text_iter_backward_char (&end))
    return;
  gtk_text_view_get_iter_location (drawing->view, &end, &place);
  draw_words (drawing, layout, place.x + 2, place.y, &color);
}

static void
draw_line (const Drawing *drawing, const BtLine *line, const GtkTextIter *iter, const GdkRectangle *place)
{
  if (line->number)
    draw_label (drawing, line, place);
  if (line->change)
    draw_bar (drawing, line, iter);
  if (line->changed == BT_LINE_SPLIT || line->changed == BT_LINE_JOINED)
    draw_seam (drawing, line, iter);
}

/**
 * bt_section_margin_draw:
 * @view: the view
 * @buffer: its buffer
 * @snapshot: where to draw, in the buffer's coordinates
 *
 * Draws what stands beside the lines that are seen.
 */
void
bt_section_margin_draw (GtkTextView *view, BtSectionBuffer *buffer, GtkSnapshot *snapshot)
{
  Drawing drawing = { view, buffer, snapshot };
  GdkRectangle visible;
  GtkTextIter iter;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));
  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));

  gtk_text_view_get_visible_rect (view, &visible);
  gtk_text_view_get_line_at_y (view, &iter, visible.y, NULL);
  for (guint number = gtk_text_iter_get_line (&iter); number < bt_section_buffer_get_n_lines (buffer); number++)
    {
      const BtLine *line = bt_section_buffer_get_line (buffer, number);
      GdkRectangle place;

      gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (buffer), &iter, number);
      gtk_text_view_get_iter_location (view, &iter, &place);
      if (place.y > visible.y + visible.height)
        break;
      draw_line (&drawing, line, &iter, &place);
    }
}

/**
 * bt_section_margin_dup_words:
 * @buffer: a buffer
 * @iter: a place in it
 *
 * Returns: (transfer full) (nullable): who changed what there, and when; %NULL where nothing is changed
 */
char *
bt_section_margin_dup_words (BtSectionBuffer *buffer, const GtkTextIter *iter)
{
  const BtLine *line;

  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), NULL);
  g_return_val_if_fail (iter != NULL, NULL);

  line = bt_section_buffer_get_line (buffer, gtk_text_iter_get_line (iter));
  if (!line || !line->change)
    return NULL;
  return bt_change_words_dup (bt_document_get_plan (bt_section_buffer_get_document (buffer)), line->id,
                              bt_line_to_byte (line, gtk_text_iter_get_line_offset (iter), FALSE));
}
