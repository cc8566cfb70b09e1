/* Reading what is on the clipboard: HTML, else plain text. Text of an encoding from before Unicode is asked about. */

#include "bt-clip-reader.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* What is read, and asked about while the answer is waited for. */
typedef struct
{
  GtkWidget *widget; /* owned */
  BtClipTaken taken;
  gboolean cells; /* are wanted: what is no table is read as plain text */
  BtClip *clip;   /* owned, once it is read */
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->widget);
  g_clear_pointer (&reading->clip, bt_clip_free);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Reading *reading)
{
  if (g_str_equal (response, "convert"))
    bt_clip_convert (reading->clip, bt_clip_get_encoding (reading->clip));
  if (!g_str_equal (response, "cancel"))
    reading->taken (reading->widget, reading->clip);
  gtk_widget_grab_focus (reading->widget);
}

static void
dialog_gone_cb (gpointer data, GClosure *closure)
{
  reading_free (data);
}

/* Takes the reading. */
static void
ask_to_convert (Reading *reading, BtEncoding encoding)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (reading->widget)),
                                              _ ("Convert the Pasted Text?"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("Its letters are of the old encoding %s and would be unreadable in the plan."),
      bt_encoding_get_name (encoding));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "keep",
                                    _ ("_Paste as It Is"), "convert", _ ("Con_vert to Unicode"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "convert",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "convert");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), reading, dialog_gone_cb, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes the reading. */
static void
finish (Reading *reading)
{
  g_autoptr (Reading) owned = reading;
  BtEncoding encoding = bt_clip_get_encoding (reading->clip);

  if (bt_clip_is_empty (reading->clip) || !gtk_widget_get_root (reading->widget))
    return;
  if (encoding == BT_ENCODING_UTF8)
    reading->taken (reading->widget, reading->clip);
  else
    ask_to_convert (g_steal_pointer (&owned), encoding);
}

static void
text_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (!text)
    return;
  reading->clip = reading->cells ? bt_clip_new_from_cells (text) : bt_clip_new_from_text (text);
  finish (g_steal_pointer (&reading));
}

/* Takes the reading. */
static void
read_text (Reading *reading)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (reading->widget), NULL, text_ready_cb, reading);
}

static void
html_spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);
  g_autoptr (BtClip) clip = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    clip = bt_clip_new_from_html (g_memory_output_stream_get_data (memory),
                                  g_memory_output_stream_get_data_size (memory));
  if (reading->cells && !(clip && bt_clip_get_cells (clip)))
    {
      read_text (g_steal_pointer (&reading));
      return;
    }
  reading->clip = g_steal_pointer (&clip);
  if (reading->clip)
    finish (g_steal_pointer (&reading));
}

/* Read piece by piece: on X11 the other program answers through our own main loop. */
static void
html_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Reading) reading = data;
  g_autoptr (GInputStream) input
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (!input)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
      memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, html_spliced_cb, g_steal_pointer (&reading));
}

static void
read_clip (GtkWidget *widget, BtClipTaken taken, gboolean cells)
{
  static const char *html_types[] = { "text/html", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  Reading *reading = g_new0 (Reading, 1);

  reading->widget = g_object_ref (widget);
  reading->taken = taken;
  reading->cells = cells;
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), "text/html"))
    gdk_clipboard_read_async (clipboard, html_types, G_PRIORITY_DEFAULT, NULL, html_ready_cb, reading);
  else
    read_text (reading);
}

/**
 * bt_clip_reader_read_text:
 * @widget: where it goes; gets the keys back after a question
 * @taken: called once what the clipboard has is there; not at all where it has nothing, or the question is cancelled
 *
 * Reads paragraphs and tables from the clipboard.
 */
void
bt_clip_reader_read_text (GtkWidget *widget, BtClipTaken taken)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && taken);

  read_clip (widget, taken, FALSE);
}

/**
 * bt_clip_reader_read_cells:
 * @widget: where they go; gets the keys back after a question
 * @taken: as for bt_clip_reader_read_text(); the clip has cells
 *
 * Reads rows of cells from the clipboard. A table is read from HTML: plain text of a spreadsheet has no line breaks
 * in cells, and that of a word processor does not tell them from rows.
 */
void
bt_clip_reader_read_cells (GtkWidget *widget, BtClipTaken taken)
{
  g_return_if_fail (GTK_IS_WIDGET (widget) && taken);

  read_clip (widget, taken, TRUE);
}
