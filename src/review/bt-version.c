/* A later version of a plan that comes back from elsewhere: what became of it, with everybody's changes. */
#include "bt-version.h"

#include <string.h>

#include "bt-change-groups.h"
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

static void
author_count_free (gpointer data)
{
  BtAuthorCount *count = data;

  g_free (count->author);
  g_free (count);
}

static BtAuthorCount *
need_author (GPtrArray *counts, const char *author)
{
  for (guint i = 0; i < counts->len; i++)
    if (strcmp (((BtAuthorCount *) counts->pdata[i])->author, author) == 0)
      return counts->pdata[i];
  BtAuthorCount *count = g_new0 (BtAuthorCount, 1);
  count->author = g_strdup (author);
  g_ptr_array_add (counts, count);
  return count;
}

static void
count_comments (GPtrArray *counts, const BtPlan *plan, const BtNode *node)
{
  const char *author = bt_node_get_attr (node, "author");

  if (bt_node_get_kind (node) == BT_NODE_MESSAGE && author != NULL && !bt_plan_has_node (plan, bt_node_get_id (node)))
    need_author (counts, author)->n_comments++;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    count_comments (counts, plan, bt_node_get_child (node, i));
}

/**
 * bt_review_count_authors:
 * @plan: a plan
 * @version: it with more changes, as bt_review_take_version() gives it
 *
 * Returns: (transfer full) (element-type BtAuthorCount): whose the open changes and the comments are that only @version
 *   has; what somebody changed in one paragraph at once counts as one
 */
GPtrArray *
bt_review_count_authors (const BtPlan *plan, const BtPlan *version)
{
  GPtrArray *counts = g_ptr_array_new_with_free_func (author_count_free);

  g_return_val_if_fail (plan != NULL && version != NULL, counts);

  g_autoptr (GPtrArray) list = bt_change_list_new (version, NULL);
  const BtChange *before = NULL;
  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      const char *author = bt_node_get_attr (change->record, "author");
      gboolean again = before != NULL && before->id == change->id && before->node == change->node;
      before = change;
      if (author != NULL && !again && change->state == BT_CHANGE_OPEN && !bt_plan_has_node (plan, change->id)
          && !bt_change_is_part_of_other (change, version))
        need_author (counts, author)->n_changes++;
    }
  count_comments (counts, plan, bt_plan_get_part (version, BT_NODE_COMMENTS));
  return counts;
}
