/* The XML of workbooks, read once from front to back; private to convert/. */
#pragma once

#include <glib.h>
#include <libxml/xmlreader.h>

G_BEGIN_DECLS

/**
 * BtSheetXmlReader:
 * @start: an element begins; its attributes are had with bt_sheet_xml_attr(). %FALSE ends the reading
 * @end: an element ends
 * @text: (nullable): characters
 *
 * Names are without their prefixes.
 */
typedef struct
{
  gboolean (*start) (gpointer data, xmlTextReader *reader, const char *name);
  gboolean (*end) (gpointer data, const char *name);
  void (*text) (gpointer data, const char *text);
} BtSheetXmlReader;

gboolean bt_sheet_xml_read (GBytes *bytes, const char *name, const BtSheetXmlReader *handlers, gpointer data,
                            GError **error);
char *bt_sheet_xml_attr (xmlTextReader *reader, const char *name) G_GNUC_WARN_UNUSED_RESULT;
guint bt_sheet_xml_number (xmlTextReader *reader, const char *name, guint otherwise);
gboolean bt_sheet_xml_flag (xmlTextReader *reader, const char *name);

G_END_DECLS
