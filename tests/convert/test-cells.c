/* Blocks of cells on the clipboard: what is written is read again, and what other programs write is read right. */
#include <string.h>

#include "bt-cells.h"

typedef struct
{
  const char *text;
  const char *cells; /* "|" between cells, "/" between rows */
} Case;

static const Case cases[] = {
  { "a", "a" },
  { "a\tb\nc\td\n", "a|b/c|d" },
  { "a\tb\r\nc\td\r\n", "a|b/c|d" },
  { "a\t\n\tb", "a|/|b" },
  { "\"một\nhai\"\tb", "một\nhai|b" },
  { "\"một\r\nhai\"\r\nb", "một\nhai/b" },
  { "\"nói \"\"có\"\"\"\tb", "nói \"có\"|b" },
  { "5\" ống\tb", "5\" ống|b" },
  { "\"không đóng\tb\nc", "\"không đóng|b/c" },
  { "u\xCC\x9B", "\xC6\xB0" },
};

static char *
join (const GPtrArray *rows)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = g_strjoinv ("|", rows->pdata[i]);
      g_string_append_printf (joined, "%s%s", i > 0 ? "/" : "", row);
    }
  return g_string_free (joined, FALSE);
}

/* Quoted cells keep their line breaks; a quote inside a cell, or one that is never closed, is a character; NFC. */
static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = bt_cells_parse (cases[i].text);
      g_autofree char *joined = join (rows);
      g_assert_cmpstr (joined, ==, cases[i].cells);
    }
}

/* Whatever stands in the cells, as long as no blanks are at their ends. */
static void
test_round_trip (void)
{
  static const char *const words[] = { "", "a", "một\nhai", "\"x\"", "5\"", "c\td", "đ" };

  for (guint i = 0; i < 2000; i++)
    {
      g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      g_autoptr (GPtrArray) again = NULL;
      g_autofree char *text = NULL, *before = NULL, *after = NULL;
      guint n_rows = g_test_rand_int_range (1, 4), n = g_test_rand_int_range (2, 4);

      for (guint r = 0; r < n_rows; r++)
        {
          char **row = g_new0 (char *, n + 1);
          for (guint c = 0; c < n; c++)
            row[c] = g_strdup (words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
          g_ptr_array_add (rows, row);
        }
      text = bt_cells_to_text (rows);
      again = bt_cells_parse (text);
      before = join (rows);
      after = join (again);
      g_assert_cmpstr (before, ==, after);
    }
}

static void
test_html (void)
{
  g_autoptr (GPtrArray) rows = bt_cells_parse ("\"a\nb\"\t<c>");
  g_autofree char *html = bt_cells_to_html (rows);

  g_assert_nonnull (strstr (html, "<tr><td>a<br>b</td><td>&lt;c&gt;</td></tr>"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cells/parse", test_parse);
  g_test_add_func ("/cells/round-trip", test_round_trip);
  g_test_add_func ("/cells/html", test_html);
  return g_test_run ();
}
