/* Steps in a row: the plan as they have made it so far, and the edits that take several steps. */
#include "bt-step-run.h"

#include <string.h>

#include "bt-referrers.h"

struct _BtStepRun
{
  BtPlan *plan;
  GCancellable *cancellable; /* or NULL */
  GHashTable
      *referrers; /* id to GPtrArray of the interned ids that name it; NULL until it is asked for */
};

/* Notes, or forgets, that @node names other nodes. */
static void
note_pointers (BtStepRun *run, const BtNode *node, gboolean names)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (node));
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    {
      if (!bt_attr_is_pointer (attrs[i].name))
        continue;
      GPtrArray *ids = g_hash_table_lookup (run->referrers, attrs[i].value);
      if (ids == NULL)
        g_hash_table_insert (run->referrers, g_strdup (attrs[i].value), ids = g_ptr_array_new ());
      if (names && !g_ptr_array_find (ids, id, NULL))
        g_ptr_array_add (ids, id);
      else if (!names)
        g_ptr_array_remove (ids, id);
    }
}

static void
note_tree (BtStepRun *run, const BtNode *node, gboolean names)
{
  if (!bt_node_has_marks (node))
    return;
  note_pointers (run, node, names);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_tree (run, bt_node_get_child (node, i), names);
}

/* Brings what is known about referrers from one side of a step to the other. */
static void
note_step (BtStepRun *run, BtStep *step, const BtPlan *plan, gboolean names)
{
  const BtNode *node = bt_step_get_node (step);

  if (run->referrers == NULL)
    return;
  if (bt_step_get_kind (step) == BT_STEP_INSERT && names)
    note_tree (run, node, TRUE);
  else if (bt_step_get_kind (step) == BT_STEP_REMOVE && !names)
    note_tree (run, bt_plan_get_node (plan, bt_step_get_id (step)), FALSE);
  else if (bt_step_get_kind (step) == BT_STEP_SET_ATTR)
    note_pointers (run, bt_plan_get_node (plan, bt_step_get_id (step)), names);
}

/**
 * bt_step_run_new:
 * @plan: where the steps begin
 *
 * Returns: (transfer full): a run without a step
 */
BtStepRun *
bt_step_run_new (BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  BtStepRun *run = g_new0 (BtStepRun, 1);
  run->plan = bt_plan_ref (plan);
  return run;
}

/**
 * bt_step_run_free:
 * @run: (transfer full): a run
 */
void
bt_step_run_free (BtStepRun *run)
{
  g_return_if_fail (run != NULL);
  g_clear_pointer (&run->referrers, g_hash_table_unref);
  g_clear_object (&run->cancellable);
  bt_plan_unref (run->plan);
  g_free (run);
}

/**
 * bt_step_run_get_plan:
 * @run: a run
 *
 * Returns: (transfer none): the plan as the steps so far have made it; valid until the next step
 */
BtPlan *
bt_step_run_get_plan (const BtStepRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);
  return run->plan;
}

/**
 * bt_step_run_set_cancellable:
 * @run: a run
 * @cancellable: (nullable): to stop it: from then on every step fails with %G_IO_ERROR_CANCELLED
 */
void
bt_step_run_set_cancellable (BtStepRun *run, GCancellable *cancellable)
{
  g_return_if_fail (run != NULL);
  g_set_object (&run->cancellable, cancellable);
}

/**
 * bt_step_run_is_stopped:
 * @run: a run
 * @error: return location, for %G_IO_ERROR_CANCELLED
 *
 * For what looks through the plan for long without a step.
 *
 * Returns: whether it was stopped
 */
gboolean
bt_step_run_is_stopped (const BtStepRun *run, GError **error)
{
  g_return_val_if_fail (run != NULL, FALSE);
  return g_cancellable_set_error_if_cancelled (run->cancellable, error);
}

/**
 * bt_step_run_apply:
 * @run: a run
 * @step: (transfer full): the next step
 * @error: return location
 *
 * Returns: whether it fitted, and the run was not stopped; otherwise nothing has changed
 */
gboolean
bt_step_run_apply (BtStepRun *run, BtStep *step, GError **error)
{
  g_autoptr (BtStep) owned = step;

  g_return_val_if_fail (run != NULL && step != NULL, FALSE);

  if (bt_step_run_is_stopped (run, error))
    return FALSE;
  BtPlan *next = bt_step_apply (step, run->plan, NULL, error);
  if (next == NULL)
    return FALSE;
  note_step (run, step, run->plan, FALSE);
  note_step (run, step, next, TRUE);
  bt_plan_unref (run->plan);
  run->plan = next;
  return TRUE;
}

/**
 * bt_step_run_set_attr:
 * @run: a run
 * @id: a node
 * @name: an attribute
 * @value: (nullable): its value, %NULL to remove it
 * @error: return location
 *
 * Returns: whether it was done; a value that is there already is no step
 */
gboolean
bt_step_run_set_attr (BtStepRun *run, const char *id, const char *name, const char *value,
                      GError **error)
{
  g_return_val_if_fail (run != NULL && id != NULL && name != NULL, FALSE);

  const BtNode *node = bt_plan_get_node (run->plan, id);
  if (node != NULL && g_strcmp0 (bt_node_get_attr (node, name), value) == 0)
    return TRUE;
  return bt_step_run_apply (run, bt_step_new_set_attr (id, name, value), error);
}

/**
 * bt_step_run_set_text:
 * @run: a run
 * @id: a node with a text
 * @text: its new text
 * @error: return location
 *
 * Returns: whether it was done; the text that is there already is no step
 */
gboolean
bt_step_run_set_text (BtStepRun *run, const char *id, BtText *text, GError **error)
{
  g_return_val_if_fail (run != NULL && id != NULL && text != NULL, FALSE);

  const BtNode *node = bt_plan_get_node (run->plan, id);
  const BtText *old = node != NULL ? bt_node_get_text (node) : NULL;
  if (old != NULL && bt_text_equal (old, text))
    return TRUE;
  gsize length = old != NULL ? bt_text_get_length (old) : 0;
  return bt_step_run_apply (run, bt_step_new_replace_text (id, 0, length, text), error);
}

/**
 * bt_step_run_get_referrers:
 * @run: a run
 * @id: a node
 *
 * As bt_plan_get_referrers() on the plan as it is now, but asked often it does not look through the plan each time.
 *
 * Returns: (transfer container) (element-type BtNode): the nodes; valid until the next step
 */
GPtrArray *
bt_step_run_get_referrers (BtStepRun *run, const char *id)
{
  g_return_val_if_fail (run != NULL && id != NULL, NULL);

  if (run->referrers == NULL)
    {
      run->referrers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) g_ptr_array_unref);
      note_tree (run, bt_plan_get_root (run->plan), TRUE);
    }
  GPtrArray *found = g_ptr_array_new ();
  GPtrArray *ids = g_hash_table_lookup (run->referrers, id);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_ptr_array_add (found, bt_plan_get_node (run->plan, ids->pdata[i]));
  return found;
}

/* What names @from by the attribute @pointer names @to from now on. */
static gboolean
repoint (BtStepRun *run, const char *pointer, const char *from, const char *to, GError **error)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (run->plan);
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (run, from);

  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], pointer), from) == 0
        && !bt_step_run_set_attr (run, bt_node_get_id (referrers->pdata[i]), pointer, to, error))
      return FALSE;
  return TRUE;
}

/**
 * bt_step_run_repoint:
 * @run: a run
 * @from: a paragraph
 * @to: the paragraph that has the end of its text from now on
 * @error: return location
 *
 * What was split from or joined to the end of @from belongs to @to.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_repoint (BtStepRun *run, const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (run != NULL && from != NULL && to != NULL, FALSE);

  return repoint (run, "split-of", from, to, error) && repoint (run, "join-to", from, to, error);
}

/* The ghost that stands for @id, or NULL; another ghost may stand for that one. */
static const BtNode *
find_ghost (BtStepRun *run, const char *id)
{
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (run, id);
  for (guint i = 0; i < referrers->len; i++)
    if (bt_node_get_kind (referrers->pdata[i]) == BT_NODE_GHOST)
      return referrers->pdata[i];
  return NULL;
}

/* Removes the ghosts that stand for @id, and those that stand for these. */
static gboolean
drop_ghosts_of (BtStepRun *run, const char *id, GError **error)
{
  for (;;)
    {
      const BtNode *ghost = find_ghost (run, id);
      if (ghost == NULL)
        return TRUE;
      g_autofree char *ghost_id = g_strdup (bt_node_get_id (ghost));
      if (!drop_ghosts_of (run, ghost_id, error)
          || !bt_step_run_apply (run, bt_step_new_remove (ghost_id), error))
        return FALSE;
    }
}

/* The ghost that stands for @id when those in @going, NULL for none, are gone: these may stand for each other. */
static const BtNode *
find_ghost_left (BtStepRun *run, const char *id, GHashTable *going)
{
  const BtNode *ghost = find_ghost (run, id);

  while (ghost != NULL && going != NULL && g_hash_table_contains (going, bt_intern (bt_node_get_id (ghost))))
    ghost = find_ghost (run, bt_node_get_id (ghost));
  return ghost;
}

/* After @ghost, and what is in @going, is gone, what stood for the ghost stands for @target, which bears its mark. */
static gboolean
inherit_ghost (BtStepRun *run, const char *ghost, const char *target, GHashTable *going, GError **error)
{
  const BtNode *outer = find_ghost_left (run, ghost, going);
  const char *change = outer != NULL ? bt_node_get_attr (outer, "change") : NULL;
  gboolean is_ghost = bt_node_get_kind (bt_plan_get_node (run->plan, target)) == BT_NODE_GHOST;
  g_autofree char *mark = g_strdup (change);

  if (outer != NULL && !bt_step_run_set_attr (run, bt_node_get_id (outer), "of", target, error))
    return FALSE;
  return is_ghost || bt_step_run_set_attr (run, target, "moved", mark, error);
}

/* The interned ids of a node and of all below it. */
static void
collect_ids (const BtNode *node, GPtrArray *ids, GHashTable *set)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (node));

  g_ptr_array_add (ids, id);
  g_hash_table_add (set, id);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_ids (bt_node_get_child (node, i), ids, set);
}

/* What stays is not split from, or joined to, what goes: it is a paragraph of its own. */
static gboolean
set_free (BtStepRun *run, const char *id, const char *pointer, GError **error)
{
  static const char *const split[] = { "split", "split-of", "split-verdict", NULL };
  static const char *const join[] = { "join", "join-to", "join-after", "join-verdict", NULL };

  for (const char *const *marks = strcmp (pointer, "join-to") == 0 ? join : split; *marks != NULL; marks++)
    if (!bt_step_run_set_attr (run, id, *marks, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
set_free_all (BtStepRun *run, const char *id, const char *pointer, GHashTable *going, GError **error)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (run->plan);
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (run, id);

  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], pointer), id) == 0
        && !g_hash_table_contains (going, bt_intern (bt_node_get_id (referrers->pdata[i])))
        && !set_free (run, bt_node_get_id (referrers->pdata[i]), pointer, error))
      return FALSE;
  return TRUE;
}

/* What a ghost stands for stays, so it has no way back to the place that goes. */
static gboolean
let_stay (BtStepRun *run, const char *ghost, GHashTable *going, GError **error)
{
  const char *of = bt_intern (bt_node_get_attr (bt_plan_get_node (run->plan, ghost), "of"));

  return g_hash_table_contains (going, of) || !bt_plan_has_node (run->plan, of)
         || inherit_ghost (run, ghost, of, going, error);
}

/* Unties what goes, of which @ids has the nodes, from what stays. */
static gboolean
untie (BtStepRun *run, GPtrArray *ids, GHashTable *going, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const BtNode *node = bt_plan_get_node (run->plan, ids->pdata[i]);
      gboolean moved = node != NULL && bt_node_get_attr (node, "moved") != NULL;
      if ((moved && !drop_ghosts_of (run, ids->pdata[i], error))
          || !set_free_all (run, ids->pdata[i], "split-of", going, error)
          || !set_free_all (run, ids->pdata[i], "join-to", going, error))
        return FALSE;
    }
  for (guint i = 0; i < ids->len; i++)
    {
      const BtNode *node = bt_plan_get_node (run->plan, ids->pdata[i]);
      if (node != NULL && bt_node_get_kind (node) == BT_NODE_GHOST && !let_stay (run, ids->pdata[i], going, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * bt_step_run_remove:
 * @run: a run
 * @id: a node, which goes with all below it
 * @error: return location
 *
 * Removes a node. The ghosts that show where it and what is in it stood go too; what has moved out of it, or was split
 * from it or joined to it, stays where it is.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_remove (BtStepRun *run, const char *id, GError **error)
{
  g_return_val_if_fail (run != NULL && id != NULL, FALSE);

  g_autoptr (BtNode) node = bt_plan_has_node (run->plan, id) ? bt_node_ref (bt_plan_get_node (run->plan, id)) : NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) going = g_hash_table_new (NULL, NULL);
  if (node != NULL)
    collect_ids (node, ids, going);
  return untie (run, ids, going, error) && bt_step_run_apply (run, bt_step_new_remove (id), error);
}

/**
 * bt_step_run_move_children:
 * @run: a run
 * @from: a node
 * @to: a node
 * @error: return location
 *
 * All children of @from come behind the children of @to.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_move_children (BtStepRun *run, const char *from, const char *to, GError **error)
{
  g_return_val_if_fail (run != NULL && from != NULL && to != NULL, FALSE);

  for (;;)
    {
      const BtNode *node = bt_plan_get_node (run->plan, from);
      guint end = bt_node_get_n_children (bt_plan_get_node (run->plan, to));
      if (bt_node_get_n_children (node) == 0)
        return TRUE;
      const char *child = bt_node_get_id (bt_node_get_child (node, 0));
      if (!bt_step_run_apply (run, bt_step_new_move (child, to, end), error))
        return FALSE;
    }
}

static BtText *
concatenate (const BtText *first, const BtText *second)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  bt_text_builder_append_text (builder, first);
  bt_text_builder_append_text (builder, second);
  return bt_text_builder_end (builder);
}

/* The paragraph that is the next to be joined to the end of @id, besides @besides; NULL where there is none. */
static const BtNode *
find_joined (BtStepRun *run, const char *id, const char *besides)
{
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (run, id);

  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], "join-to"), id) == 0
        && g_strcmp0 (bt_node_get_id (referrers->pdata[i]), besides) != 0
        && !bt_plan_join_waits (run->plan, referrers->pdata[i]))
      return referrers->pdata[i];
  return NULL;
}

/**
 * bt_plan_join_waits:
 * @plan: a plan
 * @node: a paragraph that an open change joins to another
 *
 * Returns: whether another paragraph, whose text comes before its own, may be joined to the same one
 */
gboolean
bt_plan_join_waits (const BtPlan *plan, const BtNode *node)
{
  g_return_val_if_fail (plan != NULL && node != NULL, FALSE);

  const char *after = bt_node_get_attr (node, "join-after");
  const BtNode *other = after != NULL ? bt_plan_get_node (plan, after) : NULL;
  return other != NULL
         && g_strcmp0 (bt_node_get_attr (other, "join-to"), bt_node_get_attr (node, "join-to"))
                == 0;
}

/* What is to be joined to @first comes behind what is to be joined to @second, whose text comes before it. */
static gboolean
queue_behind (BtStepRun *run, const char *first, const char *second, GError **error)
{
  const BtNode *waiting = find_joined (run, first, second);
  const BtNode *next = find_joined (run, second, NULL);

  return waiting == NULL || next == NULL
         || bt_step_run_set_attr (run, bt_node_get_id (waiting), "join-after",
                                  bt_node_get_id (next), error);
}

/* Two parts that are united were neither split from each other nor are they still to be joined. */
static gboolean
forget_itself (BtStepRun *run, const char *id, GError **error)
{
  static const char *const marks[][2] = { { "split-of", "split" },
                                          { "join-to", "join" },
                                          { "split-of", "split-verdict" },
                                          { "join-to", "join-verdict" } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_strcmp0 (bt_node_get_attr (bt_plan_get_node (run->plan, id), marks[i][0]), id) == 0
        && !bt_step_run_set_attr (run, id, marks[i][1], NULL, error))
      return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_strcmp0 (bt_node_get_attr (bt_plan_get_node (run->plan, id), marks[i][0]), id) == 0
        && !bt_step_run_set_attr (run, id, marks[i][0], NULL, error))
      return FALSE;
  return TRUE;
}

/**
 * bt_step_run_contract:
 * @run: a run
 * @second: a paragraph
 * @first: the paragraph whose end its text comes to
 * @error: return location
 *
 * Makes one paragraph of two: what joining means, and taking a split back. The text of @second with all its marks comes
 * to the end of @first, its children come behind the children of @first, and what points to @second points to @first.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_contract (BtStepRun *run, const char *second, const char *first, GError **error)
{
  g_return_val_if_fail (run != NULL && second != NULL && first != NULL, FALSE);

  g_autoptr (BtText) text = concatenate (bt_node_get_text (bt_plan_get_node (run->plan, first)),
                                         bt_node_get_text (bt_plan_get_node (run->plan, second)));
  return queue_behind (run, first, second, error)
         && bt_step_run_move_children (run, second, first, error)
         && bt_step_run_repoint (run, second, first, error) && forget_itself (run, first, error)
         && bt_step_run_remove (run, second, error) && bt_step_run_set_text (run, first, text, error);
}

static BtNode *
new_ghost (const char *of, const char *change)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_GHOST, NULL);

  bt_node_builder_set_attr (builder, "of", of);
  bt_node_builder_set_attr (builder, "change", change);
  return bt_node_builder_end (builder);
}

/**
 * bt_step_run_leave_ghost:
 * @run: a run
 * @id: what is about to move
 * @change: the change that it moves by
 * @error: return location
 *
 * Puts a ghost where @id stands, which stands right behind it then. A ghost that stood for @id stands for the new one,
 * so that both moves can be taken back.
 *
 * Returns: the interned id of the ghost; %NULL with @error
 */
const char *
bt_step_run_leave_ghost (BtStepRun *run, const char *id, const char *change, GError **error)
{
  guint position;

  g_return_val_if_fail (run != NULL && id != NULL && change != NULL, NULL);

  g_autoptr (BtNode) ghost = new_ghost (id, change);
  const BtNode *outer = find_ghost (run, id);
  const char *outer_id = outer != NULL ? bt_intern (bt_node_get_id (outer)) : NULL;
  const char *parent = bt_intern (bt_node_get_id (bt_plan_get_parent (run->plan, id, &position)));
  gboolean done = bt_step_run_apply (run, bt_step_new_insert (parent, position, ghost), error)
                  && (outer_id == NULL
                      || bt_step_run_set_attr (run, outer_id, "of", bt_node_get_id (ghost), error))
                  && bt_step_run_set_attr (run, id, "moved", change, error);
  return done ? bt_intern (bt_node_get_id (ghost)) : NULL;
}

/**
 * bt_step_run_return_ghost:
 * @run: a run
 * @ghost: a ghost
 * @error: return location
 *
 * Takes a move back: what stands for the ghost, a node or the ghost of a later move, comes to its place.
 *
 * Returns: whether it was done; %BT_ERROR_STEP where the place lies within what is to come there
 */
gboolean
bt_step_run_return_ghost (BtStepRun *run, const char *ghost, GError **error)
{
  guint position;

  g_return_val_if_fail (run != NULL && ghost != NULL, FALSE);

  g_autofree char *of = g_strdup (bt_node_get_attr (bt_plan_get_node (run->plan, ghost), "of"));
  const BtNode *parent = bt_plan_get_parent (run->plan, ghost, &position);
  g_autofree char *parent_id = g_strdup (bt_node_get_id (parent));
  guint old_position;
  const BtNode *old_parent = bt_plan_get_parent (run->plan, of, &old_position);
  if (old_parent == parent && old_position < position)
    position--;
  return bt_step_run_apply (run, bt_step_new_move (of, parent_id, position), error)
         && inherit_ghost (run, ghost, of, NULL, error)
         && bt_step_run_apply (run, bt_step_new_remove (ghost), error);
}

/**
 * bt_step_run_drop_ghost:
 * @run: a run
 * @ghost: a ghost
 * @error: return location
 *
 * Keeps a move: the ghost goes, and with it the ghosts of earlier moves, which led to its place.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_drop_ghost (BtStepRun *run, const char *ghost, GError **error)
{
  g_return_val_if_fail (run != NULL && ghost != NULL, FALSE);

  g_autofree char *of = g_strdup (bt_node_get_attr (bt_plan_get_node (run->plan, ghost), "of"));
  gboolean is_ghost = bt_node_get_kind (bt_plan_get_node (run->plan, of)) == BT_NODE_GHOST;
  return drop_ghosts_of (run, ghost, error)
         && (is_ghost || bt_step_run_set_attr (run, of, "moved", NULL, error))
         && bt_step_run_apply (run, bt_step_new_remove (ghost), error);
}
