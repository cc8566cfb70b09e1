/* A piece of a plan that was copied: paragraphs as they read, with their levels, labels, formats and objects. */

#include "bt-fragment.h"

#include <string.h>

#include "bt-edit-private.h"
#include "bt-live-copy.h"
#include "bt-numbering.h"
#include "bt-reading.h"
#include "bt-reference.h"
#include "bt-table.h"

/* A paragraph or the part of it that was selected, or a whole table. */
typedef struct
{
  guint depth;
  BtLabel label;
  gboolean heading;
  char *number;  /* the label as it reads, or NULL */
  BtText *words; /* NULL for a table */
  BtText *flat;  /* the same with the words of objects in their place */
  BtNode *table;
} Piece;

struct _BtFragment
{
  gatomicrefcount ref_count;
  GPtrArray *pieces;
};

/**
 * bt_fragment_get_type:
 *
 * Returns: the boxed type of fragments, for the clipboard
 */
G_DEFINE_BOXED_TYPE (BtFragment, bt_fragment, bt_fragment_ref, bt_fragment_unref)

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_free (piece->number);
  g_clear_pointer (&piece->words, bt_text_unref);
  g_clear_pointer (&piece->flat, bt_text_unref);
  g_clear_pointer (&piece->table, bt_node_unref);
  g_free (piece);
}

/* The part of the node's text between @from and @to with the words of its objects. */
static BtText *
flatten (BtPlan *plan, const BtNode *node, gsize from, gsize to)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  const BtText *text = bt_node_get_text (node);
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      gsize first = MAX (start, from), last = MIN (runs[i].end, to);
      BtMark mark = { .format = runs[i].mark.format };
      if (first >= last || runs[i].mark.del)
        continue;
      if (runs[i].mark.object == BT_OBJECT_NONE)
        bt_text_builder_append (builder, bt_text_get_string (text) + first, last - first, &mark);
      else
        for (gsize at = first; at < last; at += BT_OBJECT_CHAR_SIZE)
          {
            g_autofree char *words = bt_plan_dup_object_text (plan, node, at);
            bt_text_builder_append (builder, words, -1, &mark);
          }
    }
  return bt_text_builder_end (builder);
}

static guint
count_clauses_above (BtPlan *plan, const char *id)
{
  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, id);
  guint depth = 0;

  for (guint i = 0; i + 1 < path->len; i++)
    depth += bt_node_get_kind (path->pdata[i]) == BT_NODE_CLAUSE;
  return depth;
}

static void
add_piece (BtFragment *fragment, BtPlan *plan, BtNode *node, gsize from, gsize to)
{
  Piece *piece = g_new0 (Piece, 1);
  const char *id = bt_node_get_id (node);

  piece->depth = count_clauses_above (plan, id);
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    piece->table = bt_live_copy (plan, node, FALSE);
  else
    {
      g_autoptr (BtText) slice = bt_text_slice (bt_node_get_text (node), from, to);
      piece->words = bt_live_copy_text (slice);
      piece->flat = flatten (plan, node, from, to);
    }
  if (bt_node_get_kind (node) == BT_NODE_CLAUSE)
    {
      piece->label = bt_node_get_label (node);
      piece->heading = bt_node_is_heading (node);
      if (piece->label != BT_LABEL_NONE)
        piece->number = bt_plan_dup_label (plan, id);
    }
  g_ptr_array_add (fragment->pieces, piece);
}

/* Where a selection ends before the first letter of a paragraph, that paragraph is not meant. */
static gboolean
is_meant (BtNode *node, gboolean last, gsize to)
{
  return !last || to > 0 || bt_node_get_kind (node) == BT_NODE_TABLE;
}

/**
 * bt_fragment_new:
 * @plan: a plan
 * @start: where the piece begins
 * @end: where it ends, after @start in reading order
 *
 * Returns: (transfer full): what is between the two, as it reads
 */
BtFragment *
bt_fragment_new (BtPlan *plan, BtPlace start, BtPlace end)
{
  BtFragment *fragment;
  g_autoptr (GPtrArray) ids = NULL;

  g_return_val_if_fail (plan != NULL && start.node != NULL && end.node != NULL, NULL);

  fragment = g_new0 (BtFragment, 1);
  g_atomic_ref_count_init (&fragment->ref_count);
  fragment->pieces = g_ptr_array_new_with_free_func (piece_free);
  ids = bt_edit_dup_reading_order (plan, start.node, end.node);
  for (guint i = 0; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (plan, ids->pdata[i]);
      BtText *text = bt_node_get_text (node);
      gsize from = i == 0 ? start.offset : 0;
      gsize to = i + 1 == ids->len ? end.offset : text ? bt_text_get_length (text) : 0;
      if (i == 0 || is_meant (node, i + 1 == ids->len, to))
        add_piece (fragment, plan, node, from, MAX (from, to));
    }

  return fragment;
}

/**
 * bt_fragment_ref:
 * @fragment: a fragment
 *
 * Returns: (transfer full): @fragment
 */
BtFragment *
bt_fragment_ref (BtFragment *fragment)
{
  g_return_val_if_fail (fragment != NULL, NULL);

  g_atomic_ref_count_inc (&fragment->ref_count);
  return fragment;
}

/**
 * bt_fragment_unref:
 * @fragment: (transfer full): a fragment
 */
void
bt_fragment_unref (BtFragment *fragment)
{
  g_return_if_fail (fragment != NULL);

  if (!g_atomic_ref_count_dec (&fragment->ref_count))
    return;
  g_ptr_array_unref (fragment->pieces);
  g_free (fragment);
}

/* In another plan, what an object pointed to may not be there: then its words stand in its place. */
static BtText *
get_text_for (Piece *piece, BtPlan *plan)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (piece->words, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if (runs[i].mark.object != BT_OBJECT_NONE
        && (runs[i].mark.object == BT_OBJECT_FOREIGN || !bt_plan_has_node (plan, runs[i].mark.target)))
      return piece->flat;
  return piece->words;
}

/**
 * bt_fragment_get_words:
 * @fragment: a fragment
 * @plan: the plan it is to go into
 *
 * Returns: (transfer none) (nullable): the text, where it is of one paragraph; %NULL where it is of several
 */
BtText *
bt_fragment_get_words (BtFragment *fragment, BtPlan *plan)
{
  Piece *piece;

  g_return_val_if_fail (fragment != NULL && plan != NULL, NULL);

  if (fragment->pieces->len != 1)
    return NULL;
  piece = fragment->pieces->pdata[0];
  return piece->words ? get_text_for (piece, plan) : NULL;
}

/* Builders of the clauses that are open, the deepest last. */
typedef struct
{
  GPtrArray *builders;
  GArray *depths;
  GPtrArray *clauses;
} Nest;

static void
take (Nest *nest, BtNode *node)
{
  if (nest->builders->len > 0)
    bt_node_builder_take_child (nest->builders->pdata[nest->builders->len - 1], node);
  else
    g_ptr_array_add (nest->clauses, node);
}

/* Ends all clauses that are not above @depth. */
static void
close_to (Nest *nest, guint depth)
{
  while (nest->builders->len > 0
         && g_array_index (nest->depths, guint, nest->depths->len - 1) >= depth)
    {
      BtNodeBuilder *builder = g_ptr_array_steal_index (nest->builders, nest->builders->len - 1);
      g_array_set_size (nest->depths, nest->depths->len - 1);
      take (nest, bt_node_builder_end (builder));
    }
}

static void
open_clause (Nest *nest, Piece *piece, BtPlan *plan)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CLAUSE, NULL);

  bt_node_builder_set_attr (builder, "label", bt_label_get_name (piece->label));
  if (piece->heading)
    bt_node_builder_set_attr (builder, "heading", "yes");
  bt_node_builder_take_text (builder, bt_text_ref (get_text_for (piece, plan)));
  g_ptr_array_add (nest->builders, builder);
  g_array_append_val (nest->depths, piece->depth);
}

/**
 * bt_fragment_dup_clauses:
 * @fragment: a fragment
 * @plan: the plan it is to go into
 *
 * Returns: (transfer full) (element-type BtNode): its paragraphs as clauses, and its tables, with ids of their own
 */
GPtrArray *
bt_fragment_dup_clauses (BtFragment *fragment, BtPlan *plan)
{
  Nest nest = { g_ptr_array_new (), g_array_new (FALSE, FALSE, sizeof (guint)),
                g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref) };

  g_return_val_if_fail (fragment != NULL && plan != NULL, NULL);

  for (guint i = 0; i < fragment->pieces->len; i++)
    {
      Piece *piece = fragment->pieces->pdata[i];
      close_to (&nest, piece->depth);
      if (piece->table)
        take (&nest, bt_node_copy_with_new_ids (piece->table));
      else
        open_clause (&nest, piece, plan);
    }
  close_to (&nest, 0);
  g_ptr_array_unref (nest.builders);
  g_array_unref (nest.depths);

  return nest.clauses;
}

/* The strings of a row, the number of one that numbers itself among them. */
static char **
dup_cells (const BtNode *row, guint number, GPtrArray *leaves)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  char **cells;

  if (bt_node_get_kind (row) != BT_NODE_ROW)
    g_strv_builder_add (builder, bt_node_get_string (row));
  else
    for (guint c = 0; c < bt_node_get_n_children (row); c++)
      {
        g_autofree char *order = g_strdup_printf ("%u", number);
        gboolean counted = c < leaves->len && bt_column_get_role (leaves->pdata[c]) == BT_ROLE_ORDER;
        g_strv_builder_add (builder, counted ? order : bt_node_get_string (bt_node_get_child (row, c)));
      }
  cells = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);

  return cells;
}

/* All rows of a table, the titles of its columns first. */
static GPtrArray *
dup_rows (const BtNode *table)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const BtNode *data = bt_node_get_child_of_kind (table, BT_NODE_ROWS);
  g_autoptr (GPtrArray) leaves = bt_table_get_leaves (table);
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  BtCounter counter = { 0 };

  for (guint i = 0; i < leaves->len; i++)
    g_strv_builder_add (titles, bt_node_get_string (leaves->pdata[i]));
  g_ptr_array_add (rows, g_strv_builder_end (titles));
  for (guint i = 0; i < bt_node_get_n_children (data); i++)
    {
      const BtNode *row = bt_node_get_child (data, i);
      g_ptr_array_add (rows, dup_cells (row, bt_counter_next (&counter, row), leaves));
    }
  return rows;
}

static void
append_table_text (GString *text, const BtNode *table)
{
  g_autoptr (GPtrArray) rows = dup_rows (table);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *line = g_strjoinv ("\t", rows->pdata[i]);
      g_string_append_printf (text, "%s\n", g_strdelimit (line, "\n", ' '));
    }
}

/**
 * bt_fragment_to_text:
 * @fragment: a fragment
 *
 * Returns: (transfer full): its paragraphs as lines with their labels; a piece of one paragraph without
 */
char *
bt_fragment_to_text (BtFragment *fragment)
{
  GString *text;

  g_return_val_if_fail (fragment != NULL, NULL);

  text = g_string_new (NULL);
  for (guint i = 0; i < fragment->pieces->len; i++)
    {
      Piece *piece = fragment->pieces->pdata[i];
      if (piece->table)
        {
          append_table_text (text, piece->table);
          continue;
        }
      if (piece->number && fragment->pieces->len > 1)
        g_string_append_printf (text, "%s ", piece->number);
      g_string_append (text, bt_text_get_string (piece->flat));
      if (i + 1 < fragment->pieces->len)
        g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
append_escaped (GString *html, const char *string, gsize length)
{
  g_autofree char *words = g_markup_escape_text (string, length);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  g_autofree char *broken = g_strjoinv ("<br>", lines);

  g_string_append (html, broken);
}

static void
append_html (GString *html, const BtText *text)
{
  static const struct
  {
    BtFormat format;
    char letter;
  } tags[] = { { BT_FORMAT_BOLD, 'b' }, { BT_FORMAT_ITALIC, 'i' }, { BT_FORMAT_UNDERLINE, 'u' } };
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      for (guint t = 0; t < G_N_ELEMENTS (tags); t++)
        if (runs[i].mark.format & tags[t].format)
          g_string_append_printf (html, "<%c>", tags[t].letter);
      append_escaped (html, bt_text_get_string (text) + start, runs[i].end - start);
      for (guint t = G_N_ELEMENTS (tags); t > 0; t--)
        if (runs[i].mark.format & tags[t - 1].format)
          g_string_append_printf (html, "</%c>", tags[t - 1].letter);
    }
}

static void
append_paragraph_html (GString *html, Piece *piece)
{
  g_string_append (html, piece->heading ? "<p><b>" : "<p>");
  if (piece->number)
    {
      append_escaped (html, piece->number, strlen (piece->number));
      g_string_append_c (html, ' ');
    }
  append_html (html, piece->flat);
  g_string_append (html, piece->heading ? "</b></p>\n" : "</p>\n");
}

static void
append_table_html (GString *html, const BtNode *table)
{
  g_autoptr (GPtrArray) rows = dup_rows (table);

  g_string_append (html, "<table border=\"1\">\n");
  for (guint i = 0; i < rows->len; i++)
    {
      g_string_append (html, "<tr>");
      for (char **cell = rows->pdata[i]; *cell; cell++)
        {
          g_string_append (html, "<td>");
          append_escaped (html, *cell, strlen (*cell));
          g_string_append (html, "</td>");
        }
      g_string_append (html, "</tr>\n");
    }
  g_string_append (html, "</table>\n");
}

/**
 * bt_fragment_to_html:
 * @fragment: a fragment
 *
 * Returns: (transfer full): its paragraphs and tables as word processors read them
 */
char *
bt_fragment_to_html (BtFragment *fragment)
{
  GString *html;

  g_return_val_if_fail (fragment != NULL, NULL);

  html = g_string_new ("<html><head><meta charset=\"utf-8\"></head><body>\n");
  for (guint i = 0; i < fragment->pieces->len; i++)
    {
      Piece *piece = fragment->pieces->pdata[i];
      if (piece->table)
        append_table_html (html, piece->table);
      else if (fragment->pieces->len == 1)
        append_html (html, piece->flat);
      else
        append_paragraph_html (html, piece);
    }
  g_string_append (html, "</body></html>\n");

  return g_string_free (html, FALSE);
}
