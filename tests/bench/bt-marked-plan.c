/* A large plan with a thousand open changes and a hundred comments. */
#include "bt-marked-plan.h"

#include <stdio.h>

#include "bt-made-plan.h"

#define N_CHANGES 1000
#define N_COMMENTS 100

/* Every so many paragraphs there is a change. */
typedef struct
{
  guint every, n_texts, n_changes, n_comments;
} Marker;

static guint
count_texts (const BtNode *node)
{
  guint n = bt_node_get_text (node) != NULL && bt_text_get_length (bt_node_get_text (node)) > 0;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    n += count_texts (bt_node_get_child (node, i));
  return n;
}

/* Words that are new, deleted, or bold now; some of them somebody speaks of. */
static BtText *
mark_text (Marker *marker, BtText *text, const char *change)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  g_autofree char *was = g_strdup_printf ("%s:format=", change);
  g_autofree char *thread = g_strdup_printf ("t%u", marker->n_comments);
  const gboolean commented = marker->n_comments < N_COMMENTS;
  BtMark mark = { 0 };

  switch (marker->n_changes % 3)
    {
    case 0:
      mark.ins = bt_intern (change);
      break;
    case 1:
      mark.del = bt_intern (change);
      break;
    default:
      mark.format = BT_FORMAT_BOLD;
      mark.was = bt_intern (was);
    }
  if (commented)
    bt_text_builder_start_anchor (builder, thread);
  bt_text_builder_append (builder, "những từ này ", -1, &mark);
  if (commented)
    bt_text_builder_end_anchor (builder, thread);
  marker->n_comments += commented;
  bt_text_builder_append_text (builder, text);
  return bt_text_builder_end (builder);
}

static BtNode *
mark_node (Marker *marker, BtNode *node)
{
  static const char *const marks[] = { "ins", "del" };
  BtText *text = bt_node_get_text (node);
  BtNodeKind kind = bt_node_get_kind (node);

  if ((kind != BT_NODE_CLAUSE && kind != BT_NODE_CELL) || text == NULL
      || bt_text_get_length (text) == 0 || marker->n_texts++ % marker->every != 0
      || marker->n_changes == N_CHANGES)
    return bt_node_ref (node);
  g_autofree char *change = g_strdup_printf ("k%u", marker->n_changes);
  g_autoptr (BtText) marked = mark_text (marker, text, change);
  g_autoptr (BtNode) with_text = bt_node_with_text (node, marked);
  const guint turn = marker->n_changes++;
  if (kind != BT_NODE_CLAUSE || turn % 5 != 0)
    return g_steal_pointer (&with_text);
  return bt_node_with_attr (with_text, marks[turn / 5 % 2], change);
}

static BtNode *
mark_tree (Marker *marker, BtNode *node)
{
  BtNode *marked = mark_node (marker, node);

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      g_autoptr (BtNode) child = mark_tree (marker, bt_node_get_child (node, i));
      BtNode *next = bt_node_with_child (marked, i, child);

      bt_node_unref (marked);
      marked = next;
    }
  return marked;
}

static BtNode *
make_record (const Marker *marker, BtNodeKind kind, const char *prefix, guint i)
{
  static const char *const authors[] = { "An", "Bình", "Chi", "Dũng", "Giang" };
  g_autofree char *id = g_strdup_printf ("%s%u", prefix, i);
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);

  bt_node_builder_set_attr (builder, "author", authors[i % G_N_ELEMENTS (authors)]);
  bt_node_builder_set_attr (builder, "time", "2026-01-01T00:00:00Z");
  if (kind == BT_NODE_MESSAGE)
    bt_node_builder_set_string (builder, "Đề nghị nói rõ hơn.");
  return bt_node_builder_end (builder);
}

static BtNode *
make_changes (const Marker *marker, const BtNode *old)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (old));

  for (guint i = 0; i < marker->n_changes; i++)
    bt_node_builder_take_child (builder, make_record (marker, BT_NODE_CHANGE, "k", i));
  return bt_node_builder_end (builder);
}

static BtNode *
make_comments (const Marker *marker, const BtNode *old)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COMMENTS, bt_node_get_id (old));

  for (guint i = 0; i < marker->n_comments; i++)
    {
      g_autofree char *id = g_strdup_printf ("t%u", i);
      BtNodeBuilder *thread = bt_node_builder_new (BT_NODE_THREAD, id);

      bt_node_builder_take_child (thread, make_record (marker, BT_NODE_MESSAGE, "me", i));
      bt_node_builder_take_child (builder, bt_node_builder_end (thread));
    }
  return bt_node_builder_end (builder);
}

static BtNode *
replace_part (BtNode *root, BtNodeKind kind, BtNode *part)
{
  g_autoptr (BtNode) owned = part;
  g_autoptr (BtNode) old = root;

  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    if (bt_node_get_kind (bt_node_get_child (root, i)) == kind)
      return bt_node_with_child (root, i, part);
  g_assert_not_reached ();
}

/* bt_marked_plan_new:
 *
 * Returns: (transfer full): a plan of about 300 pages with 1,000 open changes of every kind by five authors, and 100
 *   comments; the same every time
 */
BtPlan *
bt_marked_plan_new (void)
{
  const BtMadePlan wanted = { .seed = 7,
                              .n_sections = 12,
                              .n_points = 26,
                              .n_rows = 600,
                              .longest_cell = 160,
                              .group_every = 40 };
  g_autoptr (BtPlan) plain = bt_made_plan_new (&wanted);
  g_autoptr (GError) error = NULL;
  BtNode *root = bt_plan_get_root (plain);
  Marker marker = { .every = MAX (count_texts (root) / N_CHANGES, 1) };
  BtNode *marked = mark_tree (&marker, root);

  marked = replace_part (marked, BT_NODE_CHANGES,
                         make_changes (&marker, bt_plan_get_part (plain, BT_NODE_CHANGES)));
  marked = replace_part (marked, BT_NODE_COMMENTS,
                         make_comments (&marker, bt_plan_get_part (plain, BT_NODE_COMMENTS)));
  printf ("%u changes, %u comments, %u texts\n", marker.n_changes, marker.n_comments,
          count_texts (root));
  g_autoptr (BtNode) owned = marked;
  BtPlan *plan = bt_plan_new (marked, &error);
  g_assert_no_error (error);
  return plan;
}
