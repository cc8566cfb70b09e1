/* Which column of a sheet goes into which column of a table of the plan: by the words of its titles, then by what
 * its cells say. What fits nowhere becomes a column of its own unless someone leaves it out; nothing goes without a
 * word. */
#include "bt-sheet-fit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-schema.h"
#include "bt-sheet-table-private.h"

/* A column that has cells, with the titles that it stands under. */
typedef struct
{
  const BtNode *node;
  char *title; /* the group's before its own */
  char *key, *own_key;
  BtRole role;
} Leaf;

struct _BtSheetFit
{
  const BtSheetTable *sheet;
  BtNode *table;
  GArray *columns; /* Leaf: of the sheet */
  GArray *leaves;  /* Leaf: of the table, also those that are deleted */
  int *targets;
};

static void
leaf_clear (gpointer data)
{
  Leaf *leaf = data;

  g_free (leaf->title);
  g_free (leaf->key);
  g_free (leaf->own_key);
}

#define LEAF(array, index) (&g_array_index ((array), Leaf, (index)))

static void
collect (const BtNode *parent, const char *above, GArray *leaves)
{
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *column = bt_node_get_child (parent, i);
      if (bt_node_get_kind (column) != BT_NODE_COLUMN)
        continue;
      const char *own = bt_node_get_string (column);
      g_autofree char *title = *above != '\0' ? g_strdup_printf ("%s – %s", above, own) : g_strdup (own);
      g_strdelimit (title, "\n", ' ');
      if (bt_column_is_group (column))
        {
          collect (column, title, leaves);
          continue;
        }
      Leaf leaf = { column, NULL, bt_import_key (title, -1), bt_import_key (own, -1), bt_column_get_role (column) };
      leaf.title = g_steal_pointer (&title);
      g_array_append_val (leaves, leaf);
    }
}

static GArray *
leaves_new (const BtNode *table)
{
  GArray *leaves = g_array_new (FALSE, FALSE, sizeof (Leaf));

  g_array_set_clear_func (leaves, leaf_clear);
  collect (bt_node_get_child_of_kind (table, BT_NODE_COLUMNS), "", leaves);
  return leaves;
}

static gboolean
same_titles (const Leaf *a, const Leaf *b)
{
  return *a->key != '\0' && strcmp (a->key, b->key) == 0;
}

static gboolean
same_own_title (const Leaf *a, const Leaf *b)
{
  return *a->own_key != '\0' && strcmp (a->own_key, b->own_key) == 0;
}

static gboolean
same_role (const Leaf *a, const Leaf *b)
{
  return a->role != BT_ROLE_TEXT && a->role == b->role;
}

static gboolean
is_taken (const BtSheetFit *fit, int target)
{
  for (guint i = 0; i < fit->columns->len; i++)
    if (fit->targets[i] == target)
      return TRUE;
  return FALSE;
}

static void
match (BtSheetFit *fit, gboolean (*same) (const Leaf *a, const Leaf *b))
{
  for (guint i = 0; i < fit->columns->len; i++)
    for (guint k = 0; k < fit->leaves->len && fit->targets[i] == BT_SHEET_NEW_COLUMN; k++)
      if (bt_node_is_live (LEAF (fit->leaves, k)->node) && !is_taken (fit, k)
          && same (LEAF (fit->columns, i), LEAF (fit->leaves, k)))
        fit->targets[i] = k;
}

/* The string of a cell; "" where the row goes over the whole width. */
static const char *
get_cell (const BtSheetFit *fit, guint row, guint column)
{
  BtNode *rows = bt_node_get_child_of_kind (bt_sheet_table_get_node (fit->sheet), BT_NODE_ROWS);
  BtNode *node = bt_node_get_child (rows, row);

  return bt_node_get_kind (node) == BT_NODE_ROW ? bt_node_get_string (bt_node_get_child (node, column)) : "";
}

static guint
get_n_rows (const BtSheetFit *fit)
{
  return bt_node_get_n_children (bt_node_get_child_of_kind (bt_sheet_table_get_node (fit->sheet), BT_NODE_ROWS));
}

static gboolean
is_empty_column (const BtSheetFit *fit, guint column)
{
  for (guint row = 0; row < get_n_rows (fit); row++)
    if (*get_cell (fit, row, column) != '\0')
      return FALSE;
  return TRUE;
}

/**
 * bt_sheet_fit_new:
 * @sheet: a table that was found in a sheet; it outlives the fit
 * @table: a table of a plan
 *
 * Returns: (transfer full): where each column goes: by all its titles, by its own, by its role; else it becomes a new
 *   one, or, where it holds nothing but numbers of rows, is left out
 */
BtSheetFit *
bt_sheet_fit_new (const BtSheetTable *sheet, const BtNode *table)
{
  BtSheetFit *fit = g_new0 (BtSheetFit, 1);

  g_return_val_if_fail (sheet != NULL && table != NULL, NULL);

  fit->sheet = sheet;
  fit->table = bt_node_ref ((BtNode *) table);
  fit->columns = leaves_new (bt_sheet_table_get_node (sheet));
  fit->leaves = leaves_new (table);
  fit->targets = g_new (int, fit->columns->len);
  for (guint i = 0; i < fit->columns->len; i++)
    fit->targets[i] = BT_SHEET_NEW_COLUMN;
  match (fit, same_titles);
  match (fit, same_own_title);
  match (fit, same_role);
  for (guint i = 0; i < fit->columns->len; i++)
    if (fit->targets[i] == BT_SHEET_NEW_COLUMN && is_empty_column (fit, i))
      fit->targets[i] = BT_SHEET_LEFT_OUT;
  return fit;
}

/**
 * bt_sheet_fit_free:
 * @fit: (transfer full): a fit
 */
void
bt_sheet_fit_free (BtSheetFit *fit)
{
  g_return_if_fail (fit != NULL);

  bt_node_unref (fit->table);
  g_array_unref (fit->columns);
  g_array_unref (fit->leaves);
  g_free (fit->targets);
  g_free (fit);
}

/**
 * bt_sheet_fit_get_n_columns:
 * @fit: a fit
 *
 * Returns: how many columns the sheet has
 */
guint
bt_sheet_fit_get_n_columns (const BtSheetFit *fit)
{
  g_return_val_if_fail (fit != NULL, 0);
  return fit->columns->len;
}

/**
 * bt_sheet_fit_dup_title:
 * @fit: a fit
 * @column: a column of the sheet from 0
 *
 * Returns: (transfer full): its title, behind those of its groups
 */
char *
bt_sheet_fit_dup_title (const BtSheetFit *fit, guint column)
{
  g_return_val_if_fail (fit != NULL && column < fit->columns->len, NULL);
  return g_strdup (LEAF (fit->columns, column)->title);
}

/**
 * bt_sheet_fit_dup_sample:
 * @fit: a fit
 * @column: a column of the sheet from 0
 *
 * Returns: (transfer full): the first text that stands in it, on one line; "" where there is none
 */
char *
bt_sheet_fit_dup_sample (const BtSheetFit *fit, guint column)
{
  g_return_val_if_fail (fit != NULL && column < fit->columns->len, NULL);

  for (guint row = 0; row < get_n_rows (fit); row++)
    if (*get_cell (fit, row, column) != '\0')
      return g_strdelimit (g_strdup (get_cell (fit, row, column)), "\n", ' ');
  return g_strdup ("");
}

/**
 * bt_sheet_fit_get_target:
 * @fit: a fit
 * @column: a column of the sheet from 0
 *
 * Returns: the leaf of the table that it goes into, %BT_SHEET_NEW_COLUMN or %BT_SHEET_LEFT_OUT
 */
int
bt_sheet_fit_get_target (const BtSheetFit *fit, guint column)
{
  g_return_val_if_fail (fit != NULL && column < fit->columns->len, BT_SHEET_LEFT_OUT);
  return fit->targets[column];
}

/**
 * bt_sheet_fit_set_target:
 * @fit: a fit
 * @column: a column of the sheet from 0
 * @target: where it is to go; the column that went there becomes a new one
 */
void
bt_sheet_fit_set_target (BtSheetFit *fit, guint column, int target)
{
  g_return_if_fail (fit != NULL && column < fit->columns->len);
  g_return_if_fail (target >= BT_SHEET_LEFT_OUT && target < (int) fit->leaves->len);

  for (guint i = 0; target >= 0 && i < fit->columns->len; i++)
    if (fit->targets[i] == target)
      fit->targets[i] = BT_SHEET_NEW_COLUMN;
  fit->targets[column] = target;
}

/**
 * bt_sheet_fit_get_n_targets:
 * @fit: a fit
 *
 * Returns: how many leaves the table has
 */
guint
bt_sheet_fit_get_n_targets (const BtSheetFit *fit)
{
  g_return_val_if_fail (fit != NULL, 0);
  return fit->leaves->len;
}

/**
 * bt_sheet_fit_dup_target_title:
 * @fit: a fit
 * @target: a leaf of the table from 0
 *
 * Returns: (transfer full) (nullable): its title, where another has the same behind those of its groups; %NULL where it
 *   is deleted
 */
char *
bt_sheet_fit_dup_target_title (const BtSheetFit *fit, int target)
{
  g_return_val_if_fail (fit != NULL && target >= 0 && target < (int) fit->leaves->len, NULL);

  const Leaf *leaf = LEAF (fit->leaves, target);
  guint alike = 0;
  if (!bt_node_is_live (leaf->node))
    return NULL;
  for (guint i = 0; i < fit->leaves->len; i++)
    alike += strcmp (LEAF (fit->leaves, i)->own_key, leaf->own_key) == 0;
  return alike > 1 ? g_strdup (leaf->title) : g_strdelimit (g_strdup (bt_node_get_string (leaf->node)), "\n", ' ');
}

static gboolean
table_has_role (const BtSheetFit *fit, BtRole role)
{
  for (guint i = 0; i < fit->leaves->len; i++)
    if (LEAF (fit->leaves, i)->role == role)
      return TRUE;
  return FALSE;
}

static BtNode *
new_column (const BtSheetFit *fit, const Leaf *leaf)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COLUMN, NULL);
  BtRole role = table_has_role (fit, leaf->role) ? BT_ROLE_TEXT : leaf->role;

  bt_node_builder_set_attr (builder, "role", bt_role_get_name (role));
  if (strcmp (leaf->title, bt_node_get_string (leaf->node)) == 0)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (leaf->node)));
  else
    bt_node_builder_set_string (builder, leaf->title);
  return bt_node_builder_end (builder);
}

static void
add_columns (const BtSheetFit *fit, BtIncomingRows *rows)
{
  for (guint i = 0; i < fit->columns->len; i++)
    {
      const Leaf *leaf = LEAF (fit->columns, i);
      guint target = fit->targets[i] >= 0 ? (guint) fit->targets[i] : fit->leaves->len + rows->columns->len;
      if (fit->targets[i] == BT_SHEET_LEFT_OUT)
        continue;
      if (fit->targets[i] == BT_SHEET_NEW_COLUMN)
        g_ptr_array_add (rows->columns, new_column (fit, leaf));
      else if (LEAF (fit->leaves, target)->role == BT_ROLE_CONTENT)
        rows->key = rows->given->len;
      g_array_append_val (rows->given, target);
    }
}

/* What of a row goes into the table: the one text of a row over the whole width, else those of the columns. */
static GPtrArray *
list_texts (const BtSheetFit *fit, const BtNode *row)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);

  if (bt_node_get_kind (row) == BT_NODE_GROUP_ROW)
    g_ptr_array_add (texts, bt_text_ref (bt_node_get_text (row)));
  else
    for (guint i = 0; i < fit->columns->len; i++)
      if (fit->targets[i] != BT_SHEET_LEFT_OUT)
        g_ptr_array_add (texts, bt_text_ref (bt_node_get_text (bt_node_get_child (row, i))));
  return texts;
}

/**
 * bt_sheet_fit_make_rows:
 * @fit: a fit
 *
 * Returns: (transfer full): the rows of the sheet, for the columns they go into
 */
BtIncomingRows *
bt_sheet_fit_make_rows (const BtSheetFit *fit)
{
  BtIncomingRows *rows = bt_incoming_rows_new ();
  BtNode *node;

  g_return_val_if_fail (fit != NULL, NULL);

  node = bt_node_get_child_of_kind (bt_sheet_table_get_node (fit->sheet), BT_NODE_ROWS);
  rows->formats = !fit->sheet->plain;
  add_columns (fit, rows);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *row = bt_node_get_child (node, i);
      bt_incoming_rows_take (rows, bt_node_get_kind (row) == BT_NODE_GROUP_ROW, list_texts (fit, row));
    }
  return rows;
}

static void
tell_columns (const BtSheetFit *fit, BtReport *report)
{
  for (guint i = 0; i < fit->columns->len; i++)
    {
      const char *title = LEAF (fit->columns, i)->title;
      if (fit->targets[i] == BT_SHEET_NEW_COLUMN)
        bt_sheet_tell (report, BT_REPORT_WARNING, 0, title,
                       _ ("no column of the table fits this one; it has become a new column"));
      else if (fit->targets[i] == BT_SHEET_LEFT_OUT)
        bt_sheet_tell (report, BT_REPORT_DROPPED, 0, title, _ ("this column has been left out"));
    }
  for (guint k = 0; k < fit->leaves->len; k++)
    if (bt_node_is_live (LEAF (fit->leaves, k)->node) && LEAF (fit->leaves, k)->role != BT_ROLE_ORDER
        && !is_taken (fit, k))
      bt_sheet_tell (report, BT_REPORT_WARNING, 0, LEAF (fit->leaves, k)->title,
                     _ ("the sheet has nothing for this column of the table"));
}

/* Whether a line around the table is only what the appendix says anyway: its label, title or note. */
static gboolean
is_of_appendix (const char *text, const BtNode *appendix)
{
  g_autofree char *key = bt_import_key (text, -1);

  if (appendix == NULL)
    return FALSE;
  if (g_str_has_prefix (key, "phuluc") && strlen (key) <= strlen ("phuluc") + 8)
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (appendix); i++)
    {
      BtNode *part = bt_node_get_child (appendix, i);
      g_autofree char *own = bt_node_get_text (part) != NULL ? bt_import_key (bt_node_get_string (part), -1) : NULL;
      if (g_strcmp0 (own, key) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
tell_lines (const GArray *lines, const BtNode *appendix, BtReport *report)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const BtSheetLine *line = &g_array_index (lines, BtSheetLine, i);
      if (!is_of_appendix (line->text, appendix))
        bt_sheet_tell (report, BT_REPORT_DROPPED, line->row, line->text,
                       _ ("this stands outside of the table; it is not taken over"));
    }
}

/**
 * bt_sheet_fit_tell:
 * @fit: a fit
 * @appendix: (nullable): where the table stands
 * @report: a report
 *
 * Adds what becomes of the columns, and of the lines around the sheet's table, when its rows go into the table.
 */
void
bt_sheet_fit_tell (const BtSheetFit *fit, const BtNode *appendix, BtReport *report)
{
  g_return_if_fail (fit != NULL && report != NULL);

  tell_columns (fit, report);
  tell_lines (fit->sheet->above, appendix, report);
  tell_lines (fit->sheet->below, appendix, report);
}
