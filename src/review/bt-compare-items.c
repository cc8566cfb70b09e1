/* A plan as a list of the parts that can match parts of another plan, and their words. */
#include <string.h>

#include "bt-compare-private.h"
#include "bt-schema.h"

static guint64
mix (guint64 hash, guint64 value)
{
  hash = (hash ^ value) * G_GUINT64_CONSTANT (0x9E3779B97F4A7C15);
  return hash ^ (hash >> 29);
}

/* The end of the unit that begins at @start: a word, or any other character alone. */
gsize
bt_unit_end (const char *string, gsize length, gsize start)
{
  const char *c = string + start;

  if (!bt_unit_is_word (c))
    return start + g_utf8_skip[(guchar) *c];
  while (c < string + length && bt_unit_is_word (c))
    c = g_utf8_next_char (c);
  return c - string;
}

/* Whether the unit that begins at @unit is a word: a syllable, as Vietnamese is written, or a number. */
gboolean
bt_unit_is_word (const char *unit)
{
  gunichar c = g_utf8_get_char (unit);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

guint64
bt_unit_hash (const char *unit, gsize length)
{
  guint64 hash = length;
  for (gsize i = 0; i < length; i++)
    hash = mix (hash, (guchar) unit[i]);
  return hash;
}

static gboolean
is_item (BtNodeKind kind)
{
  switch (kind)
    {
    case BT_NODE_CELL:
    case BT_NODE_COLUMN:
    case BT_NODE_SOURCES:
    case BT_NODE_CHANGES:
    case BT_NODE_COMMENTS:
    case BT_NODE_GHOST:
      return FALSE;
    default:
      return TRUE;
    }
}

/* Calls @func with each string of the words of @node: its own, and those of the parts it cannot be without. */
static void
foreach_string (BtNode *node, void (*func) (const char *string, gpointer data), gpointer data)
{
  if (bt_node_get_text (node) != NULL)
    func (bt_node_get_string (node), data);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      BtNodeKind kind = bt_node_get_kind (child);
      if (kind == BT_NODE_CELL || kind == BT_NODE_COLUMN || kind == BT_NODE_COLUMNS
          || (kind == BT_NODE_TITLE && bt_node_get_kind (node) == BT_NODE_APPENDIX))
        foreach_string (child, func, data);
    }
}

static void
hash_string_cb (const char *string, gpointer data)
{
  BtItem *item = data;
  gsize length = strlen (string);

  item->hash = mix (item->hash, bt_unit_hash (string, length));
  for (gsize start = 0; start < length; start = bt_unit_end (string, length, start))
    item->n_words += bt_unit_is_word (string + start);
}

static int
add_items (BtItems *items, BtNode *node, int parent)
{
  BtItem item = { node, parent, 0, -1, FALSE, bt_node_get_kind (node) + 1, 0, 0, NULL, NULL, NULL, -1, 0 };
  int index = (int) items->items->len;

  foreach_string (node, hash_string_cb, &item);
  item.tree_hash = item.hash;
  g_array_append_val (items->items, item);
  g_hash_table_insert (items->by_id, (gpointer) bt_node_get_id (node), GINT_TO_POINTER (index + 1));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (is_item (bt_node_get_kind (bt_node_get_child (node, i))))
      {
        int child = add_items (items, bt_node_get_child (node, i), index);
        guint64 hash = bt_items_get (items, child)->tree_hash;
        bt_items_get (items, index)->tree_hash = mix (bt_items_get (items, index)->tree_hash, hash);
      }
  bt_items_get (items, index)->end = (int) items->items->len;
  return index;
}

static void
item_clear (gpointer data)
{
  BtItem *item = data;
  g_clear_pointer (&item->pairs, g_array_unref);
  g_free (item->id);
}

/* The plan has to live as long as the list. */
BtItems *
bt_items_new (BtPlan *plan)
{
  BtItems *items = g_new (BtItems, 1);

  items->items = g_array_new (FALSE, FALSE, sizeof (BtItem));
  g_array_set_clear_func (items->items, item_clear);
  items->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  add_items (items, bt_plan_get_root (plan), -1);
  return items;
}

void
bt_items_free (BtItems *items)
{
  g_array_unref (items->items);
  g_hash_table_unref (items->by_id);
  g_free (items);
}

BtItem *
bt_items_get (const BtItems *items, int index)
{
  return &g_array_index (items->items, BtItem, index);
}

typedef struct
{
  GArray *pairs;
  guint64 before;
} PairSearch;

static void
collect_pairs_cb (const char *string, gpointer data)
{
  PairSearch *search = data;
  gsize length = strlen (string), end;

  for (gsize start = 0; start < length; start = end)
    {
      end = bt_unit_end (string, length, start);
      if (!bt_unit_is_word (string + start))
        continue;
      guint64 word = bt_unit_hash (string + start, end - start), pair = mix (search->before, word);
      g_array_append_val (search->pairs, pair);
      search->before = word;
    }
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 one = *(const guint64 *) a, other = *(const guint64 *) b;
  return one < other ? -1 : one > other;
}

/* What the item says, as sorted hashes of each word with the word before it: single syllables are in every text. */
GArray *
bt_items_get_pairs (const BtItems *items, int index)
{
  BtItem *item = bt_items_get (items, index);

  if (item->pairs == NULL)
    {
      PairSearch search = { g_array_new (FALSE, FALSE, sizeof (guint64)), 0 };
      foreach_string (item->node, collect_pairs_cb, &search);
      g_array_sort (search.pairs, compare_hashes);
      item->pairs = search.pairs;
    }
  return item->pairs;
}

/* Whether it may come, go and move on its own; a part that is always there may not. */
gboolean
bt_item_can_move (const BtItems *items, int index)
{
  const BtItem *item = bt_items_get (items, index);

  return item->parent >= 0
         && bt_node_kind_allows_child (bt_node_get_kind (bt_items_get (items, item->parent)->node),
                                       bt_node_get_kind (item->node));
}
