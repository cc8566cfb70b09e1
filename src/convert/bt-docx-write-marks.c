/* Tracked changes in a document: elements around runs, marks of paragraphs, ranges of moves. */
#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-was.h"

static const char *
get_attributes (const BtDocxWriter *writer, const char *change)
{
  const BtDocxChange *known = g_hash_table_lookup (writer->changes, change);

  return known != NULL ? known->attributes : " w:author=\"\"";
}

/* bt_docx_append_revision:
 * @element: the name of its element, without prefix
 * @change: the change
 * @of: (nullable): what bears it, where that is not the words
 * @was: (nullable): what the run's mark has as "was"
 *
 * Begins the element, without ending its start tag, and notes in our own part which change it is of.
 */
guint
bt_docx_append_revision (BtDocxWriter *writer, const char *element, const char *change,
                         const char *of, const char *was)
{
  guint id = writer->next_revision++;
  GString *mark = g_string_new (NULL);

  g_string_append_printf (writer->out, "<w:%s w:id=\"%u\"%s", element, id,
                          get_attributes (writer, change));
  g_string_append_printf (mark, "change=\"%s\"", change);
  if (of != NULL)
    g_string_append_printf (mark, " of=\"%s\"", of);
  if (was != NULL)
    {
      g_string_append (mark, " was=\"");
      bt_docx_append_escaped (mark, was, -1);
      g_string_append_c (mark, '"');
    }
  g_ptr_array_add (writer->marks, g_string_free (mark, FALSE));
  return id;
}

/* bt_docx_append_mark: an element that is empty: in the properties of a paragraph's mark, a row, a cell */
void
bt_docx_append_mark (BtDocxWriter *writer, const char *element, const char *change, const char *of)
{
  bt_docx_append_revision (writer, element, change, of, NULL);
  g_string_append (writer->out, "/>");
}

/* bt_docx_append_end: the properties of a paragraph's mark, if it bears anything */
void
bt_docx_append_end (BtDocxWriter *writer, const BtDocxState *end)
{
  if (end->ins == NULL && end->del == NULL && end->move_from == NULL && end->move_to == NULL)
    return;
  g_string_append (writer->out, "<w:rPr>");
  if (end->ins != NULL)
    bt_docx_append_mark (writer, "ins", end->ins, end->ins_of);
  if (end->del != NULL)
    bt_docx_append_mark (writer, "del", end->del, end->del_of);
  if (end->move_from != NULL)
    bt_docx_append_mark (writer, "moveFrom", end->move_from, "move");
  if (end->move_to != NULL)
    bt_docx_append_mark (writer, "moveTo", end->move_to, "move");
  g_string_append (writer->out, "</w:rPr>");
}

/* What @name was before the first of its open changes; %FALSE where it has none. */
static const BtWas *
find_first (GPtrArray *entries, const char *name)
{
  for (guint i = 0; i < entries->len; i++)
    if (strcmp (((BtWas *) entries->pdata[i])->name, name) == 0)
      return entries->pdata[i];
  return NULL;
}

/* bt_docx_append_old_style: how the paragraph of @clause looked before its label or its heading was changed */
void
bt_docx_append_old_style (BtDocxWriter *writer, const BtNode *clause)
{
  const char *was = bt_node_get_attr (clause, "was");
  BtLabel label = bt_node_get_label (clause);
  gboolean heading = bt_node_is_heading (clause);

  if (was == NULL)
    return;
  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  const BtWas *old_label = find_first (entries, "label");
  const BtWas *old_heading = find_first (entries, "heading");
  if (old_label == NULL && old_heading == NULL)
    return;
  if (old_label != NULL
      && !bt_label_from_name (old_label->value != NULL ? old_label->value : "none", &label))
    label = BT_LABEL_NONE;
  if (old_heading != NULL)
    heading = old_heading->value != NULL;
  bt_docx_append_revision (writer, "pPrChange",
                           (old_label != NULL ? old_label : old_heading)->change, "node", NULL);
  g_string_append_printf (writer->out, "><w:pPr><w:pStyle w:val=\"%s\"/></w:pPr></w:pPrChange>",
                          bt_docx_get_clause_style (label, heading));
}

/* The change that moved @node, or what it was split from, if that is shown. */
static const char *
get_move (const BtDocxWriter *writer, const BtNode *node)
{
  const char *split_of = bt_node_get_attr (node, "split-of");

  if (g_hash_table_contains (writer->moved, bt_node_get_id (node)))
    return bt_node_get_attr (node, "moved");
  if (split_of != NULL && g_hash_table_contains (writer->moved, split_of))
    return bt_node_get_attr (bt_plan_get_node (writer->plan, split_of), "moved");
  return NULL;
}

/* A paragraph that does not stand beside the other part of it is put in, or taken out, as a whole: the other part has a
 * copy of its words that goes, or comes. */
static void
enter_parted (const BtNode *node, BtDocxState *state)
{
  const char *split = bt_node_get_attr (node, "split"), *join = bt_node_get_attr (node, "join");

  if (split != NULL)
    {
      state->ins = split;
      state->ins_of = "split";
      state->move_to = NULL;
    }
  if (join != NULL)
    {
      state->del = join;
      state->del_of = "join";
    }
}

/* bt_docx_enter_node:
 * @parent: what the node above bears
 * @node: a node
 * @state: (out caller-allocates): what @node bears: its own marks, and the moves of what it is in
 */
void
bt_docx_enter_node (const BtDocxWriter *writer, const BtDocxState *parent, const BtNode *node,
                    BtDocxState *state)
{
  const char *ins = bt_node_get_attr (node, "ins"), *del = bt_node_get_attr (node, "del");
  const char *move = get_move (writer, node);

  *state = *parent;
  if (state->old)
    return;
  if (g_strcmp0 (state->ins_of, "move") != 0)
    state->ins = state->ins_of = NULL;
  state->del = state->del_of = NULL;
  if (ins != NULL)
    {
      state->ins = ins;
      state->ins_of = "node";
      state->move_to = NULL;
    }
  if (move != NULL)
    {
      state->move_to = move;
      state->ins = state->ins_of = NULL;
    }
  if (g_hash_table_contains (writer->parted, bt_node_get_id (node)))
    enter_parted (node, state);
  if (del != NULL)
    {
      state->del = del;
      state->del_of = "node";
    }
}

/* bt_docx_state_for_table: a table, and what is in one, is not moved in a document: it goes there and comes here */
BtDocxState
bt_docx_state_for_table (const BtDocxState *state)
{
  BtDocxState table = *state;

  if (state->move_to != NULL)
    {
      table.ins = state->move_to;
      table.ins_of = "move";
    }
  if (state->move_from != NULL)
    {
      table.del = state->move_from;
      table.del_of = "move";
    }
  table.move_to = table.move_from = NULL;
  return table;
}

static void
open_layer (BtDocxWriter *writer, BtDocxLayers *layers, const char *element, const char *close,
            const char *change, const char *of, const char *was)
{
  bt_docx_append_revision (writer, element, change, of, was);
  g_string_append_c (writer->out, '>');
  layers->close[layers->close[0] != NULL] = close;
}

/* bt_docx_open_layers:
 * @state: what the node bears
 * @mark: (nullable): what the words bear
 *
 * Opens the elements around a run: what puts it in, and in that what takes it out.
 *
 * Returns: how they are closed
 */
BtDocxLayers
bt_docx_open_layers (BtDocxWriter *writer, const BtDocxState *state, const BtMark *mark)
{
  const char *ins = mark != NULL && !state->old ? mark->ins : NULL;
  const char *del = mark != NULL && !state->old ? mark->del : NULL;
  const char *was = mark != NULL && !state->old ? mark->was : NULL;
  BtDocxLayers layers = { { NULL, NULL }, FALSE };

  if (ins != NULL)
    open_layer (writer, &layers, "ins", "</w:ins>", ins, NULL, was);
  else if (state->move_to != NULL)
    open_layer (writer, &layers, "moveTo", "</w:moveTo>", state->move_to, "move", NULL);
  else if (state->move_from != NULL)
    open_layer (writer, &layers, "moveFrom", "</w:moveFrom>", state->move_from, "move", NULL);
  else if (state->ins != NULL)
    open_layer (writer, &layers, "ins", "</w:ins>", state->ins, state->ins_of, NULL);
  layers.deleted = del != NULL || state->del != NULL;
  if (del != NULL)
    open_layer (writer, &layers, "del", "</w:del>", del, NULL, was);
  else if (state->del != NULL)
    open_layer (writer, &layers, "del", "</w:del>", state->del, state->del_of, NULL);
  return layers;
}

/* bt_docx_close_layers: closes them */
void
bt_docx_close_layers (BtDocxWriter *writer, const BtDocxLayers *layers)
{
  for (guint i = G_N_ELEMENTS (layers->close); i > 0; i--)
    if (layers->close[i - 1] != NULL)
      g_string_append (writer->out, layers->close[i - 1]);
}

/* bt_docx_open_move:
 * @element: "moveFromRange" or "moveToRange"
 * @ghost: the ghost's id, by which both ends find each other
 *
 * Returns: its number, for bt_docx_close_move()
 */
guint
bt_docx_open_move (BtDocxWriter *writer, const char *element, const char *change, const char *ghost)
{
  g_autofree char *start = g_strconcat (element, "Start", NULL);
  guint id = bt_docx_append_revision (writer, start, change, "move", NULL);

  /* A range must have a date. That of its words is what is shown, and theirs may be missing. */
  if (strstr (get_attributes (writer, change), " w:date=") == NULL)
    g_string_append (writer->out, " w:date=\"1970-01-01T00:00:00Z\"");
  g_string_append (writer->out, " w:name=\"bt_");
  bt_docx_append_escaped (writer->out, ghost, -1);
  g_string_append (writer->out, "\"/>");
  return id;
}

/* bt_docx_close_move: ends it */
void
bt_docx_close_move (BtDocxWriter *writer, const char *element, guint id)
{
  g_string_append_printf (writer->out, "<w:%sEnd w:id=\"%u\"/>", element, id);
}
