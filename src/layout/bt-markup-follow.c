/* Carries the markup of a plan over to the next one where only words differ, as they do while somebody types: what
 * speaks of nodes that are the same still holds, the others are read. */
#include "bt-markup-private.h"

#include "bt-rewording.h"

/* The place of the first remark about @node; how many there are where there is none. */
static guint
find_remark (const GPtrArray *remarks, const BtNode *node)
{
  guint i = 0;

  while (i < remarks->len && ((BtRemark *) remarks->pdata[i])->node != node)
    i++;
  return i;
}

static gpointer
acquire (gconstpointer remark, gpointer data)
{
  return g_rc_box_acquire ((gpointer) remark);
}

/* Puts remarks about a node in the place of those about @old, the node before; FALSE where there were not as many. */
static gboolean
replace_remarks (BtMarkup *markup, const BtMarkup *previous, const BtNode *old, guint first,
                 GPtrArray *read)
{
  guint n = 0;

  while (first + n < markup->remarks->len
         && ((BtRemark *) markup->remarks->pdata[first + n])->node == old)
    n++;
  if (n != read->len)
    return FALSE;
  if (n > 0 && markup->remarks == previous->remarks)
    {
      g_ptr_array_unref (markup->remarks);
      markup->remarks = g_ptr_array_copy (previous->remarks, acquire, NULL);
    }
  for (guint i = 0; i < n; i++)
    {
      gpointer before = markup->remarks->pdata[first + i];

      markup->remarks->pdata[first + i] = read->pdata[i];
      read->pdata[i] = before; /* which goes with @read */
    }
  return TRUE;
}

/* Reads what is said of one node, as it was read of @old. */
static gboolean
follow_node (BtMarkupWalk *walk, const BtMarkup *previous, const BtNode *old, const BtNode *node)
{
  BtMarkup *markup = walk->markup;
  const BtNodeMarks *marks = g_hash_table_lookup (previous->marks, old);

  if (g_hash_table_contains (previous->heirs, old))
    return FALSE;
  if (marks != NULL)
    g_hash_table_insert (markup->marks, bt_node_ref ((BtNode *) node),
                         g_memdup2 (marks, sizeof *marks));
  markup->n_changed -= bt_markup_is_changed (old);
  g_ptr_array_set_size (walk->remarks, 0);
  walk->n_remarks = find_remark (markup->remarks, old);
  bt_markup_walk_read_signs (walk, node);
  return walk->waiting->len == 0
         && replace_remarks (markup, previous, old, walk->n_remarks, walk->remarks);
}

static gboolean
follow (BtMarkupWalk *walk, const BtMarkup *previous, const BtNode *old, const BtNode *node)
{
  g_ptr_array_add (walk->path, (gpointer) node);
  if (!follow_node (walk, previous, old, node))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      const BtNode *before = bt_node_get_child (old, i);

      /* Records have no marks of their own. */
      if (child != before && bt_node_get_kind (child) < BT_NODE_SOURCES
          && !follow (walk, previous, before, child))
        return FALSE;
    }
  bt_markup_set_below (walk->markup, node);
  g_ptr_array_set_size (walk->path, walk->path->len - 1);
  return TRUE;
}

static void
share (BtMarkup *markup, const BtMarkup *previous)
{
  markup->places = g_ptr_array_ref (previous->places);
  markup->remarks = g_ptr_array_ref (previous->remarks);
  markup->marks = g_hash_table_ref (previous->marks);
  markup->signs = g_hash_table_ref (previous->signs);
  markup->below = g_hash_table_ref (previous->below);
  markup->heirs = g_hash_table_ref (previous->heirs);
  markup->relays = g_hash_table_ref (previous->relays);
  markup->n_changed = previous->n_changed;
  markup->n_read = previous->n_read;
}

static void
unshare (BtMarkup *markup)
{
  g_clear_pointer (&markup->comments, g_ptr_array_unref);
  g_clear_pointer (&markup->places, g_ptr_array_unref);
  g_clear_pointer (&markup->remarks, g_ptr_array_unref);
  g_clear_pointer (&markup->marks, g_hash_table_unref);
  g_clear_pointer (&markup->signs, g_hash_table_unref);
  g_clear_pointer (&markup->below, g_hash_table_unref);
  g_clear_pointer (&markup->heirs, g_hash_table_unref);
  g_clear_pointer (&markup->relays, g_hash_table_unref);
  markup->n_changed = 0;
}

/**
 * bt_markup_follow:
 * @markup: a markup of which nothing but the plan, the rule set and the palette is known
 * @previous: the markup of the plan before, with the same colours
 *
 * Takes over what was read of the plan before, if only words differ, and reads those.
 *
 * Returns: whether it could; if not, @markup is as it was
 */
gboolean
bt_markup_follow (BtMarkup *markup, const BtMarkup *previous)
{
  const BtNode *old = bt_plan_get_root (previous->plan), *root = bt_plan_get_root (markup->plan);
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  g_autoptr (GPtrArray) remarks = bt_markup_remarks_new ();
  BtMarkupWalk walk;
  gboolean followed;

  if (!bt_plan_is_reworded (previous->plan, markup->plan, texts))
    return FALSE;
  markup->comments =
      bt_comment_list_update (previous->comments, previous->plan, markup->plan, texts);
  if (markup->comments == NULL)
    return FALSE;
  share (markup, previous);
  bt_markup_walk_init (&walk, markup, remarks);
  followed = old == root || follow (&walk, previous, old, root);
  bt_markup_walk_clear (&walk);
  if (!followed)
    unshare (markup);
  return followed;
}
