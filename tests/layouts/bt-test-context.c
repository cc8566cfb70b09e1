/* What every test of the layout needs: plans from text, and a Pango context with the tests' own fonts. */
#include "bt-test-context.h"

#include <string.h>

#include "bt-print.h"
#include "bt-store.h"

/* The context that pages are printed with; fails where the fonts are not those the expectations were made with. */
PangoContext *
bt_test_create_context (void)
{
  PangoContext *context = bt_print_create_context ();
  g_autoptr (PangoFontDescription) wanted =
      pango_font_description_from_string ("Times New Roman, 14");
  g_autoptr (PangoFont) font = pango_context_load_font (context, wanted);
  g_autoptr (PangoFontDescription) found = pango_font_describe (font);

  if (strcmp (pango_font_description_get_family (found), "Liberation Serif") != 0)
    g_error ("Times New Roman is shown as %s, not as Liberation Serif: install fonts-liberation2",
             pango_font_description_get_family (found));
  return context;
}

BtProfile *
bt_test_load_profile (void)
{
  g_autoptr (GError) error = NULL;
  BtProfile *profile = bt_profile_load (NULL, &error);

  g_assert_no_error (error);
  return profile;
}

BtPlan *
bt_test_parse_plan (const char *xml, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, name, &error);

  g_assert_no_error (error);
  return plan;
}
