/* How many words a plan has, counted anew only where it changed: nodes are immutable, so what was counted once
 * is kept by the node. */

#include "bt-word-count.h"

#include "bt-schema.h"
#include "bt-text-count.h"

/* Below this depth whole branches are counted together. */
#define CACHE_DEPTH 4

struct _BtWordCount
{
  GHashTable *counts; /* BtNode → its words */
};

/**
 * bt_word_count_new:
 *
 * Returns: (transfer full): a counter that has counted nothing yet
 */
BtWordCount *
bt_word_count_new (void)
{
  BtWordCount *count = g_new0 (BtWordCount, 1);

  count->counts
      = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_node_unref, NULL);
  return count;
}

/**
 * bt_word_count_free:
 * @count: (transfer full): a counter
 */
void
bt_word_count_free (BtWordCount *count)
{
  g_return_if_fail (count != NULL);

  g_hash_table_unref (count->counts);
  g_free (count);
}

static guint
count_node (GHashTable *old, GHashTable *new, BtNode *node, guint depth)
{
  BtTextCount own = { 0 };
  gpointer known;
  guint words = 0;

  if (!bt_node_is_live (node))
    return 0;
  if (depth <= CACHE_DEPTH && g_hash_table_lookup_extended (old, node, NULL, &known))
    words = GPOINTER_TO_UINT (known);
  else
    {
      if (bt_node_get_text (node))
        bt_text_count_add_text (&own, bt_node_get_text (node));
      words = own.words;
      for (guint i = 0; i < bt_node_get_n_children (node); i++)
        words += count_node (old, new, bt_node_get_child (node, i), depth + 1);
    }
  if (depth <= CACHE_DEPTH)
    g_hash_table_insert (new, bt_node_ref (node), GUINT_TO_POINTER (words));

  return words;
}

/**
 * bt_word_count_update:
 * @count: a counter
 * @plan: the plan as it is now
 *
 * Returns: how many words its header, text, signature, recipients and appendices have when all changes are accepted
 */
guint
bt_word_count_update (BtWordCount *count, BtPlan *plan)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };
  g_autoptr (GHashTable) old = NULL;
  guint words = 0;

  g_return_val_if_fail (count != NULL && plan != NULL, 0);

  old = count->counts;
  count->counts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_node_unref, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    words += count_node (old, count->counts, bt_plan_get_part (plan, parts[i]), 1);

  return words;
}
