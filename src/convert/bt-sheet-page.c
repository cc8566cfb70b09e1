/* The tables of a plan in the order they are read, each with what stands around it, for a sheet of its own. */
#include "bt-sheet-page.h"

#include <glib/gi18n-lib.h>

#include "bt-error.h"
#include "bt-numbering.h"
#include "bt-reference.h"
#include "bt-table.h"

/* Where the walk through a plan is. */
typedef struct
{
  const BtPlan *plan;
  GPtrArray *pages;
  GPtrArray *head;    /* the lines that every sheet of the appendix begins with */
  GPtrArray *clauses; /* the lines since the last table */
  const char *name;   /* of the sheets; NULL in the body */
  guint n_tables;     /* of the appendix, or of the body */
  gboolean portrait;
} Walk;

static void
page_free (gpointer data)
{
  BtSheetPage *page = data;

  g_free (page->name);
  g_ptr_array_unref (page->above);
  g_ptr_array_unref (page->below);
  g_free (page);
}

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* Moves all lines of @from to the end of @to. */
static void
move_lines (GPtrArray *from, GPtrArray *to)
{
  gsize n;
  g_autofree gpointer *lines = g_ptr_array_steal (from, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (to, lines[i]);
}

static char *
dup_name (const Walk *walk)
{
  if (walk->name == NULL)
    return g_strdup_printf ("Bảng %u", walk->n_tables);
  return walk->n_tables == 1 ? g_strdup (walk->name)
                             : g_strdup_printf ("%s (%u)", walk->name, walk->n_tables);
}

static void
add_page (Walk *walk, const BtNode *table)
{
  BtSheetPage *page = g_new0 (BtSheetPage, 1);

  walk->n_tables++;
  page->name = dup_name (walk);
  page->table = table;
  page->portrait = walk->portrait;
  page->above = lines_new ();
  page->below = lines_new ();
  for (guint i = 0; i < walk->head->len; i++)
    g_ptr_array_add (page->above, g_strdup (walk->head->pdata[i]));
  page->n_head = page->above->len;
  move_lines (walk->clauses, page->above);
  g_ptr_array_add (walk->pages, page);
}

static void
take_line (GPtrArray *lines, char *line)
{
  if (*g_strstrip (line) != '\0')
    g_ptr_array_add (lines, line);
  else
    g_free (line);
}

static void
walk_children (Walk *walk, const BtNode *parent, const char *parent_label)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);
      if (bt_node_get_kind (child) == BT_NODE_TABLE)
        add_page (walk, child);
      if (bt_node_get_kind (child) != BT_NODE_CLAUSE)
        continue;
      g_autofree char *label = bt_label_format (bt_node_get_label (child), number, parent_label);
      g_autofree char *text = bt_plan_dup_plain_text (walk->plan, child);
      take_line (walk->clauses, g_strdup_printf ("%s %s", label, text));
      walk_children (walk, child, label);
    }
}

static void
walk_appendix (Walk *walk, const BtNode *appendix, const char *label)
{
  guint first = walk->pages->len;

  walk->name = label;
  walk->n_tables = 0;
  walk->portrait = g_strcmp0 (bt_node_get_attr (appendix, "orientation"), "portrait") == 0;
  g_ptr_array_set_size (walk->head, 0);
  g_ptr_array_add (walk->head, g_strdup (label));
  for (guint i = 0; i < 2; i++)
    {
      BtNode *part = bt_node_get_child_of_kind (appendix, i == 0 ? BT_NODE_TITLE : BT_NODE_NOTE);
      if (part != NULL)
        take_line (walk->head, bt_plan_dup_plain_text (walk->plan, part));
    }
  walk_children (walk, appendix, NULL);
  if (walk->pages->len > first)
    move_lines (walk->clauses, ((BtSheetPage *) walk->pages->pdata[walk->pages->len - 1])->below);
  g_ptr_array_set_size (walk->clauses, 0);
}

/* The body's paragraphs are no part of a spreadsheet; its tables are. */
static void
walk_body (Walk *walk)
{
  walk->name = NULL;
  walk->n_tables = 0;
  walk->portrait = FALSE;
  g_ptr_array_set_size (walk->head, 0);
  walk_children (walk, bt_plan_get_part (walk->plan, BT_NODE_BODY), NULL);
  for (guint i = 0; i < walk->pages->len; i++)
    if (((BtSheetPage *) walk->pages->pdata[i])->n_head == 0)
      g_ptr_array_set_size (((BtSheetPage *) walk->pages->pdata[i])->above, 0);
}

static GPtrArray *
list_appendices (const BtPlan *plan)
{
  BtNode *part = bt_plan_get_part (plan, BT_NODE_APPENDICES);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (part); i++)
    if (bt_node_get_kind (bt_node_get_child (part, i)) == BT_NODE_APPENDIX)
      g_ptr_array_add (list, bt_node_get_child (part, i));
  return list;
}

static void
walk_plan (Walk *walk, const GPtrArray *appendices, guint appendix)
{
  for (guint i = 0; i < appendices->len; i++)
    if (appendix == 0 || appendix == i + 1)
      {
        g_autofree char *label = bt_appendix_label_format (i + 1, appendices->len);
        walk_appendix (walk, appendices->pdata[i], label);
      }
  if (appendix == 0)
    walk_body (walk);
}

/**
 * bt_sheet_pages_new:
 * @plan: a plan without marks, which outlives the pages
 * @appendix: the number of an appendix from 1, or 0 for all tables of the plan, those of the body last
 * @error: set with %BT_ERROR_USAGE where there is no such appendix, or no table
 *
 * Returns: (transfer full) (nullable) (element-type BtSheetPage): a page for every table, at least one
 */
GPtrArray *
bt_sheet_pages_new (const BtPlan *plan, guint appendix, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (page_free);
  g_autoptr (GPtrArray) head = lines_new ();
  g_autoptr (GPtrArray) clauses = lines_new ();
  g_autoptr (GPtrArray) appendices = list_appendices (plan);
  Walk walk = { plan, pages, head, clauses };

  if (appendix > appendices->len)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_USAGE,
                   _ ("there is no appendix %u: the plan has %u"), appendix, appendices->len);
      return NULL;
    }
  walk_plan (&walk, appendices, appendix);
  if (pages->len == 0)
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_USAGE,
                           appendix > 0 ? _ ("there is no table in this appendix")
                                        : _ ("there is no table in this plan"));
      return NULL;
    }
  return g_steal_pointer (&pages);
}

static guint
add_titles (GArray *titles, const BtNode *parent, guint row, guint leaf, guint depth)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *column = bt_node_get_child (parent, i);
      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      guint n = bt_column_get_n_leaves (column);
      gboolean group = bt_column_is_group (column);
      BtSheetTitle title = { column, row, leaf, group ? 1 : depth - row, n };
      g_array_append_val (titles, title);
      if (group)
        add_titles (titles, column, row + 1, leaf, depth);
      leaf += n;
    }
  return leaf;
}

/**
 * bt_sheet_page_titles:
 * @page: a page
 *
 * Returns: (transfer full) (element-type BtSheetTitle): the titles of its table's heading, from left to right, each
 *   before those below it
 */
GArray *
bt_sheet_page_titles (const BtSheetPage *page)
{
  GArray *titles = g_array_new (FALSE, FALSE, sizeof (BtSheetTitle));

  add_titles (titles, bt_node_get_child_of_kind (page->table, BT_NODE_COLUMNS), 0, 0,
              bt_table_get_heading_depth (page->table));
  return titles;
}
