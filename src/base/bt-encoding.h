/* Bytes of unknown encoding become NFC UTF-8: Unicode in its forms, and the encodings of old Vietnamese texts. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The largest input that is looked at: no plan has so much text. */
#define BT_ENCODING_MAX_SIZE (32 * 1024 * 1024)

/**
 * BtEncoding:
 * @BT_ENCODING_UTF8: UTF-8, with or without a byte order mark
 * @BT_ENCODING_UTF16_LE: UTF-16 with a byte order mark, low byte first
 * @BT_ENCODING_UTF16_BE: UTF-16 with a byte order mark, high byte first
 * @BT_ENCODING_WINDOWS_1258: Windows-1258, whose tone marks stand apart
 * @BT_ENCODING_TCVN3: TCVN3 (ABC), the encoding of the .Vn fonts
 * @BT_ENCODING_VNI: VNI-Windows, two bytes for a marked vowel
 */
typedef enum
{
  BT_ENCODING_UTF8,
  BT_ENCODING_UTF16_LE,
  BT_ENCODING_UTF16_BE,
  BT_ENCODING_WINDOWS_1258,
  BT_ENCODING_TCVN3,
  BT_ENCODING_VNI,
  BT_N_ENCODINGS
} BtEncoding;

/* A character that was left out: invisible or a control character. */
typedef struct
{
  gunichar character;
  guint line; /* of the first one, from 1 */
  guint count;
} BtRemovedChar;

/**
 * BtDecoded:
 * @text: NFC UTF-8; "\n" ends a line, "\v" breaks a line inside a paragraph, "\f" begins a page, "\t" separates cells,
 *   every other blank is " "; no other control character
 * @length: the bytes of @text
 * @encoding: what the bytes were
 * @decomposed: whether letters and marks stood apart
 * @removed: (element-type BtRemovedChar): what was left out
 */
typedef struct
{
  char *text;
  gsize length;
  BtEncoding encoding;
  gboolean decomposed;
  GArray *removed;
} BtDecoded;

BtDecoded *bt_encoding_decode (const guint8 *data, gsize length, const char *name,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_encoding_convert_pasted (const char *text, BtEncoding encoding) G_GNUC_WARN_UNUSED_RESULT;
void bt_decoded_free (BtDecoded *decoded);
const char *bt_encoding_get_name (BtEncoding encoding);
gboolean bt_encoding_is_legacy (BtEncoding encoding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDecoded, bt_decoded_free)

G_END_DECLS
