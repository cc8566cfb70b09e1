/* Tables whose cells are parted by tabs (pasted from a word processor or written by us) or by bars. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-import-grid.h"

#define MAX_HEADING_ROWS 4
#define MAX_COLUMNS 60
#define MIN_CELLS 3
/* A rule below a heading has so many dashes at least. */
#define MIN_DASHES 3
/* A cell that was pasted with line ends has so many lines more at most. */
#define MAX_LINES_IN_CELL 3

/* The cells of one line. */
typedef struct
{
  GPtrArray *cells; /* char* */
  gboolean ruled;   /* all of them only draw a line */
} SplitLine;

static char
separator_of (const BtImportLine *line)
{
  const char *text = line->text;

  if (memchr (line->raw, '\t', line->raw_length) != NULL)
    return '\t';
  return *text == '|' || strchr (text, '|') != NULL ? '|' : '\0';
}

static gboolean
is_dashes (const char *text)
{
  return *text != '\0' && strspn (text, "-:= ") == strlen (text) && strchr (text, '-') != NULL;
}

/* Splits the line; bars at its start and end, and with @leading a tab at its start, make no cell. */
static SplitLine
split_cells (const BtImportLine *line, char separator, gboolean leading)
{
  SplitLine split = { g_ptr_array_new_with_free_func (g_free), TRUE };
  g_autofree char *raw = g_strndup (line->raw, line->raw_length);
  char mark[2] = { separator, '\0' };
  char *start = separator == '|' ? g_strstrip (raw) : raw;

  start += *start == separator && (separator == '|' || leading);
  if (separator == '|' && g_str_has_suffix (start, "|"))
    start[strlen (start) - 1] = '\0';
  g_auto (GStrv) parts = g_strsplit (start, mark, MAX_COLUMNS);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      for (char *c = parts[i]; *c != '\0'; c++)
        *c = *c == '\v' ? '\n' : *c == '\t' ? ' ' : *c;
      char *cell = g_strdup (g_strstrip (parts[i]));
      split.ruled = split.ruled && (*cell == '\0' || is_dashes (cell));
      g_ptr_array_add (split.cells, cell);
    }
  if (split.cells->len == 0)
    g_ptr_array_add (split.cells, g_strdup (""));
  return split;
}

static guint
count_cells (const BtImportLine *line, char separator, gboolean leading)
{
  SplitLine split = split_cells (line, separator, leading);
  guint n = split.cells->len;

  g_ptr_array_unref (split.cells);
  return n;
}

static gboolean
is_rule_row (const BtImportLine *line)
{
  char separator = separator_of (line);

  if (separator == '\0')
    return FALSE;
  SplitLine split = split_cells (line, separator, FALSE);
  guint dashes = 0;
  for (const char *c = line->text; *c != '\0'; c++)
    dashes += *c == '-';
  gboolean ruled = split.ruled && dashes >= MIN_DASHES;
  g_ptr_array_unref (split.cells);
  return ruled;
}

/* A rule below the first line or below a few: the lines above it are the heading, whatever they say. The first line
 * itself is no such rule; 0 where there is none. */
static guint
find_rule (const BtImport *import, guint index, guint end)
{
  guint n = MIN (end, index + MAX_HEADING_ROWS + 1);
  char separator = separator_of (bt_import_line (import, index));

  for (guint i = index + 1; i < n && separator != '\0' && separator_of (bt_import_line (import, i)) == separator; i++)
    if (is_rule_row (bt_import_line (import, i)))
      return i;
  return 0;
}

static gboolean
first_cell_is_order (const BtImportLine *line, char separator)
{
  SplitLine split = split_cells (line, separator, FALSE);
  gboolean order = bt_grid_is_order_title (g_ptr_array_index (split.cells, 0));

  g_ptr_array_unref (split.cells);
  return order;
}

/**
 * bt_import_is_separated:
 * @import: an import
 * @index: index of a line
 * @end: index after the last line that may belong to the table
 *
 * Returns: whether a table begins there whose cells are parted by tabs or bars
 */
gboolean
bt_import_is_separated (const BtImport *import, guint index, guint end)
{
  const BtImportLine *line = bt_import_line (import, index);
  char separator = separator_of (line);

  if (separator == '\0')
    return FALSE;
  if (is_rule_row (line))
    return FALSE;
  if (find_rule (import, index, end) > 0)
    return TRUE;
  guint n = count_cells (line, separator, FALSE);
  if (index + 1 >= end || n < 2)
    return FALSE;
  const BtImportLine *next = bt_import_line (import, index + 1);
  if (separator_of (next) != separator)
    return FALSE;
  if (first_cell_is_order (line, separator))
    return TRUE;
  return n >= MIN_CELLS && count_cells (next, separator, FALSE) >= MIN_CELLS && *line->raw != '\t';
}

/* Lines that are pasted with a tab behind their label are no rows. */
static gboolean
is_labelled_line (const BtImport *import, const BtImportLine *line, char separator)
{
  BtImportLabel label;

  return separator == '\t' && *line->raw != '\t' && count_cells (line, separator, FALSE) == 2 &&
         bt_import_label_parse (import, line->text, &label) && label.scheme != BT_LABEL_ARABIC;
}

/* A tab that only sets a paragraph in parts no cells. */
static gboolean
is_indented_line (const BtImportLine *line, char separator)
{
  return separator == '\t' && *line->raw == '\t' && strchr (line->text, ' ') != NULL &&
         memchr (line->raw + strspn (line->raw, "\t "), '\t', line->raw_length - strspn (line->raw, "\t ")) == NULL;
}

/* A table as we write it: every line begins with a tab, and an empty line ends it. */
static guint
own_table_end (const BtImport *import, guint index, guint end)
{
  guint i = index + 1;

  while (i < end && *bt_import_line (import, i)->raw == '\t' && bt_import_line (import, i)->gap == 0)
    i++;
  return i;
}

/**
 * bt_import_separated_end:
 * @import: an import
 * @index: index of a line where bt_import_is_separated() is true
 * @end: index after the last line that may belong to the table
 *
 * Returns: index after the table's last line; a line without cells, between rows, goes on in the cell above it
 */
guint
bt_import_separated_end (const BtImport *import, guint index, guint end)
{
  char separator = separator_of (bt_import_line (import, index));
  guint last = index;

  if (find_rule (import, index, end) > 0 && separator == '\t')
    return own_table_end (import, index, end);
  for (guint i = index; i < end; i++)
    {
      const BtImportLine *line = bt_import_line (import, i);
      gboolean row = separator_of (line) == separator && !is_indented_line (line, separator);
      if (row && is_labelled_line (import, line, separator))
        break;
      if (row && i > last + 1 && first_cell_is_order (line, separator) &&
          strcmp (line->text, bt_import_line (import, index)->text) != 0)
        break;
      if (row)
        last = i;
      else if (i > last + MAX_LINES_IN_CELL)
        break;
    }
  return last + 1;
}

static const char *
heading_cell (const GPtrArray *heading, guint depth, guint column)
{
  const GPtrArray *cells = g_ptr_array_index (heading, depth);

  return g_ptr_array_index (cells, column);
}

/* The title of a leaf: what stands in its cell and in those below it. */
static char *
leaf_title (const GPtrArray *heading, guint depth, guint column)
{
  g_autoptr (GString) title = g_string_new (NULL);

  for (guint i = depth; i < heading->len; i++)
    if (*heading_cell (heading, i, column) != '\0')
      bt_import_append_joined (title, heading_cell (heading, i, column));
  return g_string_free (g_steal_pointer (&title), FALSE);
}

/* Adds to @columns what stands in columns [first, end) of the heading rows from @depth on. */
static void
add_columns (const GPtrArray *heading, guint depth, guint first, guint end, GPtrArray *columns)
{
  gboolean below = depth + 1 < heading->len;

  for (guint i = first; i < end;)
    {
      guint next = i + 1;
      /* An empty cell with a title below it belongs to the group at its left. */
      while (below && next < end && *heading_cell (heading, depth, next) == '\0' &&
             *heading_cell (heading, depth + 1, next) != '\0')
        next++;
      /* A title of two lines is no group: the second goes on with a small letter. */
      gboolean group = below && *heading_cell (heading, depth + 1, i) != '\0' &&
                       (next > i + 1 || !bt_import_starts_lower (heading_cell (heading, depth + 1, i)));
      g_autofree char *leaf = leaf_title (heading, depth, i);
      BtGridColumn *column = bt_grid_column_new (group ? heading_cell (heading, depth, i) : leaf);
      if (group)
        add_columns (heading, depth + 1, i, next, column->children);
      g_ptr_array_add (columns, column);
      i = group ? next : i + 1;
    }
}

static void
pad (GPtrArray *cells, guint n)
{
  while (cells->len < n)
    g_ptr_array_add (cells, g_strdup (""));
}

/* A merged cell is pasted as one: it is stretched over the titles below it, until the row is @n cells wide. */
static void
stretch (GPtrArray *cells, const GPtrArray *below, guint n)
{
  for (guint i = 0; below != NULL && i < below->len && cells->len < n; i++)
    {
      gboolean titled = *(char *) g_ptr_array_index (below, i) != '\0';
      gboolean titled_before = i > 0 && *(char *) g_ptr_array_index (below, i - 1) != '\0';
      if (titled && titled_before && i <= cells->len)
        g_ptr_array_insert (cells, i, g_strdup (""));
    }
  pad (cells, n);
}

static guint
widest (const BtImport *import, guint first, guint end, char separator, gboolean leading)
{
  guint n = 1;

  for (guint i = first; i < end; i++)
    n = MAX (n, count_cells (bt_import_line (import, i), separator, leading));
  return n;
}

/* How many lines the heading has: those above the rule, or those before the first row. */
static guint
find_heading_end (const BtImport *import, guint first, guint end, char separator, gboolean leading)
{
  guint rule = find_rule (import, first, end);

  if (rule > 0)
    return rule;
  for (guint i = first + 1; i < end && i <= first + MAX_HEADING_ROWS; i++)
    {
      SplitLine split = split_cells (bt_import_line (import, i), separator, leading);
      const char *cell = g_ptr_array_index (split.cells, 0);
      gboolean row = *cell != '\0' && separator_of (bt_import_line (import, i)) == separator;
      g_ptr_array_unref (split.cells);
      if (row)
        return i;
    }
  return first + 1;
}

static void
read_heading (BtImport *import, BtGrid *grid, guint first, guint end, char separator, gboolean leading)
{
  g_autoptr (GPtrArray) heading = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  guint n = widest (import, first, end, separator, leading);

  for (guint i = first; i < end; i++)
    {
      SplitLine split = split_cells (bt_import_line (import, i), separator, leading);
      g_ptr_array_add (heading, split.cells);
    }
  for (guint i = heading->len; i > 0; i--)
    stretch (g_ptr_array_index (heading, i - 1), i < heading->len ? g_ptr_array_index (heading, i) : NULL, n);
  add_columns (heading, 0, 0, n, grid->columns);
  grid->heading_end = end;
  bt_grid_set_roles (grid);
}

static void
append_to_cell (BtGridRow *row, guint column, const char *text)
{
  char *old = g_ptr_array_index (row->cells, column);

  if (*text == '\0')
    return;
  g_ptr_array_index (row->cells, column) = *old != '\0' ? g_strconcat (old, "\n", text, NULL) : g_strdup (text);
  g_free (old);
}

/* A row that is being filled: which of its cells comes next. */
typedef struct
{
  BtGrid *grid;
  BtGridRow *row;
  guint next;
} Filling;

static gboolean
has_order (const BtGrid *grid)
{
  return ((BtGridColumn *) g_ptr_array_index (grid->leaves, 0))->role == BT_ROLE_ORDER;
}

static void
begin_row (Filling *filling, guint index, GPtrArray *cells)
{
  guint n = filling->grid->leaves->len;

  filling->row = bt_grid_add_row (filling->grid, index);
  for (guint i = 0; i < cells->len; i++)
    append_to_cell (filling->row, MIN (i, n - 1), g_ptr_array_index (cells, i));
  if (has_order (filling->grid))
    {
      filling->row->typed = g_ptr_array_index (filling->row->cells, 0);
      g_ptr_array_index (filling->row->cells, 0) = g_strdup ("");
    }
  filling->next = MIN (cells->len, n);
}

/* A row broken by a line end inside a cell goes on: its first piece belongs to the cell before. */
static void
continue_row (Filling *filling, guint index, GPtrArray *cells)
{
  guint n = filling->grid->leaves->len;
  guint column = filling->next > 0 ? filling->next - 1 : 0;

  for (guint i = 0; i < cells->len; i++)
    append_to_cell (filling->row, MIN (column + i, n - 1), g_ptr_array_index (cells, i));
  filling->next = MIN (column + cells->len, n);
  filling->row->last = index;
}

/* One cell, or a label and one: a row that spans all columns. */
static gboolean
take_group (Filling *filling, guint index, GPtrArray *cells)
{
  guint filled = 0;
  const char *only = NULL;

  for (guint i = 0; i < cells->len; i++)
    if (*(char *) g_ptr_array_index (cells, i) != '\0')
      {
        only = g_ptr_array_index (cells, i);
        filled++;
      }
  guint n = filling->grid->leaves->len;
  const char *first = g_ptr_array_index (cells, 0);
  gboolean labelled = filled == 2 && *first != '\0' && cells->len >= 2
                      && *(char *) g_ptr_array_index (cells, 1) == only[0]
                      && strspn (first, "IVXLABCDEGH.") == strlen (first) && only == g_ptr_array_index (cells, 1);
  if (n < 3 || !(labelled || (filled == 1 && (cells->len == 1 || *first != '\0'))))
    return FALSE;
  bt_grid_add_group (filling->grid, index, labelled ? g_strdup (first) : NULL, g_strdup (only));
  filling->row = NULL;
  return TRUE;
}

static gboolean
begins_row (const Filling *filling, const GPtrArray *cells)
{
  gsize length;
  guint n = filling->grid->leaves->len;

  if (filling->row == NULL || cells->len >= n)
    return TRUE;
  if (has_order (filling->grid))
    return bt_import_row_number (g_ptr_array_index (cells, 0), &length) > 0 && filling->next >= n;
  return filling->next >= n && cells->len > 1;
}

static void
take_row_line (Filling *filling, guint index, GPtrArray *cells)
{
  const char *first = g_ptr_array_index (cells, 0);
  gsize length;
  gboolean numbered = has_order (filling->grid) && bt_import_row_number (first, &length) > 0;

  if (!numbered && (filling->row == NULL || filling->next >= filling->grid->leaves->len)
      && take_group (filling, index, cells))
    return;
  /* With an order column, a full line without a number goes on in every cell. */
  if (filling->row != NULL && has_order (filling->grid) && *first == '\0' && cells->len == filling->grid->leaves->len)
    {
      filling->next = 1;
      continue_row (filling, index, cells);
    }
  else if (begins_row (filling, cells))
    begin_row (filling, index, cells);
  else
    continue_row (filling, index, cells);
}

/* A line below the heading that only draws, or says the heading again. */
static gboolean
is_drawn (const BtImport *import, const BtGrid *grid, guint index)
{
  const BtImportLine *line = bt_import_line (import, index);

  return index >= grid->heading_end && (is_rule_row (line) || bt_import_is_rule (line->text));
}

static gboolean
repeats_heading (const BtImport *import, const BtGrid *grid, guint index)
{
  const char *text = bt_import_line (import, index)->text;

  for (guint i = grid->first; i < grid->heading_end && index >= grid->heading_end; i++)
    if (strcmp (bt_import_line (import, i)->text, text) == 0)
      return TRUE;
  return FALSE;
}

/* Bars that part cells are no text; what stands in a cell stays. */
static void
drop_bars (BtImport *import, const BtGrid *grid, guint first, guint end)
{
  g_autoptr (GString) bars = g_string_new (NULL);
  gboolean in_cells = separator_of (bt_import_line (import, first)) != '|';

  for (guint i = first; i < end && !in_cells; i++)
    {
      if (is_drawn (import, grid, i) || repeats_heading (import, grid, i))
        continue;
      SplitLine split = split_cells (bt_import_line (import, i), '|', FALSE);
      guint n = 0;
      for (const char *c = bt_import_line (import, i)->text; *c != '\0'; c++)
        n += *c == '|';
      for (guint j = 0; j < split.cells->len; j++)
        for (const char *c = g_ptr_array_index (split.cells, j); *c != '\0'; c++)
          n -= *c == '|';
      for (; n > 0; n--)
        g_string_append_c (bars, '|');
      g_ptr_array_unref (split.cells);
    }
  if (bars->len > 0)
    bt_import_drop (import, bt_import_line (import, first)->number, bt_import_line (import, end - 1)->number, bars->str,
                    _("bars between the cells of a table"));
}

/**
 * bt_import_read_separated:
 * @import: an import
 * @grid: a table without columns
 * @first: index of its first line
 * @end: index after its last line
 *
 * Fills columns and rows of @grid.
 */
void
bt_import_read_separated (BtImport *import, BtGrid *grid, guint first, guint end)
{
  char separator = separator_of (bt_import_line (import, first));
  guint rule = find_rule (import, first, end);
  gboolean leading = separator == '\t' && rule > 0 && *bt_import_line (import, rule)->raw == '\t';
  guint heading_end = find_heading_end (import, first, end, separator, leading);
  Filling filling = { grid, NULL, 0 };

  read_heading (import, grid, first, heading_end, separator, leading);
  drop_bars (import, grid, first, end);
  for (guint i = heading_end; i < end; i++)
    {
      const BtImportLine *line = bt_import_line (import, i);
      if (is_drawn (import, grid, i))
        bt_import_drop (import, line->number, line->number, line->text, _("drawn line"));
      else if (repeats_heading (import, grid, i))
        bt_import_drop (import, line->number, line->number, line->text,
                        _("the table's heading, repeated after a page break"));
      else
        {
          SplitLine split = split_cells (line, separator, leading);
          take_row_line (&filling, i, split.cells);
          g_ptr_array_unref (split.cells);
        }
    }
}
