/* A later version of a plan that comes back from elsewhere: what became of it, with everybody's changes. */
#include "bt-version.h"

#include "bt-compare.h"
#include "bt-merge.h"

/* Whether the version still has ids of the plan: those of its paragraphs, not only of what every plan has. */
static gboolean
has_ids_of (const BtPlan *plan, const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  if ((kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_ROW
       || kind == BT_NODE_RECIPIENT)
      && bt_plan_has_node (plan, bt_node_get_id (node)))
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (has_ids_of (plan, bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

/**
 * bt_review_take_version:
 * @plan: a plan; it may have open changes
 * @version: a later version of it, as it came back
 * @author: who made what no mark in it tells of
 * @time: when, in ISO 8601, UTC
 * @error: return location
 *
 * Where ids of @plan are left in @version, it is a copy of it: tracked changes stay those of their authors, what was
 * changed without tracking becomes a change of @author; rejecting all that is new gives @plan. Where none are left,
 * both are compared by their words, and all that differs is of @author.
 *
 * Returns: (transfer full) (nullable): @plan with the changes
 */
BtPlan *
bt_review_take_version (BtPlan *plan, BtPlan *version, const char *author, const char *time,
                        GError **error)
{
  const BtMergeCopy copy = { version, author };
  g_autoptr (GPtrArray) conflicts = NULL;

  g_return_val_if_fail (plan != NULL && version != NULL && author != NULL && time != NULL, NULL);

  if (!has_ids_of (plan, bt_plan_get_root (version)))
    return bt_review_compare (plan, version, author, time, error);
  return bt_review_merge (plan, &copy, 1, time, &conflicts, error);
}
