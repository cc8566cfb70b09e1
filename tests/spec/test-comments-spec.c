/* Runs the examples of comments.md: comments must be written as stated, and stay where it says when the plan is edited.
 * `test-comments-spec --print PAGE` prints the page with fresh results, to be looked at before it is kept. */
#include "bt-comment-list.h"
#include "bt-examples.h"
#include "bt-resolve.h"

static void
append_place (GString *out, const BtComment *comment)
{
  g_string_append_printf (out, "%u. ", comment->number);
  if (comment->place == BT_COMMENT_DETACHED)
    g_string_append (out, "detached");
  else
    g_string_append_printf (out, "%s %s",
                            comment->place == BT_COMMENT_ON_WORDS ? "words of" : "all of",
                            comment->node);
  g_string_append_printf (out, " “%s”%s\n", comment->quote,
                          bt_comment_is_resolved (comment) ? ", resolved" : "");
}

static char *
write_list (BtPlan *plan)
{
  g_autoptr (GPtrArray) list = bt_comment_list_new (plan);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr (GPtrArray) messages = bt_comment_get_messages (list->pdata[i]);
      append_place (out, list->pdata[i]);
      for (guint j = 0; j < messages->len; j++)
        g_string_append_printf (out, "   %s: %s\n", bt_node_get_attr (messages->pdata[j], "author"),
                                bt_node_get_string (messages->pdata[j]));
    }
  return g_string_free (out, FALSE);
}

/* What comes of an example, block by block. */
static void
run_example (const BtExample *example, char **results)
{
  g_autoptr (BtPlan) before = bt_example_read (example);
  g_autoptr (BtPlan) after = bt_example_edit (example, before);
  g_autoptr (BtPlan) accepted = bt_review_view (after, BT_VIEW_FINAL);

  results[0] = bt_example_write_part (example, before);
  results[1] = g_strdup (example->blocks[1]);
  results[2] = bt_example_write_part (example, after);
  results[3] = write_list (after);
  results[4] = write_list (accepted);
}

static const char *const blocks[] = { "before", "edit", "marked", "comments", "accepted", NULL };

int
main (int argc, char **argv)
{
  const BtExamplePage page = { "comments.md", blocks, run_example };

  return bt_example_page_main (&page, argc, argv);
}
