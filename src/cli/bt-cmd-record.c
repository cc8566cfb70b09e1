/* banthao-cli record: the record of a review, as a plan of its own that can be printed as any plan. */
#include <glib/gi18n-lib.h>

#include "bt-cli.h"
#include "bt-review-record.h"

static struct
{
  char *output;
} options;

const GOptionEntry bt_record_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the record goes"),
    "OUT.kehoach" },
  { NULL },
};

/**
 * bt_record_run:
 * @files: the plan, then earlier versions of it, the newest first
 *
 * Returns: the exit status
 */
int
bt_record_run (char **files)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  g_autoptr (GPtrArray) earlier = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_plan_unref);
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("record", _ ("-o OUT is missing"));
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  for (guint i = 1; files[i] != NULL; i++)
    {
      BtPlan *version = bt_cli_read_plan (files[i], &error);
      if (version == NULL)
        return bt_cli_fail (files[i], error);
      g_ptr_array_add (earlier, version);
    }
  g_autoptr (BtPlan) record = bt_review_record_new (plan, earlier, time, &error);
  if (record == NULL)
    return bt_cli_fail (files[0], error);
  if (!bt_cli_write_plan (record, options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
