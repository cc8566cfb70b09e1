/* Decisions about tracked changes, with the log of who decided what and when. */
#include "bt-decide.h"

#include "bt-resolve.h"

/* What is written into the records of the changes that are decided. */
typedef struct
{
  BtStepRun *run;
  const char *verdict, *by, *time;
} Log;

static gboolean
log_one (const Log *log, const char *id, GError **error)
{
  return bt_step_run_set_attr (log->run, id, "decision", log->verdict, error)
         && bt_step_run_set_attr (log->run, id, "decided-by", log->by, error)
         && bt_step_run_set_attr (log->run, id, "decided", log->time, error);
}

/* Logs the decision, where an earlier one does not stand, and drops what tells of nothing. */
static gboolean
log_all (const Log *log, GHashTable *changes, GError **error)
{
  g_autoptr (BtPlan) plan = bt_plan_ref (bt_step_run_get_plan (log->run));
  g_autoptr (GHashTable) named = bt_review_get_open_changes (plan);
  const BtNode *records = bt_plan_get_part (plan, BT_NODE_CHANGES);

  for (guint i = 0; i < bt_node_get_n_children (records); i++)
    {
      const BtNode *record = bt_node_get_child (records, i);
      const char *id = g_intern_string (bt_node_get_id (record));
      if (bt_node_get_kind (record) != BT_NODE_CHANGE
          || bt_node_get_attr (record, "decision") != NULL)
        continue;
      if (g_hash_table_contains (changes, id)
              ? !log_one (log, id, error)
              : !g_hash_table_contains (named, id) && !bt_step_run_remove (log->run, id, error))
        return FALSE;
    }
  return TRUE;
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

  Log log = { run, accept ? "accepted" : "rejected", by, time };
  return bt_review_resolve (run, changes, accept, error) && log_all (&log, changes, error);
}
