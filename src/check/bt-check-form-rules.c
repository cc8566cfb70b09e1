/* Rules about the forms that the decree lays down: header, signature block, nơi nhận, appendices. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-date.h"
#include "bt-viet.h"

static const char *
get_title (const char *rule)
{
  return _ (bt_rule_find (rule)->title);
}

static const BtCheckParagraph *
find_kind (const BtCheckRun *run, BtNodeKind kind)
{
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (bt_node_get_kind (paragraph->node) == kind)
        return paragraph;
    }
  return NULL;
}

static gboolean
is_state (const BtCheckRun *run, const char *state)
{
  return g_strcmp0 (bt_node_get_attr (bt_plan_get_root (run->plan), "state"), state) == 0;
}

static gboolean
is_draft (const BtCheckRun *run)
{
  return !is_state (run, "issued") && !is_state (run, "review");
}

static gboolean
matches (const char *regex, const char *text)
{
  return g_regex_match_simple (regex, text, G_REGEX_CASELESS, 0);
}

static gboolean
is_empty (const BtCheckParagraph *paragraph)
{
  return paragraph == NULL || paragraph->words->len == 0;
}

static void
report_whole (BtCheckRun *run, const char *rule, const BtCheckParagraph *paragraph, const char *fix)
{
  bt_check_report (run, rule, paragraph, 0, paragraph->length, fix, "%s", get_title (rule));
}

/* Reports @rule for a field that is filled in and does not look as it should. */
static void
check_field (BtCheckRun *run, BtNodeKind kind, const char *rule, const char *regex, gboolean wanted)
{
  const BtCheckParagraph *field = find_kind (run, kind);

  if (!is_empty (field) && matches (regex, field->text) != wanted)
    report_whole (run, rule, field, NULL);
}

/* A text without any header is a piece of a plan, until that is sent for review. */
static gboolean
has_header (const BtCheckRun *run)
{
  static const BtNodeKind fields[] = { BT_NODE_PARENT, BT_NODE_NUMBER, BT_NODE_SYMBOL,
                                       BT_NODE_PLACE,  BT_NODE_DATE,   BT_NODE_SUBJECT };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (*bt_plan_get_field (run->plan, fields[i]) != '\0')
      return TRUE;
  return !is_draft (run);
}

/* Whose plan it is has to be there from the first draft on, on paper and electronically. */
static void
check_agency (BtCheckRun *run)
{
  const BtNode *header = bt_plan_get_part (run->plan, BT_NODE_HEADER);

  if (is_empty (find_kind (run, BT_NODE_AGENCY)) && has_header (run))
    bt_check_report_node (run, "header-agency", bt_node_get_child_of_kind (header, BT_NODE_AGENCY), "", "%s",
                          get_title ("header-agency"));
}

static void
check_blanks (BtCheckRun *run)
{
  static const BtNodeKind fields[] = { BT_NODE_NUMBER, BT_NODE_SYMBOL, BT_NODE_PLACE, BT_NODE_DATE,
                                       BT_NODE_SUBJECT };
  const BtNode *header = bt_plan_get_part (run->plan, BT_NODE_HEADER);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const BtNode *field = bt_node_get_child_of_kind (header, fields[i]);
      if (*bt_plan_get_field (run->plan, fields[i]) == '\0')
        bt_check_report_node (run, "header-blank", field, "", "%s", get_title ("header-blank"));
    }
}

/* The name of the ward or commune whose committee it is, folded; NULL where the agency is another. */
static char *
dup_unit_name (const BtCheckRun *run)
{
  const BtCheckParagraph *agency = find_kind (run, BT_NODE_AGENCY);
  g_autofree char *folded = agency != NULL ? bt_viet_fold (agency->text, TRUE) : NULL;
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("^(?:uy ban nhan dan|ubnd)\\s+(?:phuong|xa|dac khu)\\s+(.+)$", 0, 0, NULL);

  return folded != NULL && g_regex_match (regex, folded, 0, &match) ? g_match_info_fetch (match, 1) : NULL;
}

/* The place is the unit's name; what is called by a number, a person or an event has "Phường" or "Xã" before that. */
static void
check_place (BtCheckRun *run)
{
  const BtCheckParagraph *place = find_kind (run, BT_NODE_PLACE);
  g_autofree char *unit = dup_unit_name (run);

  if (is_empty (place))
    return;
  g_autofree char *folded = bt_viet_fold (place->text, TRUE);
  const char *space = g_regex_match_simple ("^(phuong|xa) ", folded, 0, 0) ? strchr (folded, ' ') + 1 : NULL;
  if (space == NULL && g_str_has_prefix (folded, "dac khu "))
    space = folded + strlen ("dac khu ");
  gboolean of_person = space != NULL && g_hash_table_contains (run->words->persons, space);
  if (matches ("[,;.]$", place->text) || (space != NULL && !of_person && !g_ascii_isdigit (*space))
      || (unit != NULL && !run->damaged && strcmp (space != NULL ? space : folded, unit) != 0))
    report_whole (run, "header-place", place, NULL);
}

/* Kind and agency in capital letters, and the kind is that of a plan. */
static void
check_symbol (BtCheckRun *run)
{
  const BtCheckParagraph *symbol = find_kind (run, BT_NODE_SYMBOL), *type = find_kind (run, BT_NODE_TYPE);
  gboolean plan = type != NULL && strcmp (type->lower, "kế hoạch") == 0;

  if (!is_empty (symbol)
      && (!g_regex_match_simple ("^\\p{Lu}[\\p{L}\\d]*(-\\p{Lu}[\\p{L}&\\d]*)+$", symbol->text, 0, 0)
          || (plan && !g_str_has_prefix (symbol->text, "KH"))))
    report_whole (run, "header-symbol", symbol, NULL);
}

/* Looks at the fields of the header: Phụ lục I, Phần I, II.2–II.5. */
void
bt_check_header (BtCheckRun *run)
{
  const BtCheckParagraph *subject = find_kind (run, BT_NODE_SUBJECT);

  check_agency (run);
  if (is_state (run, "issued"))
    check_blanks (run);
  check_field (run, BT_NODE_NUMBER, "header-number", "^\\d{2,5}[a-z]?$", TRUE);
  check_symbol (run);
  check_place (run);
  if (!is_empty (subject)
      && (matches ("^V/v|[.;:,]\\s*$", subject->text) || g_utf8_strlen (subject->text, -1) > 500))
    report_whole (run, "header-subject", subject, NULL);
}

/* The same without marks, as what was read off a picture has none. */
static gboolean
matches_folded (const char *regex, const char *text)
{
  g_autofree char *folded = bt_viet_fold (text, TRUE);
  return matches (regex, folded);
}

static void
check_authority (BtCheckRun *run)
{
  const BtCheckParagraph *agency = find_kind (run, BT_NODE_AGENCY);
  const BtCheckParagraph *first = find_kind (run, BT_NODE_AUTHORITY);
  const BtCheckParagraph *office = find_kind (run, BT_NODE_OFFICE);
  gboolean committee = agency != NULL && matches_folded ("^uy ban nhan dan|^ubnd", agency->text);
  const BtCheckParagraph *at = !is_empty (first) ? first : office;

  if (!is_empty (agency) && !committee)
    return;
  if (!is_empty (at) && matches_folded ("chu tich", at->text) && !matches ("^(T/?M|TL|TUQ)[. ]", at->text))
    report_whole (run, "signature-authority", at, NULL);
}

/* Each line begins with an abbreviation, its full stop and a space. */
static void
check_authority_lines (BtCheckRun *run, const BtCheckParagraph *authority)
{
  g_auto (GStrv) lines = g_strsplit (authority->text, "\n", -1);
  gsize start = 0;

  for (guint i = 0; lines[i] != NULL; start += strlen (lines[i++]) + 1)
    if (!g_regex_match_simple ("^(TM|KT|TL|TUQ|Q)\\. \\S", lines[i], 0, 0))
      bt_check_report (run, "signature-form", authority, start, start + strlen (lines[i]), NULL,
                       "%s", get_title ("signature-form"));
}

/* What is no part of a name; ranks of the armed forces are none of it. */
#define SIGNER_TITLES \
  "^(Th\\.?\\s?[Ss]|TS|PGS|GS|BS|BSCK\\p{Lu}*|CN|KS|LS|DS|NGƯT|NGND|Thạc s[ĩỹ]|Tiến s[ĩỹ]|" \
  "Phó Giáo sư|Giáo sư|Bác s[ĩỹ]|Dược s[ĩỹ]|Kỹ sư|Cử nhân|Luật sư|Ông|Bà|Đ/c|Đồng chí)\\b"

/* Looks at the signature block: Phụ lục I, Phần I, II.7. */
void
bt_check_signature (BtCheckRun *run)
{
  const BtCheckParagraph *authority = find_kind (run, BT_NODE_AUTHORITY);
  const BtCheckParagraph *signer = find_kind (run, BT_NODE_SIGNER);
  const BtNode *signature = bt_plan_get_part (run->plan, BT_NODE_SIGNATURE);

  if (!is_empty (authority))
    check_authority_lines (run, authority);
  check_authority (run);
  if (!is_empty (signer)
      && g_regex_match_simple (SIGNER_TITLES, signer->text,
                               0, 0))
    report_whole (run, "signature-name", signer, NULL);
  if (!is_draft (run) && (is_empty (signer) || is_empty (find_kind (run, BT_NODE_OFFICE))))
    bt_check_report_node (run, "signature-blank", signature, "", "%s",
                          get_title ("signature-blank"));
}

/* "Lưu VT, VHXH." becomes "Lưu: VT, VHXH."; what else is wrong, only the office knows. */
static void
check_filing (BtCheckRun *run, const BtCheckParagraph *last)
{
  g_autoptr (GRegex) missing = g_regex_new ("^(-?\\s*)Lưu\\s*:?\\s*(?=VT\\b)", 0, 0, NULL);

  if (matches ("^-?\\s*Lưu: VT\\b", last->text))
    return;
  g_autofree char *fix = g_regex_replace (missing, last->text, -1, 0, "\\1Lưu: ", 0, NULL);
  report_whole (run, "recipient-filing", last, strcmp (fix, last->text) != 0 ? fix : NULL);
}

/* "PL.(300)": who drafted it and how many copies there are stands last, behind the records. */
static gboolean
is_drafter (const BtCheckParagraph *paragraph)
{
  return g_regex_match_simple ("^\\p{Lu}{1,5}\\.?\\s?\\(\\d+\\)\\.?$", paragraph->text, 0, 0);
}

/* "./." is the end of a text, and none of a list. */
static void
check_recipient_end (BtCheckRun *run, const BtCheckParagraph *recipient, const char *mark)
{
  gsize marked = strchr (".;,:", recipient->text[recipient->length - 1]) != NULL ? 1 : 0;

  if (g_str_has_suffix (recipient->text, "./."))
    marked = strlen ("./.");
  else if (g_str_has_suffix (recipient->text, mark))
    return;
  bt_check_report (run, "recipient-end", recipient, recipient->length - marked, recipient->length, mark, "%s",
                   get_title ("recipient-end"));
}

/* Looks at the nơi nhận: Phụ lục I, Phần I, II.9. */
void
bt_check_recipients (BtCheckRun *run)
{
  const BtCheckParagraph *last = NULL;

  for (guint i = 0; i <= run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph =
          i < run->paragraphs->len ? run->paragraphs->pdata[i] : NULL;
      if (paragraph != NULL && (paragraph->part != BT_PART_RECIPIENT || is_empty (paragraph) || is_drafter (paragraph)))
        continue;
      const char *mark = paragraph != NULL ? ";" : ".";
      if (last != NULL)
        check_recipient_end (run, last, mark);
      if (paragraph != NULL)
        last = paragraph;
    }
  if (last != NULL)
    check_filing (run, last);
}

/* A plan that has both has been issued, whatever state it is said to be in. */
static gboolean
has_number_and_date (const BtCheckRun *run)
{
  BtDate date = { 0, 0, 0 };

  bt_date_parse_iso (bt_plan_get_field (run->plan, BT_NODE_DATE), &date);
  return date.day != 0 && *bt_plan_get_field (run->plan, BT_NODE_NUMBER) != '\0';
}

/* "(Kèm theo Kế hoạch số 28/KH-UBND …)" behind a plan with the number 27. */
static gboolean
names_other_number (const BtCheckRun *run, const BtCheckParagraph *note)
{
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("Kế hoạch số 0*(\\d+)/", 0, 0, NULL);
  const char *number = bt_plan_get_field (run->plan, BT_NODE_NUMBER);

  if (*number == '\0' || !g_regex_match (regex, note->text, 0, &match))
    return FALSE;
  g_autofree char *named = g_match_info_fetch (match, 1);
  return strcmp (named, number + strspn (number, "0")) != 0;
}

/* A note that was typed; an empty one is made by the program and is always right. */
static void
check_note (BtCheckRun *run, const BtCheckParagraph *note)
{
  gboolean paper =
      g_strcmp0 (bt_node_get_attr (bt_plan_get_root (run->plan), "medium"), "electronic") != 0;
  gboolean blank = matches ("số\\s{2,}|số\\s*[./…]|ngày\\s{2,}|ngày\\s*[./…]", note->text);

  if (!matches ("kèm theo", note->text))
    report_whole (run, "appendix-note", note, NULL);
  else if (paper && blank && (is_state (run, "issued") || has_number_and_date (run)))
    report_whole (run, "appendix-note-blank", note, NULL);
  else if (!paper && !blank)
    report_whole (run, "appendix-note-filled", note, NULL);
  if (!blank && names_other_number (run, note))
    bt_check_report (run, "appendix-note", note, 0, note->length, NULL, "%s",
                     _ ("The note names another number than the plan has"));
  if (!matches ("\\bcủa\\s", note->text)
      || matches ("của\\s+(UBND|(ủy|uỷ) ban nhân dân)(\\s+(phường|xã|đặc khu))?\\s*\\)", note->text)
      || g_regex_match_simple ("của\\s+UBND", note->text, 0, 0))
    report_whole (run, "appendix-issuer", note, NULL);
}

static gboolean
points_to_appendix (const char *lower)
{
  return strstr (lower, "phụ lục") != NULL
         || (strstr (lower, " kèm theo") != NULL
             && g_regex_match_simple ("(danh sách|danh mục|bảng|biểu|lịch|mẫu)[^.;]* kèm theo", lower, 0, 0));
}

static gboolean
text_points_to_appendix (const BtCheckRun *run)
{
  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (paragraph->appendix == NULL && paragraph->part == BT_PART_CLAUSE && points_to_appendix (paragraph->lower))
        return TRUE;
    }
  return FALSE;
}

/* The last paragraph of each appendix that ends in running text has the closing mark, as in the decree's forms. */
static void
check_appendix_ends (BtCheckRun *run)
{
  const BtCheckParagraph *last = NULL;

  for (guint i = 0; i <= run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph =
          i < run->paragraphs->len ? run->paragraphs->pdata[i] : NULL;
      const BtNode *appendix = paragraph != NULL ? paragraph->appendix : NULL;
      if (last != NULL && last->appendix != appendix && !g_str_has_suffix (last->text, "./."))
        bt_check_report_node (run, "appendix-end", last->appendix, "", "%s",
                              get_title ("appendix-end"));
      last =
          appendix != NULL && paragraph->length > 0 ? paragraph : (appendix != NULL ? last : NULL);
    }
}

/* Looks at the appendices: Phụ lục I, Phần I, III.1. */
void
bt_check_appendices (BtCheckRun *run)
{
  const BtNode *appendices = bt_plan_get_part (run->plan, BT_NODE_APPENDICES);

  for (guint i = 0; i < run->paragraphs->len; i++)
    {
      const BtCheckParagraph *paragraph = run->paragraphs->pdata[i];
      if (bt_node_get_kind (paragraph->node) == BT_NODE_NOTE && !is_empty (paragraph))
        check_note (run, paragraph);
    }
  check_appendix_ends (run);
  if (bt_node_get_n_children (appendices) > 0 && !text_points_to_appendix (run))
    bt_check_report_node (run, "appendix-unmentioned", bt_node_get_child (appendices, 0), "", "%s",
                          get_title ("appendix-unmentioned"));
}
