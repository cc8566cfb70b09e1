/* What an input method has left undone: "dduwowcj" and "d9u7o7c5" for "được", "theoo" for "theo". */
#include "bt-check-typed.h"

#include <string.h>

/* Keys for tones, in the order of the tones: of Telex, and of VNI. */
static const char telex[] = "fsrxj", vni[] = "21345";

/* A key that gives a letter a mark, to which letters, and what they become. */
static const struct
{
  char key;
  gunichar plain, marked;
} marks[] = {
  { 'w', 'a', 0x103 }, { 'w', 'o', 0x1a1 }, { 'w', 'u', 0x1b0 }, { 'a', 'a', 0xe2 },  { 'e', 'e', 0xea },
  { 'o', 'o', 0xf4 },  { 'd', 'd', 0x111 }, { '6', 'a', 0xe2 },  { '6', 'e', 0xea },  { '6', 'o', 0xf4 },
  { '7', 'o', 0x1a1 }, { '7', 'u', 0x1b0 }, { '8', 'a', 0x103 }, { '9', 'd', 0x111 },
};

/* "uo" becomes "ươ" with one key behind it. */
static void
mark_before (BtShape *shape, guint at)
{
  if (at > 0 && shape->letters[at] == 0x1a1 && shape->letters[at - 1] == 'u')
    shape->letters[at - 1] = 0x1b0;
}

/* A doubled vowel marks the one just before it only; other keys reach back. */
static gboolean
take_mark (BtShape *shape, char key)
{
  for (guint at = shape->n_letters; at > 0; at--)
    for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
      if (marks[i].key == key && marks[i].plain == shape->letters[at - 1]
          && (at == shape->n_letters || strchr ("aeo", key) == NULL))
        {
          shape->letters[at - 1] = marks[i].marked;
          mark_before (shape, at - 1);
          return TRUE;
        }
  return FALSE;
}

static gboolean
has_vowel (const BtShape *shape)
{
  for (guint i = 0; i < shape->n_letters; i++)
    if (bt_letter_is_vowel (shape->letters[i]))
      return TRUE;
  return FALSE;
}

static gboolean
take_tone (BtShape *shape, char key)
{
  const char *found = strchr (telex, key) != NULL ? strchr (telex, key) : strchr (vni, key);

  if (found == NULL || shape->tone != 0 || !has_vowel (shape))
    return FALSE;
  shape->tone = 1 + (strchr (telex, key) != NULL ? found - telex : found - vni);
  return TRUE;
}

/**
 * bt_typed_read:
 * @shape: (out): the syllable that these keys give
 * @word: a word as it stands in a text, in small letters
 *
 * Reads a word as the keys of an input method, Telex or VNI.
 *
 * Returns: how many of its characters are keys and no letters; 0 where it is no such word
 */
guint
bt_typed_read (BtShape *shape, const char *word)
{
  guint keys = 0;

  memset (shape, 0, sizeof *shape);
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    if (g_ascii_isalnum (*at) && (take_mark (shape, *at) || take_tone (shape, *at)))
      keys++;
    else if (!bt_shape_add (shape, g_utf8_get_char (at)))
      return 0;
  bt_shape_settle (shape);
  return keys;
}

/**
 * bt_typed_drop_double:
 * @word: a word
 * @number: which of the letters that stand twice in a row in it, from 0 on
 * @without: (out) (transfer full): the word with one of the two
 *
 * Returns: whether there are so many
 */
gboolean
bt_typed_drop_double (const char *word, guint number, char **without)
{
  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *next = g_utf8_next_char (at);
      if (*next == '\0' || g_utf8_get_char (at) != g_utf8_get_char (next) || number-- > 0)
        continue;
      g_autofree char *start = g_strndup (word, at - word);
      *without = g_strconcat (start, next, NULL);
      return TRUE;
    }
  return FALSE;
}
