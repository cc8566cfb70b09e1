/* Bases and clauses of a document, each a paragraph, with what was moved away from among them. */
#include "bt-docx-write-private.h"
#include "bt-numbering.h"

static const BtDocxState plain = { 0 };

static const BtDocxState *
get_end (const BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  const BtDocxState *end =
      state->old ? NULL : g_hash_table_lookup (writer->ends, bt_node_get_id (node));

  return end != NULL ? end : state;
}

/* The words of paragraphs that belong here when it is rejected that they were split off, or accepted that they are
 * joined, and that do not stand beside this one. */
static void
append_copies (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  const GPtrArray *copies =
      state->old ? NULL : g_hash_table_lookup (writer->copies, bt_node_get_id (node));

  for (guint i = 0; copies != NULL && i < copies->len; i++)
    {
      const char *split = bt_node_get_attr (copies->pdata[i], "split");
      const char *join = bt_node_get_attr (copies->pdata[i], "join");
      BtDocxState going = {
        .del = split, .del_of = "copy", .move_to = state->move_to, .old = TRUE
      };
      BtDocxState coming = { .ins = join, .ins_of = "copy", .old = TRUE };

      if (split != NULL)
        bt_docx_append_copy (writer, copies->pdata[i], &going, FALSE);
      if (join != NULL)
        bt_docx_append_copy (writer, copies->pdata[i], &coming, TRUE);
    }
}

/* bt_docx_append_item:
 * @node: a paragraph of a list: a basis, a clause, a recipient
 * @now: (nullable): its label when all changes are accepted, with what parts it from the words
 * @before: (nullable): its label before all changes, likewise
 */
void
bt_docx_append_item (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state,
                     const char *style, const char *now, const char *before)
{
  const BtDocxParagraph paragraph = {
    .style = style,
    .properties = node == writer->before_signature ? "<w:keepNext/>" : NULL,
    .end = get_end (writer, node, state),
    .clause = bt_node_get_kind (node) == BT_NODE_CLAUSE && !state->old ? node : NULL,
  };

  bt_docx_mark_node (writer, BT_DOCX_MARK_NODE, bt_node_get_id (node), state);
  bt_docx_begin_node (writer, node, state);
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_append_label (writer, node, state, now, before);
  bt_docx_append_text (writer, node, state);
  append_copies (writer, node, state);
  bt_docx_end_paragraph (writer);
}

/* bt_docx_get_moved_away:
 * @ghost: a ghost
 * @state: (out): what the copy bears
 *
 * Returns: (nullable): what stood there before all changes, if the document shows it there
 */
const BtNode *
bt_docx_get_moved_away (const BtDocxWriter *writer, const BtNode *ghost, BtDocxState *state)
{
  const char *id = g_hash_table_lookup (writer->moves, bt_node_get_id (ghost));

  *state = (BtDocxState){ .move_from = bt_node_get_attr (ghost, "change"), .old = TRUE };
  return id != NULL ? bt_plan_get_node (writer->original, id) : NULL;
}

/* bt_docx_open_moved: begins the range of what was moved here; returns 0 where nothing was */
guint
bt_docx_open_moved (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  const char *name = state->old ? NULL : g_hash_table_lookup (writer->moved, bt_node_get_id (node));

  return name != NULL && state->move_to != NULL
             ? bt_docx_open_move (writer, "moveToRange", state->move_to, name)
             : 0;
}

static void
close_moved (BtDocxWriter *writer, guint id)
{
  if (id > 0)
    bt_docx_close_move (writer, "moveToRange", id);
}

/* A label with what parts it from the words: the title of a part stands below its number. */
static char *
dup_shown_label (const char *label, gboolean has_words)
{
  gboolean part =
      label != NULL && (g_str_has_prefix (label, "Phần ") || g_str_has_prefix (label, "Chương "));

  if (label == NULL || *label == '\0')
    return NULL;
  if (part)
    return g_strconcat (label, has_words ? "\n" : "", NULL);
  return g_strconcat (label, " ", NULL);
}

/* Whether a clause has words when all changes are accepted: its own, or those of paragraphs joined to it. */
static gboolean
has_words (const BtDocxWriter *writer, const BtNode *clause)
{
  return !bt_docx_is_blank (bt_node_get_text (clause))
         || g_hash_table_contains (writer->prolonged, bt_node_get_id (clause));
}

/* Whether it had some before all changes. */
static gboolean
had_words (const BtDocxWriter *writer, const BtNode *clause)
{
  const BtNode *old = writer->original != NULL
                          ? bt_plan_get_node (writer->original, bt_node_get_id (clause))
                          : NULL;

  return old != NULL && *bt_node_get_string (old) != '\0';
}

/* A paragraph that is joined to the one before has no label any more. */
static void
append_joined (BtDocxWriter *writer, const BtNode *clause, const BtDocxState *parent)
{
  const char *old = g_hash_table_lookup (writer->labels, bt_node_get_id (clause));
  g_autofree char *before = dup_shown_label (old, had_words (writer, clause));
  BtDocxState state;
  guint move;

  bt_docx_enter_node (writer, parent, clause, &state);
  move = bt_docx_open_moved (writer, clause, &state);
  bt_docx_append_item (writer, clause, &state,
                       bt_docx_get_clause_style (bt_node_get_label (clause),
                                                 bt_node_is_heading (clause)),
                       NULL, before);
  close_moved (writer, move);
}

static void
append_clause (BtDocxWriter *writer, const BtNode *clause, const BtDocxState *parent, guint number,
               const char *parent_label, BtLength width)
{
  BtLabel scheme = bt_node_get_label (clause);
  const char *old = g_hash_table_lookup (writer->labels, bt_node_get_id (clause));
  gboolean stays = bt_node_get_attr (clause, "join") == NULL;
  g_autofree char *label =
      parent->old ? g_strdup (old) : bt_label_format (scheme, number, parent_label);
  g_autofree char *now =
      stays || parent->old ? dup_shown_label (label, has_words (writer, clause)) : NULL;
  g_autofree char *before = NULL;
  GPtrArray *joined = parent->old ? NULL : bt_docx_get_joined (writer, clause);
  BtDocxState state;
  guint move;

  bt_docx_enter_node (writer, parent, clause, &state);
  before = dup_shown_label (old, had_words (writer, clause));
  move = bt_docx_is_drawn_up (writer, clause) ? 0 : bt_docx_open_moved (writer, clause, &state);
  if (parent->old || !bt_docx_is_drawn_up (writer, clause))
    bt_docx_append_item (writer, clause, &state,
                         bt_docx_get_clause_style (scheme, bt_node_is_heading (clause)), now,
                         before);
  for (guint i = 0; joined != NULL && i < joined->len; i++)
    append_joined (writer, joined->pdata[i], parent);
  bt_docx_append_children (writer, clause, &state, label, width);
  close_moved (writer, move);
}

static void
append_child (BtDocxWriter *writer, const BtNode *child, const BtDocxState *state, guint number,
              const char *parent_label, BtLength width)
{
  BtDocxState table;

  switch (bt_node_get_kind (child))
    {
    case BT_NODE_CLAUSE:
      append_clause (writer, child, state, number, parent_label, width);
      break;
    case BT_NODE_BASIS:
      bt_docx_enter_node (writer, state, child, &table);
      bt_docx_append_item (writer, child, &table, "BtBasis", NULL, NULL);
      break;
    case BT_NODE_TABLE:
      bt_docx_enter_node (writer, state, child, &table);
      bt_docx_append_table (writer, child, &table, width);
      break;
    default:
      break;
    }
}

/* What was moved away, as it stood here. */
static void
append_ghost (BtDocxWriter *writer, const BtNode *ghost, BtLength width)
{
  BtDocxState state;
  const BtNode *old = bt_docx_get_moved_away (writer, ghost, &state);
  guint move;

  if (old == NULL)
    return;
  move = bt_docx_open_move (writer, "moveFromRange", state.move_from, bt_node_get_id (ghost));
  append_child (writer, old, &state, 0, NULL, width);
  bt_docx_close_move (writer, "moveFromRange", move);
}

/* bt_docx_append_children:
 * @parent: what has clauses, tables or bases
 * @state: what @parent bears
 * @parent_label: (nullable): its label
 * @width: of the lines
 */
void
bt_docx_append_children (BtDocxWriter *writer, const BtNode *parent, const BtDocxState *state,
                         const char *parent_label, BtLength width)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);

      if (bt_node_get_kind (child) == BT_NODE_GHOST)
        append_ghost (writer, child, width);
      else
        append_child (writer, child, state, number, parent_label, width);
    }
}

/* The clause that the signature stands below, if any: no page has the signature alone. */
static const BtNode *
find_last_clause (const BtNode *parent)
{
  for (guint i = bt_node_get_n_children (parent); i > 0; i--)
    {
      const BtNode *child = bt_node_get_child (parent, i - 1);

      if (!bt_node_is_live (child))
        continue;
      if (bt_node_get_kind (child) == BT_NODE_TABLE)
        return NULL;
      if (bt_node_get_kind (child) == BT_NODE_CLAUSE)
        return find_last_clause (child);
    }
  return bt_node_get_kind (parent) == BT_NODE_CLAUSE ? parent : NULL;
}

/* bt_docx_append_body: bases and clauses (I.II.6) */
void
bt_docx_append_body (BtDocxWriter *writer)
{
  BtNode *bases = bt_plan_get_part (writer->plan, BT_NODE_BASES);
  BtNode *body = bt_plan_get_part (writer->plan, BT_NODE_BODY);
  BtLength width = bt_profile_get_length (writer->profile, BT_FIGURE_PAPER_WIDTH)
                   - bt_profile_get_length (writer->profile, BT_FIGURE_MARGIN_LEFT)
                   - bt_profile_get_length (writer->profile, BT_FIGURE_MARGIN_RIGHT);

  bt_docx_begin_node (writer, bases, &plain);
  bt_docx_append_children (writer, bases, &plain, NULL, width);
  writer->before_signature = find_last_clause (body);
  bt_docx_begin_node (writer, body, &plain);
  bt_docx_append_children (writer, body, &plain, NULL, width);
}
