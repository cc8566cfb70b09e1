/* The XML of workbooks, read once from front to back: no network, no document types, no entities. */
#include "bt-sheet-xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"

static void
syntax_error_cb (void *data, xmlError *error)
{
  int *line = data;

  if (*line == 0 && error->level >= XML_ERR_ERROR)
    *line = MAX (error->line, 1);
}

/**
 * bt_sheet_xml_attr:
 * @reader: a reader that stands on an element
 * @name: the name of an attribute without its prefix
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
bt_sheet_xml_attr (xmlTextReader *reader, const char *name)
{
  char *value = NULL;

  while (value == NULL && xmlTextReaderMoveToNextAttribute (reader) == 1)
    if (strcmp ((const char *) xmlTextReaderConstLocalName (reader), name) == 0)
      value = g_strdup ((const char *) xmlTextReaderConstValue (reader));
  xmlTextReaderMoveToElement (reader);
  return value;
}

/**
 * bt_sheet_xml_number:
 * @reader: a reader that stands on an element
 * @name: the name of an attribute without its prefix
 * @otherwise: what to give where there is none
 *
 * Returns: its value as a number, at most 100 million
 */
guint
bt_sheet_xml_number (xmlTextReader *reader, const char *name, guint otherwise)
{
  g_autofree char *value = bt_sheet_xml_attr (reader, name);

  return value != NULL ? MIN (g_ascii_strtoull (value, NULL, 10), 100000000) : otherwise;
}

/**
 * bt_sheet_xml_flag:
 * @reader: a reader that stands on an element
 * @name: the name of an attribute without its prefix
 *
 * Returns: whether it says yes
 */
gboolean
bt_sheet_xml_flag (xmlTextReader *reader, const char *name)
{
  g_autofree char *value = bt_sheet_xml_attr (reader, name);

  return g_strcmp0 (value, "1") == 0 || g_strcmp0 (value, "true") == 0;
}

/* Handles where the reader stands. Returns whether to go on. */
static gboolean
handle_node (xmlTextReader *reader, const BtSheetXmlReader *handlers, gpointer data)
{
  const char *name = (const char *) xmlTextReaderConstLocalName (reader);

  switch (xmlTextReaderNodeType (reader))
    {
    case XML_READER_TYPE_ELEMENT:
      if (!handlers->start (data, reader, name))
        return FALSE;
      return !xmlTextReaderIsEmptyElement (reader) || handlers->end (data, name);
    case XML_READER_TYPE_END_ELEMENT:
      return handlers->end (data, name);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
    case XML_READER_TYPE_SIGNIFICANT_WHITESPACE:
      if (handlers->text != NULL)
        handlers->text (data, (const char *) xmlTextReaderConstValue (reader));
      return TRUE;
    default:
      return TRUE;
    }
}

static gboolean
is_forbidden (xmlTextReader *reader)
{
  int type = xmlTextReaderNodeType (reader);

  return type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE;
}

/**
 * bt_sheet_xml_read:
 * @bytes: XML
 * @name: what to call it in errors, which begin "NAME:LINE: "
 * @handlers: what is done with it
 * @data: their data
 * @error: return location; set where the XML is wrong, not where a handler ended the reading
 *
 * Returns: whether all of it was read
 */
gboolean
bt_sheet_xml_read (GBytes *bytes, const char *name, const BtSheetXmlReader *handlers, gpointer data, GError **error)
{
  gsize length;
  const char *xml = g_bytes_get_data (bytes, &length);
  xmlTextReader *reader = xmlReaderForMemory (xml, (int) length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_COMPACT);
  int line = 0, status = reader != NULL ? 1 : -1;
  gboolean go_on = TRUE, forbidden = FALSE;

  if (reader != NULL)
    xmlTextReaderSetStructuredErrorHandler (reader, syntax_error_cb, &line);
  while (go_on && !forbidden && status == 1 && (status = xmlTextReaderRead (reader)) == 1)
    {
      forbidden = is_forbidden (reader);
      go_on = forbidden || handle_node (reader, handlers, data);
    }
  if (forbidden)
    g_set_error (error, BT_ERROR, BT_ERROR_SYNTAX, "%s:%d: %s", name, xmlTextReaderGetParserLineNumber (reader),
                 _ ("document types and entities are not allowed in a spreadsheet"));
  else if (status < 0)
    g_set_error (error, BT_ERROR, BT_ERROR_SYNTAX, "%s:%d: %s", name, MAX (line, 1),
                 _ ("the file is damaged: its XML cannot be read"));
  g_clear_pointer (&reader, xmlFreeTextReader);
  return status == 0 && !forbidden;
}
