/* The RELAX NG schema of the native format, followed element by element while a file is read. */
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <string.h>

#include "bt-error.h"
#include "bt-store-private.h"
#include "bt-store-resources.h"
#include "bt-store.h"

#define SCHEMA_FOLDER "/org/banthao/schema/"

struct _BtValidator
{
  xmlRelaxNGValidCtxtPtr context;
  GPtrArray *open; /* of xmlNode: the elements that are open, with nothing in them */
  char *problem;   /* the first thing that libxml2 had to say */
};

static xmlNs plan_namespace = { .type = XML_NAMESPACE_DECL,
                                .href = (const xmlChar *) BT_STORE_NAMESPACE };
static xmlNs xml_namespace = { .type = XML_NAMESPACE_DECL,
                               .href = (const xmlChar *) BT_XML_NAMESPACE,
                               .prefix = (const xmlChar *) "xml" };

/* Whether a node of the schema's document is a pattern of that kind and name. */
static gboolean
is_pattern (xmlNode *node, const char *kind, const char *const *names)
{
  xmlChar *name = xmlGetNoNsProp (node, (const xmlChar *) "name");
  gboolean is = strcmp ((const char *) node->name, kind) == 0 && name != NULL
                && g_strv_contains (names, (const char *) name);

  xmlFree (name);
  return is;
}

/* The reader keeps foreign markup away from the validator. Without its patterns, which may match any
 * element, libxml2 can turn the schema into automata and needs no tree of the whole document. A pattern that
 * is a choice among others goes; one that stands in a row becomes empty, so that the row keeps a content. */
static void
drop_foreign_patterns (xmlNode *node)
{
  static const char *const choices[] = { "foreign", "foreign-attributes", NULL };
  static const char *const rows[] = { "foreigns", NULL };
  static const char *const defines[] = { "foreign", "foreigns", "foreign-attributes", "anything",
                                         NULL };

  for (xmlNode *child = node->children, *next; child != NULL; child = next)
    {
      next = child->next;
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (is_pattern (child, "ref", choices) || is_pattern (child, "define", defines))
        {
          xmlUnlinkNode (child);
          xmlFreeNode (child);
        }
      else if (is_pattern (child, "ref", rows))
        {
          xmlUnsetProp (child, (const xmlChar *) "name");
          xmlNodeSetName (child, (const xmlChar *) "empty");
        }
      else
        drop_foreign_patterns (child);
    }
}

/* Compiles one of the schemas that are part of the program; foreign markup is not in it. */
xmlRelaxNG *
bt_schema_load (const char *name)
{
  g_autofree char *path = g_strconcat (SCHEMA_FOLDER, name, NULL);
  g_autoptr (GError) error = NULL;

  bt_store_register_resource ();
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_assert_no_error (error);

  xmlInitParser ();
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlDoc *document = xmlReadMemory (data, (int) size, name, NULL, XML_PARSE_NONET);
  drop_foreign_patterns (xmlDocGetRootElement (document));
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewDocParserCtxt (document);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGFreeParserCtxt (parser);
  xmlFreeDoc (document);
  g_assert (schema != NULL);
  return schema;
}

/* One for all threads: validating only reads it. */
static xmlRelaxNG *
get_schema (void)
{
  static gsize schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, (gsize) bt_schema_load ("banthao-plan-1.rng"));
  return (xmlRelaxNG *) schema;
}

static void
problem_cb (void *data, xmlError *problem)
{
  BtValidator *validator = data;

  if (validator->problem == NULL)
    validator->problem = g_strstrip (g_strdup (problem->message));
}

/* Makes a validator at the start of a document. */
BtValidator *
bt_validator_new (void)
{
  BtValidator *validator = g_new0 (BtValidator, 1);

  validator->context = xmlRelaxNGNewValidCtxt (get_schema ());
  validator->open = g_ptr_array_new_with_free_func ((GDestroyNotify) xmlFreeNode);
  xmlRelaxNGSetValidStructuredErrors (validator->context, problem_cb, validator);
  return validator;
}

void
bt_validator_free (BtValidator *validator)
{
  xmlRelaxNGFreeValidCtxt (validator->context);
  g_ptr_array_unref (validator->open);
  g_free (validator->problem);
  g_free (validator);
}

static gboolean
refuse (const BtValidator *validator, const char *name, GError **error)
{
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> is not as the format has it: %s"), name,
               validator->problem != NULL ? validator->problem : _ ("its content is not complete"));
  return FALSE;
}

static xmlNode *
node_new (const BtXmlElement *element)
{
  xmlNode *node = xmlNewNode (&plan_namespace, (const xmlChar *) element->name);

  for (guint i = 0; i < element->n_attrs; i++)
    {
      const BtXmlAttr *attr = &element->attrs[i];
      gboolean id = g_strcmp0 (attr->uri, BT_XML_NAMESPACE) == 0 && strcmp (attr->name, "id") == 0;
      if (attr->uri != NULL && !id)
        continue;
      g_autofree char *value = g_strndup (attr->value, attr->length);
      xmlNewNsProp (node, id ? &xml_namespace : NULL, (const xmlChar *) attr->name,
                    (const xmlChar *) value);
    }
  return node;
}

/* Goes into an element of our namespace; attributes of other namespaces are passed over. */
gboolean
bt_validator_start (BtValidator *validator, const BtXmlElement *element, GError **error)
{
  xmlNode *node = node_new (element);

  g_ptr_array_add (validator->open, node);
  return xmlRelaxNGValidatePushElement (validator->context, NULL, node) == 1
         || refuse (validator, element->name, error);
}

/* Sees characters of the innermost open element that are not all blanks. */
gboolean
bt_validator_text (BtValidator *validator, GError **error)
{
  const xmlNode *node = g_ptr_array_index (validator->open, validator->open->len - 1);

  /* The schema says of no text what it is like, only where it may stand. */
  if (xmlRelaxNGValidatePushCData (validator->context, (const xmlChar *) "x", 1) == 1)
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> holds no text of its own"),
               (const char *) node->name);
  return FALSE;
}

/* Leaves the innermost open element. */
gboolean
bt_validator_end (BtValidator *validator, GError **error)
{
  xmlNode *node = g_ptr_array_index (validator->open, validator->open->len - 1);
  gboolean fits = xmlRelaxNGValidatePopElement (validator->context, NULL, node) == 1
                  || refuse (validator, (const char *) node->name, error);

  g_ptr_array_set_size (validator->open, (int) validator->open->len - 1);
  return fits;
}
