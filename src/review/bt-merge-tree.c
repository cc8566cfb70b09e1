/* Where everything stands in the merged plan.
 *
 * The lists of children of the base are the spine: what stands there keeps its slot, or leaves a ghost in it. What a
 * reviewer puts in, and what he moves there, stands in the gap where he put it; what several put into one gap stands in
 * the order of the reviewers. Where several move one part, each move leaves a ghost where the one before has led. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-merge-private.h"
#include "bt-reference.h"
#include "bt-rise.h"
#include "bt-schema.h"

/* What is found in one copy. */
typedef struct
{
  BtMerge *merge;
  guint reviewer;
  GPtrArray *moves; /* of BtMergeSpot, in the order of the copy */
  GError *error;
} Walk;

void
bt_merge_part_free (gpointer data)
{
  BtMergePart *part = data;

  g_clear_pointer (&part->slots, g_ptr_array_unref);
  g_clear_pointer (&part->gaps, g_ptr_array_unref);
  g_clear_pointer (&part->spots, g_ptr_array_unref);
  g_clear_pointer (&part->group, g_ptr_array_unref);
  g_clear_pointer (&part->deletions, g_array_unref);
  g_clear_pointer (&part->builder, bt_node_builder_free);
  g_free (part);
}

static BtMergePart *
add_part (BtMerge *merge, const char *id, BtNode *node, int reviewer, BtMergePart *parent)
{
  BtMergePart *part = g_new0 (BtMergePart, 1);

  part->id = bt_intern (id);
  part->kind = bt_node_get_kind (node);
  part->node = node;
  part->base = reviewer < 0 ? node : NULL;
  part->reviewer = reviewer;
  part->parent = parent;
  part->slots = g_ptr_array_new ();
  part->gaps = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  part->spots = g_ptr_array_new ();
  part->builder = bt_node_builder_new (part->kind, id);
  bt_node_builder_copy_attrs (part->builder, node);
  g_hash_table_insert (merge->parts, (gpointer) part->id, part);
  g_ptr_array_add (merge->all, part);
  return part;
}

/* The part of that id of the result, NULL for none. */
BtMergePart *
bt_merge_get_part (const BtMerge *merge, const char *id)
{
  return g_hash_table_lookup (merge->parts, bt_intern (id));
}

/* What a reviewer's node has become. */
BtMergePart *
bt_merge_get_own_part (const BtMerge *merge, guint reviewer, const char *id)
{
  return bt_merge_get_part (merge, bt_merge_map_id (merge, reviewer, id));
}

/* A new place of @part in the list of @parent. */
BtMergeSpot *
bt_merge_add_spot (BtMerge *merge, BtMergePart *part, BtMergePart *parent, int reviewer)
{
  BtMergeSpot *spot = g_new0 (BtMergeSpot, 1);

  spot->part = part;
  spot->parent = parent;
  spot->reviewer = reviewer;
  g_ptr_array_add (merge->spots, spot);
  return spot;
}

/* Cells go with their columns, and the lists of records are united on their own. */
static gboolean
is_placed (BtNodeKind kind)
{
  return kind != BT_NODE_CELL && kind != BT_NODE_SOURCES && kind != BT_NODE_CHANGES
         && kind != BT_NODE_COMMENTS;
}

static void
add_gaps (BtMergePart *part)
{
  for (guint i = 0; i <= part->slots->len; i++)
    g_ptr_array_add (part->gaps, g_ptr_array_new ());
}

static BtMergePart *
add_base (BtMerge *merge, BtNode *node, BtMergePart *parent)
{
  BtMergePart *part = add_part (merge, bt_node_get_id (node), node, -1, parent);

  part->base_parent = parent;
  g_ptr_array_add (part->spots, bt_merge_add_spot (merge, part, parent, -1));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (is_placed (bt_node_get_kind (bt_node_get_child (node, i))))
      {
        BtMergePart *child = add_base (merge, bt_node_get_child (node, i), part);
        child->slot = part->slots->len;
        g_ptr_array_add (part->slots, child->spots->pdata[0]);
      }
  add_gaps (part);
  return part;
}

static BtMergePart *
get_base_part (const BtMerge *merge, const char *id)
{
  BtMergePart *part = bt_merge_get_part (merge, id);
  return part != NULL && part->base != NULL ? part : NULL;
}

/* The ghost that a move of the reviewer has left for @id; NULL for none. */
static BtNode *
get_new_ghost (const Walk *walk, const char *id)
{
  BtNode *ghost = g_hash_table_lookup (bt_merge_get_reviewer (walk->merge, walk->reviewer)->ghosts, id);
  return ghost != NULL && get_base_part (walk->merge, bt_node_get_id (ghost)) == NULL ? ghost : NULL;
}

/* The part of the base whose slot a reviewer's ghost keeps: the first one that his moves of it have left. */
static BtMergePart *
get_kept_slot (const Walk *walk, const BtNode *ghost)
{
  const char *id = bt_node_get_id (ghost);

  if (get_base_part (walk->merge, id) != NULL || get_new_ghost (walk, id) != NULL)
    return NULL;
  for (guint i = 0; ghost != NULL && bt_node_get_kind (ghost) == BT_NODE_GHOST && i < G_MAXUINT16; i++)
    ghost = bt_merge_find_own (walk->merge, walk->reviewer, bt_node_get_attr (ghost, "of"));
  return ghost != NULL ? get_base_part (walk->merge, bt_node_get_id (ghost)) : NULL;
}

/* Which slot of @parent a child in the copy is in; -1 for none. Foreign elements have no order. */
static int
get_slot (const Walk *walk, const BtMergePart *parent, const BtNode *child)
{
  BtNodeKind kind = bt_node_get_kind (child);
  const char *id = bt_node_get_id (child);
  const BtMergePart *part = get_base_part (walk->merge, id);

  if (part == NULL && kind == BT_NODE_GHOST)
    part = get_kept_slot (walk, child);
  else if (part != NULL && (kind == BT_NODE_FOREIGN || get_new_ghost (walk, id) != NULL))
    part = NULL;
  return part != NULL && part->base_parent == parent ? (int) part->slot : -1;
}

/* Which children of @node keep their slots, as get_slot() tells; the others have -1. */
static int *
find_slots (const Walk *walk, const BtMergePart *part, const BtNode *node)
{
  guint n = bt_node_get_n_children (node);
  int *slots = g_new (int, n + 1);
  g_autofree gboolean *chosen = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    slots[i] = get_slot (walk, part, bt_node_get_child (node, i));
  bt_longest_rise (slots, n, chosen);
  for (guint i = 0; i < n; i++)
    slots[i] = chosen[i] ? slots[i] : -1;
  return slots;
}

static void
put_in_gap (const Walk *walk, BtMergePart *part, BtMergePart *parent, guint gap, BtMergeSpot *spot)
{
  spot->gap = gap;
  g_ptr_array_add (parent->gaps->pdata[gap], spot);
}

/* A part that only the copy has; one whose id is taken gets another. */
static BtMergePart *
add_own (const Walk *walk, BtNode *node, BtMergePart *parent)
{
  BtMerge *merge = walk->merge;
  const char *id = bt_node_get_id (node);
  g_autofree char *other = NULL;

  if (bt_merge_get_part (merge, id) != NULL || g_hash_table_contains (merge->sites, id))
    {
      other = bt_id_new ('n');
      g_hash_table_insert (bt_merge_get_reviewer (merge, walk->reviewer)->names, (gpointer) bt_intern (id),
                           (gpointer) bt_intern (other));
    }
  BtMergePart *part = add_part (merge, other != NULL ? other : id, node, (int) walk->reviewer, parent);
  add_gaps (part);
  return part;
}

static void walk_children (Walk *walk, BtMergePart *part, BtNode *node);

/* A child that keeps no slot: it was put in there, or has come from elsewhere. */
static void
place_child (Walk *walk, BtMergePart *parent, guint gap, BtNode *child)
{
  BtMergePart *part = get_base_part (walk->merge, bt_node_get_id (child));
  gboolean new = part == NULL;

  if (new && bt_node_get_kind (child) == BT_NODE_GHOST && get_kept_slot (walk, child) != NULL)
    return;
  if (new)
    part = add_own (walk, child, parent);
  else if (part->kind == BT_NODE_GHOST || part->kind == BT_NODE_FOREIGN)
    return;
  BtMergeSpot *spot = bt_merge_add_spot (walk->merge, part, parent, (int) walk->reviewer);
  put_in_gap (walk, part, parent, gap, spot);
  if (new)
    g_ptr_array_add (part->spots, spot);
  else
    g_ptr_array_add (walk->moves, spot);
  walk_children (walk, part, child);
}

/* Two plans that share ids share what these stand for, and all parts that are always there. */
static gboolean
fits_base (const Walk *walk, const BtMergePart *parent, const BtNode *child)
{
  const BtMergePart *part = get_base_part (walk->merge, bt_node_get_id (child));

  if (part != NULL)
    return part->kind == bt_node_get_kind (child);
  return parent->base == NULL || bt_node_kind_allows_child (parent->kind, bt_node_get_kind (child));
}

static void
walk_children (Walk *walk, BtMergePart *part, BtNode *node)
{
  g_autofree int *slots = find_slots (walk, part, node);
  guint n = bt_node_get_n_children (node), gap = part->slots->len;
  g_autofree guint *gaps = g_new (guint, n + 1);

  for (guint i = n; i > 0; i--)
    gaps[i - 1] = gap = slots[i - 1] >= 0 ? (guint) slots[i - 1] : gap;
  for (guint i = 0; i < n && walk->error == NULL; i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      if (!is_placed (bt_node_get_kind (child)))
        continue;
      if (!fits_base (walk, part, child))
        g_set_error (&walk->error, BT_ERROR, BT_ERROR_INVALID,
                     _ ("“%s” is no copy of this plan: “%s” is something else there"),
                     bt_merge_get_reviewer (walk->merge, walk->reviewer)->name, bt_node_get_id (child));
      else if (slots[i] < 0)
        place_child (walk, part, gaps[i], child);
      else if (get_base_part (walk->merge, bt_node_get_id (child)) != NULL)
        walk_children (walk, get_base_part (walk->merge, bt_node_get_id (child)), child);
    }
}

/* A ghost where the copy has none. */
static BtMergePart *
add_ghost (const Walk *walk, const char *of, const char *change)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_GHOST, NULL);
  bt_node_builder_set_attr (builder, "of", of);
  bt_node_builder_set_attr (builder, "change", change);
  BtNode *ghost = bt_node_builder_end (builder);
  g_ptr_array_add (walk->merge->made, ghost);
  return add_own (walk, ghost, NULL);
}

/* The ghosts that the reviewer's moves of the part have left, the first one first. */
static GPtrArray *
list_ghosts (const Walk *walk, const BtMergePart *part)
{
  GPtrArray *ghosts = g_ptr_array_new ();

  for (BtNode *ghost = get_new_ghost (walk, part->id); ghost != NULL;
       ghost = get_new_ghost (walk, bt_node_get_id (ghost)))
    g_ptr_array_insert (ghosts, 0, ghost);
  return ghosts;
}

/* The ghosts as parts of the result; each stands for the next, the last for the part. Where @change is NULL the move is
 * the one that the copy shows, be it tracked or not. */
static GPtrArray *
make_chain (const Walk *walk, BtMergePart *part, const char *change)
{
  g_autoptr (GPtrArray) ghosts = change == NULL ? list_ghosts (walk, part) : g_ptr_array_new ();
  GPtrArray *chain = g_ptr_array_new ();

  for (guint i = 0; i < ghosts->len; i++)
    {
      BtMergePart *ghost =
          i > 0 ? bt_merge_get_own_part (walk->merge, walk->reviewer, bt_node_get_id (ghosts->pdata[i])) : NULL;
      g_ptr_array_add (chain, ghost != NULL ? ghost : add_own (walk, ghosts->pdata[i], NULL));
    }
  if (chain->len == 0 && change == NULL)
    change = bt_merge_map_change (walk->merge, walk->reviewer, NULL);
  if (chain->len == 0)
    g_ptr_array_add (chain, add_ghost (walk, part->id, change));
  for (guint i = 0; i < chain->len; i++)
    {
      BtMergePart *ghost = chain->pdata[i];
      bt_node_builder_set_attr (ghost->builder, "of",
                                i + 1 < chain->len ? ((BtMergePart *) chain->pdata[i + 1])->id : part->id);
      part->moved = bt_intern (bt_node_get_attr (ghost->node, "change"));
      part->moved = change != NULL ? change : bt_merge_map_change (walk->merge, walk->reviewer, part->moved);
      bt_node_builder_set_attr (ghost->builder, "change", part->moved);
    }
  return chain;
}

static gboolean
is_within (const BtMergePart *part, const BtMergePart *outer)
{
  for (; part != NULL; part = part->parent)
    if (part == outer)
      return TRUE;
  return FALSE;
}

/* Two reviewers moved the part. */
static void
report_moves (BtMerge *merge, const BtMergePart *part, const BtMergeSpot *one, const BtMergeSpot *other, gboolean loop)
{
  BtConflict *conflict = bt_merge_add_conflict (merge, loop ? BT_CONFLICT_LOOP : BT_CONFLICT_MOVED, part->id);

  bt_conflict_set_side (conflict, 0, merge, (guint) one->reviewer, one->change);
  conflict->sides[0].text = g_strdup (one->parent->id);
  bt_conflict_set_side (conflict, 1, merge, (guint) other->reviewer, other->change);
  conflict->sides[1].text = g_strdup (other->parent->id);
}

/* What stands between @part and the place within it is where another reviewer moved it. */
static const BtMergeSpot *
find_obstacle (const BtMergePart *part, const BtMergeSpot *spot)
{
  for (const BtMergePart *outer = spot->parent; outer != NULL && outer != part; outer = outer->parent)
    {
      const BtMergeSpot *last = outer->spots->pdata[outer->spots->len - 1];
      if (last->reviewer >= 0 && last->reviewer != spot->reviewer)
        return last;
    }
  return part->spots->pdata[part->spots->len - 1];
}

/* A move that cannot be shown by where the part stands is told of in a comment. */
static void
add_comment (BtMerge *merge, const BtMergePart *part, const BtMergeSpot *spot)
{
  BtNodeBuilder *thread = bt_node_builder_new (BT_NODE_THREAD, NULL);
  BtNodeBuilder *message = bt_node_builder_new (BT_NODE_MESSAGE, NULL);
  const BtMergePart *parent = spot->parent;
  const BtPlan *plan =
      parent->reviewer < 0 ? merge->base : bt_merge_get_reviewer (merge, (guint) parent->reviewer)->plan;
  g_autofree char *words = bt_plan_dup_plain_text (plan, parent->node);
  g_autofree char *text =
      g_strdup_printf (_ ("I moved this into “%s”, which another reviewer has moved into this."), words);

  bt_node_builder_set_attr (message, "author", bt_merge_get_reviewer (merge, (guint) spot->reviewer)->name);
  bt_node_builder_set_attr (message, "time", merge->time);
  bt_node_builder_set_string (message, text);
  bt_node_builder_set_attr (thread, "node", part->id);
  bt_node_builder_take_child (thread, bt_node_builder_end (message));
  g_ptr_array_add (merge->threads, bt_node_builder_end (thread));
}

/* Appends a move of a part of the base to those that were made before it. One that would lead into the part itself, as
 * another reviewer has moved what it leads to there, leads nowhere. */
void
bt_merge_move (BtMerge *merge, BtMergePart *part, BtMergeSpot *spot)
{
  Walk walk = { merge, (guint) spot->reviewer, NULL, NULL };
  g_autoptr (GPtrArray) chain = make_chain (&walk, part, spot->change);
  BtMergeSpot *before = part->spots->pdata[part->spots->len - 1];
  BtMergePart *first = chain->pdata[0];

  spot->change = part->moved;
  if (!spot->beside && is_within (spot->parent, part))
    {
      spot->beside = TRUE;
      report_moves (merge, part, find_obstacle (part, spot), spot, TRUE);
      add_comment (merge, part, spot);
    }
  else if (!spot->beside)
    {
      if (before->reviewer >= 0 && (before->parent != spot->parent || before->gap != spot->gap))
        report_moves (merge, part, before, spot, FALSE);
      part->parent = spot->parent;
    }
  before->ghost = first;
  first->parent = before->parent;
  if (part->last_ghost != NULL)
    bt_node_builder_set_attr (part->last_ghost->builder, "of", first->id);
  part->last_ghost = chain->pdata[chain->len - 1];
  g_ptr_array_add (part->spots, spot);
  bt_merge_touch (merge, part, walk.reviewer, spot->change, "");
}

static gboolean
walk_copy (BtMerge *merge, guint reviewer, GError **error)
{
  g_autoptr (GPtrArray) moves = g_ptr_array_new ();
  BtNode *root = bt_plan_get_root (bt_merge_get_reviewer (merge, reviewer)->plan);
  Walk walk = { merge, reviewer, moves, NULL };

  walk_children (&walk, bt_merge_get_part (merge, bt_node_get_id (root)), root);
  if (walk.error != NULL)
    {
      g_propagate_error (error, walk.error);
      return FALSE;
    }
  for (guint i = 0; i < moves->len; i++)
    bt_merge_move (merge, ((BtMergeSpot *) moves->pdata[i])->part, moves->pdata[i]);
  return TRUE;
}

/* Finds the parts of the result and their places. */
gboolean
bt_merge_build_tree (BtMerge *merge, GError **error)
{
  add_base (merge, bt_plan_get_root (merge->base), NULL);
  for (guint i = 0; i < merge->reviewers->len; i++)
    if (!walk_copy (merge, i, error))
      return FALSE;
  return TRUE;
}

static void
list_spot (GPtrArray *children, const BtMergeSpot *spot)
{
  const GPtrArray *spots = spot->part->spots;
  guint index;

  g_ptr_array_find ((GPtrArray *) spots, spot, &index);
  if (index + 1 == spots->len)
    {
      g_ptr_array_add (children, spot->part);
      return;
    }
  const BtMergeSpot *next = spots->pdata[index + 1];
  g_ptr_array_add (children, spot->ghost);
  if (next->beside)
    list_spot (children, next);
}

/* What stands in the part, in order. */
GPtrArray *
bt_merge_list_children (const BtMergePart *part)
{
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; i < part->gaps->len; i++)
    {
      const GPtrArray *gap = part->gaps->pdata[i];
      for (guint j = 0; j < gap->len; j++)
        if (!((BtMergeSpot *) gap->pdata[j])->beside)
          list_spot (children, gap->pdata[j]);
      if (i < part->slots->len)
        list_spot (children, part->slots->pdata[i]);
    }
  return children;
}
