/* Decisions about tracked changes, with the log of who decided what and when. */
#include "bt-decide.h"

#include "bt-marks.h"
#include "bt-resolve.h"

/* What is written into the records of the changes that are decided. */
typedef struct
{
  const BtStepRun *run; /* that may be stopped meanwhile */
  GHashTable *changes; /* that are decided */
  GHashTable *named;   /* that marks name */
  GHashTable *takers;  /* of others that marks named before: id to the id of the change that was decided there */
  const char *verdict, *by, *time;
} Log;

/* A place in the plan before the decision: a node with its text. */
typedef struct
{
  const Log *log;
  const char *taker; /* the decided change that may take what is here, or NULL */
} Spot;

static void
find_taker_cb (const char *change, gpointer data)
{
  Spot *spot = data;
  if (g_hash_table_contains (spot->log->changes, change))
    spot->taker = change;
}

static void
note_taken_cb (const char *change, gpointer data)
{
  const Spot *spot = data;
  if (!g_hash_table_contains (spot->log->changes, change)
      && g_hash_table_lookup (spot->log->takers, change) == NULL)
    g_hash_table_insert (spot->log->takers, (gpointer) change, (gpointer) spot->taker);
}

/* Notes of each change that is not decided which decided one is about the same node, or one around it. */
static void
note_takers (const Log *log, const BtNode *node, const char *taker)
{
  Spot spot = { log, taker };

  if (!bt_node_has_marks (node) || bt_step_run_is_stopped (log->run, NULL))
    return;
  bt_node_foreach_change (node, find_taker_cb, &spot);
  bt_node_foreach_change (node, note_taken_cb, &spot);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_takers (log, bt_node_get_child (node, i), spot.taker);
}

static BtNode *
with_attr (BtNode *node, const char *name, const char *value)
{
  BtNode *next = bt_node_with_attr (node, name, value);
  bt_node_unref (node);
  return next;
}

static BtNode *
with_decision (const Log *log, BtNode *record, const char *decision)
{
  BtNode *logged = bt_node_with_attr (record, "decision", decision);
  logged = with_attr (logged, "decided-by", log->by);
  return with_attr (logged, "decided", log->time);
}

/* A change of which the decision has left nothing, though it was about another. */
static BtNode *
log_overtaken (const Log *log, BtNode *record, const char *id)
{
  const char *taker = g_hash_table_lookup (log->takers, id);
  return with_attr (with_decision (log, record, "overtaken"), "overtaken-by", taker);
}

/* The record with the decision, where an earlier one does not stand; NULL where it tells of nothing. */
static BtNode *
log_record (const Log *log, BtNode *record)
{
  const char *id = bt_intern (bt_node_get_id (record));
  gboolean is_change = bt_node_get_kind (record) == BT_NODE_CHANGE;

  if (!is_change || bt_node_get_attr (record, "decision") != NULL)
    return bt_node_ref (record);
  if (g_hash_table_contains (log->changes, id))
    return with_decision (log, record, log->verdict);
  if (g_hash_table_contains (log->named, id))
    return bt_node_ref (record);
  return g_hash_table_contains (log->takers, id) ? log_overtaken (log, record, id) : NULL;
}

/* All records at once: they are many, and stand in one list. */
static gboolean
log_all (BtStepRun *run, const Log *log, GError **error)
{
  const BtNode *records = bt_plan_get_part (bt_step_run_get_plan (run), BT_NODE_CHANGES);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (records));

  bt_node_builder_copy_attrs (builder, records);
  for (guint i = 0; i < bt_node_get_n_children (records); i++)
    {
      BtNode *record = log_record (log, bt_node_get_child (records, i));
      if (record != NULL)
        bt_node_builder_take_child (builder, record);
    }
  g_autoptr (BtNode) logged = bt_node_builder_end (builder);
  return bt_node_equal (logged, records)
         || bt_step_run_apply (run, bt_step_new_replace_node (logged), error);
}

/**
 * bt_review_decide:
 * @run: the steps of the decision
 * @changes: (element-type utf8): the ids of the changes that are decided, interned
 * @accept: whether they are accepted
 * @by: who decides
 * @time: when, as ISO 8601 in UTC
 * @error: return location
 *
 * As bt_review_resolve(), and the records of the changes tell who decided what and when; a decision of before stands.
 * A change whose marks all went with what another decision took away is logged as overtaken by that. The records of
 * changes that had no mark any more before, what an author took back himself, go.
 *
 * Returns: whether it was done
 */
gboolean
bt_review_decide (BtStepRun *run, GHashTable *changes, gboolean accept, const char *by,
                  const char *time, GError **error)
{
  g_return_val_if_fail (run != NULL && changes != NULL && by != NULL && time != NULL, FALSE);

  g_autoptr (GHashTable) takers = g_hash_table_new (NULL, NULL);
  Log log = { run, changes, NULL, takers, accept ? "accepted" : "rejected", by, time };
  note_takers (&log, bt_plan_get_root (bt_step_run_get_plan (run)), NULL);
  if (!bt_review_resolve (run, changes, accept, error))
    return FALSE;
  g_autoptr (GHashTable) named = bt_review_get_open_changes (bt_step_run_get_plan (run));
  log.named = named;
  return !bt_step_run_is_stopped (run, error) && log_all (run, &log, error);
}
