/* A spreadsheet as it was read: which format it is of, its sheets, and the limits that they keep. */
#include "bt-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-sheet-text.h"

struct _BtSheetBook
{
  char *name;
  GPtrArray *sheets; /* BtSheet */
  BtEncoding encoding;
  gsize text; /* bytes of all cells */
};

static void
row_free (gpointer row)
{
  if (row != NULL)
    g_ptr_array_unref (row);
}

static void
sheet_free (gpointer data)
{
  BtSheet *sheet = data;

  g_free (sheet->name);
  g_ptr_array_unref (sheet->rows);
  g_hash_table_unref (sheet->rich);
  g_array_unref (sheet->widths);
  g_array_unref (sheet->merges);
  g_array_unref (sheet->hidden_rows);
  g_array_unref (sheet->hidden_columns);
  g_free (sheet);
}

/**
 * bt_sheet_book_new:
 * @name: what to call the file in errors
 *
 * Returns: (transfer full): a book without sheets
 */
BtSheetBook *
bt_sheet_book_new (const char *name)
{
  BtSheetBook *book = g_new0 (BtSheetBook, 1);

  book->name = g_strdup (name);
  book->sheets = g_ptr_array_new_with_free_func (sheet_free);
  return book;
}

/**
 * bt_sheet_book_free:
 * @book: (transfer full): a book
 */
void
bt_sheet_book_free (BtSheetBook *book)
{
  g_return_if_fail (book != NULL);

  g_free (book->name);
  g_ptr_array_unref (book->sheets);
  g_free (book);
}

/**
 * bt_sheet_book_refuse:
 * @book: a book
 * @part: (nullable): a sheet or a part of the file
 * @code: a #BtError
 * @message: what is wrong
 * @error: return location
 *
 * Returns: %FALSE
 */
gboolean
bt_sheet_book_refuse (const BtSheetBook *book, const char *part, int code, const char *message, GError **error)
{
  if (part != NULL)
    g_set_error (error, BT_ERROR, code, "%s: %s: %s", book->name, part, message);
  else
    g_set_error (error, BT_ERROR, code, "%s: %s", book->name, message);
  return FALSE;
}

/**
 * bt_sheet_book_add:
 * @book: a book
 * @name: a name
 * @hidden: whether it is hidden
 * @error: return location
 *
 * Returns: (transfer none) (nullable): a new last sheet; %NULL where there are too many
 */
BtSheet *
bt_sheet_book_add (BtSheetBook *book, const char *name, gboolean hidden, GError **error)
{
  BtSheet *sheet;

  if (book->sheets->len == BT_SHEET_MAX_SHEETS)
    {
      bt_sheet_book_refuse (book, NULL, BT_ERROR_LIMIT,
                            _ ("there are too many sheets; copy those with the table into a file of their own"), error);
      return NULL;
    }
  sheet = g_new0 (BtSheet, 1);
  sheet->name = bt_sheet_clean (name);
  g_strdelimit (sheet->name, "\n", ' ');
  sheet->hidden = hidden;
  sheet->rows = g_ptr_array_new_with_free_func (row_free);
  sheet->rich = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) bt_text_unref);
  sheet->widths = g_array_new (FALSE, TRUE, sizeof (double));
  sheet->merges = g_array_new (FALSE, FALSE, sizeof (BtSheetRange));
  sheet->hidden_rows = g_array_new (FALSE, FALSE, sizeof (BtSheetRange));
  sheet->hidden_columns = g_array_new (FALSE, FALSE, sizeof (BtSheetRange));
  g_ptr_array_add (book->sheets, sheet);
  return sheet;
}

/**
 * bt_sheet_book_get:
 * @book: a book
 * @sheet: the number of a sheet from 0
 *
 * Returns: (transfer none): it
 */
BtSheet *
bt_sheet_book_get (const BtSheetBook *book, guint sheet)
{
  g_return_val_if_fail (book != NULL && sheet < book->sheets->len, NULL);
  return book->sheets->pdata[sheet];
}

static gboolean
check_place (const BtSheetBook *book, const BtSheet *sheet, guint row, guint column, GError **error)
{
  if (row >= BT_SHEET_MAX_ROWS)
    return bt_sheet_book_refuse (book, sheet->name, BT_ERROR_LIMIT,
                                 _ ("the sheet has more rows than any table of a plan; keep those that belong to it"),
                                 error);
  if (column >= BT_SHEET_MAX_COLUMNS)
    return bt_sheet_book_refuse (book, sheet->name, BT_ERROR_LIMIT,
                                 _ ("the sheet has more columns than any table of a plan; "
                                    "keep those that belong to it"),
                                 error);
  return TRUE;
}

static void
set_cell (BtSheet *sheet, guint row, guint column, char *text)
{
  if (row >= sheet->rows->len)
    g_ptr_array_set_size (sheet->rows, row + 1);
  if (sheet->rows->pdata[row] == NULL)
    sheet->rows->pdata[row] = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *cells = sheet->rows->pdata[row];
  if (column >= cells->len)
    g_ptr_array_set_size (cells, column + 1);
  g_free (cells->pdata[column]);
  cells->pdata[column] = text;
  sheet->n_columns = MAX (sheet->n_columns, column + 1);
}

/**
 * bt_sheet_book_set:
 * @book: a book
 * @sheet: a sheet of it
 * @row: from 0
 * @column: from 0
 * @text: what the cell shows; it is cleaned
 * @error: return location
 *
 * Returns: whether the sheet may be so large
 */
gboolean
bt_sheet_book_set (BtSheetBook *book, BtSheet *sheet, guint row, guint column, const char *text, GError **error)
{
  g_autofree char *clean = bt_sheet_clean (text);
  gsize length = strlen (clean);

  if (length == 0)
    return TRUE;
  if (!check_place (book, sheet, row, column, error))
    return FALSE;
  book->text += length;
  if (book->text > BT_SHEET_MAX_TEXT)
    return bt_sheet_book_refuse (book, sheet->name, BT_ERROR_LIMIT,
                                 _ ("the sheets have more text than any plan; keep what belongs to it"), error);
  set_cell (sheet, row, column, g_steal_pointer (&clean));
  return TRUE;
}

/**
 * bt_sheet_get:
 * @sheet: a sheet
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none): the text of a cell, "" where there is none
 */
const char *
bt_sheet_get (const BtSheet *sheet, guint row, guint column)
{
  const GPtrArray *cells = row < sheet->rows->len ? sheet->rows->pdata[row] : NULL;

  return cells != NULL && column < cells->len && cells->pdata[column] != NULL ? cells->pdata[column] : "";
}

/* bt_sheet_place_key: Returns: by what a cell is found in a table of them */
gpointer
bt_sheet_place_key (guint row, guint column)
{
  return GUINT_TO_POINTER (row * BT_SHEET_MAX_COLUMNS + column);
}

/**
 * bt_sheet_set_runs:
 * @sheet: a sheet
 * @row: from 0
 * @column: from 0
 * @raw: the text of the cell as the file has it, which has been set
 * @runs: (element-type BtSheetRun): how its words look
 */
void
bt_sheet_set_runs (BtSheet *sheet, guint row, guint column, const char *raw, const GArray *runs)
{
  const char *clean = bt_sheet_get (sheet, row, column);
  g_autoptr (BtText) rich =
      *clean != '\0' && g_utf8_validate (raw, -1, NULL) ? bt_sheet_rich_new (clean, raw, runs) : NULL;

  if (rich != NULL)
    g_hash_table_insert (sheet->rich, bt_sheet_place_key (row, column), g_steal_pointer (&rich));
}

/**
 * bt_sheet_dup_text:
 * @sheet: a sheet
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer full): the text of a cell, with its formats
 */
BtText *
bt_sheet_dup_text (const BtSheet *sheet, guint row, guint column)
{
  BtText *rich = g_hash_table_lookup (sheet->rich, bt_sheet_place_key (row, column));

  return rich != NULL ? bt_text_ref (rich) : bt_text_new (bt_sheet_get (sheet, row, column));
}

/**
 * bt_sheet_set_width:
 * @sheet: a sheet
 * @first: a column from 0
 * @last: the last of those as wide
 * @millimetres: how wide
 */
void
bt_sheet_set_width (BtSheet *sheet, guint first, guint last, double millimetres)
{
  for (guint column = first; column <= last && column < BT_SHEET_MAX_COLUMNS; column++)
    {
      if (column >= sheet->widths->len)
        g_array_set_size (sheet->widths, column + 1);
      g_array_index (sheet->widths, double, column) = millimetres;
    }
}

/**
 * bt_sheet_get_width:
 * @sheet: a sheet
 * @column: from 0
 *
 * Returns: how wide it is, in millimetres; 0 where nothing is said of it
 */
double
bt_sheet_get_width (const BtSheet *sheet, guint column)
{
  return column < sheet->widths->len ? g_array_index (sheet->widths, double, column) : 0;
}

/**
 * bt_sheet_merge:
 * @sheet: a sheet
 * @range: cells that are one; what is beyond the limits of sheets is nobody's
 */
void
bt_sheet_merge (BtSheet *sheet, BtSheetRange range)
{
  range.last_row = MIN (range.last_row, BT_SHEET_MAX_ROWS - 1);
  range.last_column = MIN (range.last_column, BT_SHEET_MAX_COLUMNS - 1);
  if (range.first_row > range.last_row || range.first_column > range.last_column
      || sheet->merges->len == BT_SHEET_MAX_MERGES
      || (range.first_row == range.last_row && range.first_column == range.last_column))
    return;
  g_array_append_val (sheet->merges, range);
}

/**
 * bt_sheet_get_merge:
 * @sheet: a sheet
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the cells that are one with that cell
 */
const BtSheetRange *
bt_sheet_get_merge (const BtSheet *sheet, guint row, guint column)
{
  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const BtSheetRange *range = &g_array_index (sheet->merges, BtSheetRange, i);
      if (row >= range->first_row && row <= range->last_row && column >= range->first_column
          && column <= range->last_column)
        return range;
    }
  return NULL;
}

/**
 * bt_sheet_book_get_n_sheets:
 * @book: a book
 *
 * Returns: how many sheets it has
 */
guint
bt_sheet_book_get_n_sheets (const BtSheetBook *book)
{
  g_return_val_if_fail (book != NULL, 0);
  return book->sheets->len;
}

/**
 * bt_sheet_book_get_name:
 * @book: a book
 * @sheet: the number of a sheet from 0
 *
 * Returns: (transfer none): its name
 */
const char *
bt_sheet_book_get_name (const BtSheetBook *book, guint sheet)
{
  return bt_sheet_book_get (book, sheet)->name;
}

/**
 * bt_sheet_book_is_empty:
 * @book: a book
 * @sheet: the number of a sheet from 0
 *
 * Returns: whether no cell of it has text
 */
gboolean
bt_sheet_book_is_empty (const BtSheetBook *book, guint sheet)
{
  return bt_sheet_book_get (book, sheet)->n_columns == 0;
}

/**
 * bt_sheet_book_find:
 * @book: a book
 * @name: the name of a sheet, in capitals or not
 * @sheet: (out): its number
 *
 * Returns: whether there is one
 */
gboolean
bt_sheet_book_find (const BtSheetBook *book, const char *name, guint *sheet)
{
  g_return_val_if_fail (book != NULL && name != NULL && sheet != NULL, FALSE);

  g_autofree char *clean = bt_sheet_clean (name);
  g_autofree char *wanted = g_utf8_casefold (clean, -1);
  for (guint i = 0; i < book->sheets->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (bt_sheet_book_get_name (book, i), -1);
      *sheet = i;
      if (strcmp (folded, wanted) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * bt_sheet_book_get_encoding:
 * @book: a book
 *
 * Returns: the encoding from before Unicode that its letters were of, and have been converted from; else one of Unicode
 */
BtEncoding
bt_sheet_book_get_encoding (const BtSheetBook *book)
{
  g_return_val_if_fail (book != NULL, BT_ENCODING_UTF8);
  return book->encoding;
}

/**
 * bt_sheet_book_set_encoding:
 * @book: a book
 * @encoding: what its file was written in
 */
void
bt_sheet_book_set_encoding (BtSheetBook *book, BtEncoding encoding)
{
  book->encoding = encoding;
}

/* Calls @function for the text of every cell. */
static void
for_each_cell (BtSheetBook *book, void (*function) (char **cell, gpointer data), gpointer data)
{
  for (guint i = 0; i < book->sheets->len; i++)
    {
      GPtrArray *rows = ((BtSheet *) book->sheets->pdata[i])->rows;
      for (guint row = 0; row < rows->len; row++)
        {
          GPtrArray *cells = rows->pdata[row];
          for (guint column = 0; cells != NULL && column < cells->len; column++)
            if (cells->pdata[column] != NULL)
              function ((char **) &cells->pdata[column], data);
        }
    }
}

static void
gather_cell (char **cell, gpointer data)
{
  g_string_append_printf (data, "%s\n", *cell);
}

static void
convert_cell (char **cell, gpointer data)
{
  g_autofree char *old = *cell;

  *cell = bt_encoding_convert_pasted (old, GPOINTER_TO_INT (data));
}

/* Workbooks are Unicode, but those of the .Vn and VNI fonts hold the wrong letters of it. */
static void
convert_old_fonts (BtSheetBook *book)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for_each_cell (book, gather_cell, all);
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) all->str, all->len, "", NULL);
  if (decoded == NULL || !bt_encoding_is_legacy (decoded->encoding))
    return;
  for_each_cell (book, convert_cell, GINT_TO_POINTER (decoded->encoding));
  book->encoding = decoded->encoding;
}

static gboolean
starts_with (GBytes *bytes, const char *magic, gsize length)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= length && memcmp (data, magic, length) == 0;
}

/**
 * bt_sheet_book_is_container:
 * @bytes: the bytes of a file
 *
 * Returns: whether they are a zip container, as XLSX and ODS are
 */
gboolean
bt_sheet_book_is_container (GBytes *bytes)
{
  g_return_val_if_fail (bytes != NULL, FALSE);
  return starts_with (bytes, "PK\x03\x04", 4);
}

static gboolean
read_container (BtSheetBook *book, GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (BtZip) zip = bt_zip_new (bytes, name, error);

  if (zip == NULL)
    return FALSE;
  if (bt_zip_has (zip, "xl/workbook.xml"))
    return bt_sheet_read_xlsx (book, zip, error);
  if (bt_zip_has (zip, "content.xml"))
    return bt_sheet_read_ods (book, zip, error);
  return bt_sheet_book_refuse (book, NULL, BT_ERROR_INVALID,
                               _ ("this is no spreadsheet; .xlsx, .ods and .csv can be read"), error);
}

static gboolean
read_any (BtSheetBook *book, GBytes *bytes, const char *name, GError **error)
{
  if (starts_with (bytes, "\xD0\xCF\x11\xE0", 4))
    return bt_sheet_book_refuse (
      book, NULL, BT_ERROR_INVALID,
      _ ("the file is locked by a password or of the old form .xls; save it as .xlsx without a password"), error);
  if (!bt_sheet_book_is_container (bytes))
    return bt_sheet_read_csv (book, bytes, name, error);
  if (!read_container (book, bytes, name, error))
    return FALSE;
  convert_old_fonts (book);
  return TRUE;
}

/**
 * bt_sheet_book_read:
 * @bytes: a workbook of XLSX or ODS, or CSV of any encoding that bt_encoding_decode() tells
 * @name: what to call the file in errors, which begin "NAME: "
 * @error: return location
 *
 * The texts of cells are in NFC and as a person sees them: numbers in their format with a decimal comma, times as dates
 * are written in a plan.
 *
 * Returns: (transfer full) (nullable): the sheets; %NULL with %BT_ERROR_INVALID, %BT_ERROR_SYNTAX, %BT_ERROR_LIMIT or
 *   %BT_ERROR_ENCODING where it is no such file, or larger than any table of a plan
 */
BtSheetBook *
bt_sheet_book_read (GBytes *bytes, const char *name, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  g_autoptr (BtSheetBook) book = bt_sheet_book_new (name);
  if (!read_any (book, bytes, name, error))
    return NULL;
  for (guint i = 0; i < book->sheets->len; i++)
    if (!bt_sheet_book_is_empty (book, i))
      return g_steal_pointer (&book);
  bt_sheet_book_refuse (book, NULL, BT_ERROR_INVALID, _ ("there is no text in it"), error);
  return NULL;
}
