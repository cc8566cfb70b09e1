/* The tables of a document: rows and cells where they stand in the grid, with what was put in and taken out. */
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read-reader.h"

/* No table of a plan is so wide. */
#define MAX_COLUMNS 200

static void
cell_free (gpointer data)
{
  BtDocxCell *cell = data;

  g_ptr_array_unref (cell->blocks);
  g_free (cell);
}

static void
row_free (gpointer data)
{
  BtDocxRow *row = data;

  g_ptr_array_unref (row->cells);
  g_free (row);
}

/**
 * bt_docx_table_free:
 * @table: (transfer full): a table
 */
void
bt_docx_table_free (BtDocxTable *table)
{
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/* A row or cell that one change put in or took out is so with all that is in it. */
typedef struct
{
  const char *ins, *del;
} Outer;

static Outer
enter_change (BtDocxReader *reader, const char *ins, const char *del)
{
  Outer outer = { reader->ins, reader->del };

  reader->ins = ins != NULL ? ins : reader->ins;
  reader->del = del != NULL ? del : reader->del;
  return outer;
}

static void
leave_change (BtDocxReader *reader, Outer outer)
{
  reader->ins = outer.ins;
  reader->del = outer.del;
}

static guint
read_count (const xmlNode *properties, const char *name, guint otherwise)
{
  const char *value = bt_docx_child_val (properties, name);

  return value != NULL ? (guint) CLAMP (atoi (value), 0, MAX_COLUMNS) : otherwise;
}

static void
read_cell (BtDocxReader *reader, BtDocxRow *row, const xmlNode *node, guint *column)
{
  const xmlNode *properties = bt_docx_child (node, "tcPr"),
                *merged = bt_docx_child (properties, "vMerge");
  BtDocxCell *cell = g_new0 (BtDocxCell, 1);

  cell->blocks = g_ptr_array_new_with_free_func (bt_docx_block_free);
  cell->column = *column;
  cell->span = MAX (read_count (properties, "gridSpan", 1), 1);
  cell->goes_on = merged != NULL && g_strcmp0 (bt_docx_attr (merged, "val"), "restart") != 0;
  cell->ins = bt_docx_find_change (reader, properties, "cellIns");
  cell->del = bt_docx_find_change (reader, properties, "cellDel");
  g_ptr_array_add (row->cells, cell);
  *column += cell->span;
  Outer outer = enter_change (reader, cell->ins, cell->del);
  BtDocxFlow around = bt_docx_begin_flow (reader, cell->blocks);
  if (reader->docx->own != NULL)
    bt_docx_own_start_cell (reader->docx->own);
  bt_docx_read_blocks (reader, node);
  if (reader->docx->own != NULL)
    bt_docx_own_end_cell (reader->docx->own);
  bt_docx_end_flow (reader, around);
  leave_change (reader, outer);
}

/* Cells may stand in content controls and the like. */
static void
read_cells (BtDocxReader *reader, BtDocxRow *row, const xmlNode *parent, guint *column)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type != XML_ELEMENT_NODE || bt_docx_is (node, "trPr") || bt_docx_is (node, "tblPrEx")
        || bt_docx_is (node, "sdtPr"))
      continue;
    else if (bt_docx_is (node, "tc"))
      read_cell (reader, row, node, column);
    else if (bt_docx_is_between (node))
      bt_docx_read_inline (reader, node);
    else if (bt_docx_is (node, "AlternateContent") && bt_docx_choose_alternative (node) != NULL)
      read_cells (reader, row, bt_docx_choose_alternative (node), column);
    else
      read_cells (reader, row, node, column);
}

static void
read_row (BtDocxReader *reader, BtDocxTable *table, const xmlNode *node)
{
  const xmlNode *properties = bt_docx_child (node, "trPr");
  BtDocxRow *row = g_new0 (BtDocxRow, 1);
  guint column = read_count (properties, "gridBefore", 0);

  row->cells = g_ptr_array_new_with_free_func (cell_free);
  row->heading = bt_docx_is_on (properties, "tblHeader", FALSE);
  row->ins = bt_docx_find_change (reader, properties, "ins");
  row->del = bt_docx_find_change (reader, properties, "del");
  g_ptr_array_add (table->rows, row);
  if (reader->docx->own != NULL)
    reader->docx->own->row = NULL;
  Outer outer = enter_change (reader, row->ins, row->del);
  read_cells (reader, row, node, &column);
  if (reader->docx->own != NULL)
    bt_docx_own_end_row (reader->docx->own, row->ins != NULL, row->del != NULL);
  leave_change (reader, outer);
}

static void
read_rows (BtDocxReader *reader, BtDocxTable *table, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type != XML_ELEMENT_NODE || bt_docx_is (node, "tblPr") || bt_docx_is (node, "tblGrid")
        || bt_docx_is (node, "sdtPr"))
      continue;
    else if (bt_docx_is (node, "tr"))
      read_row (reader, table, node);
    else if (bt_docx_is_between (node))
      bt_docx_read_inline (reader, node);
    else if (bt_docx_is (node, "AlternateContent") && bt_docx_choose_alternative (node) != NULL)
      read_rows (reader, table, bt_docx_choose_alternative (node));
    else
      read_rows (reader, table, node);
}

/* Whether its properties, or those of a cell, draw a line around something. */
static gboolean
has_borders (const xmlNode *properties, const char *name)
{
  const xmlNode *borders = bt_docx_child (properties, name);

  for (const xmlNode *side = borders != NULL ? borders->children : NULL; side != NULL;
       side = side->next)
    {
      const char *value = side->type == XML_ELEMENT_NODE ? bt_docx_attr (side, "val") : NULL;
      if (value != NULL && strcmp (value, "nil") != 0 && strcmp (value, "none") != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_cell_borders (const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE
        && (bt_docx_is (node, "tc") ? has_borders (bt_docx_child (node, "tcPr"), "tcBorders")
                                    : !bt_docx_is (node, "tblPr") && has_cell_borders (node)))
      return TRUE;
  return FALSE;
}

/**
 * bt_docx_read_table:
 * @reader: a reader
 * @node: w:tbl
 *
 * Adds the table to the reader's blocks.
 */
void
bt_docx_read_table (BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *properties = bt_docx_child (node, "tblPr");
  BtDocxBlock *block = g_new0 (BtDocxBlock, 1);

  block->table = g_new0 (BtDocxTable, 1);
  block->table->rows = g_ptr_array_new_with_free_func (row_free);
  /* A style of tables may draw lines. */
  block->table->borders = has_borders (properties, "tblBorders") || has_cell_borders (node)
                          || (bt_docx_child (properties, "tblStyle") != NULL
                              && bt_docx_child (properties, "tblBorders") == NULL);
  bt_docx_break_flow (reader);
  g_ptr_array_add (reader->flow.blocks, block);
  if (bt_docx_enter (reader, node))
    {
      read_rows (reader, block->table, node);
      reader->nesting--;
    }
  reader->break_before = TRUE;
}
