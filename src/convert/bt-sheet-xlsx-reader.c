/* Workbooks of XLSX (ISO/IEC 29500-1, 18) as Excel, WPS, LibreOffice and others write them. */
#include "bt-sheet-private.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "bt-date.h"
#include "bt-error.h"
#include "bt-sheet-number.h"
#include "bt-sheet-text.h"
#include "bt-sheet-xlsx-string.h"
#include "bt-sheet-xml.h"

/* What no workbook of an office reaches; more of these are left alone, and of the strings refused. */
#define MAX_STRINGS 1000000u
#define MAX_ENTRIES 20000u

/* A sheet as the workbook lists it. */
typedef struct
{
  char *name;
  char *relation;
  gboolean hidden;
  guint title_first, title_end; /* the rows that are printed on every page */
} Listed;

/* A shared string, and how its words look where they do not look as their cell does. */
typedef struct
{
  char *text;
  GArray *runs; /* nullable: BtSheetRun */
} Shared;

/* How the cells of a style look. */
typedef struct
{
  guint format, font;
} Style;

/* What the parts of a workbook share. */
typedef struct
{
  BtSheetBook *book;
  BtZip *zip;
  GArray *listed;        /* Listed */
  GHashTable *relations; /* id -> part */
  GArray *strings;       /* Shared */
  GHashTable *formats;   /* number -> code */
  GArray *fonts;         /* BtFormat: of each font */
  GArray *styles;        /* Style */
  GString *titles;       /* the print titles that are read */
  guint titled;          /* of which sheet; G_MAXUINT where none are read */
  gboolean from_1904;
} Workbook;

static void
listed_clear (gpointer data)
{
  Listed *listed = data;

  g_free (listed->name);
  g_free (listed->relation);
}

static void
shared_clear (gpointer data)
{
  Shared *shared = data;

  g_free (shared->text);
  g_clear_pointer (&shared->runs, g_array_unref);
}

static void
workbook_init (Workbook *workbook, BtSheetBook *book, BtZip *zip)
{
  *workbook = (Workbook) { book, zip };
  workbook->listed = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_array_set_clear_func (workbook->listed, listed_clear);
  workbook->relations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  workbook->strings = g_array_new (FALSE, FALSE, sizeof (Shared));
  g_array_set_clear_func (workbook->strings, shared_clear);
  workbook->formats = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  workbook->fonts = g_array_new (FALSE, FALSE, sizeof (BtFormat));
  workbook->styles = g_array_new (FALSE, FALSE, sizeof (Style));
  workbook->titles = g_string_new (NULL);
  workbook->titled = G_MAXUINT;
}

static void
workbook_clear (Workbook *workbook)
{
  g_array_unref (workbook->listed);
  g_hash_table_unref (workbook->relations);
  g_array_unref (workbook->strings);
  g_hash_table_unref (workbook->formats);
  g_array_unref (workbook->fonts);
  g_array_unref (workbook->styles);
  g_string_free (workbook->titles, TRUE);
}

static gboolean
ignore_end (gpointer data, const char *name)
{
  return TRUE;
}

static void
start_name (Workbook *workbook, xmlTextReader *reader)
{
  g_autofree char *name = bt_sheet_xml_attr (reader, "name");

  g_string_truncate (workbook->titles, 0);
  if (g_strcmp0 (name, "_xlnm.Print_Titles") == 0)
    workbook->titled = bt_sheet_xml_number (reader, "localSheetId", G_MAXUINT);
}

/* "'Phụ lục'!$A:$B,'Phụ lục'!$4:$5": the rows stand last. */
static gboolean
workbook_end (gpointer data, const char *name)
{
  Workbook *workbook = data;
  const char *rows = strrchr (workbook->titles->str, '!');
  guint first, last;

  if (strcmp (name, "definedName") == 0 && workbook->titled < workbook->listed->len && rows != NULL
      && sscanf (rows, "!$%7u:$%7u", &first, &last) == 2 && first > 0 && last >= first)
    {
      Listed *listed = &g_array_index (workbook->listed, Listed, workbook->titled);
      listed->title_first = first - 1;
      listed->title_end = last;
    }
  if (strcmp (name, "definedName") == 0)
    workbook->titled = G_MAXUINT;
  return TRUE;
}

static void
workbook_text (gpointer data, const char *text)
{
  Workbook *workbook = data;

  if (workbook->titled != G_MAXUINT)
    g_string_append (workbook->titles, text);
}

static gboolean
list_sheet (gpointer data, xmlTextReader *reader, const char *name)
{
  Workbook *workbook = data;

  if (strcmp (name, "workbookPr") == 0)
    workbook->from_1904 = bt_sheet_xml_flag (reader, "date1904");
  else if (strcmp (name, "definedName") == 0)
    start_name (workbook, reader);
  if (strcmp (name, "sheet") != 0 || workbook->listed->len > BT_SHEET_MAX_SHEETS)
    return TRUE;
  g_autofree char *state = bt_sheet_xml_attr (reader, "state");
  Listed listed = { bt_sheet_xml_attr (reader, "name"), bt_sheet_xml_attr (reader, "id"),
                    state != NULL && strcmp (state, "visible") != 0 };
  g_array_append_val (workbook->listed, listed);
  return TRUE;
}

/* Where a target leads from the folder of the workbook; what leaves the file leads nowhere. */
static char *
resolve (const char *target)
{
  if (*target == '/')
    return g_strdup (target + 1);
  if (g_str_has_prefix (target, "../"))
    return g_strdup (target + 3);
  return g_strconcat ("xl/", target, NULL);
}

static gboolean
take_relation (gpointer data, xmlTextReader *reader, const char *name)
{
  Workbook *workbook = data;

  if (strcmp (name, "Relationship") != 0 || g_hash_table_size (workbook->relations) == MAX_ENTRIES)
    return TRUE;
  g_autofree char *id = bt_sheet_xml_attr (reader, "Id");
  g_autofree char *target = bt_sheet_xml_attr (reader, "Target");
  g_autofree char *mode = bt_sheet_xml_attr (reader, "TargetMode");
  if (id != NULL && target != NULL && g_strcmp0 (mode, "External") != 0)
    g_hash_table_insert (workbook->relations, g_steal_pointer (&id), resolve (target));
  return TRUE;
}

typedef struct
{
  BtXlsxString string;
  Workbook *workbook;
  GError **error;
} SharedReader;

static gboolean
shared_start (gpointer data, xmlTextReader *reader, const char *name)
{
  SharedReader *self = data;

  if (strcmp (name, "si") == 0)
    bt_xlsx_string_reset (&self->string);
  bt_xlsx_string_start (&self->string, reader, name);
  return TRUE;
}

static gboolean
shared_end (gpointer data, const char *name)
{
  SharedReader *self = data;

  Shared shared = { 0 };

  bt_xlsx_string_end (&self->string, name);
  if (strcmp (name, "si") != 0)
    return TRUE;
  shared.text = bt_xlsx_string_dup (&self->string, &shared.runs);
  g_array_append_val (self->workbook->strings, shared);
  return self->workbook->strings->len < MAX_STRINGS
         || bt_sheet_book_refuse (self->workbook->book, NULL, BT_ERROR_LIMIT,
                                  _ ("the sheets have more text than any plan; keep what belongs to it"), self->error);
}

static void
shared_text (gpointer data, const char *text)
{
  SharedReader *self = data;

  bt_xlsx_string_add (&self->string, text);
}

/* The formats of numbers and the fonts, and which of them each style has. */
typedef struct
{
  Workbook *workbook;
  gboolean in_styles, in_fonts;
} StyleReader;

static void
start_font (const StyleReader *self, xmlTextReader *reader, const char *name)
{
  GArray *fonts = self->workbook->fonts;
  const BtFormat plain = 0;

  if (strcmp (name, "font") == 0 && fonts->len < MAX_ENTRIES)
    g_array_append_val (fonts, plain);
  else if (fonts->len > 0)
    bt_xlsx_take_font (&g_array_index (fonts, BtFormat, fonts->len - 1), reader, name);
}

static gboolean
style_start (gpointer data, xmlTextReader *reader, const char *name)
{
  StyleReader *self = data;

  if (strcmp (name, "cellXfs") == 0)
    self->in_styles = TRUE;
  else if (strcmp (name, "fonts") == 0)
    self->in_fonts = TRUE;
  else if (self->in_fonts)
    start_font (self, reader, name);
  else if (strcmp (name, "numFmt") == 0 && g_hash_table_size (self->workbook->formats) < MAX_ENTRIES)
    {
      char *code = bt_sheet_xml_attr (reader, "formatCode");
      if (code != NULL)
        g_hash_table_insert (self->workbook->formats,
                             GUINT_TO_POINTER (bt_sheet_xml_number (reader, "numFmtId", BT_SHEET_GENERAL)), code);
    }
  else if (self->in_styles && strcmp (name, "xf") == 0)
    {
      Style style = { bt_sheet_xml_number (reader, "numFmtId", BT_SHEET_GENERAL),
                      bt_sheet_xml_number (reader, "fontId", 0) };
      g_array_append_val (self->workbook->styles, style);
    }
  return TRUE;
}

static gboolean
style_end (gpointer data, const char *name)
{
  StyleReader *self = data;

  self->in_styles &= strcmp (name, "cellXfs") != 0;
  self->in_fonts &= strcmp (name, "fonts") != 0;
  return TRUE;
}

/* A sheet while it is read. */
typedef struct
{
  BtXlsxString string;
  Workbook *workbook;
  BtSheet *sheet;
  GError **error;
  guint row, column, style; /* where the cell stands that is read */
  guint next_row, next_column;
  char *type;
  GString *value;
  gboolean in_value, has_string;
} SheetReader;

/* "AB12": column and row from 0. Returns what follows; NULL where it is no reference. */
static const char *
parse_reference (const char *text, guint *row, guint *column)
{
  guint64 letters = 0, digits = 0;

  for (; g_ascii_isalpha (*text) && letters < BT_SHEET_MAX_ROWS; text++)
    letters = letters * 26 + (g_ascii_toupper (*text) - 'A' + 1);
  for (; g_ascii_isdigit (*text) && digits < G_MAXINT / 16; text++)
    digits = digits * 10 + (*text - '0');
  if (letters == 0 || digits == 0)
    return NULL;
  *column = letters - 1;
  *row = digits - 1;
  return text;
}

static void
start_cell (SheetReader *self, xmlTextReader *reader)
{
  g_autofree char *reference = bt_sheet_xml_attr (reader, "r");

  self->row = self->next_row;
  self->column = self->next_column;
  if (reference != NULL)
    parse_reference (reference, &self->row, &self->column);
  self->next_column = self->column + 1;
  g_free (self->type);
  self->type = bt_sheet_xml_attr (reader, "t");
  self->style = bt_sheet_xml_number (reader, "s", 0);
  self->has_string = FALSE;
  g_string_truncate (self->value, 0);
  bt_xlsx_string_reset (&self->string);
}

static void
start_row (SheetReader *self, xmlTextReader *reader)
{
  guint number = bt_sheet_xml_number (reader, "r", self->next_row + 1);

  self->next_row = number > 0 ? number - 1 : 0;
  self->next_column = 0;
  if (bt_sheet_xml_flag (reader, "hidden"))
    {
      BtSheetRange range = { self->next_row, self->next_row };
      g_array_append_val (self->sheet->hidden_rows, range);
    }
}

/* Excel counts in digits of its font, seven pixels at 96 dpi, and five pixels of room. */
static double
get_width (xmlTextReader *reader)
{
  g_autofree char *width = bt_sheet_xml_attr (reader, "width");
  double digits = width != NULL ? g_ascii_strtod (width, NULL) : 0;

  return digits > 0 && digits <= 255 ? (digits * 7) / 96 * 25.4 : 0;
}

static void
take_columns (SheetReader *self, xmlTextReader *reader)
{
  guint first = bt_sheet_xml_number (reader, "min", 0), last = bt_sheet_xml_number (reader, "max", 0);
  BtSheetRange range = { .first_column = first - 1, .last_column = last - 1 };

  if (first == 0 || last < first)
    return;
  if (bt_sheet_xml_flag (reader, "hidden"))
    g_array_append_val (self->sheet->hidden_columns, range);
  else
    bt_sheet_set_width (self->sheet, first - 1, last - 1, get_width (reader));
}

static void
take_merge (SheetReader *self, xmlTextReader *reader)
{
  g_autofree char *reference = bt_sheet_xml_attr (reader, "ref");
  BtSheetRange range;
  const char *at = reference != NULL ? parse_reference (reference, &range.first_row, &range.first_column) : NULL;

  if (at != NULL && *at == ':' && parse_reference (at + 1, &range.last_row, &range.last_column) != NULL)
    bt_sheet_merge (self->sheet, range);
}

static gboolean
sheet_start (gpointer data, xmlTextReader *reader, const char *name)
{
  SheetReader *self = data;

  if (strcmp (name, "c") == 0)
    start_cell (self, reader);
  else if (strcmp (name, "v") == 0)
    self->in_value = TRUE;
  else if (strcmp (name, "row") == 0)
    start_row (self, reader);
  else if (strcmp (name, "is") == 0)
    self->has_string = TRUE;
  else if (strcmp (name, "col") == 0)
    take_columns (self, reader);
  else if (strcmp (name, "mergeCell") == 0)
    take_merge (self, reader);
  else if (strcmp (name, "drawing") == 0)
    self->sheet->has_drawings = TRUE;
  else
    bt_xlsx_string_start (&self->string, reader, name);
  return TRUE;
}

static char *
format_value (const SheetReader *self)
{
  const Workbook *workbook = self->workbook;
  char *end;
  double value = g_ascii_strtod (self->value->str, &end);
  guint format = self->style < workbook->styles->len ? g_array_index (workbook->styles, Style, self->style).format
                                                     : BT_SHEET_GENERAL;
  const char *code = g_hash_table_lookup (workbook->formats, GUINT_TO_POINTER (format));

  /* What is no number after all is shown as it stands. */
  if (end == self->value->str || *end != '\0')
    return g_strdup (self->value->str);
  return bt_sheet_format_number (value, code != NULL ? code : bt_sheet_builtin_format (format), workbook->from_1904);
}

/* How the cell itself looks. */
static BtFormat
get_cell_format (const SheetReader *self)
{
  const Workbook *workbook = self->workbook;
  guint font =
      self->style < workbook->styles->len ? g_array_index (workbook->styles, Style, self->style).font : G_MAXUINT;

  return font < workbook->fonts->len ? g_array_index (workbook->fonts, BtFormat, font) : 0;
}

static const Shared *
get_shared (const SheetReader *self)
{
  guint64 number = g_ascii_strtoull (self->value->str, NULL, 10);
  gboolean shared = !self->has_string && g_strcmp0 (self->type, "s") == 0;

  return shared && number < self->workbook->strings->len ? &g_array_index (self->workbook->strings, Shared, number)
                                                         : NULL;
}

/* Says how the words of the cell look. */
static void
set_runs (const SheetReader *self, const char *text)
{
  BtFormat cell = get_cell_format (self);
  BtSheetRun all = { strlen (text), cell };
  g_autoptr (GArray) own = NULL, runs = g_array_new (FALSE, FALSE, sizeof (BtSheetRun));
  g_autofree char *string = self->has_string ? bt_xlsx_string_dup (&self->string, &own) : NULL;
  const Shared *shared = get_shared (self);
  const GArray *from = shared != NULL ? shared->runs : own;

  if (from == NULL)
    g_array_append_val (runs, all);
  else
    g_array_append_vals (runs, from->data, from->len);
  for (guint i = 0; i < runs->len; i++)
    {
      BtSheetRun *run = &g_array_index (runs, BtSheetRun, i);
      run->format = run->format == BT_SHEET_AS_CELL ? cell : run->format;
    }
  if (from != NULL || cell != 0)
    bt_sheet_set_runs (self->sheet, self->row, self->column, text, runs);
}

static char *
dup_cell_text (const SheetReader *self)
{
  const char *type = self->type != NULL ? self->type : "n";
  const Shared *shared = get_shared (self);

  if (self->has_string)
    {
      g_autoptr (GArray) runs = NULL;
      return bt_xlsx_string_dup (&self->string, &runs);
    }
  if (strcmp (type, "s") == 0)
    return g_strdup (shared != NULL ? shared->text : "");
  if (strcmp (type, "b") == 0)
    return g_strdup (g_strcmp0 (self->value->str, "1") == 0 ? "TRUE" : "FALSE");
  if (strcmp (type, "str") == 0 || strcmp (type, "e") == 0 || strcmp (type, "inlineStr") == 0)
    return bt_sheet_unescape (self->value->str);
  if (strcmp (type, "d") == 0)
    {
      BtDate date;
      g_autofree char *day = g_strndup (self->value->str, strcspn (self->value->str, "T"));
      return bt_date_parse_iso (day, &date) && date.day > 0 ? bt_date_format_short (&date)
                                                           : g_strdup (self->value->str);
    }
  return self->value->len > 0 ? format_value (self) : g_strdup ("");
}

static gboolean
sheet_end (gpointer data, const char *name)
{
  SheetReader *self = data;

  bt_xlsx_string_end (&self->string, name);
  if (strcmp (name, "v") == 0)
    self->in_value = FALSE;
  else if (strcmp (name, "row") == 0)
    self->next_row++;
  else if (strcmp (name, "c") == 0)
    {
      g_autofree char *text = dup_cell_text (self);
      gboolean good =
          bt_sheet_book_set (self->workbook->book, self->sheet, self->row, self->column, text, self->error);
      if (good && *text != '\0')
        set_runs (self, text);
      return good;
    }
  return TRUE;
}

static void
sheet_text (gpointer data, const char *text)
{
  SheetReader *self = data;

  if (self->in_value)
    g_string_append (self->value, text);
  else
    bt_xlsx_string_add (&self->string, text);
}

static gboolean
read_part (Workbook *workbook, const char *part, const BtSheetXmlReader *handlers, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = bt_zip_read (workbook->zip, part, error);

  return bytes != NULL && bt_sheet_xml_read (bytes, part, handlers, data, error);
}

/* The notes that are pinned to cells stand in a part of their own, which the sheet's relations name. */
static gboolean
count_note (gpointer data, xmlTextReader *reader, const char *name)
{
  guint *n = data;

  *n += strcmp (name, "comment") == 0;
  return TRUE;
}

typedef struct
{
  Workbook *workbook;
  char *part;
} NotesReader;

static gboolean
find_notes (gpointer data, xmlTextReader *reader, const char *name)
{
  NotesReader *self = data;
  g_autofree char *type = bt_sheet_xml_attr (reader, "Type");
  g_autofree char *target = bt_sheet_xml_attr (reader, "Target");

  if (type != NULL && target != NULL && g_str_has_suffix (type, "/comments") && self->part == NULL)
    self->part = resolve (target);
  return TRUE;
}

/* Notes that cannot be read are no reason to refuse the table. */
static void
count_notes (Workbook *workbook, BtSheet *sheet, const char *part)
{
  static const BtSheetXmlReader finder = { find_notes, ignore_end, NULL }, counter = { count_note, ignore_end, NULL };
  NotesReader notes = { workbook };
  g_autofree char *folder = g_path_get_dirname (part);
  g_autofree char *base = g_path_get_basename (part);
  g_autofree char *relations = g_strdup_printf ("%s/_rels/%s.rels", folder, base);

  if (bt_zip_has (workbook->zip, relations) && read_part (workbook, relations, &finder, &notes, NULL)
      && notes.part != NULL && bt_zip_has (workbook->zip, notes.part))
    read_part (workbook, notes.part, &counter, &sheet->n_notes, NULL);
  g_free (notes.part);
}

static gboolean
read_sheet (Workbook *workbook, const Listed *listed, GError **error)
{
  static const BtSheetXmlReader handlers = { sheet_start, sheet_end, sheet_text };
  const char *part = listed->relation != NULL ? g_hash_table_lookup (workbook->relations, listed->relation) : NULL;
  BtSheet *sheet = bt_sheet_book_add (workbook->book, listed->name != NULL ? listed->name : "", listed->hidden, error);
  SheetReader reader = { .workbook = workbook, .sheet = sheet, .error = error, .value = g_string_new (NULL) };
  gboolean good = sheet != NULL;

  bt_xlsx_string_init (&reader.string);
  if (good)
    {
      sheet->title_first = listed->title_first;
      sheet->title_end = listed->title_end;
    }
  /* A sheet that is a chart has no cells. */
  if (good && part != NULL && bt_zip_has (workbook->zip, part))
    {
      good = read_part (workbook, part, &handlers, &reader, error);
      if (good)
        count_notes (workbook, sheet, part);
    }
  bt_xlsx_string_clear (&reader.string);
  g_string_free (reader.value, TRUE);
  g_free (reader.type);
  return good;
}

static gboolean
read_shared (Workbook *workbook, GError **error)
{
  static const BtSheetXmlReader strings = { shared_start, shared_end, shared_text },
                                styles = { style_start, style_end, NULL };
  SharedReader shared = { .workbook = workbook, .error = error };
  StyleReader style = { workbook };
  gboolean good = TRUE;

  bt_xlsx_string_init (&shared.string);
  if (bt_zip_has (workbook->zip, "xl/sharedStrings.xml"))
    good = read_part (workbook, "xl/sharedStrings.xml", &strings, &shared, error);
  if (good && bt_zip_has (workbook->zip, "xl/styles.xml"))
    good = read_part (workbook, "xl/styles.xml", &styles, &style, error);
  bt_xlsx_string_clear (&shared.string);
  return good;
}

static gboolean
read_workbook (Workbook *workbook, GError **error)
{
  static const BtSheetXmlReader sheets = { list_sheet, workbook_end, workbook_text },
                                relations = { take_relation, ignore_end, NULL };

  if (!read_part (workbook, "xl/workbook.xml", &sheets, workbook, error)
      || !read_part (workbook, "xl/_rels/workbook.xml.rels", &relations, workbook, error)
      || !read_shared (workbook, error))
    return FALSE;
  for (guint i = 0; i < workbook->listed->len; i++)
    if (!read_sheet (workbook, &g_array_index (workbook->listed, Listed, i), error))
      return FALSE;
  return TRUE;
}

/**
 * bt_sheet_read_xlsx:
 * @book: a book without sheets
 * @zip: a container with a workbook
 * @error: return location
 *
 * Returns: whether all of its sheets could be read
 */
gboolean
bt_sheet_read_xlsx (BtSheetBook *book, BtZip *zip, GError **error)
{
  Workbook workbook;

  workbook_init (&workbook, book, zip);
  gboolean good = read_workbook (&workbook, error);
  workbook_clear (&workbook);
  return good;
}
