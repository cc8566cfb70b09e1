/* banthao-cli new: a plan to begin with, from a template and the office's own words. */
#include <glib/gi18n-lib.h>

#include "bt-cli.h"
#include "bt-office.h"
#include "bt-template.h"

static struct
{
  char *output;
  char *template;
  char *office;
} options;

const GOptionEntry bt_new_options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_ ("Where the plan goes"),
    "OUT.kehoach" },
  { "template", 0, 0, G_OPTION_ARG_STRING, &options.template,
    N_ ("Begin with the parts of a template"), "NAME" },
  { "office", 0, 0, G_OPTION_ARG_FILENAME, &options.office,
    N_ ("Fill in the office's name, place, signer and recipients"), "OFFICE.xml" },
  { NULL },
};

/* Fills in the office's own words; takes @plan over. */
static BtPlan *
apply_office (BtPlan *plan, GError **error)
{
  g_autoptr (BtPlan) bare = plan;
  g_autoptr (GBytes) bytes = bt_cli_read (options.office, error);
  g_autofree char *name = g_filename_display_name (options.office);

  g_autoptr (BtOffice) office = bytes != NULL ? bt_office_read (bytes, name, error) : NULL;

  return office != NULL ? bt_office_apply (office, 0, bare, error) : NULL;
}

/**
 * bt_new_run:
 * @files: none
 *
 * Returns: the exit status
 */
int
bt_new_run (char **files)
{
  GError *error = NULL;

  if (options.output == NULL)
    return bt_cli_fail_usage ("new", _ ("-o OUT is missing"));
  g_autoptr (BtPlan) plan =
      options.template != NULL ? bt_template_load (options.template, &error) : bt_plan_new_blank ();
  if (plan == NULL)
    return bt_cli_fail (options.template, error);
  if (options.office != NULL)
    {
      plan = apply_office (plan, &error);
      if (plan == NULL)
        return bt_cli_fail (options.office, error);
    }
  /* What only the window asks for is left open. */
  g_autoptr (BtPlan) filled = bt_template_fill (plan, &(BtTemplateValues){ 0 }, &error);
  if (filled == NULL)
    return bt_cli_fail (options.template, error);
  if (!bt_cli_write_plan (filled, options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
