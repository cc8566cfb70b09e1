/* Proves the laws of steps over random plans: what applies keeps every invariant, its inverse leads back to the same
 * tree, the plan before never changes, and what does not fit changes nothing. */
#include "bt-error.h"
#include "bt-generate.h"
#include "bt-intern.h"
#include "bt-referrers.h"
#include "bt-schema.h"

#define PLANS 60
#define STEPS 120

static void
assert_whole (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

/* Applies a random step; gives the plan after and pushes the inverse. */
static BtPlan *
walk (GRand *rand, BtPlan *plan, GPtrArray *inverses)
{
  g_autoptr (BtStep) step = bt_generate_step (rand, plan);
  g_autoptr (GError) error = NULL;
  BtStep *inverse = NULL;

  if (step == NULL)
    return bt_plan_ref (plan);
  BtPlan *next = bt_step_apply (step, plan, &inverse, &error);
  g_assert_true ((next == NULL) == (error != NULL));
  g_assert_true ((next == NULL) == (inverse == NULL));
  if (next == NULL)
    return bt_plan_ref (plan);
  assert_whole (next);
  g_ptr_array_add (inverses, inverse);
  return next;
}

static void
test_inverses (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  guint applied = 0;

  for (guint i = 0; i < PLANS; i++)
    {
      g_autoptr (BtPlan) first = bt_generate_plan (rand, 30);
      g_autoptr (GPtrArray) plans = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_plan_unref);
      g_autoptr (GPtrArray) inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_step_unref);
      g_ptr_array_add (plans, bt_plan_ref (first));
      for (guint j = 0; j < STEPS; j++)
        {
          guint before = inverses->len;
          BtPlan *next = walk (rand, plans->pdata[plans->len - 1], inverses);
          if (inverses->len > before)
            g_ptr_array_add (plans, next);
          else
            bt_plan_unref (next);
        }
      applied += inverses->len;

      g_autoptr (BtPlan) plan = bt_plan_ref (plans->pdata[plans->len - 1]);
      for (guint j = inverses->len; j > 0; j--)
        {
          g_autoptr (GError) error = NULL;
          BtPlan *back = bt_step_apply (inverses->pdata[j - 1], plan, NULL, &error);
          g_assert_no_error (error);
          bt_plan_unref (plan);
          plan = back;
          g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (plans->pdata[j - 1])));
        }
      assert_whole (plan);
      assert_whole (first);
    }
  g_test_message ("%u of %u steps fitted", applied, PLANS * STEPS);
  g_assert_cmpuint (applied, >, PLANS * STEPS / 5);
}

/* An edit copies the path from the root to the node, nothing else. */
static void
test_structure_is_shared (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  g_autoptr (BtPlan) plan = bt_generate_plan (rand, 40);
  g_autoptr (BtText) word = bt_text_new ("mới");
  BtNode *subject = bt_node_get_child_of_kind (bt_plan_get_part (plan, BT_NODE_HEADER), BT_NODE_SUBJECT);
  g_autoptr (BtStep) step = bt_step_new_replace_text (bt_node_get_id (subject), 0, 0, word);
  g_autoptr (BtPlan) next = bt_step_apply (step, plan, NULL, NULL);

  g_assert_true (bt_plan_get_root (plan) != bt_plan_get_root (next));
  g_assert_true (bt_plan_get_part (plan, BT_NODE_HEADER) != bt_plan_get_part (next, BT_NODE_HEADER));
  g_assert_true (bt_plan_get_part (plan, BT_NODE_BODY) == bt_plan_get_part (next, BT_NODE_BODY));
  g_assert_true (bt_plan_get_part (plan, BT_NODE_APPENDICES) == bt_plan_get_part (next, BT_NODE_APPENDICES));
}

static void
assert_refused (BtPlan *plan, BtStep *step)
{
  g_autoptr (GError) error = NULL;
  BtStep *inverse = NULL;

  g_assert_null (bt_step_apply (step, plan, &inverse, &error));
  g_assert_null (inverse);
  g_assert_cmpint (error->domain, ==, BT_ERROR);
  bt_step_unref (step);
}

static void
test_what_does_not_fit_is_refused (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  const char *root = bt_node_get_id (bt_plan_get_root (plan));
  const char *body = bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY));
  const char *header = bt_node_get_id (bt_plan_get_part (plan, BT_NODE_HEADER));
  const char *subject = bt_node_get_id (bt_node_get_child_of_kind (bt_plan_get_part (plan, BT_NODE_HEADER),
                                                                   BT_NODE_SUBJECT));
  g_autoptr (BtText) word = bt_text_new ("chữ");
  g_autoptr (BtText) mark = bt_text_new ("\u0301");
  g_autoptr (BtNode) clause = bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, NULL));
  g_autoptr (BtNode) twin = bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, body));

  assert_refused (plan, bt_step_new_replace_text ("nowhere", 0, 0, word));
  assert_refused (plan, bt_step_new_replace_text (body, 0, 0, word));
  assert_refused (plan, bt_step_new_replace_text (subject, 0, 1, word));
  assert_refused (plan, bt_step_new_insert (header, 9, clause));
  assert_refused (plan, bt_step_new_insert (body, 1, clause));
  assert_refused (plan, bt_step_new_insert (body, 0, twin));
  assert_refused (plan, bt_step_new_remove (root));
  assert_refused (plan, bt_step_new_remove (header));
  assert_refused (plan, bt_step_new_move (body, body, 0));
  assert_refused (plan, bt_step_new_set_attr (root, "state", "finished"));
  assert_refused (plan, bt_step_new_set_attr (body, "label", "dash"));

  /* A lone combining mark would join the letter typed before it. */
  g_autoptr (BtStep) type = bt_step_new_replace_text (subject, 0, 0, word);
  g_autoptr (BtPlan) typed = bt_step_apply (type, plan, NULL, NULL);
  g_autoptr (BtText) vowel = bt_text_new ("e");
  g_autoptr (BtStep) type_vowel = bt_step_new_replace_text (subject, 5, 5, vowel);
  g_autoptr (BtPlan) with_vowel = bt_step_apply (type_vowel, typed, NULL, NULL);
  assert_refused (with_vowel, bt_step_new_replace_text (subject, 6, 6, mark));
}

static void
test_a_part_cannot_hold_itself (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  BtNodeBuilder *outer = bt_node_builder_new (BT_NODE_CLAUSE, "outer");
  bt_node_builder_take_child (outer, bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, "inner")));
  g_autoptr (BtNode) node = bt_node_builder_end (outer);
  g_autoptr (BtStep) insert = bt_step_new_insert (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY)), 0, node);
  g_autoptr (BtPlan) next = bt_step_apply (insert, plan, NULL, NULL);

  g_assert_nonnull (next);
  assert_refused (next, bt_step_new_move ("outer", "inner", 0));
  assert_refused (next, bt_step_new_move ("outer", "outer", 0));
}

static void
test_depth_has_a_limit (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  g_autofree char *parent = g_strdup (bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY)));

  for (guint depth = 2; depth < BT_MAX_DEPTH; depth++)
    {
      g_autoptr (BtNode) clause = bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, NULL));
      g_autoptr (BtStep) step = bt_step_new_insert (parent, 0, clause);
      BtPlan *next = bt_step_apply (step, plan, NULL, NULL);
      g_assert_nonnull (next);
      bt_plan_unref (plan);
      plan = next;
      g_free (parent);
      parent = g_strdup (bt_node_get_id (clause));
    }
  g_autoptr (BtNode) clause = bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, NULL));
  assert_refused (plan, bt_step_new_insert (parent, 0, clause));
}

/* A part comes back as it was some steps before, unless it holds what has gone elsewhere since. */
static void
test_replaced_nodes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());
  guint applied = 0;

  for (guint i = 0; i < PLANS; i++)
    {
      g_autoptr (BtPlan) first = bt_generate_plan (rand, 30);
      g_autoptr (GPtrArray) inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_step_unref);
      g_autoptr (BtPlan) second = walk (rand, first, inverses);
      g_autoptr (BtPlan) third = walk (rand, second, inverses);
      g_autoptr (BtStep) step = bt_step_new_replace_node (bt_plan_get_part (first, BT_NODE_BODY));
      g_autoptr (BtStep) inverse = NULL;
      g_autoptr (BtPlan) next = bt_step_apply (step, third, &inverse, NULL);
      if (next == NULL)
        continue;
      applied++;
      g_assert_true (bt_plan_get_part (next, BT_NODE_BODY) == bt_plan_get_part (first, BT_NODE_BODY));
      g_assert_cmpuint (bt_plan_get_n_nodes (next), >, 0);
      g_autoptr (BtPlan) back = bt_step_apply (inverse, next, NULL, NULL);
      assert_whole (back);
      g_assert_true (bt_node_equal (bt_plan_get_root (back), bt_plan_get_root (third)));
      g_assert_cmpuint (bt_plan_get_n_nodes (back), ==, bt_plan_get_n_nodes (third));
    }
  g_assert_cmpuint (applied, >, PLANS / 2);
}

static void
test_what_cannot_replace_is_refused (void)
{
  g_autoptr (BtPlan) plan = bt_plan_new_blank ();
  const char *body = bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BODY));
  const char *bases = bt_node_get_id (bt_plan_get_part (plan, BT_NODE_BASES));
  g_autoptr (BtNode) other_kind = bt_node_builder_end (bt_node_builder_new (BT_NODE_BASES, body));
  g_autoptr (BtNode) unknown = bt_node_builder_end (bt_node_builder_new (BT_NODE_BODY, "nowhere"));
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_BODY, body);
  bt_node_builder_take_child (builder, bt_node_builder_end (bt_node_builder_new (BT_NODE_CLAUSE, bases)));
  g_autoptr (BtNode) double_id = bt_node_builder_end (builder);

  assert_refused (plan, bt_step_new_replace_node (other_kind));
  assert_refused (plan, bt_step_new_replace_node (unknown));
  assert_refused (plan, bt_step_new_replace_node (double_id));
  assert_refused (plan, bt_step_new_replace_node (bt_plan_get_root (plan)));
}

static void
collect_ids (BtNode *node, GPtrArray *ids)
{
  g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_ids (bt_node_get_child (node, i), ids);
}

/* Who names whom is known after each step, whether it was handed on or found anew. */
static void
test_referrers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr (BtPlan) plan = bt_generate_plan (rand, 60);

      for (guint j = 0; j < 40; j++)
        {
          g_autoptr (BtStep) step = bt_generate_step (rand, plan);
          BtPlan *next = step != NULL ? bt_step_apply (step, plan, NULL, NULL) : NULL;
          g_autoptr (GPtrArray) ids = g_ptr_array_new ();

          if (next == NULL)
            continue;
          bt_plan_unref (plan);
          plan = next;
          BtReferrers *anew = bt_referrers_new (bt_plan_get_root (plan));
          collect_ids (bt_plan_get_root (plan), ids);
          for (guint k = 0; k < ids->len; k++)
            {
              g_autoptr (GPtrArray) known = bt_plan_get_referrers (plan, ids->pdata[k]);
              g_autoptr (GPtrArray) expected = bt_referrers_find (anew, plan, ids->pdata[k]);

              g_assert_cmpuint (known->len, ==, expected->len);
              for (guint l = 0; l < known->len; l++)
                g_assert_true (known->pdata[l] == expected->pdata[l]);
            }
          bt_referrers_unref (anew);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step/inverses", test_inverses);
  g_test_add_func ("/step/shared", test_structure_is_shared);
  g_test_add_func ("/step/refused", test_what_does_not_fit_is_refused);
  g_test_add_func ("/step/itself", test_a_part_cannot_hold_itself);
  g_test_add_func ("/step/depth", test_depth_has_a_limit);
  g_test_add_func ("/step/replaced", test_replaced_nodes);
  g_test_add_func ("/step/replaced-refused", test_what_cannot_replace_is_refused);
  g_test_add_func ("/step/referrers", test_referrers);
  return g_test_run ();
}
