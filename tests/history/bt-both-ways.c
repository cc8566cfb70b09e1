/* Cases that are run twice, untracked and tracked. */
#include "bt-both-ways.h"

/* What one of the two runs is given. */
typedef struct
{
  gconstpointer row;
  gboolean tracking;
  BtCheckCase check;
} Run;

static void
test_run (gconstpointer data)
{
  const Run *run = data;

  run->check (run->row, run->tracking);
}

static void
add_run (const char *path, gconstpointer row, gboolean tracking, BtCheckCase check)
{
  Run *run = g_new (Run, 1);

  *run = (Run){ row, tracking, check };
  g_test_add_data_func_full (path, run, test_run, g_free);
}

/* Adds the tests /FOLDER/NAME and /FOLDER-tracked/NAME. */
void
bt_both_ways_add (const char *folder, const char *name, gconstpointer row, BtCheckCase check)
{
  g_autofree char *plain = g_strdup_printf ("/%s/%s", folder, name);
  g_autofree char *tracked = g_strdup_printf ("/%s-tracked/%s", folder, name);

  add_run (plain, row, FALSE, check);
  add_run (tracked, row, TRUE, check);
}

/* What was done to @start is one step: undoing gives the very plan back, and so does redoing. */
void
bt_both_ways_assert_history (BtDocument *document, BtPlan *start)
{
  BtPlan *after = bt_document_get_plan (document);

  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == start);
  g_assert_true (bt_document_redo (document));
  g_assert_true (bt_document_get_plan (document) == after);
}
