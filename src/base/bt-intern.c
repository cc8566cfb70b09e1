/* One copy of each string that is compared often.
 *
 * GLib's g_intern_string() is meant for the fixed names of a program: for every 2,048 strings it gives an
 * array up for good. A plan has as many ids as it has nodes. */
#include "bt-intern.h"

static GMutex lock;
static GHashTable *strings; /* to themselves */

/**
 * bt_intern:
 * @string: (nullable): a string
 *
 * Two equal strings give one pointer, so that interned strings can be compared as pointers. Safe from any
 * thread.
 *
 * Returns: (transfer none) (nullable): the one copy of @string, which stays as long as the program runs; %NULL
 *   for %NULL
 */
const char *
bt_intern (const char *string)
{
  char *copy;

  if (string == NULL)
    return NULL;
  g_mutex_lock (&lock);
  if (strings == NULL)
    strings = g_hash_table_new (g_str_hash, g_str_equal);
  copy = g_hash_table_lookup (strings, string);
  if (copy == NULL)
    {
      copy = g_strdup (string);
      g_hash_table_add (strings, copy);
    }
  g_mutex_unlock (&lock);
  return copy;
}
