/* make-reviewed FOLDER PLANS EDITS SEED: random plans with tracked edits by several authors: FOLDER/0.kehoach … */
#include <stdlib.h>

#include "bt-generate.h"
#include "bt-random-edit.h"
#include "bt-step-run.h"
#include "bt-store.h"

static const char *const authors[] = { "An", "Bình", "Chi" };

static BtPlan *
make_reviewed (GRand *rand, guint n_edits)
{
  g_autoptr (BtPlan) clean = bt_generate_clean_plan (rand, 6);
  g_autoptr (BtStepRun) run = bt_step_run_new (clean);
  g_autoptr (GError) error = NULL;
  BtPlan *plan;

  bt_step_run_set_attr (run, bt_node_get_id (bt_plan_get_root (clean)), "tracking", "yes", &error);
  g_assert_no_error (error);
  plan = bt_plan_ref (bt_step_run_get_plan (run));
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

int
main (int argc, char **argv)
{
  g_autoptr (GRand) rand = NULL;

  if (argc != 5)
    {
      g_printerr ("usage: make-reviewed FOLDER PLANS EDITS SEED\n");
      return 2;
    }
  rand = g_rand_new_with_seed (strtoul (argv[4], NULL, 10));
  for (int i = 0; i < atoi (argv[2]); i++)
    {
      g_autoptr (BtPlan) plan = make_reviewed (rand, atoi (argv[3]));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, &error);
      g_autofree char *path = g_strdup_printf ("%s/%d.kehoach", argv[1], i);

      g_assert_no_error (error);
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
    }
  return 0;
}
