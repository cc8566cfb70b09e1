/* Numbers and labels, always derived from where a node stands, never stored. */
#include "bt-numbering.h"

#include <string.h>

#include "bt-viet.h"

/* What @child is counted with; NULL where it has no number. */
static guint *
count_of (BtCounter *counter, const BtNode *child)
{
  switch (bt_node_get_kind (child))
    {
    case BT_NODE_CLAUSE:
      {
        BtLabel label = bt_node_get_label (child);
        return label != BT_LABEL_NONE ? &counter->counts[label] : NULL;
      }
    case BT_NODE_APPENDIX:
      return &counter->counts[BT_LABEL_ROMAN];
    case BT_NODE_ROW:
      return &counter->rows;
    case BT_NODE_GROUP_ROW:
      return &counter->group_rows;
    default:
      return NULL;
    }
}

/**
 * bt_counter_next:
 * @counter: what was counted before among the same parent's children
 * @child: the next child
 *
 * Siblings of one label scheme are numbered together, whatever stands between them: a note between 1. and 2. does not
 * begin anew. The rows of a table begin anew below each group row. What is deleted by an open change has the number it
 * would have, and those after it are numbered as if it were gone.
 *
 * Returns: the child's number from 1, or 0 where it has none
 */
guint
bt_counter_next (BtCounter *counter, const BtNode *child)
{
  g_return_val_if_fail (counter != NULL && child != NULL, 0);

  guint *count = count_of (counter, child);
  if (count == NULL)
    return 0;
  if (!bt_node_is_live (child))
    return *count + 1;
  if (bt_node_get_kind (child) == BT_NODE_GROUP_ROW)
    counter->rows = 0;
  return ++*count;
}

/* "1." below "2." is "2.1."; where nothing numbered is above, the number stands alone. */
static char *
format_decimal (guint number, const char *parent_label)
{
  if (parent_label != NULL && g_ascii_isdigit (parent_label[0]) && g_str_has_suffix (parent_label, "."))
    return g_strdup_printf ("%s%u.", parent_label, number);
  return g_strdup_printf ("%u.", number);
}

/**
 * bt_label_format:
 * @label: a label scheme
 * @number: from 1; any for a scheme without numbers
 * @parent_label: (nullable): the label of the clause above
 *
 * The forms of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, II.6.d: `Phần I`, `I.`, `1.`, `a)`; and of practice: `1.1.`,
 * `-`, `+`.
 *
 * Returns: (transfer full): the label, "" for a plain paragraph
 */
char *
bt_label_format (BtLabel label, guint number, const char *parent_label)
{
  g_autofree char *digits = NULL;

  switch (label)
    {
    case BT_LABEL_PART:
      digits = bt_viet_roman (number);
      return g_strdup_printf ("Phần %s", digits);
    case BT_LABEL_CHAPTER:
      digits = bt_viet_roman (number);
      return g_strdup_printf ("Chương %s", digits);
    case BT_LABEL_ROMAN:
      digits = bt_viet_roman (number);
      return g_strdup_printf ("%s.", digits);
    case BT_LABEL_ARABIC:
      return g_strdup_printf ("%u.", number);
    case BT_LABEL_DECIMAL:
      return format_decimal (number, parent_label);
    case BT_LABEL_ALPHA:
      digits = bt_viet_point_letter (number);
      return g_strdup_printf ("%s)", digits);
    case BT_LABEL_DASH:
      return g_strdup ("-");
    case BT_LABEL_PLUS:
      return g_strdup ("+");
    case BT_LABEL_NONE:
    case BT_N_LABELS:
      break;
    }
  return g_strdup ("");
}

/**
 * bt_appendix_label_format:
 * @number: the appendix's number from 1
 * @n_appendices: how many appendices the plan has
 *
 * Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, III.1: only where there are two or more they are numbered, in
 * Roman numerals.
 *
 * Returns: (transfer full): `Phụ lục` or `Phụ lục II`
 */
char *
bt_appendix_label_format (guint number, guint n_appendices)
{
  if (n_appendices < 2)
    return g_strdup ("Phụ lục");
  g_autofree char *digits = bt_viet_roman (number);
  return g_strdup_printf ("Phụ lục %s", digits);
}

static guint
number_of (const BtNode *parent, const BtNode *child)
{
  BtCounter counter = { 0 };
  guint number = 0;

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      number = bt_counter_next (&counter, bt_node_get_child (parent, i));
      if (bt_node_get_child (parent, i) == child)
        break;
    }
  return number;
}

static guint
count_appendices (const BtNode *appendices)
{
  guint count = 0;
  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    count += bt_node_get_kind (bt_node_get_child (appendices, i)) == BT_NODE_APPENDIX;
  return count;
}

/**
 * bt_label_format_child:
 * @parent: a node
 * @child: one of its children
 * @parent_label: the label of @parent
 *
 * Returns: (transfer full): the label of a clause, an appendix or a row; "" for anything else
 */
char *
bt_label_format_child (const BtNode *parent, const BtNode *child, const char *parent_label)
{
  g_return_val_if_fail (parent != NULL && child != NULL, NULL);

  guint number = number_of (parent, child);

  switch (bt_node_get_kind (child))
    {
    case BT_NODE_CLAUSE:
      return bt_label_format (bt_node_get_label (child), number, parent_label);
    case BT_NODE_APPENDIX:
      return bt_appendix_label_format (number, count_appendices (parent));
    case BT_NODE_ROW:
      return g_strdup_printf ("%u", number);
    case BT_NODE_GROUP_ROW:
      return bt_viet_roman (number);
    default:
      return g_strdup ("");
    }
}

/**
 * bt_plan_dup_label:
 * @plan: a plan
 * @id: a node of it
 *
 * For one node; who walks the whole plan uses a #BtCounter.
 *
 * Returns: (transfer full): the label of a clause, an appendix or a row ("" for anything else, and for an unknown id)
 */
char *
bt_plan_dup_label (const BtPlan *plan, const char *id)
{
  g_return_val_if_fail (plan != NULL && id != NULL, NULL);

  g_autoptr (GPtrArray) path = bt_plan_get_path (plan, id);
  g_autofree char *label = g_strdup ("");
  for (guint i = 1; path != NULL && i < path->len; i++)
    {
      char *next = bt_label_format_child (path->pdata[i - 1], path->pdata[i], label);
      g_free (label);
      label = next;
    }
  return g_steal_pointer (&label);
}
