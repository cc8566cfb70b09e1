/* banthao-cli set-aside: notes in a plan that what the check finds there is right as it is, and why. */
#include <glib/gi18n-lib.h>

#include "bt-cli.h"
#include "bt-commands.h"
#include "bt-rule.h"

static struct
{
  char *output;
  char *rule;
  char *node;
  char *words;
  char *reason;
  char *by;
} options;

const GOptionEntry bt_set_aside_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { "rule", 0, 0, G_OPTION_ARG_STRING, &options.rule,
    N_ ("The rule, as “check --format=json” names it"), "RULE" },
  { "node", 0, 0, G_OPTION_ARG_STRING, &options.node,
    N_ ("The node of the finding; the whole plan by default, for all findings of the rule"), "ID" },
  { "words", 0, 0, G_OPTION_ARG_STRING, &options.words, N_ ("The words of the finding (its “quote”)"),
    "WORDS" },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &options.reason, N_ ("Why it is right as it is"), "TEXT" },
  { "by", 0, 0, G_OPTION_ARG_STRING, &options.by,
    N_ ("Who says so; the name of the account by default"), "NAME" },
  { NULL },
};

/* What is wrong with the options; NULL for nothing. */
static const char *
find_fault (void)
{
  if (options.output == NULL)
    return _ ("-o OUT is missing");
  if (options.rule == NULL || bt_rule_find (options.rule) == NULL)
    return _ ("there is no such rule; “banthao-cli check --rules” lists them");
  if (options.words != NULL && options.node == NULL)
    return _ ("--words need the --node they stand in");
  return options.reason == NULL ? _ ("--reason is missing") : NULL;
}

/**
 * bt_set_aside_run:
 * @files: the plan
 *
 * Returns: the exit status
 */
int
bt_set_aside_run (char **files)
{
  GError *error = NULL;
  const char *fault = find_fault ();

  if (fault != NULL)
    return bt_cli_fail_usage ("set-aside", "%s", fault);
  g_autoptr (BtPlan) plan = bt_cli_read_plan (files[0], &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);

  g_autoptr (BtDocument) document = bt_document_new (plan);
  g_autofree char *root = g_strdup (bt_node_get_id (bt_plan_get_root (plan)));
  bt_document_set_author (document, options.by != NULL ? options.by : bt_cli_get_account ());
  if (!bt_document_set_aside (document, options.node != NULL ? options.node : root, options.rule,
                              options.words != NULL ? options.words : "", options.reason, &error))
    return bt_cli_fail (files[0], error);
  if (!bt_cli_write_plan (bt_document_get_plan (document), options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
