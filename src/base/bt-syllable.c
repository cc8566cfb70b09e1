/* Vietnamese syllables, by the rules of the orthography: onset, rime, and the tones a rime can bear. */
#include "bt-syllable.h"

#include <string.h>

/* The longest syllable is "nghiêng": seven letters. */
#define MAX_LETTERS 8

/* Longest first, so that the first that fits is the right one. */
static const char *const onsets[] = {
  "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ",
  "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", "",
};

/* A vowel group and what may close it; "-" is nothing, the open syllable. */
static const struct
{
  const char *nucleus;
  const char *codas;
} rimes[] = {
  { "a", "- c ch i m n ng nh o p t u y" },
  { "ă", "c m n ng p t" },
  { "â", "c m n ng p t u y" },
  { "e", "- c m n ng o p t" },
  { "ê", "- ch m n ng nh p t u" },
  { "i", "- a ch m n nh p t u" },
  { "iê", "c m n ng p t u" },
  { "o", "- a c e i m n ng p t" },
  { "ô", "- c i m n ng p t" },
  { "ơ", "- i m n p t" },
  { "u", "- a c i m n ng p t" },
  { "ư", "- a c i m n ng t u" },
  { "uô", "c i m n ng t" },
  { "ươ", "c i m n ng p t u" },
  { "oa", "c ch i m n ng nh o p t y" },
  { "oă", "c m n ng t" },
  { "oe", "n o t" },
  { "oo", "c ng" },
  { "uâ", "n ng t y" },
  { "uê", "- ch nh" },
  { "uơ", "-" },
  { "uy", "- a ch n nh t u" },
  { "uyê", "n t" },
  { "y", "- ch m n nh p t u" },
  { "yê", "m n ng t u" },
};

static GHashTable *
make_rimes (void)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rimes); i++)
    {
      g_auto (GStrv) codas = g_strsplit (rimes[i].codas, " ", -1);
      for (guint j = 0; codas[j] != NULL; j++)
        g_hash_table_add (table, g_strconcat (rimes[i].nucleus, *codas[j] == '-' ? "" : codas[j], NULL));
    }
  return table;
}

static gboolean
is_rime (const char *rime)
{
  static gsize table = 0;

  if (g_once_init_enter (&table))
    g_once_init_leave (&table, (gsize) make_rimes ());
  return g_hash_table_contains ((GHashTable *) table, rime);
}

static gboolean
is_tone_mark (gunichar mark)
{
  return mark == 0x300 || mark == 0x301 || mark == 0x303 || mark == 0x309 || mark == 0x323;
}

/* Takes the tone mark out of a letter: "ấ" leaves "â". */
static gunichar
split_letter (gunichar letter, gunichar *tone)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (letter, FALSE, parts, G_N_ELEMENTS (parts));
  gunichar whole = parts[0];

  for (gsize i = 1; i < n_parts; i++)
    if (is_tone_mark (parts[i]) && *tone == 0)
      *tone = parts[i];
    else if (!g_unichar_compose (whole, parts[i], &whole))
      return letter;
  return whole;
}

/* Takes the tone mark out of @word, which becomes lower-case without it; 0 for the level tone. */
static char *
split_tone (const char *word, gsize length, gunichar *tone)
{
  GString *letters = g_string_sized_new (length);

  *tone = 0;
  for (const char *c = word; c < word + length; c = g_utf8_next_char (c))
    if ((guchar) *c < 0x80)
      g_string_append_c (letters, g_ascii_tolower (*c));
    else
      g_string_append_unichar (letters, g_unichar_tolower (split_letter (g_utf8_get_char (c), tone)));
  return g_string_free (letters, FALSE);
}

/* A rime that ends in c, ch, p or t bears the tones sắc (acute) and nặng (dot below) and no other. */
static gboolean
tone_fits (const char *rime, gunichar tone)
{
  gsize length = strlen (rime);
  gboolean stopped = length > 1 && (strchr ("cpt", rime[length - 1]) != NULL || g_str_has_suffix (rime, "ch"));

  return !stopped || tone == 0x301 || tone == 0x323;
}

/* k, gh and ngh stand before i, e, ê, y; c, g and ng before the other vowels. */
static gboolean
spelling_fits (const char *onset, const char *rime)
{
  gboolean front = *rime == 'i' || *rime == 'e' || *rime == 'y' || g_str_has_prefix (rime, "ê");

  if (strcmp (onset, "k") == 0 || strcmp (onset, "gh") == 0 || strcmp (onset, "ngh") == 0)
    return front;
  if (strcmp (onset, "c") == 0 || strcmp (onset, "g") == 0 || strcmp (onset, "ng") == 0)
    return !front;
  return TRUE;
}

/* A rime of y and something behind it follows no onset but qu: "quỳnh", "quyền"; yê stands alone, too: "yên". */
static gboolean
y_fits (const char *onset, const char *rime)
{
  if (*rime != 'y' || rime[1] == '\0' || strcmp (onset, "qu") == 0)
    return TRUE;
  return *onset == '\0' && g_str_has_prefix (rime, "yê");
}

static gboolean
rime_fits (const char *onset, const char *rime, gunichar tone)
{
  if (!tone_fits (rime, tone) || !y_fits (onset, rime))
    return FALSE;
  /* "gì", "gìn", "giếng": the i belongs to the onset and to the rime. */
  if (strcmp (onset, "gi") == 0
      && (*rime == '\0' || strcmp (rime, "n") == 0 || (g_str_has_prefix (rime, "ê") && is_rime (rime))))
    return TRUE;
  /* "yên" stands alone and behind "qu" only; elsewhere it is "iên". */
  if (g_str_has_prefix (rime, "yê") && *onset != '\0' && strcmp (onset, "qu") != 0)
    return FALSE;
  return is_rime (rime) && spelling_fits (onset, rime);
}

/**
 * bt_syllable_is_valid:
 * @word: a word of letters, NFC, in any case
 * @length: its bytes
 *
 * Returns: whether Vietnamese spelling allows it as a syllable, with that tone
 */
gboolean
bt_syllable_is_valid (const char *word, gsize length)
{
  gunichar tone;

  g_return_val_if_fail (word != NULL, FALSE);

  if (length == 0 || g_utf8_strlen (word, length) > MAX_LETTERS)
    return FALSE;
  g_autofree char *letters = split_tone (word, length, &tone);
  for (guint i = 0; i < G_N_ELEMENTS (onsets); i++)
    if (g_str_has_prefix (letters, onsets[i]) && rime_fits (onsets[i], letters + strlen (onsets[i]), tone))
      return TRUE;
  return FALSE;
}

/* What the characters of one word told. */
typedef struct
{
  guint letters, capitals;
  gboolean marked, digits;
} WordLook;

static const char *
look_at_word (const char *c, const char *end, WordLook *look)
{
  memset (look, 0, sizeof *look);
  for (; c < end; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (u < 0x80 ? !g_ascii_isalnum (u) : !g_unichar_isalnum (u) && !g_unichar_ismark (u))
        break;
      look->letters++;
      look->digits = look->digits || (u < 0x80 && g_ascii_isdigit (u));
      look->marked = look->marked || u >= 0x80;
      look->capitals += u < 0x80 ? g_ascii_isupper (u) : g_unichar_isupper (u);
    }
  return c;
}

/**
 * bt_syllable_count:
 * @text: NFC text
 * @length: its bytes
 * @max_words: stop after so many words
 * @count: (out): the figures; words with digits and abbreviations (in capitals, without marks) are left out
 */
void
bt_syllable_count (const char *text, gsize length, guint max_words, BtSyllableCount *count)
{
  const char *end = text + length;

  g_return_if_fail (text != NULL && count != NULL);

  memset (count, 0, sizeof *count);
  for (const char *c = text; c < end && count->words < max_words;)
    {
      WordLook look;
      const char *after = look_at_word (c, end, &look);
      if (look.letters > 0 && !look.digits && !(look.capitals == look.letters && !look.marked))
        {
          gboolean valid = bt_syllable_is_valid (c, after - c);
          count->words++;
          count->valid += valid;
          count->marked += look.marked;
          count->marked_valid += look.marked && valid;
        }
      c = after > c ? after : g_utf8_next_char (c);
    }
}
