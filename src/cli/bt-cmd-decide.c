/* banthao-cli accept and reject: decide tracked changes, chosen by what they are and who made them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-change-list.h"
#include "bt-cli.h"
#include "bt-date.h"
#include "bt-decide.h"
#include "bt-error.h"

static struct
{
  char *output;
  gboolean all;
  char **ids;
  char *author;
  char *round;
  char *kind;
  char *section;
  char *by;
} options;

const GOptionEntry bt_decide_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("All changes nobody has decided"), NULL },
  { "id", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.ids, N_ ("This change; may be given again"),
    "ID" },
  { "author", 0, 0, G_OPTION_ARG_STRING, &options.author, N_ ("Changes by this author"), "NAME" },
  { "round", 0, 0, G_OPTION_ARG_STRING, &options.round, N_ ("Changes of this round"), "N" },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &options.kind,
    N_ ("Changes of this kind, as “changes --format=json” names it"), "KIND" },
  { "section", 0, 0, G_OPTION_ARG_STRING, &options.section,
    N_ ("Changes in this node and all below it"), "ID" },
  { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
    N_ ("Who decides; the name of the account by default"), "NAME" },
  { NULL },
};

/* The filter that the options ask for, or a message about what is wrong with them. */
static const char *
read_filter (BtChangeFilter *filter)
{
  gboolean some = options.ids != NULL || options.author != NULL || options.round != NULL
                  || options.kind != NULL || options.section != NULL;

  if (options.output == NULL)
    return _ ("-o OUT is missing");
  if (!some && !options.all)
    return _ ("say which changes: --all, --id, --author, --round, --kind or --section");
  if (options.all && options.ids != NULL)
    return _ ("--all and --id do not go together");
  *filter = (BtChangeFilter){ .ids = (const char *const *) options.ids,
                              .author = options.author,
                              .round = options.round,
                              .section = options.section,
                              .by_kind = options.kind != NULL };
  if (options.kind != NULL && !bt_change_kind_from_name (options.kind, &filter->kind))
    return _ ("there is no such kind of changes");
  return NULL;
}

static gboolean
is_open (const GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (change->state == BT_CHANGE_OPEN && strcmp (change->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is named must be there; that nobody of a name has changed anything is no mistake. */
static gboolean
check_names (const BtPlan *plan, const GPtrArray *list, GError **error)
{
  for (guint i = 0; options.ids != NULL && options.ids[i] != NULL; i++)
    if (!is_open (list, options.ids[i]))
      {
        g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                     _ ("there is no open change “%s” in the plan"), options.ids[i]);
        return FALSE;
      }
  if (options.section == NULL || bt_plan_has_node (plan, options.section))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_USAGE, _ ("there is no node “%s” in the plan"),
               options.section);
  return FALSE;
}

static gboolean
decide (BtStepRun *run, const BtChangeFilter *filter, gboolean accept, GError **error)
{
  BtPlan *plan = bt_step_run_get_plan (run);
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  g_autoptr (GHashTable) chosen = bt_change_list_select (list, plan, filter);
  g_autofree char *time = bt_time_format_now ();

  return check_names (plan, list, error)
         && bt_review_decide (run, chosen, accept,
                              options.by != NULL ? options.by : bt_cli_get_account (), time, error);
}

static int
run_decision (const char *command, char **files, gboolean accept)
{
  BtChangeFilter filter;
  GError *error = NULL;
  const char *wrong = read_filter (&filter);

  if (wrong != NULL)
    return bt_cli_fail_usage (command, "%s", wrong);
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  if (!decide (run, &filter, accept, &error))
    return bt_cli_fail (files[0], error);
  if (!bt_cli_write_plan (bt_step_run_get_plan (run), options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}

/**
 * bt_accept_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_accept_run (char **files)
{
  return run_decision ("accept", files, TRUE);
}

/**
 * bt_reject_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_reject_run (char **files)
{
  return run_decision ("reject", files, FALSE);
}
