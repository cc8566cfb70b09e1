/* Authors look the same in the window and on the printed page, and can be read on light and on dark. */
#include <math.h>

#include "bt-author-color.h"
#include "bt-profile.h"

static double
get_linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/* As the Web Content Accessibility Guidelines define it. */
static double
get_luminance (const GdkRGBA *color)
{
  return 0.2126 * get_linear (color->red) + 0.7152 * get_linear (color->green)
         + 0.0722 * get_linear (color->blue);
}

static double
get_contrast (const char *a, const char *b)
{
  GdkRGBA colors[2];

  g_assert_true (gdk_rgba_parse (&colors[0], a) && gdk_rgba_parse (&colors[1], b));
  double first = get_luminance (&colors[0]), second = get_luminance (&colors[1]);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}

static void
test_as_printed (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load ("nd30-2020", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bt_profile_get_n_author_colors (profile), ==, BT_N_AUTHOR_COLORS);
  for (guint i = 0; i < BT_N_AUTHOR_COLORS; i++)
    {
      g_autofree char *printed = g_strdup_printf ("#%06x", bt_profile_get_author_color (profile, i));

      g_assert_cmpstr (bt_author_color_get (i, FALSE), ==, printed);
    }
}

static void
test_contrast (void)
{
  for (guint i = 0; i < BT_N_AUTHOR_COLORS; i++)
    {
      g_assert_cmpfloat (get_contrast (bt_author_color_get (i, FALSE), "#ffffff"), >=, 4.5);
      g_assert_cmpfloat (get_contrast (bt_author_color_get (i, TRUE), "#303030"), >=, 4.5);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/author-color/as-printed", test_as_printed);
  g_test_add_func ("/author-color/contrast", test_contrast);
  return g_test_run ();
}
