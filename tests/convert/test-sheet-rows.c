/* Rows of a spreadsheet that come into a table of the plan: what differs is changed, in words and in how they look, and
 * nothing else. */
#include <string.h>

#include "bt-commands.h"
#include "bt-generate.h"
#include "bt-reference.h"
#include "bt-sheet-export.h"
#include "bt-sheet-fit.h"
#include "bt-resolve.h"
#include "bt-store.h"

#define APPENDIX "nphuluc"
#define TABLE "nbang"

static const char *const words[] = {
  "Ủy ban", "nhân dân", "phường", "rà soát;", "“thủ tục”", "một cửa,", "01/8/2025", "1.000", "đ)", "\n", "100%", "𝒳",
};

/* Some words, of which some look special; none where @formats is 0. */
static BtText *
make_text (GRand *rand, BtFormat formats)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  bt_text_builder_append (builder, "a", 1, &(BtMark){ .format = g_rand_int_range (rand, 0, 8) & formats });
  for (int i = g_rand_int_range (rand, 0, 6); i > 0; i--)
    {
      BtMark mark = { .format = g_rand_int_range (rand, 0, 3) == 0 ? g_rand_int_range (rand, 0, 8) & formats : 0 };
      bt_text_builder_append (builder, " ", 1, &mark);
      bt_text_builder_append (builder, words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))], -1, &mark);
    }
  bt_text_builder_append (builder, " z", 2, &(BtMark){ 0 });
  return bt_text_builder_end (builder);
}

/* The same with a reference to the appendix in it now and then. */
static BtText *
make_content (GRand *rand)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  g_autoptr (BtText) before = make_text (rand, 7), after = make_text (rand, 7);
  BtMark mark = { g_rand_int_range (rand, 0, 8), BT_OBJECT_REF, bt_intern (APPENDIX) };

  bt_text_builder_append_text (builder, before);
  if (g_rand_boolean (rand))
    bt_text_builder_append_object (builder, &mark);
  bt_text_builder_append_text (builder, after);
  return bt_text_builder_end (builder);
}

static void
take (BtNodeBuilder *parent, BtNodeKind kind, const char *role, BtText *text)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  if (role != NULL)
    bt_node_builder_set_attr (builder, "role", role);
  bt_node_builder_take_text (builder, text);
  bt_node_builder_take_child (parent, bt_node_builder_end (builder));
}

static BtNode *
make_columns (void)
{
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  take (columns, BT_NODE_COLUMN, "order", bt_text_new ("STT"));
  take (columns, BT_NODE_COLUMN, "content", bt_text_new ("Nội dung"));
  take (columns, BT_NODE_COLUMN, "lead", bt_text_new ("Đơn vị chủ trì"));
  take (columns, BT_NODE_COLUMN, "note", bt_text_new ("Ghi chú"));
  return bt_node_builder_end (columns);
}

static BtNode *
make_row (GRand *rand)
{
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);

  take (row, BT_NODE_CELL, NULL, bt_text_new (""));
  take (row, BT_NODE_CELL, NULL, make_content (rand));
  take (row, BT_NODE_CELL, NULL, make_text (rand, 7));
  take (row, BT_NODE_CELL, NULL, g_rand_boolean (rand) ? make_text (rand, 7) : bt_text_new (""));
  return bt_node_builder_end (row);
}

static BtNode *
make_table (GRand *rand)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, TABLE);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  for (int i = g_rand_int_range (rand, 1, 8); i > 0; i--)
    if (g_rand_int_range (rand, 0, 5) == 0)
      take (rows, BT_NODE_GROUP_ROW, NULL, make_text (rand, 7 & ~BT_FORMAT_BOLD));
    else
      bt_node_builder_take_child (rows, make_row (rand));
  bt_node_builder_take_child (rows, make_row (rand));
  bt_node_builder_take_child (table, make_columns ());
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

static BtPlan *
make_plan (GRand *rand)
{
  return bt_generate_table_plan (APPENDIX, TRUE, make_table (rand));
}

static void
assert_same_plan (BtPlan *plan, BtPlan *expected)
{
  g_autoptr (GBytes) a = bt_store_write_bytes (plan, NULL), b = bt_store_write_bytes (expected, NULL);

  g_assert_cmpstr (g_bytes_get_data (a, NULL), ==, g_bytes_get_data (b, NULL));
}

/* Takes the table of @from, as a workbook or as CSV, into the document's. */
static void
take_rows (BtDocument *document, BtPlan *from, gboolean csv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = csv ? bt_sheet_export_csv (from, 1, &error) : bt_sheet_export_xlsx (from, 1, &error);
  g_assert_no_error (error);
  g_autoptr (BtSheetBook) book = bt_sheet_book_read (bytes, csv ? "a.csv" : "a.xlsx", &error);
  g_assert_no_error (error);
  g_autoptr (BtSheetTable) sheet = bt_sheet_table_new (book, 0);
  g_autoptr (BtSheetFit) fit = bt_sheet_fit_new (sheet, bt_plan_get_node (bt_document_get_plan (document), TABLE));
  g_autoptr (BtIncomingRows) rows = bt_sheet_fit_make_rows (fit);

  g_assert_cmpuint (rows->columns->len, ==, 0);
  bt_document_take_rows (document, TABLE, rows, TRUE, &error);
  g_assert_no_error (error);
}

/* What went out and comes back as it was changes nothing, references included; CSV knows no formats, so these stay. */
static void
test_untouched (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (BtPlan) plan = make_plan (rand);
      g_autoptr (BtDocument) document = bt_document_new (plan);
      bt_document_set_author (document, "Lan");
      take_rows (document, plan, i % 2);
      assert_same_plan (bt_document_get_plan (document), plan);
    }
}

/* How the letters look that stand in the rows, with the words of objects; blanks look like anything. */
static void
describe (BtPlan *plan, const BtNode *node, GString *out)
{
  const BtText *text = bt_node_get_text (node);
  BtFormat before = 0;

  for (gsize at = 0; text != NULL && at < bt_text_get_length (text);)
    {
      const char *letter = bt_text_get_string (text) + at;
      const BtMark *mark = bt_text_get_mark (text, at);
      gsize next = g_utf8_next_char (letter) - bt_text_get_string (text);
      g_autofree char *own = mark->object != BT_OBJECT_NONE ? bt_plan_dup_object_text (plan, node, at)
                                                            : g_strndup (letter, next - at);
      if (!g_unichar_isspace (g_utf8_get_char (own)) && mark->format != before)
        {
          g_string_append_printf (out, "<%u>", mark->format);
          before = mark->format;
        }
      g_string_append (out, own);
      at = next;
    }
  g_string_append (out, "|");
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    describe (plan, bt_node_get_child (node, i), out);
}

static void
assert_same_rows (BtPlan *plan, BtPlan *expected)
{
  g_autoptr (GString) a = g_string_new (NULL), b = g_string_new (NULL);

  describe (plan, bt_plan_get_node (plan, TABLE), a);
  describe (expected, bt_plan_get_node (expected, TABLE), b);
  g_assert_cmpstr (a->str, ==, b->str);
}

/* A copy of the plan in which some rows are other ones. */
static BtPlan *
change_rows (GRand *rand, BtPlan *plan)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtNode) table = make_table (rand);
  BtNode *others = bt_node_get_child (table, 1);

  for (guint i = 0; i < bt_node_get_n_children (others); i++)
    {
      BtNode *rows = bt_node_get_child (bt_plan_get_node (bt_document_get_plan (document), TABLE), 1);
      guint position = g_rand_int_range (rand, 0, bt_node_get_n_children (rows) + 1);
      g_assert_true (bt_document_insert_node (document, bt_node_get_id (rows), position,
                                              bt_node_get_child (others, i), NULL));
    }
  for (guint i = g_rand_int_range (rand, 0, 3); i > 0; i--)
    {
      BtNode *rows = bt_node_get_child (bt_plan_get_node (bt_document_get_plan (document), TABLE), 1);
      guint position = g_rand_int_range (rand, 0, bt_node_get_n_children (rows));
      bt_document_remove (document, bt_node_get_id (bt_node_get_child (rows, position)), NULL);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

/* The table then says what the workbook says and looks like it; refused, and undone, it is what it was. */
static void
test_edited (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint i = 0; i < 60; i++)
    {
      g_autoptr (BtPlan) plan = make_plan (rand);
      g_autoptr (BtPlan) other = change_rows (rand, plan);
      g_autoptr (BtDocument) document = bt_document_new (plan);
      bt_document_set_author (document, "Lan");
      take_rows (document, other, FALSE);
      g_autoptr (BtPlan) final = bt_review_view (bt_document_get_plan (document), BT_VIEW_FINAL);
      g_autoptr (BtPlan) original = bt_review_view (bt_document_get_plan (document), BT_VIEW_ORIGINAL);
      assert_same_rows (final, other);
      assert_same_rows (original, plan);
      if (bt_document_can_undo (document))
        bt_document_undo (document);
      assert_same_plan (bt_document_get_plan (document), plan);
    }
}

/* More rows than each can be compared with each. */
#define N_LONG 1200
#define PUT_IN 300
#define TAKEN_OUT 900
#define EDITED 100

static BtNode *
make_long_table (gboolean later)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, TABLE);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  for (guint i = 0; i < N_LONG; i++)
    {
      BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);
      g_autofree char *task = g_strdup_printf ("Việc %u", i), *lead = g_strdup_printf ("Tổ %u", i % 7);
      bt_node_builder_add_string (row, BT_NODE_CELL, "");
      bt_node_builder_add_string (row, BT_NODE_CELL, task);
      bt_node_builder_add_string (row, BT_NODE_CELL, lead);
      bt_node_builder_add_string (row, BT_NODE_CELL, later && i % EDITED == 0 ? "sửa" : "");
      if (i == (later ? TAKEN_OUT : PUT_IN))
        bt_node_builder_free (row);
      else
        bt_node_builder_take_child (rows, bt_node_builder_end (row));
    }
  bt_node_builder_take_child (table, make_columns ());
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

/* Of a long table, too, only what differs is changed. */
static void
test_long (void)
{
  g_autoptr (BtPlan) plan = bt_generate_table_plan (APPENDIX, TRUE, make_long_table (FALSE));
  g_autoptr (BtPlan) other = bt_generate_table_plan (APPENDIX, TRUE, make_long_table (TRUE));
  g_autoptr (BtDocument) document = bt_document_new (plan);
  guint n_in = 0, n_out = 0, n_edited = 0;

  bt_document_set_author (document, "Lan");
  take_rows (document, other, FALSE);
  BtNode *rows = bt_node_get_child (bt_plan_get_node (bt_document_get_plan (document), TABLE), 1);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      n_in += bt_node_get_attr (row, "ins") != NULL;
      n_out += bt_node_get_attr (row, "del") != NULL;
      n_edited += bt_node_get_attr (row, "ins") == NULL && *bt_node_get_string (bt_node_get_child (row, 3)) != '\0';
    }
  g_assert_cmpuint (n_in, ==, 1);
  g_assert_cmpuint (n_out, ==, 1);
  /* Two of those that say something new are the ones that came and went. */
  g_assert_cmpuint (n_edited, ==, N_LONG / EDITED - 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sheet-rows/untouched", test_untouched);
  g_test_add_func ("/sheet-rows/edited", test_edited);
  g_test_add_func ("/sheet-rows/long", test_long);

  return g_test_run ();
}
