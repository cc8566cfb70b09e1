/* What a slip is, and which word was meant: between two syllables, in what an input method has left, and in a word. */
#include "bt-check-slips.h"
#include "bt-check-typed.h"

static BtMistake
find (const char *right, const char *wrong)
{
  BtShape a, b;

  g_assert_true (bt_shape_read (&a, right));
  g_assert_true (bt_shape_read (&b, wrong));
  return bt_mistake_find (&a, &b);
}

static void
test_mistakes (void)
{
  static const struct
  {
    const char *right, *wrong;
    BtMistake mistake;
  } cases[] = {
    { "hỗ", "hổ", BT_MISTAKE_HOI_NGA },       { "sửa", "sữa", BT_MISTAKE_HOI_NGA },
    { "hiệu", "hiêu", BT_MISTAKE_TONE_LOST }, { "chính", "chình", BT_MISTAKE_TONE },
    { "đề", "dề", BT_MISTAKE_MARK },          { "tiêu", "tieu", BT_MISTAKE_MARK },
    { "được", "đuợc", BT_MISTAKE_MARK },      { "trình", "chình", BT_MISTAKE_BEGINNING },
    { "xử", "sử", BT_MISTAKE_BEGINNING },     { "giáo", "dáo", BT_MISTAKE_BEGINNING },
    { "lực", "nực", BT_MISTAKE_BEGINNING },   { "chặn", "chặng", BT_MISTAKE_ENDING },
    { "khắc", "khắt", BT_MISTAKE_ENDING },    { "tay", "tai", BT_MISTAKE_ENDING },
    { "thực", "thưc", BT_MISTAKE_TONE_LOST }, { "quyết", "quyet", BT_MISTAKE_BARE },
    { "gian", "gia", BT_MISTAKE_LAST_KEY },   { "thanh", "thah", BT_MISTAKE_LAST_KEY },
    { "nghiêm", "ngiêm", BT_MISTAKE_KEY },    { "theo", "hteo", BT_MISTAKE_KEY },
    { "hòa", "hoà", BT_MISTAKE_NONE },        { "lý", "lí", BT_MISTAKE_NONE },
    { "quốc", "quc", BT_MISTAKE_KEY },        { "nhi", "nhy", BT_MISTAKE_ENDING },
    { "văn", "văn", BT_MISTAKE_NONE },        { "hiện", "kế", BT_MISTAKE_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].right, cases[i].wrong);
      g_assert_cmpint (find (cases[i].right, cases[i].wrong), ==, cases[i].mistake);
    }
}

static BtSlips *
learn (void)
{
  static const char *const words[]
      = { "được", "thực hiện", "báo cáo", "hướng dẫn", "địa điểm", "đường dây", "công khai", "xử lý", "hòa giải" };
  BtSlips *slips = bt_slips_new ();

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    bt_slips_learn (slips, words[i], TRUE);
  bt_slips_learn (slips, "đường giây", FALSE);
  bt_slips_learn_lone (slips, "theo");
  return slips;
}

static void
test_typed (void)
{
  static const struct
  {
    const char *word, *meant; /* meant: NULL for nothing */
    gboolean certain;
  } cases[] = {
    { "dduwowcj", "được", TRUE }, { "dduwocwj", "được", TRUE }, { "d9u7o7c5", "được", TRUE },
    { "d9uo7c5", "được", TRUE },  { "thuwcj", "thực", TRUE },   { "hieejn", "hiện", TRUE },
    { "hiênj", "hiện", TRUE },    { "baos", "báo", FALSE },     { "caos", "cáo", FALSE },
    { "theoo", "theo", TRUE },    { "côngg", "công", TRUE },    { "ccông", "công", TRUE },
    { "điạ", "địa", TRUE },       { "website", NULL, FALSE },   { "diff", NULL, FALSE },
    { "mp3", NULL, FALSE },       { "covid19", NULL, FALSE },
  };
  g_autoptr (BtSlips) slips = learn ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean certain;
      const BtKnownSyllable *meant = bt_slips_find_typed (slips, cases[i].word, &certain);

      g_test_message ("%s", cases[i].word);
      g_assert_cmpstr (meant != NULL ? bt_known_syllable_get_text (meant) : NULL, ==, cases[i].meant);
      g_assert_true (meant == NULL || certain == cases[i].certain);
    }
}

/* Returns: (transfer full): what was meant, or what was written where nothing else */
static char *
mend (const BtSlips *slips, const char *first, const char *second)
{
  const char *right_first, *right_second;
  const BtKnownSyllable *a = bt_slips_find (slips, first), *b = bt_slips_find (slips, second);

  if (bt_known_syllable_precedes (a, b)
      || !bt_slips_guess (first, a, second, b, &right_first, &right_second))
    return g_strjoin (" ", first, second, NULL);
  return g_strjoin (" ", right_first != NULL ? right_first : first, right_second != NULL ? right_second : second, NULL);
}

static void
test_words (void)
{
  static const char *const cases[][3] = {
    { "thưc", "hiện", "thực hiện" },     { "thực", "hiên", "thực hiện" },     { "báo", "cao", "báo cáo" },
    { "hương", "dẫn", "hướng dẫn" },     { "hướng", "dẩn", "hướng dẫn" },     { "công", "khại", "công khai" },
    { "sử", "lí", "xử lí" },             { "hoà", "giải", "hoà giải" },       { "đường", "giây", "đường giây" },
    { "đường", "gâyy", "đường gâyy" },   { "theo", "dẫn", "theo dẫn" },       { "ab", "hiện", "ab hiện" },
    { "thực", "tế", "thực tế" },
  };
  g_autoptr (BtSlips) slips = learn ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *mended = mend (slips, cases[i][0], cases[i][1]);
      g_assert_cmpstr (mended, ==, cases[i][2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/check/slips/mistakes", test_mistakes);
  g_test_add_func ("/check/slips/typed", test_typed);
  g_test_add_func ("/check/slips/words", test_words);
  return g_test_run ();
}
