/* A document that we have written and nobody has touched, read back exactly: the words from the document, the rest
 * from our own part. */
#include "bt-docx-exact.h"

#include <string.h>

#include "bt-docx-names.h"
#include "bt-table.h"

#define DOCUMENT "word/document.xml"
#define COMMENTS "word/comments.xml"

/* A plan while it is put together. */
typedef struct
{
  const BtDocxExact *own;
  BtDocxWords words;
  GHashTable *messages; /* number of a comment → its text */
} Build;

static gboolean
is_ours (xmlDoc *doc)
{
  const xmlNode *root = xmlDocGetRootElement (doc);

  return root != NULL && root->ns != NULL && strcmp ((const char *) root->name, "banthao") == 0
         && strcmp ((const char *) root->ns->href, BT_DOCX_NAMESPACE) == 0;
}

/* Our own part, whatever number it has now. */
static xmlDoc *
find_part (BtZip *zip, BtDocxPackage *package)
{
  const char *const *parts = bt_zip_get_parts (zip);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      xmlDoc *doc = NULL;

      if (g_str_has_prefix (parts[i], "customXml/item") && g_str_has_suffix (parts[i], ".xml")
          && strstr (parts[i], "Props") == NULL)
        doc = bt_docx_package_load (package, parts[i], NULL);
      if (doc != NULL && is_ours (doc))
        return doc;
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  return NULL;
}

/* What other programs save is another document, in which numbers and bookmarks may mean something else. */
static gboolean
is_untouched (BtZip *zip, const xmlNode *root)
{
  g_autoptr (GBytes) document = bt_zip_read (zip, DOCUMENT, NULL);
  g_autofree char *sum =
      document != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, document) : NULL;

  return sum != NULL && g_strcmp0 (bt_docx_attr (root, "document"), sum) == 0;
}

static GHashTable *
list_by (const xmlNode *list, const char *key)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next)
    if (bt_docx_attr (node, key) != NULL)
      g_hash_table_insert (table, (gpointer) bt_docx_attr (node, key), (gpointer) node);
  return table;
}

/* Threads with one range: it is that of their first comment. */
static void
read_threads (GHashTable *threads, const xmlNode *tree)
{
  const xmlNode *comments = bt_docx_child (tree, "comments");

  for (const xmlNode *node = comments != NULL ? comments->children : NULL; node != NULL;
       node = node->next)
    {
      const xmlNode *first = bt_docx_is (node, "thread") ? bt_docx_child (node, "message") : NULL;

      if (bt_docx_attr (first, "comment") != NULL
          && g_strcmp0 (bt_docx_attr (node, "ranges"), "1") == 0)
        g_hash_table_insert (threads, (gpointer) bt_docx_attr (first, "comment"),
                             (gpointer) bt_docx_attr (node, "id"));
    }
}

static void
own_init (BtDocxExact *own, const xmlNode *root)
{
  const xmlNode *tree = bt_docx_child (root, "tree");
  GHashTableIter iter;
  gpointer name, node;

  own->tree = tree != NULL ? bt_docx_child (tree, "plan") : NULL;
  own->marks = list_by (bt_docx_child (root, "marks"), "id");
  own->objects = list_by (bt_docx_child (root, "objects"), "name");
  own->anchors = list_by (bt_docx_child (root, "anchors"), "name");
  g_hash_table_iter_init (&iter, own->anchors);
  while (g_hash_table_iter_next (&iter, &name, &node))
    g_hash_table_iter_replace (&iter, (gpointer) bt_docx_attr (node, "thread"));
  own->threads = g_hash_table_new (g_str_hash, g_str_equal);
  if (own->tree != NULL)
    read_threads (own->threads, own->tree);
}

static void
own_clear (BtDocxExact *own)
{
  g_hash_table_unref (own->marks);
  g_hash_table_unref (own->objects);
  g_hash_table_unref (own->anchors);
  g_hash_table_unref (own->threads);
}

/* The words of a comment, without the sign before them. */
static char *
dup_message (const xmlNode *comment)
{
  GString *text = g_string_new (NULL);
  const xmlNode *paragraph = bt_docx_child (comment, "p");

  for (const xmlNode *run = paragraph != NULL ? paragraph->children : NULL; run != NULL;
       run = run->next)
    for (const xmlNode *node = bt_docx_is (run, "r") ? run->children : NULL; node != NULL;
         node = node->next)
      {
        g_autofree char *piece = bt_docx_is (node, "t") ? bt_docx_dup_text (node) : NULL;

        g_string_append (text, piece != NULL ? piece : bt_docx_is (node, "br") ? "\n" : "");
      }
  return g_string_free (text, FALSE);
}

static GHashTable *
read_messages (xmlDoc *doc)
{
  GHashTable *messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (bt_docx_is (node, "comment") && bt_docx_attr (node, "id") != NULL)
      g_hash_table_insert (messages, g_strdup (bt_docx_attr (node, "id")), dup_message (node));
  return messages;
}

/* A comment on some of the words of such a text. */
static BtText *
take_anchor (BtText *text, const xmlNode *node)
{
  const char *start = bt_docx_attr (node, "start"), *end = bt_docx_attr (node, "end");
  const char *thread = bt_docx_attr (node, "thread");
  gsize from = start != NULL ? g_ascii_strtoull (start, NULL, 10) : 0;
  gsize to = end != NULL ? g_ascii_strtoull (end, NULL, 10) : 0;
  g_autoptr (BtText) owned = text;

  if (thread == NULL || from >= to || to > bt_text_get_length (text)
      || !bt_text_is_boundary (text, from) || !bt_text_is_boundary (text, to))
    return g_steal_pointer (&owned);
  return bt_text_with_anchor (text, from, to, bt_intern (thread));
}

/* The text of runs in our own part. */
static BtText *
read_runs (const xmlNode *element)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  BtText *result;

  for (const xmlNode *node = element->children; node != NULL; node = node->next)
    {
      const char *format = bt_docx_attr (node, "format"), *text = bt_docx_attr (node, "text");
      BtMark mark = { 0 };

      if (!bt_docx_is (node, "run") || text == NULL)
        continue;
      if (format != NULL)
        mark.format = bt_format_from_letters (format);
      if (bt_docx_attr (node, "ins") != NULL)
        mark.ins = bt_intern (bt_docx_attr (node, "ins"));
      if (bt_docx_attr (node, "del") != NULL)
        mark.del = bt_intern (bt_docx_attr (node, "del"));
      if (bt_docx_attr (node, "was") != NULL)
        mark.was = bt_intern (bt_docx_attr (node, "was"));
      bt_text_builder_append (builder, text, -1, &mark);
    }
  result = bt_text_builder_end (builder);
  for (const xmlNode *node = element->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "anchor"))
      result = take_anchor (result, node);
  return result;
}

/* The prefix of the bookmark that a node of @kind has. */
static const char *
get_prefix (BtNodeKind kind)
{
  switch (kind)
    {
    case BT_NODE_COLUMN:
      return BT_DOCX_MARK_COLUMN;
    case BT_NODE_ROW:
    case BT_NODE_GROUP_ROW:
      return BT_DOCX_MARK_ROW;
    case BT_NODE_AUTHORITY:
    case BT_NODE_OFFICE:
    case BT_NODE_SIGNER:
      return BT_DOCX_MARK_SIGNATURE;
    case BT_NODE_CLAUSE:
    case BT_NODE_BASIS:
    case BT_NODE_RECIPIENT:
    case BT_NODE_TITLE:
    case BT_NODE_NOTE:
      return BT_DOCX_MARK_NODE;
    default:
      return BT_DOCX_MARK_FIELD;
    }
}

static char *
dup_bookmark (const xmlNode *element, BtNodeKind kind)
{
  const char *prefix = get_prefix (kind), *alias = bt_docx_attr (element, "mark");
  gboolean field =
      strcmp (prefix, BT_DOCX_MARK_FIELD) == 0 || strcmp (prefix, BT_DOCX_MARK_SIGNATURE) == 0;

  if (field)
    return g_strconcat (prefix, bt_node_kind_get_name (kind), NULL);
  return alias != NULL ? g_strdup (alias)
                       : g_strconcat (prefix, bt_docx_attr (element, "id"), NULL);
}

/* The text of a node: of the document, or where it does not stand there, of our own part. */
static BtText *
find_text (const Build *self, const xmlNode *element, BtNodeKind kind)
{
  g_autofree char *bookmark = dup_bookmark (element, kind);
  BtText *text = NULL;

  if (kind == BT_NODE_DATE)
    return read_runs (element);
  if (kind == BT_NODE_SOURCE || kind == BT_NODE_FOREIGN)
    {
      g_autofree char *words = bt_docx_dup_text (element);

      return bt_text_new (words);
    }
  if (kind == BT_NODE_MESSAGE)
    {
      const char *number = bt_docx_attr (element, "comment");
      const char *words = number != NULL ? g_hash_table_lookup (self->messages, number) : NULL;

      return bt_text_new (words != NULL ? words : "");
    }
  text = g_hash_table_lookup (self->words.texts, bookmark);
  return text != NULL ? bt_text_ref (text) : bt_text_new ("");
}

static void
set_attributes (BtNodeBuilder *builder, const xmlNode *element)
{
  static const char *const ours[] = { "id", "mark", "comment", "ranges", "shown", NULL };

  for (const xmlAttr *attr = element->properties; attr != NULL; attr = attr->next)
    if (!g_strv_contains (ours, (const char *) attr->name))
      bt_node_builder_set_attr (builder, (const char *) attr->name,
                                bt_docx_attr (element, (const char *) attr->name));
  for (const xmlNode *node = element->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "attribute") && bt_docx_attr (node, "name") != NULL)
      bt_node_builder_set_attr (builder, bt_docx_attr (node, "name"), bt_docx_attr (node, "value"));
}

static BtNode *build_node (const Build *self, const xmlNode *element, GPtrArray *places);

/* Which cells of the document's rows are those of the columns, and which those of columns that were moved away. */
static void
list_places (const xmlNode *parent, GPtrArray *places, guint *next)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "ghost") && bt_docx_attr (node, "shown") != NULL)
        *next += g_ascii_strtoull (bt_docx_attr (node, "shown"), NULL, 10);
      else if (bt_docx_is (node, "column") && bt_docx_child (node, "column") != NULL)
        list_places (node, places, next);
      else if (bt_docx_is (node, "column"))
        g_ptr_array_add (places, GUINT_TO_POINTER ((*next)++));
    }
}

/* Takes a cell of a row from the document. */
static BtNode *
build_cell (const GPtrArray *cells, const xmlNode *element, guint place)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CELL, bt_docx_attr (element, "id"));

  set_attributes (builder, element);
  bt_node_builder_take_text (builder, cells != NULL && place < cells->len
                                          ? bt_text_ref (cells->pdata[place])
                                          : bt_text_new (""));
  return bt_node_builder_end (builder);
}

/* Whether it is part of the node itself. */
static gboolean
is_text (const xmlNode *node)
{
  return bt_docx_is (node, "attribute") || bt_docx_is (node, "run") || bt_docx_is (node, "anchor");
}

static void
take_children (const Build *self, BtNodeBuilder *builder, const xmlNode *element, BtNodeKind kind,
               GPtrArray *places)
{
  g_autofree char *bookmark = kind == BT_NODE_ROW ? dup_bookmark (element, kind) : NULL;
  const GPtrArray *cells =
      bookmark != NULL ? g_hash_table_lookup (self->words.rows, bookmark) : NULL;
  guint n_cells = 0;

  for (const xmlNode *node = element->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE || is_text (node))
        continue;
      if (bt_docx_is (node, "cell"))
        {
          guint place = places != NULL && n_cells < places->len
                            ? GPOINTER_TO_UINT (places->pdata[n_cells])
                            : G_MAXUINT;

          n_cells++;
          bt_node_builder_take_child (builder, build_cell (cells, node, place));
        }
      else
        {
          BtNode *child = build_node (self, node, places);

          if (child != NULL)
            bt_node_builder_take_child (builder, child);
        }
    }
}

static BtNode *
build_node (const Build *self, const xmlNode *element, GPtrArray *places)
{
  g_autoptr (GPtrArray) own_places = NULL;
  BtNodeBuilder *builder;
  BtNodeKind kind = BT_NODE_FOREIGN;
  guint next = 0;

  if (!bt_docx_is (element, "foreign")
      && !bt_node_kind_from_name ((const char *) element->name, &kind))
    return NULL;
  builder = bt_node_builder_new (kind, bt_docx_attr (element, "id"));
  set_attributes (builder, element);
  if (bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE)
    bt_node_builder_take_text (builder, find_text (self, element, kind));
  if (kind == BT_NODE_TABLE && bt_docx_child (element, "columns") != NULL)
    {
      own_places = g_ptr_array_new ();
      list_places (bt_docx_child (element, "columns"), own_places, &next);
    }
  take_children (self, builder, element, kind, own_places != NULL ? own_places : places);
  return bt_node_builder_end (builder);
}

static BtPlan *
build_plan (const BtDocxExact *own, BtZip *zip, BtDocxPackage *package)
{
  xmlDoc *document = bt_docx_package_load (package, DOCUMENT, NULL);
  xmlDoc *comments =
      bt_zip_has (zip, COMMENTS) ? bt_docx_package_load (package, COMMENTS, NULL) : NULL;
  const xmlNode *body =
      document != NULL ? bt_docx_child (xmlDocGetRootElement (document), "body") : NULL;
  Build self = { .own = own, .messages = read_messages (comments) };
  g_autoptr (BtNode) root = NULL;

  if (body != NULL)
    {
      bt_docx_words_read (&self.words, own, body);
      root = build_node (&self, own->tree, NULL);
      bt_docx_words_clear (&self.words);
    }
  g_hash_table_unref (self.messages);
  g_clear_pointer (&document, xmlFreeDoc);
  g_clear_pointer (&comments, xmlFreeDoc);
  return root != NULL ? bt_plan_new (root, NULL) : NULL;
}

/* bt_docx_exact_import:
 * @zip: a document
 * @name: what to call it in errors
 *
 * Returns: (transfer full) (nullable): the very plan that it was made of; %NULL where it was not written by us, or has
 *   been saved by another program since
 */
BtPlan *
bt_docx_exact_import (BtZip *zip, const char *name)
{
  g_autoptr (BtDocxPackage) package = bt_docx_package_new (zip, name, NULL);
  xmlDoc *doc = package != NULL ? find_part (zip, package) : NULL;
  BtPlan *plan = NULL;
  BtDocxExact own;

  if (doc == NULL)
    return NULL;
  own_init (&own, xmlDocGetRootElement (doc));
  if (own.tree != NULL && is_untouched (zip, xmlDocGetRootElement (doc)))
    plan = build_plan (&own, zip, package);
  own_clear (&own);
  xmlFreeDoc (doc);
  return plan;
}
