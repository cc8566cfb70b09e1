/* The PDF of a plan, looked at with poppler's and qpdf's eyes: no character lost, in reading order, tagged, with
 * bookmarks and embedded fonts; the same plan gives the same bytes; a full disk is an error. */
#include <string.h>

#include "bt-error.h"
#include "bt-print-fixture.h"
#include "bt-step.h"
#include "bt-text-import.h"

/* Looks at a PDF with a program; skips where it is not installed. */
#define LOOK(...)                                                                                  \
  ({                                                                                               \
    const char *const command_[] = { __VA_ARGS__, NULL };                                          \
    char *out_ = bt_fixture_run (command_);                                                        \
    if (out_ == NULL)                                                                              \
      {                                                                                            \
        g_test_skip ("poppler-utils and qpdf are not installed");                                  \
        return;                                                                                    \
      }                                                                                            \
    out_;                                                                                          \
  })

typedef struct
{
  BtPlan *plan;
  BtLayout *layout;
  char *path;
} Fixture;

/* The plan that a text becomes. */
static BtPlan *
import (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtReport) report = NULL;
  g_autoptr (GBytes) bytes = NULL;
  BtPlan *plan;
  char *text;
  gsize length;

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  bytes = g_bytes_new_take (text, length);
  plan = bt_text_import (bytes, path, &report, &error);
  g_assert_no_error (error);
  return plan;
}

static void
print (Fixture *self, const char *name)
{
  g_autoptr (GBytes) pdf = NULL;

  self->layout = bt_fixture_lay_out (self->plan);
  pdf = bt_fixture_print (self->layout);
  self->path = bt_fixture_save (pdf, name);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const BtMadePlan wanted = {
    .seed = 11, .n_sections = 4, .n_points = 4, .n_rows = 40, .longest_cell = 300, .group_every = 12
  };

  self->plan = bt_made_plan_new (&wanted);
  print (self, "made-plan.pdf");
}

static void
set_up_sample (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("BANTHAO_DATADIR"), "samples", "ke-hoach-mau.txt", NULL);

  self->plan = import (path);
  print (self, "sample.pdf");
}

/* A plan of a real office; not everybody has these. */
static void
set_up_real (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("BT_SHARED"), "plans", data, NULL);
  g_autofree char *name = g_strdup_printf ("%s.pdf", (const char *) data);

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return;
  self->plan = import (path);
  print (self, name);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->path);
  g_clear_pointer (&self->layout, bt_layout_unref);
  g_clear_pointer (&self->plan, bt_plan_unref);
}

/* Skips over a real plan that is not there. */
#define NEED_PLAN(self)                                                                            \
  if ((self)->plan == NULL)                                                                        \
    {                                                                                              \
      g_test_skip ("there is no folder ../shared with real plans");                                \
      return;                                                                                      \
    }

/* The text of a PDF in the order in which it is drawn. Page numbers are drawn first: they are left out. */
static char *
squeeze_pages (const char *text)
{
  g_auto (GStrv) pages = g_strsplit (text, "\f", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; pages[i] != NULL; i++)
    {
      const char *start = pages[i];
      g_autofree char *squeezed = NULL;

      while (i > 0 && (g_ascii_isdigit (*start) || *start == '\n'))
        start++;
      squeezed = bt_fixture_squeeze (start);
      g_string_append (out, squeezed);
    }
  return g_string_free (out, FALSE);
}

static void
count_letters (const char *text, GHashTable *counts, int step)
{
  for (const char *p = text; *p != 0; p = g_utf8_next_char (p))
    {
      gpointer letter = GUINT_TO_POINTER (g_utf8_get_char (p));
      const int count = GPOINTER_TO_INT (g_hash_table_lookup (counts, letter));

      g_hash_table_insert (counts, letter, GINT_TO_POINTER (count + step));
    }
}

static void
count_tree (const BtNode *node, GHashTable *counts)
{
  g_autofree char *words = bt_fixture_squeeze (bt_node_get_string (node));

  if (bt_node_get_kind (node) != BT_NODE_DATE)
    count_letters (words, counts, -1);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    count_tree (bt_node_get_child (node, i), counts);
}

/* Every letter of the plan is in the PDF at least as often. */
static void
test_no_letter_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer letter, count;

  NEED_PLAN (self);
  g_autofree char *text = LOOK ("pdftotext", "-raw", self->path, "-");
  g_autofree char *squeezed = bt_fixture_squeeze (text);
  count_letters (squeezed, counts, 1);
  count_tree (bt_plan_get_root (self->plan), counts);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &letter, &count))
    if (GPOINTER_TO_INT (count) < 0)
      g_error ("U+%04X is in the plan %d times more than in the PDF", GPOINTER_TO_UINT (letter),
               -GPOINTER_TO_INT (count));
}

/* Letters that the plan's font has not, and such as cannot be seen, come back all the same. */
static void
test_strange_letters (Fixture *self, gconstpointer data)
{
  const char *words =
      "漢字 😀 \u05e9\u05dc\u05d5\u05dd \u0e01\u0e33 a\u200bb a\u00adb fi ½ № ⁿ √ ≥ – … € ₫ \U000f0000 \u0378 x\u0323";
  BtNode *basis = bt_node_get_child (bt_plan_get_part (self->plan, BT_NODE_BASES), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (BtText) text = bt_text_new (words);
  g_autoptr (BtStep) step = bt_step_new_replace_text (bt_node_get_id (basis), 0, 0, text);
  g_autoptr (BtPlan) plan = bt_step_apply (step, self->plan, NULL, &error);
  g_autoptr (BtLayout) layout = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *path = NULL, *printed = NULL;

  g_assert_no_error (error);
  layout = bt_fixture_lay_out (plan);
  pdf = bt_fixture_print (layout);
  path = bt_fixture_save (pdf, "strange-letters.pdf");
  printed = LOOK ("pdftotext", "-raw", path, "-");
  for (const char *p = words; *p != 0; p = g_utf8_next_char (p))
    {
      char letter[7] = { 0 };

      g_unichar_to_utf8 (g_utf8_get_char (p), letter);
      if (*letter != ' ' && strstr (printed, letter) == NULL)
        g_error ("U+%04X is not in the PDF", g_utf8_get_char (p));
    }
}

static const char *
find_in_order (const BtNode *node, const char *text)
{
  g_autofree char *words = bt_fixture_squeeze (bt_node_get_string (node));
  const char *found = strstr (text, words);

  if (found == NULL)
    g_error ("“%s” is not where it should be read", words);
  text = found + strlen (words);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    text = find_in_order (bt_node_get_child (node, i), text);
  return text;
}

/* Bases and body are read from the first to the last, each paragraph in one piece, over page breaks too. */
static void
test_reading_order (Fixture *self, gconstpointer data)
{
  NEED_PLAN (self);
  g_autofree char *text = LOOK ("pdftotext", "-raw", self->path, "-");
  g_autofree char *squeezed = squeeze_pages (text);
  const char *place = find_in_order (bt_plan_get_part (self->plan, BT_NODE_BASES), squeezed);

  find_in_order (bt_plan_get_part (self->plan, BT_NODE_BODY), place);
}

static void
test_info (Fixture *self, gconstpointer data)
{
  g_autofree char *info = LOOK ("pdfinfo", self->path);
  g_autofree char *pages =
      g_strdup_printf ("Pages:           %u\n", bt_layout_get_n_pages (self->layout));

  g_assert_nonnull (
      strstr (info, "Title:           KẾ HOẠCH Nâng cao chất lượng phục vụ người dân năm 2026\n"));
  g_assert_nonnull (strstr (info, "Author:          ỦY BAN NHÂN DÂN PHƯỜNG BẾN LAU\n"));
  g_assert_nonnull (strstr (info, "Subject:         27/KH-UBND\n"));
  g_assert_nonnull (strstr (info, "Creator:         Bản Thảo"));
  g_assert_nonnull (strstr (info, "Tagged:          yes\n"));
  g_assert_true (g_regex_match_simple ("^PDF version: +1\\.[4-7]$", info, G_REGEX_MULTILINE, 0));
  g_assert_nonnull (strstr (info, "(A4)"));
  g_assert_nonnull (strstr (info, pages));
}

static void
test_structure (Fixture *self, gconstpointer data)
{
  g_autofree char *text = LOOK ("pdfinfo", "-struct-text", self->path);
  const char *const wanted[] = { "Document\n",     "  H1 (block)\n", "  H2 (block)\n",
                                 "  H3 (block)\n", "  P (block)\n",  "  Table (block)\n",
                                 "    TR\n",       "      TH\n",     "      TD\n" };
  g_autofree char *squeezed = bt_fixture_squeeze (text);

  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_nonnull (strstr (text, wanted[i]));
  g_assert_nonnull (strstr (squeezed, "\"KẾHOẠCHNÂNGCAOCHẤTLƯỢNGPHỤCVỤNGƯỜIDÂNNĂM2026\""));
  g_assert_nonnull (strstr (squeezed, "\"I.NHIỆMVỤVÀGIẢIPHÁP\""));
}

static void
test_fonts (Fixture *self, gconstpointer data)
{
  g_autofree char *fonts = LOOK ("pdffonts", self->path);
  g_auto (GStrv) lines = g_strsplit (g_strchomp (fonts), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), >, 3);
  for (guint i = 2; lines[i] != NULL; i++)
    {
      g_assert_true (strstr (lines[i], "LiberationSerif") != NULL
                     || strstr (lines[i], "TimesNewRoman") != NULL);
      /* Embedded, a subset, with a map to Unicode. */
      g_assert_nonnull (strstr (lines[i], "yes yes yes"));
    }
}

static void
test_sound (Fixture *self, gconstpointer data)
{
  g_autofree char *verdict = LOOK ("qpdf", "--check", self->path);
  g_autofree char *catalog = LOOK ("qpdf", "--show-object=trailer", self->path);

  g_assert_nonnull (strstr (verdict, "No syntax or stream encoding errors found"));
  /* Later versions of cairo write tables of objects that are not updated. */
  if (cairo_version () < CAIRO_VERSION_ENCODE (1, 17, 0))
    g_assert_nonnull (strstr (catalog, "/Prev"));
}

/* One bookmark for each section, for each heading in it, and for the appendix. */
static void
test_bookmarks (Fixture *self, gconstpointer data)
{
  g_autofree char *xml = LOOK ("pdftohtml", "-xml", "-i", "-stdout", self->path);
  const char *outline = strstr (xml, "<outline>");
  guint n = 0;

  g_assert_nonnull (outline);
  for (const char *p = outline; (p = strstr (p, "<item page=\"")) != NULL; p++)
    n++;
  g_assert_cmpuint (n, ==, 4 + 4 * 4 + 1);
  g_assert_nonnull (strstr (outline, ">I. NHIỆM VỤ VÀ GIẢI PHÁP</item>"));
  g_assert_nonnull (strstr (outline, ">IV. NHIỆM VỤ VÀ GIẢI PHÁP</item>"));
  g_assert_nonnull (strstr (outline, ">4. Công tác chuẩn bị và thực hiện</item>"));
  g_assert_nonnull (strstr (outline, ">Phụ lục DANH MỤC NHIỆM VỤ</item>"));
}

/* The same plan, laid out anew, gives the same bytes. */
static void
test_same_bytes (Fixture *self, gconstpointer data)
{
  g_autoptr (BtLayout) again = bt_fixture_lay_out (self->plan);
  g_autoptr (GBytes) first = bt_fixture_print (self->layout);
  g_autoptr (GBytes) second = bt_fixture_print (again);

  g_assert_true (g_bytes_equal (first, second));
}

static void
test_dates (Fixture *self, gconstpointer data)
{
  g_autofree char *info = LOOK ("pdfinfo", "-isodates", self->path);
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *path = NULL, *dated = NULL;

  g_assert_nonnull (strstr (info, "CreationDate:    2026-03-05T00:00:00+07"));
  g_setenv ("SOURCE_DATE_EPOCH", "1000000000", TRUE);
  pdf = bt_fixture_print (self->layout);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  path = bt_fixture_save (pdf, "dated.pdf");
  dated = LOOK ("pdfinfo", "-isodates", path);
  g_assert_nonnull (strstr (dated, "CreationDate:    2001-09-09T01:46:40Z"));
}

/* What cannot be written is said so, and not for want of trying. */
static void
test_disk_full (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) full = g_file_new_for_path ("/dev/full");
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileOutputStream) stream = g_file_append_to (full, G_FILE_CREATE_NONE, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (bt_print_write_pdf (self->layout, G_OUTPUT_STREAM (stream), &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  g_assert_null (strchr (error->message, '\n'));
  g_clear_error (&error);
  g_assert_false (bt_print_write_png (self->layout, 0, 72, G_OUTPUT_STREAM (stream), &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
  g_clear_error (&error);
  g_assert_false (bt_print_write_svg (self->layout, 0, G_OUTPUT_STREAM (stream), &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_IO);
}

static void
test_pictures (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) png = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) svg = g_memory_output_stream_new_resizable ();
  const guint8 *bytes;

  g_assert_true (bt_print_write_png (self->layout, 0, 72, png, &error));
  bytes = g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (png));
  g_assert_cmpmem (bytes, 8, "\x89PNG\r\n\x1a\n", 8);
  g_assert_cmpmem (bytes + 16, 8, "\0\0\x02\x54\0\0\x03\x4a", 8); /* 596 by 842 */
  g_assert_false (bt_print_write_png (self->layout, 0, 100000, png, &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_LIMIT);
  g_clear_error (&error);

  g_assert_true (bt_print_write_svg (self->layout, 0, svg, &error));
  g_assert_no_error (error);
  g_assert_nonnull (
      g_strstr_len (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (svg)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (svg)), "<svg"));
}

#define ADD(name, function) g_test_add ("/pdf/" name, Fixture, NULL, set_up, function, tear_down)
#define ADD_SAMPLE(name, function)                                                                 \
  g_test_add ("/pdf/sample/" name, Fixture, NULL, set_up_sample, function, tear_down)

static void
add_real_plans (void)
{
  static const char *const names[] = { "tu-minh-2025.txt", "lai-khe-2025-ocr.txt",
                                       "phu-dinh-2025.txt" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *letters = g_strdup_printf ("/pdf/real/%s/no-letter-lost", names[i]);
      g_autofree char *order = g_strdup_printf ("/pdf/real/%s/reading-order", names[i]);

      g_test_add (letters, Fixture, names[i], set_up_real, test_no_letter_lost, tear_down);
      g_test_add (order, Fixture, names[i], set_up_real, test_reading_order, tear_down);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("no-letter-lost", test_no_letter_lost);
  ADD ("strange-letters", test_strange_letters);
  ADD ("reading-order", test_reading_order);
  ADD ("info", test_info);
  ADD ("structure", test_structure);
  ADD ("fonts", test_fonts);
  ADD ("sound", test_sound);
  ADD ("bookmarks", test_bookmarks);
  ADD ("same-bytes", test_same_bytes);
  ADD ("dates", test_dates);
  ADD ("disk-full", test_disk_full);
  ADD ("pictures", test_pictures);
  ADD_SAMPLE ("no-letter-lost", test_no_letter_lost);
  ADD_SAMPLE ("reading-order", test_reading_order);
  ADD_SAMPLE ("sound", test_sound);
  ADD_SAMPLE ("same-bytes", test_same_bytes);
  add_real_plans ();
  return g_test_run ();
}
