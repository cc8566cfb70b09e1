/* Which moves, splits and joins depend on each other.
 *
 * Those that concern one part, or a part inside another one's part, are one tangle: what comes of them
 * depends on the order in which they are carried out. So they are carried out together, in an order of
 * their own, when all of them have been decided. */
#include "bt-tangle.h"

#include <string.h>

struct _BtTangle
{
  const BtStepRun *run; /* that may be stopped meanwhile */
  GHashTable *parents;  /* of the union-find forest: interned id to interned id */
  GHashTable *involved; /* interned ids of what is moved, split or joined */
  GHashTable *open;     /* roots of tangles in which something waits for its decision */
};

static const char *
find_root (BtTangle *tangle, const char *id)
{
  const char *parent = g_hash_table_lookup (tangle->parents, id);

  if (parent == NULL || parent == id)
    return id;
  const char *root = find_root (tangle, parent);
  g_hash_table_insert (tangle->parents, (gpointer) id, (gpointer) root);
  return root;
}

static void
tie (BtTangle *tangle, const char *a, const char *b)
{
  const char *root_a = find_root (tangle, a), *root_b = find_root (tangle, b);

  if (root_a != root_b)
    g_hash_table_insert (tangle->parents, (gpointer) root_a, (gpointer) root_b);
}

/* Ties @node to what its attribute @pointer names. */
static void
tie_to (BtTangle *tangle, const BtNode *node, const char *pointer)
{
  const char *other = bt_node_get_attr (node, pointer);
  if (other == NULL)
    return;

  const char *id = bt_intern (bt_node_get_id (node));
  other = bt_intern (other);
  g_hash_table_add (tangle->involved, (gpointer) id);
  g_hash_table_add (tangle->involved, (gpointer) other);
  tie (tangle, id, other);
}

static void
tie_pairs (BtTangle *tangle, const BtNode *node)
{
  if (!bt_node_has_marks (node))
    return;
  tie_to (tangle, node, "of");
  tie_to (tangle, node, "split-of");
  tie_to (tangle, node, "join-to");
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    tie_pairs (tangle, bt_node_get_child (node, i));
}

/* @outer is the nearest part around that is involved itself, or NULL. */
static void
tie_nested (BtTangle *tangle, const BtNode *node, const char *outer)
{
  const char *id = bt_intern (bt_node_get_id (node));

  if (bt_step_run_is_stopped (tangle->run, NULL))
    return;
  if (g_hash_table_contains (tangle->involved, id))
    {
      if (outer != NULL)
        tie (tangle, id, outer);
      outer = id;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    tie_nested (tangle, bt_node_get_child (node, i), outer);
}

static gboolean
waits (const BtNode *node)
{
  static const char *const marks[][2] = { { "of", "verdict" },
                                          { "split", "split-verdict" },
                                          { "join", "join-verdict" } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (bt_node_get_attr (node, marks[i][0]) != NULL
        && bt_node_get_attr (node, marks[i][1]) == NULL)
      return TRUE;
  return FALSE;
}

static void
note_open (BtTangle *tangle, const BtNode *node)
{
  if (!bt_node_has_marks (node))
    return;
  if (waits (node))
    g_hash_table_add (tangle->open,
                      (gpointer) find_root (tangle, bt_intern (bt_node_get_id (node))));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_open (tangle, bt_node_get_child (node, i));
}

/**
 * bt_tangle_new:
 * @run: a run, which outlives the tangle
 *
 * Returns: (transfer full): what depends on what in the plan that the run has made so far; not all of it where the run
 *   was stopped meanwhile
 */
BtTangle *
bt_tangle_new (const BtStepRun *run)
{
  g_return_val_if_fail (run != NULL, NULL);

  const BtPlan *plan = bt_step_run_get_plan (run);
  BtTangle *tangle = g_new (BtTangle, 1);
  tangle->run = run;
  tangle->parents = g_hash_table_new (NULL, NULL);
  tangle->involved = g_hash_table_new (NULL, NULL);
  tangle->open = g_hash_table_new (NULL, NULL);
  tie_pairs (tangle, bt_plan_get_root (plan));
  tie_nested (tangle, bt_plan_get_root (plan), NULL);
  note_open (tangle, bt_plan_get_root (plan));
  return tangle;
}

/**
 * bt_tangle_free:
 * @tangle: (transfer full): a tangle
 */
void
bt_tangle_free (BtTangle *tangle)
{
  g_return_if_fail (tangle != NULL);

  g_hash_table_unref (tangle->parents);
  g_hash_table_unref (tangle->involved);
  g_hash_table_unref (tangle->open);
  g_free (tangle);
}

/**
 * bt_tangle_is_decided:
 * @tangle: a tangle
 * @id: a ghost, or a paragraph that is split or joined
 *
 * Returns: whether all that depends on it, and all it depends on, has been decided
 */
gboolean
bt_tangle_is_decided (BtTangle *tangle, const char *id)
{
  g_return_val_if_fail (tangle != NULL && id != NULL, FALSE);

  return !g_hash_table_contains (tangle->open, find_root (tangle, bt_intern (id)));
}
