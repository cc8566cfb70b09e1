/* Makes the plan read as its marks say before somebody edits it, where decisions have left it otherwise.
 *
 * What keeps an inserted or deleted part in the plan makes that insertion or deletion void.
 * Nothing stays in a part that an edit deletes, and nothing was in one that an edit inserts. A decision can
 * change that: words whose deletion was rejected stay in a deleted clause, words whose insertion was accepted
 * were in an inserted one, as far as the changes tell that are still open. Then the part stays, or was there,
 * and its own mark waits for what becomes of that. As soon as somebody goes on editing, what he sees has to
 * stay whatever he does to it, and what was there has to be found again, so the mark goes: the plan reads as
 * before in every view, and whatever bears a mark still is what the mark says.
 *
 * Nothing stays below a paragraph that is joined to another, either: what stood there moved with the join. What was
 * deleted then did not, and is there again when that is rejected; so it moves now, by the same change. */
#include "bt-settle.h"

#include "bt-schema.h"
#include "bt-step-columns.h"
#include "bt-table.h"

/* The two ways to look at open changes: as if all were rejected, and as if all were accepted. */
typedef struct
{
  const char *mark;    /* of nodes that are not there */
  const char *verdict; /* on such a mark */
  const char *united;  /* mark of paragraphs that are part of another */
  const char *pointer; /* to that */
} View;

static const View original = { "ins", "ins-verdict", "split", "split-of" };
static const View final = { "del", "del-verdict", "join", "join-to" };

/* The look of a view at the plan as the run has made it so far. */
typedef struct
{
  const View *view;
  BtStepRun *run;
  GHashTable *asked; /* interned ids of ghosts, and of what others are united with, that are looked at: places may
                      * lie in each other */
} Look;

static gboolean stays (const Look *look, const BtNode *node);
static gboolean is_kept (const Look *look, const BtNode *node);

static gboolean
has_text (const Look *look, const BtNode *node)
{
  guint n_runs = 0;
  const BtText *text = bt_node_get_text (node);
  const BtRun *runs = text != NULL ? bt_text_get_runs (text, &n_runs) : NULL;

  for (guint i = 0; i < n_runs; i++)
    if ((look->view == &original ? runs[i].mark.ins : runs[i].mark.del) == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_cell (const Look *look, const BtNode *column)
{
  BtPlan *plan = bt_step_run_get_plan (look->run);
  g_autoptr (GPtrArray) cells =
      bt_table_get_cells (bt_plan_get_table (plan, bt_node_get_id (column)), column);

  for (guint i = 0; i < cells->len; i++)
    if (has_text (look, cells->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Whether something stands in the node or below it; a column, a part that goes on its own, holds nothing then. */
static gboolean
holds (const Look *look, const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  if (has_text (look, node))
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      BtNodeKind child_kind = bt_node_get_kind (child);
      gboolean part = bt_node_kind_has_part (kind, child_kind);
      gboolean there = (part && child_kind != BT_NODE_COLUMN) || stays (look, child);
      if (there && (!part || holds (look, child)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_column (const Look *look, const BtNode *group)
{
  for (guint i = 0; i < bt_node_get_n_children (group); i++)
    if (stays (look, bt_node_get_child (group, i)))
      return TRUE;
  return FALSE;
}

/* A column has its cells; a group has its columns, and goes with the last of them. */
static gboolean
is_kept_column (const Look *look, const BtNode *column)
{
  if (bt_node_get_n_children (column) > 0)
    return has_column (look, column);
  return has_text (look, column) || has_cell (look, column);
}

/* Whether something comes to the node from a paragraph that is united with it. That may be one around it, whose
 * children lead back here: each is looked at once on the way, and as any one reason is enough, none is missed. */
static gboolean
gets_some (const Look *look, const BtNode *node)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (node));
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (look->run, id);
  gboolean some = FALSE;

  if (referrers->len == 0 || !g_hash_table_add (look->asked, id))
    return FALSE;
  for (guint i = 0; !some && i < referrers->len; i++)
    some = g_strcmp0 (bt_node_get_attr (referrers->pdata[i], look->view->pointer), id) == 0
           && is_kept (look, referrers->pdata[i]);
  g_hash_table_remove (look->asked, id);
  return some;
}

/* Whether something stands in the node, or comes to it. */
static gboolean
is_kept (const Look *look, const BtNode *node)
{
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return is_kept_column (look, node);
  return holds (look, node) || gets_some (look, node);
}

/* Whether the node is there, wherever it stands. */
static gboolean
exists (const Look *look, const BtNode *node)
{
  return bt_node_get_attr (node, look->view->mark) == NULL || is_kept (look, node);
}

static const BtNode *
get_moved (const Look *look, const BtNode *ghost)
{
  while (bt_node_get_kind (ghost) == BT_NODE_GHOST)
    ghost = bt_plan_get_node (bt_step_run_get_plan (look->run), bt_node_get_attr (ghost, "of"));
  return ghost;
}

/* What was moved, and was there, comes back to its oldest place, for whose ghost no other stands. */
static gboolean
comes_back (const Look *look, const BtNode *ghost)
{
  gpointer id = (gpointer) bt_intern (bt_node_get_id (ghost));
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (look->run, id);

  if (look->view != &original || referrers->len > 0 || !g_hash_table_add (look->asked, id))
    return FALSE;
  const BtNode *moved = get_moved (look, ghost);
  gboolean back = bt_node_get_attr (moved, look->view->united) == NULL && exists (look, moved);
  g_hash_table_remove (look->asked, id);
  return back;
}

/* Whether the node stands in its place. */
static gboolean
stays (const Look *look, const BtNode *node)
{
  const View *view = look->view;
  BtNodeKind kind = bt_node_get_kind (node);

  if (kind == BT_NODE_GHOST)
    return comes_back (look, node);
  if (bt_node_get_attr (node, view->united) != NULL
      || (view == &original && bt_node_get_attr (node, "moved") != NULL) || !exists (look, node))
    return FALSE;
  return kind != BT_NODE_COLUMN || bt_node_get_n_children (node) == 0 || has_column (look, node);
}

static void
collect_marked (const BtNode *node, const char *mark, GPtrArray *ids)
{
  if (!bt_node_has_marks (node))
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_marked (bt_node_get_child (node, i), mark, ids);
  if (bt_node_get_attr (node, mark) != NULL)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
}

static gboolean
settle (BtStepRun *run, const View *view, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GHashTable) asked = g_hash_table_new (NULL, NULL);
  Look look = { view, run, asked };

  collect_marked (bt_plan_get_root (bt_step_run_get_plan (run)), view->mark, ids);
  for (guint i = 0; i < ids->len; i++)
    if (is_kept (&look, bt_plan_get_node (bt_step_run_get_plan (run), ids->pdata[i]))
        && (!bt_step_run_set_attr (run, ids->pdata[i], view->mark, NULL, error)
            || !bt_step_run_set_attr (run, ids->pdata[i], view->verdict, NULL, error)))
      return FALSE;
  return TRUE;
}

/* The paragraphs that open changes join to others. */
typedef struct
{
  GHashTable *lists; /* interned id of a paragraph to those that are joined to it, in document order */
  GPtrArray *heads;  /* the keys, in the order in which they were found */
  gboolean hold;     /* whether something is there below one that is joined */
} Joined;

static void
note_joined (Joined *joined, BtNode *node, const char *to)
{
  GPtrArray *list = g_hash_table_lookup (joined->lists, to);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (joined->lists, (gpointer) to, list);
      g_ptr_array_add (joined->heads, (gpointer) to);
    }
  g_ptr_array_add (list, node);
  for (guint i = 0; !joined->hold && i < bt_node_get_n_children (node); i++)
    joined->hold = bt_node_is_live (bt_node_get_child (node, i));
}

static void
find_joined (Joined *joined, BtNode *node)
{
  if (!bt_node_has_marks (node))
    return;
  if (bt_node_get_attr (node, "join-to") != NULL)
    note_joined (joined, node, bt_intern (bt_node_get_attr (node, "join-to")));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    find_joined (joined, bt_node_get_child (node, i));
}

/* Whether another paragraph, which is not in @order yet, is joined to the same one before @node. */
static gboolean
is_behind (const BtPlan *plan, const BtNode *node, GPtrArray *order)
{
  const char *after = bt_node_get_attr (node, "join-after");

  return bt_plan_join_waits (plan, node)
         && !g_ptr_array_find (order, bt_plan_get_node (plan, after), NULL);
}

/* Adds what is joined to the end of @id, and to the end of that, in the order of their words. */
static void
order_joined (const BtPlan *plan, GHashTable *lists, const char *id, GPtrArray *order)
{
  const GPtrArray *list = g_hash_table_lookup (lists, id);
  guint before;

  do
    {
      before = order->len;
      for (guint i = 0; list != NULL && i < list->len; i++)
        if (!g_ptr_array_find (order, list->pdata[i], NULL)
            && !is_behind (plan, list->pdata[i], order))
          {
            g_ptr_array_add (order, list->pdata[i]);
            order_joined (plan, lists, bt_intern (bt_node_get_id (list->pdata[i])), order);
          }
    }
  while (order->len > before);
}

/* Moves @child, which is below @node, to the end of what is below @head, by the change that joins @node. */
static gboolean
hand_on (BtStepRun *run, const BtNode *node, const char *child, const char *head, GError **error)
{
  const char *ghost = bt_step_run_leave_ghost (run, child, bt_node_get_attr (node, "join"), error);
  guint end = bt_node_get_n_children (bt_plan_get_node (bt_step_run_get_plan (run), head));

  return ghost != NULL
         && bt_step_run_set_attr (run, ghost, "verdict", bt_node_get_attr (node, "join-verdict"), error)
         && bt_step_run_apply (run, bt_step_new_move (child, head, end), error);
}

/* A paragraph that is joined to what stands below it keeps that. */
static gboolean
hand_on_children (BtStepRun *run, BtNode *node, const char *head, GError **error)
{
  g_autoptr (GPtrArray) path = bt_plan_get_path (bt_step_run_get_plan (run), head);
  BtNode *now = bt_plan_get_node (bt_step_run_get_plan (run), bt_node_get_id (node));

  if (g_ptr_array_find (path, now, NULL))
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i))
        && !hand_on (run, node, bt_node_get_id (bt_node_get_child (node, i)), head, error))
      return FALSE;
  return TRUE;
}

static gboolean
hand_on_all (BtStepRun *run, const Joined *joined, GError **error)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_step_run_get_plan (run));

  for (guint i = 0; i < joined->heads->len; i++)
    {
      const char *head = joined->heads->pdata[i];
      g_autoptr (GPtrArray) order = g_ptr_array_new ();
      if (bt_node_get_attr (bt_plan_get_node (plan, head), "join-to") == NULL)
        order_joined (plan, joined->lists, head, order);
      for (guint j = 0; j < order->len; j++)
        if (!hand_on_children (run, order->pdata[j], head, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
settle_joined (BtStepRun *run, GError **error)
{
  g_autoptr (GHashTable) lists =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) heads = g_ptr_array_new ();
  Joined joined = { lists, heads, FALSE };

  find_joined (&joined, bt_plan_get_root (bt_step_run_get_plan (run)));
  return !joined.hold || hand_on_all (run, &joined, error);
}

/**
 * bt_step_run_settle:
 * @run: a run
 * @error: return location
 *
 * Takes the marks of insertions and deletions away that what is in them makes void, and moves what is there below
 * joined paragraphs to the one they are joined to. Every view reads as before.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_settle (BtStepRun *run, GError **error)
{
  g_return_val_if_fail (run != NULL, FALSE);

  return settle (run, &original, error) && settle (run, &final, error)
         && settle_joined (run, error);
}
