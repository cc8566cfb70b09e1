/* Figures: how long the check takes on plans of about 100, 300 and 1,000 pages, anew and after one paragraph changed.
 * Fails where the second takes longer than a writer may wait on 300 pages. */
#include <stdio.h>
#include <time.h>

#include "bt-check.h"
#include "bt-made-plan.h"
#include "bt-step.h"

#define RUNS 5
#define MAX_AGAIN_MS 300.0

static BtNode *
find_clause (BtNode *node)
{
  if (bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_node_get_n_children (node) == 0)
    return node;
  for (guint i = bt_node_get_n_children (node); i > 0; i--)
    {
      BtNode *found = find_clause (bt_node_get_child (node, i - 1));
      if (found != NULL)
        return found;
    }
  return NULL;
}

static BtPlan *
type_word (BtPlan *plan)
{
  BtNode *clause = find_clause (bt_plan_get_part (plan, BT_NODE_BODY));
  g_autoptr (BtText) text = bt_text_new ("thêm ");
  g_autoptr (BtStep) step = bt_step_new_replace_text (bt_node_get_id (clause), 0, 0, text);
  BtPlan *next = bt_step_apply (step, plan, NULL, NULL);

  bt_plan_unref (plan);
  return next;
}

/* The processor's time, so that a busy machine changes nothing. */
static double
get_milliseconds (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

/* Returns: how long the check takes after a change, in milliseconds, the best of some. */
static double
measure (guint pages, BtCheckWords *words, BtProfile *profile)
{
  double again = G_MAXDOUBLE;
  BtPlan *plan = bt_made_plan_new (&(BtMadePlan){ 7, pages / 25, 26, pages, 160, 40 });
  double start = get_milliseconds ();
  BtCheck *check = bt_check_new (plan, profile, words, NULL, NULL);
  double first = get_milliseconds () - start;

  for (guint i = 0; i < RUNS; i++)
    {
      plan = type_word (plan);
      start = get_milliseconds ();
      BtCheck *next = bt_check_new (plan, profile, words, check, NULL);
      again = MIN (again, get_milliseconds () - start);
      bt_check_unref (check);
      check = next;
    }
  printf ("%4u pages: anew %7.1f ms, after a change %6.1f ms, %u findings\n", pages, first, again,
          bt_check_get_n_findings (check));
  bt_check_unref (check);
  bt_plan_unref (plan);
  return again;
}

int
main (void)
{
  static const guint sizes[] = { 100, 300, 1000 };
  gboolean slow = FALSE;
  g_autoptr (BtCheckWords) words = bt_check_words_load (NULL, NULL);
  BtProfile *profile = bt_profile_load (NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    slow = (measure (sizes[i], words, profile) > MAX_AGAIN_MS && sizes[i] == 300) || slow;
  bt_profile_unref (profile);
  return slow;
}
