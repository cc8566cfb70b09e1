/* Plans as documents and back, over random scripts of tracked edits by several authors: the same plan, with the same
 * changes, byte for byte. */
#include <string.h>

#include "bt-docx-export.h"
#include "bt-docx-import.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-step-run.h"
#include "bt-store.h"

#define N_SCRIPTS 120
#define MAX_EDITS 12

static const char *const authors[] = { "An", "Bình", "Chi & “Dũng”" };

static BtPlan *
track (BtPlan *plan)
{
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  g_autoptr (GError) error = NULL;

  bt_step_run_set_attr (run, bt_node_get_id (bt_plan_get_root (plan)), "tracking", "yes", &error);
  g_assert_no_error (error);
  return bt_plan_ref (bt_step_run_get_plan (run));
}

static BtPlan *
make_reviewed (GRand *rand, guint n_edits)
{
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, 8);
  BtPlan *plan = track (clean);

  for (guint i = 0; i < n_edits; i++)
    {
      g_autoptr (BtRandomEdit) edit = bt_random_edit_new (rand, plan);
      g_autoptr (BtDocument) document = bt_document_new (plan);

      bt_document_set_author (document,
                              authors[g_rand_int_range (rand, 0, G_N_ELEMENTS (authors))]);
      bt_random_edit_run (edit, document, NULL, NULL);
      bt_plan_unref (plan);
      plan = bt_plan_ref (bt_document_get_plan (document));
    }
  return plan;
}

static char *
dup_bytes (BtPlan *plan)
{
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

/* Where two files differ, and the line in both. */
static void
check_same (BtPlan *plan, BtPlan *again)
{
  g_autofree char *before = dup_bytes (plan), *after = dup_bytes (again);
  g_auto (GStrv) wanted = g_strsplit (before, "\n", -1), got = g_strsplit (after, "\n", -1);

  for (guint i = 0; wanted[i] != NULL && got[i] != NULL; i++)
    if (strcmp (wanted[i], got[i]) != 0)
      g_error ("line %u: wanted %s\ngot %s", i + 1, wanted[i], got[i]);
  g_assert_cmpstr (before, ==, after);
}

static void
test_round (void)
{
  const char *given = g_getenv ("BT_SEED");
  guint32 seed = given != NULL ? (guint32) g_ascii_strtoull (given, NULL, 10) : g_random_int ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load ("nd30-2020", &error);

  g_assert_no_error (error);
  g_test_message ("BT_SEED=%u", seed);
  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) plan = make_reviewed (rand, g_rand_int_range (rand, 0, MAX_EDITS));
      g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);
      g_autoptr (GBytes) bytes = bt_docx_export (plan, profile, original, &error);
      g_assert_no_error (error);
      g_autoptr (BtPlan) again = bt_docx_import (bytes, "round.docx", NULL, &error);
      g_assert_no_error (error);
      g_test_message ("script BT_SEED=%u", seed + i);
      check_same (plan, again);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/round", test_round);
  return g_test_run ();
}
