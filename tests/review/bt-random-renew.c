/* New ids for parts of a plan, by chance, as another program leaves them: the words stay, and some ids are others. */
#include "bt-random-renew.h"

#include "bt-schema.h"

/* One of so many tables is cut in two, of which the second has the other rows of the first; elsewhere one of so many
 * parts has a new id. */
#define TABLES_PER_CUT 4
#define PARTS_PER_ID 12

/* What shall happen to what is copied. */
typedef struct
{
  GRand *rand;
  guint kept;    /* of a table: so many of eight parts keep their ids */
  gboolean half; /* which rows of a table that is cut are left out: the first ones, or the last ones */
  gboolean cut;
} Renewal;

/* What may have another id: not the plan, nor the parts that it always has, nor a record, which bears no marks. */
static gboolean
is_renewed (const Renewal *renewal, BtNodeKind kind, gboolean in_table)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (BT_NODE_PLAN, &n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (kind == BT_NODE_PLAN || kind == BT_NODE_SOURCE || kind == parts[i])
      return FALSE;
  return in_table ? (guint) g_rand_int_range (renewal->rand, 0, 8) >= renewal->kept
                  : g_rand_int_range (renewal->rand, 0, PARTS_PER_ID) == 0;
}

static BtNode *renew (Renewal *renewal, BtNode *node, gboolean in_table, gboolean always);

/* A row stays in one of the two tables; all else is in both, with new ids in the second. */
static gboolean
is_left_out (const Renewal *renewal, const BtNode *rows, guint index)
{
  return renewal->cut && bt_node_get_kind (rows) == BT_NODE_ROWS
         && (index < bt_node_get_n_children (rows) / 2) == renewal->half;
}

static void
take_table (Renewal *renewal, BtNodeBuilder *builder, BtNode *table)
{
  renewal->kept = (guint) g_rand_int_range (renewal->rand, 0, 9);
  renewal->cut = g_rand_int_range (renewal->rand, 0, TABLES_PER_CUT) == 0;
  renewal->half = FALSE;
  bt_node_builder_take_child (builder, renew (renewal, table, TRUE, FALSE));
  renewal->half = TRUE;
  if (renewal->cut)
    bt_node_builder_take_child (builder, renew (renewal, table, TRUE, TRUE));
  renewal->cut = FALSE;
}

/* @always: it is a second copy, in which only rows keep their ids. */
static BtNode *
renew (Renewal *renewal, BtNode *node, gboolean in_table, gboolean always)
{
  BtNodeKind kind = bt_node_get_kind (node);
  gboolean row = kind == BT_NODE_ROW || kind == BT_NODE_GROUP_ROW || kind == BT_NODE_CELL;
  gboolean other = (always && !row) || is_renewed (renewal, kind, in_table);
  BtNodeBuilder *builder = bt_node_builder_new (kind, other ? NULL : bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      if (bt_node_get_kind (child) == BT_NODE_TABLE)
        take_table (renewal, builder, child);
      else if (!is_left_out (renewal, node, i))
        bt_node_builder_take_child (builder, renew (renewal, child, in_table, always));
    }
  return bt_node_builder_end (builder);
}

/* The plan with other ids; it may have neither changes nor comments, which would point to what there is no more. */
BtPlan *
bt_random_renew (GRand *rand, BtPlan *plan)
{
  Renewal renewal = { rand, 0, FALSE, FALSE };
  g_autoptr (BtNode) root = renew (&renewal, bt_plan_get_root (plan), FALSE, FALSE);
  g_autoptr (GError) error = NULL;
  BtPlan *renewed = bt_plan_new (root, &error);

  g_assert_no_error (error);
  return renewed;
}
