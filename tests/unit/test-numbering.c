/* Proves the labels of every scheme: counted anew below each parent, across notes, never stored. */
#include "bt-numbering.h"

static BtNode *
clause (const char *id, const char *label, BtNode *first, ...)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, id);
  va_list rest;

  bt_node_builder_set_attr (builder, "label", label);
  va_start (rest, first);
  for (BtNode *child = first; child != NULL; child = va_arg (rest, BtNode *))
    bt_node_builder_take_child (builder, child);
  va_end (rest);
  return bt_node_builder_end (builder);
}

static BtPlan *
plan_of (BtNodeKind part_kind, BtNode *first, ...)
{
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  BtPlan *plan = bt_plan_ref (blank);
  const char *part = bt_node_get_id (bt_plan_get_part (blank, part_kind));
  va_list rest;
  guint position = 0;

  va_start (rest, first);
  for (BtNode *child = first; child != NULL; child = va_arg (rest, BtNode *))
    {
      g_autoptr (BtNode) owned = child;
      GPtrArray *path = bt_plan_get_path (plan, part);
      BtNode *next_part = bt_node_with_child_inserted (path->pdata[1], position++, owned);
      guint at;
      bt_plan_get_parent (plan, part, &at);
      g_autoptr (BtNode) root = bt_node_with_child (path->pdata[0], at, next_part);
      bt_node_unref (next_part);
      g_ptr_array_unref (path);
      bt_plan_unref (plan);
      plan = bt_plan_new (root, NULL);
    }
  va_end (rest);
  return plan;
}

static void
assert_label (BtPlan *plan, const char *id, const char *expected)
{
  g_autofree char *label = bt_plan_dup_label (plan, id);
  g_assert_cmpstr (label, ==, expected);
}

static void
test_schemes (void)
{
  g_autoptr (BtPlan) plan = plan_of (
    BT_NODE_BODY, clause ("opening", "none", NULL),
    clause ("I", "roman",
            clause ("I1", "arabic", clause ("I1a", "alpha", NULL), clause ("I1b", "alpha", NULL), NULL),
            clause ("note", "none", NULL),
            clause ("I2", "arabic",
                    clause ("I21", "decimal", clause ("I211", "decimal", NULL), NULL),
                    clause ("I22", "decimal", NULL), NULL),
            NULL),
    clause ("II", "roman",
            clause ("II1", "arabic", clause ("II1-", "dash", clause ("II1p", "plus", NULL), NULL), NULL), NULL),
    NULL);

  static const char *const labels[][2] = {
    { "opening", "" }, { "I", "I." },      { "I1", "1." },       { "I1a", "a)" }, { "I1b", "b)" },
    { "note", "" },    { "I2", "2." },     { "I21", "2.1." },    { "I211", "2.1.1." }, { "I22", "2.2." },
    { "II", "II." },   { "II1", "1." },    { "II1-", "-" },      { "II1p", "+" },
  };
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    assert_label (plan, labels[i][0], labels[i][1]);
  assert_label (plan, "nobody", "");
}

static void
test_points_follow_the_alphabet (void)
{
  static const char *const expected[] = { "a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)" };
  BtCounter counter = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (BtNode) point = clause (NULL, "alpha", NULL);
      g_autofree char *label = bt_label_format (BT_LABEL_ALPHA, bt_counter_next (&counter, point), NULL);
      g_assert_cmpstr (label, ==, expected[i]);
    }
}

static BtNode *
appendix (const char *id)
{
  g_autoptr (BtNode) bare = bt_node_builder_end (bt_node_builder_new (BT_NODE_APPENDIX, id));
  return bt_node_complete (bare);
}

/* One appendix has no number; two or more have Roman ones. */
static void
test_appendices (void)
{
  g_autoptr (BtPlan) one = plan_of (BT_NODE_APPENDICES, appendix ("A"), NULL);
  g_autoptr (BtPlan) two = plan_of (BT_NODE_APPENDICES, appendix ("A"), appendix ("B"), NULL);

  assert_label (one, "A", "Phụ lục");
  assert_label (two, "A", "Phụ lục I");
  assert_label (two, "B", "Phụ lục II");
}

static void
test_rows_begin_anew_below_a_group (void)
{
  static const BtNodeKind kinds[] = { BT_NODE_ROW, BT_NODE_ROW, BT_NODE_GROUP_ROW, BT_NODE_ROW };
  static const guint expected[] = { 1, 2, 1, 1 };
  BtCounter counter = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BtNode) row = bt_node_builder_end (bt_node_builder_new (kinds[i], NULL));
      g_assert_cmpuint (bt_counter_next (&counter, row), ==, expected[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/numbering/schemes", test_schemes);
  g_test_add_func ("/numbering/points", test_points_follow_the_alphabet);
  g_test_add_func ("/numbering/appendices", test_appendices);
  g_test_add_func ("/numbering/rows", test_rows_begin_anew_below_a_group);
  return g_test_run ();
}
