/* The records of what the marks name: changes and comments; and what the plan as a whole has. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-marks.h"

/* So much of the words a comment speaks of is kept with it. */
#define MAX_QUOTE 200

static void
collect_change_cb (const char *change, gpointer data)
{
  g_hash_table_add (data, (gpointer) change);
}

/* Where the words of a comment are. */
typedef struct
{
  const char *node;
  char *quote;
} Anchored;

static void
anchored_free (gpointer data)
{
  Anchored *anchored = data;

  g_free (anchored->quote);
  g_free (anchored);
}

static char *
dup_quote (const BtText *text, const BtAnchor *anchor)
{
  g_autoptr (BtText) slice = bt_text_slice (text, anchor->start, anchor->end);
  g_autofree char *words = bt_docx_dup_view (slice, TRUE);
  g_auto (GStrv) parts = g_strsplit (words, BT_OBJECT_CHAR, -1);
  char *quote = g_strjoinv ("", parts);

  g_strdelimit (quote, "\n\t", ' ');
  if (g_utf8_strlen (quote, -1) > MAX_QUOTE)
    *g_utf8_offset_to_pointer (quote, MAX_QUOTE) = '\0';
  return quote;
}

static void
collect (const BtNode *node, GHashTable *changes, GHashTable *anchors)
{
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *list = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  bt_node_foreach_change (node, collect_change_cb, changes);
  for (guint i = 0; i < n_anchors; i++)
    if (!g_hash_table_contains (anchors, list[i].thread))
      {
        Anchored *anchored = g_new0 (Anchored, 1);
        anchored->node = bt_node_get_id (node);
        anchored->quote = dup_quote (text, &list[i]);
        g_hash_table_insert (anchors, (gpointer) list[i].thread, anchored);
      }
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    collect (bt_node_get_child (node, i), changes, anchors);
}

/* A date keeps its marks in our own part, also those that the document no longer shows. */
static void
add_kept_changes (const BtDocxImport *self, GHashTable *named, BtNodeBuilder *builder)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, named);
  while (self->docx->own != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      const xmlNode *known = g_hash_table_lookup (self->docx->own->nodes, id);
      if (known == NULL || !bt_docx_is (known, "change"))
        continue;
      BtNodeBuilder *record = bt_node_builder_new (BT_NODE_CHANGE, id);
      bt_node_builder_set_attr (record, "author", bt_docx_attr (known, "author"));
      bt_node_builder_set_attr (record, "time", bt_docx_attr (known, "time"));
      bt_node_builder_set_attr (record, "round", bt_docx_attr (known, "round"));
      bt_node_builder_take_child (builder, bt_node_builder_end (record));
    }
}

static BtNode *
make_changes (const BtDocxImport *self, const BtNode *old, GHashTable *named)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_CHANGES, bt_node_get_id (old));

  for (guint i = 0; i < self->docx->changes->len; i++)
    {
      BtNode *record = self->docx->changes->pdata[i];
      if (g_hash_table_remove (named, bt_intern (bt_node_get_id (record))))
        bt_node_builder_take_child (builder, bt_node_ref (record));
    }
  add_kept_changes (self, named, builder);
  return bt_node_builder_end (builder);
}

/* The node in which the paragraph of that number is; the plan itself where it is in none. */
static const char *
node_of_paragraph (const BtDocxImport *self, guint number, const char *otherwise)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->paragraph != NULL && piece->paragraph->number == number && piece->place != NULL)
        return piece->place;
    }
  return otherwise;
}

/* @node: what it is about where no words bear it */
static BtNode *
make_thread (const BtDocxThread *thread, const Anchored *anchored, const char *node)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_THREAD, thread->id);

  bt_node_builder_set_attr (builder, "node", anchored != NULL ? anchored->node : node);
  bt_node_builder_set_attr (builder, "words", anchored != NULL ? "yes" : NULL);
  bt_node_builder_set_attr (builder, "quote", anchored != NULL ? anchored->quote : NULL);
  bt_node_builder_set_attr (builder, "resolved", thread->resolved ? "yes" : NULL);
  for (guint i = 0; i < thread->messages->len; i++)
    bt_node_builder_take_child (builder, bt_node_ref (thread->messages->pdata[i]));
  return bt_node_builder_end (builder);
}

static BtNode *
make_comments (const BtDocxImport *self, const BtNode *old, GHashTable *anchors, const char *plan)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COMMENTS, bt_node_get_id (old));

  for (guint i = 0; i < self->docx->threads->len; i++)
    {
      const BtDocxThread *thread = self->docx->threads->pdata[i];
      bt_node_builder_take_child (builder,
                                  make_thread (thread, g_hash_table_lookup (anchors, thread->id),
                                               node_of_paragraph (self, thread->paragraph, plan)));
    }
  return bt_node_builder_end (builder);
}

/* The list of threads with those that our own part does not know. */
static BtNode *
add_new_threads (const BtDocx *docx, const BtNode *list, GHashTable *anchors, const char *plan)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_COMMENTS, bt_node_get_id (list));

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    bt_node_builder_take_child (builder, bt_node_ref (bt_node_get_child (list, i)));
  for (guint i = 0; i < docx->threads->len; i++)
    {
      const BtDocxThread *thread = docx->threads->pdata[i];
      if (!g_hash_table_contains (docx->own->nodes, thread->id))
        bt_node_builder_take_child (builder,
                                    make_thread (thread, g_hash_table_lookup (anchors, thread->id),
                                                 thread->node != NULL ? thread->node : plan));
    }
  return bt_node_builder_end (builder);
}

/**
 * bt_docx_import_add_threads:
 * @docx: a document of ours
 * @root: (transfer full): the plan of which it is a copy
 *
 * Returns: (transfer full): the plan with the comments that others have made since
 */
BtNode *
bt_docx_import_add_threads (const BtDocx *docx, BtNode *root)
{
  g_autoptr (BtNode) plan = root;
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) anchors = g_hash_table_new_full (NULL, NULL, NULL, anchored_free);

  collect (root, changes, anchors);
  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    {
      const BtNode *child = bt_node_get_child (root, i);
      if (bt_node_get_kind (child) != BT_NODE_COMMENTS)
        continue;
      g_autoptr (BtNode) comments = add_new_threads (docx, child, anchors, bt_node_get_id (root));
      return bt_node_with_child (plan, i, comments);
    }
  return g_steal_pointer (&plan);
}

/* An appendix lies where its section does. */
static BtNode *
turn_appendices (const BtDocxImport *self, BtNode *appendices)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_APPENDICES, bt_node_get_id (appendices));

  for (guint i = 0; i < bt_node_get_n_children (appendices); i++)
    {
      g_autoptr (BtNode) appendix = bt_node_ref (bt_node_get_child (appendices, i));
      const BtImportRange *range =
          g_hash_table_lookup (self->import->sources, bt_node_get_id (appendix));
      const BtDocxLine *line =
          range != NULL ? g_hash_table_lookup (
              self->lines, GUINT_TO_POINTER (bt_import_line (self->import, range->first)->number))
                        : NULL;
      guint section =
          line != NULL ? bt_docx_piece (self, line->last)->paragraph->section : G_MAXUINT;
      gboolean lies = self->docx->own == NULL && section < self->docx->landscape->len
                      && g_array_index (self->docx->landscape, gboolean, section);
      bt_node_builder_take_child (builder,
                                  lies ? bt_node_with_attr (appendix, "orientation", "landscape")
                                       : g_steal_pointer (&appendix));
    }
  return bt_node_builder_end (builder);
}

/* What is cited in fields of the header of our own document. */
static BtNode *
make_sources (const BtDocxImport *self, BtNode *old)
{
  BtNode *sources = bt_docx_import_own_sources (self->docx);

  return sources != NULL ? sources : bt_node_ref (old);
}

/**
 * bt_docx_import_add_records:
 * @self: an import
 * @root: the plan with its marks
 *
 * Returns: (transfer full): the plan with the records of its changes and comments
 */
BtNode *
bt_docx_import_add_records (BtDocxImport *self, BtNode *root)
{
  g_autoptr (GHashTable) changes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) anchors = g_hash_table_new_full (NULL, NULL, NULL, anchored_free);
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, bt_node_get_id (root));

  collect (root, changes, anchors);
  bt_node_builder_copy_attrs (builder, root);
  for (guint i = 0; i < bt_node_get_n_children (root); i++)
    {
      BtNode *child = bt_node_get_child (root, i);
      BtNodeKind kind = bt_node_get_kind (child);
      bt_node_builder_take_child (builder,
                                  kind == BT_NODE_CHANGES ? make_changes (self, child, changes)
                                  : kind == BT_NODE_COMMENTS
                                      ? make_comments (self, child, anchors, bt_node_get_id (root))
                                  : kind == BT_NODE_SOURCES    ? make_sources (self, child)
                                  : kind == BT_NODE_APPENDICES ? turn_appendices (self, child)
                                                               : bt_node_ref (child));
    }
  return bt_node_builder_end (builder);
}
