/* The clipboard of the grid: blocks of cells to and from spreadsheets and word processors, and text into one cell. */

#include <string.h>

#include "bt-cells.h"
#include "bt-clip-reader.h"
#include "bt-commands.h"
#include "bt-table-view-private.h"
#include "bt-table.h"

static GdkClipboard *
get_clipboard (BtTableView *self)
{
  return gtk_widget_get_clipboard (GTK_WIDGET (self));
}

/* One row of the block as it is read: numbers too, and a group row in its first cell. */
static char **
dup_row (BtTableView *self, const BtTableBlock *block, guint row)
{
  GPtrArray *cells = g_ptr_array_new ();

  for (guint i = block->first_column; i <= block->last_column; i++)
    if (bt_table_grid_is_group (self->grid, row) && i > block->first_column)
      g_ptr_array_add (cells, g_strdup (""));
    else
      g_ptr_array_add (cells, bt_table_grid_dup_words (self->grid, row, i));
  g_ptr_array_add (cells, NULL);
  return (char **) g_ptr_array_free (cells, FALSE);
}

/* bt_table_clipboard_copy: puts the block on the clipboard, as a table and as plain text. */
void
bt_table_clipboard_copy (BtTableView *self, const BtTableBlock *block)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *text = NULL, *html = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) provider = NULL;

  for (guint i = block->first_row; i <= block->last_row; i++)
    g_ptr_array_add (rows, dup_row (self, block, i));
  text = bt_cells_to_text (rows);
  html = bt_cells_to_html (rows);
  bytes = g_bytes_new (html, strlen (html));
  providers[0] = gdk_content_provider_new_for_bytes ("text/html", bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  provider = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (get_clipboard (self), provider);
}

/* Where numbers write themselves, nothing is pasted: the block begins behind them, without what was copied of them. */
static const char *
find_target (BtTableView *self, GPtrArray *rows)
{
  guint column = self->anchor_column < self->column ? self->anchor_column : self->column;
  guint row = self->anchor_row < self->row ? self->anchor_row : self->row;
  BtNode *cell;

  while (row + 1 < bt_table_grid_get_n_rows (self->grid) && bt_table_grid_is_group (self->grid, row))
    row++;
  if (bt_table_grid_is_order (self->grid, column)
      && column + 1 < bt_table_grid_get_n_columns (self->grid))
    {
      column++;
      for (guint i = 0; i < rows->len; i++)
        {
          char **cells = rows->pdata[i];
          guint n = g_strv_length (cells);
          if (n < 2)
            continue;
          g_free (cells[0]);
          memmove (cells, cells + 1, n * sizeof *cells);
        }
    }
  cell = bt_table_grid_get_cell (self->grid, row, column);
  return cell ? bt_intern (bt_node_get_id (cell)) : NULL;
}

/* One cell that is copied fills all that are chosen, as in a spreadsheet. */
static void
repeat_one_cell (BtTableView *self, GPtrArray *rows)
{
  BtTableBlock block;
  char **only = rows->pdata[0];

  if (rows->len != 1 || g_strv_length (only) != 1 || !bt_table_view_get_chosen (self, &block))
    return;
  for (guint i = block.first_row; i <= block.last_row; i++)
    {
      guint n = block.last_column - block.first_column + 1;
      char **cells = g_new0 (char *, n + 1);
      for (guint j = 0; j < n; j++)
        cells[j] = g_strdup (only[0]);
      g_ptr_array_add (rows, cells);
    }
  g_ptr_array_remove_index (rows, 0);
}

/* How wide the widest row is. */
static guint
count_columns (const GPtrArray *rows)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    n = MAX (n, g_strv_length (rows->pdata[i]));
  return n;
}

static gboolean
paste (BtTableView *self, GPtrArray *rows, GError **error)
{
  const char *target;

  if (bt_table_grid_get_n_rows (self->grid) == 0
      && !bt_document_insert_row (self->document, self->table, 0, error))
    return FALSE;
  repeat_one_cell (self, rows);
  target = find_target (self, rows);
  return target && bt_document_paste_cells (self->document, target, rows, error);
}

static void
paste_rows (BtTableView *self, GPtrArray *rows)
{
  BtTableBlock block;
  g_autoptr (GError) error = NULL;
  gboolean done;

  bt_table_view_get_chosen (self, &block);
  bt_document_begin_group (self->document);
  done = paste (self, rows, &error);
  bt_document_end_group (self->document);
  if (!done)
    {
      if (error)
        bt_table_view_fail (self, error->message);
      return;
    }
  block.last_row = block.first_row + rows->len - 1;
  block.last_column = block.first_column + count_columns (rows) - 1;
  bt_table_view_choose (self, &block);
}

static void
clip_taken_cb (GtkWidget *widget, BtClip *clip)
{
  BtTableView *self = BT_TABLE_VIEW (widget);

  if (self->document)
    paste_rows (self, bt_clip_get_cells (clip));
}

/* bt_table_clipboard_paste: fills the cells from the first chosen one on with what is on the clipboard. */
void
bt_table_clipboard_paste (BtTableView *self)
{
  bt_clip_reader_read_cells (GTK_WIDGET (self), clip_taken_cb);
}
