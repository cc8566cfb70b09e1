/* A table of a plan as CSV: its heading rows, then its rows, for programs; RFC 4180, UTF-8 with a byte order mark. */
#include "bt-sheet-export.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-sheet-page.h"
#include "bt-table.h"
#include "bt-viet.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void
append_field (GString *out, const char *text)
{
  if (strpbrk (text, "\",\r\n") == NULL && !g_ascii_isspace (*text))
    {
      g_string_append (out, text);
      return;
    }
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    {
      if (*text == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *text);
    }
  g_string_append_c (out, '"');
}

/* @fields: (transfer none): one for each column, %NULL for an empty one */
static void
append_record (GString *out, const GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_field (out, fields->pdata[i] != NULL ? fields->pdata[i] : "");
    }
  g_string_append (out, "\r\n");
}

static GPtrArray *
record_new (guint n)
{
  GPtrArray *record = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (record, n);
  return record;
}

static void
append_heading (GString *out, const BtPlan *plan, const BtSheetPage *page, guint n)
{
  g_autoptr (GArray) titles = bt_sheet_page_titles (page);

  for (guint level = 0; level < bt_table_get_heading_depth (page->table); level++)
    {
      g_autoptr (GPtrArray) record = record_new (n);
      for (guint i = 0; i < titles->len; i++)
        {
          const BtSheetTitle *title = &g_array_index (titles, BtSheetTitle, i);
          if (title->row == level)
            record->pdata[title->leaf] = bt_plan_dup_plain_text (plan, title->column);
        }
      append_record (out, record);
    }
}

static void
fill_row (GPtrArray *record, const BtPlan *plan, const BtNode *row, const GPtrArray *leaves, guint number)
{
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row) && column < leaves->len; i++)
    {
      BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      g_autofree char *text = bt_plan_dup_plain_text (plan, cell);
      gboolean numbered = bt_column_get_role (leaves->pdata[column]) == BT_ROLE_ORDER && *text == '\0';
      record->pdata[column++] = numbered ? g_strdup_printf ("%u", number) : g_steal_pointer (&text);
    }
}

static void
fill_group (GPtrArray *record, const BtPlan *plan, const BtNode *row, const GPtrArray *leaves, guint number)
{
  guint numbered = leaves->len > 1 && bt_column_get_role (leaves->pdata[0]) == BT_ROLE_ORDER;

  if (numbered)
    record->pdata[0] = bt_viet_roman (number);
  record->pdata[numbered] = bt_plan_dup_plain_text (plan, row);
}

static void
append_rows (GString *out, const BtPlan *plan, const BtNode *table, const GPtrArray *leaves)
{
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      guint number = bt_counter_next (&counter, row);
      g_autoptr (GPtrArray) record = record_new (leaves->len);
      if (bt_node_get_kind (row) == BT_NODE_ROW)
        fill_row (record, plan, row, leaves, number);
      else if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
        fill_group (record, plan, row, leaves, number);
      else
        continue;
      append_record (out, record);
    }
}

/**
 * bt_sheet_export_csv:
 * @plan: a plan without marks
 * @appendix: the number of an appendix from 1, or 0 where the plan has one table
 * @error: return location
 *
 * A heading of two levels is two records; what goes over several columns stands in the first of them.
 *
 * Returns: (transfer full) (nullable): the table; %NULL with %BT_ERROR_USAGE where there is none, or several
 */
GBytes *
bt_sheet_export_csv (const BtPlan *plan, guint appendix, GError **error)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GPtrArray) pages = bt_sheet_pages_new (plan, appendix, error);
  if (pages == NULL)
    return NULL;
  if (pages->len > 1)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                   _ ("a CSV file holds one table, and there are %u: choose an appendix that has one, or export XLSX"),
                   pages->len);
      return NULL;
    }
  const BtSheetPage *page = pages->pdata[0];
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (page->table);
  GString *out = g_string_new (BYTE_ORDER_MARK);
  append_heading (out, plan, page, leaves->len);
  append_rows (out, plan, page->table, leaves);
  return g_string_free_to_bytes (out);
}
