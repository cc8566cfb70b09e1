/* The text buffer of a part of the plan: what is typed becomes commands, what commands change becomes text.
 *
 * The buffer never changes by itself. An insertion or deletion by the user is stopped, run as a command on the
 * document, and what the command made of the plan comes back as the smallest change of the buffer: marks, an
 * input method's preedit and the scroll position stay where they are. */

#include "bt-section-buffer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-section-tags.h"

struct _BtSectionBuffer
{
  GtkTextBuffer parent_instance;

  BtDocument *document;
  const char *scope; /* interned */
  GPtrArray *lines;  /* of BtLine, one for each line of the buffer; empty where the part has no paragraph */
  gboolean applying;
  BtSectionMarks marks;
  gboolean space_typed; /* in this user action: what is before it may be a label */
};

enum
{
  FAILED,
  AUTO_LABELLED,
  TABLE_ADDED,
  SYNCED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BtSectionBuffer, bt_section_buffer, GTK_TYPE_TEXT_BUFFER)

static const BtLine *
get_line (BtSectionBuffer *self, guint number)
{
  return number < self->lines->len ? g_ptr_array_index (self->lines, number) : NULL;
}

static char *
join_lines (GPtrArray *lines, guint start, guint end)
{
  GString *string = g_string_new (NULL);

  for (guint i = start; i < end; i++)
    {
      if (i > start)
        g_string_append_c (string, '\n');
      g_string_append (string, ((BtLine *) lines->pdata[i])->shown);
    }

  return g_string_free (string, FALSE);
}

/* How many characters @a and @b share at their starts, and the bytes of them. */
static guint
shared_start (const char *a, const char *b, gsize *bytes)
{
  const char *p = a, *q = b;
  guint n = 0;

  while (*p && *q && g_utf8_get_char (p) == g_utf8_get_char (q))
    {
      p = g_utf8_next_char (p);
      q = g_utf8_next_char (q);
      n++;
    }
  *bytes = p - a;

  return n;
}

static guint
shared_end (const char *a, const char *b, gsize *bytes)
{
  const char *p = a + strlen (a), *q = b + strlen (b);
  guint n = 0;

  while (p > a && q > b)
    {
      const char *r = g_utf8_prev_char (p), *s = g_utf8_prev_char (q);
      if (g_utf8_get_char (r) != g_utf8_get_char (s))
        break;
      p = r;
      q = s;
      n++;
    }
  *bytes = a + strlen (a) - p;

  return n;
}

/* Replaces @old, which stands at @start, by @new: what both share stays in the buffer. */
static void
replace_string (BtSectionBuffer *self, guint start, const char *old, const char *new)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  gsize head_bytes, tail_bytes;
  guint head = shared_start (old, new, &head_bytes);
  guint tail = shared_end (old + head_bytes, new + head_bytes, &tail_bytes);
  guint old_length = g_utf8_strlen (old, -1);
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_offset (buffer, &from, start + head);
  gtk_text_buffer_get_iter_at_offset (buffer, &to, start + old_length - tail);
  if (!gtk_text_iter_equal (&from, &to))
    gtk_text_buffer_delete (buffer, &from, &to);
  if (strlen (new) > head_bytes + tail_bytes)
    gtk_text_buffer_insert (buffer, &from, new + head_bytes,
                            strlen (new) - head_bytes - tail_bytes);
}

static guint
line_start (BtSectionBuffer *self, guint number)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (GTK_TEXT_BUFFER (self), &iter, number);
  return gtk_text_iter_get_offset (&iter);
}

/* Makes lines @first to @old_end into the new lines @first to @new_end. Lines that are only added or only removed bring
 * or take one line break with them. */
static void
replace_lines (BtSectionBuffer *self, GPtrArray *lines, guint first, guint old_end, guint new_end)
{
  g_autofree char *old = join_lines (self->lines, first, old_end);
  g_autofree char *new = join_lines (lines, first, new_end);
  guint start, n_old = old_end - first, n_new = new_end - first;
  gboolean at_end = old_end == self->lines->len;

  if (at_end && first == self->lines->len && first > 0)
    {
      GtkTextIter end;
      gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (self), &end);
      start = gtk_text_iter_get_offset (&end);
    }
  else
    start = line_start (self, first);

  if ((n_old == 0) != (n_new == 0) && (first > 0 || !at_end))
    {
      char **fewer = n_old == 0 ? &new : &old;
      g_autofree char *lines_only = *fewer;

      *fewer = at_end ? g_strconcat ("\n", lines_only, NULL) : g_strconcat (lines_only, "\n", NULL);
      if (at_end && n_new == 0)
        start--;
    }
  replace_string (self, start, old, new);
}

/* The character of a table is an anchor for its widget; one that came as plain text becomes one. */
static void
anchor_table (BtSectionBuffer *self, guint number, const BtLine *line)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  GtkTextIter start, end;
  GtkTextChildAnchor *anchor;

  gtk_text_buffer_get_iter_at_line (buffer, &start, number);
  anchor = gtk_text_iter_get_child_anchor (&start);
  if (anchor && g_object_get_data (G_OBJECT (anchor), "bt-id") == line->id)
    return;

  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  anchor = gtk_text_buffer_create_child_anchor (buffer, &start);
  g_object_set_data (G_OBJECT (anchor), "bt-id", (gpointer) line->id);
  g_signal_emit (self, signals[TABLE_ADDED], 0, anchor, line->id);
}

static void
dress_line (BtSectionBuffer *self, guint number)
{
  const BtLine *line = get_line (self, number);

  if (line->kind == BT_NODE_TABLE)
    anchor_table (self, number, line);
  bt_section_tags_apply (GTK_TEXT_BUFFER (self), number, line, &self->marks);
}

/* Shows the underlines of @nodes as they are now. Tags alone change: an input method does not notice. */
static void
underlines_changed_cb (BtUnderlines *underlines, GHashTable *nodes, BtSectionBuffer *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    if (g_hash_table_contains (nodes, get_line (self, i)->id))
      dress_line (self, i);
}

/* Where both have the same paragraphs in the same order, each changes by itself. */
static gboolean
same_paragraphs (GPtrArray *old, GPtrArray *new, guint first, guint old_end, guint new_end)
{
  if (old_end != new_end)
    return FALSE;
  for (guint i = first; i < old_end; i++)
    if (((BtLine *) old->pdata[i])->id != ((BtLine *) new->pdata[i])->id)
      return FALSE;
  return TRUE;
}

static gboolean
is_commented (const BtLine *line)
{
  guint n_anchors = 0;

  if (line->text)
    bt_text_get_anchors (line->text, &n_anchors);
  return n_anchors > 0;
}

static void
update_lines (BtSectionBuffer *self, GPtrArray *lines)
{
  g_autoptr (GPtrArray) old = self->lines;
  gboolean commented;
  guint first = 0, old_end = old->len, new_end = lines->len;
  guint shorter = MIN (old_end, new_end);

  while (first < shorter && bt_line_equal (old->pdata[first], lines->pdata[first]))
    first++;
  while (old_end > first && new_end > first
         && bt_line_equal (old->pdata[old_end - 1], lines->pdata[new_end - 1]))
    {
      old_end--;
      new_end--;
    }

  if (same_paragraphs (old, lines, first, old_end, new_end))
    for (guint i = first; i < new_end; i++)
      {
        if (!g_str_equal (((BtLine *) old->pdata[i])->shown, ((BtLine *) lines->pdata[i])->shown))
          replace_lines (self, lines, i, i + 1, i + 1);
      }
  else
    replace_lines (self, lines, first, old_end, new_end);

  /* The line before may have got another line break at its end. */
  self->lines = lines;
  commented = bt_section_marks_update (&self->marks, bt_document_get_plan (self->document));
  for (guint i = 0; i < lines->len; i++)
    if ((i + 1 >= first && i < new_end) || (commented && is_commented (lines->pdata[i])))
      dress_line (self, i);
}

/* Puts the caret where the document has it, if that is here and it is not there already: setting it disturbs an input
 * method. */
static void
show_selection (BtSectionBuffer *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self);
  BtSelection selection = bt_document_get_selection (self->document);
  GtkTextIter caret, anchor, old_caret, old_anchor;

  if (!bt_section_buffer_get_iter (self, selection.caret, &caret)
      || !bt_section_buffer_get_iter (self, selection.anchor, &anchor))
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &old_caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &old_anchor,
                                    gtk_text_buffer_get_selection_bound (buffer));
  if (!gtk_text_iter_equal (&caret, &old_caret) || !gtk_text_iter_equal (&anchor, &old_anchor))
    gtk_text_buffer_select_range (buffer, &caret, &anchor);
}

static void
document_changed_cb (BtDocument *document, BtPlan *old, BtPlan *new, BtSectionBuffer *self)
{
  self->applying = TRUE;
  update_lines (self, bt_line_get_all (new, self->scope));
  show_selection (self);
  self->applying = FALSE;
  g_signal_emit (self, signals[SYNCED], 0);
}

/* Says why a command did nothing. */
static void
report (BtSectionBuffer *self, GError *error)
{
  if (error)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* What a new paragraph is in a part that has none. */
static BtNode *
new_first_paragraph (BtSectionBuffer *self, const BtNode *scope, const char *string)
{
  BtNodeKind kind = bt_node_get_kind (scope) == BT_NODE_BASES        ? BT_NODE_BASIS
                    : bt_node_get_kind (scope) == BT_NODE_RECIPIENTS ? BT_NODE_RECIPIENT
                                                                     : BT_NODE_CLAUSE;
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  if (bt_node_get_kind (scope) == BT_NODE_BODY)
    {
      bt_node_builder_set_attr (builder, "label", "roman");
      bt_node_builder_set_attr (builder, "heading", "yes");
    }
  return bt_node_builder_end (builder);
}

/* A part without paragraphs gets its first one before anything is typed into it. */
static gboolean
ensure_paragraph (BtSectionBuffer *self, BtPlace *place, GError **error)
{
  BtNode *scope;
  g_autoptr (BtNode) node = NULL;

  if (place->node)
    return TRUE;
  scope = bt_plan_get_node (bt_document_get_plan (self->document), self->scope);
  if (!scope)
    return FALSE;
  node = new_first_paragraph (self, scope, "");
  if (!bt_document_insert_node (self->document, self->scope, bt_node_get_n_children (scope), node,
                                error))
    return FALSE;
  *place = bt_place (bt_node_get_id (node), 0);

  return TRUE;
}

static gboolean
is_line_break (const char *string, gsize length)
{
  return (length == 1 && (*string == '\n' || *string == '\r'))
         || (length == 2 && strncmp (string, "\r\n", 2) == 0);
}

static gboolean
insert_at (BtSectionBuffer *self, BtPlace place, const char *string, gsize length)
{
  g_autofree char *copy = g_strndup (string, length);
  g_autoptr (GError) error = NULL;
  gboolean done;

  bt_document_begin_group (self->document);
  done = ensure_paragraph (self, &place, &error);
  if (done && is_line_break (string, length))
    done = bt_document_enter (self->document, place, place, &error);
  else if (done)
    done = bt_document_type (self->document, place, place, copy, &error);
  bt_document_end_group (self->document);
  report (self, error);
  self->space_typed = done && g_str_has_suffix (copy, " ");

  return done;
}

/* The caller's iterator, valid again: where the caret is now. */
static void
renew_iter (BtSectionBuffer *self, GtkTextIter *iter)
{
  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (self), iter,
                                    gtk_text_buffer_get_insert (GTK_TEXT_BUFFER (self)));
}

static void
insert_text_cb (GtkTextBuffer *buffer, GtkTextIter *iter, const char *string, int length)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (buffer);

  if (self->applying)
    return;
  g_signal_stop_emission_by_name (buffer, "insert-text");
  if (self->document)
    insert_at (self, bt_section_buffer_get_place (self, iter), string,
               length < 0 ? strlen (string) : length);
  renew_iter (self, iter);
}

static void
delete_range_cb (GtkTextBuffer *buffer, GtkTextIter *start, GtkTextIter *end)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (buffer);
  g_autoptr (GError) error = NULL;
  BtPlace from, to;

  if (self->applying)
    return;
  g_signal_stop_emission_by_name (buffer, "delete-range");
  gtk_text_iter_order (start, end);
  from = bt_section_buffer_get_place (self, start);
  to = bt_section_buffer_get_place (self, end);
  if (from.node && to.node)
    bt_document_delete (self->document, from, to, &error);
  report (self, error);
  renew_iter (self, start);
  *end = *start;
}

static void
begin_user_action_cb (GtkTextBuffer *buffer)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (buffer);

  if (self->document)
    bt_document_begin_group (self->document);
}

/* A typed label becomes numbering outside the group, so that undo first gives back what was typed. */
static void
end_user_action_cb (GtkTextBuffer *buffer)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (buffer);

  if (!self->document)
    return;
  bt_document_end_group (self->document);
  if (self->space_typed
      && bt_document_auto_label (self->document,
                                 bt_document_get_selection (self->document).caret))
    g_signal_emit (self, signals[AUTO_LABELLED], 0);
  self->space_typed = FALSE;
}

static void
mark_set_cb (GtkTextBuffer *buffer, const GtkTextIter *iter, GtkTextMark *mark)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (buffer);
  GtkTextIter caret, anchor;
  BtSelection selection;

  if (self->applying || !self->document
      || (mark != gtk_text_buffer_get_insert (buffer)
          && mark != gtk_text_buffer_get_selection_bound (buffer)))
    return;
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_iter_at_mark (buffer, &anchor, gtk_text_buffer_get_selection_bound (buffer));
  selection.caret = bt_section_buffer_get_place (self, &caret);
  selection.anchor = bt_section_buffer_get_place (self, &anchor);
  if (selection.caret.node)
    bt_document_set_selection (self->document, selection);
}

/* The tag table is a property of construction. */
static void
bt_section_buffer_constructed (GObject *object)
{
  G_OBJECT_CLASS (bt_section_buffer_parent_class)->constructed (object);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (object), FALSE);
  bt_section_tags_create (gtk_text_buffer_get_tag_table (GTK_TEXT_BUFFER (object)));
}

static void
bt_section_buffer_dispose (GObject *object)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (object);

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  bt_section_buffer_set_underlines (self, NULL);
  G_OBJECT_CLASS (bt_section_buffer_parent_class)->dispose (object);
}

static void
bt_section_buffer_finalize (GObject *object)
{
  BtSectionBuffer *self = BT_SECTION_BUFFER (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  bt_section_marks_clear (&self->marks);
  G_OBJECT_CLASS (bt_section_buffer_parent_class)->finalize (object);
}

static void
bt_section_buffer_class_init (BtSectionBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = bt_section_buffer_constructed;
  object_class->dispose = bt_section_buffer_dispose;
  object_class->finalize = bt_section_buffer_finalize;

  /* Why a command did nothing, in the user's language. */
  signals[FAILED] = g_signal_new ("failed", BT_TYPE_SECTION_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /* A typed label became the paragraph's numbering. */
  signals[AUTO_LABELLED] = g_signal_new ("auto-labelled", BT_TYPE_SECTION_BUFFER, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* A table's anchor (GtkTextChildAnchor) came in, with the table's id. */
  signals[TABLE_ADDED]
      = g_signal_new ("table-added", BT_TYPE_SECTION_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                      G_TYPE_NONE, 2, GTK_TYPE_TEXT_CHILD_ANCHOR, G_TYPE_STRING);
  /* The lines are those of the document's plan again. */
  signals[SYNCED] = g_signal_new ("synced", BT_TYPE_SECTION_BUFFER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

/* The handlers are connected before any view has the buffer, so that accessibility sees real changes only. */
static void
bt_section_buffer_init (BtSectionBuffer *self)
{
  self->lines = g_ptr_array_new ();
  g_signal_connect (self, "insert-text", G_CALLBACK (insert_text_cb), NULL);
  g_signal_connect (self, "delete-range", G_CALLBACK (delete_range_cb), NULL);
  g_signal_connect (self, "begin-user-action", G_CALLBACK (begin_user_action_cb), NULL);
  g_signal_connect (self, "end-user-action", G_CALLBACK (end_user_action_cb), NULL);
  g_signal_connect_after (self, "mark-set", G_CALLBACK (mark_set_cb), NULL);
}

/**
 * bt_section_buffer_new:
 *
 * Returns: (transfer full): a buffer that shows nothing yet
 */
BtSectionBuffer *
bt_section_buffer_new (void)
{
  return g_object_new (BT_TYPE_SECTION_BUFFER, NULL);
}

/**
 * bt_section_buffer_show:
 * @buffer: a buffer
 * @document: (nullable): the document, or %NULL for none
 * @scope: (nullable): the id of the part that is shown from now on
 */
void
bt_section_buffer_show (BtSectionBuffer *buffer, BtDocument *document, const char *scope)
{
  GtkTextIter start, end;

  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));

  if (buffer->document)
    g_signal_handlers_disconnect_by_func (buffer->document, document_changed_cb, buffer);
  g_set_object (&buffer->document, document);
  buffer->scope = bt_intern (scope);

  buffer->applying = TRUE;
  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (buffer), &start, &end);
  gtk_text_buffer_delete (GTK_TEXT_BUFFER (buffer), &start, &end);
  g_ptr_array_set_size (buffer->lines, 0);
  if (document && scope)
    {
      update_lines (buffer, bt_line_get_all (bt_document_get_plan (document), scope));
      gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (buffer), &start);
      gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (buffer), &start);
      g_signal_connect (document, "changed", G_CALLBACK (document_changed_cb), buffer);
    }
  buffer->applying = FALSE;
  g_signal_emit (buffer, signals[SYNCED], 0);
}

/**
 * bt_section_buffer_get_underlines:
 * @buffer: a buffer
 *
 * Returns: (transfer none) (nullable): what is underlined quietly in it
 */
BtUnderlines *
bt_section_buffer_get_underlines (BtSectionBuffer *buffer)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), NULL);

  return buffer->marks.underlines;
}

/**
 * bt_section_buffer_set_underlines:
 * @buffer: a buffer
 * @underlines: (nullable): what is underlined quietly from now on
 */
void
bt_section_buffer_set_underlines (BtSectionBuffer *buffer, BtUnderlines *underlines)
{
  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));

  if (buffer->marks.underlines)
    g_signal_handlers_disconnect_by_data (buffer->marks.underlines, buffer);
  g_set_object (&buffer->marks.underlines, underlines);
  if (underlines)
    g_signal_connect (underlines, "changed", G_CALLBACK (underlines_changed_cb), buffer);
}

/**
 * bt_section_buffer_get_document:
 * @buffer: a buffer
 *
 * Returns: (transfer none) (nullable): the document it shows a part of
 */
BtDocument *
bt_section_buffer_get_document (BtSectionBuffer *buffer)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), NULL);

  return buffer->document;
}

/**
 * bt_section_buffer_get_scope:
 * @buffer: a buffer
 *
 * Returns: (nullable): the id of the part it shows
 */
const char *
bt_section_buffer_get_scope (BtSectionBuffer *buffer)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), NULL);

  return buffer->scope;
}

/**
 * bt_section_buffer_get_n_lines:
 * @buffer: a buffer
 *
 * Returns: how many paragraphs it shows
 */
guint
bt_section_buffer_get_n_lines (BtSectionBuffer *buffer)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), 0);

  return buffer->lines->len;
}

/**
 * bt_section_buffer_get_line:
 * @buffer: a buffer
 * @number: a line
 *
 * Returns: (transfer none) (nullable): the paragraph that stands there
 */
const BtLine *
bt_section_buffer_get_line (BtSectionBuffer *buffer, guint number)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), NULL);

  return get_line (buffer, number);
}

/* Nothing is written where something was moved away: what is meant is the end of the paragraph before, or else the
 * start of the one behind. */
static BtPlace
find_place_beside (BtSectionBuffer *self, guint number)
{
  for (guint i = number; i-- > 0;)
    if (get_line (self, i)->kind != BT_NODE_GHOST)
      return bt_place (get_line (self, i)->id,
                       get_line (self, i)->text ? bt_text_get_length (get_line (self, i)->text) : 0);
  for (guint i = number + 1; i < self->lines->len; i++)
    if (get_line (self, i)->kind != BT_NODE_GHOST)
      return bt_place (get_line (self, i)->id, 0);
  return (BtPlace){ 0 };
}

/**
 * bt_section_buffer_get_place:
 * @buffer: a buffer
 * @iter: a place in it
 *
 * Returns: the place in the plan; none where the part has no paragraph
 */
BtPlace
bt_section_buffer_get_place (BtSectionBuffer *buffer, const GtkTextIter *iter)
{
  const BtLine *line;

  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), (BtPlace){ 0 });
  g_return_val_if_fail (iter != NULL, (BtPlace){ 0 });

  line = get_line (buffer, gtk_text_iter_get_line (iter));
  if (line && line->kind == BT_NODE_GHOST)
    return find_place_beside (buffer, gtk_text_iter_get_line (iter));
  if (!line)
    return (BtPlace){ 0 };
  return bt_place (line->id, bt_line_to_byte (line, gtk_text_iter_get_line_offset (iter), TRUE));
}

/**
 * bt_section_buffer_get_iter:
 * @buffer: a buffer
 * @place: a place in the plan
 * @iter: (out): the place in the buffer
 *
 * Returns: whether the place is shown here
 */
gboolean
bt_section_buffer_get_iter (BtSectionBuffer *buffer, BtPlace place, GtkTextIter *iter)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), FALSE);
  g_return_val_if_fail (iter != NULL, FALSE);

  for (guint i = 0; place.node && i < buffer->lines->len; i++)
    {
      const BtLine *line = get_line (buffer, i);
      if (line->id != place.node)
        continue;
      gtk_text_buffer_get_iter_at_line_offset (GTK_TEXT_BUFFER (buffer), iter, i,
                                               bt_line_to_chars (line, place.offset));
      return TRUE;
    }

  return FALSE;
}

/**
 * bt_section_buffer_get_selection:
 * @buffer: a buffer
 * @start: (out): where the selection begins
 * @end: (out): where it ends; @start where nothing is selected
 */
void
bt_section_buffer_get_selection (BtSectionBuffer *buffer, BtPlace *start, BtPlace *end)
{
  GtkTextIter from, to;

  g_return_if_fail (BT_IS_SECTION_BUFFER (buffer));
  g_return_if_fail (start != NULL && end != NULL);

  gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (buffer), &from, &to);
  *start = bt_section_buffer_get_place (buffer, &from);
  *end = bt_section_buffer_get_place (buffer, &to);
}

/**
 * bt_section_buffer_get_color:
 * @buffer: a buffer
 * @change: (nullable): the id of a change, interned
 *
 * Returns: the place of its author's colour; -1 where nobody is known
 */
int
bt_section_buffer_get_color (BtSectionBuffer *buffer, const char *change)
{
  gpointer color;

  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), -1);

  if (!change || !buffer->marks.colors
      || !g_hash_table_lookup_extended (buffer->marks.colors, change, NULL, &color))
    return -1;
  return GPOINTER_TO_INT (color);
}

/**
 * bt_section_buffer_is_blank:
 * @buffer: a buffer
 *
 * Returns: whether there is nothing to read in it
 */
gboolean
bt_section_buffer_is_blank (BtSectionBuffer *buffer)
{
  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), TRUE);

  return gtk_text_buffer_get_char_count (GTK_TEXT_BUFFER (buffer)) == 0;
}

/**
 * bt_section_buffer_paste:
 * @buffer: a buffer
 * @words: (nullable): words that go into the paragraph
 * @clauses: (nullable) (element-type BtNode): or else paragraphs and tables
 *
 * Puts them in the place of the selection, as one undo step.
 *
 * Returns: whether it was done
 */
gboolean
bt_section_buffer_paste (BtSectionBuffer *buffer, BtText *words, GPtrArray *clauses)
{
  BtPlace start, end;
  g_autoptr (GError) error = NULL;
  gboolean done;

  g_return_val_if_fail (BT_IS_SECTION_BUFFER (buffer), FALSE);

  if (!buffer->document)
    return FALSE;
  bt_section_buffer_get_selection (buffer, &start, &end);
  bt_document_begin_group (buffer->document);
  bt_document_end_typing (buffer->document);
  done = ensure_paragraph (buffer, &start, &error);
  if (done && end.node && !bt_place_equal (start, end))
    {
      done = bt_document_delete (buffer->document, start, end, &error);
      start = bt_document_get_selection (buffer->document).caret;
    }
  if (done && words)
    done = bt_document_paste_words (buffer->document, start, words, &error);
  else if (done && clauses && clauses->len > 0)
    done = bt_document_paste_paragraphs (buffer->document, start, clauses, &error);
  bt_document_end_group (buffer->document);
  bt_document_end_typing (buffer->document);
  report (buffer, error);

  return done;
}
