/* One paragraph of the plan as one line of a text buffer. */

#include "bt-line.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-reading.h"
#include "bt-numbering.h"
#include "bt-part.h"
#include "bt-reference.h"
#include "bt-was.h"

/* A line break inside a paragraph: GTK breaks the line there, but does not begin another paragraph. */
#define SOFT_BREAK "\xE2\x80\xA8"

static void
line_free (gpointer data)
{
  BtLine *line = data;

  g_clear_pointer (&line->text, bt_text_unref);
  g_clear_pointer (&line->objects, g_array_unref);
  g_free (line->number);
  g_free (line->shown);
  g_free (line);
}

/* The words of the object at @at, remembered so that places can be found again. */
static void
append_object (BtLine *line, BtPlan *plan, const BtNode *node, gsize at, GString *shown)
{
  g_autofree char *words = bt_plan_dup_object_text (plan, node, at);
  BtLineObject object = { .byte = at, .start = g_utf8_strlen (shown->str, shown->len) };

  if (*words == '\0')
    g_string_append (shown, "\xE2\x97\x8A");
  else
    g_string_append (shown, words);
  object.n_chars = g_utf8_strlen (shown->str, shown->len) - object.start;
  if (!line->objects)
    line->objects = g_array_new (FALSE, FALSE, sizeof (BtLineObject));
  g_array_append_val (line->objects, object);
}

static char *
show_text (BtLine *line, BtPlan *plan, const BtNode *node)
{
  const char *string = bt_text_get_string (line->text);
  GString *shown;

  if (!strstr (string, BT_OBJECT_CHAR) && !strchr (string, '\n'))
    return g_strdup (string);

  shown = g_string_new (NULL);
  for (const char *c = string; *c; c = g_utf8_next_char (c))
    if (g_str_has_prefix (c, BT_OBJECT_CHAR))
      append_object (line, plan, node, c - string, shown);
    else if (*c == '\n')
      g_string_append (shown, SOFT_BREAK);
    else
      g_string_append_len (shown, c, g_utf8_next_char (c) - c);

  return g_string_free (shown, FALSE);
}

/* The change that set an attribute last. */
static const char *
find_setting (const BtNode *node)
{
  const char *was = bt_node_get_attr (node, "was");
  g_autoptr (GPtrArray) entries = was ? bt_was_parse (was) : NULL;

  return entries && entries->len > 0 ? ((BtWas *) entries->pdata[entries->len - 1])->change : NULL;
}

static const char *
find_words (const BtLine *line)
{
  guint n_runs = 0;
  const BtRun *runs = line->text ? bt_text_get_runs (line->text, &n_runs) : NULL;

  for (guint i = 0; i < n_runs; i++)
    {
      const BtMark *mark = &runs[i].mark;
      g_autoptr (GPtrArray) entries = mark->was ? bt_was_parse (mark->was) : NULL;
      if (mark->del || mark->ins)
        return mark->del ? mark->del : mark->ins;
      if (entries && entries->len > 0)
        return ((BtWas *) entries->pdata[0])->change;
    }
  return NULL;
}

/* What goes counts for more than where it came from. */
static void
read_change (BtLine *line, const BtNode *node)
{
  static const struct
  {
    const char *attr;
    BtLineChange changed;
  } marks[] = {
    { "del", BT_LINE_GOING },   { "join", BT_LINE_JOINED }, { "ins", BT_LINE_NEW },
    { "moved", BT_LINE_MOVED }, { "split", BT_LINE_SPLIT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks) && !line->change; i++)
    if (bt_node_get_attr (node, marks[i].attr))
      {
        line->changed = marks[i].changed;
        line->change = bt_intern (bt_node_get_attr (node, marks[i].attr));
      }
  if (line->change)
    return;
  line->change = find_setting (node);
  if (line->change)
    line->changed = BT_LINE_SET;
  else
    line->change = find_words (line);
}

/* "… moved to mục II.3": what stands at the old place of a paragraph. */
static char *
show_ghost (BtPlan *plan, const BtNode *ghost)
{
  const char *of = bt_node_get_attr (ghost, "of");
  g_autofree char *place = of && bt_plan_has_node (plan, of) ? bt_plan_dup_place (plan, of) : NULL;

  return place && *place ? g_strdup_printf (_ ("… moved to %s"), place) : g_strdup (_ ("… moved"));
}

static BtLine *
line_new (BtPlan *plan, BtNode *node, guint depth, guint number, const char *above)
{
  BtLine *line = g_new0 (BtLine, 1);

  line->id = bt_intern (bt_node_get_id (node));
  line->kind = bt_node_get_kind (node);
  line->depth = depth;
  line->label = bt_node_get_label (node);
  line->heading = line->kind == BT_NODE_CLAUSE && bt_node_is_heading (node);
  if (line->kind == BT_NODE_CLAUSE && line->label != BT_LABEL_NONE)
    line->number = bt_label_format (line->label, number, above);
  else if (line->kind == BT_NODE_RECIPIENT)
    line->number = g_strdup ("-");
  if (bt_node_get_text (node))
    {
      line->text = bt_text_ref (bt_node_get_text (node));
      line->shown = show_text (line, plan, node);
    }
  else if (line->kind == BT_NODE_GHOST)
    line->shown = show_ghost (plan, node);
  else
    line->shown = g_strdup (BT_OBJECT_CHAR);
  if (line->kind == BT_NODE_GHOST)
    line->change = bt_intern (bt_node_get_attr (node, "change"));
  else if (bt_node_has_marks (node))
    read_change (line, node);

  return line;
}

static gboolean
is_line (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind == BT_NODE_TABLE || kind == BT_NODE_GHOST
         || (kind != BT_NODE_FOREIGN && bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE);
}

/* Adds @node and what it holds, counting labels on the way as bt_plan_dup_label() would. */
static void
collect (BtPlan *plan, BtNode *node, guint depth, guint number, const char *above, GPtrArray *lines)
{
  BtCounter counter = { 0 };
  BtLine *line = NULL;

  if (is_line (node))
    {
      line = line_new (plan, node, depth, number, above);
      g_ptr_array_add (lines, line);
    }
  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    return;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      guint next = bt_counter_next (&counter, child);
      collect (plan, child, depth + (line ? 1 : 0), next, line ? line->number : NULL, lines);
    }
}

/* The number that @id has among its siblings. */
static guint
get_number (BtPlan *plan, const char *id)
{
  guint position, number = 0;
  BtNode *parent = bt_plan_get_parent (plan, id, &position);
  BtCounter counter = { 0 };

  for (guint i = 0; parent && i <= position; i++)
    number = bt_counter_next (&counter, bt_node_get_child (parent, i));

  return number;
}

/**
 * bt_line_get_all:
 * @plan: a plan
 * @scope: the id of the part that is shown
 *
 * Returns: (transfer full) (element-type BtLine): the paragraphs that are shown with @scope, in reading order; none
 *   where it is not in @plan
 */
GPtrArray *
bt_line_get_all (BtPlan *plan, const char *scope)
{
  GPtrArray *lines;
  g_autofree char *above = NULL;
  g_autoptr (GPtrArray) nodes = NULL;
  BtNode *node, *parent;

  g_return_val_if_fail (plan != NULL && scope != NULL, NULL);

  lines = g_ptr_array_new_with_free_func (line_free);
  node = bt_plan_get_node (plan, scope);
  if (!node)
    return lines;
  parent = bt_plan_get_parent (plan, scope, NULL);
  if (parent && bt_node_get_kind (parent) == BT_NODE_CLAUSE)
    above = bt_plan_dup_label (plan, bt_node_get_id (parent));
  nodes = bt_part_get_nodes (plan, node);
  if (nodes->len == 1)
    collect (plan, node, 0, get_number (plan, scope), above, lines);
  else /* loose paragraphs, which have no numbers */
    for (guint i = 0; i < nodes->len; i++)
      collect (plan, nodes->pdata[i], 0, 0, NULL, lines);

  return lines;
}

/**
 * bt_line_equal:
 * @a: a line
 * @b: a line
 *
 * Returns: whether the buffer need not change from one to the other; the number, which is drawn beside, does not count
 */
gboolean
bt_line_equal (const BtLine *a, const BtLine *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->id == b->id && a->text == b->text && a->depth == b->depth && a->label == b->label
         && a->heading == b->heading && a->changed == b->changed && a->change == b->change
         && (a->text ? !a->objects || g_str_equal (a->shown, b->shown) : g_str_equal (a->shown, b->shown));
}

/**
 * bt_line_to_chars:
 * @line: a line
 * @byte: an offset in the node's text
 *
 * Returns: the same place in characters of the line
 */
guint
bt_line_to_chars (const BtLine *line, gsize byte)
{
  const char *string;
  guint chars;

  g_return_val_if_fail (line != NULL, 0);

  if (!line->text)
    return 0;
  string = bt_text_get_string (line->text);
  chars = g_utf8_strlen (string, MIN (byte, bt_text_get_length (line->text)));
  for (guint i = 0; line->objects && i < line->objects->len; i++)
    {
      BtLineObject *object = &g_array_index (line->objects, BtLineObject, i);
      if (object->byte < byte)
        chars += object->n_chars - 1;
    }

  return chars;
}

/**
 * bt_line_to_byte:
 * @line: a line
 * @chars: an offset in characters of the line
 * @after: whether a place inside an object means its end
 *
 * Returns: the same place in bytes of the node's text
 */
gsize
bt_line_to_byte (const BtLine *line, guint chars, gboolean after)
{
  const char *string;
  guint less = 0;

  g_return_val_if_fail (line != NULL, 0);

  if (!line->text)
    return 0;
  string = bt_text_get_string (line->text);
  for (guint i = 0; line->objects && i < line->objects->len; i++)
    {
      BtLineObject *object = &g_array_index (line->objects, BtLineObject, i);
      if (chars <= object->start)
        break;
      if (chars < object->start + object->n_chars)
        return object->byte + (after ? BT_OBJECT_CHAR_SIZE : 0);
      less += object->n_chars - 1;
    }
  chars = MIN (chars - less, (guint) g_utf8_strlen (string, -1));

  return g_utf8_offset_to_pointer (string, chars) - string;
}
