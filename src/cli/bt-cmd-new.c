/* banthao-cli new: a plan to begin with, from a template and the office's own words. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-data.h"
#include "bt-error.h"
#include "bt-office.h"
#include "bt-store.h"

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

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The names of the templates that there are, for who asked for another. */
static char *
list_templates (void)
{
  g_autofree char *folder = bt_data_find ("templates");
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (file, BT_STORE_EXTENSION))
      g_ptr_array_add (names, g_strndup (file, strlen (file) - strlen (BT_STORE_EXTENSION)));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/* The path of a template that is there; a name is no way into other folders. */
static char *
find_template (const char *name)
{
  g_autofree char *relative = g_strconcat ("templates/", name, BT_STORE_EXTENSION, NULL);
  g_autofree char *path = bt_data_find (relative);

  if (strchr (name, '/') != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_steal_pointer (&path);
}

static BtPlan *
begin_with_template (GError **error)
{
  g_autofree char *path = find_template (options.template);

  if (path == NULL)
    {
      g_autofree char *names = list_templates ();
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                   _ ("there is no template of that name; there are: %s"),
                   *names != '\0' ? names : "–");
      return NULL;
    }
  g_autoptr (BtPlan) template = bt_cli_read_plan (path, error);
  if (template == NULL)
    return NULL;
  /* Every plan has ids of its own: two that began with one template are not two versions of one plan. */
  g_autoptr (BtNode) root = bt_node_copy_with_new_ids (bt_plan_get_root (template));
  return bt_plan_new (root, error);
}

/* Fills in the office's own words; takes @plan over. */
static BtPlan *
apply_office (BtPlan *plan, GError **error)
{
  g_autoptr (BtPlan) bare = plan;
  g_autoptr (GBytes) bytes = bt_cli_read (options.office, error);
  g_autofree char *name = g_filename_display_name (options.office);

  return bytes != NULL ? bt_office_apply (bytes, name, bare, error) : NULL;
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
      options.template != NULL ? begin_with_template (&error) : bt_plan_new_blank ();
  if (plan == NULL)
    return bt_cli_fail (options.template, error);
  if (options.office != NULL)
    {
      plan = apply_office (plan, &error);
      if (plan == NULL)
        return bt_cli_fail (options.office, error);
    }
  if (!bt_cli_write_plan (plan, options.output, &error))
    return bt_cli_fail (options.output, error);
  return BT_EXIT_DONE;
}
