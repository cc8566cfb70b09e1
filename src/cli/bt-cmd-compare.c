/* banthao-cli compare: what became of one plan in another, as tracked changes. */
#include <glib/gi18n-lib.h>

#include "bt-cli.h"
#include "bt-compare.h"
#include "bt-date.h"

static struct
{
  char *output;
  char *author;
} options;

const GOptionEntry bt_compare_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { "author", 0, 0, G_OPTION_ARG_STRING, &options.author, N_ ("Whose changes they are said to be"),
    "NAME" },
  { NULL },
};

/**
 * bt_compare_run:
 * @files: the plan before and the plan after, or their texts
 *
 * Returns: the exit status
 */
int
bt_compare_run (char **files)
{
  g_autofree char *now = bt_time_format_now ();
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("compare", _ ("-o OUT is missing"));
  if (options.author == NULL || *options.author == '\0')
    return bt_cli_fail_usage ("compare", _ ("--author NAME is missing"));
  if (bt_cli_is_stream (files[0]) && bt_cli_is_stream (files[1]))
    return bt_cli_fail_usage ("compare", _ ("only one of the plans can be standard input"));
  g_autoptr (BtPlan) old = bt_import_read (files[0], NULL, &error);
  if (old == NULL)
    return bt_cli_fail (files[0], error);
  g_autoptr (BtPlan) new = bt_import_read (files[1], NULL, &error);
  if (new == NULL)
    return bt_cli_fail (files[1], error);
  bt_cli_progress (_ ("Comparing…"));
  g_autoptr (BtPlan) result = bt_review_compare (old, new, options.author, now, &error);
  if (result == NULL)
    return bt_cli_fail (files[1], error);
  if (!bt_cli_write_plan (result, options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
