/* banthao-cli: what the editor does with files, for scripts and tests. */
#include <glib/gi18n-lib.h>
#include <signal.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-data.h"

static const GOptionEntry no_options[] = { { NULL } };

static const BtCommand commands[] = {
  { "new", "-o OUT.kehoach [--template NAME] [--office OFFICE.xml]", N_ ("Begin a plan"),
    bt_new_options, 0, bt_new_run },
  { "import", "IN -o OUT.kehoach [--report REPORT.json] [--onto PLAN [--appendix N]]",
    N_ ("Turn the text of a plan into a plan"), bt_import_options, 1, bt_import_run },
  { "export", "IN -o OUT [--view=final|original|markup]",
    N_ ("Turn a plan, or its text, into PDF, PNG, SVG, text or spreadsheets"), bt_export_options, 1, bt_export_run },
  { "show", "IN [--format=outline|text|json] [--view=final|original|markup]",
    N_ ("Print what a plan holds"), bt_show_options, 1, bt_show_run },
  { "validate", "IN", N_ ("Say whether a file is a sound plan"), no_options, 1, bt_validate_run },
  { "check", "IN… [--format=text|json] [--lists FOLDER] [--all]",
    N_ ("Look for slips and breaches of the decree in plans"), bt_check_options, 0, bt_check_run, TRUE },
  { "set-aside", "IN -o OUT --rule RULE [--node ID] [--words WORDS] --reason TEXT",
    N_ ("Note in the plan that a finding of the check is right as it is"), bt_set_aside_options, 1, bt_set_aside_run },
  { "duties", "IN [--format=text|json] [-o OUT.kehoach]",
    N_ ("Tell which unit has what to do, leads which rows and gets the plan"), bt_duties_options, 1, bt_duties_run },
  { "changes", "IN [--format=text|json]", N_ ("List the tracked changes of a plan"),
    bt_changes_options, 1, bt_changes_run },
  { "comments", "IN [--format=text|json]", N_ ("List the comments on a plan"), bt_comments_options,
    1, bt_comments_run },
  { "accept", "IN -o OUT (--all | --id ID… | --author NAME)", N_ ("Accept tracked changes"),
    bt_decide_options, 1, bt_accept_run },
  { "reject", "IN -o OUT (--all | --id ID… | --author NAME)", N_ ("Reject tracked changes"),
    bt_decide_options, 1, bt_reject_run },
  { "compare", "OLD NEW -o OUT --author NAME", N_ ("Show what became of a plan as tracked changes"),
    bt_compare_options, 2, bt_compare_run },
  { "merge", "BASE COPY… -o OUT [--format=text|json]", N_ ("Unite the changes of several copies of a plan"),
    bt_merge_options, 2, bt_merge_run, TRUE },
  { "record", "IN [EARLIER…] -o OUT.kehoach",
    N_ ("Make the record of a review: changes, decisions, comments with answers"), bt_record_options,
    1, bt_record_run, TRUE },
};

static void
print_usage (void)
{
  g_print (_ ("Usage: banthao-cli COMMAND …\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-9s %s\n", commands[i].name, _ (commands[i].summary));
  g_print (
      _ ("\n“banthao-cli COMMAND --help” tells more. “-” stands for standard input or output.\n"
         "Exit status: 0 done, 1 errors or conflicts found, 2 wrong usage, 3 input refused, "
         "4 cannot read or write.\n"));
}

static const BtCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static int
run_command (const BtCommand *command, char **arguments)
{
  g_autoptr (GOptionContext) context = g_option_context_new (command->usage);
  g_auto (GStrv) left = g_strdupv (arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("banthao-cli %s", command->name);

  g_set_prgname (program);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &left, &error))
    return bt_cli_fail_usage (command->name, "%s", error->message);
  char **files = left + 1;
  if (*files != NULL && strcmp (*files, "--") == 0)
    files++;
  guint n_files = g_strv_length (files);
  if (n_files < command->n_files || (n_files > command->n_files && !command->more))
    return bt_cli_fail_usage (command->name, _ ("%u files given, %u wanted"), n_files, command->n_files);
  return command->run (files);
}

int
main (int argc, char **argv)
{
  bt_data_init_locale ();
  /* A file that grows beyond the limit of the account is an error to tell, not a reason to die. */
  signal (SIGXFSZ, SIG_IGN);

  const char *name = argc > 1 ? argv[1] : "";
  if (strcmp (name, "--version") == 0)
    {
      g_print ("banthao-cli %s\n", BT_VERSION);
      return BT_EXIT_DONE;
    }
  if (strcmp (name, "--help") == 0 || strcmp (name, "-h") == 0 || strcmp (name, "help") == 0)
    {
      print_usage ();
      return BT_EXIT_DONE;
    }
  const BtCommand *command = find_command (name);
  if (command != NULL)
    return run_command (command, argv + 1);
  g_printerr (_ ("banthao-cli: there is no command “%s” (try banthao-cli --help)\n"), name);
  return BT_EXIT_USAGE;
}
