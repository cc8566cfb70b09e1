/* A reviewer's copy, made to fit the base before it is merged.
 *
 * What every part of its kind has (the columns and the rows of a table, the title of an appendix, the fields of the
 * header) is the base's wherever the part is, whatever its id has become in another program. Cells belong to a row and
 * a column of one table: a row or a column that stands in another table than in the base, or a column that was moved
 * without tracking, has gone, and another one has come. */
#include <string.h>

#include "bt-id.h"
#include "bt-merge-private.h"
#include "bt-rise.h"
#include "bt-schema.h"

typedef struct
{
  const BtPlan *base;
  GHashTable *homes;   /* interned ids of the rows and columns of the base, to those of their tables */
  GHashTable *renamed; /* interned ids of the copy, to those that they have got */
} Fit;

/* Whether every part of the kind @parent has one child of the kind. */
static gboolean
is_always_there (BtNodeKind parent, BtNodeKind kind)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (parent, &n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (parts[i] == kind)
      return TRUE;
  return FALSE;
}

/* What cells belong to. A row of a group has none, and may go to another table. */
static gboolean
has_cells (BtNodeKind kind)
{
  return kind == BT_NODE_ROW || kind == BT_NODE_COLUMN;
}

static void
note_homes (const BtNode *node, const char *table, GHashTable *homes)
{
  BtNodeKind kind = bt_node_get_kind (node);

  if (kind == BT_NODE_TABLE)
    table = bt_intern (bt_node_get_id (node));
  else if (has_cells (kind))
    g_hash_table_insert (homes, (gpointer) bt_intern (bt_node_get_id (node)), (gpointer) table);
  if (kind == BT_NODE_ROW)
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    note_homes (bt_node_get_child (node, i), table, homes);
}

static int
find_child (const BtNode *parent, const char *id)
{
  for (guint i = 0; parent != NULL && i < bt_node_get_n_children (parent); i++)
    if (g_strcmp0 (bt_node_get_id (bt_node_get_child (parent, i)), id) == 0)
      return (int) i;
  return -1;
}

/* Which of the children of @own stand there in the order of @old. */
static gboolean *
find_staying (const BtNode *own, const BtNode *old)
{
  guint n = bt_node_get_n_children (own);
  g_autofree int *places = g_new (int, n + 1);
  gboolean *stays = g_new0 (gboolean, n + 1);

  for (guint i = 0; i < n; i++)
    places[i] = find_child (old, bt_node_get_id (bt_node_get_child (own, i)));
  bt_longest_rise (places, n, stays);
  return stays;
}

/* What the base has in the place of a child that is always there; NULL where the base has not got @old. */
static const char *
get_part_id (const BtNode *own, const BtNode *old, const BtNode *child)
{
  BtNodeKind kind = bt_node_get_kind (child);
  gboolean known = old != NULL && is_always_there (bt_node_get_kind (own), kind);
  const BtNode *part = known && bt_node_get_child_of_kind (own, kind) == child ? bt_node_get_child_of_kind (old, kind)
                                                                               : NULL;

  return part != NULL ? bt_node_get_id (part) : NULL;
}

/* Whether the id of @child stands for something else in the base. */
static gboolean
is_elsewhere (const Fit *fit, const BtNode *own, const BtNode *child, const char *table, gboolean stays)
{
  BtNodeKind kind = bt_node_get_kind (child);
  const char *id = bt_node_get_id (child);

  if (is_always_there (bt_node_get_kind (own), kind))
    return bt_plan_has_node (fit->base, id);
  if (!has_cells (kind) || !g_hash_table_contains (fit->homes, bt_intern (id)))
    return FALSE;
  return g_hash_table_lookup (fit->homes, bt_intern (id)) != table || (kind == BT_NODE_COLUMN && !stays);
}

static BtNode *fit_node (Fit *fit, BtNode *own, const char *id, const char *table);

static BtNode *
fit_child (Fit *fit, BtNode *own, BtNode *old, BtNode *child, const char *table, gboolean stays)
{
  const char *id = bt_node_get_id (child), *part = get_part_id (own, old, child);
  g_autofree char *new = part == NULL && is_elsewhere (fit, own, child, table, stays) ? bt_id_new ('n') : NULL;
  const char *name = part != NULL ? part : new != NULL ? new : id;

  if (strcmp (name, id) != 0)
    g_hash_table_insert (fit->renamed, (gpointer) bt_intern (id), (gpointer) bt_intern (name));
  return fit_node (fit, child, name, table);
}

/* @own with that id, all below it fitted; @table is the table that it stands in. */
static BtNode *
fit_node (Fit *fit, BtNode *own, const char *id, const char *table)
{
  BtNode *old = bt_plan_get_node (fit->base, id);
  g_autofree gboolean *stays = find_staying (own, old);
  BtNodeKind kind = bt_node_get_kind (own);
  gboolean same = strcmp (id, bt_node_get_id (own)) == 0;

  if (old == own || (kind == BT_NODE_ROW && same))
    return bt_node_ref (own);
  if (kind == BT_NODE_TABLE)
    table = bt_intern (id);
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);
  bt_node_builder_copy_attrs (builder, own);
  if (bt_node_get_text (own) != NULL)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (own)));
  for (guint i = 0; i < bt_node_get_n_children (own); i++)
    {
      BtNode *child = bt_node_get_child (own, i);
      BtNode *fitted = fit_child (fit, own, old, child, table, stays[i]);
      same = same && fitted == child;
      bt_node_builder_take_child (builder, fitted);
    }
  g_autoptr (BtNode) made = bt_node_builder_end (builder);
  return bt_node_ref (same ? own : made);
}

/* What has got another id is called by that wherever the copy speaks of it. */
static BtNode *
follow (const Fit *fit, BtNode *node)
{
  static const char *const pointers[] = { "of", "split-of", "join-to", "join-after", "node" };
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), bt_node_get_id (node));

  bt_node_builder_copy_attrs (builder, node);
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (node)));
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    {
      const char *target = bt_node_get_attr (node, pointers[i]);
      const char *renamed = target != NULL ? g_hash_table_lookup (fit->renamed, bt_intern (target)) : NULL;
      if (renamed != NULL)
        bt_node_builder_set_attr (builder, pointers[i], renamed);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    bt_node_builder_take_child (builder, follow (fit, bt_node_get_child (node, i)));
  return bt_node_builder_end (builder);
}

/* Gives the parts of the copy the ids by which the base knows them, others where they only seem to be the base's. */
gboolean
bt_merge_fit_copy (BtMerge *merge, BtReviewer *reviewer, GError **error)
{
  g_autoptr (GHashTable) homes = g_hash_table_new (NULL, NULL), renamed = g_hash_table_new (NULL, NULL);
  Fit fit = { merge->base, homes, renamed };
  BtNode *root = bt_plan_get_root (reviewer->plan);

  note_homes (bt_plan_get_root (merge->base), NULL, homes);
  g_autoptr (BtNode) fitted = fit_node (&fit, root, bt_node_get_id (root), NULL);
  if (fitted == root)
    return TRUE;
  g_autoptr (BtNode) followed = follow (&fit, fitted);
  BtPlan *plan = bt_plan_new (followed, error);
  if (plan == NULL)
    return FALSE;
  bt_plan_unref (reviewer->plan);
  reviewer->plan = plan;
  return TRUE;
}
