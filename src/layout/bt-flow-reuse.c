/* Takes over the blocks of clauses that did not change from the flow before, with all that is below them. */
#include <string.h>

#include "bt-flow.h"

/* So many clauses may have been removed together until those behind them are made anew, too. */
#define MAX_REMOVED 16

/* The blocks of a clause and of what is below it, and what they depend on besides the clause. */
typedef struct
{
  guint first, n_blocks;
  BtLength width;
  guint level;
  BtLabels labels;
} Slice;

static void
slice_free (gpointer data)
{
  Slice *slice = data;

  bt_labels_clear (&slice->labels);
  g_free (slice);
}

static BtLabels
copy_labels (const BtLabels *labels)
{
  return (BtLabels){ g_strdup (labels->now), g_strdup (labels->before) };
}

/** bt_flow_slices_new: Returns: (transfer full): room for what is remembered */
GHashTable *
bt_flow_slices_new (void)
{
  return g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, slice_free);
}

static void
copy_block (BtFlow *flow, const BtBlock *block)
{
  g_array_append_vals (flow->blocks, block, 1);
  switch (block->kind)
    {
    case BT_BLOCK_PARAGRAPH:
      bt_paragraph_ref (block->paragraph);
      if (block->label != NULL)
        bt_paragraph_ref (block->label);
      break;
    case BT_BLOCK_ROW:
      bt_table_layout_ref (block->table);
      if (block->row == 0)
        bt_flow_keep_table (flow, block->node, flow->blocks->len - 1);
      break;
    case BT_BLOCK_GROUP:
      g_assert_not_reached ();
    }
}

/**
 * bt_flow_copy_blocks:
 * @first: a block of the flow before
 * @n_blocks: how many
 *
 * Adds blocks of the flow before, and what is known of the tables among them.
 */
void
bt_flow_copy_blocks (BtFlow *flow, guint first, guint n_blocks)
{
  for (guint i = first; i < first + n_blocks; i++)
    copy_block (flow, &g_array_index (flow->previous->blocks, BtBlock, i));
  flow->cursor = first + n_blocks;
}

/* Remembers again what was remembered of @clause and of those below it. */
static void
keep_slices (BtFlow *flow, const BtNode *clause, guint old_first, guint first)
{
  const Slice *old = g_hash_table_lookup (flow->previous->slices, clause);
  Slice *slice;

  if (old == NULL)
    return;
  slice = g_memdup2 (old, sizeof *old);
  slice->first = old->first - old_first + first;
  slice->labels = copy_labels (&old->labels);
  g_hash_table_insert (flow->slices, (gpointer) clause, slice);
  for (guint i = 0; i < bt_node_get_n_children (clause); i++)
    if (bt_node_get_n_children (bt_node_get_child (clause, i)) > 0)
      keep_slices (flow, bt_node_get_child (clause, i), old_first, first);
}

/* Goes on behind what @clause was before it changed. */
static void
pass_old (BtFlow *flow, const BtNode *clause)
{
  const BtBlock *block;

  if (flow->previous == NULL || flow->cursor >= flow->previous->blocks->len)
    return;
  block = &g_array_index (flow->previous->blocks, BtBlock, flow->cursor);
  if (block->node != NULL && strcmp (bt_node_get_id (block->node), bt_node_get_id (clause)) == 0)
    flow->cursor++;
}

/**
 * bt_flow_reuse:
 * @clause: a clause
 * @labels: its labels
 * @level: the level of its heading
 *
 * Adds the blocks that the flow before had for @clause and all below it, if they are still right.
 *
 * Returns: whether it did
 */
gboolean
bt_flow_reuse (BtFlow *flow, const BtNode *clause, const BtLabels *labels, guint level)
{
  const Slice *old =
      flow->previous != NULL ? g_hash_table_lookup (flow->previous->slices, clause) : NULL;
  guint first = flow->blocks->len;

  if (old == NULL || old->width != flow->geometry.width || old->level != level
      || strcmp (old->labels.now, labels->now) != 0
      || g_strcmp0 (old->labels.before, labels->before) != 0
      || !bt_markup_is_same (flow->previous->markup, flow->markup, clause))
    {
      pass_old (flow, clause);
      return FALSE;
    }
  bt_flow_copy_blocks (flow, old->first, old->n_blocks);
  keep_slices (flow, clause, old->first, first);
  return TRUE;
}

/**
 * bt_flow_start_clauses:
 * @parent: the body or an appendix, whose clauses are added next
 *
 * Remembers where they begin, and finds where they began in the flow before.
 */
void
bt_flow_start_clauses (BtFlow *flow, const BtNode *parent)
{
  gpointer start = GUINT_TO_POINTER (G_MAXUINT);

  g_hash_table_insert (flow->starts, (gpointer) bt_node_get_id (parent),
                       GUINT_TO_POINTER (flow->blocks->len));
  if (flow->previous != NULL)
    g_hash_table_lookup_extended (flow->previous->starts, bt_node_get_id (parent), NULL, &start);
  flow->cursor = GPOINTER_TO_UINT (start);
}

/**
 * bt_flow_reuse_leaf:
 * @clause: a clause with nothing below it
 * @counter: which just counted it among its siblings
 * @level: the level of its heading
 *
 * Adds the block that the flow before had for @clause, if it is still right. Both flows are gone
 * through side by side, so that nothing has to be looked for.
 *
 * Returns: whether it did
 */
gboolean
bt_flow_reuse_leaf (BtFlow *flow, const BtNode *clause, const BtLabelCounter *counter, guint level)
{
  guint end = flow->previous != NULL ? flow->previous->blocks->len : 0;

  for (guint i = flow->cursor; i < end && i <= flow->cursor + MAX_REMOVED; i++)
    {
      const BtBlock *block = &g_array_index (flow->previous->blocks, BtBlock, i);

      if (block->node != clause)
        continue;
      if (!block->reusable || block->number != counter->number
          || block->old_number != counter->old_number || block->width != flow->geometry.width
          || (block->level > 0 && block->level != level)
          || !bt_markup_is_same (flow->previous->markup, flow->markup, clause))
        break;
      copy_block (flow, block);
      flow->cursor = i + 1;
      return TRUE;
    }
  pass_old (flow, clause);
  return FALSE;
}

/**
 * bt_flow_remember:
 * @clause: a clause whose blocks, and those of all below it, do not depend on other parts of the plan
 * @labels: its labels
 * @level: the level of its heading
 * @first: its first block; the last one was just added
 *
 * Remembers the blocks for the next flow.
 */
void
bt_flow_remember (BtFlow *flow, const BtNode *clause, const BtLabels *labels, guint level,
                  guint first)
{
  Slice *slice = g_new (Slice, 1);

  *slice = (Slice){ first, flow->blocks->len - first, flow->geometry.width, level,
                    copy_labels (labels) };
  g_hash_table_insert (flow->slices, (gpointer) clause, slice);
}
