/* Labels of a marked plan: what is deleted keeps the label it had, struck; what stays has the one it will have; where a
 * label scheme was changed, both are shown. */
#include "bt-markup.h"

#include <string.h>

#include "bt-was.h"

/* Longer chains are no chains of moves. */
#define MAX_RELAYS 64

/**
 * bt_markup_get_original:
 * @markup: a markup
 * @child: a node
 *
 * Returns: (transfer none) (nullable): what stood in the place of @child before all changes: itself, or what was moved
 *   from there; %NULL where nothing did
 */
const BtNode *
bt_markup_get_original (const BtMarkup *markup, const BtNode *child)
{
  if (bt_node_get_attr (child, "ins") != NULL || bt_node_get_attr (child, "split") != NULL
      || bt_node_get_attr (child, "moved") != NULL)
    return NULL;
  if (bt_node_get_kind (child) != BT_NODE_GHOST)
    return child;
  if (bt_markup_is_relay (markup, child))
    return NULL;
  return bt_markup_get_moved (markup, child);
}

/**
 * bt_markup_get_moved:
 * @markup: a markup
 * @ghost: a ghost
 *
 * Returns: (transfer none) (nullable): what was moved away from there
 */
const BtNode *
bt_markup_get_moved (const BtMarkup *markup, const BtNode *ghost)
{
  const BtNode *node = ghost;

  for (guint i = 0; node != NULL && i < MAX_RELAYS; i++)
    {
      if (bt_node_get_kind (node) != BT_NODE_GHOST)
        return node;
      node = bt_plan_get_node (bt_markup_get_plan (markup), bt_node_get_attr (node, "of"));
    }
  return NULL;
}

/* The label scheme of a clause before all changes. */
static BtLabel
get_old_scheme (const BtNode *node)
{
  const char *was = bt_node_get_attr (node, "was");
  BtLabel label = BT_LABEL_NONE;

  if (was == NULL)
    return bt_node_get_label (node);
  g_autoptr (GPtrArray) entries = bt_was_parse (was);
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];

      if (strcmp (entry->name, "label") != 0)
        continue;
      bt_label_from_name (entry->value, &label);
      return label;
    }
  return bt_node_get_label (node);
}

static guint
count_old (BtCounter *counter, const BtNode *node)
{
  BtLabel scheme;

  switch (bt_node_get_kind (node))
    {
    case BT_NODE_CLAUSE:
      scheme = get_old_scheme (node);
      return scheme != BT_LABEL_NONE ? ++counter->counts[scheme] : 0;
    case BT_NODE_APPENDIX:
      return ++counter->counts[BT_LABEL_ROMAN];
    case BT_NODE_ROW:
      return ++counter->rows;
    case BT_NODE_GROUP_ROW:
      counter->rows = 0;
      return ++counter->group_rows;
    default:
      return 0;
    }
}

/**
 * bt_label_counter_next:
 * @counter: all zero at the start
 * @markup: (nullable): of a layout that shows changes
 * @child: the next child of one node, ghosts among them
 *
 * Counts it.
 */
void
bt_label_counter_next (BtLabelCounter *counter, const BtMarkup *markup, const BtNode *child)
{
  counter->number = bt_counter_next (&counter->now, child);
  counter->old_number = 0;
  if (markup == NULL)
    return;
  const BtNode *original = bt_markup_get_original (markup, child);
  if (original != NULL)
    counter->old_number = count_old (&counter->before, original);
}

/**
 * bt_labels_init:
 * @labels: (out caller-allocates): cleared by bt_labels_clear()
 * @markup: (nullable): of a layout that shows changes
 * @clause: a clause
 * @counter: which just counted it
 * @parent: the labels of the node above
 */
void
bt_labels_init (BtLabels *labels, const BtMarkup *markup, const BtNode *clause,
                const BtLabelCounter *counter, const BtLabels *parent)
{
  BtLabel scheme = bt_node_get_label (clause);

  *labels = (BtLabels){ bt_label_format (scheme, counter->number, parent->now), NULL };
  if (markup != NULL && counter->old_number > 0)
    labels->before = bt_label_format (get_old_scheme (clause), counter->old_number,
                                      parent->before != NULL ? parent->before : parent->now);
}

/** bt_labels_clear: frees what @labels has */
void
bt_labels_clear (BtLabels *labels)
{
  g_clear_pointer (&labels->now, g_free);
  g_clear_pointer (&labels->before, g_free);
}

/** bt_markup_marks_label: Returns: whether the label of @node looks other than it will when all is decided */
gboolean
bt_markup_marks_label (const BtMarkup *markup, const BtNode *node)
{
  BtNodeMarks marks = bt_markup_get_marks (markup, node);

  return marks.ins != NULL || marks.del != NULL || marks.moved != NULL
         || bt_node_get_attr (node, "split") != NULL || !bt_node_is_live (node)
         || get_old_scheme (node) != bt_node_get_label (node);
}

static guint32
get_attr_color (const BtMarkup *markup, const BtNode *node, const char *name)
{
  return bt_markup_get_color (markup, bt_intern (bt_node_get_attr (node, name)));
}

static guint32
get_scheme_color (const BtMarkup *markup, const BtNode *node)
{
  g_autoptr (GPtrArray) entries = bt_was_parse (bt_node_get_attr (node, "was"));
  const BtWas *last = bt_was_find_last (entries, "label");

  return last != NULL ? bt_markup_get_color (markup, last->change) : 0;
}

/* The label of what goes: the one it had, or would have had where it was never there. */
static void
append_going (GString *words, const BtMarkup *markup, const BtNode *node, const BtNodeMarks *marks,
              const char *label)
{
  guint32 color = marks->del != NULL ? bt_markup_get_color (markup, marks->del)
                  : bt_node_get_attr (node, "join") != NULL ? get_attr_color (markup, node, "join")
                                                            : 0;

  bt_words_append (words, label, BT_LOOK_DELETED, color);
}

/**
 * bt_markup_dup_label:
 * @markup: (nullable): of a layout that shows changes
 * @node: a node
 * @now: its label
 * @before: (nullable): the label it had
 *
 * Returns: (transfer full): what is printed as its label, with looks
 */
char *
bt_markup_dup_label (const BtMarkup *markup, const BtNode *node, const char *now,
                     const char *before)
{
  GString *words = g_string_new (NULL);

  if (markup == NULL || !bt_markup_marks_label (markup, node))
    return g_string_free (g_string_append (words, now), FALSE);
  BtNodeMarks marks = bt_markup_get_marks (markup, node);
  BtInk ink = bt_markup_get_ink (markup, &marks, NULL);
  if (!bt_node_is_live (node) || marks.del != NULL)
    append_going (words, markup, node, &marks, before != NULL ? before : now);
  else if (bt_node_get_attr (node, "split") != NULL)
    bt_words_append (words, now, BT_LOOK_INSERTED, get_attr_color (markup, node, "split"));
  else if (ink.look != BT_LOOK_PLAIN)
    bt_words_append (words, now, ink.look, ink.color);
  else
    {
      guint32 color = get_scheme_color (markup, node);

      if (before != NULL)
        bt_words_append (words, before, BT_LOOK_DELETED, color);
      if (words->len > 0 && *now != '\0')
        g_string_append_c (words, ' ');
      bt_words_append (words, now, BT_LOOK_INSERTED, color);
    }
  return g_string_free (words, FALSE);
}
