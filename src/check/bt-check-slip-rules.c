/* The rule about slips: syllables that are no word together, one slip away from one that is. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-check-mistakes.h"
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

/* Tells what was meant for one syllable together with the other of its word: "điạ điểm", "baos caos". */
static void
report_meant (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i, const BtKnownSyllable *meant)
{
  gboolean certain;
  const BtWord *word = get_word (paragraph, i), *next = get_word (paragraph, i + 1);
  const BtWord *before = i > 0 ? get_word (paragraph, i - 1) : NULL;
  const BtKnownSyllable *behind = NULL, *ahead = NULL;
  g_autofree char *right = NULL;

  if (is_one_phrase (paragraph, word, next) && !is_capital (paragraph, next))
    behind = read_word (run, paragraph, next, &certain);
  if (is_one_phrase (paragraph, before, word) && !is_capital (paragraph, word))
    ahead = before->known;
  if (bt_known_syllable_makes_word (meant, behind))
    right = g_strjoin (" ", bt_known_syllable_get_text (meant), bt_known_syllable_get_text (behind), NULL);
  else if (bt_known_syllable_makes_word (ahead, meant))
    right = g_strjoin (" ", bt_known_syllable_get_text (ahead), bt_known_syllable_get_text (meant), NULL);
  else
    right = g_strdup (bt_known_syllable_get_text (meant));
  gboolean two = strchr (right, ' ') != NULL, first = bt_known_syllable_makes_word (meant, behind);
  report_slip (run, paragraph, two && !first ? before->start : word->start, first ? next->end : word->end, right);
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
    report_meant (run, paragraph, i, meant);
}

/* A syllable of no list that would be one with a tone, or a beginning, that is spoken alike: "chuyễn", "dõ". */
static void
check_alike (BtCheckRun *run, const BtCheckParagraph *paragraph, guint i)
{
  const BtWord *word = get_word (paragraph, i);

  if (word->known != NULL || has_inner_capital (paragraph, word)
      || (is_capital (paragraph, word) && word->start > 0) || bt_check_is_confused (run, paragraph, word))
    return;
  g_autofree char *lower = dup_lower (paragraph, word);
  const BtKnownSyllable *meant = bt_slips_find_hoi_nga (run->words->slips, lower);
  if (meant == NULL)
    meant = bt_slips_find_alike (run->words->slips, lower);
  if (meant != NULL)
    report_meant (run, paragraph, i, meant);
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
  return (i > 0 && bt_known_syllable_makes_pair (get_word (paragraph, i - 1)->known, a->known))
         || (next != NULL && bt_known_syllable_makes_pair (b->known, next->known));
}

/* Whether @right has another tone than @written, which is a syllable with the other of hỏi and ngã: "chuyễn". */
static gboolean
is_rather_hoi_nga (const BtCheckRun *run, const char *right, const char *written, const BtKnownSyllable *known)
{
  BtShape one, other;

  return right != NULL && known == NULL && bt_shape_read (&one, right) && bt_shape_read (&other, written)
         && bt_mistake_find (&one, &other) == BT_MISTAKE_TONE
         && bt_slips_find_hoi_nga (run->words->slips, written) != NULL;
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
      || is_part_of_others (paragraph, i) || is_rather_hoi_nga (run, right_first, first, a->known)
      || is_rather_hoi_nga (run, right_second, second, b->known))
    return FALSE;
  g_autofree char *right = g_strjoin (" ", right_first != NULL ? right_first : first,
                                      right_second != NULL ? right_second : second, NULL);
  report_slip (run, paragraph, a->start, b->end, right);
  return TRUE;
}

/* Looks for slips in what is no word of the lists; not in names of persons and places: the signer's, and the header. */
void
bt_check_slips (BtCheckRun *run, const BtCheckParagraph *paragraph)
{
  if (bt_node_get_kind (paragraph->node) == BT_NODE_SIGNER
      || (paragraph->part == BT_PART_HEADER && bt_node_get_kind (paragraph->node) != BT_NODE_SUBJECT))
    return;
  for (guint i = 0; i < paragraph->words->len; i++)
    check_typed (run, paragraph, i);
  for (guint i = 0; i < paragraph->words->len; i++)
    if (!bt_check_is_confused (run, paragraph, get_word (paragraph, i)) && check_pair (run, paragraph, i))
      i++;
  for (guint i = 0; i < paragraph->words->len; i++)
    check_alike (run, paragraph, i);
}
