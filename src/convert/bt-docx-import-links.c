/* Splits and joins between what cannot be one text: the document has only paragraphs, the plan more than one kind. */
#include "bt-docx-import-private.h"

static void
collect_kinds (const BtNode *node, GHashTable *kinds)
{
  g_hash_table_insert (kinds, (gpointer) bt_intern (bt_node_get_id (node)),
                       GUINT_TO_POINTER (bt_node_get_kind (node) + 1));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect_kinds (bt_node_get_child (node, i), kinds);
}

/* Takes @mark and @pointer away where the latter names what is of another kind, or is not there. */
static BtNode *
cut_link (BtNode *node, GHashTable *kinds, const char *mark, const char *pointer)
{
  const char *id = bt_node_get_attr (node, pointer);

  if (id == NULL
      || g_hash_table_lookup (kinds, bt_intern (id))
             == GUINT_TO_POINTER (bt_node_get_kind (node) + 1))
    return node;
  g_autoptr (BtNode) loose = bt_node_with_attr (node, pointer, NULL);
  bt_node_unref (node);
  return bt_node_with_attr (loose, mark, NULL);
}

static BtNode *
cut_links (BtNode *root, GHashTable *kinds)
{
  BtNode *node = cut_link (root, kinds, "split", "split-of");

  node = cut_link (node, kinds, "join", "join-to");
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      g_autoptr (BtNode) cut = cut_links (bt_node_ref (child), kinds);
      if (cut == child)
        continue;
      BtNode *next = bt_node_with_child (node, i, cut);
      bt_node_unref (node);
      node = next;
    }
  return node;
}

/**
 * bt_docx_import_cut_links:
 * @root: (transfer full): the plan
 *
 * What was split from a clause and is a recipient now, or was moved away since, stands for itself whatever is decided.
 *
 * Returns: (transfer full): the plan in which splits and joins are those of paragraphs of one kind
 */
BtNode *
bt_docx_import_cut_links (BtNode *root)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new (NULL, NULL);

  collect_kinds (root, kinds);
  return cut_links (root, kinds);
}
