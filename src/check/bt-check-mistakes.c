/* Slips that are easily made in a word: one sound for another that is spoken alike, a mark or a tone that fell out. */
#include "bt-check-mistakes.h"

#include <string.h>

#include "bt-syllable.h"

/* What syllables begin with that is spoken alike in one part of the country or another. */
static const char *const beginnings[][2] = {
  { "tr", "ch" }, { "ch", "tr" }, { "s", "x" },  { "x", "s" }, { "gi", "d" },
  { "d", "gi" },  { "r", "d" },   { "d", "r" },  { "r", "gi" }, { "gi", "r" },
  { "l", "n" },   { "n", "l" },
};

/* What they end with. */
static const char *const endings[][2] = {
  { "ng", "n" }, { "n", "ng" }, { "c", "t" }, { "t", "c" },
};

/* Each row: a vowel without tone, then with huyền, sắc, hỏi, ngã, nặng. */
static const char *const tones[][6] = {
  { "a", "à", "á", "ả", "ã", "ạ" }, { "ă", "ằ", "ắ", "ẳ", "ẵ", "ặ" }, { "â", "ầ", "ấ", "ẩ", "ẫ", "ậ" },
  { "e", "è", "é", "ẻ", "ẽ", "ẹ" }, { "ê", "ề", "ế", "ể", "ễ", "ệ" }, { "i", "ì", "í", "ỉ", "ĩ", "ị" },
  { "o", "ò", "ó", "ỏ", "õ", "ọ" }, { "ô", "ồ", "ố", "ổ", "ỗ", "ộ" }, { "ơ", "ờ", "ớ", "ở", "ỡ", "ợ" },
  { "u", "ù", "ú", "ủ", "ũ", "ụ" }, { "ư", "ừ", "ứ", "ử", "ữ", "ự" }, { "y", "ỳ", "ý", "ỷ", "ỹ", "ỵ" },
};

#define TONE_HOI 3
#define TONE_NGA 4

/* Rows of @tones: a vowel with its mark, and without. */
static const guint bare[][2] = { { 1, 0 }, { 2, 0 }, { 4, 3 }, { 7, 6 }, { 8, 6 }, { 10, 9 } };

/* Syllables that cannot be are found by themselves, but for those without any mark, which may be foreign words. */
static void
add (GPtrArray *found, const char *syllable)
{
  if (g_str_is_ascii (syllable) || bt_syllable_is_valid (syllable, strlen (syllable)))
    g_ptr_array_add (found, g_strdup (syllable));
}

/* @syllable with @length bytes at @at made into @other. */
static void
add_replaced (GPtrArray *found, const char *syllable, gsize at, gsize length, const char *other)
{
  g_autofree char *start = g_strndup (syllable, at);
  g_autofree char *changed = g_strconcat (start, other, syllable + at + length, NULL);

  add (found, changed);
}

/* Whether a vowel stands there: "n" before it is no "nh" or "ng", "d" no "gi". */
static gboolean
is_vowel (const char *at)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    for (guint tone = 0; tone < 6; tone++)
      if (g_str_has_prefix (at, tones[i][tone]))
        return TRUE;
  return FALSE;
}

static void
add_beginnings (GPtrArray *found, const char *syllable)
{
  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      const char *old = beginnings[i][0], *new = beginnings[i][1];
      gsize length = strlen (old);
      if (!g_str_has_prefix (syllable, old) || !is_vowel (syllable + length))
        continue;
      if (strcmp (new, "gi") != 0 || strchr ("iy", syllable[length]) == NULL)
        add_replaced (found, syllable, 0, length, new);
    }
}

static void
add_endings (GPtrArray *found, const char *syllable)
{
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (syllable, endings[i][0]))
      {
        gsize at = strlen (syllable) - strlen (endings[i][0]);
        add_replaced (found, syllable, at, strlen (endings[i][0]), endings[i][1]);
        return;
      }
}

/* One vowel: hỏi for ngã and the other way round, no tone, no mark. Other tones make other words too often. */
static void
add_vowel (GPtrArray *found, const char *syllable, gsize at, guint row, guint tone)
{
  gsize length = strlen (tones[row][tone]);

  if (tone == TONE_HOI || tone == TONE_NGA)
    add_replaced (found, syllable, at, length, tones[row][TONE_HOI + TONE_NGA - tone]);
  if (tone > 0)
    add_replaced (found, syllable, at, length, tones[row][0]);
  for (guint i = 0; i < G_N_ELEMENTS (bare); i++)
    if (bare[i][0] == row)
      add_replaced (found, syllable, at, length, tones[bare[i][1]][tone]);
}

static void
add_vowels (GPtrArray *found, const char *syllable)
{
  for (const char *at = syllable; *at != '\0'; at = g_utf8_next_char (at))
    for (guint row = 0; row < G_N_ELEMENTS (tones); row++)
      for (guint tone = 0; tone < 6; tone++)
        if (g_utf8_get_char (at) == g_utf8_get_char (tones[row][tone]))
          add_vowel (found, syllable, at - syllable, row, tone);
}

/**
 * bt_check_mistakes_new:
 * @word: a word of several syllables, in small letters
 *
 * Returns: (transfer full) (element-type utf8): the word as it is easily miswritten, one slip in each; only syllables
 *   that exist
 */
GPtrArray *
bt_check_mistakes_new (const char *word)
{
  g_auto (GStrv) syllables = g_strsplit (word, " ", -1);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; syllables[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) wrong = g_ptr_array_new_with_free_func (g_free);
      char *right = syllables[i];
      add_beginnings (wrong, right);
      add_endings (wrong, right);
      add_vowels (wrong, right);
      for (guint j = 0; j < wrong->len; j++)
        {
          syllables[i] = wrong->pdata[j];
          if (strcmp (syllables[i], right) != 0)
            g_ptr_array_add (all, g_strjoinv (" ", syllables));
        }
      syllables[i] = right;
    }
  return all;
}
