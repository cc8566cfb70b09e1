/* Tables of a document become tables of the plan: the heading as a tree of columns, rows with their marks. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-docx-names.h"
#include "bt-import-grid.h"
#include "bt-viet.h"

/* A table that only sets texts beside each other has no more columns and rows. */
#define MAX_LAYOUT_COLUMNS 4
#define MAX_LAYOUT_ROWS 12
#define MAX_PLAIN_COLUMNS 3
#define MAX_HEADING_ROWS 4

static gboolean
says_layout (const BtImport *import, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxBlock *block = blocks->pdata[i];
      if (block->paragraph == NULL)
        continue;
      g_autofree char *text = bt_docx_dup_view (block->paragraph->text, TRUE);
      g_autofree char *key = bt_import_key (text, MIN (strlen (text), 200));
      if (strstr (key, "conghoaxahoichunghia") != NULL || strstr (key, "doclaptudohanhphuc") != NULL
          || bt_import_is_recipients_line (import, g_strstrip (text))
          || bt_import_is_authority (import, text))
        return TRUE;
    }
  return FALSE;
}

static guint
count_columns (const BtDocxTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const BtDocxRow *row = table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        {
          const BtDocxCell *cell = row->cells->pdata[j];
          n = MAX (n, cell->column + cell->span);
        }
    }
  return n;
}

static guint
count_cells (const BtDocxTable *table)
{
  guint n = 0;

  for (guint i = 0; i < table->rows->len; i++)
    n = MAX (n, ((BtDocxRow *) table->rows->pdata[i])->cells->len);
  return n;
}

/**
 * bt_docx_table_is_layout:
 * @import: an import
 * @table: a table
 *
 * Returns: whether it only sets texts beside each other, as the head of a document and the signature beside the
 *   recipients, or around a text, as a frame; so that its paragraphs are paragraphs like others
 */
gboolean
bt_docx_table_is_layout (const BtImport *import, const BtDocxTable *table)
{
  guint n = count_cells (table);

  if (table->rows->len > MAX_LAYOUT_ROWS || n > MAX_LAYOUT_COLUMNS)
    return FALSE;
  if (n <= 1 && table->rows->len <= 1)
    return TRUE;
  if (!table->borders && n <= MAX_PLAIN_COLUMNS)
    return TRUE;
  for (guint i = 0; i < table->rows->len; i++)
    {
      const BtDocxRow *row = table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        if (says_layout (import, ((BtDocxCell *) row->cells->pdata[j])->blocks))
          return TRUE;
    }
  return FALSE;
}

/* The text of a cell: its paragraphs are lines of it. */
typedef struct
{
  BtTextBuilder *builder;
  const char *ins, *del; /* of its row or column */
  gboolean begun;
  const BtDocxParagraph *before;
} CellText;

static void
append_plain (CellText *cell, const char *text, const char *ins, const char *del)
{
  BtMark mark = { .ins = ins != NULL ? ins : cell->ins, .del = del != NULL ? del : cell->del };

  bt_text_builder_append (cell->builder, text, -1, &mark);
}

static void
append_paragraph (CellText *cell, const BtDocxParagraph *paragraph)
{
  if (bt_text_get_length (paragraph->text) == 0 && paragraph->label == NULL)
    return;
  if (cell->begun)
    append_plain (cell, "\n", cell->before->ins, cell->before->del);
  if (paragraph->label != NULL && *paragraph->label != '\0')
    {
      append_plain (cell, paragraph->label, NULL, NULL);
      append_plain (cell, " ", NULL, NULL);
    }
  bt_text_builder_append_text (cell->builder, paragraph->text);
  cell->begun = TRUE;
  cell->before = paragraph;
}

static void
append_blocks (CellText *cell, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxBlock *block = blocks->pdata[i];
      if (block->paragraph != NULL)
        append_paragraph (cell, block->paragraph);
      for (guint j = 0; block->table != NULL && j < block->table->rows->len; j++)
        {
          const BtDocxRow *row = block->table->rows->pdata[j];
          for (guint k = 0; k < row->cells->len; k++)
            append_blocks (cell, ((BtDocxCell *) row->cells->pdata[k])->blocks);
        }
    }
}

static void
append_cell (CellText *text, const BtDocxRow *row, const BtDocxCell *cell)
{
  text->ins = row->ins != NULL ? row->ins : cell->ins;
  text->del = row->del != NULL ? row->del : cell->del;
  append_blocks (text, cell->blocks);
}

/* A table on its way into the tree. */
typedef struct
{
  BtDocxImport *import;
  const BtDocxTable *table;
  guint first, end;  /* the rows of the heading */
  GArray *starts;    /* guint: the columns of the grid in which a cell begins */
  GPtrArray *leaves; /* BtRole as pointer */
  gboolean
      accepted; /* whether its heading is read as it is when all changes are accepted: not where all rows go */
  const xmlNode *own; /* nullable: what it was in the tree of the plan that went out */
} Frame;

static int
compare_columns (gconstpointer a, gconstpointer b)
{
  guint x = *(const guint *) a, y = *(const guint *) b;
  return x < y ? -1 : x > y;
}

static void
find_starts (Frame *frame)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < frame->table->rows->len; i++)
    {
      const BtDocxRow *row = frame->table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        {
          guint column = ((BtDocxCell *) row->cells->pdata[j])->column;
          if (g_hash_table_add (seen, GUINT_TO_POINTER (column)))
            g_array_append_val (frame->starts, column);
        }
    }
  g_array_sort (frame->starts, compare_columns);
}

/* The column of the plan's table in which that of the grid lies. */
static guint
leaf_at (const Frame *frame, guint column)
{
  guint i = 0;

  while (i + 1 < frame->starts->len && g_array_index (frame->starts, guint, i + 1) <= column)
    i++;
  return i;
}

static const BtDocxRow *
row_at (const Frame *frame, guint index)
{
  return frame->table->rows->pdata[index];
}

static const BtDocxCell *
cell_in (const BtDocxRow *row, guint column)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const BtDocxCell *cell = row->cells->pdata[i];
      if (cell->column <= column && column < cell->column + cell->span)
        return cell;
    }
  return NULL;
}

static char *
dup_cell_string (const Frame *frame, const BtDocxRow *row, const BtDocxCell *cell)
{
  CellText text = { .builder = bt_text_builder_new () };

  append_cell (&text, row, cell);
  g_autoptr (BtText) made = bt_text_builder_end (text.builder);
  char *view = bt_docx_dup_view (made, frame->accepted);
  for (char *c = view; *c != '\0'; c++)
    *c = *c == '\t' || *c == '\n' ? ' ' : *c;
  return g_strstrip (view);
}

/* Whether a row goes on above into the one at @index: a cell of the heading is as high as both. */
static gboolean
is_merged_above (const Frame *frame, guint index)
{
  const BtDocxRow *row = row_at (frame, index);

  for (guint i = 0; i < row->cells->len; i++)
    if (((BtDocxCell *) row->cells->pdata[i])->goes_on)
      return TRUE;
  return FALSE;
}

/* Without a word about it, the first row is the heading where each of its cells says something, and no number. */
static gboolean
looks_like_heading (const Frame *frame, guint index)
{
  const BtDocxRow *row = row_at (frame, index);
  gsize length;

  if (row->cells->len < 2 || index + 1 >= frame->table->rows->len)
    return FALSE;
  for (guint i = 0; i < row->cells->len; i++)
    {
      const BtDocxCell *cell = row->cells->pdata[i];
      g_autofree char *text = dup_cell_string (frame, row, cell);
      if ((*text == '\0' && cell->del == NULL) || bt_import_row_number (text, &length) > 0)
        return FALSE;
    }
  return TRUE;
}

/* The change that put in or takes out all of the table's rows. */
static const char *
table_mark (const Frame *frame, gboolean inserted)
{
  const char *mark = NULL;

  for (guint i = 0; i < frame->table->rows->len; i++)
    {
      mark = inserted ? row_at (frame, i)->ins : row_at (frame, i)->del;
      if (mark == NULL)
        return NULL;
    }
  return mark;
}

static void
find_heading (Frame *frame)
{
  guint n = frame->table->rows->len, i = 0;

  while (i < n && row_at (frame, i)->del != NULL && frame->accepted)
    i++;
  frame->first = frame->end = i;
  while (frame->end < n && row_at (frame, frame->end)->heading)
    frame->end++;
  if (frame->end > frame->first || i >= n || !looks_like_heading (frame, i))
    return;
  frame->end = i + 1;
  while (frame->end < n && frame->end < i + MAX_HEADING_ROWS && is_merged_above (frame, frame->end))
    frame->end++;
}

/* The title of a leaf: what stands in its column from row @depth of the heading on. */
static BtText *
make_title (const Frame *frame, guint depth, guint column)
{
  CellText text = { .builder = bt_text_builder_new () };

  for (guint i = depth; i < frame->end; i++)
    {
      const BtDocxCell *cell = cell_in (row_at (frame, i), column);
      if (cell != NULL && cell->column == column)
        append_cell (&text, row_at (frame, i), cell);
    }
  return bt_docx_settle_text (bt_text_builder_end (text.builder), BT_TEXT_LINES);
}

/* A column comes or goes where all its cells do. */
static const char *
column_mark (const Frame *frame, guint column, gboolean inserted)
{
  const char *mark = NULL;

  for (guint i = 0; i < frame->table->rows->len; i++)
    {
      const BtDocxCell *cell = cell_in (row_at (frame, i), column);
      const char *change = cell == NULL ? NULL : inserted ? cell->ins : cell->del;
      if (cell == NULL || cell->column != column)
        continue;
      if (change == NULL)
        return NULL;
      mark = change;
    }
  return mark;
}

static BtRole
role_of (const Frame *frame, guint leaf)
{
  return leaf < frame->leaves->len ? GPOINTER_TO_UINT (frame->leaves->pdata[leaf]) : BT_ROLE_TEXT;
}

static const xmlNode *
table_around (const xmlNode *own)
{
  while (own != NULL && !bt_docx_is (own, "table"))
    own = own->parent;
  return own;
}

/* Whether another table is that of our tree already: then this is a copy of it, or what was cut off. */
static gboolean
is_taken (const Frame *frame, const xmlNode *own)
{
  return g_hash_table_contains (frame->import->kept, bt_intern (bt_docx_attr (own, "id")));
}

/* The table that it was: by its own bookmark, or by those of its columns and rows. */
static const xmlNode *
find_own_table (const Frame *frame)
{
  static const char *const prefixes[] = { BT_DOCX_MARK_TABLE, BT_DOCX_MARK_COLUMN,
                                          BT_DOCX_MARK_ROW };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    for (guint j = 0; j < frame->table->rows->len; j++)
      {
        const BtDocxRow *row = row_at (frame, j);
        for (guint k = 0; k < row->cells->len; k++)
          {
            const BtDocxCell *cell = row->cells->pdata[k];
            const xmlNode *own =
                table_around (bt_docx_import_find_own (frame->import, cell->blocks, prefixes[i]));
            if (own != NULL && !is_taken (frame, own))
              return own;
          }
      }
  return NULL;
}

/* What a bookmark of the cell names in the table that it was: rows and columns of others are new here. */
static const xmlNode *
find_own_in (const Frame *frame, const BtDocxCell *cell, const char *prefix)
{
  const xmlNode *own = bt_docx_import_find_own (frame->import, cell->blocks, prefix);

  return own != NULL && table_around (own) == frame->own ? own : NULL;
}

/* A column of a table of our own keeps its id. */
static void
keep_column (const Frame *frame, const BtNode *node, const BtDocxCell *cell)
{
  if (cell == NULL)
    return;
  bt_docx_import_note_origins (frame->import, cell->blocks, BT_DOCX_ORIGIN_COLUMN, node);
  bt_docx_import_keep_id (frame->import, node, find_own_in (frame, cell, BT_DOCX_MARK_COLUMN));
}

static BtNode *
make_leaf (const Frame *frame, guint depth, guint leaf)
{
  guint column = g_array_index (frame->starts, guint, leaf);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMN, NULL);

  bt_node_builder_set_attr (builder, "role", bt_role_get_name (role_of (frame, leaf)));
  bt_node_builder_set_attr (builder, "ins", column_mark (frame, column, TRUE));
  bt_node_builder_set_attr (builder, "del", column_mark (frame, column, FALSE));
  bt_node_builder_take_text (builder, make_title (frame, depth, column));
  BtNode *node = bt_node_builder_end (builder);
  for (guint i = depth; i < frame->end; i++)
    {
      const BtDocxCell *cell = cell_in (row_at (frame, i), column);
      if (cell != NULL && cell->column == column)
        keep_column (frame, node, cell);
    }
  return node;
}

/* Adds to @parent the columns of the leaves [first, end), from row @depth of the heading on. */
static void
add_columns (const Frame *frame, guint depth, guint first, guint end, BtNodeBuilder *parent)
{
  for (guint i = first; i < end;)
    {
      guint column = g_array_index (frame->starts, guint, i);
      const BtDocxCell *cell = depth < frame->end ? cell_in (row_at (frame, depth), column) : NULL;
      guint next = i + 1;
      while (cell != NULL && next < end
             && g_array_index (frame->starts, guint, next) < cell->column + cell->span)
        next++;
      const BtDocxCell *below = next > i + 1 && depth + 1 < frame->end
                                    ? cell_in (row_at (frame, depth + 1), column)
                                    : NULL;
      if (below != NULL && !below->goes_on)
        {
          BtNodeBuilder *group = bt_node_builder_new (BT_NODE_COLUMN, NULL);
          CellText text = { .builder = bt_text_builder_new () };
          append_cell (&text, row_at (frame, depth), cell);
          bt_node_builder_take_text (group, bt_docx_settle_text (bt_text_builder_end (text.builder),
                                                                 BT_TEXT_LINES));
          add_columns (frame, depth + 1, i, next, group);
          BtNode *made = bt_node_builder_end (group);
          keep_column (frame, made, cell);
          bt_node_builder_take_child (parent, made);
        }
      else
        for (guint j = i; j < next; j++)
          bt_node_builder_take_child (parent, make_leaf (frame, depth, j));
      i = next;
    }
}

/* Whether there is nothing in the cell, nor was or will be. */
static gboolean
is_blank (const BtDocxRow *row, const BtDocxCell *cell)
{
  CellText text = { .builder = bt_text_builder_new () };

  append_cell (&text, row, cell);
  g_autoptr (BtText) made = bt_text_builder_end (text.builder);
  return bt_docx_is_space (bt_text_get_string (made));
}

/* Whether the row has but a numeral in the order column and words in the next: over all that are left, or over one,
 * the others being empty. */
static gboolean
is_numeral_row (const Frame *frame, const BtDocxRow *row)
{
  guint n = row->cells->len;

  if (role_of (frame, 0) != BT_ROLE_ORDER || frame->starts->len < 3
      || (n != 2 && n != frame->starts->len))
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      const BtDocxCell *cell = row->cells->pdata[i];
      if (cell->ins != NULL || cell->del != NULL || leaf_at (frame, cell->column) != i
          || (i > 0 && is_blank (row, cell) != (i > 1)))
        return FALSE;
    }
  g_autofree char *numeral = dup_cell_string (frame, row, row->cells->pdata[0]);
  gsize length = strspn (numeral, "IVXL");
  const BtDocxCell *words = row->cells->pdata[1];
  gboolean wide = n == 2 && words->column + words->span >= count_columns (frame->table);
  /* Of a document of ours the numeral has been left out already. */
  return length > 0 ? (n > 2 || wide) && strspn (numeral + length, ".") == strlen (numeral + length)
                    : *numeral == '\0' && wide;
}

/* The cell with the words of a group row; NULL where it is none. */
static const BtDocxCell *
find_group_cell (const Frame *frame, const BtDocxRow *row)
{
  guint end = count_columns (frame->table);

  if (row->cells->len == 0 || frame->starts->len < 2)
    return NULL;
  const BtDocxCell *cell = row->cells->pdata[0];
  if (row->cells->len > 1)
    return is_numeral_row (frame, row) ? row->cells->pdata[1] : NULL;
  return leaf_at (frame, cell->column) == 0 && cell->column + cell->span >= end ? cell : NULL;
}

/* The numeral that is typed before the words of a group row, or in them; its length is 0 where there is none. */
static guint
read_numeral (const Frame *frame, const char *text, gsize *length)
{
  BtImportLabel label;

  *length = 0;
  if (role_of (frame, 0) != BT_ROLE_ORDER
      || !bt_import_label_parse (frame->import->import, text, &label)
      || label.scheme != BT_LABEL_ROMAN)
    return 0;
  *length = label.length;
  return label.number;
}

/* Whether the numeral of the group row, if one is typed, is that of the group @number. */
static gboolean
fits_group (const Frame *frame, const BtDocxRow *row, guint number)
{
  g_autofree char *text = dup_cell_string (frame, row, row->cells->pdata[0]);
  gsize length;

  if (row->cells->len > 1)
    return *text == '\0' || bt_viet_roman_number (text, strspn (text, "IVXL")) == number;
  guint typed = read_numeral (frame, text, &length);
  return length == 0 || typed == number;
}

static void
drop_order (const Frame *frame, const BtText *text, guint number)
{
  const char *typed = bt_text_get_string (text);

  if (bt_docx_is_space (typed))
    return;
  BtReportEntry *entry = bt_report_add (frame->import->report, BT_REPORT_DROPPED, number, number);
  entry->text = g_strdup (typed);
  entry->reason = g_strdup (_ ("typed order number; the column numbers itself"));
}

static guint
row_number (const BtDocxRow *row)
{
  for (guint i = 0; i < row->cells->len; i++)
    {
      const GPtrArray *blocks = ((BtDocxCell *) row->cells->pdata[i])->blocks;
      for (guint j = 0; j < blocks->len; j++)
        if (((BtDocxBlock *) blocks->pdata[j])->paragraph != NULL)
          return ((BtDocxBlock *) blocks->pdata[j])->paragraph->number;
    }
  return 1;
}

/* The words of a group row without the numeral, which is derived. */
static BtText *
make_group_text (const Frame *frame, const BtDocxRow *row, const BtDocxCell *cell)
{
  CellText text = { .builder = bt_text_builder_new () },
           numeral = { .builder = bt_text_builder_new () };
  guint n_runs;
  gsize length;

  append_cell (&text, row, cell);
  BtText *made = bt_docx_settle_text (bt_text_builder_end (text.builder), BT_TEXT_LINES);
  if (cell != row->cells->pdata[0])
    append_cell (&numeral, row, row->cells->pdata[0]);
  g_autoptr (BtText) typed = bt_text_builder_end (numeral.builder);
  drop_order (frame, typed, row_number (row));
  const BtRun *runs = bt_text_get_runs (made, &n_runs);
  read_numeral (frame, bt_text_get_string (made), &length);
  if (cell != row->cells->pdata[0] || length == 0 || runs[0].end < length
      || runs[0].mark.del != NULL)
    return made;
  g_autoptr (BtText) before = bt_text_slice (made, 0, length);
  drop_order (frame, before, row_number (row));
  BtText *rest = bt_text_slice (made, length, bt_text_get_length (made));
  bt_text_unref (made);
  return rest;
}

/* The texts of a row's cells, one for each leaf: two cells may lie in one. */
static void
add_cells (const Frame *frame, const BtDocxRow *row, BtNodeBuilder *parent)
{
  for (guint leaf = 0; leaf < frame->starts->len; leaf++)
    {
      CellText text = { .builder = bt_text_builder_new () };
      BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, NULL);
      for (guint i = 0; i < row->cells->len; i++)
        if (leaf_at (frame, ((BtDocxCell *) row->cells->pdata[i])->column) == leaf)
          append_cell (&text, row, row->cells->pdata[i]);
      BtText *made = bt_docx_settle_text (bt_text_builder_end (text.builder), BT_TEXT_LINES);
      if (role_of (frame, leaf) == BT_ROLE_ORDER)
        {
          drop_order (frame, made, row_number (row));
          bt_text_unref (made);
          made = bt_text_new ("");
        }
      bt_node_builder_take_text (cell, made);
      bt_node_builder_take_child (parent, bt_node_builder_end (cell));
    }
}

static void
note_row (const Frame *frame, const BtDocxRow *row, BtDocxOrigin what, const BtNode *node)
{
  for (guint i = 0; i < row->cells->len; i++)
    bt_docx_import_note_origins (frame->import, ((BtDocxCell *) row->cells->pdata[i])->blocks, what,
                                 node);
}

/* A row of a table of our own keeps its id, and its cells theirs. */
static void
keep_row (const Frame *frame, const BtDocxRow *row, const BtNode *node)
{
  const xmlNode *own = NULL;
  guint i = 0;

  note_row (frame, row, BT_DOCX_ORIGIN_ROW, node);
  for (guint j = 0; j < row->cells->len && own == NULL; j++)
    own = find_own_in (frame, row->cells->pdata[j], BT_DOCX_MARK_ROW);
  if (own == NULL || !bt_docx_is (own, bt_node_kind_get_name (bt_node_get_kind (node))))
    return;
  bt_docx_import_keep_id (frame->import, node, own);
  for (const xmlNode *cell = own->children; cell != NULL && i < bt_node_get_n_children (node);
       cell = cell->next)
    if (bt_docx_is (cell, "cell"))
      bt_docx_import_keep_id (frame->import, bt_node_get_child (node, i++), cell);
}

static BtNode *
make_row (const Frame *frame, const BtDocxRow *row)
{
  const BtDocxCell *group = find_group_cell (frame, row);
  BtNodeBuilder *builder =
      bt_node_builder_new (group != NULL ? BT_NODE_GROUP_ROW : BT_NODE_ROW, NULL);
  guint number = row_number (row);

  bt_node_builder_set_attr (builder, "ins", row->ins);
  bt_node_builder_set_attr (builder, "del", row->del);
  if (group != NULL)
    bt_node_builder_take_text (builder, make_group_text (frame, row, group));
  else
    add_cells (frame, row, builder);
  BtNode *node = bt_node_builder_end (builder);
  keep_row (frame, row, node);
  BtReportEntry *entry = bt_report_add (frame->import->report, BT_REPORT_NODE, number, number);
  entry->node = g_strdup (bt_node_get_id (node));
  entry->became = g_strdup (group != NULL ? "group-row" : "row");
  return node;
}

/* What the columns hold, by their titles. */
static void
find_roles (Frame *frame)
{
  g_autoptr (BtGrid) grid = bt_grid_new (0);

  for (guint i = 0; i < frame->starts->len; i++)
    {
      guint column = g_array_index (frame->starts, guint, i);
      g_autoptr (BtText) text = make_title (frame, frame->first, column);
      g_autofree char *title = bt_docx_dup_view (text, frame->accepted);
      g_ptr_array_add (grid->columns, bt_grid_column_new (title));
    }
  bt_grid_set_roles (grid);
  for (guint i = 0; i < grid->leaves->len; i++)
    g_ptr_array_add (frame->leaves,
                     GUINT_TO_POINTER (((BtGridColumn *) grid->leaves->pdata[i])->role));
}

/* The numbers of the first column are left out only where they come out the same, anew below each group row. In a
 * table of our own they have been left out already. */
static gboolean
numbers_itself (const Frame *frame)
{
  guint expected = 1, n_groups = 0;

  for (guint i = frame->end; i < frame->table->rows->len; i++)
    {
      const BtDocxRow *row = row_at (frame, i);
      const BtDocxCell *cell = cell_in (row, g_array_index (frame->starts, guint, 0));
      gboolean gone = (frame->accepted ? row->del : row->ins) != NULL;
      if (gone || cell == NULL)
        continue;
      if (find_group_cell (frame, row) != NULL)
        {
          expected = 1;
          if (!fits_group (frame, row, ++n_groups))
            return FALSE;
          continue;
        }
      g_autofree char *text = dup_cell_string (frame, row, cell);
      gsize length;
      gboolean left_out = frame->own != NULL && *text == '\0';
      if (!left_out && (bt_import_row_number (text, &length) != expected || text[length] != '\0'))
        return FALSE;
      expected++;
    }
  return TRUE;
}

static BtNode *
make_columns (Frame *frame)
{
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  find_roles (frame);
  if (role_of (frame, 0) == BT_ROLE_ORDER && !numbers_itself (frame))
    frame->leaves->pdata[0] = GUINT_TO_POINTER (BT_ROLE_TEXT);
  add_columns (frame, frame->first, 0, frame->starts->len, columns);
  return bt_node_builder_end (columns);
}

/**
 * bt_docx_table_to_node:
 * @table: a #BtDocxTable
 * @data: the #BtDocxImport
 *
 * Returns: (transfer full): it as a node
 */
BtNode *
bt_docx_table_to_node (gpointer table, gpointer data)
{
  BtDocxImport *self = data;
  Frame frame = { self, table, .starts = g_array_new (FALSE, FALSE, sizeof (guint)),
                  .leaves = g_ptr_array_new () };
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  find_starts (&frame);
  if (frame.starts->len == 0)
    g_array_append_vals (frame.starts, &(guint){ 0 }, 1);
  frame.accepted = table_mark (&frame, FALSE) == NULL;
  find_heading (&frame);
  frame.own = find_own_table (&frame);
  bt_node_builder_set_attr (builder, "ins", table_mark (&frame, TRUE));
  bt_node_builder_set_attr (builder, "del", table_mark (&frame, FALSE));
  bt_node_builder_take_child (builder, make_columns (&frame));
  for (guint i = 0; i < frame.table->rows->len; i++)
    if ((i < frame.first || i >= frame.end) && row_at (&frame, i)->cells->len > 0)
      bt_node_builder_take_child (rows, make_row (&frame, row_at (&frame, i)));
  bt_node_builder_take_child (builder, bt_node_builder_end (rows));
  BtNode *node = bt_node_builder_end (builder);
  bt_docx_import_keep_id (self, node, frame.own);
  for (guint i = 0; i < frame.table->rows->len; i++)
    note_row (&frame, row_at (&frame, i), BT_DOCX_ORIGIN_TABLE, node);
  g_array_unref (frame.starts);
  g_ptr_array_unref (frame.leaves);
  g_hash_table_insert (self->tables, table, (gpointer) bt_intern (bt_node_get_id (node)));
  return node;
}
