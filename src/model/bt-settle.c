/* What keeps a deleted part in the plan makes the deletion void.
 *
 * Nothing is in a part that an edit deletes. A decision can leave something in it: words whose deletion was rejected, a
 * clause that came back. Then the part stays for the reader, and the deletion waits for what becomes of that. As soon
 * as somebody goes on editing, what he sees has to stay whatever he does to it, so the mark of the deletion goes: the
 * plan reads as before, in every view, and each deleted part that is left reads as deleted by its mark alone. */
#include "bt-settle.h"

#include "bt-schema.h"
#include "bt-step-columns.h"
#include "bt-table.h"
#include "bt-text-live.h"

static gboolean
has_live_text (const BtNode *node)
{
  const BtText *text = bt_node_get_text (node);
  return text != NULL && bt_text_get_live_length (text, 0, bt_text_get_length (text)) > 0;
}

static gboolean
has_live_cell (const BtPlan *plan, const BtNode *column)
{
  g_autoptr (GPtrArray) cells =
      bt_table_get_cells (bt_plan_get_table (plan, bt_node_get_id (column)), column);

  for (guint i = 0; i < cells->len; i++)
    if (has_live_text (cells->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Whether what comes to the end of the paragraph when open joins are accepted brings anything. */
static gboolean
is_joined_by_live (BtStepRun *run, const char *id)
{
  g_autoptr (GPtrArray) referrers = bt_step_run_get_referrers (run, id);

  for (guint i = 0; i < referrers->len; i++)
    {
      const BtNode *node = referrers->pdata[i];
      if (g_strcmp0 (bt_node_get_attr (node, "join-to"), id) == 0
          && (has_live_text (node) || is_joined_by_live (run, bt_node_get_id (node))))
        return TRUE;
    }
  return FALSE;
}

static gboolean
stays (BtStepRun *run, const BtNode *node)
{
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return bt_node_is_live (node) || has_live_cell (bt_step_run_get_plan (run), node);
  return bt_node_is_live (node) || is_joined_by_live (run, bt_node_get_id (node));
}

static void
collect_deleted (const BtNode *node, GPtrArray *ids)
{
  if (!bt_node_has_marks (node))
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_deleted (bt_node_get_child (node, i), ids);
  if (bt_node_get_attr (node, "del") != NULL)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
}

static gboolean
settle_once (BtStepRun *run, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  collect_deleted (bt_plan_get_root (bt_step_run_get_plan (run)), ids);
  for (guint i = 0; i < ids->len; i++)
    if (stays (run, bt_plan_get_node (bt_step_run_get_plan (run), ids->pdata[i]))
        && (!bt_step_run_set_attr (run, ids->pdata[i], "del", NULL, error)
            || !bt_step_run_set_attr (run, ids->pdata[i], "del-verdict", NULL, error)))
      return FALSE;
  return TRUE;
}

/**
 * bt_step_run_settle:
 * @run: a run
 * @error: return location
 *
 * Takes the marks of deletions away that something which is live makes void.
 *
 * Returns: whether it was done
 */
gboolean
bt_step_run_settle (BtStepRun *run, GError **error)
{
  gboolean changed;

  g_return_val_if_fail (run != NULL, FALSE);

  /* What stays may be what keeps another part. */
  do
    {
      g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (run));
      if (!settle_once (run, error))
        return FALSE;
      changed = bt_step_run_get_plan (run) != before;
    }
  while (changed);
  return TRUE;
}
