/* Authors have a colour of their own, and the same one again; what was done is told in the time of this place. */
#include <glib.h>

#include "bt-author.h"
#include "bt-date.h"
#include "bt-schema.h"

#define N_COLORS 8

static BtNode *
make_list (BtNodeKind list, BtNodeKind kind, const char *const *names)
{
  BtNodeBuilder *builder = bt_node_builder_new (list, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      BtNodeBuilder *record = bt_node_builder_new (kind, NULL);

      bt_node_builder_set_attr (record, "author", names[i]);
      bt_node_builder_take_child (builder, bt_node_builder_end (record));
    }
  return bt_node_builder_end (builder);
}

/* A plan in which changes are by @changed, in their order, and one thread is of messages by @said. */
static BtPlan *
make_plan (const char *const *changed, const char *const *said)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, NULL);
  BtNodeBuilder *comments = bt_node_builder_new (BT_NODE_COMMENTS, NULL);
  g_autoptr (GError) error = NULL;

  bt_node_builder_take_child (builder, make_list (BT_NODE_CHANGES, BT_NODE_CHANGE, changed));
  bt_node_builder_take_child (comments, make_list (BT_NODE_THREAD, BT_NODE_MESSAGE, said));
  bt_node_builder_take_child (builder, bt_node_builder_end (comments));
  g_autoptr (BtNode) bare = bt_node_builder_end (builder);
  g_autoptr (BtNode) root = bt_node_complete (bare);
  BtPlan *plan = bt_plan_new (root, &error);
  g_assert_no_error (error);
  return plan;
}

/* In the order of their first records; nobody has another's colour as long as there are enough. */
static void
test_authors (void)
{
  const char *const changed[] = { "Lan", "Bình", "Lan", "Châu", "Dũng", "Bình", NULL };
  const char *const said[] = { "Giang", "Châu", "Hà", "Khánh", NULL };
  const char *const expected[] = { "Lan", "Bình", "Châu", "Dũng", "Giang", "Hà", "Khánh" };
  g_autoptr (BtPlan) plan = make_plan (changed, said);
  g_autoptr (GArray) authors = bt_plan_get_authors (plan, N_COLORS);
  gboolean taken[N_COLORS] = { FALSE };

  g_assert_cmpuint (authors->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < authors->len; i++)
    {
      const BtAuthor *author = &g_array_index (authors, BtAuthor, i);

      g_assert_cmpstr (author->name, ==, expected[i]);
      g_assert_cmpuint (author->color, <, N_COLORS);
      g_assert_false (taken[author->color]);
      taken[author->color] = TRUE;
      g_assert_true (bt_authors_find (authors, expected[i]) == author);
    }
  g_assert_null (bt_authors_find (authors, "Minh"));
  g_assert_null (bt_authors_find (authors, NULL));
}

/* The first author of any plan has the colour of the name, whatever others there are later; and where there are more
 * authors than colours, all have one. */
static void
test_stable (void)
{
  const char *const one[] = { "Lan", NULL }, *const two[] = { "Lan", "Bình", "Châu", NULL };
  const char *const none[] = { NULL };
  g_autoptr (BtPlan) alone = make_plan (one, none), together = make_plan (two, none);
  g_autoptr (BtPlan) said = make_plan (none, one);
  g_autoptr (GArray) first = bt_plan_get_authors (alone, N_COLORS);
  g_autoptr (GArray) second = bt_plan_get_authors (together, N_COLORS);
  g_autoptr (GArray) third = bt_plan_get_authors (said, N_COLORS);
  g_autoptr (GArray) few = bt_plan_get_authors (together, 2);

  g_assert_cmpuint (bt_authors_find (first, "Lan")->color, ==,
                    bt_authors_find (second, "Lan")->color);
  g_assert_cmpuint (bt_authors_find (first, "Lan")->color, ==,
                    bt_authors_find (third, "Lan")->color);
  g_assert_cmpuint (few->len, ==, 3);
  for (guint i = 0; i < few->len; i++)
    g_assert_cmpuint (g_array_index (few, BtAuthor, i).color, <, 2);
}

static void
assert_time (const char *time, const char *expected)
{
  g_autofree char *local = bt_time_format_local (time);

  g_assert_cmpstr (local, ==, expected);
}

static void
test_time (void)
{
  g_setenv ("TZ", "Asia/Ho_Chi_Minh", TRUE);
  assert_time ("2026-03-01T08:05:00Z", "01/3/2026 15:05");
  assert_time ("2026-01-31T20:00:00Z", "01/02/2026 03:00");
  assert_time ("2026-03-01T08:05:00+07:00", "01/3/2026 08:05");
  assert_time ("hôm qua", "hôm qua");
  assert_time (NULL, "");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/author/authors", test_authors);
  g_test_add_func ("/author/stable", test_stable);
  g_test_add_func ("/author/time", test_time);
  return g_test_run ();
}
