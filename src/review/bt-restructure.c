/* Carries out what was decided about moves, splits and joins.
 *
 * In one order, whatever the order of the decisions was: moves that stay, moves that are taken back,
 * joins that are not wanted, splits, joins. */
#include "bt-restructure.h"

#include "bt-tangle.h"

/* What is carried out at one time: all marks named @verdict with the value @value, by @carry_out. */
typedef struct
{
  const char *verdict;
  const char *value;
  gboolean (*carry_out) (BtStepRun *run, const char *id, GError **error);
} Stage;

static gboolean
has_verdict (const BtPlan *plan, const char *id, const char *verdict, const char *value)
{
  const BtNode *node = bt_plan_has_node (plan, id) ? bt_plan_get_node (plan, id) : NULL;
  return node != NULL && g_strcmp0 (bt_node_get_attr (node, verdict), value) == 0;
}

static gboolean
keep_move (BtStepRun *run, const char *ghost, GError **error)
{
  return bt_step_run_drop_ghost (run, ghost, error);
}

/* Whether the place of a ghost lies within what is to come there. */
static gboolean
is_caught (const BtPlan *plan, const char *ghost)
{
  const char *of = bt_node_get_attr (bt_plan_get_node (plan, ghost), "of");
  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, ghost);
  return g_ptr_array_find (path, bt_plan_get_node (plan, of), NULL);
}

static gboolean
take_move_back (BtStepRun *run, const char *ghost, GError **error)
{
  return is_caught (bt_step_run_get_plan (run), ghost)
         || bt_step_run_return_ghost (run, ghost, error);
}

/* Where a part was moved into what is to come to its old place, and that stays, there is no place to go back to. */
static gboolean
give_move_up (BtStepRun *run, const char *ghost, GError **error)
{
  return is_caught (bt_step_run_get_plan (run), ghost)
             ? bt_step_run_drop_ghost (run, ghost, error)
             : bt_step_run_return_ghost (run, ghost, error);
}

static gboolean
forget (BtStepRun *run, const char *id, const char *const *marks, GError **error)
{
  for (; *marks != NULL; marks++)
    if (!bt_step_run_set_attr (run, id, *marks, NULL, error))
      return FALSE;
  return TRUE;
}

static gboolean
keep_apart (BtStepRun *run, const char *id, GError **error)
{
  static const char *const marks[] = { "join", "join-to", "join-after", "join-verdict", NULL };
  return forget (run, id, marks, error);
}

static gboolean
keep_split (BtStepRun *run, const char *id, GError **error)
{
  static const char *const marks[] = { "split", "split-of", "split-verdict", NULL };
  return forget (run, id, marks, error);
}

static gboolean
lies_within (const BtPlan *plan, const char *id, const char *outer)
{
  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, id);
  return g_ptr_array_find (path, bt_plan_get_node (plan, outer), NULL);
}

/* Makes one paragraph of @id and what its attribute @place names. */
static gboolean
unite (BtStepRun *run, const char *id, const char *place, GError **error)
{
  const BtPlan *plan = bt_step_run_get_plan (run);
  const char *first = bt_intern (bt_node_get_attr (bt_plan_get_node (plan, id), place));

  if (lies_within (plan, first, id))
    {
      guint position;
      const char *parent = bt_node_get_id (bt_plan_get_parent (plan, id, &position));
      if (!bt_step_run_apply (run, bt_step_new_move (first, parent, position), error))
        return FALSE;
    }
  return bt_step_run_contract (run, id, first, error);
}

static gboolean
take_split_back (BtStepRun *run, const char *id, GError **error)
{
  return unite (run, id, "split-of", error);
}

/* What is joined before it comes first. */
static gboolean
join (BtStepRun *run, const char *id, GError **error)
{
  const BtPlan *plan = bt_step_run_get_plan (run);
  return bt_plan_join_waits (plan, bt_plan_get_node (plan, id))
         || unite (run, id, "join-to", error);
}

/* The ids of what has a verdict about its move, its split or its join, in document order. */
static void
collect_judged (const BtNode *node, GPtrArray *ids)
{
  if (!bt_node_has_marks (node))
    return;
  if (bt_node_get_attr (node, "verdict") != NULL || bt_node_get_attr (node, "split-verdict") != NULL
      || bt_node_get_attr (node, "join-verdict") != NULL)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_judged (bt_node_get_child (node, i), ids);
}

/* Those of them of which nothing depends on what is open. Carrying them out touches nothing else, so they stay so. */
static GPtrArray *
collect_due (const BtStepRun *run)
{
  g_autoptr (GPtrArray) judged = g_ptr_array_new ();
  GPtrArray *due = g_ptr_array_new ();

  collect_judged (bt_plan_get_root (bt_step_run_get_plan (run)), judged);
  if (judged->len == 0)
    return due;
  g_autoptr (BtTangle) tangle = bt_tangle_new (run);
  for (guint i = 0; i < judged->len; i++)
    if (bt_tangle_is_decided (tangle, judged->pdata[i]))
      g_ptr_array_add (due, judged->pdata[i]);
  return due;
}

/* Carries one stage out, again and again as long as that changes something: one thing may wait for another. */
static gboolean
run_stage (BtStepRun *run, const Stage *stage, const GPtrArray *due, GError **error)
{
  gboolean changed;

  do
    {
      g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (run));
      for (guint i = 0; i < due->len; i++)
        if (has_verdict (bt_step_run_get_plan (run), due->pdata[i], stage->verdict, stage->value)
            && !stage->carry_out (run, due->pdata[i], error))
          return FALSE;
      changed = bt_step_run_get_plan (run) != before;
    }
  while (changed);
  return TRUE;
}

/**
 * bt_review_restructure:
 * @run: the steps of a decision
 * @error: return location
 *
 * What depends on something that is still open waits, with its verdict noted.
 *
 * Returns: whether it was done
 */
gboolean
bt_review_restructure (BtStepRun *run, GError **error)
{
  static const Stage stages[] = {
    { "verdict", "accepted", keep_move },        { "verdict", "rejected", take_move_back },
    { "verdict", "rejected", give_move_up },     { "join-verdict", "rejected", keep_apart },
    { "split-verdict", "accepted", keep_split }, { "split-verdict", "rejected", take_split_back },
    { "join-verdict", "accepted", join },
  };

  g_return_val_if_fail (run != NULL, FALSE);

  g_autoptr (GPtrArray) due = collect_due (run);
  for (guint i = 0; i < G_N_ELEMENTS (stages); i++)
    if (!run_stage (run, &stages[i], due, error))
      return FALSE;
  return TRUE;
}
