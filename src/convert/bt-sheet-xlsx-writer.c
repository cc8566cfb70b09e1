/* The tables of a plan as a workbook of XLSX: a sheet for each, ready to be printed and to be filled in. */
#include "bt-sheet-export.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "bt-error.h"
#include "bt-import.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-sheet-page.h"
#include "bt-sheet-text.h"
#include "bt-table.h"
#include "bt-viet.h"
#include "bt-zip.h"

/* What offices do on paper too: the decree knows no spreadsheets. Sizes in points, margins in inches. */
#define FONT "Times New Roman"
#define FONT_SIZE 12
#define LINE_HEIGHT 16.0
#define PAPER_A4 9
#define MARGIN (20 / 25.4)
/* The tallest row that Excel has, in points. */
#define MAX_ROW_HEIGHT 409.0
/* A unit of width is a digit of Excel's own font, here in points. */
#define UNIT_WIDTH 5.25
#define LOOSE 1.04
/* The same plan gives the same bytes: every workbook says that it was made on 1 January 2020. */
#define CREATED 1577836800

typedef enum
{
  LOOK_LABEL, /* the appendix's label and title */
  LOOK_NOTE,
  LOOK_LINE,
  LOOK_HEADING,
  LOOK_GROUP,
  LOOK_GROUP_NUMBER,
  LOOK_TEXT,
  LOOK_CENTERED,
  N_LOOKS,
} Look;

/* How many ways there are in which words may look besides: bold, italic, underlined. */
#define N_FORMATS 8

static const struct
{
  gboolean bold, italic, border;
  guint8 align, vertical;
} looks[N_LOOKS] = {
  [LOOK_LABEL] = { TRUE, FALSE, FALSE, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_NOTE] = { FALSE, TRUE, FALSE, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_LINE] = { FALSE, FALSE, FALSE, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_TOP },
  [LOOK_HEADING] = { TRUE, FALSE, TRUE, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_GROUP] = { TRUE, FALSE, TRUE, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_GROUP_NUMBER] = { TRUE, FALSE, TRUE, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_CENTER },
  [LOOK_TEXT] = { FALSE, FALSE, TRUE, LXW_ALIGN_LEFT, LXW_ALIGN_VERTICAL_TOP },
  [LOOK_CENTERED] = { FALSE, FALSE, TRUE, LXW_ALIGN_CENTER, LXW_ALIGN_VERTICAL_TOP },
};

/* How wide a column is that nobody has given a width, in Excel's units. */
static const double usual_widths[BT_N_ROLES] = {
  [BT_ROLE_TEXT] = 18, [BT_ROLE_ORDER] = 5.5,  [BT_ROLE_CONTENT] = 42, [BT_ROLE_PRODUCT] = 20,
  [BT_ROLE_START] = 12, [BT_ROLE_FINISH] = 12, [BT_ROLE_TIME] = 15,    [BT_ROLE_LEAD] = 18,
  [BT_ROLE_SUPPORT] = 20, [BT_ROLE_NOTE] = 12,
};

/* A sheet while it is written. @error keeps the first thing that went wrong. */
typedef struct
{
  const BtPlan *plan;
  lxw_worksheet *sheet;
  lxw_workbook *book;
  lxw_format **formats;
  GPtrArray *leaves;
  double *widths;
  guint row, n;
  lxw_error error;
  guint error_row;
} Writer;

static lxw_format *
make_format (lxw_workbook *book, Look look, BtFormat own)
{
  lxw_format *format = workbook_add_format (book);

  format_set_font_name (format, FONT);
  format_set_font_size (format, FONT_SIZE);
  format_set_text_wrap (format);
  format_set_align (format, looks[look].align);
  format_set_align (format, looks[look].vertical);
  if (looks[look].bold || own & BT_FORMAT_BOLD)
    format_set_bold (format);
  if (looks[look].italic || own & BT_FORMAT_ITALIC)
    format_set_italic (format);
  if (own & BT_FORMAT_UNDERLINE)
    format_set_underline (format, LXW_UNDERLINE_SINGLE);
  if (looks[look].border)
    format_set_border (format, LXW_BORDER_THIN);
  return format;
}

/* The look, and what some words have besides; made when it is first needed. */
static lxw_format *
get_format (const Writer *writer, Look look, BtFormat own)
{
  lxw_format **format = &writer->formats[look * N_FORMATS + own];

  if (*format == NULL)
    *format = make_format (writer->book, look, own);
  return *format;
}

static void
note_error (Writer *writer, lxw_error error)
{
  if (writer->error != LXW_NO_ERROR || error == LXW_NO_ERROR)
    return;
  writer->error = error;
  writer->error_row = writer->row + 1;
}

static void
write_text (Writer *writer, guint column, const char *text, Look look)
{
  g_autofree char *escaped = bt_sheet_escape (text);

  /* An empty string would be no cell, and have no frame. */
  lxw_format *format = get_format (writer, look, 0);
  note_error (writer, *text != '\0' ? worksheet_write_string (writer->sheet, writer->row, column, escaped, format)
                                    : worksheet_write_blank (writer->sheet, writer->row, column, format));
}

/* The words of a node, and how they look; what is decided or derived stands there as words. */
static GPtrArray *
list_fragments (const Writer *writer, const BtNode *node, GArray *own)
{
  GPtrArray *fragments = g_ptr_array_new_with_free_func (g_free);
  const BtText *text = bt_node_get_text (node);
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    for (gsize at = start, end; at < runs[i].end; at = end)
      {
        gboolean object = runs[i].mark.object != BT_OBJECT_NONE;
        end = object ? at + BT_OBJECT_CHAR_SIZE : runs[i].end;
        g_autofree char *words = object ? bt_plan_dup_object_text (writer->plan, node, at)
                                        : g_strndup (bt_text_get_string (text) + at, end - at);
        if (*words == '\0')
          continue;
        g_ptr_array_add (fragments, bt_sheet_escape (words));
        g_array_append_val (own, runs[i].mark.format);
      }
  return fragments;
}

/* Writes words of which some look special into a cell. Excel knows such a cell only where there are two of them. */
static void
write_rich (Writer *writer, guint column, const BtNode *node, Look look)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (BtFormat));
  g_autoptr (GPtrArray) fragments = list_fragments (writer, node, own);
  g_autofree lxw_rich_string_tuple *tuples = g_new0 (lxw_rich_string_tuple, fragments->len + 1);
  g_autofree lxw_rich_string_tuple **list = g_new0 (lxw_rich_string_tuple *, fragments->len + 1);

  for (guint i = 0; i < fragments->len; i++)
    {
      tuples[i].format = get_format (writer, look, g_array_index (own, BtFormat, i));
      tuples[i].string = fragments->pdata[i];
      list[i] = &tuples[i];
    }
  if (fragments->len == 1)
    note_error (writer, worksheet_write_string (writer->sheet, writer->row, column, tuples[0].string,
                                                tuples[0].format));
  else if (fragments->len > 1)
    note_error (writer, worksheet_write_rich_string (writer->sheet, writer->row, column, list,
                                                     get_format (writer, look, 0)));
}

static gboolean
is_rich (const BtNode *node)
{
  guint n_runs = 0;
  const BtRun *runs = bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.format != 0)
      return TRUE;
  return FALSE;
}

/* A range of cells as one; a single cell is none to Excel. */
static void
write_merged (Writer *writer, guint column, guint n_rows, guint n_columns, const char *text, Look look)
{
  g_autofree char *escaped = bt_sheet_escape (text);

  if (n_rows == 1 && n_columns == 1)
    write_text (writer, column, text, look);
  else
    note_error (writer, worksheet_merge_range (writer->sheet, writer->row, column, writer->row + n_rows - 1,
                                               column + n_columns - 1, escaped, get_format (writer, look, 0)));
}

static double
sum_widths (const Writer *writer, guint first, guint n)
{
  double width = 0;

  for (guint i = first; i < first + n; i++)
    width += writer->widths[i];
  return width;
}

/* How tall a text is in cells of that width; words that break late need some more room than their letters. */
static double
measure (const char *text, double width)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  double room = MAX (width * UNIT_WIDTH / LOOSE, 1), height = 0;

  for (char **line = lines; *line != NULL; line++)
    height += (1 + (int) (bt_import_text_width (*line, -1) * FONT_SIZE / 100.0 / room)) * LINE_HEIGHT;
  return height;
}

/* Not every program fits the height of a row to its cells when it opens a file, and none to merged ones. */
static void
set_height (Writer *writer, double height)
{
  worksheet_set_row (writer->sheet, writer->row, CLAMP (height, LINE_HEIGHT, MAX_ROW_HEIGHT), NULL);
}

static void
write_line (Writer *writer, const char *text, Look look)
{
  write_merged (writer, 0, 1, writer->n, text, look);
  set_height (writer, measure (text, sum_widths (writer, 0, writer->n)));
  writer->row++;
}

static Look
look_of_head (guint line, const char *text)
{
  return line > 0 && *text == '(' ? LOOK_NOTE : LOOK_LABEL;
}

static void
write_heading (Writer *writer, const BtSheetPage *page)
{
  g_autoptr (GArray) titles = bt_sheet_page_titles (page);
  guint first = writer->row, depth = bt_table_get_heading_depth (page->table);
  g_autofree double *heights = g_new0 (double, depth);

  for (guint i = 0; i < titles->len; i++)
    {
      const BtSheetTitle *title = &g_array_index (titles, BtSheetTitle, i);
      g_autofree char *text = bt_plan_dup_plain_text (writer->plan, title->column);
      writer->row = first + title->row;
      write_merged (writer, title->leaf, title->n_rows, title->n_leaves, text, LOOK_HEADING);
      if (is_rich (title->column))
        write_rich (writer, title->leaf, title->column, LOOK_HEADING);
      double height = measure (text, sum_widths (writer, title->leaf, title->n_leaves)) / title->n_rows;
      for (guint row = title->row; row < title->row + title->n_rows; row++)
        heights[row] = MAX (heights[row], height);
    }
  for (writer->row = first; writer->row < first + depth; writer->row++)
    set_height (writer, heights[writer->row - first]);
  worksheet_repeat_rows (writer->sheet, first, first + depth - 1);
}

static Look
look_of_role (BtRole role)
{
  return role == BT_ROLE_ORDER || role == BT_ROLE_START || role == BT_ROLE_FINISH || role == BT_ROLE_TIME
           ? LOOK_CENTERED
           : LOOK_TEXT;
}

/* The order column numbers itself; what someone wrote there all the same stands instead, as on paper. */
static void
write_row (Writer *writer, const BtNode *row, guint number)
{
  guint column = 0;
  double height = 0;

  for (guint i = 0; i < bt_node_get_n_children (row) && column < writer->n; i++)
    {
      BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      BtRole role = bt_column_get_role (writer->leaves->pdata[column]);
      g_autofree char *text = bt_plan_dup_plain_text (writer->plan, cell);
      if (role == BT_ROLE_ORDER && *text == '\0')
        note_error (writer, worksheet_write_number (writer->sheet, writer->row, column, number,
                                                    get_format (writer, LOOK_CENTERED, 0)));
      else if (is_rich (cell))
        write_rich (writer, column, cell, look_of_role (role));
      else
        write_text (writer, column, text, look_of_role (role));
      height = MAX (height, measure (text, writer->widths[column]));
      column++;
    }
  set_height (writer, height);
  writer->row++;
}

/* The number of a group row stands in the order column, if that comes first; its text goes over the others. */
static void
write_group (Writer *writer, const BtNode *row, guint number)
{
  guint numbered = writer->n > 1 && bt_column_get_role (writer->leaves->pdata[0]) == BT_ROLE_ORDER;
  g_autofree char *label = bt_viet_roman (number);
  g_autofree char *text = bt_plan_dup_plain_text (writer->plan, row);

  if (numbered)
    write_text (writer, 0, label, LOOK_GROUP_NUMBER);
  write_merged (writer, numbered, 1, writer->n - numbered, text, LOOK_GROUP);
  if (is_rich (row))
    write_rich (writer, numbered, row, LOOK_GROUP);
  set_height (writer, measure (text, sum_widths (writer, numbered, writer->n - numbered)));
  writer->row++;
}

static void
write_rows (Writer *writer, const BtNode *table)
{
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      guint number = bt_counter_next (&counter, row);
      if (bt_node_get_kind (row) == BT_NODE_ROW)
        write_row (writer, row, number);
      else if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
        write_group (writer, row, number);
    }
}

/* Millimetres are pixels at 96 dpi, and these units of seven after five for the padding. */
static double
width_of (const BtNode *column)
{
  double width = bt_column_get_width (column);

  return width > 0 ? CLAMP ((width / 25.4 * 96 - 5) / 7, 1, 255) : usual_widths[bt_column_get_role (column)];
}

static void
set_widths (Writer *writer)
{
  for (guint i = 0; i < writer->n; i++)
    {
      writer->widths[i] = width_of (writer->leaves->pdata[i]);
      worksheet_set_column (writer->sheet, i, i, writer->widths[i], NULL);
    }
}

static void
set_paper (Writer *writer, const BtSheetPage *page)
{
  worksheet_set_paper (writer->sheet, PAPER_A4);
  if (page->portrait)
    worksheet_set_portrait (writer->sheet);
  else
    worksheet_set_landscape (writer->sheet);
  worksheet_set_margins (writer->sheet, MARGIN, MARGIN, MARGIN, MARGIN);
  worksheet_center_horizontally (writer->sheet);
  worksheet_fit_to_pages (writer->sheet, 1, 0);
  worksheet_set_header (writer->sheet, "&C&P");
}

static void
write_page (Writer *writer, const BtSheetPage *page)
{
  set_paper (writer, page);
  set_widths (writer);
  for (guint i = 0; i < page->above->len; i++)
    write_line (writer, page->above->pdata[i],
                i < page->n_head ? look_of_head (i, page->above->pdata[i]) : LOOK_LINE);
  writer->row += page->above->len > 0;
  guint first = writer->row;
  write_heading (writer, page);
  worksheet_freeze_panes (writer->sheet, writer->row, 0);
  write_rows (writer, page->table);
  g_autofree char *range = g_strdup_printf ("A%u:XFD%u", first + 1, MAX (writer->row, first + 1));
  worksheet_ignore_errors (writer->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range);
  writer->row += page->below->len > 0;
  for (guint i = 0; i < page->below->len; i++)
    write_line (writer, page->below->pdata[i], LOOK_LINE);
}

static gboolean
fail (const BtSheetPage *page, const Writer *writer, GError **error)
{
  if (writer->error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                 _ ("%s, row %u: a cell of a spreadsheet holds no more than 32,767 characters; shorten this text"),
                 page->name, writer->error_row);
  else
    g_set_error (error, BT_ERROR, BT_ERROR_LIMIT, _ ("%s, row %u: this cannot stand in a spreadsheet: %s"),
                 page->name, writer->error_row, lxw_strerror (writer->error));
  return FALSE;
}

static gboolean
add_sheet (lxw_workbook *book, lxw_format **formats, const BtPlan *plan, const BtSheetPage *page,
           GError **error)
{
  Writer writer = { plan, workbook_add_worksheet (book, page->name), book, formats };

  if (writer.sheet == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT, _ ("%s: a workbook cannot have such a sheet"), page->name);
      return FALSE;
    }
  writer.leaves = bt_table_get_leaves (page->table);
  writer.n = writer.leaves->len;
  writer.widths = g_new0 (double, writer.n);
  if (writer.n > 0)
    write_page (&writer, page);
  g_ptr_array_unref (writer.leaves);
  g_free (writer.widths);
  return writer.error == LXW_NO_ERROR || fail (page, &writer, error);
}

static void
set_properties (lxw_workbook *book, const BtPlan *plan)
{
  const char *subject = bt_plan_get_field (plan, BT_NODE_SUBJECT);
  const char *agency = bt_plan_get_field (plan, BT_NODE_AGENCY);
  lxw_doc_properties properties = { .created = CREATED };

  /* The longest that the library takes. */
  g_autofree char *title = g_utf8_substring (subject, 0, MIN (g_utf8_strlen (subject, -1), 120));
  g_autofree char *company = g_utf8_substring (agency, 0, MIN (g_utf8_strlen (agency, -1), 120));
  properties.title = title;
  properties.company = g_strdelimit (company, "\n", ' ');
  workbook_set_properties (book, &properties);
}

static gboolean
write_book (const char *file, const BtPlan *plan, const GPtrArray *pages, GError **error)
{
  lxw_workbook *book = workbook_new (file);
  lxw_format *formats[N_LOOKS * N_FORMATS] = { NULL };
  gboolean good = book != NULL;

  if (good)
    set_properties (book, plan);
  for (guint i = 0; good && i < pages->len; i++)
    good = add_sheet (book, formats, plan, pages->pdata[i], error);
  lxw_error closed = book != NULL ? workbook_close (book) : LXW_ERROR_MEMORY_MALLOC_FAILED;
  if (good && closed != LXW_NO_ERROR)
    g_set_error (error, BT_ERROR, BT_ERROR_IO, _ ("the spreadsheet cannot be written: %s"), lxw_strerror (closed));
  else if (book == NULL)
    g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, _ ("the spreadsheet cannot be written: no memory is left"));
  return good && closed == LXW_NO_ERROR;
}

static GBytes *
read_file (const char *file, GError **error)
{
  char *data;
  gsize length;
  GError *cause = NULL;

  if (g_file_get_contents (file, &data, &length, &cause))
    return g_bytes_new_take (data, length);
  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, cause->message);
  g_error_free (cause);
  return NULL;
}

/* The library can only fix the height of a row. Without the fixing a program keeps what stands there, and fits the row
 * again when someone writes into it. */
static void
add_part (BtZipWriter *writer, const char *part, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!g_str_has_prefix (part, "xl/worksheets/"))
    {
      bt_zip_writer_add (writer, part, data, length);
      return;
    }
  g_autofree char *sheet = g_strndup (data, length);
  g_auto (GStrv) pieces = g_strsplit (sheet, " customHeight=\"1\">", -1);
  g_autofree char *loose = g_strjoinv (">", pieces);
  bt_zip_writer_add (writer, part, loose, strlen (loose));
}

static GBytes *
loosen_heights (GBytes *book, GError **error)
{
  g_autoptr (BtZip) zip = bt_zip_new (book, "xlsx", error);
  g_autoptr (BtZipWriter) writer = bt_zip_writer_new ();

  if (zip == NULL)
    return NULL;
  for (const char *const *part = bt_zip_get_parts (zip); *part != NULL; part++)
    {
      g_autoptr (GBytes) bytes = bt_zip_read (zip, *part, error);
      if (bytes == NULL)
        return NULL;
      add_part (writer, *part, bytes);
    }
  return bt_zip_writer_end (g_steal_pointer (&writer), error);
}

/**
 * bt_sheet_export_xlsx:
 * @plan: a plan without marks
 * @appendix: the number of an appendix from 1, or 0 for all tables
 * @error: return location
 *
 * Every table has a sheet that is called as its appendix is, with the appendix's label, title and clauses around it,
 * and prints as on paper: heading rows on each page, landscape unless the appendix stands upright. The same plan gives
 * the same bytes.
 *
 * Returns: (transfer full) (nullable): the workbook; %NULL with %BT_ERROR_USAGE where there is no such table,
 *   %BT_ERROR_LIMIT where a text is longer than a cell of Excel, %BT_ERROR_IO
 */
GBytes *
bt_sheet_export_xlsx (const BtPlan *plan, guint appendix, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GPtrArray) pages = bt_sheet_pages_new (plan, appendix, error);
  if (pages == NULL)
    return NULL;
  /* The library writes files only. */
  g_autofree char *folder = g_dir_make_tmp ("banthao-XXXXXX", &cause);
  if (folder == NULL)
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, cause->message);
      g_error_free (cause);
      return NULL;
    }
  g_autofree char *file = g_build_filename (folder, "sheets.xlsx", NULL);
  g_autoptr (GBytes) bytes = write_book (file, plan, pages, error) ? read_file (file, error) : NULL;
  g_unlink (file);
  g_rmdir (folder);
  return bytes != NULL ? loosen_heights (bytes, error) : NULL;
}
