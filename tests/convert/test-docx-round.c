/* Plans as documents and back, over random scripts of tracked edits by several authors: the same plan, with the same
 * changes, byte for byte. */
#include <string.h>

#include "bt-docx-export.h"
#include "bt-docx-import.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-store.h"

#define N_SCRIPTS 120
#define MAX_EDITS 12

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
  guint32 seed = bt_generate_seed ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load ("nd30-2020", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 8, g_rand_int_range (rand, 0, MAX_EDITS));
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
