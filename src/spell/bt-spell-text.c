/* Which words of a text are misspelled: as it reads with open changes accepted, leaving out what is no word of the
 * language. */
#include "bt-spell-text.h"

#include <string.h>

#include "bt-text-live.h"
#include "bt-viet.h"

/* What the letters of one word are like. */
typedef struct
{
  guint n_letters, n_upper, n_marked, n_vowels;
  gboolean capital; /* the first */
} WordLook;

static gboolean
is_letter (gunichar u)
{
  return g_unichar_isalpha (u) || g_unichar_ismark (u);
}

static void
look_at (const char *word, gsize length, WordLook *look)
{
  memset (look, 0, sizeof *look);
  look->capital = g_unichar_isupper (g_utf8_get_char (word));
  for (const char *c = word; c < word + length; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c), bare = g_unichar_tolower (bt_viet_strip_marks (u));
      look->n_letters++;
      look->n_upper += g_unichar_isupper (u);
      look->n_marked += bare != g_unichar_tolower (u);
      look->n_vowels += bare < 0x80 && strchr ("aeiouy", (char) bare) != NULL;
    }
}

/* Abbreviations (UBND, HĐND, TTg), Roman numerals and single letters are no words. */
static gboolean
is_word (const char *word, gsize length)
{
  WordLook look;

  look_at (word, length, &look);
  if (look.n_letters < 2 || look.n_vowels == 0)
    return FALSE;
  if (look.n_upper == look.n_letters)
    return look.n_marked > 0;
  return look.n_upper == 0 || (look.n_upper == 1 && look.capital);
}

/* Addresses on the net, file names, numbers and signs of documents. */
static gboolean
is_technical (const char *chunk, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (strchr ("@/\\_0123456789", chunk[i]) != NULL
        || (chunk[i] == '.' && i > 0 && i + 1 < length && g_ascii_isalnum (chunk[i - 1])
            && g_ascii_isalnum (chunk[i + 1])))
      return TRUE;
  return FALSE;
}

static void
check_word (BtSpeller *speller, const BtText *text, const char *live, BtSpellRange word, GArray *ranges)
{
  gsize length = word.end - word.start;
  BtSpellRange range;

  if (!is_word (live + word.start, length) || bt_speller_knows (speller, live + word.start, length))
    return;
  /* The place behind its last letter, not behind what is deleted there. */
  range.start = bt_text_from_live (text, word.start + 1) - 1;
  range.end = bt_text_from_live (text, word.end);
  g_array_append_val (ranges, range);
}

static void
check_chunk (BtSpeller *speller, const BtText *text, const char *live, BtSpellRange chunk, GArray *ranges)
{
  const char *c = live + chunk.start, *end = live + chunk.end;

  if (is_technical (c, end - c))
    return;
  while (c < end)
    {
      const char *start = c;
      while (c < end && is_letter (g_utf8_get_char (c)))
        c = g_utf8_next_char (c);
      if (c > start)
        check_word (speller, text, live, (BtSpellRange){ start - live, c - live }, ranges);
      else
        c = g_utf8_next_char (c);
    }
}

/* Between two chunks is a space, a line break or an object. */
static gboolean
is_gap (const char *c)
{
  gunichar u = g_utf8_get_char (c);

  return g_unichar_isspace (u) || u == 0xFFFC;
}

/**
 * bt_spell_check_text:
 * @speller: a speller
 * @text: a text of a plan
 *
 * Words that an open change deletes are not looked at. May be called by any thread.
 *
 * Returns: (transfer full) (nullable) (element-type BtSpellRange): the words that are not known; %NULL for none
 */
GArray *
bt_spell_check_text (BtSpeller *speller, const BtText *text)
{
  g_autofree char *live = NULL;
  g_autoptr (GArray) ranges = NULL;
  const char *c, *start;

  g_return_val_if_fail (speller != NULL && text != NULL, NULL);

  live = bt_text_dup_live (text);
  ranges = g_array_new (FALSE, FALSE, sizeof (BtSpellRange));
  for (c = start = live;; c = g_utf8_next_char (c))
    if (*c == '\0' || is_gap (c))
      {
        check_chunk (speller, text, live, (BtSpellRange){ start - live, c - live }, ranges);
        if (*c == '\0')
          break;
        start = g_utf8_next_char (c);
      }

  return ranges->len > 0 ? g_steal_pointer (&ranges) : NULL;
}
