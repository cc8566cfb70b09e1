/* Workbooks of ODS (OASIS OpenDocument 1.3, part 3, 9) as LibreOffice and others write them. */
#include "bt-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-date.h"
#include "bt-error.h"
#include "bt-sheet-xml.h"

/* What stands there so often stands nowhere in a table. */
#define MAX_BLANKS 1000u
#define MAX_ENTRIES 20000u

/* A cell of the row that is read. */
typedef struct
{
  guint column, n;
  char *text;
  GArray *runs; /* BtSheetRun */
} Cell;

typedef struct
{
  BtSheetBook *book;
  GError **error;
  GHashTable *hidden_styles; /* names of styles whose tables are not shown */
  GHashTable *formats;       /* names of styles to how words in them look */
  GHashTable *widths;        /* names of styles to how wide their columns are, in hundredths of a millimetre */
  GArray *defaults;          /* BtFormat: of each column, how its cells look that name no style */
  char *style;               /* the style that is read */
  BtSheet *sheet;            /* NULL outside of sheets */
  guint row, column;
  guint n_rows, n_columns; /* how often the row, the cell that is read stands there */
  guint span_rows, span_columns;
  GArray *cells; /* Cell */
  GString *text;
  GArray *runs;     /* BtSheetRun: of @text */
  GArray *looks;    /* BtFormat: of the cell, and of the spans that are open in it */
  char *date;       /* the value of the cell, where it is a date */
  guint skipped;    /* how deep inside of what is no text of a cell */
  guint paragraphs; /* of the cell */
  gboolean in_cell, in_paragraph;
} Reader;

static void
cell_clear (gpointer cell)
{
  g_free (((Cell *) cell)->text);
  g_array_unref (((Cell *) cell)->runs);
}

static gboolean
is_skipped (const char *name)
{
  return strcmp (name, "annotation") == 0 || strcmp (name, "shapes") == 0 || strcmp (name, "frame") == 0
         || strcmp (name, "custom-shape") == 0 || strcmp (name, "tracked-changes") == 0
         || strcmp (name, "forms") == 0;
}

static void
start_skipped (Reader *self, const char *name)
{
  self->skipped++;
  if (self->sheet == NULL || self->skipped > 1)
    return;
  if (strcmp (name, "annotation") == 0)
    self->sheet->n_notes++;
  else
    self->sheet->has_drawings |= strcmp (name, "tracked-changes") != 0 && strcmp (name, "forms") != 0;
}

/* Whether a row or a column is shown. */
static gboolean
is_hidden (xmlTextReader *reader)
{
  g_autofree char *visibility = bt_sheet_xml_attr (reader, "visibility");

  return visibility != NULL && strcmp (visibility, "visible") != 0;
}

static gboolean
start_table (Reader *self, xmlTextReader *reader)
{
  g_autofree char *name = bt_sheet_xml_attr (reader, "name");
  g_autofree char *style = bt_sheet_xml_attr (reader, "style-name");

  self->row = self->column = 0;
  g_array_set_size (self->defaults, 0);
  self->sheet = bt_sheet_book_add (self->book, name != NULL ? name : "",
                                   style != NULL && g_hash_table_contains (self->hidden_styles, style), self->error);
  return self->sheet != NULL;
}

/* What a table of styles says of the one that the attribute names; 0 for nothing. */
static guint
look_up_style (xmlTextReader *reader, const char *attribute, GHashTable *table)
{
  g_autofree char *style = bt_sheet_xml_attr (reader, attribute);

  return style != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (table, style)) : 0;
}

/* Columns are listed before the rows; @column counts them. */
static void
take_column (Reader *self, xmlTextReader *reader)
{
  guint n = bt_sheet_xml_number (reader, "number-columns-repeated", 1);
  BtSheetRange range = { .first_column = self->column, .last_column = self->column + n - 1 };
  BtFormat format = look_up_style (reader, "default-cell-style-name", self->formats);

  if (n > 0 && is_hidden (reader))
    g_array_append_val (self->sheet->hidden_columns, range);
  else if (n > 0)
    bt_sheet_set_width (self->sheet, range.first_column, range.last_column,
                        look_up_style (reader, "style-name", self->widths) / 100.0);
  for (guint i = 0; i < n && self->defaults->len < BT_SHEET_MAX_COLUMNS; i++)
    g_array_append_val (self->defaults, format);
  self->column += n;
}

static void
start_row (Reader *self, xmlTextReader *reader)
{
  self->n_rows = MAX (bt_sheet_xml_number (reader, "number-rows-repeated", 1), 1);
  self->column = 0;
  g_array_set_size (self->cells, 0);
  BtSheetRange range = { self->row, self->row + self->n_rows - 1 };
  if (is_hidden (reader))
    g_array_append_val (self->sheet->hidden_rows, range);
}

/* What was read up to here looks as the innermost span says. */
static void
end_run (Reader *self)
{
  BtSheetRun run = { self->text->len, g_array_index (self->looks, BtFormat, self->looks->len - 1) };

  g_array_append_val (self->runs, run);
}

static void
start_span (Reader *self, BtFormat format)
{
  if (self->looks->len > 0)
    end_run (self);
  g_array_append_val (self->looks, format);
}

static void
end_span (Reader *self)
{
  end_run (self);
  if (self->looks->len > 1)
    g_array_set_size (self->looks, self->looks->len - 1);
}

static void
start_cell (Reader *self, xmlTextReader *reader)
{
  g_autofree char *type = bt_sheet_xml_attr (reader, "value-type");
  g_autofree char *style = bt_sheet_xml_attr (reader, "style-name");
  gboolean plain = style == NULL && self->column < self->defaults->len;

  g_array_set_size (self->runs, 0);
  g_array_set_size (self->looks, 0);
  start_span (self, plain ? g_array_index (self->defaults, BtFormat, self->column)
                          : look_up_style (reader, "style-name", self->formats));

  self->in_cell = TRUE;
  self->paragraphs = 0;
  self->n_columns = MAX (bt_sheet_xml_number (reader, "number-columns-repeated", 1), 1);
  self->span_rows = bt_sheet_xml_number (reader, "number-rows-spanned", 1);
  self->span_columns = bt_sheet_xml_number (reader, "number-columns-spanned", 1);
  g_clear_pointer (&self->date, g_free);
  if (g_strcmp0 (type, "date") == 0)
    self->date = bt_sheet_xml_attr (reader, "date-value");
  g_string_truncate (self->text, 0);
}

static void
start_inline (Reader *self, xmlTextReader *reader, const char *name)
{
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    {
      self->in_paragraph = TRUE;
      if (self->paragraphs++ > 0)
        g_string_append_c (self->text, '\n');
    }
  else if (strcmp (name, "span") == 0)
    start_span (self, look_up_style (reader, "style-name", self->formats)
                          | g_array_index (self->looks, BtFormat, self->looks->len - 1));
  else if (strcmp (name, "line-break") == 0)
    g_string_append_c (self->text, '\n');
  else if (strcmp (name, "tab") == 0)
    g_string_append_c (self->text, ' ');
  else if (strcmp (name, "s") == 0)
    for (guint i = MIN (bt_sheet_xml_number (reader, "c", 1), MAX_BLANKS); i > 0; i--)
      g_string_append_c (self->text, ' ');
}

static gboolean
start_in_sheet (Reader *self, xmlTextReader *reader, const char *name)
{
  if (self->in_cell)
    start_inline (self, reader, name);
  else if (strcmp (name, "table-row") == 0)
    start_row (self, reader);
  else if (strcmp (name, "table-column") == 0)
    take_column (self, reader);
  else if (strcmp (name, "table-header-rows") == 0)
    self->sheet->title_first = self->row;
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    start_cell (self, reader);
  return TRUE;
}

static void
note_style (const Reader *self, GHashTable *table, guint value)
{
  if (self->style != NULL && g_hash_table_size (table) < MAX_ENTRIES)
    g_hash_table_insert (table, g_strdup (self->style), GUINT_TO_POINTER (value));
}

/* How words look in a style. */
static BtFormat
read_format (xmlTextReader *reader)
{
  g_autofree char *weight = bt_sheet_xml_attr (reader, "font-weight");
  g_autofree char *slant = bt_sheet_xml_attr (reader, "font-style");
  g_autofree char *line = bt_sheet_xml_attr (reader, "text-underline-style");
  BtFormat format = 0;

  if (g_strcmp0 (weight, "bold") == 0 || (weight != NULL && g_ascii_strtoull (weight, NULL, 10) >= 600))
    format |= BT_FORMAT_BOLD;
  if (g_strcmp0 (slant, "italic") == 0 || g_strcmp0 (slant, "oblique") == 0)
    format |= BT_FORMAT_ITALIC;
  if (line != NULL && strcmp (line, "none") != 0)
    format |= BT_FORMAT_UNDERLINE;
  return format;
}

/* How wide a column is, in hundredths of a millimetre; 0 where it is not said in a unit that is known. */
static guint
read_width (xmlTextReader *reader)
{
  static const struct
  {
    const char *unit;
    double millimetres;
  } units[] = { { "mm", 1 }, { "cm", 10 }, { "in", 25.4 }, { "pt", 25.4 / 72 } };
  g_autofree char *width = bt_sheet_xml_attr (reader, "column-width");
  char *unit = NULL;
  double value = width != NULL ? g_ascii_strtod (width, &unit) : 0;

  for (guint i = 0; value > 0 && value < 1000 && i < G_N_ELEMENTS (units); i++)
    if (strcmp (unit, units[i].unit) == 0)
      return (guint) (value * units[i].millimetres * 100);
  return 0;
}

static void
take_style (Reader *self, xmlTextReader *reader, const char *name)
{
  if (strcmp (name, "style") == 0)
    {
      g_free (self->style);
      self->style = bt_sheet_xml_attr (reader, "name");
    }
  g_autofree char *display
    = strcmp (name, "table-properties") == 0 ? bt_sheet_xml_attr (reader, "display") : NULL;
  if (self->style != NULL && g_strcmp0 (display, "false") == 0
      && g_hash_table_size (self->hidden_styles) < MAX_ENTRIES)
    g_hash_table_add (self->hidden_styles, g_strdup (self->style));
  if (strcmp (name, "text-properties") == 0)
    note_style (self, self->formats, read_format (reader));
  else if (strcmp (name, "table-column-properties") == 0)
    note_style (self, self->widths, read_width (reader));
}

static gboolean
ods_start (gpointer data, xmlTextReader *reader, const char *name)
{
  Reader *self = data;

  if (self->skipped > 0 || is_skipped (name))
    {
      if (is_skipped (name))
        start_skipped (self, name);
      return TRUE;
    }
  if (self->sheet != NULL)
    return start_in_sheet (self, reader, name);
  if (strcmp (name, "table") == 0)
    return start_table (self, reader);
  take_style (self, reader, name);
  return TRUE;
}

static guint
count_char (const char *text, char c)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == c;
  return n;
}

/* A day is written as dates are in a plan; what shows less or more than a day stays as it is shown. */
static char *
dup_cell_text (const Reader *self)
{
  BtDate date;
  g_autofree char *day = self->date != NULL ? g_strndup (self->date, strcspn (self->date, "T")) : NULL;
  const char *shown = self->text->str;
  guint parts = MAX (MAX (count_char (shown, '/'), count_char (shown, '-')), count_char (shown, '.'));

  if (day == NULL || !bt_date_parse_iso (day, &date) || date.day == 0
      || (*shown != '\0' && (parts != 2 || strpbrk (shown, ":") != NULL)))
    return g_strdup (shown);
  return bt_date_format_short (&date);
}

static void
end_cell (Reader *self)
{
  BtSheetRange range = { self->row, self->row + MAX (self->span_rows, 1) - 1, self->column,
                         self->column + MAX (self->span_columns, 1) - 1 };

  if (self->text->len > 0 || self->date != NULL)
    {
      end_run (self);
      Cell cell = { self->column, self->n_columns, dup_cell_text (self), g_array_copy (self->runs) };
      g_array_append_val (self->cells, cell);
    }
  bt_sheet_merge (self->sheet, range);
  self->column += self->n_columns;
  self->in_cell = FALSE;
}

static gboolean
set_row (Reader *self, guint row)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = &g_array_index (self->cells, Cell, i);
      for (guint k = 0; k < cell->n; k++)
        {
          if (!bt_sheet_book_set (self->book, self->sheet, row, cell->column + k, cell->text, self->error))
            return FALSE;
          if (g_array_index (cell->runs, BtSheetRun, cell->runs->len - 1).end == strlen (cell->text))
            bt_sheet_set_runs (self->sheet, row, cell->column + k, cell->text, cell->runs);
        }
    }
  return TRUE;
}

/* A cell that says nothing but blanks may stand there without end. */
static gboolean
has_text (const Reader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const char *text = g_array_index (self->cells, Cell, i).text;
      if (strspn (text, " \n\t") < strlen (text))
        return TRUE;
    }
  return FALSE;
}

static gboolean
end_row (Reader *self)
{
  gboolean good = TRUE;

  for (guint i = 0; good && i < self->n_rows && has_text (self); i++)
    good = set_row (self, self->row + i);
  self->row += self->n_rows;
  return good;
}

static gboolean
ods_end (gpointer data, const char *name)
{
  Reader *self = data;

  if (self->skipped > 0)
    {
      self->skipped -= is_skipped (name);
      return TRUE;
    }
  if (self->sheet == NULL)
    return TRUE;
  if (strcmp (name, "p") == 0 || strcmp (name, "h") == 0)
    self->in_paragraph = FALSE;
  else if (strcmp (name, "span") == 0 && self->in_cell)
    end_span (self);
  else if (strcmp (name, "table-cell") == 0 || strcmp (name, "covered-table-cell") == 0)
    end_cell (self);
  else if (strcmp (name, "table-row") == 0)
    return end_row (self);
  else if (strcmp (name, "table-header-rows") == 0)
    self->sheet->title_end = self->row;
  else if (strcmp (name, "table") == 0 && !self->in_cell)
    self->sheet = NULL;
  return TRUE;
}

/* Blanks in a row are one, as in any text of ODF; more are elements. */
static void
ods_text (gpointer data, const char *text)
{
  Reader *self = data;

  if (!self->in_cell || !self->in_paragraph || self->skipped > 0)
    return;
  for (; *text != '\0'; text++)
    if (!g_ascii_isspace (*text))
      g_string_append_c (self->text, *text);
    else if (self->text->len > 0 && !g_ascii_isspace (self->text->str[self->text->len - 1]))
      g_string_append_c (self->text, ' ');
}

/**
 * bt_sheet_read_ods:
 * @book: a book without sheets
 * @zip: a container with the text of an OpenDocument
 * @error: return location
 *
 * Returns: whether it is a spreadsheet, and all of its sheets could be read
 */
gboolean
bt_sheet_read_ods (BtSheetBook *book, BtZip *zip, GError **error)
{
  static const BtSheetXmlReader handlers = { ods_start, ods_end, ods_text };
  g_autoptr (GBytes) bytes = bt_zip_read (zip, "content.xml", error);
  Reader reader = { book, error };

  if (bytes == NULL)
    return FALSE;
  reader.hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.formats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.defaults = g_array_new (FALSE, FALSE, sizeof (BtFormat));
  reader.runs = g_array_new (FALSE, FALSE, sizeof (BtSheetRun));
  reader.looks = g_array_new (FALSE, FALSE, sizeof (BtFormat));
  reader.cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (reader.cells, cell_clear);
  reader.text = g_string_new (NULL);
  gboolean good = bt_sheet_xml_read (bytes, "content.xml", &handlers, &reader, error);
  g_hash_table_unref (reader.hidden_styles);
  g_hash_table_unref (reader.formats);
  g_hash_table_unref (reader.widths);
  g_array_unref (reader.defaults);
  g_array_unref (reader.runs);
  g_array_unref (reader.looks);
  g_array_unref (reader.cells);
  g_string_free (reader.text, TRUE);
  g_free (reader.style);
  g_free (reader.date);
  return good;
}
