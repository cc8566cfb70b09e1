/* Copying from and pasting into a section: our own pieces with their structure, HTML and plain text of others. */

#include "bt-section-clipboard.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "bt-clip.h"
#include "bt-fragment.h"

/**
 * bt_section_clipboard_copy:
 * @buffer: a section's buffer
 * @clipboard: a clipboard
 *
 * Puts the selection there, for ourselves and for other programs.
 */
void
bt_section_clipboard_copy (BtSectionBuffer *buffer, GdkClipboard *clipboard)
{
  BtPlace start, end;
  g_autoptr (BtFragment) fragment = NULL;
  g_autofree char *text = NULL, *html = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *forms[3];
  g_autoptr (GdkContentProvider) all = NULL;

  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));
  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));

  bt_section_buffer_get_selection (buffer, &start, &end);
  if (!start.node || bt_place_equal (start, end))
    return;
  fragment = bt_fragment_new (bt_document_get_plan (bt_section_buffer_get_document (buffer)), start,
                              end);
  text = bt_fragment_to_text (fragment);
  html = bt_fragment_to_html (fragment);
  bytes = g_bytes_new (html, strlen (html));
  forms[0] = gdk_content_provider_new_typed (BT_TYPE_FRAGMENT, fragment);
  forms[1] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  forms[2] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  all = gdk_content_provider_new_union (forms, G_N_ELEMENTS (forms));
  gdk_clipboard_set_content (clipboard, all);
}

static BtSectionBuffer *
get_buffer (GtkTextView *view)
{
  return BT_SECTION_BUFFER (gtk_text_view_get_buffer (view));
}

static void
insert (GtkTextView *view, BtText *words, GPtrArray *clauses)
{
  bt_section_buffer_paste (get_buffer (view), words, clauses);
  gtk_text_view_scroll_mark_onscreen (view,
                                      gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)));
}

/* Tables stand among clauses only. */
static gboolean
allows_tables (BtSectionBuffer *buffer)
{
  BtPlan *plan = bt_document_get_plan (bt_section_buffer_get_document (buffer));
  BtNode *scope = bt_plan_get_node (plan, bt_section_buffer_get_scope (buffer));

  return scope && bt_node_kind_allows_child (bt_node_get_kind (scope), BT_NODE_CLAUSE);
}

static void
insert_clip (GtkTextView *view, BtClip *clip)
{
  BtText *words = bt_clip_get_words (clip);
  g_autoptr (GPtrArray) clauses
      = words ? NULL : bt_clip_to_clauses (clip, allows_tables (get_buffer (view)));

  insert (view, words, clauses);
}

/* What is asked about while the answer is waited for. */
typedef struct
{
  GtkTextView *view; /* owned */
  BtClip *clip;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->view);
  bt_clip_free (question->clip);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "convert"))
    bt_clip_convert (question->clip, bt_clip_get_encoding (question->clip));
  if (!g_str_equal (response, "cancel") && bt_section_buffer_get_document (get_buffer (question->view)))
    insert_clip (question->view, question->clip);
  gtk_widget_grab_focus (GTK_WIDGET (question->view));
}

/* Takes the clip. */
static void
ask_to_convert (GtkTextView *view, BtClip *clip, BtEncoding encoding)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (
      GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (view))), _ ("Convert the Pasted Text?"), NULL);

  question->view = g_object_ref (view);
  question->clip = clip;
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
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* Takes the clip. */
static void
paste_clip (GtkTextView *view, BtClip *clip)
{
  g_autoptr (BtClip) taken = clip;
  BtEncoding encoding = bt_clip_get_encoding (clip);

  if (!bt_section_buffer_get_document (get_buffer (view)) || bt_clip_is_empty (clip))
    return;
  if (encoding == BT_ENCODING_UTF8)
    insert_clip (view, clip);
  else
    ask_to_convert (view, g_steal_pointer (&taken), encoding);
}

static void
fragment_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  BtDocument *document = bt_section_buffer_get_document (get_buffer (view));
  BtFragment *fragment = value ? g_value_get_boxed (value) : NULL;
  g_autoptr (GPtrArray) clauses = NULL;
  BtText *words;

  if (!fragment || !document)
    return;
  words = bt_fragment_get_words (fragment, bt_document_get_plan (document));
  if (!words)
    clauses = bt_fragment_dup_clauses (fragment, bt_document_get_plan (document));
  insert (view, words, clauses);
}

static void
text_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text)
    paste_clip (view, bt_clip_new_from_text (text));
}

static void
html_spliced_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (source);

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) > 0)
    paste_clip (view, bt_clip_new_from_html (g_memory_output_stream_get_data (memory),
                                             g_memory_output_stream_get_data_size (memory)));
}

/* Read piece by piece: on X11 the other program answers through our own main loop. */
static void
html_ready_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  g_autoptr (GInputStream) input
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (!input)
    return;
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (
      memory, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, html_spliced_cb, g_steal_pointer (&view));
}

/**
 * bt_section_clipboard_paste:
 * @view: the view of a section's buffer
 *
 * Puts what the clipboard has in the place of the selection, as soon as it is there: our own pieces as they were, else
 * HTML, else plain text. Text of an encoding from before Unicode is asked about first.
 */
void
bt_section_clipboard_paste (GtkTextView *view)
{
  static const char *html_types[] = { "text/html", NULL };
  GdkClipboard *clipboard;
  GdkContentFormats *formats;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  formats = gdk_clipboard_get_formats (clipboard);
  g_object_ref (view);
  if (gdk_content_formats_contain_gtype (formats, BT_TYPE_FRAGMENT))
    gdk_clipboard_read_value_async (clipboard, BT_TYPE_FRAGMENT, G_PRIORITY_DEFAULT, NULL,
                                    fragment_ready_cb, view);
  else if (gdk_content_formats_contain_mime_type (formats, "text/html"))
    gdk_clipboard_read_async (clipboard, html_types, G_PRIORITY_DEFAULT, NULL, html_ready_cb, view);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, text_ready_cb, view);
}
