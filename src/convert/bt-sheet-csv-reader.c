/* CSV as programs and people write it: parted by commas, semicolons or tabs, of any encoding that can be told. */
#include "bt-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many characters tell what parts the cells. */
#define SAMPLE 65536
/* What a part of a file is called that has no sheets. */
#define SHEET_NAME "CSV"

static const char delimiters[] = { ',', ';', '\t' };

/* A record's number of delimiters outside of quotes; @at is moved behind its end. */
static guint
count_in_record (const char **at, const char *end, char delimiter)
{
  gboolean quoted = FALSE;
  guint n = 0;

  for (; *at < end && (quoted || **at != '\n'); (*at)++)
    {
      if (**at == '"')
        quoted = !quoted;
      else if (!quoted && **at == delimiter)
        n++;
    }
  if (*at < end)
    (*at)++;
  return n;
}

/* How well a delimiter parts the text: the records that have as many of it as the record before, and at all. */
static guint
weigh (const char *text, gsize length, char delimiter)
{
  const char *end = text + MIN (length, SAMPLE);
  guint weight = 0, before = 0;

  while (text < end)
    {
      guint n = count_in_record (&text, end, delimiter);
      weight += n > 0 ? 1 + 2 * (n == before) : 0;
      before = n;
    }
  return weight;
}

static char
choose_delimiter (const char *text, gsize length)
{
  char best = ',';
  guint most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      guint weight = weigh (text, length, delimiters[i]);
      if (weight > most)
        best = delimiters[i];
      most = MAX (most, weight);
    }
  return best;
}

/* The line "sep=;" that Excel reads, and writes for itself. */
static const char *
read_separator_line (const char *text, char *delimiter)
{
  gsize quoted = *text == '"';
  const char *sep = text + quoted;

  if (g_ascii_strncasecmp (sep, "sep=", 4) != 0 || sep[4] == '\0')
    return text;
  const char *end = sep + 5 + (quoted && sep[5] == '"');
  if (*end != '\n' && *end != '\0')
    return text;
  *delimiter = sep[4];
  return *end == '\n' ? end + 1 : end;
}

/* Reads one field; returns what ends it: the delimiter, a line end or the end of all. A quote that is never closed was
 * a character. */
static const char *
read_field (const char *at, char delimiter, GString *field)
{
  g_string_truncate (field, 0);
  if (*at == '"')
    {
      const char *c = at + 1;
      for (; *c != '\0' && !(*c == '"' && c[1] != '"'); c++)
        {
          c += *c == '"';
          g_string_append_c (field, *c);
        }
      if (*c == '"')
        at = c + 1;
      else
        g_string_truncate (field, 0);
    }
  /* What follows a closing quote is part of the field too: nothing is lost. */
  for (; *at != '\0' && *at != '\n' && *at != delimiter; at++)
    g_string_append_c (field, *at);
  return at;
}

static gboolean
read_records (BtSheetBook *book, BtSheet *sheet, const char *at, char delimiter, GError **error)
{
  g_autoptr (GString) field = g_string_new (NULL);

  for (guint row = 0, column = 0; *at != '\0';)
    {
      at = read_field (at, delimiter, field);
      if (!bt_sheet_book_set (book, sheet, row, column, field->str, error))
        return FALSE;
      if (*at == delimiter)
        column++;
      else
        {
          row++;
          column = 0;
        }
      at += *at != '\0';
    }
  return TRUE;
}

/**
 * bt_sheet_read_csv:
 * @book: a book without sheets
 * @bytes: text of any encoding that bt_encoding_decode() tells
 * @name: what to call it in errors
 * @error: return location
 *
 * Returns: whether it could be read as one sheet
 */
gboolean
bt_sheet_read_csv (BtSheetBook *book, GBytes *bytes, const char *name, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  g_autoptr (BtDecoded) decoded = bt_encoding_decode (data, length, name, error);
  BtSheet *sheet = decoded != NULL ? bt_sheet_book_add (book, SHEET_NAME, FALSE, error) : NULL;

  if (sheet == NULL)
    return FALSE;
  sheet->plain = TRUE;
  bt_sheet_book_set_encoding (book, decoded->encoding);
  char delimiter = choose_delimiter (decoded->text, decoded->length);
  const char *text = read_separator_line (decoded->text, &delimiter);
  return read_records (book, sheet, text, delimiter, error);
}
