/* Words that carry their looks with them, so that they are one string to be kept and found by: a piece that looks
 * different stands between two control characters, which no text of a plan has. */
#include "bt-look.h"

#include <string.h>

#define BEGIN '\x0e'
#define END '\x0f'

/* Behind the first control character: a letter for the look, and the colour. */
#define FIRST_LOOK '@'
#define COLOR_DIGITS 6

/**
 * bt_words_append:
 * @words: words
 * @text: what to add to them
 * @look: of #BtLook
 * @color: 0xRRGGBB
 */
void
bt_words_append (GString *words, const char *text, guint look, guint32 color)
{
  if (*text == '\0')
    return;
  if (look != BT_LOOK_PLAIN)
    g_string_append_printf (words, "%c%c%06x", BEGIN, FIRST_LOOK + (int) look, color & 0xffffff);
  for (const char *c = text; *c != '\0'; c++)
    if (*c != BEGIN && *c != END)
      g_string_append_c (words, *c);
  if (look != BT_LOOK_PLAIN)
    g_string_append_c (words, END);
}

static void
read_ink (const char *code, BtInk *ink)
{
  guint32 color = 0;

  for (guint i = 1; i <= COLOR_DIGITS; i++)
    color = color << 4 | (guint32) g_ascii_xdigit_value (code[i]);
  *ink = (BtInk){ (guint) (code[0] - FIRST_LOOK), color, color, color };
}

/**
 * bt_words_next:
 * @words: words, or where they go on
 * @start: (out): the characters of their first piece
 * @end: (out): behind them
 * @ink: (out): how they look
 *
 * Returns: (nullable): where the words go on; %NULL where there is no piece
 */
const char *
bt_words_next (const char *words, const char **start, const char **end, BtInk *ink)
{
  static const char codes[] = { BEGIN, END, '\0' };

  if (*words == '\0')
    return NULL;
  *ink = (BtInk){ 0 };
  *start = words;
  if (*words == BEGIN)
    {
      read_ink (words + 1, ink);
      *start = words + 2 + COLOR_DIGITS;
    }
  *end = *start + strcspn (*start, codes);
  return **end == END ? *end + 1 : *end;
}

/** bt_words_strip: Returns: (transfer full): the characters of @words without their looks */
char *
bt_words_strip (const char *words)
{
  GString *plain = g_string_new (NULL);
  const char *start, *end;
  BtInk ink;

  while ((words = bt_words_next (words, &start, &end, &ink)) != NULL)
    g_string_append_len (plain, start, end - start);
  return g_string_free (plain, FALSE);
}
