/* Tracked editing of the tree: what is removed stays, what is moved leaves a ghost, what is split or joined remembers
 * the other part. */
#include "bt-schema.h"
#include "bt-text-live.h"
#include "bt-tracker-private.h"

static BtNode *
find_own_ghost (BtTracker *tracker, const char *id)
{
  g_autoptr (GPtrArray) referrers = bt_plan_get_referrers (bt_step_run_get_plan (tracker->run), id);

  for (guint i = 0; i < referrers->len; i++)
    if (bt_node_get_kind (referrers->pdata[i]) == BT_NODE_GHOST
        && bt_tracker_is_own (tracker, bt_node_get_attr (referrers->pdata[i], "change")))
      return referrers->pdata[i];
  return NULL;
}

static gboolean
move_plain (BtTracker *tracker, const char *id, const char *parent, guint position, GError **error)
{
  return bt_step_run_apply (tracker->run, bt_step_new_move (id, parent, position), error);
}

/* Where an own move ends beside its ghost again, nothing has moved. */
static gboolean
forget_move_back (BtTracker *tracker, const char *id, GError **error)
{
  BtPlan *plan = bt_step_run_get_plan (tracker->run);
  BtNode *ghost = find_own_ghost (tracker, id);
  guint position, ghost_position;
  BtNode *parent = bt_plan_get_parent (plan, id, &position);

  if (!ghost || bt_plan_get_parent (plan, bt_node_get_id (ghost), &ghost_position) != parent
      || (position + 1 != ghost_position && ghost_position + 1 != position))
    return TRUE;

  return bt_step_run_return_ghost (tracker->run, bt_intern (bt_node_get_id (ghost)), error);
}

static gboolean
leave_ghost (BtTracker *tracker, const char *id, GError **error)
{
  const char *change = bt_tracker_change_for (tracker, id, error);

  return change && bt_step_run_leave_ghost (tracker->run, id, change, error) != NULL;
}

/**
 * bt_tracker_move_node:
 * @tracker: a tracker
 * @id: the id of what moves
 * @parent: the id of its new parent
 * @position: where it stands among the parent's children, counted without it
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_move_node (BtTracker *tracker, const char *id, const char *parent, guint position,
                      GError **error)
{
  guint old_position;
  BtNode *old_parent = bt_plan_get_parent (bt_step_run_get_plan (tracker->run), id, &old_position);
  gboolean same = old_parent && g_strcmp0 (bt_node_get_id (old_parent), parent) == 0;

  if (same && position == old_position)
    return TRUE;
  if (!old_parent || bt_tracker_has_own (tracker, id, "ins"))
    return move_plain (tracker, id, parent, position, error);
  if (bt_tracker_has_own (tracker, id, "moved"))
    return move_plain (tracker, id, parent, position, error)
           && forget_move_back (tracker, id, error);

  if (!leave_ghost (tracker, id, error))
    return FALSE;
  return move_plain (tracker, id, parent, same && position > old_position ? position + 1 : position,
                     error);
}

static gboolean
is_pointed_to (BtTracker *tracker, const char *id)
{
  g_autoptr (GPtrArray) referrers = bt_plan_get_referrers (bt_step_run_get_plan (tracker->run), id);

  for (guint i = 0; i < referrers->len; i++)
    if (bt_node_get_kind (referrers->pdata[i]) != BT_NODE_GHOST)
      return TRUE;
  return FALSE;
}

/* The ids of what goes with @id: its children, and the paragraphs that open changes join to it. A child that is joined
 * belongs to the paragraph it is joined to, wherever that stands. */
static GPtrArray *
dup_followers (BtTracker *tracker, const char *id)
{
  BtPlan *plan = bt_step_run_get_plan (tracker->run);
  BtNode *node = bt_plan_get_node (plan, id);
  g_autoptr (GPtrArray) referrers = bt_plan_get_referrers (plan, id);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) != BT_NODE_GHOST
        && !bt_node_get_attr (bt_node_get_child (node, i), "join"))
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (node, i))));
  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], "join-to"), id) == 0)
      g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (referrers->pdata[i])));
  return ids;
}

/* Marks the node itself as deleted, or takes it away where the author put it in and nothing hangs on it. */
static gboolean
delete_node (BtTracker *tracker, const char *id, const char *change, GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, id);
  BtNodeKind kind = bt_node_get_kind (node);

  if (!bt_node_kind_has_marks (kind))
    return TRUE;
  if (kind != BT_NODE_COLUMN && bt_tracker_has_own (tracker, id, "ins") && bt_node_is_bare (node)
      && !is_pointed_to (tracker, id))
    return bt_step_run_remove (tracker->run, id, error);
  if (bt_node_get_attr (node, "del"))
    return TRUE;

  return bt_step_run_set_attr (tracker->run, id, "del", change, error);
}

/* Marks all that stands in the node's own text as deleted. */
gboolean
bt_tracker_clear_text (BtTracker *tracker, const char *id, GError **error)
{
  g_autoptr (BtText) nothing = bt_text_new ("");
  BtText *text = bt_node_get_text (bt_tracker_get_node (tracker, id));
  gsize length = text ? bt_text_get_length (text) : 0;

  return length == 0 || bt_tracker_replace_text (tracker, id, 0, length, nothing, NULL, error);
}

static gboolean
delete_tree (BtTracker *tracker, const char *id, const char *change, GError **error)
{
  g_autoptr (GPtrArray) followers = dup_followers (tracker, id);

  if (!bt_tracker_clear_text (tracker, id, error))
    return FALSE;
  for (guint i = 0; i < followers->len; i++)
    if (!delete_tree (tracker, followers->pdata[i], change, error))
      return FALSE;

  return delete_node (tracker, id, change, error);
}

/**
 * bt_tracker_remove_node:
 * @tracker: a tracker
 * @id: the id of what goes
 * @error: return location
 *
 * The node and all below it stay, each marked as deleted; what the author put in himself goes.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_remove_node (BtTracker *tracker, const char *id, GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, id);
  BtNode *parent = bt_plan_get_parent (bt_step_run_get_plan (tracker->run), id, NULL);
  const char *change;

  /* Such a step says why it does not fit. */
  if (!parent || !bt_node_kind_allows_child (bt_node_get_kind (parent), bt_node_get_kind (node)))
    return bt_step_run_remove (tracker->run, id, error);
  change = bt_tracker_change_for (tracker, id, error);

  return change && delete_tree (tracker, bt_intern (id), change, error);
}

/**
 * bt_split:
 * @run: the steps of an edit
 * @id: the id of a paragraph
 * @offset: where in its text, in bytes
 * @head: @id, or the id of the paragraph that open changes have joined it to
 * @change: (nullable): the change that the split belongs to; %NULL where it is not tracked
 * @second: (out): the interned id of the second part
 * @error: return location
 *
 * Makes the text from @offset on a paragraph of its own, right behind @head and looking like it.
 *
 * Returns: whether it was done
 */
gboolean
bt_split (BtStepRun *run, const char *id, gsize offset, const char *head, const char *change,
          const char **second, GError **error)
{
  BtPlan *plan = bt_step_run_get_plan (run);
  g_autoptr (BtNode) node = bt_node_ref (bt_plan_get_node (plan, head));
  g_autoptr (BtText) text = bt_text_ref (bt_node_get_text (bt_plan_get_node (plan, id)));
  g_autoptr (BtText) rest = bt_text_slice (text, 0, offset);
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), NULL);
  g_autoptr (BtNode) fresh = NULL;
  guint position;
  const char *parent =
      bt_intern (bt_node_get_id (bt_plan_get_parent (plan, head, &position)));

  if (bt_node_get_kind (node) == BT_NODE_CLAUSE)
    {
      bt_node_builder_set_attr (builder, "label", bt_node_get_attr (node, "label"));
      bt_node_builder_set_attr (builder, "heading", bt_node_get_attr (node, "heading"));
    }
  bt_node_builder_set_attr (builder, "split", change);
  bt_node_builder_set_attr (builder, "split-of", change ? id : NULL);
  bt_node_builder_take_text (builder, bt_text_slice (text, offset, bt_text_get_length (text)));
  fresh = bt_node_builder_end (builder);
  *second = bt_intern (bt_node_get_id (fresh));

  return bt_step_run_set_text (run, id, rest, error)
         && bt_step_run_repoint (run, id, *second, error)
         && bt_step_run_apply (run, bt_step_new_insert (parent, position + 1, fresh), error);
}

/* The paragraph that the text of @id belongs to when all open joins are accepted. */
static const char *
head_of (BtTracker *tracker, const char *id)
{
  for (;;)
    {
      const char *first = bt_node_get_attr (bt_tracker_get_node (tracker, id), "join-to");
      if (!first)
        return bt_intern (id);
      id = first;
    }
}

/* The live children of @from go to the end of @to as moves. */
static gboolean
move_live_children (BtTracker *tracker, const char *from, const char *to, GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, from);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i)))
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (node, i))));
  for (guint i = 0; i < ids->len; i++)
    {
      guint end = bt_node_get_n_children (bt_tracker_get_node (tracker, to));
      if (!bt_tracker_move_node (tracker, ids->pdata[i], to, end, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_tracker_split:
 * @tracker: a tracker
 * @id: the id of a paragraph
 * @offset: where in its text, in bytes
 * @second: (out): the interned id of the second part
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_split (BtTracker *tracker, const char *id, gsize offset, const char **second,
                  GError **error)
{
  const char *change = bt_tracker_change_for (tracker, id, error);
  const char *head = head_of (tracker, id);
  gboolean own = head == bt_intern (id) && bt_tracker_has_own (tracker, id, "ins");

  if (!change || !bt_split (tracker->run, id, offset, head, own ? NULL : change, second, error))
    return FALSE;
  if (own && !bt_step_run_set_attr (tracker->run, *second, "ins", change, error))
    return FALSE;

  return move_live_children (tracker, head, *second, error);
}

/* Takes own moves of the children of @from out of @to back. */
static gboolean
return_own_children (BtTracker *tracker, const char *from, const char *to, GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, from);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    g_ptr_array_add (ids,
                     (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (node, i))));
  for (guint i = 0; i < ids->len; i++)
    {
      BtPlan *plan = bt_step_run_get_plan (tracker->run);
      BtNode *ghost = find_own_ghost (tracker, ids->pdata[i]);
      if (ghost
          && g_strcmp0 (bt_node_get_id (bt_plan_get_parent (plan, bt_node_get_id (ghost), NULL)),
                        to)
                 == 0
          && !bt_step_run_return_ghost (tracker->run, bt_intern (bt_node_get_id (ghost)),
                                        error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_tracker_join:
 * @tracker: a tracker
 * @second: the id of a paragraph
 * @first: the id of the paragraph whose end its text comes to
 * @error: return location
 *
 * The author's own new paragraph, or own split, simply goes; any other is marked as joined.
 *
 * Returns: whether it was done
 */
gboolean
bt_tracker_join (BtTracker *tracker, const char *second, const char *first, GError **error)
{
  BtNode *node = bt_tracker_get_node (tracker, second);
  gboolean own_split = bt_tracker_has_own (tracker, second, "split")
                       && g_strcmp0 (bt_node_get_attr (node, "split-of"), first) == 0;
  const char *change;

  if (bt_node_get_attr (node, "join"))
    return TRUE;
  if (own_split && !return_own_children (tracker, second, first, error))
    return FALSE;
  if (own_split || bt_tracker_has_own (tracker, second, "ins"))
    return bt_step_run_contract (tracker->run, second, first, error);

  change = bt_tracker_change_for (tracker, second, error);
  return change && bt_step_run_set_attr (tracker->run, second, "join-to", first, error)
         && bt_step_run_set_attr (tracker->run, second, "join", change, error);
}
