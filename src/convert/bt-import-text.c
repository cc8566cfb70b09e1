/* What the recogniser asks of a piece of text: keys for comparing, width on paper, how it starts and ends. */
#include <string.h>

#include "bt-import.h"

/* Damaged text may differ from a phrase by one letter in so many. */
#define LETTERS_PER_ERROR 5
#define MAX_PHRASE 64

/* The letter without its marks, small; đ is d. */
static gunichar
base_letter (gunichar u)
{
  gunichar apart[4];

  g_unichar_fully_decompose (u, FALSE, apart, G_N_ELEMENTS (apart));
  u = g_unichar_tolower (apart[0]);
  return u == 0x111 ? 'd' : u;
}

/**
 * bt_import_key:
 * @text: NFC text
 * @length: its bytes, or -1; @text is terminated
 *
 * Returns: (transfer full): its letters and digits, folded to a–z and 0–9, for comparing
 */
char *
bt_import_key (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize) length;

  GString *key = g_string_sized_new (size);

  /* A length that ends inside a character ends before it. */
  while (size > 0 && (text[size] & 0xC0) == 0x80)
    size--;
  for (const char *c = text; c < text + size; c = g_utf8_next_char (c))
    {
      gunichar u = (guchar) *c < 0x80 ? (gunichar) *c : base_letter (g_utf8_get_char (c));
      if (u < 0x80 ? g_ascii_isalnum (u) : g_unichar_isalnum (u))
        g_string_append_unichar (key, u < 0x80 ? g_ascii_tolower (u) : u);
    }
  return g_string_free (key, FALSE);
}

/* How many letters must be changed, added or left out to make a start of @key into @phrase; with @whole all of @key. */
static guint
distance (const char *key, const char *phrase, gboolean whole)
{
  guint n = strlen (phrase);
  guint m = MIN (strlen (key), n + n / LETTERS_PER_ERROR + 1);
  guint row[MAX_PHRASE + 1];
  guint best = G_MAXUINT;

  if (n > MAX_PHRASE || (whole && strlen (key) > m))
    return G_MAXUINT;
  for (guint j = 0; j <= n; j++)
    row[j] = j;
  for (guint i = 1; i <= m; i++)
    {
      guint diagonal = row[0];
      row[0] = i;
      for (guint j = 1; j <= n; j++)
        {
          guint changed = diagonal + (key[i - 1] != phrase[j - 1]);
          diagonal = row[j];
          row[j] = MIN (changed, MIN (row[j], row[j - 1]) + 1);
        }
      best = MIN (best, row[n]);
    }
  return whole || m == 0 ? row[n] : best;
}

static guint
allowed_errors (const BtImport *import, const char *phrase)
{
  return import->damaged ? strlen (phrase) / LETTERS_PER_ERROR : 0;
}

/**
 * bt_import_key_is:
 * @import: an import
 * @key: what bt_import_key() gave
 * @phrase: a phrase as a key
 *
 * Returns: whether they are the same, or, in damaged text, nearly
 */
gboolean
bt_import_key_is (const BtImport *import, const char *key, const char *phrase)
{
  return strcmp (key, phrase) == 0
         || (import->damaged && distance (key, phrase, TRUE) <= allowed_errors (import, phrase));
}

/**
 * bt_import_key_starts:
 * @import: an import
 * @key: what bt_import_key() gave
 * @phrase: a phrase as a key
 *
 * Returns: whether @key begins with @phrase, or, in damaged text, nearly
 */
gboolean
bt_import_key_starts (const BtImport *import, const char *key, const char *phrase)
{
  return g_str_has_prefix (key, phrase) ||
         (import->damaged && distance (key, phrase, FALSE) <= allowed_errors (import, phrase));
}

/**
 * bt_import_phrase_errors:
 * @import: an import
 * @text: NFC text
 * @length: its bytes
 * @phrase: a phrase as a key
 *
 * Returns: by how many letters @text differs from @phrase; %G_MAXUINT where by more than damage explains
 */
guint
bt_import_phrase_errors (const BtImport *import, const char *text, gsize length, const char *phrase)
{
  g_autofree char *key = bt_import_key (text, length);
  guint errors = strcmp (key, phrase) == 0 ? 0 : import->damaged ? distance (key, phrase, TRUE) : G_MAXUINT;

  return errors <= allowed_errors (import, phrase) ? errors : G_MAXUINT;
}

/**
 * bt_import_starts_with:
 * @import: an import
 * @text: NFC text
 * @phrase: a phrase as a key
 *
 * Returns: whether @text begins with it; only the start of @text is looked at
 */
gboolean
bt_import_starts_with (const BtImport *import, const char *text, const char *phrase)
{
  gsize length = strnlen (text, 4 * strlen (phrase) + 32);

  g_autofree char *key = bt_import_key (text, length);
  return bt_import_key_starts (import, key, phrase);
}

/* About how wide characters are in a text face, in 1/100 em. */
static guint
char_width (gunichar u)
{
  if (u == ' ')
    return 25;
  if (u < 0x80 && strchr ("iljtf.,;:'!|()[]/-", u) != NULL)
    return 30;
  if (u == 'm' || u == 'w' || u == 'M' || u == 'W')
    return 80;
  if (g_unichar_ismark (u))
    return 0;
  if (g_unichar_isupper (u))
    return 68;
  return u >= 0x2E80 ? 100 : 48;
}

/**
 * bt_import_text_width:
 * @text: NFC text
 * @length: its bytes, or -1
 *
 * Returns: about how wide it prints, in 1/100 em
 */
guint
bt_import_text_width (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  guint width = 0;

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    width += char_width (g_utf8_get_char (c));
  return width;
}

/**
 * bt_import_is_capitals:
 * @text: NFC text
 * @length: its bytes, or -1
 *
 * Returns: whether it has letters, at least two, and all of them are capitals; a stray one in six may not be
 */
gboolean
bt_import_is_capitals (const char *text, gssize length)
{
  const char *end = text + (length < 0 ? strlen (text) : (gsize) length);
  guint upper = 0, lower = 0;

  for (const char *c = text; c < end; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      upper += g_unichar_isupper (u) != 0;
      lower += g_unichar_islower (u) != 0;
    }
  return upper >= 2 && lower * 5 <= upper;
}

static gunichar
first_letter (const char *text)
{
  while (*text != '\0' && strchr ("\"'([", *text) != NULL)
    text++;
  if (g_str_has_prefix (text, "“") || g_str_has_prefix (text, "‘") || g_str_has_prefix (text, "«"))
    text = g_utf8_next_char (text);
  return g_utf8_get_char (text);
}

/**
 * bt_import_starts_lower:
 * @text: NFC text
 *
 * Returns: whether its first letter, behind a bracket or quotation mark, is a small one
 */
gboolean
bt_import_starts_lower (const char *text)
{
  return g_unichar_islower (first_letter (text));
}

/**
 * bt_import_starts_upper:
 * @text: NFC text
 *
 * Returns: whether its first letter, behind a bracket or quotation mark, is a capital
 */
gboolean
bt_import_starts_upper (const char *text)
{
  return g_unichar_isupper (first_letter (text));
}

/**
 * bt_import_ends_sentence:
 * @text: NFC text
 *
 * Returns: whether it ends as a sentence or an item of a list does
 */
gboolean
bt_import_ends_sentence (const char *text)
{
  static const char *const marks[] = { ".", ";", ":", "!", "?", "…", ".”", ".\"", ".)", ";”" };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (text, marks[i]))
      return TRUE;
  return FALSE;
}

/* Words and marks after which a phrase goes on. */
static const char *const openers[] = {
  "và", "của", "về", "với", "cho", "do", "tại", "các", "những", "trong", "theo", "từ", "đến", "là", "để", "hoặc",
  "trên", "bằng", "được", "số", "ngày", "tháng", "khi", "qua", "như", "tới", "ở", "bởi", "mỗi", "một", "quý", "thứ",
  "Tháng", "Quý", "Năm", "Ngày", "Số", "Trong", "Và", "Từ", "Các",
};

/**
 * bt_import_ends_open:
 * @text: NFC text
 *
 * Returns: whether it ends in the middle of a phrase: with a comma, a dash, an opening bracket, "và", "của" …
 */
gboolean
bt_import_ends_open (const char *text)
{
  static const char *const marks[] = { ",", "-", "–", "—", "/", "(", "“", "&", "+" };
  const char *word = strrchr (text, ' ');

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_has_suffix (text, marks[i]))
      return TRUE;
  word = word != NULL ? word + 1 : text;
  for (guint i = 0; i < G_N_ELEMENTS (openers); i++)
    if (strcmp (word, openers[i]) == 0)
      return TRUE;
  return FALSE;
}

/**
 * bt_import_is_rule:
 * @text: NFC text
 *
 * Returns: whether it only draws a line: at least three dashes, underscores, equal signs, asterisks or dots
 */
gboolean
bt_import_is_rule (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (u == ' ')
        continue;
      if (u != '-' && u != '_' && u != '=' && u != '*' && u != 0x2013 && u != 0x2014 && u != 0x2500 && u != 0xAF)
        return FALSE;
      n++;
    }
  return n >= 3;
}

/* Words that a dash makes one of, as keys. */
static const char *const halves[][2] = {
  { "vanhoa", "xahoi" },   { "kinhte", "xahoi" },         { "chinhtri", "xahoi" }, { "hdnd", "ubnd" },
  { "theduc", "thethao" }, { "nongnghiep", "moitruong" }, { "congan", "quansu" },  { "khoahoc", "congnghe" },
};

/**
 * bt_import_are_halves:
 * @import: an import
 * @before: the key of a text
 * @after: what stands after a dash behind it
 *
 * Returns: whether the dash joins the two, and begins no item: "Văn hóa" "- Xã hội"
 */
gboolean
bt_import_are_halves (const BtImport *import, const char *before, const char *after)
{
  for (guint i = 0; i < G_N_ELEMENTS (halves); i++)
    if (g_str_has_suffix (before, halves[i][0]) && bt_import_starts_with (import, after, halves[i][1]))
      return TRUE;
  return FALSE;
}

/* Whether the line break after @before stands inside a word or sign: "2021-|2030", "CT-|TTg", "III/|2025". */
static gboolean
breaks_a_sign (const char *before, gsize length, const char *after)
{
  gunichar first = g_utf8_get_char (after);
  char last = length > 0 ? before[length - 1] : '\0';
  char second = length > 1 ? before[length - 2] : ' ';

  if (!g_unichar_isalnum (first) || second == ' ' || second == '\n')
    return FALSE;
  if (last == '/')
    return TRUE;
  /* A hyphen inside a word of Vietnamese has letters or digits at both sides; one between words has blanks. */
  return last == '-' && (g_unichar_isdigit (first) || g_unichar_isupper (first) || g_unichar_islower (first));
}

/**
 * bt_import_append_joined:
 * @text: text so far
 * @more: what the next line holds
 *
 * Joins two lines as a reader does: with a blank, or without where the line was broken after a hyphen or slash inside a
 * sign ("CT-" "TTg").
 */
void
bt_import_append_joined (GString *text, const char *more)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n' && !breaks_a_sign (text->str, text->len, more))
    g_string_append_c (text, ' ');
  g_string_append (text, more);
}

/**
 * bt_import_join_lines:
 * @import: an import
 * @first: index of a line
 * @end: index after the last line
 *
 * Returns: (transfer full): their texts as one
 */
char *
bt_import_join_lines (const BtImport *import, guint first, guint end)
{
  GString *text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    bt_import_append_joined (text, bt_import_line (import, i)->text);
  return g_string_free (text, FALSE);
}
