/* Where the parts of a plan lie: header, body, closing, appendices. */
#include <stdlib.h>
#include <string.h>

#include "bt-import.h"
#include "bt-viet.h"

/* The name of the document stands among the first lines, or nowhere. */
#define MAX_HEADER_LINES 60
#define MAX_SUBJECT_LINES 8
/* A signature that no "Nơi nhận" leads to stands among the last lines. */
#define MAX_CLOSING_LINES 16
#define MAX_NAME_WORDS 6
#define MAX_NAME_LETTERS 48

/* The offices that sign, as keys; what is behind them may follow ("TRƯỞNG PHÒNG VĂN HÓA"). */
static const char *const offices[] = {
  "chutich",   "phochutich",  "quyenchutich",    "chanhvanphong", "phochanhvanphong", "truongphong",
  "giamdoc",   "phogiamdoc",  "photruongphong",  "truongban",     "photruongban",     "truongcongan",
  "hieutruong", "phohieutruong", "truongtram",   "photruongtram", "bithu",            "phobithu",
  "chihuytruong", "thutruong", "nguoilapkehoach", "truongdoan",
};

/* What a signer signs by: for the collective, for the head, by order, by authorisation, acting; some write a stroke. */
static const char *const authorities[] = { "TM", "KT", "TL", "TUQ", "Q", "T/M", "K/T", "T/L" };

/* What a body opens with. */
static const char *const openings[] = {
  "cancu", "thuchien", "trienkhai", "nham", "uybannhandan", "ubnd", "theo", "tieptuc", "hoidongnhandan",
  "tiepthu", "detrien", "dethuc", "denang", "dedam", "debao",
};

/* What the second line of a subject may begin with, though with a capital. */
static const char *const subject_goes_on[] = { "nam20", "giaidoan", "trendiaban", "taiphuong",
                                               "taixa", "phuong",   "xa" };

/**
 * bt_import_is_recipients_line:
 * @import: an import
 * @text: the text of a line
 *
 * Returns: whether it begins the list "Nơi nhận:"
 */
gboolean
bt_import_is_recipients_line (const BtImport *import, const char *text)
{
  const char *colon = strpbrk (text, ":;");
  gsize length = colon != NULL ? (gsize) (colon - text) : strlen (text);

  if (length > 24 || (g_ascii_toupper (*text) != 'N' && !import->damaged))
    return FALSE;
  g_autofree char *key = bt_import_key (text, length);
  return bt_import_key_is (import, key, "noinhan");
}

/* Whether all of @text names an office or a committee, in small letters as the capital fonts of TCVN3 hold them. */
static gboolean
is_signing_body (const BtImport *import, const char *text)
{
  g_autofree char *key = bt_import_key (text, -1);

  if (bt_import_key_is (import, key, "uybannhandan") || bt_import_key_starts (import, key, "uybannhandanphuong") ||
      bt_import_key_starts (import, key, "uybannhandanxa"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (bt_import_key_is (import, key, offices[i]))
      return TRUE;
  return FALSE;
}

/**
 * bt_import_is_authority:
 * @import: an import
 * @text: a text
 *
 * Returns: whether it begins as a line of authority does: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"
 */
gboolean
bt_import_is_authority (const BtImport *import, const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (authorities); i++)
    {
      gsize length = strlen (authorities[i]);
      if (strncmp (text, authorities[i], length) != 0 || (text[length] != '.' && text[length] != ' '))
        continue;
      const char *rest = text + length + strspn (text + length, ". ");
      if (strlen (rest) < 3 * MAX_NAME_LETTERS && (bt_import_is_capitals (rest, -1) || is_signing_body (import, rest)))
        return TRUE;
    }
  return FALSE;
}

/**
 * bt_import_is_office:
 * @import: an import
 * @text: a text
 *
 * Returns: whether all of it is an office in capitals: "PHÓ CHỦ TỊCH"
 */
gboolean
bt_import_is_office (const BtImport *import, const char *text)
{
  if (!g_unichar_isupper (g_utf8_get_char (text)) || !bt_import_is_capitals (text, -1)
      || strlen (text) > 3 * MAX_NAME_LETTERS)
    return FALSE;
  g_autofree char *key = bt_import_key (text, -1);
  for (guint i = 0; i < G_N_ELEMENTS (offices); i++)
    if (bt_import_key_starts (import, key, offices[i]))
      return TRUE;
  return FALSE;
}

/* Ranks, which stand before the names of those who serve, and titles, which the check speaks of. */
static const char *const ranks[] = {
  "Đại tá ",  "Thượng tá ", "Trung tá ", "Thiếu tá ", "Đại úy ",  "Thượng úy ", "Trung úy ",
  "Thiếu úy ", "Thạc sĩ ",  "Thạc sỹ ",  "Tiến sĩ ",  "Tiến sỹ ", "Bác sĩ ",    "Bác sỹ ",
  "Dược sĩ ", "Kỹ sư ",     "Cử nhân ",  "Luật sư ",  "Đồng chí ",
};

static const char *
skip_rank (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_str_has_prefix (text, ranks[i]))
      return text + strlen (ranks[i]);
  return text;
}

/**
 * bt_import_is_name:
 * @text: a text
 *
 * Returns: whether it can be a person's name, or one behind a rank: two to six words, each with a capital, nothing but
 *   letters
 */
gboolean
bt_import_is_name (const char *text)
{
  guint words = 0;
  gboolean start = TRUE;

  text = skip_rank (text);
  if (strlen (text) > 3 * MAX_NAME_LETTERS || g_utf8_strlen (text, -1) > MAX_NAME_LETTERS)
    return FALSE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (start && u != ' ' && !g_unichar_isupper (u))
        return FALSE;
      if (!g_unichar_isalpha (u) && u != ' ' && u != '.')
        return FALSE;
      words += start && u != ' ';
      start = u == ' ' || u == '.';
    }
  return words >= 2 && words <= MAX_NAME_WORDS;
}

static gboolean
is_signature_line (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;

  return bt_import_is_authority (import, text) || bt_import_is_office (import, text) || bt_import_is_name (text) ||
         bt_import_starts_with (import, text, "daky") || g_utf8_strlen (text, -1) < 3;
}

static gboolean
begins_signature (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;

  return bt_import_is_authority (import, text) || bt_import_is_office (import, text);
}

/* The first line of a signature that ends before @end, or @end. */
static guint
signature_above (const BtImport *import, guint first, guint end)
{
  guint start = end;

  for (guint i = end; i > first && end - i < MAX_CLOSING_LINES && is_signature_line (import, i - 1); i--)
    if (begins_signature (import, i - 1))
      start = i - 1;
  return start;
}

static guint
find_closing (const BtImport *import, guint first, guint end)
{
  for (guint i = first; i < end; i++)
    if (bt_import_is_recipients_line (import, bt_import_line (import, i)->text))
      return signature_above (import, first, i);
  return signature_above (import, first, end);
}

/* What is behind "Phụ lục" on its line: a number, a mark, a title. */
static gboolean
is_appendix_rest (const char *rest)
{
  gsize blanks = strspn (rest, " ");

  rest += blanks;
  if (g_str_has_prefix (rest, "số "))
    rest += strlen ("số ");
  gsize number = strspn (rest, "IVXLivx0123456789");
  if (number > 0 && blanks == 0)
    return FALSE;
  rest += number;
  if (*rest == '\0')
    return TRUE;
  gsize mark = strspn (rest, " .:-");
  if (g_str_has_prefix (rest + mark, "–"))
    mark += strlen ("–");
  return mark > 0 && strpbrk (rest, ".:-\xE2") != NULL && bt_import_is_capitals (rest + mark, -1);
}

/* Whether a sentence goes on in the next line, as "… theo các | Phụ lục I" does. A name may end like one
 * ("Đàm Vĩnh Quý"), and what stands above a title is none. */
static gboolean
goes_on_below (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;
  const char *below =
      index + 2 < import->lines->len ? bt_import_line (import, index + 2)->text : "";

  return bt_import_ends_open (text) && !bt_import_is_name (text)
         && !(g_unichar_isupper (g_utf8_get_char (below)) && bt_import_is_capitals (below, -1));
}

/**
 * bt_import_is_appendix_line:
 * @import: an import
 * @index: index of a line
 *
 * Returns: whether an appendix begins there: "Phụ lục", "PHỤ LỤC II", "Phụ lục 1: DANH MỤC"
 */
gboolean
bt_import_is_appendix_line (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;
  gsize word;

  if (*text != 'P')
    return FALSE;
  const char *blank = strchr (text, ' ');
  if (blank == NULL)
    return FALSE;
  word = blank + 1 - text;
  word += strcspn (text + word, " .:-0123456789");
  g_autofree char *key = bt_import_key (text, MIN (word, 24));
  if (!bt_import_key_is (import, key, "phuluc") || !is_appendix_rest (text + word))
    return FALSE;
  return index == 0 || !goes_on_below (import, index - 1);
}

/* Whether the document's kind stands on that line: "KẾ HOẠCH", or with the subject behind it. */
static gboolean
is_type_line (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;

  g_autofree char *key = bt_import_key (text, MIN (strlen (text), 40));
  /* Alone on its line it may be in any case: the capital fonts of TCVN3 hold small letters. */
  return bt_import_key_is (import, key, "kehoach") ||
         (g_str_has_prefix (text, "KẾ HOẠCH ") && bt_import_is_capitals (text, -1));
}

static gboolean
matches_any (const BtImport *import, const char *text, const char *const *phrases, gsize n_phrases)
{
  for (gsize i = 0; i < n_phrases; i++)
    if (bt_import_starts_with (import, text, phrases[i]))
      return TRUE;
  return FALSE;
}

/* Whether the subject goes on in that line. */
static gboolean
subject_continues (const BtImport *import, guint index, gboolean first)
{
  const BtImportLine *line = bt_import_line (import, index);
  const BtImportLine *before = bt_import_line (import, index - 1);
  BtImportLabel label;

  if (line->table != NULL || bt_import_label_parse (import, line->text, &label)
      || bt_import_starts_with (import, line->text, "cancu"))
    return FALSE;
  if (first || bt_import_starts_lower (line->text) || bt_import_ends_open (before->text))
    return TRUE;
  if (bt_import_is_capitals (before->text, -1) && bt_import_is_capitals (line->text, -1))
    return TRUE;
  if (bt_import_ends_sentence (before->text) || matches_any (import, line->text, openings, G_N_ELEMENTS (openings)))
    return FALSE;
  return (import->wrapped && !bt_import_has_room (import, before, line, FALSE)) ||
         (!bt_import_ends_sentence (line->text) &&
          matches_any (import, line->text, subject_goes_on, G_N_ELEMENTS (subject_goes_on)));
}

static guint
subject_end (const BtImport *import, guint type_line)
{
  guint end = type_line + 1;
  gboolean first = strchr (bt_import_line (import, type_line)->text, ' ') != NULL &&
                   g_utf8_strlen (bt_import_line (import, type_line)->text, -1) <= 9;

  while (end < import->lines->len && end <= type_line + MAX_SUBJECT_LINES && subject_continues (import, end, first))
    {
      end++;
      first = FALSE;
    }
  return end;
}

/* Whether a line can only be of a header: quốc hiệu, tiêu ngữ, number and symbol. */
static gboolean
is_header_line (const BtImport *import, guint index)
{
  const char *text = bt_import_line (import, index)->text;
  g_autofree char *key = bt_import_key (text, MIN (strlen (text), 200));

  return strstr (key, "conghoaxahoichunghia") != NULL || strstr (key, "doclaptudohanhphuc") != NULL ||
         (bt_import_begins_number (text) && strchr (text, '/') != NULL && strlen (text) < 200);
}

/* "Hà Nội, ngày 05 tháng 3 năm 2020", and not a basis with the date of a law. */
static gboolean
is_place_and_date (const char *text)
{
  const char *day = strstr (text, ", ngày ");
  const char *month = day != NULL ? strstr (day, " tháng ") : NULL;

  return month != NULL && strstr (month, " năm") != NULL && strlen (text) < 120 && !g_str_has_suffix (text, ";");
}

static guint
header_end (const BtImport *import)
{
  guint end = 0;
  guint n = MIN (import->lines->len, MAX_HEADER_LINES);

  for (guint i = 0; i < n; i++)
    {
      BtImportLabel label;
      if (is_type_line (import, i))
        return subject_end (import, i);
      if (bt_import_label_parse (import, bt_import_line (import, i)->text, &label) && label.scheme == BT_LABEL_ROMAN)
        break;
      if (is_header_line (import, i)
          || (end > 0 && i <= end + 1 && is_place_and_date (bt_import_line (import, i)->text)))
        end = i + 1;
    }
  return end;
}

/**
 * bt_import_find_zones:
 * @import: an import whose lines are cleaned and measured
 * @zones: (out): where the parts lie; clear with bt_import_zones_clear()
 */
void
bt_import_find_zones (const BtImport *import, BtImportZones *zones)
{
  guint n = import->lines->len;
  guint header = import->headless ? 0 : header_end (import);
  guint appendix = header;

  zones->appendices = g_array_new (FALSE, FALSE, sizeof (BtImportRange));
  while (appendix < n && !bt_import_is_appendix_line (import, appendix))
    appendix++;
  guint closing = find_closing (import, header, appendix);
  zones->header = (BtImportRange){ 0, header };
  zones->body = (BtImportRange){ header, closing };
  zones->closing = (BtImportRange){ closing, appendix };
  for (guint i = appendix; i < n;)
    {
      BtImportRange range = { i, i + 1 };
      while (range.end < n && !bt_import_is_appendix_line (import, range.end))
        range.end++;
      g_array_append_val (zones->appendices, range);
      i = range.end;
    }
}

/**
 * bt_import_zones_clear:
 * @zones: zones that bt_import_find_zones() filled
 */
void
bt_import_zones_clear (BtImportZones *zones)
{
  g_clear_pointer (&zones->appendices, g_array_unref);
}
