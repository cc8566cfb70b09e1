/* Rules about documents that are cited: one sign, one date; kind and sign; in full first, short later; what is gone. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-date.h"
#include "bt-viet.h"

/* Kinds of documents and their signs (Nghị định 30/2020/NĐ-CP, Phụ lục III, mục I); the longer name first. */
static const struct
{
  const char *kind;
  const char *sign;
} kinds[] = {
  { "Nghị quyết", "NQ" }, { "Quyết định", "QĐ" }, { "Chỉ thị", "CT" },   { "Quy chế", "QC" },
  { "Quy định", "QyĐ" },  { "Thông báo", "TB" },  { "Hướng dẫn", "HD" }, { "Chương trình", "CTr" },
  { "Kế hoạch", "KH" },   { "Phương án", "PA" },  { "Đề án", "ĐA" },     { "Dự án", "DA" },
  { "Báo cáo", "BC" },    { "Tờ trình", "TTr" },  { "Công điện", "CĐ" }, { "Nghị định", "NĐ" },
  { "Thông tư", "TT" },
};

/* Kind, number and sign, and the date where it stands. */
#define CITATION                                                                                   \
  "(\\p{Lu}\\p{L}+ \\p{L}+)(?: số)? "                                                            \
  "(\\d{1,5}[a-z]?(?: ?/\\d{4})? ?[/-] ?\\p{Lu}[\\p{L}\\d]*(?:[-/&] ?[\\p{L}\\d]+)*)"              \
  "(,? ngày (\\d{1,2})(?:/| tháng )(\\d{1,2})(?:/| năm )(\\d{4}))?"

/* One place where a document is cited. */
typedef struct
{
  const BtCheckParagraph *paragraph;
  gsize start, end;
  char *kind;
  char *sign; /* without spaces */
  BtDate date;
  char *rest; /* what follows, up to the next mark */
} Citation;

static void
citation_clear (gpointer data)
{
  Citation *citation = data;

  g_free (citation->kind);
  g_free (citation->sign);
  g_free (citation->rest);
}

static char *
remove_spaces (char *text)
{
  char *to = text;

  for (const char *from = text; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return text;
}

static int
fetch_number (GMatchInfo *match, int group)
{
  g_autofree char *text = g_match_info_fetch (match, group);
  return text != NULL ? atoi (text) : 0;
}

static void
read_citation (GMatchInfo *match, const BtCheckParagraph *paragraph, GArray *citations)
{
  int start, end;
  Citation citation = { .paragraph = paragraph };

  g_match_info_fetch_pos (match, 0, &start, &end);
  citation.start = start;
  citation.end = end;
  citation.kind = g_match_info_fetch (match, 1);
  citation.sign = remove_spaces (g_match_info_fetch (match, 2));
  citation.date =
      (BtDate){ fetch_number (match, 6), fetch_number (match, 5), fetch_number (match, 4) };
  citation.rest = g_strndup (paragraph->text + end, strcspn (paragraph->text + end, ";.("));
  g_array_append_val (citations, citation);
}

static GArray *
read_citations (BtCheckRun *run)
{
  g_autoptr (GRegex) regex = g_regex_new (CITATION, G_REGEX_OPTIMIZE, 0, NULL);
  GArray *citations = g_array_new (FALSE, FALSE, sizeof (Citation));

  g_array_set_clear_func (citations, citation_clear);
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      g_autoptr (GMatchInfo) match = NULL;

      if (paragraph->part == BT_PART_APPENDIX || paragraph->part == BT_PART_HEADER)
        continue;
      g_regex_match (regex, paragraph->text, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        read_citation (match, paragraph, citations);
    }
  return citations;
}

/* The sign of a kind; NULL where it is none of ours. */
static const char *
find_sign (const char *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, kind) == 0)
      return kinds[i].sign;
  return NULL;
}

static gboolean
sign_has_kind (const char *sign, const char *kind)
{
  g_auto (GStrv) parts = g_strsplit_set (sign, "/-", -1);
  return g_strv_contains ((const char *const *) parts, kind);
}

/* Whether the sign names any kind at all; "05/UBND-VX" is that of a letter. */
static gboolean
sign_names_kind (const char *sign)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (sign_has_kind (sign, kinds[i].sign))
      return TRUE;
  return FALSE;
}

static void
check_kind (BtCheckRun *run, const Citation *citation)
{
  const char *sign = find_sign (citation->kind);

  if (sign == NULL || !sign_names_kind (citation->sign) || sign_has_kind (citation->sign, sign))
    return;
  /* A legal act of the state bears its kind behind the year: "30/2020/NĐ-CP". */
  bt_check_report (run, "cite-kind", citation->paragraph, citation->start, citation->end, NULL,
                   _ ("The sign %s does not belong to the kind “%s”"), citation->sign,
                   citation->kind);
}

static gboolean
same_date (const BtDate *a, const BtDate *b)
{
  return a->year == b->year && a->month == b->month && a->day == b->day;
}

static int
compare_dates (const BtDate *a, const BtDate *b)
{
  return (a->year - b->year) * 10000 + (a->month - b->month) * 100 + a->day - b->day;
}

/* What the citation says the document is about: the words from the first of these on. */
static const char *
get_subject (const Citation *citation)
{
  static const char *const openings[] = { " về ",        " ban hành ",  " phê duyệt ",
                                          " quy định ",  " sửa đổi",    " công bố ",
                                          " hướng dẫn",  " thành lập ", " kiện toàn ",
                                          " tăng cường " };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      const char *found = strstr (citation->rest, openings[i]);
      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  return first;
}

static gboolean
contradicts (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return FALSE;
  g_autofree char *x = bt_viet_fold (a, FALSE);
  g_autofree char *y = bt_viet_fold (b, FALSE);
  g_strstrip (x);
  g_strstrip (y);
  return !g_str_has_prefix (x, y) && !g_str_has_prefix (y, x);
}

static void
compare_citations (BtCheckRun *run, const Citation *first, const Citation *other)
{
  gboolean dated = first->date.year != 0 && other->date.year != 0;

  if (dated && !same_date (&first->date, &other->date))
    {
      g_autofree char *date = bt_date_format_short (&first->date);
      bt_check_report (run, "cite-conflict", other->paragraph, other->start, other->end, NULL,
                       _ ("%s has the date %s elsewhere"), other->sign, date);
    }
  else if (dated && contradicts (get_subject (first), get_subject (other)))
    bt_check_report (run, "cite-conflict", other->paragraph, other->start, other->end, NULL,
                     _ ("%s has another subject elsewhere:%s"), other->sign, get_subject (first));
  else if (dated && get_subject (other) != NULL)
    bt_check_report (run, "cite-repeat", other->paragraph, other->start, other->end, NULL, "%s",
                     _ (bt_rule_find ("cite-repeat")->title));
}

/* "Theo đề nghị của Trưởng phòng … tại Tờ trình số …": who issued it stands before, and the plan is its subject. */
static gboolean
is_request (const Citation *citation)
{
  g_autofree char *before = g_strndup (citation->paragraph->lower, citation->start);
  return g_str_has_suffix (before, "tại ") && strstr (before, "đề nghị của ") != NULL;
}

static void
check_first (BtCheckRun *run, const Citation *citation)
{
  if (citation->date.year != 0 && strstr (citation->rest, "của ") != NULL
      && get_subject (citation) != NULL)
    return;
  if (citation->date.year != 0 && (strcmp (citation->kind, "Công văn") == 0 || is_request (citation)))
    return;
  bt_check_report (run, "cite-incomplete", citation->paragraph, citation->start, citation->end,
                   NULL, "%s", _ (bt_rule_find ("cite-incomplete")->title));
}

static void
check_future (BtCheckRun *run, const Citation *citation, const BtDate *plan_date)
{
  if (citation->date.year == 0 || plan_date->day == 0
      || compare_dates (&citation->date, plan_date) <= 0)
    return;
  bt_check_report (run, "cite-future", citation->paragraph, citation->start, citation->end, NULL,
                   "%s", _ (bt_rule_find ("cite-future")->title));
}

/* Whether the paragraph cites a document that is older than @since, so that its words may be, too. */
static gboolean
cites_older (const GArray *citations, const BtCheckParagraph *paragraph, const BtDate *since)
{
  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = &g_array_index (citations, Citation, i);
      if (citation->paragraph == paragraph && citation->date.year != 0
          && compare_dates (&citation->date, since) < 0)
        return TRUE;
    }
  return FALSE;
}

static void
check_abolished_at (BtCheckRun *run, const GArray *citations, const BtCheckParagraph *paragraph,
                    guint *word, const BtDate *plan_date)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, *word);
  gsize end;

  for (guint i = 0; at->phrases != NULL && i < at->phrases->len; i++)
    {
      const BtPhrase *phrase = at->phrases->pdata[i];
      if (phrase->kind != BT_PHRASE_ABOLISHED
          || !bt_check_phrase_at (paragraph, *word, phrase->lower, &end))
        continue;
      if ((plan_date->day != 0 && compare_dates (plan_date, &phrase->since) < 0)
          || cites_older (citations, paragraph, &phrase->since))
        continue;
      g_autofree char *since = bt_date_format_short (&phrase->since);
      bt_check_report (run, "level-abolished", paragraph, at->start, end, NULL,
                       _ ("This has not been there since %s; name what took its place"), since);
      while (*word + 1 < paragraph->words->len
             && g_array_index (paragraph->words, BtWord, *word + 1).start < end)
        (*word)++;
      return;
    }
}

static void
check_abolished (BtCheckRun *run, const GArray *citations, const BtDate *plan_date)
{
  for (guint i = 0; i < run->paragraphs->len; i++)
    for (guint word = 0; word < ((BtCheckParagraph *) run->paragraphs->pdata[i])->words->len;
         word++)
      check_abolished_at (run, citations, run->paragraphs->pdata[i], &word, plan_date);
}

/* Looks at all documents that the plan cites. */
void
bt_check_citations (BtCheckRun *run)
{
  BtDate plan_date = { 0, 0, 0 };
  g_autoptr (GArray) citations = read_citations (run);
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  bt_date_parse_iso (bt_plan_get_field (run->plan, BT_NODE_DATE), &plan_date);
  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = &g_array_index (citations, Citation, i);
      const Citation *known = g_hash_table_lookup (first, citation->sign);
      check_kind (run, citation);
      check_future (run, citation, &plan_date);
      if (known != NULL)
        compare_citations (run, known, citation);
      else
        {
          check_first (run, citation);
          g_hash_table_insert (first, citation->sign, (gpointer) citation);
        }
    }
  check_abolished (run, citations, &plan_date);
}
