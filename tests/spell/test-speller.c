/* Which words are misspelled, and which are none: abbreviations, names, addresses, what is deleted; own lists. */
#include <glib/gstdio.h>

#include "bt-spell-text.h"
#include "bt-speller.h"

/* What is not known of @text, words divided by spaces. */
static char *
misspelled (BtSpeller *speller, const BtText *text)
{
  g_autoptr (GArray) ranges = bt_spell_check_text (speller, text);
  GString *words = g_string_new (NULL);

  for (guint i = 0; ranges != NULL && i < ranges->len; i++)
    {
      const BtSpellRange *range = &g_array_index (ranges, BtSpellRange, i);
      g_string_append_printf (words, "%s%.*s", i > 0 ? " " : "", (int) (range->end - range->start),
                              bt_text_get_string (text) + range->start);
    }
  return g_string_free (words, FALSE);
}

static const struct
{
  const char *text, *misspelled;
} cases[] = {
  { "", "" },
  { "Ủy ban nhân dân phường tổ chức tuyên truyền.", "" },
  { "Ủy ban nhân dân tổ chức tuyên tryền.", "tryền" },
  { "tuyêm truyền (tuyêm), “tryền”; khoãn", "tuyêm tuyêm tryền khoãn" },
  { "hòa hoà thủy thuỷ khóa khoá khỏe khoẻ quý quí uỷ ủy", "" },
  { "TUYÊN TRUYỀN, TUYÊN TRYỀN", "TRYỀN" },
  { "UBND, HĐND, TTg, XIV, QĐ-UBND, 30/2020/NĐ-CP, a) đ)", "" },
  { "Ông Nguyễn Văn Đoàn, phường Tứ Minh, tỉnh Đắk Lắk", "" },
  { "Nghiễng không phải là tên", "" },
  { "gửi về ubnd@haiduong.gov.vn hoặc haiduong.gov.vn, Zalo, website", "" },
  { "một\ntryền", "tryền" },
};

static void
test_words (void)
{
  g_autoptr (BtSpeller) speller = bt_speller_new (NULL);

  if (!bt_speller_is_ready (speller))
    {
      g_test_skip ("no dictionary of Vietnamese is installed");
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BtText) text = bt_text_new (cases[i].text);
      g_autofree char *got = misspelled (speller, text);
      g_assert_cmpstr (got, ==, cases[i].misspelled);
    }
}

/* Deleted words are not looked at, and part no word; the range is that of the whole text. */
static void
test_tracked (void)
{
  g_autoptr (BtSpeller) speller = bt_speller_new (NULL);
  BtTextBuilder *builder = bt_text_builder_new ();
  g_autoptr (BtText) text = NULL;
  g_autoptr (GArray) ranges = NULL;

  bt_text_builder_append (builder, "tryền ", -1, &(BtMark){ .del = bt_intern ("k") });
  bt_text_builder_append (builder, "khoã", -1, NULL);
  bt_text_builder_append (builder, "xx", -1, &(BtMark){ .del = bt_intern ("k") });
  bt_text_builder_append (builder, "n", -1, &(BtMark){ .ins = bt_intern ("k") });
  bt_text_builder_append (builder, " đỏ", -1, NULL);
  text = bt_text_builder_end (builder);
  if (!bt_speller_is_ready (speller))
    {
      g_test_skip ("no dictionary of Vietnamese is installed");
      return;
    }
  ranges = bt_spell_check_text (speller, text);
  g_assert_cmpuint (ranges->len, ==, 1);
  g_assert_cmpuint (g_array_index (ranges, BtSpellRange, 0).start, ==, 8);
  g_assert_cmpuint (g_array_index (ranges, BtSpellRange, 0).end, ==, 16);
}

static void
test_suggest (void)
{
  g_autoptr (BtSpeller) speller = bt_speller_new (NULL);
  g_auto (GStrv) words = bt_speller_suggest (speller, "tryền");

  if (!bt_speller_is_ready (speller))
    g_test_skip ("no dictionary of Vietnamese is installed");
  else
    g_assert_true (g_strv_contains ((const char *const *) words, "truyền"));
}

/* A word that was added is known at once, and by the next speller. */
static void
test_learn (void)
{
  g_autofree char *folder = g_dir_make_tmp ("banthao-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "new", "words.txt", NULL);
  g_autofree char *inner = g_path_get_dirname (path);
  g_autoptr (BtSpeller) speller = bt_speller_new (path), next = NULL;
  g_autoptr (GError) error = NULL;

  if (!bt_speller_is_ready (speller))
    {
      g_test_skip ("no dictionary of Vietnamese is installed");
      return;
    }
  g_assert_false (bt_speller_knows (speller, "vnptigate", 9));
  g_assert_true (bt_speller_learn (speller, "VnptIgate", &error));
  g_assert_no_error (error);
  g_assert_true (bt_speller_knows (speller, "vnptigate", 9));
  next = bt_speller_new (path);
  g_assert_true (bt_speller_knows (next, "vnptigate", 9));
  g_unlink (path);
  g_rmdir (inner);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spell/words", test_words);
  g_test_add_func ("/spell/tracked", test_tracked);
  g_test_add_func ("/spell/suggest", test_suggest);
  g_test_add_func ("/spell/learn", test_learn);
  return g_test_run ();
}
