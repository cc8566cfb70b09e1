/* Where somebody wants to go: a section by its number, a heading or an appendix by its words. */
#include "bt-address.h"

#include <string.h>

#include "bt-numbering.h"
#include "bt-schema.h"
#include "bt-viet.h"

/* How well a part fits what was typed; the best are told first. */
typedef enum
{
  FIT_NUMBER,
  FIT_START,
  FIT_WORDS,
  N_FITS
} Fit;

typedef struct
{
  char *number; /* "ii.3.b" */
  const char *words;
  GPtrArray *found[N_FITS];
} Finder;

/* What may stand before a number, as it is said. */
static const char *const leads[] = { "phần ", "chương ", "mục ", "khoản ", "điểm " };

/* "II.3.b)" and "mục ii.3.b" are the same number: in small letters, without what closes it. */
static char *
tidy_number (const char *typed)
{
  g_autofree char *folded = bt_viet_fold (typed, FALSE);
  const char *start = folded;
  gsize length;

  for (guint i = 0; i < G_N_ELEMENTS (leads); i++)
    if (g_str_has_prefix (start, leads[i]))
      start += strlen (leads[i]);
  length = strlen (start);
  while (length > 0 && strchr (".) ", start[length - 1]) != NULL)
    length--;
  return g_strndup (start, length);
}

/* The number of @child as it is said with those over it; "" where it has none. */
static char *
dup_number (const char *above, const BtNode *parent, const BtNode *child, guint count)
{
  g_autofree char *label = bt_node_get_kind (child) == BT_NODE_CLAUSE
                               ? bt_label_format (bt_node_get_label (child), count, above)
                               : bt_label_format_child (parent, child, NULL);
  g_autofree char *number = tidy_number (label);

  /* A decimal number has those over it in itself. */
  if (above[0] == '\0' || number[0] == '\0' || bt_node_get_label (child) == BT_LABEL_DECIMAL)
    return g_steal_pointer (&number);
  return g_strconcat (above, ".", number, NULL);
}

static const char *
get_title (const BtNode *node)
{
  const BtNode *title;

  if (bt_node_get_kind (node) != BT_NODE_APPENDIX)
    return bt_node_is_heading (node) ? bt_node_get_string (node) : NULL;
  title = bt_node_get_child_of_kind (node, BT_NODE_TITLE);
  return title != NULL ? bt_node_get_string (title) : NULL;
}

static void
judge (Finder *finder, const BtNode *node, const char *number)
{
  const char *title = get_title (node);
  int fit = -1;

  if (number[0] != '\0' && strcmp (number, finder->number) == 0)
    fit = FIT_NUMBER;
  else if (number[0] != '\0' && g_str_has_prefix (number, finder->number))
    fit = FIT_START;
  else if (title != NULL && bt_viet_contains (title, finder->words))
    fit = FIT_WORDS;
  if (fit >= 0)
    g_ptr_array_add (finder->found[fit], (gpointer) bt_intern (bt_node_get_id (node)));
}

static void
walk (Finder *finder, const BtNode *parent, const char *above)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      const BtNode *child = bt_node_get_child (parent, i);
      guint count = bt_counter_next (&counter, child);
      g_autofree char *number = NULL;

      if ((bt_node_get_kind (child) != BT_NODE_CLAUSE && bt_node_get_kind (child) != BT_NODE_APPENDIX)
          || !bt_node_is_live (child))
        continue;
      number = dup_number (above, parent, child, count);
      judge (finder, child, number);
      walk (finder, child, number);
    }
}

/**
 * bt_address_find:
 * @plan: a plan
 * @typed: "II.3.b", "mục II.3", "phụ lục 1", or words of a heading; tone marks may be left out of words
 * @max: how many are wanted
 *
 * Returns: (transfer container) (element-type utf8): the interned ids of the clauses and appendices that may be meant:
 *   of that number first, then of numbers that begin so, then with those words; nothing where nothing is typed
 */
GPtrArray *
bt_address_find (const BtPlan *plan, const char *typed, guint max)
{
  GPtrArray *ids;
  Finder finder;
  g_autofree char *words = NULL;

  g_return_val_if_fail (plan != NULL && typed != NULL, NULL);

  ids = g_ptr_array_new ();
  words = g_strstrip (g_strdup (typed));
  if (words[0] == '\0')
    return ids;
  finder.words = words;
  finder.number = tidy_number (words);
  for (guint i = 0; i < N_FITS; i++)
    finder.found[i] = g_ptr_array_new ();
  if (finder.number[0] != '\0')
    {
      walk (&finder, bt_plan_get_part (plan, BT_NODE_BODY), "");
      walk (&finder, bt_plan_get_part (plan, BT_NODE_APPENDICES), "");
    }
  for (guint i = 0; i < N_FITS; i++)
    g_ptr_array_extend_and_steal (ids, finder.found[i]);
  g_ptr_array_set_size (ids, MIN (ids->len, max));
  g_free (finder.number);
  return ids;
}
