/* banthao-cli check: what the rules of the decree and of practice find in plans. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-check.h"
#include "bt-cli.h"
#include "bt-plan.h"
#include "bt-reference.h"

static struct
{
  char *format;
  char *own_lists;
} options;

const GOptionEntry bt_check_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to list the findings; as text by default"), "text|json" },
  { "lists", 0, 0, G_OPTION_ARG_FILENAME, &options.own_lists,
    N_ ("Word lists of your office that come on top"), N_ ("FOLDER") },
  { NULL },
};

static const char *const severity_words[BT_N_SEVERITIES] = { N_ ("hint"), N_ ("warning"),
                                                             N_ ("error") };

/* Where in the plan: "mục II.2", or the name of the part. */
static char *
dup_place (const BtPlan *plan, const BtFinding *finding)
{
  g_autofree char *place = bt_plan_dup_reference (plan, finding->node);

  return *place != '\0' ? g_steal_pointer (&place) : g_strdup (finding->node);
}

static void
print_finding (GString *out, const char *file, const BtPlan *plan, const BtFinding *finding)
{
  g_autofree char *place = dup_place (plan, finding);

  g_string_append_printf (out, "%s: %s: %s [%s]: %s", file, place,
                          _ (severity_words[finding->rule->severity]), finding->rule->name,
                          finding->message);
  if (*finding->quote != '\0')
    {
      g_autofree char *quote = g_strdelimit (g_strdup (finding->quote), "\n", ' ');
      g_string_append_printf (out, " · “%s”", quote);
    }
  if (finding->fix != NULL)
    g_string_append_printf (out, " → “%s”", finding->fix);
  g_string_append_c (out, '\n');
}

static char *
list_text (const char *file, const BtPlan *plan, const BtCheck *check)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bt_check_get_n_findings (check); i++)
    print_finding (out, file, plan, bt_check_get_finding (check, i));
  g_string_append_printf (out, _ ("%s: %u errors, %u warnings, %u hints\n"), file,
                          bt_check_count (check, BT_SEVERITY_ERROR),
                          bt_check_count (check, BT_SEVERITY_WARNING),
                          bt_check_count (check, BT_SEVERITY_HINT));
  return g_string_free (out, FALSE);
}

static void
add_string (JsonBuilder *json, const char *member, const char *value)
{
  json_builder_set_member_name (json, member);
  if (value != NULL)
    json_builder_add_string_value (json, value);
  else
    json_builder_add_null_value (json);
}

static void
add_number (JsonBuilder *json, const char *member, gsize value)
{
  json_builder_set_member_name (json, member);
  json_builder_add_int_value (json, value);
}

static char *
list_json (G_GNUC_UNUSED const char *file, G_GNUC_UNUSED const BtPlan *plan, const BtCheck *check)
{
  g_autoptr (JsonBuilder) json = json_builder_new ();

  json_builder_begin_array (json);
  for (guint i = 0; i < bt_check_get_n_findings (check); i++)
    {
      const BtFinding *finding = bt_check_get_finding (check, i);
      json_builder_begin_object (json);
      add_string (json, "rule", finding->rule->name);
      add_string (json, "severity", bt_severity_get_name (finding->rule->severity));
      add_string (json, "family", bt_family_get_name (finding->rule->family));
      add_string (json, "clause", finding->rule->clause);
      add_string (json, "node", finding->node);
      add_number (json, "start", finding->start);
      add_number (json, "end", finding->end);
      add_string (json, "message", finding->message);
      add_string (json, "quote", finding->quote);
      add_string (json, "fix", finding->fix);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static const struct
{
  const char *name;
  char *(*list) (const char *file, const BtPlan *plan, const BtCheck *check);
} formats[] = {
  { "text", list_text },
  { "json", list_json },
};

/**
 * bt_check_run:
 * @files: a plan, or the text of one
 *
 * Returns: the exit status; 1 where a finding is an error
 */
int
bt_check_run (char **files)
{
  const char *format = options.format != NULL ? options.format : formats[0].name;
  guint chosen = 0;
  GError *error = NULL;

  while (chosen < G_N_ELEMENTS (formats) && strcmp (formats[chosen].name, format) != 0)
    chosen++;
  if (chosen == G_N_ELEMENTS (formats))
    return bt_cli_fail_usage ("check", _ ("there is no format “%s”"), format);
  g_autoptr (BtCheckWords) words = bt_check_words_load (options.own_lists, &error);
  if (words == NULL)
    return bt_cli_fail (options.own_lists != NULL ? options.own_lists : "check", error);
  g_autoptr (BtPlan) plan = bt_import_read (files[0], NULL, &error);
  if (plan == NULL)
    return bt_cli_fail (files[0], error);
  g_autoptr (BtProfile) profile =
      bt_profile_load (bt_node_get_attr (bt_plan_get_root (plan), "profile"), &error);
  if (profile == NULL)
    return bt_cli_fail (files[0], error);
  g_autoptr (BtCheck) check = bt_check_new (plan, profile, words, NULL, NULL);
  g_autofree char *text = formats[chosen].list (files[0], plan, check);
  if (!bt_cli_write_string (text, "-", &error))
    return bt_cli_fail ("-", error);
  return bt_check_count (check, BT_SEVERITY_ERROR) > 0 ? BT_EXIT_FOUND : BT_EXIT_DONE;
}
