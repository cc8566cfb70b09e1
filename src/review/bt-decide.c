/* Decisions about tracked changes, with the log of who decided what and when. */
#include "bt-decide.h"

#include "bt-resolve.h"

/* What is written into the records of the changes that are decided. */
typedef struct
{
  GHashTable *changes; /* that are decided */
  GHashTable *named;   /* that marks name */
  const char *verdict, *by, *time;
} Log;

static BtNode *
with_attr (BtNode *node, const char *name, const char *value)
{
  BtNode *next = bt_node_with_attr (node, name, value);
  bt_node_unref (node);
  return next;
}

/* The record with the decision, where an earlier one does not stand; NULL where it tells of nothing. */
static BtNode *
log_record (const Log *log, BtNode *record)
{
  const char *id = bt_intern (bt_node_get_id (record));
  gboolean is_change = bt_node_get_kind (record) == BT_NODE_CHANGE;

  if (!is_change || bt_node_get_attr (record, "decision") != NULL)
    return bt_node_ref (record);
  if (!g_hash_table_contains (log->changes, id))
    return g_hash_table_contains (log->named, id) ? bt_node_ref (record) : NULL;
  BtNode *logged = bt_node_with_attr (record, "decision", log->verdict);
  logged = with_attr (logged, "decided-by", log->by);
  return with_attr (logged, "decided", log->time);
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
 * The records of changes that have left neither a mark nor a decision go.
 *
 * Returns: whether it was done
 */
gboolean
bt_review_decide (BtStepRun *run, GHashTable *changes, gboolean accept, const char *by,
                  const char *time, GError **error)
{
  g_return_val_if_fail (run != NULL && changes != NULL && by != NULL && time != NULL, FALSE);

  if (!bt_review_resolve (run, changes, accept, error))
    return FALSE;
  g_autoptr (GHashTable) named = bt_review_get_open_changes (bt_step_run_get_plan (run));
  Log log = { changes, named, accept ? "accepted" : "rejected", by, time };
  return log_all (run, &log, error);
}
