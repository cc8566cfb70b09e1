/* The comments of a document: threads with their replies, and which of them are resolved. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-id.h"

/* More comments than this on one place hang there without words. */
#define MAX_OPEN 256

/* What commentsExtended.xml says of a comment: whose reply it is, whether it is done. */
typedef struct
{
  const char *parent; /* nullable: the paraId of the comment that it answers */
  gboolean done;
} Extra;

/* The answers in commentsExtended.xml go by the id of the last paragraph of a comment. */
static const char *
get_paragraph_id (const xmlNode *comment)
{
  const char *id = NULL;

  for (const xmlNode *node = comment->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "p") && bt_docx_attr (node, "paraId") != NULL)
      id = bt_docx_attr (node, "paraId");
  return id;
}

static GHashTable *
read_extras (xmlDoc *doc)
{
  GHashTable *extras = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      const char *id = bt_docx_is (node, "commentEx") ? bt_docx_attr (node, "paraId") : NULL;
      if (id == NULL)
        continue;
      Extra *extra = g_new0 (Extra, 1);
      extra->parent = bt_docx_attr (node, "paraIdParent");
      extra->done = g_strcmp0 (bt_docx_attr (node, "done"), "1") == 0
                    || g_strcmp0 (bt_docx_attr (node, "done"), "true") == 0;
      g_hash_table_replace (extras, (gpointer) id, extra);
    }
  return extras;
}

static void
collect_text (const xmlNode *node, GString *text)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE || bt_docx_is (child, "del") || bt_docx_is (child, "pPr"))
        continue;
      g_autofree char *piece = bt_docx_is (child, "t") ? bt_docx_dup_text (child) : NULL;
      if (piece != NULL)
        g_string_append (text, piece);
      else if (bt_docx_is (child, "tab"))
        g_string_append_c (text, ' ');
      else if (bt_docx_is (child, "br") || bt_docx_is (child, "cr"))
        g_string_append_c (text, '\n');
      else
        collect_text (child, text);
      if (bt_docx_is (child, "p"))
        g_string_append_c (text, '\n');
    }
}

static BtNode *
make_message (const xmlNode *comment)
{
  BtNodeBuilder *message = bt_node_builder_new (BT_NODE_MESSAGE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (comment, "date"));
  const char *name = bt_docx_attr (comment, "author");
  g_autofree char *author = g_utf8_make_valid (name != NULL ? name : "", -1);

  collect_text (comment, text);
  g_autoptr (GString) clean = g_string_new (NULL);
  for (const char *c = g_strstrip (text->str); *c != '\0'; c = g_utf8_next_char (c))
    if (bt_text_allows_char (g_utf8_get_char (c), TRUE))
      g_string_append_unichar (clean, g_utf8_get_char (c));
  for (char *c = author; *c != '\0'; c++)
    *c = (guchar) *c < ' ' ? ' ' : *c;
  bt_node_builder_set_attr (message, "author", author);
  bt_node_builder_set_attr (message, "time", time);
  bt_node_builder_set_string (message, clean->str);
  return bt_node_builder_end (message);
}

static void
thread_free (gpointer data)
{
  BtDocxThread *thread = data;

  g_ptr_array_unref (thread->messages);
  g_ptr_array_unref (thread->fresh);
  g_free (thread);
}

/* The thread that our own part names, where it has begun. */
static BtDocxThread *
find_begun (BtDocxReader *reader, const char *known)
{
  for (guint i = 0; known != NULL && i < reader->docx->threads->len; i++)
    if (((BtDocxThread *) reader->docx->threads->pdata[i])->id == known)
      return reader->docx->threads->pdata[i];
  return NULL;
}

static BtDocxThread *
add_thread (BtDocxReader *reader, gboolean resolved, const char *known)
{
  BtDocxThread *thread = g_new0 (BtDocxThread, 1);
  g_autofree char *id = bt_id_new ('n');

  thread->id = known != NULL ? known : bt_intern (id);
  thread->resolved = resolved;
  thread->messages = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  thread->fresh = g_ptr_array_new ();
  g_ptr_array_add (reader->docx->threads, thread);
  return thread;
}

/* Whether nothing speaks against it that the comment is the message of our own part. Of one that is known by its words
 * (bt-docx-retag-package.c) the number tells, for a program may have written another time. */
static gboolean
may_be (const BtDocxReader *reader, const xmlNode *message, const xmlNode *comment)
{
  g_autofree char *time = bt_docx_dup_time (bt_docx_attr (comment, "date"));
  gboolean by_words = bt_docx_attr (message, BT_DOCX_BY_WORDS) != NULL;
  const char *known = bt_docx_attr (message, by_words ? "comment" : "time");

  return message != NULL && bt_docx_attr (message, "comment") != NULL
         && !g_hash_table_contains (reader->docx->messages, bt_docx_attr (message, "comment"))
         && g_strcmp0 (bt_docx_attr (message, "author"), bt_docx_attr (comment, "author")) == 0
         && g_strcmp0 (known, by_words ? bt_docx_attr (comment, "id") : time) == 0;
}

/* The message of our own part that the comment is: by its number, or by who wrote it when, as LibreOffice numbers
 * comments anew. */
static const xmlNode *
find_message (const BtDocxReader *reader, const xmlNode *comment)
{
  const BtDocxOwn *own = reader->docx->own;
  const char *id = bt_docx_attr (comment, "id");
  const xmlNode *list = own != NULL ? bt_docx_child (own->tree, "comments") : NULL,
                *message = own != NULL && id != NULL ? g_hash_table_lookup (own->messages, id) : NULL;

  if (may_be (reader, message, comment))
    return message;
  for (const xmlNode *thread = list != NULL ? list->children : NULL; thread != NULL;
       thread = thread->next)
    for (message = thread->children; message != NULL; message = message->next)
      if (message->type == XML_ELEMENT_NODE && may_be (reader, message, comment))
        return message;
  return NULL;
}

static const char *
thread_of (const xmlNode *message)
{
  const char *id = message != NULL ? bt_docx_attr (message->parent, "id") : NULL;

  return id != NULL && bt_id_is_valid (id) ? bt_intern (id) : NULL;
}

/* Whether a thread is settled: where the document does not say so, as our own part says. */
static gboolean
is_resolved (const Extra *extra, const xmlNode *message)
{
  if (extra != NULL)
    return extra->done;
  return message != NULL && g_strcmp0 (bt_docx_attr (message->parent, "resolved"), "yes") == 0;
}

/* A reply belongs to the thread of what it answers, which stands before it. */
static void
add_comment (BtDocxReader *reader, const xmlNode *comment, GHashTable *extras,
             GHashTable *by_paragraph)
{
  const char *id = bt_docx_attr (comment, "id"), *paragraph = get_paragraph_id (comment);
  const Extra *extra = paragraph != NULL ? g_hash_table_lookup (extras, paragraph) : NULL;
  const xmlNode *message = find_message (reader, comment);
  BtDocxThread *thread = extra != NULL && extra->parent != NULL
                             ? g_hash_table_lookup (by_paragraph, extra->parent)
                             : find_begun (reader, thread_of (message));

  if (thread == NULL)
    {
      thread = add_thread (reader, is_resolved (extra, message), thread_of (message));
      thread->comment = bt_intern (id);
      thread->alone = extra == NULL && message == NULL;
    }
  g_ptr_array_add (thread->messages, make_message (comment));
  if (message == NULL)
    g_ptr_array_add (thread->fresh, thread->messages->pdata[thread->messages->len - 1]);
  if (paragraph != NULL)
    g_hash_table_insert (by_paragraph, (gpointer) paragraph, thread);
  if (id != NULL)
    g_hash_table_replace (reader->thread_ids, g_strdup (id), thread);
  if (message != NULL)
    g_hash_table_replace (reader->docx->messages, g_strdup (bt_docx_attr (message, "comment")),
                          thread->messages->pdata[thread->messages->len - 1]);
}

/**
 * bt_docx_comments_load:
 * @reader: a reader
 * @error: return location
 *
 * Reads the threads; where they are attached, the text says.
 *
 * Returns: whether they could be read
 */
gboolean
bt_docx_comments_load (BtDocxReader *reader, GError **error)
{
  GError *problem = NULL;

  reader->docx->threads = g_ptr_array_new_with_free_func (thread_free);
  reader->thread_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader->open_threads = g_ptr_array_new ();
  xmlDoc *doc = bt_docx_package_load_related (reader->package, "comments", &problem);
  xmlDoc *extended =
      problem == NULL ? bt_docx_package_load_related (reader->package, "commentsExtended", &problem)
                      : NULL;
  g_autoptr (GHashTable) extras = read_extras (extended);
  g_autoptr (GHashTable) by_paragraph = g_hash_table_new (g_str_hash, g_str_equal);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL && problem == NULL;
       node = node->next)
    if (bt_docx_is (node, "comment"))
      add_comment (reader, node, extras, by_paragraph);
  g_clear_pointer (&extended, xmlFreeDoc);
  g_clear_pointer (&doc, xmlFreeDoc);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

/* Before and behind how many pieces of text a comment begins and ends. */
typedef struct
{
  guint start, end;
  gint64 both;
} Range;

static void
find_ranges (const xmlNode *node, guint *n_pieces, GHashTable *ranges)
{
  static const char *const pieces[] = { "p", "t", "delText", "tab", "br", "drawing", "object", "sym", NULL };
  gboolean start = bt_docx_is (node, "commentRangeStart"), end = bt_docx_is (node, "commentRangeEnd");
  const char *id = start || end ? bt_docx_attr (node, "id") : NULL;
  Range *range = id != NULL ? g_hash_table_lookup (ranges, bt_intern (id)) : NULL;

  if (start && id != NULL && range == NULL)
    {
      range = g_new0 (Range, 1);
      range->start = *n_pieces;
      g_hash_table_insert (ranges, (gpointer) bt_intern (id), range);
    }
  else if (end && range != NULL)
    {
      range->end = *n_pieces;
      range->both = (gint64) range->start << 32 | range->end;
    }
  *n_pieces += g_strv_contains (pieces, (const char *) node->name);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      find_ranges (child, n_pieces, ranges);
}

static void
join_threads (BtDocxReader *reader, BtDocxThread *thread, BtDocxThread *answer)
{
  GHashTableIter iter;
  gpointer found;

  for (guint i = 0; i < answer->messages->len; i++)
    g_ptr_array_add (thread->messages, bt_node_ref (answer->messages->pdata[i]));
  g_ptr_array_extend (thread->fresh, answer->fresh, NULL, NULL);
  g_hash_table_iter_init (&iter, reader->thread_ids);
  while (g_hash_table_iter_next (&iter, NULL, &found))
    if (found == answer)
      g_hash_table_iter_replace (&iter, thread);
  g_ptr_array_remove (reader->docx->threads, answer);
}

/**
 * bt_docx_join_comments:
 * @reader: a reader whose comments are loaded
 * @body: the text
 *
 * Programs that do not write which comment answers which write both on the same words: the later one is an answer.
 */
void
bt_docx_join_comments (BtDocxReader *reader, const xmlNode *body)
{
  g_autoptr (GHashTable) ranges = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr (GHashTable) first = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_pieces = 0;

  if (reader->docx->threads->len < 2)
    return;
  find_ranges (body, &n_pieces, ranges);
  for (guint i = 0; i < reader->docx->threads->len; i++)
    {
      BtDocxThread *thread = reader->docx->threads->pdata[i];
      Range *range = thread->comment != NULL ? g_hash_table_lookup (ranges, thread->comment) : NULL;
      if (range == NULL || range->end < range->start)
        continue;
      BtDocxThread *begun = g_hash_table_lookup (first, &range->both);
      if (begun == NULL)
        g_hash_table_insert (first, &range->both, thread);
      else if (thread->alone)
        {
          join_threads (reader, begun, thread);
          i--;
        }
    }
}

static BtDocxThread *
find_thread (BtDocxReader *reader, const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");

  return id != NULL ? g_hash_table_lookup (reader->thread_ids, id) : NULL;
}

/**
 * bt_docx_start_comment:
 * @reader: a reader
 * @node: w:commentRangeStart; those of replies say the same again
 */
void
bt_docx_start_comment (BtDocxReader *reader, const xmlNode *node)
{
  BtDocxThread *thread = find_thread (reader, node);

  if (thread == NULL || reader->open_threads->len >= MAX_OPEN
      || g_ptr_array_find (reader->open_threads, thread->id, NULL))
    return;
  g_ptr_array_add (reader->open_threads, (gpointer) thread->id);
  if (reader->open == NULL)
    return;
  bt_text_builder_start_anchor (reader->open->builder, thread->id);
  if (reader->docx->own != NULL)
    bt_docx_own_anchor (reader->docx->own, thread->id, TRUE);
}

/**
 * bt_docx_end_comment:
 * @reader: a reader
 * @node: w:commentRangeEnd
 */
void
bt_docx_end_comment (BtDocxReader *reader, const xmlNode *node)
{
  BtDocxThread *thread = find_thread (reader, node);

  if (thread == NULL || !g_ptr_array_remove (reader->open_threads, (gpointer) thread->id)
      || reader->open == NULL)
    return;
  bt_text_builder_end_anchor (reader->open->builder, thread->id);
  if (reader->docx->own != NULL)
    bt_docx_own_anchor (reader->docx->own, thread->id, FALSE);
}

/**
 * bt_docx_refer_comment:
 * @reader: a reader
 * @node: w:commentReference, where a comment hangs
 */
void
bt_docx_refer_comment (BtDocxReader *reader, const xmlNode *node)
{
  BtDocxThread *thread = find_thread (reader, node);

  if (thread == NULL || thread->paragraph != 0)
    return;
  thread->paragraph = reader->docx->n_paragraphs;
  if (reader->docx->own != NULL)
    thread->node = reader->docx->own->cell != NULL ? reader->docx->own->row : reader->docx->own->item;
}
