/* A few printed pages compared as pictures. Small differences of fonts and of their rasteriser are allowed: the
 * pictures are compared in cells of some pixels. `test-pages --write` makes the pictures to compare with anew; look at
 * them before they are committed. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bt-print-fixture.h"

/* Pixels to a point: enough to see where every line stands. */
#define SCALE 0.7

/* The side of a cell, and how far (of 255) the grey of one cell, and of all cells on average, may be off. */
#define CELL 5
#define MOST_IN_CELL 40
#define MOST_ON_AVERAGE 1.5

/* The pictures, and the pages of the made plan that they show. */
static const struct
{
  const char *name;
  guint page;
} pictures[] = {
  { "first", 0 },
  { "signature", 2 },
  { "table", 3 },
  { "split-row", 4 },
};

static gboolean write_pictures;

static cairo_surface_t *
draw_page (const BtLayout *layout, guint number)
{
  const BtPage *paper = bt_layout_get_page (layout, number);
  cairo_surface_t *picture =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, BT_LENGTH_TO_PT (paper->width) * SCALE,
                                  BT_LENGTH_TO_PT (paper->height) * SCALE);
  cairo_t *cr = cairo_create (picture);

  bt_print_prefer_outlines (picture);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, SCALE, SCALE);
  bt_print_draw_page (layout, number, cr);
  cairo_destroy (cr);
  cairo_surface_flush (picture);
  return picture;
}

/* The mean grey of a cell. */
static double
get_grey (cairo_surface_t *picture, int cell_x, int cell_y)
{
  const int width = MIN (CELL, cairo_image_surface_get_width (picture) - cell_x * CELL);
  const int height = MIN (CELL, cairo_image_surface_get_height (picture) - cell_y * CELL);
  double sum = 0;

  for (int y = cell_y * CELL; y < cell_y * CELL + height; y++)
    {
      const guchar *row =
          cairo_image_surface_get_data (picture) + y * cairo_image_surface_get_stride (picture);

      for (int x = cell_x * CELL; x < cell_x * CELL + width; x++)
        sum += (((const guint32 *) (const void *) row)[x] >> 8) & 0xff;
    }
  return sum / (width * height);
}

/* Compares two pictures of one size; marks the cells that differ too much in @difference. */
static gboolean
are_alike (cairo_surface_t *picture, cairo_surface_t *wanted, cairo_surface_t *difference)
{
  const int n_x = (cairo_image_surface_get_width (picture) + CELL - 1) / CELL;
  const int n_y = (cairo_image_surface_get_height (picture) + CELL - 1) / CELL;
  cairo_t *cr = cairo_create (difference);
  double sum = 0, most = 0;

  cairo_set_source_surface (cr, wanted, 0, 0);
  cairo_paint (cr);
  cairo_set_source_rgba (cr, 1, 0, 0, 0.5);
  for (int y = 0; y < n_y; y++)
    for (int x = 0; x < n_x; x++)
      {
        const double off = fabs (get_grey (picture, x, y) - get_grey (wanted, x, y));

        sum += off;
        most = MAX (most, off);
        if (off > MOST_IN_CELL)
          cairo_rectangle (cr, x * CELL, y * CELL, CELL, CELL);
      }
  cairo_fill (cr);
  cairo_destroy (cr);
  g_test_message ("off by %.1f in one cell, %.2f on average", most, sum / (n_x * n_y));
  return most <= MOST_IN_CELL && sum / (n_x * n_y) <= MOST_ON_AVERAGE;
}

static void
save_picture (cairo_surface_t *picture, const char *name, const char *what)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, what);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, file, NULL);

  g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
  g_test_message ("see %s", path);
}

static void
compare (cairo_surface_t *picture, const char *name, const char *path)
{
  cairo_surface_t *wanted = cairo_image_surface_create_from_png (path);
  cairo_surface_t *difference;
  const int width = cairo_image_surface_get_width (picture),
            height = cairo_image_surface_get_height (picture);

  g_assert_cmpint (cairo_surface_status (wanted), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (wanted), ==, width);
  g_assert_cmpint (cairo_image_surface_get_height (wanted), ==, height);
  difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (!are_alike (picture, wanted, difference))
    {
      save_picture (picture, name, "out");
      save_picture (wanted, name, "ref");
      save_picture (difference, name, "diff");
      g_test_fail_printf ("the page “%s” does not look as it should", name);
    }
  cairo_surface_destroy (difference);
  cairo_surface_destroy (wanted);
}

static void
test_pages (void)
{
  const BtMadePlan wanted = {
    .seed = 5, .n_sections = 1, .n_points = 3, .n_rows = 6, .longest_cell = 2600, .group_every = 3
  };
  g_autoptr (BtPlan) plan = bt_made_plan_new (&wanted);
  g_autoptr (BtLayout) layout = bt_fixture_lay_out (plan);

  for (guint i = 0; i < G_N_ELEMENTS (pictures); i++)
    {
      cairo_surface_t *picture = draw_page (layout, pictures[i].page);
      g_autofree char *file = g_strdup_printf ("%s.png", pictures[i].name);
      g_autofree char *path = g_test_build_filename (G_TEST_DIST, "print", "pages", file, NULL);

      if (write_pictures)
        g_assert_cmpint (cairo_surface_write_to_png (picture, path), ==, CAIRO_STATUS_SUCCESS);
      else
        compare (picture, pictures[i].name, path);
      cairo_surface_destroy (picture);
    }
}

/* A wrong picture is found: a rule more, a line of text less. */
static void
test_differences_are_seen (void)
{
  cairo_surface_t *a = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_surface_t *b = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_surface_t *difference = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 300, 200);
  cairo_t *cr;

  for (guint i = 0; i < 2; i++)
    {
      cr = cairo_create (i == 0 ? a : b);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  g_assert_true (are_alike (a, b, difference));
  cr = cairo_create (b);
  cairo_rectangle (cr, 30, 60, 120, 1.5);
  cairo_fill (cr);
  cairo_destroy (cr);
  cairo_surface_flush (b);
  g_assert_false (are_alike (a, b, difference));
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  cairo_surface_destroy (difference);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  write_pictures = argc > 1 && strcmp (argv[1], "--write") == 0;
  g_test_add_func ("/pages/differences-are-seen", test_differences_are_seen);
  g_test_add_func ("/pages/pages", test_pages);
  return g_test_run ();
}
