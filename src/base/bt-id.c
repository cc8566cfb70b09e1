/* Permanent random ids of nodes, changes and comments. */
#include "bt-id.h"

#include <gio/gio.h>
#include <string.h>

#define ID_DIGITS 10

/* No i, l, o, u: an id read aloud or typed from paper stays the same. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

static GMutex seed_lock;
static GRand *seeded; /* only tests set it */

static guint64
random_bits (void)
{
  g_mutex_lock (&seed_lock);
  if (seeded == NULL)
    {
      guint32 seed[4];
      for (guint i = 0; i < G_N_ELEMENTS (seed); i++)
        seed[i] = g_random_int ();
      seeded = g_rand_new_with_seed_array (seed, G_N_ELEMENTS (seed));
    }
  guint64 bits = (guint64) g_rand_int (seeded) << 32 | g_rand_int (seeded);
  g_mutex_unlock (&seed_lock);
  return bits;
}

/**
 * bt_id_set_seed:
 * @seed: any number
 *
 * Makes the following ids a fixed sequence, so that tests and goldens repeat to the byte.
 */
void
bt_id_set_seed (guint64 seed)
{
  guint32 words[2] = { (guint32) seed, (guint32) (seed >> 32) };

  g_mutex_lock (&seed_lock);
  g_clear_pointer (&seeded, g_rand_free);
  seeded = g_rand_new_with_seed_array (words, G_N_ELEMENTS (words));
  g_mutex_unlock (&seed_lock);
}

/**
 * bt_id_new:
 * @letter: the first letter: 'n' for a node, 'k' for a change, 't' for a comment thread
 *
 * Returns: (transfer full): a new id of 50 random bits; within one plan and its copies two never meet
 */
char *
bt_id_new (char letter)
{
  char id[ID_DIGITS + 2];
  guint64 bits = random_bits ();

  id[0] = letter;
  for (guint i = 1; i <= ID_DIGITS; i++, bits >>= 5)
    id[i] = alphabet[bits & 31];
  id[ID_DIGITS + 1] = '\0';
  return g_strdup (id);
}

/**
 * bt_id_is_valid:
 * @id: (nullable): what stands in a file
 *
 * Returns: whether @id can be an xml:id of ours: a letter or underscore, then ASCII letters, digits, `_`, `-`, `.`
 */
gboolean
bt_id_is_valid (const char *id)
{
  if (id == NULL || strlen (id) > BT_ID_MAX_LENGTH)
    return FALSE;
  if (!g_ascii_isalpha (id[0]) && id[0] != '_')
    return FALSE;
  for (const char *c = id + 1; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr ("_-.", *c) == NULL)
      return FALSE;
  return TRUE;
}
