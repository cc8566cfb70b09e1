/* Widgets below or beside each other: what room they ask for, and what they get. */

#include "bt-columns.h"

#define SPACING 10
#define BESIDE_FROM 400

/* With two texts that wrap, and something hidden between, which takes no room. */
static GtkWidget *
create_columns (int beside_from)
{
  static const char *const texts[]
      = { "The sections are there at once.", NULL, "Choose what it is about, or bring in the text of a plan." };
  GtkWidget *columns
      = g_object_new (BT_TYPE_COLUMNS, "spacing", SPACING, "beside-from", beside_from, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i] ? texts[i] : "hidden");
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_visible (label, texts[i] != NULL);
      gtk_widget_set_parent (label, columns);
    }
  return g_object_ref_sink (columns);
}

static int
get_natural (GtkWidget *widget, GtkOrientation orientation, int for_size)
{
  int natural;

  gtk_widget_measure (widget, orientation, for_size, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkWidget *
get_child (GtkWidget *columns, gboolean last)
{
  return last ? gtk_widget_get_last_child (columns) : gtk_widget_get_first_child (columns);
}

static int
get_height (GtkWidget *columns, gboolean last, int width)
{
  return get_natural (get_child (columns, last), GTK_ORIENTATION_VERTICAL, width);
}

/* However low it is to be, it is as wide as ever. */
static void
test_width (void)
{
  for (int beside_from = 0; beside_from <= BESIDE_FROM; beside_from += BESIDE_FROM)
    {
      GtkWidget *columns = create_columns (beside_from);
      int first = get_natural (get_child (columns, FALSE), GTK_ORIENTATION_HORIZONTAL, -1);
      int last = get_natural (get_child (columns, TRUE), GTK_ORIENTATION_HORIZONTAL, -1);

      g_assert_cmpint (first, <, last);
      for (int height = 20; height < 400; height += 20)
        g_assert_cmpint (get_natural (columns, GTK_ORIENTATION_HORIZONTAL, height), ==,
                         beside_from > 0 ? 2 * last + SPACING : last);
      g_assert_finalize_object (columns);
    }
}

static void
check_place (GtkWidget *columns, gboolean last, int x, int y, int width)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (get_child (columns, last), columns, &place));
  g_assert_cmpfloat (place.origin.x, ==, x);
  g_assert_cmpfloat (place.origin.y, ==, y);
  g_assert_cmpfloat (place.size.width, ==, width);
}

static void
allocate (GtkWidget *columns, int width)
{
  int height = get_natural (columns, GTK_ORIENTATION_VERTICAL, width);

  gtk_widget_measure (columns, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (columns, width, height, -1, NULL);
}

static void
test_below (void)
{
  GtkWidget *columns = create_columns (BESIDE_FROM);
  int width = BESIDE_FROM - 1, first = get_height (columns, FALSE, width);

  g_assert_cmpint (get_natural (columns, GTK_ORIENTATION_VERTICAL, width), ==,
                   first + SPACING + get_height (columns, TRUE, width));
  allocate (columns, width);
  check_place (columns, FALSE, 0, 0, width);
  check_place (columns, TRUE, 0, first + SPACING, width);
  g_assert_finalize_object (columns);
}

static void
test_beside (void)
{
  GtkWidget *columns = create_columns (BESIDE_FROM);
  int width = BESIDE_FROM, share = (width - SPACING) / 2;

  g_assert_cmpint (get_natural (columns, GTK_ORIENTATION_VERTICAL, width), ==,
                   MAX (get_height (columns, FALSE, share), get_height (columns, TRUE, share)));
  allocate (columns, width);
  check_place (columns, FALSE, 0, 0, share);
  check_place (columns, TRUE, share + SPACING, 0, share);
  gtk_widget_set_direction (columns, GTK_TEXT_DIR_RTL);
  allocate (columns, width);
  check_place (columns, FALSE, width - share, 0, share);
  check_place (columns, TRUE, 0, 0, share);
  g_assert_finalize_object (columns);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/columns/width", test_width);
  g_test_add_func ("/columns/below", test_below);
  g_test_add_func ("/columns/beside", test_beside);
  return g_test_run ();
}
