/* What became of a table: its columns matched by id, then by title, then by place, and its cells under them. A column
 * that stands in another order went and came: its cells cannot move with it. */
#include "bt-compare-private.h"

#include <string.h>

#include "bt-rise.h"

/* The columns at one level of the two tables, and which is which. */
typedef struct
{
  GPtrArray *old, *new; /* of BtNode */
  int *old_match, *new_match;
} Level;

static GPtrArray *
get_columns (BtNode *parent)
{
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; parent != NULL && i < bt_node_get_n_children (parent); i++)
    if (bt_node_get_kind (bt_node_get_child (parent, i)) == BT_NODE_COLUMN)
      g_ptr_array_add (columns, bt_node_get_child (parent, i));
  return columns;
}

static gboolean
is_group (const BtNode *column)
{
  return bt_node_get_child_of_kind (column, BT_NODE_COLUMN) != NULL;
}

static gboolean
has_same_id (const BtNode *a, const BtNode *b)
{
  return strcmp (bt_node_get_id (a), bt_node_get_id (b)) == 0;
}

static gboolean
has_same_title (const BtNode *a, const BtNode *b)
{
  return strcmp (bt_node_get_string (a), bt_node_get_string (b)) == 0
         && bt_node_get_string (a)[0] != '\0';
}

static void
pair_columns (Level *level, gboolean (*same) (const BtNode *, const BtNode *))
{
  for (guint i = 0; i < level->new->len; i++)
    for (guint j = 0; level->new_match[i] < 0 && j < level->old->len; j++)
      if (level->old_match[j] < 0
          && is_group (level->new->pdata[i]) == is_group (level->old->pdata[j])
          && same (level->old->pdata[j], level->new->pdata[i]))
        {
          level->new_match[i] = (int) j;
          level->old_match[j] = (int) i;
        }
}

/* Those that stand in another order do not match. */
static void
keep_order (Level *level)
{
  g_autofree gboolean *chosen = g_new0 (gboolean, level->new->len + 1);

  bt_longest_rise (level->new_match, level->new->len, chosen);
  for (guint i = 0; i < level->new->len; i++)
    if (level->new_match[i] >= 0 && !chosen[i])
      {
        level->old_match[level->new_match[i]] = -1;
        level->new_match[i] = -1;
      }
}

/* Between two that match, as many on both sides are the same ones under other titles. */
static void
pair_gap (Level *level, guint old_start, guint old_end, guint new_start, guint new_end)
{
  if (old_end - old_start != new_end - new_start)
    return;
  for (guint i = 0; i < new_end - new_start; i++)
    if (is_group (level->old->pdata[old_start + i]) == is_group (level->new->pdata[new_start + i]))
      {
        level->new_match[new_start + i] = (int) (old_start + i);
        level->old_match[old_start + i] = (int) (new_start + i);
      }
}

static void
pair_gaps (Level *level)
{
  guint old_start = 0, new_start = 0;

  for (guint i = 0; i <= level->new->len; i++)
    {
      if (i < level->new->len && level->new_match[i] < 0)
        continue;
      guint old_end = i < level->new->len ? (guint) level->new_match[i] : level->old->len;
      pair_gap (level, old_start, old_end, new_start, i);
      old_start = old_end + 1;
      new_start = i + 1;
    }
}

static void
level_init (Level *level, BtNode *old, BtNode *new)
{
  *level = (Level){ get_columns (old), get_columns (new), NULL, NULL };
  level->old_match = g_new (int, level->old->len + 1);
  level->new_match = g_new (int, level->new->len + 1);
  for (guint i = 0; i < level->old->len; i++)
    level->old_match[i] = -1;
  for (guint i = 0; i < level->new->len; i++)
    level->new_match[i] = -1;
  pair_columns (level, has_same_id);
  pair_columns (level, has_same_title);
  keep_order (level);
  pair_gaps (level);
}

static void
level_clear (Level *level)
{
  g_ptr_array_unref (level->old);
  g_ptr_array_unref (level->new);
  g_free (level->old_match);
  g_free (level->new_match);
}

/* The columns of the result in the making. */
typedef struct
{
  BtComparison *comparison;
  GArray *leaves; /* of BtLeaf */
  int n_old, n_new;
} Columns;

static void
add_leaf (Columns *columns, gboolean old, gboolean new, const char *change)
{
  BtLeaf leaf = { old ? columns->n_old++ : -1, new ? columns->n_new++ : -1, change };
  g_array_append_val (columns->leaves, leaf);
}

static void merge_columns (Columns *columns, BtNodeBuilder *builder, BtNode *old, BtNode *new,
                           const char *change);

/* A column that came (@old is NULL), went (@new is NULL), or stayed. @change is that of the group it is in. */
static BtNode *
merge_column (Columns *columns, BtNode *old, BtNode *new, const char *change)
{
  BtSpot spot = { columns->comparison, change };
  BtNodeBuilder *builder =
      old == NULL
          ? bt_comparison_begin_inserted (new, bt_comparison_free_id (columns->comparison, new),
                                          &spot)
      : new == NULL ? bt_comparison_begin_deleted (old, &spot)
                    : bt_comparison_begin_matched (old, new, &spot);
  const char *own = old == NULL || new == NULL ? spot.change : NULL;

  if (!is_group (old != NULL ? old : new))
    add_leaf (columns, old != NULL, new != NULL, own);
  merge_columns (columns, builder, old, new, own);
  return bt_node_builder_end (builder);
}

/* Foreign elements go along with what they stand in. */
static void
add_foreign (BtComparison *comparison, BtNodeBuilder *builder, BtNode *old, BtNode *new)
{
  BtNode *node = old != NULL ? old : new;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      if (bt_node_get_kind (child) == BT_NODE_FOREIGN)
        bt_node_builder_take_child (builder, old != NULL ? bt_node_ref (child)
                                                         : bt_comparison_copy (comparison, child));
    }
}

static void
merge_columns (Columns *columns, BtNodeBuilder *builder, BtNode *old, BtNode *new,
               const char *change)
{
  Level level;
  guint j = 0;

  level_init (&level, old, new);
  for (guint i = 0; i <= level.new->len; i++)
    {
      guint stop = i == level.new->len       ? level.old->len
                   : level.new_match[i] >= 0 ? (guint) level.new_match[i]
                                             : j;
      for (; j < stop; j++)
        bt_node_builder_take_child (builder,
                                    merge_column (columns, level.old->pdata[j], NULL, change));
      if (i == level.new->len)
        break;
      BtNode *match = level.new_match[i] >= 0 ? level.old->pdata[j++] : NULL;
      bt_node_builder_take_child (builder,
                                  merge_column (columns, match, level.new->pdata[i], change));
    }
  add_foreign (columns->comparison, builder, old, new);
  level_clear (&level);
}

/* The columns of a table in both plans, or in one of them (the other is NULL; @spot has its change); fills in @leaves,
 * as they stand in the result. */
BtNode *
bt_compare_columns (BtNode *old, BtNode *new, GArray *leaves, BtSpot *spot)
{
  Columns columns = { spot->comparison, leaves, 0, 0 };
  const char *id =
      old != NULL ? bt_node_get_id (old) : bt_comparison_free_id (spot->comparison, new);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMNS, id);

  merge_columns (&columns, builder, old, new,
                 old == NULL || new == NULL ? bt_spot_get_change (spot) : NULL);
  return bt_node_builder_end (builder);
}

static BtNode *
get_cell (BtNode *row, int leaf)
{
  for (guint i = 0; row != NULL && leaf >= 0 && i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL && leaf-- == 0)
      return bt_node_get_child (row, i);
  return NULL;
}

/* The cell of the result; one in a column that was not there in a row that is no more is empty. */
static BtNode *
merge_cell (BtNode *old, BtNode *new, BtSpot *spot)
{
  if (old == NULL && new == NULL)
    return bt_node_builder_end (bt_node_builder_new (BT_NODE_CELL, NULL));

  BtNodeBuilder *builder =
      old == NULL
          ? bt_comparison_begin_inserted (new, bt_comparison_free_id (spot->comparison, new), spot)
      : new == NULL ? bt_comparison_begin_deleted (old, spot)
                    : bt_comparison_begin_matched (old, new, spot);
  add_foreign (spot->comparison, builder, old, new);
  return bt_node_builder_end (builder);
}

/* Adds the cells of a row that is in both plans or in one of them (@spot has its change then), as wide as the table of
 * the result. */
void
bt_compare_cells (BtNodeBuilder *row, BtNode *old, BtNode *new, GArray *leaves, BtSpot *spot)
{
  for (guint i = 0; i < leaves->len; i++)
    {
      const BtLeaf *leaf = &g_array_index (leaves, BtLeaf, i);
      BtSpot own = { spot->comparison, old == NULL || new == NULL ? spot->change : leaf->change };
      bt_node_builder_take_child (row, merge_cell (get_cell (old, leaf->old),
                                                   get_cell (new, leaf->new), &own));
    }
  add_foreign (spot->comparison, row, old, new);
}
