/* Figures: how long a table of 5,000 rows takes to go out as a workbook and as CSV, to come back of these and of a
 * sheet of LibreOffice, and to be put into the plan in the place of its rows, tracked. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "bt-commands.h"
#include "bt-sheet-export.h"
#include "bt-sheet-fit.h"
#include "bt-zip.h"

#define N_ROWS 5000
#define TABLE "nbang"

/* The goal for each way, there or back, as for documents. */
#define MAX_MS 2000

/* Of the processor, so that what else the machine does is not counted; in milliseconds. */
static double
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1000.0 + time.tv_nsec / 1e6;
}

static const struct
{
  const char *title, *role;
} columns[] = { { "STT", "order" }, { "Nội dung", "content" }, { "Đơn vị chủ trì", "lead" }, { "Ghi chú", "note" } };

/* What stands in a cell; of every seventh row it is other words where the table is a later one. */
static char *
dup_cell (guint row, guint column, gboolean later)
{
  if (column == 0)
    return g_strdup ("");
  return g_strdup_printf ("%s số %u%s", column == 1 ? "Rà soát, cập nhật thủ tục" : "Tổ công nghệ", row * 3 + column,
                          later && column > 1 && row % 7 == 0 ? " (mới)" : "");
}

static BtNode *
make_table (gboolean later)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, TABLE);
  BtNodeBuilder *list = bt_node_builder_new (BT_NODE_COLUMNS, NULL), *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);
      bt_node_builder_set_attr (column, "role", columns[i].role);
      bt_node_builder_set_string (column, columns[i].title);
      bt_node_builder_take_child (list, bt_node_builder_end (column));
    }
  for (guint i = 0; i < N_ROWS; i++)
    {
      BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);
      for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
        {
          g_autofree char *text = dup_cell (i, k, later);
          bt_node_builder_add_string (row, BT_NODE_CELL, text);
        }
      bt_node_builder_take_child (rows, bt_node_builder_end (row));
    }
  bt_node_builder_take_child (table, bt_node_builder_end (list));
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

static BtPlan *
make_plan (gboolean later)
{
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (BtDocument) document = bt_document_new (blank);
  g_autoptr (BtNode) table = make_table (later);
  g_autoptr (GError) error = NULL;
  BtNodeBuilder *appendix = bt_node_builder_new (BT_NODE_APPENDIX, NULL);

  bt_node_builder_add_string (appendix, BT_NODE_TITLE, "DANH MỤC");
  bt_node_builder_take_child (appendix, bt_node_ref (table));
  g_autoptr (BtNode) made = bt_node_builder_end (appendix), whole = bt_node_complete (made);
  bt_document_insert_node (document, bt_node_get_id (bt_plan_get_part (blank, BT_NODE_APPENDICES)), 0, whole, &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_document_get_plan (document));
}

/* The same table as LibreOffice writes it. */
static GBytes *
make_ods (gboolean later)
{
  g_autoptr (GString) text = g_string_new (
    "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>"
    "<table:table table:name='B'>");
  BtZipWriter *writer = bt_zip_writer_new ();

  for (int i = -1; i < N_ROWS; i++)
    {
      g_string_append (text, "<table:table-row>");
      for (guint k = 0; k < G_N_ELEMENTS (columns); k++)
        {
          g_autofree char *cell = i < 0 ? g_strdup (columns[k].title) : dup_cell (i, k, later);
          g_string_append_printf (text, "<table:table-cell><text:p>%s</text:p></table:table-cell>", cell);
        }
      g_string_append (text, "</table:table-row>");
    }
  g_string_append (text, "</table:table></office:spreadsheet></office:body></office:document-content>");
  bt_zip_writer_add (writer, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", 46);
  bt_zip_writer_add (writer, "content.xml", text->str, text->len);
  return bt_zip_writer_end (writer, NULL);
}

/* Reads the file and puts its rows into the plan; returns how long that took. */
static double
take (BtPlan *plan, GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDocument) document = bt_document_new (plan);
  double start = get_time (), read;
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, name, &error);
  g_assert_no_error (error);
  g_autoptr (BtSheetTable) sheet = bt_sheet_table_new (book, 0);
  g_autoptr (BtSheetFit) fit = bt_sheet_fit_new (sheet, bt_plan_get_node (plan, TABLE));
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (fit);

  read = get_time ();
  bt_document_set_author (document, "Lan");
  bt_document_set_tracking (document, TRUE, &error);
  bt_document_take_rows (document, TABLE, rows, TRUE, &error);
  g_assert_no_error (error);
  printf ("%s: read in %.0f ms, taken in %.0f ms\n", name, read - start, get_time () - read);
  return get_time () - start;
}

static double
measure (BtPlan *plan, BtPlan *later, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  double start = get_time (), out, in;

  if (g_str_has_suffix (name, ".xlsx"))
    bytes = bt_sheet_export_xlsx (later, 1, &error);
  else if (g_str_has_suffix (name, ".csv"))
    bytes = bt_sheet_export_csv (later, 1, &error);
  else
    bytes = make_ods (TRUE);
  g_assert_no_error (error);
  out = get_time () - start;
  printf ("%s: written in %.0f ms\n", name, out);
  in = take (plan, bytes, name);
  return MAX (in, out);
}

int
main (void)
{
  static const char *const names[] = { "a.xlsx", "a.ods", "a.csv" };
  g_autoptr (BtPlan) plan = make_plan (FALSE), later = make_plan (TRUE);
  double most = 0;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double time = measure (plan, later, names[i]);
      most = MAX (most, time);
    }
  if (most <= MAX_MS)
    return 0;
  printf ("A table takes too long: more than %d ms\n", MAX_MS);
  return 1;
}
