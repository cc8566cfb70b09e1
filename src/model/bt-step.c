/* Steps: the only way from one plan to the next. Each gives the step that takes it back. */
#include "bt-step.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-plan-private.h"
#include "bt-referrers.h"
#include "bt-schema.h"

struct _BtStep
{
  gatomicrefcount ref_count;
  BtStepKind kind;
  char *id;       /* the node it changes; of an insertion: the parent */
  char *other;    /* the new parent of a move; the name of an attribute */
  char *value;    /* of an attribute; NULL removes it */
  guint position; /* of an insertion or a move */
  gsize start, end;
  BtText *slice;
  BtNode *node;
};

static BtStep *
step_new (BtStepKind kind, const char *id)
{
  BtStep *step = g_new0 (BtStep, 1);
  g_atomic_ref_count_init (&step->ref_count);
  step->kind = kind;
  step->id = g_strdup (id);
  return step;
}

/**
 * bt_step_new_replace_text:
 * @id: a node with a text
 * @start: in bytes, between two characters
 * @end: in bytes, between two characters, not before @start
 * @slice: what comes in the place of what stands there
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_replace_text (const char *id, gsize start, gsize end, BtText *slice)
{
  g_return_val_if_fail (id != NULL && start <= end && slice != NULL, NULL);

  BtStep *step = step_new (BT_STEP_REPLACE_TEXT, id);
  step->start = start;
  step->end = end;
  step->slice = bt_text_ref (slice);
  return step;
}

/**
 * bt_step_new_insert:
 * @parent_id: the parent
 * @position: where among its children
 * @node: what is inserted, with all below it
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_insert (const char *parent_id, guint position, BtNode *node)
{
  g_return_val_if_fail (parent_id != NULL && node != NULL, NULL);

  BtStep *step = step_new (BT_STEP_INSERT, parent_id);
  step->position = position;
  step->node = bt_node_ref (node);
  return step;
}

/**
 * bt_step_new_remove:
 * @id: a node, which goes with all below it
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_remove (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);
  return step_new (BT_STEP_REMOVE, id);
}

/**
 * bt_step_new_move:
 * @id: a node, which goes with all below it
 * @parent_id: its new parent
 * @position: where among the parent's children, counted without the node
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_move (const char *id, const char *parent_id, guint position)
{
  g_return_val_if_fail (id != NULL && parent_id != NULL, NULL);

  BtStep *step = step_new (BT_STEP_MOVE, id);
  step->other = g_strdup (parent_id);
  step->position = position;
  return step;
}

/**
 * bt_step_new_set_attr:
 * @id: a node
 * @name: an attribute
 * @value: (nullable): its new value, %NULL to remove it
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_set_attr (const char *id, const char *name, const char *value)
{
  g_return_val_if_fail (id != NULL && name != NULL, NULL);

  BtStep *step = step_new (BT_STEP_SET_ATTR, id);
  step->other = g_strdup (name);
  step->value = g_strdup (value);
  return step;
}

/**
 * bt_step_new_replace_node:
 * @node: what comes in the place of the node that has the same id, with all below it
 *
 * For edits of so many nodes below one that a step for each would take long.
 *
 * Returns: (transfer full): the step
 */
BtStep *
bt_step_new_replace_node (BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  BtStep *step = step_new (BT_STEP_REPLACE_NODE, bt_node_get_id (node));
  step->node = bt_node_ref (node);
  return step;
}

/**
 * bt_step_ref:
 * @step: a step
 *
 * Returns: (transfer full): @step
 */
BtStep *
bt_step_ref (BtStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);
  g_atomic_ref_count_inc (&step->ref_count);
  return step;
}

/**
 * bt_step_unref:
 * @step: (transfer full): a step
 */
void
bt_step_unref (BtStep *step)
{
  g_return_if_fail (step != NULL);
  if (!g_atomic_ref_count_dec (&step->ref_count))
    return;
  g_clear_pointer (&step->slice, bt_text_unref);
  g_clear_pointer (&step->node, bt_node_unref);
  g_free (step->id);
  g_free (step->other);
  g_free (step->value);
  g_free (step);
}

/**
 * bt_step_get_kind:
 * @step: a step
 *
 * Returns: what it does
 */
BtStepKind
bt_step_get_kind (const BtStep *step)
{
  g_return_val_if_fail (step != NULL, BT_STEP_REMOVE);
  return step->kind;
}

/**
 * bt_step_get_id:
 * @step: a step
 *
 * Returns: (transfer none): the id of the node it changes; of an insertion: the parent's
 */
const char *
bt_step_get_id (const BtStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);
  return step->id;
}

/**
 * bt_step_get_node:
 * @step: a step
 *
 * Returns: (transfer none) (nullable): what an insertion inserts; %NULL for any other step
 */
BtNode *
bt_step_get_node (const BtStep *step)
{
  g_return_val_if_fail (step != NULL, NULL);
  return step->node;
}

static gboolean
refuse (GError **error, const char *reason, const char *id)
{
  g_set_error (error, BT_ERROR, BT_ERROR_STEP, "%s (%s)", reason, id);
  return FALSE;
}

static GPtrArray *
path_to (BtPlan *plan, const char *id, GError **error)
{
  GPtrArray *path = bt_plan_get_path (plan, id);
  if (path == NULL)
    refuse (error, _("this part is no longer in the plan"), id);
  return path;
}

static BtNode *
path_end (GPtrArray *path)
{
  return path->pdata[path->len - 1];
}

static guint
position_in (const BtNode *parent, const BtNode *child)
{
  guint position = 0;
  while (bt_node_get_child (parent, position) != child)
    position++;
  return position;
}

/* The root of the tree in which @node, which is taken over, stands in the place of the path's end. */
static BtNode *
rebuild (GPtrArray *path, BtNode *node)
{
  for (guint i = path->len - 1; i > 0; i--)
    {
      BtNode *parent = path->pdata[i - 1];
      BtNode *next = bt_node_with_child (parent, position_in (parent, path->pdata[i]), node);
      bt_node_unref (node);
      node = next;
    }
  return node;
}

/* The plan in which only the path's end has changed, into @node, which is taken over. */
static BtPlan *
with_node (BtPlan *plan, GPtrArray *path, BtNode *node)
{
  return bt_plan_new_from_parts (rebuild (path, node), bt_index_ref (bt_plan_get_index (plan)),
                                 bt_plan_get_n_nodes (plan));
}

static gboolean
check_replacement (const BtStep *step, const BtNode *node, GError **error)
{
  const BtText *text = bt_node_get_text (node);

  if (text == NULL)
    return refuse (error, _("this part has no text"), step->id);
  if (!bt_text_is_boundary (text, step->start) || !bt_text_is_boundary (text, step->end))
    return refuse (error, _("the text to be replaced is not there"), step->id);
  return TRUE;
}

static BtPlan *
apply_replace_text (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  if (path == NULL || !check_replacement (step, path_end (path), error))
    return NULL;

  BtNode *node = path_end (path);
  BtText *text = bt_node_get_text (node);
  g_autoptr (BtText) replaced = bt_text_replace (text, step->start, step->end, step->slice);
  gboolean lines = bt_node_kind_get_text_rule (bt_node_get_kind (node)) == BT_TEXT_LINES;
  if (!bt_text_check (replaced, lines, error))
    return NULL;
  if (inverse != NULL)
    {
      g_autoptr (BtText) old = bt_text_slice (text, step->start, step->end);
      *inverse = bt_step_new_replace_text (step->id, step->start,
                                           step->start + bt_text_get_length (step->slice), old);
    }
  return with_node (plan, path, bt_node_with_text (node, replaced));
}

static gboolean
ids_are_new (BtPlan *plan, BtNode *node, GError **error)
{
  if (bt_plan_has_node (plan, bt_node_get_id (node)))
    return refuse (error, _("this part stands in the plan already"), bt_node_get_id (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!ids_are_new (plan, bt_node_get_child (node, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
check_place (GPtrArray *path, guint position, BtNodeKind kind, GError **error)
{
  const BtNode *parent = path_end (path);
  guint n_parts;

  bt_node_kind_get_parts (bt_node_get_kind (parent), &n_parts);
  if (!bt_node_kind_allows_child (bt_node_get_kind (parent), kind))
    return refuse (error, _("such a part cannot stand here"), bt_node_get_id (parent));
  if (position < n_parts || position > bt_node_get_n_children (parent))
    return refuse (error, _("there is no such place"), bt_node_get_id (parent));
  return TRUE;
}

static BtPlan *
apply_insert (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  if (path == NULL || !check_place (path, step->position, bt_node_get_kind (step->node), error) ||
      !ids_are_new (plan, step->node, error))
    return NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!bt_node_check_tree (step->node, path->len, ids, error))
    return NULL;

  BtNode *parent = path_end (path);
  if (inverse != NULL)
    *inverse = bt_step_new_remove (bt_node_get_id (step->node));
  BtNode *root = rebuild (path, bt_node_with_child_inserted (parent, step->position, step->node));
  BtIndex *index = bt_index_insert_tree (bt_index_ref (bt_plan_get_index (plan)), step->node,
                                         bt_node_get_id (parent));
  return bt_plan_new_from_parts (root, index, bt_plan_get_n_nodes (plan) + g_hash_table_size (ids));
}

/* The parent of the path's end; the path loses its end. */
static BtNode *
step_up (GPtrArray *path)
{
  g_ptr_array_set_size (path, path->len - 1);
  return path_end (path);
}

static gboolean
check_removable (GPtrArray *path, GError **error)
{
  const BtNode *node = path_end (path);
  if (path->len < 2 || !bt_node_kind_allows_child (bt_node_get_kind (path->pdata[path->len - 2]),
                                                   bt_node_get_kind (node)))
    return refuse (error, _("this part is always there"), bt_node_get_id (node));
  return TRUE;
}

static BtPlan *
apply_remove (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  if (path == NULL || !check_removable (path, error))
    return NULL;

  BtNode *node = path_end (path);
  BtNode *parent = step_up (path);
  guint position = position_in (parent, node);
  if (inverse != NULL)
    *inverse = bt_step_new_insert (bt_node_get_id (parent), position, node);
  BtIndex *index = bt_index_remove_tree (bt_index_ref (bt_plan_get_index (plan)), node);
  guint n_nodes = bt_plan_get_n_nodes (plan) - bt_node_count (node);
  return bt_plan_new_from_parts (rebuild (path, bt_node_with_child_removed (parent, position)), index, n_nodes);
}

/* How many levels there are from @node down. */
static guint
tree_depth (const BtNode *node)
{
  guint depth = 0;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    depth = MAX (depth, tree_depth (bt_node_get_child (node, i)));
  return depth + 1;
}

static gboolean
check_target (GPtrArray *target, BtNode *node, GError **error)
{
  if (g_ptr_array_find (target, node, NULL))
    return refuse (error, _("a part cannot be moved into itself"), bt_node_get_id (node));
  if (target->len + tree_depth (node) > BT_MAX_DEPTH)
    return refuse (error, _("the plan would be nested too deeply"), bt_node_get_id (node));
  return TRUE;
}

/* Moves by taking out and putting in; the index changes in one entry only. */
static BtPlan *
apply_move (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  g_autoptr (GPtrArray) target = path != NULL ? path_to (plan, step->other, error) : NULL;
  if (target == NULL || !check_removable (path, error) || !check_target (target, path_end (path), error))
    return NULL;

  g_autoptr (BtNode) node = bt_node_ref (path_end (path));
  BtNode *parent = step_up (path);
  guint old_position = position_in (parent, node);
  BtNode *root = rebuild (path, bt_node_with_child_removed (parent, old_position));
  g_autoptr (BtPlan) without = bt_plan_new_from_parts (root, bt_index_ref (bt_plan_get_index (plan)),
                                                       bt_plan_get_n_nodes (plan));
  g_autoptr (GPtrArray) place = bt_plan_get_path (without, step->other);
  if (!check_place (place, step->position, bt_node_get_kind (node), error))
    return NULL;
  if (inverse != NULL)
    *inverse = bt_step_new_move (step->id, bt_node_get_id (parent), old_position);
  BtNode *new_parent = path_end (place);
  root = rebuild (place, bt_node_with_child_inserted (new_parent, step->position, node));
  BtIndex *index = bt_index_insert (bt_index_ref (bt_plan_get_index (plan)), (char *) bt_node_get_id (node),
                                    (char *) bt_node_get_id (new_parent));
  return bt_plan_new_from_parts (root, index, bt_plan_get_n_nodes (plan));
}

static BtPlan *
apply_set_attr (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  if (path == NULL)
    return NULL;

  BtNode *node = path_end (path);
  if (step->value != NULL && !bt_node_kind_check_attr (bt_node_get_kind (node), step->other, step->value, error))
    return NULL;
  if (inverse != NULL)
    *inverse = bt_step_new_set_attr (step->id, step->other, bt_node_get_attr (node, step->other));
  return with_node (plan, path, bt_node_with_attr (node, step->other, step->value));
}

static gboolean
ids_are_free (const BtIndex *index, const BtNode *node, GError **error)
{
  gboolean found;

  bt_index_lookup (index, bt_node_get_id (node), &found);
  if (found)
    return refuse (error, _("this part stands in the plan already"), bt_node_get_id (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!ids_are_free (index, bt_node_get_child (node, i), error))
      return FALSE;
  return TRUE;
}

static BtPlan *
apply_replace_node (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  g_autoptr (GPtrArray) path = path_to (plan, step->id, error);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (path == NULL || !bt_node_check_tree (step->node, path->len - 1, ids, error))
    return NULL;

  BtNode *old = path_end (path);
  if (path->len < 2 || bt_node_get_kind (old) != bt_node_get_kind (step->node))
    {
      refuse (error, _("such a part cannot stand here"), step->id);
      return NULL;
    }
  g_autoptr (BtIndex) index = bt_index_remove_tree (bt_index_ref (bt_plan_get_index (plan)), old);
  if (!ids_are_free (index, step->node, error))
    return NULL;
  if (inverse != NULL)
    *inverse = bt_step_new_replace_node (old);
  guint n_nodes = bt_plan_get_n_nodes (plan) - bt_node_count (old) + g_hash_table_size (ids);
  index = bt_index_insert_tree (g_steal_pointer (&index), step->node,
                                bt_node_get_id (path->pdata[path->len - 2]));
  return bt_plan_new_from_parts (rebuild (path, bt_node_ref (step->node)), g_steal_pointer (&index), n_nodes);
}

/* Whether other nodes name other nodes after the step, or in another order. */
static gboolean
changes_pointers (const BtStep *step, const BtPlan *plan)
{
  switch (step->kind)
    {
    case BT_STEP_REPLACE_TEXT:
      return FALSE;
    case BT_STEP_SET_ATTR:
      return bt_attr_is_pointer (step->other);
    case BT_STEP_INSERT:
      return bt_node_has_pointers (step->node);
    case BT_STEP_REMOVE:
    case BT_STEP_MOVE:
      return bt_node_has_pointers (bt_plan_get_node (plan, step->id));
    case BT_STEP_REPLACE_NODE:
      return bt_node_has_pointers (step->node) || bt_node_has_pointers (bt_plan_get_node (plan, step->id));
    }
  return TRUE;
}

/**
 * bt_step_apply:
 * @step: a step
 * @plan: the plan before, which stays as it is
 * @inverse: (out) (optional) (transfer full): the step that leads back, to the byte
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the plan after; %NULL with %BT_ERROR_STEP or %BT_ERROR_INVALID, and nothing in
 *   @inverse, where the step does not fit @plan
 */
BtPlan *
bt_step_apply (BtStep *step, BtPlan *plan, BtStep **inverse, GError **error)
{
  static BtPlan *(*const apply[]) (BtStep *, BtPlan *, BtStep **, GError **) = {
    [BT_STEP_REPLACE_TEXT] = apply_replace_text, [BT_STEP_INSERT] = apply_insert,
    [BT_STEP_REMOVE] = apply_remove,             [BT_STEP_MOVE] = apply_move,
    [BT_STEP_SET_ATTR] = apply_set_attr,         [BT_STEP_REPLACE_NODE] = apply_replace_node,
  };

  g_return_val_if_fail (step != NULL && plan != NULL, NULL);

  BtPlan *next = apply[step->kind](step, plan, inverse, error);
  if (next != NULL && bt_plan_knows_referrers (plan) && !changes_pointers (step, plan))
    bt_plan_share_referrers (next, plan);
  return next;
}
