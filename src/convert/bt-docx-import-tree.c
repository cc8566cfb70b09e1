/* What was deleted, split, joined and moved is put into the recognised tree.
 *
 * A paragraph whose mark was put in is split from the one before it; one whose mark before it is deleted is joined to
 * that. What has no words left stands, deleted, where it stood; what had none before is inserted. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-id.h"
#include "bt-text-live.h"
#include "bt-was.h"

/* Which nodes the recognised tree has, and what they stand in; by interned ids. It is no plan yet: marks in its tables
 * name changes without a record. */
typedef struct
{
  BtNode *root;
  GHashTable *nodes, *parents;
} Index;

static void
index_node (Index *index, BtNode *node)
{
  g_hash_table_insert (index->nodes, (gpointer) bt_intern (bt_node_get_id (node)), node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      g_hash_table_insert (index->parents, (gpointer) bt_intern (bt_node_get_id (child)), node);
      index_node (index, child);
    }
}

/* The node and what it stands in, from the inside. */
static GPtrArray *
get_path (const Index *index, const char *id)
{
  GPtrArray *path = g_ptr_array_new ();

  for (BtNode *node = g_hash_table_lookup (index->nodes, id); node != NULL;
       node = g_hash_table_lookup (index->parents, bt_intern (bt_node_get_id (node))))
    g_ptr_array_add (path, node);
  return path;
}

/* Nodes and attributes to be put in while the tree is made again; keys are interned ids of its nodes. */
typedef struct
{
  BtDocxImport *import;
  const Index *index;
  GHashTable *parts;  /* -> GPtrArray of uint: first pieces of a node's paragraphs */
  GHashTable *before; /* -> GPtrArray of BtNode */
  GHashTable *after;  /* -> GPtrArray of BtNode */
  GHashTable *at_end; /* -> GPtrArray of BtNode */
} Marker;

static GHashTable *
lists_new (GDestroyNotify free_list)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_list);
}

static GPtrArray *
list_of (GHashTable *lists, const char *id)
{
  GPtrArray *list = g_hash_table_lookup (lists, id);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (lists, (gpointer) id, list);
    }
  return list;
}

static gboolean
is_item (BtNodeKind kind)
{
  return kind == BT_NODE_CLAUSE || kind == BT_NODE_BASIS || kind == BT_NODE_RECIPIENT;
}

/* Notes which pieces the node is made of, and where the text of each begins. */
static void
place_pieces (Marker *marker, const BtNode *node)
{
  BtDocxImport *self = marker->import;
  const char *id = bt_intern (bt_node_get_id (node));
  const BtImportRange *range = g_hash_table_lookup (self->import->sources, id);

  for (guint i = range != NULL ? range->first : 0;
       range != NULL && i < range->end && i < self->import->lines->len; i++)
    {
      const BtImportLine *import_line = bt_import_line (self->import, i);
      const BtDocxLine *line =
          g_hash_table_lookup (self->lines, GUINT_TO_POINTER (import_line->number));
      for (guint j = line != NULL ? line->first : 1; line != NULL && j <= line->last; j++)
        if (bt_docx_piece (self, j)->place == NULL)
          bt_docx_piece (self, j)->place = id;
    }
}

/* The pieces of a paragraph that stay paragraphs of their own until it is decided: those that had words before. */
static void
find_parts (Marker *marker, const BtNode *node)
{
  BtDocxImport *self = marker->import;
  const char *id = bt_intern (bt_node_get_id (node));
  BtDocxLine line;
  gsize start;

  if (!is_item (bt_node_get_kind (node)) || !bt_docx_import_find_start (self, node, &line, &start))
    return;
  GPtrArray *parts = list_of (marker->parts, id);
  const char *current = NULL;
  for (guint i = line.first; i <= line.last; i++)
    {
      BtDocxPiece *piece = bt_docx_piece (self, i);
      if (!piece->has_new)
        continue;
      if (current == NULL || piece->has_old)
        {
          g_autofree char *new_id = current != NULL ? bt_id_new ('n') : NULL;
          g_ptr_array_add (parts, GUINT_TO_POINTER (i));
          current = new_id != NULL ? bt_intern (new_id) : id;
        }
      piece->node = current;
      piece->place = id;
    }
}

static void
place_tables (Marker *marker)
{
  for (guint i = 0; i < marker->import->pieces->len; i++)
    {
      BtDocxPiece *piece = bt_docx_piece (marker->import, i);
      if (piece->table != NULL)
        piece->node = piece->place = g_hash_table_lookup (marker->import->tables, piece->table);
    }
}

static void
walk (Marker *marker, const BtNode *node)
{
  place_pieces (marker, node);
  find_parts (marker, node);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    walk (marker, bt_node_get_child (node, i));
}

/* A change that the paragraph's characters name. */
static const char *
change_in (const BtText *text, gboolean inserted)
{
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; i++)
    if ((inserted ? runs[i].mark.ins : runs[i].mark.del) != NULL)
      return inserted ? runs[i].mark.ins : runs[i].mark.del;
  return NULL;
}

/* The change that put in, or takes out, all of the piece. */
static const char *
change_of (const BtDocxImport *self, guint index, gboolean inserted)
{
  const BtDocxParagraph *paragraph = bt_docx_piece (self, index)->paragraph;
  const char *mark = inserted ? paragraph->ins : paragraph->del;
  const char *inside = change_in (paragraph->text, inserted);

  return inside != NULL ? inside : mark;
}

/* The piece before, part of the same paragraph when all changes are rejected, that had words then. */
static guint
find_base (const BtDocxImport *self, guint index)
{
  for (guint i = index; i > bt_docx_piece (self, index)->old_first; i--)
    if (bt_docx_piece (self, i - 1)->has_old && bt_docx_piece (self, i - 1)->node != NULL)
      return i - 1;
  return BT_DOCX_NOWHERE;
}

/* Whether any of the pieces of a part had words before. */
static gboolean
part_had_words (const BtDocxImport *self, guint first)
{
  const char *node = bt_docx_piece (self, first)->node;

  for (guint i = first; i < self->pieces->len && i <= bt_docx_piece (self, first)->last; i++)
    if (bt_docx_piece (self, i)->node == node && bt_docx_piece (self, i)->has_old)
      return TRUE;
  return FALSE;
}

/* How the paragraph whose first piece is @index came to be. */
static void
mark_beginning (const BtDocxImport *self, guint index, BtNodeBuilder *builder)
{
  const BtDocxPiece *piece = bt_docx_piece (self, index);
  guint base = find_base (self, index);

  if (piece->twin != BT_DOCX_NOWHERE && piece->has_new)
    bt_node_builder_set_attr (builder, "moved", change_of (self, index, TRUE));
  else if (!(piece->has_new ? part_had_words (self, index) : piece->has_old))
    bt_node_builder_set_attr (builder, "ins", change_of (self, index, TRUE));
  else if (base != BT_DOCX_NOWHERE && bt_docx_piece (self, base)->node != piece->node)
    {
      bt_node_builder_set_attr (builder, "split", bt_docx_piece (self, index - 1)->paragraph->ins);
      bt_node_builder_set_attr (builder, "split-of", bt_docx_piece (self, base)->node);
    }
}

/* Whether something in the node, below its own text, was there before. */
static gboolean
holds_old (const Marker *marker, const BtNode *node)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      const BtNode *child = bt_node_get_child (node, i);
      const GPtrArray *parts =
          g_hash_table_lookup (marker->parts, bt_intern (bt_node_get_id (child)));
      if (bt_node_get_kind (child) == BT_NODE_TABLE && bt_node_get_attr (child, "ins") == NULL)
        return TRUE;
      for (guint j = 0; parts != NULL && j < parts->len; j++)
        if (part_had_words (marker->import, GPOINTER_TO_UINT (parts->pdata[j])))
          return TRUE;
      if (holds_old (marker, child))
        return TRUE;
    }
  return FALSE;
}

/* Notes which paragraphs have something below them that was there before: without them that must stay. */
static void
hold_what_is_filled (Marker *marker, const BtNode *node)
{
  const GPtrArray *parts = g_hash_table_lookup (marker->parts, bt_intern (bt_node_get_id (node)));

  if (parts != NULL && holds_old (marker, node))
    bt_docx_piece (marker->import, GPOINTER_TO_UINT (parts->pdata[0]))->filled = TRUE;
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    hold_what_is_filled (marker, bt_node_get_child (node, i));
}

static const BtNode *
container_of (const Marker *marker, const char *id)
{
  g_autoptr (GPtrArray) path = get_path (marker->index, id);
  guint i = 0;

  while (i < path->len && bt_node_get_kind (path->pdata[i]) == BT_NODE_CLAUSE)
    i++;
  return i > 0 && i < path->len ? path->pdata[i] : NULL;
}

/* An inserted paragraph with something old below it is split from the one before: when it goes, what is below it comes
 * behind that. Where there is none, only its words go. */
static void
mark_filled (const Marker *marker, guint index, BtNodeBuilder *builder)
{
  const BtDocxImport *self = marker->import;
  const BtNode *container = container_of (marker, bt_docx_piece (self, index)->node);

  for (guint i = index; i > 0 && bt_docx_piece (self, i - 1)->table == NULL; i--)
    {
      const BtDocxPiece *before = bt_docx_piece (self, i - 1);
      if (!before->has_old || before->node == NULL)
        continue;
      if (container == NULL || container_of (marker, before->node) != container)
        return;
      bt_node_builder_set_attr (builder, "split", change_of (self, index, TRUE));
      bt_node_builder_set_attr (builder, "split-of", before->node);
      return;
    }
}

/* The place in the text behind a label that it began with before and that is deleted; 0 for none. */
static gsize
behind_old_label (const BtText *text, gsize label_length)
{
  guint n_runs;
  gsize start = 0, left = label_length;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs && left > 0; start = runs[i++].end)
    {
      gsize length = runs[i].end - start;
      if (runs[i].mark.ins != NULL)
        continue;
      if (runs[i].mark.del == NULL)
        return 0;
      if (left <= length)
        return start + left;
      left -= length;
    }
  return 0;
}

static BtLabel
new_label (const BtDocxImport *self, const BtDocxPiece *piece)
{
  const BtDocxParagraph *end = bt_docx_piece (self, piece->last)->paragraph;
  g_autofree char *live = bt_docx_dup_view (piece->paragraph->text, TRUE);
  g_autofree char *text = end->label != NULL && *end->label != '\0'
                              ? g_strconcat (end->label, " x", NULL)
                              : g_strdup (live);
  BtImportLabel label;

  for (char *c = text; *c != '\0'; c++)
    *c = *c == '\t' ? ' ' : *c;
  bt_import_label_parse (self->import, text + strspn (text, " "), &label);
  return label.scheme;
}

/* The label that the paragraph had before, where it is another now. */
static void
mark_old_label (BtDocxImport *self, guint index, BtNodeBuilder *builder)
{
  const BtDocxPiece *piece = bt_docx_piece (self, index);
  const BtDocxParagraph *paragraph = piece->paragraph;
  const char *change = paragraph->was != NULL   ? paragraph->was
                       : paragraph->del != NULL ? paragraph->del
                                                : change_in (paragraph->text, FALSE);
  gsize length;
  BtLabel old = bt_docx_old_label (self, piece, &length);

  change = change != NULL ? change : change_in (paragraph->text, TRUE);
  if (!piece->has_old || find_base (self, index) != BT_DOCX_NOWHERE || change == NULL
      || old == new_label (self, piece))
    return;
  g_autofree char *was = bt_was_add (NULL, change, "label", bt_label_get_name (old));
  bt_node_builder_set_attr (builder, "was", was);
}

/* The text of one part of a node: up to the next, without the label it began with before. */
static BtText *
part_text (Marker *marker, const GPtrArray *parts, guint number, BtTextRule rule)
{
  BtDocxImport *self = marker->import;
  guint first = GPOINTER_TO_UINT (parts->pdata[number]);
  guint end = number + 1 < parts->len ? GPOINTER_TO_UINT (parts->pdata[number + 1])
                                      : bt_docx_piece (self, first)->last + 1;
  const BtDocxPiece *piece = bt_docx_piece (self, first);
  gsize start = piece->live_start, label;

  bt_docx_old_label (self, piece, &label);
  gsize skip = behind_old_label (piece->paragraph->text, label);
  return bt_docx_import_part_text (self, first, end, start, skip, rule);
}

static gboolean
unmark_move_cb (BtMark *mark, gpointer data)
{
  mark->ins = mark->ins == data ? NULL : mark->ins;
  return TRUE;
}

static BtText *
unmark_move (const BtDocxImport *self, guint index, BtText *text)
{
  if (bt_docx_piece (self, index)->twin == BT_DOCX_NOWHERE)
    return text;
  BtText *plain = bt_text_map (text, unmark_move_cb, (gpointer) change_of (self, index, TRUE));
  bt_text_unref (text);
  return plain;
}

/* A paragraph that is joined to @first, of the same kind. */
static BtNodeBuilder *
begin_joined (Marker *marker, const BtNode *first, const GPtrArray *parts, guint number)
{
  BtDocxImport *self = marker->import;
  guint index = GPOINTER_TO_UINT (parts->pdata[number]);
  const BtDocxPiece *piece = bt_docx_piece (self, index);
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (first), piece->node);
  gsize length;
  BtLabel label = bt_docx_old_label (self, piece, &length);

  /* A label that stays is in the middle of the text when they are joined, so it is text. */
  if (length > 0 && behind_old_label (piece->paragraph->text, length) == 0)
    label = BT_LABEL_NONE;
  if (bt_node_get_kind (first) == BT_NODE_CLAUSE)
    bt_node_builder_set_attr (builder, "label", bt_label_get_name (label));
  bt_node_builder_set_attr (builder, "join", bt_docx_piece (self, index - 1)->paragraph->del);
  bt_node_builder_set_attr (builder, "join-to", bt_node_get_id (first));
  mark_beginning (self, index, builder);
  bt_node_builder_take_text (builder,
                             part_text (marker, parts, number,
                                        bt_node_kind_get_text_rule (bt_node_get_kind (first))));
  return builder;
}

/* What became something else where it was moved to, as a recipient of a paragraph, cannot go back: it is taken out here
 * and put in there. */
static void
part_what_cannot_return (Marker *marker, BtDocxPiece *piece, BtNodeKind kind)
{
  BtDocxPiece *twin =
      piece->twin != BT_DOCX_NOWHERE ? bt_docx_piece (marker->import, piece->twin) : NULL;
  const BtNode *node = twin != NULL ? g_hash_table_lookup (marker->index->nodes, twin->node) : NULL;

  if (twin == NULL || (node != NULL && bt_node_get_kind (node) == kind))
    return;
  piece->twin = twin->twin = BT_DOCX_NOWHERE;
}

/* What is deleted, as a node for a list of @kind. */
static BtNode *
make_deleted (Marker *marker, guint index, BtNodeKind kind)
{
  BtDocxImport *self = marker->import;
  BtDocxPiece *piece = bt_docx_piece (self, index);
  const BtText *text = piece->paragraph->text;
  gsize label_length;

  part_what_cannot_return (marker, piece, kind);
  if (piece->twin != BT_DOCX_NOWHERE)
    {
      BtNodeBuilder *ghost = bt_node_builder_new (BT_NODE_GHOST, piece->node);
      bt_node_builder_set_attr (ghost, "of", bt_docx_piece (self, piece->twin)->node);
      bt_node_builder_set_attr (ghost, "change", change_of (self, piece->twin, TRUE));
      return bt_node_builder_end (ghost);
    }
  BtNodeBuilder *builder = bt_node_builder_new (kind, piece->node);
  BtLabel label = bt_docx_old_label (self, piece, &label_length);
  if (kind == BT_NODE_CLAUSE && label != BT_LABEL_NONE)
    bt_node_builder_set_attr (builder, "label", bt_label_get_name (label));
  mark_beginning (self, index, builder);
  bt_node_builder_set_attr (builder, "del", change_of (self, index, FALSE));
  gsize start = behind_old_label (text, label_length);
  BtText *all = bt_text_slice (text, start, bt_text_get_length (text));
  bt_node_builder_take_text (builder,
                             bt_docx_import_settle_part (self, all, index, index + 1,
                                                         bt_node_kind_get_text_rule (kind)));
  bt_docx_import_use_from (self, piece->paragraph, start);
  return bt_node_builder_end (builder);
}

static void
take_all (BtNodeBuilder *builder, GHashTable *lists, const char *id)
{
  GPtrArray *list = g_hash_table_lookup (lists, bt_intern (id));

  for (guint i = 0; list != NULL && i < list->len; i++)
    bt_node_builder_take_child (builder, list->pdata[i]);
  if (list != NULL)
    g_ptr_array_set_size (list, 0);
}

static void add_children (Marker *marker, BtNode *node, BtNodeBuilder *builder);

/* A label that was in the middle of a text before this was split there: it is text again when that is rejected. */
static BtText *
keep_label (const BtDocxImport *self, guint index, gsize start, BtText *text)
{
  const BtDocxPiece *piece = bt_docx_piece (self, index);
  guint base = find_base (self, index);

  if (base == BT_DOCX_NOWHERE || !piece->has_old || bt_docx_piece (self, base)->node == piece->node
      || start <= piece->live_start)
    return text;
  gsize end = bt_text_from_live (piece->paragraph->text, start - piece->live_start);
  g_autoptr (BtText) label = bt_text_slice (piece->paragraph->text, 0, end);
  return bt_docx_put_before (label, bt_docx_piece (self, index - 1)->paragraph->ins, text);
}

/* The text of a node of several paragraphs, up to the second. */
static BtText *
first_text (Marker *marker, const BtNode *node, const GPtrArray *parts, BtTextRule rule)
{
  BtDocxImport *self = marker->import;
  guint first = GPOINTER_TO_UINT (parts->pdata[0]);
  const BtDocxPiece *piece = bt_docx_piece (self, first);
  BtDocxLine line;
  gsize start, length;

  if (!bt_docx_import_find_start (self, node, &line, &start))
    return NULL;
  guint end = parts->len > 1 ? GPOINTER_TO_UINT (parts->pdata[1]) : line.last + 1;
  bt_docx_old_label (self, piece, &length);
  gsize skip = behind_old_label (piece->paragraph->text, length);
  BtText *text = bt_docx_import_part_text (self, first, end, start, skip, rule);
  text = bt_docx_replace_odd (keep_label (self, first, start, text), rule);
  return unmark_move (self, first, text);
}

static void
set_text (Marker *marker, BtNode *node, const GPtrArray *parts, BtNodeBuilder *builder)
{
  BtTextRule rule = bt_node_kind_get_text_rule (bt_node_get_kind (node));

  if (rule == BT_TEXT_NONE)
    return;
  BtText *text = parts != NULL ? first_text (marker, node, parts, rule)
                               : bt_docx_import_text (marker->import, node);
  bt_node_builder_take_text (builder, text != NULL ? text : bt_text_ref (bt_node_get_text (node)));
}

/* An appendix is inserted when all that it has is. */
static void
mark_appendix (const Marker *marker, const BtNode *appendix, BtNodeBuilder *builder)
{
  const BtDocxImport *self = marker->import;
  const char *change = NULL;

  if (holds_old (marker, appendix))
    return;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      const BtNode *node =
          piece->place != NULL ? g_hash_table_lookup (marker->index->nodes, piece->place) : NULL;
      const BtNode *parent =
          node != NULL ? g_hash_table_lookup (marker->index->parents, piece->place) : NULL;
      if (node == NULL || (node != appendix && parent != appendix))
        continue;
      if (piece->paragraph == NULL || piece->has_old)
        return;
      change = change_of (self, i, TRUE);
    }
  bt_node_builder_set_attr (builder, "ins", change);
}

/* Adds the node, made again, and the paragraphs that are joined to it; the last of these has its children. */
static void
add_node (Marker *marker, BtNode *node, BtNodeBuilder *parent)
{
  GPtrArray *parts = g_hash_table_lookup (marker->parts, bt_intern (bt_node_get_id (node)));
  BtNodeBuilder *builder = bt_node_builder_new (bt_node_get_kind (node), bt_node_get_id (node));

  if (bt_node_get_kind (node) == BT_NODE_TABLE)
    {
      bt_node_builder_free (builder);
      bt_node_builder_take_child (parent, bt_node_ref (node));
      return;
    }
  bt_node_builder_copy_attrs (builder, node);
  set_text (marker, node, parts, builder);
  if (parts != NULL)
    {
      guint first = GPOINTER_TO_UINT (parts->pdata[0]);
      if (bt_docx_piece (marker->import, first)->filled && !part_had_words (marker->import, first))
        mark_filled (marker, first, builder);
      else
        mark_beginning (marker->import, first, builder);
      if (bt_node_get_kind (node) == BT_NODE_CLAUSE)
        mark_old_label (marker->import, GPOINTER_TO_UINT (parts->pdata[0]), builder);
    }
  for (guint i = 1; parts != NULL && i < parts->len; i++)
    {
      bt_node_builder_take_child (parent, bt_node_builder_end (builder));
      builder = begin_joined (marker, node, parts, i);
      take_all (parent, marker->before,
                bt_docx_piece (marker->import, GPOINTER_TO_UINT (parts->pdata[i]))->node);
    }
  if (bt_node_get_kind (node) == BT_NODE_APPENDIX)
    mark_appendix (marker, node, builder);
  add_children (marker, node, builder);
  bt_node_builder_take_child (parent, bt_node_builder_end (builder));
}

static void
add_children (Marker *marker, BtNode *node, BtNodeBuilder *builder)
{
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    {
      BtNode *child = bt_node_get_child (node, i);
      take_all (builder, marker->before, bt_node_get_id (child));
      add_node (marker, child, builder);
      take_all (builder, marker->after, bt_node_get_id (child));
    }
  take_all (builder, marker->at_end, bt_node_get_id (node));
}

/* Where a deleted paragraph goes: beside something that is there. */
typedef struct
{
  const Index *index;
  const char *before, *after; /* interned ids of the nodes around it, of whatever kind */
} Gap;

static BtNode *
node_of (const Gap *gap, const char *id)
{
  return g_hash_table_lookup (gap->index->nodes, bt_intern (id));
}

static BtNode *
parent_of (const Gap *gap, const char *id)
{
  return g_hash_table_lookup (gap->index->parents, bt_intern (id));
}

/* Whether something may stand beside the node. */
static gboolean
has_siblings (const Gap *gap, const char *id)
{
  const BtNode *node = node_of (gap, id);

  return node != NULL
         && (is_item (bt_node_get_kind (node)) || bt_node_get_kind (node) == BT_NODE_TABLE);
}

static BtNodeKind
kind_in (const BtNode *parent)
{
  BtNodeKind kind = bt_node_get_kind (parent);

  return kind == BT_NODE_BASES        ? BT_NODE_BASIS
         : kind == BT_NODE_RECIPIENTS ? BT_NODE_RECIPIENT
                                      : BT_NODE_CLAUSE;
}

/* Of the node before the gap and what that stands in, the one with that label, or else the outermost that does not hold
 * what follows the gap. */
static const char *
find_ancestor (const Gap *gap, BtLabel label)
{
  g_autoptr (GPtrArray) path = get_path (gap->index, gap->before);
  g_autoptr (GPtrArray) next =
      gap->after != NULL ? get_path (gap->index, gap->after) : g_ptr_array_new ();
  const char *same = NULL, *outermost = NULL;

  for (guint i = 0; i < path->len; i++)
    {
      const BtNode *node = path->pdata[i];
      BtNodeKind kind = bt_node_get_kind (node);
      if (g_ptr_array_find (next, node, NULL) || (!is_item (kind) && kind != BT_NODE_TABLE))
        break;
      outermost = bt_node_get_id (node);
      if (same == NULL && bt_node_get_label (node) == label && label != BT_LABEL_NONE)
        same = outermost;
    }
  return same != NULL ? same : outermost;
}

/* What a deleted piece is that stands within a paragraph to whose beginning the one after it is joined. */
static BtNodeKind
kind_within (const BtDocxImport *self, const Gap *gap)
{
  BtNodeKind kind = BT_NODE_CLAUSE;

  for (guint i = 0; i < self->pieces->len; i++)
    if (bt_docx_piece (self, i)->node == gap->after && bt_docx_piece (self, i)->place != NULL)
      {
        const BtNode *node = node_of (gap, bt_docx_piece (self, i)->place);
        kind = node != NULL ? bt_node_get_kind (node) : kind;
      }
  return is_item (kind) ? kind : BT_NODE_CLAUSE;
}

/* Puts the deleted piece into what it stood in when it went out, if that is known. */
static gboolean
place_known (Marker *marker, guint index, const Gap *gap)
{
  const char *parent =
      bt_docx_import_find_parent (marker->import, bt_docx_piece (marker->import, index), gap->index->root);
  const BtNode *in = parent != NULL ? node_of (gap, parent) : NULL;
  GPtrArray *list = in != NULL ? list_of (marker->at_end, bt_intern (parent)) : NULL;

  /* What it stood in may have become something else. */
  if (in == NULL || !bt_node_kind_allows_child (bt_node_get_kind (in), kind_in (in))
      || (gap->after != NULL && node_of (gap, gap->after) == NULL))
    return FALSE;
  if (gap->after != NULL && parent_of (gap, gap->after) == in)
    list = list_of (marker->before, gap->after);
  for (const BtNode *node = gap->before != NULL ? node_of (gap, gap->before) : NULL; node != NULL;
       node = parent_of (gap, bt_node_get_id (node)))
    if (parent_of (gap, bt_node_get_id (node)) == in)
      list = list_of (marker->after, bt_intern (bt_node_get_id (node)));
  g_ptr_array_add (list, make_deleted (marker, index, kind_in (in)));
  return TRUE;
}

/* Puts the deleted piece before what follows it, or behind what stands before it. */
static void
place_deleted (Marker *marker, guint index, const Gap *gap)
{
  BtDocxPiece *piece = bt_docx_piece (marker->import, index);
  gsize length;
  BtLabel label = bt_docx_old_label (marker->import, piece, &length);
  const char *beside =
      gap->before != NULL && has_siblings (gap, gap->before) ? find_ancestor (gap, label) : NULL;
  gboolean follows = gap->after != NULL && has_siblings (gap, gap->after);
  gboolean same = beside != NULL && bt_node_get_label (node_of (gap, beside)) == label;
  BtNode *body = bt_node_get_child_of_kind (gap->index->root, BT_NODE_BODY);

  if (gap->after != NULL && node_of (gap, gap->after) == NULL)
    g_ptr_array_add (list_of (marker->before, gap->after),
                     make_deleted (marker, index, kind_within (marker->import, gap)));
  else if (beside != NULL && (same || !follows))
    g_ptr_array_add (list_of (marker->after, bt_intern (beside)),
                     make_deleted (marker, index, kind_in (parent_of (gap, beside))));
  else if (follows)
    g_ptr_array_add (list_of (marker->before, gap->after),
                     make_deleted (marker, index, kind_in (parent_of (gap, gap->after))));
  else if (bt_node_get_n_children (body) > 0 && gap->before == NULL)
    g_ptr_array_add (list_of (marker->before,
                              bt_intern (bt_node_get_id (bt_node_get_child (body, 0)))),
                     make_deleted (marker, index, BT_NODE_CLAUSE));
  else
    g_ptr_array_add (list_of (marker->at_end, bt_intern (bt_node_get_id (body))),
                     make_deleted (marker, index, BT_NODE_CLAUSE));
}

/* The node of the next piece that is there, in one direction: of what is joined to a node, that node where it stands
 * before. */
static const char *
find_place (const BtDocxImport *self, guint index, int step)
{
  for (guint i = index + step; i < self->pieces->len; i += step)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->place != NULL && (piece->has_new || piece->table != NULL))
        return step > 0 && piece->node != NULL ? piece->node : piece->place;
    }
  return NULL;
}

static gboolean
is_deleted (const BtDocxPiece *piece)
{
  const char *text = piece->paragraph != NULL ? bt_text_get_string (piece->paragraph->text) : "";

  return !piece->has_new && !bt_docx_is_space (text);
}

static void
place_all_deleted (Marker *marker, const Index *index)
{
  BtDocxImport *self = marker->import;

  for (guint i = 0; i < self->pieces->len; i++)
    if (is_deleted (bt_docx_piece (self, i)))
      {
        Gap gap = { index, find_place (self, i, -1), find_place (self, i, 1) };
        if (!place_known (marker, i, &gap))
          place_deleted (marker, i, &gap);
      }
}

/* Deleted pieces have ids before any of them is made, as others may be split from them. */
static void
name_deleted (BtDocxImport *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    if (is_deleted (bt_docx_piece (self, i)))
      {
        g_autofree char *id = bt_id_new ('n');
        bt_docx_piece (self, i)->node = bt_intern (id);
      }
}

/**
 * bt_docx_import_mark:
 * @self: an import whose plan is recognised
 * @root: the plan as it is when all changes are accepted
 *
 * Returns: (transfer full): the plan with the changes in it
 */
BtNode *
bt_docx_import_mark (BtDocxImport *self, BtNode *root)
{
  Marker marker = { self,
                    NULL,
                    lists_new ((GDestroyNotify) g_ptr_array_unref),
                    lists_new ((GDestroyNotify) g_ptr_array_unref),
                    lists_new ((GDestroyNotify) g_ptr_array_unref),
                    lists_new ((GDestroyNotify) g_ptr_array_unref) };
  g_autoptr (GHashTable) nodes = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) parents = g_hash_table_new (NULL, NULL);
  Index index = { root, nodes, parents };
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_PLAN, bt_node_get_id (root));

  index_node (&index, root);
  marker.index = &index;
  walk (&marker, root);
  place_tables (&marker);
  name_deleted (self);
  hold_what_is_filled (&marker, root);
  bt_docx_import_pair_moves (self);
  place_all_deleted (&marker, &index);
  bt_node_builder_copy_attrs (builder, root);
  add_children (&marker, root, builder);
  bt_docx_import_tell_unused (self);
  g_hash_table_unref (marker.parts);
  g_hash_table_unref (marker.before);
  g_hash_table_unref (marker.after);
  g_hash_table_unref (marker.at_end);
  return bt_node_builder_end (builder);
}
