/* Containers: what is written is read again, the same each time; every kind of hostile or damaged one gets one line. */
#include <string.h>

#include "bt-error.h"
#include "bt-zip.h"

#define TYPES "[Content_Types].xml"
#define DOCUMENT "word/document.xml"
/* Where the fields of a central entry lie, and its magic number. */
#define CENTRAL "PK\001\002"
#define AT_FLAGS 8
#define AT_METHOD 10
#define AT_SIZE 24

static GBytes *
make_zip (const char *part, const char *data, gsize length)
{
  BtZipWriter *writer = bt_zip_writer_new ();
  GError *error = NULL;

  bt_zip_writer_add (writer, TYPES, "<Types/>", 8);
  bt_zip_writer_add (writer, part, data, length);
  GBytes *bytes = bt_zip_writer_end (writer, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_read (BtZip *zip, const char *part, const char *expected, gsize length)
{
  GError *error = NULL;
  g_autoptr (GBytes) bytes = bt_zip_read (zip, part, &error);

  g_assert_no_error (error);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_assert_cmpmem (data, size, expected, length);
}

static void
assert_refused (GBytes *bytes, int code, const char *part)
{
  GError *error = NULL;
  BtZip *zip = bt_zip_new (bytes, "thu.docx", &error);

  g_assert_error (error, BT_ERROR, code);
  g_assert_null (zip);
  g_assert_true (g_str_has_prefix (error->message, "thu.docx: "));
  g_assert_null (strchr (error->message, '\n'));
  if (part != NULL)
    g_assert_nonnull (strstr (error->message, part));
  g_error_free (error);
}

static void
test_round_trip (void)
{
  const char text[] = "Kế hoạch\0có byte không";
  g_autoptr (GBytes) first = make_zip (DOCUMENT, text, sizeof text);
  g_autoptr (GBytes) second = make_zip (DOCUMENT, text, sizeof text);
  GError *error = NULL;

  g_assert_true (g_bytes_equal (first, second));
  g_autoptr (BtZip) zip = bt_zip_new (first, "a", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (bt_zip_get_parts (zip)[0], ==, TYPES);
  g_assert_cmpstr (bt_zip_get_parts (zip)[1], ==, DOCUMENT);
  g_assert_null (bt_zip_get_parts (zip)[2]);
  assert_read (zip, DOCUMENT, text, sizeof text);
  assert_read (zip, "WORD/Document.xml", text, sizeof text);
  assert_read (zip, TYPES, "<Types/>", 8);
}

static void
test_empty_and_large (void)
{
  g_autofree char *large = g_malloc (3 << 20);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < 3 << 20; i++)
    large[i] = g_rand_int_range (rand, 'a', 'z');
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, large, 3 << 20);
  g_autoptr (BtZip) zip = bt_zip_new (bytes, "a", NULL);
  assert_read (zip, DOCUMENT, large, 3 << 20);
  g_autoptr (GBytes) empty_bytes = make_zip (DOCUMENT, NULL, 0);
  g_autoptr (BtZip) empty = bt_zip_new (empty_bytes, "a", NULL);
  assert_read (empty, DOCUMENT, "", 0);
}

/* LibreOffice once refused parts whose sizes follow them: no local head has the flag for that. */
static void
test_no_descriptors (void)
{
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abc", 3);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint heads = 0;

  for (gsize i = 0; i + 8 < length; i++)
    if (memcmp (data + i, "PK\003\004", 4) == 0)
      {
        g_assert_cmpuint (data[i + 6] & 8, ==, 0);
        heads++;
      }
  g_assert_cmpuint (heads, ==, 2);
}

static void
test_missing (void)
{
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abc", 3);
  g_autoptr (BtZip) zip = bt_zip_new (bytes, "thu.docx", NULL);
  GError *error = NULL;

  g_assert_true (bt_zip_has (zip, DOCUMENT));
  g_assert_false (bt_zip_has (zip, "word/comments.xml"));
  g_assert_null (bt_zip_read (zip, "word/comments.xml", &error));
  g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "word/comments.xml"));
  g_error_free (error);
}

static void
test_names (void)
{
  const char *const bad[] = { "../x", "/etc/passwd", "word/../../x", "c:/x", "word/..", "..\\x" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GBytes) bytes = make_zip (bad[i], "a", 1);
      assert_refused (bytes, BT_ERROR_INVALID, NULL);
    }
  g_autoptr (GBytes) windows = make_zip ("word\\document.xml", "abc", 3);
  g_autoptr (BtZip) zip = bt_zip_new (windows, "a", NULL);
  assert_read (zip, DOCUMENT, "abc", 3);
}

static void
test_twice (void)
{
  g_autoptr (GBytes) same = make_zip (TYPES, "a", 1);
  g_autoptr (GBytes) folded = make_zip ("[content_types].XML", "a", 1);

  assert_refused (same, BT_ERROR_INVALID, TYPES);
  assert_refused (folded, BT_ERROR_INVALID, "[content_types].XML");
}

static void
test_too_many (void)
{
  BtZipWriter *writer = bt_zip_writer_new ();

  for (guint i = 0; i <= BT_ZIP_MAX_PARTS; i++)
    {
      g_autofree char *name = g_strdup_printf ("p%u", i);
      bt_zip_writer_add (writer, name, "a", 1);
    }
  g_autoptr (GBytes) bytes = bt_zip_writer_end (writer, NULL);
  assert_refused (bytes, BT_ERROR_LIMIT, NULL);
}

/* @bytes with a field of @size bytes of its last central entry set to @value. */
static GBytes *
patch (GBytes *bytes, gsize field, guint32 value, gsize size)
{
  gsize length, entry = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint8 *copy = g_memdup2 (data, length);

  for (gsize i = 0; i + 46 < length; i++)
    if (memcmp (data + i, CENTRAL, 4) == 0)
      entry = i;
  for (gsize i = 0; i < size; i++)
    copy[entry + field + i] = value >> (8 * i);
  return g_bytes_new_take (copy, length);
}

static void
assert_patch_refused (gsize field, guint32 value, gsize size, int code)
{
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abcabcabc", 9);
  g_autoptr (GBytes) patched = patch (bytes, field, value, size);

  assert_refused (patched, code, DOCUMENT);
}

static void
test_bombs (void)
{
  assert_patch_refused (AT_SIZE, BT_ZIP_MAX_PART_SIZE + 1, 4, BT_ERROR_LIMIT);
  assert_patch_refused (AT_SIZE, 64u << 20, 4, BT_ERROR_LIMIT);
  assert_patch_refused (AT_FLAGS, 1, 2, BT_ERROR_INVALID);
  assert_patch_refused (AT_METHOD, 12, 2, BT_ERROR_INVALID);
}

/* Many parts that are each allowed, but not together. */
static void
test_total (void)
{
  const gsize size = 100u << 20;
  g_autofree char *block = g_malloc0 (size);
  BtZipWriter *writer = bt_zip_writer_new ();

  bt_zip_writer_add (writer, "a", block, size);
  bt_zip_writer_add (writer, "b", block, size);
  bt_zip_writer_add (writer, "c", block, size);
  g_autoptr (GBytes) bytes = bt_zip_writer_end (writer, NULL);
  assert_refused (bytes, BT_ERROR_LIMIT, NULL);
}

/* A part whose list says another size than it has is damaged, whichever way. */
static void
test_lying_sizes (void)
{
  const guint32 lies[] = { 0, 3, 8, 10, 4000 };
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abcabcabc", 9);

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (GBytes) patched = patch (bytes, AT_SIZE, lies[i], 4);
      g_autoptr (BtZip) zip = bt_zip_new (patched, "thu.docx", NULL);
      GError *error = NULL;
      g_assert_null (bt_zip_read (zip, DOCUMENT, &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_SYNTAX);
      g_error_free (error);
    }
}

/* Reads all of @bytes; anything may come of it but a crash, and what is no error is the text that was written. */
static void
read_all (GBytes *bytes)
{
  g_autoptr (BtZip) zip = bt_zip_new (bytes, "a", NULL);

  for (guint i = 0; zip != NULL && bt_zip_get_parts (zip)[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) part = bt_zip_read (zip, bt_zip_get_parts (zip)[i], &error);
      g_assert_true ((part == NULL) == (error != NULL));
    }
}

static void
test_cut_off (void)
{
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abcabcabcabc", 12);

  for (gsize length = 0; length < g_bytes_get_size (bytes); length++)
    {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (bytes, 0, length);
      assert_refused (cut, BT_ERROR_SYNTAX, NULL);
    }
}

static void
test_damaged (void)
{
  g_autoptr (GBytes) bytes = make_zip (DOCUMENT, "abcabcabcabc", 12);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize i = 0; i < length * 8; i++)
    {
      guint8 *copy = g_memdup2 (data, length);
      copy[i / 8] ^= 1 << (i % 8);
      g_autoptr (GBytes) damaged = g_bytes_new_take (copy, length);
      read_all (damaged);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zip/round-trip", test_round_trip);
  g_test_add_func ("/zip/empty-and-large", test_empty_and_large);
  g_test_add_func ("/zip/no-descriptors", test_no_descriptors);
  g_test_add_func ("/zip/missing", test_missing);
  g_test_add_func ("/zip/names", test_names);
  g_test_add_func ("/zip/twice", test_twice);
  g_test_add_func ("/zip/too-many", test_too_many);
  g_test_add_func ("/zip/bombs", test_bombs);
  g_test_add_func ("/zip/total", test_total);
  g_test_add_func ("/zip/lying-sizes", test_lying_sizes);
  g_test_add_func ("/zip/cut-off", test_cut_off);
  g_test_add_func ("/zip/damaged", test_damaged);
  return g_test_run ();
}
