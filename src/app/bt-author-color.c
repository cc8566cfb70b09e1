/* The colours in which the window shows who wrote what. Underlines, strokes and names say it without colour too. */

#include "bt-author-color.h"

#include "bt-author.h"
#include "bt-comment-list.h"

/* On white, where they are those of the printed page (data/profiles/), and on dark grey: each of a contrast of at least
 * 4.5 to 1. */
static const char *const colors[BT_N_AUTHOR_COLORS][2] = {
  { "#1a5fb4", "#86b9f7" }, { "#b3261e", "#ff8f9a" }, { "#1e7a34", "#7bd88f" },
  { "#7a2e9d", "#dc9df0" }, { "#a34a00", "#ffb366" }, { "#00707a", "#6cd3dc" },
  { "#b0156b", "#ff9cd0" }, { "#6b6200", "#ddd27a" },
};

/**
 * bt_author_color_get:
 * @index: the place of an author's colour
 * @dark: whether the background is dark
 *
 * Returns: (transfer none): the colour, as CSS writes it
 */
const char *
bt_author_color_get (guint index, gboolean dark)
{
  return colors[index % BT_N_AUTHOR_COLORS][dark ? 1 : 0];
}

/**
 * bt_author_colors_of_changes:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type utf8 uint): the interned ids of its changes, each with the place of its
 *   author's colour
 */
GHashTable *
bt_author_colors_of_changes (const BtPlan *plan)
{
  g_autoptr (GArray) authors = NULL;
  GHashTable *places;
  const BtNode *changes;

  g_return_val_if_fail (plan != NULL, NULL);

  authors = bt_plan_get_authors (plan, BT_N_AUTHOR_COLORS);
  places = g_hash_table_new (NULL, NULL);
  changes = bt_plan_get_part (plan, BT_NODE_CHANGES);
  for (guint i = 0; i < bt_node_get_n_children (changes); i++)
    {
      const BtNode *change = bt_node_get_child (changes, i);
      const BtAuthor *author = bt_authors_find (authors, bt_node_get_attr (change, "author"));
      if (author)
        g_hash_table_insert (places, (gpointer) bt_intern (bt_node_get_id (change)),
                             GUINT_TO_POINTER (author->color));
    }
  return places;
}

/**
 * bt_commented_nodes_of_plan:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type utf8): the interned ids of the nodes that open comments speak of
 */
GHashTable *
bt_commented_nodes_of_plan (const BtPlan *plan)
{
  g_autoptr (GPtrArray) comments = NULL;
  GHashTable *nodes;

  g_return_val_if_fail (plan != NULL, NULL);

  nodes = g_hash_table_new (NULL, NULL);
  comments = bt_comment_list_new (plan);
  for (guint i = 0; i < comments->len; i++)
    {
      const BtComment *comment = comments->pdata[i];
      if (comment->node && !bt_comment_is_resolved (comment))
        g_hash_table_add (nodes, (gpointer) bt_intern (comment->node));
    }
  return nodes;
}

/**
 * bt_open_comments_of_plan:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type utf8): the interned ids of the comment threads that nobody has resolved
 */
GHashTable *
bt_open_comments_of_plan (const BtPlan *plan)
{
  GHashTable *threads;
  const BtNode *comments;

  g_return_val_if_fail (plan != NULL, NULL);

  threads = g_hash_table_new (NULL, NULL);
  comments = bt_plan_get_part (plan, BT_NODE_COMMENTS);
  for (guint i = 0; i < bt_node_get_n_children (comments); i++)
    if (!bt_node_get_attr (bt_node_get_child (comments, i), "resolved"))
      g_hash_table_add (threads,
                        (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (comments, i))));
  return threads;
}
