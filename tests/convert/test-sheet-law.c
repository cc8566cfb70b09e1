/* The laws of spreadsheets: a table goes out as XLSX, and as CSV, and comes back as the same table; what a plan's
 * appendices say is in the workbook. */
#include <string.h>

#include "bt-error.h"
#include "bt-generate.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-sheet-export.h"
#include "bt-sheet-private.h"
#include "bt-sheet-table.h"
#include "bt-sheet-text.h"
#include "bt-table.h"

static const struct
{
  const char *title, *role;
} plain[] = {
  { "Sản phẩm", "product" },     { "Đơn vị chủ trì", "lead" }, { "Đơn vị\nphối hợp", "support" },
  { "Ghi chú", "note" },         { "Hình thức", "text" },      { "Số lượng \"bản\", tờ", "text" },
  { "Bắt đầu", "start" },        { "Hoàn thành", "finish" },   { "Kinh phí (triệu đồng)", "text" },
};

static const char *const words[] = {
  "Ủy ban", "nhân dân", "phường", "ệậặộ", "rà soát;", "“thủ tục”", "\"một\"", "cửa,", "_x0041_", "_x000d_", "=1+1",
  "- Tổ", "+ Tổ", "@a", "01/8/2025", "1.000", "&amp;", "<b>", "\n", "\n\n", "I.", "đ)", "…", "100%", "𝒳",
};

/* Records have no formats. */
static gboolean rich_texts;

#define ALL (BT_FORMAT_BOLD | BT_FORMAT_ITALIC | BT_FORMAT_UNDERLINE)

/* A text without blanks around it; never empty. */
static char *
make_text (GRand *rand, int most)
{
  g_autoptr (GString) text = g_string_new ("a");

  for (int i = g_rand_int_range (rand, 0, most); i > 0; i--)
    g_string_append_printf (text, " %s", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
  if (g_rand_boolean (rand))
    g_string_erase (text, 0, 1);
  char *stripped = g_strstrip (g_strdup (text->str));
  if (*stripped != '\0')
    return stripped;
  g_free (stripped);
  return g_strdup ("b");
}

/* Some words of it look special in one of the ways of @all: bold, in italics, underlined. */
static BtText *
make_rich (GRand *rand, const char *string, BtFormat all)
{
  BtText *text = bt_text_new (string);
  glong n = g_utf8_strlen (string, -1);

  for (int i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    {
      glong a = g_rand_int_range (rand, 0, n + 1), b = g_rand_int_range (rand, 0, n + 1);
      BtTextBuilder *builder = bt_text_builder_new ();
      gsize start = g_utf8_offset_to_pointer (string, MIN (a, b)) - string;
      gsize end = g_utf8_offset_to_pointer (string, MAX (a, b)) - string;
      for (gsize at = 0; at < strlen (string);)
        {
          gsize next = g_utf8_next_char (string + at) - string;
          BtMark mark = *bt_text_get_mark (text, at);
          if (at >= start && at < end)
            mark.format ^= 1 << (i % 3) & all;
          bt_text_builder_append (builder, string + at, next - at, &mark);
          at = next;
        }
      bt_text_unref (text);
      text = bt_text_builder_end (builder);
    }
  return text;
}

static BtNode *
make_cell (GRand *rand, const char *string, gboolean rich)
{
  BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, NULL);

  bt_node_builder_take_text (cell, rich && rich_texts ? make_rich (rand, string, ALL) : bt_text_new (string));
  return bt_node_builder_end (cell);
}

static BtNode *
make_column (GRand *rand, const char *title, const char *role)
{
  BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);

  bt_node_builder_set_attr (column, "role", role);
  bt_node_builder_take_text (column, make_rich (rand, title, rich_texts ? ALL & ~BT_FORMAT_BOLD : 0));
  return bt_node_builder_end (column);
}

/* Some of the usual columns, a few of them in groups. */
static BtNode *
make_columns (GRand *rand, guint *n_leaves)
{
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);
  gboolean ordered = g_rand_int_range (rand, 0, 4) > 0;

  if (ordered)
    bt_node_builder_take_child (columns, make_column (rand, "STT", "order"));
  bt_node_builder_take_child (columns, make_column (rand, "Nội dung", "content"));
  *n_leaves = 1 + ordered;
  for (guint i = 0; i < G_N_ELEMENTS (plain);)
    {
      guint n = g_rand_int_range (rand, 1, 4);
      if (n == 1 || i + n > G_N_ELEMENTS (plain))
        {
          n = 1;
          if (*n_leaves < 3 || g_rand_boolean (rand))
            {
              bt_node_builder_take_child (columns, make_column (rand, plain[i].title, plain[i].role));
              *n_leaves += 1;
            }
        }
      else
        {
          BtNodeBuilder *group = bt_node_builder_new (BT_NODE_COLUMN, NULL);
          g_autofree char *title = make_text (rand, 3);
          bt_node_builder_set_string (group, title);
          for (guint k = 0; k < n; k++)
            bt_node_builder_take_child (group, make_column (rand, plain[i + k].title, plain[i + k].role));
          bt_node_builder_take_child (columns, bt_node_builder_end (group));
          *n_leaves += n;
        }
      i += n;
    }
  return bt_node_builder_end (columns);
}

static BtNode *
make_row (GRand *rand, guint n_leaves, gboolean ordered)
{
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);

  for (guint i = 0; i < n_leaves; i++)
    {
      gboolean empty = i == 0 ? ordered && g_rand_int_range (rand, 0, 8) > 0 : i > ordered && g_rand_boolean (rand);
      g_autofree char *text = empty ? g_strdup ("") : i == 0 && ordered ? g_strdup ("1.1") : make_text (rand, 12);
      bt_node_builder_take_child (row, make_cell (rand, text, !(i == 0 && ordered)));
    }
  return bt_node_builder_end (row);
}

static BtNode *
make_rows (GRand *rand, guint n_leaves, gboolean ordered)
{
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  for (int i = g_rand_int_range (rand, 1, 12); i > 0; i--)
    {
      BtNodeBuilder *group = bt_node_builder_new (BT_NODE_GROUP_ROW, NULL);
      g_autofree char *text = make_text (rand, 8);
      /* they are bold anyway */
      bt_node_builder_take_text (group, make_rich (rand, text, rich_texts ? ALL & ~BT_FORMAT_BOLD : 0));
      if (g_rand_int_range (rand, 0, 5) == 0)
        bt_node_builder_take_child (rows, bt_node_builder_end (group));
      else
        {
          bt_node_builder_free (group);
          bt_node_builder_take_child (rows, make_row (rand, n_leaves, ordered));
        }
    }
  return bt_node_builder_end (rows);
}

static BtNode *
make_table (GRand *rand)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  guint n_leaves;
  BtNode *columns = make_columns (rand, &n_leaves);
  gboolean ordered = g_strcmp0 (bt_node_get_attr (bt_node_get_child (columns, 0), "role"), "order") == 0;

  bt_node_builder_take_child (table, columns);
  bt_node_builder_take_child (table, make_rows (rand, n_leaves, ordered));
  return bt_node_builder_end (table);
}

/* How the letters of a text look, those that look the same as one; blanks look like anything. */
static void
describe_formats (const BtText *text, GString *out)
{
  const char *string = bt_text_get_string (text);
  BtFormat before = 0;

  for (const char *c = string; *c != '\0'; c = g_utf8_next_char (c))
    {
      BtFormat format = bt_text_get_mark (text, c - string)->format;
      if (g_unichar_isspace (g_utf8_get_char (c)))
        continue;
      if (format != before)
        g_string_append_printf (out, " %u from %u", format, (guint) (c - string));
      before = format;
    }
}

/* Everything of a node but its id. */
static void
describe (const BtNode *node, GString *out, guint depth)
{
  const char *role = bt_node_get_attr (node, "role");

  g_string_append_printf (out, "%*s%s %s “%s”\n", depth * 2, "", bt_node_kind_get_name (bt_node_get_kind (node)),
                          role != NULL ? role : "", bt_node_get_text (node) != NULL ? bt_node_get_string (node) : "");
  if (rich_texts && bt_node_get_text (node) != NULL)
    {
      g_string_truncate (out, out->len - 1);
      describe_formats (bt_node_get_text (node), out);
      g_string_append_c (out, '\n');
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    describe (bt_node_get_child (node, i), out, depth + 1);
}

static char *
dup_description (const BtNode *node)
{
  GString *out = g_string_new (NULL);

  describe (node, out, 0);
  return g_string_free (out, FALSE);
}

static BtNode *
come_back (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, name, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bt_sheet_book_get_n_sheets (book), ==, 1);
  g_autoptr (BtSheetTable) table = bt_sheet_table_new (book, 0);
  return bt_sheet_table_to_appendix (table);
}

static void
assert_same_table (const BtNode *appendix, const BtNode *table)
{
  g_autofree char *before = dup_description (table);
  g_autofree char *after = dup_description (bt_node_get_child_of_kind (appendix, BT_NODE_TABLE));

  g_auto (GStrv) old = g_strsplit (before, "\n", -1);
  g_auto (GStrv) new = g_strsplit (after, "\n", -1);

  for (guint i = 0; old[i] != NULL && new[i] != NULL; i++)
    g_assert_cmpstr (new[i], ==, old[i]);
  g_assert_cmpuint (g_strv_length (new), ==, g_strv_length (old));
}

static void
test_xlsx (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  rich_texts = TRUE;
  for (guint i = 0; i < 150; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtNode) table = make_table (rand);
      g_autoptr (BtPlan) plan = bt_generate_table_plan (NULL, FALSE, bt_node_ref (table));
      g_autoptr (GBytes) bytes = bt_sheet_export_xlsx (plan, 1, &error);
      g_assert_no_error (error);
      g_autoptr (GBytes) again = bt_sheet_export_xlsx (plan, 0, &error);
      g_assert_true (g_bytes_equal (bytes, again));
      g_autoptr (BtNode) appendix = come_back (bytes, "law.xlsx");
      assert_same_table (appendix, table);
      g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 0)), ==, "DANH MỤC NHIỆM VỤ");
      g_assert_cmpstr (bt_node_get_string (bt_node_get_child (appendix, 1)), ==, "(Kèm theo Kế hoạch số 12/KH-UBND)");
      g_assert_cmpuint (bt_node_get_n_children (appendix), ==, 3);
    }
}

static const double usual[] = { 12, 83.5, 40, 29.5 };

static BtNode *
make_wide_column (guint i, double width)
{
  BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  bt_node_builder_set_attr (column, "role", i == 0 ? "order" : i == 1 ? "content" : plain[i].role);
  bt_node_builder_set_attr (column, "width", g_ascii_formatd (number, sizeof number, "%.1f", width));
  bt_node_builder_set_string (column, i == 0 ? "STT" : i == 1 ? "Nội dung" : plain[i].title);
  return bt_node_builder_end (column);
}

static BtNode *
make_wide_table (GRand *rand, double scale)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    bt_node_builder_take_child (columns, make_wide_column (i, usual[i] * scale));
  bt_node_builder_take_child (table, bt_node_builder_end (columns));
  bt_node_builder_take_child (table, make_rows (rand, G_N_ELEMENTS (usual), TRUE));
  return bt_node_builder_end (table);
}

/* Columns come back as wide as they went out where they fill the page; else they are made to. */
static void
test_widths (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint part = 1; part < 4; part++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPlan) plan = bt_generate_table_plan (NULL, FALSE, make_wide_table (rand, 1.0 / part));
      g_autoptr (GBytes) bytes = bt_sheet_export_xlsx (plan, 1, &error);
      g_assert_no_error (error);
      g_autoptr (BtNode) appendix = come_back (bytes, "law.xlsx");
      g_autoptr (GPtrArray) leaves = bt_table_get_leaves (bt_node_get_child_of_kind (appendix, BT_NODE_TABLE));
      g_assert_cmpuint (leaves->len, ==, G_N_ELEMENTS (usual));
      for (guint i = 0; i < leaves->len; i++)
        g_assert_cmpfloat_with_epsilon (bt_column_get_width (leaves->pdata[i]), usual[i], 1.5);
    }
}

/* Records have no merged cells: a row over the whole width is told by its number alone. */
static void
test_csv (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  guint n = 0;

  rich_texts = FALSE;
  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtNode) table = make_table (rand);
      g_autoptr (BtPlan) plan = bt_generate_table_plan (NULL, FALSE, bt_node_ref (table));
      g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
      if (bt_column_get_role (leaves->pdata[0]) != BT_ROLE_ORDER)
        continue;
      g_autoptr (GBytes) bytes = bt_sheet_export_csv (plan, 1, &error);
      g_assert_no_error (error);
      g_autoptr (BtNode) appendix = come_back (bytes, "law.csv");
      assert_same_table (appendix, table);
      n++;
    }
  g_assert_cmpuint (n, >, 100);
}

/* The words of @node and of everything below, as a sheet may have them, must stand in @found. */
static void
assert_all_there (const BtPlan *plan, const BtNode *node, const GString *found)
{
  if (bt_node_get_text (node) != NULL)
    {
      g_autofree char *text = bt_plan_dup_plain_text (plan, node);
      g_autofree char *clean = bt_sheet_clean (text);
      if (strstr (found->str, clean) == NULL)
        g_error ("“%s” is lost", clean);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    assert_all_there (plan, bt_node_get_child (node, i), found);
}

/* All that the cells of a workbook say. */
static GString *
gather_cells (GBytes *bytes)
{
  GString *found = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, "law.xlsx", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < bt_sheet_book_get_n_sheets (book); i++)
    {
      const BtSheet *sheet = bt_sheet_book_get (book, i);
      for (guint row = 0; row < sheet->rows->len; row++)
        for (guint column = 0; column < sheet->n_columns; column++)
          g_string_append_printf (found, "%s\v", bt_sheet_get (sheet, row, column));
    }
  return found;
}

/* Whatever a plan's appendices say is in the workbook, references and citations too. */
static void
test_nothing_lost (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  guint n = 0;

  for (guint i = 0; i < 40; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BtPlan) plan = bt_generate_clean_plan (rand, 60);
      g_autoptr (GBytes) bytes = bt_sheet_export_xlsx (plan, 0, &error);
      if (g_error_matches (error, BT_ERROR, BT_ERROR_USAGE))
        continue;
      g_assert_no_error (error);
      GString *found = gather_cells (bytes);
      assert_all_there (plan, bt_plan_get_part (plan, BT_NODE_APPENDICES), found);
      g_string_free (found, TRUE);
      n++;
    }
  g_assert_cmpuint (n, >, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet-law/xlsx", test_xlsx);
  g_test_add_func ("/sheet-law/widths", test_widths);
  g_test_add_func ("/sheet-law/csv", test_csv);

  g_test_add_func ("/sheet-law/nothing-lost", test_nothing_lost);

  return g_test_run ();
}
