/* The headings of a table: groups over their columns, each leaf down to the first row. */

#include "bt-table-headings.h"

#include "bt-table.h"

static gboolean
is_column (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_COLUMN;
}

/* Adds the headings of the columns below @parent, which bears @mark. Returns the leaf after the last of them. */
static guint
collect (GArray *headings, const BtNode *parent, guint first, guint top, BtCellMark mark, GHashTable *colors)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *column = bt_node_get_child (parent, i);
      BtHeading heading = { column, first, first, top, top + 1, mark };
      guint index = headings->len;

      if (!is_column (column))
        continue;
      heading.mark = bt_cell_mark_join (mark, bt_cell_mark_of_node (column, colors));
      g_array_append_val (headings, heading);
      first = collect (headings, column, first, top + 1, heading.mark, colors);
      if (first == heading.first)
        first++;
      g_array_index (headings, BtHeading, index).end = first;
    }
  return first;
}

/**
 * bt_headings_new:
 * @table: a table, which must live longer
 * @colors: (nullable): the colours of the authors of changes
 *
 * Returns: (transfer full) (element-type BtHeading): its headings as they are read: a group, then what is in it
 */
GArray *
bt_headings_new (const BtNode *table, GHashTable *colors)
{
  GArray *headings = g_array_new (FALSE, TRUE, sizeof (BtHeading));
  guint depth = 1;

  g_return_val_if_fail (table != NULL, headings);

  collect (headings, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), 0, 0,
           (BtCellMark){ BT_CELL_PLAIN, BT_CELL_NOBODY }, colors);
  for (guint i = 0; i < headings->len; i++)
    depth = MAX (depth, g_array_index (headings, BtHeading, i).bottom);
  for (guint i = 0; i < headings->len; i++)
    {
      BtHeading *heading = &g_array_index (headings, BtHeading, i);
      if (!bt_column_is_group (heading->column))
        heading->bottom = depth;
    }

  return headings;
}

/**
 * bt_heading_create_look:
 * @heading: a heading
 * @plan: the plan of its table
 * @colors: (nullable): the colours of the authors of changes
 *
 * Returns: (transfer full): how it looks
 */
BtCellLook *
bt_heading_create_look (const BtHeading *heading, BtPlan *plan, GHashTable *colors)
{
  BtCellMark mark;

  g_return_val_if_fail (heading != NULL && plan != NULL, NULL);

  mark = heading->mark;
  mark.style |= BT_CELL_BOLD | BT_CELL_CENTERED;
  return bt_cell_look_new (plan, heading->column, NULL, mark, colors);
}

static int
measure (const BtHeading *heading, BtPlan *plan, BtTableGrid *grid, PangoContext *context)
{
  g_autoptr (BtCellLook) look = bt_heading_create_look (heading, plan, NULL);
  int width = bt_table_grid_get_x (grid, heading->end) - bt_table_grid_get_x (grid, heading->first);

  return bt_table_grid_measure_look (context, look, width);
}

/**
 * bt_headings_measure:
 * @headings: (element-type BtHeading): the headings of the grid's table
 * @plan: the plan of the table
 * @grid: the columns
 * @context: the fonts
 *
 * Returns: (transfer full) (element-type int): where each line of headings begins, and where the last one ends
 */
GArray *
bt_headings_measure (GArray *headings, BtPlan *plan, BtTableGrid *grid, PangoContext *context)
{
  GArray *ys = g_array_new (FALSE, TRUE, sizeof (int));
  guint depth = 0;

  g_return_val_if_fail (headings != NULL && grid != NULL, ys);

  for (guint i = 0; i < headings->len; i++)
    depth = MAX (depth, g_array_index (headings, BtHeading, i).bottom);
  g_array_set_size (ys, depth + 1);
  /* Line by line: what ends at one pushes all below it down. */
  for (guint line = 1; line <= depth; line++)
    {
      int *y = &g_array_index (ys, int, line);
      *y = g_array_index (ys, int, line - 1);
      for (guint i = 0; i < headings->len; i++)
        {
          const BtHeading *heading = &g_array_index (headings, BtHeading, i);
          if (heading->bottom == line)
            *y = MAX (*y, g_array_index (ys, int, heading->top)
                              + measure (heading, plan, grid, context));
        }
    }

  return ys;
}
