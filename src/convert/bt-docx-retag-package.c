/* The package of a document that came back: its parts as XML that can be changed, and what it takes over from the one
 * that went out. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-docx-retag-private.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MICROSOFT "http://schemas.microsoft.com/office/2011/relationships"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"

/* The names that new parts get: no other program has such. */
#define OWN_PART "customXml/banthao.xml"
#define STYLES_PART "banthao/styles.xml"
#define EXTENDED_PART "banthao/commentsExtended.xml"

struct _BtTagPackage
{
  GBytes *bytes;
  char *name;
  BtZip *zip;
  BtDocxPackage *package;
  GHashTable *docs; /* names of parts that were loaded, or made, to xmlDoc */
};

static void
doc_free (gpointer doc)
{
  xmlFreeDoc (doc);
}

/* bt_tag_package_new: Returns: (transfer full) (nullable): the package of a Word document */
BtTagPackage *
bt_tag_package_new (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (BtTagPackage) package = g_new0 (BtTagPackage, 1);

  package->bytes = g_bytes_ref (bytes);
  package->name = g_strdup (name);
  package->docs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, doc_free);
  package->zip = bt_zip_new (bytes, name, error);
  package->package = package->zip != NULL
                         ? bt_docx_package_new (package->zip, name, BT_DOCX_AS_IT_IS, error)
                         : NULL;
  return package->package != NULL ? g_steal_pointer (&package) : NULL;
}

/* bt_tag_package_free:
 * @package: (transfer full): a package
 */
void
bt_tag_package_free (BtTagPackage *package)
{
  g_hash_table_unref (package->docs);
  g_clear_pointer (&package->package, bt_docx_package_free);
  g_clear_pointer (&package->zip, bt_zip_free);
  g_bytes_unref (package->bytes);
  g_free (package->name);
  g_free (package);
}

static xmlDoc *
load (BtTagPackage *package, const char *part)
{
  xmlDoc *doc = g_hash_table_lookup (package->docs, part);

  if (doc != NULL)
    return doc;
  doc = bt_docx_package_load (package->package, part, NULL);
  if (doc != NULL)
    g_hash_table_insert (package->docs, g_strdup (part), doc);
  return doc;
}

/* bt_tag_package_get:
 * @type: "document" for its text, else what a part is to that
 *
 * Returns: (transfer none) (nullable): the part, which may be changed
 */
xmlDoc *
bt_tag_package_get (BtTagPackage *package, const char *type)
{
  g_autoptr (GPtrArray) parts = bt_docx_package_list_related (package->package, type);

  if (strcmp (type, "document") == 0)
    return load (package, bt_docx_package_get_main (package->package));
  return parts->len > 0 ? load (package, parts->pdata[0]) : NULL;
}

/* Our own part; NULL where it has none. */
static xmlDoc *
get_own (BtTagPackage *package)
{
  g_autoptr (GPtrArray) parts = bt_docx_package_list_related (package->package, "customXml");

  for (guint i = 0; i < parts->len; i++)
    {
      xmlDoc *doc = load (package, parts->pdata[i]);
      const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
      if (root != NULL && root->ns != NULL && xmlStrEqual (root->ns->href, (const xmlChar *) BT_DOCX_NAMESPACE))
        return doc;
    }
  return NULL;
}

/* bt_tag_package_is_ours: Returns: whether our own part is still in it */
gboolean
bt_tag_package_is_ours (BtTagPackage *package)
{
  return get_own (package) != NULL;
}

/* The relations of the text. */
static xmlDoc *
get_relations (BtTagPackage *package)
{
  const char *main = bt_docx_package_get_main (package->package);
  g_autofree char *folder = g_path_get_dirname (main), *file = g_path_get_basename (main);
  g_autofree char *part = strcmp (folder, ".") == 0 ? g_strdup_printf ("_rels/%s.rels", file)
                                                    : g_strdup_printf ("%s/_rels/%s.rels", folder, file);
  xmlDoc *doc = bt_zip_has (package->zip, part) ? load (package, part) : g_hash_table_lookup (package->docs, part);

  if (doc != NULL)
    return doc;
  doc = xmlNewDoc ((const xmlChar *) "1.0");
  xmlDocSetRootElement (doc, xmlNewDocNode (doc, NULL, (const xmlChar *) "Relationships", NULL));
  xmlSetNs (xmlDocGetRootElement (doc),
            xmlNewNs (xmlDocGetRootElement (doc), (const xmlChar *) RELATIONS, NULL));
  g_hash_table_insert (package->docs, g_strdup (part), doc);
  return doc;
}

/* Adds a part that the text has a relation to. */
static void
add_part (BtTagPackage *package, const char *part, const char *type, xmlDoc *doc)
{
  xmlNode *root = xmlDocGetRootElement (get_relations (package));
  xmlNode *relation = xmlNewChild (root, root->ns, (const xmlChar *) "Relationship", NULL);
  g_autofree char *id = g_strdup_printf ("rIdBt%s", strrchr (type, '/') + 1), *target = g_strconcat ("/", part, NULL);

  xmlSetProp (relation, (const xmlChar *) "Id", (const xmlChar *) id);
  xmlSetProp (relation, (const xmlChar *) "Type", (const xmlChar *) type);
  xmlSetProp (relation, (const xmlChar *) "Target", (const xmlChar *) target);
  g_hash_table_insert (package->docs, g_strdup (part), doc);
}

static GHashTable *
index_styles (xmlDoc *doc)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  const xmlNode *root = xmlDocGetRootElement (doc);

  for (xmlNode *node = root->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "style") && bt_docx_attr (node, "styleId") != NULL)
      g_hash_table_insert (ids, (gpointer) bt_docx_attr (node, "styleId"), node);
  return ids;
}

/* Styles of ours that are lost; one of another program may have taken the name. */
static void
take_styles (BtTagPackage *package, BtTagPackage *sent)
{
  xmlDoc *own = bt_tag_package_get (sent, "styles"), *doc = bt_tag_package_get (package, "styles");

  if (own == NULL)
    return;
  if (doc == NULL)
    {
      add_part (package, STYLES_PART, OFFICE "/styles", xmlCopyDoc (own, 1));
      return;
    }
  g_autoptr (GHashTable) ids = index_styles (doc);
  for (xmlNode *node = xmlDocGetRootElement (own)->children; node != NULL; node = node->next)
    {
      const char *id = bt_docx_attr (node, "styleId");
      if (bt_docx_style_is_ours (id) && !g_hash_table_contains (ids, id))
        xmlAddChild (xmlDocGetRootElement (doc), xmlDocCopyNode (node, doc, 1));
    }
}

static void
append_words (const xmlNode *node, GString *words)
{
  if (bt_docx_is (node, "t"))
    {
      g_autofree char *text = bt_docx_dup_text (node);
      g_string_append (words, text);
    }
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      append_words (child, words);
}

/* By what a comment is known again: who said it and what, and when if @timed. */
static char *
dup_comment_key (const xmlNode *comment, gboolean timed)
{
  g_autofree char *time = timed ? bt_docx_dup_time (bt_docx_attr (comment, "date")) : NULL;
  GString *key = g_string_new (bt_docx_attr (comment, "author"));

  g_string_append_printf (key, "\n%s\n", time != NULL ? time : "");
  append_words (comment, key);
  return g_string_free (key, FALSE);
}

static xmlNode *
find_comment (xmlDoc *doc, const xmlNode *comment, gboolean timed, GHashTable *taken)
{
  g_autofree char *wanted = dup_comment_key (comment, timed);
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *key = bt_docx_is (node, "comment") ? dup_comment_key (node, timed) : NULL;
      if (key != NULL && strcmp (key, wanted) == 0 && g_hash_table_add (taken, node))
        return node;
    }
  return NULL;
}

/* Which comment of the document is which of those that went out, by its number there. */
static GHashTable *
match_comments (BtTagPackage *package, BtTagPackage *sent)
{
  xmlDoc *own = bt_tag_package_get (sent, "comments"), *doc = bt_tag_package_get (package, "comments");
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  GHashTable *matches = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint timed = 2; timed > 0 && own != NULL; timed--)
    for (xmlNode *node = xmlDocGetRootElement (own)->children; node != NULL; node = node->next)
      {
        const char *id = bt_docx_is (node, "comment") ? bt_docx_attr (node, "id") : NULL;
        xmlNode *match = id != NULL && !g_hash_table_contains (matches, id)
                             ? find_comment (doc, node, timed == 2, taken)
                             : NULL;
        if (match != NULL)
          g_hash_table_insert (matches, (gpointer) id, match);
      }
  return matches;
}

/* The messages in our own part name the comments by the numbers that they have now. */
static void
renumber_messages (xmlNode *node, GHashTable *matches)
{
  const char *number = bt_docx_is (node, "message") ? bt_docx_attr (node, "comment") : NULL;
  const xmlNode *match = number != NULL ? g_hash_table_lookup (matches, number) : NULL;
  const char *id = bt_docx_attr (match, "id");

  if (id != NULL)
    {
      xmlSetProp (node, (const xmlChar *) "comment", (const xmlChar *) id);
      xmlSetProp (node, (const xmlChar *) BT_DOCX_BY_WORDS, (const xmlChar *) "yes");
    }
  else if (number != NULL)
    xmlUnsetProp (node, (const xmlChar *) "comment");
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      renumber_messages (child, matches);
}

static xmlNode *
get_last_paragraph (const xmlNode *comment)
{
  xmlNode *last = NULL;

  for (xmlNode *node = comment->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "p"))
      last = node;
  return last;
}

/* Another program's id goes, of whatever namespace it is. */
static void
set_paragraph_id (xmlNode *paragraph, const char *id)
{
  for (xmlAttr *attr = paragraph->properties, *next; attr != NULL; attr = next)
    {
      next = attr->next;
      if (xmlStrEqual (attr->name, (const xmlChar *) "paraId"))
        xmlRemoveProp (attr);
    }
  xmlSetProp (paragraph, (const xmlChar *) "paraId", (const xmlChar *) id);
}

/* Which comment answers which stood in a part that is lost. */
static void
take_answers (BtTagPackage *package, BtTagPackage *sent, GHashTable *matches)
{
  xmlDoc *extended = bt_tag_package_get (sent, "commentsExtended"), *own = bt_tag_package_get (sent, "comments");

  if (extended == NULL || own == NULL || bt_tag_package_get (package, "commentsExtended") != NULL)
    return;
  for (xmlNode *node = xmlDocGetRootElement (own)->children; node != NULL; node = node->next)
    {
      const char *id = bt_docx_is (node, "comment") ? bt_docx_attr (node, "id") : NULL;
      const xmlNode *match = id != NULL ? g_hash_table_lookup (matches, id) : NULL;
      xmlNode *from = match != NULL ? get_last_paragraph (node) : NULL;
      xmlNode *to = match != NULL ? get_last_paragraph (match) : NULL;
      if (to != NULL && bt_docx_attr (from, "paraId") != NULL)
        set_paragraph_id (to, bt_docx_attr (from, "paraId"));
    }
  add_part (package, EXTENDED_PART, MICROSOFT "/commentsExtended", xmlCopyDoc (extended, 1));
}

/* bt_tag_package_take_over:
 * @package: a document that came back
 * @sent: the one that went out
 *
 * Gives it our own part, and the styles and the order of comments that are lost.
 */
void
bt_tag_package_take_over (BtTagPackage *package, BtTagPackage *sent)
{
  xmlDoc *own = get_own (sent);

  take_styles (package, sent);
  if (own == NULL || get_own (package) != NULL)
    return;
  xmlDoc *copy = xmlCopyDoc (own, 1);
  g_autoptr (GHashTable) matches = match_comments (package, sent);
  renumber_messages (xmlDocGetRootElement (copy), matches);
  take_answers (package, sent, matches);
  add_part (package, OWN_PART, OFFICE "/customXml", copy);
}

static void
write_doc (BtZipWriter *writer, const char *part, xmlDoc *doc)
{
  xmlChar *text;
  int length;

  xmlDocDumpMemoryEnc (doc, &text, &length, "UTF-8");
  bt_zip_writer_add (writer, part, (const char *) text, (gsize) length);
  xmlFree (text);
}

/* The parts that are as they came. */
static gboolean
write_others (BtTagPackage *package, BtZipWriter *writer, GError **error)
{
  const char *const *parts = bt_zip_get_parts (package->zip);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      xmlDoc *doc = g_hash_table_lookup (package->docs, parts[i]);
      g_autoptr (GBytes) bytes = doc == NULL ? bt_zip_read (package->zip, parts[i], error) : NULL;
      if (doc != NULL)
        write_doc (writer, parts[i], doc);
      else if (bytes == NULL)
        return FALSE;
      else
        bt_zip_writer_add (writer, parts[i], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  return TRUE;
}

/* bt_tag_package_end: Returns: (transfer full) (nullable): the file with all that was changed */
GBytes *
bt_tag_package_end (BtTagPackage *package, GError **error)
{
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new ();
  GHashTableIter iter;
  gpointer part, doc;

  if (!write_others (package, writer, error))
    return NULL;
  g_hash_table_iter_init (&iter, package->docs);
  while (g_hash_table_iter_next (&iter, &part, &doc))
    if (!bt_zip_has (package->zip, part))
      write_doc (writer, part, doc);
  return bt_zip_writer_end (g_steal_pointer (&writer), error);
}
