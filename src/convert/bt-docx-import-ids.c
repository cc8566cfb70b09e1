/* The ids of a document of our own that somebody has edited: what its bookmarks still name keeps its id, so that the
 * plan that comes back can be compared with the one that went out. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-docx-names.h"
#include "bt-id.h"

/* The id of the node that a bookmark is around; NULL for none. */
static const char *
find_id (const BtDocxOwn *own, const char *name, const char *prefix)
{
  const char *id = g_hash_table_lookup (own->aliases, name);

  if (id == NULL && g_str_has_prefix (name, prefix))
    id = bt_intern (name + strlen (prefix));
  return id != NULL && g_hash_table_contains (own->nodes, id) ? id : NULL;
}

/* The element in our own tree that one of the paragraph's bookmarks names: the first that is around words. Of
 * paragraphs that were deleted before it, a word processor leaves the bookmarks at its beginning. */
static const xmlNode *
find_named (const BtDocxImport *self, const BtDocxParagraph *paragraph, const char *prefix)
{
  const BtDocxOwn *own = self->docx->own;
  const char *named = NULL;

  for (guint i = 0; own != NULL && paragraph->names != NULL && i < paragraph->names->len; i++)
    {
      const char *id = find_id (own, paragraph->names->pdata[i], prefix);
      const BtText *text = id != NULL ? g_hash_table_lookup (own->texts, id) : NULL;
      named = named != NULL ? named : id;
      if (text != NULL && bt_text_get_length (text) > 0)
        return g_hash_table_lookup (own->nodes, id);
    }
  return named != NULL ? g_hash_table_lookup (own->nodes, named) : NULL;
}

/**
 * bt_docx_import_find_own:
 * @self: an import
 * @blocks: (element-type BtDocxBlock): what stands in a cell
 * @prefix: what bookmarks begin with
 *
 * Returns: (transfer none) (nullable): the element of our own tree that a bookmark there names
 */
const xmlNode *
bt_docx_import_find_own (const BtDocxImport *self, const GPtrArray *blocks, const char *prefix)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxParagraph *paragraph = ((BtDocxBlock *) blocks->pdata[i])->paragraph;
      const xmlNode *node = paragraph != NULL ? find_named (self, paragraph, prefix) : NULL;
      if (node != NULL)
        return node;
    }
  return NULL;
}

/**
 * bt_docx_import_keep_id:
 * @self: an import
 * @node: a new node
 * @own: (nullable): the element of our own tree that it was
 *
 * What became something else is something new.
 */
void
bt_docx_import_keep_id (BtDocxImport *self, const BtNode *node, const xmlNode *own)
{
  const char *known = own != NULL ? bt_intern (bt_docx_attr (own, "id")) : NULL;
  const char *id = bt_intern (bt_node_get_id (node));

  if (known == NULL || !bt_id_is_valid (known) || g_hash_table_contains (self->ids, id)
      || !bt_docx_is (own, bt_node_kind_get_name (bt_node_get_kind (node))))
    return;
  if (g_hash_table_add (self->kept, (gpointer) known))
    g_hash_table_insert (self->ids, (gpointer) id, (gpointer) known);
}

/**
 * bt_docx_import_hint:
 * @self: an import of a document of our own
 * @paragraph: one of its paragraphs
 * @line: (inout): the line of the recogniser that begins with it: is told where it stood, with what label
 */
void
bt_docx_import_hint (const BtDocxImport *self, const BtDocxParagraph *paragraph, BtImportLine *line)
{
  const xmlNode *node = find_named (self, paragraph, BT_DOCX_MARK_NODE);

  line->basis = node != NULL && bt_docx_is (node, "basis");
  line->recipient = node != NULL && bt_docx_is (node, "recipient");
  if (node == NULL || !bt_docx_is (node, "clause"))
    return;
  line->known = bt_docx_attr (node, "id");
  line->parent = bt_docx_is (node->parent, "clause") ? bt_docx_attr (node->parent, "id") : "";
  line->label = bt_docx_attr (node, "label");
  line->heading = bt_docx_attr (node, "heading");
}

/* The node that has become of an element of our own tree that bookmarks name. */
static const char *
find_place (const BtDocxImport *self, const xmlNode *own)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->place != NULL && piece->paragraph != NULL
          && find_named (self, piece->paragraph, BT_DOCX_MARK_NODE) == own)
        return piece->place;
    }
  return NULL;
}

/**
 * bt_docx_import_find_parent:
 * @self: an import
 * @piece: a paragraph, which may be deleted
 * @root: the plan
 *
 * Returns: (transfer none) (nullable): what has become of what it stood in when it went out: a clause, or a list of the
 *   plan; %NULL where that is not known
 */
const char *
bt_docx_import_find_parent (const BtDocxImport *self, const BtDocxPiece *piece, const BtNode *root)
{
  static const BtNodeKind lists[] = { BT_NODE_BODY, BT_NODE_BASES, BT_NODE_RECIPIENTS };
  const xmlNode *node =
      piece->paragraph != NULL ? find_named (self, piece->paragraph, BT_DOCX_MARK_NODE) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (lists) && node != NULL; i++)
    if (bt_docx_is (node->parent, bt_node_kind_get_name (lists[i])))
      return bt_node_get_id (bt_node_get_child_of_kind (root, lists[i]));
  return node != NULL && bt_docx_is (node->parent, "clause") ? find_place (self, node->parent) : NULL;
}

/* Parts that the plan, an appendix, a table always have, with those of what kept its id. */
static void
keep_parts (BtDocxImport *self, const BtNode *node)
{
  const char *known = g_hash_table_lookup (self->ids, bt_intern (bt_node_get_id (node)));
  const xmlNode *own = known != NULL ? g_hash_table_lookup (self->docx->own->nodes, known) : NULL;

  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      BtNodeKind kind = bt_node_get_kind (child);
      if (!bt_node_kind_allows_child (bt_node_get_kind (node), kind))
        bt_docx_import_keep_id (self, child, bt_docx_child (own, bt_node_kind_get_name (kind)));
      keep_parts (self, child);
    }
}

/* The nodes of a tree, and of each what it stands in. */
static void
index_nodes (const BtNode *node, GHashTable *nodes, GHashTable *parents)
{
  g_hash_table_insert (nodes, (gpointer) bt_intern (bt_node_get_id (node)), (gpointer) node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      g_hash_table_insert (parents, child, (gpointer) node);
      index_nodes (child, nodes, parents);
    }
}

/* What a bookmark names keeps its id; the title and the note of an appendix are named by that. */
static void
keep_pieces (BtDocxImport *self, const BtNode *root)
{
  g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);

  index_nodes (root, nodes, parents);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      const char *id = piece->node != NULL ? piece->node : piece->place;
      const BtNode *node = id != NULL ? g_hash_table_lookup (nodes, id) : NULL;
      const BtNode *parent = node != NULL ? g_hash_table_lookup (parents, node) : NULL;
      const xmlNode *own = piece->paragraph != NULL && parent != NULL
                               ? find_named (self, piece->paragraph, BT_DOCX_MARK_NODE)
                               : NULL;
      gboolean fixed = parent != NULL
                       && !bt_node_kind_allows_child (bt_node_get_kind (parent), bt_node_get_kind (node));
      if (own != NULL)
        bt_docx_import_keep_id (self, fixed ? parent : node, fixed ? own->parent : own);
    }
}

static const char *
map_id (GHashTable *ids, const char *id)
{
  const char *kept = id != NULL ? g_hash_table_lookup (ids, bt_intern (id)) : NULL;

  return kept != NULL ? kept : id;
}

/* What was said before keeps its id. */
static void
keep_messages (BtDocxImport *self)
{
  GHashTableIter iter;
  gpointer number, own;

  g_hash_table_iter_init (&iter, self->docx->own->messages);
  while (g_hash_table_iter_next (&iter, &number, &own))
    {
      const BtNode *message = g_hash_table_lookup (self->docx->messages, number);
      if (message != NULL)
        bt_docx_import_keep_id (self, message, own);
    }
}

/* What nobody can see in the document, or set there; it says nothing of what became something else. What is deleted is
 * what it was. */
static void
copy_shape_cb (const BtNode *node, BtNodeBuilder *builder, gpointer data)
{
  const BtDocxImport *self = data;
  static const char *const names[] = { "role", "width", "orientation", "time", "edited", "label", "heading" };
  const guint n_names = bt_node_get_attr (node, "del") != NULL ? G_N_ELEMENTS (names) : 5;
  const char *kept = g_hash_table_lookup (self->ids, bt_intern (bt_node_get_id (node)));
  const xmlNode *own = kept != NULL ? g_hash_table_lookup (self->docx->own->nodes, kept) : NULL;

  if (own == NULL || !bt_docx_is (own, bt_node_kind_get_name (bt_node_get_kind (node))))
    return;
  for (guint i = 0; i < n_names; i++)
    if (bt_docx_attr (own, names[i]) != NULL)
      bt_node_builder_set_attr (builder, names[i], bt_docx_attr (own, names[i]));
}

/**
 * bt_docx_import_rename:
 * @node: a node
 * @ids: interned id -> the one that it gets
 * @shape: (nullable): is told each node that is made again
 * @data: for @shape
 *
 * Returns: (transfer full): the tree with other ids, also where nodes name each other
 */
BtNode *
bt_docx_import_rename (BtNode *node, GHashTable *ids, BtDocxShape shape, gpointer data)
{
  static const char *const pointers[] = { "split-of", "join-to", "of", "node" };
  BtNodeBuilder *builder =
      bt_node_builder_new (bt_node_get_kind (node), map_id (ids, bt_node_get_id (node)));

  bt_node_builder_copy_attrs (builder, node);
  for (guint i = 0; i < G_N_ELEMENTS (pointers); i++)
    if (bt_node_get_attr (node, pointers[i]) != NULL)
      bt_node_builder_set_attr (builder, pointers[i],
                                map_id (ids, bt_node_get_attr (node, pointers[i])));
  if (shape != NULL)
    shape (node, builder, data);
  if (bt_node_get_text (node) != NULL)
    bt_node_builder_take_text (builder, bt_text_ref (bt_node_get_text (node)));
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    bt_node_builder_take_child (
        builder, bt_docx_import_rename (bt_node_get_child (node, i), ids, shape, data));
  return bt_node_builder_end (builder);
}

/* What the plan as a whole is, nothing in the text says. */
static BtNode *
copy_plan_attrs (const BtDocxImport *self, BtNode *root)
{
  static const char *const names[] = { "profile", "medium", "state", "round", "tracking" };
  BtNode *plan = bt_node_ref (root);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      BtNode *next =
          bt_node_with_attr (plan, names[i], bt_docx_attr (self->docx->own->tree, names[i]));
      bt_node_unref (plan);
      plan = next;
    }
  return plan;
}

static void
note_paragraph (BtDocxImport *self, const BtDocxParagraph *paragraph, BtDocxOrigin what,
                const char *id)
{
  gpointer key = BT_DOCX_ORIGIN (paragraph->origin, what);

  if (paragraph->origin > 0 && !g_hash_table_contains (self->origins, key))
    g_hash_table_insert (self->origins, key, (gpointer) bt_intern (id));
}

/**
 * bt_docx_import_note_origins:
 * @self: an import
 * @blocks: (element-type BtDocxBlock): what stands in a cell
 * @what: what was made of it, or of what it lies in
 * @node: that
 */
void
bt_docx_import_note_origins (BtDocxImport *self, const GPtrArray *blocks, BtDocxOrigin what,
                             const BtNode *node)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxParagraph *paragraph = ((BtDocxBlock *) blocks->pdata[i])->paragraph;
      if (paragraph != NULL)
        note_paragraph (self, paragraph, what, bt_node_get_id (node));
    }
}

/**
 * bt_docx_import_take_origins:
 * @self: an import whose plan is made
 *
 * Returns: (transfer full): of which paragraphs of the document which nodes were made: BT_DOCX_ORIGIN() -> interned id
 */
GHashTable *
bt_docx_import_take_origins (BtDocxImport *self)
{
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->paragraph != NULL && piece->node != NULL)
        note_paragraph (self, piece->paragraph, BT_DOCX_ORIGIN_ITEM, piece->node);
    }
  g_hash_table_iter_init (&iter, self->origins);
  while (g_hash_table_iter_next (&iter, NULL, &id))
    g_hash_table_iter_replace (&iter, (gpointer) bt_intern (map_id (self->ids, id)));
  return g_hash_table_ref (self->origins);
}

/**
 * bt_docx_import_keep_ids:
 * @self: an import
 * @root: (transfer full): the plan
 *
 * Returns: (transfer full): the plan with the ids that its parts had when it went out
 */
BtNode *
bt_docx_import_keep_ids (BtDocxImport *self, BtNode *root)
{
  if (self->docx->own == NULL)
    return root;
  bt_docx_import_keep_id (self, root, self->docx->own->tree);
  keep_pieces (self, root);
  keep_parts (self, root);
  keep_messages (self);
  g_autoptr (BtNode) renamed = bt_docx_import_rename (root, self->ids, copy_shape_cb, self);
  bt_node_unref (root);
  return copy_plan_attrs (self, renamed);
}
