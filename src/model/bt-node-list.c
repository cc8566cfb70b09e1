/* The children of a node: an immutable list of which a changed copy shares nearly all. A short one is an array. A long
 * one (ten thousand changes, two thousand rows) is an array of short ones, its parts: a change copies one part and the
 * array of parts, so that an undo step of a large plan stays small. */
#include "bt-node-list.h"

#include <string.h>

/* An array longer than this is cut into parts. */
#define MAX_PART 64

/* A part shorter than this grows together with the one beside it. */
#define MIN_PART 16

struct _BtNodeList
{
  gatomicrefcount ref_count;
  guint length;
  guint n_parts; /* 0: it is an array of nodes */
  gboolean has_marks;
  guint *ends;      /* of parts: where each of them ends in the list; lies behind the slots */
  gpointer slots[]; /* BtNode, or BtNodeList */
};

static BtNodeList *
list_alloc (guint n_slots, guint n_parts)
{
  BtNodeList *list = g_malloc (sizeof *list + n_slots * sizeof (gpointer) + n_parts * sizeof (guint));

  g_atomic_ref_count_init (&list->ref_count);
  list->length = 0;
  list->n_parts = n_parts;
  list->has_marks = FALSE;
  list->ends = n_parts > 0 ? (guint *) &list->slots[n_slots] : NULL;
  return list;
}

static BtNodeList *
array_new (BtNode *const *nodes, guint n)
{
  BtNodeList *list = list_alloc (n, 0);

  list->length = n;
  for (guint i = 0; i < n; i++)
    {
      list->slots[i] = nodes[i];
      list->has_marks |= bt_node_has_marks (nodes[i]);
    }
  return list;
}

/* Puts @part (taken over) at place @index, behind those that are there. */
static void
set_part (BtNodeList *list, guint index, BtNodeList *part)
{
  list->slots[index] = part;
  list->length += part->length;
  list->ends[index] = list->length;
  list->has_marks |= part->has_marks;
}

static guint
count_parts (guint n)
{
  return (n + MAX_PART - 1) / MAX_PART;
}

/* Puts @n_parts parts of about the same length, which have @nodes, at @index and behind it. */
static void
set_parts (BtNodeList *list, guint index, guint n_parts, BtNode *const *nodes, guint n)
{
  guint start = 0;

  for (guint i = 0; i < n_parts; i++)
    {
      guint end = (guint) ((guint64) n * (i + 1) / n_parts);

      set_part (list, index + i, array_new (nodes + start, end - start));
      start = end;
    }
}

/**
 * bt_node_list_new:
 * @nodes: (array length=n) (transfer full): nodes; the array itself stays the caller's
 * @n: how many
 *
 * Returns: (transfer full) (nullable): the list; %NULL is the one of none
 */
BtNodeList *
bt_node_list_new (BtNode *const *nodes, guint n)
{
  if (n == 0)
    return NULL;
  if (n <= MAX_PART)
    return array_new (nodes, n);
  guint n_parts = count_parts (n);
  BtNodeList *list = list_alloc (n_parts, n_parts);
  set_parts (list, 0, n_parts, nodes, n);
  return list;
}

/**
 * bt_node_list_ref:
 * @list: (nullable): a list
 *
 * Returns: (transfer full) (nullable): @list; safe from any thread
 */
BtNodeList *
bt_node_list_ref (BtNodeList *list)
{
  if (list != NULL)
    g_atomic_ref_count_inc (&list->ref_count);
  return list;
}

/**
 * bt_node_list_unref:
 * @list: (transfer full) (nullable): a list
 */
void
bt_node_list_unref (BtNodeList *list)
{
  if (list == NULL || !g_atomic_ref_count_dec (&list->ref_count))
    return;
  for (guint i = 0; i < list->n_parts; i++)
    bt_node_list_unref (list->slots[i]);
  for (guint i = 0; list->n_parts == 0 && i < list->length; i++)
    bt_node_unref (list->slots[i]);
  g_free (list);
}

/** bt_node_list_get_length: Returns: how many nodes are in @list (nullable) */
guint
bt_node_list_get_length (const BtNodeList *list)
{
  return list != NULL ? list->length : 0;
}

/** bt_node_list_has_marks: Returns: whether bt_node_has_marks() of any node in @list (nullable) */
gboolean
bt_node_list_has_marks (const BtNodeList *list)
{
  return list != NULL && list->has_marks;
}

/* The part with the node at @position; the last one for the place behind all. */
static guint
find_part (const BtNodeList *list, guint position)
{
  guint low = 0, high = list->n_parts - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (position < list->ends[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static guint
get_start (const BtNodeList *list, guint part)
{
  return part > 0 ? list->ends[part - 1] : 0;
}

/**
 * bt_node_list_get:
 * @list: a list
 * @position: below its length
 *
 * Returns: (transfer none): that node
 */
BtNode *
bt_node_list_get (const BtNodeList *list, guint position)
{
  if (list->n_parts == 0)
    return list->slots[position];
  guint part = find_part (list, position);
  return ((const BtNodeList *) list->slots[part])->slots[position - get_start (list, part)];
}

/**
 * bt_node_list_find:
 * @list: (nullable): a list
 * @id: an id
 * @position: (out): where the last node of that id is
 *
 * Goes from the end, part by part: the longest list is that of the changes, and it is the latest that is looked for
 * again and again.
 *
 * Returns: whether there is one
 */
gboolean
bt_node_list_find (const BtNodeList *list, const char *id, guint *position)
{
  if (list == NULL)
    return FALSE;
  for (guint i = list->n_parts; i > 0; i--)
    if (bt_node_list_find (list->slots[i - 1], id, position))
      {
        *position += get_start (list, i - 1);
        return TRUE;
      }
  for (guint i = list->n_parts == 0 ? list->length : 0; i > 0; i--)
    {
      const char *own = bt_node_get_id (list->slots[i - 1]);
      /* All begin with the same letter. */
      if (own[1] != id[1] || strcmp (own, id) != 0)
        continue;
      *position = i - 1;
      return TRUE;
    }
  return FALSE;
}

/* What has changed of a list, and where. */
typedef struct
{
  guint position, n_removed;
  BtNode *inserted;
} Change;

static void
add_node (GPtrArray *nodes, BtNode *node)
{
  g_ptr_array_add (nodes, bt_node_ref (node));
}

/* The nodes from @start to before @end after the change, each with a reference; the array does not hold it. */
static GPtrArray *
collect (const BtNodeList *list, guint start, guint end, const Change *change)
{
  GPtrArray *nodes = g_ptr_array_sized_new (end - start + 1);

  for (guint i = start; i < end; i++)
    {
      if (i == change->position && change->inserted != NULL)
        add_node (nodes, change->inserted);
      if (i < change->position || i >= change->position + change->n_removed)
        add_node (nodes, bt_node_list_get (list, i));
    }
  if (end == change->position && change->inserted != NULL)
    add_node (nodes, change->inserted);
  return nodes;
}

/* A list with other parts instead of those from @first to @last. */
static BtNodeList *
replace_parts (const BtNodeList *list, guint first, guint last, const Change *change)
{
  g_autoptr (GPtrArray) nodes = collect (list, get_start (list, first), list->ends[last], change);
  guint n_new = count_parts (nodes->len), n_behind = list->n_parts - last - 1;
  BtNodeList *copy = list_alloc (first + n_new + n_behind, first + n_new + n_behind);

  for (guint i = 0; i < first; i++)
    set_part (copy, i, bt_node_list_ref (list->slots[i]));
  set_parts (copy, first, n_new, (BtNode *const *) nodes->pdata, nodes->len);
  for (guint i = 0; i < n_behind; i++)
    set_part (copy, first + n_new + i, bt_node_list_ref (list->slots[last + 1 + i]));
  return copy;
}

/**
 * bt_node_list_replace:
 * @list: (nullable): a list, which stays as it is
 * @position: not above its length
 * @n_removed: 1 where the node there goes, else 0
 * @inserted: (nullable): what comes to stand there
 *
 * Returns: (transfer full) (nullable): the changed list
 */
BtNodeList *
bt_node_list_replace (BtNodeList *list, guint position, guint n_removed, BtNode *inserted)
{
  const Change change = { position, n_removed, inserted };
  guint length = bt_node_list_get_length (list);

  if (list == NULL || list->n_parts == 0 || length - n_removed + (inserted != NULL) <= MAX_PART)
    {
      g_autoptr (GPtrArray) nodes = collect (list, 0, length, &change);

      return bt_node_list_new ((BtNode *const *) nodes->pdata, nodes->len);
    }
  guint first = find_part (list, position), last = first;
  if (n_removed > 0 && ((const BtNodeList *) list->slots[first])->length <= MIN_PART)
    {
      last = MIN (first + 1, list->n_parts - 1);
      first = last - 1;
    }
  return replace_parts (list, first, last, &change);
}
