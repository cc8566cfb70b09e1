/* Programs that keep a document, and not what of it is ours: made of our own by taking out what they lose. */
#include "bt-docx-stranger.h"

#include <string.h>

#include "bt-docx-read.h"
#include "bt-docx-view.h"
#include "bt-zip.h"

/* The document as it is saved. */
typedef struct
{
  BtDocxStranger stranger;
  GHashTable *bold, *italic; /* ids of styles */
  guint next_id;
} Save;

static char *
dup_val (xmlNode *parent, const char *name)
{
  xmlNode *node = bt_docx_child (parent, name);
  xmlChar *value = node != NULL ? xmlGetProp (node, (const xmlChar *) "val") : NULL;
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static void
delete_child (xmlNode *parent, const char *name)
{
  xmlNode *node = bt_docx_child (parent, name);

  if (node == NULL)
    return;
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* Notes which styles are bold and which are italic. */
static void
read_styles (Save *save, GBytes *docx)
{
  xmlDoc *doc = bt_docx_view_parse (docx, "word/styles.xml");

  for (xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      xmlChar *id = bt_docx_is (node, "style") ? xmlGetProp (node, (const xmlChar *) "styleId") : NULL;
      xmlNode *properties = bt_docx_child (node, "rPr");
      if (id != NULL && bt_docx_child (properties, "b") != NULL)
        g_hash_table_add (save->bold, g_strdup ((const char *) id));
      if (id != NULL && bt_docx_child (properties, "i") != NULL)
        g_hash_table_add (save->italic, g_strdup ((const char *) id));
      xmlFree (id);
    }
  xmlFreeDoc (doc);
}

static void
add_format (xmlNode *run, const char *name)
{
  xmlNode *properties = bt_docx_child (run, "rPr");

  if (properties == NULL)
    {
      properties = xmlNewDocNode (run->doc, run->ns, (const xmlChar *) "rPr", NULL);
      xmlAddPrevSibling (run->children, properties);
    }
  if (bt_docx_child (properties, name) == NULL)
    xmlAddChild (properties, xmlNewDocNode (run->doc, run->ns, (const xmlChar *) name, NULL));
}

/* Each run says itself what its style looked like. */
static void
spread_style (const Save *save, xmlNode *node, const char *style)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (!bt_docx_is (child, "r"))
        {
          spread_style (save, child, style);
          continue;
        }
      delete_child (bt_docx_child (child, "rPr"), "rStyle");
      if (g_hash_table_contains (save->bold, style))
        add_format (child, "b");
      if (g_hash_table_contains (save->italic, style))
        add_format (child, "i");
    }
}

static void
forget_style (const Save *save, xmlNode *paragraph)
{
  xmlNode *properties = bt_docx_child (paragraph, "pPr");
  g_autofree char *style = dup_val (properties, "pStyle");

  if (style != NULL)
    spread_style (save, paragraph, style);
  delete_child (properties, "pStyle");
  delete_child (bt_docx_child (bt_docx_child (properties, "pPrChange"), "pPr"), "pStyle");
}

static void
renumber (Save *save, xmlNode *node)
{
  g_autofree char *id = g_strdup_printf ("%u", save->next_id++);

  xmlSetNsProp (node, node->ns, (const xmlChar *) "id", (const xmlChar *) id);
}

/* A comment was made at noon, as far as such a program tells. */
static void
forget_hour (xmlNode *comment)
{
  xmlChar *date = xmlGetProp (comment, (const xmlChar *) "date");
  g_autofree char *noon = date != NULL ? g_strdup_printf ("%.10sT12:00:00Z", (const char *) date) : NULL;

  if (noon != NULL)
    xmlSetNsProp (comment, comment->ns, (const xmlChar *) "date", (const xmlChar *) noon);
  xmlFree (date);
}

/* Comments are called by other numbers than we gave. */
static void
renumber_comment (xmlNode *node)
{
  xmlChar *old = xmlGetProp (node, (const xmlChar *) "id");
  g_autofree char *id = g_strdup_printf ("%u", 1000 + 2 * (guint) g_ascii_strtoull ((char *) old, NULL, 10));

  xmlSetNsProp (node, node->ns, (const xmlChar *) "id", (const xmlChar *) id);
  xmlFree (old);
}

static void
walk (Save *save, xmlNode *parent)
{
  for (xmlNode *node = parent->children, *next; node != NULL; node = next)
    {
      next = node->next;
      if (node->type != XML_ELEMENT_NODE)
        continue;
      walk (save, node);
      if (save->stranger == BT_DOCX_STRANGER_ALL && bt_docx_is (node, "p"))
        forget_style (save, node);
      if (save->stranger == BT_DOCX_STRANGER_ALL && g_str_has_prefix ((const char *) node->name, "comment"))
        renumber_comment (node);
      if (save->stranger == BT_DOCX_STRANGER_ALL && bt_docx_is (node, "comment"))
        forget_hour (node);
      else if (save->stranger == BT_DOCX_STRANGER_ALL && xmlHasProp (node, (const xmlChar *) "author"))
        renumber (save, node);
      if (save->stranger > BT_DOCX_STRANGER_PART && g_str_has_prefix ((const char *) node->name, "bookmark"))
        {
          xmlUnlinkNode (node);
          xmlFreeNode (node);
        }
    }
}

static void
save_part (Save *save, BtZipWriter *writer, GBytes *docx, const char *part)
{
  xmlDoc *doc = bt_docx_view_parse (docx, part);
  xmlChar *text;
  int length;

  walk (save, xmlDocGetRootElement (doc));
  xmlDocDumpMemory (doc, &text, &length);
  bt_zip_writer_add (writer, part, (const char *) text, length);
  xmlFree (text);
  xmlFreeDoc (doc);
}

static gboolean
is_lost (BtDocxStranger stranger, const char *part)
{
  return g_str_has_prefix (part, "customXml/")
         || (stranger == BT_DOCX_STRANGER_ALL
             && (strcmp (part, "word/commentsExtended.xml") == 0 || strcmp (part, "word/styles.xml") == 0));
}

/* bt_docx_stranger_save: Returns: (transfer full): @docx as such a program saves it */
GBytes *
bt_docx_stranger_save (GBytes *docx, BtDocxStranger stranger)
{
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", NULL);
  const char *const *parts = bt_zip_get_parts (zip);
  BtZipWriter *writer = bt_zip_writer_new ();
  Save save = { stranger, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL), 1 };

  read_styles (&save, docx);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = bt_zip_read (zip, parts[i], NULL);
      if (is_lost (stranger, parts[i]))
        continue;
      if (strcmp (parts[i], "word/document.xml") == 0 || strcmp (parts[i], "word/comments.xml") == 0)
        save_part (&save, writer, docx, parts[i]);
      else
        bt_zip_writer_add (writer, parts[i], g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    }
  g_hash_table_unref (save.bold);
  g_hash_table_unref (save.italic);
  return bt_zip_writer_end (writer, NULL);
}
