/* banthao-cli import: the text of a plan, as people have it, becomes a plan; a report says what became of what. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-store.h"

static struct
{
  char *output;
} options;

const GOptionEntry bt_import_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { NULL },
};

/**
 * bt_import_run:
 * @files: the text
 *
 * Returns: the exit status
 */
int
bt_import_run (char **files)
{
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("import", _ ("-o OUT is missing"));
  g_autoptr (GBytes) bytes = bt_cli_read (files[0], &error);
  if (bytes == NULL)
    return bt_cli_fail (files[0], error);
  g_autofree char *name = g_filename_display_name (files[0]);
  g_autoptr (BtPlan) plan = bt_store_read_bytes (bytes, name, &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  if (!bt_cli_write_plan (plan, options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
