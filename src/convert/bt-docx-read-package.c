/* The package of a DOCX file: which part is the text, which parts belong to it, and their XML, read with limits.
 *
 * Nothing outside of the package is ever looked at: no DTD, no entity, no target that a relation names elsewhere. */
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "bt-docx-read.h"
#include "bt-error.h"

/* No text of an office has more: with so many tags a document is made to fill the memory. */
#define MAX_TAGS 4000000
#define MAX_XML (64 << 20)

#define CONTENT_TYPES "[Content_Types].xml"
#define ROOT_RELATIONS "_rels/.rels"

/* One relation of the text to another part. */
typedef struct
{
  char *type; /* the last word of its URI: "styles" */
  char *part;
} Relation;

struct _BtDocxPackage
{
  BtZip *zip;
  char *name;
  char *main;
  gboolean libreoffice;
  BtDocxReading reading;
  GPtrArray *relations;
};

static void
relation_free (gpointer data)
{
  Relation *relation = data;

  g_free (relation->type);
  g_free (relation->part);
  g_free (relation);
}

/**
 * bt_docx_is:
 * @node: a node of XML
 * @name: a name without its prefix
 *
 * Returns: whether it is an element of that name, of whatever namespace: the same names stand in the transitional and
 *   in the strict one, and in those that editors use among themselves
 */
gboolean
bt_docx_is (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

/**
 * bt_docx_child:
 * @node: (nullable): an element
 * @name: a name without its prefix
 *
 * Returns: (transfer none) (nullable): its first child of that name
 */
xmlNode *
bt_docx_child (const xmlNode *node, const char *name)
{
  for (xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (bt_docx_is (child, name))
      return child;
  return NULL;
}

/**
 * bt_docx_attr:
 * @node: (nullable): an element
 * @name: a name without its prefix
 *
 * Returns: (transfer none) (nullable): the value of its attribute of that name
 */
const char *
bt_docx_attr (const xmlNode *node, const char *name)
{
  const gboolean element = node != NULL && node->type == XML_ELEMENT_NODE;

  for (const xmlAttr *attr = element ? node->properties : NULL; attr != NULL; attr = attr->next)
    if (strcmp ((const char *) attr->name, name) == 0)
      return attr->children != NULL ? (const char *) attr->children->content : "";
  return NULL;
}

/**
 * bt_docx_child_val:
 * @node: (nullable): an element
 * @name: the name of a child
 *
 * Returns: (transfer none) (nullable): the value "val" of that child
 */
const char *
bt_docx_child_val (const xmlNode *node, const char *name)
{
  return bt_docx_attr (bt_docx_child (node, name), "val");
}

/**
 * bt_docx_is_on:
 * @properties: (nullable): an element of properties
 * @name: one that is on or off
 * @otherwise: what it is where nothing is said
 *
 * Returns: whether it is on
 */
gboolean
bt_docx_is_on (const xmlNode *properties, const char *name, gboolean otherwise)
{
  const xmlNode *child = bt_docx_child (properties, name);
  const char *value = bt_docx_attr (child, "val");

  if (child == NULL)
    return otherwise;
  return value == NULL
         || (strcmp (value, "0") != 0 && strcmp (value, "false") != 0
             && strcmp (value, "off") != 0);
}

/**
 * bt_docx_dup_text:
 * @node: an element
 *
 * Returns: (transfer full): the characters directly in it
 */
char *
bt_docx_dup_text (const xmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      g_string_append (text, (const char *) child->content);
  return g_string_free (text, FALSE);
}

static gboolean
refuse (const BtDocxPackage *package, BtError code, const char *part, const char *why,
        GError **error)
{
  g_set_error (error, BT_ERROR, code, "%s: %s: %s", package->name, part, why);
  return FALSE;
}

static gboolean
check_size (const BtDocxPackage *package, const char *part, const char *data, gsize size,
            GError **error)
{
  gsize tags = 0;

  for (const char *c = memchr (data, '<', size); c != NULL;
       c = memchr (c + 1, '<', data + size - c - 1))
    tags++;
  if (size > MAX_XML || tags > MAX_TAGS)
    return refuse (package, BT_ERROR_LIMIT, part, _ ("this is larger than any plan"), error);
  if (g_strstr_len (data, (gssize) size, "<!DOCTYPE") != NULL)
    return refuse (package, BT_ERROR_SYNTAX, part,
                   _ ("a Word document has no <!DOCTYPE>: this one is not opened"), error);
  return TRUE;
}

static void
refuse_xml (const BtDocxPackage *package, const char *part, GError **error)
{
  const xmlError *problem = xmlGetLastError ();
  const char *words = problem != NULL && problem->message != NULL ? problem->message : "";
  g_autofree char *message = g_strstrip (g_strdup (words));

  for (char *c = message; *c != '\0'; c++)
    *c = *c == '\n' ? ' ' : *c;
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_set_error (error, BT_ERROR, BT_ERROR_SYNTAX,
               _ ("%s: %s: line %d is damaged (%s); open and save the file in Word"), package->name,
               part, problem != NULL ? problem->line : 0, valid);
}

/**
 * bt_docx_package_load:
 * @package: a package
 * @part: the name of a part
 * @error: return location
 *
 * Returns: (transfer full) (nullable): its XML; free with xmlFreeDoc()
 */
xmlDoc *
bt_docx_package_load (BtDocxPackage *package, const char *part, GError **error)
{
  const int options = XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                      | XML_PARSE_NOCDATA;
  g_autoptr (GBytes) bytes = bt_zip_read (package->zip, part, error);
  gsize size;

  if (bytes == NULL)
    return NULL;
  const char *data = g_bytes_get_data (bytes, &size);
  if (!check_size (package, part, data, size, error))
    return NULL;
  xmlResetLastError ();
  xmlDoc *doc = xmlReadMemory (size > 0 ? data : "", (int) size, NULL, NULL, options);
  if (doc == NULL || xmlDocGetRootElement (doc) == NULL)
    refuse_xml (package, part, error);
  else if (doc->intSubset != NULL)
    refuse (package, BT_ERROR_SYNTAX, part,
            _ ("a Word document has no <!DOCTYPE>: this one is not opened"), error);
  else
    return doc;
  g_clear_pointer (&doc, xmlFreeDoc);
  return NULL;
}

/* The name of the part that @target names from the folder of @base; NULL where it leads out of the package. */
static char *
resolve (const char *base, const char *target)
{
  g_autofree char *folder = g_path_get_dirname (base);
  g_autofree char *path = *target == '/'              ? g_strdup (target + 1)
                          : strcmp (folder, ".") == 0 ? g_strdup (target)
                                                      : g_strconcat (folder, "/", target, NULL);
  g_auto (GStrv) words = g_strsplit (path, "/", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (strcmp (words[i], "..") == 0 && kept->len == 0)
        return NULL;
      if (strcmp (words[i], "..") == 0)
        g_ptr_array_set_size (kept, kept->len - 1);
      else if (strcmp (words[i], ".") != 0 && *words[i] != '\0')
        g_ptr_array_add (kept, words[i]);
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("/", (char **) kept->pdata);
}

/* Adds the relations that @part lists, seen from @base, but for those that lead elsewhere. */
static gboolean
read_relations (BtDocxPackage *package, const char *part, const char *base, GPtrArray *relations,
                GError **error)
{
  if (!bt_zip_has (package->zip, part))
    return TRUE;
  xmlDoc *doc = bt_docx_package_load (package, part, error);
  if (doc == NULL)
    return FALSE;
  for (xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      const char *type = bt_docx_attr (node, "Type"), *target = bt_docx_attr (node, "Target");
      if (!bt_docx_is (node, "Relationship") || type == NULL || target == NULL
          || g_strcmp0 (bt_docx_attr (node, "TargetMode"), "External") == 0)
        continue;
      Relation *relation = g_new0 (Relation, 1);
      relation->type = g_strdup (strrchr (type, '/') != NULL ? strrchr (type, '/') + 1 : type);
      relation->part = resolve (base, target);
      g_ptr_array_add (relations, relation);
    }
  xmlFreeDoc (doc);
  return TRUE;
}

static const char *
find_relation (const GPtrArray *relations, const char *type)
{
  for (guint i = 0; i < relations->len; i++)
    {
      const Relation *relation = relations->pdata[i];
      if (strcmp (relation->type, type) == 0 && relation->part != NULL)
        return relation->part;
    }
  return NULL;
}

/* What the package says its text is: a document or a template of Word, with or without macros. */
static gboolean
check_type (BtDocxPackage *package, GError **error)
{
  gboolean right = TRUE;

  if (!bt_zip_has (package->zip, CONTENT_TYPES))
    return refuse (package, BT_ERROR_INVALID, CONTENT_TYPES,
                   _ ("it is missing: this is no Word document"), error);
  xmlDoc *doc = bt_docx_package_load (package, CONTENT_TYPES, error);
  if (doc == NULL)
    return FALSE;
  for (xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      const char *part = bt_docx_attr (node, "PartName"),
                 *type = bt_docx_attr (node, "ContentType");
      if (bt_docx_is (node, "Override") && part != NULL && type != NULL && *part == '/'
          && g_ascii_strcasecmp (part + 1, package->main) == 0)
        right = strstr (type, "wordprocessingml") != NULL || strstr (type, "ms-word") != NULL;
    }
  xmlFreeDoc (doc);
  return right
         || refuse (package, BT_ERROR_INVALID, package->main, _ ("this is no text of Word"), error);
}

/* Whether the properties of the document name LibreOffice as the program that wrote it. */
static gboolean
is_of_libreoffice (BtDocxPackage *package, const char *part)
{
  xmlDoc *doc = part != NULL && bt_zip_has (package->zip, part) ? bt_docx_package_load (package, part, NULL) : NULL;
  const xmlNode *program = doc != NULL ? bt_docx_child (xmlDocGetRootElement (doc), "Application") : NULL;
  g_autofree char *name = program != NULL ? bt_docx_dup_text (program) : g_strdup ("");

  g_clear_pointer (&doc, xmlFreeDoc);
  return g_str_has_prefix (name, "LibreOffice");
}

static gboolean
find_main (BtDocxPackage *package, GError **error)
{
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func (relation_free);

  if (!read_relations (package, ROOT_RELATIONS, "", roots, error))
    return FALSE;
  const char *part = find_relation (roots, "officeDocument");
  package->main = g_strdup (part != NULL ? part : "word/document.xml");
  package->libreoffice = is_of_libreoffice (package, find_relation (roots, "extended-properties"));
  if (!bt_zip_has (package->zip, package->main))
    return refuse (package, BT_ERROR_INVALID, package->main,
                   _ ("it is missing: this is no Word document"), error);
  return check_type (package, error);
}

/**
 * bt_docx_package_new:
 * @zip: a container, which must outlive the package
 * @name: what to call the file in errors, which begin "NAME: "
 * @reading: how its text, notes and comments are read
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the package of a Word document
 */
BtDocxPackage *
bt_docx_package_new (BtZip *zip, const char *name, BtDocxReading reading, GError **error)
{
  g_autoptr (BtDocxPackage) package = g_new0 (BtDocxPackage, 1);

  package->zip = zip;
  package->name = g_strdup (name);
  package->reading = reading;
  package->relations = g_ptr_array_new_with_free_func (relation_free);
  if (!find_main (package, error))
    return NULL;
  g_autofree char *folder = g_path_get_dirname (package->main);
  g_autofree char *file = g_path_get_basename (package->main);
  g_autofree char *relations = g_strdup_printf ("%s/_rels/%s.rels", folder, file);
  if (!read_relations (package, g_str_has_prefix (relations, "./") ? relations + 2 : relations,
                       package->main, package->relations, error))
    return NULL;
  return g_steal_pointer (&package);
}

/**
 * bt_docx_package_free:
 * @package: (transfer full): a package
 */
void
bt_docx_package_free (BtDocxPackage *package)
{
  g_free (package->name);
  g_free (package->main);
  g_clear_pointer (&package->relations, g_ptr_array_unref);
  g_free (package);
}

/**
 * bt_docx_package_load_main:
 * @package: a package
 * @own: (nullable): what our export wrote into it, whose revisions are found again
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the XML of its text
 */
xmlDoc *
bt_docx_package_load_main (BtDocxPackage *package, BtDocxOwn *own, GError **error)
{
  xmlDoc *doc = bt_docx_package_load (package, package->main, error);
  xmlNode *body = doc != NULL ? bt_docx_child (xmlDocGetRootElement (doc), "body") : NULL;

  if (doc == NULL)
    return NULL;
  if (own != NULL && body != NULL)
    bt_docx_own_find_numbers (own, body);
  bt_docx_number (doc);
  bt_docx_decide (doc, package->reading);
  return doc;
}

/**
 * bt_docx_package_get_main:
 * @package: a package
 *
 * Returns: the name of the part with its text
 */
const char *
bt_docx_package_get_main (const BtDocxPackage *package)
{
  return package->main;
}

/**
 * bt_docx_package_is_libreoffice:
 * @package: a package
 *
 * Returns: whether LibreOffice wrote it
 */
gboolean
bt_docx_package_is_libreoffice (const BtDocxPackage *package)
{
  return package->libreoffice;
}

/**
 * bt_docx_package_list_related:
 * @package: a package
 * @type: what parts are to the text: the last word of the relation's type, "header"
 *
 * Returns: (transfer container) (element-type utf8): the names of the parts of that type that are in the package
 */
GPtrArray *
bt_docx_package_list_related (BtDocxPackage *package, const char *type)
{
  GPtrArray *parts = g_ptr_array_new ();

  for (guint i = 0; i < package->relations->len; i++)
    {
      const Relation *relation = package->relations->pdata[i];
      if (strcmp (relation->type, type) == 0 && relation->part != NULL
          && bt_zip_has (package->zip, relation->part))
        g_ptr_array_add (parts, relation->part);
    }
  return parts;
}

/**
 * bt_docx_package_load_related:
 * @package: a package
 * @type: as for bt_docx_package_list_related()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the XML of the first part of that type; %NULL, and no error, where there is none
 */
xmlDoc *
bt_docx_package_load_related (BtDocxPackage *package, const char *type, GError **error)
{
  g_autoptr (GPtrArray) parts = bt_docx_package_list_related (package, type);

  xmlDoc *doc = parts->len > 0 ? bt_docx_package_load (package, parts->pdata[0], error) : NULL;

  if (doc != NULL)
    bt_docx_decide (doc, package->reading);
  return doc;
}
