/* The labels that people type: I. 1. 1) a) a. - – • + 1.1. Phần I Chương I. */
#include <stdlib.h>
#include <string.h>

#include "bt-import.h"
#include "bt-viet.h"

#define MAX_ROMAN 40
#define MAX_ARABIC_DIGITS 3
#define MAX_DECIMAL_DEPTH 4

/* Bullets, and what they are in a plan, where a list has dashes and below them plus signs. */
static const struct
{
  gunichar bullet;
  BtLabel scheme;
} bullets[] = {
  { '-', BT_LABEL_DASH },    { 0x2013, BT_LABEL_DASH }, { 0x2014, BT_LABEL_DASH }, { 0x2212, BT_LABEL_DASH },
  { 0x2010, BT_LABEL_DASH }, { 0x2011, BT_LABEL_DASH }, { 0x2022, BT_LABEL_DASH }, { 0x25CF, BT_LABEL_DASH },
  { 0x25AA, BT_LABEL_DASH }, { 0x25A0, BT_LABEL_DASH }, { 0x00B7, BT_LABEL_DASH }, { 0x2219, BT_LABEL_DASH },
  { 0x27A2, BT_LABEL_DASH }, { 0x25BA, BT_LABEL_DASH }, { 0x2713, BT_LABEL_DASH }, { 0xF0B7, BT_LABEL_DASH },
  { 0xF0A7, BT_LABEL_DASH }, { 0xF0D8, BT_LABEL_DASH }, { 0xF0FC, BT_LABEL_DASH }, { 0xF02D, BT_LABEL_DASH },
  { '*', BT_LABEL_DASH },    { '+', BT_LABEL_PLUS },    { 0x25E6, BT_LABEL_PLUS }, { 0x25CB, BT_LABEL_PLUS },
};

/* "Phần" and "Chương", and their numbers in words. */
static const struct
{
  const char *word, *capitals;
  BtLabel scheme;
} divisions[] = {
  { "Phần", "PHẦN", BT_LABEL_PART },
  { "Chương", "CHƯƠNG", BT_LABEL_CHAPTER },
};
static const char *const ordinals[] = { "nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười" };

static gsize
skip_blanks (const char *text)
{
  return strspn (text, " ");
}

static gboolean
parse_bullet (const BtImport *import, const char *text, BtImportLabel *label)
{
  gunichar first = g_utf8_get_char (text);
  const char *rest = g_utf8_next_char (text);
  gunichar next = g_utf8_get_char (rest);

  for (guint i = 0; i < G_N_ELEMENTS (bullets); i++)
    {
      if (bullets[i].bullet != first)
        continue;
      /* "-5 %" and "--" are no items; "-Tuyên" is one. */
      if (next != ' ' && next != 0 && !g_unichar_isalpha (next) && next != 0x201C && next != '"' && next != '(')
        return FALSE;
      label->scheme = bullets[i].scheme;
      label->style = first;
      label->length = rest - text + skip_blanks (rest);
      return TRUE;
    }
  return FALSE;
}

/* The mark that ends a numbered label, and what may follow it. */
static gsize
end_of_mark (const char *text, const char *marks)
{
  gunichar after;

  if (*text == '\0' || strchr (marks, *text) == NULL)
    return 0;
  after = g_utf8_get_char (text + 1);
  if (after != 0 && after != ' ' && !g_unichar_isalpha (after) && after != 0x201C && after != '"' && after != '(')
    return 0;
  return 1 + skip_blanks (text + 1);
}

static guint
damaged_roman (const char *text, gsize length)
{
  char roman[16];

  if (length >= sizeof roman)
    return 0;
  for (gsize i = 0; i < length; i++)
    roman[i] = strchr ("1l|!", text[i]) != NULL ? 'I' : text[i];
  return bt_viet_roman_number (roman, length);
}

static gboolean
parse_roman (const BtImport *import, const char *text, BtImportLabel *label)
{
  gsize length = strspn (text, "IVXL");
  gsize damaged = strspn (text, "IVXL1l|!");
  guint number = length > 0 ? bt_viet_roman_number (text, length) : 0;

  if (length == 0)
    return FALSE;
  if (import->damaged && damaged > length)
    {
      number = damaged_roman (text, damaged);
      length = damaged;
      label->damaged = TRUE;
    }
  gsize mark = end_of_mark (text + length, ".)/-:");
  /* "V/v" is "về việc". */
  if (text[length] == '/' && text[length + 1] != ' ')
    return FALSE;
  if (number == 0 || number > MAX_ROMAN || mark == 0)
    return FALSE;
  label->scheme = BT_LABEL_ROMAN;
  label->number = number;
  label->style = text[length];
  label->length = length + mark;
  return TRUE;
}

static gboolean
parse_arabic (const BtImport *import, const char *text, BtImportLabel *label)
{
  gsize length = strspn (text, "0123456789");
  gsize mark = end_of_mark (text + length, ".)/");

  if (length == 0 || length > MAX_ARABIC_DIGITS || mark == 0 || atoi (text) == 0)
    return FALSE;
  label->scheme = BT_LABEL_ARABIC;
  label->number = atoi (text);
  label->style = text[length];
  label->length = length + mark;
  return TRUE;
}

static gboolean
parse_decimal (const BtImport *import, const char *text, BtImportLabel *label)
{
  const char *c = text;
  guint depth = 0, number = 0;

  while (depth < MAX_DECIMAL_DEPTH && g_ascii_isdigit (*c))
    {
      gsize digits = strspn (c, "0123456789");
      if (digits > 2)
        return FALSE;
      number = atoi (c);
      depth++;
      c += digits;
      if (*c != '.' || !g_ascii_isdigit (c[1]))
        break;
      c++;
    }
  gsize mark = end_of_mark (c, ".)");
  /* Without a mark after it, "1.1" is a label before a capital only. */
  if (mark == 0 && *c == ' ' && bt_import_starts_upper (c + skip_blanks (c)))
    mark = skip_blanks (c);
  if (depth < 2 || number == 0 || mark == 0)
    return FALSE;
  label->scheme = BT_LABEL_DECIMAL;
  label->number = number;
  label->depth = depth;
  label->style = depth;
  label->length = c - text + mark;
  return TRUE;
}

static gboolean
parse_alpha (const BtImport *import, const char *text, BtImportLabel *label)
{
  gsize length = g_utf8_next_char (text) - text;
  guint number = *text != '\0' ? bt_viet_point_number (text, length) : 0;
  gsize mark = end_of_mark (text + length, ".)/");

  if (number == 0 || mark == 0)
    return FALSE;
  label->scheme = BT_LABEL_ALPHA;
  label->number = number;
  label->style = text[length];
  label->length = length + mark;
  return TRUE;
}

/* The number after "Phần": Roman, Arabic or "thứ hai"; the bytes it takes, 0 for none. */
static gsize
parse_ordinal (const char *text, guint *number)
{
  gsize length = strspn (text, "IVXL");

  if (length > 0 && (*number = bt_viet_roman_number (text, length)) > 0)
    return length;
  length = strspn (text, "0123456789");
  if (length > 0 && length < 3 && (*number = atoi (text)) > 0)
    return length;
  g_autofree char *start = g_utf8_make_valid (text, strnlen (text, 24));
  g_autofree char *lower = g_utf8_strdown (start, -1);
  for (guint i = 0; i < G_N_ELEMENTS (ordinals); i++)
    {
      g_autofree char *phrase = g_strconcat ("thứ ", ordinals[i], NULL);
      *number = i + 1;
      if (g_str_has_prefix (lower, phrase))
        return g_utf8_offset_to_pointer (text, g_utf8_strlen (phrase, -1)) - text;
    }
  return 0;
}

static gboolean
parse_division (const BtImport *import, const char *text, BtImportLabel *label)
{
  for (guint i = 0; i < G_N_ELEMENTS (divisions); i++)
    {
      gboolean capitals = g_str_has_prefix (text, divisions[i].capitals);
      gsize word = strlen (capitals ? divisions[i].capitals : divisions[i].word);
      if ((!capitals && !g_str_has_prefix (text, divisions[i].word)) || text[word] != ' ')
        continue;
      word += skip_blanks (text + word);
      gsize length = parse_ordinal (text + word, &label->number);
      const char *rest = text + word + length;
      gsize mark = strspn (rest, " .:-");
      if (length == 0 || (*rest != '\0' && mark == 0))
        continue;
      if (rest[mark] != '\0' && strpbrk (rest, ".:") != rest && !bt_import_is_capitals (rest + mark, -1))
        continue;
      label->scheme = divisions[i].scheme;
      label->length = word + length + mark;
      return TRUE;
    }
  return FALSE;
}

typedef gboolean (*LabelParser) (const BtImport *import, const char *text, BtImportLabel *label);

/**
 * bt_import_label_parse:
 * @import: an import
 * @text: the text of a line, without blanks before it
 * @label: (out): its label; all zero where it has none
 *
 * Returns: whether @text begins with something that can be a label
 */
gboolean
bt_import_label_parse (const BtImport *import, const char *text, BtImportLabel *label)
{
  static const LabelParser parsers[] = { parse_bullet, parse_decimal, parse_arabic,
                                         parse_roman,  parse_alpha,   parse_division };

  for (guint i = 0; *text != '\0' && i < G_N_ELEMENTS (parsers); i++)
    {
      memset (label, 0, sizeof *label);
      if (parsers[i](import, text, label))
        return TRUE;
    }
  memset (label, 0, sizeof *label);
  return FALSE;
}

/**
 * bt_import_label_of_line:
 * @import: an import
 * @line: one of its lines
 * @label: (out): its label; all zero where it has none
 *
 * The label of a clause that we wrote is known: what its own words begin with is none, however much it looks like one.
 * A basis has none.
 *
 * Returns: whether the line begins with a label
 */
gboolean
bt_import_label_of_line (const BtImport *import, const BtImportLine *line, BtImportLabel *label)
{
  BtLabel scheme;

  memset (label, 0, sizeof *label);
  if (line->basis)
    return FALSE;
  if (line->known == NULL || !bt_label_from_name (line->label, &scheme))
    return bt_import_label_parse (import, line->text, label);
  g_autofree char *printed = g_strchomp (g_strndup (line->text, line->made));
  bt_import_label_parse (import, printed, label);
  label->length = line->made;
  label->scheme = line->made > 0 ? scheme : BT_LABEL_NONE;
  return label->scheme != BT_LABEL_NONE;
}
