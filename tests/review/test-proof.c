/* Proves that the proof proves: it holds over random edits, and a plan that says something else is found out. */
#include "bt-commands.h"
#include "bt-generate.h"
#include "bt-proof.h"
#include "bt-random-edit.h"

#define N_PAIRS 60

static BtPlan *
edited (GRand *rand, BtPlan *plan, guint n_edits)
{
  g_autoptr (BtDocument) document = bt_document_new (plan);

  bt_document_set_author (document, "An");
  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, bt_document_get_plan (document));
      bt_random_edit_run (edit, document, NULL, NULL);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

/* What is there before has open changes as often as not: it counts as it reads. */
static void
test_random_edits (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) before = i % 2 ? bt_generate_plan (rand, 12) : bt_generate_clean_plan (rand, 12);
      g_autoptr (BtPlan) after = edited (rand, before, 12);
      g_autoptr (GError) error = NULL;
      BtProof proof;

      g_test_message ("seed %u", seed + i);
      g_assert_true (bt_review_prove (before, after, &proof, &error));
      g_assert_no_error (error);
      g_assert_true (proof.rejected);
      g_assert_true (proof.accepted);
    }
}

/* One word more, a number set, a paragraph gone: neither reads the same. */
static void
test_finds_out (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtPlan) plan = bt_generate_clean_plan (rand, 12);
  g_autoptr (BtDocument) document = bt_document_new (plan);

  g_assert_true (bt_review_reads_same (plan, bt_document_get_plan (document)));
  g_assert_true (bt_document_set_tracking (document, TRUE, NULL));
  g_assert_true (bt_document_start_round (document, NULL));
  g_assert_true (bt_review_reads_same (plan, bt_document_get_plan (document)));
  g_assert_true (bt_document_set_tracking (document, FALSE, NULL));
  g_assert_true (bt_document_set_field (document, BT_NODE_NUMBER, "987654", NULL));
  g_assert_false (bt_review_reads_same (plan, bt_document_get_plan (document)));
  bt_document_undo (document);
  g_assert_true (bt_review_reads_same (plan, bt_document_get_plan (document)));
  g_assert_true (bt_document_set_attr (document, bt_node_get_id (bt_plan_get_root (plan)), "medium",
                                       g_strcmp0 (bt_node_get_attr (bt_plan_get_root (plan), "medium"), "paper") == 0
                                           ? "electronic"
                                           : "paper",
                                       NULL));
  g_assert_false (bt_review_reads_same (plan, bt_document_get_plan (document)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/proof/random-edits", test_random_edits);
  g_test_add_func ("/proof/finds-out", test_finds_out);
  return g_test_run ();
}
