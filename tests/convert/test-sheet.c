/* Spreadsheets of other programs: numbers and dates as they are seen, headings, merged cells, what is hidden,
 * encodings; and hostile ones, which get one line. */
#include <string.h>

#include "bt-error.h"
#include "bt-sheet-fit.h"
#include "bt-sheet-number.h"
#include "bt-sheet-table.h"
#include "bt-table.h"
#include "bt-zip.h"

#define WORKBOOK \
  "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' " \
  "xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>%s<sheets>%s</sheets></workbook>"
#define RELATIONS \
  "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>" \
  "<Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>" \
  "<Relationship Id='r2' Type='x/worksheet' Target='/xl/worksheets/sheet2.xml'/>" \
  "<Relationship Id='r3' Type='x/worksheet' TargetMode='External' Target='http://example.org/sheet.xml'/>" \
  "</Relationships>"
#define SHEET "<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>%s</worksheet>"
#define STYLES \
  "<styleSheet><numFmts count='1'><numFmt numFmtId='164' formatCode='&quot;Tháng &quot;m/yyyy'/></numFmts>" \
  "<cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/>" \
  "<xf numFmtId='4'/></cellXfs></styleSheet>"
#define STRINGS \
  "<sst><si><t>TT</t></si><si><r><rPr><b/></rPr><t>Nội </t></r><r><t>dung</t></r><rPh><t>kana</t></rPh></si>" \
  "<si><t>Dòng một_x000D_&#10;dòng hai _x005F_x0041_</t></si></sst>"

/* Parts by their names, to %NULL. */
static GBytes *
make_zip (const char *part, ...)
{
  BtZipWriter *writer = bt_zip_writer_new ();
  g_autoptr (GError) error = NULL;
  va_list parts;

  va_start (parts, part);
  for (const char *name = part; name != NULL; name = va_arg (parts, const char *))
    {
      const char *text = va_arg (parts, const char *);
      bt_zip_writer_add (writer, name, text, strlen (text));
    }
  va_end (parts);
  GBytes *bytes = bt_zip_writer_end (writer, &error);
  g_assert_no_error (error);
  return bytes;
}

static GBytes *
make_workbook (const char *properties, const char *sheet)
{
  g_autofree char *workbook = g_strdup_printf (
    WORKBOOK, properties, "<sheet name='Bảng' sheetId='1' r:id='r1'/><sheet name='Đồ thị' sheetId='2' r:id='r3'/>");
  g_autofree char *first = g_strdup_printf (SHEET, sheet);

  return make_zip ("[Content_Types].xml", "<Types/>", "xl/workbook.xml", workbook, "xl/_rels/workbook.xml.rels",
                   RELATIONS, "xl/styles.xml", STYLES, "xl/sharedStrings.xml", STRINGS, "xl/worksheets/sheet1.xml",
                   first, NULL);
}

static BtSheetTable *
find_table (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, name, &error);

  g_assert_no_error (error);
  return bt_sheet_table_new (book, 0);
}

static BtSheetTable *
find_text_table (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return find_table (bytes, "bang.csv");
}

/* The titles, then the rows, "|" between cells, ";" between rows, "#" before a row over the whole width. */
static char *
dup_outline (const BtSheetTable *table)
{
  BtNode *columns = bt_node_get_child (bt_sheet_table_get_node (table), 0);
  BtNode *rows = bt_node_get_child (bt_sheet_table_get_node (table), 1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bt_node_get_n_children (columns); i++)
    {
      BtNode *column = bt_node_get_child (columns, i);
      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", bt_node_get_string (column));
      for (guint k = 0; k < bt_node_get_n_children (column); k++)
        g_string_append_printf (out, "%c%s", k > 0 ? ',' : ':', bt_node_get_string (bt_node_get_child (column, k)));
    }
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      g_string_append (out, "; ");
      if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
        g_string_append_printf (out, "#%s", bt_node_get_string (row));
      for (guint k = 0; k < bt_node_get_n_children (row); k++)
        g_string_append_printf (out, "%s%s", k > 0 ? "|" : "", bt_node_get_string (bt_node_get_child (row, k)));
    }
  return g_string_free (out, FALSE);
}

static void
assert_outline (BtSheetTable *table, const char *expected)
{
  g_autofree char *outline = dup_outline (table);

  g_assert_cmpstr (outline, ==, expected);
  bt_sheet_table_free (table);
}

static gboolean
is_told (const BtReport *report, BtReportKind kind, guint row, const char *words)
{
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      if (entry->kind == kind && entry->first_line == row
          && (strstr (entry->reason != NULL ? entry->reason : "", words) != NULL
              || strstr (entry->text != NULL ? entry->text : "", words) != NULL))
        return TRUE;
    }
  return FALSE;
}

static void
test_numbers (void)
{
  static const struct
  {
    double value;
    const char *format, *shown;
    gboolean from_1904;
  } cases[] = {
    { 2026, "General", "2026" },
    { 0.5, "General", "0,5" },
    { 0.1 + 0.2, "General", "0,3" },
    { -0.0, "General", "0" },
    { 12345678901, "General", "12345678901" },
    { 1234567.5, "#,##0.00", "1.234.567,50" },
    { 1234567, "#,##0", "1.234.567" },
    { 12, "#,##0", "12" },
    { 0.256, "0%", "26%" },
    { 0.256, "0.0%", "25,6%" },
    { 5, "000", "005" },
    { 2.5, "0.##", "2,5" },
    { 2, "0.##", "2" },
    { 1500000, "#,##0,", "1.500" },
    { 1500, "#,##0\\ \"đồng\"", "1.500 đồng" },
    { -5, "0;(0)", "(5)" },
    { -5, "0.0", "-5,0" },
    { 0, "0;-0;\"không\"", "0" },
    { 45870, "d/m/yyyy", "01/8/2025" },
    { 45870, "mm-dd-yy", "01/8/2025" },
    { 45870, "[$-42A]dd/mm/yyyy;@", "01/8/2025" },
    { 45870, "m/yyyy", "8/2025" },
    { 45870, "mmm-yy", "8/2025" },
    { 45870, "yyyy", "2025" },
    { 45870, "d/m", "01/8" },
    { 45870, "\"Tháng \"m/yyyy", "Tháng 8/2025" },
    { 45870, "\"ngày \"dd\" tháng \"mm\" năm \"yyyy", "ngày 01 tháng 08 năm 2025" },
    { 45870.3125, "d/m/yyyy h:mm", "01/8/2025 7:30" },
    { 0.3125, "h:mm", "7:30" },
    { 0.99999999, "h:mm:ss", "0:00:00" },
    { 1.5, "[h]:mm", "36:00" },
    { 1, "d/m/yyyy", "01/01/1900" },
    { 59, "d/m/yyyy", "28/02/1900" },
    { 61, "d/m/yyyy", "01/3/1900" },
    { 44408, "d/m/yyyy", "01/8/2025", TRUE },
    { 1e9, "d/m/yyyy", "1000000000" },
    { -1, "d/m/yyyy", "-1" },
    { 5, "\"unclosed", "5" },
    { 5, "\\", "5" },
    { 5, "[", "5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown = bt_sheet_format_number (cases[i].value, cases[i].format, cases[i].from_1904);
      g_assert_cmpstr (shown, ==, cases[i].shown);
    }
}

static void
test_xlsx (void)
{
  g_autoptr (GBytes) bytes = make_workbook (
    "", "<cols><col min='3' max='3' hidden='1'/></cols><sheetData>"
        "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"
        "<c r='C2' t='inlineStr'><is><t>Thời </t><t>hạn</t></is></c></row>"
        "<row r='3'><c r='A3'><v>1</v></c><c r='B3' t='s'><v>2</v></c><c r='C3' s='1'><v>45870</v></c></row>"
        "<row r='4' hidden='1'><c><v>2</v></c>"
        "<c s='3'><f>B1+1</f><v>1234.5</v></c><c s='2'><v>45870</v></c></row>"
        "<row r='5'><c r='A5'><v>7</v></c><c r='B5' t='str'><f>A1</f><v>x &amp; y</v></c>"
        "<c r='C5' t='b'><v>1</v></c></row>"
        "<row r='6'><c r='B6' t='e'><v>#REF!</v></c><c r='C6' t='d'><v>2025-08-01T00:00:00</v></c></row>"
        "</sheetData><mergeCells><mergeCell ref='C5:C6'/></mergeCells><drawing r:id='d' xmlns:r='r'/>");
  BtSheetTable *table = find_table (bytes, "bang.xlsx");
  const BtReport *report = bt_sheet_table_get_report (table);

  g_assert_true (is_told (report, BT_REPORT_WARNING, 4, "hidden"));
  g_assert_true (is_told (report, BT_REPORT_WARNING, 1, "columns C to C are hidden"));
  g_assert_true (is_told (report, BT_REPORT_WARNING, 1, "pictures"));
  g_assert_true (is_told (report, BT_REPORT_WARNING, 5, "rows 5 to 6"));
  g_assert_true (is_told (report, BT_REPORT_RENUMBERED, 5, "7"));
  assert_outline (table, "TT|Nội dung|Thời hạn; |Dòng một\ndòng hai _x0041_|01/8/2025; |1.234,50|Tháng 8/2025; "
                         "|x & y|TRUE; |#REF!|01/8/2025");
}

static void
test_1904 (void)
{
  g_autoptr (GBytes) bytes = make_workbook (
    "<workbookPr date1904='1'/>", "<sheetData><row><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>"
                                  "<row><c><v>1</v></c><c s='1'><v>44408</v></c></row></sheetData>");

  assert_outline (find_table (bytes, "bang.xlsx"), "TT|Nội dung; |01/8/2025");
}

/* Words in spans, in cells, and in columns that look special; widths of columns in whatever unit. */
static void
test_ods_looks (void)
{
  static const char content[] =
    "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s' xmlns:fo='f'>"
    "<office:automatic-styles><style:style style:name='B'><style:text-properties fo:font-weight='bold'/></style:style>"
    "<style:style style:name='I'><style:text-properties fo:font-style='italic'/></style:style>"
    "<style:style style:name='c1'><style:table-column-properties style:column-width='5.5cm'/></style:style>"
    "<style:style style:name='c2'><style:table-column-properties style:column-width='110mm'/></style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet><table:table table:name='B'>"
    "<table:table-column table:style-name='c1'/>"
    "<table:table-column table:style-name='c2' table:default-cell-style-name='I'/>"
    "<table:table-row><table:table-cell table:style-name='B'><text:p>Nội dung</text:p></table:table-cell>"
    "<table:table-cell><text:p>Ghi chú</text:p></table:table-cell></table:table-row><table:table-row>"
    "<table:table-cell table:style-name='n'><text:p>Rà <text:span text:style-name='B'>soát</text:span> lại</text:p>"
    "</table:table-cell><table:table-cell><text:p>cả ô</text:p></table:table-cell></table:table-row>"
    "</table:table></office:spreadsheet></office:body></office:document-content>";
  g_autoptr (GBytes) bytes = make_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                                       content, NULL);
  BtSheetTable *table = find_table (bytes, "bang.ods");
  BtNode *node = bt_sheet_table_get_node (table);
  BtNode *row = bt_node_get_child (bt_node_get_child_of_kind (node, BT_NODE_ROWS), 0);
  BtText *mixed = bt_node_get_text (bt_node_get_child (row, 0)), *whole = bt_node_get_text (bt_node_get_child (row, 1));
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (node);

  g_assert_cmpstr (bt_text_get_string (mixed), ==, "Rà soát lại");
  g_assert_cmpuint (bt_text_get_mark (mixed, 0)->format, ==, 0);
  g_assert_cmpuint (bt_text_get_mark (mixed, strlen ("Rà "))->format, ==, BT_FORMAT_BOLD);
  g_assert_cmpuint (bt_text_get_mark (mixed, strlen ("Rà soát "))->format, ==, 0);
  g_assert_cmpuint (bt_text_get_mark (whole, 0)->format, ==, BT_FORMAT_ITALIC);
  g_assert_cmpfloat_with_epsilon (bt_column_get_width (leaves->pdata[1]),
                                  2 * bt_column_get_width (leaves->pdata[0]), 0.2);
  bt_sheet_table_free (table);
}

static void
test_ods (void)
{
  static const char content[] =
    "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s'><office:automatic-styles>"
    "<style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet>"
    "<table:table table:name='Bảng' table:style-name='ta2'><table:table-column table:number-columns-repeated='2'/>"
    "<table:table-column table:visibility='collapse'/><table:table-header-rows>"
    "<table:table-row><table:table-cell table:number-rows-spanned='2'><text:p>STT</text:p></table:table-cell>"
    "<table:table-cell table:number-columns-spanned='2'><text:p>Thời gian</text:p></table:table-cell>"
    "<table:covered-table-cell/></table:table-row><table:table-row><table:covered-table-cell/>"
    "<table:table-cell><text:p>Từ</text:p></table:table-cell><table:table-cell><text:p>Đến</text:p></table:table-cell>"
    "</table:table-row></table:table-header-rows>"
    "<table:table-row><table:table-cell office:value-type='float' office:value='1'>"
    "<text:p>1</text:p></table:table-cell>"
    "<table:table-cell office:value-type='date' office:date-value='2025-08-01'><office:annotation><text:p>ghi</text:p>"
    "</office:annotation><text:p>08/01/25</text:p></table:table-cell>"
    "<table:table-cell office:value-type='date' office:date-value='2025-08-01'>"
    "<text:p>8/2025</text:p></table:table-cell>"
    "</table:table-row><table:table-row table:number-rows-repeated='2'><table:table-cell/><table:table-cell>"
    "<text:p>a<text:s text:c='2'/>b   c</text:p><text:p>hai<text:line-break/>ba</text:p></table:table-cell>"
    "<table:table-cell table:number-columns-repeated='16000'/></table:table-row>"
    "<table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/>"
    "</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>";
  g_autoptr (GBytes) bytes = make_zip ("mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                                       content, NULL);
  BtSheetTable *table = find_table (bytes, "bang.ods");

  g_assert_true (is_told (bt_sheet_table_get_report (table), BT_REPORT_WARNING, 1, "1 notes"));
  g_assert_true (is_told (bt_sheet_table_get_report (table), BT_REPORT_WARNING, 1, "this sheet is hidden"));
  g_assert_true (is_told (bt_sheet_table_get_report (table), BT_REPORT_WARNING, 1, "columns C to C"));
  assert_outline (table, "STT|Thời gian:Từ,Đến; |01/8/2025|8/2025; |a  b c\nhai\nba|; |a  b c\nhai\nba|");
}

static void
test_csv (void)
{
  assert_outline (find_text_table ("STT;Nội dung;Ghi chú\r\n1;\"a; \"\"b\"\"\r\nc\";\r\n2;d,e,f;x\r\n"),
                  "STT|Nội dung|Ghi chú; |a; \"b\"\nc|; |d,e,f|x");
  assert_outline (find_text_table ("sep=|\nTT|Việc\n1|a,b;c\n"), "TT|Việc; |a,b;c");
  assert_outline (find_text_table ("\xEF\xBB\xBFTT\tViệc\n1\t\"chưa đóng\n2\tb"), "TT|Việc; |\"chưa đóng; |b");
  assert_outline (find_text_table ("TT,Việc,Thời gian,\n,,Từ,Đến\nI,NHÓM,,\n1,a,b,c\n3,d,,\n"),
                  "TT|Việc|Thời gian:Từ,Đến; #NHÓM; |a|b|c; |d||");
  assert_outline (find_text_table ("TT,Việc,Nơi\n(1),(2),(3)\n1,a,b\n"), "TT|Việc|Nơi; |a|b");
  assert_outline (find_text_table ("Một\nhai\nba\n"), "Một; hai; ba");
  assert_outline (find_text_table ("PHỤ LỤC,,\nViệc,Nơi,Hạn\na,b,c\n"), "Việc|Nơi|Hạn; a|b|c");
}

static void
test_encodings (void)
{
  static const guint8 utf16[] = { 0xFF, 0xFE, 'T', 0, 'T', 0, ',', 0, 'V', 0, 'i', 0, 0xC7, 0x1E, 'c', 0, '\n', 0,
                                  '1',  0,    ',', 0, 0xA1, 0x1E, 0x11, 0x01, '\n', 0 };
  static const char tcvn3[] = "STT;N\xE9i dung;Ghi ch\xF3\n1;X\xA9y d\xF9ng k\xD5 ho\xB9\x63h tuy\xAAn truy\xD2n;\xAD\n"
                              "2;T\xE6 ch\xF8\x63 th\xF9\x63 hi\xD6n nhi\xD6m v\xF4;\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (utf16, sizeof utf16);
  g_autoptr (GBytes) old = g_bytes_new_static (tcvn3, sizeof tcvn3 - 1);

  assert_outline (find_table (bytes, "bang.csv"), "TT|Việc; |ạđ");
  BtSheetTable *table = find_table (old, "bang.csv");
  g_assert_true (is_told (bt_sheet_table_get_report (table), BT_REPORT_WARNING, 1, "TCVN3"));
  assert_outline (table, "STT|Nội dung|Ghi chú; |Xây dựng kế hoạch tuyên truyền|ư; |Tổ chức thực hiện nhiệm vụ|");
}

/* Lines above and below a table become the parts of an appendix. */
static void
test_appendix (void)
{
  g_autoptr (BtSheetTable) table = find_text_table (
    "PHỤ LỤC II,,\nDANH MỤC NHIỆM VỤ,,\nNĂM 2026,,\n(Kèm theo Kế hoạch số 5),,\n1. Mục đích,,\n,,\n"
    "TT,Nội dung,Thời hạn\n1,a,b\n2,c,\n,,\nNGƯỜI LẬP BIỂU,,CHỦ TỊCH\n");
  g_autoptr (BtNode) appendix = bt_sheet_table_to_appendix (table);

  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 0)), ==, "DANH MỤC NHIỆM VỤ NĂM 2026");
  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 1)), ==, "(Kèm theo Kế hoạch số 5)");
  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 2)), ==, "Mục đích");
  g_assert_cmpstr (bt_node_get_attr (bt_node_get_child (appendix, 2), "label"), ==, "arabic");
  g_assert_cmpint (bt_node_get_kind (bt_node_get_child (appendix, 3)), ==, BT_NODE_TABLE);
  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 4)), ==, "NGƯỜI LẬP BIỂU");
  g_assert_cmpstr (bt_node_get_string (bt_node_get_child (bt_node_get_child (appendix, 4), 0)), ==, "CHỦ TỊCH");
  g_assert_cmpuint (bt_node_get_n_children (appendix), ==, 5);
}

/* Columns are found by their words, then by what they say; nothing is left out unless it is empty. */
static void
test_fit (void)
{
  g_autoptr (BtSheetTable) plan = find_text_table ("STT,Nội dung công việc,Đơn vị chủ trì,Ghi chú\n1,a,b,c\n");
  g_autoptr (BtSheetTable) sheet
    = find_text_table ("Cơ quan chủ trì,TT,NỘI DUNG  CÔNG VIỆC,Điện thoại,Trống\nP1,1,v,0912,\n,,w,,\n");
  g_autoptr (BtSheetFit) fit = bt_sheet_fit_new (sheet, bt_sheet_table_get_node (plan));
  g_autoptr (BtReport) report = bt_report_new ();
  const int expected[] = { 2, BT_SHEET_LEFT_OUT, 1, BT_SHEET_NEW_COLUMN, BT_SHEET_LEFT_OUT };

  g_assert_cmpint (bt_sheet_fit_get_target (fit, 1), ==, BT_SHEET_NEW_COLUMN);
  bt_sheet_fit_set_target (fit, 1, BT_SHEET_LEFT_OUT);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (bt_sheet_fit_get_target (fit, i), ==, expected[i]);
  bt_sheet_fit_tell (fit, NULL, report);
  g_assert_true (is_told (report, BT_REPORT_WARNING, 1, "Điện thoại"));
  g_assert_true (is_told (report, BT_REPORT_WARNING, 1, "Ghi chú"));
  g_assert_true (is_told (report, BT_REPORT_DROPPED, 1, "TT"));
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (fit);
  g_assert_cmpuint (rows->columns->len, ==, 1);
  g_assert_cmpuint (rows->rows->len, ==, 2);
  g_assert_cmpuint (rows->key, ==, 1);
  g_assert_cmpuint (g_array_index (rows->given, guint, 2), ==, 4);
}

static void
assert_refused (GBytes *bytes, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, "xau.xlsx", &error);

  g_assert_null (book);
  g_assert_error (error, BT_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” says nothing of “%s”", error->message, words);
}

static void
refuse_sheet (const char *sheet, int code, const char *words)
{
  g_autoptr (GBytes) bytes = make_workbook ("", sheet);

  assert_refused (bytes, code, words);
}

static void
refuse_text (const char *text, int code, const char *words)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  assert_refused (bytes, code, words);
}

static void
test_hostile (void)
{
  g_autoptr (GBytes) docx = make_zip ("[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>", NULL);
  g_autoptr (GBytes) bare = make_zip ("xl/workbook.xml", "<workbook/>", NULL);
  g_autoptr (GBytes) entity = make_zip ("content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", NULL);
  g_autoptr (GBytes) outside = make_zip ("content.xml", "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", NULL);

  refuse_text ("", BT_ERROR_INVALID, "no text");
  refuse_text ("\xD0\xCF\x11\xE0\xA1\xB1", BT_ERROR_INVALID, ".xls");
  refuse_text ("PK\x03\x04 gãy", BT_ERROR_SYNTAX, "xau.xlsx");
  assert_refused (docx, BT_ERROR_INVALID, "no spreadsheet");
  assert_refused (bare, BT_ERROR_INVALID, "workbook.xml.rels");
  assert_refused (entity, BT_ERROR_SYNTAX, "content.xml:1");
  assert_refused (outside, BT_ERROR_SYNTAX, "content.xml:1");
  refuse_sheet ("<sheetData><row><c>", BT_ERROR_SYNTAX, "sheet1.xml:1");
  refuse_sheet ("<sheetData/>", BT_ERROR_INVALID, "no text");
  refuse_sheet ("<sheetData><row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData>", BT_ERROR_LIMIT, "rows");
  refuse_sheet ("<sheetData><row r='1'><c r='XFD1'><v>1</v></c></row></sheetData>", BT_ERROR_LIMIT, "columns");
  refuse_sheet ("<sheetData><row r='4294967297'><c><v>1</v></c></row></sheetData>", BT_ERROR_LIMIT, "rows");
  refuse_sheet ("<sheetData><row><c t='s'><v>4294967297</v></c></row></sheetData>", BT_ERROR_INVALID, "no text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet/numbers", test_numbers);
  g_test_add_func ("/sheet/xlsx", test_xlsx);
  g_test_add_func ("/sheet/1904", test_1904);
  g_test_add_func ("/sheet/ods", test_ods);
  g_test_add_func ("/sheet/ods-looks", test_ods_looks);
  g_test_add_func ("/sheet/csv", test_csv);
  g_test_add_func ("/sheet/encodings", test_encodings);
  g_test_add_func ("/sheet/appendix", test_appendix);
  g_test_add_func ("/sheet/fit", test_fit);
  g_test_add_func ("/sheet/hostile", test_hostile);

  return g_test_run ();
}
