/* Characters of symbol fonts as those that Unicode has for them. */
#include <string.h>

#include "bt-docx-read-reader.h"

/* Fonts of symbols have their characters at U+F000 as well. */
#define PRIVATE 0xF000
#define FIRST 0x20
#define LAST 0xFF

/* The font Symbol from FIRST to LAST; a blank where it has nothing. */
static const char symbol_font[] =
    " !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼ "
    "                                "
    "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓"
    "◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭ ";

/* Of the fonts of pictures those that stand in the documents of an office: boxes, ticks, arrows, bullets. */
static const struct
{
  const char *font;
  guint code;
  gunichar character;
} pictures[] = {
  { "Wingdings", 0xE0, 0x2192 },   { "Wingdings", 0xDF, 0x2190 },   { "Wingdings", 0xFC, 0x2713 },
  { "Wingdings", 0xFB, 0x2717 },   { "Wingdings", 0xFD, 0x2612 },   { "Wingdings", 0xFE, 0x2611 },
  { "Wingdings", 0xA8, 0x2610 },   { "Wingdings", 0x6F, 0x2610 },   { "Wingdings", 0x78, 0x2612 },
  { "Wingdings", 0x71, 0x2751 },   { "Wingdings", 0xA7, 0x25AA },   { "Wingdings", 0x6C, 0x25CF },
  { "Wingdings", 0x6E, 0x25A0 },   { "Wingdings", 0xD8, 0x27A2 },   { "Wingdings", 0x76, 0x2756 },
  { "Wingdings", 0x28, 0x260E },   { "Wingdings", 0x2A, 0x2709 },   { "Wingdings", 0x46, 0x261E },
  { "Wingdings", 0x4A, 0x263A },   { "Wingdings", 0xAB, 0x2605 },   { "Wingdings", 0xE8, 0x2794 },
  { "Wingdings", 0xF0, 0x21E8 },   { "Wingdings 2", 0x50, 0x2713 }, { "Wingdings 2", 0x4F, 0x2717 },
  { "Wingdings 2", 0x52, 0x2611 }, { "Wingdings 2", 0x54, 0x2612 }, { "Wingdings 2", 0x53, 0x2612 },
  { "Wingdings 2", 0xA3, 0x2610 }, { "Wingdings 2", 0x97, 0x25CF },
};

/**
 * bt_docx_find_symbol:
 * @font: (nullable): the name of a font
 * @code: a character as it is written in that font, also in the private range
 *
 * Returns: the character that is seen; 0 where the font is none of symbols or its character is not known
 */
gunichar
bt_docx_find_symbol (const char *font, gunichar code)
{
  gunichar low = code >= PRIVATE + FIRST && code <= PRIVATE + LAST ? code - PRIVATE : code;

  if (g_strcmp0 (font, "Symbol") == 0 && low > FIRST && low <= LAST)
    {
      gunichar found = g_utf8_get_char (g_utf8_offset_to_pointer (symbol_font, low - FIRST));
      return found != ' ' ? found : 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_strcmp0 (font, pictures[i].font) == 0 && pictures[i].code == low)
      return pictures[i].character;
  return 0;
}
