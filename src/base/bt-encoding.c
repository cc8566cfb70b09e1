/* Bytes of unknown encoding become NFC UTF-8, by evidence: byte order marks, validity, how much is Vietnamese. */
#include "bt-encoding.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-encoding-tables.h"
#include "bt-error.h"
#include "bt-syllable.h"
#include "bt-viet.h"

/* How many words are weighed to tell encodings apart. */
#define SAMPLE_WORDS 5000
/* A text counts as Vietnamese of an encoding where so many of its marked words are syllables. */
#define VIETNAMESE_SHARE 0.7
/* No letter of any language bears more marks; a longer run is no text, and slow to normalise. */
#define MAX_MARKS 24
/* More control characters than this share, and the bytes are no text. */
#define MAX_CONTROL_SHARE 0.01

static const char *const names[BT_N_ENCODINGS] = {
  [BT_ENCODING_UTF8] = "UTF-8",
  [BT_ENCODING_UTF16_LE] = "UTF-16LE",
  [BT_ENCODING_UTF16_BE] = "UTF-16BE",
  [BT_ENCODING_WINDOWS_1258] = "Windows-1258",
  [BT_ENCODING_TCVN3] = "TCVN3 (ABC)",
  [BT_ENCODING_VNI] = "VNI-Windows",
};

/**
 * bt_encoding_get_name:
 * @encoding: an encoding
 *
 * Returns: (transfer none): its usual name
 */
const char *
bt_encoding_get_name (BtEncoding encoding)
{
  g_return_val_if_fail (encoding < BT_N_ENCODINGS, NULL);
  return names[encoding];
}

/**
 * bt_encoding_is_legacy:
 * @encoding: an encoding
 *
 * Returns: whether it is from before Unicode, so that the user should be told of the conversion
 */
gboolean
bt_encoding_is_legacy (BtEncoding encoding)
{
  return encoding >= BT_ENCODING_WINDOWS_1258 && encoding < BT_N_ENCODINGS;
}

/**
 * bt_decoded_free:
 * @decoded: (transfer full): a decoded text
 */
void
bt_decoded_free (BtDecoded *decoded)
{
  g_return_if_fail (decoded != NULL);
  g_free (decoded->text);
  g_clear_pointer (&decoded->removed, g_array_unref);
  g_free (decoded);
}

/* The line of the byte at @at; CR, LF and CR LF end lines. */
static guint
line_of (const guint8 *data, gsize at)
{
  guint line = 1;
  for (gsize i = 0; i < at; i++)
    line += data[i] == '\n' || (data[i] == '\r' && data[i + 1] != '\n');
  return line;
}

/* One line, "NAME:LINE: why". */
static char *
refuse (guint line, const char *why, GError **error)
{
  g_set_error (error, BT_ERROR, BT_ERROR_ENCODING, "%u: %s", line, why);
  return NULL;
}

/* Legacy bytes, by one of the tables: NULL where a byte means nothing in it. */
typedef char *(*LegacyDecoder) (const gunichar *chars, gsize length);

static char *
decode_single (const gunichar *chars, gsize length, gunichar (*table) (guint8))
{
  g_autoptr (GString) text = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    {
      gunichar u = chars[i] >= 0x80 && chars[i] <= 0xFF ? table (chars[i]) : chars[i];
      if (u == 0 && chars[i] != 0)
        return NULL;
      g_string_append_unichar (text, u);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
decode_windows_1258 (const gunichar *chars, gsize length)
{
  return decode_single (chars, length, bt_windows_1258_char);
}

static char *
decode_tcvn3 (const gunichar *chars, gsize length)
{
  return decode_single (chars, length, bt_tcvn3_char);
}

static char *
decode_vni (const gunichar *chars, gsize length)
{
  g_autoptr (GString) text = g_string_sized_new (length * 2);
  gunichar before = 0;

  for (gsize i = 0; i < length; i++)
    {
      gunichar u = chars[i];
      gboolean high = u >= 0x80 && u <= 0xFF;
      const char *marks = high ? bt_vni_marks (u, before) : NULL;
      if (marks != NULL)
        g_string_append (text, marks);
      else if (high && (u = bt_vni_letter (u)) == 0)
        return NULL;
      else
        g_string_append_unichar (text, u);
      before = marks != NULL ? 0 : u;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const struct
{
  BtEncoding encoding;
  LegacyDecoder decode;
} legacy[] = {
  { BT_ENCODING_WINDOWS_1258, decode_windows_1258 },
  { BT_ENCODING_TCVN3, decode_tcvn3 },
  { BT_ENCODING_VNI, decode_vni },
};

/* How much of the marked words of @text is Vietnamese, 0 to 1. */
static double
vietnamese_share (const char *text)
{
  BtSyllableCount count;

  bt_syllable_count (text, strlen (text), SAMPLE_WORDS, &count);
  return count.marked > 0 ? (double) count.marked_valid / count.marked : 0.0;
}

/* The best reading of @chars as bytes of a legacy encoding, or NULL where none is Vietnamese or better than @least. */
static char *
decode_legacy (const gunichar *chars, gsize length, double least, BtEncoding *encoding)
{
  char *best = NULL;
  double best_share = MAX (least, VIETNAMESE_SHARE);

  for (guint i = 0; i < G_N_ELEMENTS (legacy); i++)
    {
      g_autofree char *apart = legacy[i].decode (chars, length);
      if (apart == NULL)
        continue;
      g_autofree char *text = bt_viet_normalize (apart, -1);
      double share = vietnamese_share (text);
      if (share < best_share || (best != NULL && share == best_share))
        continue;
      best_share = share;
      g_free (best);
      best = g_steal_pointer (&text);
      *encoding = legacy[i].encoding;
    }
  return best;
}

/* Whether the letters of valid UTF-8 are all such as legacy bytes pasted as Latin-1 have, and there are some. */
static gboolean
may_be_pasted_legacy (const char *text)
{
  gsize high = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);
      if (u >= 0x100 && g_unichar_isalpha (u) && u != 0x152 && u != 0x153 && u != 0x178)
        return FALSE;
      if (g_unichar_ismark (u))
        return FALSE;
      high += u >= 0xA1 && u <= 0xFF;
    }
  return high > 0;
}

/* Text of the .Vn and VNI fonts that was copied out of a word processor is UTF-8 of the wrong letters. */
static char *
repair_pasted_legacy (char *text, BtEncoding *encoding)
{
  if (!may_be_pasted_legacy (text))
    return text;
  double share = vietnamese_share (text);
  if (share >= VIETNAMESE_SHARE)
    return text;

  glong length;
  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &length);
  char *better = decode_legacy (chars, length, MIN (1.0, share + 0.3), encoding);
  if (better == NULL)
    return text;
  g_free (text);
  return better;
}

/* Whether text that is not valid UTF-8 was meant to be: most of its high bytes stand in valid sequences. */
static gboolean
is_damaged_utf8 (const guint8 *data, gsize length)
{
  gsize high = 0, valid = 0;

  for (gsize i = 0; i < length;)
    {
      if (data[i] < 0x80)
        {
          i++;
          continue;
        }
      gunichar u = g_utf8_get_char_validated ((const char *) data + i, length - i);
      gsize size = (gint32) u > 0 ? g_unichar_to_utf8 (u, NULL) : 1;
      high += size;
      valid += size > 1 ? size : 0;
      i += size;
    }
  return valid * 2 > high;
}

static char *
decode_bytes (const guint8 *data, gsize length, BtEncoding *encoding, GError **error)
{
  const char *bad;

  *encoding = BT_ENCODING_UTF8;
  if (g_utf8_validate_len ((const char *) data, length, &bad))
    return repair_pasted_legacy (g_strndup ((const char *) data, length), encoding);
  gsize at = bad - (const char *) data;
  if (is_damaged_utf8 (data, length))
    return refuse (line_of (data, at), _("a character is damaged; save the text as UTF-8 and try again"), error);

  g_autofree gunichar *chars = g_new (gunichar, length);
  for (gsize i = 0; i < length; i++)
    chars[i] = data[i];
  char *text = decode_legacy (chars, length, 0.0, encoding);
  if (text == NULL)
    refuse (line_of (data, at),
            _ ("this is neither Unicode nor TCVN3, VNI or Windows-1258; save the text as UTF-8 and try again"),
            error);
  return text;
}

static char *
decode_utf16 (const guint8 *data, gsize length, gboolean big, GError **error)
{
  g_autofree gunichar2 *units = g_new (gunichar2, length / 2 + 1);
  g_autoptr (GError) local = NULL;

  for (gsize i = 0; i < length / 2; i++)
    units[i] = big ? data[2 * i] << 8 | data[2 * i + 1] : data[2 * i + 1] << 8 | data[2 * i];
  glong n_read = 0;
  char *text = g_utf16_to_utf8 (units, length / 2, &n_read, NULL, &local);
  if (text != NULL && length % 2 == 0 && n_read == (glong) (length / 2))
    return text;
  g_free (text);
  guint line = 1;
  for (glong i = 0; i < n_read; i++)
    line += units[i] == '\n';
  refuse (line, _("a character is damaged; save the text as UTF-8 and try again"), error);
  return NULL;
}

/* What stands for what: blanks of other widths, line ends of other systems. */
static const struct
{
  gunichar first, last;
  char becomes;
} replaced[] = {
  { 0x00A0, 0x00A0, ' ' },  { 0x1680, 0x1680, ' ' },  { 0x2000, 0x200A, ' ' },  { 0x202F, 0x202F, ' ' },
  { 0x205F, 0x205F, ' ' },  { 0x3000, 0x3000, ' ' },  { 0x0085, 0x0085, '\n' }, { 0x2029, 0x2029, '\n' },
  { 0x2028, 0x2028, '\v' },
};

/* Invisible characters that carry no text: soft hyphen, zero widths, directions, byte order mark, controls. */
static const struct
{
  gunichar first, last;
} removed[] = {
  { 0x0000, 0x0008 }, { 0x000E, 0x001F }, { 0x007F, 0x0084 }, { 0x0086, 0x009F }, { 0x00AD, 0x00AD },
  { 0x034F, 0x034F }, { 0x061C, 0x061C }, { 0x200B, 0x200F }, { 0x202A, 0x202E }, { 0x2060, 0x206F },
  { 0xFDD0, 0xFDEF }, { 0xFEFF, 0xFEFF }, { 0xFFF9, 0xFFFC }, { 0xFFFE, 0xFFFF },
};

static char
replacement_of (gunichar u)
{
  for (guint i = 0; i < G_N_ELEMENTS (replaced); i++)
    if (u >= replaced[i].first && u <= replaced[i].last)
      return replaced[i].becomes;
  return '\0';
}

static gboolean
is_removed (gunichar u)
{
  if ((u & 0xFFFE) == 0xFFFE)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (removed); i++)
    if (u >= removed[i].first && u <= removed[i].last)
      return TRUE;
  return FALSE;
}

static void
note_removed (GArray *list, gunichar character, guint line)
{
  for (guint i = 0; i < list->len; i++)
    if (g_array_index (list, BtRemovedChar, i).character == character)
      {
        g_array_index (list, BtRemovedChar, i).count++;
        return;
      }
  /* Hostile input may have every one of thousands; the first few tell the story. */
  BtRemovedChar entry = { character, line, 1 };
  g_array_append_val (list, entry);
}

/* Where cleaning has got to. */
typedef struct
{
  GString *out;
  GArray *removed;
  guint line, marks, controls;
} Cleaner;

/* Returns FALSE where the text cannot be cleaned. */
static gboolean
clean_char (Cleaner *cleaner, gunichar u, gunichar after)
{
  char becomes = replacement_of (u);

  cleaner->marks = u >= 0x300 && g_unichar_ismark (u) ? cleaner->marks + 1 : 0;
  if (u == '\r')
    {
      if (after == '\n')
        return TRUE;
      becomes = '\n';
    }
  if (becomes != '\0')
    g_string_append_c (cleaner->out, becomes);
  else if (is_removed (u))
    {
      note_removed (cleaner->removed, u, cleaner->line);
      cleaner->controls += u < 0xA0;
    }
  else
    g_string_append_unichar (cleaner->out, u);
  cleaner->line += becomes == '\n' || u == '\n';
  return cleaner->marks <= MAX_MARKS;
}

/* Blanks, line ends and invisible characters made plain; then NFC. */
static gboolean
clean (BtDecoded *decoded, const char *raw, GError **error)
{
  gsize length = strlen (raw);
  g_autoptr (GString) out = g_string_sized_new (length + 1);
  Cleaner cleaner = { out, decoded->removed, 1, 0, 0 };

  for (const char *c = raw; *c != '\0'; c = g_utf8_next_char (c))
    if (!clean_char (&cleaner, g_utf8_get_char (c), (guchar) *g_utf8_next_char (c)))
      {
        refuse (cleaner.line, _("too many marks on one letter; this is no text of a plan"), error);
        return FALSE;
      }
  if (cleaner.controls > 4 && cleaner.controls > length * MAX_CONTROL_SHARE)
    {
      refuse (g_array_index (decoded->removed, BtRemovedChar, 0).line,
              _ ("control characters; this is a binary file, not the text of a plan"), error);
      return FALSE;
    }
  decoded->decomposed = !bt_viet_is_normalized (out->str, out->len);
  decoded->text = decoded->decomposed ? bt_viet_normalize (out->str, out->len)
                                      : g_string_free (g_steal_pointer (&out), FALSE);
  decoded->length = strlen (decoded->text);
  return TRUE;
}

static char *
decode_any (const guint8 *data, gsize length, BtEncoding *encoding, GError **error)
{
  if (length >= 2 && ((data[0] == 0xFF && data[1] == 0xFE) || (data[0] == 0xFE && data[1] == 0xFF)))
    {
      *encoding = data[0] == 0xFE ? BT_ENCODING_UTF16_BE : BT_ENCODING_UTF16_LE;
      return decode_utf16 (data + 2, length - 2, data[0] == 0xFE, error);
    }
  if (length >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      length -= 3;
    }
  const guint8 *nul = length > 0 ? memchr (data, 0, length) : NULL;
  if (nul != NULL)
    return refuse (line_of (data, nul - data), _("a zero byte; this is a binary file, not the text of a plan"), error);
  return decode_bytes (data, length, encoding, error);
}

/**
 * bt_encoding_decode:
 * @data: (array length=length): bytes, as a file or the clipboard has them
 * @length: how many
 * @name: what to call them in errors, which begin "NAME:LINE: "
 * @error: return location
 *
 * Tells the encoding by evidence and gives the text in NFC. Text whose encoding is not certain is refused rather than
 * guessed at; pasted text of the .Vn and VNI fonts, which is valid UTF-8 of the wrong letters, is read as what it is.
 *
 * Returns: (transfer full) (nullable): the text; %NULL with %BT_ERROR_LIMIT where there is too much of it and
 *   %BT_ERROR_ENCODING, naming the line, where it is no text of a plan
 */
BtDecoded *
bt_encoding_decode (const guint8 *data, gsize length, const char *name, GError **error)
{
  g_return_val_if_fail ((data != NULL || length == 0) && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (length > BT_ENCODING_MAX_SIZE)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT, _("%s: the text has %u MB; no plan is larger than %d MB"), name,
                   (guint) (length >> 20), BT_ENCODING_MAX_SIZE >> 20);
      return NULL;
    }
  g_autoptr (BtDecoded) decoded = g_new0 (BtDecoded, 1);
  decoded->removed = g_array_new (FALSE, FALSE, sizeof (BtRemovedChar));
  g_autofree char *raw = length > 0 ? decode_any (data, length, &decoded->encoding, error) : g_strdup ("");
  if (raw == NULL || !clean (decoded, raw, error))
    {
      g_prefix_error (error, "%s:", name);
      return NULL;
    }
  return g_steal_pointer (&decoded);
}

/**
 * bt_encoding_convert_pasted:
 * @text: UTF-8 of the wrong letters, as text of an old font comes out of a word processor
 * @encoding: the encoding from before Unicode that bt_encoding_decode() told for the whole of which @text is a piece
 *
 * Returns: (transfer full): @text in NFC, converted where it can be of that encoding
 */
char *
bt_encoding_convert_pasted (const char *text, BtEncoding encoding)
{
  glong length;

  g_return_val_if_fail (text != NULL && bt_encoding_is_legacy (encoding), NULL);

  g_autofree gunichar *chars = g_utf8_to_ucs4_fast (text, -1, &length);
  for (guint i = 0; i < G_N_ELEMENTS (legacy); i++)
    if (legacy[i].encoding == encoding)
      {
        g_autofree char *apart = legacy[i].decode (chars, length);
        if (apart != NULL)
          return bt_viet_normalize (apart, -1);
      }
  return bt_viet_normalize (text, -1);
}
