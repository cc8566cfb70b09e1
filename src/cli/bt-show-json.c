/* A plan as JSON, in the shape of the command line's contract. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "bt-cli.h"
#include "bt-comments-json.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-table.h"

typedef struct
{
  BtPlan *plan;
  JsonBuilder *json;
} Writer;

static void write_block (Writer *writer, const BtNode *parent, gboolean (*wanted) (const BtNode *),
                         const char *parent_label);

static char *
dup_text (const Writer *writer, const BtNode *node)
{
  return bt_plan_dup_plain_text (writer->plan, node);
}

static void
add_string (Writer *writer, const char *member, const char *value)
{
  json_builder_set_member_name (writer->json, member);
  json_builder_add_string_value (writer->json, value);
}

static void
add_field (Writer *writer, const char *member, const BtNode *part, BtNodeKind kind)
{
  g_autofree char *text = dup_text (writer, bt_node_get_child_of_kind (part, kind));

  add_string (writer, member, text);
}

/* A field of several lines is an array of them; an empty one has none. */
static void
add_lines (Writer *writer, const char *member, const BtNode *part, BtNodeKind kind)
{
  g_autofree char *text = dup_text (writer, bt_node_get_child_of_kind (part, kind));
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  json_builder_set_member_name (writer->json, member);
  json_builder_begin_array (writer->json);
  for (guint i = 0; lines[i] != NULL; i++)
    json_builder_add_string_value (writer->json, lines[i]);
  json_builder_end_array (writer->json);
}

static void
write_header (Writer *writer)
{
  const BtNode *header = bt_plan_get_part (writer->plan, BT_NODE_HEADER);

  json_builder_set_member_name (writer->json, "header");
  json_builder_begin_object (writer->json);
  add_lines (writer, "agency", header, BT_NODE_AGENCY);
  add_lines (writer, "parent", header, BT_NODE_PARENT);
  add_field (writer, "number", header, BT_NODE_NUMBER);
  add_field (writer, "symbol", header, BT_NODE_SYMBOL);
  add_field (writer, "place", header, BT_NODE_PLACE);
  add_field (writer, "date", header, BT_NODE_DATE);
  add_field (writer, "kind", header, BT_NODE_TYPE);
  add_field (writer, "subject", header, BT_NODE_SUBJECT);
  json_builder_end_object (writer->json);
}

static void
write_signature (Writer *writer)
{
  const BtNode *signature = bt_plan_get_part (writer->plan, BT_NODE_SIGNATURE);

  json_builder_set_member_name (writer->json, "signature");
  json_builder_begin_object (writer->json);
  add_lines (writer, "authority", signature, BT_NODE_AUTHORITY);
  add_field (writer, "office", signature, BT_NODE_OFFICE);
  add_field (writer, "signer", signature, BT_NODE_SIGNER);
  json_builder_end_object (writer->json);
}

/* A part whose children of one kind are paragraphs. */
static void
write_paragraphs (Writer *writer, const char *member, BtNodeKind part, BtNodeKind kind)
{
  const BtNode *parent = bt_plan_get_part (writer->plan, part);

  json_builder_set_member_name (writer->json, member);
  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      g_autofree char *text = dup_text (writer, child);
      if (bt_node_get_kind (child) == kind)
        json_builder_add_string_value (writer->json, text);
    }
  json_builder_end_array (writer->json);
}

static void
write_columns (Writer *writer, const BtNode *parent)
{
  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);
      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      g_autofree char *title = dup_text (writer, column);
      json_builder_begin_object (writer->json);
      add_string (writer, "title", title);
      add_string (writer, "role", bt_role_get_name (bt_column_get_role (column)));
      json_builder_set_member_name (writer->json, "children");
      write_columns (writer, column);
      json_builder_end_object (writer->json);
    }
  json_builder_end_array (writer->json);
}

/* The cells of a row; the cell of the order column holds the number that is derived for the row. */
static void
write_row (Writer *writer, const BtNode *row, const GPtrArray *leaves, guint number)
{
  guint column = 0;

  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      const BtNode *cell = bt_node_get_child (row, i);
      if (bt_node_get_kind (cell) != BT_NODE_CELL)
        continue;
      g_autofree char *text = dup_text (writer, cell);
      g_autofree char *order = g_strdup_printf ("%u", number);
      gboolean is_order = bt_column_get_role (leaves->pdata[column++]) == BT_ROLE_ORDER;
      json_builder_add_string_value (writer->json, is_order ? order : text);
    }
}

/* A row is an array of its cells, a group row an array of its one text. */
static void
write_rows (Writer *writer, const BtNode *table)
{
  const BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  BtCounter counter = { 0 };

  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    {
      const BtNode *row = bt_node_get_child (rows, i);
      guint number = bt_counter_next (&counter, row);
      BtNodeKind kind = bt_node_get_kind (row);
      if (kind != BT_NODE_ROW && kind != BT_NODE_GROUP_ROW)
        continue;
      g_autofree char *title = dup_text (writer, row);
      json_builder_begin_array (writer->json);
      if (kind == BT_NODE_ROW)
        write_row (writer, row, leaves, number);
      else
        json_builder_add_string_value (writer->json, title);
      json_builder_end_array (writer->json);
    }
  json_builder_end_array (writer->json);
}

static void
write_table (Writer *writer, const BtNode *table, gboolean in_block)
{
  json_builder_begin_object (writer->json);
  if (in_block)
    add_string (writer, "scheme", "table");
  json_builder_set_member_name (writer->json, "columns");
  write_columns (writer, bt_node_get_child_of_kind (table, BT_NODE_COLUMNS));
  json_builder_set_member_name (writer->json, "rows");
  write_rows (writer, table);
  json_builder_end_object (writer->json);
}

static gboolean
is_clause (const BtNode *node)
{
  return bt_node_get_kind (node) == BT_NODE_CLAUSE;
}

static gboolean
is_clause_or_table (const BtNode *node)
{
  return is_clause (node) || bt_node_get_kind (node) == BT_NODE_TABLE;
}

static void
write_clause (Writer *writer, const BtNode *clause, const char *label)
{
  g_autofree char *text = dup_text (writer, clause);

  json_builder_begin_object (writer->json);
  add_string (writer, "id", bt_node_get_id (clause));
  add_string (writer, "label", label);
  add_string (writer, "scheme", bt_label_get_name (bt_node_get_label (clause)));
  json_builder_set_member_name (writer->json, "heading");
  json_builder_add_boolean_value (writer->json, bt_node_is_heading (clause));
  add_string (writer, "text", text);
  json_builder_set_member_name (writer->json, "children");
  write_block (writer, clause, is_clause_or_table, label);
  json_builder_end_object (writer->json);
}

/* An array of the clauses and tables below @parent that are @wanted. */
static void
write_block (Writer *writer, const BtNode *parent, gboolean (*wanted) (const BtNode *),
             const char *parent_label)
{
  BtCounter counter = { 0 };

  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);
      if (!wanted (child))
        continue;
      g_autofree char *label = bt_label_format (bt_node_get_label (child), number, parent_label);
      if (is_clause (child))
        write_clause (writer, child, label);
      else
        write_table (writer, child, TRUE);
    }
  json_builder_end_array (writer->json);
}

static void
write_appendix (Writer *writer, const BtNode *appendix)
{
  g_autofree char *label = bt_plan_dup_label (writer->plan, bt_node_get_id (appendix));

  json_builder_begin_object (writer->json);
  add_string (writer, "label", label);
  add_field (writer, "title", appendix, BT_NODE_TITLE);
  add_field (writer, "note", appendix, BT_NODE_NOTE);
  json_builder_set_member_name (writer->json, "body");
  write_block (writer, appendix, is_clause, NULL);
  json_builder_set_member_name (writer->json, "tables");
  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (appendix); i++)
    if (bt_node_get_kind (bt_node_get_child (appendix, i)) == BT_NODE_TABLE)
      write_table (writer, bt_node_get_child (appendix, i), FALSE);
  json_builder_end_array (writer->json);
  json_builder_end_object (writer->json);
}

static void
write_appendices (Writer *writer)
{
  const BtNode *appendices = bt_plan_get_part (writer->plan, BT_NODE_APPENDICES);

  json_builder_set_member_name (writer->json, "appendices");
  json_builder_begin_array (writer->json);
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    if (bt_node_get_kind (bt_node_get_child (appendices, i)) == BT_NODE_APPENDIX)
      write_appendix (writer, bt_node_get_child (appendices, i));
  json_builder_end_array (writer->json);
}

static void
write_notes (Writer *writer, char **notes)
{
  json_builder_set_member_name (writer->json, "notes");
  json_builder_begin_array (writer->json);
  for (guint i = 0; notes[i] != NULL; i++)
    json_builder_add_string_value (writer->json, notes[i]);
  json_builder_end_array (writer->json);
}

/**
 * bt_show_json:
 * @plan: a plan
 * @notes: (array zero-terminated=1): what the numbers in its texts point to
 *
 * Returns: (transfer full): the plan as JSON, with a line end
 */
char *
bt_show_json (BtPlan *plan, char **notes)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (JsonBuilder) json = json_builder_new ();
  Writer writer = { plan, json };
  json_builder_begin_object (json);
  write_header (&writer);
  write_paragraphs (&writer, "bases", BT_NODE_BASES, BT_NODE_BASIS);
  json_builder_set_member_name (json, "body");
  write_block (&writer, bt_plan_get_part (plan, BT_NODE_BODY), is_clause_or_table, NULL);
  write_signature (&writer);
  write_paragraphs (&writer, "recipients", BT_NODE_RECIPIENTS, BT_NODE_RECIPIENT);
  write_appendices (&writer);
  json_builder_set_member_name (json, "comments");
  bt_comments_add_json (json, plan);
  if (notes[0] != NULL)
    write_notes (&writer, notes);
  json_builder_end_object (json);

  g_autoptr (JsonNode) root = json_builder_get_root (json);
  g_autofree char *text = json_to_string (root, TRUE);
  return g_strconcat (text, "\n", NULL);
}
