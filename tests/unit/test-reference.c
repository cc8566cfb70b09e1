/* Proves the words of references and citations, and that they follow when what they point to moves. */
#include "bt-reference.h"
#include "bt-symbol.h"

#include "bt-step.h"

static BtPlan *
insert (BtPlan *plan, const char *parent, guint position, BtNode *node)
{
  g_autoptr (BtNode) owned = node;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtStep) step = bt_step_new_insert (parent, position, owned);
  BtPlan *next = bt_step_apply (step, plan, NULL, &error);

  g_assert_no_error (error);
  bt_plan_unref (plan);
  return next;
}

static BtNode *
clause (const char *id, const char *label)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, id);
  bt_node_builder_set_attr (builder, "label", label);
  return bt_node_builder_end (builder);
}

static BtNode *
citing (const char *id)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, id);
  BtTextBuilder *text = bt_text_builder_new ();

  bt_text_builder_append (text, "Theo ", -1, NULL);
  bt_text_builder_append_object (text, &(BtMark){ .object = BT_OBJECT_CITE, .target = "s" });
  bt_text_builder_append (text, " và ", -1, NULL);
  bt_text_builder_append_object (text, &(BtMark){ .object = BT_OBJECT_REF, .target = "I2a" });
  bt_node_builder_take_text (builder, bt_text_builder_end (text));
  return bt_node_builder_end (builder);
}

static BtPlan *
sample (void)
{
  BtPlan *plan = bt_plan_new_blank ();
  g_autofree char *body = g_strdup (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY)));
  g_autofree char *sources = g_strdup (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_SOURCES)));
  BtNodeBuilder *source = bt_node_builder_new (BT_NODE_SOURCE, "s");

  bt_node_builder_set_attr (source, "type", "Nghị quyết");
  bt_node_builder_set_attr (source, "sign", "76/NQ-CP");
  bt_node_builder_set_attr (source, "date", "2021-07-15");
  bt_node_builder_set_attr (source, "issuer", "Chính phủ");
  bt_node_builder_set_string (source, "ban hành Chương trình tổng thể");
  plan = insert (plan, sources, 0, bt_node_builder_end (source));
  plan = insert (plan, body, 0, clause ("I", "roman"));
  plan = insert (plan, "I", 0, clause ("I1", "arabic"));
  plan = insert (plan, "I", 1, clause ("I2", "arabic"));
  plan = insert (plan, "I2", 0, clause ("I2a", "alpha"));
  plan = insert (plan, "I2a", 0, clause ("I2a1", "dash"));
  plan = insert (plan, body, 1, citing ("c1"));
  return insert (plan, body, 2, citing ("c2"));
}

static void
assert_reference (BtPlan *plan, const char *id, const char *expected)
{
  g_autofree char *words = bt_plan_dup_reference (plan, id);
  g_assert_cmpstr (words, ==, expected);
}

static void
test_references (void)
{
  g_autoptr (BtPlan) plan = sample ();

  assert_reference (plan, "I", "mục I");
  assert_reference (plan, "I2", "mục I.2");
  assert_reference (plan, "I2a", "điểm a mục I.2");
  assert_reference (plan, "I2a1", "gạch đầu dòng thứ 1 điểm a mục I.2");
  assert_reference (plan, bt_node_get_id (bt_plan_get_root (plan)), "Kế hoạch này");
  assert_reference (plan, "gone", "…");

  g_autoptr (BtStep) step = bt_step_new_remove ("I1");
  g_autoptr (BtPlan) next = bt_step_apply (step, plan, NULL, NULL);
  assert_reference (next, "I2a", "điểm a mục I.1");
}

static void
assert_place (BtPlan *plan, const char *id, const char *expected)
{
  g_autofree char *words = bt_plan_dup_place (plan, id);
  g_assert_cmpstr (words, ==, expected);
}

static BtNode *
table (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_TABLE, "t");
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, "co");
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, "ro");

  bt_node_builder_take_child (columns, bt_node_builder_end (bt_node_builder_new (BT_NODE_COLUMN, "o1")));
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *cell_id = g_strdup_printf ("x%u", i);
      BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, id);

      if (i == 1)
        bt_node_builder_set_attr (row, "del", "k");
      bt_node_builder_take_child (row, bt_node_builder_end (bt_node_builder_new (BT_NODE_CELL, cell_id)));
      bt_node_builder_take_child (rows, bt_node_builder_end (row));
    }
  bt_node_builder_take_child (builder, bt_node_builder_end (columns));
  bt_node_builder_take_child (builder, bt_node_builder_end (rows));
  return bt_node_builder_end (builder);
}

/* Of what is no clause, what it is and which one of those that stay, in its clause; of a cell, its row. */
static void
test_places (void)
{
  g_autoptr (BtPlan) plan = insert (sample (), "I2", 0, table ());
  g_autofree char *bases = g_strdup (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BASES)));

  plan = insert (plan, bases, 0, bt_node_builder_end (bt_node_builder_new (BT_NODE_BASIS, "ba")));
  assert_place (plan, "I2a", "điểm a mục I.2");
  assert_place (plan, "t", "bảng thứ 1 mục I.2");
  assert_place (plan, "o1", "cột thứ 1 mục I.2");
  assert_place (plan, "x2", "hàng 1 mục I.2");
  assert_place (plan, "r2", "hàng 1 mục I.2");
  assert_place (plan, "ba", "căn cứ thứ 1");
  assert_place (plan, bases, "");
  assert_place (plan, "gone", "…");
}

/* Full the first time, short afterwards; short becomes full when the first goes. */
static void
test_citations (void)
{
  g_autoptr (BtPlan) plan = sample ();
  g_autofree char *first = bt_plan_dup_plain_text (plan, bt_plan_get_node (plan, "c1"));
  g_autofree char *later = bt_plan_dup_plain_text (plan, bt_plan_get_node (plan, "c2"));

  g_assert_cmpstr (first, ==, "Theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ ban hành Chương trình tổng thể"
                              " và điểm a mục I.2");
  g_assert_cmpstr (later, ==, "Theo Nghị quyết số 76/NQ-CP và điểm a mục I.2");

  g_autoptr (BtStep) step = bt_step_new_remove ("c1");
  g_autoptr (BtPlan) next = bt_step_apply (step, plan, NULL, NULL);
  g_autofree char *now = bt_plan_dup_plain_text (next, bt_plan_get_node (next, "c2"));
  g_assert_cmpstr (now, ==, first);
}

/* The symbol is the initials of kind and body, without the place's name. */
static void
test_symbol (void)
{
  static const struct
  {
    const char *kind, *agency, *symbol;
  } rows[] = {
    { "KẾ HOẠCH", "ỦY BAN NHÂN DÂN\nPHƯỜNG TỨ MINH", "KH-UBND" },
    { "Quyết định", "Hội đồng nhân dân xã Đông Xuân", "QĐ-HĐND" },
    { "KẾ HOẠCH", "", NULL },
    { "", "ỦY BAN NHÂN DÂN", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *symbol = bt_symbol_make (rows[i].kind, rows[i].agency);
      g_assert_cmpstr (symbol, ==, rows[i].symbol);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reference/references", test_references);
  g_test_add_func ("/reference/places", test_places);
  g_test_add_func ("/reference/citations", test_citations);
  g_test_add_func ("/symbol", test_symbol);
  return g_test_run ();
}
