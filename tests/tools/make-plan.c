/* Writes a plan of invented words: make-plan OUT.kehoach SECTIONS POINTS ROWS. For benchmarks and for trying out. */
#include <gio/gio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "bt-made-plan.h"
#include "bt-store.h"

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = NULL;
  g_autoptr (GFile) file = NULL;
  BtMadePlan wanted = { .seed = 7, .longest_cell = 160, .group_every = 40 };

  setlocale (LC_ALL, "");
  if (argc != 5)
    {
      fprintf (stderr, "Usage: make-plan OUT.kehoach SECTIONS POINTS ROWS\n");
      return 2;
    }
  wanted.n_sections = atoi (argv[2]);
  wanted.n_points = atoi (argv[3]);
  wanted.n_rows = atoi (argv[4]);
  plan = bt_made_plan_new (&wanted);
  file = g_file_new_for_commandline_arg (argv[1]);
  if (!bt_store_save (plan, file, NULL, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 4;
    }
  return 0;
}
