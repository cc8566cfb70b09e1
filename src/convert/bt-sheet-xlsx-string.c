/* Strings of XLSX, shared ones or those of cells, while they are read: their text, and how words of it look. */
#include "bt-sheet-xlsx-string.h"

#include <string.h>

#include "bt-sheet-text.h"
#include "bt-sheet-xml.h"

/**
 * bt_xlsx_string_init:
 * @self: what gathers strings
 *
 * To be freed with bt_xlsx_string_clear().
 */
void
bt_xlsx_string_init (BtXlsxString *self)
{
  self->text = g_string_new (NULL);
  self->runs = g_array_new (FALSE, FALSE, sizeof (BtSheetRun));
}

/**
 * bt_xlsx_string_clear:
 * @self: what gathers strings
 *
 * Frees what is in it.
 */
void
bt_xlsx_string_clear (BtXlsxString *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->runs);
}

/**
 * bt_xlsx_string_reset:
 * @self: what gathers strings
 *
 * A string begins.
 */
void
bt_xlsx_string_reset (BtXlsxString *self)
{
  g_string_truncate (self->text, 0);
  g_array_set_size (self->runs, 0);
  self->format = BT_SHEET_AS_CELL;
}

/**
 * bt_xlsx_take_font:
 * @format: how words look so far
 * @reader: at a property of a font
 * @name: the name of the property
 *
 * What the property says; one that is there is on, unless it says that it is off.
 */
void
bt_xlsx_take_font (BtFormat *format, xmlTextReader *reader, const char *name)
{
  g_autofree char *value = bt_sheet_xml_attr (reader, "val");
  static const char *const off[] = { "0", "false", "none", NULL };

  if (value != NULL && g_strv_contains (off, value))
    return;
  if (strcmp (name, "b") == 0)
    *format |= BT_FORMAT_BOLD;
  else if (strcmp (name, "i") == 0)
    *format |= BT_FORMAT_ITALIC;
  else if (strcmp (name, "u") == 0)
    *format |= BT_FORMAT_UNDERLINE;
}

/**
 * bt_xlsx_string_start:
 * @self: what gathers strings
 * @reader: at an element that begins
 * @name: its name
 *
 * Takes what the element says of the string that is read, if it does.
 */
void
bt_xlsx_string_start (BtXlsxString *self, xmlTextReader *reader, const char *name)
{
  if (strcmp (name, "rPh") == 0)
    self->phonetic++;
  else if (strcmp (name, "t") == 0)
    self->in_text = self->phonetic == 0;
  else if (strcmp (name, "r") == 0)
    self->format = BT_SHEET_AS_CELL;
  else if (strcmp (name, "rPr") == 0)
    {
      self->in_properties = TRUE;
      self->format = 0;
    }
  else if (self->in_properties)
    bt_xlsx_take_font (&self->format, reader, name);
}

/**
 * bt_xlsx_string_end:
 * @self: what gathers strings
 * @name: the name of an element that ends
 */
void
bt_xlsx_string_end (BtXlsxString *self, const char *name)
{
  BtSheetRun run = { self->text->len, self->format };

  if (strcmp (name, "rPh") == 0 && self->phonetic > 0)
    self->phonetic--;
  if (strcmp (name, "rPr") == 0)
    self->in_properties = FALSE;
  if (strcmp (name, "t") != 0)
    return;
  if (self->in_text)
    g_array_append_val (self->runs, run);
  self->in_text = FALSE;
}

/**
 * bt_xlsx_string_add:
 * @self: what gathers strings
 * @text: characters
 *
 * Adds them where they belong to the string.
 */
void
bt_xlsx_string_add (BtXlsxString *self, const char *text)
{
  if (self->in_text)
    g_string_append (self->text, text);
}

/**
 * bt_xlsx_string_dup:
 * @self: a string that has been read
 * @runs: (out) (transfer full) (nullable) (element-type BtSheetRun): how its words look; %NULL where all of it looks as
 *   its cell does
 *
 * Returns: (transfer full): what the string means
 */
char *
bt_xlsx_string_dup (const BtXlsxString *self, GArray **runs)
{
  GString *text = g_string_new (NULL);
  gboolean special = FALSE;
  gsize start = 0;

  *runs = g_array_new (FALSE, FALSE, sizeof (BtSheetRun));
  for (guint i = 0; i < self->runs->len; i++)
    {
      BtSheetRun run = g_array_index (self->runs, BtSheetRun, i);
      g_autofree char *raw = g_strndup (self->text->str + start, run.end - start);
      g_autofree char *piece = bt_sheet_unescape (raw);
      g_string_append (text, piece);
      start = run.end;
      run.end = text->len;
      special = special || run.format != BT_SHEET_AS_CELL;
      g_array_append_val (*runs, run);
    }
  if (!special)
    g_clear_pointer (runs, g_array_unref);
  return g_string_free (text, FALSE);
}
