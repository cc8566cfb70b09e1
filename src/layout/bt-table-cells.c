/* The cells of a row of a table, and how they are set. */
#include "bt-table-row.h"

#include "bt-viet.h"

/* What a row is filled with. */
typedef struct
{
  BtShaper *shaper;
  const BtTableGrid *grid;
  const BtColumnNeeds *columns;
  guint n;
} Filler;

/** bt_table_choose_style: Returns: how the cells of a column are printed */
BtStyleId
bt_table_choose_style (BtRole role)
{
  switch (role)
    {
    case BT_ROLE_ORDER:
    case BT_ROLE_START:
    case BT_ROLE_FINISH:
    case BT_ROLE_TIME:
      return BT_STYLE_TABLE_CENTERED;
    default:
      return BT_STYLE_TABLE_TEXT;
    }
}

/** bt_table_row_get_cell: Returns: (transfer none) (nullable): the cell of a column; %NULL where the row is short */
BtNode *
bt_table_row_get_cell (const BtNode *row, guint column)
{
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      BtNode *child = bt_node_get_child (row, i);

      if (bt_node_get_kind (child) == BT_NODE_CELL && column-- == 0)
        return child;
    }
  return NULL;
}

/**
 * bt_table_is_numbered:
 * @column: a column
 * @cell: a cell of it
 *
 * The order column numbers itself; what someone wrote there all the same is printed instead.
 *
 * Returns: whether the row's number is printed in @cell
 */
gboolean
bt_table_is_numbered (const BtColumnNeeds *column, const BtNode *cell)
{
  return column->role == BT_ROLE_ORDER && *bt_node_get_string (cell) == '\0';
}

/** bt_table_grid_get_text_width: Returns: the room for text in a cell */
BtLength
bt_table_grid_get_text_width (const BtTableGrid *grid, guint column, guint span)
{
  return MAX (grid->edges[column + span] - grid->edges[column] - grid->border - 2 * grid->padding_x,
              1);
}

/* The number of a row, with the notes of the empty cell it stands in. */
static char *
dup_number (const Filler *self, const BtTableRow *row, const BtNode *cell, const char *now,
            const char *before)
{
  const BtMarkup *markup = bt_shaper_get_markup (self->shaper);
  g_autofree char *label = bt_markup_dup_label (markup, row->node, now, before);
  GString *words = g_string_new (label);

  if (markup != NULL && cell != row->node)
    bt_markup_append_signs (markup, cell, words);
  return g_string_free (words, FALSE);
}

static void
add_number_cell (const Filler *self, BtTableRow *row, const BtNode *node, guint column,
                 const char *now, const char *before, BtStyleId style)
{
  BtTableCell cell = {
    .node = node, .column = column, .column_span = 1, .row_span = 1, .repeats = TRUE
  };
  g_autofree char *words = dup_number (self, row, node, now, before);

  cell.paragraph = bt_shaper_get_words (self->shaper, words, style,
                                        bt_table_grid_get_text_width (self->grid, column, 1));
  bt_table_row_add_cell (row, &cell);
}

static void
add_text_cell (const Filler *self, BtTableRow *row, const BtNode *node, guint column, guint span,
               BtStyleId style)
{
  BtTableCell cell = { .node = node, .column = column, .column_span = span, .row_span = 1 };

  cell.paragraph =
      bt_shaper_order_paragraph (self->shaper, node, style,
                                 bt_table_grid_get_text_width (self->grid, column, span), 0);
  bt_table_row_add_cell (row, &cell);
}

static void
add_cells (const Filler *self, BtTableRow *row)
{
  for (guint i = 0; i < self->n; i++)
    {
      const BtNode *cell = bt_table_row_get_cell (row->node, i);

      if (cell != NULL && bt_table_is_numbered (&self->columns[i], cell))
        {
          g_autofree char *now = g_strdup_printf ("%u", row->number);
          g_autofree char *before =
              row->old_number > 0 ? g_strdup_printf ("%u", row->old_number) : NULL;

          add_number_cell (self, row, cell, i, now, before, BT_STYLE_TABLE_CENTERED);
        }
      else
        add_text_cell (self, row, cell != NULL ? cell : row->node, i, 1,
                       bt_table_choose_style (self->columns[i].role));
    }
}

/* A group row is one cell over the whole table; its number stands in the order column, if that
 * comes first. */
static void
add_group_cells (const Filler *self, BtTableRow *row)
{
  const gboolean has_number = self->n > 1 && self->columns[0].role == BT_ROLE_ORDER;

  if (has_number)
    {
      g_autofree char *now = bt_viet_roman (row->number);
      g_autofree char *before = row->old_number > 0 ? bt_viet_roman (row->old_number) : NULL;

      add_number_cell (self, row, row->node, 0, now, before, BT_STYLE_TABLE_HEADING);
    }
  add_text_cell (self, row, row->node, has_number, self->n - has_number, BT_STYLE_TABLE_GROUP);
}

/* Where a row was that was moved away. */
static void
add_ghost_cell (const Filler *self, BtTableRow *row)
{
  BtTableCell cell = { .node = row->node, .column_span = self->grid->n_columns, .row_span = 1 };

  cell.paragraph =
      bt_shaper_get_ghost (self->shaper, row->node,
                           bt_table_grid_get_text_width (self->grid, 0, self->grid->n_columns));
  bt_table_row_add_cell (row, &cell);
}

/**
 * bt_table_row_add_cells:
 * @row: a row without cells
 * @shaper: breaks their texts into lines
 * @grid: the table's geometry
 * @columns: its columns
 * @n_columns: how many
 *
 * Adds the cells of a row, the text of a group row, or what stands where a row was that was moved away.
 */
void
bt_table_row_add_cells (BtTableRow *row, BtShaper *shaper, const BtTableGrid *grid,
                        const BtColumnNeeds *columns, guint n_columns)
{
  const Filler filler = { shaper, grid, columns, n_columns };

  switch (bt_node_get_kind (row->node))
    {
    case BT_NODE_GROUP_ROW:
      add_group_cells (&filler, row);
      break;
    case BT_NODE_GHOST:
      add_ghost_cell (&filler, row);
      break;
    default:
      add_cells (&filler, row);
      break;
    }
}
