/* Where the heading of a table stands in a sheet, and its columns: of one level, or of several with groups. */
#include "bt-sheet-table-private.h"

#include <string.h>

/* A heading that begins lower is none. */
#define MAX_ROWS_ABOVE 100u
#define MAX_DEPTH 4u
/* A title is no sentence. */
#define MAX_TITLE 160

/**
 * bt_sheet_count_filled:
 * @sheet: a sheet
 * @row: a row
 *
 * Returns: how many of its cells have text
 */
guint
bt_sheet_count_filled (const BtSheet *sheet, guint row)
{
  const GPtrArray *cells = row < sheet->rows->len ? sheet->rows->pdata[row] : NULL;
  guint n = 0;

  for (guint i = 0; cells != NULL && i < cells->len; i++)
    n += cells->pdata[i] != NULL;
  return n;
}

/* How many cells of a row are titles by their words; the title of the order column tells most. */
static guint
count_titles (const BtSheet *sheet, guint row)
{
  gboolean seen[BT_N_ROLES] = { FALSE };
  guint n = 0;

  for (guint column = 0; column < sheet->n_columns; column++)
    {
      const char *text = bt_sheet_get (sheet, row, column);
      BtRole role = *text != '\0' && strlen (text) < MAX_TITLE ? bt_grid_role_of_title (text) : BT_ROLE_TEXT;
      if (role == BT_ROLE_ORDER)
        n += 2;
      else if (role != BT_ROLE_TEXT && !seen[role])
        n++;
      seen[role] = TRUE;
    }
  return n;
}

/* The first row whose words are titles; else the first that fills at least two cells, or the one that there is. */
static guint
find_titles (const BtSheet *sheet)
{
  guint end = MIN (sheet->rows->len, MAX_ROWS_ABOVE), row;

  for (row = 0; row < end; row++)
    if (bt_sheet_count_filled (sheet, row) >= 2 && count_titles (sheet, row) >= 2)
      return row;
  for (row = 0; row < sheet->rows->len; row++)
    if (bt_sheet_count_filled (sheet, row) >= MIN (sheet->n_columns, 2))
      return row;
  for (row = 0; bt_sheet_count_filled (sheet, row) == 0;)
    row++;
  return row;
}

/* How many rows the heading has by the cells that are merged downwards in its first row. */
static guint
depth_by_merges (const BtSheetFinder *finder)
{
  const BtSheet *sheet = finder->sheet;
  guint depth = 1;

  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const BtSheetRange *range = &g_array_index (sheet->merges, BtSheetRange, i);
      if (range->first_row == finder->heading
          && *bt_sheet_get (sheet, range->first_row, range->first_column) != '\0')
        depth = MAX (depth, range->last_row - range->first_row + 1);
    }
  return MIN (depth, MAX_DEPTH);
}

/* Without merged cells: a title over several columns is followed by empty cells, below which titles stand, and below
 * no other title stands anything. One title over all columns is the table's own. */
static gboolean
has_second_row (const BtSheetFinder *finder)
{
  const BtSheet *sheet = finder->sheet;
  gboolean group = FALSE;

  if (bt_sheet_count_filled (sheet, finder->heading) < 2)
    return FALSE;

  for (guint column = 0; column < sheet->n_columns;)
    {
      guint end = column + 1;
      gboolean below = *bt_sheet_get (sheet, finder->heading + 1, column) != '\0';
      if (*bt_sheet_get (sheet, finder->heading, column) == '\0')
        return FALSE;
      while (end < sheet->n_columns && *bt_sheet_get (sheet, finder->heading, end) == '\0')
        {
          if (*bt_sheet_get (sheet, finder->heading + 1, end++) == '\0' || !below)
            return FALSE;
        }
      group |= end > column + 1;
      if (below && end == column + 1)
        return FALSE;
      column = end;
    }
  return group;
}

/* The titles may be those below groups: the heading then begins where cells begin that are merged down to them. */
static guint
find_top (const BtSheetFinder *finder)
{
  const BtSheet *sheet = finder->sheet;
  guint top = finder->heading;

  for (guint i = 0; i < sheet->merges->len; i++)
    {
      const BtSheetRange *range = &g_array_index (sheet->merges, BtSheetRange, i);
      if (range->last_row >= finder->heading && range->first_row + MAX_DEPTH > finder->heading
          && *bt_sheet_get (sheet, range->first_row, range->first_column) != '\0')
        top = MIN (top, range->first_row);
    }
  BtSheetFinder above = { sheet, finder->heading - 1 };
  return top == finder->heading && top > 0 && has_second_row (&above) ? top - 1 : top;
}

/* Among the rows that are printed on every page may be lines above the table, of one cell each. */
static guint
find_first_row (const BtSheetFinder *finder)
{
  const BtSheet *sheet = finder->sheet;

  if (sheet->title_end > sheet->title_first && sheet->title_end <= sheet->rows->len)
    for (guint row = sheet->title_first; row < sheet->title_end; row++)
      if (bt_sheet_count_filled (sheet, row) >= MIN (sheet->n_columns, 2))
        return row;
  BtSheetFinder titles = { sheet, find_titles (sheet) };
  return find_top (&titles);
}

static guint
find_depth (const BtSheetFinder *finder)
{
  guint depth = depth_by_merges (finder);

  if (finder->sheet->title_end > finder->heading && finder->sheet->title_first <= finder->heading)
    return MIN (finder->sheet->title_end - finder->heading, MAX_DEPTH);
  return depth > 1 ? depth : has_second_row (finder) ? 2 : 1;
}

static gboolean
has_text (const BtSheetFinder *finder, guint first_row, guint end_row, guint first, guint end)
{
  for (guint row = first_row; row < end_row; row++)
    for (guint column = first; column < end; column++)
      if (*bt_sheet_get (finder->sheet, row, column) != '\0')
        return TRUE;
  return FALSE;
}

/* Where the title at a cell ends: the column after it; *bottom is the row after it. */
static guint
title_extent (const BtSheetFinder *finder, guint row, guint column, guint end, guint *bottom)
{
  const BtSheetRange *merge = bt_sheet_get_merge (finder->sheet, row, column);
  guint next = column + 1;

  *bottom = row + 1;
  if (merge != NULL && merge->first_row == row && merge->first_column == column)
    {
      *bottom = MIN (merge->last_row + 1, finder->rows);
      return MIN (merge->last_column + 1, end);
    }
  if (merge != NULL || *bt_sheet_get (finder->sheet, row, column) == '\0')
    return next;
  while (next < end && *bt_sheet_get (finder->sheet, row, next) == '\0'
         && bt_sheet_get_merge (finder->sheet, row, next) == NULL
         && has_text (finder, row + 1, finder->rows, next, next + 1)
         && has_text (finder, row + 1, finder->rows, column, column + 1))
    next++;
  return next;
}

static BtGridColumn *
new_column (BtText *title)
{
  BtGridColumn *column = bt_grid_column_new (bt_text_get_string (title));

  column->words = bt_sheet_rich_without_bold (title);
  return column;
}

/* The texts of a column's cells in the heading, one below the other. */
static BtText *
dup_titles (const BtSheetFinder *finder, guint row, guint column)
{
  BtTextBuilder *titles = bt_text_builder_new ();
  gboolean begun = FALSE;

  for (; row < finder->rows; row++)
    {
      g_autoptr (BtText) text = bt_sheet_dup_text (finder->sheet, row, column);
      bt_sheet_rich_join (titles, &begun, text);
    }
  return bt_text_builder_end (titles);
}

static void
add_leaf (BtSheetFinder *finder, GPtrArray *columns, guint row, BtSheetLeaf leaf)
{
  g_autoptr (BtText) title = dup_titles (finder, row, leaf.first);

  g_ptr_array_add (columns, new_column (title));
  g_array_append_val (finder->leaves, leaf);
}

/* The titles of columns [first, end) from a row of the heading on. */
static void
read_titles (BtSheetFinder *finder, guint row, guint first, guint end, GPtrArray *columns)
{
  while (first < end)
    {
      guint bottom, next = title_extent (finder, row, first, end, &bottom);
      const char *text = bt_sheet_get (finder->sheet, row, first);
      gboolean group = *text != '\0' && bottom < finder->rows && has_text (finder, bottom, finder->rows, first, next);
      if (group)
        {
          g_autoptr (BtText) title = bt_sheet_dup_text (finder->sheet, row, first);
          BtGridColumn *column = new_column (title);
          g_ptr_array_add (columns, column);
          read_titles (finder, bottom, first, next, column->children);
        }
      else
        add_leaf (finder, columns, row, (BtSheetLeaf){ first, next });
      first = next;
    }
}

/* The columns that have text from the heading on: [first, end). */
static void
find_columns (const BtSheetFinder *finder, guint *first, guint *end)
{
  *first = finder->sheet->n_columns;
  *end = 0;
  for (guint row = finder->heading; row < finder->sheet->rows->len; row++)
    for (guint column = 0; column < finder->sheet->n_columns; column++)
      if (*bt_sheet_get (finder->sheet, row, column) != '\0')
        {
          *first = MIN (*first, column);
          *end = MAX (*end, column + 1);
        }
}

/**
 * bt_sheet_find_heading:
 * @finder: a finder with its sheet, which is not empty
 *
 * Finds the heading and the columns: by the rows that are printed on every page, by words of titles, by merged cells.
 */
void
bt_sheet_find_heading (BtSheetFinder *finder)
{
  guint first, end;

  finder->heading = find_first_row (finder);
  finder->rows = MIN (finder->heading + find_depth (finder), finder->sheet->rows->len);
  find_columns (finder, &first, &end);
  finder->grid = bt_grid_new (finder->heading);
  finder->leaves = g_array_new (FALSE, FALSE, sizeof (BtSheetLeaf));
  read_titles (finder, finder->heading, first, end, finder->grid->columns);
  bt_grid_set_roles (finder->grid);
}
