/* Comparing two plans: the plan before, with what became of it as tracked changes.
 *
 * The result has the order of the new plan. What has gone stands where it stood, right behind what
 * stayed before it; what moved leaves a ghost there. Every node and character bears marks of its own, in the
 * form tracked editing gives them, so that everything can be accepted or rejected on its own. */
#include "bt-compare.h"

#include <string.h>

#include "bt-compare-private.h"
#include "bt-id.h"
#include "bt-resolve.h"
#include "bt-schema.h"
#include "bt-was.h"

struct _BtComparison
{
  BtPlan *old, *new;
  BtMatching matching;
  const char *author, *time, *round;
  GPtrArray *changes;  /* of BtNode, the records made */
  GHashTable *targets; /* ids of the new plan that have another id in the result */
  GArray *leaves;      /* of the table that is being made */
};

static const char *
record_change (BtComparison *comparison)
{
  g_autofree char *id = bt_id_new ('k');
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGE, id);

  bt_node_builder_set_attr (builder, "author", comparison->author);
  bt_node_builder_set_attr (builder, "time", comparison->time);
  bt_node_builder_set_attr (builder, "round", comparison->round);
  g_ptr_array_add (comparison->changes, bt_node_builder_end (builder));
  return bt_intern (id);
}

/* The change that what is found at the place belongs to. */
const char *
bt_spot_get_change (BtSpot *spot)
{
  if (spot->change == NULL)
    spot->change = record_change (spot->comparison);
  return spot->change;
}

/* What an id of the new plan is called in the result; interned, NULL for NULL. */
const char *
bt_comparison_map (BtComparison *comparison, const char *target)
{
  const char *mapped = target != NULL ? g_hash_table_lookup (comparison->targets, target) : NULL;
  return mapped != NULL ? mapped : bt_intern (target);
}

/* A node of the new plan is called @result from now on. */
void
bt_comparison_set_target (BtComparison *comparison, const char *id, const char *result)
{
  if (strcmp (id, result) != 0)
    g_hash_table_insert (comparison->targets, (gpointer) id, (gpointer) bt_intern (result));
}

/* What comes from the new plan without a mark: a foreign element, a source. */
BtNode *
bt_comparison_copy (BtComparison *comparison, BtNode *node)
{
  return bt_comparison_free_id (comparison, node) != NULL ? bt_node_ref (node)
                                                          : bt_node_copy_with_new_ids (node);
}

/* Whether only the new plan has that thread of comments. */
gboolean
bt_comparison_is_new_thread (BtComparison *comparison, const char *thread)
{
  return !bt_plan_has_node (comparison->old, bt_comparison_map (comparison, thread));
}

/* The id of a node of the new plan where it is free in the result, NULL where it needs another one. */
const char *
bt_comparison_free_id (BtComparison *comparison, const BtNode *node)
{
  const char *id = bt_node_get_id (node);
  return bt_plan_has_node (comparison->old, id) ? NULL : id;
}

/* A node of the new plan without its children, all of it inserted. */
BtNodeBuilder *
bt_comparison_begin_inserted (BtNode *node, const char *id, BtSpot *spot)
{
  BtNodeKind kind = bt_node_get_kind (node);
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_kind_has_marks (kind))
    bt_node_builder_set_attr (builder, "ins", bt_spot_get_change (spot));
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_compare_text_inserted (bt_node_get_text (node), spot));
  return builder;
}

/* A node of the old plan without its children, all of it deleted. */
BtNodeBuilder *
bt_comparison_begin_deleted (BtNode *node, BtSpot *spot)
{
  BtNodeKind kind = bt_node_get_kind (node);
  BtNodeBuilder *builder = bt_node_builder_new (kind, bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_kind_has_marks (kind))
    bt_node_builder_set_attr (builder, "del", bt_spot_get_change (spot));
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_compare_text_deleted (bt_node_get_text (node), spot));
  return builder;
}

/* How far the work on a plan has come is no change of the plan. */
static gboolean
is_compared_attr (const char *name)
{
  static const char *const others[] = { "profile", "state", "round", "tracking", "was", NULL };
  return !g_strv_contains (others, name);
}

static void
compare_attrs (BtNodeBuilder *builder, const BtNode *old, const BtNode *new, BtSpot *spot)
{
  const char *const *names = bt_node_kind_get_attrs (bt_node_get_kind (old));
  g_autofree char *was = NULL;

  for (; g_strv_contains (bt_node_kind_get_attrs (bt_node_get_kind (old)), "was") && *names != NULL;
       names++)
    {
      const char *before = bt_node_get_attr (old, *names), *after = bt_node_get_attr (new, *names);
      if (!is_compared_attr (*names) || g_strcmp0 (before, after) == 0)
        continue;
      char *longer = bt_was_add (was, bt_spot_get_change (spot), *names, before);
      g_free (was);
      was = longer;
      bt_node_builder_set_attr (builder, *names, after);
    }
  bt_node_builder_set_attr (builder, "was", was);
}

/* A node of both plans without its children: the old one, and what became of its attributes, and of @old_text in
 * @new_text; both are NULL where its kind has none. */
static BtNodeBuilder *
begin_matched (BtNode *old, BtNode *new, BtText *old_text, BtText *new_text, BtSpot *spot)
{
  BtNodeKind kind = bt_node_get_kind (old);
  BtNodeBuilder *builder = bt_node_builder_new (kind, bt_node_get_id (old));
  gboolean is_value = kind == BT_NODE_DATE || kind == BT_NODE_NUMBER;

  bt_node_builder_copy_attrs (builder, old);
  compare_attrs (builder, old, new, spot);
  if (old_text != NULL)
    bt_node_builder_take_text (builder, bt_compare_text (old_text, new_text, is_value, spot));
  return builder;
}

BtNodeBuilder *
bt_comparison_begin_matched (BtNode *old, BtNode *new, BtSpot *spot)
{
  return begin_matched (old, new, bt_node_get_text (old), bt_node_get_text (new), spot);
}

static BtItem *
old_item (BtComparison *comparison, int index)
{
  return bt_items_get (comparison->matching.old, index);
}

static BtItem *
new_item (BtComparison *comparison, int index)
{
  return bt_items_get (comparison->matching.new, index);
}

/* Shows where a part stood that has moved. */
static BtNode *
make_ghost (BtComparison *comparison, int old)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_GHOST, NULL);
  /* The move is one change: the ghost and the part at its new place name the same. */
  BtItem *moved = new_item (comparison, old_item (comparison, old)->match);

  if (moved->change == NULL)
    moved->change = record_change (comparison);
  bt_node_builder_set_attr (builder, "of", bt_node_get_id (old_item (comparison, old)->node));
  bt_node_builder_set_attr (builder, "change", moved->change);
  return bt_node_builder_end (builder);
}

static BtNode *make_deleted (BtComparison *comparison, int old, const char *change);

/* The text of an item before the seam in it, or all of it; NULL where it has none. */
static BtText *
dup_first (const BtItem *item)
{
  BtText *text = bt_node_get_text (item->node);

  if (text == NULL)
    return NULL;
  return item->seam > 0 ? bt_text_slice (text, 0, item->seam) : bt_text_ref (text);
}

static BtText *
dup_second (const BtItem *item)
{
  BtText *text = bt_node_get_text (item->node);
  return bt_text_slice (text, item->seam, bt_text_get_length (text));
}

/* Adds what became of a text that is the end of another one in one of the plans. */
static void
take_end (BtNodeBuilder *builder, BtText *old, BtText *new, BtSpot *spot)
{
  g_autoptr (BtText) before = old, after = new;
  bt_node_builder_take_text (builder, bt_compare_text (before, after, FALSE, spot));
}

/* What became of an old child that does not stand where it stood. @change: that of its parent, where that has gone. */
static BtNode *
make_old (BtComparison *comparison, int old, const char *change)
{
  const BtItem *item = old_item (comparison, old);

  if (bt_node_get_kind (item->node) == BT_NODE_FOREIGN)
    return bt_node_ref (item->node);
  return item->match < 0 ? make_deleted (comparison, old, change) : make_ghost (comparison, old);
}

/* A table that is in one plan only has columns of its own. */
static void
begin_table (BtComparison *comparison, BtNodeKind kind)
{
  if (kind == BT_NODE_TABLE)
    g_array_set_size (comparison->leaves, 0);
}

/* An old paragraph that has become the end of the one before. */
static BtNode *
make_joined (BtComparison *comparison, int old)
{
  const BtItem *item = old_item (comparison, old), *first = old_item (comparison, item->partner);
  BtSpot spot = { comparison, NULL };
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (item->node), bt_node_get_id (item->node));

  bt_node_builder_copy_attrs (builder, item->node);
  bt_node_builder_set_attr (builder, "join", bt_spot_get_change (&spot));
  bt_node_builder_set_attr (builder, "join-to", bt_node_get_id (first->node));
  take_end (builder, bt_text_ref (bt_node_get_text (item->node)), dup_second (new_item (comparison, first->match)),
            &spot);
  for (int i = old + 1; i < item->end; i = old_item (comparison, i)->end)
    bt_node_builder_take_child (builder, make_old (comparison, i, NULL));
  return bt_node_builder_end (builder);
}

static BtNode *
make_deleted (BtComparison *comparison, int old, const char *change)
{
  BtItem *item = old_item (comparison, old);
  BtSpot spot = { comparison, change };
  BtNodeKind kind = bt_node_get_kind (item->node);

  if (item->partner >= 0)
    return make_joined (comparison, old);
  begin_table (comparison, kind);
  if (kind == BT_NODE_COLUMNS)
    return bt_compare_columns (item->node, NULL, comparison->leaves, &spot);
  BtNodeBuilder *builder = bt_comparison_begin_deleted (item->node, &spot);
  if (kind == BT_NODE_ROW)
    bt_compare_cells (builder, item->node, NULL, comparison->leaves, &spot);
  else
    for (int i = old + 1; i < item->end; i = old_item (comparison, i)->end)
      bt_node_builder_take_child (builder, make_old (comparison, i, bt_spot_get_change (&spot)));
  return bt_node_builder_end (builder);
}

static BtNode *make_new (BtComparison *comparison, int new, const char *change);

/* Adds the old children from @old on that do not stand where they stood, up to the next one that does. */
static void
add_old (BtComparison *comparison, BtNodeBuilder *builder, int old, int end)
{
  for (; old < end && !old_item (comparison, old)->stable; old = old_item (comparison, old)->end)
    bt_node_builder_take_child (builder, make_old (comparison, old, NULL));
}

/* Adds the children of both, in the order of the new plan; what went comes before what came in its place. */
static void
add_children (BtComparison *comparison, BtNodeBuilder *builder, int new, const char *change)
{
  int match = new_item (comparison, new)->match;
  int end = match >= 0 ? old_item (comparison, match)->end : 0;

  add_old (comparison, builder, match + 1, end);
  for (int i = new + 1; i < new_item (comparison, new)->end; i = new_item (comparison, i)->end)
    {
      const BtItem *item = new_item (comparison, i);
      if (item->match < 0 || bt_node_get_kind (item->node) != BT_NODE_FOREIGN)
        bt_node_builder_take_child (builder, make_new (comparison, i, change));
      if (item->stable)
        add_old (comparison, builder, old_item (comparison, item->match)->end, end);
    }
}

/* A new paragraph that was the end of the one before. */
static BtNode *
make_split (BtComparison *comparison, int new)
{
  const BtItem *item = new_item (comparison, new);
  const BtItem *whole = old_item (comparison, new_item (comparison, item->partner)->match);
  BtSpot spot = { comparison, NULL };
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (item->node), item->id);

  bt_node_builder_copy_attrs (builder, item->node);
  bt_node_builder_set_attr (builder, "split", bt_spot_get_change (&spot));
  bt_node_builder_set_attr (builder, "split-of", bt_node_get_id (whole->node));
  take_end (builder, dup_second (whole), bt_text_ref (bt_node_get_text (item->node)), &spot);
  add_children (comparison, builder, new, NULL);
  return bt_node_builder_end (builder);
}

static BtNode *
make_inserted (BtComparison *comparison, int new, const char *change)
{
  BtItem *item = new_item (comparison, new);
  BtSpot spot = { comparison, change };
  BtNodeKind kind = bt_node_get_kind (item->node);

  if (kind == BT_NODE_FOREIGN)
    return bt_comparison_copy (comparison, item->node);
  if (item->partner >= 0)
    return make_split (comparison, new);
  if (kind == BT_NODE_COLUMNS)
    return bt_compare_columns (NULL, item->node, comparison->leaves, &spot);
  BtNodeBuilder *builder = bt_comparison_begin_inserted (item->node, item->id, &spot);
  if (kind == BT_NODE_ROW)
    bt_compare_cells (builder, NULL, item->node, comparison->leaves, &spot);
  else
    add_children (comparison, builder, new, bt_spot_get_change (&spot));
  return bt_node_builder_end (builder);
}

static BtNode *
make_matched (BtComparison *comparison, int new)
{
  BtItem *item = new_item (comparison, new);
  BtNode *old = old_item (comparison, item->match)->node;
  BtSpot spot = { comparison, NULL };
  BtNodeKind kind = bt_node_get_kind (old);

  if (kind == BT_NODE_COLUMNS)
    return bt_compare_columns (old, item->node, comparison->leaves, &spot);
  g_autoptr (BtText) old_text = dup_first (old_item (comparison, item->match)), new_text = dup_first (item);
  BtNodeBuilder *builder = begin_matched (old, item->node, old_text, new_text, &spot);
  if (!item->stable && item->parent >= 0)
    {
      if (item->change == NULL)
        item->change = record_change (comparison);
      bt_node_builder_set_attr (builder, "moved", item->change);
    }
  if (kind == BT_NODE_ROW)
    bt_compare_cells (builder, old, item->node, comparison->leaves, &spot);
  else
    add_children (comparison, builder, new, NULL);
  return bt_node_builder_end (builder);
}

static BtNode *
make_new (BtComparison *comparison, int new, const char *change)
{
  begin_table (comparison, bt_node_get_kind (new_item (comparison, new)->node));
  return new_item (comparison, new)->match >= 0 ? make_matched (comparison, new)
                                                : make_inserted (comparison, new, change);
}

/* Gives every part of the new plan the id it has in the result. */
static void
name_items (BtComparison *comparison)
{
  for (int i = 0; i < (int) comparison->matching.new->items->len; i++)
    {
      BtItem *item = new_item (comparison, i);
      const char *id = bt_comparison_free_id (comparison, item->node);
      if (item->match < 0)
        item->id = id != NULL ? g_strdup (id) : bt_id_new ('n');
      bt_comparison_set_target (comparison, bt_node_get_id (item->node),
                                item->match < 0
                                    ? item->id
                                    : bt_node_get_id (old_item (comparison, item->match)->node));
    }
}

static BtNode *
make_changes (BtComparison *comparison)
{
  BtNode *old = bt_plan_get_part (comparison->old, BT_NODE_CHANGES);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (old));

  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    bt_node_builder_take_child (builder, bt_node_ref (bt_node_get_child (old, i)));
  for (guint i = 0; i < comparison->changes->len; i++)
    bt_node_builder_take_child (builder, bt_node_ref (comparison->changes->pdata[i]));
  return bt_node_builder_end (builder);
}

static BtNode *
make_root (BtComparison *comparison)
{
  BtSpot spot = { comparison, NULL };
  BtPlan *old = comparison->old, *new = comparison->new;
  BtNodeBuilder *root =
      bt_comparison_begin_matched (bt_plan_get_root (old), bt_plan_get_root (new), &spot);
  BtNode *sources = bt_compare_sources (comparison, bt_plan_get_part (old, BT_NODE_SOURCES),
                                        bt_plan_get_part (new, BT_NODE_SOURCES));
  BtNode *old_comments = bt_plan_get_part (old, BT_NODE_COMMENTS);
  BtNode *new_comments = bt_plan_get_part (new, BT_NODE_COMMENTS);

  bt_compare_threads (comparison, old_comments, new_comments);
  add_children (comparison, root, 0, NULL);
  bt_node_builder_take_child (root, sources);
  bt_node_builder_take_child (root, make_changes (comparison));
  bt_node_builder_take_child (root, bt_compare_comments (comparison, old_comments, new_comments));
  return bt_node_builder_end (root);
}

static void
comparison_init (BtComparison *comparison, BtPlan *old, BtPlan *new)
{
  const char *round = bt_node_get_attr (bt_plan_get_root (old), "round");

  comparison->old = bt_review_view (old, BT_VIEW_FINAL);
  comparison->new = bt_review_view (new, BT_VIEW_FINAL);
  comparison->round = round != NULL ? round : "1";
  comparison->matching.old = bt_items_new (comparison->old);
  comparison->matching.new = bt_items_new (comparison->new);
  comparison->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  comparison->targets = g_hash_table_new (g_str_hash, g_str_equal);
  comparison->leaves = g_array_new (FALSE, FALSE, sizeof (BtLeaf));
}

static void
comparison_clear (BtComparison *comparison)
{
  bt_items_free (comparison->matching.old);
  bt_items_free (comparison->matching.new);
  bt_plan_unref (comparison->old);
  bt_plan_unref (comparison->new);
  g_ptr_array_unref (comparison->changes);
  g_hash_table_unref (comparison->targets);
  g_array_unref (comparison->leaves);
}

/**
 * bt_review_compare:
 * @old: a plan
 * @new: a later version of it, or another plan
 * @author: who the changes are said to be of
 * @time: when, in ISO 8601, UTC
 * @error: return location
 *
 * Shows what became of @old in @new as tracked changes: rejecting all of them gives @old, with its ids; accepting all
 * gives the shape and the words of @new, and what both have keeps the id it has in @old. Open changes of either plan
 * are taken as accepted first.
 *
 * Parts with the same id are the same; the others are matched by their words. Each paragraph, field and cell that was
 * rewritten is one change, with its attributes; each part that came or went, with all that came or went in it, is one;
 * so are each move, each column, and each paragraph that was split off or joined to the one before.
 *
 * No change of the plan are how far the work on it has come, its log of earlier changes, comments and foreign elements:
 * of these @old's stay, and comments and foreign elements that only @new has are added. So is a cited source that @old
 * lacks.
 *
 * Returns: (transfer full) (nullable): the plan with the changes; @old, as it reads, where there are none;
 *   %BT_ERROR_INVALID or %BT_ERROR_LIMIT where both together would be nested too deeply
 */
BtPlan *
bt_review_compare (BtPlan *old, BtPlan *new, const char *author, const char *time, GError **error)
{
  BtComparison comparison = { .author = author, .time = time };

  g_return_val_if_fail (old != NULL && new != NULL &&author != NULL &&time != NULL, NULL);

  comparison_init (&comparison, old, new);
  bt_matching_find (&comparison.matching);
  bt_matching_find_seams (&comparison.matching);
  bt_matching_settle (&comparison.matching);
  name_items (&comparison);
  g_autoptr (BtNode) root = make_root (&comparison);
  BtPlan *result = bt_node_equal (root, bt_plan_get_root (comparison.old))
                       ? bt_plan_ref (comparison.old)
                       : bt_plan_new (root, error);
  comparison_clear (&comparison);
  return result;
}
