/* Figures: how long a plan with 10,000 tracked changes by five authors takes to be listed, summed up,
 * and decided, and how that grows with the size of the plan. */
#include <stdio.h>

#include "bt-change-list.h"
#include "bt-change-summary.h"
#include "bt-decide.h"
#include "bt-made-plan.h"
#include "bt-resolve.h"

#define N_CHANGES 10000
#define N_RUNS 3

/* A text has a change for each of these. */
#define BYTES_OF_CHANGE 40

/* Listing the changes of 300 pages is to take no longer than this. */
#define MAX_LIST_MS 50

typedef struct
{
  guint n_changes; /* that are made so far */
  guint wanted;
} Marker;

/* Changes as many as a text is long: every third deletes words, the others put some in. */
static BtNode *
mark_text (Marker *marker, BtNode *node)
{
  g_autoptr (BtText) text =
      bt_node_get_text (node) != NULL ? bt_text_ref (bt_node_get_text (node)) : NULL;

  for (gsize left = text != NULL ? bt_text_get_length (text) : 0;
       left > BYTES_OF_CHANGE && marker->n_changes < marker->wanted; left -= BYTES_OF_CHANGE)
    {
      g_autofree char *id = g_strdup_printf ("k%u", marker->n_changes++);
      const char *change = bt_intern (id);
      const gboolean deletes = marker->n_changes % 3 == 0;
      const BtMark mark = { .ins = deletes ? NULL : change, .del = deletes ? change : NULL };
      BtTextBuilder *builder = bt_text_builder_new ();
      bt_text_builder_append (builder, "từ này ", -1, &mark);
      bt_text_builder_append_text (builder, text);
      bt_text_unref (text);
      text = bt_text_builder_end (builder);
    }
  return text != NULL ? bt_node_with_text (node, text) : bt_node_ref (node);
}

/* The first point of a paragraph was its last one. */
static BtNode *
mark_move (Marker *marker, BtNode *parent)
{
  guint n = bt_node_get_n_children (parent);
  g_autoptr (BtNode) owned = parent;

  if (bt_node_get_kind (parent) != BT_NODE_CLAUSE || n < 2 || marker->n_changes == marker->wanted)
    return g_steal_pointer (&owned);
  g_autofree char *change = g_strdup_printf ("k%u", marker->n_changes++);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_GHOST, NULL);
  bt_node_builder_set_attr (builder, "of", bt_node_get_id (bt_node_get_child (parent, 0)));
  bt_node_builder_set_attr (builder, "change", change);
  g_autoptr (BtNode) ghost = bt_node_builder_end (builder);
  g_autoptr (BtNode) with_ghost = bt_node_with_child_inserted (parent, n, ghost);
  g_autoptr (BtNode) moved = bt_node_with_attr (bt_node_get_child (parent, 0), "moved", change);
  return bt_node_with_child (with_ghost, 0, moved);
}

static BtNode *
mark_tree (Marker *marker, BtNode *node)
{
  BtNode *marked = mark_text (marker, node);

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      g_autoptr (BtNode) child = mark_tree (marker, bt_node_get_child (node, i));
      BtNode *next = bt_node_with_child (marked, i, child);
      bt_node_unref (marked);
      marked = next;
    }
  return mark_move (marker, marked);
}

static BtNode *
make_records (const BtNode *old, guint n)
{
  static const char *const authors[] = { "An", "Bình", "Chi", "Dũng", "Giang" };
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (old));

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("k%u", i);
      BtNodeBuilder *record = bt_node_builder_new (BT_NODE_CHANGE, id);
      bt_node_builder_set_attr (record, "author", authors[i % G_N_ELEMENTS (authors)]);
      bt_node_builder_set_attr (record, "time", "2026-01-01T00:00:00Z");
      bt_node_builder_set_attr (record, "round", "1");
      bt_node_builder_take_child (builder, bt_node_builder_end (record));
    }
  return bt_node_builder_end (builder);
}

/* A plan of about @pages pages; the changes are as dense in each. */
static BtPlan *
make_plan (guint pages)
{
  const BtMadePlan wanted = { .seed = 7,
                              .n_sections = MAX (pages * 34 / 900, 1),
                              .n_points = 26,
                              .n_rows = pages * 2000 / 900,
                              .longest_cell = 160,
                              .group_every = 40 };
  g_autoptr (BtPlan) plain = bt_made_plan_new (&wanted);
  g_autoptr (GError) error = NULL;
  Marker marker = { 0, N_CHANGES * pages / 300 };
  g_autoptr (BtNode) marked = mark_tree (&marker, bt_plan_get_root (plain));

  for (guint i = 0; i < bt_node_get_n_children (marked); i++)
    if (bt_node_get_kind (bt_node_get_child (marked, i)) == BT_NODE_CHANGES)
      {
        g_autoptr (BtNode) records = make_records (bt_node_get_child (marked, i), marker.n_changes);
        BtNode *next = bt_node_with_child (marked, i, records);
        bt_node_unref (marked);
        marked = next;
      }
  BtPlan *plan = bt_plan_new (g_steal_pointer (&marked), &error);
  g_assert_no_error (error);
  printf ("about %u pages: %u nodes, %u changes\n", pages, bt_plan_get_n_nodes (plan),
          marker.n_changes);
  return plan;
}

static void
list (BtPlan *plan)
{
  g_autoptr (GPtrArray) changes = bt_change_list_new (plan, NULL);
  g_assert_cmpuint (changes->len, >, 0);
}

static void
view_final (BtPlan *plan)
{
  g_autoptr (BtPlan) view = bt_review_view (plan, BT_VIEW_FINAL);
  g_assert_true (view != plan);
}

static void
sum_up (BtPlan *plan)
{
  g_autoptr (GPtrArray) changes = bt_change_list_new (plan, NULL);
  g_autoptr (BtChangeSummary) summary = bt_change_summary_new (plan, changes);
  g_assert_cmpuint (summary->authors->len, ==, 5);
}

static void
accept_all (BtPlan *plan)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_review_decide (run, open, TRUE, "An", "2026-01-01T00:00:00Z", &error);
  g_assert_no_error (error);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* Prints the median of some runs, and returns it, in milliseconds. */
static double
measure (const char *name, BtPlan *plan, void (*run) (BtPlan *plan))
{
  gint64 times[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      const gint64 start = g_get_monotonic_time ();
      run (plan);
      times[i] = g_get_monotonic_time () - start;
    }
  qsort (times, N_RUNS, sizeof *times, compare_times);
  printf ("  %-30s %9.2f ms\n", name, times[N_RUNS / 2] / 1000.0);
  return times[N_RUNS / 2] / 1000.0;
}

int
main (void)
{
  static const guint sizes[] = { 100, 300, 1000 };
  gboolean slow = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (BtPlan) plan = make_plan (sizes[i]);
      const double listed = measure ("list", plan, list);
      measure ("view as accepted", plan, view_final);
      measure ("list and summary", plan, sum_up);
      measure ("accept all, with the log", plan, accept_all);
      slow = slow || (sizes[i] == 300 && listed > MAX_LIST_MS);
    }
  return slow ? 1 : 0;
}
