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
} Decision;

static BtNode *
get_node (const Decision *decision, const char *id)
{
  return bt_plan_get_node (bt_step_run_get_plan (decision->run), id);
}

/* Whether the value of a mark, which may be NULL, is one of the changes to decide. */
static gboolean
is_decided (const Decision *decision, const char *change)
{
  return change != NULL && g_hash_table_contains (decision->changes, bt_intern (change));
}

static gboolean
has_decided (const Decision *decision, const BtNode *node, const char *mark)
{
  return is_decided (decision, bt_node_get_attr (node, mark));
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

static gboolean
resolve_mark_cb (BtMark *mark, gpointer data)
{
  const Decision *decision = data;
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

static gboolean
resolve_text (Decision *decision, const char *id, GError **error)
{
  BtText *text = bt_node_get_text (get_node (decision, id));
  if (text == NULL)
    return TRUE;

  g_autoptr (BtText) resolved = bt_text_map (text, resolve_mark_cb, decision);
  return bt_step_run_set_text (decision->run, id, resolved, error);
}

static gboolean
resolve_attrs (const Decision *decision, const char *id, GError **error)
{
  const char *old = bt_node_get_attr (get_node (decision, id), "was");
  Restore restore = { decision, id, NULL };

  if (old == NULL)
    return TRUE;
  g_autofree char *was =
      bt_was_resolve (old, decision->changes, decision->accept, restore_attr_cb, &restore);
  return bt_step_run_set_attr (decision->run, id, "was", was, error);
}

/* A node that was inserted or deleted stays, or is marked to go when nothing is left in it. */
static gboolean
resolve_presence (const Decision *decision, const char *id, const char *mark, gboolean goes,
                  GError **error)
{
  if (!has_decided (decision, get_node (decision, id), mark))
    return TRUE;
  return bt_step_run_set_attr (decision->run, id, mark, NULL, error)
         && (!goes || bt_step_run_set_attr (decision->run, id, "gone", "yes", error));
}

static gboolean
resolve_node (Decision *decision, const char *id, GError **error)
{
  return resolve_text (decision, id, error) && resolve_attrs (decision, id, error)
         && resolve_presence (decision, id, "ins", !decision->accept, error)
         && resolve_presence (decision, id, "del", decision->accept, error);
}

static void
note_decided_cb (const char *change, gpointer data)
{
  gpointer *search = data;
  if (is_decided (search[0], change))
    search[1] = search[0];
}

static void
collect_touched (Decision *decision, BtNode *node, GPtrArray *ids)
{
  gpointer search[2] = { decision, NULL };

  if (!bt_node_has_marks (node))
    return;
  bt_node_foreach_change (node, note_decided_cb, search);
  if (search[1] != NULL)
    g_ptr_array_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_touched (decision, bt_node_get_child (node, i), ids);
}

static gboolean
resolve_nodes (Decision *decision, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  collect_touched (decision, bt_plan_get_root (bt_step_run_get_plan (decision->run)), ids);
  for (guint i = 0; i < ids->len; i++)
    if (!resolve_node (decision, ids->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Notes the verdict about a move, a split or a join; an earlier one stands. */
static gboolean
note_verdict (const Decision *decision, const char *id, const char *mark, const char *verdict,
              GError **error)
{
  const BtNode *node = get_node (decision, id);

  if (!has_decided (decision, node, mark) || bt_node_get_attr (node, verdict) != NULL)
    return TRUE;
  return bt_step_run_set_attr (decision->run, id, verdict,
                               decision->accept ? "accepted" : "rejected", error);
}

static gboolean
note_verdicts (Decision *decision, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  collect_touched (decision, bt_plan_get_root (bt_step_run_get_plan (decision->run)), ids);
  for (guint i = 0; i < ids->len; i++)
    if (!note_verdict (decision, ids->pdata[i], "change", "verdict", error)
        || !note_verdict (decision, ids->pdata[i], "split", "split-verdict", error)
        || !note_verdict (decision, ids->pdata[i], "join", "join-verdict", error))
      return FALSE;
  return TRUE;
}

/**
 * bt_review_resolve:
 * @run: the steps of the decision
 * @changes: (element-type utf8): the ids of the changes that are decided, interned
 * @accept: whether they are accepted
 * @error: return location
 *
 * Deciding several changes one by one, in any order, ends the same as deciding them together.
 *
 * Returns: whether it was done
 */
gboolean
bt_review_resolve (BtStepRun *run, GHashTable *changes, gboolean accept, GError **error)
{
  g_return_val_if_fail (run != NULL && changes != NULL, FALSE);

  Decision decision = { run, changes, accept };
  return note_verdicts (&decision, error) && resolve_nodes (&decision, error)
         && bt_review_restructure (run, error) && bt_review_sweep (run, error);
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

/**
 * bt_review_view:
 * @plan: a plan, which stays as it is
 * @view: how to look at it
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
  if (!bt_review_resolve (run, changes, view == BT_VIEW_FINAL, &error))
    g_warning ("view: %s", error->message);
  return bt_plan_ref (bt_step_run_get_plan (run));
}
