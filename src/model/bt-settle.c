/* What keeps an inserted or deleted part in the plan makes that insertion or deletion void.
 *
 * Nothing stays in a part that an edit deletes, and nothing was in one that an edit inserts. A decision can
 * change that: words whose deletion was rejected stay in a deleted clause, words whose insertion was accepted
 * were in an inserted one, as far as the changes tell that are still open. Then the part stays, or was there,
 * and its own mark waits for what becomes of that. As soon as somebody goes on editing, what he sees has to
 * stay whatever he does to it, and what was there has to be found again, so the mark goes: the plan reads as
 * before in every view, and whatever bears a mark still is what the mark says. */
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
  GHashTable *asked; /* interned ids of ghosts that are looked at: places may lie in each other */
} Look;

static gboolean stays (const Look *look, const BtNode *node);

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

/* Likewise, or whether something comes to it from a paragraph that is united with it. */
static gboolean
is_kept (const Look *look, const BtNode *node)
{
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return is_kept_column (look, node);
  if (holds (look, node))
    return TRUE;
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (look->run, bt_node_get_id (node));
  for (guint i = 0; i < referrers->len; i++)
    if (g_strcmp0 (bt_node_get_attr (referrers->pdata[i], look->view->pointer),
                   bt_node_get_id (node)) == 0
        && is_kept (look, referrers->pdata[i]))
      return TRUE;
  return FALSE;
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

/**
 * bt_step_run_settle:
 * @run: a run
 * @error: return location
 *
 * Takes the marks of insertions and deletions away that what is in them makes void.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_settle (BtStepRun *run, GError **error)
{
  g_return_val_if_fail (run != NULL, FALSE);

  return settle (run, &original, error) && settle (run, &final, error);
}
