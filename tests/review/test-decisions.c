/* Proves over random scripts of tracked edits by several authors: the list names just the changes that marks name, a
 * plan read back from its XML has every mark, and deciding author by author ends as deciding all at once, with a log
 * that tells of each change who decided it. */
#include <string.h>

#include "bt-change-list.h"
#include "bt-commands.h"
#include "bt-decide.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-saved.h"

/* Random scripts, where the environment (BT_SCRIPTS) does not ask for another number. */
#define N_SCRIPTS 30
#define N_EDITS 40

static void
check_list (BtPlan *plan)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (GHashTable) listed = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (change->state == BT_CHANGE_DECIDED)
        continue;
      g_assert_true (g_hash_table_contains (open, change->id));
      g_assert_true (bt_plan_has_node (plan, change->node));
      g_assert_nonnull (change->text);
      g_assert_nonnull (change->old);
      g_hash_table_add (listed, (gpointer) change->id);
    }
  g_assert_cmpuint (g_hash_table_size (listed), ==, g_hash_table_size (open));
}

static BtPlan *
make_reviewed (GRand *rand, guint *n_marked)
{
  BtPlan *plan = bt_random_edit_make_reviewed (rand, 6, N_EDITS);

  bt_saved_check (plan);
  check_list (plan);
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  *n_marked += g_hash_table_size (open);
  return plan;
}

/* Decides what an author did, or with no author what is left. */
static BtPlan *
decide (BtPlan *plan, const char *author, gboolean accept, const char *by)
{
  BtChangeFilter filter = { .author = author };
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) chosen = bt_change_list_select (list, plan, &filter);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_review_decide (run, chosen, accept, by, "2026-01-01T00:00:00Z", &error);
  g_assert_no_error (error);
  bt_plan_check (bt_step_run_get_plan (run), &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_step_run_get_plan (run));
}

/* Whether both plans are the same but for the records of their changes. */
static void
assert_same_reading (const BtPlan *a, const BtPlan *b)
{
  const BtNode *root_a = bt_plan_get_root (a), *root_b = bt_plan_get_root (b);

  for (guint i = 0; i < bt_node_get_n_children (root_a); i++)
    if (bt_node_get_kind (bt_node_get_child (root_a, i)) != BT_NODE_CHANGES)
      g_assert_true (bt_node_equal (bt_node_get_child (root_a, i), bt_node_get_child (root_b, i)));
}

static void
check_record (const BtPlan *decided, const char *id, const char *decision, const char *by)
{
  const BtNode *record = bt_plan_get_node (decided, id);

  g_assert_nonnull (record);
  g_assert_cmpstr (bt_node_get_attr (record, "decision"), ==, decision);
  g_assert_cmpstr (bt_node_get_attr (record, "decided-by"), ==, by);
}

static void
check_overtaken (const BtPlan *decided, const char *id)
{
  check_record (decided, id, "overtaken", "first");
  const char *taker = bt_node_get_attr (bt_plan_get_node (decided, id), "overtaken-by");
  if (taker != NULL)
    g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (decided, taker), "author"), ==, "An");
}

/* Every change is logged as decided by the right one. What An's decisions have taken with them, such as
 * the words of another author that An deleted, was never decided on its own: it is logged as overtaken by
 * a change of An's. */
static void
check_log (const BtPlan *marked, const BtPlan *half, const BtPlan *decided, const char *decision)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (marked);
  g_autoptr (GHashTable) left = bt_review_get_open_changes (half);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, open);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const BtNode *record = bt_plan_get_node (marked, id);
      gboolean first = strcmp (bt_node_get_attr (record, "author"), "An") == 0;
      if (first || g_hash_table_contains (left, id))
        check_record (decided, id, decision, first ? "first" : "second");
      else
        check_overtaken (decided, id);
    }
  g_assert_cmpuint (bt_node_get_n_children (bt_plan_get_part (decided, BT_NODE_CHANGES)), ==,
                    g_hash_table_size (open));
}

static void
check_decisions (BtPlan *plan, gboolean accept)
{
  g_autoptr (BtPlan) half = decide (plan, "An", accept, "first");
  check_list (half);
  bt_saved_check (half);
  g_autoptr (BtPlan) done = decide (half, NULL, accept, "second");
  g_autoptr (BtPlan) at_once = decide (plan, NULL, accept, "somebody");

  assert_same_reading (done, at_once);
  g_autoptr (BtPlan) view = bt_review_view (plan, accept ? BT_VIEW_FINAL : BT_VIEW_ORIGINAL);
  assert_same_reading (done, view);
  check_log (plan, half, done, accept ? "accepted" : "rejected");
}

static void
test_decisions (void)
{
  guint n_scripts = bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), n_marked = 0;
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < n_scripts; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      bt_id_set_seed (seed + i);
      g_test_message ("script BT_SEED=%u", seed + i);
      g_autoptr (BtPlan) plan = make_reviewed (rand, &n_marked);
      check_decisions (plan, TRUE);
      check_decisions (plan, FALSE);
    }
  g_assert_cmpuint (n_marked, >, n_scripts * 5);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/decisions", test_decisions);
  return g_test_run ();
}
