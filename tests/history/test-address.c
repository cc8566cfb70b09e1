/* Where somebody wants to go: numbers as they are said, and words without their marks. */
#include "bt-address.h"
#include "bt-outline-text.h"

#define TREE                                                                                     \
  "a I! MỤC ĐÍCH\nb >1 Hai\nc >>a ba\nd >>a bốn\ne I! TỔ CHỨC\nf >1! Tổ chức học\ng >>a sáu\nh >1 bảy\n"

static const struct
{
  const char *typed, *found;
} cases[] = {
  { "", "" },
  { "  ", "" },
  { "I", "a b c d e f g h" },
  { "II", "e f g h" },
  { "II.1", "f g" },
  { "mục ii.1.", "f g" },
  { "I.1.b)", "d" },
  { "Điểm I.1.b", "d" },
  { "III", "" },
  { "to chuc", "e f" },
  { "tổ chức học", "f" },
  { "tố chức", "" },
  { ".", "" },
};

static void
test_find (void)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse (TREE);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) ids = bt_address_find (plan, cases[i].typed, 20);
      g_autofree char *found = NULL;

      g_ptr_array_add (ids, NULL);
      found = g_strjoinv (" ", (char **) ids->pdata);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static void
test_max (void)
{
  g_autoptr (BtPlan) plan = bt_outline_text_parse (TREE);
  g_autoptr (GPtrArray) ids = bt_address_find (plan, "I", 2);

  g_assert_cmpuint (ids->len, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/address/find", test_find);
  g_test_add_func ("/address/max", test_max);
  return g_test_run ();
}
