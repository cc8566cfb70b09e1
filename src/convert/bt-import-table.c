/* Where tables begin and end, and which of the readers reads one. */
#include <string.h>

#include "bt-import-grid.h"

/**
 * bt_import_table_kind:
 * @import: an import
 * @index: index of a line
 * @end: index after the last line that may belong to the table
 *
 * Returns: what kind of table begins there, if any
 */
BtImportTableKind
bt_import_table_kind (const BtImport *import, guint index, guint end)
{
  if (import->structured)
    return bt_import_line (import, index)->table != NULL ? BT_IMPORT_TABLE_KNOWN : BT_IMPORT_NO_TABLE;
  if (bt_import_is_separated (import, index, end))
    return BT_IMPORT_TABLE_SEPARATED;
  return bt_import_find_first_row (import, index, end) > 0 ? BT_IMPORT_TABLE_FLOWING : BT_IMPORT_NO_TABLE;
}

/* Whether a flowing table cannot go on in that line: a section begins, or the plan closes. */
static gboolean
ends_table (const BtImport *import, guint index, gboolean appendix, gboolean dotted)
{
  const char *text = bt_import_line (import, index)->text;
  BtImportLabel label;

  if (bt_import_starts_with (import, text, "trendayla"))
    return TRUE;
  if (!bt_import_label_parse (import, text, &label)
      || (label.scheme != BT_LABEL_ROMAN && label.scheme != BT_LABEL_PART))
    return FALSE;
  if (!bt_import_is_capitals (text + label.length, -1))
    return FALSE;
  /* A section, unless it can be a row that spans the table: then a numbered row follows. */
  if (index + 1 >= import->lines->len)
    return TRUE;
  gsize length;
  const char *next = bt_import_line (import, index + 1)->text;
  gboolean row_follows = bt_import_row_number (next, &length) > 0 && (next[length - 1] == '.') == dotted;
  return !row_follows || (!appendix && dotted);
}

/**
 * bt_import_table_end:
 * @import: an import
 * @kind: what bt_import_table_kind() gave for it
 * @index: index of a line where a table begins
 * @end: index after the last line it may have
 * @appendix: whether it stands in an appendix, which may be nothing but the table
 *
 * Returns: index after the table's last line
 */
guint
bt_import_table_end (const BtImport *import, BtImportTableKind kind, guint index, guint end, gboolean appendix)
{
  if (kind == BT_IMPORT_TABLE_KNOWN)
    return index + 1;
  if (kind == BT_IMPORT_TABLE_SEPARATED)
    return bt_import_separated_end (import, index, end);
  guint first_row = bt_import_find_first_row (import, index, end);
  gsize length;
  bt_import_row_number (bt_import_line (import, first_row)->text, &length);
  gboolean dotted = bt_import_line (import, first_row)->text[length - 1] == '.';
  guint i = first_row + 1;
  while (i < end && !ends_table (import, i, appendix, dotted))
    i++;
  return i;
}

/**
 * bt_import_table:
 * @import: an import
 * @kind: what bt_import_table_kind() gave for it
 * @first: index of the line where a table begins
 * @end: what bt_import_table_end() gave for it
 * @typed: (element-type utf8 BtImportTyped): where typed order numbers are noted
 *
 * Returns: (transfer full): the table as a node
 */
BtNode *
bt_import_table (BtImport *import, BtImportTableKind kind, guint first, guint end, GHashTable *typed)
{
  if (kind == BT_IMPORT_TABLE_KNOWN)
    return import->make_table (bt_import_line (import, first)->table, import->data);

  g_autoptr (BtGrid) grid = bt_grid_new (first);

  if (kind == BT_IMPORT_TABLE_SEPARATED)
    bt_import_read_separated (import, grid, first, end);
  else if (bt_import_is_aligned (import, first, end))
    bt_import_read_aligned (import, grid, first, end);
  if (grid->columns->len == 0)
    {
      guint rows = bt_import_find_first_row (import, first, end);
      bt_import_read_titles (import, grid, first, rows);
      bt_import_read_flow (import, grid, rows, end);
    }
  return bt_grid_to_node (import, grid, typed);
}
