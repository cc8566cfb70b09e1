/* A node of the plan's tree: immutable, reference-counted, shared between the plans before and after a step. */
#include "bt-node.h"

#include <string.h>

#include "bt-id.h"
#include "bt-node-list.h"
#include "bt-schema.h"

struct _BtNode
{
  gatomicrefcount ref_count;
  BtNodeKind kind;
  guint n_attrs;
  guint n_children;
  gboolean
      has_marks; /* it, or a node below it, bears a mark of a tracked change or names another node */
  char *id;      /* a GRefString, shared by all versions of the node */
  BtText *text;
  BtAttr *attrs; /* values are GRefStrings; sorted by the schema's order of names */
  BtNodeList *children; /* NULL where there are none */
};

struct _BtNodeBuilder
{
  BtNodeKind kind;
  char *id;
  BtText *text;
  GArray *attrs;       /* of BtAttr */
  GPtrArray *children; /* of BtNode */
};

/* Attributes that are marks of changes or name other nodes. */
static gboolean
is_mark (const char *name)
{
  static const char *const marks[] = { "ins",     "del", "moved", "split",  "split-of", "join",
                                       "join-to", "was", "of",    "change", NULL };
  return g_strv_contains (marks, name);
}

static gboolean
find_marks (const BtNode *node)
{
  for (guint i = 0; i < node->n_attrs; i++)
    if (is_mark (node->attrs[i].name))
      return TRUE;
  if (bt_node_list_has_marks (node->children))
    return TRUE;
  return node->text != NULL && bt_text_has_marks (node->text);
}

/* Takes over all it is given. */
static BtNode *
node_alloc (BtNodeKind kind, char *id, BtText *text, BtAttr *attrs, guint n_attrs,
            BtNodeList *children)
{
  BtNode *node = g_new (BtNode, 1);

  g_atomic_ref_count_init (&node->ref_count);
  node->kind = kind;
  node->id = id;
  node->text = text;
  node->attrs = attrs;
  node->n_attrs = n_attrs;
  node->children = children;
  node->n_children = bt_node_list_get_length (children);
  node->has_marks = find_marks (node);
  return node;
}

static void
node_free (BtNode *node)
{
  for (guint i = 0; i < node->n_attrs; i++)
    g_ref_string_release (node->attrs[i].value);
  bt_node_list_unref (node->children);
  g_clear_pointer (&node->text, bt_text_unref);
  g_ref_string_release (node->id);
  g_free (node->attrs);
  g_free (node);
}

/**
 * bt_node_ref:
 * @node: a node
 *
 * Returns: (transfer full): @node; safe from any thread
 */
BtNode *
bt_node_ref (BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);
  g_atomic_ref_count_inc (&node->ref_count);
  return node;
}

/**
 * bt_node_unref:
 * @node: (transfer full): a node
 */
void
bt_node_unref (BtNode *node)
{
  g_return_if_fail (node != NULL);
  if (g_atomic_ref_count_dec (&node->ref_count))
    node_free (node);
}

/**
 * bt_node_get_kind:
 * @node: a node
 *
 * Returns: what it is
 */
BtNodeKind
bt_node_get_kind (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, BT_NODE_FOREIGN);
  return node->kind;
}

/**
 * bt_node_get_id:
 * @node: a node
 *
 * Returns: (transfer none): its permanent id
 */
const char *
bt_node_get_id (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);
  return node->id;
}

/**
 * bt_node_get_attr:
 * @node: a node
 * @name: an attribute's name
 *
 * Returns: (transfer none) (nullable): its value, %NULL where it is not set
 */
const char *
bt_node_get_attr (const BtNode *node, const char *name)
{
  g_return_val_if_fail (node != NULL && name != NULL, NULL);

  for (guint i = 0; i < node->n_attrs; i++)
    if (strcmp (node->attrs[i].name, name) == 0)
      return node->attrs[i].value;
  return NULL;
}

/**
 * bt_node_get_attrs:
 * @node: a node
 * @n_attrs: (out): how many
 *
 * Returns: (transfer none): all attributes in the order of the schema, foreign ones last
 */
const BtAttr *
bt_node_get_attrs (const BtNode *node, guint *n_attrs)
{
  g_return_val_if_fail (node != NULL && n_attrs != NULL, NULL);
  *n_attrs = node->n_attrs;
  return node->attrs;
}

/**
 * bt_node_get_text:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): its own text; %NULL only where its kind has none
 */
BtText *
bt_node_get_text (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);
  return node->text;
}

/**
 * bt_node_get_string:
 * @node: a node
 *
 * Returns: (transfer none): the characters of its own text, "" where it has none
 */
const char *
bt_node_get_string (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);
  return node->text != NULL ? bt_text_get_string (node->text) : "";
}

/**
 * bt_node_find_text:
 * @node: a node
 *
 * Returns: (transfer none) (nullable): @node where it has a text, else the first in it that has one
 */
BtNode *
bt_node_find_text (BtNode *node)
{
  BtNode *found;

  g_return_val_if_fail (node != NULL, NULL);

  found = node->text != NULL ? node : NULL;
  for (guint i = 0; found == NULL && i < bt_node_get_n_children (node); i++)
    found = bt_node_find_text (bt_node_get_child (node, i));
  return found;
}

/**
 * bt_node_get_n_children:
 * @node: a node
 *
 * Returns: how many children it has
 */
guint
bt_node_get_n_children (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, 0);
  return node->n_children;
}

/**
 * bt_node_get_child:
 * @node: a node
 * @position: below bt_node_get_n_children()
 *
 * Returns: (transfer none): that child
 */
BtNode *
bt_node_get_child (const BtNode *node, guint position)
{
  g_return_val_if_fail (node != NULL && position < node->n_children, NULL);
  return bt_node_list_get (node->children, position);
}

/**
 * bt_node_find_child:
 * @node: a node
 * @id: an id
 * @position: (out): where the child of that id stands
 *
 * Returns: whether there is one
 */
gboolean
bt_node_find_child (const BtNode *node, const char *id, guint *position)
{
  g_return_val_if_fail (node != NULL && id != NULL && position != NULL, FALSE);
  return *id != '\0' && bt_node_list_find (node->children, id, position);
}

/**
 * bt_node_get_child_of_kind:
 * @node: a node
 * @kind: what is looked for
 *
 * Returns: (transfer none) (nullable): the first child of that kind
 */
BtNode *
bt_node_get_child_of_kind (const BtNode *node, BtNodeKind kind)
{
  g_return_val_if_fail (node != NULL, NULL);

  for (guint i = 0; i < node->n_children; i++)
    {
      BtNode *child = bt_node_list_get (node->children, i);

      if (child->kind == kind)
        return child;
    }
  return NULL;
}

/**
 * bt_node_has_marks:
 * @node: a node
 *
 * Returns: whether it, or a node below it, may bear a mark of a tracked change or name another node; where not, whoever
 *   looks for marks need not look there
 */
gboolean
bt_node_has_marks (const BtNode *node)
{
  g_return_val_if_fail (node != NULL, FALSE);
  return node->has_marks;
}

static gboolean
attrs_equal (const BtNode *a, const BtNode *b)
{
  if (a->n_attrs != b->n_attrs)
    return FALSE;
  for (guint i = 0; i < a->n_attrs; i++)
    if (a->attrs[i].name != b->attrs[i].name || strcmp (a->attrs[i].value, b->attrs[i].value) != 0)
      return FALSE;
  return TRUE;
}

/**
 * bt_node_equal:
 * @a: a node
 * @b: a node
 *
 * Returns: whether both have the same ids, attributes, texts and children throughout
 */
gboolean
bt_node_equal (const BtNode *a, const BtNode *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (a == b)
    return TRUE;
  if (a->kind != b->kind || a->n_children != b->n_children || strcmp (a->id, b->id) != 0
      || !attrs_equal (a, b))
    return FALSE;
  if ((a->text == NULL) != (b->text == NULL)
      || (a->text != NULL && !bt_text_equal (a->text, b->text)))
    return FALSE;
  if (a->children == b->children)
    return TRUE;
  for (guint i = 0; i < a->n_children; i++)
    if (!bt_node_equal (bt_node_list_get (a->children, i), bt_node_list_get (b->children, i)))
      return FALSE;
  return TRUE;
}

static BtAttr *
copy_attrs (const BtNode *node)
{
  BtAttr *attrs = g_new (BtAttr, node->n_attrs);
  for (guint i = 0; i < node->n_attrs; i++)
    attrs[i] = (BtAttr){ node->attrs[i].name, g_ref_string_acquire (node->attrs[i].value) };
  return attrs;
}

/* A copy of @node with other children, which it takes over; everything else is shared. */
static BtNode *
node_with_children (BtNode *node, BtNodeList *children)
{
  return node_alloc (node->kind, g_ref_string_acquire (node->id),
                     node->text != NULL ? bt_text_ref (node->text) : NULL, copy_attrs (node),
                     node->n_attrs, children);
}

/**
 * bt_node_with_text:
 * @node: a node whose kind has a text
 * @text: its new text
 *
 * Returns: (transfer full): a copy of @node with @text
 */
BtNode *
bt_node_with_text (BtNode *node, BtText *text)
{
  g_return_val_if_fail (node != NULL && text != NULL, NULL);

  return node_alloc (node->kind, g_ref_string_acquire (node->id), bt_text_ref (text),
                     copy_attrs (node), node->n_attrs, bt_node_list_ref (node->children));
}

/* Where @name stands among the attributes of @kind; those it does not know come last. */
static guint
attr_rank (BtNodeKind kind, const char *name)
{
  const char *const *names = bt_node_kind_get_attrs (kind);
  guint rank = 0;
  while (names[rank] != NULL && strcmp (names[rank], name) != 0)
    rank++;
  return rank;
}

static gboolean
attr_comes_before (BtNodeKind kind, const char *a, const char *b)
{
  guint rank_a = attr_rank (kind, a), rank_b = attr_rank (kind, b);
  return rank_a != rank_b ? rank_a < rank_b : strcmp (a, b) < 0;
}

/* Sets, changes or (@value %NULL) removes an attribute in a list that keeps the schema's order. */
static void
set_attr (GArray *attrs, BtNodeKind kind, const char *name, const char *value)
{
  guint at = 0;

  while (at < attrs->len && attr_comes_before (kind, g_array_index (attrs, BtAttr, at).name, name))
    at++;
  if (at < attrs->len && strcmp (g_array_index (attrs, BtAttr, at).name, name) == 0)
    {
      g_ref_string_release (g_array_index (attrs, BtAttr, at).value);
      g_array_remove_index (attrs, at);
    }
  if (value != NULL)
    {
      BtAttr attr = { bt_intern (name), g_ref_string_new (value) };
      g_array_insert_val (attrs, at, attr);
    }
}

/**
 * bt_node_with_attr:
 * @node: a node
 * @name: an attribute's name
 * @value: (nullable): its new value, %NULL to remove it
 *
 * Returns: (transfer full): a copy of @node with that attribute
 */
BtNode *
bt_node_with_attr (BtNode *node, const char *name, const char *value)
{
  g_return_val_if_fail (node != NULL && name != NULL, NULL);

  GArray *attrs = g_array_new (FALSE, FALSE, sizeof (BtAttr));
  g_autofree BtAttr *copy = copy_attrs (node);
  if (node->n_attrs > 0)
    g_array_append_vals (attrs, copy, node->n_attrs);
  set_attr (attrs, node->kind, name, value);

  guint n_attrs = attrs->len;
  return node_alloc (node->kind, g_ref_string_acquire (node->id),
                     node->text != NULL ? bt_text_ref (node->text) : NULL,
                     (BtAttr *) g_array_free (attrs, FALSE), n_attrs,
                     bt_node_list_ref (node->children));
}

/**
 * bt_node_with_child:
 * @node: a node
 * @position: below bt_node_get_n_children()
 * @child: what stands there from now on
 *
 * Returns: (transfer full): a copy of @node
 */
BtNode *
bt_node_with_child (BtNode *node, guint position, BtNode *child)
{
  g_return_val_if_fail (node != NULL && child != NULL, NULL);
  g_return_val_if_fail (position < node->n_children, NULL);
  return node_with_children (node, bt_node_list_replace (node->children, position, 1, child));
}

/**
 * bt_node_with_child_inserted:
 * @node: a node
 * @position: not above bt_node_get_n_children()
 * @child: what comes to stand there
 *
 * Returns: (transfer full): a copy of @node with one child more
 */
BtNode *
bt_node_with_child_inserted (BtNode *node, guint position, BtNode *child)
{
  g_return_val_if_fail (node != NULL && child != NULL, NULL);
  g_return_val_if_fail (position <= node->n_children, NULL);
  return node_with_children (node, bt_node_list_replace (node->children, position, 0, child));
}

/**
 * bt_node_with_child_removed:
 * @node: a node
 * @position: below bt_node_get_n_children()
 *
 * Returns: (transfer full): a copy of @node with one child less
 */
BtNode *
bt_node_with_child_removed (BtNode *node, guint position)
{
  g_return_val_if_fail (node != NULL && position < node->n_children, NULL);
  return node_with_children (node, bt_node_list_replace (node->children, position, 1, NULL));
}

/**
 * bt_node_copy_with_new_ids:
 * @node: a node
 *
 * Returns: (transfer full): the same tree with an id of its own for every node, so that it can stand beside @node
 */
BtNode *
bt_node_copy_with_new_ids (BtNode *node)
{
  g_return_val_if_fail (node != NULL, NULL);

  g_autofree char *id = bt_id_new ('n');
  g_autofree BtNode **children = g_new (BtNode *, node->n_children);
  for (guint i = 0; i < node->n_children; i++)
    children[i] = bt_node_copy_with_new_ids (bt_node_list_get (node->children, i));
  return node_alloc (node->kind, g_ref_string_new (id),
                     node->text != NULL ? bt_text_ref (node->text) : NULL, copy_attrs (node),
                     node->n_attrs, bt_node_list_new (children, node->n_children));
}

/**
 * bt_node_builder_new:
 * @kind: what is built
 * @id: (nullable): its id; %NULL for a new one
 *
 * Returns: (transfer full): a builder
 */
BtNodeBuilder *
bt_node_builder_new (BtNodeKind kind, const char *id)
{
  g_autofree char *fresh = NULL;

  g_return_val_if_fail (kind < BT_N_NODE_KINDS, NULL);

  if (id == NULL)
    id = fresh = bt_id_new ('n');
  BtNodeBuilder *builder = g_new0 (BtNodeBuilder, 1);
  builder->kind = kind;
  builder->id = g_ref_string_new (id);
  builder->attrs = g_array_new (FALSE, FALSE, sizeof (BtAttr));
  builder->children = g_ptr_array_new ();
  return builder;
}

/**
 * bt_node_builder_free:
 * @builder: (transfer full): a builder whose node is not wanted
 */
void
bt_node_builder_free (BtNodeBuilder *builder)
{
  g_return_if_fail (builder != NULL);
  bt_node_unref (bt_node_builder_end (builder));
}

/**
 * bt_node_builder_set_attr:
 * @builder: a builder
 * @name: an attribute's name
 * @value: (nullable): its value, %NULL to leave it out
 */
void
bt_node_builder_set_attr (BtNodeBuilder *builder, const char *name, const char *value)
{
  g_return_if_fail (builder != NULL && name != NULL);
  set_attr (builder->attrs, builder->kind, name, value);
}

/**
 * bt_node_builder_copy_attrs:
 * @builder: a builder
 * @node: a node of the same kind, whose attributes are set on the new one too
 */
void
bt_node_builder_copy_attrs (BtNodeBuilder *builder, const BtNode *node)
{
  g_return_if_fail (builder != NULL && node != NULL);

  for (guint i = 0; i < node->n_attrs; i++)
    set_attr (builder->attrs, builder->kind, node->attrs[i].name, node->attrs[i].value);
}

/**
 * bt_node_builder_take_text:
 * @builder: a builder of a kind with a text
 * @text: (transfer full): the text
 */
void
bt_node_builder_take_text (BtNodeBuilder *builder, BtText *text)
{
  g_return_if_fail (builder != NULL && text != NULL);
  g_clear_pointer (&builder->text, bt_text_unref);
  builder->text = text;
}

/**
 * bt_node_builder_set_string:
 * @builder: a builder of a kind with a text
 * @string: the text, plain
 */
void
bt_node_builder_set_string (BtNodeBuilder *builder, const char *string)
{
  bt_node_builder_take_text (builder, bt_text_new (string));
}

/**
 * bt_node_builder_take_child:
 * @builder: a builder
 * @child: (transfer full): the next child
 */
void
bt_node_builder_take_child (BtNodeBuilder *builder, BtNode *child)
{
  g_return_if_fail (builder != NULL && child != NULL);
  g_ptr_array_add (builder->children, child);
}

/**
 * bt_node_builder_add_string:
 * @builder: a builder
 * @kind: the kind of the next child
 * @string: the child's text, plain
 *
 * Adds a child that has nothing but a text.
 */
void
bt_node_builder_add_string (BtNodeBuilder *builder, BtNodeKind kind, const char *string)
{
  g_return_if_fail (builder != NULL && string != NULL);

  BtNodeBuilder *child = bt_node_builder_new (kind, NULL);
  bt_node_builder_set_string (child, string);
  bt_node_builder_take_child (builder, bt_node_builder_end (child));
}

/**
 * bt_node_builder_end:
 * @builder: (transfer full): a builder
 *
 * Returns: (transfer full): the node; one whose kind has a text has an empty one where none was given
 */
BtNode *
bt_node_builder_end (BtNodeBuilder *builder)
{
  g_return_val_if_fail (builder != NULL, NULL);

  if (builder->text == NULL && bt_node_kind_get_text_rule (builder->kind) != BT_TEXT_NONE)
    builder->text = bt_text_new ("");
  guint n_attrs = builder->attrs->len;
  BtNodeList *children =
      bt_node_list_new ((BtNode *const *) builder->children->pdata, builder->children->len);
  BtNode *node = node_alloc (builder->kind, builder->id, builder->text,
                             (BtAttr *) g_array_free (builder->attrs, FALSE), n_attrs, children);
  g_ptr_array_unref (builder->children);
  g_free (builder);
  return node;
}
