/* Proves the laws of tracked changes over random scripts of edits by several authors in several rounds:
 * every edit, tracked, reads as the same edit untracked; rejecting all gives the plan before; accepting
 * and rejecting one by one in any order ends the same. */
#include <string.h>

#include "bt-commands.h"
#include "bt-error.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"

static const char *const authors[] = { "An", "Bình", "Chi" };

static gboolean
is_shape_attr (const char *name)
{
  return strcmp (name, "tracking") != 0 && strcmp (name, "round") != 0;
}

static gboolean
same_attrs (const BtNode *a, const BtNode *b)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (a, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (is_shape_attr (attrs[i].name)
        && g_strcmp0 (bt_node_get_attr (b, attrs[i].name), attrs[i].value) != 0)
      return FALSE;
  return TRUE;
}

/* Whether both trees say the same, whatever the ids of their nodes; the records of changes do not count. */
static gboolean
same_shape (const BtNode *a, const BtNode *b)
{
  if (bt_node_get_kind (a) != bt_node_get_kind (b) || !same_attrs (a, b) || !same_attrs (b, a))
    return FALSE;
  if (bt_node_get_kind (a) == BT_NODE_CHANGES)
    return TRUE;
  if (bt_node_get_text (a) != NULL && !bt_text_equal (bt_node_get_text (a), bt_node_get_text (b)))
    return FALSE;
  if (bt_node_get_n_children (a) != bt_node_get_n_children (b))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (a); i++)
    if (!same_shape (bt_node_get_child (a, i), bt_node_get_child (b, i)))
      return FALSE;
  return TRUE;
}

/* Likewise with the ids of the nodes. */
static gboolean
same_tree (const BtNode *a, const BtNode *b)
{
  if (bt_node_get_kind (a) == BT_NODE_CHANGES)
    return TRUE;
  if (strcmp (bt_node_get_id (a), bt_node_get_id (b)) != 0
      || bt_node_get_kind (a) != bt_node_get_kind (b) || !same_attrs (a, b) || !same_attrs (b, a)
      || bt_node_get_n_children (a) != bt_node_get_n_children (b))
    return FALSE;
  if (bt_node_get_text (a) != NULL && !bt_text_equal (bt_node_get_text (a), bt_node_get_text (b)))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (a); i++)
    if (!same_tree (bt_node_get_child (a, i), bt_node_get_child (b, i)))
      return FALSE;
  return TRUE;
}

static void
print_tree (const BtNode *node, guint depth)
{
  guint n_attrs, n_runs = 0;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  g_autoptr (GString) line = g_string_new (NULL);

  g_string_append_printf (line, "%*s%s %s", depth * 2, "",
                          bt_node_kind_get_name (bt_node_get_kind (node)), bt_node_get_id (node));
  for (guint i = 0; i < n_attrs; i++)
    g_string_append_printf (line, " %s=%s", attrs[i].name, attrs[i].value);
  const BtRun *runs =
      bt_node_get_text (node) != NULL ? bt_text_get_runs (bt_node_get_text (node), &n_runs) : NULL;
  gsize start = 0;
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    g_string_append_printf (line, " [%.*s|%d%s%s%s%s%s%s]", (int) (runs[i].end - start),
                            bt_node_get_string (node) + start, runs[i].mark.format,
                            runs[i].mark.ins ? " +" : "", runs[i].mark.ins ? runs[i].mark.ins : "",
                            runs[i].mark.del ? " -" : "", runs[i].mark.del ? runs[i].mark.del : "",
                            runs[i].mark.was ? " ~" : "", runs[i].mark.was ? runs[i].mark.was : "");
  g_printerr ("# %s\n", line->str);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    print_tree (bt_node_get_child (node, i), depth + 1);
}

static BtDocument *
open_document (BtPlan *plan, const char *author)
{
  BtDocument *document = bt_document_new (plan);
  bt_document_set_author (document, author);
  return document;
}

static BtPlan *
with_root_attr (BtPlan *plan, const char *name, const char *value)
{
  g_autoptr (BtStep) step =
      bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), name, value);
  return bt_step_apply (step, plan, NULL, NULL);
}

static BtPlan *
tracked (BtPlan *plan)
{
  return with_root_attr (plan, "tracking", "yes");
}

/* Prints the innermost pair that differs. */
static void
print_difference (const BtNode *found, const BtNode *expected,
                  gboolean (*same) (const BtNode *, const BtNode *))
{
  guint n = bt_node_get_n_children (found);

  if (bt_node_get_n_children (expected) == n
      && strcmp (bt_node_get_id (found), bt_node_get_id (expected)) == 0)
    for (guint i = 0; i < n; i++)
      if (!same (bt_node_get_child (found, i), bt_node_get_child (expected, i)))
        {
          print_difference (bt_node_get_child (found, i), bt_node_get_child (expected, i), same);
          return;
        }
  g_printerr ("# --- found\n");
  print_tree (found, 0);
  g_printerr ("# --- expected\n");
  print_tree (expected, 0);
}

static void
fail_with (const char *law, const BtRandomEdit *edit, BtPlan *before, BtPlan *after, BtPlan *found,
           BtPlan *expected)
{
  g_autofree char *what = edit != NULL ? bt_random_edit_describe (edit) : g_strdup ("");

  g_printerr ("# --- before\n");
  print_tree (bt_plan_get_root (before), 0);
  g_printerr ("# --- after\n");
  print_tree (bt_plan_get_root (after), 0);
  print_difference (bt_plan_get_root (found), bt_plan_get_root (expected),
                    strstr (law, "untracked") != NULL ? same_shape : same_tree);
  g_printerr ("# %s: %s\n", law, what);
  g_error ("%s", law);
}

static void
check_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

static GHashTable *done_by_name; /* of counts */

static void
count_done (const char *name)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (done_by_name, name));
  g_hash_table_insert (done_by_name, (gpointer) name, GUINT_TO_POINTER (count + 1));
}

/* Each command has to be among what was done, or the laws have not been tried on it. */
static void
report_done (gboolean all)
{
  for (guint i = 0; bt_random_edit_list_names ()[i] != NULL; i++)
    {
      const char *name = bt_random_edit_list_names ()[i];
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (done_by_name, name));
      g_test_message ("%s was done %u times", name, count);
      g_assert_true (!all || count > 0);
    }
}

/* One tracked edit; gives the plan after it. */
static BtPlan *
edit_once (GRand *rand, BtPlan *plan, const char *author, guint *done)
{
  g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, plan);
  g_autoptr (BtPlan) reads = bt_review_view (plan, BT_VIEW_FINAL);
  g_autoptr (BtPlan) was = bt_review_view (plan, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) untracked = with_root_attr (reads, "tracking", NULL);
  g_autoptr (BtDocument) document = open_document (plan, author);
  g_autoptr (BtDocument) plain = open_document (untracked, author);

  gboolean plain_done = bt_random_edit_run (edit, plain, plan, NULL);
  g_autoptr (GError) error = NULL;
  gboolean tracked_done = bt_random_edit_run (edit, document, NULL, &error);
  BtPlan *after = bt_document_get_plan (document);
  check_plan (after);
  g_autoptr (BtPlan) now_reads = bt_review_view (after, BT_VIEW_FINAL);
  g_autoptr (BtPlan) now_was = bt_review_view (after, BT_VIEW_ORIGINAL);
  check_plan (now_reads);
  check_plan (now_was);
  if (plain_done && error != NULL)
    g_printerr ("# %s\n", error->message);
  if (plain_done != tracked_done)
    fail_with ("done or not", edit, plan, after, now_reads, bt_document_get_plan (plain));
  if (!same_shape (bt_plan_get_root (now_reads), bt_plan_get_root (bt_document_get_plan (plain))))
    fail_with ("accepted = untracked", edit, plan, after, now_reads, bt_document_get_plan (plain));
  if (!same_tree (bt_plan_get_root (now_was), bt_plan_get_root (was)))
    fail_with ("rejected = before", edit, plan, after, now_was, was);
  *done += tracked_done;
  if (tracked_done)
    count_done (bt_random_edit_get_name (edit));
  return bt_plan_ref (after);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The ids in an order that depends on the seed only. */
static GPtrArray *
shuffled (GRand *rand, GHashTable *set)
{
  GPtrArray *array = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, set);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_ptr_array_add (array, key);
  g_ptr_array_sort (array, compare_ids);
  for (guint i = array->len; i > 1; i--)
    {
      guint other = g_rand_int_range (rand, 0, i);
      gpointer last = array->pdata[i - 1];
      array->pdata[i - 1] = array->pdata[other];
      array->pdata[other] = last;
    }
  return array;
}

/* Decides one by one, in some order, as @accepted says. */
static BtPlan *
decide_each (GRand *rand, BtPlan *plan, GHashTable *open, GHashTable *accepted)
{
  g_autoptr (GPtrArray) order = shuffled (rand, open);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) one = g_hash_table_new (NULL, NULL);
      g_hash_table_add (one, order->pdata[i]);
      g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (run));
      if (!bt_review_resolve (run, one, g_hash_table_contains (accepted, order->pdata[i]), &error))
        {
          g_printerr ("# %s %s: %s\n",
                      g_hash_table_contains (accepted, order->pdata[i]) ? "accept" : "reject",
                      (char *) order->pdata[i], error->message);
          fail_with ("a decision fits", NULL, before, bt_step_run_get_plan (run), before, before);
        }
      check_plan (bt_step_run_get_plan (run));
    }
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static void
check_orders (GRand *rand, BtPlan *plan)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (GHashTable) accepted = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all = shuffled (rand, open);

  for (guint i = 0; i < all->len / 2; i++)
    g_hash_table_add (accepted, all->pdata[i]);
  g_autoptr (BtPlan) one = decide_each (rand, plan, open, accepted);
  g_autoptr (BtPlan) other = decide_each (rand, plan, open, accepted);
  if (!same_tree (bt_plan_get_root (one), bt_plan_get_root (other)))
    fail_with ("any order", NULL, plan, plan, one, other);
  g_autoptr (GHashTable) left = bt_review_get_open_changes (one);
  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
}

static void
check_all_at_once (GRand *rand, BtPlan *plan)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (GHashTable) none = g_hash_table_new (NULL, NULL);
  g_autoptr (BtPlan) final = bt_review_view (plan, BT_VIEW_FINAL);
  g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
  g_autoptr (BtPlan) accepted = decide_each (rand, plan, open, open);
  g_autoptr (BtPlan) rejected = decide_each (rand, plan, open, none);

  if (!same_tree (bt_plan_get_root (accepted), bt_plan_get_root (final)))
    fail_with ("accept each = accept all", NULL, plan, plan, accepted, final);
  if (!same_tree (bt_plan_get_root (rejected), bt_plan_get_root (original)))
    fail_with ("reject each = reject all", NULL, plan, plan, rejected, original);
}

static void
run_script (guint32 seed, guint n_edits, guint *done)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  bt_id_set_seed (seed);
  g_autoptr (BtPlan) before = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtPlan) plan = tracked (before);

  for (guint i = 0; i < n_edits; i++)
    {
      BtPlan *next =
          edit_once (rand, plan, authors[g_rand_int_range (rand, 0, G_N_ELEMENTS (authors))], done);
      bt_plan_unref (plan);
      plan = next;
      if (g_rand_int_range (rand, 0, 20) == 0)
        {
          g_autofree char *round = g_strdup_printf ("%d", g_rand_int_range (rand, 2, 9));
          next = with_root_attr (plan, "round", round);
          bt_plan_unref (plan);
          plan = next;
        }
    }
  check_all_at_once (rand, plan);
  for (guint i = 0; i < 4; i++)
    check_orders (rand, plan);
}

static void
test_scripts (void)
{
  guint32 seed = bt_generate_seed ();
  done_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  const char *given = g_getenv ("BT_SCRIPTS"), *edits = g_getenv ("BT_EDITS");
  guint n_scripts = given != NULL ? (guint) atoi (given) : 60, done = 0;
  guint n_edits = edits != NULL ? (guint) atoi (edits) : 50;

  for (guint i = 0; i < n_scripts; i++)
    {
      if (g_test_verbose ())
        g_printerr ("# script BT_SEED=%u BT_SCRIPTS=1\n", seed + i);
      run_script (seed + i, n_edits, &done);
    }
  g_test_message ("%u of %u edits were done", done, n_scripts * n_edits);
  g_assert_cmpuint (done, >, n_scripts * n_edits / 6);
  report_done (n_scripts * n_edits >= 20000);
  g_clear_pointer (&done_by_name, g_hash_table_unref);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/laws", test_scripts);
  return g_test_run ();
}
