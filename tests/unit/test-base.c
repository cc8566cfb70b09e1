/* Proves the small things everything rests on: ids, lengths, dates, letters, numerals, folds. */
#include <string.h>

#include "bt-date.h"
#include "bt-id.h"
#include "bt-unit.h"
#include "bt-viet.h"

static void
test_ids_differ_and_are_valid (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < 100000; i++)
    {
      char *id = bt_id_new ('n');
      g_assert_true (bt_id_is_valid (id));
      g_assert_cmpint (id[0], ==, 'n');
      g_assert_true (g_hash_table_add (seen, id));
    }
}

static void
test_ids_repeat_with_a_seed (void)
{
  bt_id_set_seed (7);
  g_autofree char *first = bt_id_new ('k');
  bt_id_set_seed (7);
  g_autofree char *again = bt_id_new ('k');
  g_assert_cmpstr (first, ==, again);
}

static void
test_ids_from_files (void)
{
  const char *const bad[] = { "", "4n", "-n", "a b", "đ1", "n:1", "n/1", NULL };
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (bt_id_is_valid (bad[i]));
  g_assert_false (bt_id_is_valid (NULL));
  g_assert_true (bt_id_is_valid ("_x.1-y"));
  g_autofree char *long_id = g_strnfill (BT_ID_MAX_LENGTH + 1, 'a');
  g_assert_false (bt_id_is_valid (long_id));
}

static void
test_lengths (void)
{
  BtLength length = 1;

  g_assert_true (bt_length_parse ("25.4mm", &length));
  g_assert_cmpint (length, ==, 72 * BT_POINT);
  g_assert_true (bt_length_parse ("-6pt", &length));
  g_assert_cmpint (length, ==, -6 * BT_POINT);
  const char *const bad[] = { "", "mm", "6", "6 pt", "6cm", "1e9mm", "nanmm", NULL };
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (bt_length_parse (bad[i], &length));
  g_assert_cmpint (length, ==, -6 * BT_POINT);
}

static void
test_dates_are_read (void)
{
  const char *const good[] = { "", "2025", "2025-08", "2025-08-14", "2024-02-29", NULL };
  const char *const bad[] = { "x", "2025-13", "2025-02-29", "14/8/2025", "2025-8-14", "2025-08-14 ", "-025-08-14",
                              NULL };
  BtDate date;

  for (guint i = 0; good[i] != NULL; i++)
    {
      g_assert_true (bt_date_parse_iso (good[i], &date));
      g_autofree char *again = bt_date_to_iso (&date);
      g_assert_cmpstr (again, ==, good[i]);
    }
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_false (bt_date_parse_iso (bad[i], &date));
}

/* Days below 10 and the months 1 and 2 take a zero, no other month does. */
static void
test_dates_as_the_decree_writes_them (void)
{
  static const struct
  {
    BtDate date;
    const char *text, *short_text;
  } cases[] = {
    { { 2025, 1, 5 }, "ngày 05 tháng 01 năm 2025", "05/01/2025" },
    { { 2025, 2, 28 }, "ngày 28 tháng 02 năm 2025", "28/02/2025" },
    { { 2019, 6, 29 }, "ngày 29 tháng 6 năm 2019", "29/6/2019" },
    { { 2025, 10, 8 }, "ngày 08 tháng 10 năm 2025", "08/10/2025" },
    { { 2025, 8, 0 }, "ngày    tháng 8 năm 2025", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bt_date_format_long (&cases[i].date, "  ");
      g_assert_cmpstr (text, ==, cases[i].text);
      g_autofree char *short_text = bt_date_format_short (&cases[i].date);
      if (cases[i].short_text != NULL)
        g_assert_cmpstr (short_text, ==, cases[i].short_text);
    }
}

/* The present time is written as every record has it, to the second. */
static void
test_the_present_time (void)
{
  gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *now = bt_time_format_now ();
  g_autoptr (GDateTime) read = g_date_time_new_from_iso8601 (now, NULL);

  g_assert_true (g_str_has_suffix (now, "Z"));
  g_assert_cmpuint (strlen (now), ==, strlen ("2026-03-01T08:00:00Z"));
  g_assert_nonnull (read);
  g_assert_cmpint (g_date_time_to_unix (read), >=, before);
  g_assert_cmpint (g_date_time_to_unix (read), <=, g_get_real_time () / G_USEC_PER_SEC);
}

static void
test_point_letters (void)
{
  static const struct
  {
    guint number;
    const char *letters;
  } cases[] = { { 1, "a" },  { 4, "d" },  { 5, "đ" },   { 6, "e" },   { 7, "g" },  { 9, "i" },
                { 10, "k" }, { 23, "y" }, { 24, "aa" }, { 28, "ađ" }, { 47, "ba" } };
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *letters = bt_viet_point_letter (cases[i].number);
      g_assert_cmpstr (letters, ==, cases[i].letters);
    }
  for (guint number = 1; number < 2000; number++)
    {
      g_autofree char *letters = bt_viet_point_letter (number);
      g_assert_cmpuint (bt_viet_point_number (letters, strlen (letters)), ==, number);
    }
  const char *const bad[] = { "", "f", "j", "w", "z", "ă", "A", "1", "đ\xC4", NULL };
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_cmpuint (bt_viet_point_number (bad[i], strlen (bad[i])), ==, 0);
}

static void
test_roman_numerals (void)
{
  for (guint number = 1; number < 4000; number++)
    {
      g_autofree char *roman = bt_viet_roman (number);
      g_assert_cmpuint (bt_viet_roman_number (roman, strlen (roman)), ==, number);
    }
  const char *const bad[] = { "", "IIII", "VX", "IC", "i", "XIVI", "MMMMMMMMMMMMMMMM", NULL };
  for (guint i = 0; bad[i] != NULL; i++)
    g_assert_cmpuint (bt_viet_roman_number (bad[i], strlen (bad[i])), ==, 0);
}

static void
test_folds (void)
{
  g_autofree char *all = bt_viet_fold ("ỦY BAN Đường Ộ ẶẬỆ ưỡng", TRUE);
  g_assert_cmpstr (all, ==, "uy ban duong o aae uong");
  g_autofree char *case_only = bt_viet_fold ("ỦY BAN Đường", FALSE);
  g_assert_cmpstr (case_only, ==, "ủy ban đường");
  g_assert_cmpuint (bt_viet_strip_marks (0x1EB6), ==, 'A'); /* Ặ */
  g_assert_cmpuint (bt_viet_strip_marks (0x111), ==, 'd');
  g_assert_true (bt_viet_contains ("II. TỔ CHỨC THỰC HIỆN", "to chuc"));
  g_assert_true (bt_viet_contains ("II. TỔ CHỨC THỰC HIỆN", "tổ chức"));
  g_assert_false (bt_viet_contains ("II. TỔ CHỨC THỰC HIỆN", "tố chức"));
  g_autofree char *upper = bt_viet_upper ("đường ệ");
  g_assert_cmpstr (upper, ==, "ĐƯỜNG Ệ");
  g_autofree char *fits = bt_viet_shorten ("một\nđường", 9), *cut = bt_viet_shorten ("một\nđường", 5);
  g_assert_cmpstr (fits, ==, "một đường");
  g_assert_cmpstr (cut, ==, "một đ…");
}

static void
test_alphabet (void)
{
  const char *const sorted[] = { "",   "1",   "ban", "bàn", "bản", "bãn", "bán", "bạn", "băn", "bặn", "bân",
                                 "bận", "Bo", "bô",  "bơ",  "cu",  "da",  "dy",  "đa",  "e",   "ê",   "ệ",
                                 "g",  "u",   "Ư",   "v" };

  for (guint i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      g_autofree char *before = bt_viet_sort_key (sorted[i - 1]);
      g_autofree char *after = bt_viet_sort_key (sorted[i]);
      g_assert_cmpstr (before, <, after);
    }
}

/* ệ ậ ặ ộ compose in two steps, with the dot below sorting first: the letters that others lose. */
static void
test_normal_form (void)
{
  const char *const apart[] = { "e\u0323\u0302", "a\u0323\u0302", "a\u0323\u0306", "o\u0323\u0302", "e\u0302\u0323" };
  const char *const whole[] = { "ệ", "ậ", "ặ", "ộ", "ệ" };
  for (guint i = 0; i < G_N_ELEMENTS (apart); i++)
    {
      g_autofree char *normal = bt_viet_normalize (apart[i], -1);
      g_assert_cmpstr (normal, ==, whole[i]);
      g_assert_false (bt_viet_is_normalized (apart[i], strlen (apart[i])));
      g_assert_true (bt_viet_is_normalized (whole[i], strlen (whole[i])));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/id/differ", test_ids_differ_and_are_valid);
  g_test_add_func ("/base/id/seed", test_ids_repeat_with_a_seed);
  g_test_add_func ("/base/id/files", test_ids_from_files);
  g_test_add_func ("/base/unit/parse", test_lengths);
  g_test_add_func ("/base/date/iso", test_dates_are_read);
  g_test_add_func ("/base/date/decree", test_dates_as_the_decree_writes_them);
  g_test_add_func ("/base/date/now", test_the_present_time);
  g_test_add_func ("/base/viet/points", test_point_letters);
  g_test_add_func ("/base/viet/roman", test_roman_numerals);
  g_test_add_func ("/base/viet/fold", test_folds);
  g_test_add_func ("/base/viet/alphabet", test_alphabet);
  g_test_add_func ("/base/viet/normal-form", test_normal_form);
  return g_test_run ();
}
