/* Strings of XLSX, shared ones or those of cells, while they are read; private to convert/. */
#pragma once

#include <libxml/xmlreader.h>

#include "bt-sheet-rich.h"

G_BEGIN_DECLS

/**
 * BtXlsxString:
 * @text: its characters as they stand in the file
 * @runs: (element-type BtSheetRun): of @text
 * @format: of the run that is read
 * @phonetic: how deep it is in the readings of East Asian words
 * @in_text: whether characters belong to it now
 * @in_properties: whether properties of a run are read
 */
typedef struct
{
  GString *text;
  GArray *runs;
  BtFormat format;
  guint phonetic;
  gboolean in_text, in_properties;
} BtXlsxString;

void bt_xlsx_string_init (BtXlsxString *self);
void bt_xlsx_string_clear (BtXlsxString *self);
void bt_xlsx_string_reset (BtXlsxString *self);
void bt_xlsx_string_start (BtXlsxString *self, xmlTextReader *reader, const char *name);
void bt_xlsx_string_end (BtXlsxString *self, const char *name);
void bt_xlsx_string_add (BtXlsxString *self, const char *text);
char *bt_xlsx_string_dup (const BtXlsxString *self, GArray **runs) G_GNUC_WARN_UNUSED_RESULT;
void bt_xlsx_take_font (BtFormat *format, xmlTextReader *reader, const char *name);

G_END_DECLS
