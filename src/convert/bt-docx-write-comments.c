/* Comments of a document: threads and their replies, where they begin and end, and whether they are settled. */
#include "bt-docx-write-private.h"

/* The number of a message's paragraph: the other part of the comments finds it by that. */
#define PARAGRAPH_ID(comment) (0x10000000 + (comment))

static const char w14_namespaces[] =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""
    " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" mc:Ignorable=\"w14\"";

/* A range over several paragraphs is one in the document where these stand one after the other in it. */
static gboolean
is_running_text (const BtNode *node)
{
  return node != NULL
         && (bt_node_get_kind (node) == BT_NODE_CLAUSE || bt_node_get_kind (node) == BT_NODE_BASIS);
}

static void
read_anchors (BtDocxWriter *writer, const BtNode *node)
{
  BtText *text = bt_node_get_text (node);
  guint n_anchors = 0;
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  if (bt_node_get_kind (node) == BT_NODE_DATE)
    return; /* its words are others in the document: what is said of some of them is said of all */

  for (guint i = 0; i < n_anchors; i++)
    {
      BtDocxThread *thread = g_hash_table_lookup (writer->threads, anchors[i].thread);
      const BtNode *first;

      if (thread == NULL)
        continue;
      if (thread->n_ranges++ == 0)
        thread->start = (BtDocxPoint){ bt_node_get_id (node), anchors[i].start };
      first = bt_plan_get_node (writer->plan, thread->start.node);
      if (first == node || (is_running_text (first) && is_running_text (node)))
        thread->end = (BtDocxPoint){ bt_node_get_id (node), anchors[i].end };
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_anchors (writer, bt_node_get_child (node, i));
}

static void
place_thread (BtDocxWriter *writer, const BtDocxThread *thread)
{
  const char *node = thread->comment->node;
  GPtrArray *list;

  if (thread->n_ranges > 0 || thread->comment->place == BT_COMMENT_DETACHED || node == NULL)
    return;
  list = g_hash_table_lookup (writer->node_threads, node);
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (writer->node_threads, (gpointer) node, list);
    }
  g_ptr_array_add (list, (gpointer) thread);
}

/* bt_docx_find_threads: finds where each thread begins and ends, and numbers their messages */
void
bt_docx_find_threads (BtDocxWriter *writer)
{
  writer->thread_list = bt_comment_list_new (writer->plan);
  for (guint i = 0; i < writer->thread_list->len; i++)
    {
      const BtComment *comment = writer->thread_list->pdata[i];
      g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);
      BtDocxThread *thread = g_new0 (BtDocxThread, 1);

      thread->comment = comment;
      thread->first_id = writer->n_comments;
      thread->n_messages = messages->len;
      writer->n_comments += messages->len;
      g_hash_table_insert (writer->threads, (gpointer) comment->id, thread);
    }
  read_anchors (writer, bt_plan_get_root (writer->plan));
  for (guint i = 0; i < writer->thread_list->len; i++)
    place_thread (writer, g_hash_table_lookup (writer->threads,
                                               ((BtComment *) writer->thread_list->pdata[i])->id));
}

/* bt_docx_start_thread: the range of each of its messages begins here */
void
bt_docx_start_thread (BtDocxWriter *writer, const BtDocxThread *thread)
{
  g_hash_table_add (writer->placed, (gpointer) thread);
  for (guint i = 0; i < thread->n_messages; i++)
    g_string_append_printf (writer->out, "<w:commentRangeStart w:id=\"%u\"/>",
                            thread->first_id + i);
}

/* bt_docx_end_thread: the range of each of its messages ends here */
void
bt_docx_end_thread (BtDocxWriter *writer, const BtDocxThread *thread)
{
  for (guint i = 0; i < thread->n_messages; i++)
    g_string_append_printf (
        writer->out,
        "<w:commentRangeEnd w:id=\"%u\"/><w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr>"
        "<w:commentReference w:id=\"%u\"/></w:r>",
        thread->first_id + i, thread->first_id + i);
}

/* bt_docx_begin_node: comments on a node are on the first paragraph of it that comes now */
void
bt_docx_begin_node (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  GPtrArray *list =
      state->old ? NULL : g_hash_table_lookup (writer->node_threads, bt_node_get_id (node));

  for (guint i = 0; list != NULL && i < list->len; i++)
    bt_docx_mark_thread (writer, list->pdata[i]);
}

/* bt_docx_mark_other_threads: the next paragraph is what those are about that are nowhere in the text: their words are
 * gone, or what they speak of is not printed. Word processors take away a comment that nothing refers to. */
void
bt_docx_mark_other_threads (BtDocxWriter *writer)
{
  for (guint i = 0; writer->thread_list != NULL && i < writer->thread_list->len; i++)
    {
      const BtComment *comment = writer->thread_list->pdata[i];
      const BtDocxThread *thread = g_hash_table_lookup (writer->threads, comment->id);

      if (!g_hash_table_contains (writer->placed, thread))
        bt_docx_mark_thread (writer, thread);
    }
}

static void
append_attribute (GString *out, const char *name, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, " %s=\"", name);
  bt_docx_append_escaped (out, value, -1);
  g_string_append_c (out, '"');
}

/* The first letters of an author's words of the name, as word processors show them in the margin. */
static char *
dup_initials (const char *author)
{
  g_auto (GStrv) words = g_strsplit (author != NULL ? author : "", " ", -1);
  GString *initials = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_unichar (initials, g_unichar_toupper (g_utf8_get_char (words[i])));
  return g_string_free (initials, FALSE);
}

static void
append_lines (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "<w:br/><w:t xml:space=\"preserve\">"
                                  : "<w:t xml:space=\"preserve\">");
      bt_docx_append_escaped (out, lines[i], -1);
      g_string_append (out, "</w:t>");
    }
}

static void
append_message (GString *out, const BtNode *message, guint id)
{
  const char *author = bt_node_get_attr (message, "author");
  g_autofree char *initials = dup_initials (author);

  g_string_append_printf (out, "<w:comment w:id=\"%u\" w:author=\"", id);
  bt_docx_append_escaped (out, author != NULL ? author : "", -1);
  g_string_append_c (out, '"');
  append_attribute (out, "w:date", bt_node_get_attr (message, "time"));
  append_attribute (out, "w:initials", initials);
  g_string_append_printf (
      out,
      "><w:p w14:paraId=\"%08X\"><w:pPr><w:pStyle w:val=\"CommentText\"/></w:pPr>"
      "<w:r><w:rPr><w:rStyle w:val=\"CommentReference\"/></w:rPr><w:annotationRef/></w:r><w:r>",
      PARAGRAPH_ID (id));
  append_lines (out, bt_node_get_string (message));
  g_string_append (out, "</w:r></w:p></w:comment>\n");
}

/* bt_docx_make_comments:
 *
 * Returns: (transfer full) (nullable): the part that holds the messages; %NULL where there are none
 */
char *
bt_docx_make_comments (const BtDocxWriter *writer)
{
  GString *out;

  if (writer->n_comments == 0)
    return NULL;
  out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  g_string_append_printf (out, "<w:comments%s>\n", w14_namespaces);
  for (guint i = 0; i < writer->thread_list->len; i++)
    {
      const BtComment *comment = writer->thread_list->pdata[i];
      const BtDocxThread *thread = g_hash_table_lookup (writer->threads, comment->id);
      g_autoptr (GPtrArray) messages = bt_comment_get_messages (comment);

      for (guint j = 0; j < messages->len; j++)
        append_message (out, messages->pdata[j], thread->first_id + j);
    }
  g_string_append (out, "</w:comments>\n");
  return g_string_free (out, FALSE);
}

/* bt_docx_make_comments_extended:
 *
 * Returns: (transfer full): the part that says which messages answer which, and what is settled
 */
char *
bt_docx_make_comments_extended (const BtDocxWriter *writer)
{
  GString *out = g_string_new (
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<w15:commentsEx xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\""
      " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
      " mc:Ignorable=\"w15\">\n");

  for (guint i = 0; i < writer->thread_list->len; i++)
    {
      const BtComment *comment = writer->thread_list->pdata[i];
      const BtDocxThread *thread = g_hash_table_lookup (writer->threads, comment->id);

      for (guint j = 0; j < thread->n_messages; j++)
        {
          g_string_append_printf (out, "<w15:commentEx w15:paraId=\"%08X\"",
                                  PARAGRAPH_ID (thread->first_id + j));
          if (j > 0)
            g_string_append_printf (out, " w15:paraIdParent=\"%08X\"",
                                    PARAGRAPH_ID (thread->first_id));
          g_string_append_printf (out, " w15:done=\"%d\"/>\n", bt_comment_is_resolved (comment));
        }
    }
  g_string_append (out, "</w15:commentsEx>\n");
  return g_string_free (out, FALSE);
}
