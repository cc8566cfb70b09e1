/* The formats of words in the cells of a sheet, carried over to what is left of a cell when it has been cleaned. */
#include "bt-sheet-rich.h"

#include "bt-viet.h"

/* A letter of a cell, and how it looks. */
typedef struct
{
  gunichar letter;
  BtFormat format;
} Letter;

/* The letters of a text as a file has it, without blanks and in NFC. */
static GArray *
list_letters (const char *raw, const GArray *runs)
{
  GArray *letters = g_array_new (FALSE, FALSE, sizeof (Letter));
  gsize start = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      const BtSheetRun *run = &g_array_index (runs, BtSheetRun, i);
      g_autofree char *piece = bt_viet_normalize (raw + start, run->end - start);
      for (const char *c = piece; *c != '\0'; c = g_utf8_next_char (c))
        {
          Letter letter = { g_utf8_get_char (c), run->format };
          if (!g_unichar_isspace (letter.letter))
            g_array_append_val (letters, letter);
        }
      start = run->end;
    }
  return letters;
}

/**
 * bt_sheet_rich_new:
 * @clean: the text of a cell as a plan may hold it
 * @raw: the same as the file has it, valid UTF-8
 * @runs: (element-type BtSheetRun): how the words of @raw look, to its end
 *
 * Blanks look like the words before them, where those behind look the same.
 *
 * Returns: (transfer full) (nullable): @clean with the formats; %NULL where nothing looks special, or where @clean has
 *   other letters than @raw
 */
BtText *
bt_sheet_rich_new (const char *clean, const char *raw, const GArray *runs)
{
  g_autoptr (GArray) letters = list_letters (raw, runs);
  BtTextBuilder *builder = bt_text_builder_new ();
  BtMark mark = { 0 };
  BtFormat all = 0;
  gboolean same = TRUE;
  guint n = 0;

  for (const char *c = clean; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean blank = g_unichar_isspace (g_utf8_get_char (c));
      const Letter *letter = n < letters->len ? &g_array_index (letters, Letter, n) : NULL;
      same = same && (blank || (letter != NULL && letter->letter == g_utf8_get_char (c)));
      if (blank)
        mark.format &= letter != NULL ? letter->format : 0;
      else
        mark.format = letter != NULL ? letter->format : 0;
      all |= mark.format;
      n += !blank;
      bt_text_builder_append (builder, c, g_utf8_next_char (c) - c, &mark);
    }
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  return same && n == letters->len && all != 0 ? g_steal_pointer (&text) : NULL;
}

static gboolean
drop_bold_cb (BtMark *mark, gpointer data)
{
  mark->format &= ~BT_FORMAT_BOLD;
  return TRUE;
}

/**
 * bt_sheet_rich_without_bold:
 * @text: words of a heading, or of a row over the whole width
 *
 * Returns: (transfer full): them as they look beside what all such words have: a plan prints them bold
 */
BtText *
bt_sheet_rich_without_bold (BtText *text)
{
  return bt_text_map (text, drop_bold_cb, NULL);
}

/**
 * bt_sheet_rich_join:
 * @whole: texts of cells, one behind the other
 * @begun: (inout): whether there are some
 * @text: that of the next cell
 *
 * Adds it behind a blank, if it says something.
 */
void
bt_sheet_rich_join (BtTextBuilder *whole, gboolean *begun, const BtText *text)
{
  if (bt_text_get_length (text) == 0)
    return;
  if (*begun)
    bt_text_builder_append (whole, " ", 1, &(BtMark){ 0 });
  bt_text_builder_append_text (whole, text);
  *begun = TRUE;
}
