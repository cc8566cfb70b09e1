/* Accepting and rejecting tracked changes.
 *
 * Each mark is decided on its own: characters and nodes stay or go, attributes and formats keep or get
 * back a value, a move keeps or takes back its place, a split and a join part or unite two texts (see
 * bt-restructure.c). What is to go goes only when nothing else is left in it or hangs on it, so no
 * decision can take away what another one keeps, and the order of decisions does not matter. */
#include "bt-resolve.h"

#include "bt-error.h"
#include "bt-marks.h"
#include "bt-restructure.h"
#include "bt-schema.h"
#include "bt-sweep.h"
#include "bt-was.h"

typedef struct
{
  BtStepRun *run;
  GHashTable *changes; /* of interned ids */
  gboolean accept;
  gboolean anew; /* whether what was decided before but waits is decided as well */
} Decision;

/* Whether the value of a mark, which may be NULL, is one of the changes to decide. */
static gboolean
is_decided (const Decision *decision, const char *change)
{
  return change != NULL && g_hash_table_contains (decision->changes, bt_intern (change));
}

/* Where attributes or a format get their values back. */
typedef struct
{
  const Decision *decision;
  const char *id;
  BtMark *mark;
} Restore;

static void
restore_format_cb (const char *name, const char *value, gpointer data)
{
  Restore *restore = data;
  restore->mark->format = bt_format_from_letters (value);
}

static void
restore_attr_cb (const char *name, const char *value, gpointer data)
{
  Restore *restore = data;
  bt_step_run_set_attr (restore->decision->run, restore->id, name, value, NULL);
}

/* Of several changes that do the same, finds the one by which the mark is decided. */
static void
settle_mark (const Decision *decision, BtMark *mark)
{
  if (mark->was == NULL)
    return;
  g_autofree char *was =
      bt_was_settle_same (mark->was, "ins", &mark->ins, decision->changes, decision->accept);
  g_autofree char *left =
      bt_was_settle_same (was, "del", &mark->del, decision->changes, decision->accept);
  mark->was = bt_intern (left);
}

static gboolean
resolve_mark_cb (BtMark *mark, gpointer data)
{
  const Decision *decision = data;

  settle_mark (decision, mark);
  gboolean inserted = is_decided (decision, mark->ins), deleted = is_decided (decision, mark->del);

  if ((inserted && !decision->accept) || (deleted && decision->accept))
    return FALSE;
  if (inserted)
    mark->ins = NULL;
  if (deleted)
    mark->del = NULL;
  if (mark->was != NULL)
    {
      Restore restore = { decision, NULL, mark };
      g_autofree char *was = bt_was_resolve (mark->was, decision->changes, decision->accept,
                                             restore_format_cb, &restore);
      mark->was = bt_intern (was);
    }
  return TRUE;
}

/* The following look at a node as it was before the decision: what is decided about one changes no other. */
static gboolean
resolve_text (Decision *decision, const BtNode *node, GError **error)
{
  if (bt_node_get_text (node) == NULL)
    return TRUE;

  g_autoptr (BtText) resolved = bt_text_map (bt_node_get_text (node), resolve_mark_cb, decision);
  return bt_step_run_set_text (decision->run, bt_node_get_id (node), resolved, error);
}

static gboolean
resolve_attrs (const Decision *decision, const BtNode *node, GError **error)
{
  const char *old = bt_node_get_attr (node, "was"), *id = bt_node_get_id (node);
  Restore restore = { decision, id, NULL };

  if (old == NULL)
    return TRUE;
  g_autofree char *was =
      bt_was_resolve (old, decision->changes, decision->accept, restore_attr_cb, &restore);
  return bt_step_run_set_attr (decision->run, id, "was", was, error);
}

/* Whether the node bears a mark that is to be decided now; an earlier verdict stands. */
static gboolean
is_due (const Decision *decision, const BtNode *node, const char *mark, const char *verdict)
{
  return is_decided (decision, bt_node_get_attr (node, mark))
         && (decision->anew || bt_node_get_attr (node, verdict) == NULL);
}

static gboolean
note_verdict (const Decision *decision, const BtNode *node, const char *verdict, GError **error)
{
  return bt_step_run_set_attr (decision->run, bt_node_get_id (node), verdict,
                               decision->accept ? "accepted" : "rejected", error);
}

/* A node that was inserted or deleted stays, or is noted to go when nothing is left in it. */
static gboolean
resolve_presence (const Decision *decision, const BtNode *node, const char *mark,
                  const char *verdict, gboolean goes, GError **error)
{
  const char *id = bt_node_get_id (node);

  if (!is_due (decision, node, mark, verdict))
    return TRUE;
  if (goes)
    return note_verdict (decision, node, verdict, error);
  return bt_step_run_set_attr (decision->run, id, mark, NULL, error)
         && bt_step_run_set_attr (decision->run, id, verdict, NULL, error);
}

/* What becomes of a move, a split or a join depends on others, so for now its verdict is noted. */
static gboolean
resolve_structure (const Decision *decision, const BtNode *node, GError **error)
{
  static const char *const marks[][2] = { { "change", "verdict" },
                                          { "split", "split-verdict" },
                                          { "join", "join-verdict" } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (is_due (decision, node, marks[i][0], marks[i][1])
        && !note_verdict (decision, node, marks[i][1], error))
      return FALSE;
  return TRUE;
}

/* As settle_mark(), for a mark of a node. */
static gboolean
settle_attr (const Decision *decision, const BtNode *node, const char *mark, GError **error)
{
  const char *id = bt_node_get_id (node), *change = bt_intern (bt_node_get_attr (node, mark));
  g_autofree char *was = bt_was_settle_same (bt_node_get_attr (node, "was"), mark, &change,
                                             decision->changes, decision->accept);

  return change == NULL
         || (bt_step_run_set_attr (decision->run, id, mark, change, error)
             && bt_step_run_set_attr (decision->run, id, "was", was, error));
}

/* Gives the node as it is once it is clear by which of several changes that do the same it is decided. */
static BtNode *
settle_node (const Decision *decision, BtNode *node, GError **error)
{
  static const char *const marks[] = { "ins", "del", "join" };
  g_autoptr (BtNode) settled = bt_node_ref (node);

  for (guint i = 0; i < G_N_ELEMENTS (marks) && bt_node_get_attr (settled, "was") != NULL; i++)
    {
      if (!settle_attr (decision, settled, marks[i], error))
        return NULL;
      node = bt_plan_get_node (bt_step_run_get_plan (decision->run), bt_node_get_id (settled));
      bt_node_unref (settled);
      settled = bt_node_ref (node);
    }
  return g_steal_pointer (&settled);
}

static gboolean
resolve_node (Decision *decision, BtNode *node, GError **error)
{
  g_autoptr (BtNode) settled = settle_node (decision, node, error);

  return settled != NULL && resolve_text (decision, settled, error)
         && resolve_attrs (decision, settled, error)
         && resolve_presence (decision, settled, "ins", "ins-verdict", !decision->accept, error)
         && resolve_presence (decision, settled, "del", "del-verdict", decision->accept, error)
         && resolve_structure (decision, settled, error);
}

static void
note_decided_cb (const char *change, gpointer data)
{
  gpointer *search = data;
  if (is_decided (search[0], change))
    search[1] = search[0];
}

static void
collect_touched (Decision *decision, BtNode *node, GPtrArray *nodes)
{
  gpointer search[2] = { decision, NULL };

  if (!bt_node_has_marks (node))
    return;
  bt_node_foreach_change (node, note_decided_cb, search);
  if (search[1] != NULL)
    g_ptr_array_add (nodes, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_touched (decision, bt_node_get_child (node, i), nodes);
}

static gboolean
resolve_nodes (Decision *decision, GError **error)
{
  g_autoptr (BtPlan) before = bt_plan_ref (bt_step_run_get_plan (decision->run));
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  collect_touched (decision, bt_plan_get_root (before), nodes);
  for (guint i = 0; i < nodes->len; i++)
    if (!resolve_node (decision, nodes->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
resolve (Decision *decision, GError **error)
{
  return resolve_nodes (decision, error) && bt_review_restructure (decision->run, error)
         && bt_review_sweep (decision->run, error);
}

/**
 * bt_review_resolve:
 * @run: the steps of the decision
 * @changes: (element-type utf8): the ids of the changes that are decided, interned
 * @accept: whether they are accepted
 * @error: return location
 *
 * Deciding several changes one by one, in any order, ends the same as deciding them together. What depends on changes
 * that are still open keeps its mark, with the verdict, and is carried out when they are decided.
 *
 * Returns: whether it was done
 */
gboolean
bt_review_resolve (BtStepRun *run, GHashTable *changes, gboolean accept, GError **error)
{
  g_return_val_if_fail (run != NULL && changes != NULL, FALSE);

  Decision decision = { run, changes, accept, FALSE };
  return resolve (&decision, error);
}

static void
collect_change_cb (const char *change, gpointer data)
{
  g_hash_table_add (data, (gpointer) change);
}

static void
collect_changes (const BtNode *node, GHashTable *changes)
{
  if (!bt_node_has_marks (node))
    return;
  bt_node_foreach_change (node, collect_change_cb, changes);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_changes (bt_node_get_child (node, i), changes);
}

/**
 * bt_review_get_open_changes:
 * @plan: a plan
 *
 * Returns: (transfer full) (element-type utf8): the interned ids of the changes that marks in the plan name
 */
GHashTable *
bt_review_get_open_changes (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  GHashTable *changes = g_hash_table_new (NULL, NULL);
  collect_changes (bt_plan_get_root (plan), changes);
  return changes;
}

static void
note_change_cb (const char *change, gpointer data)
{
  *(gboolean *) data = TRUE;
}

static gboolean
has_changes (const BtNode *node)
{
  gboolean found = FALSE;

  if (!bt_node_has_marks (node))
    return FALSE;
  bt_node_foreach_change (node, note_change_cb, &found);
  for (guint i = 0; !found && i < bt_node_get_n_children (node); i++)
    found = has_changes (bt_node_get_child (node, i));
  return found;
}

/**
 * bt_review_has_open_changes:
 * @plan: a plan
 *
 * Returns: whether marks in the plan name a change; sooner known than which ones
 */
gboolean
bt_review_has_open_changes (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  return has_changes (bt_plan_get_root (plan));
}

/**
 * bt_review_view:
 * @plan: a plan, which stays as it is
 * @view: how to look at it
 *
 * What is decided but waits to be carried out is, in every view, as if it were open: what the reader sees is what the
 * commands of editing work on (bt_node_is_live()), and a decision changes it when it is carried out.
 *
 * Returns: (transfer full): the plan to look at; @plan itself where it has no open changes
 */
BtPlan *
bt_review_view (BtPlan *plan, BtView view)
{
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GHashTable) changes = bt_review_get_open_changes (plan);
  if (view == BT_VIEW_MARKUP || g_hash_table_size (changes) == 0)
    return bt_plan_ref (plan);
  g_autoptr (BtStepRun) run = bt_step_run_new (plan);
  Decision decision = { run, changes, view == BT_VIEW_FINAL, TRUE };
  if (!resolve (&decision, &error))
    g_warning ("view: %s", error->message);
  return bt_plan_ref (bt_step_run_get_plan (run));
}
