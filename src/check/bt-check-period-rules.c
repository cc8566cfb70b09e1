/* Rules about times: those of the tasks lie in the plan's period, and begin before they end. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-check-period.h"
#include "bt-check-private.h"
#include "bt-date.h"
#include "bt-table.h"

/* A bare year, not that of a date or a half of it. */
#define TIME \
  "(?i)\\b(?:tháng \\d{1,2}|quý (?:[IV]+|\\d))(?:/| năm )20\\d\\d\\b|(?<![\\d/])\\d{1,2}/\\d{1,2}/20\\d\\d\\b"
#define YEAR "(?<!đầu |cuối |/|\\d |I |V )\\bnăm (\\d{4})(?!\\s*[-–]\\s*\\d{4})"

static gboolean
get_plan_period (BtCheckRun *run, BtPeriod *period)
{
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (bt_node_get_kind (paragraph->node) == BT_NODE_SUBJECT)
        return bt_period_find_of_plan (paragraph->text, period);
    }
  return FALSE;
}

static const BtCheckParagraph *
find_paragraph (GHashTable *by_node, const BtNode *node)
{
  return g_hash_table_lookup (by_node, node);
}

static void
check_cell (BtCheckRun *run, const BtCheckParagraph *cell, const BtPeriod *plan, BtPeriod *period)
{
  *period = (BtPeriod){ 0, 0 };
  if (cell == NULL || !bt_period_find (cell->text, plan->first / 12, period)
      || bt_period_contains (plan, period))
    return;
  bt_check_report (run, "deadline-outside", cell, 0, cell->length, NULL, "%s",
                   _ (bt_rule_find ("deadline-outside")->title));
}

static void
check_row (BtCheckRun *run, const BtNode *row, const GPtrArray *leaves, GHashTable *by_node,
           const BtPeriod *plan)
{
  BtPeriod start = { 0, 0 }, finish = { 0, 0 }, time;
  const BtCheckParagraph *last = NULL;

  for (guint i = 0; i < leaves->len && i < bt_node_get_n_children (row); i++)
    {
      const BtCheckParagraph *cell = find_paragraph (by_node, bt_node_get_child (row, i));
      BtRole role = bt_column_get_role (leaves->pdata[i]);
      if (role == BT_ROLE_START)
        check_cell (run, cell, plan, &start);
      else if (role == BT_ROLE_FINISH)
        {
          check_cell (run, cell, plan, &finish);
          last = cell;
        }
      else if (role == BT_ROLE_TIME)
        check_cell (run, cell, plan, &time);
    }
  if (start.first > 0 && finish.first > 0 && finish.last < start.first)
    bt_check_report (run, "deadline-order", last, 0, last->length, NULL, "%s",
                     _ (bt_rule_find ("deadline-order")->title));
}

static void
check_tables (BtCheckRun *run, BtNode *node, GHashTable *by_node, const BtPeriod *plan)
{
  if (!bt_node_is_live (node))
    return;
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    {
      g_autoptr (GPtrArray) leaves = bt_table_get_leaves (node);
      const BtNode *rows = bt_node_get_child_of_kind (node, BT_NODE_ROWS);
      for (guint i = 0; i < bt_node_get_n_children (rows); i++)
        if (bt_node_get_kind (bt_node_get_child (rows, i)) == BT_NODE_ROW
            && bt_node_is_live (bt_node_get_child (rows, i)))
          check_row (run, bt_node_get_child (rows, i), leaves, by_node, plan);
      return;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    check_tables (run, bt_node_get_child (node, i), by_node, plan);
}

/* How far before a year the words stand that say what it is the year of, in bytes. */
#define YEAR_OF 240

/* Whether the year is that of money or of a document, which have whole years whatever the plan is for. */
static gboolean
is_of_something (const BtCheckParagraph *paragraph, gsize start)
{
  static const char *const words[] = { "ngân sách", "dự toán", "kinh phí", "nguồn", "/kh-", "/qđ-", "/nq-", "/ct-" };
  gsize from = start > YEAR_OF ? start - YEAR_OF : 0;
  g_autofree char *before = g_strndup (paragraph->lower + from, start - from);
  const char *sentence = strrchr (before, ';');

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (sentence != NULL ? sentence : before, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* A plan for half a year that speaks of the whole year, or of another one. */
static void
check_years (BtCheckRun *run, const BtCheckParagraph *paragraph, const GRegex *years,
             const BtPeriod *plan)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (strstr (paragraph->lower, "năm ") == NULL)
    return;
  g_regex_match (years, paragraph->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *year = g_match_info_fetch (match, 1);
      if (atoi (year) != plan->first / 12)
        continue;
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (is_of_something (paragraph, start))
        continue;
      bt_check_report (run, "period-mixed", paragraph, start, end, NULL, "%s",
                       _ (bt_rule_find ("period-mixed")->title));
    }
}

/* What was done is told after the period, within so many months. */
#define MONTHS_FOR_REPORTS 1

static gboolean
is_report (const BtCheckParagraph *paragraph, const BtPeriod *time, const BtPeriod *plan)
{
  return time->last <= plan->last + MONTHS_FOR_REPORTS
         && g_regex_match_simple ("báo cáo|tổng kết|quyết toán|thanh toán|đánh giá", paragraph->lower, 0, 0);
}

/* How far before a time the words stand that make it a deadline, in bytes. */
#define DEADLINE_WORDS 40

/* Whether it is to be done by then, and not what was decided or done. */
static gboolean
is_deadline (const BtCheckParagraph *paragraph, gsize start)
{
  gsize from = start > DEADLINE_WORDS ? start - DEADLINE_WORDS : 0;

  while (from < start && ((guchar) paragraph->lower[from] & 0xc0) == 0x80)
    from++;
  g_autofree char *before = g_strndup (paragraph->lower + from, start - from);
  return g_regex_match_simple ("(trước|hoàn thành|chậm nhất|muộn nhất|xong|thời hạn)[^.;,]*$", before, 0, 0);
}

/* A deadline before the plan's period, and before the plan itself. */
static gboolean
is_past_deadline (const BtCheckRun *run, const BtCheckParagraph *paragraph, gsize start, const BtPeriod *time,
                  const BtPeriod *plan)
{
  BtDate date = { 0, 0, 0 };

  bt_date_parse_iso (bt_plan_get_field (run->plan, BT_NODE_DATE), &date);
  return time->last < plan->first && date.month != 0 && time->last < date.year * 12 + date.month - 1
         && is_deadline (paragraph, start);
}

/* "trong quý I năm 2027", "tháng 9 năm 2026": what is to be done later than the plan goes, or before it was made. */
static void
check_times (BtCheckRun *run, const BtCheckParagraph *paragraph, const GRegex *times,
             const BtPeriod *plan)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  /* Most paragraphs name no year. */
  if (strstr (paragraph->text, "20") == NULL)
    return;
  g_regex_match (times, paragraph->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    {
      g_autofree char *time = g_match_info_fetch (match, 0);
      BtPeriod period;
      g_match_info_fetch_pos (match, 0, &start, &end);
      if (!bt_period_find (time, plan->first / 12, &period))
        continue;
      if (period.first <= plan->last ? !is_past_deadline (run, paragraph, start, &period, plan)
                                     : is_report (paragraph, &period, plan))
        continue;
      bt_check_report (run, "deadline-outside", paragraph, start, end, NULL, "%s",
                       _ (bt_rule_find ("deadline-outside")->title));
    }
}

/* A plan whose subject names no period: only what was to be done before it was made is out of it. */
static void
check_past (BtCheckRun *run, const GRegex *times)
{
  BtDate date = { 0, 0, 0 };

  bt_date_parse_iso (bt_plan_get_field (run->plan, BT_NODE_DATE), &date);
  if (date.month == 0)
    return;
  const BtPeriod plan = { date.year * 12 + date.month - 1, G_MAXINT };
  for (guint i = 0; i < run->paragraphs->len; i++)
    if (((BtCheckParagraph *) run->paragraphs->pdata[i])->part == BT_PART_CLAUSE)
      check_times (run, run->paragraphs->pdata[i], times, &plan);
}

/* From a day to a day of one text; the year, and the first month, may be told with the second only. */
#define DAY "(?:ngày )?(\\d{1,2})(?:/| tháng )(\\d{1,2})(?:(?:/| năm )(20\\d\\d))?"
#define MONTH "tháng (\\d{1,2})(?:/| năm )(20\\d\\d)"
#define MONTHS "(?i)\\btừ " MONTH "\\s*(?:đến hết|đến|tới|-|–) " MONTH
#define SPAN "(?i)\\btừ " DAY "\\s*(?:đến hết|đến|tới|-|–)\\s*" DAY "\\b"

static int
fetch_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);
  return text != NULL ? atoi (text) : 0;
}

/* Whether the second day lies before the first; where only one has a year, the first may be of the year before. */
static gboolean
runs_backwards (GMatchInfo *match)
{
  int year = fetch_number (match, 3), last_year = fetch_number (match, 6);
  int month = fetch_number (match, 2), last_month = fetch_number (match, 5);
  int day = fetch_number (match, 1), last_day = fetch_number (match, 4);

  if (year != 0 && last_year != 0)
    return (last_year - year) * 10000 + (last_month - month) * 100 + last_day - day < 0;
  return month == last_month && last_day < day;
}

/* "từ tháng 9/2026 đến tháng 3/2026" */
static gboolean
months_run_backwards (GMatchInfo *match)
{
  int years = fetch_number (match, 4) - fetch_number (match, 2);
  return years * 12 + fetch_number (match, 3) - fetch_number (match, 1) < 0;
}

/* "từ ngày 15/9/2026 đến ngày 10/9/2026" */
static void
check_spans (BtCheckRun *run, const BtCheckParagraph *paragraph, const GRegex *spans,
             gboolean (*backwards) (GMatchInfo *match))
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  g_regex_match (spans, paragraph->text, 0, &match);
  for (; g_match_info_matches (match); g_match_info_next (match, NULL))
    if (backwards (match))
      {
        g_match_info_fetch_pos (match, 0, &start, &end);
        bt_check_report (run, "deadline-order", paragraph, start, end, NULL, "%s",
                         _ (bt_rule_find ("deadline-order")->title));
      }
}

static void
check_all_spans (BtCheckRun *run)
{
  g_autoptr (GRegex) spans = g_regex_new (SPAN, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) months = g_regex_new (MONTHS, G_REGEX_OPTIMIZE, 0, NULL);

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if ((paragraph->part != BT_PART_CLAUSE && paragraph->part != BT_PART_CELL)
          || strstr (paragraph->lower, "từ ") == NULL)
        continue;
      check_spans (run, paragraph, spans, runs_backwards);
      check_spans (run, paragraph, months, months_run_backwards);
    }
}

/* What names the plan itself: its opening, its closing, and the title of its appendix. */
#define OWN_NAME \
  "(?i)(?:(?:Trên đây là|xây dựng|ban hành) Kế hoạch\\b|^(?:bảng|phân công|danh mục|nhiệm vụ|tiến độ|lịch)\\b)" \
  "[^.;\"]*?\\b(năm (20\\d\\d))\\b"

/* The title of an appendix, and paragraphs that stand in no section; what units plan by themselves is another thing. */
static gboolean
is_own_name (const BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (bt_node_get_kind (paragraph->node) == BT_NODE_TITLE)
    return TRUE;
  if (paragraph->part != BT_PART_CLAUSE || strstr (paragraph->lower, "kế hoạch") == NULL)
    return FALSE;
  const BtNode *parent = bt_plan_get_parent (run->plan, bt_node_get_id (paragraph->node), NULL);
  return bt_node_get_kind (parent) == BT_NODE_BODY || g_str_has_prefix (paragraph->lower, "trên đây là");
}

/* The plan is called by another year than that of its title, as where last year's was taken for a start. */
static void
check_own_name (BtCheckRun *run, const BtCheckParagraph *paragraph, const GRegex *names, const BtPeriod *plan)
{
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (!g_regex_match (names, paragraph->text, 0, &match))
    return;
  int year = fetch_number (match, 2);
  if (year >= plan->first / 12 && year <= plan->last / 12)
    return;
  g_match_info_fetch_pos (match, 1, &start, &end);
  bt_check_report (run, "period-mixed", paragraph, start, end, NULL, "%s", _ (bt_rule_find ("period-mixed")->title));
}

/* Looks at all times of the plan. */
void
bt_check_period (BtCheckRun *run)
{
  BtPeriod plan;
  g_autoptr (GHashTable) by_node = g_hash_table_new (NULL, NULL);
  g_autoptr (GRegex) years = g_regex_new (YEAR, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) times = g_regex_new (TIME, G_REGEX_OPTIMIZE, 0, NULL);
  g_autoptr (GRegex) names = g_regex_new (OWN_NAME, G_REGEX_OPTIMIZE, 0, NULL);

  check_all_spans (run);
  if (!get_plan_period (run, &plan))
    {
      check_past (run, times);
      return;
    }
  gboolean whole = plan.first % 12 == 0 && plan.last % 12 == 11;
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      g_hash_table_insert (by_node, paragraph->node, paragraph);
      if (!whole && paragraph->part == BT_PART_CLAUSE)
        check_years (run, paragraph, years, &plan);
      if (paragraph->part == BT_PART_CLAUSE)
        check_times (run, paragraph, times, &plan);
      if (is_own_name (run, paragraph))
        check_own_name (run, paragraph, names, &plan);
    }
  check_tables (run, bt_plan_get_root (run->plan), by_node, &plan);
}
