/* What commands are made of: edits of paragraphs inside a transaction. */

#include "bt-edit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-comment-range.h"
#include "bt-error.h"
#include "bt-live-copy.h"
#include "bt-reading.h"
#include "bt-schema.h"
#include "bt-text-live.h"
#include "bt-viet.h"

/* How far around an insertion letters can compose with it: a base and its marks. */
#define MAX_CLUSTER 8

/* Sets %BT_ERROR_USAGE with a translated @message. Returns: FALSE */
gboolean
bt_edit_fail (GError **error, const char *message)
{
  g_set_error_literal (error, BT_ERROR, BT_ERROR_USAGE, message);
  return FALSE;
}

/* Commits with the caret at @caret. Takes the transaction over. Returns: TRUE */
gboolean
bt_edit_finish (BtTransaction *transaction, BtPlace caret)
{
  return bt_edit_finish_range (transaction, bt_selection_at (caret));
}

/* Commits with @selection. Takes the transaction over. Returns: TRUE */
gboolean
bt_edit_finish_range (BtTransaction *transaction, BtSelection selection)
{
  bt_transaction_set_selection (transaction, selection);
  bt_transaction_commit (transaction);
  return TRUE;
}

/* Whether @place is between two characters of a text that is in the plan. */
gboolean
bt_edit_check_place (BtTransaction *transaction, BtPlace place, GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, place.node, error);

  if (!node)
    return FALSE;
  if (!bt_node_get_text (node) || !bt_text_is_boundary (bt_node_get_text (node), place.offset))
    return bt_edit_fail (error, _ ("There is no text to edit at this place"));

  return TRUE;
}

/* Where the ends of a range come in the wrong order inside one paragraph, put them right. */
void
bt_edit_order_places (BtPlace *start, BtPlace *end)
{
  if (start->node == end->node && start->offset > end->offset)
    {
      gsize offset = start->offset;
      start->offset = end->offset;
      end->offset = offset;
    }
}

/* The part of paragraph @node that lies in the range from @start to @end. */
void
bt_edit_part_in_range (const BtNode *node, BtPlace start, BtPlace end, gsize *from, gsize *to)
{
  const char *id = bt_intern (bt_node_get_id (node));
  BtText *text = bt_node_get_text (node);

  *from = id == start.node ? start.offset : 0;
  *to = id == end.node ? end.offset : text ? bt_text_get_length (text) : 0;
}

static gboolean
delete_text (BtTransaction *transaction, const char *id, gsize start, gsize end, GError **error)
{
  g_autoptr (BtText) nothing = bt_text_new ("");

  return bt_transaction_replace_text (transaction, id, start, end, nothing, NULL, error);
}

/* A paragraph of the kind, label and heading of @model, with @text, as child @position of @parent. */
gboolean
bt_edit_insert_like (BtTransaction *transaction, const BtNode *model, const char *parent,
                     guint position, BtText *text, const char **id, GError **error)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (model), NULL);
  g_autoptr (BtNode) node = NULL;

  if (bt_node_get_kind (model) == BT_NODE_CLAUSE)
    {
      bt_node_builder_set_attr (builder, "label", bt_node_get_attr (model, "label"));
      bt_node_builder_set_attr (builder, "heading", bt_node_get_attr (model, "heading"));
    }
  bt_node_builder_take_text (builder, text ? bt_text_ref (text) : bt_text_new (""));
  node = bt_node_builder_end (builder);
  if (id)
    *id = bt_intern (bt_node_get_id (node));

  return bt_transaction_insert_node (transaction, parent, position, node, error);
}

/* Moves the live children of @from to @to, from @position on. */
static gboolean
move_children (BtTransaction *transaction, const char *from, const char *to, guint position,
               GError **error)
{
  BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), from);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i)))
      g_ptr_array_add (ids,
                       (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (node, i))));
  for (guint i = 0; i < ids->len; i++)
    {
      if (!bt_transaction_move_node (transaction, ids->pdata[i], to, position, error))
        return FALSE;
      /* An own move that is taken back takes its ghost away too. */
      bt_plan_get_parent (bt_transaction_get_plan (transaction), ids->pdata[i], &position);
      position++;
    }
  return TRUE;
}

/* The first paragraph below @node that a new one at its head should look like; NULL where it has no clauses. */
static BtNode *
first_clause (BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_get_kind (bt_node_get_child (node, i)) == BT_NODE_CLAUSE
        && bt_node_is_live (bt_node_get_child (node, i)))
      return bt_node_get_child (node, i);
  return NULL;
}

static gboolean
has_live_child (BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (bt_node_is_live (bt_node_get_child (node, i)))
      return TRUE;
  return FALSE;
}

static gsize
live_length (BtNode *node)
{
  BtText *text = bt_node_get_text (node);

  return bt_text_get_live_length (text, 0, bt_text_get_length (text));
}

/* The paragraph that @node belongs to as it reads: open changes may have joined it to others. */
BtNode *
bt_edit_get_head (BtPlan *plan, BtNode *node)
{
  while (bt_node_get_attr (node, "join-to"))
    node = bt_plan_get_node (plan, bt_node_get_attr (node, "join-to"));
  return node;
}

/* Whether the paragraph, as it reads, has text before the place. */
gboolean
bt_edit_has_text_before (BtPlan *plan, BtPlace place)
{
  BtNode *node = bt_plan_get_node (plan, place.node);
  gsize length = bt_text_get_live_length (bt_node_get_text (node), 0, place.offset);

  while (length == 0 && bt_node_get_attr (node, "join-to"))
    {
      node = bt_plan_get_node (plan, bt_node_get_attr (node, "join-to"));
      length = live_length (node);
    }
  return length > 0;
}

/* Likewise after it. */
gboolean
bt_edit_has_text_after (BtPlan *plan, BtPlace place)
{
  BtText *text = bt_node_get_text (bt_plan_get_node (plan, place.node));
  gsize length = bt_text_get_live_length (text, place.offset, bt_text_get_length (text));

  for (BtNode *node = bt_live_get_joined (plan, place.node); length == 0 && node;
       node = bt_live_get_joined (plan, bt_node_get_id (node)))
    length = live_length (node);
  return length > 0;
}

/* Whether there is nothing to read in the paragraph, nor below it. */
gboolean
bt_edit_is_empty (BtPlan *plan, BtNode *node)
{
  return !bt_edit_has_text_after (plan, bt_place (bt_node_get_id (node), 0)) && !has_live_child (node);
}

/* bt_edit_split:
 * @place: (inout): where the paragraph is parted; then the start of the second part
 *
 * At the start of a paragraph an empty one comes before it, which keeps its id, label and children. At its end, where
 * it has clauses below, the new one is their first. Elsewhere the tail becomes a new sibling and takes the children.
 */
gboolean
bt_edit_split (BtTransaction *transaction, BtPlace *place, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *node = bt_plan_get_node (plan, place->node);
  g_autoptr (BtNode) held = bt_node_ref (node);
  g_autoptr (BtNode) head = bt_node_ref (bt_edit_get_head (plan, node));
  const char *fresh;

  if (!bt_reading_is_list_item (bt_node_get_kind (node)))
    return bt_edit_fail (error, _ ("This text is one paragraph and cannot be divided"));

  if (!bt_edit_has_text_before (plan, *place) && bt_edit_has_text_after (plan, *place))
    {
      guint position;
      BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (head), &position);
      return bt_edit_insert_like (transaction, head, bt_node_get_id (parent), position, NULL, NULL,
                                  error);
    }
  if (!bt_edit_has_text_after (plan, *place) && first_clause (head))
    {
      if (!bt_edit_insert_like (transaction, first_clause (head), bt_node_get_id (head), 0, NULL,
                                &fresh, error))
        return FALSE;
      *place = bt_place (fresh, 0);
      return TRUE;
    }

  if (!bt_transaction_split (transaction, place->node, place->offset, &fresh, error))
    return FALSE;
  *place = bt_place (fresh, 0);
  return TRUE;
}

/* The ancestor-or-self of @id that has the same parent as @other; NULL where none has. */
static BtNode *
ancestor_beside (BtPlan *plan, const char *id, const char *other)
{
  BtNode *shared = bt_plan_get_parent (plan, other, NULL);

  for (BtNode *node = bt_plan_get_node (plan, id); node;)
    {
      BtNode *parent = bt_plan_get_parent (plan, bt_node_get_id (node), NULL);
      if (parent == shared)
        return node;
      node = parent;
    }

  return NULL;
}

/* Gives the children of @second, which follows @first, to whoever keeps them at their place and level. */
static gboolean
hand_children_over (BtTransaction *transaction, const char *first, const char *second,
                    GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  guint position;
  BtNode *parent = bt_plan_get_parent (plan, second, &position);
  BtNode *heir;
  g_autofree char *id = NULL;

  if (bt_node_get_n_children (bt_plan_get_node (plan, second)) == 0)
    return TRUE;
  if (g_str_equal (bt_node_get_id (parent), first))
    return move_children (transaction, second, first, position + 1, error);

  heir = ancestor_beside (plan, first, second);
  id = g_strdup (bt_node_get_id (heir));
  return move_children (transaction, second, id, bt_node_get_n_children (heir), error);
}

static gboolean
can_join (BtPlan *plan, const char *first, const char *second)
{
  BtNode *a = bt_plan_get_node (plan, first), *b = bt_plan_get_node (plan, second);
  BtNode *parent = bt_plan_get_parent (plan, second, NULL);

  return bt_node_get_kind (a) == bt_node_get_kind (b)
         && bt_reading_is_list_item (bt_node_get_kind (a))
         && (parent == a || ancestor_beside (plan, first, second));
}

/* bt_edit_join:
 * @first: a paragraph, not one that an open change joins to another
 * @second: the paragraph that follows it
 * @place: (out): where the two meet now
 *
 * The text of @second comes to the end of @first and its children keep their level. An empty @first without children
 * gives way instead, so that @second stays as it is.
 */
gboolean
bt_edit_join (BtTransaction *transaction, const char *first, const char *second, BtPlace *place,
              GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *a = bt_plan_get_node (plan, first);

  if (!can_join (plan, first, second))
    return bt_edit_fail (error, _ ("These two paragraphs cannot be joined"));

  if (bt_edit_is_empty (plan, a))
    {
      *place = bt_place (second, 0);
      return bt_transaction_remove_node (transaction, first, error);
    }

  while (bt_live_get_joined (plan, bt_node_get_id (a)))
    a = bt_live_get_joined (plan, bt_node_get_id (a));
  *place = bt_place (bt_node_get_id (a), bt_text_get_length (bt_node_get_text (a)));
  return hand_children_over (transaction, first, second, error)
         && bt_transaction_join (transaction, second, place->node, error);
}

/* bt_edit_get_previous:
 * @id: the id of a paragraph
 *
 * Returns: the paragraph before it, as the plan reads; NULL where there is none
 */
BtNode *
bt_edit_get_previous (BtTransaction *transaction, const char *id)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *previous = bt_reading_get_previous (plan, id);

  while (previous && !bt_node_is_live (previous))
    previous = bt_reading_get_previous (plan, bt_node_get_id (previous));
  return previous;
}

/* Empties the part of paragraph @id before @end and joins it to what @place ends, where it can be. */
static gboolean
swallow (BtTransaction *transaction, BtPlace *place, const char *id, gsize end, GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  BtNode *node = bt_plan_get_node (plan, id);
  gboolean joined = bt_node_get_attr (node, "join") != NULL;
  const char *first;

  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return bt_transaction_remove_node (transaction, id, error);
  if (!delete_text (transaction, id, 0, end, error))
    return FALSE;
  plan = bt_transaction_get_plan (transaction);
  first = bt_intern (bt_node_get_id (bt_edit_get_head (plan, bt_plan_get_node (plan, place->node))));
  if (joined || !can_join (plan, first, id))
    return TRUE;

  return bt_edit_join (transaction, first, id, place, error);
}

/* Adds @id and what open changes join to it, up to @last. Returns whether that is reached. */
static gboolean
add_chain (BtPlan *plan, const char *id, const char *last, GPtrArray *ids)
{
  for (;;)
    {
      BtNode *next = bt_live_get_joined (plan, id);
      g_ptr_array_add (ids, (gpointer) bt_intern (id));
      if (g_str_equal (id, last))
        return TRUE;
      if (!next)
        return FALSE;
      id = bt_node_get_id (next);
    }
}

/* bt_edit_dup_reading_order:
 * @first: a paragraph
 * @last: a paragraph
 *
 * Returns: (transfer container): the interned ids of the paragraphs from @first to @last in the order in which they
 *   read, what is joined by open changes behind what it is joined to; empty where @last does not follow
 */
GPtrArray *
bt_edit_dup_reading_order (BtPlan *plan, const char *first, const char *last)
{
  GPtrArray *ids = g_ptr_array_new ();
  BtNode *node;

  if (add_chain (plan, first, last, ids))
    return ids;
  for (node = bt_reading_get_next (plan,
                                   bt_node_get_id (bt_edit_get_head (plan, bt_plan_get_node (plan, first))));
       node; node = bt_reading_get_next (plan, bt_node_get_id (node)))
    if (bt_node_is_live (node) && add_chain (plan, bt_node_get_id (node), last, ids))
      return ids;

  g_ptr_array_set_size (ids, 0);
  return ids;
}

static gboolean
delete_across (BtTransaction *transaction, BtPlace start, BtPlace end, BtPlace *place,
               GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  g_autoptr (GPtrArray) ids = bt_edit_dup_reading_order (plan, start.node, end.node);
  gsize length = bt_text_get_length (bt_node_get_text (bt_plan_get_node (plan, start.node)));

  if (ids->len == 0)
    return bt_edit_fail (error, _ ("There is no text to edit at this place"));
  if (!delete_text (transaction, start.node, start.offset, length, error))
    return FALSE;

  for (guint i = 1; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), ids->pdata[i]);
      if (!node)
        continue;
      gsize to = i + 1 < ids->len ? strlen (bt_node_get_string (node)) : end.offset;
      if (!swallow (transaction, place, ids->pdata[i], to, error))
        return FALSE;
    }

  return TRUE;
}

/* bt_edit_delete_range:
 * @place: (out): where the caret stands then
 *
 * Deletes from @start to @end, which may be in other paragraphs; what is left of the first and the last is joined where
 * both are paragraphs of one kind.
 */
gboolean
bt_edit_delete_range (BtTransaction *transaction, BtPlace start, BtPlace end, BtPlace *place,
                      GError **error)
{
  *place = start;
  if (!bt_edit_check_place (transaction, start, error)
      || !bt_edit_check_place (transaction, end, error))
    return FALSE;
  if (start.node == end.node)
    return delete_text (transaction, start.node, MIN (start.offset, end.offset),
                        MAX (start.offset, end.offset), error);

  return delete_across (transaction, start, end, place, error);
}

/* The run of the nearest character before or, with @after, behind @offset that is not deleted; NULL where there is
 * none. */
static const BtRun *
find_live_run (BtText *text, gsize offset, gboolean after)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs), *found = NULL;
  gsize start = 0;

  for (guint i = 0; i < n_runs && !(after && found); start = runs[i++].end)
    if (!runs[i].mark.del && (after ? runs[i].end > offset : start < offset))
      found = &runs[i];
  return found;
}

/* What new characters share with their neighbours: the format, never a change or an object. They continue what is
 * before them in the paragraph as it reads, or else what follows. */
static BtMark
mark_at (BtPlan *plan, BtPlace place)
{
  BtNode *node = bt_plan_get_node (plan, place.node);
  const BtRun *run = find_live_run (bt_node_get_text (node), place.offset, FALSE);

  while (!run && bt_node_get_attr (node, "join-to"))
    {
      node = bt_plan_get_node (plan, bt_node_get_attr (node, "join-to"));
      run = find_live_run (bt_node_get_text (node), G_MAXSIZE, FALSE);
    }
  node = bt_plan_get_node (plan, place.node);
  if (!run)
    run = find_live_run (bt_node_get_text (node), place.offset, TRUE);
  while (!run && (node = bt_live_get_joined (plan, bt_node_get_id (node))))
    run = find_live_run (bt_node_get_text (node), 0, TRUE);

  return (BtMark){ .format = run ? run->mark.format : BT_FORMAT_NONE };
}

/* The start of the cluster that ends at @offset: letters that new combining marks may compose with. */
static gsize
cluster_start (BtText *text, gsize offset)
{
  const char *string = bt_text_get_string (text);
  const char *at = string + offset;

  if (offset == 0)
    return 0;
  for (guint i = 0; i < MAX_CLUSTER && at > string; i++)
    {
      at = g_utf8_prev_char (at);
      if (!g_unichar_ismark (g_utf8_get_char (at)))
        break;
    }

  return bt_text_get_mark (text, at - string)->object == BT_OBJECT_NONE ? at - string : offset;
}

static gsize
cluster_end (BtText *text, gsize offset)
{
  const char *at = bt_text_get_string (text) + offset;

  while (*at && g_unichar_ismark (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at - bt_text_get_string (text);
}

static BtText *
new_text (const char *string, const BtMark *mark)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  bt_text_builder_append (builder, string, -1, mark);
  return bt_text_builder_end (builder);
}

/* Inserts characters into one paragraph; where they compose with their neighbours, those are replaced too. */
static gboolean
insert_in_line (BtTransaction *transaction, BtPlace *place, const char *string, gsize length,
                GError **error)
{
  BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), place->node);
  BtText *text = bt_node_get_text (node);
  const char *whole = bt_text_get_string (text);
  BtMark mark = mark_at (bt_transaction_get_plan (transaction), *place);
  gsize start = place->offset, end = place->offset, after;
  g_autofree char *joined = NULL;
  g_autoptr (BtText) fresh = NULL;
  g_autoptr (BtText) slice = NULL;

  if (length == 0)
    return TRUE;
  if (g_unichar_ismark (g_utf8_get_char (string)))
    start = cluster_start (text, start);
  end = cluster_end (text, end);
  joined =
      g_strdup_printf ("%.*s%.*s%.*s", (int) (place->offset - start), whole + start, (int) length,
                       string, (int) (end - place->offset), whole + place->offset);
  fresh = new_text (joined, &mark);
  slice = start < place->offset ? bt_comment_range_keep (text, start, fresh) : bt_text_ref (fresh);
  if (!bt_transaction_replace_text (transaction, place->node, start, end, slice, &after, error))
    return FALSE;

  place->offset = after;
  return TRUE;
}

/* Valid NFC text with "\n" for every kind of line break and without what no text may hold. */
char *
bt_edit_clean_string (const char *string, gboolean lines)
{
  g_autofree char *valid = g_utf8_make_valid (string, -1);
  g_autoptr (GString) clean = g_string_new (NULL);

  for (const char *c = valid; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      if (character == '\r' && c[1] == '\n')
        continue;
      if (character == '\r' || character == '\n' || character == 0x2028 || character == 0x2029)
        g_string_append_c (clean, lines ? '\n' : ' ');
      else if (character == '\t')
        g_string_append_c (clean, ' ');
      else if (bt_text_allows_char (character, FALSE))
        g_string_append_unichar (clean, character);
    }

  return bt_viet_normalize (clean->str, clean->len);
}

/* bt_edit_insert_string:
 * @place: (inout): where; then the end of what was inserted
 * @string: any UTF-8; it is cleaned and brought into NFC
 *
 * A line break divides a paragraph of a list, is kept in a text of several lines, and is a space in any other.
 */
gboolean
bt_edit_insert_string (BtTransaction *transaction, BtPlace *place, const char *string,
                       GError **error)
{
  BtNode *node = bt_transaction_get_node (transaction, place->node, error);
  BtNodeKind kind = node ? bt_node_get_kind (node) : BT_NODE_PLAN;
  gboolean divides = bt_reading_is_list_item (kind);
  gboolean lines = divides || bt_node_kind_get_text_rule (kind) == BT_TEXT_LINES;
  g_autofree char *clean = NULL;

  if (!bt_edit_check_place (transaction, *place, error))
    return FALSE;

  clean = bt_edit_clean_string (string, lines);
  for (const char *line = clean;;)
    {
      gsize length = divides ? strcspn (line, "\n") : strlen (line);
      if (!insert_in_line (transaction, place, line, length, error))
        return FALSE;
      if (line[length] == '\0')
        return TRUE;
      if (!bt_edit_split (transaction, place, error))
        return FALSE;
      line += length + 1;
    }
}
