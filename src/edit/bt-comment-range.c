/* How the words that a comment speaks of grow as one types: inside, not at their edges.
 *
 * What counts as inside is seen in the plan as it reads: struck words, and the end of a paragraph that an open change
 * joins to the next, are no edge. So a tracked edit leaves the comment on the same words as an untracked one. */
#include "bt-comment-range.h"

#include "bt-live-copy.h"

/* Finds the nearest byte that no change deletes: the last before @offset or, with @after, the first from it on. */
static gboolean
find_live (const BtText *text, gsize offset, gboolean after, gsize *found)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;
  gboolean any = FALSE;

  for (guint i = 0; i < n_runs && !(after && any); start = runs[i++].end)
    if (!runs[i].mark.del && (after ? runs[i].end > offset : start < offset))
      {
        *found = after ? MAX (start, offset) : MIN (runs[i].end, offset) - 1;
        any = TRUE;
      }
  return any;
}

/* The threads that speak of the byte at @offset. */
static GPtrArray *
get_threads_at (const BtText *text, gsize offset)
{
  guint n_anchors;
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  GPtrArray *threads = g_ptr_array_new ();

  for (guint i = 0; i < n_anchors; i++)
    if (anchors[i].start <= offset && offset < anchors[i].end)
      g_ptr_array_add (threads, (gpointer) anchors[i].thread);
  return threads;
}

static GPtrArray *
get_threads_before (BtPlan *plan, const BtNode *node, gsize offset)
{
  gsize at;

  while (!find_live (bt_node_get_text (node), offset, FALSE, &at))
    {
      const char *first = bt_node_get_attr (node, "join-to");
      if (!first)
        return g_ptr_array_new ();
      node = bt_plan_get_node (plan, first);
      offset = G_MAXSIZE;
    }
  return get_threads_at (bt_node_get_text (node), at);
}

static GPtrArray *
get_threads_after (BtPlan *plan, const BtNode *node, gsize offset)
{
  gsize at;

  while (!find_live (bt_node_get_text (node), offset, TRUE, &at))
    {
      node = bt_live_get_joined (plan, bt_node_get_id (node));
      if (!node)
        return g_ptr_array_new ();
      offset = 0;
    }
  return get_threads_at (bt_node_get_text (node), at);
}

static BtText *
cover (BtText *slice, GPtrArray *threads)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < threads->len; i++)
    bt_text_builder_start_anchor (builder, threads->pdata[i]);
  bt_text_builder_append_text (builder, slice);
  for (guint i = 0; i < threads->len; i++)
    bt_text_builder_end_anchor (builder, threads->pdata[i]);
  return bt_text_builder_end (builder);
}

/**
 * bt_comment_range_cover:
 * @plan: a plan
 * @id: the id of a node with a text
 * @start: in bytes
 * @end: in bytes
 * @slice: what is about to come in the place of @start to @end
 *
 * Returns: (transfer full): @slice as part of what the comments speak of that go on before and behind it
 */
BtText *
bt_comment_range_cover (BtPlan *plan, const char *id, gsize start, gsize end, BtText *slice)
{
  BtNode *node;
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  g_return_val_if_fail (plan != NULL && id != NULL && slice != NULL, NULL);

  node = bt_plan_get_node (plan, id);
  if (!node || !bt_node_get_text (node) || bt_text_get_length (slice) == 0)
    return bt_text_ref (slice);
  before = get_threads_before (plan, node, start);
  if (before->len == 0)
    return bt_text_ref (slice);
  after = get_threads_after (plan, node, end);
  for (guint i = before->len; i > 0; i--)
    if (!g_ptr_array_find (after, before->pdata[i - 1], NULL))
      g_ptr_array_remove_index (before, i - 1);

  return before->len > 0 ? cover (slice, before) : bt_text_ref (slice);
}

/**
 * bt_comment_range_keep:
 * @text: a text
 * @offset: of a letter, in bytes
 * @slice: what that letter becomes with the mark that was typed behind it
 *
 * Returns: (transfer full): @slice as part of what the comments on the letter speak of
 */
BtText *
bt_comment_range_keep (BtText *text, gsize offset, BtText *slice)
{
  g_autoptr (GPtrArray) threads = NULL;

  g_return_val_if_fail (text != NULL && slice != NULL, NULL);

  threads = get_threads_at (text, offset);
  return threads->len > 0 ? cover (slice, threads) : bt_text_ref (slice);
}
