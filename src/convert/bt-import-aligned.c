/* Tables whose cells are parted by wide blanks and stand below each other, as in text laid out on a grid. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-import-grid.h"

#define WIDE_BLANK 2
#define MAX_POSITIONS 400
#define MAX_COLUMNS 24
/* Of the lines below the heading, so many must have a wide blank or be set in. */
#define ALIGNED_SHARE 0.6
#define LOOK_AHEAD 12

/* A piece of a line between wide blanks: its place, in characters, and its bytes. */
typedef struct
{
  guint start, end;
  const char *text;
  gsize length;
} Segment;

/* Where the columns of a table lie, in characters. */
typedef struct
{
  guint n;
  guint starts[MAX_COLUMNS];
  guint ends[MAX_COLUMNS];
} Columns;

static GArray *
split_segments (const BtImportLine *line)
{
  GArray *segments = g_array_new (FALSE, FALSE, sizeof (Segment));
  const char *end = line->raw + line->raw_length;
  guint position = 0;

  for (const char *c = line->raw; c < end;)
    {
      while (c < end && (*c == ' ' || *c == '\v'))
        {
          c++;
          position++;
        }
      Segment segment = { position, position, c, 0 };
      const char *last = c;
      for (guint blanks = 0; c < end && blanks < WIDE_BLANK; c = g_utf8_next_char (c), position++)
        {
          blanks = *c == ' ' ? blanks + 1 : 0;
          if (*c == ' ')
            continue;
          last = g_utf8_next_char (c);
          segment.end = position + 1;
        }
      segment.length = last - segment.text;
      if (segment.length > 0)
        g_array_append_val (segments, segment);
    }
  return segments;
}

static guint
count_segments (const BtImportLine *line)
{
  g_autoptr (GArray) segments = split_segments (line);

  return segments->len;
}

/**
 * bt_import_is_aligned:
 * @import: an import
 * @first: index of a table's first line
 * @end: index after its last line
 *
 * Returns: whether its cells are parted by wide blanks
 */
gboolean
bt_import_is_aligned (const BtImport *import, guint first, guint end)
{
  guint aligned = 0, n = 0;

  if (count_segments (bt_import_line (import, first)) < 3)
    return FALSE;
  for (guint i = first + 1; i < end && n < LOOK_AHEAD; i++, n++)
    aligned += count_segments (bt_import_line (import, i)) >= 2 || bt_import_line (import, i)->indent >= WIDE_BLANK;
  return n > 0 && aligned >= n * ALIGNED_SHARE;
}

static gboolean
is_row_start (const BtImportLine *line)
{
  gsize length;
  g_autoptr (GArray) segments = split_segments (line);
  g_autofree char *first = segments->len > 0 ? g_strndup (g_array_index (segments, Segment, 0).text,
                                                          g_array_index (segments, Segment, 0).length)
                                             : g_strdup ("");

  return line->indent < 8 && bt_import_row_number (first, &length) > 0 &&
         (first[length] == '\0' || segments->len > 1);
}

/* How often a character of the rows stands at each position. */
static void
cover (const BtImport *import, guint first, guint end, guint *covered)
{
  for (guint i = first; i < end; i++)
    {
      g_autoptr (GArray) segments = split_segments (bt_import_line (import, i));
      for (guint j = 0; j < segments->len; j++)
        for (guint x = g_array_index (segments, Segment, j).start;
             x < MIN (g_array_index (segments, Segment, j).end, MAX_POSITIONS); x++)
          covered[x]++;
    }
}

/* Columns are what positions without any character part. */
static gboolean
find_columns (const guint *covered, Columns *columns)
{
  columns->n = 0;
  for (guint x = 0; x < MAX_POSITIONS; x++)
    {
      if (covered[x] == 0)
        continue;
      if (columns->n == MAX_COLUMNS)
        return FALSE;
      columns->starts[columns->n] = x;
      while (x < MAX_POSITIONS && covered[x] > 0)
        x++;
      columns->ends[columns->n++] = x;
    }
  return columns->n >= 2;
}

/* The column that most of [start, end) lies in, or is nearest to. */
static guint
column_at (const Columns *columns, guint start, guint end)
{
  guint best = 0;
  int best_overlap = G_MININT;

  for (guint i = 0; i < columns->n; i++)
    {
      int overlap = (int) MIN (end, columns->ends[i]) - (int) MAX (start, columns->starts[i]);
      if (overlap > best_overlap)
        {
          best = i;
          best_overlap = overlap;
        }
    }
  return best;
}

static guint
columns_spanned (const Columns *columns, const Segment *segment, guint *first)
{
  guint n = 0;

  for (guint i = 0; i < columns->n; i++)
    if (MIN (segment->end, columns->ends[i]) > MAX (segment->start, columns->starts[i]))
      {
        *first = n == 0 ? i : *first;
        n++;
      }
  if (n == 0)
    {
      *first = column_at (columns, segment->start, segment->end);
      n = 1;
    }
  return n;
}

/* The titles of a heading: of each column, and of groups above several. */
typedef struct
{
  GString *titles[MAX_COLUMNS];
  GString *groups[MAX_COLUMNS]; /* at the first of their columns */
  guint spans[MAX_COLUMNS];
} Titles;

static void
take_title (Titles *titles, const Columns *columns, const Segment *segment)
{
  guint first = 0;
  guint n = columns_spanned (columns, segment, &first);
  g_autofree char *text = g_strndup (segment->text, segment->length);

  if (n > 1 && titles->titles[first]->len == 0)
    {
      bt_import_append_joined (titles->groups[first], text);
      titles->spans[first] = MAX (titles->spans[first], n);
      return;
    }
  bt_import_append_joined (titles->titles[column_at (columns, segment->start, segment->end)], text);
}

static void
read_heading (BtImport *import, BtGrid *grid, const Columns *columns, guint first, guint end)
{
  Titles titles = { 0 };

  for (guint i = 0; i < columns->n; i++)
    {
      titles.titles[i] = g_string_new (NULL);
      titles.groups[i] = g_string_new (NULL);
    }
  for (guint i = first; i < end; i++)
    {
      g_autoptr (GArray) segments = split_segments (bt_import_line (import, i));
      for (guint j = 0; j < segments->len; j++)
        take_title (&titles, columns, &g_array_index (segments, Segment, j));
    }
  GPtrArray *into = grid->columns;
  guint left = 0;
  for (guint i = 0; i < columns->n; i++)
    {
      if (left == 0 && titles.groups[i]->len > 0)
        {
          BtGridColumn *group = bt_grid_column_new (titles.groups[i]->str);
          g_ptr_array_add (grid->columns, group);
          into = group->children;
          left = titles.spans[i];
        }
      else if (titles.groups[i]->len > 0)
        bt_import_append_joined (titles.titles[i], titles.groups[i]->str);
      g_ptr_array_add (left > 0 ? into : grid->columns, bt_grid_column_new (titles.titles[i]->str));
      left -= left > 0;
    }
  for (guint i = 0; i < columns->n; i++)
    {
      g_string_free (titles.titles[i], TRUE);
      g_string_free (titles.groups[i], TRUE);
    }
  grid->heading_end = end;
  bt_grid_set_roles (grid);
}

static void
append_to_cell (BtGridRow *row, guint column, const Segment *segment)
{
  char *old = g_ptr_array_index (row->cells, column);
  g_autofree char *more = g_strndup (segment->text, segment->length);
  g_autoptr (GString) text = g_string_new (old);

  for (char *c = more; *c != '\0'; c++)
    *c = *c == '\v' || *c == '\t' ? ' ' : *c;
  if (text->len > 0 && strchr ("-+", *more) != NULL && more[1] == ' ')
    g_string_append_c (text, '\n');
  bt_import_append_joined (text, g_strstrip (more));
  g_free (old);
  g_ptr_array_index (row->cells, column) = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_rows (BtImport *import, BtGrid *grid, const Columns *columns, guint first, guint end)
{
  BtGridRow *row = NULL;
  gboolean ordered = ((BtGridColumn *) g_ptr_array_index (grid->leaves, 0))->role == BT_ROLE_ORDER;

  for (guint i = first; i < end; i++)
    {
      g_autoptr (GArray) segments = split_segments (bt_import_line (import, i));
      const Segment *start = &g_array_index (segments, Segment, 0);
      gboolean new_row = row == NULL || (column_at (columns, start->start, start->end) == 0 &&
                                         (!ordered || is_row_start (bt_import_line (import, i))));
      if (new_row)
        row = bt_grid_add_row (grid, i);
      row->last = i;
      row->confidence = 0.85;
      for (guint j = 0; j < segments->len; j++)
        {
          const Segment *segment = &g_array_index (segments, Segment, j);
          append_to_cell (row, column_at (columns, segment->start, segment->end), segment);
        }
    }
  for (guint i = 0; ordered && i < grid->rows->len; i++)
    {
      row = g_ptr_array_index (grid->rows, i);
      row->typed = g_ptr_array_index (row->cells, 0);
      g_ptr_array_index (row->cells, 0) = g_strdup ("");
    }
}

/**
 * bt_import_read_aligned:
 * @import: an import
 * @grid: a table without columns
 * @first: index of its first line
 * @end: index after its last line
 *
 * Fills columns and rows of @grid where the blanks part at least two columns; otherwise leaves it without any.
 */
void
bt_import_read_aligned (BtImport *import, BtGrid *grid, guint first, guint end)
{
  guint covered[MAX_POSITIONS] = { 0 };
  guint rows = first + 1;
  Columns columns;

  while (rows < end && !is_row_start (bt_import_line (import, rows)))
    rows++;
  if (rows == end)
    return;
  cover (import, rows, end, covered);
  if (!find_columns (covered, &columns))
    return;
  read_heading (import, grid, &columns, first, rows);
  read_rows (import, grid, &columns, rows, end);
}
