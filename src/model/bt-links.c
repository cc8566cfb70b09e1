/* Whether the marks of a plan that name other nodes lead somewhere: each ghost to something that has moved, each move
 * to the place it began at, each split and join to a paragraph, and none of them back to itself. Whoever follows them
 * may then do so without looking back. */
#include "bt-links.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-schema.h"

typedef struct
{
  GHashTable *nodes;  /* id to BtNode, of the whole plan */
  GHashTable *ghosts; /* ids of what ghosts stand for */
} Links;

static BtNode *
follow (const Links *links, const BtNode *node, const char *pointer)
{
  const char *id = bt_node_get_attr (node, pointer);
  return id != NULL ? g_hash_table_lookup (links->nodes, id) : NULL;
}

static gboolean
check_ghost (const Links *links, const BtNode *ghost, GError **error)
{
  const BtNode *of = follow (links, ghost, "of");

  if (bt_node_get_kind (of) != BT_NODE_GHOST && bt_node_get_attr (of, "moved") == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("the ghost “%s” stands for “%s”, which has not moved"),
                   bt_node_get_id (ghost), bt_node_get_id (of));
      return FALSE;
    }
  if (g_hash_table_add (links->ghosts, (gpointer) bt_node_get_id (of)))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("more than one ghost stands for “%s”"), bt_node_get_id (of));
  return FALSE;
}

static gboolean
check_ghosts (const Links *links, const BtNode *node, GError **error)
{
  if (!bt_node_has_marks (node))
    return TRUE;
  if (bt_node_get_kind (node) == BT_NODE_GHOST && !check_ghost (links, node, error))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_ghosts (links, bt_node_get_child (node, i), error))
      return FALSE;
  return TRUE;
}

/* What has moved can go back to the place of its ghost. It is known that ghosts lead somewhere. */
static gboolean
check_place (const Links *links, const BtNode *parent, const BtNode *ghost, GError **error)
{
  const BtNode *of = ghost;

  while (bt_node_get_kind (of) == BT_NODE_GHOST)
    of = follow (links, of, "of");
  if (bt_node_kind_allows_child (bt_node_get_kind (parent), bt_node_get_kind (of)))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("the ghost “%s” stands where “%s” cannot"), bt_node_get_id (ghost),
               bt_node_get_id (of));
  return FALSE;
}

static gboolean
check_places (const Links *links, const BtNode *node, GError **error)
{
  if (!bt_node_has_marks (node))
    return TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      if (bt_node_get_kind (child) == BT_NODE_GHOST ? !check_place (links, node, child, error)
                                                    : !check_places (links, child, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether following the pointer from @node ends; as fast as the pointer is long, as one turtle and one hare see. */
static gboolean
check_ends (const Links *links, const BtNode *node, const char *pointer, GError **error)
{
  const BtNode *slow = node, *fast = node;

  do
    {
      slow = follow (links, slow, pointer);
      for (guint i = 0; i < 2 && fast != NULL; i++)
        fast = follow (links, fast, pointer);
    }
  while (fast != NULL && slow != fast);
  if (fast == NULL)
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%s” of “%s” leads back to where it began"), pointer,
               bt_node_get_id (node));
  return FALSE;
}

/* What is split from, or joined to, something takes its text along; a text of one line takes no lines. */
static gboolean
check_text (const Links *links, const BtNode *node, const char *pointer, GError **error)
{
  const BtNode *other = follow (links, node, pointer);
  BtTextRule rule = bt_node_kind_get_text_rule (bt_node_get_kind (node));

  if (other == NULL
      || (rule != BT_TEXT_NONE && bt_node_kind_get_text_rule (bt_node_get_kind (other)) == rule))
    return TRUE;
  g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
               _ ("“%s” of “%s” names “%s”, which is no paragraph of its kind"), pointer,
               bt_node_get_id (node), bt_node_get_id (other));
  return FALSE;
}

static gboolean
check_node (const Links *links, const BtNode *node, GError **error)
{
  static const char *const pointers[] = { "of", "split-of", "join-to", "join-after" };

  if (bt_node_get_attr (node, "moved") != NULL && !g_hash_table_contains (links->ghosts, bt_node_get_id (node)))
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, _ ("“%s” is marked as moved, but no ghost shows from where"),
                   bt_node_get_id (node));
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    if (bt_node_get_attr (node, pointers[i]) != NULL && !check_ends (links, node, pointers[i], error))
      return FALSE;
  return check_text (links, node, "split-of", error) && check_text (links, node, "join-to", error);
}

static gboolean
check_nodes (const Links *links, const BtNode *node, GError **error)
{
  if (!bt_node_has_marks (node))
    return TRUE;
  if (!check_node (links, node, error))
    return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    if (!check_nodes (links, bt_node_get_child (node, i), error))
      return FALSE;
  return TRUE;
}

/**
 * bt_links_check:
 * @root: the root of a plan
 * @nodes: (element-type BtNode): all its nodes by id; what its marks name is among them
 * @error: return location
 *
 * Returns: whether its moves, splits and joins lead somewhere; %BT_ERROR_INVALID otherwise, which tells which does not
 */
gboolean
bt_links_check (BtNode *root, GHashTable *nodes, GError **error)
{
  g_autoptr (GHashTable) ghosts = g_hash_table_new (g_str_hash, g_str_equal);
  Links links = { nodes, ghosts };

  g_return_val_if_fail (root != NULL && nodes != NULL, FALSE);

  return check_ghosts (&links, root, error) && check_nodes (&links, root, error)
         && check_places (&links, root, error);
}
