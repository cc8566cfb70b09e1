/* Documents of ours that somebody has edited elsewhere, at random: whatever comes back is a plan that can be seen,
 * decided, saved and taken as a new version of what went out. BT_SCRIPTS asks for another number of them, BT_EDITS for
 * another number of edits. */
#include <string.h>

#include "bt-docx-editor.h"
#include "bt-docx-export.h"
#include "bt-docx-import.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-same.h"
#include "bt-store.h"
#include "bt-version.h"

#define N_SCRIPTS 60
#define MAX_EDITS 10

static BtProfile *profile;

static guint
get_number (const char *name, guint otherwise)
{
  const char *asked = g_getenv (name);

  return asked != NULL ? g_ascii_strtoull (asked, NULL, 10) : otherwise;
}

static GBytes *
make_docx (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
  GBytes *bytes = bt_docx_export (plan, profile, original, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
check_plan (const BtPlan *plan)
{
  g_autoptr (GError) error = NULL;

  bt_plan_check (plan, &error);
  g_assert_no_error (error);
}

/* Saved and opened again it is the same plan. */
static void
check_saving (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  g_autoptr (BtPlan) again = bt_store_read_bytes (bytes, "plan", &error);
  g_assert_no_error (error);

  if (!bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)))
    bt_same_print_difference (again, plan, BT_SAME_NODES);
  g_assert_true (bt_node_equal (bt_plan_get_root (plan), bt_plan_get_root (again)));
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
  check_saving (view);
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
  check_saving (plan);
  check_deciding (plan, TRUE);
  check_deciding (plan, FALSE);
  g_autoptr (GBytes) out = make_docx (plan);
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

/* Leaves the document where the environment (BT_KEEP) asks for it, to be looked at. */
static void
keep (GBytes *docx)
{
  const char *path = g_getenv ("BT_KEEP");

  if (path != NULL)
    g_file_set_contents (path, g_bytes_get_data (docx, NULL), g_bytes_get_size (docx), NULL);
}

static void
run_script (guint32 seed, guint n_edits)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, g_rand_int_range (rand, 0, 12));
  g_autoptr (GBytes) docx = make_docx (plan);
  g_autofree char *log = NULL;
  g_autoptr (GBytes) edited =
      bt_docx_editor_edit (rand, docx, g_rand_int_range (rand, 1, n_edits + 1), &log);
  g_autoptr (GError) error = NULL;
  keep (edited);
  g_autoptr (BtPlan) again = bt_docx_import (edited, "plan.docx", NULL, &error);

  g_test_message ("script BT_SEED=%u BT_SCRIPTS=1:%s", seed, log);
  g_assert_no_error (error);
  check_all (again);
  check_onto (plan, again);
}

static void
test_edited (void)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < get_number ("BT_SCRIPTS", N_SCRIPTS); i++)
    run_script (seed + i, get_number ("BT_EDITS", MAX_EDITS));
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  profile = bt_profile_load (BT_PROFILE_DEFAULT, &error);
  g_assert_no_error (error);
  g_test_add_func ("/docx-edited/plan", test_edited);
  int status = g_test_run ();
  bt_profile_unref (profile);
  return status;
}
