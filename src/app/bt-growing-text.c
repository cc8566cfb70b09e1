/* A text view that is exactly as high as its text.
 *
 * GtkTextView asks for the height that its lines had at the width it had before, which in a form is any number.
 * Here the height is measured by Pango for the width that is offered. */

#include "bt-growing-text.h"

struct _BtGrowingText
{
  GtkTextView parent_instance;
};

G_DEFINE_FINAL_TYPE (BtGrowingText, bt_growing_text, GTK_TYPE_TEXT_VIEW)

static GtkSizeRequestMode
bt_growing_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static char *
dup_text (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static int
measure_height (GtkWidget *widget, int width)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);
  g_autofree char *text = dup_text (view);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, text);
  int margins = gtk_text_view_get_left_margin (view) + gtk_text_view_get_right_margin (view);
  int height;

  if (width > 0)
    pango_layout_set_width (layout, MAX (1, width - margins) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, NULL, &height);

  return height + gtk_text_view_get_top_margin (view) + gtk_text_view_get_bottom_margin (view);
}

static void
bt_growing_text_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                         int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = 60;
      *natural = 240;
      return;
    }
  *minimum = *natural
      = measure_height (widget, for_size > 0 ? for_size : gtk_widget_get_width (widget));
}

static void
changed_cb (GtkTextBuffer *buffer, GtkWidget *widget)
{
  gtk_widget_queue_resize (widget);
}

static void
bt_growing_text_class_init (BtGrowingTextClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = bt_growing_text_get_request_mode;
  widget_class->measure = bt_growing_text_measure;
}

static void
bt_growing_text_init (BtGrowingText *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_input_hints (view, GTK_INPUT_HINT_NO_EMOJI);
  g_signal_connect_object (gtk_text_view_get_buffer (view), "changed", G_CALLBACK (changed_cb),
                           self, 0);
}

/**
 * bt_growing_text_new:
 *
 * Returns: (transfer floating): an empty text of one line
 */
GtkWidget *
bt_growing_text_new (void)
{
  return g_object_new (BT_TYPE_GROWING_TEXT, NULL);
}
