/* A plan without its comments, for who is not to read them. */
#include "bt-bare.h"

#include "bt-comment-list.h"
#include "bt-step-run.h"

/* Takes a thread away, and from the words that it speaks of. */
static gboolean
remove_thread (BtStepRun *run, const BtComment *comment, GError **error)
{
  for (guint i = 0; i < comment->ranges->len; i++)
    {
      const char *id = g_array_index (comment->ranges, BtCommentRange, i).node;
      BtText *text = bt_node_get_text (bt_plan_get_node (bt_step_run_get_plan (run), id));
      g_autoptr (BtText) bare = bt_text_without_anchor (text, comment->id);
      if (!bt_step_run_set_text (run, id, bare, error))
        return FALSE;
    }
  return bt_step_run_apply (run, bt_step_new_remove (comment->id), error);
}

/**
 * bt_review_without_comments:
 * @plan: a plan, which stays as it is
 *
 * Returns: (transfer full): the same plan without any comment, open or resolved; @plan itself where it has none
 */
BtPlan *
bt_review_without_comments (BtPlan *plan)
{
  g_autoptr (GPtrArray) comments = NULL;
  g_autoptr (BtStepRun) run = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  comments = bt_comment_list_new (plan);
  run = bt_step_run_new (plan);
  for (guint i = 0; i < comments->len; i++)
    if (!remove_thread (run, comments->pdata[i], &error))
      {
        g_warning ("comments: %s", error->message);
        break;
      }
  return bt_plan_ref (bt_step_run_get_plan (run));
}
