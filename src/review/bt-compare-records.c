/* What goes along with a plan and bears no marks: the sources it cites and the comments on it. */
#include <string.h>

#include "bt-compare-private.h"

static BtNode *
find_by_id (BtNode *list, const char *id)
{
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    if (strcmp (bt_node_get_id (bt_node_get_child (list, i)), id) == 0)
      return bt_node_get_child (list, i);
  return NULL;
}

/* Everything a record says, in one string; not its id, nor which node it is on. */
static void
append_content (GString *content, const BtNode *node)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (strcmp (attrs[i].name, "node") != 0)
      g_string_append_printf (content, "%s\n%s\n", attrs[i].name, attrs[i].value);
  g_string_append_printf (content, "\f%s\f", bt_node_get_string (node));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    append_content (content, bt_node_get_child (node, i));
}

static char *
dup_content (const BtNode *node)
{
  GString *content = g_string_new (NULL);
  append_content (content, node);
  return g_string_free (content, FALSE);
}

/* The records of @list by what they say. */
static GHashTable *
index_records (BtNode *list)
{
  GHashTable *records = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    g_hash_table_insert (records, dup_content (bt_node_get_child (list, i)),
                         bt_node_get_child (list, i));
  return records;
}

/* The record of @old that says what @record does, the one of the same id first. */
static BtNode *
find_same (BtNode *old, GHashTable *records, BtNode *record)
{
  g_autofree char *content = dup_content (record);
  BtNode *same = find_by_id (old, bt_node_get_id (record));
  g_autofree char *same_content = same != NULL ? dup_content (same) : NULL;

  return g_strcmp0 (same_content, content) == 0 ? same : g_hash_table_lookup (records, content);
}

static BtNodeBuilder *
begin_list (BtNode *list)
{
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (list), bt_node_get_id (list));
  return builder;
}

/* The sources of both. One that says something else is another one, even under the same id. */
BtNode *
bt_compare_sources (BtComparison *comparison, BtNode *old, BtNode *new)
{
  g_autoptr (GHashTable) records = index_records (old);
  BtNodeBuilder *builder = begin_list (old);

  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    bt_node_builder_take_child (builder, bt_node_ref (bt_node_get_child (old, i)));
  for (guint i = 0; i < bt_node_get_n_children (new); i++)
    {
      BtNode *source = bt_node_get_child (new, i), *same = find_same (old, records, source);
      g_autoptr (BtNode) added = same == NULL ? bt_comparison_copy (comparison, source) : NULL;
      bt_comparison_set_target (comparison, bt_node_get_id (source),
                                bt_node_get_id (same != NULL ? same : added));
      if (added != NULL)
        bt_node_builder_take_child (builder, g_steal_pointer (&added));
    }
  return bt_node_builder_end (builder);
}

/* Finds which threads of comments are the same under other ids. */
void
bt_compare_threads (BtComparison *comparison, BtNode *old, BtNode *new)
{
  g_autoptr (GHashTable) records = index_records (old);

  for (guint i = 0; i < bt_node_get_n_children (new); i++)
    {
      BtNode *thread = bt_node_get_child (new, i), *same = find_same (old, records, thread);
      if (same != NULL && find_by_id (old, bt_node_get_id (thread)) == NULL)
        bt_comparison_set_target (comparison, bt_node_get_id (thread), bt_node_get_id (same));
    }
}

/* The threads of both; of one that both have, the one with more messages. */
BtNode *
bt_compare_comments (BtComparison *comparison, BtNode *old, BtNode *new)
{
  BtNodeBuilder *builder = begin_list (old);

  for (guint i = 0; i < bt_node_get_n_children (old); i++)
    {
      BtNode *thread = bt_node_get_child (old, i);
      BtNode *later = find_by_id (new, bt_node_get_id (thread));
      gboolean longer =
          later != NULL && bt_node_get_n_children (later) > bt_node_get_n_children (thread);
      const char *on = longer ? bt_node_get_attr (later, "node") : NULL;
      bt_node_builder_take_child (builder,
                                  longer ? bt_node_with_attr (later, "node",
                                                              bt_comparison_map (comparison, on))
                                         : bt_node_ref (thread));
    }
  for (guint i = 0; i < bt_node_get_n_children (new); i++)
    {
      BtNode *thread = bt_node_get_child (new, i);
      const char *on = bt_comparison_map (comparison, bt_node_get_attr (thread, "node"));
      if (bt_comparison_is_new_thread (comparison, bt_node_get_id (thread)))
        bt_node_builder_take_child (builder, bt_node_with_attr (thread, "node", on));
    }
  return bt_node_builder_end (builder);
}
