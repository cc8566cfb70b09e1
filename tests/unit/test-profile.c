/* The rule set: what the built-in one says, and that a wrong one is refused with its line. */
#include <gio/gio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "bt-data.h"
#include "bt-error.h"
#include "bt-profile.h"

/* The built-in profile's XML, to make bad ones from. */
static char *
read_xml (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path =
      g_build_filename (g_getenv (BT_DATA_ENVIRONMENT), "profiles", "nd30-2020.xml", NULL);
  char *xml;

  g_file_get_contents (path, &xml, NULL, &error);
  g_assert_no_error (error);
  return xml;
}

static BtProfile *
parse (const char *xml, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (xml, strlen (xml));

  return bt_profile_parse (bytes, "x.xml", error);
}

static char *
replace_once (const char *text, const char *old, const char *new)
{
  const char *place = strstr (text, old);

  g_assert_nonnull (place);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, new, place + strlen (old));
}

static int
line_of (const char *text, const char *what)
{
  int line = 1;

  for (const char *p = text; p < strstr (text, what); p++)
    line += *p == '\n';
  return line;
}

static void
test_figures (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load (NULL, &error);
  BtLength width, height;

  g_assert_no_error (error);
  g_assert_cmpstr (bt_profile_get_name (profile), ==, BT_PROFILE_DEFAULT);
  g_assert_cmpstr (bt_profile_get_font (profile), ==, "Times New Roman");
  g_assert_cmpint (bt_profile_get_length (profile, BT_FIGURE_PAPER_WIDTH), ==,
                   BT_LENGTH_FROM_MM (210));
  g_assert_cmpint (bt_profile_get_range (profile, BT_FIGURE_MARGIN_LEFT)->max, ==,
                   BT_LENGTH_FROM_MM (35));
  g_assert_cmpint (bt_profile_get_style (profile, BT_STYLE_RECIPIENT)->size, ==,
                   BT_LENGTH_FROM_PT (11));
  g_assert_true (bt_profile_get_style (profile, BT_STYLE_RECIPIENTS_TITLE)->italic);
  g_assert_cmpfloat (bt_profile_get_ratio (profile, BT_RATIO_SUBMOTTO_RULE), ==, 1);
  g_assert_cmpfloat (bt_profile_get_ratio_range (profile, BT_RATIO_AGENCY_RULE)->max, ==, 0.5);
  g_assert_cmpstr (bt_profile_get_words (profile, BT_WORDS_SUBMOTTO), ==,
                   "Độc lập - Tự do - Hạnh phúc");
  g_assert_true (bt_profile_find_mark (profile, "KHẨN", &width, &height));
  g_assert_cmpint (width, ==, BT_LENGTH_FROM_MM (20));
  g_assert_false (bt_profile_find_mark (profile, "MẬT", &width, &height));
}

/* What is built in must be what lies in data/. */
static void
test_built_in (void)
{
  g_autofree char *folder = g_strdup (g_getenv (BT_DATA_ENVIRONMENT));
  g_autoptr (GError) error = NULL;

  g_unsetenv (BT_DATA_ENVIRONMENT);
  g_autoptr (BtProfile) built_in = bt_profile_load (BT_PROFILE_DEFAULT, &error);
  g_setenv (BT_DATA_ENVIRONMENT, folder, TRUE);
  g_assert_no_error (error);
  g_autoptr (BtProfile) profile = bt_profile_load (BT_PROFILE_DEFAULT, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < BT_N_FIGURES; i++)
    g_assert_cmpint (bt_profile_get_length (built_in, i), ==, bt_profile_get_length (profile, i));
}

static void
test_no_such_profile (void)
{
  const char *names[] = { "nd99-2099", "../../etc/passwd", "" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bt_profile_load (names[i], &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_USAGE);
    }
}

/* Every edit of the good file is refused at the line where it was made. */
static void
test_bad_lines (void)
{
  static const struct
  {
    const char *old, *new;
  } edits[] = {
    { "name=\"margin-top\" value=\"20mm\"", "name=\"margin-top\" value=\"20\"" },
    { "name=\"margin-top\" value=\"20mm\"", "name=\"margin-top\" value=\"40mm\"" },
    { "name=\"margin-top\"", "name=\"margin-tip\"" },
    { "name=\"margin-bottom\"", "name=\"margin-top\"" },
    { "<ratio name=\"agency-rule\" value=\"0.42\"", "<ratio name=\"agency-rule\" value=\"much\"" },
    { "name=\"signer\" size=\"14pt\"", "name=\"signer\" size=\"15pt\"" },
    { "<style name=\"signer\"", "<style slant=\"2\" name=\"signer\"" },
    { "name=\"recipient\" size=\"11pt\" size-min=\"11pt\" size-max=\"11pt\" align=\"left\"",
      "name=\"recipient\" size=\"11pt\" size-min=\"11pt\" size-max=\"11pt\" align=\"right\"" },
    { "color=\"#e60000\"", "color=\"red\"" },
    { "<words name=\"draft\" clause=\"practice\">", "<words name=\"draft\">" },
    { "<mark words=\"KHẨN\"", "<stamp words=\"KHẨN\"" },
    { "<!-- The page. -->", "The page." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *good = read_xml ();
      g_autofree char *bad = replace_once (good, edits[i].old, edits[i].new);
      g_autoptr (GError) error = NULL;
      int line = -1;

      g_assert_null (parse (bad, &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
      g_assert_cmpint (sscanf (error->message, "x.xml:%d: ", &line), ==, 1);
      /* A start tag over two lines is reported at its last one. */
      g_assert_cmpint (ABS (line - line_of (bad, edits[i].new)), <=, 1);
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* Each figure may be right and the whole still wrong. */
static void
test_no_whole (void)
{
  static const struct
  {
    const char *old, *new;
  } edits[] = {
    { "name=\"paper-width\" value=\"210mm\" min=\"210mm\"",
      "name=\"paper-width\" value=\"140mm\" min=\"140mm\"" },
    { "name=\"paper-height\" value=\"297mm\" min=\"297mm\"",
      "name=\"paper-height\" value=\"60mm\" min=\"60mm\"" },
    { "<style name=\"body\" size=\"14pt\" size-min=\"13pt\" size-max=\"14pt\" align=\"justify\" indent=\"12.7mm\"",
      "<style name=\"body\" size=\"14pt\" size-min=\"13pt\" size-max=\"14pt\" align=\"justify\" indent=\"5mm\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    {
      g_autofree char *good = read_xml ();
      g_autofree char *bad = replace_once (good, edits[i].old, edits[i].new);
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (bad, &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
    }
}

/* How bright a colour looks, from 0 to 1 (WCAG 2, relative luminance). */
static double
get_luminance (guint32 color)
{
  static const double weights[] = { 0.0722, 0.7152, 0.2126 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (weights); i++, color >>= 8)
    {
      const double part = (color & 0xff) / 255.0;

      sum += weights[i] * (part <= 0.03928 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4));
    }
  return sum;
}

/* Letters in an author's colour can be read on paper, and no two authors have one that looks alike. */
static void
test_author_colors (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load (NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < bt_profile_get_n_author_colors (profile); i++)
    {
      const guint32 color = bt_profile_get_author_color (profile, i);

      g_assert_cmpfloat (1.05 / (get_luminance (color) + 0.05), >=, 4.5);
      for (guint j = 0; j < i; j++)
        g_assert_cmphex (color, !=, bt_profile_get_author_color (profile, j));
    }
}

static void
test_missing (void)
{
  g_autofree char *good = read_xml ();
  const char *kinds[] = { "<font ", "<length ", "<ratio ", "<words name=\"type\"", "<style " };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *opened = g_strconcat ("<!-- ", kinds[i], NULL);
      g_autofree char *bad = replace_once (good, kinds[i], opened);
      char *end = strchr (strstr (bad, opened) + 5, '>');
      g_autofree char *rest = g_strdup (end + 1);
      g_autoptr (GError) error = NULL;

      end[1] = '\0';
      g_autofree char *whole = g_strconcat (bad, " -->", rest, NULL);
      if (strstr (kinds[i], "words") != NULL)
        {
          g_autofree char *closed = replace_once (whole, "KẾ HOẠCH</words>", "");
          g_assert_null (parse (closed, &error));
        }
      else
        g_assert_null (parse (whole, &error));
      g_assert_error (error, BT_ERROR, BT_ERROR_INVALID);
      g_assert_nonnull (strstr (error->message, "missing"));
    }
}

static void
test_no_profile_at_all (void)
{
  static const struct
  {
    const char *text;
    BtError code;
  } files[] = {
    { "", BT_ERROR_LIMIT },
    { "Kế hoạch", BT_ERROR_SYNTAX },
    { "<profile", BT_ERROR_SYNTAX },
    { "<profile name='a'/>", BT_ERROR_INVALID },
    { "<plan xmlns='urn:banthao:profile:1' name='a'/>", BT_ERROR_INVALID },
    { "<profile xmlns='urn:banthao:profile:1' name='a'/>", BT_ERROR_INVALID },
    { "<!DOCTYPE profile [<!ENTITY a 'b'>]><profile xmlns='urn:banthao:profile:1' name='a'>&a;</profile>",
      BT_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (files[i].text, &error));
      g_assert_error (error, BT_ERROR, files[i].code);
      g_assert_true (g_str_has_prefix (error->message, "x.xml:"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/profile/figures", test_figures);
  g_test_add_func ("/profile/built-in", test_built_in);
  g_test_add_func ("/profile/no-such-profile", test_no_such_profile);
  g_test_add_func ("/profile/bad-lines", test_bad_lines);
  g_test_add_func ("/profile/no-whole", test_no_whole);
  g_test_add_func ("/profile/author-colors", test_author_colors);
  g_test_add_func ("/profile/missing", test_missing);
  g_test_add_func ("/profile/no-profile-at-all", test_no_profile_at_all);
  return g_test_run ();
}
