/* Proves that changes of one thing by several authors can be decided in any order: every mix of decisions, in every
 * order, ends with the value that the last accepted change set, or with the first value. */
#include "bt-was.h"

#include <string.h>

static const char *const changes[] = { "k1", "k2", "k3" };
static const char *const values[] = { "roman", "arabic", NULL, "dash" }; /* before k1, after k1, after k2, after k3 */

static void
restore_cb (const char *name, const char *value, gpointer data)
{
  g_assert_cmpstr (name, ==, "label");
  *(const char **) data = bt_intern (value);
}

static char *
chain (void)
{
  char *was = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      char *longer = bt_was_add (was, changes[i], "label", values[i]);
      g_free (was);
      was = longer;
    }
  return was;
}

static const char *
expected_value (guint accepted)
{
  for (guint i = G_N_ELEMENTS (changes); i > 0; i--)
    if ((accepted >> (i - 1) & 1) != 0)
      return values[i];
  return values[0];
}

static void
decide_in_order (guint accepted, const guint *order)
{
  g_autofree char *was = chain ();
  const char *value = values[G_N_ELEMENTS (changes)];

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GHashTable) one = g_hash_table_new (NULL, NULL);
      g_hash_table_add (one, (gpointer) bt_intern (changes[order[i]]));
      char *left = bt_was_resolve (was, one, accepted >> order[i] & 1, restore_cb, &value);
      g_free (was);
      was = left;
    }
  g_assert_null (was);
  g_assert_cmpstr (value, ==, expected_value (accepted));
}

static void
test_any_order (void)
{
  static const guint orders[][3]
      = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (guint accepted = 0; accepted < 8; accepted++)
    for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
      decide_in_order (accepted, orders[i]);
}

/* Values with blanks, letters and signs of any kind stay as they are. */
static void
test_values_are_kept (void)
{
  g_autofree char *was = bt_was_add (NULL, "k1", "issuer", "Ủy ban = 100 %: xã\tA");
  g_autofree char *longer = bt_was_add (was, "k2", "issuer", "");
  g_autoptr (GPtrArray) entries = bt_was_parse (longer);

  g_assert_true (bt_was_check (longer));
  g_assert_cmpuint (entries->len, ==, 2);
  g_assert_cmpstr (((BtWas *) entries->pdata[0])->value, ==, "Ủy ban = 100 %: xã\tA");
  g_assert_cmpstr (((BtWas *) entries->pdata[1])->value, ==, "");
  g_autofree char *shorter = bt_was_drop_last (longer, "issuer");
  g_assert_cmpstr (shorter, ==, was);
}

static void
test_what_is_no_list (void)
{
  const char *const bad[] = { "k1", "k1:", ":label", "k1:label  k2:label", "k1:a=%zz", " k1:a", "1k:a=b", NULL };

  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (bt_was_check (bad[i]));
}

/* Decides changes that do the same one by one: one that is accepted is enough, in whatever order. */
static void
decide_same_in_order (guint accepted, const guint *order)
{
  g_autofree char *was = g_strdup ("k2:del k3:del");
  const char *mark = bt_intern ("k1");
  gboolean gone = FALSE;

  for (guint i = 0; mark != NULL && i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GHashTable) one = g_hash_table_new (NULL, NULL);
      gboolean accept = accepted >> order[i] & 1;
      g_hash_table_add (one, (gpointer) bt_intern (changes[order[i]]));
      char *left = bt_was_settle_same (was, "del", &mark, one, accept);
      g_free (was);
      was = left;
      /* As the mark itself is decided then. */
      gone = gone || (accept && g_hash_table_contains (one, mark));
      if (g_hash_table_contains (one, mark))
        mark = NULL;
    }
  g_assert_null (was);
  g_assert_cmpint (gone, ==, accepted != 0);
}

static void
test_same (void)
{
  static const guint orders[][3] = { { 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 } };

  for (guint accepted = 0; accepted < 8; accepted++)
    for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
      decide_same_in_order (accepted, orders[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/was/any-order", test_any_order);
  g_test_add_func ("/model/was/same", test_same);
  g_test_add_func ("/was/values", test_values_are_kept);
  g_test_add_func ("/was/bad", test_what_is_no_list);
  return g_test_run ();
}
