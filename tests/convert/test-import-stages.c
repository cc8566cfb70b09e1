/* The stages of the recogniser by themselves: labels, joining of lines, page numbers, what a table's heading says. */
#include <glib.h>
#include <string.h>

#include "bt-import-grid.h"

static void
test_labels (void)
{
  static const struct
  {
    const char *text;
    BtLabel scheme;
    guint number;
    const char *rest;
  } rows[] = {
    { "I. MỤC ĐÍCH", BT_LABEL_ROMAN, 1, "MỤC ĐÍCH" },
    { "IV- Phân công", BT_LABEL_ROMAN, 4, "Phân công" },
    { "1. Mục đích", BT_LABEL_ARABIC, 1, "Mục đích" },
    { "1.Tuyên truyền", BT_LABEL_ARABIC, 1, "Tuyên truyền" },
    { "12) Việc", BT_LABEL_ARABIC, 12, "Việc" },
    { "3/ Việc", BT_LABEL_ARABIC, 3, "Việc" },
    { "1.2. Việc", BT_LABEL_DECIMAL, 2, "Việc" },
    { "1.2 Việc", BT_LABEL_DECIMAL, 2, "Việc" },
    { "2.1.3. Việc", BT_LABEL_DECIMAL, 3, "Việc" },
    { "a) việc", BT_LABEL_ALPHA, 1, "việc" },
    { "đ. Việc", BT_LABEL_ALPHA, 5, "Việc" },
    { "g/ Việc", BT_LABEL_ALPHA, 7, "Việc" },
    { "- việc", BT_LABEL_DASH, 0, "việc" },
    { "-Việc", BT_LABEL_DASH, 0, "Việc" },
    { "– Việc", BT_LABEL_DASH, 0, "Việc" },
    { "• Việc", BT_LABEL_DASH, 0, "Việc" },
    { "+ Việc", BT_LABEL_PLUS, 0, "Việc" },
    { "Phần II", BT_LABEL_PART, 2, "" },
    { "PHẦN THỨ BA", BT_LABEL_PART, 3, "" },
    { "Chương I. QUY ĐỊNH", BT_LABEL_CHAPTER, 1, "QUY ĐỊNH" },
    { "2025. Việc", BT_LABEL_NONE, 0, NULL },
    { "9001:2015 trong", BT_LABEL_NONE, 0, NULL },
    { "1.500 người", BT_LABEL_NONE, 0, NULL },
    { "1,5 triệu", BT_LABEL_NONE, 0, NULL },
    { "-5 độ", BT_LABEL_NONE, 0, NULL },
    { "15/7/2021 của", BT_LABEL_NONE, 0, NULL },
    { "Phần lớn các hộ", BT_LABEL_NONE, 0, NULL },
    { "Việc 1. này", BT_LABEL_NONE, 0, NULL },
    { "ă) không", BT_LABEL_NONE, 0, NULL },
    { "", BT_LABEL_NONE, 0, NULL },
  };
  BtImport import = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BtImportLabel label;
      gboolean found = bt_import_label_parse (&import, rows[i].text, &label);
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (found, ==, rows[i].scheme != BT_LABEL_NONE);
      g_assert_cmpint (label.scheme, ==, rows[i].scheme);
      g_assert_cmpuint (label.number, ==, rows[i].number);
      if (found)
        g_assert_cmpstr (rows[i].text + label.length, ==, rows[i].rest);
    }
}

/* Recognition reads I as 1 and l; only damaged text is read so. */
static void
test_damaged_label (void)
{
  BtImport import = { .damaged = TRUE };
  BtImportLabel label;

  g_assert_true (bt_import_label_parse (&import, "I11. KINH PHI", &label));
  g_assert_cmpint (label.scheme, ==, BT_LABEL_ROMAN);
  g_assert_cmpuint (label.number, ==, 3);
  import.damaged = FALSE;
  g_assert_false (bt_import_label_parse (&import, "I11. KINH PHI", &label));
}

static void
test_joining (void)
{
  static const struct
  {
    const char *first, *second, *joined;
  } rows[] = {
    { "giai đoạn 2021-", "2030, trong đó", "giai đoạn 2021-2030, trong đó" },
    { "Chỉ thị số 26/CT-", "TTg ngày", "Chỉ thị số 26/CT-TTg ngày" },
    { "phát triển kinh tế -", "xã hội", "phát triển kinh tế - xã hội" },
    { "Quý III/", "2025", "Quý III/2025" },
    { "Văn hóa –", "Xã hội", "Văn hóa – Xã hội" },
    { "của", "phường", "của phường" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) text = g_string_new (rows[i].first);
      bt_import_append_joined (text, rows[i].second);
      g_assert_cmpstr (text->str, ==, rows[i].joined);
    }
}

static guint
count_dropped (const BtReport *report, const char *text)
{
  guint n = 0;

  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *entry = bt_report_get_entry (report, i);
      n += entry->kind == BT_REPORT_DROPPED && strcmp (entry->text, text) == 0;
    }
  return n;
}

/* Numbers of pages go; a number that ends a sentence, or is a row's, stays. */
static void
test_page_numbers (void)
{
  static const char text[] =
      "Một câu dài\n\n\n\n7\n\n\n\nđược nối.\nNăm\n2025\nhết.\n\f8\nTrang mới\n- 9 -\nCuối\n____\nXong";
  g_autoptr (BtReport) report = bt_report_new ();
  BtImport *import = bt_import_new (text, strlen (text), report);

  bt_import_clean (import);
  g_assert_cmpuint (count_dropped (report, "7"), ==, 1);
  g_assert_cmpuint (count_dropped (report, "8"), ==, 1);
  g_assert_cmpuint (count_dropped (report, "- 9 -"), ==, 1);
  g_assert_cmpuint (count_dropped (report, "____"), ==, 1);
  g_assert_cmpuint (count_dropped (report, "2025"), ==, 0);
  g_assert_cmpuint (import->lines->len, ==, 8);
  g_assert_cmpuint (bt_import_line (import, 1)->gap, ==, BT_IMPORT_GAP_PAGE);
  g_assert_cmpuint (bt_import_line (import, 1)->number, ==, 9);
  bt_import_free (import);
}

/* Titles run together, two levels of them, in capitals too. */
static void
test_titles (void)
{
  static const char text[] =
      "TT NỘI DUNG CÔNG VIỆC SẢN PHẨM THỜI GIAN\nTHỰC HIỆN CƠ QUAN CHỦ TRÌ CƠ QUAN\nPHỐI HỢP BẮT ĐẦU KẾT\nTHÚC\n"
      "1 Việc";
  static const char *const leaves[] = { "TT",       "NỘI DUNG CÔNG VIỆC", "SẢN PHẨM",        "BẮT ĐẦU",
                                        "KẾT THÚC", "CƠ QUAN CHỦ TRÌ",    "CƠ QUAN PHỐI HỢP" };
  static const BtRole roles[] = { BT_ROLE_ORDER, BT_ROLE_CONTENT, BT_ROLE_PRODUCT, BT_ROLE_START, BT_ROLE_FINISH,
                                  BT_ROLE_LEAD, BT_ROLE_SUPPORT };
  g_autoptr (BtReport) report = bt_report_new ();
  g_autoptr (BtGrid) grid = bt_grid_new (0);
  BtImport *import = bt_import_new (text, strlen (text), report);

  g_assert_cmpuint (bt_import_find_first_row (import, 0, 5), ==, 4);
  bt_import_read_titles (import, grid, 0, 4);
  g_assert_cmpuint (grid->columns->len, ==, 6);
  g_assert_cmpuint (grid->leaves->len, ==, G_N_ELEMENTS (leaves));
  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    {
      const BtGridColumn *leaf = g_ptr_array_index (grid->leaves, i);
      g_assert_cmpstr (leaf->title, ==, leaves[i]);
      g_assert_cmpint (leaf->role, ==, roles[i]);
    }
  bt_import_free (import);
}

static void
test_signature_words (void)
{
  BtImport import = { 0 };

  g_assert_true (bt_import_is_authority (&import, "KT. CHỦ TỊCH"));
  g_assert_true (bt_import_is_authority (&import, "TM.ỦY BAN NHÂN DÂN"));
  g_assert_false (bt_import_is_authority (&import, "TM. theo dõi việc này"));
  g_assert_true (bt_import_is_office (&import, "PHÓ CHỦ TỊCH"));
  g_assert_false (bt_import_is_office (&import, "Chủ tịch phường"));
  g_assert_true (bt_import_is_name ("Lê Tuấn Việt"));
  g_assert_true (bt_import_is_name ("LÊ TUẤN VIỆT"));
  g_assert_false (bt_import_is_name ("Lê tuấn Việt"));
  g_assert_false (bt_import_is_name ("Lê"));
  g_assert_true (bt_import_is_recipients_line (&import, "Nơi nhận:"));
  g_assert_true (bt_import_is_recipients_line (&import, "NƠI NHẬN: TM. ỦY BAN"));
  g_assert_false (bt_import_is_recipients_line (&import, "Nơi nhận hồ sơ"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/labels", test_labels);
  g_test_add_func ("/import/damaged-label", test_damaged_label);
  g_test_add_func ("/import/joining", test_joining);
  g_test_add_func ("/import/page-numbers", test_page_numbers);
  g_test_add_func ("/import/titles", test_titles);
  g_test_add_func ("/import/signature-words", test_signature_words);
  return g_test_run ();
}
