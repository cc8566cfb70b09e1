/* Finds the paragraphs that were split into two, and those that were made one with the paragraph before.
 *
 * A paragraph that only one plan has, right behind one that both have, is a part of the other one's text there where
 * most of its words are in it. */
#include <string.h>

#include "bt-compare-private.h"
#include "bt-schema.h"

/* How much of the words of either part have to come from the whole. */
#define LEAST_IN_WHOLE 0.6

/* What joining the parts would give, and where each byte of the whole is in that. */
typedef struct
{
  BtText *whole;
  gsize first_length, length; /* of the parts together */
  int *places;
} Seam;

static gboolean
is_paragraph (BtNodeKind kind)
{
  return kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_RECIPIENT;
}

/* How many bytes of the whole are in the first part (or else in the second). */
static gsize
count_in (const Seam *seam, gboolean first)
{
  gsize count = 0;

  for (gsize i = 0; i < bt_text_get_length (seam->whole); i++)
    count += seam->places[i] >= 0 && ((gsize) seam->places[i] < seam->first_length) == first;
  return count;
}

/* Where in the whole the second part begins. */
static gsize
find_cut (const Seam *seam)
{
  gsize cut = 0;

  for (gsize i = 0; i < bt_text_get_length (seam->whole); i++)
    if (seam->places[i] >= 0 && (gsize) seam->places[i] < seam->first_length)
      cut = i + 1;
  return cut;
}

/* Where the whole was cut into the two parts; 0 where it was not. */
static gsize
find_seam (BtText *whole, BtText *first, BtText *second)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  gsize first_length = bt_text_get_length (first), second_length = bt_text_get_length (second);

  bt_text_builder_append_text (builder, first);
  bt_text_builder_append_text (builder, second);
  g_autoptr (BtText) both = bt_text_builder_end (builder);
  if (first_length == 0 || second_length == 0 || bt_text_get_length (both) != first_length + second_length)
    return 0;
  g_autofree int *places = bt_compare_align (whole, both, FALSE);
  Seam seam = { whole, first_length, bt_text_get_length (both), places };
  return count_in (&seam, TRUE) >= LEAST_IN_WHOLE * first_length
                 && count_in (&seam, FALSE) >= LEAST_IN_WHOLE * second_length
             ? find_cut (&seam)
             : 0;
}

static gboolean
can_take_part (const BtItem *item)
{
  return is_paragraph (bt_node_get_kind (item->node)) && item->seam == 0 && item->partner < 0;
}

static gboolean
have_same_id (const BtItem *a, const BtItem *b)
{
  return strcmp (bt_node_get_id (a->node), bt_node_get_id (b->node)) == 0;
}

/* What @first and @second, neighbours of which only one has a match, are together in the other plan; NULL for nothing.
 * What was matched by its words may have been the end as well as the beginning. */
static BtItem *
find_whole (BtItems *others, const BtItem *first, const BtItem *second)
{
  gboolean swapped = first->match < 0;
  const BtItem *matched = swapped ? second : first;
  BtItem *whole = matched->match >= 0 ? bt_items_get (others, matched->match) : NULL;

  if (whole == NULL || (first->match >= 0 && second->match >= 0) || (swapped && have_same_id (second, whole)))
    return NULL;
  return can_take_part (whole) && can_take_part (first) && can_take_part (second) ? whole : NULL;
}

/* Notes where @second is the end of what @first is the beginning of in the other plan. */
static void
try_seam (BtItems *items, BtItems *others, int first, int second)
{
  BtItem *a = bt_items_get (items, first), *b = bt_items_get (items, second);
  BtItem *whole = find_whole (others, a, b);

  if (whole == NULL || bt_node_get_kind (a->node) != bt_node_get_kind (b->node) || b->n_words == 0)
    return;
  whole->seam = find_seam (bt_node_get_text (whole->node), bt_node_get_text (a->node), bt_node_get_text (b->node));
  if (whole->seam == 0)
    return;
  b->partner = first;
  if (a->match < 0)
    {
      a->match = b->match;
      b->match = -1;
      whole->match = first;
    }
}

static void
find_in (BtItems *items, BtItems *others)
{
  for (int i = 0; i < (int) items->items->len; i++)
    {
      int before = -1;
      for (int j = i + 1; j < bt_items_get (items, i)->end; j = bt_items_get (items, j)->end)
        {
          if (before >= 0)
            try_seam (items, others, before, j);
          before = j;
        }
    }
}

/* Notes in the items what was split and what was joined. */
void
bt_matching_find_seams (BtMatching *matching)
{
  find_in (matching->new, matching->old);
  find_in (matching->old, matching->new);
}
