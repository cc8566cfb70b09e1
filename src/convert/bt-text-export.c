/* A plan as running text: a line for each paragraph, with derived labels, in a form that the recogniser reads back. */
#include "bt-text-export.h"

#include <string.h>

#include "bt-date.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-table.h"
#include "bt-viet.h"

/* What stands for a blank part of a date, to be filled in by hand. */
#define BLANK "    "
/* A line break inside a paragraph or cell is no new paragraph: U+2028, as Unicode has it. */
#define LINE_BREAK "\xE2\x80\xA8"

typedef struct
{
  const BtPlan *plan;
  GString *out;
} Export;

/* The characters of @node, with the words of its objects, on one line. */
static void
append_text (const Export *export, const BtNode *node)
{
  g_autofree char *text = bt_plan_dup_plain_text (export->plan, node);

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n')
        g_string_append (export->out, LINE_BREAK);
      else
        g_string_append_c (export->out, *c);
    }
}

static gboolean
has_text (const BtNode *node)
{
  return node != NULL && *bt_node_get_string (node) != '\0';
}

/* A field whose lines stand below each other. */
static void
append_lines (const Export *export, const BtNode *part, BtNodeKind kind)
{
  BtNode *node = bt_node_get_child_of_kind (part, kind);

  if (!has_text (node))
    return;
  g_autofree char *text = bt_plan_dup_plain_text (export->plan, node);
  g_string_append_printf (export->out, "%s\n", text);
}

static void
append_number (const Export *export, const BtNode *header)
{
  BtNode *number = bt_node_get_child_of_kind (header, BT_NODE_NUMBER);
  BtNode *symbol = bt_node_get_child_of_kind (header, BT_NODE_SYMBOL);

  if (!has_text (number) && !has_text (symbol))
    return;
  g_string_append (export->out, "Số: ");
  append_text (export, number);
  g_string_append (export->out, has_text (number) ? "/" : BLANK "/");
  append_text (export, symbol);
  g_string_append_c (export->out, '\n');
}

static void
append_date (const Export *export, const BtNode *header)
{
  BtNode *place = bt_node_get_child_of_kind (header, BT_NODE_PLACE);
  BtNode *date = bt_node_get_child_of_kind (header, BT_NODE_DATE);
  BtDate parts = { 0 };

  if (!has_text (place) && !has_text (date))
    return;
  append_text (export, place);
  if (has_text (place))
    g_string_append (export->out, ", ");
  if (bt_date_parse_iso (bt_node_get_string (date), &parts))
    {
      g_autofree char *text = bt_date_format_long (&parts, BLANK);
      g_string_append (export->out, text);
    }
  else
    append_text (export, date);
  g_string_append_c (export->out, '\n');
}

static void
append_header (const Export *export)
{
  BtNode *header = bt_plan_get_part (export->plan, BT_NODE_HEADER);
  gsize before = export->out->len;

  append_lines (export, header, BT_NODE_PARENT);
  append_lines (export, header, BT_NODE_AGENCY);
  if (export->out->len > before)
    g_string_append (export->out, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n");
  append_number (export, header);
  append_date (export, header);
  append_lines (export, header, BT_NODE_URGENCY);
  append_lines (export, header, BT_NODE_TYPE);
  if (has_text (bt_node_get_child_of_kind (header, BT_NODE_SUBJECT)))
    {
      append_text (export, bt_node_get_child_of_kind (header, BT_NODE_SUBJECT));
      g_string_append_c (export->out, '\n');
    }
}

static void
append_items (const Export *export, const BtNode *list, BtNodeKind kind, const char *label)
{
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    {
      BtNode *item = bt_node_get_child (list, i);
      if (bt_node_get_kind (item) != kind)
        continue;
      g_string_append (export->out, label);
      append_text (export, item);
      g_string_append_c (export->out, '\n');
    }
}

/* The titles at @depth of the tree of columns, each over as many cells as it has leaves. */
static void
append_titles (const Export *export, const BtNode *columns, guint depth)
{
  for (guint i = 0; i < bt_node_get_n_children (columns); i++)
    {
      BtNode *column = bt_node_get_child (columns, i);
      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      guint n = bt_column_get_n_leaves (column);
      gboolean group = bt_column_is_group (column);
      if (depth > 0 && group)
        {
          append_titles (export, column, depth - 1);
          continue;
        }
      g_string_append_c (export->out, '\t');
      if (depth == 0)
        append_text (export, column);
      for (guint j = 1; j < n; j++)
        g_string_append_c (export->out, '\t');
    }
}

/* The heading: a line for each level, and a rule below, so that nothing has to be guessed when it is read back. */
static void
append_heading (const Export *export, const BtNode *table)
{
  BtNode *columns = bt_node_get_child_of_kind (table, BT_NODE_COLUMNS);
  guint n = bt_table_get_n_leaves (table);

  for (guint depth = 0; depth < bt_table_get_heading_depth (table); depth++)
    {
      append_titles (export, columns, depth);
      g_string_append_c (export->out, '\n');
    }
  for (guint i = 0; i < n; i++)
    g_string_append (export->out, "\t---");
  g_string_append_c (export->out, '\n');
}

static void
append_row (const Export *export, const BtNode *row, const GPtrArray *leaves, guint number)
{
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      g_string_append_c (export->out, '\t');
      if (column < leaves->len && bt_column_get_role (g_ptr_array_index (leaves, column)) == BT_ROLE_ORDER)
        g_string_append_printf (export->out, "%u%s", number, has_text (cell) ? " " : "");
      append_text (export, cell);
      column++;
    }
}

/* Where no column numbers itself, the page shows no numeral either. */
static void
append_group_row (const Export *export, const BtNode *row, const GPtrArray *leaves, guint number)
{
  g_autofree char *label = bt_viet_roman (number);

  if (leaves->len > 1 && bt_column_get_role (g_ptr_array_index (leaves, 0)) == BT_ROLE_ORDER)
    g_string_append_printf (export->out, "\t%s", label);
  g_string_append_c (export->out, '\t');
  append_text (export, row);
}

static void
append_table (const Export *export, const BtNode *table)
{
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  BtCounter counter = { 0 };

  g_string_append_c (export->out, '\n');
  append_heading (export, table);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      BtNode *row = bt_node_get_child (rows, i);
      guint number = bt_counter_next (&counter, row);
      if (bt_node_get_kind (row) == BT_NODE_ROW)
        append_row (export, row, leaves, number);
      else if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
        append_group_row (export, row, leaves, number);
      else
        continue;
      g_string_append_c (export->out, '\n');
    }
  g_string_append_c (export->out, '\n');
}

static void append_clauses (const Export *export, const BtNode *parent, const char *parent_label);

static void
append_clause (const Export *export, const BtNode *clause, guint number, const char *parent_label)
{
  BtLabel scheme = bt_node_get_label (clause);
  g_autofree char *label = bt_label_format (scheme, number, parent_label);
  gboolean division = scheme == BT_LABEL_PART || scheme == BT_LABEL_CHAPTER;

  g_string_append (export->out, label);
  if (*label != '\0')
    g_string_append (export->out, division && has_text (clause) ? ". " : " ");
  append_text (export, clause);
  while (g_str_has_suffix (export->out->str, " "))
    g_string_truncate (export->out, export->out->len - 1);
  g_string_append_c (export->out, '\n');
  append_clauses (export, clause, label);
}

static void
append_clauses (const Export *export, const BtNode *parent, const char *parent_label)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);
      if (bt_node_get_kind (child) == BT_NODE_CLAUSE)
        append_clause (export, child, number, parent_label);
      else if (bt_node_get_kind (child) == BT_NODE_TABLE)
        append_table (export, child);
    }
}

static void
append_closing (const Export *export)
{
  BtNode *recipients = bt_plan_get_part (export->plan, BT_NODE_RECIPIENTS);
  BtNode *signature = bt_plan_get_part (export->plan, BT_NODE_SIGNATURE);

  if (bt_node_get_child_of_kind (recipients, BT_NODE_RECIPIENT) != NULL)
    g_string_append (export->out, "\nNơi nhận:\n");
  append_items (export, recipients, BT_NODE_RECIPIENT, "- ");
  g_string_append_c (export->out, '\n');
  append_lines (export, signature, BT_NODE_AUTHORITY);
  append_lines (export, signature, BT_NODE_OFFICE);
  append_lines (export, signature, BT_NODE_SIGNER);
}

static void
append_appendix (const Export *export, const BtNode *appendix, guint number, guint n_appendices)
{
  g_autofree char *label = bt_appendix_label_format (number, n_appendices);

  g_string_append_printf (export->out, "\n%s\n", label);
  for (guint i = 0; i < 2; i++)
    {
      BtNode *part = bt_node_get_child_of_kind (appendix, i == 0 ? BT_NODE_TITLE : BT_NODE_NOTE);
      if (!has_text (part))
        continue;
      append_text (export, part);
      g_string_append_c (export->out, '\n');
    }
  append_clauses (export, appendix, NULL);
}

static void
append_appendices (const Export *export)
{
  BtNode *appendices = bt_plan_get_part (export->plan, BT_NODE_APPENDICES);
  guint n = 0, number = 0;

  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    n += bt_node_get_kind (bt_node_get_child (appendices, i)) == BT_NODE_APPENDIX;
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    if (bt_node_get_kind (bt_node_get_child (appendices, i)) == BT_NODE_APPENDIX)
      append_appendix (export, bt_node_get_child (appendices, i), ++number, n);
}

/**
 * bt_text_export:
 * @plan: a plan
 *
 * Every character of the plan is in the text, and every label. The cells of tables are parted by tabs; bt_text_import()
 * reads all of it back.
 *
 * Returns: (transfer full): the text, lines ended by "\n"
 */
char *
bt_text_export (const BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  Export export = { plan, g_string_new (NULL) };
  append_header (&export);
  if (export.out->len > 0)
    g_string_append_c (export.out, '\n');
  append_items (&export, bt_plan_get_part (plan, BT_NODE_BASES), BT_NODE_BASIS, "");
  append_clauses (&export, bt_plan_get_part (plan, BT_NODE_BODY), NULL);
  append_closing (&export);
  append_appendices (&export);
  return g_string_free (export.out, FALSE);
}
