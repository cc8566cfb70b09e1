/* The widgets of the grid's rows and headings: made when they are seen, in the order in which they are read. */

#include <glib/gi18n-lib.h>

#include "bt-change-words.h"
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

static const char *
get_edge_words (const BtNode *row)
{
  BtCellStyle style = bt_cell_mark_of_node (row, NULL).style;

  if (style & BT_CELL_DELETED)
    return _ ("deleted row");
  if (style & BT_CELL_INSERTED)
    return _ ("new row");
  if (style & BT_CELL_MOVED)
    return _ ("moved row");
  return bt_node_has_marks (row) ? _ ("changed row") : NULL;
}

/* Who changed it, and when, and what the check finds in it, for pointing at it and for a screen reader. */
static void
tell (BtTableView *self, GtkWidget *widget, const BtNode *node, gboolean marked)
{
  BtUnderlineKind kind;
  const char *found = node && self->underlines
                          ? bt_underlines_get_words (self->underlines, bt_node_get_id (node), &kind)
                          : NULL;

  bt_change_words_show (widget, bt_document_get_plan (self->document), marked ? node : NULL, found);
}

/* In the table's edge the number of a new row is underlined, of one that goes struck; every changed row has a bar. */
static void
update_head (BtTableView *self, BtTableCell *head, guint row)
{
  BtNode *node = bt_table_grid_get_row (self->grid, row);
  GHashTable *colors = bt_table_grid_get_colors (self->grid);
  BtCellMark mark = bt_cell_mark_of_node (node, colors);
  const char *words = get_edge_words (node);
  g_autofree char *number = g_strdup_printf ("%u", row + 1);
  g_autofree char *name = words ? g_strdup_printf (_ ("Row %u, %s"), row + 1, words)
                                : g_strdup_printf (_ ("Row %u"), row + 1);

  mark.style |= BT_CELL_CENTERED;
  bt_table_cell_take_look (head, bt_cell_look_new (NULL, NULL, number, mark, colors), name);
  bt_table_cell_set_bar (head, GTK_POS_LEFT, bt_cell_find_author (node, colors));
  tell (self, GTK_WIDGET (head), node, bt_node_has_marks (node));
}

static void
set_class (GtkWidget *widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* Shows whether the row's cells are chosen. */
static void
update_chosen (BtTableView *self, GPtrArray *cells, guint row)
{
  gboolean group = bt_table_grid_is_group (self->grid, row);

  set_class (cells->pdata[0], "chosen", bt_table_select_has (self, row, self->column));
  for (guint i = 1; i < cells->len; i++)
    {
      gboolean chosen = bt_table_select_has (self, row, group ? self->column : i - 1);
      set_class (cells->pdata[i], "active", row == self->row && (group || i - 1 == self->column));
      set_class (cells->pdata[i], "chosen", chosen);
      gtk_accessible_update_state (cells->pdata[i], GTK_ACCESSIBLE_STATE_SELECTED, (int) chosen, -1);
    }
}

static void
update_cell (BtTableView *self, BtTableCell *widget, guint row, guint column)
{
  BtCellLook *look = bt_table_grid_create_look (self->grid, row, column);
  const char *text = bt_cell_look_get_string (look);
  gboolean commented = bt_table_grid_is_commented (self->grid, row, column);
  g_autofree char *name = NULL;

  name = bt_table_grid_is_group (self->grid, row)
             ? g_strdup_printf (_ ("Group, row %u: %s"), row + 1, text)
             : g_strdup_printf (_ ("%s, row %u: %s"), get_title (self, column), row + 1, text);
  if (commented)
    {
      g_autofree char *plain = g_steal_pointer (&name);
      name = g_strdup_printf (_ ("%s (with a comment)"), plain);
    }
  bt_table_cell_set_commented (widget, commented);
  bt_table_cell_take_look (widget, look, name);
  tell (self, GTK_WIDGET (widget), bt_table_grid_get_cell (self->grid, row, column),
        bt_node_has_marks (bt_table_grid_get_row (self->grid, row)));
}

/* How many widgets a row has: its head, and its cells. */
static guint
n_widgets (BtTableView *self, guint row)
{
  return 1 + (bt_table_grid_is_group (self->grid, row) ? 1 : bt_table_grid_get_n_columns (self->grid));
}

static void
update_row (BtTableView *self, GPtrArray *cells, guint row)
{
  update_head (self, cells->pdata[0], row);
  for (guint i = 1; i < cells->len; i++)
    update_cell (self, cells->pdata[i], row, i - 1);
  update_chosen (self, cells, row);
}

/* The widget after which those of @row come: the last cell of the row shown before it, or of the headings. */
static GtkWidget *
find_sibling (BtTableView *self, guint row)
{
  GHashTableIter iter;
  gpointer key, value;
  GPtrArray *before = self->heading_cells;
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

  if (cells && cells->len == n_widgets (self, row))
    return cells;
  if (cells)
    g_hash_table_remove (self->shown, GUINT_TO_POINTER (row));
  cells = g_ptr_array_new ();
  sibling = find_sibling (self, row);
  for (guint i = 0; i < n_widgets (self, row); i++)
    {
      GtkWidget *cell = bt_table_cell_new (i == 0 ? GTK_ACCESSIBLE_ROLE_ROW_HEADER
                                                  : GTK_ACCESSIBLE_ROLE_CELL);
      if (i == 0)
        gtk_widget_add_css_class (cell, "head");
      g_ptr_array_add (cells, cell);
      gtk_widget_insert_after (cell, GTK_WIDGET (self), sibling);
      sibling = cell;
    }
  g_hash_table_insert (self->shown, GUINT_TO_POINTER (row), cells);
  update_row (self, cells, row);

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

static void
add_heading_cell (BtTableView *self)
{
  GtkWidget *heading = bt_table_cell_new (GTK_ACCESSIBLE_ROLE_COLUMN_HEADER);
  guint n = self->heading_cells->len;

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_insert_after (heading, GTK_WIDGET (self),
                           n > 0 ? self->heading_cells->pdata[n - 1] : NULL);
  g_ptr_array_add (self->heading_cells, heading);
}

/* What a screen reader says: a column in a group with the name of the group. */
static char *
dup_heading_name (BtTableView *self, const BtHeading *heading)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (heading->column), NULL);

  if (parent && bt_node_get_kind (parent) == BT_NODE_COLUMN)
    return g_strdup_printf ("%s: %s", bt_node_get_string (parent),
                            bt_node_get_string (heading->column));
  return g_strdup (bt_node_get_string (heading->column));
}

static BtCellLook *
create_heading_look (BtTableView *self, const BtHeading *heading)
{
  BtPlan *plan = bt_document_get_plan (self->document);
  BtCellLook *look = bt_heading_create_look (heading, plan, bt_table_grid_get_colors (self->grid));
  g_autoptr (GArray) underlines = NULL;

  if (self->underlines)
    underlines = bt_underlines_get (self->underlines, bt_node_get_id (heading->column),
                                    bt_node_get_text (heading->column));
  if (underlines)
    bt_cell_look_underline (look, plan, heading->column, underlines);
  return look;
}

static void
update_heading (BtTableView *self, guint index)
{
  const BtHeading *heading = &g_array_index (self->headings, BtHeading, index);
  BtTableCell *cell = self->heading_cells->pdata[index];
  GHashTable *colors = bt_table_grid_get_colors (self->grid);
  g_autofree char *name = dup_heading_name (self, heading);

  bt_table_cell_take_look (cell, create_heading_look (self, heading), name);
  bt_table_cell_set_bar (cell, GTK_POS_TOP, bt_cell_find_author (heading->column, colors));
  tell (self, GTK_WIDGET (cell), heading->column, bt_node_has_marks (heading->column));
}

/* bt_table_rows_update_headings: makes the headings those of the table. */
void
bt_table_rows_update_headings (BtTableView *self)
{
  BtNode *table = bt_table_grid_get_table (self->grid);

  g_clear_pointer (&self->headings, g_array_unref);
  self->headings = table ? bt_headings_new (table, bt_table_grid_get_colors (self->grid))
                         : g_array_new (FALSE, FALSE, sizeof (BtHeading));
  while (self->heading_cells->len > self->headings->len)
    {
      gtk_widget_unparent (self->heading_cells->pdata[self->heading_cells->len - 1]);
      g_ptr_array_set_size (self->heading_cells, self->heading_cells->len - 1);
    }
  while (self->heading_cells->len < self->headings->len)
    add_heading_cell (self);
  for (guint i = 0; i < self->headings->len; i++)
    update_heading (self, i);
}

/* bt_table_rows_measure_headings: finds how high the headings are. */
void
bt_table_rows_measure_headings (BtTableView *self)
{
  g_clear_pointer (&self->heading_ys, g_array_unref);
  self->heading_height = 0;
  if (!self->document || self->headings->len == 0)
    return;
  self->heading_ys = bt_headings_measure (self->headings, bt_document_get_plan (self->document),
                                          self->grid,
                                          gtk_widget_get_pango_context (GTK_WIDGET (self)));
  self->heading_height = g_array_index (self->heading_ys, int, self->heading_ys->len - 1);
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

      if (row >= bt_table_grid_get_n_rows (self->grid) || cells->len != n_widgets (self, row))
        g_hash_table_iter_remove (&iter);
      else
        update_row (self, cells, row);
    }
}

/* bt_table_rows_update_chosen: makes all widgets show whether they are chosen. */
void
bt_table_rows_update_chosen (BtTableView *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (key) < bt_table_grid_get_n_rows (self->grid))
      update_chosen (self, value, GPOINTER_TO_UINT (key));
}
