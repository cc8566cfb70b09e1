/* The symbol of a document (ký hiệu), made from its kind and the body that issues it. */
#include "bt-symbol.h"

#include "bt-viet.h"

/* With these begins the name of the place, which is no part of the body's code. */
static const char *const places[] = { "PHƯỜNG", "XÃ", "THỊ", "QUẬN", "HUYỆN", "TỈNH", "THÀNH", "ĐẶC", "TP", NULL };

static void
append_initial (GString *symbol, const char *word)
{
  g_autofree char *letter = g_strndup (word, g_utf8_next_char (word) - word);
  g_autofree char *bare = bt_viet_fold (letter, TRUE);
  gboolean stroked = g_str_equal (letter, "Đ");

  if (stroked)
    g_string_append (symbol, "Đ");
  else
    g_string_append_c (symbol, g_ascii_toupper (*bare));
}

/* The first letters of the words, without tones. */
static void
append_initials (GString *symbol, const char *name)
{
  g_autofree char *upper = bt_viet_upper (name);
  g_auto (GStrv) words = g_strsplit_set (upper, " \n", -1);

  for (char **word = words; *word; word++)
    {
      if (g_strv_contains (places, *word))
        return;
      if (g_unichar_isalpha (g_utf8_get_char (*word)))
        append_initial (symbol, *word);
    }
}

/**
 * bt_symbol_make:
 * @kind: the kind of document: "KẾ HOẠCH"
 * @agency: the body that issues it: "ỦY BAN NHÂN DÂN\nPHƯỜNG TỨ MINH"
 *
 * Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần II, II.3: the abbreviation of the kind and that of the body, "KH-UBND".
 *
 * Returns: (transfer full) (nullable): the symbol; %NULL where one of them is not yet known
 */
char *
bt_symbol_make (const char *kind, const char *agency)
{
  g_autoptr (GString) symbol = g_string_new (NULL);
  gsize length;

  g_return_val_if_fail (kind != NULL && agency != NULL, NULL);

  append_initials (symbol, kind);
  if (symbol->len == 0)
    return NULL;
  g_string_append_c (symbol, '-');
  length = symbol->len;
  append_initials (symbol, agency);

  return symbol->len > length ? g_string_free (g_steal_pointer (&symbol), FALSE) : NULL;
}
