/* Rules about the words of one paragraph: patterns, confused words, names, doubled and impossible syllables. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"
#include "bt-syllable.h"

/* Fields of the header and blanks to be filled in by hand keep their spaces. */
static gboolean
is_form (const BtCheckParagraph *paragraph)
{
  return paragraph->part == BT_PART_HEADER && bt_node_get_kind (paragraph->node) != BT_NODE_SUBJECT;
}

static void
report_match (BtCheckRun *run, const BtCheckParagraph *paragraph, const BtPattern *pattern,
              GMatchInfo *match)
{
  int start, end;
  const BtRule *rule = bt_rule_find (pattern->rule);
  g_autofree char *fix =
      pattern->fix != NULL ? g_match_info_expand_references (match, pattern->fix, NULL) : NULL;

  g_match_info_fetch_pos (match, 0, &start, &end);
  if (fix != NULL && strncmp (paragraph->text + start, fix, end - start) == 0
      && fix[end - start] == '\0')
    return;
  bt_check_report (run, pattern->rule, paragraph, start, end, fix, "%s", _ (rule->title));
}

/* Looks for all patterns of the lists. */
void
bt_check_patterns (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (is_form (paragraph))
    return;
  for (guint i = 0; i < run->words->patterns->len; i++)
    {
      const BtPattern *pattern = &g_array_index (run->words->patterns, BtPattern, i);
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match_full (pattern->regex, paragraph->text, paragraph->length, 0, 0, &match, NULL);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        report_match (run, paragraph, pattern, match);
    }
}

/**
 * bt_check_phrase_at:
 * @paragraph: a paragraph
 * @word: the place of a word in it
 * @lower: a phrase in small letters
 * @end: (out): in bytes, where it ends in the paragraph's text
 *
 * Returns: whether the phrase stands at that word, any space for a space
 */
gboolean
bt_check_phrase_at (const BtCheckParagraph *paragraph, guint word, const char *lower, gsize *end)
{
  const char *at = paragraph->lower + g_array_index (paragraph->words, BtWord, word).start;

  for (; *lower != '\0'; lower++, at++)
    if (*lower == ' ' && *at == ' ')
      while (at[1] == ' ')
        at++;
    else if (*lower != *at)
      return FALSE;
  *end = at - paragraph->lower;
  gunichar next = g_utf8_get_char (at);
  return !g_unichar_isalnum (next);
}

/**
 * bt_check_fit_capitals:
 * @wrong: words as they stand in the text
 * @length: in bytes
 * @right: the words that are to stand there, in small letters
 *
 * Returns: (transfer full): the right words with the capitals of the wrong ones: all, the first, or none
 */
char *
bt_check_fit_capitals (const char *wrong, gsize length, const char *right)
{
  g_autofree char *found = g_strndup (wrong, length);
  g_autofree char *upper = g_utf8_strup (found, -1);

  if (strcmp (found, upper) == 0)
    return g_utf8_strup (right, -1);
  if (!g_unichar_isupper (g_utf8_get_char (found)))
    return g_strdup (right);
  g_autofree char *first = g_utf8_strup (right, g_utf8_next_char (right) - right);
  return g_strconcat (first, g_utf8_next_char (right), NULL);
}

static void
report_confusion (BtCheckRun *run, const BtCheckParagraph *paragraph, gsize start, gsize end,
                  const BtPhrase *phrase)
{
  g_autofree char *fix =
      bt_check_fit_capitals (paragraph->text + start, end - start, phrase->right);

  bt_check_report (run, "confusion", paragraph, start, end, fix, _ ("“%s” is meant, it seems"),
                   fix);
}

/* "Trưởng phòng Văn hóa", "cơ sở y tế", "phi chính phủ": the word before takes the first syllable of the name. */
static gboolean
is_taken_by_word_before (const BtCheckParagraph *paragraph, guint word)
{
  static const char *const takers[] = { "trưởng", "phó", "phi", "nhiệm" };
  const BtWord *at = &g_array_index (paragraph->words, BtWord, word);

  if (word == 0 || !bt_check_only_space_between (paragraph, at - 1, at))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    if (bt_check_paragraph_word_is (paragraph, word - 1, takers[i]))
      return TRUE;
  return g_unichar_islower (g_utf8_get_char (paragraph->text + at->start))
         && bt_known_syllable_makes_pair ((at - 1)->known, at->known);
}

/* A name in capital letters, as in a heading, says nothing about its capitals. */
static void
check_name (BtCheckRun *run, const BtCheckParagraph *paragraph, guint word, gsize end,
            const BtPhrase *phrase)
{
  gsize start = g_array_index (paragraph->words, BtWord, word).start;
  g_autofree char *found = g_strndup (paragraph->text + start, end - start);
  g_autofree char *upper = g_utf8_strup (found, -1);
  g_autofree char *fix = g_strdup (phrase->right);

  if (strcmp (found, upper) == 0 || strcmp (found, fix) == 0)
    return;
  /* Where the name stands first, its first letter is a capital in any case. */
  if (start == 0 && strcmp (g_utf8_next_char (found), g_utf8_next_char (fix)) == 0)
    return;
  if (is_taken_by_word_before (paragraph, word)
      || (phrase->general && g_unichar_islower (g_utf8_get_char (found))))
    return;
  bt_check_report (run, "capital-name", paragraph, start, end, fix, _ ("This name is written “%s”"),
                   fix);
}

static void
check_phrases_at (BtCheckRun *run, const BtCheckParagraph *paragraph, guint *word)
{
  const BtWord *at = &g_array_index (paragraph->words, BtWord, *word);
  gsize end;

  for (guint i = 0; at->phrases != NULL && i < at->phrases->len; i++)
    {
      const BtPhrase *phrase = at->phrases->pdata[i];
      if (phrase->kind == BT_PHRASE_VARIANT || phrase->kind == BT_PHRASE_ABOLISHED
          || !bt_check_phrase_at (paragraph, *word, phrase->lower, &end))
        continue;
      if (phrase->kind == BT_PHRASE_CONFUSION)
        report_confusion (run, paragraph, at->start, end, phrase);
      else
        check_name (run, paragraph, *word, end, phrase);
      while (*word + 1 < paragraph->words->len
             && g_array_index (paragraph->words, BtWord, *word + 1).start < end)
        (*word)++;
      return;
    }
}

/* Looks for confused words and for names with wrong capitals. */
void
bt_check_phrases (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  for (guint word = 0; word < paragraph->words->len; word++)
    check_phrases_at (run, paragraph, &word);
}

/**
 * bt_check_only_space_between:
 * @paragraph: a paragraph
 * @a: a word of it
 * @b: the next one
 *
 * Returns: whether nothing else stands between them
 */
gboolean
bt_check_only_space_between (const BtCheckParagraph *paragraph, const BtWord *a, const BtWord *b)
{
  for (guint at = a->end; at < b->start; at++)
    if (paragraph->text[at] != ' ')
      return FALSE;
  return b->start > a->end;
}

static gboolean
is_number (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return g_ascii_isdigit (paragraph->text[word->start]);
}

/* "hành vi vi phạm": one word ends with the syllable with which the next begins, which may be misspelled. */
static gboolean
belongs_to_neighbours (const BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  if (i == 0 || i + 2 >= paragraph->words->len)
    return FALSE;
  const BtWord *a = &g_array_index (paragraph->words, BtWord, i), *b = a + 1;
  return bt_check_only_space_between (paragraph, a - 1, a) && bt_check_only_space_between (paragraph, b, b + 1)
         && bt_known_syllable_makes_word ((a - 1)->known, a->known)
         && (bt_known_syllable_makes_word (b->known, (b + 1)->known) || bt_check_is_confused (run, paragraph, b + 1));
}

static void
check_double (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *a = &g_array_index (paragraph->words, BtWord, i);
  const BtWord *b = &g_array_index (paragraph->words, BtWord, i + 1);
  gsize length = a->end - a->start;

  if (length != b->end - b->start || is_number (paragraph, a)
      || !bt_check_only_space_between (paragraph, a, b)
      || memcmp (paragraph->lower + a->start, paragraph->lower + b->start, length) != 0)
    return;
  g_autofree char *syllable = g_strndup (paragraph->lower + a->start, length);
  if (g_hash_table_contains (run->words->doubles, syllable))
    return;
  if (belongs_to_neighbours (run, paragraph, i))
    return;
  g_autofree char *fix = g_strndup (paragraph->text + a->start, length);
  bt_check_report (run, "word-double", paragraph, a->start, b->end, fix, _ ("“%s” stands twice"),
                   fix);
}

/* A word of letters, and not one alone: "đ" stands for "đồng". */
static gboolean
may_be_syllable (const BtCheckParagraph *paragraph, const BtWord *word)
{
  if (g_utf8_strlen (paragraph->text + word->start, word->end - word->start) < 2)
    return FALSE;
  for (const char *at = paragraph->text + word->start; at < paragraph->text + word->end;
       at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      if (!g_unichar_isalpha (c) || (g_unichar_isupper (c) && at > paragraph->text + word->start))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_vietnamese_letter (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80)
      return TRUE;
  return FALSE;
}

/**
 * bt_check_is_confused:
 * @run: the check that is running
 * @paragraph: the paragraph that is looked at
 * @word: a word of it
 *
 * Returns: whether it is among those that were found to be confused just before; then nothing more is said of it
 */
gboolean
bt_check_is_confused (const BtCheckRun *run, const BtCheckParagraph *paragraph, const BtWord *word)
{
  gsize start, end;

  bt_check_paragraph_locate (paragraph, word->start, word->end, &start, &end);
  for (guint i = run->findings->len; i > 0; i--)
    {
      const BtFinding *finding = run->findings->pdata[i - 1];
      if (strcmp (finding->node, bt_node_get_id (paragraph->node)) != 0)
        return FALSE;
      if (strcmp (finding->rule->name, "confusion") == 0 && finding->start <= start
          && finding->end >= end)
        return TRUE;
    }
  return FALSE;
}

static void
check_syllable (BtCheckRun *run, const BtCheckParagraph *paragraph, const BtWord *word)
{
  gsize length = word->end - word->start;

  /* A capital letter inside a sentence begins a name, which may be of any tongue: "buôn Dhăm". */
  if (word->start > 0 && g_unichar_isupper (g_utf8_get_char (paragraph->text + word->start)))
    return;
  if (word->known != NULL || !may_be_syllable (paragraph, word)
      || !has_vietnamese_letter (paragraph->text + word->start, length)
      || bt_syllable_is_valid (paragraph->lower + word->start, length)
      || bt_check_is_confused (run, paragraph, word))
    return;
  bt_check_report (run, "syllable-impossible", paragraph, word->start, word->end, NULL,
                   _ ("There is no such syllable in Vietnamese"));
}

/* Looks for syllables that stand twice, and for such as cannot be. */
void
bt_check_syllables (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->words->len; i++)
    {
      if (i + 1 < paragraph->words->len)
        check_double (run, paragraph, i);
      check_syllable (run, paragraph, &g_array_index (paragraph->words, BtWord, i));
    }
}
