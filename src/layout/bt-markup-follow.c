/* Carries the markup of a plan over to the next one: what speaks of nodes that are the same still holds, the others are
 * read. Where an edit moves notes about, or signs from one text into another, the plan is read anew instead. */
#include "bt-markup-private.h"

#include <string.h>

#include "bt-delta.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-table.h"

typedef struct
{
  BtMarkupWalk walk;
  const BtMarkup *previous;
  const BtDelta *delta;
} Follower;

/* Remarks. */

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

/* Puts another remark (transfer full) in the place of one, in a list that nobody else has. */
static void
set_remark (Follower *self, guint index, BtRemark *remark)
{
  BtMarkup *markup = self->walk.markup;
  GPtrArray *before;

  if (markup->remarks == self->previous->remarks)
    {
      g_ptr_array_unref (markup->remarks);
      markup->remarks = g_ptr_array_copy (self->previous->remarks, acquire, NULL);
    }
  before = bt_markup_remarks_new ();
  g_ptr_array_add (before, markup->remarks->pdata[index]);
  markup->remarks->pdata[index] = remark;
  g_ptr_array_unref (before);
}

/* Puts the remarks that were read in the place of those about @old, the node before; FALSE where there were not as
 * many. */
static gboolean
replace_remarks (Follower *self, const BtNode *old, guint first)
{
  const GPtrArray *remarks = self->walk.markup->remarks;
  GPtrArray *read = self->walk.remarks;
  guint n = 0;

  while (first + n < remarks->len && ((BtRemark *) remarks->pdata[first + n])->node == old)
    n++;
  if (n != read->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    set_remark (self, first + i, g_rc_box_acquire (read->pdata[i]));
  return TRUE;
}

/* Nodes that are others than before. */

static gboolean
is_equal (const BtNodeMarks *one, const BtNodeMarks *other)
{
  return one->ins == other->ins && one->del == other->del && one->moved == other->moved;
}

/* The marks of the column of a cell, whose row is the last of the path. */
static BtNodeMarks
get_column_marks (const Follower *self, const BtNode *cell)
{
  const GPtrArray *path = self->walk.path;
  const BtNode *row = path->pdata[path->len - 1];
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (path->pdata[path->len - 3]);

  for (guint i = 0; i < bt_node_get_n_children (row) && i < leaves->len; i++)
    if (bt_node_get_child (row, i) == cell)
      return bt_markup_get_marks (self->walk.markup, leaves->pdata[i]);
  return (BtNodeMarks){ 0 };
}

/* What a node is part of: @parent, the last of the path, which is read. */
static BtNodeMarks
get_outer_marks (const Follower *self, const BtNode *parent, const BtNode *node)
{
  BtNodeMarks outer = { 0 };

  if (parent == NULL)
    return outer;
  outer = bt_markup_get_marks (self->walk.markup, parent);
  outer = bt_markup_hand_down (parent, &outer);
  if (bt_node_get_kind (parent) == BT_NODE_ROW)
    {
      BtNodeMarks column = get_column_marks (self, node);
      outer = bt_markup_add_marks (&outer, &column);
    }
  return outer;
}

/* Makes the path end at @parent. */
static void
step_to (Follower *self, const BtNode *parent)
{
  GPtrArray *path = self->walk.path;

  while (path->len > 0 && path->pdata[path->len - 1] != parent)
    g_ptr_array_set_size (path, path->len - 1);
}

/* A node that only stands elsewhere: what is said of it holds where it is part of the same there. */
static gboolean
follow_shifted (Follower *self, const BtDeltaNode *entry)
{
  BtNodeKind kind = bt_node_get_kind (entry->node);
  const char *parent =
      bt_plan_get_parent_id (self->delta->old, bt_node_get_id (entry->node));

  /* These are part of a column. */
  if (kind == BT_NODE_COLUMN || kind == BT_NODE_CELL
      || (kind == BT_NODE_ROW && strcmp (parent, bt_node_get_id (entry->parent)) != 0))
    return FALSE;
  BtNodeMarks outer = get_outer_marks (self, entry->parent, entry->node);
  BtNodeMarks now = bt_markup_get_own_marks (entry->node, &outer);
  BtNodeMarks before = bt_markup_get_marks (self->previous, entry->node);
  return is_equal (&before, &now);
}

/* Whether what the other nodes' words are part of, or have signs of, does not depend on what changed in this one. */
static gboolean
is_apart (const Follower *self, const BtDeltaNode *entry, const BtNodeMarks *now)
{
  const BtNode *old = entry->old, *node = entry->node;

  if (old == NULL)
    return bt_node_get_kind (node) != BT_NODE_COLUMN;
  BtNodeMarks before = bt_markup_get_marks (self->previous, old);
  if (bt_node_get_kind (node) == BT_NODE_COLUMN
      && (!is_equal (&before, now)
          || g_hash_table_contains (self->delta->displaced, bt_node_get_id (node))))
    return FALSE;
  BtNodeMarks inner_before = bt_markup_hand_down (old, &before);
  BtNodeMarks inner = bt_markup_hand_down (node, now);
  return (bt_node_get_n_children (node) == 0 || is_equal (&inner_before, &inner))
         && bt_node_get_kind (old) == bt_node_get_kind (node)
         && (bt_node_get_text (old) == NULL) == (bt_node_get_text (node) == NULL)
         && !bt_markup_gives_signs (old) && !g_hash_table_contains (self->previous->heirs, old);
}

/* The tables may still hold what was said of the node when it was in a plan before. */
static void
set_marks (BtMarkup *markup, const BtNode *node, const BtNodeMarks *marks)
{
  g_hash_table_remove (markup->signs, node);
  if (marks->ins != NULL || marks->del != NULL || marks->moved != NULL)
    g_hash_table_insert (markup->marks, bt_node_ref ((BtNode *) node),
                         g_memdup2 (marks, sizeof *marks));
  else
    g_hash_table_remove (markup->marks, node);
}

/* Reads what is said of one node, as it was read of what it was before. */
static gboolean
follow_read (Follower *self, const BtDeltaNode *entry)
{
  BtMarkupWalk *walk = &self->walk;
  BtNodeMarks outer = get_outer_marks (self, entry->parent, entry->node);
  BtNodeMarks marks = bt_markup_get_own_marks (entry->node, &outer);

  if (!is_apart (self, entry, &marks))
    return FALSE;
  set_marks (walk->markup, entry->node, &marks);
  g_ptr_array_add (walk->path, (gpointer) entry->node);
  if (entry->old != NULL)
    walk->markup->n_changed -= bt_markup_count_changes (entry->old);
  g_ptr_array_set_size (walk->remarks, 0);
  walk->n_remarks = entry->old != NULL ? find_remark (walk->markup->remarks, entry->old) : 0;
  bt_markup_walk_read_signs (walk, entry->node);
  if (walk->waiting->len > 0)
    return FALSE;
  return entry->old != NULL ? replace_remarks (self, entry->old, walk->n_remarks)
                            : walk->remarks->len == 0;
}

/* Whether a ghost, which comes or goes, does not make another one a relay. */
static gboolean
is_lone_ghost (const BtPlan *plan, const BtNode *ghost)
{
  const BtNode *of = bt_plan_get_node (plan, bt_node_get_attr (ghost, "of"));

  return of == NULL || bt_node_get_kind (of) != BT_NODE_GHOST;
}

static gboolean
follow_ghost (Follower *self, const BtDeltaNode *entry)
{
  self->walk.markup->n_changed += entry->old == NULL;
  return entry->old == entry->node
         || (entry->old == NULL && is_lone_ghost (self->delta->plan, entry->node));
}

static gboolean
follow_node (Follower *self, const BtDeltaNode *entry)
{
  step_to (self, entry->parent);
  if (bt_node_get_kind (entry->node) == BT_NODE_GHOST)
    return follow_ghost (self, entry);
  return entry->old == entry->node ? follow_shifted (self, entry) : follow_read (self, entry);
}

/* What is said of a node that has gone is said no longer; FALSE where others would be told otherwise then. */
static gboolean
forget_node (Follower *self, const BtNode *old)
{
  const GPtrArray *remarks = self->walk.markup->remarks;

  self->walk.markup->n_changed -= bt_markup_count_changes (old);
  if (bt_node_get_kind (old) == BT_NODE_GHOST)
    return is_lone_ghost (self->delta->old, old);
  return bt_node_get_kind (old) != BT_NODE_COLUMN && find_remark (remarks, old) == remarks->len
         && !bt_markup_gives_signs (old) && !g_hash_table_contains (self->previous->heirs, old);
}

static gboolean
follow_nodes (Follower *self)
{
  const GArray *nodes = self->delta->nodes;

  for (guint i = 0; i < nodes->len; i++)
    if (!follow_node (self, &g_array_index (nodes, BtDeltaNode, i)))
      return FALSE;
  for (guint i = 0; i < self->delta->gone->len; i++)
    if (!forget_node (self, self->delta->gone->pdata[i]))
      return FALSE;
  return TRUE;
}

/* From the innermost nodes outwards. */
static void
set_below (Follower *self)
{
  const GArray *nodes = self->delta->nodes;

  for (guint i = nodes->len; i-- > 0;)
    {
      const BtDeltaNode *entry = &g_array_index (nodes, BtDeltaNode, i);

      if (entry->old == entry->node || bt_node_get_kind (entry->node) == BT_NODE_GHOST)
        continue;
      g_hash_table_remove (self->walk.markup->below, entry->node);
      bt_markup_set_below (self->walk.markup, entry->node);
    }
}

/* Heirs: texts with the signs of what has no words. */

static gboolean
has_text (const BtNode *node)
{
  if (bt_node_get_text (node) != NULL)
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (has_text (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/* Whether a text of which another part was first, or was not, may come between what has no words and its heir. */
static gboolean
may_disinherit (const Follower *self, const BtNode *heir)
{
  const char *id = bt_node_get_id (heir);

  if (!bt_plan_has_node (self->delta->plan, id))
    return FALSE;
  for (; id != NULL; id = bt_plan_get_parent_id (self->delta->plan, id))
    if (g_hash_table_contains (self->delta->parents, id))
      return TRUE;
  return FALSE;
}

static gboolean
keeps_heirs (const Follower *self)
{
  GHashTableIter iter;
  gpointer id, heir;

  if (g_hash_table_size (self->previous->heirs) == 0 || bt_delta_is_rewording (self->delta))
    return TRUE;
  g_hash_table_iter_init (&iter, self->delta->parents);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const BtNode *old = bt_plan_get_node (self->delta->old, id);

      if (old != NULL && !has_text (old))
        return FALSE;
    }
  g_hash_table_iter_init (&iter, self->previous->heirs);
  while (g_hash_table_iter_next (&iter, &heir, NULL))
    if (may_disinherit (self, heir))
      return FALSE;
  return TRUE;
}

/* Places. */

static char *
dup_place (const Follower *self, const char *id)
{
  g_autoptr (GPtrArray) path = bt_plan_get_path (self->delta->plan, id);

  return bt_path_dup_place (path);
}

static const char *
get_remark_id (const GPtrArray *remarks, guint i)
{
  return bt_node_get_id (((const BtRemark *) remarks->pdata[i])->node);
}

/* Tells where the change is now; FALSE where others were not between the same ones before. */
static gboolean
place_remark (Follower *self, guint index)
{
  const GPtrArray *remarks = self->walk.markup->remarks;
  const BtRemark *remark = remarks->pdata[index];
  const char *id = get_remark_id (remarks, index);
  BtDeltaReach reach = bt_delta_get_reach (self->delta, id);
  char *place;

  if ((reach & BT_DELTA_DISPLACED) != 0
      && !((index == 0 || bt_delta_keeps_order (self->delta, get_remark_id (remarks, index - 1), id))
           && (index + 1 == remarks->len
               || bt_delta_keeps_order (self->delta, id, get_remark_id (remarks, index + 1)))))
    return FALSE;
  if ((reach & BT_DELTA_RENUMBERED) == 0)
    return TRUE;
  place = dup_place (self, id);
  if (strcmp (place, remark->place) == 0)
    {
      g_free (place);
      return TRUE;
    }
  BtRemark *copy = bt_markup_remark_copy (remark);
  copy->place = place;
  set_remark (self, index, copy);
  return TRUE;
}

static gpointer
copy_string (gconstpointer string, gpointer data)
{
  return g_strdup (string);
}

static void
place_comment (Follower *self, guint index)
{
  BtMarkup *markup = self->walk.markup;
  const BtComment *comment = markup->comments->pdata[index];
  g_autofree char *place = NULL;

  if (comment->node == NULL
      || (bt_delta_get_reach (self->delta, comment->node) & BT_DELTA_RENUMBERED) == 0)
    return;
  place = dup_place (self, comment->node);
  if (g_strcmp0 (place, markup->places->pdata[index]) == 0)
    return;
  if (markup->places == self->previous->places)
    {
      g_ptr_array_unref (markup->places);
      markup->places = g_ptr_array_copy (self->previous->places, copy_string, NULL);
    }
  g_free (markup->places->pdata[index]);
  markup->places->pdata[index] = g_steal_pointer (&place);
}

/* Tells anew where comments and changes are whose numbers, or those above them, may be others. */
static gboolean
place_notes (Follower *self)
{
  if (bt_delta_is_rewording (self->delta))
    return TRUE;
  for (guint i = 0; i < self->walk.markup->remarks->len; i++)
    if (!place_remark (self, i))
      return FALSE;
  for (guint i = 0; i < self->walk.markup->comments->len; i++)
    place_comment (self, i);
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
 * Takes over what was read of the plan before and reads what differs, if that does not change what is said elsewhere.
 *
 * Returns: whether it could; if not, @markup is as it was
 */
gboolean
bt_markup_follow (BtMarkup *markup, const BtMarkup *previous)
{
  g_autoptr (BtDelta) delta = bt_delta_new (previous->plan, markup->plan);
  g_autoptr (GPtrArray) remarks = bt_markup_remarks_new ();
  Follower self = { .previous = previous, .delta = delta };
  gboolean followed;

  markup->comments = bt_comment_list_update (previous->comments, delta);
  if (markup->comments == NULL)
    return FALSE;
  share (markup, previous);
  bt_markup_walk_init (&self.walk, markup, remarks);
  followed = keeps_heirs (&self) && follow_nodes (&self) && place_notes (&self);
  if (followed)
    set_below (&self);
  bt_markup_walk_clear (&self.walk);
  if (!followed)
    unshare (markup);
  return followed;
}
