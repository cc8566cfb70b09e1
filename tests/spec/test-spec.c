/* Runs the examples of format.md: each input is read and written, and must give the stated result or error.
 * `test-spec --print PAGE` prints the page with fresh results, to be looked at before it is kept. */
#include <stdio.h>
#include <string.h>

#include "bt-store.h"

/* What stands around an example, and around its part of what is written. */
typedef struct
{
  const char *name;
  const char *before, *after;
  const char *written_before, *written_after;
  guint indent;
} Frame;

#define CHANGES                                                                                    \
  "</body><changes xml:id=\"ch\"><change xml:id=\"k1\" author=\"An\"/>"                          \
  "<change xml:id=\"k2\" author=\"An\"/></changes>"
#define COMMENTS                                                                                   \
  "<comments xml:id=\"co\"><thread xml:id=\"t1\"/><thread xml:id=\"t2\"/></comments>"

static const Frame frames[] = {
  { "plan", "", "", "", "", 0 },
  { "body", "<plan xmlns=\"urn:banthao:plan:1\" xml:id=\"p\"><body xml:id=\"b\">", CHANGES "</plan>",
    "  <body xml:id=\"b\">\n", "  </body>\n", 4 },
  { "text",
    "<plan xmlns=\"urn:banthao:plan:1\" xml:id=\"p\"><body xml:id=\"b\"><clause xml:id=\"c\"><text>",
    "</text></clause>" CHANGES COMMENTS "</plan>", "<text>", "</text></clause>\n", 0 },
};

/* An example of the page. */
typedef struct
{
  const Frame *frame;
  guint line;
  char *input;
  char *kind; /* of the expectation: "result", "same" or "error" */
  char *expected;
} Example;

static void
example_free (Example *example)
{
  g_free (example->input);
  g_free (example->kind);
  g_free (example->expected);
  g_free (example);
}

static const Frame *
find_frame (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (frames); i++)
    if (strcmp (frames[i].name, name) == 0)
      return &frames[i];
  return NULL;
}

/* The fenced block that starts in line @at: its kind and its content; moves @at behind it. */
static char *
read_block (char **lines, guint *at, char **kind)
{
  g_autoptr (GString) content = g_string_new (NULL);

  *kind = g_strdup (lines[*at] + 3);
  for ((*at)++; lines[*at] != NULL && strcmp (lines[*at], "```") != 0; (*at)++)
    g_string_append_printf (content, "%s\n", lines[*at]);
  g_assert_nonnull (lines[*at]);
  (*at)++;
  return g_string_free (g_steal_pointer (&content), FALSE);
}

static GPtrArray *
read_examples (char **lines)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func ((GDestroyNotify) example_free);
  guint at = 0;

  while (lines[at] != NULL)
    {
      g_autofree char *frame = NULL;
      if (!g_str_has_prefix (lines[at], "```"))
        {
          at++;
          continue;
        }
      Example *example = g_new0 (Example, 1);
      g_ptr_array_add (examples, example);
      example->line = at + 1;
      example->input = read_block (lines, &at, &frame);
      example->frame = find_frame (frame);
      example->expected = read_block (lines, &at, &example->kind);
      if (example->frame == NULL)
        g_error ("line %u: there is no frame “%s”", example->line, frame);
    }
  return examples;
}

/* The part of a written plan that the frame shows, without its indentation. */
static char *
cut_out (const Frame *frame, const char *written)
{
  const char *start = strstr (written, frame->written_before);
  g_autoptr (GString) part = g_string_new (NULL);

  g_assert_nonnull (start);
  start += strlen (frame->written_before);
  const char *end =
      *frame->written_after != '\0' ? strstr (start, frame->written_after) : start + strlen (start);
  g_assert_nonnull (end);
  for (const char *line = start; line < end;)
    {
      const char *next = memchr (line, '\n', end - line);
      next = next != NULL ? next + 1 : end;
      line += MIN (frame->indent, strspn (line, " "));
      g_string_append_len (part, line, next - line);
      line = next;
    }
  if (part->len > 0 && part->str[part->len - 1] != '\n')
    g_string_append_c (part, '\n');
  return g_string_free (g_steal_pointer (&part), FALSE);
}

/* What comes of an example: the part as it is written, or the error. */
static char *
run_example (const Example *example, gboolean *failed)
{
  const Frame *frame = example->frame;
  gsize length = strlen (example->input) - 1; /* the last line end is the page's */
  g_autofree char *input =
      g_strdup_printf ("%s%.*s%s", frame->before, (int) length, example->input, frame->after);
  g_autoptr (GBytes) bytes = g_bytes_new_static (input, strlen (input));
  g_autoptr (GError) error = NULL;
  g_autoptr (BtPlan) plan = bt_store_read_bytes (bytes, "input", &error);

  *failed = plan == NULL;
  if (plan == NULL)
    {
      g_assert_true (g_str_has_prefix (error->message, "input:"));
      return g_strdup_printf ("%s\n", error->message + strlen ("input:"));
    }
  g_autoptr (GBytes) written = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  g_autofree char *string =
      g_strndup (g_bytes_get_data (written, NULL), g_bytes_get_size (written));
  return cut_out (frame, string);
}

static void
test_example (gconstpointer data)
{
  const Example *example = data;
  gboolean failed;
  g_autofree char *result = run_example (example, &failed);

  g_test_message ("format.md:%u", example->line);
  g_assert_cmpstr (failed ? "error" : "result", ==,
                   strcmp (example->kind, "same") == 0 ? "result" : example->kind);
  g_assert_cmpstr (result, ==,
                   strcmp (example->kind, "same") == 0 ? example->input : example->expected);
}

/* Prints the page with what its examples give now. */
static void
print_page (char **lines, const GPtrArray *examples)
{
  guint at = 0;

  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = examples->pdata[i];
      gboolean failed;
      g_autofree char *result = run_example (example, &failed);
      gboolean same = !failed && strcmp (result, example->input) == 0;
      g_autofree char *kind = NULL;
      for (; at < example->line - 1; at++)
        puts (lines[at]);
      g_autofree char *input = read_block (lines, &at, &kind);
      g_autofree char *old_kind = NULL;
      g_autofree char *old = read_block (lines, &at, &old_kind);
      printf ("```%s\n%s```\n```%s\n%s```\n", kind, input,
              failed ? "error"
              : same ? "same"
                     : "result",
              same ? "" : result);
    }
  for (; lines[at] != NULL && (lines[at + 1] != NULL || *lines[at] != '\0'); at++)
    puts (lines[at]);
}

static char **
read_page (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *page = NULL;

  g_file_get_contents (path, &page, NULL, &error);
  g_assert_no_error (error);
  return g_strsplit (page, "\n", -1);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--print") == 0)
    {
      g_auto (GStrv) lines = read_page (argv[2]);
      g_autoptr (GPtrArray) examples = read_examples (lines);
      print_page (lines, examples);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "spec", "format.md", NULL);
  g_auto (GStrv) lines = read_page (path);
  g_autoptr (GPtrArray) examples = read_examples (lines);
  g_assert_cmpuint (examples->len, >, 30);
  for (guint i = 0; i < examples->len; i++)
    {
      const Example *example = examples->pdata[i];
      g_autofree char *name = g_strdup_printf ("/spec/line-%u", example->line);
      g_test_add_data_func (name, example, test_example);
    }
  return g_test_run ();
}
