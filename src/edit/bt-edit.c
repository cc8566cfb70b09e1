/* What commands are made of: edits of paragraphs inside a transaction. */

#include "bt-edit-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-reading.h"
#include "bt-schema.h"
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

static gboolean
delete_text (BtTransaction *transaction, const char *id, gsize start, gsize end, GError **error)
{
  g_autoptr (BtText) nothing = bt_text_new ("");

  return bt_transaction_replace_text (transaction, id, start, end, nothing, error);
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
    *id = g_intern_string (bt_node_get_id (node));

  return bt_transaction_insert_node (transaction, parent, position, node, error);
}

/* Moves all children of @from to @to, from @position on. */
static gboolean
move_children (BtTransaction *transaction, const char *from, const char *to, guint position,
               GError **error)
{
  for (;;)
    {
      BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), from);
      g_autofree char *child = NULL;

      if (bt_node_get_n_children (node) == 0)
        return TRUE;
      child = g_strdup (bt_node_get_id (bt_node_get_child (node, 0)));
      if (!bt_transaction_move_node (transaction, child, to, position++, error))
        return FALSE;
    }
}

/* The first paragraph below @node that a new one at its head should look like; NULL where it has no clauses. */
static BtNode *
first_clause (BtNode *node)
{
  return bt_node_get_child_of_kind (node, BT_NODE_CLAUSE);
}

static gboolean
split_off (BtTransaction *transaction, BtPlace *place, BtNode *node, GError **error)
{
  BtText *text = bt_node_get_text (node);
  gsize length = bt_text_get_length (text);
  g_autoptr (BtText) tail = bt_text_slice (text, place->offset, length);
  guint position;
  g_autofree char *parent = NULL;
  const char *fresh;

  parent = g_strdup (bt_node_get_id (
      bt_plan_get_parent (bt_transaction_get_plan (transaction), place->node, &position)));
  if (!delete_text (transaction, place->node, place->offset, length, error)
      || !bt_edit_insert_like (transaction, node, parent, position + 1, tail, &fresh, error)
      || !move_children (transaction, place->node, fresh, 0, error))
    return FALSE;

  *place = bt_place (fresh, 0);
  return TRUE;
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
  gsize length = bt_text_get_length (bt_node_get_text (node));
  const char *fresh;

  if (!bt_reading_is_list_item (bt_node_get_kind (node)))
    return bt_edit_fail (error, _ ("This text is one paragraph and cannot be divided"));

  if (place->offset == 0 && length > 0)
    {
      guint position;
      BtNode *parent = bt_plan_get_parent (plan, place->node, &position);
      return bt_edit_insert_like (transaction, node, bt_node_get_id (parent), position, NULL, NULL,
                                  error);
    }
  if (place->offset == length && first_clause (node))
    {
      if (!bt_edit_insert_like (transaction, first_clause (node), place->node, 0, NULL, &fresh,
                                error))
        return FALSE;
      *place = bt_place (fresh, 0);
      return TRUE;
    }

  return split_off (transaction, place, node, error);
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
 * @first: a paragraph
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
  g_autoptr (BtText) tail = NULL;
  gsize length;

  if (!can_join (plan, first, second))
    return bt_edit_fail (error, _ ("These two paragraphs cannot be joined"));

  tail = bt_text_ref (bt_node_get_text (bt_plan_get_node (plan, second)));
  length = bt_text_get_length (bt_node_get_text (a));
  if (length == 0 && bt_node_get_n_children (a) == 0)
    {
      *place = bt_place (second, 0);
      return bt_transaction_remove_node (transaction, first, error);
    }

  *place = bt_place (first, length);
  return hand_children_over (transaction, first, second, error)
         && bt_transaction_remove_node (transaction, second, error)
         && bt_transaction_replace_text (transaction, first, length, length, tail, error);
}

/* Empties the part of paragraph @id between @start and @end and joins it to what @place ends, where it can be. */
static gboolean
swallow (BtTransaction *transaction, BtPlace *place, const char *id, gsize end, GError **error)
{
  BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), id);

  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return bt_transaction_remove_node (transaction, id, error);
  if (!delete_text (transaction, id, 0, end, error))
    return FALSE;
  if (!can_join (bt_transaction_get_plan (transaction), place->node, id))
    return TRUE;

  return bt_edit_join (transaction, place->node, id, place, error);
}

static GPtrArray *
dup_ids (GPtrArray *nodes)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < nodes->len; i++)
    g_ptr_array_add (ids, (char *) g_intern_string (bt_node_get_id (nodes->pdata[i])));
  return ids;
}

static gboolean
delete_across (BtTransaction *transaction, BtPlace start, BtPlace end, BtPlace *place,
               GError **error)
{
  BtPlan *plan = bt_transaction_get_plan (transaction);
  g_autoptr (GPtrArray) nodes = bt_reading_get_range (plan, start.node, end.node);
  g_autoptr (GPtrArray) ids = dup_ids (nodes);
  gsize length = bt_text_get_length (bt_node_get_text (bt_plan_get_node (plan, start.node)));

  if (ids->len == 0)
    return bt_edit_fail (error, _ ("There is no text to edit at this place"));
  if (!delete_text (transaction, start.node, start.offset, length, error))
    return FALSE;

  for (guint i = 1; i < ids->len; i++)
    {
      BtNode *node = bt_plan_get_node (bt_transaction_get_plan (transaction), ids->pdata[i]);
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

/* What new characters at @offset share with their neighbours: the format, never a change or an object. */
static BtMark
mark_at (BtText *text, gsize offset)
{
  const BtMark *mark = NULL;
  BtMark plain = { 0 };

  if (offset > 0)
    mark = bt_text_get_mark (text, offset - 1);
  else if (bt_text_get_length (text) > 0)
    mark = bt_text_get_mark (text, 0);
  if (mark)
    plain.format = mark->format;

  return plain;
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
  BtMark mark = mark_at (text, place->offset);
  gsize start = place->offset, end = place->offset, after;
  g_autofree char *joined = NULL;
  g_autoptr (BtText) slice = NULL;

  if (length == 0)
    return TRUE;
  if (g_unichar_ismark (g_utf8_get_char (string)))
    start = cluster_start (text, start);
  end = cluster_end (text, end);
  joined = g_strdup_printf ("%.*s%.*s%.*s", (int) (place->offset - start), whole + start,
                            (int) length, string, (int) (end - place->offset),
                            whole + place->offset);
  slice = new_text (joined, &mark);
  after = start + bt_text_get_length (slice);
  if (!bt_transaction_replace_text (transaction, place->node, start, end, slice, error))
    return FALSE;

  place->offset = after;
  return TRUE;
}

/* Valid NFC text with "\n" for every kind of line break and without what no text may hold. */
static char *
clean_string (const char *string, gboolean lines)
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

  clean = clean_string (string, lines);
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
