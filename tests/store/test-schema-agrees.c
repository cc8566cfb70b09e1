/* Proves that the RELAX NG schema and the model's own table say the same: for every kind of node the same attributes
 * and the same kinds of children. Otherwise a sound plan could not be saved. */
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#include "bt-schema.h"

/* What the schema says of an element. */
typedef struct
{
  GHashTable *attrs;    /* names */
  GHashTable *children; /* names of elements */
} Content;

static xmlDoc *document;

static char *
dup_name (xmlNode *node)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) "name");
  char *name = g_strdup ((const char *) value);

  xmlFree (value);
  return name;
}

static gboolean
is_element (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static xmlNode *
find_child (xmlNode *parent, const char *name)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (is_element (child, name))
      return child;
  return NULL;
}

static xmlNode *
find_define (const char *wanted)
{
  for (xmlNode *child = xmlDocGetRootElement (document)->children; child != NULL;
       child = child->next)
    {
      g_autofree char *name = is_element (child, "define") ? dup_name (child) : NULL;
      if (g_strcmp0 (name, wanted) == 0)
        return child;
    }
  return NULL;
}

/* Collects what stands in @pattern, following references to all but elements. */
static void
collect (Content *content, xmlNode *pattern)
{
  for (xmlNode *child = pattern->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      g_autofree char *name = dup_name (child);
      if (is_element (child, "attribute") && name != NULL)
        g_hash_table_add (content->attrs, g_steal_pointer (&name));
      else if (is_element (child, "element") && name != NULL)
        g_hash_table_add (content->children, g_steal_pointer (&name));
      else if (is_element (child, "ref"))
        {
          if (strcmp (name, "inline") != 0 && !g_str_has_prefix (name, "foreign"))
            collect (content, find_define (name));
        }
      else if (!is_element (child, "attribute") && !is_element (child, "element"))
        collect (content, child);
    }
}

static void
assert_attributes (const Content *content, BtNodeKind kind)
{
  const char *const *attrs = bt_node_kind_get_attrs (kind);
  guint count = g_strv_length ((char **) attrs);

  for (const char *const *attr = attrs; *attr != NULL; attr++)
    if (!g_hash_table_contains (content->attrs, *attr))
      g_error ("the schema has no attribute %s of <%s>", *attr, bt_node_kind_get_name (kind));
  g_assert_true (g_hash_table_contains (content->attrs, "xml:id"));
  count += kind == BT_NODE_PLAN; /* "version", which is read and not kept */
  g_assert_cmpuint (g_hash_table_size (content->attrs), ==, count + 1);
}

static gboolean
is_part (BtNodeKind parent, BtNodeKind child)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (parent, &n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] == child)
      return TRUE;
  return FALSE;
}

static void
assert_children (const Content *content, BtNodeKind kind)
{
  gboolean wraps =
      bt_node_kind_has_children (kind) && bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE;
  const char *name = bt_node_kind_get_name (kind);

  for (BtNodeKind child = 0; child < BT_NODE_FOREIGN; child++)
    {
      const char *child_name = bt_node_kind_get_name (child);
      gboolean wanted = is_part (kind, child) || bt_node_kind_allows_child (kind, child);
      if (g_hash_table_contains (content->children, child_name) != wanted)
        g_error ("the schema and the model differ about <%s> in <%s>", child_name, name);
    }
  g_assert_true (g_hash_table_contains (content->children, "text") == wraps);
}

static void
test_agrees (void)
{
  for (BtNodeKind kind = 0; kind < BT_NODE_FOREIGN; kind++)
    {
      Content content = { g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
                          g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
      xmlNode *define = find_define (bt_node_kind_get_name (kind));
      g_assert_nonnull (define);
      collect (&content, find_child (define, "element"));
      assert_attributes (&content, kind);
      assert_children (&content, kind);
      g_hash_table_unref (content.attrs);
      g_hash_table_unref (content.children);
    }
}

/* The parts of a node stand in the schema in the model's order. */
static void
test_order (void)
{
  for (BtNodeKind kind = 0; kind < BT_NODE_FOREIGN; kind++)
    {
      guint n_parts, next = 0;
      const BtNodeKind *parts = bt_node_kind_get_parts (kind, &n_parts);
      xmlNode *element = find_child (find_define (bt_node_kind_get_name (kind)), "element");
      for (xmlNode *child = element->children; child != NULL; child = child->next)
        {
          xmlNode *ref = is_element (child, "optional") ? find_child (child, "ref") : NULL;
          g_autofree char *name = ref != NULL ? dup_name (ref) : NULL;
          BtNodeKind part;
          if (name != NULL && bt_node_kind_from_name (name, &part) && next < n_parts)
            g_assert_cmpint (part, ==, parts[next++]);
        }
      g_assert_cmpuint (next, ==, n_parts);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "..", "data", "schema", "banthao-plan-1.rng", NULL);
  document = xmlReadFile (path, NULL, XML_PARSE_NONET);
  g_assert_nonnull (document);
  g_test_add_func ("/store/schema/agrees", test_agrees);
  g_test_add_func ("/store/schema/order", test_order);
  int status = g_test_run ();
  xmlFreeDoc (document);
  return status;
}
