/* Samples of how plans are typed, pasted and extracted, each with the outline that must come of it.
 *
 * Called with names of files, prints their outlines: what a new sample's .outline is made from, after reading it. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "bt-encoding.h"
#include "bt-import-law.h"
#include "bt-text-export.h"
#include "bt-text-import.h"

static BtPlan *
import_file (const char *path, char **text, BtReport **report)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = g_bytes_new (contents, length);
  BtPlan *plan = bt_text_import (bytes, path, report, &error);
  g_assert_no_error (error);
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) contents, length, "text", NULL);
  *text = g_steal_pointer (&decoded->text);
  return plan;
}

static char *
expected_outline (const char *path)
{
  g_autofree char *stem = g_strndup (path, strlen (path) - strlen (".txt"));
  g_autofree char *file = g_strconcat (stem, ".outline", NULL);
  g_autoptr (GError) error = NULL;
  char *outline = NULL;

  g_file_get_contents (file, &outline, NULL, &error);
  g_assert_no_error (error);
  return outline;
}

static void
test_outline (gconstpointer path)
{
  g_autofree char *text = NULL;
  g_autoptr (BtReport) report = NULL;
  g_autoptr (BtPlan) plan = import_file (path, &text, &report);
  g_autofree char *outline = bt_import_law_outline (plan, FALSE);
  g_autofree char *expected = expected_outline (path);
  g_autofree char *broken = bt_import_law_check (text, plan, report);

  g_assert_cmpstr (outline, ==, expected);
  g_assert_cmpstr (broken, ==, NULL);
}

/* What we write of it reads back as the same. */
static void
test_round_trip (gconstpointer path)
{
  g_autofree char *text = NULL;
  g_autoptr (BtReport) report = NULL, again_report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = import_file (path, &text, &report);
  g_autofree char *exported = bt_text_export (plan);
  g_autoptr (GBytes) bytes = g_bytes_new (exported, strlen (exported));
  g_autoptr (BtPlan) again = bt_text_import (bytes, "text", &again_report, &error);

  g_assert_no_error (error);
  g_autofree char *before = bt_import_law_outline (plan, FALSE);
  g_autofree char *after = bt_import_law_outline (again, FALSE);
  g_assert_cmpstr (after, ==, before);
}

/* The same input gives the same plan and the same report. */
static void
test_deterministic (gconstpointer path)
{
  g_autofree char *text = NULL, *again_text = NULL;
  g_autoptr (BtReport) report = NULL, again_report = NULL;
  g_autoptr (BtPlan) plan = import_file (path, &text, &report);
  g_autoptr (BtPlan) again = import_file (path, &again_text, &again_report);
  g_autofree char *first = bt_import_law_outline (plan, FALSE);
  g_autofree char *second = bt_import_law_outline (again, FALSE);

  g_assert_cmpstr (first, ==, second);
  g_assert_cmpuint (bt_report_get_n_entries (report), ==, bt_report_get_n_entries (again_report));
  for (guint i = 0; i < bt_report_get_n_entries (report); i++)
    {
      const BtReportEntry *a = bt_report_get_entry (report, i), *b = bt_report_get_entry (again_report, i);
      g_assert_cmpuint (a->first_line, ==, b->first_line);
      g_assert_cmpstr (a->became, ==, b->became);
      g_assert_cmpstr (a->text, ==, b->text);
    }
}

static void
check_bytes (const char *bytes, gsize length, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = g_bytes_new (bytes, length);
  g_autoptr (BtPlan) plan = bt_text_import (copy, "text", NULL, &error);

  g_assert_no_error (error);
  g_autofree char *outline = bt_import_law_outline (plan, FALSE);
  g_assert_cmpstr (outline, ==, expected);
}

/* Letters and marks apart, other line ends, UTF-16: the same plan. */
static void
test_encoded (gconstpointer path)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *expected = expected_outline (path);
  gsize length;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT);
  check_bytes (apart, strlen (apart), expected);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *dos = g_strjoinv ("\r\n", lines);
  check_bytes (dos, strlen (dos), expected);
  g_autofree char *marked = g_strconcat ("\xEF\xBB\xBF", text, NULL);
  g_autofree char *wide = g_convert (marked, -1, "UTF-16LE", "UTF-8", NULL, &length, &error);
  g_assert_no_error (error);
  check_bytes (wide, length, expected);
}

static int
print_outlines (int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *text = NULL;
      g_autoptr (BtReport) report = NULL;
      g_autoptr (BtPlan) plan = import_file (argv[i], &text, &report);
      g_autofree char *outline = bt_import_law_outline (plan, FALSE);
      /* A golden is UTF-8 in any locale, which g_print() is not. */
      fputs (outline, stdout);
    }
  return 0;
}

static void
add_sample (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".txt"));
  g_autofree char *outline = g_strconcat ("/import/sample/", stem, NULL);
  g_autofree char *round_trip = g_strconcat ("/import/sample-round-trip/", stem, NULL);
  g_autofree char *encoded = g_strconcat ("/import/sample-encoded/", stem, NULL);
  g_autofree char *deterministic = g_strconcat ("/import/sample-deterministic/", stem, NULL);

  g_test_add_data_func (outline, path, test_outline);
  g_test_add_data_func (round_trip, path, test_round_trip);
  g_test_add_data_func (encoded, path, test_encoded);
  g_test_add_data_func_full (deterministic, path, test_deterministic, g_free);
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  const char *name;

  if (argc > 1 && *argv[1] != '-')
    return print_outlines (argc, argv);
  g_test_init (&argc, &argv, NULL);
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "import", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".txt"))
      g_ptr_array_add (names, g_strdup (name));
  g_assert_cmpuint (names->len, >=, 10);
  for (guint i = 0; i < names->len; i++)
    add_sample (folder, g_ptr_array_index (names, i));
  return g_test_run ();
}
