/* Pages of worked examples that are tests: each is a part of a plan, what is done to it, and what comes of that. */
#include "bt-examples.h"

#include <stdio.h>
#include <string.h>

#include "bt-commands.h"
#include "bt-id.h"
#include "bt-store.h"

/* What an edit is done with. */
typedef struct
{
  BtDocument *document;
  char **words;
} Edit;

static BtPlace
find_place (const Edit *edit, const char *words, gboolean end)
{
  const char *string =
      bt_node_get_string (bt_plan_get_node (bt_document_get_plan (edit->document), edit->words[1]));
  const char *found = strstr (string, words);

  g_assert_nonnull (found);
  return bt_place (edit->words[1], found - string + (end ? strlen (words) : 0));
}

static gboolean
edit_author (const Edit *edit, GError **error)
{
  bt_document_set_author (edit->document, edit->words[1]);
  return TRUE;
}

static gboolean
edit_replace (const Edit *edit, GError **error)
{
  return bt_document_type (edit->document, find_place (edit, edit->words[2], FALSE),
                           find_place (edit, edit->words[2], TRUE), edit->words[3], error);
}

static gboolean
edit_delete (const Edit *edit, GError **error)
{
  return bt_document_delete (edit->document, find_place (edit, edit->words[2], FALSE),
                             find_place (edit, edit->words[2], TRUE), error);
}

/* From before words of one paragraph to behind words of another. */
static gboolean
edit_delete_to (const Edit *edit, GError **error)
{
  const Edit last = { edit->document, edit->words + 2 };

  return bt_document_delete (edit->document, find_place (edit, edit->words[2], FALSE),
                             find_place (&last, edit->words[4], TRUE), error);
}

static gboolean
edit_insert (const Edit *edit, GError **error)
{
  BtPlace place = find_place (edit, edit->words[2], TRUE);
  return bt_document_type (edit->document, place, place, edit->words[3], error);
}

static gboolean
edit_bold (const Edit *edit, GError **error)
{
  return bt_document_set_format (edit->document, find_place (edit, edit->words[2], FALSE),
                                 find_place (edit, edit->words[2], TRUE), BT_FORMAT_BOLD, TRUE,
                                 error);
}

static gboolean
edit_split (const Edit *edit, GError **error)
{
  return bt_document_split (edit->document, find_place (edit, edit->words[2], TRUE), error);
}

static gboolean
edit_join (const Edit *edit, GError **error)
{
  return bt_document_join (edit->document, edit->words[1], error);
}

static gboolean
edit_new_after (const Edit *edit, GError **error)
{
  return bt_document_insert_after (edit->document, edit->words[1], error);
}

static gboolean
edit_remove (const Edit *edit, GError **error)
{
  return bt_document_remove (edit->document, edit->words[1], error);
}

static gboolean
edit_duplicate (const Edit *edit, GError **error)
{
  return bt_document_duplicate (edit->document, edit->words[1], error);
}

static gboolean
edit_move (const Edit *edit, GError **error)
{
  return bt_document_move (edit->document, edit->words[1], edit->words[2], atoi (edit->words[3]),
                           error);
}

static gboolean
edit_set (const Edit *edit, GError **error)
{
  return bt_document_set_attr (edit->document, edit->words[1], edit->words[2], edit->words[3],
                               error);
}

static gboolean
edit_comment (const Edit *edit, GError **error)
{
  return bt_document_comment (edit->document, find_place (edit, edit->words[2], FALSE),
                              find_place (edit, edit->words[2], TRUE), edit->words[3], error);
}

static gboolean
edit_comment_node (const Edit *edit, GError **error)
{
  return bt_document_comment_node (edit->document, edit->words[1], edit->words[2], error);
}

static gboolean
edit_set_aside (const Edit *edit, GError **error)
{
  return bt_document_set_aside (edit->document, edit->words[1], edit->words[2], edit->words[3],
                                edit->words[4], error);
}

static gboolean
edit_reply (const Edit *edit, GError **error)
{
  return bt_document_reply (edit->document, edit->words[1], edit->words[2], error);
}

static gboolean
edit_resolve (const Edit *edit, GError **error)
{
  return bt_document_resolve_thread (edit->document, edit->words[1], error);
}

static gboolean
edit_row (const Edit *edit, GError **error)
{
  return bt_document_insert_row (edit->document, edit->words[1], atoi (edit->words[2]), error);
}

static gboolean
edit_column (const Edit *edit, GError **error)
{
  return bt_document_insert_column (edit->document, edit->words[1], TRUE, edit->words[2],
                                    BT_ROLE_TEXT, error);
}

static gboolean
edit_remove_column (const Edit *edit, GError **error)
{
  return bt_document_remove_column (edit->document, edit->words[1], error);
}

static gboolean
edit_move_column (const Edit *edit, GError **error)
{
  return bt_document_move_column (edit->document, edit->words[1], edit->words[2], TRUE, error);
}

static gboolean
edit_group (const Edit *edit, GError **error)
{
  return bt_document_group_columns (edit->document, edit->words[1], edit->words[2], edit->words[3],
                                    error);
}

static const struct
{
  const char *name;
  guint n_words;
  gboolean (*run) (const Edit *edit, GError **error);
} edits[] = {
  { "author", 2, edit_author }, { "replace", 4, edit_replace },
  { "delete", 3, edit_delete }, { "insert", 4, edit_insert },
  { "delete-to", 5, edit_delete_to },
  { "bold", 3, edit_bold },     { "split", 3, edit_split },
  { "join", 2, edit_join },     { "new-after", 2, edit_new_after },
  { "remove", 2, edit_remove }, { "duplicate", 2, edit_duplicate },
  { "move", 4, edit_move },
  { "set", 4, edit_set },       { "row", 3, edit_row },
  { "column", 3, edit_column }, { "remove-column", 2, edit_remove_column },
  { "move-column", 3, edit_move_column }, { "group", 4, edit_group },
  { "comment", 4, edit_comment }, { "comment-node", 3, edit_comment_node },
  { "reply", 3, edit_reply },   { "resolve", 2, edit_resolve },
  { "set-aside", 5, edit_set_aside },
};

static void
run_edit (BtDocument *document, const char *line)
{
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  int n_words;

  g_shell_parse_argv (line, &n_words, &words, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++)
    if (strcmp (edits[i].name, words[0]) == 0)
      {
        Edit edit = { document, words };
        g_assert_cmpuint (n_words, ==, edits[i].n_words);
        edits[i].run (&edit, &error);
        g_assert_no_error (error);
        return;
      }
  g_error ("there is no edit “%s”", words[0]);
}

/* Every look at the clock is ten minutes later, so each edit is a change of its own. */
static gint64
get_time_cb (gpointer data)
{
  gint64 *now = data;
  return *now += 10 * G_TIME_SPAN_MINUTE;
}

/* What stands in the example's part as it is written, without its indentation. */
char *
bt_example_write_part (const BtExample *example, BtPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, &error);
  g_assert_no_error (error);
  g_autofree char *written = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autofree char *open = g_strdup_printf ("  <%s ", example->part);
  g_autofree char *close = g_strdup_printf ("  </%s>", example->part);
  g_auto (GStrv) lines = g_strsplit (written, "\n", -1);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean inside = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], close))
        inside = FALSE;
      if (inside)
        g_string_append_printf (out, "%s\n", lines[i] + 4);
      if (g_str_has_prefix (lines[i], open) && !g_str_has_suffix (lines[i], "/>"))
        inside = TRUE;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* The plan that the example begins with. */
BtPlan *
bt_example_read (const BtExample *example)
{
  g_autofree char *xml = g_strdup_printf (
      "<plan xmlns=\"urn:banthao:plan:1\" xml:id=\"p\" tracking=\"yes\"><%s xml:id=\"b\">%s</%s></plan>",
      example->part, example->blocks[0], example->part);
  g_autoptr (GBytes) bytes = g_bytes_new_static (xml, strlen (xml));
  g_autoptr (GError) error = NULL;
  BtPlan *plan = bt_store_read_bytes (bytes, "before", &error);

  g_assert_no_error (error);
  return plan;
}

/* What the example's edits make of it. */
BtPlan *
bt_example_edit (const BtExample *example, BtPlan *before)
{
  gint64 now = 0;
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_auto (GStrv) lines = g_strsplit (example->blocks[1], "\n", -1);

  bt_id_set_seed (1);
  bt_document_set_clock (document, get_time_cb, &now);
  bt_document_set_author (document, "An");
  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      run_edit (document, lines[i]);
  return bt_plan_ref (bt_document_get_plan (document));
}

static void
example_free (gpointer data)
{
  BtExample *example = data;

  g_free (example->part);
  g_strfreev (example->blocks);
  g_free (example);
}

/* The fenced block that starts in line @at, which moves behind it. */
static char *
read_block (char **lines, guint *at)
{
  GString *content = g_string_new (NULL);

  for ((*at)++; lines[*at] != NULL && strcmp (lines[*at], "```") != 0; (*at)++)
    g_string_append_printf (content, "%s\n", lines[*at]);
  g_assert_nonnull (lines[*at]);
  (*at)++;
  return g_string_free (content, FALSE);
}

static BtExample *
read_example (const BtExamplePage *page, char **lines, guint *at)
{
  BtExample *example = g_new0 (BtExample, 1);
  guint n_blocks = g_strv_length ((char **) page->blocks);

  example->page = page;
  example->blocks = g_new0 (char *, n_blocks + 1);
  example->line = *at + 1;
  example->part = g_strdup (strchr (lines[*at], ' ') + 1);
  for (guint i = 0; i < n_blocks; i++)
    if (g_str_has_prefix (lines[*at], "```") && g_str_has_prefix (lines[*at] + 3, page->blocks[i]))
      example->blocks[i] = read_block (lines, at);
    else
      example->blocks[i] = g_strdup ("");
  return example;
}

static GPtrArray *
read_examples (const BtExamplePage *page, char **lines)
{
  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);
  guint at = 0;

  while (lines[at] != NULL)
    {
      if (g_str_has_prefix (lines[at], "```before "))
        g_ptr_array_add (examples, read_example (page, lines, &at));
      else
        at++;
    }
  return examples;
}

static char **
run_example (const BtExample *example)
{
  char **results = g_new0 (char *, g_strv_length (example->blocks) + 1);

  example->page->run (example, results);
  return results;
}

static void
test_example (gconstpointer data)
{
  const BtExample *example = data;
  g_auto (GStrv) results = run_example (example);

  g_test_message ("%s:%u", example->page->file, example->line);
  for (guint i = 0; results[i] != NULL; i++)
    g_assert_cmpstr (results[i], ==, example->blocks[i]);
}

/* Prints the page with what its examples give now. */
static void
print_page (const BtExamplePage *page, char **lines)
{
  for (guint at = 0; lines[at] != NULL && (lines[at + 1] != NULL || *lines[at] != '\0');)
    {
      if (!g_str_has_prefix (lines[at], "```before "))
        {
          puts (lines[at++]);
          continue;
        }
      BtExample *example = read_example (page, lines, &at);
      g_auto (GStrv) results = run_example (example);
      for (guint i = 0; results[i] != NULL; i++)
        printf ("```%s%s%s\n%s```\n", page->blocks[i], i == 0 ? " " : "",
                i == 0 ? example->part : "", results[i]);
      example_free (example);
    }
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

/* Runs the examples of a page as tests; with “--print PAGE”, prints it with fresh results, to be looked at before it is
 * kept. */
int
bt_example_page_main (const BtExamplePage *page, int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "--print") == 0)
    {
      g_auto (GStrv) lines = read_page (argv[2]);
      print_page (page, lines);
      return 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "spec", page->file, NULL);
  g_auto (GStrv) lines = read_page (path);
  g_autoptr (GPtrArray) examples = read_examples (page, lines);
  g_assert_cmpuint (examples->len, >, 5);
  for (guint i = 0; i < examples->len; i++)
    {
      const BtExample *example = examples->pdata[i];
      g_autofree char *name = g_strdup_printf ("/%s/line-%u", page->file, example->line);
      g_test_add_data_func (name, example, test_example);
    }
  return g_test_run ();
}
