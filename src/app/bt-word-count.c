/* How many words a plan has, counted anew only where it changed: nodes are immutable, so what was counted once
 * is kept by the node. */

#include "bt-word-count.h"

#include "bt-schema.h"
#include "bt-text-count.h"

/* Below this depth, which is that of a table's rows, whole branches are counted together. */
#define CACHE_DEPTH 5
/* After so many bytes the rest waits: keys are not to. */
#define MAX_BYTES 100000

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

/* A count on its way through the plan. */
typedef struct
{
  GHashTable *old, *new;
  gsize n_bytes; /* so many were counted of texts that are new */
  gboolean stopped;
} Walk;

static guint
count_node (Walk *walk, BtNode *node, guint depth)
{
  BtText *text = bt_node_get_text (node);
  BtTextCount own = { 0 };
  gpointer known;
  guint words = 0;

  if (!bt_node_is_live (node))
    return 0;
  if (depth <= CACHE_DEPTH && g_hash_table_lookup_extended (walk->old, node, NULL, &known))
    words = GPOINTER_TO_UINT (known);
  else
    {
      walk->stopped |= depth <= CACHE_DEPTH && walk->n_bytes > MAX_BYTES;
      if (text && !walk->stopped)
        {
          bt_text_count_add_text (&own, text);
          walk->n_bytes += bt_text_get_length (text);
        }
      words = own.words;
      for (guint i = 0; i < bt_node_get_n_children (node); i++)
        words += count_node (walk, bt_node_get_child (node, i), depth + 1);
      if (walk->stopped)
        return 0;
    }
  if (depth <= CACHE_DEPTH)
    g_hash_table_insert (walk->new, bt_node_ref (node), GUINT_TO_POINTER (words));

  return words;
}

/**
 * bt_word_count_update:
 * @count: a counter
 * @plan: the plan as it is now
 * @words: (out): how many words its header, text, signature, recipients and appendices have when all changes are
 *   accepted
 *
 * Counts so much of what is new as takes a few milliseconds.
 *
 * Returns: whether that was all; if not, the next call goes on, and @words means nothing
 */
gboolean
bt_word_count_update (BtWordCount *count, BtPlan *plan, guint *words)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };
  g_autoptr (GHashTable) old = NULL;
  Walk walk = { 0 };

  g_return_val_if_fail (count != NULL && plan != NULL && words != NULL, FALSE);

  old = count->counts;
  count->counts = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) bt_node_unref, NULL);
  walk.old = old;
  walk.new = count->counts;
  *words = 0;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    *words += count_node (&walk, bt_plan_get_part (plan, parts[i]), 1);

  return !walk.stopped;
}
