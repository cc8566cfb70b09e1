/* Figures: how long tracked editing and decisions take on plans of about 100, 300 and 1,000 pages with thousands of
 * changes by five authors, and what a thousand undo steps weigh. Fails above the limits for 300 pages. */
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>

#include "bt-commands.h"
#include "bt-made-plan.h"
#include "bt-resolve.h"

#define KEYS 101
#define UNDO_STEPS 1000
#define MAX_KEY_MS 1.0
#define MAX_ACCEPT_MS 500.0
#define MAX_UNDO_MIB 50.0

static const char *const authors[] = { "An", "Bình", "Chi", "Dũng", "Giang" };

static gint64 clock_time;

static gint64
clock_cb (gpointer data)
{
  return clock_time;
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static void
collect_clauses (BtNode *node, GPtrArray *ids)
{
  if (bt_node_get_kind (node) == BT_NODE_CLAUSE)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_clauses (bt_node_get_child (node, i), ids);
}

/* One change, always a new record: the clock goes on by more than the pause that parts changes. */
static void
change_once (BtDocument *document, const char *id, guint number)
{
  BtNode *node = bt_plan_get_node (bt_document_get_plan (document), id);
  gsize length = node != NULL ? bt_text_get_length (bt_node_get_text (node)) : 0;

  clock_time += G_TIME_SPAN_HOUR;
  bt_document_set_author (document, authors[number % G_N_ELEMENTS (authors)]);
  if (number % 20 == 0)
    bt_document_move_up (document, id, NULL);
  else if (number % 50 == 1)
    bt_document_join (document, id, NULL);
  else if (number % 50 == 2)
    bt_document_remove (document, id, NULL);
  else if (number % 50 == 3)
    bt_document_set_heading (document, id, id, number % 100 == 3, NULL);
  else
    bt_document_type (document, bt_place (id, length), bt_place (id, length), "thêm ", NULL);
}

static BtDocument *
open_tracked (guint n_sections)
{
  g_autoptr (BtPlan) plan = bt_made_plan_new (&(BtMadePlan){ 1, n_sections, 60, 200, 60, 0 });
  g_autoptr (BtStep) step =
      bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), "tracking", "yes");
  g_autoptr (BtPlan) tracked = bt_step_apply (step, plan, NULL, NULL);
  BtDocument *document = bt_document_new (tracked);

  bt_document_set_clock (document, clock_cb, NULL);
  return document;
}

/* Types one letter after the other in the middle of the plan. Returns: the median, in milliseconds. */
static double
measure_keys (BtDocument *document, GPtrArray *ids)
{
  double times[KEYS];

  for (guint i = 0; i < KEYS; i++)
    {
      const char *id = ids->pdata[ids->len / 2 + i / 10];
      BtNode *node = bt_plan_get_node (bt_document_get_plan (document), id);
      gsize length = node != NULL ? bt_text_get_length (bt_node_get_text (node)) : 0;
      gint64 start = g_get_monotonic_time ();
      bt_document_type (document, bt_place (id, length), bt_place (id, length), "x", NULL);
      times[i] = (g_get_monotonic_time () - start) / 1000.0;
    }
  qsort (times, KEYS, sizeof *times, compare_doubles);
  return times[KEYS / 2];
}

/* The same while changes are not tracked. */
static double
measure_untracked_keys (BtDocument *document, GPtrArray *ids)
{
  bt_document_set_tracking (document, FALSE, NULL);
  const double key = measure_keys (document, ids);
  bt_document_set_tracking (document, TRUE, NULL);
  return key;
}

static double
measure_view (BtPlan *plan, BtView view)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  return (g_get_monotonic_time () - start) / 1000.0;
}

static double
measure_list (BtPlan *plan, guint *n_changes)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  *n_changes = g_hash_table_size (open);
  return (g_get_monotonic_time () - start) / 1000.0;
}

/* Returns: what the steps weigh, in MiB. */
static double
measure_undo (BtDocument *document, GPtrArray *ids)
{
  struct mallinfo2 before = mallinfo2 ();

  for (guint i = 0; i < UNDO_STEPS; i++)
    change_once (document, ids->pdata[i * ids->len / UNDO_STEPS], i);
  return (mallinfo2 ().uordblks - before.uordblks) / 1048576.0;
}

static gboolean
run (guint pages, guint n_sections, guint n_changes)
{
  g_autoptr (BtDocument) document = open_tracked (n_sections);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint open;

  collect_clauses (bt_plan_get_part (bt_document_get_plan (document), BT_NODE_BODY), ids);
  gint64 start = g_get_monotonic_time ();
  for (guint i = 0; i < n_changes; i++)
    change_once (document, ids->pdata[i * 7919 % ids->len], i);
  double changing = (g_get_monotonic_time () - start) / 1000.0 / n_changes;
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_document_get_plan (document));
  double listing = measure_list (plan, &open);
  double accepting = measure_view (plan, BT_VIEW_FINAL),
         rejecting = measure_view (plan, BT_VIEW_ORIGINAL);
  double key = measure_keys (document, ids), untracked = measure_untracked_keys (document, ids);
  double undo = measure_undo (document, ids);

  printf (
      "%5u pages, %6u nodes, %6u changes: a change %.2f ms, a key %.2f ms, untracked %.2f ms, listing %.1f ms, "
      "accept all %.0f ms, reject all %.0f ms, 1,000 undo steps %.1f MiB\n",
      pages, bt_plan_get_n_nodes (plan), open, changing, key, untracked, listing, accepting, rejecting, undo);
  fflush (stdout);
  return pages != 300 || (MAX (key, untracked) <= MAX_KEY_MS && accepting <= MAX_ACCEPT_MS && undo <= MAX_UNDO_MIB);
}

int
main (void)
{
  gboolean good = run (100, 11, 3333);

  good &= run (300, 33, 10000);
  good &= run (1000, 110, 33333);
  if (!good)
    printf (
        "above the limits for 300 pages: a key %.1f ms, accept all %.0f ms, 1,000 undo steps %.0f MiB\n",
        MAX_KEY_MS, MAX_ACCEPT_MS, MAX_UNDO_MIB);
  return good ? 0 : 1;
}
