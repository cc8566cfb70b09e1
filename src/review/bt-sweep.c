/* What was decided to go, goes: once nothing else is left in it or hangs on it.
 *
 * A node that goes by its verdict may still hold another author's words, a part that was moved into it, or the
 * place to which a part may return. It goes when they have been decided and are gone too, and it stays,
 * without its marks, when they have been decided and something is left. */
#include "bt-sweep.h"

#include "bt-marks.h"
#include "bt-schema.h"
#include "bt-step-columns.h"

static gboolean
has_characters (const BtNode *node)
{
  return bt_node_get_text (node) != NULL && bt_text_get_length (bt_node_get_text (node)) > 0;
}

/* A look at the plan as it is: whether something is still open is asked of many nodes. */
typedef struct
{
  BtStepRun *run;
  GHashTable *
      hung_on; /* ids of paragraphs that others, whose decision is open, are split from or joined to */
  gboolean going; /* whether to remove what can go; otherwise to keep what has to stay */
} Sweep;

static void
collect_hung_on (const BtNode *node, GHashTable *ids)
{
  const char *split_of = bt_node_get_attr (node, "split-of"),
             *join_to = bt_node_get_attr (node, "join-to");

  if (!bt_node_has_marks (node))
    return;
  if (split_of != NULL)
    g_hash_table_add (ids, g_strdup (split_of));
  if (join_to != NULL)
    g_hash_table_add (ids, g_strdup (join_to));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_hung_on (bt_node_get_child (node, i), ids);
}

/* Whether something in the node, or hanging on it, waits for its decision. */
static gboolean
is_open (const Sweep *sweep, const BtNode *node)
{
  gboolean open =
      g_hash_table_contains (sweep->hung_on, bt_node_get_id (node)) || bt_node_is_open (node);

  for (guint i = 0; !open && i < bt_node_get_n_children (node); i++)
    open = is_open (sweep, bt_node_get_child (node, i));
  return open;
}

static gboolean
any_has_characters (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (has_characters (cells->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
any_is_open (const Sweep *sweep, GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (is_open (sweep, cells->pdata[i]))
      return TRUE;
  return FALSE;
}

/* A mark that was decided, and its verdict. */
static gboolean
clear_decided (BtStepRun *run, const char *id, const char *mark, const char *verdict,
               GError **error)
{
  const BtNode *node = bt_plan_get_node (bt_step_run_get_plan (run), id);

  return bt_node_get_attr (node, verdict) == NULL
         || (bt_step_run_set_attr (run, id, mark, NULL, error)
             && bt_step_run_set_attr (run, id, verdict, NULL, error));
}

static gboolean
keep (const Sweep *sweep, const char *id, GError **error)
{
  return clear_decided (sweep->run, id, "ins", "ins-verdict", error)
         && clear_decided (sweep->run, id, "del", "del-verdict", error);
}

static gboolean
sweep_column (const Sweep *sweep, const char *id, GError **error)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_step_run_get_plan (sweep->run));
  const BtNode *column = bt_plan_get_node (plan, id);
  g_autoptr (GPtrArray) cells = bt_table_get_cells (bt_plan_get_table (plan, id), column);
  gboolean empty = !has_characters (column) && bt_node_get_n_children (column) == 0
                   && !any_has_characters (cells);

  if (sweep->going)
    return !empty || bt_step_run_remove_column (sweep->run, id, error);
  return is_open (sweep, column) || any_is_open (sweep, cells) || keep (sweep, id, error);
}

static gboolean
sweep_node (const Sweep *sweep, const char *id, GError **error)
{
  const BtNode *node = bt_plan_get_node (bt_step_run_get_plan (sweep->run), id);

  if (node == NULL)
    return TRUE;
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return sweep_column (sweep, id, error);
  if (!sweep->going)
    return is_open (sweep, node) || keep (sweep, id, error);
  return g_hash_table_contains (sweep->hung_on, id) || !bt_node_is_bare (node)
         || bt_step_run_remove (sweep->run, id, error);
}

/* What is inside before what holds it; columns last, when the rows that go are gone. */
static gboolean
goes (const BtNode *node)
{
  return bt_node_get_attr (node, "ins-verdict") != NULL
         || bt_node_get_attr (node, "del-verdict") != NULL;
}

static void
collect_going (const BtNode *node, gboolean columns, GPtrArray *ids)
{
  if (!bt_node_has_marks (node))
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_going (bt_node_get_child (node, i), columns, ids);
  if ((bt_node_get_kind (node) == BT_NODE_COLUMN) == columns && goes (node))
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
}

static gboolean
sweep_once (BtStepRun *run, gboolean going, GError **error)
{
  g_autoptr (GHashTable) hung_on = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  BtNode *root = bt_plan_get_root (bt_step_run_get_plan (run));
  Sweep sweep = { run, hung_on, going };

  collect_going (root, FALSE, ids);
  collect_going (root, TRUE, ids);
  if (ids->len == 0)
    return TRUE;
  collect_hung_on (root, hung_on);
  for (guint i = 0; i < ids->len; i++)
    if (bt_step_run_is_stopped (run, error) || !sweep_node (&sweep, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/**
 * bt_review_sweep:
 * @run: the steps of a decision
 * @error: return location
 *
 * Returns: whether it was done
 */
gboolean
bt_review_sweep (BtStepRun *run, GError **error)
{
  gboolean changed;

  g_return_val_if_fail (run != NULL, FALSE);

  /* What has gone may have been all that held something else. */
  do
    {
      g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (run));
      if (!sweep_once (run, TRUE, error))
        return FALSE;
      changed = bt_step_run_get_plan (run) != before;
    }
  while (changed);
  return sweep_once (run, FALSE, error);
}
