/* Rules about duties: units with tasks in the text, units that lead rows of the appendix, and who gets the plan. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-duties.h"
#include "bt-check-private.h"
#include "bt-reference.h"
#include "bt-task-list.h"

static void
report_unit (BtCheckRun *run, const char *rule, const BtDuty *duty, const char *node)
{
  const BtNode *at = bt_plan_get_node (run->plan, node);

  bt_check_report_node (run, rule, at, duty->unit, "%s: %s", duty->unit,
                        _ (bt_rule_find (rule)->title));
}

/* So many words in a row, and so much of what a row says, make it the same matter as a task in the text. */
#define MIN_SAME_WORDS 6
#define MIN_SAME_PERCENT 60

static GStrv
split_words (const char *text)
{
  g_autofree char *lower = bt_check_lower (text);

  g_strdelimit (lower, " \n\t,;.:()–-", ' ');
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) all = g_strsplit (lower, " ", -1);
  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_strv_builder_add (words, all[i]);
  return g_strv_builder_end (words);
}

/* How many words in a row both have. */
static guint
count_same (char **a, char **b)
{
  guint most = 0;

  for (guint i = 0; a[i] != NULL; i++)
    for (guint j = 0; b[j] != NULL; j++)
      {
        guint n = 0;
        while (a[i + n] != NULL && b[j + n] != NULL && strcmp (a[i + n], b[j + n]) == 0)
          n++;
        most = MAX (most, n);
      }
  return most;
}

/* A part of a task's sentence in which its unit leads. */
typedef struct
{
  const BtTask *task;
  GStrv words;
} Lead;

static void
lead_free (gpointer data)
{
  Lead *lead = data;

  g_strfreev (lead->words);
  g_free (lead);
}

/* The words from @words on, by which the same matter is found. */
static char *
dup_start (char **words)
{
  GString *start = g_string_new (NULL);

  for (guint i = 0; i < MIN_SAME_WORDS; i++)
    g_string_append_printf (start, "%s ", words[i]);
  return g_string_free (start, FALSE);
}

static void
add_lead (GHashTable *leads, GPtrArray *all, const BtTask *task, const char *part)
{
  Lead *lead = g_new (Lead, 1);
  guint n;

  *lead = (Lead){ task, split_words (part) };
  g_ptr_array_add (all, lead);
  n = g_strv_length (lead->words);
  for (guint i = 0; i + MIN_SAME_WORDS <= n; i++)
    g_hash_table_insert (leads, dup_start (lead->words + i), lead);
}

static void
add_leads (GHashTable *leads, GPtrArray *all, const BtTask *task)
{
  g_auto (GStrv) parts = g_strsplit_set (task->text, ";.", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *lower = bt_check_lower (parts[i]);
      if (strstr (lower, "chủ trì") != NULL)
        add_lead (leads, all, task, parts[i]);
    }
}

/* The task in the text whose unit leads what the row is about; NULL for none. */
static const BtTask *
find_same_matter (GHashTable *leads, const BtTask *row)
{
  g_auto (GStrv) words = split_words (row->text);
  guint n = g_strv_length (words);

  for (guint i = 0; i + MIN_SAME_WORDS <= n; i++)
    {
      g_autofree char *start = dup_start (words + i);
      const Lead *lead = g_hash_table_lookup (leads, start);
      if (lead != NULL && count_same (words, lead->words) * 100 >= n * MIN_SAME_PERCENT)
        return lead->task;
    }
  return NULL;
}

/* "Trung tâm Phụ vụ" and "Trung tâm Phục vụ" are one unit, once misspelled. */
static gboolean
is_nearly_same (const char *a, const char *b)
{
  g_auto (GStrv) one = split_words (a);
  g_auto (GStrv) other = split_words (b);
  guint same = 0;

  for (guint i = 0; one[i] != NULL; i++)
    same += g_strv_contains ((const char *const *) other, one[i]);
  return same * 100 >= g_strv_length (one) * 70;
}

static void
report_two_leads (BtCheckRun *run, const BtTask *row, const BtTask *task)
{
  g_autofree char *place = bt_plan_dup_place (run->plan, task->node);

  bt_check_report_node (run, "duty-two-leads", bt_plan_get_node (run->plan, row->node), row->lead,
                        _ ("“%s” leads it here, “%s” in %s"), row->lead, task->lead, place);
}

static gboolean
is_row (const BtCheckRun *run, const BtTask *task)
{
  return bt_node_get_kind (bt_plan_get_node (run->plan, task->node)) == BT_NODE_ROW;
}

/* Rows whose matter another unit has in the text. */
static void
check_two_leads (BtCheckRun *run)
{
  g_autoptr (GPtrArray) tasks = bt_task_list_new (run->plan);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (lead_free);
  g_autoptr (GHashTable) leads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < tasks->len; i++)
    if (!is_row (run, tasks->pdata[i]))
      add_leads (leads, all, tasks->pdata[i]);
  for (guint i = 0; i < tasks->len && all->len > 0; i++)
    {
      const BtTask *row = tasks->pdata[i];
      const BtTask *task = is_row (run, row) && *row->lead != '\0' ? find_same_matter (leads, row) : NULL;
      if (task != NULL && !bt_duties_is_same_unit (row->lead, task->lead)
          && !is_nearly_same (row->lead, task->lead))
        report_two_leads (run, row, task);
    }
}

/* A basis, or the paragraph that says instead of bases what is carried out. */
static gboolean
is_opening (const BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (paragraph->part == BT_PART_BASIS || !g_str_has_prefix (paragraph->lower, "thực hiện "))
    return paragraph->part == BT_PART_BASIS;
  const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
  return bt_node_get_kind (parent) == BT_NODE_BODY;
}

/* The department or the committee above whose document is carried out is told of the plan. */
static void
check_issuers (BtCheckRun *run)
{
  g_autoptr (GRegex) issuer = g_regex_new (
      "\\bcủa (Sở \\p{Lu}[^;.]*?|(?:Ủy ban nhân dân|UBND|Bảo hiểm xã hội) (?:tỉnh|thành phố))"
      "(?= (?:về|thành phố|tỉnh|phê duyệt|ban hành|hướng dẫn|triển khai|\\p{Lu})\\b|[;.]|$)",
      G_REGEX_OPTIMIZE, 0, NULL);

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;
      int start, end;

      if (!is_opening (run, paragraph)
          || !g_regex_match (issuer, paragraph->text, 0, &match)
          || !g_match_info_fetch_pos (match, 1, &start, &end))
        continue;
      g_autofree char *name = g_match_info_fetch (match, 1);
      if (!bt_duties_is_received (run->plan, name))
        bt_check_report (run, "recipient-issuer", paragraph, start, end, NULL, "%s: %s", name,
                         _ (bt_rule_find ("recipient-issuer")->title));
    }
}

/* Who is asked, and what are many, need lead nothing: "Đề nghị Hội Phụ nữ", "Các trường học". */
static gboolean
leads_rows (const BtDuty *duty)
{
  return !g_str_has_prefix (duty->unit, "Đề nghị") && !g_str_has_prefix (duty->unit, "Các ");
}

/* Compares who has duties in the text, who leads a row, and who gets the plan. */
void
bt_check_duties (BtCheckRun *run)
{
  g_autoptr (GPtrArray) duties = bt_duties_new (run->plan);
  guint n_rows = 0;

  for (guint i = 0; i < duties->len; i++)
    n_rows += ((BtDuty *) duties->pdata[i])->n_rows;
  for (guint i = 0; i < duties->len; i++)
    {
      const BtDuty *duty = duties->pdata[i];
      if (duty->general)
        continue;
      if (duty->n_tasks > 0 && duty->n_rows == 0 && n_rows > 0 && leads_rows (duty)
          && !bt_duties_is_in_table (run->plan, duty->unit))
        report_unit (run, "duty-no-row", duty, duty->first_task);
      if (duty->n_tasks == 0 && duty->n_rows > 0)
        report_unit (run, "duty-row-only", duty, duty->first_row);
      if (duty->n_tasks > 0 && !duty->received)
        report_unit (run, "duty-no-recipient", duty, duty->first_task);
    }
  check_two_leads (run);
  if (bt_node_get_n_children (bt_plan_get_part (run->plan, BT_NODE_RECIPIENTS)) > 0)
    check_issuers (run);
}
