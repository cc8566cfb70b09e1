/* Where the words of a row are parted into cells: every way is weighed by what each column's cells look like. */
#include <string.h>

#include "bt-import-flow.h"

/* A row with more words, or more places to part it, is not weighed: all of it is content. */
#define MAX_WORDS 500
#define MAX_PLACES 72
#define MAX_LEAVES 24
#define IMPOSSIBLE 1e9
/* Longer cells are not such as stand in a column again and again. */
#define MAX_KNOWN_WORDS 16

/* What a cell of a role costs when it is empty, and per word above a length; less is likelier. */
static const struct
{
  double empty;
  guint words;
  double per_word;
} role_costs[BT_N_ROLES] = {
  [BT_ROLE_TEXT] = { 5, 60, 0.1 },    [BT_ROLE_ORDER] = { 0, 1, 5 },     [BT_ROLE_CONTENT] = { 14, 200, 0.1 },
  [BT_ROLE_PRODUCT] = { 7, 12, 0.4 },  [BT_ROLE_START] = { 9, 6, 1 },     [BT_ROLE_FINISH] = { 9, 6, 1 },
  [BT_ROLE_TIME] = { 9, 8, 1 },       [BT_ROLE_LEAD] = { 8, 24, 0.5 },   [BT_ROLE_SUPPORT] = { 5, 30, 0.5 },
  [BT_ROLE_NOTE] = { 1, 12, 0.3 },
};

#define COST_LOWER_START 9.0
#define COST_DIGIT_START 1.5
#define COST_YEAR_START 5.0
#define COST_OPEN_END 5.0
#define COST_SLASH_END 9.0
#define COST_COLON_END 6.0
#define COST_DASH_START 3.0
#define COST_ABBREVIATION_START 2.0
#define COST_LIST_INSIDE 2.0
#define COST_SEMICOLON_END 2.0
#define COST_MID_LINE 1.0
#define COST_MID_LINE_LATE 12.0
#define COST_CAPITAL_INSIDE 0.8
#define COST_EARLY_BREAK 2.0
#define COST_OVERFULL 3.0
#define COST_NO_TIME 5.0
#define GAIN_TIME 4.0
#define COST_TIME_ELSEWHERE 3.0
#define GAIN_UNIT 4.0
#define COST_NO_UNIT 2.0
#define COST_BARE_UNIT 6.0
#define GAIN_SENTENCE 1.0
#define GAIN_KNOWN 4.0
#define GAIN_KNOWN_WELL 6.0
#define KNOWN_WELL 3
/* A heading repeated within a row says that the page cut the row. */
#define GAIN_CUT 4.0

/* What is known of the columns from rows already parted. */
typedef struct
{
  GHashTable *known[MAX_LEAVES]; /* utf8 key of a cell → how often it stands in the column */
  guint widths[MAX_LEAVES];      /* of the widest line, in 1/100 em; 0 where not known */
  guint widths_seen[MAX_LEAVES]; /* the same, while it is being found out */
} Habits;

/* One row, and the places where it may be parted. */
typedef struct
{
  const BtGrid *grid;
  Habits *habits;
  const BtFlowWord *words;
  guint n_words;
  guint places[MAX_PLACES];
  guint n_places;
} Parting;

static char *
cell_text (const BtFlowWord *words, guint first, guint end)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (words[i].bullet && text->len > 0)
        g_string_append_c (text, '\n');
      if (words[i].line_start)
        bt_import_append_joined (text, words[i].text);
      else
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i].text);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static BtRole
role_of (const Parting *parting, guint column)
{
  return ((BtGridColumn *) g_ptr_array_index (parting->grid->leaves, column))->role;
}

static gboolean
is_time_role (BtRole role)
{
  return role == BT_ROLE_START || role == BT_ROLE_FINISH || role == BT_ROLE_TIME;
}

/* Costs of the words themselves, whatever the column. */
static double
shape_cost (const Parting *parting, guint first, guint end)
{
  const BtFlowWord *words = parting->words;
  gboolean several_lines = FALSE;
  double cost = 0;

  if (words[first].lower)
    cost += COST_LOWER_START;
  for (guint i = first + 1; i < end; i++)
    {
      several_lines = several_lines || words[i].line_start;
      if (words[i].bullet && !words[first].dash)
        cost += COST_LIST_INSIDE;
      if (words[i].line_start && words[i].upper && !words[i - 1].open)
        cost += COST_CAPITAL_INSIDE;
    }
  if (g_str_has_suffix (words[end - 1].text, ":"))
    cost += COST_COLON_END;
  else if (g_str_has_suffix (words[end - 1].text, ";"))
    cost += COST_SEMICOLON_END;
  else if (words[end - 1].ends)
    cost -= GAIN_SENTENCE;
  /* The extraction goes on in the same line only behind a cell that began in it. */
  if (end < parting->n_words && !words[end].line_start)
    cost += several_lines ? COST_MID_LINE_LATE : COST_MID_LINE;
  return cost;
}

/* Lines that break before they must, and lines that are wider than the column ever is. */
static double
width_cost (const Parting *parting, guint column, guint first, guint end)
{
  guint full = parting->habits->widths[column];
  guint width = parting->words[first].width;
  double cost = 0;

  if (full == 0)
    return 0;
  for (guint i = first + 1; i < end; i++)
    {
      const BtFlowWord *word = &parting->words[i];
      if (!word->line_start)
        {
          width += 25 + word->width;
          continue;
        }
      if (!word->bullet && width + 25 + word->width < full * 0.85)
        cost += COST_EARLY_BREAK;
      cost += width > full * 1.15 ? COST_OVERFULL : 0;
      width = word->width;
    }
  return cost + (width > full * 1.15 ? COST_OVERFULL : 0);
}

/* What the columns need to know of a possible cell, found out once; @time is 0, 1 or 2 as it is surely a time. */
typedef struct
{
  guint first, end;
  double shape;
  guint time;
  gboolean unit, bare;
  const char *key;
} Piece;

/* Costs that do not count where the words are a time or a unit. */
static double
sense_cost (const Parting *parting, const Piece *piece)
{
  const BtFlowWord *last = &parting->words[piece->end - 1];
  const BtFlowWord *first = &parting->words[piece->first];
  double cost = 0;

  if ((last->open && piece->time == 0) || bt_flow_ends_bare (parting->words + piece->first, piece->end - piece->first))
    cost += g_str_has_suffix (last->text, "/") ? COST_SLASH_END : COST_OPEN_END;
  if (first->dash && !first->line_start && !piece->unit)
    cost += COST_DASH_START;
  if (!piece->unit && !first->dash && bt_import_is_capitals (first->text, -1))
    cost += COST_ABBREVIATION_START;
  return cost;
}

/* "12 đoạn phim" begins a cell; "2025" ends one. */
static double
digit_cost (const BtFlowWord *word)
{
  gboolean year = strlen (word->key) == 4 && strlen (word->text) == 4;

  return !word->digit ? 0 : year ? COST_YEAR_START : COST_DIGIT_START;
}

static double
role_cost (const Parting *parting, BtRole role, const Piece *piece)
{
  guint n_words = piece->end - piece->first;
  double cost = n_words > role_costs[role].words ? (n_words - role_costs[role].words) * role_costs[role].per_word : 0;

  if (is_time_role (role))
    return cost + (piece->time > 0 ? -GAIN_TIME * piece->time : COST_NO_TIME);
  cost += COST_TIME_ELSEWHERE * piece->time;
  cost += digit_cost (&parting->words[piece->first]);
  if (role == BT_ROLE_LEAD || role == BT_ROLE_SUPPORT)
    cost += (piece->unit ? -GAIN_UNIT : COST_NO_UNIT) + (piece->bare ? COST_BARE_UNIT : 0);
  return cost;
}

static double
known_gain (const Habits *habits, guint column, const char *key)
{
  int times = GPOINTER_TO_INT (g_hash_table_lookup (habits->known[column], key));

  return times <= 0 ? 0 : times >= KNOWN_WELL ? GAIN_KNOWN_WELL : GAIN_KNOWN;
}

static double
cell_cost (const Parting *parting, guint column, const Piece *piece)
{
  BtRole role = role_of (parting, column);

  if (piece->first == piece->end)
    return role_costs[role].empty;
  return piece->shape + role_cost (parting, role, piece) + width_cost (parting, column, piece->first, piece->end) -
         (piece->end - piece->first <= MAX_KNOWN_WORDS ? known_gain (parting->habits, column, piece->key) : 0);
}

/* Cells begin at the start of a line or with a capital, a digit, a dash; other places are not tried. */
static gboolean
find_places (Parting *parting)
{
  parting->n_places = 0;
  for (guint i = 0; i <= parting->n_words; i++)
    {
      const BtFlowWord *word = i < parting->n_words ? &parting->words[i] : NULL;
      gboolean place = word == NULL || i == 0 || word->upper || word->dash || (word->line_start && !word->lower);
      if (!place)
        continue;
      if (parting->n_places == MAX_PLACES)
        return FALSE;
      parting->places[parting->n_places++] = i;
    }
  return TRUE;
}

/* The cheapest ways to fill the columns so far: best[column][place], and from which place each came. */
typedef struct
{
  guint n_places;
  double *best;
  guint *from;
} Ways;

static void
try_piece (const Parting *parting, guint first_column, const Piece *piece, guint a, guint b, Ways *ways)
{
  for (guint column = first_column; column < parting->grid->leaves->len; column++)
    {
      double before = ways->best[column * ways->n_places + a];
      if (before >= IMPOSSIBLE)
        continue;
      double cost = before + cell_cost (parting, column, piece);
      guint to = (column + 1) * ways->n_places + b;
      if (cost >= ways->best[to])
        continue;
      ways->best[to] = cost;
      ways->from[to] = a;
    }
}

static void
try_pieces_from (const Parting *parting, guint first_column, guint a, Ways *ways)
{
  g_autoptr (GString) key = g_string_new (NULL);
  guint first = parting->places[a];

  for (guint b = a; b < parting->n_places; b++)
    {
      Piece piece = { first, parting->places[b] };
      guint n_words = piece.end - first;
      for (guint i = b > a ? parting->places[b - 1] : first; i < piece.end; i++)
        g_string_append (key, parting->words[i].key);
      if (n_words > 0)
        {
          piece.shape = shape_cost (parting, first, piece.end);
          piece.time = bt_flow_words_are_time (parting->words + first, n_words);
          piece.unit = bt_flow_words_are_unit (parting->words + first, n_words);
          piece.shape += sense_cost (parting, &piece);
        }
      piece.key = key->str;
      piece.bare = bt_flow_is_bare_unit (key->str);
      try_piece (parting, first_column, &piece, a, b, ways);
    }
}

/* Fills the columns with the words in the cheapest way: ends[column] is where each one's words end; the cost. */
static double
part (const Parting *parting, guint *ends)
{
  guint n_columns = parting->grid->leaves->len;
  guint n = parting->n_places;
  guint first_column = role_of (parting, 0) == BT_ROLE_ORDER ? 1 : 0;
  Ways ways = { n, g_new (double, (n_columns + 1) * n), g_new0 (guint, (n_columns + 1) * n) };

  for (guint i = 0; i < (n_columns + 1) * n; i++)
    ways.best[i] = IMPOSSIBLE;
  ways.best[first_column * n] = 0;
  for (guint a = 0; a < n; a++)
    try_pieces_from (parting, first_column, a, &ways);
  for (guint column = n_columns, b = n - 1; column > 0; column--)
    {
      ends[column - 1] = column > first_column ? parting->places[b] : 0;
      b = column > first_column ? ways.from[column * n + b] : 0;
    }
  double cost = ways.best[n_columns * n + n - 1];
  g_free (ways.best);
  g_free (ways.from);
  return cost;
}

/* What a part of a cell after a page break costs beside what is in the cell already. */
static double
continuation_cost (const Parting *parting, guint column, const char *before, const char *more)
{
  BtRole role = role_of (parting, column);
  g_autofree char *key = bt_import_key (before, -1);
  g_autofree char *more_key = bt_import_key (more, -1);
  g_autofree char *both = g_strconcat (key, more_key, NULL);
  double cost = 2;

  cost -= 2 * known_gain (parting->habits, column, both);
  cost += known_gain (parting->habits, column, key);
  cost -= bt_import_ends_open (before) ? COST_OPEN_END : 0;
  cost += is_time_role (role) ? COST_NO_TIME : 0;
  return cost - (role == BT_ROLE_CONTENT ? 1 : 0);
}

/* The words after a page break, which go on in some of the cells, from left to right. */
static double
part_continuation (const Parting *parting, const GPtrArray *cells, guint *ends)
{
  guint n_columns = parting->grid->leaves->len;
  guint n = parting->n_places;
  Ways ways = { n, g_new (double, (n_columns + 1) * n), g_new0 (guint, (n_columns + 1) * n) };

  for (guint i = 0; i < (n_columns + 1) * n; i++)
    ways.best[i] = IMPOSSIBLE;
  ways.best[0] = 0;
  for (guint column = 0; column < n_columns; column++)
    for (guint a = 0; a < n; a++)
      for (guint b = a; b < n && ways.best[column * n + a] < IMPOSSIBLE; b++)
        {
          g_autofree char *more = cell_text (parting->words, parting->places[a], parting->places[b]);
          double cost = ways.best[column * n + a];
          if (role_of (parting, column) == BT_ROLE_ORDER && b > a)
            break;
          if (b > a)
            cost += continuation_cost (parting, column, g_ptr_array_index (cells, column), more);
          if (cost >= ways.best[(column + 1) * n + b])
            continue;
          ways.best[(column + 1) * n + b] = cost;
          ways.from[(column + 1) * n + b] = a;
        }
  for (guint column = n_columns, b = n - 1; column > 0; column--)
    {
      ends[column - 1] = parting->places[b];
      b = ways.from[column * n + b];
    }
  double cost = ways.best[n_columns * n + n - 1];
  g_free (ways.best);
  g_free (ways.from);
  return cost;
}

/* After a page break every word may begin the rest of a cell. */
static gboolean
find_continuation_places (Parting *parting)
{
  if (parting->n_words + 1 > MAX_PLACES / 2)
    return FALSE;
  parting->n_places = parting->n_words + 1;
  for (guint i = 0; i <= parting->n_words; i++)
    parting->places[i] = i;
  return TRUE;
}

static void
set_cell (GPtrArray *cells, guint column, char *text)
{
  g_free (g_ptr_array_index (cells, column));
  g_ptr_array_index (cells, column) = text;
}

static void
append_cell (GPtrArray *cells, guint column, const char *more)
{
  g_autoptr (GString) text = g_string_new (g_ptr_array_index (cells, column));

  if (*more == '\0')
    return;
  bt_import_append_joined (text, more);
  set_cell (cells, column, g_string_free (g_steal_pointer (&text), FALSE));
}

static guint
content_column (const BtGrid *grid)
{
  for (guint i = 0; i < grid->leaves->len; i++)
    if (((BtGridColumn *) g_ptr_array_index (grid->leaves, i))->role == BT_ROLE_CONTENT)
      return i;
  return grid->leaves->len - 1;
}

/* Where a page break parts the row's words, or all of them. */
static guint
page_break_in (const GArray *words)
{
  for (guint i = 1; i < words->len; i++)
    if (g_array_index (words, BtFlowWord, i).page)
      return i;
  return words->len;
}

static void
learn_width (Habits *habits, guint column, const BtFlowWord *words, guint first, guint end)
{
  guint width = 0;

  for (guint i = first; i < end; i++)
    {
      width = words[i].line_start || i == first ? words[i].width : width + 25 + words[i].width;
      habits->widths_seen[column] = MAX (habits->widths_seen[column], width);
    }
}

/* Fills the cells from the words of @parting; FALSE where there are too many to weigh. */
static gboolean
fill_cells (Parting *parting, GPtrArray *cells, double *cost)
{
  guint ends[MAX_LEAVES];
  guint first = 0;

  if (parting->n_words == 0 || parting->n_words > MAX_WORDS || !find_places (parting))
    return FALSE;
  *cost = part (parting, ends);
  for (guint i = 0; i < cells->len; i++)
    {
      set_cell (cells, i, cell_text (parting->words, first, ends[i]));
      learn_width (parting->habits, i, parting->words, first, ends[i]);
      first = ends[i];
    }
  return TRUE;
}

static double
continue_cells (Parting *parting, GPtrArray *cells)
{
  guint ends[MAX_LEAVES];
  guint first = 0;

  if (!find_continuation_places (parting))
    {
      g_autofree char *all = cell_text (parting->words, 0, parting->n_words);
      append_cell (cells, content_column (parting->grid), all);
      return 0;
    }
  double cost = part_continuation (parting, cells, ends);
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *more = cell_text (parting->words, first, ends[i]);
      append_cell (cells, i, more);
      first = ends[i];
    }
  return cost;
}

static GPtrArray *
empty_cells (guint n)
{
  GPtrArray *cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (cells, g_strdup (""));
  return cells;
}

/* Puts the words of a row into its cells; a row that a page break cuts is read whole or in two, as is likelier. */
static void
part_row (const BtGrid *grid, Habits *habits, BtGridRow *row, const GArray *words)
{
  Parting whole = { grid, habits, (const BtFlowWord *) words->data, words->len };
  guint cut = page_break_in (words);
  Parting head = { grid, habits, whole.words, cut };
  /* Without words there is no array, and nothing to point into. */
  Parting tail = { grid, habits, cut > 0 ? whole.words + cut : whole.words, words->len - cut };
  g_autoptr (GPtrArray) cells = empty_cells (grid->leaves->len);
  g_autoptr (GPtrArray) cut_cells = empty_cells (grid->leaves->len);
  double cost = IMPOSSIBLE, cut_cost = IMPOSSIBLE;

  if (words->len == 0)
    return;
  if (!fill_cells (&whole, cells, &cost))
    set_cell (cells, content_column (grid), cell_text (whole.words, 0, whole.n_words));
  if (cut < words->len && fill_cells (&head, cut_cells, &cut_cost) &&
      cut_cost + continue_cells (&tail, cut_cells) - GAIN_CUT < cost)
    {
      g_ptr_array_unref (row->cells);
      row->cells = g_steal_pointer (&cut_cells);
      row->confidence = 0.6;
      return;
    }
  row->confidence = CLAMP (0.9 - cost / 100.0, 0.3, 0.95);
  g_ptr_array_unref (row->cells);
  row->cells = g_steal_pointer (&cells);
}

/* Counts the cells of @row once more, or once less. */
static void
learn_cells (Habits *habits, const BtGridRow *row, int times)
{
  for (guint column = 0; row->cells != NULL && column < row->cells->len; column++)
    {
      char *key = bt_import_key (g_ptr_array_index (row->cells, column), -1);
      int known = GPOINTER_TO_INT (g_hash_table_lookup (habits->known[column], key));
      g_hash_table_replace (habits->known[column], key, GINT_TO_POINTER (known + times));
    }
}

static void
part_all (Flow *flow, Habits *habits, gboolean again)
{
  for (guint i = 0; i < flow->rows->len; i++)
    {
      BtGridRow *row = g_ptr_array_index (flow->grid->rows, i);
      if (g_ptr_array_index (flow->rows, i) == NULL)
        continue;
      /* What a row was taken for is no evidence for itself. */
      if (again)
        learn_cells (habits, row, -1);
      part_row (flow->grid, habits, row, g_ptr_array_index (flow->rows, i));
      if (again)
        learn_cells (habits, row, 1);
    }
}

/**
 * bt_import_part_cells:
 * @flow: a flowing table whose rows have their words
 *
 * Fills the cells: once by what each kind of column holds, and once more with what the first time taught of them.
 */
void
bt_import_part_cells (Flow *flow)
{
  Habits habits = { 0 };
  guint n = flow->grid->leaves->len;

  g_return_if_fail (n <= MAX_LEAVES);

  for (guint i = 0; i < n; i++)
    habits.known[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  part_all (flow, &habits, FALSE);
  for (guint i = 0; i < flow->grid->rows->len; i++)
    learn_cells (&habits, g_ptr_array_index (flow->grid->rows, i), 1);
  memcpy (habits.widths, habits.widths_seen, sizeof habits.widths);
  part_all (flow, &habits, TRUE);
  for (guint i = 0; i < n; i++)
    g_hash_table_unref (habits.known[i]);
}
