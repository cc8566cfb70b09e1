/* Slips that are easily made in a syllable: which of them lies between what was written and what is right. */
#include "bt-check-mistakes.h"

#include <string.h>

/* What syllables begin with that is spoken alike in one part of the country or another. */
static const char *const beginnings[][2] = {
  { "tr", "ch" }, { "s", "x" }, { "gi", "d" }, { "r", "d" }, { "r", "gi" }, { "l", "n" },
};

/* What they end with, behind a vowel; but "y" for "i" may be the only one: "nhy". */
static const char *const endings[][2] = {
  { "ng", "n" }, { "nh", "n" }, { "c", "t" }, { "ch", "t" }, { "y", "i" }, { "o", "u" },
};

/* Each row: a vowel without tone, then with huyền, sắc, hỏi, ngã, nặng. */
static const char *const tones[] = {
  "aàáảãạ", "ăằắẳẵặ", "âầấẩẫậ", "eèéẻẽẹ", "êềếểễệ", "iìíỉĩị",
  "oòóỏõọ", "ôồốổỗộ", "ơờớởỡợ", "uùúủũụ", "ưừứửữự", "yỳýỷỹỵ",
};

#define TONE_HOI 3
#define TONE_NGA 4

/* A letter with its mark, and without. */
static const gunichar bare[][2] = {
  { 0x103, 'a' }, { 0xe2, 'a' }, { 0x111, 'd' }, { 0xea, 'e' }, { 0xf4, 'o' }, { 0x1a1, 'o' }, { 0x1b0, 'u' },
};

/* The letter without its tone, which goes to @tone where it has one. */
static gunichar
split_letter (gunichar letter, guint *tone)
{
  for (guint i = 0; letter >= 0x80 && i < G_N_ELEMENTS (tones); i++)
    {
      const char *at = g_utf8_strchr (tones[i], -1, letter);
      if (at == NULL)
        continue;
      if (at > tones[i])
        *tone = g_utf8_pointer_to_offset (tones[i], at);
      return g_utf8_get_char (tones[i]);
    }
  return letter;
}

static gunichar
strip_mark (gunichar letter)
{
  for (guint i = 0; i < G_N_ELEMENTS (bare); i++)
    if (bare[i][0] == letter)
      return bare[i][1];
  return letter;
}

/**
 * bt_letter_is_vowel:
 * @letter: a small letter without a tone
 *
 * Returns: whether it is a vowel
 */
gboolean
bt_letter_is_vowel (gunichar letter)
{
  letter = strip_mark (letter);
  return letter != 0 && letter < 0x80 && strchr ("aeiouy", letter) != NULL;
}

/**
 * bt_shape_add:
 * @shape: the letters so far
 * @letter: one more, which may bear a tone
 *
 * Returns: whether it can be part of a syllable
 */
gboolean
bt_shape_add (BtShape *shape, gunichar letter)
{
  if (!g_unichar_isalpha (letter) || shape->n_letters >= BT_SHAPE_LETTERS)
    return FALSE;
  shape->letters[shape->n_letters++] = split_letter (letter, &shape->tone);
  return TRUE;
}

/**
 * bt_shape_settle:
 * @shape: all letters of a syllable
 *
 * Gives syllables that are written with "y" or "i" the same shape: "lý" and "lí", "quý" and "quí".
 */
void
bt_shape_settle (BtShape *shape)
{
  gunichar *letters = shape->letters;
  guint n = shape->n_letters;

  if (n >= 2 && letters[n - 1] == 'y'
      && ((n == 2 && letters[0] < 0x80 && strchr ("hklmstv", letters[0]) != NULL)
          || (n == 3 && letters[0] == 'q' && letters[1] == 'u')))
    letters[n - 1] = 'i';
}

/**
 * bt_shape_read:
 * @shape: (out): the syllable taken apart
 * @syllable: in small letters, NFC
 *
 * Returns: whether it is short enough, and all of letters
 */
gboolean
bt_shape_read (BtShape *shape, const char *syllable)
{
  memset (shape, 0, sizeof *shape);
  for (const char *at = syllable; *at != '\0'; at = g_utf8_next_char (at))
    if (!bt_shape_add (shape, g_utf8_get_char (at)))
      return FALSE;
  bt_shape_settle (shape);
  return shape->n_letters > 0;
}

/**
 * bt_shape_is_bare:
 * @shape: a syllable
 *
 * Returns: whether it has neither tone nor mark, so that it may be a word of another language
 */
gboolean
bt_shape_is_bare (const BtShape *shape)
{
  for (guint i = 0; i < shape->n_letters; i++)
    if (shape->letters[i] >= 0x80)
      return FALSE;
  return shape->tone == 0;
}

/**
 * bt_shape_swap_hoi_nga:
 * @shape: a syllable
 *
 * Gives it hỏi for ngã, and ngã for hỏi, which most of the country speaks alike.
 *
 * Returns: whether it has either
 */
gboolean
bt_shape_swap_hoi_nga (BtShape *shape)
{
  if (shape->tone != TONE_HOI && shape->tone != TONE_NGA)
    return FALSE;
  shape->tone = TONE_HOI + TONE_NGA - shape->tone;
  return TRUE;
}

/**
 * bt_shape_dup_key:
 * @shape: a syllable
 *
 * Returns: (transfer full): a string that only shapes like it have
 */
char *
bt_shape_dup_key (const BtShape *shape)
{
  g_autofree char *letters = g_ucs4_to_utf8 (shape->letters, shape->n_letters, NULL, NULL, NULL);
  return g_strdup_printf ("%s%u", letters, shape->tone);
}

static gboolean
equals (const gunichar *a, const gunichar *b, guint n)
{
  return memcmp (a, b, n * sizeof *a) == 0;
}

static gboolean
has_at (const BtShape *shape, guint at, const char *letters)
{
  if (at + strlen (letters) > shape->n_letters)
    return FALSE;
  for (guint i = 0; letters[i] != '\0'; i++)
    if (shape->letters[at + i] != (guchar) letters[i])
      return FALSE;
  return TRUE;
}

/* Puts @to for the @from that a syllable begins with, where a vowel follows. */
static gboolean
swap_beginning (const BtShape *shape, const char *from, const char *to, BtShape *swapped)
{
  guint old = strlen (from), new = strlen (to), rest = shape->n_letters - old;

  if (!has_at (shape, 0, from) || rest == 0 || !bt_letter_is_vowel (shape->letters[old])
      || new + rest > BT_SHAPE_LETTERS)
    return FALSE;
  *swapped = (BtShape){ .n_letters = new + rest, .tone = shape->tone };
  for (guint i = 0; i < new; i++)
    swapped->letters[i] = (guchar) to[i];
  memcpy (swapped->letters + new, shape->letters + old, rest * sizeof *shape->letters);
  return TRUE;
}

/**
 * bt_shape_swap_beginning:
 * @shape: a syllable
 * @way: (inout): 0 for the first way, then left as it is
 * @swapped: (out): the syllable with another beginning, which is spoken alike
 *
 * Returns: whether there was one more way
 */
gboolean
bt_shape_swap_beginning (const BtShape *shape, guint *way, BtShape *swapped)
{
  while (*way < 2 * G_N_ELEMENTS (beginnings))
    {
      const char *const *pair = beginnings[*way / 2];
      guint from = (*way)++ % 2;

      if (swap_beginning (shape, pair[from], pair[1 - from], swapped))
        return TRUE;
    }
  return FALSE;
}

static gboolean
end_with (const BtShape *a, const BtShape *b, const char *x, const char *y)
{
  guint x_length = strlen (x), y_length = strlen (y);

  if (a->n_letters <= x_length || b->n_letters <= y_length)
    return FALSE;
  guint stem = a->n_letters - x_length;
  return stem == b->n_letters - y_length && has_at (a, stem, x) && has_at (b, stem, y)
         && (bt_letter_is_vowel (a->letters[stem - 1]) || strcmp (x, "y") == 0 || strcmp (y, "y") == 0)
         && equals (a->letters, b->letters, stem);
}

static gboolean
are_same_but_marks (const BtShape *a, const BtShape *b)
{
  if (a->n_letters != b->n_letters)
    return FALSE;
  for (guint i = 0; i < a->n_letters; i++)
    if (strip_mark (a->letters[i]) != strip_mark (b->letters[i]))
      return FALSE;
  return TRUE;
}

static guint
find_difference (const BtShape *a, const BtShape *b)
{
  guint i = 0;

  while (i < a->n_letters && i < b->n_letters && a->letters[i] == b->letters[i])
    i++;
  return i;
}

/* Whether from @a_at and @b_at on both go on with the same letters to the end. */
static gboolean
go_on (const BtShape *a, guint a_at, const BtShape *b, guint b_at)
{
  return a_at <= a->n_letters && b_at <= b->n_letters && a->n_letters - a_at == b->n_letters - b_at
         && equals (a->letters + a_at, b->letters + b_at, a->n_letters - a_at);
}

/* One letter too few, too many or another, or two that changed places. */
static gboolean
is_one_key (const BtShape *a, const BtShape *b, guint at)
{
  if (go_on (a, at + 1, b, at + 1) || go_on (a, at + 1, b, at) || go_on (a, at, b, at + 1))
    return TRUE;
  return at + 1 < a->n_letters && at + 1 < b->n_letters && a->letters[at] == b->letters[at + 1]
         && a->letters[at + 1] == b->letters[at] && go_on (a, at + 2, b, at + 2);
}

static gboolean
is_behind_vowel (const BtShape *shape, guint at)
{
  for (guint i = at; i < shape->n_letters; i++)
    if (bt_letter_is_vowel (shape->letters[i]))
      return FALSE;
  return at > 0;
}

static gboolean
begin_alike (const BtShape *a, const BtShape *b)
{
  BtShape swapped;

  for (guint way = 0; bt_shape_swap_beginning (a, &way, &swapped);)
    if (go_on (&swapped, 0, b, 0))
      return TRUE;
  return FALSE;
}

static gboolean
end_alike (const BtShape *a, const BtShape *b)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (end_with (a, b, endings[i][0], endings[i][1]) || end_with (a, b, endings[i][1], endings[i][0]))
      return TRUE;
  return FALSE;
}

static BtMistake
find_in_letters (const BtShape *right, const BtShape *wrong)
{
  if (begin_alike (right, wrong))
    return BT_MISTAKE_BEGINNING;
  if (end_alike (right, wrong))
    return BT_MISTAKE_ENDING;
  if (are_same_but_marks (right, wrong))
    return BT_MISTAKE_MARK;
  guint at = find_difference (right, wrong);
  if (!is_one_key (right, wrong, at))
    return BT_MISTAKE_NONE;
  return is_behind_vowel (right, at) ? BT_MISTAKE_LAST_KEY : BT_MISTAKE_KEY;
}

/* Whether the vowel is missing that bears the tone: "quc" for "quốc". */
static gboolean
is_without_vowel (const BtShape *right, const BtShape *wrong)
{
  guint at = find_difference (right, wrong);

  return wrong->tone == 0 && at < right->n_letters && bt_letter_is_vowel (right->letters[at])
         && go_on (right, at + 1, wrong, at);
}

/**
 * bt_mistake_find:
 * @right: what is right
 * @wrong: what was written
 *
 * Returns: the one slip by which the one becomes the other; BT_MISTAKE_NONE where they are the same, or more differs
 */
BtMistake
bt_mistake_find (const BtShape *right, const BtShape *wrong)
{
  if (right->tone == wrong->tone)
    return go_on (right, 0, wrong, 0) ? BT_MISTAKE_NONE : find_in_letters (right, wrong);
  if (go_on (right, 0, wrong, 0))
    {
      if (right->tone + wrong->tone == TONE_HOI + TONE_NGA && MIN (right->tone, wrong->tone) == TONE_HOI)
        return BT_MISTAKE_HOI_NGA;
      return wrong->tone == 0 ? BT_MISTAKE_TONE_LOST : BT_MISTAKE_TONE;
    }
  if (is_without_vowel (right, wrong))
    return BT_MISTAKE_KEY;
  return bt_shape_is_bare (wrong) && are_same_but_marks (right, wrong) ? BT_MISTAKE_BARE : BT_MISTAKE_NONE;
}
