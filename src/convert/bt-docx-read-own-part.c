/* What our own export wrote into a document besides its text: the tree, the words that the program made, what each
 * revision, object and anchor is. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"

/* Notes the names of nodes, the records of changes, the threads of comments. */
static void
index_tree (BtDocxOwn *own, const xmlNode *node)
{
  const char *id = bt_intern (bt_docx_attr (node, "id"));

  if (id != NULL)
    g_hash_table_insert (own->nodes, (gpointer) id, (gpointer) node);
  if (bt_docx_attr (node, "mark") != NULL && id != NULL)
    g_hash_table_insert (own->aliases, (gpointer) bt_intern (bt_docx_attr (node, "mark")),
                         (gpointer) id);
  if (bt_docx_is (node, "change") && id != NULL)
    g_hash_table_insert (own->changes,
                         bt_docx_own_change_key (bt_docx_attr (node, "author"),
                                          bt_docx_attr (node, "time")),
                         (gpointer) id);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      {
        if (bt_docx_is (child, "message") && bt_docx_attr (child, "comment") != NULL && id != NULL)
          g_hash_table_insert (own->messages, g_strdup (bt_docx_attr (child, "comment")),
                               (gpointer) child);
        index_tree (own, child);
      }
}

static void
index_list (const xmlNode *list, const char *key, GHashTable *table)
{
  for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next)
    if (bt_docx_attr (node, key) != NULL)
      g_hash_table_insert (table, (gpointer) bt_intern (bt_docx_attr (node, key)), (gpointer) node);
}

static void
note_written (BtDocxOwn *own, GPtrArray *list, char *words)
{
  g_hash_table_add (own->written, g_strdup (words));
  g_ptr_array_add (list, words);
}

/* Notes the words that the program made. */
static void
index_written (BtDocxOwn *own, const xmlNode *list)
{
  own->written = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  own->written_in = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (const xmlNode *node = list->children; node != NULL; node = node->next)
    {
      const char *style = bt_intern (bt_docx_attr (node, "style"));

      if (!bt_docx_is (node, "words") || style == NULL)
        continue;
      if (!g_hash_table_contains (own->written_in, style))
        g_hash_table_insert (own->written_in, (gpointer) style, g_ptr_array_new_with_free_func (g_free));
      GPtrArray *there = g_hash_table_lookup (own->written_in, style);
      char *words = bt_docx_dup_text (node);
      note_written (own, there, words);
      note_written (own, there, g_strchomp (g_strdup (words)));
    }
}

/* The part of the package that is ours, if there is one. */
static xmlDoc *
load (BtDocxPackage *package)
{
  g_autoptr (GPtrArray) parts = bt_docx_package_list_related (package, "customXml");

  for (guint i = 0; i < parts->len; i++)
    {
      xmlDoc *doc = bt_docx_package_load (package, parts->pdata[i], NULL);
      const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
      if (root != NULL && root->ns != NULL
          && strcmp ((const char *) root->ns->href, BT_DOCX_NAMESPACE) == 0)
        return doc;
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  return NULL;
}

/**
 * bt_docx_own_new:
 * @package: a package
 *
 * Without the list of the words that the program made, these could not be told from others.
 *
 * Returns: (transfer full) (nullable): what our export wrote into it; %NULL where it did not write it
 */
BtDocxOwn *
bt_docx_own_new (BtDocxPackage *package)
{
  xmlDoc *doc = load (package);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlNode *tree = bt_docx_child (bt_docx_child (root, "tree"), "plan");
  const xmlNode *made = bt_docx_child (root, "made");

  if (tree == NULL || made == NULL)
    {
      g_clear_pointer (&doc, xmlFreeDoc);
      return NULL;
    }
  BtDocxOwn *own = g_new0 (BtDocxOwn, 1);
  own->doc = doc;
  own->libreoffice = bt_docx_package_is_libreoffice (package);
  own->tree = tree;
  own->nodes = g_hash_table_new (NULL, NULL);
  own->aliases = g_hash_table_new (NULL, NULL);
  own->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  own->object_words = g_string_new (NULL);
  own->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  own->marks = g_hash_table_new (NULL, NULL);
  own->objects = g_hash_table_new (NULL, NULL);
  own->anchors = g_hash_table_new (NULL, NULL);
  own->ends = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  own->texts = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bt_text_unref);
  own->rows = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  own->open = g_ptr_array_new_with_free_func (bt_docx_own_open_free);
  own->order = g_ptr_array_new ();
  own->struck = g_hash_table_new (NULL, NULL);
  own->styles = g_hash_table_new (NULL, NULL);
  own->copies = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);
  own->added = g_ptr_array_new_with_free_func (bt_docx_added_free);
  index_tree (own, tree);
  index_written (own, made);
  index_list (bt_docx_child (root, "marks"), "id", own->marks);
  index_list (bt_docx_child (root, "objects"), "name", own->objects);
  index_list (bt_docx_child (root, "anchors"), "name", own->anchors);
  return own;
}

/**
 * bt_docx_own_free:
 * @own: (transfer full): what our export wrote
 */
void
bt_docx_own_free (BtDocxOwn *own)
{
  xmlFreeDoc (own->doc);
  g_hash_table_unref (own->nodes);
  g_hash_table_unref (own->aliases);
  g_hash_table_unref (own->changes);
  g_hash_table_unref (own->messages);
  g_hash_table_unref (own->marks);
  g_hash_table_unref (own->objects);
  g_hash_table_unref (own->anchors);
  g_hash_table_unref (own->ends);
  g_hash_table_unref (own->written);
  g_hash_table_unref (own->written_in);
  g_hash_table_unref (own->texts);
  g_hash_table_unref (own->rows);
  g_ptr_array_unref (own->open);
  g_ptr_array_unref (own->order);
  g_hash_table_unref (own->struck);
  g_hash_table_unref (own->styles);
  g_ptr_array_unref (own->copies);
  g_ptr_array_unref (own->added);
  g_string_free (own->object_words, TRUE);
  g_clear_pointer (&own->before, bt_text_unref);
  g_clear_pointer (&own->cell, bt_text_builder_free);
  g_clear_pointer (&own->object_text, bt_text_builder_free);
  g_clear_pointer (&own->fields, g_ptr_array_unref);
  g_free (own);
}
