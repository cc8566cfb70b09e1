/* A table while it is being recognised, and how it becomes a node. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-import-grid.h"

/* What the words of a title tell of a column's cells; the first that fits. */
static const struct
{
  const char *key;
  gboolean whole;
  BtRole role;
} title_roles[] = {
  { "tt", TRUE, BT_ROLE_ORDER },          { "stt", TRUE, BT_ROLE_ORDER },
  { "sott", TRUE, BT_ROLE_ORDER },        { "sothutu", TRUE, BT_ROLE_ORDER },
  { "ghichu", FALSE, BT_ROLE_NOTE },      { "phoihop", FALSE, BT_ROLE_SUPPORT },
  { "chutri", FALSE, BT_ROLE_LEAD },      { "phutrach", FALSE, BT_ROLE_LEAD },
  { "vithuchien", FALSE, BT_ROLE_LEAD },  { "quanthuchien", FALSE, BT_ROLE_LEAD },
  { "nguoithuchien", FALSE, BT_ROLE_LEAD }, { "trachnhiem", FALSE, BT_ROLE_LEAD },
  { "batdau", FALSE, BT_ROLE_START },     { "trienkhai", TRUE, BT_ROLE_START },
  { "tungay", FALSE, BT_ROLE_START },     { "hoanthanh", FALSE, BT_ROLE_FINISH },
  { "ketthuc", FALSE, BT_ROLE_FINISH },   { "denngay", FALSE, BT_ROLE_FINISH },
  { "thoihan", FALSE, BT_ROLE_FINISH },   { "thoigian", FALSE, BT_ROLE_TIME },
  { "tiendo", FALSE, BT_ROLE_TIME },      { "thoidiem", FALSE, BT_ROLE_TIME },
  { "lotrinh", FALSE, BT_ROLE_TIME },     { "sanpham", FALSE, BT_ROLE_PRODUCT },
  { "ketqua", FALSE, BT_ROLE_PRODUCT },   { "hinhthuc", FALSE, BT_ROLE_TEXT },
  { "noidung", FALSE, BT_ROLE_CONTENT },  { "nhiemvu", FALSE, BT_ROLE_CONTENT },
  { "congviec", FALSE, BT_ROLE_CONTENT }, { "hoatdong", FALSE, BT_ROLE_CONTENT },
};

/* Which titles stand under which group. */
static const struct
{
  const char *group;
  const char *child;
} families[] = {
  { "thoigian", "trienkhai" }, { "thoigian", "batdau" },    { "thoigian", "hoanthanh" }, { "thoigian", "ketthuc" },
  { "tiendo", "trienkhai" },   { "tiendo", "batdau" },      { "tiendo", "hoanthanh" },   { "tiendo", "ketthuc" },
  { "thoigian", "tungay" },    { "thoigian", "denngay" },   { "coquan", "chutri" },      { "coquan", "phoihop" },
  { "donvi", "chutri" },       { "donvi", "phoihop" },      { "phancong", "chutri" },    { "phancong", "phoihop" },
  { "trachnhiem", "chutri" },  { "trachnhiem", "phoihop" }, { "tochuc", "chutri" },      { "tochuc", "phoihop" },
};

/**
 * bt_grid_column_new:
 * @title: its title
 *
 * Returns: (transfer full): a leaf column; free with bt_grid_column_free()
 */
BtGridColumn *
bt_grid_column_new (const char *title)
{
  BtGridColumn *column = g_new0 (BtGridColumn, 1);

  column->title = g_strdup (title);
  column->children = g_ptr_array_new_with_free_func (bt_grid_column_free);
  return column;
}

/**
 * bt_grid_column_free:
 * @column: (transfer full): a #BtGridColumn
 */
void
bt_grid_column_free (gpointer column)
{
  BtGridColumn *self = column;

  g_free (self->title);
  g_clear_pointer (&self->words, bt_text_unref);
  g_ptr_array_unref (self->children);
  g_free (self);
}

static void
row_free (gpointer data)
{
  BtGridRow *row = data;

  g_clear_pointer (&row->cells, g_ptr_array_unref);
  g_free (row->group);
  g_free (row->typed);
  g_free (row);
}

/**
 * bt_grid_new:
 * @first: index of the table's first line
 *
 * Returns: (transfer full): a table without columns and rows
 */
BtGrid *
bt_grid_new (guint first)
{
  BtGrid *grid = g_new0 (BtGrid, 1);

  grid->first = first;
  grid->heading_end = first;
  grid->columns = g_ptr_array_new_with_free_func (bt_grid_column_free);
  grid->leaves = g_ptr_array_new ();
  grid->rows = g_ptr_array_new_with_free_func (row_free);
  return grid;
}

/**
 * bt_grid_free:
 * @grid: (transfer full): a table
 */
void
bt_grid_free (BtGrid *grid)
{
  g_ptr_array_unref (grid->columns);
  g_ptr_array_unref (grid->leaves);
  g_ptr_array_unref (grid->rows);
  g_free (grid);
}

/**
 * bt_grid_add_row:
 * @grid: a table whose columns are known
 * @first: index of the row's first line
 *
 * Returns: (transfer none): a new last row, its cells empty #GString
 */
BtGridRow *
bt_grid_add_row (BtGrid *grid, guint first)
{
  BtGridRow *row = g_new0 (BtGridRow, 1);

  row->first = row->last = first;
  row->confidence = 0.95;
  row->cells = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < grid->leaves->len; i++)
    g_ptr_array_add (row->cells, g_strdup (""));
  g_ptr_array_add (grid->rows, row);
  return row;
}

/**
 * bt_grid_add_group:
 * @grid: a table
 * @first: index of its line
 * @label: (transfer full) (nullable): the label it was typed with
 * @text: (transfer full): its text
 *
 * Adds a row that spans all columns.
 */
void
bt_grid_add_group (BtGrid *grid, guint first, char *label, char *text)
{
  BtGridRow *row = g_new0 (BtGridRow, 1);

  row->first = row->last = first;
  row->confidence = 0.8;
  row->typed = label;
  row->group = text;
  g_ptr_array_add (grid->rows, row);
}

/**
 * bt_grid_role_of_title:
 * @title: the title of a column
 *
 * Returns: what its words tell of the column's cells
 */
BtRole
bt_grid_role_of_title (const char *title)
{
  g_autofree char *key = bt_import_key (title, -1);

  for (guint i = 0; i < G_N_ELEMENTS (title_roles); i++)
    if (title_roles[i].whole ? strcmp (key, title_roles[i].key) == 0 : strstr (key, title_roles[i].key) != NULL)
      return title_roles[i].role;
  return BT_ROLE_TEXT;
}

/**
 * bt_grid_is_order_title:
 * @title: a text
 *
 * Returns: whether it is the title of the column of order numbers: TT, STT …
 */
gboolean
bt_grid_is_order_title (const char *title)
{
  return bt_grid_role_of_title (title) == BT_ROLE_ORDER;
}

/**
 * bt_grid_is_child_title:
 * @title: the title of a column
 * @group: the title of another
 *
 * Returns: whether @title is one that stands under @group in headings of two levels
 */
gboolean
bt_grid_is_child_title (const char *title, const char *group)
{
  g_autofree char *child_key = bt_import_key (title, -1);
  g_autofree char *group_key = bt_import_key (group, -1);

  for (guint i = 0; i < G_N_ELEMENTS (families); i++)
    if (g_str_has_prefix (group_key, families[i].group) && g_str_has_prefix (child_key, families[i].child) &&
        strstr (group_key, families[i].child) == NULL)
      return TRUE;
  return FALSE;
}

static void
collect_leaves (GPtrArray *columns, GPtrArray *leaves)
{
  for (guint i = 0; i < columns->len; i++)
    {
      BtGridColumn *column = g_ptr_array_index (columns, i);
      if (column->children->len > 0)
        collect_leaves (column->children, leaves);
      else
        g_ptr_array_add (leaves, column);
    }
}

/**
 * bt_grid_set_roles:
 * @grid: a table whose columns are complete
 *
 * Finds the leaves, and from their titles what their cells say; one column at most has the order, one the content.
 */
void
bt_grid_set_roles (BtGrid *grid)
{
  gboolean used[BT_N_ROLES] = { FALSE };

  g_ptr_array_set_size (grid->leaves, 0);
  collect_leaves (grid->columns, grid->leaves);
  for (guint i = 0; i < grid->leaves->len; i++)
    {
      BtGridColumn *leaf = g_ptr_array_index (grid->leaves, i);
      leaf->role = bt_grid_role_of_title (leaf->title);
      if (used[leaf->role] || (leaf->role == BT_ROLE_ORDER && i > 0))
        leaf->role = BT_ROLE_TEXT;
      used[leaf->role] = leaf->role != BT_ROLE_TEXT;
    }
  for (guint i = 0; i < grid->leaves->len && !used[BT_ROLE_CONTENT]; i++)
    {
      BtGridColumn *leaf = g_ptr_array_index (grid->leaves, i);
      used[BT_ROLE_CONTENT] = leaf->role == BT_ROLE_TEXT;
      leaf->role = used[BT_ROLE_CONTENT] ? BT_ROLE_CONTENT : leaf->role;
    }
}

static BtNode *
column_to_node (const BtGridColumn *column)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMN, NULL);

  if (column->children->len == 0)
    bt_node_builder_set_attr (builder, "role", bt_role_get_name (column->role));
  if (column->children->len == 0 && column->width > 0)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];
      bt_node_builder_set_attr (builder, "width", g_ascii_formatd (number, sizeof number, "%.1f", column->width));
    }
  bt_node_builder_take_text (builder, column->words != NULL ? bt_text_ref (column->words)
                                                           : bt_text_new (column->title));
  for (guint i = 0; i < column->children->len; i++)
    bt_node_builder_take_child (builder, column_to_node (g_ptr_array_index (column->children, i)));
  return bt_node_builder_end (builder);
}

/**
 * bt_grid_columns_to_node:
 * @grid: a table whose columns have their roles
 *
 * Returns: (transfer full): its columns as a node
 */
BtNode *
bt_grid_columns_to_node (const BtGrid *grid)
{
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  for (guint i = 0; i < grid->columns->len; i++)
    bt_node_builder_take_child (columns, column_to_node (g_ptr_array_index (grid->columns, i)));
  return bt_node_builder_end (columns);
}

/* The order number is derived: what was typed is dropped, and compared later with the number the row gets. */
static void
note_typed (BtImport *import, const BtGridRow *row, const BtNode *node, GHashTable *typed)
{
  guint line = bt_import_line (import, row->first)->number;

  if (row->typed == NULL || *row->typed == '\0')
    return;
  bt_import_drop (import, line, line, row->typed, _("typed order number; the column numbers itself"));
  if (row->cells == NULL)
    return;
  BtImportTyped *entry = g_new0 (BtImportTyped, 1);
  entry->text = g_strdup (row->typed);
  entry->line = line;
  g_hash_table_insert (typed, g_strdup (bt_node_get_id (node)), entry);
}

static BtNode *
row_to_node (BtImport *import, const BtGridRow *row, GHashTable *typed)
{
  BtNodeBuilder *builder = bt_node_builder_new (row->group != NULL ? BT_NODE_GROUP_ROW : BT_NODE_ROW, NULL);

  if (row->group != NULL)
    bt_node_builder_set_string (builder, row->group);
  for (guint i = 0; row->cells != NULL && i < row->cells->len; i++)
    bt_node_builder_add_string (builder, BT_NODE_CELL, g_ptr_array_index (row->cells, i));
  BtNode *node = bt_node_builder_end (builder);
  bt_import_became (import, row->first, row->last, bt_node_get_id (node), row->group != NULL ? "group-row" : "row",
                    row->confidence);
  note_typed (import, row, node, typed);
  return node;
}

/**
 * bt_grid_to_node:
 * @import: an import
 * @grid: a complete table
 * @typed: (element-type utf8 BtImportTyped): where the order numbers that were typed are noted, by the row's id
 *
 * Returns: (transfer full): the table as a node; its lines are reported
 */
BtNode *
bt_grid_to_node (BtImport *import, BtGrid *grid, GHashTable *typed)
{
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);
  BtNode *heading = bt_grid_columns_to_node (grid);

  if (grid->heading_end > grid->first)
    bt_import_became (import, grid->first, grid->heading_end - 1, bt_node_get_id (heading), "columns", 0.9);
  for (guint i = 0; i < grid->rows->len; i++)
    bt_node_builder_take_child (rows, row_to_node (import, g_ptr_array_index (grid->rows, i), typed));
  bt_node_builder_take_child (table, heading);
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}
