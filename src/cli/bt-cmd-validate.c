/* banthao-cli validate: whether a file is a sound plan. */
#include "bt-cli.h"

/**
 * bt_validate_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_validate_run (char **files)
{
  GError *error = NULL;
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);

  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  bt_cli_progress_end ();
  return BT_EXIT_DONE;
}
