/* Rules about the marks of one paragraph: pairs of brackets and quotes, capitals after marks, sentences cut off. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"

/* Names whose second syllable has no capital letter, and offices of persons: they may follow a semicolon. */
static const char *const name_starts[] = {
  "ủy ban",    "uỷ ban",     "ủy viên",    "hội đồng",   "công an",    "công điện", "công văn",  "đảng ủy",
  "đảng uỷ",   "đảng bộ",    "chính phủ",  "quốc hội",   "quốc khánh", "thủ tướng", "thủ đô",    "tổng bí",
  "văn phòng", "trung tâm",  "trung ương", "kế hoạch",   "quyết định", "nghị định", "nghị quyết", "chỉ thị",
  "thông tư",  "thông báo",  "chương trình", "đề án",    "báo cáo",    "tờ trình",  "hướng dẫn", "kết luận",
  "luật",      "pháp lệnh",  "hiến pháp",  "bộ luật",    "chủ tịch",   "phó chủ",   "phó trưởng", "phó giám",
  "bí thư",    "giám đốc",   "hiệu trưởng", "trưởng phòng", "trưởng ban", "trưởng công", "trưởng trạm", "chánh văn",
  "thường trực", "ban thường", "ban chấp", "ban chỉ",    "ban quản",   "ban điều",  "ban giám",  "tòa án",
  "toà án",    "viện kiểm",  "thanh tra",  "bảo hiểm",   "kho bạc",    "ngân hàng", "bưu điện",  "điện lực",
  "nhà nước",  "nhân dân",   "tổ quốc",    "thành phố",  "thành đoàn", "xã đoàn",   "phường đội", "xã đội",
  "trang thông", "cổng thông", "cổng dịch", "đoàn thanh", "đài truyền", "hệ thống", "phụ lục",   "quỹ",
  "mặt trận",  "liên đoàn",  "chi cục",    "tổ công",    "bác",        "cơ sở dữ", "tỉnh ủy",   "tỉnh uỷ",
  "bệnh viện", "nhà văn",    "nhà thiếu",  "câu lạc",    "công ty",    "khu phố",   "tổ dân",    "khu di",
  "sân vận",   "ban tổ",     "ban đại",    "chi hội",    "chi đoàn",   "chi bộ",    "trạm y",    "hợp tác xã",
};

/* Words that begin like a name and are none: a capital letter there is a slip. */
static const char *const no_names[] = {
  "báo cáo",  "hướng dẫn", "thông báo", "hệ thống hóa", "ban hành", "bảo hiểm xe", "thanh tra, kiểm tra",
};

static gboolean
begins_with_one (const BtCheckParagraph *paragraph, const BtWord *word, const char *const *phrases, guint n)
{
  gsize end;

  for (guint i = 0; i < n; i++)
    if (bt_check_phrase_at (paragraph, word - &g_array_index (paragraph->words, BtWord, 0), phrases[i], &end))
      return TRUE;
  return FALSE;
}

/* "Phòng Kinh tế", "Luật Đất đai": a second capital letter makes a name. */
static gboolean
is_name_start (const BtCheckParagraph *paragraph, const BtWord *word)
{
  const BtWord *last = &g_array_index (paragraph->words, BtWord, paragraph->words->len - 1);

  if (word < last && bt_check_only_space_between (paragraph, word, word + 1)
      && g_unichar_isupper (g_utf8_get_char (paragraph->text + word[1].start)))
    return TRUE;
  return !begins_with_one (paragraph, word, no_names, G_N_ELEMENTS (no_names))
         && begins_with_one (paragraph, word, name_starts, G_N_ELEMENTS (name_starts));
}

static gboolean
is_capitalized (const BtCheckParagraph *paragraph, const BtWord *word)
{
  const char *text = paragraph->text + word->start;
  const char *next = g_utf8_next_char (text);

  return g_unichar_isupper (g_utf8_get_char (text)) && next < paragraph->text + word->end
         && g_unichar_islower (g_utf8_get_char (next));
}

/* One of @marks and spaces are all that stands between two words, but for a bracket or quote that closes before it. */
static gboolean
is_mark_between (const BtCheckParagraph *paragraph, const BtWord *a, const BtWord *b, const char *marks)
{
  static const char *const closing[] = { ")", "”", "\"" };
  gsize at = a->end;

  for (guint i = 0; i < G_N_ELEMENTS (closing); i++)
    if (g_str_has_prefix (paragraph->text + at, closing[i]))
      {
        at += strlen (closing[i]);
        break;
      }
  if (at >= b->start || strchr (marks, paragraph->text[at]) == NULL)
    return FALSE;
  gsize mark = at++;
  while (at < b->start && paragraph->text[at] == ' ')
    at++;
  return at == b->start && at > mark + 1;
}

static void
report_letter (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph,
               const BtWord *word, gboolean upper)
{
  gunichar letter = g_utf8_get_char (paragraph->text + word->start);
  char changed[7] = { 0 };
  gsize length = g_utf8_next_char (paragraph->text + word->start) - (paragraph->text + word->start);

  g_unichar_to_utf8 (upper ? g_unichar_toupper (letter) : g_unichar_tolower (letter), changed);
  g_autofree char *rest =
      g_strndup (paragraph->text + word->start + length, word->end - word->start - length);
  g_autofree char *fix = g_strconcat (changed, rest, NULL);
  bt_check_report (run, rule, paragraph, word->start, word->end, fix, "%s",
                   _ (bt_rule_find (rule)->title));
}

/* So many digits are those of a year; fewer may be a number in an enumeration: "1. abc". */
#define YEAR_DIGITS 4

static gboolean
is_year (const BtCheckParagraph *paragraph, const BtWord *word)
{
  gsize n = strspn (paragraph->text + word->start, "0123456789");
  return n == YEAR_DIGITS && word->start + n == word->end;
}

/* A full stop behind a word of small letters or a year ends a sentence; behind "v.v" or "TP" it does not. */
static gboolean
ends_sentence (const BtCheckParagraph *paragraph, const BtWord *word)
{
  guint n = 0;

  if (paragraph->text[word->end] != '.' || is_year (paragraph, word))
    return TRUE;
  for (const char *at = paragraph->text + word->start; at < paragraph->text + word->end;
       at = g_utf8_next_char (at), n++)
    if (!g_unichar_islower (g_utf8_get_char (at)) && (n > 0 || word->start > 0))
      return FALSE;
  return n > 1;
}

/* "Quyết định số 464": a number soon behind makes it the name of a document. */
static gboolean
is_numbered (const BtCheckParagraph *paragraph, guint i)
{
  for (guint ahead = 1; ahead <= 3 && i + ahead < paragraph->words->len; ahead++)
    if (g_ascii_isdigit (paragraph->text[g_array_index (paragraph->words, BtWord, i + ahead).start]))
      return TRUE;
  return FALSE;
}

static void
check_letter_after_mark (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i);
  const BtWord *next = &g_array_index (paragraph->words, BtWord, i + 1);

  if (is_mark_between (paragraph, word, next, ";") && is_capitalized (paragraph, next)
      && !is_name_start (paragraph, next) && !is_numbered (paragraph, i + 1))
    report_letter (run, "capital-semicolon", paragraph, next, FALSE);
  else if (!run->damaged && is_mark_between (paragraph, word, next, ".?!")
           && ends_sentence (paragraph, word)
           && g_unichar_islower (g_utf8_get_char (paragraph->text + next->start)))
    report_letter (run, "capital-sentence", paragraph, next, TRUE);
}

/* A clause begins with a capital letter. */
static void
check_first_letter (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (paragraph->part != BT_PART_CLAUSE || paragraph->words->len < 2)
    return;
  const BtWord *word = &g_array_index (paragraph->words, BtWord, 0);
  /* "b) Khẩu hiệu" is a label, of which another rule speaks. */
  if (word->start == 0 && g_unichar_islower (g_utf8_get_char (paragraph->text)) && paragraph->text[word->end] != ')')
    report_letter (run, "capital-start", paragraph, word, TRUE);
}

/* "a)" and "1)" inside a text close nothing. */
static gboolean
closes_label (const BtCheckParagraph *paragraph, gsize at)
{
  const char *text = paragraph->text;
  const char *before = at > 0 ? g_utf8_find_prev_char (text, text + at) : NULL;

  if (before == NULL || !g_unichar_isalnum (g_utf8_get_char (before)))
    return FALSE;
  const char *space = g_utf8_find_prev_char (text, before);
  if (space != NULL && g_ascii_isdigit (*space))
    space = g_utf8_find_prev_char (text, space);
  return space == NULL || *space == ' ' || *space == '\n';
}

static void
check_pair (BtCheckRun *run, const BtCheckParagraph *paragraph, const char *open, const char *close)
{
  const char *text = paragraph->text;
  gssize opened = -1;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_str_has_prefix (at, open))
      {
        if (opened >= 0)
          break;
        opened = at - text;
      }
    else if (g_str_has_prefix (at, close))
      {
        if (opened < 0 && !closes_label (paragraph, at - text))
          {
            bt_check_report (run, "mark-pair", paragraph, at - text, at - text + strlen (close),
                             NULL, _ ("This “%s” closes what was never opened"), close);
            return;
          }
        opened = -1;
      }
  if (opened >= 0)
    bt_check_report (run, "mark-pair", paragraph, opened, opened + strlen (open), NULL,
                     _ ("This “%s” is never closed"), open);
}

static void
check_straight_quotes (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  guint n = 0;
  const char *last = NULL;

  for (const char *at = paragraph->text; *at != '\0'; at++)
    if (*at == '"')
      {
        n++;
        last = at;
      }
  if (n % 2 == 1)
    bt_check_report (run, "mark-pair", paragraph, last - paragraph->text,
                     last - paragraph->text + 1, NULL, _ ("This “%s” is never closed"), "\"");
}

/* Looks at brackets and quotes, and at the letters that follow marks. */
void
bt_check_pairs (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (paragraph->part == BT_PART_HEADER && bt_node_get_kind (paragraph->node) != BT_NODE_SUBJECT)
    return;
  if (!run->damaged)
    {
      check_pair (run, paragraph, "(", ")");
      check_pair (run, paragraph, "“", "”");
      check_straight_quotes (run, paragraph);
      check_first_letter (run, paragraph);
    }
  for (guint i = 0; i + 1 < paragraph->words->len; i++)
    check_letter_after_mark (run, paragraph, i);
}

/* Two words of one kind that never follow each other: "của thuộc". */
static const char *const never_before[][2] = {
  { "của", "thuộc" }, { "của", "và" },  { "với", "của" },   { "cho", "của" },
  { "về", "của" },    { "để", "nhằm" }, { "những", "các" }, { "theo", "của" },
};

static void
check_neighbours (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  for (guint j = 0; j < G_N_ELEMENTS (never_before); j++)
    if (bt_check_paragraph_word_is (paragraph, i, never_before[j][0])
        && bt_check_paragraph_word_is (paragraph, i + 1, never_before[j][1]))
      {
        const BtWord *word = &g_array_index (paragraph->words, BtWord, i);
        const BtWord *next = word + 1;
        /* "so với của năm trước" */
        if (i > 0 && bt_check_paragraph_word_is (paragraph, i - 1, "so"))
          continue;
        if (next->start == word->end + 1 && paragraph->text[word->end] == ' ')
          bt_check_report (run, "word-missing", paragraph, word->start, next->end, NULL,
                           _ ("A word is missing between “%s” and “%s”"), never_before[j][0],
                           never_before[j][1]);
      }
}

/* Syllables that say nothing without another one, and the word that is meant where that is missing. */
static const char *const halves[][2] = {
  { "thực", "thực hiện" }, { "triển", "triển khai" }, { "tuyên", "tuyên truyền" }, { "phối", "phối hợp" },
  { "đôn", "đôn đốc" },    { "niêm", "niêm yết" },    { "hỗ", "hỗ trợ" },
};

/* Whether a sentence ends there: behind a colon the rest follows, and dots stand for what is still to be written. */
static gboolean
is_whole_end (const char *tail)
{
  return tail[strspn (tail, " .;,/")] == '\0' && strstr (tail, "..") == NULL;
}

/* Whether it stands behind the other half of a word, "trung thực", or before what it goes with, or ends a name or what
 * is left open. */
static gboolean
has_other_half (const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i), *before = word - 1, *next = word + 1;

  if (bt_check_only_space_between (paragraph, before, word)
      && bt_known_syllable_makes_pair (before->known, word->known))
    return TRUE;
  if (i + 1 == paragraph->words->len)
    return g_unichar_isupper (g_utf8_get_char (paragraph->text + word->start))
           || !is_whole_end (paragraph->text + word->end);
  return !bt_check_only_space_between (paragraph, word, next) || bt_known_syllable_precedes (word->known, next->known);
}

/* "việc thực Kế hoạch": half of a word is missing. */
static void
check_half (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = &g_array_index (paragraph->words, BtWord, i);

  if (i == 0 || has_other_half (paragraph, i) || bt_check_is_confused (run, paragraph, word))
    return;
  for (guint j = 0; j < G_N_ELEMENTS (halves); j++)
    if (bt_check_paragraph_word_is (paragraph, i, halves[j][0]))
      {
        g_autofree char *fix =
            bt_check_fit_capitals (paragraph->text + word->start, word->end - word->start, halves[j][1]);
        bt_check_report (run, "word-missing", paragraph, word->start, word->end, fix,
                         _ ("“%s” is meant, it seems"), fix);
      }
}

static void
check_ending (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (paragraph->words->len < 3)
    return;
  const BtWord *last = &g_array_index (paragraph->words, BtWord, paragraph->words->len - 1);
  g_autofree char *word = g_strndup (paragraph->lower + last->start, last->end - last->start);
  if (!is_whole_end (paragraph->text + last->end))
    return;
  g_autofree char *both = g_strdup_printf ("!%.*s", (int) (last->end - last[-1].start),
                                           paragraph->lower + last[-1].start);
  if (bt_check_only_space_between (paragraph, last - 1, last)
      && (bt_known_syllable_makes_word (last[-1].known, last->known) || bt_check_is_confused (run, paragraph, last)))
    return;
  if (g_hash_table_contains (run->words->endings, word)
      && !g_hash_table_contains (run->words->endings, both))
    bt_check_report (run, "sentence-cut", paragraph, last->start, last->end, NULL,
                     _ ("The sentence breaks off: something is missing after “%s”"), word);
}

/* Looks for sentences that break off or lack a word. */
void
bt_check_sentence (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (paragraph->part != BT_PART_CLAUSE && paragraph->part != BT_PART_CELL
      && paragraph->part != BT_PART_BASIS)
    return;
  for (guint i = 0; i < paragraph->words->len; i++)
    {
      if (i + 1 < paragraph->words->len)
        check_neighbours (run, paragraph, i);
      check_half (run, paragraph, i);
    }
  check_ending (run, paragraph);
}
