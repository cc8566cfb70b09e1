/* Proves the laws of tracked changes over random scripts: edits by several authors in several rounds, with decisions,
 * undone and redone decisions, and new rounds in between, of a clean plan or of one merged of reviewers' copies.
 *
 * Every edit, tracked, reads as the same edit untracked, and leaves what was before as it was. Accepting
 * leaves what the plan reads, rejecting leaves what it read before. Deciding one by one in any order ends
 * the same. No edit and no decision touches what was said in comments, and comments stay on the words they
 * speak of. The plan is sound after every step, a plan read back from its XML is the same, and undoing all
 * and redoing all gives the same bytes. These last three hold as well where tracking is off in between. */
#include <string.h>

#include "bt-change-list.h"
#include "bt-commands.h"
#include "bt-comment-list.h"
#include "bt-decide.h"
#include "bt-error.h"
#include "bt-generate.h"
#include "bt-id.h"
#include "bt-merge.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-saved.h"
#include "bt-transaction.h"

/* Random scripts, where the environment (BT_SCRIPTS) does not ask for another number. */
#define N_SCRIPTS 250

/* How often, on average, one of so many edits is followed by a decision, and by a new round. */
#define EDITS_PER_DECISION 12
#define EDITS_PER_ROUND 20
#define EDITS_PER_ROUND_TRIP 10

/* One of so many scripts begins with a plan merged of two reviewers' copies, of at most so many edits each. */
#define SCRIPTS_PER_MERGE 8
#define EDITS_PER_COPY 10

/* In one of so many tracking is switched after one of so many edits. */
#define SCRIPTS_PER_LOOSE 8
#define EDITS_PER_SWITCH 4

static const char *const authors[] = { "An", "Bình", "Chi" };

/* A document that is edited at random, and how its plan reads and read before all open changes. */
typedef struct
{
  GRand *rand;
  BtDocument *document;
  BtPlan *final, *original;
  gint64 now;
} Script;

static GHashTable *done_by_name; /* of counts */

static void
count_done (const char *name)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (done_by_name, name));
  g_hash_table_insert (done_by_name, (gpointer) name, GUINT_TO_POINTER (count + 1));
}

static guint
get_count (const char *name)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (done_by_name, name));
}

static gint64
script_clock (gpointer data)
{
  return ((Script *) data)->now;
}

static void
check_plan (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

static void
fail_with (const char *law, BtPlan *before, BtPlan *after)
{
  bt_same_print_plan ("before", before);
  bt_same_print_plan ("after", after);
  g_error ("%s", law);
}

static void
check_same (const char *law, const char *what, BtPlan *found, BtPlan *expected, BtSame same,
            BtPlan *before, BtPlan *after)
{
  if (bt_same (found, expected, same))
    return;
  bt_same_print_difference (found, expected, same);
  g_printerr ("# %s: %s\n", law, what);
  fail_with (law, before, after);
}

static BtPlan *
without_tracking (BtPlan *plan)
{
  g_autoptr (BtStep) step =
      bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), "tracking", NULL);
  return bt_step_apply (step, plan, NULL, NULL);
}

static void
take_views (Script *script, BtPlan *final, BtPlan *original)
{
  g_clear_pointer (&script->final, bt_plan_unref);
  g_clear_pointer (&script->original, bt_plan_unref);
  script->final = final;
  script->original = original;
}

/* A reviewer's copy of the plan. */
static BtPlan *
edit_copy (GRand *rand, BtPlan *plan, const char *author)
{
  g_autoptr (BtStep) step = bt_step_new_set_attr (bt_node_get_id (bt_plan_get_root (plan)), "tracking", "yes");
  g_autoptr (BtPlan) tracked = bt_step_apply (step, plan, NULL, NULL);
  g_autoptr (BtDocument) document = bt_document_new (tracked);

  bt_document_set_author (document, author);
  for (guint i = g_rand_int_range (rand, 1, EDITS_PER_COPY); i > 0; i--)
    {
      g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, bt_document_get_plan (document));
      bt_random_edit_run (edit, document, NULL, NULL);
    }
  return bt_plan_ref (bt_document_get_plan (document));
}

/* What the reviewers' copies of a plan are together. */
static BtPlan *
make_merged (GRand *rand, BtPlan *base)
{
  g_autoptr (BtPlan) one = edit_copy (rand, base, authors[0]), other = edit_copy (rand, base, authors[1]);
  const BtMergeCopy copies[] = { { one, authors[0] }, { other, authors[1] } };
  g_autoptr (GPtrArray) conflicts = NULL;
  g_autoptr (GError) error = NULL;
  BtPlan *merged = bt_review_merge (base, copies, G_N_ELEMENTS (copies), "2026-01-01T00:00:00Z", &conflicts, &error);

  g_assert_no_error (error);
  return merged;
}

static Script *
script_new (GRand *rand, BtPlan *plan)
{
  Script *script = g_new0 (Script, 1);
  g_autoptr (GError) error = NULL;

  script->rand = rand;
  script->document = bt_document_new (plan);
  bt_document_set_clock (script->document, script_clock, script);
  bt_document_set_tracking (script->document, TRUE, &error);
  g_assert_no_error (error);
  take_views (script, bt_review_view (bt_document_get_plan (script->document), BT_VIEW_FINAL),
              bt_review_view (bt_document_get_plan (script->document), BT_VIEW_ORIGINAL));
  return script;
}

static void
script_free (Script *script)
{
  take_views (script, NULL, NULL);
  g_assert_finalize_object (script->document);
  g_free (script);
}

/* The same edit by the same author on the plan as it reads; gives the plan it ends with. */
static BtPlan *
edit_untracked (Script *script, const BtRandomEdit *edit, BtPlan *tracked, gboolean *done)
{
  g_autoptr (BtPlan) untracked = without_tracking (script->final);
  g_autoptr (BtDocument) document = bt_document_new (untracked);

  bt_document_set_clock (document, script_clock, script);
  bt_document_set_author (document, bt_document_get_author (script->document));
  *done = bt_random_edit_run (edit, document, tracked, NULL);
  return bt_plan_ref (bt_document_get_plan (document));
}

static gboolean
is_comment (const BtRandomEdit *edit)
{
  return g_str_has_prefix (bt_random_edit_get_name (edit), "comment-");
}

/* All that was said in comments is as it was. */
static void
check_comments (BtPlan *before, BtPlan *after)
{
  if (!bt_node_equal (bt_plan_get_part (before, BT_NODE_COMMENTS),
                      bt_plan_get_part (after, BT_NODE_COMMENTS)))
    fail_with ("no comment is touched", before, after);
}

/* A comment is no change: it is there in every view, and with it nothing else is new. */
static void
check_comment (const char *what, BtPlan *original, BtPlan *original_before, BtPlan *before,
               BtPlan *after)
{
  g_autoptr (BtPlan) bare = bt_same_without_comments (original);
  g_autoptr (BtPlan) bare_before = bt_same_without_comments (original_before);

  check_same ("a comment is no change", what, bare, bare_before, BT_SAME_NODES, before, after);
}

static void
check_edit (Script *script, const BtRandomEdit *edit, BtPlan *before, BtPlan *plain)
{
  BtPlan *after = bt_document_get_plan (script->document);
  g_autofree char *what = bt_random_edit_describe (edit);
  BtPlan *final = bt_review_view (after, BT_VIEW_FINAL);
  BtPlan *original = bt_review_view (after, BT_VIEW_ORIGINAL);

  check_plan (after);
  check_same ("accepted = untracked", what, final, plain, BT_SAME_SHAPE, before, after);
  if (is_comment (edit))
    check_comment (what, original, script->original, before, after);
  else
    {
      check_same ("rejected = before", what, original, script->original, BT_SAME_NODES, before,
                  after);
      check_comments (before, after);
    }
  take_views (script, final, original);
}

static void
edit_once (Script *script)
{
  g_autoptr (BtPlan) before = bt_plan_ref (bt_document_get_plan (script->document));
  g_autoptr (BtRandomEdit) edit = bt_random_edit_new (script->rand, before);
  guint32 ids = g_rand_int (script->rand);
  gboolean plain_done;

  bt_document_set_author (script->document,
                          authors[g_rand_int_range (script->rand, 0, G_N_ELEMENTS (authors))]);
  /* A comment gets the same id in both. */
  bt_id_set_seed (ids);
  g_autoptr (BtPlan) plain = edit_untracked (script, edit, before, &plain_done);
  g_autoptr (GError) error = NULL;
  bt_id_set_seed (ids);
  gboolean done = bt_random_edit_run (edit, script->document, NULL, &error);
  check_edit (script, edit, before, plain);
  if (done != plain_done)
    {
      g_printerr ("# tracked %d: %s\n", done, error != NULL ? error->message : "");
      fail_with ("done tracked and untracked", before, bt_document_get_plan (script->document));
    }
  if (done)
    count_done (bt_random_edit_get_name (edit));
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

static gboolean
waits (const BtNode *node)
{
  static const char *const verdicts[] = { "verdict", "split-verdict", "join-verdict", "ins-verdict",
                                          "del-verdict" };

  if (!bt_node_has_marks (node))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (bt_node_get_attr (node, verdicts[i]) != NULL)
      return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (waits (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/* The open changes that somebody decides together: one, an author's, a round's, of a kind, or all in a section. */
static GHashTable *
choose_changes (Script *script, BtPlan *plan, const char **how)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  guint way = g_rand_int_range (script->rand, 0, 8);
  const BtChange *any =
      list->len > 0 ? list->pdata[g_rand_int_range (script->rand, 0, list->len)] : NULL;

  if (any == NULL || any->state != BT_CHANGE_OPEN)
    return g_hash_table_new (NULL, NULL);
  const char *const ids[] = { any->id, NULL };
  const BtChangeFilter filters[] = {
    { .author = bt_change_get_attr (any, "author") },
    { .round = bt_change_get_attr (any, "round") },
    { .kind = any->kind, .by_kind = TRUE },
    { .section = any->node },
    { .ids = ids },
  };
  static const char *const names[] = { "decide-author", "decide-round", "decide-kind",
                                       "decide-section", "decide-one" };
  guint chosen = MIN (way, G_N_ELEMENTS (filters) - 1);
  *how = names[chosen];
  return bt_change_list_select (list, plan, &filters[chosen]);
}

/* What was decided bears no mark any more, or is listed as waiting. */
static void
check_decided (GHashTable *chosen, BtPlan *before, BtPlan *after)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (after, NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (change->state == BT_CHANGE_OPEN && g_hash_table_contains (chosen, change->id))
        fail_with ("decided is decided", before, after);
    }
}

/* With nothing waiting to be carried out, accepting changes nothing for the reader, rejecting nothing of before. */
static void
check_decision (Script *script, GHashTable *chosen, gboolean accept, BtPlan *before)
{
  BtPlan *after = bt_document_get_plan (script->document);
  BtPlan *final = bt_review_view (after, BT_VIEW_FINAL);
  BtPlan *original = bt_review_view (after, BT_VIEW_ORIGINAL);

  check_plan (after);
  check_plan (final);
  check_plan (original);
  check_decided (chosen, before, after);
  check_comments (before, after);
  if (!waits (bt_plan_get_root (before)) && accept)
    check_same ("accepting reads the same", "", final, script->final, BT_SAME_NODES, before, after);
  if (!waits (bt_plan_get_root (before)) && !accept)
    check_same ("rejecting read the same", "", original, script->original, BT_SAME_NODES, before,
                after);
  take_views (script, final, original);
}

static void
decide (Script *script, GHashTable *chosen, gboolean accept)
{
  BtTransaction *transaction = bt_transaction_new (script->document, "Decide");
  g_autoptr (GError) error = NULL;

  bt_review_decide (bt_transaction_get_run (transaction), chosen, accept, "Dung",
                    "2026-01-01T00:00:00Z", &error);
  g_assert_no_error (error);
  bt_transaction_commit (transaction);
}

/* A decision in the middle of the work; some are undone, and some of these redone. */
static void
decide_once (Script *script)
{
  g_autoptr (BtPlan) before = bt_plan_ref (bt_document_get_plan (script->document));
  const char *how = NULL;
  g_autoptr (GHashTable) chosen = choose_changes (script, before, &how);
  gboolean accept = g_rand_boolean (script->rand);

  if (g_hash_table_size (chosen) == 0)
    return;
  decide (script, chosen, accept);
  count_done (how);
  if (g_rand_int_range (script->rand, 0, 4) == 0)
    {
      bt_document_undo (script->document);
      g_assert_true (bt_document_get_plan (script->document) == before);
      count_done ("undo-decision");
      if (g_rand_boolean (script->rand))
        return;
      bt_document_redo (script->document);
    }
  check_decision (script, chosen, accept, before);
}

static void
start_round (Script *script)
{
  g_autoptr (GError) error = NULL;

  bt_document_start_round (script->document, &error);
  g_assert_no_error (error);
  take_views (script, bt_review_view (bt_document_get_plan (script->document), BT_VIEW_FINAL),
              bt_review_view (bt_document_get_plan (script->document), BT_VIEW_ORIGINAL));
}

/* Decides one by one, in some order, as @accepted says. */
static BtPlan *
decide_each (GRand *rand, BtPlan *plan, GHashTable *open, GHashTable *accepted)
{
  gboolean check_all = g_rand_int_range (rand, 0, 4) == 0;
  g_autoptr (GPtrArray) order = shuffled (rand, open);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  for (guint i = 0; i < order->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GHashTable) one = g_hash_table_new (NULL, NULL);
      gboolean accept = g_hash_table_contains (accepted, order->pdata[i]);
      g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (run));
      g_hash_table_add (one, order->pdata[i]);
      if (!bt_review_resolve (run, one, accept, &error))
        {
          g_printerr ("# %s %s: %s\n", accept ? "accept" : "reject", (char *) order->pdata[i],
                      error->message);
          fail_with ("a decision fits", before, bt_step_run_get_plan (run));
        }
      if (check_all || i == order->len - 1)
        check_plan (bt_step_run_get_plan (run));
      check_comments (before, bt_step_run_get_plan (run));
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
  check_same ("any order", "", one, other, BT_SAME_NODES, plan, plan);
  g_autoptr (GHashTable) left = bt_review_get_open_changes (one);
  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
}

/* Deciding all alike one by one ends as deciding all together, and where nothing waits as the view shows it. */
static void
check_all (Script *script, BtPlan *plan, gboolean accept)
{
  g_autoptr (GHashTable) open = bt_review_get_open_changes (plan);
  g_autoptr (GHashTable) none = g_hash_table_new (NULL, NULL);
  g_autoptr (BtPlan) each = decide_each (script->rand, plan, open, accept ? open : none);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;
  BtPlan *view = accept ? script->final : script->original;

  bt_review_resolve (run, open, accept, &error);
  g_assert_no_error (error);
  check_same ("each = all", accept ? "accept" : "reject", each, bt_step_run_get_plan (run),
              BT_SAME_NODES, plan, plan);
  if (!waits (bt_plan_get_root (plan)))
    check_same ("all = view", accept ? "accept" : "reject", each, view, BT_SAME_NODES, plan, plan);
}

/* Undoing all gives the first plan back, redoing all the last: the very trees, so the same bytes. */
static void
check_history (Script *script, BtPlan *first)
{
  BtDocument *document = script->document;
  g_autoptr (BtPlan) last = bt_plan_ref (bt_document_get_plan (document));
  guint n_undone = 0;

  while (bt_document_undo (document))
    n_undone++;
  g_assert_true (bt_document_get_plan (document) == first);
  /* Not what had been undone before. */
  while (n_undone-- > 0)
    g_assert_true (bt_document_redo (document));
  g_assert_true (bt_document_get_plan (document) == last);
}

static gboolean
is_tracking (BtPlan *plan)
{
  return bt_node_get_attr (bt_plan_get_root (plan), "tracking") != NULL;
}

/* An edit of whatever is open, tracked or not. Nothing is decided in between: the reader leaves a plan alone then. */
static void
edit_loosely (Script *script)
{
  BtPlan *before = bt_document_get_plan (script->document);
  g_autoptr (BtRandomEdit) edit = bt_random_edit_new (script->rand, before);
  g_autoptr (GError) error = NULL;

  if (g_rand_int_range (script->rand, 0, EDITS_PER_SWITCH) == 0)
    {
      bt_document_set_tracking (script->document, !is_tracking (before), &error);
      g_assert_no_error (error);
      count_done ("switch-tracking");
    }
  bt_document_set_author (script->document,
                          authors[g_rand_int_range (script->rand, 0, G_N_ELEMENTS (authors))]);
  bt_random_edit_run (edit, script->document, NULL, NULL);
  check_plan (bt_document_get_plan (script->document));
  bt_saved_check (bt_document_get_plan (script->document));
}

/* Some authors track what they do, and some do not. */
static void
run_loose_script (Script *script, guint n_edits)
{
  for (guint i = 0; i < n_edits; i++)
    {
      script->now += g_rand_int_range (script->rand, 1, 600) * G_TIME_SPAN_SECOND;
      edit_loosely (script);
      if (g_rand_int_range (script->rand, 0, EDITS_PER_ROUND) == 0)
        start_round (script);
    }
}

static void
take_step (Script *script, guint number)
{
  script->now += g_rand_int_range (script->rand, 1, 600) * G_TIME_SPAN_SECOND;
  edit_once (script);
  if (g_rand_int_range (script->rand, 0, EDITS_PER_DECISION) == 0)
    decide_once (script);
  if (g_rand_int_range (script->rand, 0, EDITS_PER_ROUND) == 0)
    start_round (script);
  if (number % EDITS_PER_ROUND_TRIP == EDITS_PER_ROUND_TRIP - 1)
    {
      check_plan (script->final);
      check_plan (script->original);
      bt_saved_check (bt_document_get_plan (script->document));
    }
}

/* All is tracked. */
static void
run_strict_script (Script *script, guint n_edits)
{
  for (guint i = 0; i < n_edits; i++)
    take_step (script, i);
  BtPlan *plan = bt_document_get_plan (script->document);
  check_all (script, plan, TRUE);
  check_all (script, plan, FALSE);
  for (guint i = 0; i < 4; i++)
    check_orders (script->rand, plan);
}

static void
run_script (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  bt_id_set_seed (seed);
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtPlan) first = seed % SCRIPTS_PER_MERGE == 0 ? make_merged (rand, clean) : bt_plan_ref (clean);
  Script *script = script_new (rand, first);
  if (seed % SCRIPTS_PER_LOOSE == 1)
    run_loose_script (script, n_edits);
  else
    run_strict_script (script, n_edits);
  check_history (script, first);
  script_free (script);
}

/* Each command and each way to decide has to be among what was done, or the laws have not been tried on it. */
static void
report_done (guint n_edits)
{
  static const char *const others[] = { "decide-one",     "decide-author", "decide-round",
                                        "decide-section", "decide-kind",   "undo-decision", "switch-tracking" };
  g_autofree const char **names = bt_random_edit_list_names ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_test_message ("%s was done %u times", names[i], get_count (names[i]));
      g_assert_true (n_edits < 10000 || get_count (names[i]) > 0);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_test_message ("%s was done %u times", others[i], get_count (others[i]));
      g_assert_true (n_edits < 10000 || get_count (others[i]) > 0);
    }
}

static void
test_scripts (void)
{
  guint32 seed = bt_generate_seed ();
  guint n_scripts = bt_generate_number ("BT_SCRIPTS", N_SCRIPTS), n_edits = bt_generate_number ("BT_EDITS", 50);

  /* What runs side by side from one seed tries other scripts. */
  seed += bt_generate_number ("BT_PART", 0) * N_SCRIPTS;
  done_by_name = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n_scripts; i++)
    {
      if (g_test_verbose ())
        g_printerr ("# script BT_SEED=%u BT_SCRIPTS=1\n", seed + i);
      run_script (seed + i, n_edits);
    }
  report_done (n_scripts * n_edits);
  g_clear_pointer (&done_by_name, g_hash_table_unref);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/laws", test_scripts);
  return g_test_run ();
}
