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
  { "Thông tư", "TT" },   { "Kết luận", "KL" },   { "Biên bản", "BB" },
};

/* Letters have no sign of their kind. */
static const char *const letters[] = { "Công văn", "Văn bản" };

/* Kind, number and sign, and the date where it stands. */
#define CITATION                                                                                   \
  "(\\p{Lu}\\p{L}+ \\p{L}+)(?: liên tịch| hành động| phối hợp)?(?: số:?)? "                        \
  "(\\d{1,5}[a-z]?(?: ?/\\d{4})? ?[/-] ?\\p{Lu}[\\p{L}\\d]*(?:[-/&] ?[\\p{L}\\d]+)*)"              \
  "(,? ngày (\\d{1,2})(?:[/.-]| tháng )(\\d{1,2})(?:[/.-]| năm )(\\d{4}))?"

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

/* "TP." and "Q." end no sentence. */
static gboolean
is_stop (const char *text, const char *at)
{
  if (*at == ';' || *at == '\n')
    return TRUE;
  const char *before = *at == '.' && at > text ? g_utf8_prev_char (at) : NULL;
  return before != NULL && (at[1] == '\0' || at[1] == ' ' || at[1] == '/')
         && !g_unichar_isupper (g_utf8_get_char (before));
}

/* The words up to the end of the sentence or of its part, without what stands in brackets. */
static char *
dup_rest (const char *text)
{
  GString *rest = g_string_new (NULL);
  guint brackets = 0;

  for (const char *at = text; *at != '\0' && (brackets > 0 || !is_stop (text, at)); at++)
    {
      brackets += *at == '(';
      if (brackets == 0)
        g_string_append_c (rest, *at);
      else if (*at == ')')
        brackets--;
    }
  return g_string_free (rest, FALSE);
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
  citation.rest = dup_rest (paragraph->text + end);
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
is_letter (const Citation *citation)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    if (strcmp (letters[i], citation->kind) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
sign_has_kind (const char *sign, const char *kind)
{
  g_auto (GStrv) parts = g_strsplit_set (sign, "/-", -1);
  return g_strv_contains ((const char *const *) parts, kind);
}

/* Whether it has the letters of the kind, but not as they are laid down: "QD" for "QĐ", "TTR" for "TTr". */
static gboolean
sign_has_kind_almost (const char *sign, const char *kind)
{
  g_autofree char *folded = bt_viet_fold (sign, TRUE);
  g_autofree char *wanted = bt_viet_fold (kind, TRUE);
  return sign_has_kind (folded, wanted);
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

/* The Party, whose signs have the number and a dash first, writes "QĐ" for its rules, too: "37-QĐ/TW". */
static gboolean
is_party_rule (const Citation *citation)
{
  return citation->sign[strspn (citation->sign, "0123456789")] == '-' && strcmp (citation->kind, "Quy định") == 0
         && sign_has_kind (citation->sign, "QĐ");
}

static void
check_kind (BtCheckRun *run, const Citation *citation)
{
  const char *sign = find_sign (citation->kind);

  if (sign == NULL || sign_has_kind (citation->sign, sign) || is_party_rule (citation)
      || !(sign_names_kind (citation->sign) || sign_has_kind_almost (citation->sign, sign)))
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

/* Words with which it is said what a document is about. */
static const char *const openings[] = {
  " về ",         " ban hành ",   " phê duyệt ",  " quy định ",   " sửa đổi",      " công bố ",   " hướng dẫn",
  " thành lập ",  " kiện toàn ",  " tăng cường ", " triển khai ", " thực hiện ",   " tổ chức ",   " đẩy mạnh ",
  " nâng cao ",   " giao ",       " điều chỉnh ", " bổ sung ",    " bãi bỏ ",      " thay thế ",  " công nhận ",
  " xây dựng ",   " phát động ",  " phát triển ", " phòng, chống", " thông qua ",  " chấn chỉnh ", " tiếp tục ",
  " hỗ trợ ",     " bảo đảm ",    " quản lý ",    " cải cách ",   " chuyển đổi ",  " kết luận ",  " hưởng ứng ",
  " tuyên truyền", " đổi mới ",   " đề nghị ",    " yêu cầu ",    " kêu gọi ",    " chủ động ", " khắc phục ",
};

/* What the citation says the document is about: the words from the first of these on. */
static const char *
get_subject (const Citation *citation)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    {
      const char *found = strstr (citation->rest, openings[i]);
      if (found != NULL && (first == NULL || found < first))
        first = found;
    }
  return first;
}

/* Who issued it, folded, "UBND" for the long name; NULL where the citation does not say. */
static char *
dup_issuer (const Citation *citation)
{
  static const char *const brief[][2] = { { "uy ban nhan dan", "ubnd" }, { "hoi dong nhan dan", "hdnd" } };
  const char *subject = get_subject (citation);
  const char *start = g_str_has_prefix (citation->rest, " của ") ? citation->rest + strlen (" của ") : NULL;

  if (start == NULL || subject == NULL || subject <= start)
    return NULL;
  g_autofree char *issuer = g_strndup (start, subject - start);
  char *folded = bt_viet_fold (issuer, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (brief); i++)
    {
      g_auto (GStrv) parts = g_strsplit (folded, brief[i][0], -1);
      g_free (folded);
      folded = g_strjoinv (brief[i][1], parts);
    }
  return g_strstrip (folded);
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

/* What is said of one document differs; and who issued it, or what it is about and its year, may make it two. */
static void
compare_dated (BtCheckRun *run, const Citation *first, const Citation *other)
{
  g_autofree char *issuer = dup_issuer (first);
  g_autofree char *other_issuer = dup_issuer (other);
  gboolean issuers_differ = contradicts (issuer, other_issuer);
  gboolean subjects_differ = contradicts (get_subject (first), get_subject (other));

  if (!same_date (&first->date, &other->date))
    {
      if (issuers_differ || (subjects_differ && first->date.year != other->date.year))
        return;
      g_autofree char *date = bt_date_format_short (&first->date);
      bt_check_report (run, "cite-conflict", other->paragraph, other->start, other->end, NULL,
                       _ ("%s has the date %s elsewhere"), other->sign, date);
    }
  else if (issuers_differ)
    bt_check_report (run, "cite-conflict", other->paragraph, other->start, other->end, NULL,
                     _ ("%s has another issuer elsewhere"), other->sign);
  else if (subjects_differ)
    bt_check_report (run, "cite-conflict", other->paragraph, other->start, other->end, NULL,
                     _ ("%s has another subject elsewhere:%s"), other->sign, get_subject (first));
  else if (get_subject (other) != NULL)
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

/* A law is cited by its name: "Luật Đất đai số 31/2024/QH15". */
static gboolean
is_law (const Citation *citation)
{
  return strstr (citation->sign, "/QH") != NULL && strcmp (citation->kind, "Nghị quyết") != 0;
}

static void
check_first (BtCheckRun *run, const Citation *citation)
{
  if (is_law (citation) || (find_sign (citation->kind) == NULL && !is_letter (citation)))
    return;
  if (citation->date.year != 0 && strstr (citation->rest, "của ") != NULL
      && get_subject (citation) != NULL)
    return;
  if (citation->date.year != 0 && (is_letter (citation) || is_request (citation)))
    return;
  bt_check_report (run, "cite-incomplete", citation->paragraph, citation->start, citation->end,
                   NULL, "%s", _ (bt_rule_find ("cite-incomplete")->title));
}

static void
check_future (BtCheckRun *run, const Citation *citation, const BtDate *plan_date)
{
  if (citation->date.year == 0 || plan_date->year == 0
      || compare_dates (&citation->date, plan_date) <= 0)
    return;
  bt_check_report (run, "cite-future", citation->paragraph, citation->start, citation->end, NULL,
                   "%s", _ (bt_rule_find ("cite-future")->title));
}

/* "12/2020/QĐ-UBND": the year is part of the sign. */
static gboolean
is_signed_before (const Citation *citation, const BtDate *since)
{
  const char *slash = strchr (citation->sign, '/');
  int year = slash != NULL ? atoi (slash + 1) : 0;

  return citation->date.year == 0 && year > 1900 && year < since->year;
}

/* Whether the paragraph cites a document that is older than @since, so that its words may be, too. */
static gboolean
cites_older (const GArray *citations, const BtCheckParagraph *paragraph, const BtDate *since)
{
  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = &g_array_index (citations, Citation, i);
      if (citation->paragraph == paragraph
          && ((citation->date.year != 0 && compare_dates (&citation->date, since) < 0)
              || is_signed_before (citation, since)))
        return TRUE;
    }
  return FALSE;
}

/* "kết thúc hoạt động của cấp huyện": it is spoken of because it is gone. */
static gboolean
is_told_as_gone (const BtCheckParagraph *paragraph)
{
  return g_regex_match_simple ("kết thúc hoạt động|trước (khi )?sắp xếp|trước (ngày )?01/7/2025|bỏ cấp huyện|"
                               "không (còn )?tổ chức (đơn vị )?cấp huyện|(quận|huyện) cũ",
                               paragraph->lower, 0, 0);
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
      if ((plan_date->year != 0 && compare_dates (plan_date, &phrase->since) < 0)
          || cites_older (citations, paragraph, &phrase->since) || is_told_as_gone (paragraph))
        continue;
      g_autofree char *since = bt_date_format_short (&phrase->since);
      /* A ministry or department that was joined to another is called otherwise now. */
      gboolean renamed = g_str_has_prefix (phrase->lower, "sở ") || g_str_has_prefix (phrase->lower, "bộ ");
      bt_check_report (run, renamed ? "term-old" : "level-abolished", paragraph, at->start, end, NULL,
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

/* The last day that the plan can be of: a draft may have no day, or no month yet. */
static BtDate
get_plan_date (const BtCheckRun *run)
{
  BtDate date = { 0, 0, 0 };

  bt_date_parse_iso (bt_plan_get_field (run->plan, BT_NODE_DATE), &date);
  date.month = date.month != 0 ? date.month : 12;
  date.day = date.day != 0 ? date.day : 31;
  return date;
}

/* Looks at all documents that the plan cites. */
void
bt_check_citations (BtCheckRun *run)
{
  const BtDate plan_date = get_plan_date (run);
  g_autoptr (GArray) citations = read_citations (run);
  g_autoptr (GHashTable) first = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < citations->len; i++)
    {
      const Citation *citation = &g_array_index (citations, Citation, i);
      const Citation *known = g_hash_table_lookup (first, citation->sign);
      check_kind (run, citation);
      check_future (run, citation, &plan_date);
      if (known != NULL && known->date.year != 0 && citation->date.year != 0)
        compare_dated (run, known, citation);
      else if (known != NULL)
        continue;
      else
        {
          check_first (run, citation);
          g_hash_table_insert (first, citation->sign, (gpointer) citation);
        }
    }
  check_abolished (run, citations, &plan_date);
}
