/* How changed text looks: underlined, struck, in an author's colour; and words that carry such looks with them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BtLook:
 * @BT_LOOK_INSERTED: underlined
 * @BT_LOOK_DELETED: struck
 * @BT_LOOK_MOVED: underlined twice, unless it is inserted there
 * @BT_LOOK_COLORED: nothing but the colour
 * @BT_LOOK_SIGN: small and raised: the number of a note
 * @BT_LOOK_NOTED: nothing to see in the letters, but something was changed there
 */
typedef enum
{
  BT_LOOK_PLAIN = 0,
  BT_LOOK_INSERTED = 1 << 0,
  BT_LOOK_DELETED = 1 << 1,
  BT_LOOK_MOVED = 1 << 2,
  BT_LOOK_COLORED = 1 << 3,
  BT_LOOK_SIGN = 1 << 4,
  BT_LOOK_NOTED = 1 << 5,
} BtLook;

/* Looks that say that something was changed. */
#define BT_LOOK_CHANGED (BT_LOOK_INSERTED | BT_LOOK_DELETED | BT_LOOK_MOVED | BT_LOOK_NOTED)

/**
 * BtInk:
 * @look: of #BtLook
 * @color: of the letters, 0xRRGGBB
 * @underline, @strike: likewise, of the lines
 */
typedef struct
{
  guint look;
  guint32 color, underline, strike;
} BtInk;

void bt_words_append (GString *words, const char *text, guint look, guint32 color);
char *bt_words_strip (const char *words) G_GNUC_WARN_UNUSED_RESULT;
const char *bt_words_next (const char *words, const char **start, const char **end, BtInk *ink);

G_END_DECLS
