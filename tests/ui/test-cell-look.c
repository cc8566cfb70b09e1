/* Cells of a changed table: words, rows, columns have the colour of who changed them, and lines that say it without. */

#include <pango/pangocairo.h>
#include <string.h>

#include "bt-author-color.h"
#include "bt-store.h"
#include "bt-table-grid.h"

/* The table of a golden of pages, in which three people changed everything that can be changed. */
static BtPlan *
read_plan (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "layouts", "markup-table.layout", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *start, *end;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  start = strstr (text, "<?xml");
  end = strstr (text, "\n-----\n");
  bytes = g_bytes_new (start, end - start + 1);
  BtPlan *plan = bt_store_read_bytes (bytes, path, &error);
  g_assert_no_error (error);
  return plan;
}

/* What is seen at some words of a layout. */
typedef struct
{
  char *color; /* NULL where it is that of the cell */
  int underline;
  gboolean struck;
} Seen;

static void
see_attribute (Seen *seen, const PangoAttribute *attribute)
{
  if (attribute->klass->type == PANGO_ATTR_FOREGROUND)
    {
      const PangoColor *color = &((const PangoAttrColor *) attribute)->color;
      g_free (seen->color);
      seen->color = g_strdup_printf ("#%02x%02x%02x", color->red >> 8, color->green >> 8, color->blue >> 8);
    }
  else if (attribute->klass->type == PANGO_ATTR_UNDERLINE)
    seen->underline = ((const PangoAttrInt *) attribute)->value;
  else if (attribute->klass->type == PANGO_ATTR_STRIKETHROUGH)
    seen->struck = ((const PangoAttrInt *) attribute)->value;
}

static Seen
see (BtCellLook *look, PangoContext *context, const char *words, BtCellInk ink)
{
  g_autoptr (PangoLayout) layout = bt_cell_look_create_layout (look, context, ink);
  PangoAttrList *list = pango_layout_get_attributes (layout);
  const char *text = pango_layout_get_text (layout), *at = strstr (text, words);
  GSList *all = list ? pango_attr_list_get_attributes (list) : NULL;
  Seen seen = { NULL, PANGO_UNDERLINE_NONE, FALSE };

  g_assert_nonnull (at);
  for (GSList *l = all; l; l = l->next)
    {
      const PangoAttribute *attribute = l->data;
      if (attribute->start_index <= at - text && at - text < attribute->end_index)
        see_attribute (&seen, attribute);
    }
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);
  return seen;
}

static const struct
{
  guint row, column;
  const char *words;
  const char *change; /* whose author has the colour; NULL for words of nobody */
  int underline;
  gboolean struck;
} cells[] = {
  { 1, 1, "Phát", NULL, PANGO_UNDERLINE_NONE, FALSE },
  { 1, 1, "tờ rơi", "k1", PANGO_UNDERLINE_NONE, TRUE },
  { 1, 1, "loa", "k1", PANGO_UNDERLINE_SINGLE, FALSE },
  { 1, 3, "Bản tin", "k1", PANGO_UNDERLINE_SINGLE, FALSE }, /* with its column */
  { 1, 4, "Quý I", "k3", PANGO_UNDERLINE_DOUBLE, FALSE },
  { 1, 5, "Hằng năm", "k2", PANGO_UNDERLINE_NONE, TRUE },
  { 2, 0, "2", "k1", PANGO_UNDERLINE_SINGLE, FALSE }, /* with its row */
  { 2, 1, "Thi viết", "k1", PANGO_UNDERLINE_SINGLE, FALSE },
  { 3, 1, "Treo", "k2", PANGO_UNDERLINE_NONE, TRUE },
  { 5, 1, "Tổng kết", "k3", PANGO_UNDERLINE_DOUBLE, FALSE },
};

/* The colour of the author of @change, as it is read off the plan. */
static const char *
get_color (GHashTable *colors, const char *change, BtCellInk ink)
{
  gpointer color;

  if (!change || ink == BT_CELL_MEASURED)
    return NULL;
  g_assert_true (g_hash_table_lookup_extended (colors, bt_intern (change), NULL, &color));
  return bt_author_color_get (GPOINTER_TO_UINT (color), ink == BT_CELL_ON_DARK);
}

static void
test_cells (void)
{
  g_autoptr (BtPlan) plan = read_plan ();
  g_autoptr (BtTableGrid) grid = bt_table_grid_new ();
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr (GHashTable) colors = bt_author_colors_of_changes (plan);

  bt_table_grid_set_table (grid, plan, "tab1");
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    for (BtCellInk ink = BT_CELL_MEASURED; ink <= BT_CELL_ON_DARK; ink++)
      {
        g_autoptr (BtCellLook) look = bt_table_grid_create_look (grid, cells[i].row, cells[i].column);
        Seen seen = see (look, context, cells[i].words, ink);
        g_autofree char *color = seen.color;

        g_test_message ("“%s”", cells[i].words);
        g_assert_cmpstr (color, ==, get_color (colors, cells[i].change, ink));
        g_assert_cmpint (seen.underline, ==, cells[i].underline);
        g_assert_cmpint (seen.struck, ==, cells[i].struck);
      }
  g_object_unref (context);
}

/* The bar in the edge has the colour of who changed the row or, where only words in it are changed, the words. */
static void
test_bars (void)
{
  static const char *const rows[] = { NULL, "k1", "k1", "k2", NULL, "k3" };
  g_autoptr (BtPlan) plan = read_plan ();
  g_autoptr (BtTableGrid) grid = bt_table_grid_new ();
  GHashTable *colors;

  bt_table_grid_set_table (grid, plan, "tab1");
  colors = bt_table_grid_get_colors (grid);
  g_assert_cmpuint (bt_table_grid_get_n_rows (grid), ==, G_N_ELEMENTS (rows));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int author = bt_cell_find_author (bt_table_grid_get_row (grid, i), colors);

      if (rows[i])
        g_assert_cmpint (author, ==, GPOINTER_TO_INT (g_hash_table_lookup (colors, bt_intern (rows[i]))));
      else
        g_assert_cmpint (author, ==, BT_CELL_NOBODY);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cell-look/cells", test_cells);
  g_test_add_func ("/cell-look/bars", test_bars);
  return g_test_run ();
}
