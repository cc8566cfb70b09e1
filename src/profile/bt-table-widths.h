/* How wide the columns of a table become: arithmetic only, no fonts. */
#pragma once

#include "bt-table.h"
#include "bt-unit.h"

G_BEGIN_DECLS

/**
 * BtColumnNeeds:
 * @role: what its cells say
 * @given: the width someone gave it; 0 where it is found by itself
 * @min: the narrowest it can be without breaking a word
 * @natural: the width at which no cell breaks a line by itself
 * @comfort: the width at which it reads well, see bt_column_needs_get_comfort()
 * @load: the sum over its cells of bt_cell_needs_get_load()
 * @group: the number of the group it stands in; columns of the same role family and group are made
 * alike
 *
 * Widths hold padding and border.
 */
typedef struct
{
  BtRole role;
  BtLength given, min, natural, comfort;
  double load;
  guint group;
} BtColumnNeeds;

/**
 * BtCellNeeds:
 * @area: the length of its text on one endless line
 * @longest_word: its widest piece without a place to break
 * @natural: its widest line if it is broken at line breaks only
 * @n_parts: how many lines it has then
 */
typedef struct
{
  BtLength area, longest_word, natural;
  guint n_parts;
} BtCellNeeds;

double bt_cell_needs_get_load (const BtCellNeeds *cell);
guint bt_cell_needs_count_lines (const BtCellNeeds *cell, BtLength text_width);
BtLength bt_column_needs_get_comfort (const BtColumnNeeds *column, BtLength em, BtLength extra);
void bt_table_widths_share (const BtColumnNeeds *columns, guint n_columns, const BtCellNeeds *cells,
                            guint n_rows, BtLength extra, BtLength width, BtLength *widths);

G_END_DECLS
