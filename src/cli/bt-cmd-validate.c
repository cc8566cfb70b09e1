/* banthao-cli validate: whether a file is a sound plan. */
#include <glib/gi18n-lib.h>

#include "bt-cli.h"
#include "bt-comment-list.h"

/* A comment whose text has gone is no fault of the file; it is kept, and told. */
static void
tell_detached (const char *file, BtPlan *plan)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);

  for (guint i = 0; i < list->len; i++)
    {
      const BtComment *comment = list->pdata[i];
      if (comment->place != BT_COMMENT_DETACHED)
        continue;
      g_print (_ ("%s: what the comment “%s” speaks of is no longer in the plan (“%s”); it stays, "
                 "as detached\n"),
               file, comment->id, comment->quote);
    }
}

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
  tell_detached (files[0], plan);
  return BT_EXIT_DONE;
}
