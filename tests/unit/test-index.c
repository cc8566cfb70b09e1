/* Proves that the persistent map answers as a hash table does, and that no later change shows in an earlier map. */
#include "bt-index.h"

#define N 5000

static gboolean
has (const BtIndex *index, const char *id, const char *parent)
{
  gboolean found;
  const char *known = bt_index_lookup (index, id, &found);
  return found && g_strcmp0 (known, parent) == 0;
}

static gboolean
lacks (const BtIndex *index, const char *id)
{
  gboolean found;
  bt_index_lookup (index, id, &found);
  return !found;
}

static GPtrArray *
make_ids (void)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *name = g_strdup_printf ("n%u", i);
      g_ptr_array_add (ids, g_ref_string_new (name));
    }
  return ids;
}

static void
test_earlier_maps_stay (void)
{
  g_autoptr (GPtrArray) ids = make_ids ();
  BtIndex *index = NULL;

  for (guint i = 0; i < N; i++)
    index = bt_index_insert (index, ids->pdata[i], i > 0 ? ids->pdata[i / 2] : NULL);
  g_autoptr (BtIndex) before = bt_index_ref (index);
  for (guint i = 0; i < N; i += 2)
    index = bt_index_remove (index, ids->pdata[i]);
  for (guint i = 1; i < N; i += 4)
    index = bt_index_insert (index, ids->pdata[i], ids->pdata[0]);

  for (guint i = 0; i < N; i++)
    {
      g_assert_true (has (before, ids->pdata[i], i > 0 ? ids->pdata[i / 2] : NULL));
      if (i % 2 == 0)
        g_assert_true (lacks (index, ids->pdata[i]));
      else
        g_assert_true (has (index, ids->pdata[i], i % 4 == 1 ? ids->pdata[0] : ids->pdata[i / 2]));
    }
  bt_index_unref (index);
}

/* g_str_hash is h * 33 + c, so "Aa" and "B@" give one hash, and so do all mixes of the two. */
static void
test_equal_hashes (void)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
  BtIndex *index = NULL;

  for (guint i = 0; i < 16; i++)
    {
      g_autoptr (GString) id = g_string_new (NULL);
      for (guint bit = 0; bit < 4; bit++)
        g_string_append (id, (i >> bit & 1) != 0 ? "Aa" : "B@");
      g_ptr_array_add (ids, g_ref_string_new (id->str));
      g_assert_cmpuint (g_str_hash (ids->pdata[i]), ==, g_str_hash (ids->pdata[0]));
      index = bt_index_insert (index, ids->pdata[i], NULL);
    }
  index = bt_index_insert (index, ids->pdata[3], ids->pdata[4]);
  index = bt_index_remove (index, ids->pdata[5]);
  for (guint i = 0; i < 16; i++)
    g_assert_true (i == 5 ? lacks (index, ids->pdata[i])
                          : has (index, ids->pdata[i], i == 3 ? ids->pdata[4] : NULL));
  bt_index_unref (index);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/index/earlier-maps-stay", test_earlier_maps_stay);
  g_test_add_func ("/index/equal-hashes", test_equal_hashes);
  return g_test_run ();
}
