/* How long comparing takes: plans of about 100, 300 and 1,000 pages and what became of them, with and
 * without their ids. Two versions of 300 pages have 2 s. */
#include <stdlib.h>

#include "bt-compare.h"
#include "bt-made-plan.h"
#include "bt-resolve.h"

#define LIMIT 2.0

/* Every third text loses its last five characters or so; every seventh part of a list goes. */
static BtNode *
change_some (BtNode *node, guint *count)
{
  BtNodeKind kind = bt_node_get_kind (node);
  BtNodeBuilder *builder = bt_node_builder_new (kind, bt_node_get_id (node));
  BtText *text = bt_node_get_text (node);
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    bt_node_builder_set_attr (builder, attrs[i].name, attrs[i].value);
  if (text != NULL)
    {
      gsize end = bt_text_get_length (text);
      for (gsize least = end - MIN (end, 5); ++*count % 3 == 0 && end > least;)
        for (end--; !bt_text_is_boundary (text, end);)
          end--;
      bt_node_builder_take_text (builder, bt_text_slice (text, 0, end));
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      gboolean in_list =
          bt_node_get_kind (child) == BT_NODE_ROW || bt_node_get_kind (child) == BT_NODE_CLAUSE;
      if (!in_list || ++*count % 7 != 0)
        bt_node_builder_take_child (builder, change_some (child, count));
    }
  return bt_node_builder_end (builder);
}

static double
measure (BtPlan *old, BtNode *root, guint *n_changes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) new = bt_plan_new (root, &error);
  g_assert_no_error (error);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BtPlan) result = bt_review_compare (old, new, "An", "2025-08-14T09:15:30Z", &error);
  double seconds = (g_get_monotonic_time () - start) / (double) G_USEC_PER_SEC;
  g_assert_no_error (error);
  g_autoptr (GHashTable) changes = bt_review_get_open_changes (result);
  *n_changes = g_hash_table_size (changes);
  return seconds;
}

int
main (int argc, char *argv[])
{
  static const guint pages[] = { 100, 300, 1000 };
  gboolean slow = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      BtMadePlan wanted = { .seed = 7,
                            .n_sections = pages[i] / 15,
                            .n_points = 30,
                            .n_rows = 5 * pages[i],
                            .longest_cell = 160,
                            .group_every = 40 };
      g_autoptr (BtPlan) old = bt_made_plan_new (&wanted);
      guint count = 0, by_id, by_words;
      g_autoptr (BtNode) root = change_some (bt_plan_get_root (old), &count);
      g_autoptr (BtNode) renewed = bt_node_copy_with_new_ids (root);
      double known = measure (old, root, &by_id), unknown = measure (old, renewed, &by_words);
      g_print ("%4u pages, %5u nodes: by id %.3f s (%u changes), by words %.3f s (%u changes)\n",
               pages[i], bt_plan_get_n_nodes (old), known, by_id, unknown, by_words);
      slow = slow || (pages[i] == 300 && MAX (known, unknown) > LIMIT);
    }
  return slow ? EXIT_FAILURE : EXIT_SUCCESS;
}
