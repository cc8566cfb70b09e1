/* Copying from and pasting into a section: our own pieces with their structure, HTML and plain text of others. */

#include "bt-section-clipboard.h"

#include "bt-clip-reader.h"
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

static void
clip_taken_cb (GtkWidget *widget, BtClip *clip)
{
  GtkTextView *view = GTK_TEXT_VIEW (widget);

  if (bt_section_buffer_get_document (get_buffer (view)))
    insert_clip (view, clip);
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
  GdkClipboard *clipboard;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (view));
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), BT_TYPE_FRAGMENT))
    gdk_clipboard_read_value_async (clipboard, BT_TYPE_FRAGMENT, G_PRIORITY_DEFAULT, NULL,
                                    fragment_ready_cb, g_object_ref (view));
  else
    bt_clip_reader_read_text (GTK_WIDGET (view), clip_taken_cb);
}
