/* Plans as documents and back, over random scripts of tracked edits by several authors: the same plan, with the same
 * changes, byte for byte. */
#include <string.h>

#include "bt-docx-import.h"
#include "bt-docx-made.h"
#include "bt-docx-markers.h"
#include "bt-docx-office.h"
#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-resolve.h"
#include "bt-store.h"

#define N_SCRIPTS 120
#define MAX_EDITS 12
#define MAX_MOVES 12

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

static BtPlan *
make_plan (GRand *rand)
{
  return bt_random_edit_make_reviewed (rand, 8, g_rand_int_range (rand, 0, MAX_EDITS));
}

static void
check_back (BtPlan *plan, GBytes *docx)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) again = bt_docx_import (docx, "round.docx", NULL, &error);

  g_assert_no_error (error);
  check_same (plan, again);
}

/* What becomes of a document on its way; @log tells it, if that says more than the seed. */
typedef GBytes *(*Way) (GRand *rand, GBytes *docx, char **log);

static void
run_scripts (Way way)
{
  guint32 seed = bt_generate_seed ();

  for (guint i = 0; i < N_SCRIPTS; i++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed + i);
      g_autoptr (BtPlan) plan = make_plan (rand);
      g_autoptr (GBytes) docx = bt_docx_made_new (plan);
      g_autofree char *log = NULL;
      g_autoptr (GBytes) come = way (rand, docx, &log);
      bt_docx_made_keep (come);
      g_test_message ("script BT_SEED=%u:%s", seed + i, log != NULL ? log : "");
      check_back (plan, come);
    }
}

static GBytes *
leave (GRand *rand, GBytes *docx, char **log)
{
  return g_bytes_ref (docx);
}

static void
test_round (void)
{
  run_scripts (leave);
}

static GBytes *
move_markers (GRand *rand, GBytes *docx, char **log)
{
  return bt_docx_markers_move (rand, docx, BT_DOCX_MARKERS_BESIDE, MAX_MOVES, log);
}

/* Our bookmarks may stand on either side of the bounds of what they stand beside. */
static void
test_markers (void)
{
  run_scripts (move_markers);
}

static GBytes *
save_in_office (GRand *rand, GBytes *docx, char **log)
{
  return bt_docx_office_save (rand, docx);
}

/* What LibreOffice cuts, calls otherwise or has no room for is known again. */
static void
test_office (void)
{
  run_scripts (save_in_office);
}

/* A heading without columns takes no cells from those behind it. */
static void
test_emptied (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "layouts", "markup-ungrouped.layout", NULL);
  g_autofree char *golden = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &golden, NULL, &error);
  g_assert_no_error (error);
  const char *start = strstr (golden, "<?xml"), *end = strstr (golden, "-----\n");
  g_autoptr (GBytes) bytes = g_bytes_new (start, end - start);
  g_autoptr (BtPlan) plan = bt_store_read_bytes (bytes, path, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) docx = bt_docx_made_new (plan);
  check_back (plan, docx);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/docx/round", test_round);
  g_test_add_func ("/docx/markers", test_markers);
  g_test_add_func ("/docx/office", test_office);
  g_test_add_func ("/docx/emptied", test_emptied);
  return g_test_run ();
}
