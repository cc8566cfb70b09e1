/* What a document shows of moves, splits and joins. In it there are no nodes, only paragraphs one after the
 * other: it matters which of them stand beside each other, and which moves change that order at all. */
#include "bt-docx-write-private.h"

/* Longer chains are no chains of moves. */
#define MAX_RELAYS 64

/* What stands before each paragraph, table and row of the plan before all changes, and how many do. */
typedef struct
{
  GHashTable *before; /* id → id */
  GHashTable *places; /* id → number, from 1 */
  const char *last;
} OldOrder;

/* @came: whether it was moved here, or is in something that was. */
typedef struct
{
  const BtNode *node;
  gboolean came;
} Item;

typedef struct
{
  BtDocxWriter *writer;
  const OldOrder *old;
  GHashTable *relays;  /* ids of ghosts that other ghosts stand for */
  GHashTable *carried; /* ids of what is in something that is shown as moved */
  GArray *items;       /* Item: paragraphs, tables and rows as they stand in the plan */
  const char *last;    /* the last that was there before all changes */
  GPtrArray *run;      /* the last paragraphs, behind which nothing else stands */
} Walk;

static gboolean
is_paragraph (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_RECIPIENT;
}

/* Whether it has a place of its own in the order of the document. */
static gboolean
is_item (const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return is_paragraph (node) || kind == BT_NODE_TABLE || kind == BT_NODE_ROW
         || kind == BT_NODE_GROUP_ROW || kind == BT_NODE_APPENDIX;
}

static void
read_old_order (OldOrder *order, const BtNode *node)
{
  if (is_item (node))
    {
      const char *id = bt_node_get_id (node);

      g_hash_table_insert (order->before, (gpointer) id, (gpointer) order->last);
      g_hash_table_insert (order->places, (gpointer) id,
                           GUINT_TO_POINTER (g_hash_table_size (order->before)));
      order->last = id;
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_old_order (order, bt_node_get_child (node, i));
}

static void
read_relays (GHashTable *relays, const BtPlan *plan, const BtNode *node)
{
  const char *of = bt_node_get_kind (node) == BT_NODE_GHOST ? bt_node_get_attr (node, "of") : NULL;
  BtNode *target = of != NULL ? bt_plan_get_node (plan, of) : NULL;

  if (target != NULL && bt_node_get_kind (target) == BT_NODE_GHOST)
    g_hash_table_add (relays, (gpointer) bt_node_get_id (target));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_relays (relays, plan, bt_node_get_child (node, i));
}

/* A move that leaves everything in its order only changes what a paragraph belongs to, which a document
 * does not show. */
static gboolean
is_shown_move (const Walk *walk, const BtNode *node)
{
  const char *id = bt_node_get_id (node);
  gpointer before;

  if (bt_node_get_attr (node, "moved") == NULL)
    return FALSE;
  if (bt_node_get_kind (node) == BT_NODE_COLUMN)
    return bt_plan_has_node (walk->writer->original, id);
  if (!g_hash_table_lookup_extended (walk->old->before, id, NULL, &before))
    return FALSE;
  return g_strcmp0 (before, walk->last) != 0
         || (before != NULL && g_hash_table_contains (walk->carried, before));
}

/* Sees whether @node is shown as moved; returns whether what is in it is carried along. */
static gboolean
pass (Walk *walk, const BtNode *node, gboolean carried)
{
  const char *id = bt_node_get_id (node);

  if (is_shown_move (walk, node))
    {
      g_hash_table_insert (walk->writer->moved, (gpointer) id, (gpointer) id);
      carried = TRUE;
    }
  if (carried)
    g_hash_table_add (walk->carried, (gpointer) id);
  if (is_item (node) && g_hash_table_contains (walk->old->before, id))
    walk->last = id;
  return carried;
}

static void
find_moves (Walk *walk, const BtNode *node, gboolean carried)
{
  GPtrArray *joined = bt_docx_get_joined (walk->writer, node);
  gboolean inside = carried;

  if (!bt_docx_is_drawn_up (walk->writer, node))
    inside = pass (walk, node, carried);
  else if (g_hash_table_contains (walk->carried, bt_node_get_id (node)))
    inside = TRUE;
  for (guint i = 0; joined != NULL && i < joined->len; i++)
    pass (walk, joined->pdata[i], carried);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    find_moves (walk, bt_node_get_child (node, i), inside);
}

static const BtNode *
get_target (const BtPlan *plan, const BtNode *ghost)
{
  const BtNode *node = ghost;

  for (guint i = 0; node != NULL && i < MAX_RELAYS; i++)
    {
      if (bt_node_get_kind (node) != BT_NODE_GHOST)
        return node;
      node = bt_plan_get_node (plan, bt_node_get_attr (node, "of"));
    }
  return NULL;
}

/* The ghosts at which what was moved away is shown: the first of a chain, and not in something that was moved itself,
 * for then it is shown with that. */
static void
find_ghosts (Walk *walk, const BtNode *node)
{
  BtDocxWriter *writer = walk->writer;

  if (bt_node_get_kind (node) == BT_NODE_GHOST)
    {
      const BtNode *target = get_target (writer->plan, node);
      const char *id = bt_node_get_id (node);

      if (target != NULL && g_hash_table_contains (writer->moved, bt_node_get_id (target))
          && !g_hash_table_contains (walk->relays, id)
          && !g_hash_table_contains (walk->carried, id))
        {
          g_hash_table_insert (writer->moves, (gpointer) id, (gpointer) bt_node_get_id (target));
          g_hash_table_insert (writer->moved, (gpointer) bt_node_get_id (target), (gpointer) id);
        }
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    find_ghosts (walk, bt_node_get_child (node, i));
}

/* The paragraph that a split or joined one belongs to in the end. */
static const BtNode *
get_whole (const BtPlan *plan, const BtNode *node)
{
  for (guint i = 0; node != NULL && i < MAX_RELAYS; i++)
    {
      const char *to = bt_node_get_attr (node, "join-to");

      if (to == NULL)
        to = bt_node_get_attr (node, "split-of");
      if (to == NULL)
        return node;
      node = bt_plan_get_node (plan, to);
    }
  return node;
}

/* The paragraph that has the words of @node when all changes are accepted. */
static const BtNode *
get_joined_to (const BtPlan *plan, const BtNode *node)
{
  for (guint i = 0; node != NULL && i < MAX_RELAYS; i++)
    {
      const char *to = bt_node_get_attr (node, "join-to");

      if (to == NULL)
        return node;
      node = bt_plan_get_node (plan, to);
    }
  return node;
}

static BtDocxState *
get_end (BtDocxWriter *writer, const BtNode *node, const BtDocxState *state)
{
  const char *id = bt_node_get_id (node);
  BtDocxState *end = g_hash_table_lookup (writer->ends, id);

  if (end == NULL)
    {
      end = g_memdup2 (state, sizeof *state);
      g_hash_table_insert (writer->ends, (gpointer) id, end);
    }
  return end;
}

/* A paragraph that is split off gets the mark of the one before; the new mark between both is what is put in. A mark
 * between two that are joined is what is taken out. */
static void
note_end (BtDocxWriter *writer, const BtNode *first, const BtDocxState *first_state,
          const BtNode *second, const BtDocxState *second_state)
{
  const char *split = bt_node_get_attr (second, "split"), *join = bt_node_get_attr (second, "join");
  BtDocxState *end = get_end (writer, first, first_state);

  if (split != NULL)
    {
      BtDocxState *next = get_end (writer, second, second_state);

      next->ins = end->ins;
      next->ins_of = end->ins_of;
      next->move_to = end->move_to;
      end->ins = split;
      end->ins_of = NULL;
      end->move_to = NULL;
    }
  if (join != NULL)
    {
      end->del = join;
      end->del_of = NULL;
    }
}

/* Whether between two parts of a paragraph only what is put in stands, or only what is taken out, with its marks. */
static gboolean
is_passed_over (const BtDocxWriter *writer, const BtNode *node, gboolean split)
{
  return bt_node_get_attr (node, split ? "ins" : "del") != NULL
         && !bt_docx_is_drawn_up (writer, node);
}

/* The paragraph before @node that it was split from or is joined to, if the document can show that. */
static const BtNode *
find_first (const Walk *walk, const BtNode *node)
{
  gboolean split = bt_node_get_attr (node, "split") != NULL;
  const BtNode *whole = get_whole (walk->writer->plan, node);

  if (!split && bt_node_get_attr (node, "join") == NULL)
    return NULL;
  for (guint i = walk->run->len; i > 0; i--)
    {
      const BtNode *before = walk->run->pdata[i - 1];

      if (get_whole (walk->writer->plan, before) == whole)
        return before;
      if (!is_passed_over (walk->writer, before, split))
        return NULL;
    }
  return NULL;
}

/* What has the words of @node when its split is rejected: the first that was there before all changes. */
static const BtNode *
get_split_from (const Walk *walk, const BtNode *node)
{
  for (guint i = 0; node != NULL && i < MAX_RELAYS; i++)
    {
      const char *of = bt_node_get_attr (node, "split-of");

      if (of == NULL || g_hash_table_contains (walk->old->before, bt_node_get_id (node)))
        return node;
      node = bt_plan_get_node (walk->writer->plan, of);
    }
  return NULL;
}

/* What the document cannot show by marks of paragraphs it shows by words that go in one place and come in the other. */
static void
part (Walk *walk, const BtNode *node)
{
  BtDocxWriter *writer = walk->writer;
  const BtNode *targets[2] = { NULL, NULL };

  if (bt_node_get_attr (node, "split") != NULL)
    targets[0] = get_split_from (walk, node);
  if (bt_node_get_attr (node, "join") != NULL)
    targets[1] = get_joined_to (writer->plan, node);
  for (guint i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      const char *id = targets[i] != NULL ? bt_node_get_id (targets[i]) : NULL;
      GPtrArray *copies = id != NULL ? g_hash_table_lookup (writer->copies, id) : NULL;

      if (id == NULL || targets[i] == node)
        continue;
      g_hash_table_add (writer->parted, (gpointer) bt_node_get_id (node));
      if (copies == NULL)
        {
          copies = g_ptr_array_new ();
          g_hash_table_insert (writer->copies, (gpointer) id, copies);
        }
      if (copies->len == 0 || copies->pdata[copies->len - 1] != node)
        g_ptr_array_add (copies, (gpointer) node);
    }
}

static gboolean
is_linked (const BtNode *node)
{
  return bt_node_get_attr (node, "split") != NULL || bt_node_get_attr (node, "join") != NULL;
}

static void
find_end (Walk *walk, const BtNode *node, const BtDocxState *parent)
{
  const BtNode *first = find_first (walk, node);
  BtDocxState before, state;

  if (first == NULL && is_linked (node))
    part (walk, node);

  if (first != NULL)
    {
      bt_docx_enter_node (walk->writer, parent, first, &before);
      bt_docx_enter_node (walk->writer, parent, node, &state);
      note_end (walk->writer, first, &before, node, &state);
    }
  g_ptr_array_add (walk->run, (gpointer) node);
}

static void
find_ends (Walk *walk, const BtNode *node, const BtDocxState *parent)
{
  BtDocxWriter *writer = walk->writer;
  GPtrArray *joined = bt_docx_get_joined (writer, node);
  BtDocxState state;

  bt_docx_enter_node (writer, parent, node, &state);
  if (is_paragraph (node) && !bt_docx_is_drawn_up (writer, node))
    find_end (walk, node, parent);
  else if (!is_paragraph (node)
           && (bt_node_get_kind (node) != BT_NODE_GHOST
               || g_hash_table_contains (writer->moves, bt_node_get_id (node))))
    g_ptr_array_set_size (walk->run, 0);
  for (guint i = 0; joined != NULL && i < joined->len; i++)
    find_end (walk, joined->pdata[i], parent);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    find_ends (walk, bt_node_get_child (node, i), &state);
}

static void
read_items (Walk *walk, const BtNode *node, gboolean came)
{
  came = came || bt_node_get_attr (node, "moved") != NULL;
  if (is_item (node))
    {
      const Item item = { node, came };

      g_array_append_val (walk->items, item);
    }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_items (walk, bt_node_get_child (node, i), came);
}

static void
draw (Walk *walk, const BtNode *node, const BtNode *target)
{
  const char *id = bt_node_get_id (target);
  GPtrArray *joined = g_hash_table_lookup (walk->writer->joined, id);

  if (joined == NULL)
    {
      joined = g_ptr_array_new ();
      g_hash_table_insert (walk->writer->joined, (gpointer) id, joined);
    }
  g_ptr_array_add (joined, (gpointer) node);
  g_hash_table_add (walk->writer->drawn_up, (gpointer) bt_node_get_id (node));
}

static guint
get_place (const Walk *walk, const BtNode *node)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (walk->old->places, bt_node_get_id (node)));
}

/* Whether it stood between the two before all changes. */
static gboolean
was_between (const Walk *walk, const BtNode *node, const BtNode *first, const BtNode *second)
{
  guint place = get_place (walk, node), start = get_place (walk, first);

  return start > 0 && start < place && place < get_place (walk, second);
}

/* Whether an item between the target and the paragraph that is joined to it is there by a change only: it was moved
 * here, or put in, or is drawn elsewhere. */
static gboolean
is_passing (const Walk *walk, const Item *item, const BtNode *target, const BtNode *joined)
{
  const char *id = bt_node_get_id (item->node);

  if (item->came)
    return !was_between (walk, item->node, target, joined);
  return !g_hash_table_contains (walk->old->before, id)
         || g_hash_table_contains (walk->writer->drawn_up, id);
}

/* Draws a joined paragraph to the one it is joined to where only what changes brought there, such as its own children,
 * parts them: in the document they must stand beside each other. */
static void
draw_up (Walk *walk, guint place)
{
  const BtNode *node = g_array_index (walk->items, Item, place).node;
  const BtNode *target = get_joined_to (walk->writer->plan, node);

  for (guint i = place; i > 0; i--)
    {
      const Item *item = &g_array_index (walk->items, Item, i - 1);

      if (item->node == target && i < place)
        draw (walk, node, target);
      if (item->node == target)
        return;
      if (!is_passing (walk, item, target, node))
        break;
    }
  for (guint i = place + 1; i < walk->items->len; i++)
    {
      const Item *item = &g_array_index (walk->items, Item, i);

      if (!is_passing (walk, item, target, node))
        return;
      if (item->node == target)
        {
          draw (walk, node, target);
          return;
        }
    }
}

/* The joined paragraphs: those that are drawn up, and what their words belong to. */
static void
find_joined (Walk *walk)
{
  for (guint i = 0; i < walk->items->len; i++)
    {
      const BtNode *node = g_array_index (walk->items, Item, i).node;
      const BtNode *whole;

      if (bt_node_get_attr (node, "join") == NULL)
        continue;
      draw_up (walk, i);
      whole = get_joined_to (walk->writer->plan, node);
      if (whole != NULL && !bt_docx_is_blank (bt_node_get_text (node)))
        g_hash_table_add (walk->writer->prolonged, (gpointer) bt_node_get_id (whole));
    }
}

/* bt_docx_get_joined: Returns: (nullable): the paragraphs that are drawn up to @node, to be written right behind it */
GPtrArray *
bt_docx_get_joined (const BtDocxWriter *writer, const BtNode *node)
{
  return g_hash_table_lookup (writer->joined, bt_node_get_id (node));
}

/* bt_docx_is_drawn_up: Returns: whether the paragraph is written elsewhere, behind the one it is joined to */
gboolean
bt_docx_is_drawn_up (const BtDocxWriter *writer, const BtNode *node)
{
  return g_hash_table_contains (writer->drawn_up, bt_node_get_id (node));
}

/* bt_docx_find_order: finds which moves, splits and joins the document shows, and how */
void
bt_docx_find_order (BtDocxWriter *writer)
{
  const BtDocxState none = { 0 };
  OldOrder old = { g_hash_table_new (g_str_hash, g_str_equal),
                   g_hash_table_new (g_str_hash, g_str_equal), NULL };
  Walk walk = { .writer = writer, .old = &old };
  BtNode *root = bt_plan_get_root (writer->plan);

  walk.relays = g_hash_table_new (g_str_hash, g_str_equal);
  walk.carried = g_hash_table_new (g_str_hash, g_str_equal);
  walk.items = g_array_new (FALSE, FALSE, sizeof (Item));
  walk.run = g_ptr_array_new ();
  read_old_order (&old, bt_plan_get_root (writer->original));
  read_relays (walk.relays, writer->plan, root);
  read_items (&walk, root, FALSE);
  find_joined (&walk);
  find_moves (&walk, root, FALSE);
  find_ghosts (&walk, root);
  find_ends (&walk, root, &none);
  g_hash_table_unref (old.before);
  g_hash_table_unref (old.places);
  g_hash_table_unref (walk.relays);
  g_hash_table_unref (walk.carried);
  g_array_unref (walk.items);
  g_ptr_array_unref (walk.run);
}
