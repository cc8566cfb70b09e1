/* make-reviewed FOLDER PLANS EDITS SEED: random plans with tracked edits by several authors: FOLDER/0.kehoach … */
#include <stdlib.h>

#include "bt-random-edit.h"
#include "bt-store.h"

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
      g_autoptr (BtPlan) plan = bt_random_edit_make_reviewed (rand, 6, atoi (argv[3]));
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, &error);
      g_autofree char *path = g_strdup_printf ("%s/%d.kehoach", argv[1], i);

      g_assert_no_error (error);
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
      g_assert_no_error (error);
    }
  return 0;
}
