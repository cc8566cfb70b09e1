/* Documents of ours that somebody has edited elsewhere, at random: whatever comes back is a plan that can be seen,
 * decided, saved and taken as a new version of what went out. BT_SCRIPTS asks for another number of them, BT_EDITS for
 * another number of edits. */
#include <string.h>

#include "bt-docx-decide.h"
#include "bt-docx-editor.h"
#include "bt-docx-import.h"
#include "bt-docx-made.h"
#include "bt-docx-markers.h"
#include "bt-docx-view.h"
#include "bt-error.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-saved.h"
#include "bt-text-export.h"
#include "bt-version.h"

#define N_SCRIPTS 60
#define MAX_EDITS 10
#define MAX_PLAIN_EDITS 1

static void
check_plan (const BtPlan *plan)
{
  g_autoptr (GError) error = NULL;

  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

/* Deciding all changes gives the view; nothing is left open. */
static void
check_deciding (BtPlan *plan, gboolean accept)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) view = bt_review_view (plan, accept ? BT_VIEW_FINAL : BT_VIEW_ORIGINAL);
  g_autoptr (GHashTable) changes = bt_review_get_open_changes (plan);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);

  check_plan (view);
  bt_saved_check (view);
  bt_review_resolve (run, changes, accept, &error);
  g_assert_no_error (error);
  check_plan (bt_step_run_get_plan (run));
  g_autoptr (GHashTable) left = bt_review_get_open_changes (bt_step_run_get_plan (run));
  g_assert_cmpuint (g_hash_table_size (left), ==, 0);
}

/* What a plan is held to, wherever it comes from. */
static void
check_all (BtPlan *plan)
{
  check_plan (plan);
  bt_saved_check (plan);
  check_deciding (plan, TRUE);
  check_deciding (plan, FALSE);
  g_autoptr (GBytes) out = bt_docx_made_new (plan);
}

/* Taken as a new version of the plan that went out, too. */
static void
check_onto (BtPlan *plan, BtPlan *version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) taken =
      bt_review_take_version (plan, version, "Chị Hoa", "2026-11-30T08:00:00Z", &error);

  if (taken == NULL)
    bt_same_print_difference (version, plan, BT_SAME_NODES);
  g_assert_no_error (error);
  check_all (taken);
}

/* The plan of what a script has made of a document; @log says how. */
static BtPlan *
read_edited (GBytes *docx, guint32 seed, const char *log, BtReport **report)
{
  g_autoptr (GError) error = NULL;

  bt_docx_made_keep (docx);
  g_test_message ("script BT_SEED=%u BT_SCRIPTS=1:%s", seed, log);
  BtPlan *plan = bt_docx_import (docx, "plan.docx", report, &error);
  g_assert_no_error (error);
  return plan;
}

static void
run_script (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, g_rand_int_range (rand, 0, 12));
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  g_autofree char *log = NULL;
  g_autoptr (GBytes) edited =
      bt_docx_editor_edit (rand, docx, BT_DOCX_EDITS_ALL, g_rand_int_range (rand, 1, n_edits + 1), &log);
  g_autoptr (GError) error = NULL;

  bt_docx_made_keep (edited);
  g_test_message ("script BT_SEED=%u BT_SCRIPTS=1:%s", seed, log);
  g_autoptr (BtPlan) again = bt_docx_import (edited, "plan.docx", NULL, &error);
  g_assert_no_error (error);
  check_all (again);
  check_onto (plan, again);
}

static void
test_edited (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_script (seed + i, bt_generate_number ("BT_EDITS", MAX_EDITS));
}

/* What a deleted paragraph stood below has become a recipient. */
static void
test_recipients (void)
{
  run_script (1684, MAX_EDITS);
}

static BtPlan *
make_plain_plan (GRand *rand)
{
  /* Of more edits, some have no true place in a document: see docx.md. */
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, g_rand_int_range (rand, 0, 2));

  return bt_generate_without_objects (plan);
}

static void
count_letters (GHashTable *counts, const char *text, int times)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gpointer key = GUINT_TO_POINTER (g_utf8_get_char (c));
      int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, key));
      if (!g_unichar_isspace (g_utf8_get_char (c)) && *c != '/')
        g_hash_table_insert (counts, key, GINT_TO_POINTER (count + times));
    }
}

static void
assert_none_missing (GHashTable *counts, const char *what)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (value) < 0)
      g_error ("U+%04X is %s", GPOINTER_TO_UINT (key), what);
}

/* The words of the plan, those of references too. */
static char *
dup_plan_words (BtPlan *plan, gboolean accept)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, accept ? BT_VIEW_FINAL : BT_VIEW_ORIGINAL);
  g_autoptr (GBytes) out = bt_docx_made_new (seen);

  return bt_docx_view_words (out, TRUE, FALSE);
}

/* What is there in the document is in the plan, or in the report. */
static void
check_none_lost (GBytes *docx, BtPlan *plan, const BtReport *report, gboolean accept)
{
  g_autofree char *own = dup_plan_words (plan, accept), *wanted = bt_docx_view_typed (docx, accept);
  g_autoptr (GHashTable) lost = g_hash_table_new (NULL, NULL);

  count_letters (lost, own, 1);
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    if (bt_report_get_entry (report, i)->kind == BT_REPORT_DROPPED)
      count_letters (lost, bt_report_get_entry (report, i)->text, 1);
  count_letters (lost, wanted, -1);
  assert_none_missing (lost, accept ? "lost when all is accepted" : "lost when all is rejected");
}

/* What is in the plan is there in the document, be it as a word that the program made. */
static void
check_none_made_up (GBytes *docx, BtPlan *plan, gboolean accept)
{
  g_autofree char *own = dup_plan_words (plan, accept), *all = bt_docx_view_words (docx, accept, TRUE);
  g_autoptr (GHashTable) more = g_hash_table_new (NULL, NULL);

  count_letters (more, all, 1);
  count_letters (more, own, -1);
  assert_none_missing (more, accept ? "made up when all is accepted" : "made up when all is rejected");
}

static void
check_words (GBytes *docx, BtPlan *plan, const BtReport *report, gboolean accept)
{
  check_none_lost (docx, plan, report, accept);
  check_none_made_up (docx, plan, accept);
}

static gboolean
has_moved (const BtNode *node)
{
  gboolean moved = bt_node_get_attr (node, "moved") != NULL;

  for (guint i = 0; i < bt_node_get_n_children (node) && !moved; i++)
    moved = has_moved (bt_node_get_child (node, i));
  return moved;
}

/* Where a paragraph is merged, split or deleted, no word is lost and none comes back: not when
 * all is accepted, and not when all is rejected. */
static BtPlan *
run_plain_script (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = make_plain_plan (rand);
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  g_autofree char *log = NULL;
  g_autoptr (GBytes) edited =
      bt_docx_editor_edit (rand, docx, BT_DOCX_EDITS_PLAIN, g_rand_int_range (rand, 1, n_edits + 1), &log);
  g_autoptr (BtReport) report = NULL;
  g_autoptr (BtPlan) again = read_edited (edited, seed, log, &report);

  check_words (edited, again, report, TRUE);
  check_words (edited, again, report, FALSE);
  return g_steal_pointer (&again);
}

static void
test_words (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    bt_plan_unref (run_plain_script (seed + i, bt_generate_number ("BT_EDITS", MAX_PLAIN_EDITS)));
}

/* A field is parted, and the second paragraph deleted, with the end of its bookmark; or the plan is recognised. */
static void
test_fields (void)
{
  static const guint32 seeds[] = { 742, 770, 1770, 1854 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    bt_plan_unref (run_plain_script (seeds[i], 4));
}

/* Words are edited at one end of a move, of a clause or a row: it is still open, and has both. */
static void
test_moves (void)
{
  static const guint32 seeds[] = { 500104, 500186, 503077, 504827 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autoptr (BtPlan) plan = run_plain_script (seeds[i], 1);
      g_assert_true (has_moved (bt_plan_get_root (plan)));
    }
}

/* Of what was moved, the old place has lost its words. */
static void
test_moved_away (void)
{
  bt_plan_unref (run_plain_script (500421, 1));
}

/* Marks of places say nothing of the words: none is lost wherever they stand, in a document of ours as in one that has
 * lost our part. Where a header has to be guessed, its date is written anew, and may be another than there was. */
static void
run_markers_script (guint32 seed, guint n_moves)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = make_plain_plan (rand);
  g_autoptr (GBytes) out = bt_docx_made_new (plan);
  g_autoptr (GBytes) docx =
      seed % 3 == 0 ? bt_docx_editor_with_part (out, "customXml/item1.xml", "<a/>", 4) : g_bytes_ref (out);
  g_autofree char *log = NULL;
  g_autoptr (GBytes) moved = bt_docx_markers_move (rand, docx, BT_DOCX_MARKERS_ANYWHERE,
                                                   g_rand_int_range (rand, 1, n_moves + 1), &log);
  g_autoptr (BtReport) report = NULL;
  g_autoptr (BtPlan) again = read_edited (moved, seed, log, &report);

  check_none_lost (moved, again, report, TRUE);
  check_none_lost (moved, again, report, FALSE);
}

static void
test_markers (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_markers_script (seed + i, bt_generate_number ("BT_EDITS", MAX_EDITS));
}

/* The place stands in the bookmark of the date, with signs, numbers and words that dates have; the bookmark of a column
 * begins behind its end. */
static void
test_places (void)
{
  static const guint32 seeds[] = { 785, 2426, 5156, 2089 };

  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    run_markers_script (seeds[i], MAX_EDITS);
}

/* What is read of the plan when all of its changes are accepted, or rejected, with labels; blanks at the ends of lines
 * and cells say nothing. */
static char *
dup_reading (BtPlan *plan, gboolean accept)
{
  g_autoptr (BtPlan) view = bt_review_view (plan, accept ? BT_VIEW_FINAL : BT_VIEW_ORIGINAL);
  g_autofree char *text = bt_text_export (view);
  g_autoptr (GRegex) blanks = g_regex_new (" *([\\n\\t]) *|^ +| +(?= )", 0, 0, NULL);

  return g_regex_replace (blanks, text, -1, 0, "\\1", 0, NULL);
}

/* Deciding in the plan gives what the document gives in which a word processor has decided. */
static void
check_decided (GBytes *docx, BtPlan *plan, gboolean accept)
{
  g_autoptr (GBytes) decided = bt_docx_decide_all (docx, accept);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) other = bt_docx_import (decided, "decided.docx", NULL, &error);

  /* Nothing may be left of it. */
  if (g_error_matches (error, BT_ERROR, BT_ERROR_INVALID))
    return;
  g_assert_no_error (error);
  g_autofree char *found = dup_reading (plan, accept), *wanted = dup_reading (other, accept);
  if (strcmp (found, wanted) != 0)
    g_test_message ("%s:\n%s\nwanted:\n%s", accept ? "accepted" : "rejected", found, wanted);
  if (accept)
    g_assert_true (strcmp (found, wanted) == 0 && accept);
  else
    g_assert_true (strcmp (found, wanted) == 0 && !accept);
}

/* Whether it was recognised: the tree that we wrote ourselves says more than its document, and has laws of its own. */
static gboolean
is_recognised (const BtReport *report)
{
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    if (bt_report_get_entry (report, i)->kind == BT_REPORT_NODE)
      return TRUE;
  return FALSE;
}

/* Every other document has lost our own part, as those that Word for the web has saved. */
static void
run_decided_script (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, g_rand_int_range (rand, 0, 12));
  g_autoptr (GBytes) out = bt_docx_made_new (plan);
  g_autoptr (GBytes) docx = seed % 2 == 0 ? bt_docx_editor_with_part (out, "customXml/item1.xml", "<a/>", 4)
                                          : g_bytes_ref (out);
  g_autofree char *log = NULL;
  g_autoptr (GBytes) edited =
      bt_docx_editor_edit (rand, docx, BT_DOCX_EDITS_ALL, g_rand_int_range (rand, 1, n_edits + 1), &log);
  g_autoptr (BtReport) report = NULL;
  g_autoptr (BtPlan) again = read_edited (edited, seed, log, &report);

  check_all (again);
  if (!is_recognised (report))
    return;
  check_decided (edited, again, TRUE);
  check_decided (edited, again, FALSE);
}

/* In that of seed 107 somebody has put as many bytes into a cell as he took out: changes of ours are not looked for
 * where they stood. */
static void
test_decided (void)
{
  guint32 seed = bt_generate_seed ();

  run_decided_script (107, MAX_EDITS);
  for (guint i = 0; i < bt_generate_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_decided_script (seed + i, bt_generate_number ("BT_EDITS", MAX_EDITS));
}

/* Words of the same length stand where our own part tells of revisions of others: characters stay whole. */
static void
test_characters (void)
{
  run_decided_script (107, MAX_EDITS);
  run_decided_script (2756472579, MAX_EDITS);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx-edited/plan", test_edited);
  g_test_add_func ("/docx-edited/recipients", test_recipients);
  g_test_add_func ("/docx-edited/words", test_words);
  g_test_add_func ("/docx-edited/fields", test_fields);
  g_test_add_func ("/docx-edited/moves", test_moves);
  g_test_add_func ("/docx-edited/moved-away", test_moved_away);
  g_test_add_func ("/docx-edited/markers", test_markers);
  g_test_add_func ("/docx-edited/places", test_places);
  g_test_add_func ("/docx-edited/decided", test_decided);
  g_test_add_func ("/docx-edited/characters", test_characters);
  return g_test_run ();
}
