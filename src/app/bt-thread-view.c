/* A comment and its answers, with a line to write the next one. */

#include "bt-thread-view.h"

#include <glib/gi18n-lib.h>

#include "bt-author-color.h"
#include "bt-author.h"
#include "bt-change-words.h"
#include "bt-commands.h"
#include "bt-comment-list.h"

struct _BtThreadView
{
  AdwBin parent_instance;

  GtkLabel *quote;
  GtkBox *messages;
  GtkEntry *entry;
  GtkWidget *send, *settle, *remove, *cancel;

  BtDocument *document;
  const char *thread; /* interned; NULL while a new comment is written */
  BtPlace start, end; /* of the words a new comment is on; equal for a node */
  const char *last;   /* the author's own last message, interned, or NULL */
  gboolean resolved;
};

enum
{
  FAILED,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtThreadView, bt_thread_view, ADW_TYPE_BIN)

static void
report (BtThreadView *self, GError *error)
{
  if (error)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
entry_changed_cb (BtThreadView *self, GtkEditable *editable)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  gtk_widget_set_sensitive (self->send, *words != '\0');
}

static gboolean
comment (BtThreadView *self, const char *words, GError **error)
{
  if (self->thread)
    return bt_document_reply (self->document, self->thread, words, error);
  if (bt_place_equal (self->start, self->end))
    return bt_document_comment_node (self->document, self->start.node, words, error);
  return bt_document_comment (self->document, self->start, self->end, words, error);
}

static void
send_cb (BtThreadView *self, GtkWidget *widget)
{
  g_autofree char *words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_autoptr (GError) error = NULL;
  gboolean fresh = self->thread == NULL;

  if (!self->document || !gtk_widget_get_sensitive (self->send))
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (!comment (self, words, &error))
    gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
  report (self, error);
  if (!error && fresh)
    g_signal_emit (self, signals[CLOSED], 0);
}

static void
settle_cb (BtThreadView *self, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  if (self->resolved)
    bt_document_reopen_thread (self->document, self->thread, &error);
  else
    bt_document_resolve_thread (self->document, self->thread, &error);
  report (self, error);
}

static void
remove_cb (BtThreadView *self, GtkWidget *widget)
{
  g_autoptr (GError) error = NULL;

  if (self->last)
    bt_document_delete_message (self->document, self->last, &error);
  report (self, error);
}

static void
cancel_cb (BtThreadView *self, GtkWidget *widget)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[CLOSED], 0);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  cancel_cb (BT_THREAD_VIEW (widget), NULL);
  return TRUE;
}

static void
add_message (BtThreadView *self, const GArray *authors, const BtNode *message)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  const char *name = bt_node_get_attr (message, "author");
  const BtAuthor *author = bt_authors_find (authors, name);
  g_autofree char *time = bt_change_words_dup_time (bt_node_get_attr (message, "time"));
  gboolean edited = bt_node_get_attr (message, "edited") != NULL;
  g_autofree char *markup = g_markup_printf_escaped (
      "<span weight=\"bold\" foreground=\"%s\">%s</span>  <small>%s%s%s</small>\n%s",
      bt_author_color_get (author ? author->color : 0, dark), name ? name : "", time,
      edited ? " · " : "", edited ? _ ("changed") : "", bt_node_get_string (message));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_box_append (self->messages, label);
}

static void
clear_messages (BtThreadView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->messages))))
    gtk_box_remove (self->messages, child);
}

static void
show_quote (BtThreadView *self, const char *words)
{
  g_autofree char *quote = g_strdup_printf ("“%s”", words);

  gtk_label_set_label (self->quote, quote);
  gtk_widget_set_visible (GTK_WIDGET (self->quote), *words != '\0');
}

/* The line to write in, and what can be done. */
static void
update_buttons (BtThreadView *self)
{
  const char *hint = self->thread ? _ ("Reply") : _ ("Your comment");

  gtk_entry_set_placeholder_text (self->entry, hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, hint,
                                  -1);
  gtk_button_set_label (GTK_BUTTON (self->settle), self->resolved ? _ ("Reopen") : _ ("Resolve"));
  gtk_widget_set_visible (self->settle, self->thread != NULL);
  gtk_widget_set_visible (self->remove, self->thread != NULL && self->last != NULL);
  gtk_widget_set_visible (self->cancel, self->thread == NULL);
  entry_changed_cb (self, GTK_EDITABLE (self->entry));
}

static void
bt_thread_view_dispose (GObject *object)
{
  BtThreadView *self = BT_THREAD_VIEW (object);

  g_clear_object (&self->document);
  G_OBJECT_CLASS (bt_thread_view_parent_class)->dispose (object);
}

static void
bt_thread_view_class_init (BtThreadViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bt_thread_view_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/banthao/BanThao/bt-thread-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, quote);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, messages);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, entry);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, send);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, settle);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, remove);
  gtk_widget_class_bind_template_child (widget_class, BtThreadView, cancel);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, settle_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  /* Why something was not done, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_THREAD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* A new comment was written, or the writer goes back to the text. */
  signals[CLOSED] = g_signal_new ("closed", BT_TYPE_THREAD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
bt_thread_view_init (BtThreadView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What the author of the document said last of all, which can still be taken back. */
static const char *
find_last_own (BtThreadView *self, GPtrArray *messages)
{
  const BtNode *last = messages->len > 0 ? messages->pdata[messages->len - 1] : NULL;

  if (!last
      || g_strcmp0 (bt_node_get_attr (last, "author"), bt_document_get_author (self->document)) != 0)
    return NULL;
  return bt_intern (bt_node_get_id (last));
}

/**
 * bt_thread_view_show:
 * @view: a view
 * @document: a document
 * @thread: the id of a thread of it
 *
 * What is being written stays where the thread stays the same.
 *
 * Returns: whether the thread is still there
 */
gboolean
bt_thread_view_show (BtThreadView *view, BtDocument *document, const char *thread)
{
  BtPlan *plan;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) messages = NULL;
  g_autoptr (GArray) authors = NULL;
  const BtComment *found;

  g_return_val_if_fail (BT_IS_THREAD_VIEW (view), FALSE);
  g_return_val_if_fail (BT_IS_DOCUMENT (document) && thread != NULL, FALSE);

  plan = bt_document_get_plan (document);
  list = bt_comment_list_new (plan);
  found = bt_comment_list_find (list, thread);
  if (!found)
    return FALSE;
  if (view->thread != found->id)
    gtk_editable_set_text (GTK_EDITABLE (view->entry), "");
  g_set_object (&view->document, document);
  view->thread = found->id;
  view->resolved = bt_comment_is_resolved (found);
  messages = bt_comment_get_messages (found);
  authors = bt_plan_get_authors (plan, BT_N_AUTHOR_COLORS);
  view->last = find_last_own (view, messages);
  clear_messages (view);
  for (guint i = 0; i < messages->len; i++)
    add_message (view, authors, messages->pdata[i]);
  show_quote (view, found->quote);
  update_buttons (view);

  return TRUE;
}

/* The words from @start to @end, in one line; with objects left out. */
static char *
dup_selected (BtDocument *document, BtPlace start, BtPlace end)
{
  BtNode *node = bt_plan_get_node (bt_document_get_plan (document), start.node);
  const char *string = bt_node_get_string (node);

  if (bt_place_equal (start, end))
    return g_strdelimit (g_strdup (string), "\n", ' ');
  if (start.node != end.node)
    return g_strdup_printf ("%s…", string + MIN (start.offset, strlen (string)));
  return g_strndup (string + MIN (start.offset, end.offset),
                    MAX (start.offset, end.offset) - MIN (start.offset, end.offset));
}

/**
 * bt_thread_view_begin:
 * @view: a view
 * @document: a document
 * @start: where the words begin that a new comment is on
 * @end: where they end; @start for the node as a whole
 *
 * Lets the user write a new comment.
 */
void
bt_thread_view_begin (BtThreadView *view, BtDocument *document, BtPlace start, BtPlace end)
{
  g_autofree char *words = NULL;

  g_return_if_fail (BT_IS_THREAD_VIEW (view));
  g_return_if_fail (BT_IS_DOCUMENT (document) && start.node != NULL);

  g_set_object (&view->document, document);
  view->thread = NULL;
  view->last = NULL;
  view->resolved = FALSE;
  view->start = start;
  view->end = end;
  clear_messages (view);
  gtk_editable_set_text (GTK_EDITABLE (view->entry), "");
  words = dup_selected (document, start, end);
  show_quote (view, words);
  update_buttons (view);
  gtk_widget_grab_focus (GTK_WIDGET (view->entry));
}

/**
 * bt_thread_view_focus:
 * @view: a view
 *
 * Gives the line to write in the keys.
 */
void
bt_thread_view_focus (BtThreadView *view)
{
  g_return_if_fail (BT_IS_THREAD_VIEW (view));

  gtk_widget_grab_focus (GTK_WIDGET (view->entry));
}

/**
 * bt_thread_view_is_writing:
 * @view: a view
 *
 * Returns: whether a new comment is being written
 */
gboolean
bt_thread_view_is_writing (BtThreadView *view)
{
  g_return_val_if_fail (BT_IS_THREAD_VIEW (view), FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (view)) && view->document && !view->thread;
}
