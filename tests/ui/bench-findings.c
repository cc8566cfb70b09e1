/* Figures: how long it takes from the last key to what the check says of a plan of 300 pages: the pause, the check with
 * the one before as a help, and the cards. Fails where that is more than a writer may wait. */
#include <stdio.h>
#include <time.h>

#include "bt-commands.h"
#include "bt-finding-list.h"
#include "bt-made-plan.h"

#define RUNS 5
#define PAGES 300
#define MAX_MS 300.0

static void
changed_cb (BtFindingList *list, gboolean *changed)
{
  *changed = TRUE;
}

static void
failed_cb (BtFindingList *list, const char *message)
{
  g_error ("%s", message);
}

/* Returns: how long it takes until the list is new, in milliseconds */
static double
wait_for (BtFindingList *list, gboolean *changed)
{
  gint64 start = g_get_monotonic_time ();

  *changed = FALSE;
  while (!*changed)
    g_main_context_iteration (NULL, TRUE);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static const char *
find_clause (BtNode *node)
{
  const char *found = NULL;

  if (bt_node_get_kind (node) == BT_NODE_CLAUSE && bt_node_get_n_children (node) == 0)
    return bt_intern (bt_node_get_id (node));
  for (guint i = bt_node_get_n_children (node); i > 0 && !found; i--)
    found = find_clause (bt_node_get_child (node, i - 1));
  return found;
}

int
main (void)
{
  g_autoptr (BtPlan) plan
      = bt_made_plan_new (&(BtMadePlan){ 7, PAGES / 25, 26, PAGES, 160, 40 });
  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autoptr (BtUnderlines) underlines = bt_underlines_new ();
  g_autoptr (BtFindingList) list = bt_finding_list_new (underlines);
  const char *clause = find_clause (bt_plan_get_part (plan, BT_NODE_BODY));
  double best = G_MAXDOUBLE;
  gboolean changed = FALSE;

  g_signal_connect (list, "failed", G_CALLBACK (failed_cb), NULL);
  bt_finding_list_set_document (list, document);
  g_signal_connect (list, "changed", G_CALLBACK (changed_cb), &changed);
  printf ("%u pages: anew %.0f ms\n", PAGES, wait_for (list, &changed));
  for (guint i = 0; i < RUNS; i++)
    {
      if (!bt_document_type (document, bt_place (clause, 0), bt_place (clause, 0), "a", NULL))
        g_error ("nothing can be typed");
      double took = wait_for (list, &changed);
      best = MIN (best, took);
    }
  printf ("%u pages: after a key %.0f ms, %u findings\n", PAGES, best,
          g_list_model_get_n_items (bt_finding_list_get_items (list)));
  return best > MAX_MS;
}
