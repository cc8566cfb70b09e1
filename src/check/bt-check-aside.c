/* Findings that somebody has set aside: a settled comment thread of the plan names their rule, place and words. */
#include "bt-check-private.h"
#include "bt-intern.h"

/* Both sides of a comparison are made of the same: an attribute holds no line breaks. */
static char *
make_key (const char *rule, const char *node, const char *quote)
{
  return g_strdelimit (g_strjoin ("|", rule, node, quote, NULL), "\n\t", ' ');
}

static const char *
get_attr (const BtNode *node, const char *name)
{
  const char *value = bt_node_get_attr (node, name);
  return value != NULL ? value : "";
}

/* What is set aside, by rule, node and words, to the interned id of the thread that says so. */
static GHashTable *
read_threads (const BtPlan *plan)
{
  GHashTable *asides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const BtNode *threads = bt_plan_get_part (plan, BT_NODE_COMMENTS);

  for (guint i = 0; i < bt_node_get_n_children (threads); i++)
    {
      const BtNode *thread = bt_node_get_child (threads, i);
      if (bt_node_get_kind (thread) != BT_NODE_THREAD || bt_node_get_attr (thread, "rule") == NULL
          || bt_node_get_attr (thread, "resolved") == NULL)
        continue;
      g_hash_table_insert (asides,
                           make_key (bt_node_get_attr (thread, "rule"), get_attr (thread, "node"),
                                     get_attr (thread, "quote")),
                           (gpointer) bt_intern (bt_node_get_id (thread)));
    }
  return asides;
}

static const char *
find_thread (GHashTable *asides, const char *rule, const char *node, const char *quote)
{
  g_autofree char *key = make_key (rule, node, quote);
  return g_hash_table_lookup (asides, key);
}

/* Notes in the findings which of them the plan's threads set aside, alone or with all of their rule. */
void
bt_check_set_aside (const BtPlan *plan, GPtrArray *findings)
{
  g_autoptr (GHashTable) asides = read_threads (plan);
  const char *root = bt_node_get_id (bt_plan_get_root (plan));

  for (guint i = 0; i < findings->len && g_hash_table_size (asides) > 0; i++)
    {
      BtFinding *finding = findings->pdata[i];
      finding->aside = find_thread (asides, finding->rule->name, finding->node, finding->quote);
      if (finding->aside == NULL)
        finding->aside = find_thread (asides, finding->rule->name, root, "");
    }
}
