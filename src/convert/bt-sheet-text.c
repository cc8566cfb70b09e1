/* The strings of spreadsheets: how XLSX escapes them, and what a cell of a plan may hold. */
#include "bt-sheet-text.h"

#include <string.h>

#include "bt-text.h"
#include "bt-viet.h"

/* "_x000D_": what stands for a character that XML cannot hold (ISO/IEC 29500-1, 22.9.2.19, ST_Xstring). */
#define ESCAPE_LENGTH 7

static gboolean
is_escape (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < ESCAPE_LENGTH - 1; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[ESCAPE_LENGTH - 1] == '_';
}

/**
 * bt_sheet_escape:
 * @text: the text of a cell
 *
 * Returns: (transfer full): the same for XLSX: what reads like an escape in it is escaped
 */
char *
bt_sheet_escape (const char *text)
{
  GString *escaped = g_string_new (NULL);

  for (; *text != '\0'; text++)
    {
      if (is_escape (text))
        g_string_append (escaped, "_x005F");
      g_string_append_c (escaped, *text);
    }
  return g_string_free (escaped, FALSE);
}

/**
 * bt_sheet_unescape:
 * @text: a string of XLSX
 *
 * Returns: (transfer full): what it means
 */
char *
bt_sheet_unescape (const char *text)
{
  GString *plain = g_string_new (NULL);

  while (*text != '\0')
    {
      gunichar character = is_escape (text) ? (gunichar) g_ascii_strtoull (text + 2, NULL, 16) : 0;
      if (character != 0 && g_unichar_validate (character))
        {
          g_string_append_unichar (plain, character);
          text += ESCAPE_LENGTH;
        }
      else
        g_string_append_c (plain, *text++);
    }
  return g_string_free (plain, FALSE);
}

/**
 * bt_sheet_clean:
 * @text: the text of a cell, as a file has it
 *
 * Returns: (transfer full): in NFC, its line breaks "\n", without blanks around it and without characters that no plan
 *   may hold
 */
char *
bt_sheet_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      if (character == '\r' && c[1] == '\n')
        continue;
      if (character == '\r' || character == '\v' || character == 0x2028 || character == 0x2029)
        g_string_append_c (clean, '\n');
      else if (character == '\t')
        g_string_append_c (clean, ' ');
      else if (bt_text_allows_char (character, TRUE))
        g_string_append_unichar (clean, character);
    }
  char *normal = bt_viet_normalize (clean->str, clean->len);
  return g_strstrip (normal);
}
