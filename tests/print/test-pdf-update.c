/* The update that is appended to a PDF of cairo: what it adds, and that it keeps its hands off
 * anything else. */
#include <string.h>

#include "bt-pdf-update.h"

#define HEAD "%PDF-1.5\n"

static const char *const objects =
    "1 0 obj\n<< /Title (x)\n   /CreationDate (20250814000000+07'00)\n>>\nendobj\n"
    "2 0 obj\n<< /Type /Catalog\n   /Pages 3 0 R\n>>\nendobj\n";

static GByteArray *
make_pdf (const char *middle)
{
  GString *pdf = g_string_new (HEAD);
  gsize table, length;

  g_string_append (pdf, middle);
  table = pdf->len;
  g_string_append_printf (pdf,
                          "xref\n0 4\ntrailer\n<< /Size 4\n   /Root 2 0 R\n   /Info 1 0 R\n>>\n"
                          "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          table);
  length = pdf->len;
  return g_byte_array_new_take ((guint8 *) g_string_free (pdf, FALSE), length);
}

static void
test_added (void)
{
  g_autoptr (GByteArray) pdf = make_pdf (objects);
  const guint before = pdf->len;
  g_autofree char *added = NULL;
  g_autofree char *table = NULL;

  g_assert_true (bt_pdf_append_update (pdf, 1000, "vi-VN"));
  added = g_strndup ((const char *) pdf->data + before, pdf->len - before);
  g_assert_nonnull (strstr (added, "/Lang (vi-VN)"));
  g_assert_nonnull (strstr (added, "/Pages 3 0 R"));
  g_assert_nonnull (strstr (added, "/CreationDate (D:20250814000000+07'00)"));
  /* The table is where it is said to be, counted from the beginning of the file. */
  table = g_strdup_printf ("startxref\n%u\n",
                           (guint) (1000 + before + (strstr (added, "xref\n") - added)));
  g_assert_nonnull (strstr (added, table));
}

/* Everything but the expected: no table, an object missing, a language that is there already. */
static void
test_left_alone (void)
{
  const char *const middles[] = {
    "1 0 obj\n<< /Title (x)\n>>\nendobj\n",
    "2 0 obj\n<< /Type /Catalog\n>>\nendobj\n",
    "1 0 obj\n<< /Title (x)\n>>\nendobj\n2 0 obj\n<< /Type /Catalog /Lang (en)\n>>\nendobj\n",
    "1 0 obj\n<< /Title (x)\n>>\nendobj\n2 0 obj\n<< /Type /Catalog",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (middles); i++)
    {
      g_autoptr (GByteArray) pdf = make_pdf (middles[i]);
      const guint before = pdf->len;

      g_assert_false (bt_pdf_append_update (pdf, 0, "vi-VN"));
      g_assert_cmpuint (pdf->len, ==, before);
    }
}

/* Cut anywhere, filled with anything: nothing is read outside, nothing wrong is appended. */
static void
test_damaged (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      g_autoptr (GByteArray) pdf = make_pdf (objects);

      g_byte_array_set_size (pdf, g_test_rand_int_range (0, pdf->len));
      for (guint i = 0; i < 3 && pdf->len > 0; i++)
        pdf->data[g_test_rand_int_range (0, pdf->len)] = g_test_rand_int_range (0, 256);
      bt_pdf_append_update (pdf, 0, "vi-VN");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pdf-update/added", test_added);
  g_test_add_func ("/pdf-update/left-alone", test_left_alone);
  g_test_add_func ("/pdf-update/damaged", test_damaged);
  return g_test_run ();
}
