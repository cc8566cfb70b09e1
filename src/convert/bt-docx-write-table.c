/* Tables of a document: heading rows that are repeated on each page, rows and columns with their changes. */
#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-numbering.h"
#include "bt-table.h"
#include "bt-viet.h"

/* A row whose cells hold more bytes than this may be broken at the end of a page. */
#define MAX_KEPT_ROW 1500

/* A heading: of a column, or of a group of them. */
typedef struct
{
  const BtNode *column;
  BtDocxState state;
  guint depth, first, n_leaves;
  gboolean leaf;
} Heading;

/* A table while it is written. */
typedef struct
{
  BtDocxWriter *writer;
  const BtNode *table;
  BtDocxState state;
  GArray *headings; /* Heading, in order, groups before what is in them */
  GArray *leaves;   /* indices of those that have cells */
  BtLength *widths;
  guint depth;
  guint n_rows;
} Table;

static const Heading *
get_leaf (const Table *self, guint i)
{
  return &g_array_index (self->headings, Heading, g_array_index (self->leaves, guint, i));
}

static void list_headings (Table *self, const BtNode *parent, const BtDocxState *state,
                           guint depth);

static void
add_heading (Table *self, const BtNode *column, const BtDocxState *state, guint depth)
{
  Heading heading = { column, *state, depth, self->leaves->len, 0, FALSE };
  guint place = self->headings->len;

  heading.leaf = !bt_column_is_group (column);
  g_array_append_val (self->headings, heading);
  self->depth = MAX (self->depth, depth + 1);
  if (heading.leaf)
    g_array_append_val (self->leaves, place);
  else
    list_headings (self, column, state, depth + 1);
  g_array_index (self->headings, Heading, place).n_leaves = self->leaves->len - heading.first;
}

/* The columns below @parent, and those that were moved away from there. */
static void
list_headings (Table *self, const BtNode *parent, const BtDocxState *state, guint depth)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      BtDocxState inner;

      if (bt_node_get_kind (child) == BT_NODE_COLUMN)
        {
          bt_docx_enter_node (self->writer, state, child, &inner);
          inner = bt_docx_state_for_table (&inner);
          add_heading (self, child, &inner, depth);
        }
      else if (bt_node_get_kind (child) == BT_NODE_GHOST)
        {
          const BtNode *old = bt_docx_get_moved_away (self->writer, child, &inner);

          inner = bt_docx_state_for_table (&inner);
          if (old != NULL)
            add_heading (self, old, &inner, depth);
        }
    }
}

/* The marks of a row, and where it has none those of a column. */
static BtDocxState
unite (const BtDocxState *row, const BtDocxState *column)
{
  BtDocxState state = *row;

  if (state.ins == NULL)
    {
      state.ins = column->ins;
      state.ins_of = column->ins_of;
    }
  if (state.del == NULL)
    {
      state.del = column->del;
      state.del_of = column->del_of;
    }
  state.old = row->old || column->old;
  return state;
}

static void
open_row (Table *self, const BtDocxState *state, gboolean heading, gboolean keep)
{
  GString *out = self->writer->out;

  self->n_rows++;
  g_string_append (out, "<w:tr>");
  if (!heading && !keep && state->ins == NULL && state->del == NULL)
    return;
  g_string_append (out, "<w:trPr>");
  if (keep)
    g_string_append (out, "<w:cantSplit/>");
  if (heading)
    g_string_append (out, "<w:tblHeader/>");
  if (state->ins != NULL)
    bt_docx_append_mark (self->writer, "ins", state->ins, state->ins_of);
  if (state->del != NULL)
    bt_docx_append_mark (self->writer, "del", state->del, state->del_of);
  g_string_append (out, "</w:trPr>");
}

/* A cell over @span columns; @merge is "restart" or "continue" where it is one with cells below it or above. */
static void
open_cell (Table *self, guint first, guint span, const char *merge, const BtDocxState *column)
{
  GString *out = self->writer->out;
  BtLength width = 0;

  for (guint i = first; i < first + span; i++)
    width += self->widths[i];
  g_string_append_printf (out, "<w:tc><w:tcPr><w:tcW w:w=\"%d\" w:type=\"dxa\"/>",
                          BT_DOCX_TWIPS (width));
  if (span > 1)
    g_string_append_printf (out, "<w:gridSpan w:val=\"%u\"/>", span);
  if (merge != NULL)
    g_string_append_printf (out, "<w:vMerge w:val=\"%s\"/>", merge);
  g_string_append (out, "<w:vAlign w:val=\"center\"/>");
  if (column != NULL && column->ins != NULL)
    bt_docx_append_mark (self->writer, "cellIns", column->ins, column->ins_of);
  else if (column != NULL && column->del != NULL)
    bt_docx_append_mark (self->writer, "cellDel", column->del, column->del_of);
  g_string_append (out, "</w:tcPr>");
}

static void
close_cell (Table *self)
{
  bt_docx_end_paragraph (self->writer);
  g_string_append (self->writer->out, "</w:tc>");
}

static void
append_heading_cell (Table *self, const Heading *heading)
{
  const BtDocxParagraph paragraph = { "BtCellHeading", NULL, NULL, NULL, NULL };
  BtDocxState state = unite (&self->state, &heading->state);
  const char *merge = heading->leaf && heading->depth + 1 < self->depth ? "restart" : NULL;

  open_cell (self, heading->first, heading->n_leaves, merge, &heading->state);
  bt_docx_mark_node (self->writer, BT_DOCX_MARK_COLUMN, bt_node_get_id (heading->column), &state);
  bt_docx_begin_node (self->writer, heading->column, &state);
  bt_docx_begin_paragraph (self->writer, &paragraph);
  bt_docx_append_text (self->writer, heading->column, &state);
  close_cell (self);
}

static void
append_heading_row (Table *self, guint depth)
{
  const BtDocxParagraph empty = { "BtCellHeading", NULL, NULL, NULL, NULL };

  open_row (self, &self->state, TRUE, TRUE);
  for (guint i = 0; i < self->headings->len; i++)
    {
      const Heading *heading = &g_array_index (self->headings, Heading, i);

      if (heading->depth == depth && heading->n_leaves > 0)
        append_heading_cell (self, heading);
      else if (heading->leaf && heading->depth < depth)
        {
          open_cell (self, heading->first, 1, "continue", &heading->state);
          bt_docx_begin_paragraph (self->writer, &empty);
          close_cell (self);
        }
    }
  g_string_append (self->writer->out, "</w:tr>\n");
}

/* A table whose columns have no words has no heading. */
static gboolean
has_heading (const Table *self)
{
  for (guint i = 0; i < self->headings->len; i++)
    if (*bt_node_get_string (g_array_index (self->headings, Heading, i).column) != '\0')
      return TRUE;
  return FALSE;
}

static const BtNode *
get_cell (const BtNode *row, guint column)
{
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    if (bt_node_get_kind (bt_node_get_child (row, i)) == BT_NODE_CELL && column-- == 0)
      return bt_node_get_child (row, i);
  return NULL;
}

/* Where @column stood among the columns of the table of @row before all changes. */
static const BtNode *
get_old_cell (const BtDocxWriter *writer, const char *row, const char *column)
{
  BtNode *node = bt_plan_get_node (writer->original, row), *table, *cell = NULL;
  const char *rows = NULL;

  if (node == NULL)
    return NULL;
  rows = bt_node_get_id (bt_plan_get_parent (writer->original, row, NULL));
  table = bt_plan_get_parent (writer->original, rows, NULL);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  for (guint i = 0; i < leaves->len && cell == NULL; i++)
    if (strcmp (bt_node_get_id (leaves->pdata[i]), column) == 0)
      cell = (BtNode *) get_cell (node, i);
  return cell;
}

/* The cell of @row in a leaf column: for what was moved away, as it was. @place counts the columns that have cells. */
static const BtNode *
find_cell (const Table *self, const BtNode *row, const Heading *leaf, const BtDocxState *row_state,
           guint *place)
{
  gboolean old = leaf->state.old || row_state->old;

  if (!old || self->state.old)
    return get_cell (row, (*place)++);
  return get_old_cell (self->writer, bt_node_get_id (row), bt_node_get_id (leaf->column));
}

static gboolean
is_centred (BtRole role)
{
  return role == BT_ROLE_ORDER || role == BT_ROLE_START || role == BT_ROLE_FINISH
         || role == BT_ROLE_TIME;
}

/* Whether the column was one of numbers before all changes. */
static gboolean
was_order (const Table *self, const BtNode *column)
{
  const BtPlan *original = self->writer->original;
  const BtNode *old =
      original != NULL ? bt_plan_get_node (original, bt_node_get_id (column)) : NULL;

  return old != NULL && bt_column_get_role (old) == BT_ROLE_ORDER;
}

/* The number of a row, where the order column has no words of its own, or had none. */
static void
append_number (Table *self, const BtNode *row, const BtNode *cell, const BtNode *column,
               const BtDocxState *state, guint number)
{
  const char *old = g_hash_table_lookup (self->writer->labels, bt_node_get_id (row));
  const BtText *text = bt_node_get_text (cell);
  g_autofree char *now = number > 0 ? g_strdup_printf ("%u", number) : g_strdup (old);
  gboolean shown = bt_column_get_role (column) == BT_ROLE_ORDER && bt_docx_is_blank (text);
  gboolean was_shown = was_order (self, column) && bt_docx_was_empty (text);

  bt_docx_append_label (self->writer, row, state, shown ? now : NULL, was_shown ? old : NULL);
}

static void
append_cell (Table *self, const BtNode *row, const BtNode *cell, const Heading *leaf,
             const BtDocxState *row_state, guint number)
{
  BtRole role = bt_column_get_role (leaf->column);
  const BtDocxParagraph paragraph = { is_centred (role) ? "BtCellCentered" : "BtCell", NULL, NULL,
                                      NULL, NULL };
  BtDocxState state = unite (row_state, &leaf->state);

  open_cell (self, leaf->first, 1, NULL, &leaf->state);
  if (cell != NULL)
    bt_docx_begin_node (self->writer, cell, &state);
  bt_docx_begin_paragraph (self->writer, &paragraph);
  if (cell != NULL)
    {
      append_number (self, row, cell, leaf->column, &state, number);
      bt_docx_append_text (self->writer, cell, &state);
    }
  close_cell (self);
}

static gboolean
is_short (const BtNode *row)
{
  gsize length = 0;

  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    length = MAX (length, strlen (bt_node_get_string (bt_node_get_child (row, i))));
  return length < MAX_KEPT_ROW;
}

static void
append_row (Table *self, const BtNode *row, const BtDocxState *state, guint number)
{
  guint place = 0;

  open_row (self, state, FALSE, is_short (row));
  bt_docx_mark_node (self->writer, BT_DOCX_MARK_ROW, bt_node_get_id (row), state);
  bt_docx_begin_node (self->writer, row, state);
  for (guint i = 0; i < self->leaves->len; i++)
    {
      const Heading *leaf = get_leaf (self, i);

      append_cell (self, row, find_cell (self, row, leaf, state, &place), leaf, state, number);
    }
  g_string_append (self->writer->out, "</w:tr>\n");
}

/* Whether group rows have a numeral: it stands in the order column, if that comes first and not alone. */
static gboolean
has_numeral (const GPtrArray *leaves)
{
  const BtNode *first = NULL;
  guint n = 0;

  for (guint i = 0; i < leaves->len; i++)
    if (bt_node_is_live (leaves->pdata[i]))
      {
        first = n == 0 ? leaves->pdata[i] : first;
        n++;
      }
  return n > 1 && bt_column_get_role (first) == BT_ROLE_ORDER;
}

static gboolean
had_numeral (const Table *self)
{
  const BtPlan *original = self->writer->original;
  const BtNode *old =
      original != NULL ? bt_plan_get_node (original, bt_node_get_id (self->table)) : NULL;
  g_autoptr (GPtrArray) leaves = old != NULL ? bt_table_get_leaves (old) : NULL;

  return leaves != NULL && has_numeral (leaves);
}

static gboolean
append_numeral (Table *self, const BtNode *row, const BtDocxState *state, guint number)
{
  const BtDocxParagraph paragraph = { "BtCellHeading", NULL, NULL, NULL, NULL };
  const char *before = g_hash_table_lookup (self->writer->labels, bt_node_get_id (row));
  g_autofree char *now = number > 0 ? bt_viet_roman (number) : g_strdup (before);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (self->table);
  gboolean has = has_numeral (leaves), had = had_numeral (self);

  if (self->leaves->len < 2 || (!has && !had))
    return FALSE;
  open_cell (self, 0, 1, NULL, NULL);
  bt_docx_begin_paragraph (self->writer, &paragraph);
  bt_docx_append_label (self->writer, row, state, has ? now : NULL, had ? before : NULL);
  close_cell (self);
  return TRUE;
}

static void
append_group_row (Table *self, const BtNode *row, const BtDocxState *state, guint number)
{
  const BtDocxParagraph paragraph = { "BtGroupRow", NULL, NULL, NULL, NULL };
  guint n = MAX (self->leaves->len, 1), first;

  open_row (self, state, FALSE, strlen (bt_node_get_string (row)) < MAX_KEPT_ROW);
  first = append_numeral (self, row, state, number);
  open_cell (self, first, n - first, NULL, NULL);
  bt_docx_mark_node (self->writer, BT_DOCX_MARK_ROW, bt_node_get_id (row), state);
  bt_docx_begin_node (self->writer, row, state);
  bt_docx_begin_paragraph (self->writer, &paragraph);
  bt_docx_append_text (self->writer, row, state);
  close_cell (self);
  g_string_append (self->writer->out, "</w:tr>\n");
}

static void
append_any_row (Table *self, const BtNode *row, const BtDocxState *state, guint number)
{
  if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
    append_group_row (self, row, state, number);
  else if (bt_node_get_kind (row) == BT_NODE_ROW && self->leaves->len > 0)
    append_row (self, row, state, number);
}

static void
append_rows (Table *self)
{
  BtNode *rows = bt_node_get_child_of_kind (self->table, BT_NODE_ROWS);
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      const BtNode *row = bt_node_get_child (rows, i), *old;
      guint number = bt_counter_next (&counter, row);
      BtDocxState state;

      if (bt_node_get_kind (row) != BT_NODE_GHOST)
        {
          bt_docx_enter_node (self->writer, &self->state, row, &state);
          state = bt_docx_state_for_table (&state);
          append_any_row (self, row, &state, self->state.old ? 0 : number);
          continue;
        }
      old = bt_docx_get_moved_away (self->writer, row, &state);
      state = bt_docx_state_for_table (&state);
      if (old != NULL)
        append_any_row (self, old, &state, 0);
    }
}

/* Lines, padding and the grid. */
static void
open_table (const Table *self)
{
  static const char *const lines[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
  const BtProfile *profile = self->writer->profile;
  int size = BT_LENGTH_TO_PT (bt_profile_get_length (profile, BT_FIGURE_TABLE_BORDER)) * 8 + 0.5;
  int x = BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_TABLE_PADDING_X));
  int y = BT_DOCX_TWIPS (bt_profile_get_length (profile, BT_FIGURE_TABLE_PADDING_Y));
  GString *out = self->writer->out;
  BtLength width = 0;

  for (guint i = 0; i < MAX (self->leaves->len, 1); i++)
    width += self->widths[i];
  g_string_append_printf (out, "<w:tbl><w:tblPr><w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblBorders>",
                          BT_DOCX_TWIPS (width));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (out,
                            "<w:%s w:val=\"single\" w:sz=\"%d\" w:space=\"0\" w:color=\"000000\"/>",
                            lines[i], size);
  g_string_append_printf (
      out,
      "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"%d\" w:type=\"dxa\"/>"
      "<w:left w:w=\"%d\" w:type=\"dxa\"/><w:bottom w:w=\"%d\" w:type=\"dxa\"/>"
      "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
      y, x, y, x);
  for (guint i = 0; i < MAX (self->leaves->len, 1); i++)
    g_string_append_printf (out, "<w:gridCol w:w=\"%d\"/>", BT_DOCX_TWIPS (self->widths[i]));
  g_string_append (out, "</w:tblGrid>\n");
}

/* Shares the width among the columns that the table has, and gives those that were moved away a part of it. */
static void
find_widths (Table *self, BtLength width)
{
  guint n = self->leaves->len, n_old = 0, place = 0;
  g_autofree BtLength *shares = g_new0 (BtLength, MAX (n, 1));

  self->widths = g_new0 (BtLength, MAX (n, 1));
  self->widths[0] = width;
  for (guint i = 0; i < n; i++)
    n_old += get_leaf (self, i)->state.old && !self->state.old;
  if (n == 0)
    return;
  if (n > n_old)
    bt_docx_share_width (self->writer->profile, self->table, width - width / n * n_old, shares);
  for (guint i = 0; i < n; i++)
    self->widths[i] =
        get_leaf (self, i)->state.old && !self->state.old ? width / n : shares[place++];
}

/* bt_docx_append_table:
 * @table: a table
 * @state: what it bears
 * @width: how wide it is to be
 *
 * Around it stand small paragraphs, so that it neither grows together with the next table nor keeps a deleted paragraph
 * beside it from going.
 */
void
bt_docx_append_table (BtDocxWriter *writer, const BtNode *table, const BtDocxState *state,
                      BtLength width)
{
  Table self = { .writer = writer, .table = table, .state = bt_docx_state_for_table (state) };
  g_autofree char *after =
      bt_docx_make_room (bt_profile_get_length (writer->profile, BT_FIGURE_TABLE_AFTER));
  gsize begin;
  guint n_pending;

  self.headings = g_array_new (FALSE, FALSE, sizeof (Heading));
  self.leaves = g_array_new (FALSE, FALSE, sizeof (guint));
  list_headings (&self, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), &self.state, 0);
  find_widths (&self, width);
  begin = writer->out->len;
  n_pending = writer->pending->len;
  bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, NULL, &self.state, NULL);
  open_table (&self);
  bt_docx_mark_node (writer, BT_DOCX_MARK_TABLE, bt_node_get_id (table), state);
  bt_docx_begin_node (writer, table, state);
  for (guint i = 0; has_heading (&self) && i < self.depth; i++)
    append_heading_row (&self, i);
  append_rows (&self);
  g_string_append (writer->out, "</w:tbl>\n");
  bt_docx_append_empty (writer, BT_DOCX_STYLE_SPACER, after, &self.state, NULL);
  if (self.n_rows == 0) /* no document has a table without rows */
    {
      g_string_truncate (writer->out, begin);
      g_array_set_size (writer->pending, n_pending);
    }
  g_array_unref (self.headings);
  g_array_unref (self.leaves);
  g_free (self.widths);
}
