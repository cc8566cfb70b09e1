/* The authors of a plan's changes and comments, and the places of their colours in a palette. */
#include "bt-author.h"

#include "bt-intern.h"

/**
 * bt_authors_find:
 * @authors: (element-type BtAuthor): authors
 * @name: (nullable): a name
 *
 * Returns: (transfer none) (nullable): the author of that name
 */
const BtAuthor *
bt_authors_find (const GArray *authors, const char *name)
{
  g_return_val_if_fail (authors != NULL, NULL);

  const char *interned = name != NULL ? bt_intern (name) : NULL;
  for (guint i = 0; i < authors->len; i++)
    if (g_array_index (authors, BtAuthor, i).name == interned)
      return &g_array_index (authors, BtAuthor, i);
  return NULL;
}

static gboolean
is_taken (const GArray *authors, guint color)
{
  for (guint i = 0; i < authors->len; i++)
    if (g_array_index (authors, BtAuthor, i).color == color)
      return TRUE;
  return FALSE;
}

/* The colour that the name asks for, or the next one that is free; where none is, the one asked for. */
static guint
choose_color (const GArray *authors, const char *name, guint n_colors)
{
  const guint wanted = g_str_hash (name) % n_colors;
  guint color = wanted;

  for (guint i = 0; i < n_colors && is_taken (authors, color); i++)
    color = (wanted + i + 1) % n_colors;
  return color;
}

/* Many records in a row are by one author. */
static void
add_author (GArray *authors, const BtNode *record, const char **last, guint n_colors)
{
  const char *name = bt_node_get_attr (record, "author");

  if (name == NULL || (*last != NULL && g_str_equal (name, *last)))
    return;
  *last = name;
  if (bt_authors_find (authors, name) != NULL)
    return;
  BtAuthor author = { bt_intern (name), choose_color (authors, name, n_colors) };
  g_array_append_val (authors, author);
}

static void
add_authors (GArray *authors, const BtNode *parent, guint n_colors)
{
  const char *last = NULL;

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    add_author (authors, bt_node_get_child (parent, i), &last, n_colors);
}

/**
 * bt_plan_get_authors:
 * @plan: a plan
 * @n_colors: how many colours there are to choose from, at least 1
 *
 * An author has the same colour in every plan, as far as it goes: it follows from the name, and where two names ask for
 * one colour, the one that wrote later takes the next that is free.
 *
 * Returns: (transfer full) (element-type BtAuthor): who made changes, then who made comments, in the order of their
 *   first ones
 */
GArray *
bt_plan_get_authors (const BtPlan *plan, guint n_colors)
{
  g_return_val_if_fail (plan != NULL && n_colors > 0, NULL);

  GArray *authors = g_array_new (FALSE, FALSE, sizeof (BtAuthor));
  const BtNode *comments = bt_plan_get_part (plan, BT_NODE_COMMENTS);
  add_authors (authors, bt_plan_get_part (plan, BT_NODE_CHANGES), n_colors);
  for (guint i = 0; i < bt_node_get_n_children (comments); i++)
    add_authors (authors, bt_node_get_child (comments, i), n_colors);
  return authors;
}

static gboolean
has_record_of (const BtNode *changes, const char *author)
{
  for (guint i = bt_node_get_n_children (changes); i-- > 0;)
    if (g_strcmp0 (bt_node_get_attr (bt_node_get_child (changes, i), "author"), author) == 0)
      return TRUE;
  return FALSE;
}

/**
 * bt_changes_go_on:
 * @old: (nullable): the changes of a plan
 * @changes: those of the plan after it
 *
 * While somebody writes, records come behind the others, by an author who has some: what was read of those still holds.
 *
 * Returns: whether @changes has all records of @old in their places, and behind them only some by authors of these
 */
gboolean
bt_changes_go_on (const BtNode *old, const BtNode *changes)
{
  guint n_old, n;

  g_return_val_if_fail (changes != NULL, FALSE);

  if (old == changes)
    return TRUE;
  n_old = old != NULL ? bt_node_get_n_children (old) : 0;
  n = bt_node_get_n_children (changes);
  if (n_old == 0 || n_old > n)
    return FALSE;
  for (guint i = n_old; i-- > 0;)
    if (bt_node_get_child (old, i) != bt_node_get_child (changes, i))
      return FALSE;
  for (guint i = n_old; i < n; i++)
    if (!has_record_of (old, bt_node_get_attr (bt_node_get_child (changes, i), "author")))
      return FALSE;
  return TRUE;
}
