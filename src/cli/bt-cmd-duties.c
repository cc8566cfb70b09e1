/* banthao-cli duties: which unit has what to do, leads which rows, and gets the plan. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-check-duties.h"
#include "bt-cli.h"
#include "bt-reference.h"

static struct
{
  char *format;
  char *output;
} options;

const GOptionEntry bt_duties_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to list them; as text by default"), "text|json" },
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
    N_ ("Where a plan goes that has them as a table, to be printed or exported"), "OUT.kehoach" },
  { NULL },
};

static void
append_places (GString *out, const BtPlan *plan, const char *what, const GPtrArray *ids)
{
  g_string_append_printf (out, " · %s: ", what);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *place = bt_plan_dup_place (plan, ids->pdata[i]);
      g_string_append_printf (out, "%s%s", i > 0 ? "; " : "", place);
    }
  if (ids->len == 0)
    g_string_append (out, "–");
}

/* A line a unit. */
static char *
list_text (const BtPlan *plan, const GPtrArray *duties)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < duties->len; i++)
    {
      const BtDuty *duty = duties->pdata[i];
      g_string_append (out, duty->unit);
      append_places (out, plan, _ ("tasks"), duty->tasks);
      append_places (out, plan, _ ("rows"), duty->rows);
      g_string_append_printf (out, " · %s: %s\n", _ ("recipient"),
                              duty->recipient != NULL ? duty->recipient : "–");
    }
  return g_string_free (out, FALSE);
}

static void
add_ids (JsonBuilder *json, const char *member, const GPtrArray *ids)
{
  json_builder_set_member_name (json, member);
  json_builder_begin_array (json);
  for (guint i = 0; i < ids->len; i++)
    json_builder_add_string_value (json, ids->pdata[i]);
  json_builder_end_array (json);
}

static char *
list_json (const BtPlan *plan, const GPtrArray *duties)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < duties->len; i++)
    {
      const BtDuty *duty = duties->pdata[i];
      json_builder_begin_object (json);
      json_builder_set_member_name (json, "unit");
      json_builder_add_string_value (json, duty->unit);
      add_ids (json, "tasks", duty->tasks);
      add_ids (json, "rows", duty->rows);
      json_builder_set_member_name (json, "recipient");
      json_builder_add_string_value (json, duty->recipient != NULL ? duty->recipient : "");
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

typedef char *(*Lister) (const BtPlan *plan, const GPtrArray *duties);

static const char *const formats[] = { "text", "json", NULL };
static const Lister list_as[] = { list_text, list_json };

static gboolean
write_table (BtPlan *plan, GError **error)
{
  g_autoptr (BtPlan) table = bt_duty_table_new (plan);

  return bt_cli_write_plan (table, options.output, error);
}

static gboolean
write_list (const BtPlan *plan, Lister list, GError **error)
{
  g_autoptr (GPtrArray) duties = bt_duties_new (plan);
  g_autofree char *text = list (plan, duties);

  return bt_cli_write_string (text, "-", error);
}

/**
 * bt_duties_run:
 * @files: the plan, or the text of one
 *
 * Returns: the exit status
 */
int
bt_duties_run (char **files)
{
  int format = bt_cli_choose_format ("duties", options.format, formats);
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  g_autoptr (BtPlan) plan = bt_import_read (files[0], NULL, &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  if (options.output != NULL ? !write_table (plan, &error) : !write_list (plan, list_as[format], &error))
    return bt_cli_fail (options.output != NULL ? options.output : "-", error);
  return BT_EXIT_DONE;
}
