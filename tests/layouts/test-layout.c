/*
 * Golden tests: each FILE.layout says on its first line what it shows, holds a whole plan, and
 * behind "-----" the dump of its pages; where its name begins with "markup-", with changes and comments shown.
 * "test-layout --regenerate FILE…" writes the dumps anew:
 * look at the difference before you commit it.
 */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "bt-layout.h"
#include "bt-test-context.h"

#define SEPARATOR "-----\n"

/* A golden file, taken apart. */
typedef struct
{
  char *path;
  char *all;      /* up to and with the separator */
  char *plan;     /* between the first line and the separator */
  char *expected; /* the dump behind it */
} Golden;

static Golden
golden_read (const char *path)
{
  Golden golden = { .path = g_strdup (path) };
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  char *separator, *plan;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  separator = strstr (text, "\n" SEPARATOR);
  plan = strchr (text, '\n');
  if (text[0] != '#' || separator == NULL)
    g_error ("%s: the first line must begin with # and the plan must end with %s", path, SEPARATOR);
  golden.expected = g_strdup (separator + 1 + strlen (SEPARATOR));
  golden.all = g_strndup (text, separator + 1 + strlen (SEPARATOR) - text);
  golden.plan = g_strndup (plan + 1, separator - plan);
  return golden;
}

static void
golden_clear (Golden *golden)
{
  g_free (golden->path);
  g_free (golden->all);
  g_free (golden->plan);
  g_free (golden->expected);
}

static char *
dump (const Golden *golden)
{
  PangoContext *context = bt_test_create_context ();
  g_autoptr (BtProfile) profile = bt_test_load_profile ();
  g_autoptr (BtPlan) plan = bt_test_parse_plan (golden->plan, golden->path);
  g_autofree char *name = g_path_get_basename (golden->path);
  g_autoptr (BtLayout) layout =
      bt_layout_new (plan, profile, context,
                     g_str_has_prefix (name, "markup-") ? BT_LAYOUT_MARKUP : BT_LAYOUT_CLEAN, NULL);

  g_object_unref (context);
  return bt_layout_dump (layout);
}

/* The first line that differs, for a message a person can use. */
static void
assert_same_lines (const char *path, const char *expected, const char *found)
{
  g_auto (GStrv) wanted = g_strsplit (expected, "\n", -1);
  g_auto (GStrv) got = g_strsplit (found, "\n", -1);

  for (guint i = 0; wanted[i] != NULL || got[i] != NULL; i++)
    {
      const char *a = wanted[i] != NULL ? wanted[i] : "(nothing)";
      const char *b = got[i] != NULL ? got[i] : "(nothing)";

      if (strcmp (a, b) != 0)
        g_test_message ("%s: line %u of the dump\n  expected: %s\n  found:    %s", path, i + 1, a,
                        b);
      g_assert_cmpstr (a, ==, b);
    }
}

static void
test_golden (gconstpointer data)
{
  Golden golden = golden_read (data);
  g_autofree char *found = dump (&golden);

  assert_same_lines (golden.path, golden.expected, found);
  golden_clear (&golden);
}

static void
regenerate (const char *path)
{
  Golden golden = golden_read (path);
  g_autofree char *found = dump (&golden);
  g_autofree char *whole = g_strconcat (golden.all, found, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, whole, -1, &error);
  g_assert_no_error (error);
  golden_clear (&golden);
}

int
main (int argc, char **argv)
{
  gboolean writes = argc > 1 && strcmp (argv[1], "--regenerate") == 0;

  if (writes)
    {
      for (int i = 2; i < argc; i++)
        regenerate (argv[i]);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  if (argc < 2)
    g_error ("no golden files were given");
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path = g_strdup_printf ("/layout/%s", name);

      g_test_add_data_func (path, argv[i], test_golden);
    }
  return g_test_run ();
}
