/* What the tests of printed pages share. */
#include "bt-print-fixture.h"

#include <string.h>

/* The layout of a plan by the built-in rule set. */
BtLayout *
bt_fixture_lay_out (BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtProfile) profile = bt_profile_load (NULL, &error);
  PangoContext *context = bt_print_create_context ();
  BtLayout *layout;

  g_assert_no_error (error);
  layout = bt_layout_new (plan, profile, context, BT_LAYOUT_CLEAN, NULL);
  g_object_unref (context);
  return layout;
}

/* The bytes of a layout's PDF. */
GBytes *
bt_fixture_print (BtLayout *layout)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();

  bt_print_write_pdf (layout, stream, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/* Writes bytes to a file in the folder of the build; returns its path. */
char *
bt_fixture_save (GBytes *bytes, const char *name)
{
  g_autoptr (GError) error = NULL;
  char *path = g_test_build_filename (G_TEST_BUILT, name, NULL);

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &error);
  g_assert_no_error (error);
  return path;
}

/* What a program prints; it must succeed. NULL where it is not installed. */
char *
bt_fixture_run (const char *const *command)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_find_program_in_path (command[0]);
  char *out = NULL;
  int status = 0;

  if (program == NULL)
    return NULL;
  g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
  return out;
}

/* A text in upper case without any space: what is the same however lines were broken and styles print it. */
char *
bt_fixture_squeeze (const char *text)
{
  g_autofree char *upper = g_utf8_strup (text, -1);
  g_autofree char *normal = g_utf8_normalize (upper, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  GString *out = g_string_new (NULL);

  for (const char *p = normal; *p != 0; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}
