/* Encodings are told apart by evidence; what is no text of a plan is refused in one line. */
#include <glib.h>
#include <string.h>

#include "bt-encoding.h"
#include "bt-error.h"
#include "bt-syllable.h"

static const char sentence[] = "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập, ước mơ, đường phố";

/* @bytes are given as Latin-1 in UTF-8, to be read as single bytes. */
static char *
to_bytes (const char *latin1, gsize *length)
{
  g_autoptr (GError) error = NULL;
  char *bytes = g_convert (latin1, -1, "ISO-8859-1", "UTF-8", NULL, length, &error);

  g_assert_no_error (error);
  return bytes;
}

static void
check_text (const char *bytes, gsize length, BtEncoding encoding, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) bytes, length, "text", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, expected);
  g_assert_cmpuint (decoded->length, ==, strlen (expected));
  g_assert_cmpint (decoded->encoding, ==, encoding);
}

static void
check_error (const char *bytes, gsize length, int code, const char *start)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) bytes, length, "text", &error);

  g_assert_null (decoded);
  g_assert_error (error, BT_ERROR, code);
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
test_unicode (void)
{
  g_autofree char *apart = g_utf8_normalize (sentence, -1, G_NORMALIZE_DEFAULT);
  g_autofree char *marked = g_strconcat ("\xEF\xBB\xBF", sentence, NULL);
  gsize length;

  check_text (sentence, strlen (sentence), BT_ENCODING_UTF8, sentence);
  check_text (marked, strlen (marked), BT_ENCODING_UTF8, sentence);
  check_text (apart, strlen (apart), BT_ENCODING_UTF8, sentence);
  g_autofree char *little = g_convert (sentence, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) "\xFF\xFE", 2);
  g_byte_array_append (bytes, (const guint8 *) little, length);
  check_text ((const char *) bytes->data, bytes->len, BT_ENCODING_UTF16_LE, sentence);
  g_autofree char *big = g_convert (sentence, -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  g_byte_array_set_size (bytes, 0);
  g_byte_array_append (bytes, (const guint8 *) "\xFE\xFF", 2);
  g_byte_array_append (bytes, (const guint8 *) big, length);
  check_text ((const char *) bytes->data, bytes->len, BT_ENCODING_UTF16_BE, sentence);
}

static void
test_legacy (void)
{
  static const struct
  {
    BtEncoding encoding;
    const char *latin1, *text;
  } rows[] = {
    { BT_ENCODING_TCVN3, "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp, ­íc m¬, ®­êng phè", sentence },
    { BT_ENCODING_VNI, "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam, Ñoäc laäp, öôùc mô, ñöôøng phoá", sentence },
    { BT_ENCODING_VNI, "UÛY BAN NHAÂN DAÂN, TOÅ CHÖÙC THÖÏC HIEÄN, Lyù, kyõ thuaät, vò trí",
      "ỦY BAN NHÂN DÂN, TỔ CHỨC THỰC HIỆN, Lý, kỹ thuật, vị trí" },
    { BT_ENCODING_WINDOWS_1258, "Cô\xC3\xB2ng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam",
      "Cộng hòa xã hội chủ nghĩa Việt Nam" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize length;
      g_autofree char *bytes = to_bytes (rows[i].latin1, &length);
      check_text (bytes, length, rows[i].encoding, rows[i].text);
      g_assert_true (bt_encoding_is_legacy (rows[i].encoding));
    }
}

/* Text of the old fonts, copied out of a word processor, is valid UTF-8 of the wrong letters. */
static void
test_pasted (void)
{
  static const char pasted[] = "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp, ®­êng phè";

  check_text (pasted, strlen (pasted), BT_ENCODING_TCVN3, "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập, đường phố");
  /* French is no Vietnamese of any encoding: it stays what it is. */
  check_text ("le café est déjà là", strlen ("le café est déjà là"), BT_ENCODING_UTF8, "le café est déjà là");
}

static void
test_refused (void)
{
  gsize length;
  g_autofree char *french = to_bytes ("ligne\nLe café est déjà à Genève, où êtes-vous", &length);

  check_error (french, length, BT_ERROR_ENCODING, "text:2: ");
  check_error ("PK\x03\x04\0\0", 6, BT_ERROR_ENCODING, "text:1: ");
  check_error ("a\r\nb\rKế ho\xE1\xBA", strlen ("a\r\nb\rKế ho") + 2, BT_ERROR_ENCODING, "text:3: ");
  check_error ("\x01\x02\x03\x04\x05\x06", 6, BT_ERROR_ENCODING, "text:1: ");
  check_error ("\xFF\xFE\x00\xD8", 4, BT_ERROR_ENCODING, "text:1: ");
  g_autoptr (GString) marks = g_string_new ("a");
  for (guint i = 0; i < 100; i++)
    g_string_append (marks, "\u0301");
  check_error (marks->str, marks->len, BT_ERROR_ENCODING, "text:1: ");
}

static void
test_too_large (void)
{
  gsize length = BT_ENCODING_MAX_SIZE + 1;
  g_autofree char *bytes = g_malloc (length);

  memset (bytes, 'a', length);
  check_error (bytes, length, BT_ERROR_LIMIT, "");
}

static void
test_cleaned (void)
{
  static const char dirty[] = "a\r\nb\rc\u2029d\u2028e\u00A0f\u00ADg\u200Bh\u200B\x01\ti\fj";
  g_autoptr (GError) error = NULL;
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) dirty, strlen (dirty), "text", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (decoded->text, ==, "a\nb\nc\nd\ve fgh\ti\fj");
  g_assert_cmpuint (decoded->removed->len, ==, 3);
  const BtRemovedChar *space = &g_array_index (decoded->removed, BtRemovedChar, 1);
  g_assert_cmpuint (space->character, ==, 0x200B);
  g_assert_cmpuint (space->count, ==, 2);
  g_assert_cmpuint (space->line, ==, 4);
}

static void
test_syllables (void)
{
  static const char *const valid[] = { "nghiêng", "Quốc",  "gì",    "giếng", "khuyến", "hoạch", "uỷ",
                                       "ủy",      "xoong", "khuya", "thuở",  "quýt",   "quỳnh", "yêu",
                                       "ỨNG",     "đặc",   "ươm",   "oái",   "kế",     "quyền",  "yến",
                                       "tuyền",   "kỹ",    "khuỷu", "huỳnh", "ý" };
  static const char *const invalid[] = { "hoach",  "cach", "tuyén2", "w",    "strong",
                                         "ngiêng", "cế",   "thiêt",  "batj", "pht",
                                         "tryền",  "nyên", "kynh",   "ynh" };

  for (guint i = 0; i < G_N_ELEMENTS (valid); i++)
    if (!bt_syllable_is_valid (valid[i], strlen (valid[i])))
      g_error ("“%s” is a syllable", valid[i]);
  for (guint i = 0; i < G_N_ELEMENTS (invalid); i++)
    if (bt_syllable_is_valid (invalid[i], strlen (invalid[i])))
      g_error ("“%s” is no syllable", invalid[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/encoding/unicode", test_unicode);
  g_test_add_func ("/encoding/legacy", test_legacy);
  g_test_add_func ("/encoding/pasted", test_pasted);
  g_test_add_func ("/encoding/refused", test_refused);
  g_test_add_func ("/encoding/too-large", test_too_large);
  g_test_add_func ("/encoding/cleaned", test_cleaned);
  g_test_add_func ("/encoding/syllables", test_syllables);
  return g_test_run ();
}
