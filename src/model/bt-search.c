/* Finding words in a plan. Each text is folded as it reads in the view, and every folded byte remembers where it came
 * from, so that what is found is a range of the text itself. */
#include "bt-search.h"

#include <string.h>

#include "bt-reference.h"
#include "bt-text-live.h"
#include "bt-viet.h"

/* Where a byte of the folded text comes from. */
typedef struct
{
  guint start, end;
  gboolean fixed;
} Origin;

/* A search under way; the buffers are used for one text after another. */
typedef struct
{
  const BtPlan *plan;
  BtSearchFlags flags;
  BtSearchView view;
  GCancellable *cancellable;
  char *words; /* folded */
  GString *folded;
  GArray *origins;
  GArray *matches;
} Search;

static gunichar
fold_char (gunichar letter, BtSearchFlags flags)
{
  if (letter == '\n' || letter == 0xA0)
    return ' ';
  if (flags & BT_SEARCH_ANY_CASE)
    letter = g_unichar_tolower (letter);
  return flags & BT_SEARCH_ANY_MARKS ? bt_viet_strip_marks (letter) : letter;
}

static char *
fold_words (const char *words, BtSearchFlags flags)
{
  g_autofree char *normal = bt_viet_normalize (words, -1);
  GString *folded = g_string_new (NULL);

  for (const char *c = normal; *c != '\0'; c = g_utf8_next_char (c))
    g_string_append_unichar (folded, fold_char (g_utf8_get_char (c), flags));
  return g_string_free (folded, FALSE);
}

static void
append_char (Search *search, gunichar letter, Origin origin)
{
  gsize before = search->folded->len;

  g_string_append_unichar (search->folded, fold_char (letter, search->flags));
  for (; before < search->folded->len; before++)
    g_array_append_val (search->origins, origin);
}

/* The words of a reference or citation, each of which comes from the object as a whole. */
static void
append_object (Search *search, const BtNode *node, gsize at)
{
  g_autofree char *words = bt_plan_dup_object_text (search->plan, node, at);
  Origin origin = { at, at + BT_OBJECT_CHAR_SIZE, TRUE };

  for (const char *c = words; *c != '\0'; c = g_utf8_next_char (c))
    append_char (search, g_utf8_get_char (c), origin);
}

static void
append_run (Search *search, const BtNode *node, gsize start, const BtRun *run)
{
  const char *string = bt_text_get_string (bt_node_get_text (node));

  for (const char *c = string + start; c < string + run->end; c = g_utf8_next_char (c))
    {
      Origin origin = { c - string, g_utf8_next_char (c) - string, run->mark.del != NULL };
      if (run->mark.object != BT_OBJECT_NONE)
        append_object (search, node, c - string);
      else
        append_char (search, g_utf8_get_char (c), origin);
    }
}

static gboolean
is_run_seen (const Search *search, const BtRun *run)
{
  return !(search->view == BT_SEARCH_FINAL && run->mark.del != NULL)
         && !(search->view == BT_SEARCH_ORIGINAL && run->mark.ins != NULL);
}

/* Folds what is read of the node's text. */
static void
fold_text (Search *search, const BtNode *node)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (bt_node_get_text (node), &n_runs);
  gsize start = 0;

  g_string_truncate (search->folded, 0);
  g_array_set_size (search->origins, 0);
  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if (is_run_seen (search, &runs[i]))
      append_run (search, node, start, &runs[i]);
}

static gboolean
is_word_char (const char *c)
{
  return g_unichar_isalnum (g_utf8_get_char (c));
}

/* Letters are found whole, with marks that stand behind them; whole words have no letter beside them. */
static gboolean
is_whole (const Search *search, const char *found)
{
  const char *folded = search->folded->str, *after = found + strlen (search->words);

  if (g_unichar_ismark (g_utf8_get_char (after)))
    return FALSE;
  return !(search->flags & BT_SEARCH_WHOLE_WORDS)
         || ((found == folded || !is_word_char (g_utf8_prev_char (found))) && !is_word_char (after));
}

static void
add_match (Search *search, const BtNode *node, gsize at)
{
  const Origin *origins = (const Origin *) search->origins->data;
  gsize last = at + strlen (search->words) - 1;
  BtMatch match = { bt_intern (bt_node_get_id (node)), origins[at].start, origins[last].end, FALSE };

  for (gsize i = at; i <= last; i++)
    match.fixed = match.fixed || origins[i].fixed;
  g_array_append_val (search->matches, match);
}

static void
search_text (Search *search, const BtNode *node)
{
  const char *found;

  fold_text (search, node);
  for (found = strstr (search->folded->str, search->words); found != NULL;
       found = strstr (found, search->words))
    if (is_whole (search, found))
      {
        add_match (search, node, found - search->folded->str);
        found += strlen (search->words);
      }
    else
      found = g_utf8_next_char (found);
}

/* The date is written as ISO in the plan, and read as words that are searched by nobody. */
static gboolean
is_searched (const BtNode *node)
{
  return bt_node_get_text (node) != NULL && bt_node_get_kind (node) != BT_NODE_DATE;
}

/* A part stays as long as words of it do, here or in the paragraph they are joined to: so the words alone tell what is
 * read. */
static void
search_node (Search *search, const BtNode *node)
{
  if (bt_node_get_kind (node) == BT_NODE_FOREIGN || g_cancellable_is_cancelled (search->cancellable))
    return;
  if (is_searched (node))
    search_text (search, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    search_node (search, bt_node_get_child (node, i));
}

static void
search_parts (Search *search)
{
  static const BtNodeKind parts[] = { BT_NODE_HEADER,    BT_NODE_BASES,      BT_NODE_BODY,
                                      BT_NODE_SIGNATURE, BT_NODE_RECIPIENTS, BT_NODE_APPENDICES };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    search_node (search, bt_plan_get_part (search->plan, parts[i]));
}

/**
 * bt_search:
 * @plan: a plan
 * @words: what to look for, as typed; line breaks and fixed spaces count as spaces
 * @flags: what makes no difference
 * @view: what is searched
 * @cancellable: (nullable): to give up in between
 *
 * The words of references and citations are found as they are read. Comments and the records of changes and sources are
 * not searched, nor is the date.
 *
 * Returns: (transfer full) (nullable) (element-type BtMatch): what was found, in the order of the plan, without
 *   overlaps; nothing for empty @words; %NULL where it was given up
 */
GArray *
bt_search (const BtPlan *plan, const char *words, BtSearchFlags flags, BtSearchView view, GCancellable *cancellable)
{
  Search search = { plan, flags, view, cancellable };

  g_return_val_if_fail (plan != NULL && words != NULL, NULL);

  search.matches = g_array_new (FALSE, FALSE, sizeof (BtMatch));
  search.words = fold_words (words, flags);
  if (search.words[0] != '\0')
    {
      search.folded = g_string_new (NULL);
      search.origins = g_array_new (FALSE, FALSE, sizeof (Origin));
      search_parts (&search);
      g_string_free (search.folded, TRUE);
      g_array_unref (search.origins);
    }
  g_free (search.words);
  if (g_cancellable_is_cancelled (cancellable))
    g_clear_pointer (&search.matches, g_array_unref);
  return search.matches;
}

/* Whether what is at the end of path @a comes before what is at the end of @b; equal paths do not. */
static gboolean
is_path_before (const BtPlan *plan, const GPtrArray *a, const GPtrArray *b)
{
  guint i = 0, place_a, place_b;

  while (i < a->len && i < b->len && a->pdata[i] == b->pdata[i])
    i++;
  if (i == a->len || i == b->len)
    return i == a->len && i < b->len;
  bt_plan_get_parent (plan, bt_node_get_id (a->pdata[i]), &place_a);
  bt_plan_get_parent (plan, bt_node_get_id (b->pdata[i]), &place_b);
  return place_a < place_b;
}

static gboolean
is_before (const BtPlan *plan, const BtMatch *match, const char *node, gsize offset)
{
  g_autoptr (GPtrArray) path = NULL, other = NULL;

  if (match->node == node)
    return match->start < offset;
  path = bt_plan_get_path (plan, match->node);
  other = bt_plan_get_path (plan, node);
  return path != NULL && other != NULL && is_path_before (plan, path, other);
}

/**
 * bt_search_find_from:
 * @plan: the plan that was searched
 * @matches: (element-type BtMatch): what bt_search() found
 * @node: (nullable): the interned id of a node
 * @offset: a byte of its text
 *
 * Returns: the number of the first match that does not begin before that place; how many there are where all do
 */
guint
bt_search_find_from (const BtPlan *plan, const GArray *matches, const char *node, gsize offset)
{
  guint low = 0, high;

  g_return_val_if_fail (plan != NULL && matches != NULL, 0);

  high = matches->len;
  if (node == NULL || !bt_plan_has_node (plan, node))
    return 0;
  while (low < high)
    {
      guint middle = (low + high) / 2;
      if (is_before (plan, &g_array_index (matches, BtMatch, middle), node, offset))
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}
