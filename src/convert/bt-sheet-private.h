/* Sheets while they are read, and what the recogniser of their tables asks of them; private to convert/. */
#pragma once

#include "bt-sheet-book.h"
#include "bt-sheet-rich.h"
#include "bt-zip.h"

G_BEGIN_DECLS

/* What no table of a plan reaches: a sheet beyond it is refused. */
#define BT_SHEET_MAX_ROWS 20000u
#define BT_SHEET_MAX_COLUMNS 256u
#define BT_SHEET_MAX_SHEETS 200u
#define BT_SHEET_MAX_MERGES 50000u
#define BT_SHEET_MAX_TEXT (32u << 20)

/* Cells from the first row and column to the last, counted from 0. */
typedef struct
{
  guint first_row, last_row, first_column, last_column;
} BtSheetRange;

/**
 * BtSheet:
 * @name: its name
 * @hidden: whether it is hidden
 * @rows: (element-type GPtrArray): of each row the texts of its cells, NULL where it has none
 * @plain: whether its file cannot say how words look, as CSV
 * @rich: row and column → BtText, of cells of which some words look special
 * @widths: (element-type double): of each column its width in millimetres, 0 where nothing is said of it
 * @n_columns: how many columns have text
 * @merges: (element-type BtSheetRange): cells that are one
 * @hidden_rows: (element-type BtSheetRange): rows that are hidden
 * @hidden_columns: (element-type BtSheetRange): columns that are hidden
 * @title_first: the first of the rows that are printed on every page
 * @title_end: the row after the last of them; 0 where there are none
 * @n_notes: how many notes are pinned to cells
 * @has_drawings: whether pictures, charts or text boxes lie on it
 */
typedef struct
{
  char *name;
  gboolean hidden, plain;
  GPtrArray *rows;
  GHashTable *rich;
  GArray *widths;
  guint n_columns;
  GArray *merges;
  GArray *hidden_rows, *hidden_columns;
  guint title_first, title_end;
  guint n_notes;
  gboolean has_drawings;
} BtSheet;

BtSheetBook *bt_sheet_book_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
BtSheet *bt_sheet_book_add (BtSheetBook *book, const char *name, gboolean hidden, GError **error);
BtSheet *bt_sheet_book_get (const BtSheetBook *book, guint sheet);
gboolean bt_sheet_book_set (BtSheetBook *book, BtSheet *sheet, guint row, guint column, const char *text,
                            GError **error);
void bt_sheet_book_set_encoding (BtSheetBook *book, BtEncoding encoding);
gboolean bt_sheet_book_refuse (const BtSheetBook *book, const char *part, int code, const char *message,
                               GError **error);

gpointer bt_sheet_place_key (guint row, guint column);
void bt_sheet_set_runs (BtSheet *sheet, guint row, guint column, const char *raw, const GArray *runs);
BtText *bt_sheet_dup_text (const BtSheet *sheet, guint row, guint column) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_set_width (BtSheet *sheet, guint first, guint last, double millimetres);
double bt_sheet_get_width (const BtSheet *sheet, guint column);
void bt_sheet_merge (BtSheet *sheet, BtSheetRange range);
const char *bt_sheet_get (const BtSheet *sheet, guint row, guint column);
const BtSheetRange *bt_sheet_get_merge (const BtSheet *sheet, guint row, guint column);

/* The formats: bt-sheet-xlsx-reader.c, bt-sheet-ods-reader.c, bt-sheet-csv-reader.c */
gboolean bt_sheet_read_xlsx (BtSheetBook *book, BtZip *zip, GError **error);
gboolean bt_sheet_read_ods (BtSheetBook *book, BtZip *zip, GError **error);
gboolean bt_sheet_read_csv (BtSheetBook *book, GBytes *bytes, const char *name, GError **error);

G_END_DECLS
