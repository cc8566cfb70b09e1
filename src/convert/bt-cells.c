/* Blocks of cells as other programs put them on the clipboard and take them from there.
 *
 * As plain text, cells are parted by tabs and rows by line ends; a cell that holds one of these, or begins with a
 * quote, stands in quotes, and its quotes are doubled. */
#include "bt-cells.h"

#include <string.h>

#include "bt-viet.h"

/* Copies what stands in quotes from @at on. Returns where the closing quote ends; NULL where there is none, so that the
 * first was none either. */
static const char *
read_quoted (const char *at, GString *cell)
{
  for (at++; *at; at++)
    {
      if (*at == '"' && at[1] != '"')
        return at + 1;
      if (*at == '"')
        at++;
      if (*at != '\r')
        g_string_append_c (cell, *at);
    }
  return NULL;
}

/* Reads one cell and returns what ends it: a tab, a line end or the end of all. */
static const char *
read_cell (const char *at, GString *cell)
{
  const char *end = *at == '"' ? read_quoted (at, cell) : NULL;

  if (!end || !strchr ("\t\r\n", *end))
    {
      gsize length = strcspn (at, "\t\r\n");
      g_string_truncate (cell, 0);
      g_string_append_len (cell, at, length);
      end = at + length;
    }
  return end;
}

static char *
clean_cell (const char *cell)
{
  g_autofree char *valid = g_utf8_make_valid (cell, -1);
  g_autofree char *normal = bt_viet_normalize (valid, -1);

  return g_strdup (g_strstrip (normal));
}

/**
 * bt_cells_parse:
 * @text: plain text from the clipboard
 *
 * Returns: (transfer full) (element-type GStrv): its rows of cells, in NFC; one cell where it has neither tabs nor line
 *   ends
 */
GPtrArray *
bt_cells_parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  const char *at = text;

  g_return_val_if_fail (text != NULL, rows);

  for (gboolean more = TRUE; more;)
    {
      g_string_truncate (cell, 0);
      at = read_cell (at, cell);
      g_ptr_array_add (row, clean_cell (cell->str));
      if (*at == '\t')
        {
          at++;
          continue;
        }
      g_ptr_array_add (row, NULL);
      g_ptr_array_add (rows, g_ptr_array_steal (row, NULL));
      at += *at == '\r' && at[1] == '\n';
      more = *at != '\0' && *++at != '\0';
    }

  return rows;
}

static void
append_cell (GString *text, const char *cell)
{
  if (*cell != '"' && !strpbrk (cell, "\t\n"))
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (; *cell; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

/**
 * bt_cells_to_text:
 * @rows: (element-type GStrv): rows of cells
 *
 * Returns: (transfer full): them as plain text for a spreadsheet
 */
char *
bt_cells_to_text (const GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *row = rows->pdata[i];
      for (guint j = 0; row[j]; j++)
        {
          if (j > 0)
            g_string_append_c (text, '\t');
          append_cell (text, row[j]);
        }
      if (i + 1 < rows->len)
        g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

/**
 * bt_cells_to_html:
 * @rows: (element-type GStrv): rows of cells
 *
 * Returns: (transfer full): them as a table of HTML
 */
char *
bt_cells_to_html (const GPtrArray *rows)
{
  GString *html = g_string_new ("<meta charset=\"utf-8\"><table border=\"1\">");

  g_return_val_if_fail (rows != NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_string_append (html, "<tr>");
      for (char **cell = rows->pdata[i]; *cell; cell++)
        {
          g_autofree char *escaped = g_markup_escape_text (*cell, -1);
          g_auto (GStrv) lines = g_strsplit (escaped, "\n", -1);
          g_autofree char *broken = g_strjoinv ("<br>", lines);
          g_string_append_printf (html, "<td>%s</td>", broken);
        }
      g_string_append (html, "</tr>");
    }
  g_string_append (html, "</table>");

  return g_string_free (html, FALSE);
}
