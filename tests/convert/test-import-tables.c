/* The sample's table, laid out in columns of many widths and extracted as a page's text is: every cell comes back. */
#include <glib.h>
#include <string.h>

#include "bt-plan.h"
#include "bt-table.h"
#include "bt-text-import.h"

#define N_LAYOUTS 40
#define N_COLUMNS 7

static const char head[] =
    "KẾ HOẠCH\nTuyên truyền năm 2026\nNội dung tại Phụ lục./.\nPhụ lục\nDANH MỤC NHIỆM VỤ\n"
    "TT Nội dung nhiệm vụ Sản phẩm\nThời gian thực hiện Cơ quan\nchủ trì\nCơ quan\nphối hợp\nBắt\nđầu\n"
    "Hoàn\nthành\n";

/* The rows of the sample's table: an array of cells each. */
static GPtrArray *
read_rows (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "samples", "ke-hoach-mau.txt", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char **cells = g_strsplit (lines[i], "\t", -1);
      if (g_strv_length (cells) == N_COLUMNS && g_ascii_isdigit (*cells[0]))
        g_ptr_array_add (rows, cells);
      else
        g_strfreev (cells);
    }
  g_assert_cmpuint (rows->len, >=, 10);
  return rows;
}

/* Breaks a cell into lines of @width characters. */
static GPtrArray *
wrap_cell (const char *cell, guint width)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) words = g_strsplit (cell, " ", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (line->len > 0 && g_utf8_strlen (line->str, -1) + 1 + g_utf8_strlen (words[i], -1) > width)
        {
          g_ptr_array_add (lines, g_strdup (line->str));
          g_string_truncate (line, 0);
        }
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
    }
  g_ptr_array_add (lines, g_strdup (line->str));
  return lines;
}

/* A cell on one line shares it with the beginning of the next cell, as extraction has it. */
static void
append_row (GString *out, guint number, char **cells, const guint *widths)
{
  gboolean open = TRUE;

  g_string_append_printf (out, "%u", number);
  for (guint i = 1; i < N_COLUMNS; i++)
    {
      g_autoptr (GPtrArray) lines = wrap_cell (cells[i], widths[i]);
      for (guint j = 0; j < lines->len; j++)
        {
          g_string_append (out, open ? " " : "\n");
          g_string_append (out, g_ptr_array_index (lines, j));
          open = FALSE;
        }
      open = lines->len == 1;
    }
  g_string_append_c (out, '\n');
}

static void
choose_widths (GRand *rand, guint *widths)
{
  static const gint32 ranges[N_COLUMNS][2] = { { 4, 5 },  { 18, 33 }, { 12, 27 }, { 8, 14 },
                                               { 8, 14 }, { 12, 23 }, { 12, 25 } };

  for (guint i = 0; i < N_COLUMNS; i++)
    widths[i] = g_rand_int_range (rand, ranges[i][0], ranges[i][1]);
}

static void
check_rows (const BtPlan *plan, char **const *wanted, guint n)
{
  BtNode *appendix = bt_node_get_child (bt_plan_get_part (plan, BT_NODE_APPENDICES), 0);
  BtNode *table = bt_node_get_child_of_kind (appendix, BT_NODE_TABLE);
  g_assert_nonnull (table);
  g_assert_cmpuint (bt_table_get_n_leaves (table), ==, N_COLUMNS);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);

  g_assert_cmpuint (bt_node_get_n_children (rows), ==, n);
  for (guint i = 0; i < n; i++)
    for (guint j = 1; j < N_COLUMNS; j++)
      g_assert_cmpstr (bt_node_get_string (bt_node_get_child (bt_node_get_child (rows, i), j)), ==, wanted[i][j]);
}

static void
test_layouts (void)
{
  g_autoptr (GPtrArray) rows = read_rows ();

  for (guint seed = 0; seed < N_LAYOUTS; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (GString) text = g_string_new (head);
      g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
      g_autoptr (GError) error = NULL;
      guint widths[N_COLUMNS];
      choose_widths (rand, widths);
      for (guint i = 0; i < rows->len; i++)
        if (g_rand_int_range (rand, 0, 3) > 0 || chosen->len == 0)
          {
            g_ptr_array_add (chosen, g_ptr_array_index (rows, i));
            append_row (text, chosen->len, g_ptr_array_index (rows, i), widths);
          }
      g_test_message ("layout %u", seed);
      g_autoptr (GBytes) bytes = g_bytes_new (text->str, text->len);
      g_autoptr (BtPlan) plan = bt_text_import (bytes, "table", NULL, &error);
      g_assert_no_error (error);
      check_rows (plan, (char **const *) chosen->pdata, chosen->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/tables/layouts", test_layouts);
  return g_test_run ();
}
