/* Runs the examples of changes.md: edits of a plan must leave the stated marks and list, and give the stated plans when
 * they are accepted and when they are rejected.
 * `test-changes-spec --print PAGE` prints the page with fresh results, to be looked at before it is kept. */
#include "bt-change-list.h"
#include "bt-examples.h"
#include "bt-resolve.h"

static char *
write_list (BtPlan *plan)
{
  g_autoptr (GPtrArray) list = bt_change_list_new (plan, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      g_string_append_printf (out, "%s: %s %s", bt_change_get_attr (change, "author"),
                              bt_change_kind_get_name (change->kind), change->node);
      if (change->name != NULL)
        g_string_append_printf (out, " %s", change->name);
      if (*change->old != '\0' || change->name != NULL)
        g_string_append_printf (out, " “%s” →", change->old);
      g_string_append_printf (out, " “%s”\n", change->text);
    }
  return g_string_free (out, FALSE);
}

/* What comes of an example, block by block. */
static void
run_example (const BtExample *example, char **results)
{
  g_autoptr (BtPlan) before = bt_example_read (example);
  g_autoptr (BtPlan) marked = bt_example_edit (example, before);
  g_autoptr (BtPlan) accepted = bt_review_view (marked, BT_VIEW_FINAL);
  g_autoptr (BtPlan) rejected = bt_review_view (marked, BT_VIEW_ORIGINAL);

  results[0] = bt_example_write_part (example, before);
  results[1] = g_strdup (example->blocks[1]);
  results[2] = bt_example_write_part (example, marked);
  results[3] = write_list (marked);
  results[4] = bt_example_write_part (example, accepted);
  results[5] = bt_example_write_part (example, rejected);
  g_assert_cmpstr (results[5], ==, results[0]);
}

static const char *const blocks[] = { "before",   "edit",     "marked", "changes",
                                      "accepted", "rejected", NULL };

int
main (int argc, char **argv)
{
  const BtExamplePage page = { "changes.md", blocks, run_example };

  return bt_example_page_main (&page, argc, argv);
}
