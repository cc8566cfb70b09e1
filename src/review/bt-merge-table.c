/* Merging tables: columns are parts like others, and each row has a cell for each leaf column of the merged table. */
#include <string.h>

#include "bt-merge-private.h"
#include "bt-table.h"

static void
collect_leaves (BtMerge *merge, const BtMergePart *parent)
{
  g_autoptr (GPtrArray) children = bt_merge_list_children (parent);

  for (guint i = 0; i < children->len; i++)
    {
      BtMergePart *column = children->pdata[i];
      guint before = merge->leaves->len;
      if (column->kind != BT_NODE_COLUMN)
        continue;
      collect_leaves (merge, column);
      if (merge->leaves->len > before)
        continue;
      BtMergeLeaf leaf = { column, -1, g_new (int, merge->reviewers->len) };
      for (guint j = 0; j < merge->reviewers->len; j++)
        leaf.own[j] = -1;
      g_array_append_val (merge->leaves, leaf);
    }
}

static BtMergeLeaf *
get_leaf (const BtMerge *merge, guint index)
{
  return &g_array_index (merge->leaves, BtMergeLeaf, index);
}

/* Which leaf of @table each leaf of the result is; @reviewer is -1 for the base. */
static void
number_leaves (BtMerge *merge, const BtNode *table, int reviewer)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);

  for (guint i = 0; i < leaves->len; i++)
    {
      const char *id = bt_node_get_id (leaves->pdata[i]);
      const BtMergePart *part = reviewer < 0 ? bt_merge_get_part (merge, id)
                                             : bt_merge_get_own_part (merge, (guint) reviewer, id);
      for (guint j = 0; j < merge->leaves->len; j++)
        if (get_leaf (merge, j)->part == part)
          *(reviewer < 0 ? &get_leaf (merge, j)->base : &get_leaf (merge, j)->own[reviewer]) = (int) i;
    }
}

/* Finds the leaf columns of the table, for the cells of its rows. */
void
bt_merge_begin_table (BtMerge *merge, BtMergePart *table)
{
  g_autoptr (GPtrArray) children = bt_merge_list_children (table);

  for (guint i = 0; i < merge->leaves->len; i++)
    g_free (get_leaf (merge, i)->own);
  g_array_set_size (merge->leaves, 0);
  for (guint i = 0; i < children->len; i++)
    if (((BtMergePart *) children->pdata[i])->kind == BT_NODE_COLUMNS)
      collect_leaves (merge, children->pdata[i]);
  if (table->base != NULL)
    number_leaves (merge, table->base, -1);
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      const BtNode *own = table->reviewer == (int) i ? table->node
                          : table->base != NULL      ? bt_merge_find_own (merge, i, table->id)
                                                     : NULL;
      if (own != NULL)
        number_leaves (merge, own, (int) i);
    }
}

static BtNode *
get_cell (const BtNode *row, int leaf)
{
  for (guint i = 0; row != NULL && leaf >= 0 && i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL && leaf-- == 0)
      return bt_node_get_child (row, i);
  return NULL;
}

static BtNode *
get_own_row (const BtMerge *merge, const BtMergePart *row, guint reviewer)
{
  if (row->base != NULL)
    return bt_merge_find_own (merge, reviewer, row->id);
  return row->reviewer == (int) reviewer ? row->node : NULL;
}

/* Whether the row or the column of a cell bears a mark that reviewers disagree about. */
static gboolean
is_disputed (const BtMerge *merge, const BtMergePart *row, const BtMergePart *column)
{
  static const char *const marks[] = { "ins", "del" };
  gboolean disputed = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    disputed = disputed || bt_merge_is_disputed (merge, bt_intern (bt_node_get_attr (row->base, marks[i])))
               || bt_merge_is_disputed (merge, bt_intern (bt_node_get_attr (column->base, marks[i])));
  return disputed;
}

static GArray *
get_version (const BtMerge *merge, const BtMergePart *row, const BtMergeLeaf *leaf, guint reviewer, const BtNode *base)
{
  const BtNode *cell = get_cell (get_own_row (merge, row, reviewer), leaf->own[reviewer]);
  BtPiece piece = { cell != NULL ? bt_node_get_text (cell) : NULL, NULL };

  if (cell == NULL && is_disputed (merge, row, leaf->part))
    return NULL;
  if (cell != NULL && bt_text_equal (piece.text, bt_node_get_text (base)))
    return NULL;
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (BtPiece));
  if (cell != NULL)
    g_array_append_val (pieces, piece);
  return pieces;
}

/* A change of a cell is one of its column too, should that be deleted. */
static void
touch_column (BtMerge *merge, BtMergePart *column, guint first)
{
  guint end = merge->touches->len;

  for (guint i = first; column->deletions != NULL && i < end; i++)
    {
      BtTouch touch = g_array_index (merge->touches, BtTouch, i);
      bt_merge_touch (merge, column, touch.reviewer, touch.change, touch.text);
    }
}

static void
unref_version (gpointer data)
{
  if (data != NULL)
    g_array_unref (data);
}

static BtText *
merge_cell_text (BtMerge *merge, BtMergePart *row, const BtMergeLeaf *leaf, const BtNode *base)
{
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (unref_version);
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (BtPiece));
  guint first = merge->touches->len;
  gboolean changed = FALSE;

  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      GArray *version = get_version (merge, row, leaf, i, base);
      g_ptr_array_add (versions, version);
      changed = changed || version != NULL;
    }
  if (!changed)
    return bt_text_ref (bt_node_get_text (base));
  bt_merge_text (merge, row, bt_node_get_text (base), versions, pieces);
  touch_column (merge, leaf->part, first);
  return g_array_index (pieces, BtPiece, 0).text;
}

/* The cell of a row or a column that only the base has not: of the reviewer who put it in; NULL where he has none. */
static BtNode *
find_own_cell (const BtMerge *merge, const BtMergePart *row, const BtMergeLeaf *leaf)
{
  int reviewer = row->reviewer >= 0 ? row->reviewer : leaf->part->reviewer;
  return reviewer >= 0
             ? get_cell (get_own_row (merge, row, (guint) reviewer), leaf->own[reviewer])
             : NULL;
}

static BtNode *
make_cell (BtMerge *merge, BtMergePart *row, const BtMergeLeaf *leaf)
{
  BtNode *base = get_cell (row->base, leaf->base), *own = base != NULL ? NULL : find_own_cell (merge, row, leaf);
  const char *id = own != NULL ? bt_node_get_id (own) : NULL;
  int reviewer = row->reviewer >= 0 ? row->reviewer : leaf->part->reviewer;
  gboolean taken = id != NULL && (g_hash_table_contains (merge->sites, id) || g_hash_table_contains (merge->cells, id));
  BtNodeBuilder *builder =
      bt_node_builder_new (BT_NODE_CELL, base != NULL ? bt_node_get_id (base) : taken ? NULL : id);

  if (base != NULL || own != NULL)
    bt_node_builder_copy_attrs (builder, base != NULL ? base : own);
  if (own != NULL)
    {
      g_hash_table_add (merge->cells, (gpointer) id);
      bt_node_builder_take_text (builder, bt_merge_text_inserted (merge, (guint) reviewer, bt_node_get_text (own)));
    }
  if (base != NULL)
    bt_node_builder_take_text (builder, merge_cell_text (merge, row, leaf, base));
  return bt_node_builder_end (builder);
}

/* Gives the row the foreign elements that stand before its cell of that number, or behind all. */
static void
take_foreign (BtMergePart *row, GPtrArray *others, guint *next, int cell)
{
  int n_cells = 0;

  for (guint i = 0; *next < others->len && i < bt_node_get_n_children (row->node) && n_cells <= cell; i++)
    {
      BtNode *child = bt_node_get_child (row->node, i);
      if (bt_node_get_kind (child) == BT_NODE_CELL)
        n_cells++;
      else if (*next < others->len && strcmp (bt_node_get_id (child), bt_node_get_id (others->pdata[*next])) == 0)
        bt_node_builder_take_child (row->builder, bt_node_ref (others->pdata[(*next)++]));
    }
  for (; cell == G_MAXINT && *next < others->len; (*next)++)
    bt_node_builder_take_child (row->builder, bt_node_ref (others->pdata[*next]));
}

/* Gives the row its cells, and the @others (of BtNode) that stand in it. */
void
bt_merge_take_cells (BtMerge *merge, BtMergePart *row, GPtrArray *others)
{
  guint next = 0;

  for (guint i = 0; i < merge->leaves->len; i++)
    {
      const BtMergeLeaf *leaf = get_leaf (merge, i);
      int cell = row->base != NULL ? leaf->base : leaf->own[row->reviewer];
      if (cell >= 0)
        take_foreign (row, others, &next, cell);
      bt_node_builder_take_child (row->builder, make_cell (merge, row, leaf));
    }
  take_foreign (row, others, &next, G_MAXINT);
}
