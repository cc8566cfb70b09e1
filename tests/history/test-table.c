/* Every command on tables as a row of a table, untracked and tracked.
 *
 * A table is written with its columns first, "a b[c d] e", then a line for each row: the cells with
 * "|" between them, or "=" and the text of a group row. Titles are ids too; the cell under column
 * number 2 in line 1 has the id "r1c2". */
#include <string.h>

#include "bt-both-ways.h"
#include "bt-commands.h"
#include "bt-error.h"
#include "bt-resolve.h"
#include "bt-sort-key.h"

typedef enum
{
  COLUMN_AFTER,
  COLUMN_BEFORE,
  REMOVE_COLUMN,
  MOVE_AFTER,
  MOVE_BEFORE,
  GROUP,
  UNGROUP,
  GROUP_ROW,
  ROW,
  REMOVE,
  DUPLICATE,
  UP,
  DOWN,
  FILL,
  SORT,
  SORT_DOWN,
  PASTE,
} Action;

typedef struct
{
  const char *name;
  const char *before;
  Action action;
  const char *id, *other;
  const char *after; /* NULL: refused */
} Case;

#define SMALL "a b c\n1|2|3\n4|5|6\n"
#define GROUPED "a b[c d] e\n1|2|3|4\n"

static const Case cases[] = {
  { "column-after", SMALL, COLUMN_AFTER, "b", NULL, "a b x c\n1|2||3\n4|5||6\n" },
  { "column-before", SMALL, COLUMN_BEFORE, "a", NULL, "x a b c\n|1|2|3\n|4|5|6\n" },
  { "column-in-group", GROUPED, COLUMN_AFTER, "d", NULL, "a b[c d x] e\n1|2|3||4\n" },
  { "column-beside-group", GROUPED, COLUMN_BEFORE, "b", NULL, "a x b[c d] e\n1||2|3|4\n" },
  { "column/no-column", SMALL, COLUMN_AFTER, "r1", NULL, NULL },
  { "remove-column", SMALL, REMOVE_COLUMN, "b", NULL, "a c\n1|3\n4|6\n" },
  { "remove-column/group", GROUPED, REMOVE_COLUMN, "b", NULL, "a e\n1|4\n" },
  { "remove-column/last-of-group", "a b[c] d\n1|2|3\n", REMOVE_COLUMN, "c", NULL, "a d\n1|3\n" },
  { "remove-column/group-row", "a b\n=g\n1|2\n", REMOVE_COLUMN, "a", NULL, "b\n=g\n2\n" },
  { "remove-column/last", "a\n1\n", REMOVE_COLUMN, "a", NULL, NULL },
  { "remove-column/last-group", "a[b c]\n1|2\n", REMOVE_COLUMN, "a", NULL, NULL },
  { "move-after", SMALL, MOVE_AFTER, "a", "c", "b c a\n2|3|1\n5|6|4\n" },
  { "move-before", SMALL, MOVE_BEFORE, "c", "a", "c a b\n3|1|2\n6|4|5\n" },
  { "move-into-group", GROUPED, MOVE_AFTER, "a", "c", "b[c a d] e\n2|1|3|4\n" },
  { "move-out-of-group", GROUPED, MOVE_BEFORE, "d", "a", "d a b[c] e\n3|1|2|4\n" },
  { "move-last-of-group", "a b[c]\n1|2\n", MOVE_BEFORE, "c", "a", "c a\n2|1\n" },
  { "move-group", GROUPED, MOVE_BEFORE, "b", "a", "b[c d] a e\n2|3|1|4\n" },
  { "move-into-itself", GROUPED, MOVE_AFTER, "b", "c", NULL },
  { "group", SMALL, GROUP, "a", "b", "x[a b] c\n1|2|3\n4|5|6\n" },
  { "group/one", SMALL, GROUP, "c", "c", "a b x[c]\n1|2|3\n4|5|6\n" },
  { "group/backwards", SMALL, GROUP, "c", "a", NULL },
  { "group/levels", GROUPED, GROUP, "a", "c", NULL },
  { "ungroup", GROUPED, UNGROUP, "b", NULL, "a c d e\n1|2|3|4\n" },
  { "ungroup/leaf", GROUPED, UNGROUP, "a", NULL, NULL },
  { "group-row", SMALL, GROUP_ROW, "t", NULL, "a b c\n1|2|3\n=x\n4|5|6\n" },
  { "row", SMALL, ROW, "t", NULL, "a b c\n1|2|3\n||\n4|5|6\n" },
  { "row/remove", SMALL, REMOVE, "r1", NULL, "a b c\n4|5|6\n" },
  { "row/duplicate", SMALL, DUPLICATE, "r1", NULL, "a b c\n1|2|3\n1|2|3\n4|5|6\n" },
  { "row/up", SMALL, UP, "r2", NULL, "a b c\n4|5|6\n1|2|3\n" },
  { "row/down", SMALL, DOWN, "r1", NULL, "a b c\n4|5|6\n1|2|3\n" },
  { "cell/remove", SMALL, REMOVE, "r1c1", NULL, NULL },
  { "table/duplicate", SMALL, DUPLICATE, "t", NULL, SMALL },
  { "fill", "a b\n1|2\n=g\n3|4\n5|6\n", FILL, "r1c2", "r3c1", "a b\n1|2\n=g\n3|2\n5|6\n" },
  { "fill/up", SMALL, FILL, "r2c1", "r1c1", NULL },
  { "sort/words", "a\nđèn\nDao\nân\náo\nạo\nao\nd\n\n", SORT, "a", NULL,
    "a\nao\náo\nạo\nân\nd\nDao\nđèn\n\n" },
  { "sort/numbers", "a b\n10|x\n9|y\n1.250|z\n9,5|u\nx|v\n", SORT, "a", NULL,
    "a b\n9|y\n9,5|u\n10|x\n1.250|z\nx|v\n" },
  { "sort/stable", "a b\nx|2\ny|1\nx|1\n", SORT, "a", NULL, "a b\nx|2\nx|1\ny|1\n" },
  { "sort/down", "a\n1\n\n3\n2\n", SORT_DOWN, "a", NULL, "a\n3\n2\n1\n\n" },
  { "sort/groups", "a\n2\n1\n=g\n4\n3\n", SORT, "a", NULL, "a\n1\n2\n=g\n3\n4\n" },
  { "sort/dates", "a\n15-3-2026\n2-12-2025\nQuý I-2026\nTháng 3-2026\n31-3-2026\n01-3-2026\n", SORT, "a", NULL,
    "a\n2-12-2025\n01-3-2026\n15-3-2026\n31-3-2026\nTháng 3-2026\nQuý I-2026\n" },
  { "sort/words-with-dates", "a\nviệc 3-2026\nan 4-2025\n5\n1-1-2020\n", SORT, "a", NULL,
    "a\n5\n1-1-2020\nan 4-2025\nviệc 3-2026\n" },
  { "sort/group-column", GROUPED, SORT, "b", NULL, NULL },
  { "paste", SMALL, PASTE, "r1c2", "x|y\nz/u", "a b c\n1|x|y\n4|z/u|6\n" },
  { "paste/adds-rows", SMALL, PASTE, "r2c1", "x|y\nz\n", "a b c\n1|2|3\nx|y|6\nz||\n" },
  { "paste/over-a-group-row", "a\n1\n=g\n2\n", PASTE, "r1c1", "x\ny", "a\nx\n=g\ny\n" },
  { "paste/too-wide", SMALL, PASTE, "r1c3", "x|y", NULL },
};

/* Adds the columns that @at names, up to a "]" or the end; moves @at there. */
static void
parse_columns (BtNodeBuilder *parent, const char **at, guint *n_leaves)
{
  for (; **at && **at != ']'; (*at)++)
    {
      char title[2] = { **at, 0 };
      BtNodeBuilder *column;
      if (**at == ' ')
        continue;
      column = bt_node_builder_new (BT_NODE_COLUMN, title);
      bt_node_builder_set_string (column, title);
      if ((*at)[1] == '[')
        {
          *at += 2;
          parse_columns (column, at, n_leaves);
        }
      else
        (*n_leaves)++;
      bt_node_builder_take_child (parent, bt_node_builder_end (column));
    }
}

/* "/" in a cell stands for a line break. */
static char *
parse_cell (const char *string)
{
  return g_strdelimit (g_strdup (string), "/", '\n');
}

static BtNode *
parse_row (const char *line, guint number)
{
  g_autofree char *id = g_strdup_printf ("r%u", number);
  g_auto (GStrv) strings = g_strsplit (line, "|", -1);
  BtNodeBuilder *row = bt_node_builder_new (*line == '=' ? BT_NODE_GROUP_ROW : BT_NODE_ROW, id);

  if (*line == '=')
    bt_node_builder_set_string (row, line + 1);
  else if (*line == '\0')
    {
      g_autofree char *cell_id = g_strdup_printf ("r%uc1", number);
      BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, cell_id);
      bt_node_builder_set_string (cell, "");
      bt_node_builder_take_child (row, bt_node_builder_end (cell));
    }
  for (guint i = 0; *line != '=' && strings[i]; i++)
    {
      g_autofree char *cell_id = g_strdup_printf ("r%uc%u", number, i + 1);
      g_autofree char *string = parse_cell (strings[i]);
      BtNodeBuilder *cell = bt_node_builder_new (BT_NODE_CELL, cell_id);
      bt_node_builder_set_string (cell, string);
      bt_node_builder_take_child (row, bt_node_builder_end (cell));
    }
  return bt_node_builder_end (row);
}

/* A plan whose body is that table, with the id "t". */
static BtPlan *
parse_table (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  const char *at = lines[0];
  BtNodeBuilder *table = bt_node_builder_new (BT_NODE_TABLE, "t");
  BtNodeBuilder *columns = bt_node_builder_new (BT_NODE_COLUMNS, NULL);
  BtNodeBuilder *rows = bt_node_builder_new (BT_NODE_ROWS, NULL);
  g_autoptr (BtPlan) blank = bt_plan_new_blank ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BtNode) node = NULL;
  guint n_leaves = 0;

  parse_columns (columns, &at, &n_leaves);
  for (guint i = 1; lines[i + 1]; i++)
    bt_node_builder_take_child (rows, parse_row (lines[i], i));
  bt_node_builder_take_child (table, bt_node_builder_end (columns));
  bt_node_builder_take_child (table, bt_node_builder_end (rows));
  node = bt_node_builder_end (table);
  g_autoptr (BtStep) step =
      bt_step_new_insert (bt_node_get_id (bt_plan_get_part (blank, BT_NODE_BODY)), 0, node);
  BtPlan *plan = bt_step_apply (step, blank, NULL, &error);
  g_assert_no_error (error);
  return plan;
}

static void
format_columns (const BtNode *parent, GString *text)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *column = bt_node_get_child (parent, i);
      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", bt_node_get_string (column));
      if (bt_node_get_n_children (column) == 0)
        continue;
      g_string_append_c (text, '[');
      format_columns (column, text);
      g_string_append_c (text, ']');
    }
}

static void
format_row (const BtNode *row, GString *text)
{
  if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
    g_string_append_printf (text, "=%s", bt_node_get_string (row));
  for (guint i = 0; i < bt_node_get_n_children (row); i++)
    {
      g_autofree char *string = g_strdup (bt_node_get_string (bt_node_get_child (row, i)));
      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", g_strdelimit (string, "\n", '/'));
    }
  g_string_append_c (text, '\n');
}

static char *
format_table (BtPlan *plan)
{
  BtNode *body = bt_plan_get_part (plan, BT_NODE_BODY);
  BtNode *table = bt_node_get_child (body, bt_node_get_n_children (body) - 1);
  BtNode *rows = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  GString *text = g_string_new (NULL);

  format_columns (bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), text);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < bt_node_get_n_children (rows); i++)
    format_row (bt_node_get_child (rows, i), text);
  return g_string_free (text, FALSE);
}

static gboolean
run_paste (BtDocument *document, const char *cell, const char *block, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (block, "\n", -1);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; lines[i]; i++)
    {
      g_autofree char *line = parse_cell (lines[i]);
      g_ptr_array_add (rows, g_strsplit (line, "|", -1));
    }
  return bt_document_paste_cells (document, cell, rows, error);
}

static gboolean
run (BtDocument *document, const Case *row, GError **error)
{
  switch (row->action)
    {
    case COLUMN_AFTER:
    case COLUMN_BEFORE:
      return bt_document_insert_column (document, row->id, row->action == COLUMN_AFTER, "x",
                                        BT_ROLE_TEXT, error);
    case REMOVE_COLUMN:
      return bt_document_remove_column (document, row->id, error);
    case MOVE_AFTER:
    case MOVE_BEFORE:
      return bt_document_move_column (document, row->id, row->other, row->action == MOVE_AFTER,
                                      error);
    case GROUP:
      return bt_document_group_columns (document, row->id, row->other, "x", error);
    case UNGROUP:
      return bt_document_ungroup_columns (document, row->id, error);
    case GROUP_ROW:
      return bt_document_insert_group_row (document, row->id, 1, "x", error);
    case ROW:
      return bt_document_insert_row (document, row->id, 1, error);
    case REMOVE:
      return bt_document_remove (document, row->id, error);
    case DUPLICATE:
      return bt_document_duplicate (document, row->id, error);
    case UP:
      return bt_document_move_up (document, row->id, error);
    case DOWN:
      return bt_document_move_down (document, row->id, error);
    case FILL:
      return bt_document_fill_down (document, row->id, row->other, error);
    case SORT:
    case SORT_DOWN:
      return bt_document_sort_rows (document, row->id, row->action == SORT_DOWN, error);
    case PASTE:
      return run_paste (document, row->id, row->other, error);
    default:
      g_assert_not_reached ();
    }
}

static void
assert_reads (BtPlan *plan, BtView view, const char *expected)
{
  g_autoptr (BtPlan) seen = bt_review_view (plan, view);
  g_autofree char *text = format_table (seen);
  g_autoptr (GError) error = NULL;

  bt_plan_check (seen, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
check_case (gconstpointer data, gboolean tracking)
{
  const Case *row = data;
  g_autoptr (BtPlan) before = parse_table (row->before);
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GError) error = NULL;
  BtPlan *start, *after;
  gboolean done;

  g_assert_true (bt_document_set_tracking (document, tracking, &error));
  start = bt_document_get_plan (document);
  done = run (document, row, &error);
  after = bt_document_get_plan (document);
  if (!row->after)
    {
      g_assert_false (done);
      g_assert_error (error, BT_ERROR, BT_ERROR_USAGE);
      g_assert_true (after == start);
      return;
    }
  g_assert_no_error (error);
  g_assert_true (done);
  bt_plan_check (after, &error);
  g_assert_no_error (error);
  assert_reads (after, BT_VIEW_FINAL, row->after);
  if (tracking)
    assert_reads (after, BT_VIEW_ORIGINAL, row->before);
  bt_both_ways_assert_history (document, start);
}

/* In a column of times a time counts wherever it stands; what is said roughly comes after what is said exactly. */
static void
test_times (void)
{
  static const char *const sorted[] = { "Năm 2025",
                                        "Trước ngày 05/01/2026",
                                        "ngày 20 tháng 01 năm 2026",
                                        "Tháng 01/2026",
                                        "01-02/2026",
                                        "Tháng 3 năm 2026",
                                        "Quý I/2026",
                                        "Quý II năm 2026",
                                        "2026",
                                        "Hằng tháng",
                                        "Thường xuyên",
                                        "" };

  for (guint i = 1; i < G_N_ELEMENTS (sorted); i++)
    {
      BtSortKey before, after;

      bt_sort_key_init (&before, sorted[i - 1], BT_ROLE_TIME);
      bt_sort_key_init (&after, sorted[i], BT_ROLE_TIME);
      g_assert_cmpint (bt_sort_key_compare (&before, &after), <, 0);
      g_assert_cmpint (bt_sort_key_compare (&after, &before), >, 0);
      bt_sort_key_clear (&before);
      bt_sort_key_clear (&after);
    }
}

/* Clearing and widths over several nodes are one step each. */
static void
test_several (void)
{
  g_autoptr (BtPlan) before = parse_table (SMALL);
  g_autoptr (BtDocument) document = bt_document_new (before);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  const char *columns[] = { "a", "b" };
  const double widths[] = { 20.04, 0 };

  g_ptr_array_add (ids, (gpointer) "r1c1");
  g_ptr_array_add (ids, (gpointer) "r2c3");
  g_assert_true (bt_document_clear_texts (document, ids, NULL));
  assert_reads (bt_document_get_plan (document), BT_VIEW_FINAL, "a b c\n|2|3\n4|5|\n");
  g_assert_true (bt_document_set_column_widths (document, columns, widths, 2, NULL));
  g_assert_cmpstr (bt_node_get_attr (bt_plan_get_node (bt_document_get_plan (document), "a"), "width"), ==,
                   "20.0");
  g_assert_null (bt_node_get_attr (bt_plan_get_node (bt_document_get_plan (document), "b"), "width"));
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_undo (document));
  g_assert_true (bt_document_get_plan (document) == before);
  g_assert_false (bt_document_can_undo (document));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    bt_both_ways_add ("history/table", cases[i].name, &cases[i], check_case);
  g_test_add_func ("/history/table-sort/times", test_times);
  g_test_add_func ("/history/table-several", test_several);
  return g_test_run ();
}
