/* Vietnamese text: NFC, the order of its letters, Roman numerals, and the folds that search needs. */
#include "bt-viet.h"

#include <string.h>

/* The letters of points in the order of the Vietnamese alphabet; ă â ê ô ơ ư and the foreign f j w z are
 * never used for a point (Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6.d; its own lists show it). */
static const char *const point_letters[BT_VIET_POINT_LETTERS] = {
  "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l",
  "m", "n", "o", "p", "q", "r", "s", "t", "u", "v", "x", "y",
};

/* How many bytes are normalized at once, about. */
#define CHUNK 256

/* Whether nothing in @text can change under NFC, told at a glance: nothing below U+0300 does, and precomposed
 * Vietnamese letters, dashes and quotes neither. Nearly every text of a plan is so. */
static gboolean
is_plainly_normalized (const char *text, gsize length)
{
  for (const char *c = text, *end = text + length; c < end;)
    {
      if ((guchar) *c < 0x80)
        {
          c++;
          continue;
        }
      gunichar u = g_utf8_get_char (c);
      if (!(u < 0x300 || (u >= 0x1EA0 && u <= 0x1EF9) || (u >= 0x2010 && u <= 0x2027)))
        return FALSE;
      c = g_utf8_next_char (c);
    }
  return TRUE;
}

/* Whether NFC never joins the character @u to what stands before it: marks may be joined, and of letters only
 * the vowels and finals of Hangul. */
static gboolean
begins_chunk (gunichar u)
{
  return u < 0x300 || (!g_unichar_ismark (u) && !(u >= 0x1160 && u <= 0x11FF));
}

/* Where the chunk that begins at @text ends: at least CHUNK bytes on, where two characters never join. */
static const char *
chunk_end (const char *text, const char *end)
{
  const char *c = text;

  while (c < end && (c - text < CHUNK || !begins_chunk (g_utf8_get_char (c))))
    c = g_utf8_next_char (c);
  return MIN (c, end);
}

/* g_utf8_normalize() takes time with the square of the length, so it is given pieces. */
static char *
normalize_in_chunks (const char *text, gsize length)
{
  const char *end = text + length;
  GString *normal = g_string_sized_new (length);

  while (text < end)
    {
      const char *stop = chunk_end (text, end);
      if (is_plainly_normalized (text, stop - text))
        g_string_append_len (normal, text, stop - text);
      else
        {
          g_autofree char *piece = g_utf8_normalize (text, stop - text, G_NORMALIZE_DEFAULT_COMPOSE);
          g_string_append (normal, piece);
        }
      text = stop;
    }
  return g_string_free (normal, FALSE);
}

/**
 * bt_viet_normalize:
 * @text: valid UTF-8
 * @length: its bytes, or -1 where it is terminated
 *
 * Returns: (transfer full): @text in NFC
 */
char *
bt_viet_normalize (const char *text, gssize length)
{
  g_return_val_if_fail (text != NULL, NULL);

  gsize size = length >= 0 ? (gsize) length : strlen (text);
  if (is_plainly_normalized (text, size))
    return g_strndup (text, size);
  return normalize_in_chunks (text, size);
}

/**
 * bt_viet_is_normalized:
 * @text: valid UTF-8
 * @length: its bytes
 *
 * Returns: whether @text is in NFC already
 */
gboolean
bt_viet_is_normalized (const char *text, gsize length)
{
  g_return_val_if_fail (text != NULL, FALSE);

  if (is_plainly_normalized (text, length))
    return TRUE;
  g_autofree char *normal = bt_viet_normalize (text, (gssize) length);
  return strlen (normal) == length && memcmp (normal, text, length) == 0;
}

static gboolean
is_tone_mark (gunichar mark)
{
  return mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
}

/**
 * bt_viet_fold:
 * @text: NFC text
 * @tones: whether to fold the tone marks and the letters' own marks too (ố and Đ become o and d)
 *
 * Returns: (transfer full): @text in lower case, for comparing
 */
char *
bt_viet_fold (const char *text, gboolean tones)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *lower = g_utf8_strdown (text, -1);
  if (!tones)
    return g_steal_pointer (&lower);

  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT);
  GString *folded = g_string_sized_new (strlen (apart));
  for (const char *c = apart; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (is_tone_mark (u) || u == 0x302 || u == 0x306 || u == 0x31B)
        continue;
      g_string_append_unichar (folded, u == 0x111 ? 'd' : u);
    }
  return g_string_free (folded, FALSE);
}

/**
 * bt_viet_strip_marks:
 * @letter: a character, composed as NFC has it
 *
 * Returns: the letter without tone and without its own mark, in its own case: ố and Đ become o and D
 */
gunichar
bt_viet_strip_marks (gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (letter < 0x80)
    return letter;
  if (letter == 0x110 || letter == 0x111)
    return letter == 0x110 ? 'D' : 'd';
  g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  return parts[0];
}

/**
 * bt_viet_contains:
 * @text: NFC text
 * @words: what somebody typed to find it
 *
 * Returns: whether @words stand in @text; capitals do not count, and marks only where @words has any
 */
gboolean
bt_viet_contains (const char *text, const char *words)
{
  g_return_val_if_fail (text != NULL && words != NULL, FALSE);

  g_autofree char *key = bt_viet_fold (words, FALSE), *bare = bt_viet_fold (words, TRUE);
  g_autofree char *folded = bt_viet_fold (text, strcmp (key, bare) == 0);
  return strstr (folded, key) != NULL;
}

/* The letters of the alphabet with the tones taken off, in their order; foreign ones where Latin has them. */
static const char letter_order[] = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/* Signs and digits come first, then Vietnamese letters, then all others. */
static gunichar
primary_weight (gunichar letter)
{
  char utf8[7] = { 0 };
  const char *found;

  g_unichar_to_utf8 (letter, utf8);
  found = strstr (letter_order, utf8);
  if (found != NULL)
    return 0x200 + g_utf8_pointer_to_offset (letter_order, found);
  return letter < 0x100 ? letter : letter + 0x400;
}

/* The place of a tone: none, huyền, hỏi, ngã, sắc, nặng. */
static char
tone_weight (gunichar mark)
{
  static const gunichar tones[] = { 0x300, 0x309, 0x303, 0x301, 0x323 };

  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i] == mark)
      return 'b' + i;
  return 'a';
}

/* The letter at @at with its own mark; moves @at behind its tone, too, wherever that stands among its marks. */
static gunichar
take_letter (const char **at, char *tone)
{
  gunichar letter = g_utf8_get_char (*at);

  *tone = 'a';
  for (*at = g_utf8_next_char (*at); g_unichar_ismark (g_utf8_get_char (*at));
       *at = g_utf8_next_char (*at))
    {
      gunichar mark = g_utf8_get_char (*at), composed;
      if (is_tone_mark (mark))
        *tone = tone_weight (mark);
      else if (g_unichar_compose (letter, mark, &composed))
        letter = composed;
    }
  return letter;
}

/**
 * bt_viet_sort_key:
 * @text: NFC text
 *
 * Keys in the order of strcmp() are texts in the order of the Vietnamese alphabet: a ă â b c d đ e ê …, where letters
 * count before tones (none, huyền, hỏi, ngã, sắc, nặng) and capitals do not count.
 *
 * Returns: (transfer full): the key
 */
char *
bt_viet_sort_key (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *apart = g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT);
  g_autoptr (GString) tones = g_string_new ("\x01");
  GString *key = g_string_new (NULL);
  for (const char *at = apart; *at != '\0';)
    {
      char tone;
      g_string_append_unichar (key, primary_weight (take_letter (&at, &tone)));
      g_string_append_c (tones, tone);
    }
  g_string_append (key, tones->str);
  return g_string_free (key, FALSE);
}

/**
 * bt_viet_upper:
 * @text: NFC text
 *
 * Returns: (transfer full): @text in capitals, NFC
 */
char *
bt_viet_upper (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  return g_utf8_strup (text, -1);
}

/**
 * bt_viet_shorten:
 * @text: NFC text
 * @most: how many characters there is room for
 *
 * Returns: (transfer full): @text in one line; of a longer one its beginning and "…"
 */
char *
bt_viet_shorten (const char *text, glong most)
{
  g_return_val_if_fail (text != NULL && most >= 0, NULL);

  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');
  if (g_utf8_strlen (line, -1) <= most)
    return g_steal_pointer (&line);
  g_autofree char *start = g_utf8_substring (line, 0, most);
  return g_strconcat (start, "…", NULL);
}

/**
 * bt_viet_point_letter:
 * @number: from 1
 *
 * Returns: (transfer full): the letters of the point (điểm) of that number: a b c d đ e g …, after the last
 *   letter aa, ab …
 */
char *
bt_viet_point_letter (guint number)
{
  g_return_val_if_fail (number > 0, NULL);

  GString *letters = g_string_new (NULL);
  for (guint rest = number; rest > 0; rest = (rest - 1) / BT_VIET_POINT_LETTERS)
    g_string_prepend (letters, point_letters[(rest - 1) % BT_VIET_POINT_LETTERS]);
  return g_string_free (letters, FALSE);
}

static guint
point_letter_index (const char *letter, gsize size)
{
  for (guint i = 0; i < BT_VIET_POINT_LETTERS; i++)
    if (strlen (point_letters[i]) == size && memcmp (point_letters[i], letter, size) == 0)
      return i + 1;
  return 0;
}

/**
 * bt_viet_point_number:
 * @letters: lower-case letters, as bt_viet_point_letter() writes them
 * @length: their bytes
 *
 * Returns: the number of the point, or 0 where @letters is none
 */
guint
bt_viet_point_number (const char *letters, gsize length)
{
  guint number = 0;

  g_return_val_if_fail (letters != NULL, 0);

  for (const char *c = letters; c < letters + length;)
    {
      gsize size = MIN ((gsize) (g_utf8_next_char (c) - c), (gsize) (letters + length - c));
      guint index = point_letter_index (c, size);
      if (index == 0 || number > G_MAXUINT16)
        return 0;
      number = number * BT_VIET_POINT_LETTERS + index;
      c += size;
    }
  return number;
}

static const struct
{
  guint value;
  const char *digits;
} roman_digits[] = {
  { 1000, "M" }, { 900, "CM" }, { 500, "D" }, { 400, "CD" }, { 100, "C" }, { 90, "XC" }, { 50, "L" },
  { 40, "XL" },  { 10, "X" },   { 9, "IX" },  { 5, "V" },    { 4, "IV" },  { 1, "I" },
};

/**
 * bt_viet_roman:
 * @number: 1 to 3999
 *
 * Returns: (transfer full): the Roman numeral
 */
char *
bt_viet_roman (guint number)
{
  GString *roman = g_string_new (NULL);

  /* A list of more than 3999 sections is no plan, but its numbers must still differ. */
  for (guint i = 0; i < G_N_ELEMENTS (roman_digits); i++)
    for (; number >= roman_digits[i].value; number -= roman_digits[i].value)
      g_string_append (roman, roman_digits[i].digits);
  return g_string_free (roman, FALSE);
}

/**
 * bt_viet_roman_number:
 * @text: capitals
 * @length: their bytes
 *
 * Returns: the number, or 0 where @text is no Roman numeral as bt_viet_roman() writes it
 */
guint
bt_viet_roman_number (const char *text, gsize length)
{
  guint number = 0;
  gsize at = 0;

  g_return_val_if_fail (text != NULL, 0);

  if (length == 0 || length > 15)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS (roman_digits); i++)
    {
      gsize size = strlen (roman_digits[i].digits);
      while (length - at >= size && memcmp (text + at, roman_digits[i].digits, size) == 0)
        {
          number += roman_digits[i].value;
          at += size;
        }
    }
  g_autofree char *again = bt_viet_roman (number);
  return at == length && strlen (again) == length && memcmp (again, text, length) == 0 ? number : 0;
}
