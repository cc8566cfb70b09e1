/* Which syllables stand together in the words of the lists, and which word was meant where they do not. */
#include "bt-check-slips.h"

#include "bt-check-typed.h"

struct _BtKnownSyllable
{
  char *text;
  BtShape shape;
  gboolean lone;         /* so common by itself that it is hardly ever a slip */
  GHashTable *followers; /* the syllables that may stand behind it */
  GPtrArray *next;       /* those with which it is a word that may be meant */
  GPtrArray *previous;   /* likewise, before it */
  GPtrArray *beside_next;     /* those that may stand behind it; only what is in no list may mean them */
  GPtrArray *beside_previous; /* likewise, before it */
  GHashTable *pairs;     /* the syllables with which it is a word or a pair by itself, not only in a longer phrase */
};

struct _BtSlips
{
  GHashTable *by_text;
  GHashTable *by_key; /* likewise, however the tone is placed; owns the syllables */
};

static void
known_syllable_free (gpointer data)
{
  BtKnownSyllable *syllable = data;

  g_free (syllable->text);
  g_hash_table_unref (syllable->followers);
  g_ptr_array_unref (syllable->next);
  g_ptr_array_unref (syllable->previous);
  g_ptr_array_unref (syllable->beside_next);
  g_ptr_array_unref (syllable->beside_previous);
  g_hash_table_unref (syllable->pairs);
  g_free (syllable);
}

/**
 * bt_slips_new:
 *
 * Returns: (transfer full): what knows no word yet
 */
BtSlips *
bt_slips_new (void)
{
  BtSlips *slips = g_new (BtSlips, 1);

  slips->by_text = g_hash_table_new (g_str_hash, g_str_equal);
  slips->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_syllable_free);
  return slips;
}

/**
 * bt_slips_free:
 * @slips: (transfer full): what was learned
 *
 * Forgets it.
 */
void
bt_slips_free (BtSlips *slips)
{
  g_hash_table_unref (slips->by_text);
  g_hash_table_unref (slips->by_key);
  g_free (slips);
}

static BtKnownSyllable *
add_syllable (BtSlips *slips, const char *text)
{
  BtShape shape;

  if (!bt_shape_read (&shape, text))
    return NULL;
  g_autofree char *key = bt_shape_dup_key (&shape);
  BtKnownSyllable *syllable = g_hash_table_lookup (slips->by_key, key);
  if (syllable != NULL)
    return syllable;
  syllable = g_new0 (BtKnownSyllable, 1);
  syllable->text = g_strdup (text);
  syllable->shape = shape;
  syllable->followers = g_hash_table_new (NULL, NULL);
  syllable->next = g_ptr_array_new ();
  syllable->previous = g_ptr_array_new ();
  syllable->beside_next = g_ptr_array_new ();
  syllable->beside_previous = g_ptr_array_new ();
  syllable->pairs = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (slips->by_text, syllable->text, syllable);
  g_hash_table_insert (slips->by_key, g_steal_pointer (&key), syllable);
  return syllable;
}

/**
 * bt_slips_learn:
 * @slips: what was learned so far
 * @words: a word or phrase in small letters, one space between its syllables
 * @meant: whether slips in it are looked for, too, where it has two syllables; %FALSE to say only that they may well
 *   stand side by side, so that it is meant only where a syllable of no list stands beside the other
 *
 * Takes in words that are right.
 */
void
bt_slips_learn (BtSlips *slips, const char *words, gboolean meant)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  gboolean is_pair = g_strv_length (parts) == 2;
  BtKnownSyllable *before = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      BtKnownSyllable *syllable = add_syllable (slips, parts[i]);
      if (before != NULL && syllable != NULL)
        {
          g_hash_table_add (before->followers, syllable);
          if (is_pair)
            g_hash_table_add (before->pairs, syllable);
        }
      if (before != NULL && syllable != NULL && is_pair)
        {
          g_ptr_array_add (meant ? before->next : before->beside_next, syllable);
          g_ptr_array_add (meant ? syllable->previous : syllable->beside_previous, before);
        }
      before = syllable;
    }
}

/**
 * bt_slips_learn_lone:
 * @slips: what was learned so far
 * @syllable: a syllable in small letters
 *
 * Takes in a syllable that is so common by itself that only what sounds the same is taken for a slip.
 */
void
bt_slips_learn_lone (BtSlips *slips, const char *syllable)
{
  BtKnownSyllable *known = add_syllable (slips, syllable);

  if (known != NULL)
    known->lone = TRUE;
}

static const BtKnownSyllable *
find_shape (const BtSlips *slips, const BtShape *shape)
{
  g_autofree char *key = bt_shape_dup_key (shape);
  return g_hash_table_lookup (slips->by_key, key);
}

/* "hoà" and "hòa", "huỷ" and "hủy" are both in use; elsewhere the tone has one place: not "điạ", not "tòan". */
static gboolean
may_be_written_so (const BtKnownSyllable *known, const char *syllable)
{
  static const char *const open[] = { "oa", "oe", "uy" };
  guint n = known->shape.n_letters;

  if (n >= 2 && (known->shape.letters[n - 1] == 'i' || known->shape.letters[n - 1] == 'y')
      && g_utf8_strlen (syllable, -1) <= 3)
    return TRUE;
  for (guint i = 0; n >= 2 && i < G_N_ELEMENTS (open); i++)
    if (known->shape.letters[n - 2] == (guchar) open[i][0] && known->shape.letters[n - 1] == (guchar) open[i][1])
      return TRUE;
  return FALSE;
}

/**
 * bt_slips_find:
 * @slips: what was learned
 * @syllable: a syllable in small letters
 *
 * Returns: (transfer none) (nullable): the same syllable of the lists, in whichever of the ways in use it is written
 */
const BtKnownSyllable *
bt_slips_find (const BtSlips *slips, const char *syllable)
{
  BtShape shape;
  const BtKnownSyllable *known = g_hash_table_lookup (slips->by_text, syllable);

  if (known != NULL || g_str_is_ascii (syllable) || !bt_shape_read (&shape, syllable))
    return known;
  known = find_shape (slips, &shape);
  return known != NULL && may_be_written_so (known, syllable) ? known : NULL;
}

static const BtKnownSyllable *
find_without_double (const BtSlips *slips, const char *word)
{
  char *without;

  for (guint i = 0; bt_typed_drop_double (word, i, &without); i++)
    {
      g_autofree char *owned = without;
      const BtKnownSyllable *known = bt_slips_find (slips, owned);
      if (known != NULL)
        return known;
    }
  return NULL;
}

/**
 * bt_slips_find_typed:
 * @slips: what was learned
 * @word: a word in small letters that is no syllable of the lists
 * @certain: (out): whether the word by itself is evidence enough; otherwise what stands beside it has to fit
 *
 * Returns: (transfer none) (nullable): the syllable that comes of it when the keys of an input method that still stand
 *   in it are carried out, a tone is put where it belongs, or a letter that stands twice goes
 */
const BtKnownSyllable *
bt_slips_find_typed (const BtSlips *slips, const char *word, gboolean *certain)
{
  BtShape shape;
  guint keys = bt_typed_read (&shape, word);
  const BtKnownSyllable *known = keys > 0 ? find_shape (slips, &shape) : NULL;

  *certain = keys > 1 || !g_str_is_ascii (word);
  if (known != NULL)
    return known;
  if (!g_str_is_ascii (word) && bt_shape_read (&shape, word))
    known = find_shape (slips, &shape);
  if (known == NULL)
    known = find_without_double (slips, word);
  /* Words of other languages may well have a letter twice. */
  *certain = known != NULL && (known->lone || !g_str_is_ascii (word));
  return known;
}

/**
 * bt_known_syllable_get_text:
 * @syllable: a syllable of the lists
 *
 * Returns: it, in small letters
 */
const char *
bt_known_syllable_get_text (const BtKnownSyllable *syllable)
{
  return syllable->text;
}

/**
 * bt_known_syllable_precedes:
 * @first: (nullable): a syllable of the lists
 * @second: (nullable): another
 *
 * Returns: whether they stand side by side in a word of the lists
 */
gboolean
bt_known_syllable_precedes (const BtKnownSyllable *first, const BtKnownSyllable *second)
{
  return first != NULL && second != NULL && g_hash_table_contains (first->followers, second);
}

/**
 * bt_known_syllable_makes_word:
 * @first: (nullable): a syllable of the lists
 * @second: (nullable): another
 *
 * Returns: whether the two of them are a word of the lists by themselves
 */
gboolean
bt_known_syllable_makes_word (const BtKnownSyllable *first, const BtKnownSyllable *second)
{
  return first != NULL && second != NULL && g_ptr_array_find (first->next, second, NULL);
}

/**
 * bt_known_syllable_makes_pair:
 * @first: (nullable): a syllable of the lists
 * @second: (nullable): another
 *
 * Returns: whether the two of them are an entry of the lists, and not only part of a longer one
 */
gboolean
bt_known_syllable_makes_pair (const BtKnownSyllable *first, const BtKnownSyllable *second)
{
  return first != NULL && second != NULL && g_hash_table_contains (first->pairs, second);
}

/* A syllable as it was written, which may be in no list. */
typedef struct
{
  const BtKnownSyllable *known;
  BtShape shape;
  gboolean beside_marked; /* what stands beside it has a tone or a mark, so is Vietnamese */
} Written;

/* Words of other languages are short of marks; one letter more or less says little about them, unless the word beside
 * is ours. */
#define MIN_BARE_LETTERS 4
#define MIN_BARE_LETTERS_BESIDE 3

/* A syllable that is in use is taken for a slip only where it sounds like the right one, or almost. */
static gboolean
is_likely (BtMistake mistake, const Written *written)
{
  if (written->known == NULL)
    return mistake < BT_MISTAKE_LAST_KEY || !bt_shape_is_bare (&written->shape)
           || written->shape.n_letters >= (written->beside_marked ? MIN_BARE_LETTERS_BESIDE : MIN_BARE_LETTERS);
  if (written->known->lone)
    return mistake == BT_MISTAKE_HOI_NGA || mistake == BT_MISTAKE_BEGINNING;
  return (mistake != BT_MISTAKE_BARE || written->beside_marked) && mistake != BT_MISTAKE_KEY;
}

/* The likeliest of @rights that @written may stand for, where it is likelier than @best. */
static const BtKnownSyllable *
find_meant (const GPtrArray *rights, const Written *written, BtMistake *best)
{
  const BtKnownSyllable *found = NULL;

  for (guint i = 0; i < rights->len; i++)
    {
      const BtKnownSyllable *right = rights->pdata[i];
      BtMistake mistake = bt_mistake_find (&right->shape, &written->shape);
      if (mistake == BT_MISTAKE_NONE || !is_likely (mistake, written)
          || (*best != BT_MISTAKE_NONE && mistake >= *best))
        continue;
      *best = mistake;
      found = right;
    }
  return found;
}

/* The same among the words, and, where what was written is in no list, among what may stand there. */
static const BtKnownSyllable *
find_meant_beside (const GPtrArray *words, const GPtrArray *others, const Written *written, BtMistake *best)
{
  const BtKnownSyllable *found = find_meant (words, written, best);
  const BtKnownSyllable *other = written->known == NULL ? find_meant (others, written, best) : NULL;

  return other != NULL ? other : found;
}

/**
 * bt_slips_find_hoi_nga:
 * @slips: what was learned
 * @syllable: a syllable in small letters that is in no list
 *
 * Returns: (transfer none) (nullable): the syllable of the lists that has hỏi where this one has ngã, or the reverse
 */
const BtKnownSyllable *
bt_slips_find_hoi_nga (const BtSlips *slips, const char *syllable)
{
  BtShape shape;

  if (!bt_shape_read (&shape, syllable) || !bt_shape_swap_hoi_nga (&shape))
    return NULL;
  return find_shape (slips, &shape);
}

/**
 * bt_slips_find_alike:
 * @slips: what was learned
 * @syllable: a syllable in small letters that is in no list
 *
 * Returns: (transfer none) (nullable): the one syllable that begins with another sound which is spoken alike: "rõ" for
 *   "dõ", "chậm" for "trậm"; where several do, the one of them that is very common
 */
const BtKnownSyllable *
bt_slips_find_alike (const BtSlips *slips, const char *syllable)
{
  BtShape shape, alike;
  const BtKnownSyllable *found[2] = { NULL, NULL }; /* the last one, and the last very common one */
  guint n[2] = { 0, 0 };

  if (!bt_shape_read (&shape, syllable) || bt_shape_is_bare (&shape))
    return NULL;
  for (guint way = 0; bt_shape_swap_beginning (&shape, &way, &alike);)
    {
      const BtKnownSyllable *known = find_shape (slips, &alike);
      if (known == NULL)
        continue;
      found[known->lone] = known;
      n[known->lone]++;
    }
  if (n[TRUE] > 0)
    return n[TRUE] == 1 ? found[TRUE] : NULL;
  return n[FALSE] == 1 ? found[FALSE] : NULL;
}

/**
 * bt_slips_guess:
 * @first: a syllable in small letters
 * @known_first: (nullable): it, where it stands in a list
 * @second: the one behind it, which does not stand behind it in any list
 * @known_second: (nullable): it, likewise
 * @right_first: (out) (nullable): what was meant for the first, where that is the wrong one
 * @right_second: (out) (nullable): what was meant for the second, likewise
 *
 * Returns: whether a word of the lists is one slip away
 */
gboolean
bt_slips_guess (const char *first, const BtKnownSyllable *known_first, const char *second,
                const BtKnownSyllable *known_second, const char **right_first, const char **right_second)
{
  Written a = { .known = known_first }, b = { .known = known_second };
  BtMistake best = BT_MISTAKE_NONE;
  const BtKnownSyllable *meant = NULL;

  *right_first = *right_second = NULL;
  if (!bt_shape_read (&a.shape, first) || !bt_shape_read (&b.shape, second))
    return FALSE;
  a.beside_marked = !bt_shape_is_bare (&b.shape);
  b.beside_marked = !bt_shape_is_bare (&a.shape);
  if (a.known != NULL && (meant = find_meant_beside (a.known->next, a.known->beside_next, &b, &best)) != NULL)
    *right_second = meant->text;
  if (b.known != NULL && (meant = find_meant_beside (b.known->previous, b.known->beside_previous, &a, &best)) != NULL)
    {
      *right_first = meant->text;
      *right_second = NULL;
    }
  return best != BT_MISTAKE_NONE;
}
