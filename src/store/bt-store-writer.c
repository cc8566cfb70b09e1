/* A plan as XML: one node per line, attributes in the schema's order, so that the same plan gives
 * the same bytes. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-schema.h"
#include "bt-store-private.h"
#include "bt-store.h"

#define INDENT 2

/* Writes an attribute of another namespace, whose name is "{uri}prefix:local". */
static gboolean
write_foreign_attr (GString *out, const BtAttr *attr, GError **error)
{
  const char *end = strchr (attr->name, '}');
  const char *colon = end != NULL ? strchr (end, ':') : NULL;

  if (colon == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%.40s” is no name of an attribute"),
                   attr->name);
      return FALSE;
    }
  g_autofree char *uri = g_strndup (attr->name + 1, end - attr->name - 1);
  g_autofree char *prefix = g_strndup (end + 1, colon - end - 1);
  g_autofree char *declaration = g_strdup_printf (" xmlns:%s=\"", prefix);
  const char *tag = strrchr (out->str, '<');
  if (strcmp (uri, BT_XML_NAMESPACE) != 0 && strstr (tag, declaration) == NULL)
    {
      g_string_append (out, declaration);
      bt_xml_append_escaped (out, uri, strlen (uri));
      g_string_append_c (out, '"');
    }
  g_string_append_printf (out, " %s=\"", end + 1);
  bt_xml_append_escaped (out, attr->value, strlen (attr->value));
  g_string_append_c (out, '"');
  return TRUE;
}

static gboolean
write_attrs (GString *out, const BtNode *node, GError **error)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  g_string_append_printf (out, " xml:id=\"%s\"", bt_node_get_id (node));
  for (guint i = 0; i < n_attrs; i++)
    if (bt_attr_is_foreign (attrs[i].name))
      {
        if (!write_foreign_attr (out, &attrs[i], error))
          return FALSE;
      }
    else
      {
        g_string_append_printf (out, " %s=\"", attrs[i].name);
        bt_xml_append_escaped (out, attrs[i].value, strlen (attrs[i].value));
        g_string_append_c (out, '"');
      }
  return TRUE;
}

static void
write_indent (GString *out, guint depth)
{
  for (guint i = 0; i < depth * INDENT; i++)
    g_string_append_c (out, ' ');
}

static gboolean
write_node (GString *out, const BtNode *node, guint depth, GError **error)
{
  BtNodeKind kind = bt_node_get_kind (node);
  const char *name = bt_node_kind_get_name (kind);
  const BtText *text = bt_node_get_text (node);
  gboolean has_text = text != NULL && bt_text_get_length (text) > 0;
  guint n_children = bt_node_get_n_children (node);
  /* A text beside children needs an element of its own. */
  const char *wrap = bt_node_kind_has_children (kind) ? "text" : NULL;

  write_indent (out, depth);
  if (kind == BT_NODE_FOREIGN)
    {
      g_string_append_printf (out, "%s\n", bt_node_get_string (node));
      return TRUE;
    }
  g_string_append_printf (out, "<%s", name);
  if (depth == 0)
    g_string_append (out, " xmlns=\"" BT_STORE_NAMESPACE "\"");
  if (!write_attrs (out, node, error))
    return FALSE;
  if (!has_text && n_children == 0)
    {
      g_string_append (out, "/>\n");
      return TRUE;
    }
  g_string_append (out, has_text && wrap != NULL ? "><text>" : ">");
  if (has_text)
    bt_inline_write (out, text);
  if (has_text && wrap != NULL)
    g_string_append (out, "</text>");
  if (n_children > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < n_children; i++)
    if (!write_node (out, bt_node_get_child (node, i), depth + 1, error))
      return FALSE;
  if (n_children > 0)
    write_indent (out, depth);
  g_string_append_printf (out, "</%s>\n", name);
  return TRUE;
}

/* Writes the tree from @root down, without looking whether it can be read again. */
char *
bt_store_write_root (const BtNode *root, GError **error)
{
  g_autoptr (GString) out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  if (!write_node (out, root, 0, error))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}
