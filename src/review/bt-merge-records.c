/* What goes along with the copies and bears no marks: the records of changes, the sources and the comments. */
#include <string.h>

#include "bt-merge-private.h"
#include "bt-schema.h"

static BtNode *
get_list (const BtPlan *plan, BtNodeKind kind)
{
  return bt_plan_get_part (plan, kind);
}

static BtNode *
find_record (const BtNode *list, const char *id)
{
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    if (strcmp (bt_node_get_id (bt_node_get_child (list, i)), id) == 0)
      return bt_node_get_child (list, i);
  return NULL;
}

static BtNodeBuilder *
begin_list (const BtNode *list)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (list), bt_node_get_id (list));
  bt_node_builder_copy_attrs (builder, list);
  return builder;
}

/* Adds the records of all copies that @taken has not yet. */
static void
add_new (const BtMerge *merge, BtNodeKind kind, GHashTable *taken, GPtrArray *records)
{
  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      const BtNode *list = get_list (bt_merge_get_reviewer (merge, i)->plan, kind);
      for (guint j = 0; j < bt_node_get_n_children (list); j++)
        {
          BtNode *record = bt_node_get_child (list, j);
          if (g_hash_table_add (taken, (gpointer) bt_intern (bt_node_get_id (record))))
            g_ptr_array_add (records, bt_node_ref (record));
        }
    }
}

static GHashTable *
take_ids (const BtNode *list)
{
  GHashTable *taken = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    g_hash_table_add (taken, (gpointer) bt_intern (bt_node_get_id (bt_node_get_child (list, i))));
  return taken;
}

static void
take_children (BtNodeBuilder *builder, GPtrArray *children)
{
  for (guint i = 0; i < children->len; i++)
    bt_node_builder_take_child (builder, bt_node_ref (children->pdata[i]));
}

/* A record of the base, with the decision that a copy has taken about it. */
static BtNode *
take_decision (const BtMerge *merge, BtNode *record)
{
  const char *id = bt_node_get_id (record);

  for (guint i = 0; i < merge->reviewers->len && !bt_merge_is_disputed (merge, bt_intern (id)); i++)
    {
      BtNode *own = g_hash_table_lookup (bt_merge_get_reviewer (merge, i)->records, id);
      if (own != NULL && bt_node_get_attr (own, "decision") != NULL)
        return bt_node_ref (own);
    }
  return bt_node_ref (record);
}

/* The records of the base, then those of the copies, then those of the merge itself. */
BtNode *
bt_merge_changes (BtMerge *merge)
{
  const BtNode *base = get_list (merge->base, BT_NODE_CHANGES);
  g_autoptr (GHashTable) taken = take_ids (base);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  BtNodeBuilder *builder = begin_list (base);

  for (guint i = 0; i < bt_node_get_n_children (base); i++)
    bt_node_builder_take_child (builder, take_decision (merge, bt_node_get_child (base, i)));
  add_new (merge, BT_NODE_CHANGES, taken, records);
  take_children (builder, records);
  take_children (builder, merge->records);
  return bt_node_builder_end (builder);
}

/* A record of the base as the copies have it: the only other version of it there is. Two different ones are a conflict,
 * and the first stands. */
static BtNode *
take_version (BtMerge *merge, BtNodeKind kind, BtNode *record)
{
  const char *id = bt_node_get_id (record);
  BtNode *found = record;
  guint finder = 0;

  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      BtNode *own = find_record (get_list (bt_merge_get_reviewer (merge, i)->plan, kind), id);
      if (own == NULL || bt_node_equal (own, record) || bt_node_equal (own, found))
        continue;
      if (found == record)
        {
          found = own;
          finder = i;
          continue;
        }
      BtConflict *conflict = bt_merge_add_conflict (merge, BT_CONFLICT_RECORD, id);
      bt_conflict_set_side (conflict, 0, merge, finder, NULL);
      conflict->sides[0].text = g_strdup (bt_node_get_string (found));
      bt_conflict_set_side (conflict, 1, merge, i, NULL);
      conflict->sides[1].text = g_strdup (bt_node_get_string (own));
    }
  return bt_node_ref (found);
}

/* The sources that any of the copies cites. */
BtNode *
bt_merge_sources (BtMerge *merge)
{
  const BtNode *base = get_list (merge->base, BT_NODE_SOURCES);
  g_autoptr (GHashTable) taken = take_ids (base);
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  BtNodeBuilder *builder = begin_list (base);

  for (guint i = 0; i < bt_node_get_n_children (base); i++)
    bt_node_builder_take_child (builder, take_version (merge, BT_NODE_SOURCES, bt_node_get_child (base, i)));
  add_new (merge, BT_NODE_SOURCES, taken, sources);
  take_children (builder, sources);
  return bt_node_builder_end (builder);
}

/* The versions of one thread: the base's, which may be NULL, and those of the copies, by reviewer. */
static GPtrArray *
list_versions (const BtMerge *merge, const char *id)
{
  GPtrArray *versions = g_ptr_array_new ();

  for (guint i = 0; i < merge->reviewers->len; i++)
    {
      BtNode *own = find_record (get_list (bt_merge_get_reviewer (merge, i)->plan, BT_NODE_COMMENTS), id);
      if (own != NULL)
        g_ptr_array_add (versions, own);
    }
  return versions;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const BtNode *one = *(BtNode *const *) a, *other = *(BtNode *const *) b;
  return g_strcmp0 (bt_node_get_attr (one, "time"), bt_node_get_attr (other, "time"));
}

/* A message of the base as a copy has it, where its author has changed it. */
static BtNode *
take_message (GPtrArray *versions, BtNode *message)
{
  for (guint i = 0; i < versions->len; i++)
    {
      BtNode *own = find_record (versions->pdata[i], bt_node_get_id (message));
      if (own != NULL && !bt_node_equal (own, message))
        return bt_node_ref (own);
    }
  return bt_node_ref (message);
}

/* Replies of all copies, in the order of their times. */
static GPtrArray *
list_replies (GPtrArray *versions, const BtNode *thread)
{
  g_autoptr (GHashTable) taken = take_ids (thread);
  GPtrArray *replies = g_ptr_array_new ();

  for (guint i = 0; i < versions->len; i++)
    for (guint j = 0; j < bt_node_get_n_children (versions->pdata[i]); j++)
      {
        BtNode *reply = bt_node_get_child (versions->pdata[i], j);
        if (g_hash_table_add (taken, (gpointer) bt_intern (bt_node_get_id (reply))))
          g_ptr_array_add (replies, reply);
      }
  g_ptr_array_sort (replies, compare_times);
  return replies;
}

/* Whether the thread is resolved: as in the base where nobody has changed that. One that somebody has answered while
 * another resolved it is not. */
static const char *
get_resolved (GPtrArray *versions, const BtNode *thread)
{
  const char *resolved = bt_node_get_attr (thread, "resolved");
  gboolean changed = FALSE, answered = FALSE;

  for (guint i = 0; i < versions->len; i++)
    {
      gboolean same = g_strcmp0 (bt_node_get_attr (versions->pdata[i], "resolved"), resolved) == 0;
      changed = changed || !same;
      answered = answered || (same && bt_node_get_n_children (versions->pdata[i]) > bt_node_get_n_children (thread));
    }
  if (resolved != NULL)
    return changed ? NULL : resolved;
  return changed && !answered ? "yes" : NULL;
}

static BtNode *
merge_thread (const BtMerge *merge, BtNode *thread)
{
  g_autoptr (GPtrArray) versions = list_versions (merge, bt_node_get_id (thread));
  g_autoptr (GPtrArray) replies = list_replies (versions, thread);
  BtNodeBuilder *builder = begin_list (thread);

  bt_node_builder_set_attr (builder, "resolved", get_resolved (versions, thread));
  for (guint i = 0; i < bt_node_get_n_children (thread); i++)
    {
      BtNode *child = bt_node_get_child (thread, i);
      bt_node_builder_take_child (builder, take_message (versions, child));
    }
  take_children (builder, replies);
  return bt_node_builder_end (builder);
}

/* A reviewer's thread is on what his node has become. */
static BtNode *
place_thread (const BtMerge *merge, BtNode *thread)
{
  const char *id = bt_node_get_id (thread), *node = bt_node_get_attr (thread, "node");

  for (guint i = 0; node != NULL && i < merge->reviewers->len; i++)
    if (bt_merge_find_own (merge, i, id) != NULL)
      return bt_node_with_attr (thread, "node", bt_merge_map_id (merge, i, node));
  return bt_node_ref (thread);
}

/* The threads of all copies, with everybody's messages. */
BtNode *
bt_merge_comments (BtMerge *merge)
{
  const BtNode *base = get_list (merge->base, BT_NODE_COMMENTS);
  g_autoptr (GHashTable) taken = take_ids (base);
  g_autoptr (GPtrArray) threads = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  BtNodeBuilder *builder = begin_list (base);

  for (guint i = 0; i < bt_node_get_n_children (base); i++)
    bt_node_builder_take_child (builder, merge_thread (merge, bt_node_get_child (base, i)));
  add_new (merge, BT_NODE_COMMENTS, taken, threads);
  for (guint i = 0; i < threads->len; i++)
    {
      g_autoptr (BtNode) united = merge_thread (merge, threads->pdata[i]);
      bt_node_builder_take_child (builder, place_thread (merge, united));
    }
  take_children (builder, merge->threads);
  return bt_node_builder_end (builder);
}
