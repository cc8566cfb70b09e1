/* Finds what of one plan is what of the other: by id, by equal words, by similar words, by place.
 *
 * Every way looks once over what the ways before have left, so the time grows about as the size does. */
#include "bt-compare-private.h"
#include "bt-rise.h"
#include "bt-schema.h"

/* A pair of words in more paragraphs than this tells nothing about which paragraph it is. */
#define MOST_HOLDERS 8

/* How many of the words two paragraphs must share: under the same parent, elsewhere, and in the same place. */
#define SIMILAR_NEAR 0.35
#define SIMILAR_FAR 0.6
#define SIMILAR_IN_PLACE 0.15

/* Shorter texts are too common to say that one has moved. */
#define LEAST_WORDS_TO_MOVE 4

/* How far ahead the same place is looked for. */
#define LOOK_AHEAD 8

static void pair_parts (BtMatching *matching, int old, int new);

static void
pair (BtMatching *matching, int old, int new)
{
  bt_items_get (matching->old, old)->match = new;
  bt_items_get (matching->new, new)->match = old;
  pair_parts (matching, old, new);
}

static int
next_sibling (const BtItems *items, int index)
{
  return bt_items_get (items, index)->end;
}

static int
find_part (const BtItems *items, int parent, BtNodeKind kind)
{
  for (int i = parent + 1; i < bt_items_get (items, parent)->end; i = next_sibling (items, i))
    if (bt_node_get_kind (bt_items_get (items, i)->node) == kind)
      return i;
  return -1;
}

/* The parts that are always there match where what they are parts of does. */
static void
pair_parts (BtMatching *matching, int old, int new)
{
  for (int i = new + 1; i < bt_items_get (matching->new, new)->end;
       i = next_sibling (matching->new, i))
    if (!bt_item_can_move (matching->new, i))
      {
        int part = find_part (matching->old, old,
                              bt_node_get_kind (bt_items_get (matching->new, i)->node));
        if (part >= 0 && bt_items_get (matching->old, part)->match < 0)
          pair (matching, part, i);
      }
}

/* What cannot leave its parent: a row has the cells of its table, a foreign element bears no marks. */
static gboolean
is_bound (BtNodeKind kind)
{
  return kind == BT_NODE_ROW || kind == BT_NODE_GROUP_ROW || kind == BT_NODE_FOREIGN;
}

static gboolean
can_pair (const BtMatching *matching, int old, int new)
{
  const BtItem *a = bt_items_get (matching->old, old), *b = bt_items_get (matching->new, new);
  BtNodeKind kind = bt_node_get_kind (a->node);

  return a->match < 0 && b->match < 0 && kind == bt_node_get_kind (b->node)
         && bt_item_can_move (matching->old, old) && bt_item_can_move (matching->new, new)
         && (!is_bound (kind) || bt_items_get (matching->old, a->parent)->match == b->parent);
}

static gboolean
try_pair (BtMatching *matching, int old, int new)
{
  if (!can_pair (matching, old, new))
    return FALSE;
  pair (matching, old, new);
  return TRUE;
}

static gboolean
have_matching_parents (const BtMatching *matching, int old, int new)
{
  int parent = bt_items_get (matching->old, old)->parent;
  return parent >= 0
         && bt_items_get (matching->old, parent)->match
                == bt_items_get (matching->new, new)->parent;
}

/* Two trees with the same words match throughout. */
static void
pair_trees (BtMatching *matching, int old, int new)
{
  int count = next_sibling (matching->old, old) - old;

  if (!try_pair (matching, old, new) || next_sibling (matching->new, new) - new != count)
    return;
  for (int i = 1; i < count; i++)
    if (can_pair (matching, old + i, new + i) && have_matching_parents (matching, old + i, new + i))
      pair (matching, old + i, new + i);
}

static void
match_by_id (BtMatching *matching)
{
  for (int i = 1; i < (int) matching->new->items->len; i++)
    {
      const char *id = bt_node_get_id (bt_items_get (matching->new, i)->node);
      int old = GPOINTER_TO_INT (g_hash_table_lookup (matching->old->by_id, id)) - 1;
      if (old >= 0)
        try_pair (matching, old, i);
    }
}

static guint64 *
get_hash (const BtItems *items, int index, gboolean tree)
{
  BtItem *item = bt_items_get (items, index);
  return tree ? &item->tree_hash : &item->hash;
}

static gboolean
is_telling (const BtItems *items, int index)
{
  const BtItem *item = bt_items_get (items, index);
  return item->match < 0 && item->n_words >= LEAST_WORDS_TO_MOVE;
}

/* The items that nothing else of their plan equals: hash to index + 1, 0 where there are several. */
static GHashTable *
find_unique (const BtItems *items, gboolean tree)
{
  GHashTable *found = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (int i = 1; i < (int) items->items->len; i++)
    if (is_telling (items, i))
      {
        guint64 *hash = get_hash (items, i, tree);
        gboolean again = g_hash_table_contains (found, hash);
        g_hash_table_insert (found, hash, GINT_TO_POINTER (again ? 0 : i + 1));
      }
  return found;
}

static void
match_unique (BtMatching *matching, gboolean tree)
{
  g_autoptr (GHashTable) in_old = find_unique (matching->old, tree);
  g_autoptr (GHashTable) in_new = find_unique (matching->new, tree);

  for (int i = 1; i < (int) matching->new->items->len; i++)
    if (is_telling (matching->new, i))
      {
        guint64 *hash = get_hash (matching->new, i, tree);
        int old = GPOINTER_TO_INT (g_hash_table_lookup (in_old, hash)) - 1;
        if (old < 0 || g_hash_table_lookup (in_new, hash) == NULL)
          continue;
        if (tree)
          pair_trees (matching, old, i);
        else
          try_pair (matching, old, i);
      }
}

/* The unmatched children of @parent by their words, those with the same words in order. */
static GHashTable *
children_by_hash (const BtItems *items, int parent, gboolean tree)
{
  GHashTable *queues =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_queue_free);

  for (int i = parent + 1; i < bt_items_get (items, parent)->end; i = next_sibling (items, i))
    if (bt_items_get (items, i)->match < 0 && bt_items_get (items, i)->n_words > 0)
      {
        guint64 *hash = get_hash (items, i, tree);
        GQueue *queue = g_hash_table_lookup (queues, hash);
        if (queue == NULL)
          g_hash_table_insert (queues, hash, queue = g_queue_new ());
        g_queue_push_tail (queue, GINT_TO_POINTER (i));
      }
  return queues;
}

/* The first of those with the same words that is left, -1 for none. */
static int
take_first (GHashTable *queues, guint64 *hash)
{
  GQueue *queue = g_hash_table_lookup (queues, hash);
  return queue != NULL && queue->length > 0 ? GPOINTER_TO_INT (g_queue_pop_head (queue)) : -1;
}

/* Children with the same words match in their order. */
static void
match_children (BtMatching *matching, int new, gboolean tree)
{
  int old = bt_items_get (matching->new, new)->match;
  g_autoptr (GHashTable) queues = children_by_hash (matching->old, old, tree);

  if (g_hash_table_size (queues) == 0)
    return;
  for (int i = new + 1; i < next_sibling (matching->new, new); i = next_sibling (matching->new, i))
    if (bt_items_get (matching->new, i)->match < 0)
      {
        int same = take_first (queues, get_hash (matching->new, i, tree));
        if (same >= 0 && tree)
          pair_trees (matching, same, i);
        else if (same >= 0)
          try_pair (matching, same, i);
      }
}

/* The old parent of most of the children, by the vote of those that match; -1 for none. */
static int
elect_parent (const BtMatching *matching, int new)
{
  int elected = -1, lead = 0, votes = 0, children = 0;

  for (int round = 0; round < 2; round++)
    for (int i = new + 1; i < next_sibling (matching->new, new);
         i = next_sibling (matching->new, i))
      {
        int match = bt_items_get (matching->new, i)->match;
        int parent = match >= 0 ? bt_items_get (matching->old, match)->parent : -1;
        children += round;
        if (round == 1)
          votes += parent >= 0 && parent == elected;
        else if (lead == 0)
          elected = parent, lead = 1;
        else
          lead += parent == elected ? 1 : -1;
      }
  return votes * 2 > children ? elected : -1;
}

/* What holds the same parts is the same, whatever became of its own words. */
static void
match_by_children (BtMatching *matching)
{
  for (int i = (int) matching->new->items->len - 1; i > 0; i--)
    if (bt_items_get (matching->new, i)->match < 0)
      {
        int old = elect_parent (matching, i);
        if (old > 0)
          try_pair (matching, old, i);
      }
}

/* How much of the words both have in common, from 0 to 1. */
static double
get_similarity (const BtMatching *matching, int old, int new)
{
  const GArray *a = bt_items_get_pairs (matching->old, old);
  const GArray *b = bt_items_get_pairs (matching->new, new);
  guint i = 0, j = 0, common = 0;

  while (i < a->len && j < b->len)
    {
      guint64 one = g_array_index (a, guint64, i), other = g_array_index (b, guint64, j);
      common += one == other;
      i += one <= other;
      j += other <= one;
    }
  return a->len + b->len > 0 ? 2.0 * common / (a->len + b->len) : 1;
}

static void
add_holder (GHashTable *holders, guint64 *word, int index)
{
  GArray *list = g_hash_table_lookup (holders, word);

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (int));
      g_hash_table_insert (holders, word, list);
    }
  if (list->len <= MOST_HOLDERS)
    g_array_append_val (list, index);
}

/* Which unmatched old items have which words. */
static GHashTable *
index_words (const BtItems *items)
{
  GHashTable *holders =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);

  for (int i = 1; i < (int) items->items->len; i++)
    if (bt_items_get (items, i)->match < 0 && bt_item_can_move (items, i))
      {
        GArray *pairs = bt_items_get_pairs (items, i);
        for (guint j = 0; j < pairs->len; j++)
          if (j == 0 || g_array_index (pairs, guint64, j) != g_array_index (pairs, guint64, j - 1))
            add_holder (holders, &g_array_index (pairs, guint64, j), i);
      }
  return holders;
}

/* How alike two items are that may match, 0 where they are too different. */
static double
rate (const BtMatching *matching, int old, int new)
{
  gboolean near = have_matching_parents (matching, old, new);
  guint n_words = bt_items_get (matching->new, new)->n_words;

  if (!can_pair (matching, old, new) || (!near && n_words < LEAST_WORDS_TO_MOVE))
    return 0;
  double similarity = get_similarity (matching, old, new);
  if (similarity < (near ? SIMILAR_NEAR : SIMILAR_FAR))
    return 0;
  return similarity + (near ? 0.5 : 0);
}

static void
collect_candidates (GHashTable *holders, GArray *pairs, GHashTable *candidates)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      GArray *list = g_hash_table_lookup (holders, &g_array_index (pairs, guint64, i));
      for (guint j = 0; list != NULL && list->len <= MOST_HOLDERS && j < list->len; j++)
        g_hash_table_add (candidates, GINT_TO_POINTER (g_array_index (list, int, j)));
    }
}

static int
find_most_similar (const BtMatching *matching, GHashTable *holders, int new)
{
  g_autoptr (GHashTable) candidates = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key;
  double best = 0;
  int found = -1;

  collect_candidates (holders, bt_items_get_pairs (matching->new, new), candidates);
  g_hash_table_iter_init (&iter, candidates);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int old = GPOINTER_TO_INT (key);
      double rating = rate (matching, old, new);
      if (rating > best || (rating == best && rating > 0 && old < found))
        best = rating, found = old;
    }
  return found;
}

static void
match_similar (BtMatching *matching)
{
  g_autoptr (GHashTable) holders = index_words (matching->old);

  for (int i = 1; i < (int) matching->new->items->len; i++)
    if (bt_items_get (matching->new, i)->match < 0 && bt_item_can_move (matching->new, i))
      {
        int old = find_most_similar (matching, holders, i);
        if (old >= 0)
          pair (matching, old, i);
      }
}

/* Whether the one may have become the other because it stands in its place. */
static gboolean
fits_place (const BtMatching *matching, int old, int new)
{
  if (!can_pair (matching, old, new))
    return FALSE;
  if (bt_node_get_kind (bt_items_get (matching->new, new)->node) == BT_NODE_TABLE)
    return TRUE;
  return get_similarity (matching, old, new) >= SIMILAR_IN_PLACE;
}

/* What stands between the same neighbours and is not wholly different matches. */
static void
match_by_place (BtMatching *matching, int new)
{
  int old = bt_items_get (matching->new, new)->match, end = next_sibling (matching->old, old);
  int place = old + 1;

  for (int i = new + 1; i < next_sibling (matching->new, new); i = next_sibling (matching->new, i))
    {
      int match = bt_items_get (matching->new, i)->match;
      if (match >= 0)
        {
          if (match >= place && match < end && have_matching_parents (matching, match, i))
            place = next_sibling (matching->old, match);
          continue;
        }
      int looked = 0;
      for (int j = place; j < end && looked < LOOK_AHEAD;
           j = next_sibling (matching->old, j), looked++)
        {
          if (bt_items_get (matching->old, j)->match >= 0)
            break;
          if (!fits_place (matching, j, i))
            continue;
          pair (matching, j, i);
          place = next_sibling (matching->old, j);
          break;
        }
    }
}

static void
match_all_children (BtMatching *matching, gboolean by_place)
{
  for (int i = 0; i < (int) matching->new->items->len; i++)
    {
      if (bt_items_get (matching->new, i)->match < 0)
        continue;
      match_children (matching, i, TRUE);
      match_children (matching, i, FALSE);
      if (by_place)
        match_by_place (matching, i);
    }
}

/* Fills in the matches; each item has one at most, and rows only in tables that match. */
void
bt_matching_find (BtMatching *matching)
{
  pair (matching, 0, 0);
  match_by_id (matching);
  match_unique (matching, TRUE);
  match_all_children (matching, FALSE);
  match_unique (matching, FALSE);
  match_by_children (matching);
  match_all_children (matching, FALSE);
  match_similar (matching);
  match_all_children (matching, TRUE);
}

static void
settle_child (BtMatching *matching, int new, gboolean stable)
{
  BtItem *item = bt_items_get (matching->new, new);

  item->stable = stable;
  if (item->match < 0)
    return;
  bt_items_get (matching->old, item->match)->stable = stable;
}

/* The index of the old child of @old that @new is, -1 where it comes from elsewhere. Foreign elements have no order. */
static int
get_old_place (const BtMatching *matching, int old, int new)
{
  const BtItem *item = bt_items_get (matching->new, new);

  if (item->match < 0 || bt_node_get_kind (item->node) == BT_NODE_FOREIGN)
    return -1;
  return bt_items_get (matching->old, item->match)->parent == old ? item->match : -1;
}

/* Finds which of the matches stand where they stood; the others have moved. */
void
bt_matching_settle (BtMatching *matching)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (int));

  for (int i = 0; i < (int) matching->new->items->len; i++)
    {
      int old = bt_items_get (matching->new, i)->match;
      if (old < 0)
        continue;
      g_array_set_size (children, 0);
      g_array_set_size (places, 0);
      for (int j = i + 1; j < next_sibling (matching->new, i); j = next_sibling (matching->new, j))
        {
          int place = get_old_place (matching, old, j);
          g_array_append_val (children, j);
          g_array_append_val (places, place);
        }
      g_autofree gboolean *chosen = g_new0 (gboolean, children->len + 1);
      bt_longest_rise ((int *) places->data, places->len, chosen);
      for (guint j = 0; j < children->len; j++)
        settle_child (matching, g_array_index (children, int, j), chosen[j]);
    }
}
