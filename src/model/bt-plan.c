/* A plan (kế hoạch): the immutable tree, the index that finds a node in it, and the invariant checker. */
#include "bt-plan.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-links.h"
#include "bt-marks.h"
#include "bt-plan-private.h"
#include "bt-referrers.h"
#include "bt-schema.h"
#include "bt-table.h"

struct _BtPlan
{
  gatomicrefcount ref_count;
  guint n_nodes;
  BtNode *root;
  BtIndex *index;
  BtReferrers *referrers; /* NULL until it is asked for; atomic */
};

/* Takes @root and @index over. */
BtPlan *
bt_plan_new_from_parts (BtNode *root, BtIndex *index, guint n_nodes)
{
  BtPlan *plan = g_new (BtPlan, 1);

  g_atomic_ref_count_init (&plan->ref_count);
  plan->root = root;
  plan->index = index;
  plan->n_nodes = n_nodes;
  plan->referrers = NULL;
  return plan;
}

BtIndex *
bt_plan_get_index (const BtPlan *plan)
{
  return plan->index;
}

/* Whether it was asked who names whom. */
gboolean
bt_plan_knows_referrers (BtPlan *plan)
{
  return g_atomic_pointer_get (&plan->referrers) != NULL;
}

/* Hands on to @plan, which nobody else has yet, who names whom in the plan before. */
void
bt_plan_share_referrers (BtPlan *plan, BtPlan *before)
{
  plan->referrers = bt_referrers_ref (g_atomic_pointer_get (&before->referrers));
}

/* Two threads may both make the table; one of the two, which are equal, is kept. */
static const BtReferrers *
get_referrers (BtPlan *plan)
{
  if (!bt_plan_knows_referrers (plan))
    {
      BtReferrers *referrers = bt_referrers_new (plan->root);

      if (!g_atomic_pointer_compare_and_exchange (&plan->referrers, NULL, referrers))
        bt_referrers_unref (referrers);
    }
  return g_atomic_pointer_get (&plan->referrers);
}

/**
 * bt_plan_get_referrers:
 * @plan: a plan
 * @id: a node of it
 *
 * Returns: (transfer container) (element-type BtNode): the nodes whose marks name @id: its ghosts, the paragraphs split
 *   from it or joined to it; they live as long as @plan
 */
GPtrArray *
bt_plan_get_referrers (BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);
  return bt_referrers_find (get_referrers (plan), plan, id);
}

/* Adds @node and all below it. */
BtIndex *
bt_index_insert_tree (BtIndex *index, BtNode *node, const char *parent_id)
{
  index = bt_index_insert (index, (char *) bt_node_get_id (node), (char *) parent_id);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    index = bt_index_insert_tree (index, bt_node_get_child (node, i), bt_node_get_id (node));
  return index;
}

/* Removes @node and all below it. */
BtIndex *
bt_index_remove_tree (BtIndex *index, BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    index = bt_index_remove_tree (index, bt_node_get_child (node, i));
  return bt_index_remove (index, bt_node_get_id (node));
}

/* How many nodes there are from @node down. */
guint
bt_node_count (const BtNode *node)
{
  guint count = 1;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    count += bt_node_count (bt_node_get_child (node, i));
  return count;
}

/* Checks @node and all below it; collects the nodes by their ids, each of which may stand once. */
gboolean
bt_node_check_tree (const BtNode *node, guint depth, GHashTable *ids, GError **error)
{
  if (depth >= BT_MAX_DEPTH)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT, _("the plan is nested deeper than %d levels"), BT_MAX_DEPTH);
      return FALSE;
    }
  if (!bt_node_check (node, error))
    return FALSE;
  if (!g_hash_table_insert (ids, (gpointer) bt_node_get_id (node), (gpointer) node))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _("the id “%s” stands twice"), bt_node_get_id (node));
      return FALSE;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!bt_node_check_tree (bt_node_get_child (node, i), depth + 1, ids, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_rows (const BtNode *table, GError **error)
{
  guint n_leaves = bt_table_get_n_leaves (table);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      if (bt_node_get_kind (row) != BT_NODE_ROW)
        continue;
      guint n_cells = 0;
      for (guint j = 0; j < bt_node_get_n_children (row); j++)
        n_cells += bt_node_get_kind (bt_node_get_child (row, j)) == BT_NODE_CELL;
      if (n_cells != n_leaves)
        {
          g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _("row “%s” has %u cells for %u columns"),
                       bt_node_get_id (row), n_cells, n_leaves);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_tables (const BtNode *node, GError **error)
{
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return check_rows (node, error);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_tables (bt_node_get_child (node, i), error))
      return FALSE;
  return TRUE;
}

typedef struct
{
  GHashTable *changes;
  const char *unknown;
} ChangeCheck;

static void
check_change_cb (const char *change, gpointer data)
{
  ChangeCheck *check = data;
  if (check->unknown == NULL && !g_hash_table_contains (check->changes, change))
    check->unknown = change;
}

static gboolean
check_marks (const BtNode *node, GHashTable *ids, ChangeCheck *check, GError **error)
{
  if (!bt_node_check_marks (node, ids, error))
    return FALSE;
  bt_node_foreach_change (node, check_change_cb, check);
  if (check->unknown != NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _("the change “%s” is not recorded in the plan"),
                   check->unknown);
      return FALSE;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_marks (bt_node_get_child (node, i), ids, check, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_anchors (const BtNode *node, GHashTable *threads, GError **error)
{
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  for (guint i = 0; i < n_anchors; i++)
    if (!g_hash_table_contains (threads, anchors[i].thread))
      {
        g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _("the comment “%s” is not recorded in the plan"),
                     anchors[i].thread);
        return FALSE;
      }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_anchors (bt_node_get_child (node, i), threads, error))
      return FALSE;
  return TRUE;
}

/* The ids of a list's records: changes, comments. */
static GHashTable *
get_record_ids (const BtNode *list)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    g_hash_table_add (ids, (gpointer) bt_node_get_id (bt_node_get_child (list, i)));
  return ids;
}

/* Each change is somebody's. */
static gboolean
check_authors (const BtNode *list, GError **error)
{
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    {
      const BtNode *record = bt_node_get_child (list, i);
      const char *author = bt_node_get_attr (record, "author");
      if (bt_node_get_kind (record) != BT_NODE_CHANGE || (author != NULL && *author != '\0'))
        continue;
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _("the change “%s” does not say who made it"),
                   bt_node_get_id (record));
      return FALSE;
    }
  return TRUE;
}

/* What no single node shows: rows as wide as their table, marks whose change and comment is recorded. */
static gboolean
check_whole (BtNode *root, GHashTable *ids, GError **error)
{
  g_autoptr (GHashTable) changes =
      get_record_ids (bt_node_get_child_of_kind (root, BT_NODE_CHANGES));
  g_autoptr (GHashTable) threads =
      get_record_ids (bt_node_get_child_of_kind (root, BT_NODE_COMMENTS));
  ChangeCheck check = { changes, NULL };

  return check_tables (root, error)
         && check_authors (bt_node_get_child_of_kind (root, BT_NODE_CHANGES), error)
         && check_marks (root, ids, &check, error) && bt_links_check (root, ids, error)
         && check_anchors (root, threads, error);
}

/**
 * bt_plan_new:
 * @root: a node of kind %BT_NODE_PLAN
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a plan of that tree, checked; %NULL with %BT_ERROR_INVALID or %BT_ERROR_LIMIT
 *   where the tree is no plan
 */
BtPlan *
bt_plan_new (BtNode *root, GError **error)
{
  g_return_val_if_fail (root != NULL, NULL);

  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (bt_node_get_kind (root) != BT_NODE_PLAN)
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID, _("the document is not a plan"));
      return NULL;
    }
  if (!bt_node_check_tree (root, 0, ids, error) || !check_whole (root, ids, error))
    return NULL;
  return bt_plan_new_from_parts (bt_node_ref (root), bt_index_insert_tree (NULL, root, NULL),
                                 g_hash_table_size (ids));
}

/**
 * bt_plan_new_blank:
 *
 * Returns: (transfer full): a plan that has all its parts and no word in them; a draft, on paper
 */
BtPlan *
bt_plan_new_blank (void)
{
  g_autoptr (GError) error = NULL;
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, NULL);

  bt_node_builder_set_attr (builder, "profile", "nd30-2020");
  bt_node_builder_set_attr (builder, "medium", "paper");
  bt_node_builder_set_attr (builder, "state", "draft");
  g_autoptr (BtNode) bare = bt_node_builder_end (builder);
  g_autoptr (BtNode) root = bt_node_complete (bare);
  BtPlan *plan = bt_plan_new (root, &error);
  g_assert_no_error (error);
  return plan;
}

/**
 * bt_plan_ref:
 * @plan: a plan
 *
 * Returns: (transfer full): @plan; safe from any thread
 */
BtPlan *
bt_plan_ref (BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  g_atomic_ref_count_inc (&plan->ref_count);
  return plan;
}

/**
 * bt_plan_unref:
 * @plan: (transfer full): a plan
 */
void
bt_plan_unref (BtPlan *plan)
{
  g_return_if_fail (plan != NULL);
  if (!g_atomic_ref_count_dec (&plan->ref_count))
    return;
  bt_node_unref (plan->root);
  bt_index_unref (plan->index);
  g_clear_pointer (&plan->referrers, bt_referrers_unref);
  g_free (plan);
}

/**
 * bt_plan_get_root:
 * @plan: a plan
 *
 * Returns: (transfer none): the root of its tree
 */
BtNode *
bt_plan_get_root (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return plan->root;
}

/**
 * bt_plan_get_part:
 * @plan: a plan
 * @kind: one of the root's parts: %BT_NODE_HEADER, %BT_NODE_BODY …
 *
 * Returns: (transfer none): that part, which is always there
 */
BtNode *
bt_plan_get_part (const BtPlan *plan, BtNodeKind kind)
{
  g_return_val_if_fail (plan != NULL, NULL);
  return bt_node_get_child_of_kind (plan->root, kind);
}

/**
 * bt_plan_get_field:
 * @plan: a plan
 * @field: a kind of the header or the signature: %BT_NODE_SUBJECT, %BT_NODE_SIGNER …
 *
 * Returns: (transfer none): the characters of that field
 */
const char *
bt_plan_get_field (const BtPlan *plan, BtNodeKind field)
{
  g_return_val_if_fail (plan != NULL, NULL);

  BtNode *node = bt_node_get_child_of_kind (bt_plan_get_part (plan, BT_NODE_HEADER), field);
  if (node == NULL)
    node = bt_node_get_child_of_kind (bt_plan_get_part (plan, BT_NODE_SIGNATURE), field);
  return node != NULL ? bt_node_get_string (node) : "";
}

/**
 * bt_plan_get_n_nodes:
 * @plan: a plan
 *
 * Returns: how many nodes it has, the root included
 */
guint
bt_plan_get_n_nodes (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, 0);
  return plan->n_nodes;
}

/**
 * bt_plan_has_node:
 * @plan: a plan
 * @id: an id
 *
 * Returns: whether a node of that id is in the plan
 */
gboolean
bt_plan_has_node (const BtPlan *plan, const char *id)
{
  gboolean found;

  g_return_val_if_fail (plan != NULL && id != NULL, FALSE);
  bt_index_lookup (plan->index, id, &found);
  return found;
}

static guint
child_position (const BtNode *parent, const char *id)
{
  guint position = 0;

  if (!bt_node_find_child (parent, id, &position))
    g_return_val_if_reached (0);
  return position;
}

/**
 * bt_plan_get_path:
 * @plan: a plan
 * @id: an id
 *
 * Returns: (transfer full) (nullable) (element-type BtNode): the nodes from the root to that node, both included, which
 *   live as long as @plan; %NULL where there is no such node
 */
GPtrArray *
bt_plan_get_path (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  gboolean found = TRUE;
  for (const char *up = id; up != NULL; up = bt_index_lookup (plan->index, up, &found))
    g_ptr_array_add (ids, (gpointer) up);
  if (!found)
    return NULL;

  GPtrArray *path = g_ptr_array_sized_new (ids->len);
  BtNode *node = plan->root;
  g_ptr_array_add (path, node);
  for (guint i = ids->len - 1; i > 0; i--)
    {
      node = bt_node_get_child (node, child_position (node, ids->pdata[i - 1]));
      g_ptr_array_add (path, node);
    }
  return path;
}

/**
 * bt_plan_get_node:
 * @plan: a plan
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the node of that id, %NULL where there is none
 */
BtNode *
bt_plan_get_node (const BtPlan *plan, const char *id)
{
  gboolean found;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  const char *parent_id = bt_index_lookup (plan->index, id, &found);
  if (!found)
    return NULL;
  if (parent_id == NULL)
    return plan->root;
  BtNode *parent = bt_plan_get_node (plan, parent_id);
  return bt_node_get_child (parent, child_position (parent, id));
}

/**
 * bt_plan_get_parent:
 * @plan: a plan
 * @id: an id
 * @position: (out) (optional): where the node stands among its parent's children
 *
 * Returns: (transfer none) (nullable): the parent of that node; %NULL for the root and for an unknown id
 */
BtNode *
bt_plan_get_parent (const BtPlan *plan, const char *id, guint *position)
{
  gboolean found;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  const char *parent_id = bt_index_lookup (plan->index, id, &found);
  if (parent_id == NULL)
    return NULL;
  BtNode *parent = bt_plan_get_node (plan, parent_id);
  if (position != NULL)
    *position = child_position (parent, id);
  return parent;
}

/**
 * bt_plan_get_parent_id:
 * @plan: a plan
 * @id: an id
 *
 * What bt_plan_get_parent() finds, without looking for the node itself.
 *
 * Returns: (transfer none) (nullable): the id of the parent of that node; %NULL for the root and for an unknown id
 */
const char *
bt_plan_get_parent_id (const BtPlan *plan, const char *id)
{
  gboolean found;

  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  return bt_index_lookup (plan->index, id, &found);
}

static gboolean
check_index (const BtPlan *plan, const BtNode *node, const char *parent_id, GError **error)
{
  gboolean found;
  const char *known = bt_index_lookup (plan->index, bt_node_get_id (node), &found);

  if (!found || g_strcmp0 (known, parent_id) != 0)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, "the index is wrong about “%s”", bt_node_get_id (node));
      return FALSE;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_index (plan, bt_node_get_child (node, i), bt_node_get_id (node), error))
      return FALSE;
  return TRUE;
}

/**
 * bt_plan_check:
 * @plan: a plan
 * @error: return location
 *
 * The invariant checker: schema, ids, texts, tables, marks, and the index against the tree. Steps keep all of it but
 * what needs several steps (a column and its cells), so commands call it when they are done, and tests after
 * everything.
 *
 * Returns: whether all holds; %BT_ERROR_INVALID otherwise
 */
gboolean
bt_plan_check (const BtPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);

  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  if (!bt_node_check_tree (plan->root, 0, ids, error) || !check_whole (plan->root, ids, error) ||
      !check_index (plan, plan->root, NULL, error))
    return FALSE;
  if (g_hash_table_size (ids) != plan->n_nodes)
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_INVALID, "the count of nodes is wrong");
      return FALSE;
    }
  return TRUE;
}
