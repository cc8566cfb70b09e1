/* A table while it is being recognised: columns as a tree, rows of cells; private to convert/. */
#pragma once

#include "bt-import.h"
#include "bt-table.h"

G_BEGIN_DECLS

/* A column of the heading: a leaf, or a group of further columns. */
typedef struct
{
  char *title;
  BtText *words; /* (nullable): the title as it looks, where that is known */
  BtRole role;
  double width; /* in millimetres; 0 where nothing is said of it */
  GPtrArray *children; /* BtGridColumn; empty for a leaf */
} BtGridColumn;

/**
 * BtGridRow:
 * @cells: one for every leaf; %NULL in a group row
 * @group: (nullable): the text of a group row
 * @typed: (nullable): the order number or group label that was typed
 * @first: index of its first line
 * @last: index of its last line
 * @confidence: how sure its cells are
 */
typedef struct
{
  GPtrArray *cells;
  char *group;
  char *typed;
  guint first, last;
  double confidence;
} BtGridRow;

typedef struct
{
  GPtrArray *columns; /* BtGridColumn */
  GPtrArray *leaves;  /* BtGridColumn, not owned */
  GPtrArray *rows;    /* BtGridRow */
  guint first, heading_end;
} BtGrid;

BtGrid *bt_grid_new (guint first) G_GNUC_WARN_UNUSED_RESULT;
void bt_grid_free (BtGrid *grid);
BtGridColumn *bt_grid_column_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
void bt_grid_column_free (gpointer column);
void bt_grid_set_roles (BtGrid *grid);
BtNode *bt_grid_columns_to_node (const BtGrid *grid) G_GNUC_WARN_UNUSED_RESULT;
BtRole bt_grid_role_of_title (const char *title);
BtGridRow *bt_grid_add_row (BtGrid *grid, guint first);
void bt_grid_add_group (BtGrid *grid, guint first, char *label, char *text);
BtNode *bt_grid_to_node (BtImport *import, BtGrid *grid, GHashTable *typed) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_grid_is_order_title (const char *title);
gboolean bt_grid_is_child_title (const char *title, const char *group);

/* Flowing tables: bt-import-titles.c, bt-import-flow.c */
guint bt_import_find_first_row (const BtImport *import, guint index, guint end);
void bt_import_read_titles (BtImport *import, BtGrid *grid, guint first, guint end);
guint bt_import_count_titles (const BtImport *import, guint first, guint end);
guint bt_import_row_number (const char *text, gsize *length);
void bt_import_read_flow (BtImport *import, BtGrid *grid, guint first, guint end);

/* Tables whose cells are parted by tabs, bars or wide blanks: bt-import-cells.c, -aligned.c */
gboolean bt_import_is_separated (const BtImport *import, guint index, guint end);
guint bt_import_separated_end (const BtImport *import, guint index, guint end);
void bt_import_read_separated (BtImport *import, BtGrid *grid, guint first, guint end);
gboolean bt_import_is_aligned (const BtImport *import, guint first, guint end);
void bt_import_read_aligned (BtImport *import, BtGrid *grid, guint first, guint end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtGrid, bt_grid_free)

G_END_DECLS
