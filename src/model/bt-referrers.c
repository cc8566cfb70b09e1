/* Which nodes of a plan name which others in their marks: ghosts, paragraphs split from one or joined to it. Every key
 * asks for it, hardly any changes it, so plans that follow each other share one table. */
#include "bt-referrers.h"

#include <string.h>

#include "bt-intern.h"

/* One node names another; both strings are interned. */
typedef struct
{
  const char *target, *referrer;
} Entry;

struct _BtReferrers
{
  gatomicrefcount ref_count;
  GArray *entries; /* of Entry, by target, those of one target in the order of the plan */
};

/**
 * bt_attr_is_pointer:
 * @name: an attribute's name
 *
 * Returns: whether its value is the id of another node that the mark is about
 */
gboolean
bt_attr_is_pointer (const char *name)
{
  return strcmp (name, "of") == 0 || strcmp (name, "split-of") == 0 || strcmp (name, "join-to") == 0;
}

/**
 * bt_node_has_pointers:
 * @node: (nullable): a node
 *
 * Returns: whether it, or a node below it, names another
 */
gboolean
bt_node_has_pointers (const BtNode *node)
{
  guint n_attrs;

  if (node == NULL || !bt_node_has_marks (node))
    return FALSE;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  for (guint i = 0; i < n_attrs; i++)
    if (bt_attr_is_pointer (attrs[i].name))
      return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_has_pointers (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

static void
collect (GArray *entries, const BtNode *node)
{
  guint n_attrs;

  if (!bt_node_has_marks (node))
    return;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  for (guint i = 0; i < n_attrs; i++)
    if (bt_attr_is_pointer (attrs[i].name))
      {
        const Entry entry = { bt_intern (attrs[i].value), bt_intern (bt_node_get_id (node)) };
        g_array_append_val (entries, entry);
      }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect (entries, bt_node_get_child (node, i));
}

static gint
compare_targets (gconstpointer a, gconstpointer b)
{
  return strcmp (((const Entry *) a)->target, ((const Entry *) b)->target);
}

/**
 * bt_referrers_new:
 * @root: of a plan
 *
 * Returns: (transfer full): what names what in it
 */
BtReferrers *
bt_referrers_new (BtNode *root)
{
  BtReferrers *referrers = g_new (BtReferrers, 1);

  g_atomic_ref_count_init (&referrers->ref_count);
  referrers->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  collect (referrers->entries, root);
  g_array_sort (referrers->entries, compare_targets);
  return referrers;
}

/** bt_referrers_ref: Returns: (transfer full): @referrers; safe from any thread */
BtReferrers *
bt_referrers_ref (BtReferrers *referrers)
{
  g_atomic_ref_count_inc (&referrers->ref_count);
  return referrers;
}

/** bt_referrers_unref: lets go of @referrers */
void
bt_referrers_unref (BtReferrers *referrers)
{
  if (!g_atomic_ref_count_dec (&referrers->ref_count))
    return;
  g_array_unref (referrers->entries);
  g_free (referrers);
}

/* The first entry of @id, or of the id that comes next. */
static guint
find_first (const BtReferrers *referrers, const char *id)
{
  guint low = 0, high = referrers->entries->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (strcmp (g_array_index (referrers->entries, Entry, middle).target, id) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * bt_referrers_find:
 * @referrers: what names what in @plan
 * @plan: a plan
 * @id: a node's id
 *
 * Returns: (transfer container) (element-type BtNode): the nodes that name it, each once; they live as long as @plan
 */
GPtrArray *
bt_referrers_find (const BtReferrers *referrers, const BtPlan *plan, const char *id)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = find_first (referrers, id); i < referrers->entries->len; i++)
    {
      const Entry *entry = &g_array_index (referrers->entries, Entry, i);

      if (strcmp (entry->target, id) != 0)
        break;
      BtNode *node = bt_plan_get_node (plan, entry->referrer);
      if (!g_ptr_array_find (found, node, NULL))
        g_ptr_array_add (found, node);
    }
  return found;
}
