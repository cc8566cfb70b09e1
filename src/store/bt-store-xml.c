/* XML as libxml2 hands it over and as we write it: bytes that can be XML, attributes, escapes, its errors in words. */
#include <glib/gi18n-lib.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-store-private.h"
#include "bt-store.h"

/* The most attributes of one element. */
#define MAX_ATTRIBUTES 1000

/* Whether an attribute is xml:id. */
gboolean
bt_xml_attr_is_id (const BtXmlAttr *attr)
{
  return g_strcmp0 (attr->uri, BT_XML_NAMESPACE) == 0 && strcmp (attr->name, "id") == 0;
}

/* Finds an attribute of ours; "xml:id" is one too. */
const BtXmlAttr *
bt_xml_element_find (const BtXmlElement *element, const char *name)
{
  gboolean id = strcmp (name, "xml:id") == 0;

  for (guint i = 0; i < element->n_attrs; i++)
    {
      const BtXmlAttr *attr = &element->attrs[i];
      if (id ? bt_xml_attr_is_id (attr) : attr->uri == NULL && strcmp (attr->name, name) == 0)
        return attr;
    }
  return NULL;
}

/* Hands over the id that an attribute holds. */
char *
bt_xml_element_dup_id (const BtXmlElement *element, const char *name, GError **error)
{
  const BtXmlAttr *attr = bt_xml_element_find (element, name);

  if (attr == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("<%s> lacks the attribute “%s”"),
                   element->name, name);
      return NULL;
    }
  g_autofree char *id = g_strndup (attr->value, attr->length);
  if (bt_id_is_valid (id))
    return g_steal_pointer (&id);
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%.40s” is no id"), id);
  return NULL;
}

static const char *
escape_for (char c)
{
  switch (c)
    {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    default:
      return NULL;
    }
}

/* Whether a character must be written by its number. U+0338 would become one character with the ">"
 * before it, were the file brought into NFC by someone. */
static gboolean
needs_number (gunichar character)
{
  return character == 0x338 || !bt_text_allows_char (character, TRUE);
}

/* Appends text as it may stand in an element or in a quoted value. */
void
bt_xml_append_escaped (GString *out, const char *text, gsize length)
{
  const char *end = text + length, *plain = text;

  for (const char *c = text, *next; c < end; c = next)
    {
      gboolean ascii = *c >= ' ' && *c < 0x7F;
      const char *escape = ascii ? escape_for (*c) : NULL;
      gunichar character = ascii ? (guchar) *c : g_utf8_get_char (c);
      next = ascii ? c + 1 : g_utf8_next_char (c);
      if (escape == NULL && (ascii || !needs_number (character)))
        continue;
      g_string_append_len (out, plain, c - plain);
      plain = next;
      if (escape != NULL)
        g_string_append (out, escape);
      else
        g_string_append_printf (out, "&#x%X;", character);
    }
  g_string_append_len (out, plain, end - plain);
}

/* What libxml2 finds most often, in the user's words. */
static const struct
{
  int code;
  const char *message;
} syntax_messages[] = {
  { XML_ERR_DOCUMENT_EMPTY,
    N_ ("the file is no XML: it is perhaps of another format, which can be imported") },
  { XML_ERR_TAG_NOT_FINISHED, BT_XML_CUT_OFF },
  { XML_ERR_INVALID_CHAR, N_ ("a character stands there that XML does not allow") },
  { XML_ERR_DOCUMENT_END, N_ ("something stands behind the end of the plan") },
  { XML_ERR_TAG_NAME_MISMATCH,
    N_ ("the file is damaged: the end of an element does not fit its start") },
  { XML_ERR_UNDECLARED_ENTITY,
    N_ ("the file uses an entity: a plan has none but &amp;, &lt;, &gt; and &quot;") },
  { XML_NS_ERR_UNDEFINED_NAMESPACE, N_ ("a prefix is used that is not declared") },
};

/* An error of libxml2 as one of ours, without a place. */
GError *
bt_xml_describe (const xmlError *problem)
{
  /* It may quote the file, cut anywhere. */
  g_autofree char *text = g_utf8_make_valid (problem->message != NULL ? problem->message : "", -1);

  for (guint i = 0; i < G_N_ELEMENTS (syntax_messages); i++)
    if (syntax_messages[i].code == problem->code)
      return g_error_new_literal (BT_ERROR, BT_ERROR_SYNTAX, _ (syntax_messages[i].message));
  g_strdelimit (g_strstrip (text), "\n\r", ' ');
  return g_error_new (BT_ERROR, BT_ERROR_SYNTAX, _ ("the XML is damaged: %s"), text);
}

/* How many attributes the tag has that begins at @start, and where it ends. */
static guint
count_attributes (const char *start, const char *end, const char **tag_end)
{
  guint count = 0;
  const char *c = start + 1;

  for (; c < end && *c != '>' && *c != '<'; c++)
    if (*c == '"' || *c == '\'')
      {
        const char *quote = memchr (c + 1, *c, end - c - 1);
        c = quote != NULL ? quote : end - 1;
        count++;
      }
  *tag_end = c;
  return count;
}

/* libxml2 compares every attribute of a tag with every other before it says a word: a tag with a hundred thousand
 * would take it minutes. Comments and the like have none. */
static gboolean
check_tags (const char *data, gsize size, const char *name, GError **error)
{
  const char *end = data + size, *tag = data;
  guint line = 1;

  while ((tag = memchr (tag, '<', end - tag)) != NULL)
    {
      const char *start = tag;
      gboolean element = end - tag > 1 && tag[1] != '!' && tag[1] != '?';
      if (!element)
        tag++;
      else if (count_attributes (start, end, &tag) > MAX_ATTRIBUTES)
        {
          for (const char *c = data; c < start; c++)
            line += *c == '\n';
          g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                       _ ("%s:%u: an element has more than %d attributes"), name, line,
                       MAX_ATTRIBUTES);
          return FALSE;
        }
    }
  return TRUE;
}

/* Whether the bytes are text that can be XML at all. */
gboolean
bt_xml_check_bytes (const char *data, gsize size, const char *name, GError **error)
{
  const char *end;
  guint line = 1;

  if (size == 0)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_SYNTAX, _ ("%s:1: the file is empty"), name);
      return FALSE;
    }
  if (size > BT_STORE_MAX_SIZE)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("%s: the file has more than %d MB: no plan is that large"), name,
                   BT_STORE_MAX_SIZE >> 20);
      return FALSE;
    }
  if (g_utf8_validate_len (data, size, &end))
    return check_tags (data, size, name, error);
  for (const char *c = data; c < end; c++)
    line += *c == '\n';
  if (size > 4 && memcmp (data, "PK\3\4", 4) == 0)
    g_set_error (error, BT_ERROR, BT_ERROR_SYNTAX,
                 _ ("%s:1: the file is a Word document or another archive, not a plan"), name);
  else
    g_set_error (error, BT_ERROR, BT_ERROR_ENCODING,
                 _ ("%s:%u: the bytes are not UTF-8: the file is damaged, or of an old encoding "
                    "such as TCVN3"),
                 name, line);
  return FALSE;
}
