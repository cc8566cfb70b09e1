/* banthao-cli check: what the rules of the decree and of practice find in plans. */
#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-check.h"
#include "bt-cli.h"
#include "bt-conflict-words.h"
#include "bt-plan.h"

static struct
{
  char *format;
  char *own_lists;
  gboolean all;
  gboolean rules;
} options;

const GOptionEntry bt_check_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &options.format,
    N_ ("How to list the findings; as text by default"), "text|json" },
  { "lists", 0, 0, G_OPTION_ARG_FILENAME, &options.own_lists,
    N_ ("Word lists of your office that come on top"), N_ ("FOLDER") },
  { "all", 0, 0, G_OPTION_ARG_NONE, &options.all, N_ ("List what is set aside, too"), NULL },
  { "rules", 0, 0, G_OPTION_ARG_NONE, &options.rules, N_ ("List the rules and check nothing"), NULL },
  { NULL },
};

static const char *const severity_words[BT_N_SEVERITIES] = { N_ ("hint"), N_ ("warning"),
                                                             N_ ("error") };

static void
print_finding (GString *out, const char *file, const BtPlan *plan, const BtFinding *finding)
{
  g_autofree char *place = bt_conflict_dup_place (plan, finding->node);

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
  if (finding->aside != NULL)
    g_string_append_printf (out, " (%s)", _ ("set aside"));
  g_string_append_c (out, '\n');
}

static gboolean
is_listed (const BtFinding *finding)
{
  return options.all || finding->aside == NULL;
}

static char *
list_text (const char *file, const BtPlan *plan, const BtCheck *check)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < bt_check_get_n_findings (check); i++)
    if (is_listed (bt_check_get_finding (check, i)))
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
      if (!is_listed (finding))
        continue;
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
      add_string (json, "aside", finding->aside);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}

static const char *const formats[] = { "text", "json", NULL };
static char *(*const list_as[]) (const char *file, const BtPlan *plan, const BtCheck *check) = { list_text, list_json };

/* A file, and what was made of it. */
typedef struct
{
  const char *file;
  char *text; /* the findings, in the format asked for */
  guint counts[BT_N_SEVERITIES];
  GError *error;
} Job;

/* What all jobs share. */
typedef struct
{
  BtCheckWords *words;
  char *(*list) (const char *file, const BtPlan *plan, const BtCheck *check);
} Desk;

static void
run_job (gpointer data, gpointer shared)
{
  Job *job = data;
  const Desk *desk = shared;
  g_autoptr (BtPlan) plan = bt_import_read (job->file, NULL, &job->error);
  g_autoptr (BtProfile) profile = NULL;

  if (plan != NULL)
    profile = bt_profile_load (bt_node_get_attr (bt_plan_get_root (plan), "profile"), &job->error);
  if (profile == NULL)
    return;
  g_autoptr (BtCheck) check = bt_check_new (plan, profile, desk->words, NULL, NULL);
  job->text = desk->list (job->file, plan, check);
  for (guint i = 0; i < BT_N_SEVERITIES; i++)
    job->counts[i] = bt_check_count (check, i);
}

/* Many files are looked at side by side, and told in their order. */
static void
run_jobs (Job *jobs, guint n_jobs, Desk *desk)
{
  if (n_jobs == 1)
    {
      run_job (&jobs[0], desk);
      return;
    }
  GThreadPool *pool = g_thread_pool_new (run_job, desk, g_get_num_processors (), FALSE, NULL);

  for (guint i = 0; i < n_jobs; i++)
    g_thread_pool_push (pool, &jobs[i], NULL);
  while (g_thread_pool_unprocessed (pool) > 0)
    {
      bt_cli_progress (_ ("%u of %u files to check"), g_thread_pool_unprocessed (pool), n_jobs);
      g_usleep (G_USEC_PER_SEC / 10);
    }
  g_thread_pool_free (pool, FALSE, TRUE);
  bt_cli_progress_end ();
}

/* One file's findings as they are, those of several each under its name. */
static void
append_job (GString *out, const Job *job, gboolean json, gboolean many)
{
  if (!json || !many)
    {
      g_string_append (out, job->text);
      return;
    }
  g_autoptr (JsonNode) name = json_node_init_string (json_node_alloc (), job->file);
  g_autofree char *quoted = json_to_string (name, FALSE);
  g_string_append_printf (out, "%s{ \"file\": %s, \"findings\": %s }", out->len > 1 ? ",\n" : "",
                          quoted, g_strchomp (job->text));
}

static const char *const severity_headings[BT_N_SEVERITIES] = { N_ ("Hints"), N_ ("Warnings"), N_ ("Errors") };

static void
append_headings (GString *out)
{
  for (guint i = BT_N_SEVERITIES; i > 0; i--)
    g_string_append_printf (out, "%s  ", _ (severity_headings[i - 1]));
  g_string_append_printf (out, "%s\n", _ ("File"));
}

/* Each count ends where its heading does. */
static void
append_counts (GString *out, const guint *counts, const char *name)
{
  for (guint i = BT_N_SEVERITIES; i > 0; i--)
    g_string_append_printf (out, "%*u  ", (int) g_utf8_strlen (_ (severity_headings[i - 1]), -1), counts[i - 1]);
  g_string_append_printf (out, "%s\n", name);
}

/* A row a file that could be read, under what is counted, and the sum: what of a folder needs work is seen at once. */
static void
append_summary (GString *out, const Job *jobs, guint n_jobs)
{
  guint total[BT_N_SEVERITIES] = { 0 };
  guint n_read = 0;

  g_string_append_c (out, '\n');
  append_headings (out);
  for (guint i = 0; i < n_jobs; i++)
    {
      if (jobs[i].text == NULL)
        continue;
      append_counts (out, jobs[i].counts, jobs[i].file);
      for (guint j = 0; j < BT_N_SEVERITIES; j++)
        total[j] += jobs[i].counts[j];
      n_read++;
    }
  g_autofree char *name = g_strdup_printf (ngettext ("%u file", "%u files", n_read), n_read);
  append_counts (out, total, name);
}

/* The worst of all exit statuses; errors are told as they are met. */
static int
tell_jobs (Job *jobs, guint n_jobs, gboolean json)
{
  int status = BT_EXIT_DONE;
  GString *out = g_string_new (json && n_jobs > 1 ? "[" : NULL);
  guint total = 0;

  for (guint i = 0; i < n_jobs; i++)
    {
      if (jobs[i].error != NULL)
        {
          int failed = bt_cli_fail (jobs[i].file, g_steal_pointer (&jobs[i].error));
          status = MAX (status, failed);
          continue;
        }
      append_job (out, &jobs[i], json, n_jobs > 1);
      total += jobs[i].counts[BT_SEVERITY_ERROR];
    }
  if (json && n_jobs > 1)
    g_string_append (out, "]\n");
  else if (n_jobs > 1)
    append_summary (out, jobs, n_jobs);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_string_free (out, FALSE);
  if (!bt_cli_write_string (text, "-", &error))
    return bt_cli_fail ("-", g_steal_pointer (&error));
  return status == BT_EXIT_DONE && total > 0 ? BT_EXIT_FOUND : status;
}

/* A line a rule: name, family, severity, clause, title. */
static int
list_rules (void)
{
  guint n_rules;
  const BtRule *rules = bt_rule_get_all (&n_rules);

  for (guint i = 0; i < n_rules; i++)
    g_print ("%s\t%s\t%s\t%s\t%s\n", rules[i].name, bt_family_get_name (rules[i].family),
             bt_severity_get_name (rules[i].severity), rules[i].clause, _ (rules[i].title));
  return BT_EXIT_DONE;
}

/**
 * bt_check_run:
 * @files: plans, or texts of plans
 *
 * Returns: the exit status; 1 where a finding is an error
 */
int
bt_check_run (char **files)
{
  int format = bt_cli_choose_format ("check", options.format, formats);
  guint n_jobs = g_strv_length (files);
  GError *error = NULL;

  if (format < 0)
    return BT_EXIT_USAGE;
  if (options.rules)
    return list_rules ();
  if (n_jobs == 0)
    return bt_cli_fail_usage ("check", _ ("%u files given, %u wanted"), 0, 1);
  g_autoptr (BtCheckWords) words = bt_check_words_load (options.own_lists, &error);
  if (words == NULL)
    return bt_cli_fail (options.own_lists != NULL ? options.own_lists : "check", error);

  g_autofree Job *jobs = g_new0 (Job, n_jobs);
  for (guint i = 0; i < n_jobs; i++)
    jobs[i].file = files[i];
  Desk desk = { words, list_as[format] };
  run_jobs (jobs, n_jobs, &desk);
  int status = tell_jobs (jobs, n_jobs, list_as[format] == list_json);
  for (guint i = 0; i < n_jobs; i++)
    g_free (jobs[i].text);
  return status;
}
