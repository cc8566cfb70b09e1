/* Takes over the blocks of clauses that did not change from the flow before, with all that is below them. */
#include <string.h>

#include "bt-flow.h"

/* The blocks of a clause and of what is below it, and what they depend on besides the clause. */
typedef struct
{
  guint first, n_blocks;
  BtLength width;
  guint level;
  char *label;
} Slice;

static void
slice_free (gpointer data)
{
  Slice *slice = data;

  g_free (slice->label);
  g_free (slice);
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
  slice->label = g_strdup (old->label);
  g_hash_table_insert (flow->slices, (gpointer) clause, slice);
  for (guint i = 0; i < bt_node_get_n_children (clause); i++)
    if (bt_node_get_n_children (bt_node_get_child (clause, i)) > 0)
      keep_slices (flow, bt_node_get_child (clause, i), old_first, first);
}

/**
 * bt_flow_reuse:
 * @clause: a clause
 * @label: its label
 * @level: the level of its heading
 *
 * Adds the blocks that the flow before had for @clause and all below it, if they are still right.
 *
 * Returns: whether it did
 */
gboolean
bt_flow_reuse (BtFlow *flow, const BtNode *clause, const char *label, guint level)
{
  const Slice *old =
      flow->previous != NULL ? g_hash_table_lookup (flow->previous->slices, clause) : NULL;
  guint first = flow->blocks->len;

  if (old == NULL || old->width != flow->geometry.width || old->level != level
      || strcmp (old->label, label) != 0)
    return FALSE;
  bt_flow_copy_blocks (flow, old->first, old->n_blocks);
  keep_slices (flow, clause, old->first, first);
  return TRUE;
}

/**
 * bt_flow_remember:
 * @clause: a clause whose blocks, and those of all below it, do not depend on other parts of the plan
 * @label: its label
 * @level: the level of its heading
 * @first: its first block; the last one was just added
 *
 * Remembers the blocks for the next flow.
 */
void
bt_flow_remember (BtFlow *flow, const BtNode *clause, const char *label, guint level, guint first)
{
  Slice *slice = g_new (Slice, 1);

  *slice =
      (Slice){ first, flow->blocks->len - first, flow->geometry.width, level, g_strdup (label) };
  g_hash_table_insert (flow->slices, (gpointer) clause, slice);
}
