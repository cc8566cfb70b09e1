/* Proves that the checker refuses what is no plan, and that parts which are always there are put in. */
#include "bt-error.h"
#include "bt-plan.h"
#include "bt-schema.h"
#include "bt-table.h"

static void
test_names_lead_back (void)
{
  for (guint kind = 0; kind < BT_NODE_FOREIGN; kind++)
    {
      BtNodeKind back;
      g_assert_true (bt_node_kind_from_name (bt_node_kind_get_name (kind), &back));
      g_assert_cmpuint (back, ==, kind);
    }
  for (guint label = 0; label < BT_N_LABELS; label++)
    {
      BtLabel back;
      g_assert_true (bt_label_from_name (bt_label_get_name (label), &back));
      g_assert_cmpuint (back, ==, label);
    }
  for (guint role = 0; role < BT_N_ROLES; role++)
    {
      BtRole back;
      g_assert_true (bt_role_from_name (bt_role_get_name (role), &back));
      g_assert_cmpuint (back, ==, role);
    }
}

static void
test_blank_plan (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  g_autoptr (GError) error = NULL;

  bt_plan_check (plan, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_plan_get_field (plan, BT_NODE_SUBJECT), ==, "");
  g_assert_cmpuint (bt_plan_get_n_nodes (plan), ==, 1 + 9 + 9 + 3);
}

/* Parts in any order, or none, become the parts in their order. */
static void
test_parts_are_put_in_order (void)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, NULL);
  bt_node_builder_take_child (builder, bt_node_builder_end (bt_node_builder_new (BT_NODE_BODY, "body")));
  bt_node_builder_take_child (builder, bt_node_builder_end (bt_node_builder_new (BT_NODE_HEADER, "header")));
  g_autoptr (BtNode) bare = bt_node_builder_end (builder);
  g_autoptr (BtNode) whole = bt_node_complete (bare);
  g_autoptr (BtPlan) plan = bt_plan_new (whole, NULL);

  g_assert_nonnull (plan);
  g_assert_cmpstr (bt_node_get_id (bt_node_get_child (whole, 0)), ==, "header");
  g_assert_cmpstr (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY)), ==, "body");
  g_assert_null (bt_plan_new (bare, NULL));
}

static BtNode *
body_with (BtNode *child)
{
  BtNodeBuilder *root = bt_node_builder_new (BT_NODE_PLAN, NULL);
  BtNodeBuilder *body = bt_node_builder_new (BT_NODE_BODY, NULL);

  bt_node_builder_take_child (body, child);
  bt_node_builder_take_child (root, bt_node_builder_end (body));
  g_autoptr (BtNode) bare = bt_node_builder_end (root);
  return bt_node_complete (bare);
}

static void
assert_no_plan (BtNode *child)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtNode) root = body_with (child);

  g_assert_null (bt_plan_new (root, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
}

static BtNode *
table_with_row_of (guint n_cells)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);

  bt_node_builder_add_string (columns, BT_NODE_COLUMN, "TT");
  bt_node_builder_add_string (columns, BT_NODE_COLUMN, "Nội dung");
  for (guint i = 0; i < n_cells; i++)
    bt_node_builder_add_string (row, BT_NODE_CELL, "x");
  bt_node_builder_take_child (rows, bt_node_builder_end (row));
  bt_node_builder_take_child (table, bt_node_builder_end (columns));
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

static BtNode *
clause_with (const char *attr, const char *value)
{
  BtNodeBuilder *clause = bt_node_builder_new (BT_NODE_CLAUSE, NULL);
  bt_node_builder_set_attr (clause, attr, value);
  return bt_node_builder_end (clause);
}

static void
test_what_is_no_plan (void)
{
  BtNodeBuilder *twin = bt_node_builder_new (BT_NODE_CLAUSE, "same");
  bt_node_builder_take_child (twin, bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, "same")));

  assert_no_plan (bt_node_builder_end (twin));
  assert_no_plan (bt_node_builder_end (bt_node_builder_new (BT_NODE_BASIS, NULL)));
  assert_no_plan (bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, "1 2")));
  assert_no_plan (table_with_row_of (1));
  assert_no_plan (table_with_row_of (3));
  assert_no_plan (clause_with ("label", "stars"));
  assert_no_plan (clause_with ("colour", "red"));
  assert_no_plan (clause_with ("ins", "unrecorded"));

  g_autoptr (BtNode) root = body_with (table_with_row_of (2));
  g_autoptr (BtPlan) plan = bt_plan_new (root, NULL);
  g_assert_nonnull (plan);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/schema/names", test_names_lead_back);
  g_test_add_func ("/schema/blank", test_blank_plan);
  g_test_add_func ("/schema/parts", test_parts_are_put_in_order);
  g_test_add_func ("/schema/refused", test_what_is_no_plan);
  return g_test_run ();
}
