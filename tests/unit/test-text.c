/* Proves that texts keep one canonical form: runs, anchors, NFC; and that replacing can be taken back to the byte. */
#include <string.h>

#include "bt-generate.h"
#include "bt-text.h"

#define BOLD ((BtMark){ .format = BT_FORMAT_BOLD })

static void
test_runs_join (void)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_runs;

  bt_text_builder_append (builder, "Kế ", -1, NULL);
  bt_text_builder_append (builder, "hoạch ", -1, NULL);
  bt_text_builder_append (builder, "số", -1, &BOLD);
  bt_text_builder_append (builder, "", -1, NULL);
  bt_text_builder_append (builder, " 1", -1, &BOLD);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  g_assert_cmpuint (n_runs, ==, 2);
  g_assert_cmpuint (runs[0].end, ==, strlen ("Kế hoạch "));
  g_assert_cmpuint (runs[1].end, ==, bt_text_get_length (text));
  g_assert_cmpuint (bt_text_get_mark (text, 0)->format, ==, BT_FORMAT_NONE);
  g_assert_cmpuint (bt_text_get_mark (text, runs[0].end)->format, ==, BT_FORMAT_BOLD);
  g_assert_null (bt_text_get_mark (text, bt_text_get_length (text)));
}

/* A letter and its marks stay together even where the format changes between them. */
static void
test_marks_cannot_part_a_letter (void)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_runs;

  bt_text_builder_append (builder, "le", -1, NULL);
  bt_text_builder_append (builder, "\u0323\u0302 d", -1, &BOLD);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  g_assert_cmpstr (bt_text_get_string (text), ==, "lệ d");
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  g_assert_cmpuint (n_runs, ==, 2);
  g_assert_cmpuint (runs[0].end, ==, strlen ("lệ"));
  g_assert_true (bt_text_check (text, FALSE, NULL));
}

static void
test_anchors_follow_their_characters (void)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_anchors;

  bt_text_builder_append (builder, "abc", -1, NULL);
  bt_text_builder_start_anchor (builder, "t1");
  bt_text_builder_append (builder, "defg", -1, NULL);
  bt_text_builder_end_anchor (builder, "t1");
  bt_text_builder_start_anchor (builder, "t2");
  bt_text_builder_end_anchor (builder, "t2");
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  g_autoptr (BtText) empty = bt_text_new ("");
  g_autoptr (BtText) cut = bt_text_replace (text, 5, 7, empty);
  const BtAnchor *anchors = bt_text_get_anchors (cut, &n_anchors);
  g_assert_cmpuint (n_anchors, ==, 1);
  g_assert_cmpuint (anchors[0].start, ==, 3);
  g_assert_cmpuint (anchors[0].end, ==, 5);
}

/* A range that is begun twice, or never ended, is one that reaches as far as they do together. */
static void
test_anchors_are_joined (void)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_anchors;

  bt_text_builder_start_anchor (builder, "t1");
  bt_text_builder_append (builder, "a", -1, NULL);
  bt_text_builder_start_anchor (builder, "t1");
  bt_text_builder_start_anchor (builder, "t2");
  bt_text_builder_append (builder, "b", -1, NULL);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  g_assert_cmpuint (n_anchors, ==, 2);
  g_assert_cmpstr (anchors[0].thread, ==, "t1");
  g_assert_cmpuint (anchors[0].start, ==, 0);
  g_assert_cmpuint (anchors[0].end, ==, 2);
  g_assert_cmpstr (anchors[1].thread, ==, "t2");
}

/* Where a cut has two ranges begin at one character, they stand as they are read from a file. */
static void
test_anchors_are_in_order (void)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_anchors;

  bt_text_builder_start_anchor (builder, "t2");
  bt_text_builder_append (builder, "a", -1, NULL);
  bt_text_builder_start_anchor (builder, "t1");
  bt_text_builder_append (builder, "bc", -1, NULL);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  g_autoptr (BtText) rest = bt_text_slice (text, 2, 3);
  const BtAnchor *anchors = bt_text_get_anchors (rest, &n_anchors);
  g_assert_cmpuint (n_anchors, ==, 2);
  g_assert_cmpstr (anchors[0].thread, ==, "t1");
  g_assert_cmpstr (anchors[1].thread, ==, "t2");
}

static void
test_characters (void)
{
  g_autoptr (BtText) lines = bt_text_new ("một\nhai");
  g_assert_true (bt_text_check (lines, TRUE, NULL));
  g_assert_false (bt_text_check (lines, FALSE, NULL));
  const char *const bad[] = { "\x01", "\t", "\r", "\u2028", "\uFFFC", "\uFEFF", "\uFFFE", "\xC2\x85", NULL };
  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (BtText) text = bt_text_new (bad[i]);
      g_assert_false (bt_text_check (text, TRUE, NULL));
    }
}

static gsize
boundary (GRand *rand, const BtText *text)
{
  gsize offset = g_rand_int_range (rand, 0, bt_text_get_length (text) + 1);
  while (!bt_text_is_boundary (text, offset))
    offset--;
  return offset;
}

static void
test_replacing_can_be_taken_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (bt_generate_seed ());

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (BtText) text = bt_generate_text (rand, 12, TRUE);
      g_autoptr (BtText) slice = bt_generate_text (rand, 3, TRUE);
      gsize a = boundary (rand, text), b = boundary (rand, text);
      gsize start = MIN (a, b), end = MAX (a, b);
      g_autoptr (BtText) old = bt_text_slice (text, start, end);
      g_autoptr (BtText) replaced = bt_text_replace (text, start, end, slice);
      g_autoptr (BtText) back = bt_text_replace (replaced, start, start + bt_text_get_length (slice), old);
      g_assert_true (bt_text_equal (text, back));
      g_assert_cmpuint (bt_text_get_length (replaced), ==,
                        bt_text_get_length (text) - (end - start) + bt_text_get_length (slice));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/runs-join", test_runs_join);
  g_test_add_func ("/text/letter-stays-whole", test_marks_cannot_part_a_letter);
  g_test_add_func ("/text/anchors", test_anchors_follow_their_characters);
  g_test_add_func ("/text/anchors/joined", test_anchors_are_joined);
  g_test_add_func ("/text/anchors/order", test_anchors_are_in_order);
  g_test_add_func ("/text/characters", test_characters);
  g_test_add_func ("/text/replace-inverse", test_replacing_can_be_taken_back);
  return g_test_run ();
}
