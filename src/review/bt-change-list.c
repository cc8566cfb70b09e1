/* The list of a plan's tracked changes, read off its marks in document order, and how some of them are chosen. */
#include "bt-change-list.h"

#include <string.h>

#include "bt-reference.h"
#include "bt-was.h"

static const char *const kind_names[BT_N_CHANGE_KINDS] = {
  [BT_CHANGE_TEXT_INSERT] = "text-insert",
  [BT_CHANGE_TEXT_DELETE] = "text-delete",
  [BT_CHANGE_FORMAT] = "format",
  [BT_CHANGE_NODE_INSERT] = "node-insert",
  [BT_CHANGE_NODE_DELETE] = "node-delete",
  [BT_CHANGE_MOVE] = "move",
  [BT_CHANGE_SPLIT] = "split",
  [BT_CHANGE_JOIN] = "join",
  [BT_CHANGE_ATTRIBUTE] = "attribute",
  [BT_CHANGE_NONE] = "decided",
};

typedef struct
{
  const BtPlan *plan;
  GCancellable *cancellable;
  GHashTable *records; /* interned id to its record */
  GHashTable
      *ghosts; /* interned id of what was moved, or of a ghost, to the ghost that stands for it */
  GHashTable *parents; /* ghost to the node it stands in */
  GHashTable *named;   /* interned ids of the changes that marks name */
  GPtrArray *list;
} Reader;

static void
change_free (gpointer data)
{
  BtChange *change = data;

  bt_node_unref (change->record);
  g_free (change->text);
  g_free (change->old);
  g_free (change);
}

/* Adds an entry; every change that a mark names has a record, the checker of plans says. */
static BtChange *
add (Reader *reader, const char *id, BtChangeKind kind, const BtNode *node)
{
  const char *interned = bt_intern (id);
  BtNode *record = g_hash_table_lookup (reader->records, interned);

  g_return_val_if_fail (record != NULL, NULL);
  BtChange *change = g_new0 (BtChange, 1);
  change->id = interned;
  change->record = bt_node_ref (record);
  change->kind = kind;
  change->node = node != NULL ? bt_intern (bt_node_get_id (node)) : NULL;
  g_ptr_array_add (reader->list, change);
  g_hash_table_add (reader->named, (gpointer) interned);
  return change;
}

static void
append_words (GString *words, const BtPlan *plan, const BtNode *node)
{
  if (bt_node_get_text (node) != NULL && bt_text_get_length (bt_node_get_text (node)) > 0)
    {
      g_autofree char *text = bt_plan_dup_plain_text (plan, node);
      g_string_append_printf (words, "%s%s", words->len > 0 ? " | " : "", text);
    }
}

/* The words of a node: its own, or those of its cells, its title, its columns. */
static char *
dup_words (const Reader *reader, const BtNode *node)
{
  GString *words = g_string_new (NULL);

  append_words (words, reader->plan, node);
  if (bt_node_get_text (node) != NULL)
    return g_string_free (words, FALSE);
  const BtNode *parent =
      bt_node_get_kind (node) == BT_NODE_TABLE ? bt_node_get_child (node, 0) : node;
  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    append_words (words, reader->plan, bt_node_get_child (parent, i));
  return g_string_free (words, FALSE);
}

static void
add_node_change (Reader *reader, const BtNode *node, const char *mark, BtChangeKind kind)
{
  const char *id = bt_node_get_attr (node, mark);
  BtChange *change = id != NULL ? add (reader, id, kind, node) : NULL;
  gboolean inserted = kind == BT_CHANGE_NODE_INSERT;

  if (change == NULL)
    return;
  if (bt_node_get_attr (node, inserted ? "ins-verdict" : "del-verdict") != NULL)
    change->state = BT_CHANGE_WAITING;
  change->text = dup_words (reader, node);
  change->old = g_strdup ("");
}

/* A split or a join: with the other part, and with a verdict that may wait. */
static void
add_pair_change (Reader *reader, const BtNode *node, BtChangeKind kind)
{
  gboolean split = kind == BT_CHANGE_SPLIT;
  const char *id = bt_node_get_attr (node, split ? "split" : "join");
  BtChange *change = id != NULL ? add (reader, id, kind, node) : NULL;

  if (change == NULL)
    return;
  if (bt_node_get_attr (node, split ? "split-verdict" : "join-verdict") != NULL)
    change->state = BT_CHANGE_WAITING;
  change->text = dup_words (reader, node);
  change->old = g_strdup (bt_node_get_attr (node, split ? "split-of" : "join-to"));
}

/* The moves of a node, the last one first: its ghost, the ghost of that, and so on. */
static void
add_moves (Reader *reader, const BtNode *node)
{
  const BtNode *ghost =
      g_hash_table_lookup (reader->ghosts, bt_intern (bt_node_get_id (node)));

  while (ghost != NULL)
    {
      BtChange *change = add (reader, bt_node_get_attr (ghost, "change"), BT_CHANGE_MOVE, node);
      if (change == NULL)
        return;
      if (bt_node_get_attr (ghost, "verdict") != NULL)
        change->state = BT_CHANGE_WAITING;
      change->text = dup_words (reader, node);
      change->old = g_strdup (bt_node_get_id (g_hash_table_lookup (reader->parents, ghost)));
      ghost = g_hash_table_lookup (reader->ghosts, bt_intern (bt_node_get_id (ghost)));
    }
}

/* An attribute's value is what the next change of it found, or what it is now. */
static const char *
value_after (const BtNode *node, const GPtrArray *entries, guint index)
{
  const BtWas *entry = entries->pdata[index];

  for (guint i = index + 1; i < entries->len; i++)
    {
      const BtWas *next = entries->pdata[i];
      if (strcmp (next->name, entry->name) == 0)
        return next->value;
    }
  return bt_node_get_attr (node, entry->name);
}

/* Another change that inserts, deletes or joins the node as the one does that its mark names. */
static void
add_same (Reader *reader, const BtNode *node, const BtWas *entry)
{
  gboolean join = strcmp (entry->name, "join") == 0;
  BtChangeKind kind = join                                ? BT_CHANGE_JOIN
                      : strcmp (entry->name, "ins") == 0 ? BT_CHANGE_NODE_INSERT
                                                         : BT_CHANGE_NODE_DELETE;
  BtChange *change = add (reader, entry->change, kind, node);

  if (change == NULL)
    return;
  change->text = dup_words (reader, node);
  change->old = g_strdup (join ? bt_node_get_attr (node, "join-to") : "");
}

static void
add_attributes (Reader *reader, const BtNode *node)
{
  if (bt_node_get_attr (node, "was") == NULL)
    return;
  g_autoptr (GPtrArray) entries = bt_was_parse (bt_node_get_attr (node, "was"));
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      if (bt_was_is_same (entry))
        {
          add_same (reader, node, entry);
          continue;
        }
      const char *value = value_after (node, entries, i);
      BtChange *change = add (reader, entry->change, BT_CHANGE_ATTRIBUTE, node);
      if (change == NULL)
        return;
      change->name = bt_intern (entry->name);
      change->text = g_strdup (value != NULL ? value : "");
      change->old = g_strdup (entry->value != NULL ? entry->value : "");
    }
}

/* A run of a text. */
typedef struct
{
  const BtNode *node;
  const BtMark *mark;
  gsize start, end;
} Run;

/* An entry for words that is being read, and where its last words ended. */
typedef struct
{
  BtChange *change;
  GString *words;
  gsize end;
} Passage;

static Passage *
get_passage (Reader *reader, GArray *passages, const char *id, BtChangeKind kind,
             const BtNode *node)
{
  for (guint i = passages->len; i > 0; i--)
    {
      Passage *passage = &g_array_index (passages, Passage, i - 1);
      if (passage->change->id == bt_intern (id) && passage->change->kind == kind)
        return passage;
    }
  BtChange *change = add (reader, id, kind, node);
  if (change == NULL)
    return NULL;
  Passage passage = { change, g_string_new (NULL), 0 };
  g_array_append_val (passages, passage);
  return &g_array_index (passages, Passage, passages->len - 1);
}

/* Words that do not follow each other are parted by dots. */
static Passage *
add_run (Reader *reader, GArray *passages, const char *id, BtChangeKind kind, const Run *run)
{
  Passage *passage = get_passage (reader, passages, id, kind, run->node);

  if (passage == NULL)
    return NULL;
  if (passage->words->len > 0 && passage->end != run->start)
    g_string_append (passage->words, " … ");
  passage->end = run->end;
  if (run->mark->object != BT_OBJECT_NONE)
    {
      g_autofree char *object = bt_plan_dup_object_text (reader->plan, run->node, run->start);
      g_string_append (passage->words, object);
    }
  else
    g_string_append_len (passage->words, bt_node_get_string (run->node) + run->start,
                         run->end - run->start);
  return passage;
}

static void
add_was (Reader *reader, GArray *passages, const Run *run)
{
  if (run->mark->was == NULL)
    return;
  g_autoptr (GPtrArray) entries = bt_was_parse (run->mark->was);
  for (guint i = 0; i < entries->len; i++)
    {
      const BtWas *entry = entries->pdata[i];
      BtChangeKind kind = !bt_was_is_same (entry)             ? BT_CHANGE_FORMAT
                          : strcmp (entry->name, "ins") == 0 ? BT_CHANGE_TEXT_INSERT
                                                             : BT_CHANGE_TEXT_DELETE;
      Passage *passage = add_run (reader, passages, entry->change, kind, run);
      if (passage != NULL && passage->change->old == NULL)
        passage->change->old = g_strdup (entry->value != NULL ? entry->value : "");
    }
}

static void
add_text (Reader *reader, const BtNode *node)
{
  guint n_runs = 0;
  const BtText *text = bt_node_get_text (node);
  const BtRun *runs = text != NULL ? bt_text_get_runs (text, &n_runs) : NULL;
  g_autoptr (GArray) passages = g_array_new (FALSE, FALSE, sizeof (Passage));
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      Run run = { node, &runs[i].mark, start, runs[i].end };
      if (run.mark->ins != NULL)
        add_run (reader, passages, run.mark->ins, BT_CHANGE_TEXT_INSERT, &run);
      if (run.mark->del != NULL)
        add_run (reader, passages, run.mark->del, BT_CHANGE_TEXT_DELETE, &run);
      add_was (reader, passages, &run);
    }
  for (guint i = 0; i < passages->len; i++)
    {
      Passage *passage = &g_array_index (passages, Passage, i);
      passage->change->text = g_string_free (passage->words, FALSE);
      if (passage->change->old == NULL)
        passage->change->old = g_strdup ("");
    }
}

static void
read_node (Reader *reader, const BtNode *node)
{
  if (g_cancellable_is_cancelled (reader->cancellable))
    return;
  add_node_change (reader, node, "ins", BT_CHANGE_NODE_INSERT);
  add_node_change (reader, node, "del", BT_CHANGE_NODE_DELETE);
  if (bt_node_get_attr (node, "moved") != NULL)
    add_moves (reader, node);
  add_pair_change (reader, node, BT_CHANGE_SPLIT);
  add_pair_change (reader, node, BT_CHANGE_JOIN);
  add_attributes (reader, node);
  add_text (reader, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    read_node (reader, bt_node_get_child (node, i));
}

static void
note_ghosts (Reader *reader, const BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      note_ghosts (reader, child);
      if (bt_node_get_kind (child) != BT_NODE_GHOST)
        continue;
      g_hash_table_insert (reader->ghosts,
                           (gpointer) bt_intern (bt_node_get_attr (child, "of")), child);
      g_hash_table_insert (reader->parents, child, (gpointer) node);
    }
}

static void
note_records (Reader *reader, const BtNode *changes)
{
  for (guint i = 0; i < bt_node_get_n_children (changes); i++)
    {
      BtNode *record = bt_node_get_child (changes, i);
      g_hash_table_insert (reader->records, (gpointer) bt_intern (bt_node_get_id (record)),
                           record);
    }
}

/* What was decided and has left no mark comes at the end, as the record stands. */
static void
add_decided (Reader *reader, const BtNode *changes)
{
  for (guint i = 0; i < bt_node_get_n_children (changes); i++)
    {
      const BtNode *record = bt_node_get_child (changes, i);
      const char *id = bt_intern (bt_node_get_id (record));
      if (bt_node_get_attr (record, "decision") == NULL
          || g_hash_table_contains (reader->named, id))
        continue;
      BtChange *change = add (reader, id, BT_CHANGE_NONE, NULL);
      change->state = BT_CHANGE_DECIDED;
      change->text = g_strdup ("");
      change->old = g_strdup ("");
    }
}

/**
 * bt_change_list_new:
 * @plan: a plan
 * @cancellable: (nullable): to give up in between
 *
 * One entry for each way in which a change marks a node, in document order; what was moved is told of where it stands
 * now. Behind them stand the changes that are decided and have left no mark.
 *
 * Returns: (transfer full) (nullable) (element-type BtChange): the list; %NULL where it was given up
 */
GPtrArray *
bt_change_list_new (const BtPlan *plan, GCancellable *cancellable)
{
  g_return_val_if_fail (plan != NULL, NULL);

  g_autoptr (GHashTable) records = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ghosts = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (change_free);
  Reader reader = { plan, cancellable, records, ghosts, parents, named, list };
  const BtNode *changes = bt_plan_get_part (plan, BT_NODE_CHANGES);

  note_records (&reader, changes);
  note_ghosts (&reader, bt_plan_get_root (plan));
  read_node (&reader, bt_plan_get_root (plan));
  add_decided (&reader, changes);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&list);
}

static void
collect_ids (const BtNode *node, GHashTable *ids)
{
  g_hash_table_add (ids, (gpointer) bt_intern (bt_node_get_id (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_ids (bt_node_get_child (node, i), ids);
}

static gboolean
has_attr (const BtChange *change, const char *name, const char *wanted)
{
  return wanted == NULL || g_strcmp0 (bt_node_get_attr (change->record, name), wanted) == 0;
}

static gboolean
fits (const BtChange *change, const BtChangeFilter *filter, GHashTable *section)
{
  return change->state == BT_CHANGE_OPEN
         && (filter->ids == NULL || g_strv_contains (filter->ids, change->id))
         && has_attr (change, "author", filter->author) && has_attr (change, "round", filter->round)
         && (!filter->by_kind || change->kind == filter->kind)
         && (filter->section == NULL || g_hash_table_contains (section, change->node));
}

/**
 * bt_change_list_select:
 * @list: (element-type BtChange): the changes of @plan
 * @plan: a plan
 * @filter: what to choose; with nothing set, all
 *
 * A change is decided as a whole: it is chosen where one of its marks fits.
 *
 * Returns: (transfer full) (element-type utf8): the interned ids of the open changes that fit
 */
GHashTable *
bt_change_list_select (const GPtrArray *list, const BtPlan *plan, const BtChangeFilter *filter)
{
  g_return_val_if_fail (list != NULL && plan != NULL && filter != NULL, NULL);

  g_autoptr (GHashTable) section = g_hash_table_new (NULL, NULL);
  GHashTable *chosen = g_hash_table_new (NULL, NULL);
  const BtNode *root = filter->section != NULL ? bt_plan_get_node (plan, filter->section) : NULL;
  if (root != NULL)
    collect_ids (root, section);
  for (guint i = 0; i < list->len; i++)
    {
      const BtChange *change = list->pdata[i];
      if (fits (change, filter, section))
        g_hash_table_add (chosen, (gpointer) change->id);
    }
  return chosen;
}

/**
 * bt_change_get_attr:
 * @change: an entry
 * @name: "author", "time", "round", "decision", "decided-by", "decided" or "overtaken-by"
 *
 * Returns: (transfer none): what the record of the change says; "" where it says nothing
 */
const char *
bt_change_get_attr (const BtChange *change, const char *name)
{
  g_return_val_if_fail (change != NULL && name != NULL, "");

  const char *value = bt_node_get_attr (change->record, name);
  return value != NULL ? value : "";
}

/**
 * bt_change_kind_get_name:
 * @kind: a kind
 *
 * Returns: (transfer none): its name, as the command line has it
 */
const char *
bt_change_kind_get_name (BtChangeKind kind)
{
  g_return_val_if_fail (kind < BT_N_CHANGE_KINDS, NULL);
  return kind_names[kind];
}

/**
 * bt_change_kind_from_name:
 * @name: a name
 * @kind: (out): the kind of that name
 *
 * Returns: whether there is one of which marks tell
 */
gboolean
bt_change_kind_from_name (const char *name, BtChangeKind *kind)
{
  g_return_val_if_fail (name != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < BT_CHANGE_NONE; i++)
    if (strcmp (kind_names[i], name) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}
