/* Signs at the edges of a table: which of its rows and columns are new, deleted or moved. */
#include "bt-table-row.h"

#include "bt-table.h"

/* What is new, what goes, what was moved here. */
static const struct
{
  const char *mark, *sign;
} signs[] = { { "ins", "+" }, { "del", "−" }, { "moved", "↕" } };

/**
 * bt_table_get_sign:
 * @node: a row, a column or a table
 * @table: (nullable): the table that a row or column is in; what was done to all of it is not said again
 * @color: (out) (optional): of the author of the last of its marks
 *
 * Returns: (transfer full) (nullable): what is shown beside it; %NULL where nothing was done to it as a whole
 */
BtParagraph *
bt_table_get_sign (BtShaper *shaper, const BtNode *node, const BtNode *table, guint32 *color)
{
  const BtMarkup *markup = bt_shaper_get_markup (shaper);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; markup != NULL && i < G_N_ELEMENTS (signs); i++)
    {
      const char *change = bt_node_get_attr (node, signs[i].mark);
      guint32 ink;

      if (change == NULL
          || (table != NULL && g_strcmp0 (change, bt_node_get_attr (table, signs[i].mark)) == 0))
        continue;
      ink = bt_markup_get_color (markup, bt_intern (change));
      bt_words_append (words, signs[i].sign, BT_LOOK_COLORED, ink);
      if (color != NULL)
        *color = ink;
    }
  return words->len > 0 ? bt_shaper_get_words (shaper, words->str, BT_STYLE_TABLE_SIGN, -1) : NULL;
}

static void
add_sign (GArray *column_signs, BtShaper *shaper, const BtNode *node, const BtNode *table,
          guint column, guint span)
{
  BtColumnSign sign = { .node = node, .column = column, .span = span };

  sign.paragraph = bt_table_get_sign (shaper, node, table, &sign.color);
  if (sign.paragraph != NULL)
    g_array_append_val (column_signs, sign);
}

static void
add_columns (GArray *column_signs, BtShaper *shaper, const BtNode *parent, const BtNode *table,
             guint *leaf)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);
      guint first = *leaf;

      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      if (bt_column_is_group (column))
        add_columns (column_signs, shaper, column, table, leaf);
      else
        (*leaf)++;
      if (*leaf > first)
        add_sign (column_signs, shaper, column, table, first, *leaf - first);
    }
}

static void
clear_sign (gpointer data)
{
  bt_paragraph_unref (((BtColumnSign *) data)->paragraph);
}

/**
 * bt_table_get_column_signs:
 * @table: a table
 *
 * Returns: (transfer full) (element-type BtColumnSign): the signs of its columns, and over all of them the
 *   table's
 */
GArray *
bt_table_get_column_signs (BtShaper *shaper, const BtNode *table)
{
  GArray *column_signs = g_array_new (FALSE, FALSE, sizeof (BtColumnSign));
  guint leaf = 0;

  g_array_set_clear_func (column_signs, clear_sign);
  if (bt_shaper_get_markup (shaper) == NULL)
    return column_signs;
  add_columns (column_signs, shaper, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), table, &leaf);
  add_sign (column_signs, shaper, table, NULL, 0, MAX (leaf, 1));
  return column_signs;
}

/**
 * bt_table_measure_column_signs:
 * @column_signs: signs
 * @thickness: of the rules below them
 *
 * Returns: their height
 */
BtLength
bt_table_measure_column_signs (const GArray *column_signs, BtLength thickness)
{
  BtLength height = 0;

  for (guint i = 0; i < column_signs->len; i++)
    height = MAX (height,
                  bt_paragraph_get_height (g_array_index (column_signs, BtColumnSign, i).paragraph,
                                           0, 1));
  return height > 0 ? height + thickness : 0;
}

/**
 * bt_table_emit_column_signs:
 * @column_signs: signs
 * @grid: the table's geometry
 * @thickness: of the rules below them
 * @x: the table's left edge
 * @y: its upper edge, above the border
 * @boxes: (element-type BtBox): where the boxes are appended
 *
 * Emits a rule along the edge over each of the columns, and the sign in the middle above it.
 */
void
bt_table_emit_column_signs (const GArray *column_signs, const BtTableGrid *grid, BtLength thickness,
                            BtLength x, BtLength y, GArray *boxes)
{
  const BtBox like = { .tag = BT_TAG_ARTIFACT };

  for (guint i = 0; i < column_signs->len; i++)
    {
      const BtColumnSign *sign = &g_array_index (column_signs, BtColumnSign, i);
      const BtLength left = x + grid->edges[sign->column];
      const BtLength width =
          grid->edges[sign->column + sign->span] - grid->edges[sign->column] + grid->border;

      bt_box_emit_rule (boxes, left, y - thickness, width, thickness);
      g_array_index (boxes, BtBox, boxes->len - 1).color = sign->color;
      bt_paragraph_emit (sign->paragraph, 0, 1,
                         left + (width - bt_paragraph_get_used_width (sign->paragraph)) / 2,
                         y - thickness - bt_paragraph_get_height (sign->paragraph, 0, 1), &like,
                         boxes);
    }
}
