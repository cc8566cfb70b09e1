/* A persistent map from a node's id to its parent's id: a trie over the id's hash, five bits a level.
 *
 * Inserting and removing take the map over. A level that nobody else holds is changed in place, any other is copied;
 * so filling a new map costs no copies, and a step on a plan copies only the path to the entry. */
#include "bt-index.h"

#include <string.h>

#define BITS 5
#define WIDTH (1u << BITS)
/* After these levels the 32 bits of the hash are used up; what still collides stands in one list. */
#define LAST_LEVEL 6

typedef struct
{
  char *id;     /* GRefString; NULL where the slot is a level below */
  char *parent; /* GRefString, or NULL for the root */
  BtIndex *level;
} Slot;

struct _BtIndex
{
  gatomicrefcount ref_count;
  guint32 present; /* which of the WIDTH places have a slot; unused below LAST_LEVEL */
  guint n_slots;
  Slot *slots;
};

static void
slot_clear (Slot *slot)
{
  g_clear_pointer (&slot->id, g_ref_string_release);
  g_clear_pointer (&slot->parent, g_ref_string_release);
  g_clear_pointer (&slot->level, bt_index_unref);
}

/** bt_index_ref: Returns: (transfer full): @index, with one reference more */
BtIndex *
bt_index_ref (BtIndex *index)
{
  g_atomic_ref_count_inc (&index->ref_count);
  return index;
}

/** bt_index_unref: gives one reference back; nodes of the map that no other map shares go with the last */
void
bt_index_unref (BtIndex *index)
{
  if (!g_atomic_ref_count_dec (&index->ref_count))
    return;
  for (guint i = 0; i < index->n_slots; i++)
    slot_clear (&index->slots[i]);
  g_free (index->slots);
  g_free (index);
}

static BtIndex *
index_new (void)
{
  BtIndex *index = g_new0 (BtIndex, 1);
  g_atomic_ref_count_init (&index->ref_count);
  return index;
}

/* Takes @index over and gives it, or a copy where others hold it too, to be changed. */
static BtIndex *
make_writable (BtIndex *index)
{
  if (g_atomic_ref_count_compare (&index->ref_count, 1))
    return index;

  BtIndex *copy = index_new ();
  copy->present = index->present;
  copy->n_slots = index->n_slots;
  copy->slots = g_new (Slot, index->n_slots);
  for (guint i = 0; i < index->n_slots; i++)
    {
      const Slot *slot = &index->slots[i];
      copy->slots[i] = (Slot){
        slot->id != NULL ? g_ref_string_acquire (slot->id) : NULL,
        slot->parent != NULL ? g_ref_string_acquire (slot->parent) : NULL,
        slot->level != NULL ? bt_index_ref (slot->level) : NULL,
      };
    }
  bt_index_unref (index);
  return copy;
}

static guint
place_of (guint32 hash, guint level)
{
  return (hash >> (level * BITS)) & (WIDTH - 1);
}

/* The slot's position for @place: how many places before it are taken. */
static guint
position_of (const BtIndex *index, guint place)
{
  return __builtin_popcount (index->present & ((1u << place) - 1));
}

static void
insert_slot (BtIndex *index, guint position, Slot slot)
{
  index->slots = g_renew (Slot, index->slots, index->n_slots + 1);
  memmove (index->slots + position + 1, index->slots + position, (index->n_slots - position) * sizeof (Slot));
  index->slots[position] = slot;
  index->n_slots++;
}

static void
remove_slot (BtIndex *index, guint position)
{
  slot_clear (&index->slots[position]);
  index->n_slots--;
  memmove (index->slots + position, index->slots + position + 1, (index->n_slots - position) * sizeof (Slot));
}

static const Slot *
find_in_list (const BtIndex *index, const char *id)
{
  for (guint i = 0; i < index->n_slots; i++)
    if (strcmp (index->slots[i].id, id) == 0)
      return &index->slots[i];
  return NULL;
}

static const Slot *
find_slot (const BtIndex *index, const char *id, guint32 hash)
{
  for (guint level = 0; level < LAST_LEVEL; level++)
    {
      guint place = place_of (hash, level);
      if ((index->present & (1u << place)) == 0)
        return NULL;
      const Slot *slot = &index->slots[position_of (index, place)];
      if (slot->level == NULL)
        return strcmp (slot->id, id) == 0 ? slot : NULL;
      index = slot->level;
    }
  return find_in_list (index, id);
}

/**
 * bt_index_lookup:
 * @index: (nullable): a map
 * @id: a node's id
 * @found: (out): whether @id is known at all
 *
 * Returns: (transfer none) (nullable): the id of the parent of @id, %NULL for the root
 */
const char *
bt_index_lookup (const BtIndex *index, const char *id, gboolean *found)
{
  const Slot *slot = index != NULL ? find_slot (index, id, g_str_hash (id)) : NULL;
  *found = slot != NULL;
  return slot != NULL ? slot->parent : NULL;
}

static BtIndex *insert_at (BtIndex *index, guint level, Slot slot, guint32 hash);

static BtIndex *
insert_in_list (BtIndex *index, Slot slot)
{
  const Slot *old = find_in_list (index, slot.id);
  if (old != NULL)
    remove_slot (index, old - index->slots);
  insert_slot (index, index->n_slots, slot);
  return index;
}

/* Two ids meet in one place: a level below takes both. */
static void
push_down (Slot *taken, guint level, Slot slot, guint32 hash)
{
  BtIndex *below = insert_at (index_new (), level + 1, *taken, g_str_hash (taken->id));
  *taken = (Slot){ NULL, NULL, insert_at (below, level + 1, slot, hash) };
}

static BtIndex *
insert_at (BtIndex *index, guint level, Slot slot, guint32 hash)
{
  index = make_writable (index);
  if (level == LAST_LEVEL)
    return insert_in_list (index, slot);

  guint place = place_of (hash, level);
  guint position = position_of (index, place);
  if ((index->present & (1u << place)) == 0)
    {
      index->present |= 1u << place;
      insert_slot (index, position, slot);
      return index;
    }
  Slot *taken = &index->slots[position];
  if (taken->level != NULL)
    taken->level = insert_at (taken->level, level + 1, slot, hash);
  else if (strcmp (taken->id, slot.id) != 0)
    push_down (taken, level, slot, hash);
  else
    {
      slot_clear (taken);
      *taken = slot;
    }
  return index;
}

/**
 * bt_index_insert:
 * @index: (nullable) (transfer full): a map, %NULL for an empty one
 * @id: a GRefString, which the new map shares
 * @parent_id: (nullable): likewise
 *
 * Returns: (transfer full): a map that knows @id too
 */
BtIndex *
bt_index_insert (BtIndex *index, char *id, char *parent_id)
{
  Slot slot = { g_ref_string_acquire (id), parent_id != NULL ? g_ref_string_acquire (parent_id) : NULL, NULL };
  return insert_at (index != NULL ? index : index_new (), 0, slot, g_str_hash (id));
}

static BtIndex *
remove_at (BtIndex *index, guint level, const char *id, guint32 hash)
{
  index = make_writable (index);
  if (level == LAST_LEVEL)
    {
      const Slot *slot = find_in_list (index, id);
      if (slot != NULL)
        remove_slot (index, slot - index->slots);
      return index;
    }
  guint place = place_of (hash, level);
  guint position = position_of (index, place);
  if ((index->present & (1u << place)) == 0)
    return index;
  Slot *slot = &index->slots[position];
  if (slot->level != NULL)
    slot->level = remove_at (slot->level, level + 1, id, hash);
  if (slot->level != NULL ? slot->level->n_slots > 0 : strcmp (slot->id, id) != 0)
    return index;
  remove_slot (index, position);
  index->present &= ~(1u << place);
  return index;
}

/**
 * bt_index_remove:
 * @index: (nullable) (transfer full): a map
 * @id: a node's id; an unknown one changes nothing
 *
 * Returns: (transfer full) (nullable): a map without @id
 */
BtIndex *
bt_index_remove (BtIndex *index, const char *id)
{
  return remove_at (index, 0, id, g_str_hash (id));
}
