/* The table of duties as a plan of its own, so that it is shown, printed and exported as any table is. */
#include "bt-check-duties.h"
#include "bt-reference.h"
#include "bt-schema.h"
#include "bt-step.h"

/* Headings on paper: words of the plan, not of the program, so they are Vietnamese in every language. */
static const struct
{
  const char *title;
  const char *role;
} columns[] = {
  { "STT", "order" },
  { "Đơn vị", "lead" },
  { "Nhiệm vụ trong nội dung", "text" },
  { "Dòng phụ lục chủ trì", "text" },
  { "Nơi nhận", "text" },
};

static BtNode *
new_columns (void)
{
  BtNodeBuilder *list = bt_node_builder_new (BT_NODE_COLUMNS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      BtNodeBuilder *column = bt_node_builder_new (BT_NODE_COLUMN, NULL);
      bt_node_builder_set_attr (column, "role", columns[i].role);
      bt_node_builder_set_string (column, columns[i].title);
      bt_node_builder_take_child (list, bt_node_builder_end (column));
    }
  return bt_node_builder_end (list);
}

/* A line for each task, below that of the heading it stands under; "–" for none. */
static char *
dup_tasks (const BtPlan *plan, const GPtrArray *ids)
{
  GString *lines = g_string_new (ids->len == 0 ? "–" : NULL);
  const BtNode *heading = NULL;

  for (guint i = 0; i < ids->len; i++)
    {
      const BtNode *parent = bt_plan_get_parent (plan, ids->pdata[i], NULL);
      g_autofree char *place = bt_plan_dup_place (plan, bt_node_get_id (parent));
      g_autofree char *words = bt_plan_dup_plain_text (plan, bt_plan_get_node (plan, ids->pdata[i]));

      if (parent != heading)
        g_string_append_printf (lines, "%s%s:", i > 0 ? "\n" : "", place);
      g_string_append_printf (lines, "\n- %s", words);
      heading = parent;
    }
  return g_string_free (lines, FALSE);
}

static char *
dup_places (const BtPlan *plan, const GPtrArray *ids)
{
  GString *lines = g_string_new (ids->len == 0 ? "–" : NULL);

  for (guint i = 0; i < ids->len; i++)
    {
      g_autofree char *place = bt_plan_dup_place (plan, ids->pdata[i]);
      g_string_append_printf (lines, "%s%s", i > 0 ? "\n" : "", place);
    }
  return g_string_free (lines, FALSE);
}

static void
take_cell (BtNodeBuilder *row, const char *string)
{
  BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, NULL);

  bt_node_builder_set_string (cell, string);
  bt_node_builder_take_child (row, bt_node_builder_end (cell));
}

static BtNode *
new_row (const BtPlan *plan, const BtDuty *duty)
{
  BtNodeBuilder *row = bt_node_builder_new (BT_NODE_ROW, NULL);
  g_autofree char *tasks = dup_tasks (plan, duty->tasks);
  g_autofree char *rows = dup_places (plan, duty->rows);

  take_cell (row, "");
  take_cell (row, duty->unit);
  take_cell (row, tasks);
  take_cell (row, rows);
  take_cell (row, duty->recipient != NULL ? duty->recipient : "–");
  return bt_node_builder_end (row);
}

static BtNode *
new_table (const BtPlan *plan)
{
  g_autoptr (GPtrArray) duties = bt_duties_new (plan);
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);

  for (guint i = 0; i < duties->len; i++)
    bt_node_builder_take_child (rows, new_row (plan, duties->pdata[i]));
  bt_node_builder_take_child (table, new_columns ());
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  return bt_node_builder_end (table);
}

static BtNode *
new_part (BtNodeKind kind, const char *string)
{
  BtNodeBuilder *builder = bt_node_builder_new (kind, NULL);

  bt_node_builder_set_string (builder, string);
  return bt_node_builder_end (builder);
}

/**
 * bt_duty_table_new:
 * @plan: a plan
 *
 * The units with tasks or rows, a row each: what the text gives them to do, which rows of appendices they lead, and
 * where the nơi nhận names them.
 *
 * Returns: (transfer full): a plan with nothing but an appendix with that table
 */
BtPlan *
bt_duty_table_new (BtPlan *plan)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  const char *subject = bt_plan_get_field (plan, BT_NODE_SUBJECT);
  g_autofree char *note = *subject != '\0' ? g_strdup_printf ("(Kế hoạch %s)", subject) : g_strdup ("");
  BtNodeBuilder *appendix = bt_node_builder_new (BT_NODE_APPENDIX, NULL);

  bt_node_builder_set_attr (appendix, "orientation", "landscape");
  bt_node_builder_take_child (appendix, new_part (BT_NODE_TITLE, "BẢNG ĐỐI CHIẾU NHIỆM VỤ"));
  bt_node_builder_take_child (appendix, new_part (BT_NODE_NOTE, note));
  bt_node_builder_take_child (appendix, new_table (plan));
  g_autoptr (BtNode) whole = bt_node_builder_end (appendix);
  g_autoptr (BtStep) step = bt_step_new_insert (
      bt_node_get_id (bt_plan_get_part (blank, BT_NODE_APPENDICES)), 0, whole);
  return bt_step_apply (step, blank, NULL, NULL);
}
