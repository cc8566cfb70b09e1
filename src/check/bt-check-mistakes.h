/* Slips that are easily made in a syllable: which of them lies between what was written and what is right. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The longest syllable is "nghiêng": seven letters. */
#define BT_SHAPE_LETTERS 8

/**
 * BtShape:
 * @letters: without the tone, with all other marks
 * @n_letters: how many they are
 * @tone: 0 for the level tone, then huyền, sắc, hỏi, ngã, nặng
 *
 * A syllable taken apart, so that ways to write the same have the same shape: "hoà" and "hòa", "lí" and "lý".
 */
typedef struct
{
  gunichar letters[BT_SHAPE_LETTERS];
  guint n_letters;
  guint tone;
} BtShape;

/* What a slip is, the likeliest first. */
typedef enum
{
  BT_MISTAKE_NONE,
  BT_MISTAKE_HOI_NGA,   /* hỏi for ngã, or the other way round */
  BT_MISTAKE_TONE_LOST, /* no tone */
  BT_MISTAKE_MARK,      /* a mark that is missing or too many: "đ", "ê", "ư" … */
  BT_MISTAKE_TONE,      /* another tone */
  BT_MISTAKE_BEGINNING, /* a first sound that is spoken alike: "tr" and "ch", "s" and "x" … */
  BT_MISTAKE_ENDING,    /* a last one: "n" and "ng", "c" and "t", "ai" and "ay" … */
  BT_MISTAKE_BARE,      /* no tone and no mark at all */
  BT_MISTAKE_LAST_KEY,  /* one letter behind the vowel */
  BT_MISTAKE_KEY,       /* one letter anywhere, or two that changed places */
} BtMistake;

gboolean bt_shape_read (BtShape *shape, const char *syllable);
gboolean bt_shape_add (BtShape *shape, gunichar letter);
void bt_shape_settle (BtShape *shape);
gboolean bt_shape_is_bare (const BtShape *shape);
gboolean bt_shape_swap_hoi_nga (BtShape *shape);
gboolean bt_shape_swap_beginning (const BtShape *shape, guint *way, BtShape *swapped);
char *bt_shape_dup_key (const BtShape *shape) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_letter_is_vowel (gunichar letter);
BtMistake bt_mistake_find (const BtShape *right, const BtShape *wrong);

G_END_DECLS
