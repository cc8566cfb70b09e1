/* Proves that a persistent list of children is what an array would be, whatever is put in and taken out, and that no
 * later change shows in an earlier list. */
#include "bt-generate.h"
#include "bt-node-list.h"

#define N_CHANGES 4000
#define MAX_LENGTH 1500

static BtNode *
make_node (GRand *rand)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  if (g_rand_int_range (rand, 0, 100) == 0)
    bt_node_builder_set_attr (builder, "ins", "k1");
  return bt_node_builder_end (builder);
}

static void
assert_same (const BtNodeList *list, GPtrArray *expected)
{
  gboolean has_marks = FALSE;

  g_assert_cmpuint (bt_node_list_get_length (list), ==, expected->len);
  for (guint i = 0; i < expected->len; i++)
    {
      g_assert_true (bt_node_list_get (list, i) == expected->pdata[i]);
      has_marks |= bt_node_has_marks (expected->pdata[i]);
    }
  g_assert_cmpint (bt_node_list_has_marks (list), ==, has_marks);
}

/* Grows for a while, then shrinks: long lists and short ones, and those between, are all met. */
static guint
choose_removed (GRand *rand, guint length, guint turn)
{
  gboolean shrinks = turn % 1600 > 800 || length > MAX_LENGTH;

  if (length == 0)
    return 0;
  return g_rand_int_range (rand, 0, 10) < (shrinks ? 8 : 3);
}

static BtNodeList *
change (GRand *rand, BtNodeList *list, GPtrArray *expected, guint turn)
{
  guint n_removed = choose_removed (rand, expected->len, turn);
  guint position = g_rand_int_range (rand, 0, expected->len + 1 - n_removed);
  g_autoptr (BtNode) node = n_removed == 0 || g_rand_boolean (rand) ? make_node (rand) : NULL;

  if (n_removed > 0)
    g_ptr_array_remove_index (expected, position);
  if (node != NULL)
    g_ptr_array_insert (expected, position, bt_node_ref (node));
  return bt_node_list_replace (list, position, n_removed, node);
}

/* A copy that owns its references. */
static GPtrArray *
copy (GPtrArray *nodes)
{
  GPtrArray *copied = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (copied, bt_node_ref (nodes->pdata[i]));
  return copied;
}

static void
test_changes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (GPtrArray) expected = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  BtNodeList *list = NULL;

  for (guint i = 0; i < N_CHANGES; i++)
    {
      g_autoptr (GPtrArray) before = copy (expected);
      BtNodeList *next = change (rand, list, expected, i);

      if (i % 20 == 0)
        {
          assert_same (list, before);
          assert_same (next, expected);
        }
      bt_node_list_unref (list);
      list = next;
    }
  bt_node_list_unref (list);
}

/* A list made at once is the same, at every length around which it is cut into parts. */
static void
test_lengths (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint length = 0; length < 300; length++)
    {
      g_autoptr (GPtrArray) nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);

      for (guint i = 0; i < length; i++)
        g_ptr_array_add (nodes, make_node (rand));
      g_autoptr (GPtrArray) given = copy (nodes);
      g_ptr_array_set_free_func (given, NULL);
      BtNodeList *list = bt_node_list_new ((BtNode *const *) given->pdata, given->len);
      assert_same (list, nodes);
      bt_node_list_unref (list);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/node-list/changes", test_changes);
  g_test_add_func ("/node-list/lengths", test_lengths);
  return g_test_run ();
}
