/* A document of our own, of which nobody has changed the paragraphs: the plan is the tree that our export wrote into
 * it, with the texts of the document. */
#include <stdio.h>
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-docx-names.h"
#include "bt-id.h"
#include "bt-mark-fill.h"

/* The tree is no deeper than a plan, or it is none of ours. */
typedef struct
{
  const BtDocx *docx;
  BtDocxNewcomers *newcomers; /* paragraphs that somebody has put in since; NULL where they do not matter */
  guint depth;
  gboolean failed; /* something is missing in the document */
} Build;

static BtNode *build_node (Build *build, const xmlNode *node, guint place);

/* Attributes that only our own part has. */
static gboolean
is_extra (const char *name)
{
  static const char *const extras[] = { "id", "mark", "comment", "shown", BT_DOCX_BY_WORDS, NULL };

  return g_strv_contains (extras, name);
}

static void
copy_attrs (const xmlNode *node, BtNodeBuilder *builder)
{
  for (const xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
    if (attr->ns == NULL && !is_extra ((const char *) attr->name) && attr->children != NULL)
      bt_node_builder_set_attr (builder, (const char *) attr->name,
                                (const char *) attr->children->content);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (bt_docx_is (child, "attribute") && bt_docx_attr (child, "name") != NULL
        && bt_docx_attr (child, "value") != NULL)
      bt_node_builder_set_attr (builder, bt_docx_attr (child, "name"),
                                bt_docx_attr (child, "value"));
}

/* Under which name the text of the node was gathered; NULL for what needs none. */
static const char *
text_name (const xmlNode *node, BtNodeKind kind)
{
  const char *name = bt_node_kind_get_name (kind);
  g_autofree char *field = g_strconcat (BT_DOCX_MARK_FIELD, name, NULL);
  g_autofree char *signature = g_strconcat (BT_DOCX_MARK_SIGNATURE, name, NULL);

  if (kind >= BT_NODE_PARENT && kind <= BT_NODE_SUBJECT)
    return bt_intern (field);
  if (kind == BT_NODE_AUTHORITY || kind == BT_NODE_OFFICE || kind == BT_NODE_SIGNER)
    return bt_intern (signature);
  return bt_intern (bt_docx_attr (node, "id"));
}

/* What always has a paragraph of its own: if that is not there, somebody took it out. */
static gboolean
must_stand (BtNodeKind kind)
{
  return kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_RECIPIENT
         || kind == BT_NODE_GROUP_ROW;
}

/* Counts the cells that a row of the document has for the columns before leaf @place of the plan: where a column was
 * moved away from, there are copies of its cells. */
static gboolean
count_cells (const xmlNode *columns, guint *place, guint *cells)
{
  for (const xmlNode *node = columns->children; node != NULL; node = node->next)
    {
      const char *shown = bt_docx_attr (node, "shown");
      gboolean group =
          bt_docx_child (node, "column") != NULL || bt_docx_child (node, "ghost") != NULL;
      if (bt_docx_is (node, "ghost"))
        *cells += shown != NULL ? (guint) g_ascii_strtoull (shown, NULL, 10) : 0;
      else if (bt_docx_is (node, "column") && group)
        {
          if (count_cells (node, place, cells))
            return TRUE;
        }
      else if (bt_docx_is (node, "column"))
        {
          if (*place == 0)
            return TRUE;
          (*place)--;
          (*cells)++;
        }
    }
  return FALSE;
}

/* The text of a cell: the one at @place of its row. */
static BtText *
build_cell (Build *build, const xmlNode *node, guint place)
{
  const char *row = bt_intern (bt_docx_attr (node->parent, "id"));
  const xmlNode *rows = node->parent->parent;
  const xmlNode *columns = rows != NULL ? bt_docx_child (rows->parent, "columns") : NULL;
  const GPtrArray *cells = row != NULL ? g_hash_table_lookup (build->docx->own->rows, row) : NULL;

  guint index = 0;

  if (columns != NULL)
    count_cells (columns, &place, &index);
  if (cells == NULL || index >= cells->len)
    {
      build->failed = TRUE;
      return bt_text_new ("");
    }
  return bt_text_ref (cells->pdata[index]);
}

/* The comment of the document that a message is; NULL where somebody has deleted it. */
static const BtNode *
find_message (const Build *build, const xmlNode *node)
{
  const char *number = bt_docx_attr (node, "comment");

  return number != NULL ? g_hash_table_lookup (build->docx->messages, number) : NULL;
}

/**
 * bt_docx_import_field:
 * @docx: a document of ours
 * @field: an element of the header or the signature in our own tree
 *
 * Returns: (transfer full) (nullable): its text as it is now, by its bookmark; %NULL where that is lost
 */
BtText *
bt_docx_import_field (const BtDocx *docx, const xmlNode *field)
{
  BtNodeKind kind;

  if (!bt_node_kind_from_name ((const char *) field->name, &kind)
      || !g_hash_table_contains (docx->own->texts, text_name (field, kind)))
    return NULL;
  BtText *text = kind == BT_NODE_DATE
                     ? bt_docx_import_date (docx, field)
                     : bt_text_ref (g_hash_table_lookup (docx->own->texts, text_name (field, kind)));
  return bt_docx_replace_odd (text, bt_node_kind_get_text_rule (kind));
}

static BtText *
build_text (Build *build, const xmlNode *node, BtNodeKind kind, guint place)
{
  if (kind == BT_NODE_DATE)
    return bt_docx_import_date (build->docx, node);
  if (kind == BT_NODE_CELL)
    return build_cell (build, node, place);
  if (kind == BT_NODE_MESSAGE)
    return bt_text_ref (bt_node_get_text (find_message (build, node)));
  if (kind == BT_NODE_SOURCE || kind == BT_NODE_FOREIGN)
    {
      g_autofree char *text = bt_docx_dup_text (node);
      build->failed = build->failed || (kind == BT_NODE_FOREIGN && !bt_docx_own_is_foreign (text));
      return bt_text_new (text);
    }
  BtText *text = g_hash_table_lookup (build->docx->own->texts, text_name (node, kind));
  build->failed = build->failed || (text == NULL && must_stand (kind));
  return text != NULL ? bt_text_ref (text) : bt_text_new ("");
}

static gboolean
is_no_node (const xmlNode *child)
{
  return bt_docx_is (child, "attribute") || bt_docx_is (child, "run")
         || bt_docx_is (child, "anchor");
}

static void
build_children (Build *build, const xmlNode *node, BtNodeBuilder *builder)
{
  guint place = 0;

  for (const xmlNode *child = node->children; child != NULL && !build->failed; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE || is_no_node (child))
        continue;
      if (build->newcomers != NULL)
        bt_docx_newcomers_add (build->newcomers, child, TRUE, builder);
      BtNode *made = build_node (build, child, place);
      place += bt_docx_is (child, "cell");
      if (made != NULL)
        bt_node_builder_take_child (builder, made);
      if (build->newcomers != NULL)
        bt_docx_newcomers_add (build->newcomers, child, FALSE, builder);
    }
}

/* A thread with the answers that have come; NULL where all that was said in it is deleted. */
static BtNode *
build_thread (Build *build, const xmlNode *node, BtNodeBuilder *builder)
{
  const char *id = bt_intern (bt_docx_attr (node, "id"));
  const BtDocxThread *thread = NULL;

  for (guint i = 0; i < build->docx->threads->len && thread == NULL; i++)
    if (((BtDocxThread *) build->docx->threads->pdata[i])->id == id)
      thread = build->docx->threads->pdata[i];
  if (thread == NULL)
    {
      bt_node_builder_free (builder);
      return NULL;
    }
  bt_node_builder_set_attr (builder, "resolved", thread->resolved ? "yes" : NULL);
  for (guint i = 0; i < thread->fresh->len; i++)
    bt_node_builder_take_child (builder, bt_node_ref (thread->fresh->pdata[i]));
  return bt_node_builder_end (builder);
}

/* Changes that somebody made in the words of the document come after ours. */
static void
add_new_changes (const Build *build, BtNodeBuilder *builder)
{
  for (guint i = 0; i < build->docx->changes->len; i++)
    {
      BtNode *record = build->docx->changes->pdata[i];
      if (!g_hash_table_contains (build->docx->own->nodes, bt_intern (bt_node_get_id (record))))
        bt_node_builder_take_child (builder, bt_node_ref (record));
    }
}

static BtNode *
build_node (Build *build, const xmlNode *node, guint place)
{
  BtNodeKind kind = BT_NODE_FOREIGN;
  const char *id = bt_docx_attr (node, "id");

  if (build->depth > BT_MAX_DEPTH || id == NULL || !bt_id_is_valid (id)
      || (!bt_node_kind_from_name ((const char *) node->name, &kind)
          && !bt_docx_is (node, "foreign")))
    {
      build->failed = TRUE;
      return NULL;
    }
  if (kind == BT_NODE_MESSAGE && find_message (build, node) == NULL)
    return NULL;
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);
  build->depth++;
  copy_attrs (node, builder);
  if (bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE)
    bt_node_builder_take_text (builder, build_text (build, node, kind, place));
  build_children (build, node, builder);
  if (kind == BT_NODE_CHANGES)
    add_new_changes (build, builder);
  build->depth--;
  return kind == BT_NODE_THREAD ? build_thread (build, node, builder) : bt_node_builder_end (builder);
}

/* Gives each clause, basis, recipient that has always stood where it stands its place in the plan. */
static void
count_places (const xmlNode *node, GHashTable *places)
{
  static const char *const marks[] = { "moved", "split", "join", NULL };

  for (guint i = 0; marks[i] != NULL; i++)
    if (bt_docx_attr (node, marks[i]) != NULL)
      return;
  if (bt_docx_attr (node, "id") != NULL)
    g_hash_table_insert (places, (gpointer) bt_intern (bt_docx_attr (node, "id")),
                         GUINT_TO_POINTER (g_hash_table_size (places) + 1));
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      count_places (child, places);
}

/* Whether the paragraphs stand in the order of the plan; changes of ours may show one of them elsewhere. */
static gboolean
is_in_order (const BtDocxOwn *own)
{
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  guint last = 0;

  count_places (own->tree, places);
  for (guint i = 0; i < own->order->len; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (places, own->order->pdata[i]));
      if (place > 0 && place < last)
        return FALSE;
      last = MAX (last, place);
    }
  return TRUE;
}

/**
 * bt_docx_import_own:
 * @docx: a document
 *
 * Returns: (transfer full) (nullable): the plan of which it is a copy, with its texts as they are now;
 *   %NULL where it is none, or somebody has changed its paragraphs, but for those that he has put in or taken out with
 *   tracking where it is plain what they are
 */
BtPlan *
bt_docx_import_own (const BtDocx *docx)
{
  if (docx->own == NULL || docx->own->edited || docx->own->before != NULL
      || !bt_docx_import_own_is_date (docx->own) || !is_in_order (docx->own))
    return NULL;
  g_autoptr (BtDocxNewcomers) newcomers = bt_docx_newcomers_new (docx->own);
  Build build = { .docx = docx, .newcomers = newcomers };
  BtNode *root = newcomers != NULL ? build_node (&build, docx->own->tree, 0) : NULL;
  if (build.failed)
    g_clear_pointer (&root, bt_node_unref);
  g_autoptr (BtNode) whole = root != NULL ? bt_docx_import_add_threads (docx, root) : NULL;
  g_autoptr (BtNode) filled = whole != NULL ? bt_mark_fill (whole) : NULL;
  g_autoptr (BtPlan) plan = filled != NULL ? bt_plan_new (filled, NULL) : NULL;
  g_autoptr (BtPlan) settled = plan != NULL ? bt_docx_newcomers_settle (newcomers, plan) : NULL;
  return settled != NULL ? bt_docx_import_settle_copies (docx, settled) : NULL;
}

/**
 * bt_docx_import_own_sources:
 * @docx: a document
 *
 * Returns: (transfer full) (nullable): the sources that the plan cites of which it is a copy
 */
BtNode *
bt_docx_import_own_sources (const BtDocx *docx)
{
  Build build = { .docx = docx };
  const xmlNode *sources =
      docx->own != NULL
          ? bt_docx_child (docx->own->tree, bt_node_kind_get_name (BT_NODE_SOURCES))
          : NULL;
  BtNode *node = sources != NULL ? build_node (&build, sources, 0) : NULL;

  if (build.failed)
    g_clear_pointer (&node, bt_node_unref);
  return node;
}
