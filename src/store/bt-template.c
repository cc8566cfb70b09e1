/* Templates: the plans that new plans begin with. They are plans like any other, in data/templates; the file "list"
 * there names them in the order in which they are offered, and says in the user's language what they are. */
#include "bt-template.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-data.h"
#include "bt-error.h"
#include "bt-store.h"

#define LIST "templates/list.ini"

/**
 * bt_template_info_free:
 * @info: (transfer full): what is known of a template
 */
void
bt_template_info_free (BtTemplateInfo *info)
{
  g_return_if_fail (info != NULL);

  g_free (info->name);
  g_free (info->title);
  g_free (info->about);
  g_free (info);
}

static BtTemplateInfo *
read_info (GKeyFile *list, const char *name)
{
  BtTemplateInfo *info = g_new0 (BtTemplateInfo, 1);

  info->name = g_strdup (name);
  info->title = g_key_file_get_locale_string (list, name, "Title", NULL, NULL);
  info->about = g_key_file_get_locale_string (list, name, "About", NULL, NULL);
  return info;
}

/**
 * bt_template_list:
 *
 * Returns: (transfer full) (element-type BtTemplateInfo): the templates, in the order in which they are offered
 */
GPtrArray *
bt_template_list (void)
{
  GPtrArray *templates = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_template_info_free);
  g_autofree char *path = bt_data_find (LIST);
  g_autoptr (GKeyFile) list = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  if (!g_key_file_load_from_file (list, path, G_KEY_FILE_KEEP_TRANSLATIONS, &error))
    g_info ("%s: %s", path, error->message);
  names = g_key_file_get_groups (list, NULL);
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (templates, read_info (list, names[i]));
  return templates;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(BtTemplateInfo *const *) a)->name, (*(BtTemplateInfo *const *) b)->name);
}

/* The names of the templates that there are, for who asked for another. */
static char *
join_names (void)
{
  g_autoptr (GPtrArray) templates = bt_template_list ();
  g_autoptr (GString) names = g_string_new (NULL);

  g_ptr_array_sort (templates, compare_names);
  for (guint i = 0; i < templates->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((BtTemplateInfo *) templates->pdata[i])->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* The path of a template that is there; a name is no way into other folders. */
static char *
find_path (const char *name)
{
  g_autofree char *relative = g_strconcat ("templates/", name, BT_STORE_EXTENSION, NULL);
  g_autofree char *path = bt_data_find (relative);

  if (strchr (name, '/') != NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return NULL;
  return g_steal_pointer (&path);
}

/**
 * bt_template_load:
 * @name: which template
 * @error: return location for an error; %BT_ERROR_USAGE where there is none of that name
 *
 * Every plan has ids of its own: two that began with one template are not two versions of one plan.
 *
 * Returns: (transfer full) (nullable): a new plan with the template's parts
 */
BtPlan *
bt_template_load (const char *name, GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (BtPlan) template = NULL;
  g_autoptr (BtNode) root = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  path = find_path (name);
  if (path == NULL)
    {
      g_autofree char *names = join_names ();
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                   _ ("there is no template of that name; there are: %s"),
                   *names != '\0' ? names : "–");
      return NULL;
    }
  file = g_file_new_for_path (path);
  template = bt_store_load (file, NULL, error);
  if (template == NULL)
    return NULL;
  root = bt_node_copy_with_new_ids (bt_plan_get_root (template));
  return bt_plan_new (root, error);
}
