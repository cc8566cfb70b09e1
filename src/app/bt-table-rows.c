/* The widgets of the grid's rows and headings: made when they are seen, in the order in which they are read. */

#include <glib/gi18n-lib.h>

#include "bt-numbering.h"
#include "bt-table-view-private.h"

/* bt_table_rows_free_cells: takes the widgets of one row away. */
void
bt_table_rows_free_cells (gpointer data)
{
  GPtrArray *cells = data;

  for (guint i = 0; i < cells->len; i++)
    gtk_widget_unparent (cells->pdata[i]);
  g_ptr_array_unref (cells);
}

/* The heading of a leaf column. One that stands in a group is read with the group's name. */
static const char *
get_title (BtTableView *self, guint column)
{
  return bt_node_get_string (bt_table_grid_get_column (self->grid, column));
}

static char *
dup_cell_text (BtTableView *self, guint row, guint column)
{
  BtNode *cell = bt_table_grid_get_cell (self->grid, row, column);
  gboolean group = bt_table_grid_is_group (self->grid, row);
  g_autofree char *label = NULL;

  if (!cell)
    return g_strdup ("");
  if (!group && !bt_table_grid_is_order (self->grid, column))
    return g_strdup (bt_node_get_string (cell));

  label = bt_plan_dup_label (bt_document_get_plan (self->document),
                             bt_node_get_id (bt_table_grid_get_row (self->grid, row)));
  if (!group)
    return g_steal_pointer (&label);
  return *label ? g_strdup_printf ("%s %s", label, bt_node_get_string (cell))
                : g_strdup (bt_node_get_string (cell));
}

static void
update_cell (BtTableView *self, BtTableCell *widget, guint row, guint column)
{
  gboolean group = bt_table_grid_is_group (self->grid, row);
  g_autofree char *text = dup_cell_text (self, row, column);
  g_autofree char *name = NULL;

  name = group ? g_strdup_printf (_ ("Group, row %u: %s"), row + 1, text)
               : g_strdup_printf (_ ("%s, row %u: %s"), get_title (self, column), row + 1, text);
  bt_table_cell_set (widget, text, name, group,
                     !group && bt_table_grid_is_order (self->grid, column));
  if (row == self->row && (group || column == self->column))
    gtk_widget_add_css_class (GTK_WIDGET (widget), "active");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (widget), "active");
}

static guint
n_cells (BtTableView *self, guint row)
{
  return bt_table_grid_is_group (self->grid, row) ? 1 : bt_table_grid_get_n_columns (self->grid);
}

/* The widget after which those of @row come: the last cell of the row shown before it, or of the headings. */
static GtkWidget *
find_sibling (BtTableView *self, guint row)
{
  GHashTableIter iter;
  gpointer key, value;
  GPtrArray *before = self->headings;
  gint64 best = -1;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_INT (key) > best && GPOINTER_TO_UINT (key) < row
        && ((GPtrArray *) value)->len > 0)
      {
        best = GPOINTER_TO_INT (key);
        before = value;
      }

  return before->len > 0 ? before->pdata[before->len - 1] : NULL;
}

/* bt_table_rows_ensure: the widgets of a row, made where there are none. */
GPtrArray *
bt_table_rows_ensure (BtTableView *self, guint row)
{
  GPtrArray *cells = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (row));
  GtkWidget *sibling;

  if (cells && cells->len == n_cells (self, row))
    return cells;
  if (cells)
    g_hash_table_remove (self->shown, GUINT_TO_POINTER (row));
  cells = g_ptr_array_new ();
  sibling = find_sibling (self, row);
  for (guint i = 0; i < n_cells (self, row); i++)
    {
      GtkWidget *cell = bt_table_cell_new (GTK_ACCESSIBLE_ROLE_CELL);
      g_ptr_array_add (cells, cell);
      gtk_widget_insert_after (cell, GTK_WIDGET (self), sibling);
      sibling = cell;
    }
  g_hash_table_insert (self->shown, GUINT_TO_POINTER (row), cells);
  for (guint i = 0; i < cells->len; i++)
    update_cell (self, cells->pdata[i], row, i);

  return cells;
}

/* bt_table_rows_drop: takes the widgets of all rows before @first and from @end on; those of the active row stay. */
void
bt_table_rows_drop (BtTableView *self, guint first, guint end)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint row = GPOINTER_TO_UINT (key);
      if ((row < first || row >= end) && row != self->row)
        g_hash_table_iter_remove (&iter);
    }
}

static char *
dup_heading (BtTableView *self, guint column)
{
  BtNode *leaf = bt_table_grid_get_column (self->grid, column);
  BtNode *parent = bt_plan_get_parent (bt_document_get_plan (self->document), bt_node_get_id (leaf),
                                       NULL);

  if (parent && bt_node_get_kind (parent) == BT_NODE_COLUMN)
    return g_strdup_printf ("%s:\n%s", bt_node_get_string (parent), bt_node_get_string (leaf));
  return g_strdup (bt_node_get_string (leaf));
}

/* bt_table_rows_update_headings: makes the headings those of the table. */
void
bt_table_rows_update_headings (BtTableView *self)
{
  guint n = bt_table_grid_get_n_columns (self->grid);

  while (self->headings->len > n)
    {
      gtk_widget_unparent (self->headings->pdata[self->headings->len - 1]);
      g_ptr_array_set_size (self->headings, self->headings->len - 1);
    }
  while (self->headings->len < n)
    {
      GtkWidget *heading = bt_table_cell_new (GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
      GtkWidget *last
          = self->headings->len > 0 ? self->headings->pdata[self->headings->len - 1] : NULL;
      gtk_widget_add_css_class (heading, "heading");
      gtk_widget_insert_after (heading, GTK_WIDGET (self), last);
      g_ptr_array_add (self->headings, heading);
    }
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = dup_heading (self, i);
      bt_table_cell_set (self->headings->pdata[i], text, text, TRUE, TRUE);
    }
}

/* bt_table_rows_measure_headings: finds how high the headings are. */
void
bt_table_rows_measure_headings (BtTableView *self)
{
  self->heading_height = 0;
  for (guint i = 0; i < self->headings->len; i++)
    {
      g_autofree char *text = dup_heading (self, i);
      int width = bt_table_grid_get_x (self->grid, i + 1) - bt_table_grid_get_x (self->grid, i);
      self->heading_height
          = MAX (self->heading_height,
                 bt_table_grid_measure_text (gtk_widget_get_pango_context (GTK_WIDGET (self)), text, width, TRUE));
    }
}

/* bt_table_rows_update: makes all widgets show what the plan says now. */
void
bt_table_rows_update (BtTableView *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint row = GPOINTER_TO_UINT (key);
      GPtrArray *cells = value;

      if (row >= bt_table_grid_get_n_rows (self->grid) || cells->len != n_cells (self, row))
        g_hash_table_iter_remove (&iter);
      else
        for (guint i = 0; i < cells->len; i++)
          update_cell (self, cells->pdata[i], row, i);
    }
}

