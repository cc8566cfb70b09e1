/* The rule about slips: syllables that are no word together, one slip away from one that is. */
#include <glib/gi18n-lib.h>

#include "bt-check-private.h"
#include "bt-check-words-private.h"

static const BtWord *
get_word (const BtCheckParagraph *paragraph, guint i)
{
  return i < paragraph->words->len ? &g_array_index (paragraph->words, BtWord, i) : NULL;
}

static char *
dup_lower (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return g_strndup (paragraph->lower + word->start, word->end - word->start);
}

static gboolean
is_capital (const BtCheckParagraph *paragraph, const BtWord *word)
{
  return g_unichar_isupper (g_utf8_get_char (paragraph->text + word->start));
}

/* Whether it is all in capital letters and digits: a heading, or an abbreviation. */
static gboolean
is_in_capitals (const BtCheckParagraph *paragraph, const BtWord *word)
{
  const char *end = paragraph->text + word->end;

  for (const char *at = paragraph->text + word->start; at < end; at = g_utf8_next_char (at))
    if (!g_unichar_isupper (g_utf8_get_char (at)) && !g_ascii_isdigit (*at))
      return FALSE;
  return g_utf8_next_char (paragraph->text + word->start) < end;
}

/* "DDoS", "McDonald": no word of ours. */
static gboolean
has_inner_capital (const BtCheckParagraph *paragraph, const BtWord *word)
{
  const char *end = paragraph->text + word->end;

  for (const char *at = g_utf8_next_char (paragraph->text + word->start); at < end; at = g_utf8_next_char (at))
    if (g_unichar_isupper (g_utf8_get_char (at)))
      return TRUE;
  return FALSE;
}

static void
report_slip (BtCheckRun *run, const BtCheckParagraph *paragraph, gsize start, gsize end, const char *right)
{
  g_autofree char *fix = bt_check_fit_capitals (paragraph->text + start, end - start, right);

  bt_check_report (run, "confusion", paragraph, start, end, fix, _ ("“%s” is meant, it seems"), fix);
}

static gboolean
is_one_phrase (const BtCheckParagraph *paragraph, const BtWord *a, const BtWord *b)
{
  return a != NULL && b != NULL && bt_check_only_space_between (paragraph, a, b);
}

/* The syllable of the lists that stands there, or is meant by what an input method has left. */
static const BtKnownSyllable *
read_word (const BtCheckRun *run, const BtCheckParagraph *paragraph, const BtWord *word, gboolean *certain)
{
  *certain = FALSE;
  if (word->known != NULL || has_inner_capital (paragraph, word))
    return word->known;
  g_autofree char *lower = dup_lower (paragraph, word);
  return bt_slips_find_typed (run->words->slips, lower, certain);
}

/* Whether what the word seems to mean forms a word with the one before or behind, as that is meant: "baos caos". */
static gboolean
fits_beside (const BtCheckRun *run, const BtCheckParagraph *paragraph, guint i, const BtKnownSyllable *meant)
{
  gboolean certain;
  const BtWord *word = get_word (paragraph, i), *next = get_word (paragraph, i + 1);
  const BtWord *before = i > 0 ? get_word (paragraph, i - 1) : NULL;

  return (is_one_phrase (paragraph, before, word)
          && bt_known_syllable_precedes (read_word (run, paragraph, before, &certain), meant))
         || (is_one_phrase (paragraph, word, next)
             && bt_known_syllable_precedes (meant, read_word (run, paragraph, next, &certain)));
}

/* A word in which keys of the input method still stand, or a letter twice. */
static void
check_typed (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  gboolean certain;
  const BtWord *word = get_word (paragraph, i);

  if (word->known != NULL || bt_check_is_confused (run, paragraph, word))
    return;
  const BtKnownSyllable *meant = read_word (run, paragraph, word, &certain);
  if (meant != NULL && (certain || fits_beside (run, paragraph, i, meant)))
    report_slip (run, paragraph, word->start, word->end, bt_known_syllable_get_text (meant));
}

/* A word with a capital letter behind a small one is a name. */
static gboolean
may_be_word (const BtCheckParagraph *paragraph, const BtWord *a, const BtWord *b)
{
  if (!is_one_phrase (paragraph, a, b) || bt_known_syllable_precedes (a->known, b->known)
      || (a->known == NULL && b->known == NULL))
    return FALSE;
  if (is_in_capitals (paragraph, a))
    return is_in_capitals (paragraph, b);
  return !is_capital (paragraph, b) && !has_inner_capital (paragraph, a) && !has_inner_capital (paragraph, b);
}

/* Whether syllables in use belong to what stands beside them: "hình thanh" in "các loại hình thanh toán". */
static gboolean
is_part_of_others (const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *a = get_word (paragraph, i), *b = get_word (paragraph, i + 1);
  const BtWord *next = get_word (paragraph, i + 2);

  if (a->known == NULL || b->known == NULL)
    return FALSE;
  return (i > 0 && bt_known_syllable_precedes (get_word (paragraph, i - 1)->known, a->known))
         || (next != NULL && bt_known_syllable_precedes (b->known, next->known));
}

static gboolean
check_pair (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *a = get_word (paragraph, i), *b = get_word (paragraph, i + 1);
  const char *right_first, *right_second;

  if (!may_be_word (paragraph, a, b) || bt_check_is_confused (run, paragraph, b))
    return FALSE;
  g_autofree char *first = dup_lower (paragraph, a), *second = dup_lower (paragraph, b);
  if (!bt_slips_guess (first, a->known, second, b->known, &right_first, &right_second)
      || is_part_of_others (paragraph, i))
    return FALSE;
  g_autofree char *right = g_strjoin (" ", right_first != NULL ? right_first : first,
                                      right_second != NULL ? right_second : second, NULL);
  report_slip (run, paragraph, a->start, b->end, right);
  return TRUE;
}

/* Looks for slips in what is no word of the lists. */
void
bt_check_slips (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  for (guint i = 0; i < paragraph->words->len; i++)
    check_typed (run, paragraph, i);
  for (guint i = 0; i < paragraph->words->len; i++)
    if (!bt_check_is_confused (run, paragraph, get_word (paragraph, i)) && check_pair (run, paragraph, i))
      i++;
}
