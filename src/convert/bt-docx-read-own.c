/* The words of a document of ours: while it is read, those of each node are gathered by the bookmark around them.
 *
 * As long as nobody has changed the paragraphs themselves, the plan is made of these and the tree of our own part;
 * otherwise the recogniser has to. */
#include <string.h>

#include "bt-docx-names.h"
#include "bt-docx-read-reader.h"
#include "bt-id.h"

/* A bookmark that is being read. */
typedef struct
{
  const char *name; /* interned */
  char *id;
  BtTextBuilder *builder; /* NULL for what is no text of a node */
  guint paragraph;        /* in which it began */
  gboolean begun;         /* whether there are words */
  gboolean stays, lasts;  /* whether some of its words are there before all changes, and after them */
  gboolean endless;       /* whether its end is not to come: it has gone with words that somebody has deleted */
} Open;

/**
 * bt_docx_own_open_free:
 * @data: (transfer full): a bookmark that was being read
 */
void
bt_docx_own_open_free (gpointer data)
{
  Open *open = data;

  g_clear_pointer (&open->builder, bt_text_builder_free);
  g_free (open->id);
  g_free (open);
}

/* Whether that is the bookmark of a field: in several paragraphs it is one text all the same. */
static gboolean
is_field (const char *name)
{
  return g_str_has_prefix (name, BT_DOCX_MARK_FIELD)
         || g_str_has_prefix (name, BT_DOCX_MARK_SIGNATURE);
}

/* Notes where words of the paragraph go: @name is of a bookmark, or a field; %NULL for a cell. */
static void
note_target (BtDocxOwn *own, const char *name)
{
  if (name == NULL || !is_field (name))
    own->elsewhere = TRUE;
  else
    {
      if (own->fields == NULL)
        own->fields = g_ptr_array_new ();
      if (!g_ptr_array_find (own->fields, name, NULL))
        g_ptr_array_add (own->fields, (gpointer) name);
    }
}

/* The id of the node whose text a bookmark of that name is around; a field's name, "authority" …; NULL for none. */
static const char *
find_text (const BtDocxOwn *own, const char *name)
{
  static const char *const prefixes[] = { BT_DOCX_MARK_NODE, BT_DOCX_MARK_COLUMN,
                                          BT_DOCX_MARK_ROW };

  if (g_hash_table_contains (own->aliases, name))
    return g_hash_table_lookup (own->aliases, name);
  if (is_field (name))
    return name;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      {
        const char *id = bt_intern (name + strlen (prefixes[i]));
        return g_hash_table_contains (own->nodes, id) ? id : NULL;
      }
  return NULL;
}

static gboolean
is_row (const BtDocxOwn *own, const char *id)
{
  const xmlNode *node = g_hash_table_lookup (own->nodes, id);

  return node != NULL && bt_docx_is (node, "row");
}

static Open *
find_open (const BtDocxOwn *own)
{
  for (guint i = own->open->len; i > 0; i--)
    if (((Open *) own->open->pdata[i - 1])->builder != NULL)
      return own->open->pdata[i - 1];
  return NULL;
}

static BtTextBuilder *
find_builder (const BtDocxOwn *own)
{
  const Open *open = find_open (own);

  return open != NULL ? open->builder : own->cell;
}

/* What has a paragraph for itself: two in one have been merged. */
static void
note_item (BtDocxOwn *own, const char *id)
{
  const xmlNode *node = g_hash_table_lookup (own->nodes, id);

  if (node == NULL
      || (!bt_docx_is (node, "clause") && !bt_docx_is (node, "basis") && !bt_docx_is (node, "recipient")))
    return;
  own->edited = own->edited || own->item != NULL;
  own->item = id;
  g_ptr_array_add (own->order, (gpointer) id);
}

/**
 * bt_docx_own_start_paragraph:
 * @own: what our export wrote
 * @names: (element-type utf8): where the bookmarks are added, interned, whose words are still to come
 *
 * Who begins an empty paragraph before another leaves the start of its bookmark in that. Who parts a field in two
 * leaves its bookmark around both.
 */
void
bt_docx_own_start_paragraph (BtDocxOwn *own, GPtrArray *names)
{
  own->n_paragraphs++;
  own->item = own->last = own->rest = own->waiting = NULL;
  own->stray = own->elsewhere = FALSE;
  g_clear_pointer (&own->fields, g_ptr_array_unref);
  own->cell_breaks = own->cell_begun;
  own->edited = own->edited || own->before != NULL;
  g_clear_pointer (&own->before, bt_text_unref);
  for (guint i = 0; i < own->open->len; i++)
    {
      Open *open = own->open->pdata[i];
      if (open->builder == NULL || (open->begun && !is_field (open->name)))
        continue;
      g_ptr_array_add (names, (gpointer) open->name);
      if (open->begun)
        continue;
      open->paragraph = own->n_paragraphs;
      own->item = find_text (own, open->name);
    }
}

static void
open_set_id (Open *open, const BtDocxOwn *own, const char *id)
{
  g_free (open->id);
  open->id = g_strdup (id);
  open->endless = id == NULL || g_hash_table_lookup (own->ends, id) == NULL;
}

static Open *
open_new (BtDocxOwn *own, const xmlNode *node, const char *text)
{
  Open *open = g_new0 (Open, 1);

  open->name = bt_intern (bt_docx_attr (node, "name"));
  open->paragraph = own->n_paragraphs;
  open_set_id (open, own, bt_docx_attr (node, "id"));
  if (text == NULL)
    return open;
  open->builder = bt_text_builder_new ();
  if (own->before != NULL)
    {
      open->begun = TRUE;
      bt_text_builder_append_text (open->builder, own->before);
      note_target (own, open->name);
    }
  g_clear_pointer (&own->before, bt_text_unref);
  return open;
}

/* The thread of which a bookmark is around one of several ranges; NULL for none. */
static const char *
find_thread (const BtDocxOwn *own, const char *name)
{
  const char *thread = bt_docx_attr (g_hash_table_lookup (own->anchors, name), "thread");

  return thread != NULL && bt_id_is_valid (thread) ? thread : NULL;
}

/* A row begins: words that stand before its bookmark are of its first cell. There is one place for it. */
static void
start_row (BtDocxOwn *own, const char *id)
{
  own->edited = own->edited || (own->row != NULL && own->row != id) || g_hash_table_contains (own->rows, id);
  own->row = id;
  if (own->before == NULL || own->cell == NULL)
    return;
  bt_text_builder_append_text (own->cell, own->before);
  own->cell_begun = TRUE;
  g_clear_pointer (&own->before, bt_text_unref);
}

/* LibreOffice writes the start of a bookmark twice that is around nothing, and ends the second one. */
static gboolean
is_begun_again (BtDocxOwn *own, const xmlNode *node, const char *name)
{
  for (guint i = 0; i < own->open->len; i++)
    {
      Open *open = own->open->pdata[i];
      if (open->name != name)
        continue;
      open_set_id (open, own, bt_docx_attr (node, "id"));
      return TRUE;
    }
  return FALSE;
}

/* Whether words of the node have been read. Where a comment is on the first words of a document, LibreOffice begins
 * their bookmark in an empty paragraph before it. */
static gboolean
has_words (const BtDocxOwn *own, const char *id)
{
  const BtText *text = g_hash_table_lookup (own->texts, id);

  return text != NULL && bt_text_get_length (text) > 0;
}

/**
 * bt_docx_own_start:
 * @own: what our export wrote
 * @node: w:bookmarkStart
 */
void
bt_docx_own_start (BtDocxOwn *own, const xmlNode *node)
{
  const char *name = bt_intern (bt_docx_attr (node, "name"));
  const char *thread = name != NULL ? find_thread (own, name) : NULL;
  const char *id = name != NULL ? find_text (own, name) : NULL;

  if (name == NULL || is_begun_again (own, node, name))
    return;
  if (thread != NULL && find_builder (own) != NULL)
    bt_text_builder_start_anchor (find_builder (own), thread);
  if (g_hash_table_contains (own->objects, name) && own->object == NULL)
    {
      own->object = g_hash_table_lookup (own->objects, name);
      memset (&own->object_mark, 0, sizeof own->object_mark);
      g_string_truncate (own->object_words, 0);
      own->object_text = bt_text_builder_new ();
      own->object_mixed = FALSE;
    }
  if (id != NULL && is_row (own, id))
    start_row (own, id);
  gboolean text = id != NULL && !is_row (own, id) && !has_words (own, id);
  if (text)
    note_item (own, id);
  Open *open = open_new (own, node, text ? id : NULL);
  g_ptr_array_add (own->open, open);
  /* An object within the field leaves what began before it. */
  if (open->builder == NULL)
    return;
  own->waited = is_field (name) ? own->waiting : NULL;
  if (own->waited != NULL)
    bt_docx_own_anchor (own, own->waited, TRUE);
  own->waiting = NULL;
}

/* Whether somebody has decided the change that put in, or takes out, the node: its words are no longer marked. */
static gboolean
is_decided (const BtDocxOwn *own, const char *id, const Open *open)
{
  const xmlNode *node = g_hash_table_lookup (own->nodes, id);

  return (open->stays && bt_docx_attr (node, "ins") != NULL)
         || (open->lasts && bt_docx_attr (node, "del") != NULL);
}

/* Whether words are of a node that has none, as of an appendix: its label is all that stands there. */
static gboolean
is_out_of_place (const BtDocxOwn *own, const char *id, const BtText *text)
{
  const xmlNode *node = g_hash_table_lookup (own->nodes, id);
  BtNodeKind kind;

  return bt_text_get_length (text) > 0 && node != NULL
         && bt_node_kind_from_name ((const char *) node->name, &kind)
         && bt_node_kind_get_text_rule (kind) == BT_TEXT_NONE;
}

/* A text that goes on into another paragraph has been split. */
static void
end_text (BtDocxOwn *own, Open *open)
{
  const char *id = bt_intern (find_text (own, open->name));

  gboolean split = open->paragraph != own->n_paragraphs && !is_field (open->name);

  BtText *text = bt_text_builder_end (g_steal_pointer (&open->builder));
  /* What began before the field and goes on behind it is around its paragraph. */
  if (own->waited != NULL && is_field (open->name))
    {
      BtText *bare = bt_text_without_anchor (text, own->waited);
      bt_text_unref (text);
      text = bare;
    }
  own->waited = NULL;
  own->edited = own->edited || split || is_decided (own, id, open) || is_out_of_place (own, id, text);
  own->stray = own->stray || split;
  g_hash_table_insert (own->texts, (gpointer) id, text);
  own->last = id;
}

/* What kind of object our part names; none where the plan could not be saved with it. */
static BtObjectKind
get_object (const xmlNode *object)
{
  const char *kind = bt_docx_attr (object, "kind"), *target = bt_docx_attr (object, "target");

  if (target == NULL)
    return BT_OBJECT_NONE;
  if (g_strcmp0 (kind, "foreign") == 0)
    return bt_docx_own_is_foreign (target) ? BT_OBJECT_FOREIGN : BT_OBJECT_NONE;
  if (!bt_id_is_valid (target))
    return BT_OBJECT_NONE;
  return g_strcmp0 (kind, "ref") == 0    ? BT_OBJECT_REF
         : g_strcmp0 (kind, "cite") == 0 ? BT_OBJECT_CITE
                                         : BT_OBJECT_NONE;
}

/* Takes @words away that the text ends with, if it does. */
static gboolean
take_end (BtDocxOwn *own, const char *words, gsize length)
{
  Open *open = find_open (own);
  BtTextBuilder **builder = open != NULL ? &open->builder : &own->cell;

  if (*builder == NULL)
    return FALSE;
  g_autoptr (BtText) text = bt_text_builder_end (*builder);
  gsize all = bt_text_get_length (text), kept = all >= length ? all - length : 0;
  gboolean ends = all >= length && strncmp (bt_text_get_string (text) + kept, words, length) == 0;
  g_autoptr (BtText) rest = bt_text_slice (text, 0, ends ? kept : all);
  *builder = bt_text_builder_new ();
  bt_text_builder_append_text (*builder, rest);
  return ends;
}

/* Whether the words that stand in the object's bookmark are those that we wrote there. Behind a comment, LibreOffice
 * puts ends of bookmarks one character before, or behind, where they were. */
static gboolean
has_own_words (BtDocxOwn *own)
{
  const char *words = bt_docx_attr (own->object, "words"), *found = own->object_words->str;

  if (words == NULL || strcmp (words, found) == 0)
    return TRUE;
  if (g_str_has_prefix (words, found))
    {
      own->rest = words + strlen (found);
      return TRUE;
    }
  return g_str_has_suffix (words, found) && take_end (own, words, strlen (words) - strlen (found));
}

/* Words that somebody has edited are no object any more, nor are those of which a part is put in or taken out. */
static void
end_object (BtDocxOwn *own)
{
  BtMark mark = own->object_mark;
  gboolean same = !own->object_mixed && has_own_words (own);
  g_autoptr (BtText) words = bt_text_builder_end (g_steal_pointer (&own->object_text));

  mark.target = bt_docx_attr (own->object, "target");
  mark.object = get_object (own->object);
  own->object = NULL;
  own->edited = own->edited || mark.object == BT_OBJECT_NONE || find_builder (own) == NULL;
  if (find_builder (own) == NULL || mark.object == BT_OBJECT_NONE)
    return;
  if (same)
    bt_text_builder_append_object (find_builder (own), &mark);
  else
    bt_text_builder_append_text (find_builder (own), words);
}

/* Skips what is still to come of an object. */
static const char *
skip_rest (BtDocxOwn *own, const char *text)
{
  const char *rest = own->rest;

  while (rest != NULL && *rest != '\0' && *text == *rest)
    {
      rest++;
      text++;
    }
  own->rest = rest != NULL && *rest != '\0' && *text == '\0' ? rest : NULL;
  return text;
}

/* One of the ends of that number is no longer to come. */
static void
count_end (BtDocxOwn *own, const char *id)
{
  guint n = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (own->ends, id)) : 0;

  if (n > 0)
    g_hash_table_insert (own->ends, g_strdup (id), GUINT_TO_POINTER (n - 1));
}

/**
 * bt_docx_own_end:
 * @own: what our export wrote
 * @node: w:bookmarkEnd
 */
void
bt_docx_own_end (BtDocxOwn *own, const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");

  count_end (own, id);
  for (guint i = own->open->len; i > 0; i--)
    {
      Open *open = own->open->pdata[i - 1];
      const char *thread = find_thread (own, open->name);
      if (g_strcmp0 (open->id, id) != 0)
        continue;
      /* Of those that end at the same place, LibreOffice ends first what began first. */
      if (own->object != NULL
          && (g_hash_table_lookup (own->objects, open->name) == own->object || open->builder != NULL))
        end_object (own);
      if (open->builder != NULL)
        end_text (own, open);
      g_ptr_array_remove_index (own->open, i - 1);
      if (thread != NULL && find_builder (own) != NULL)
        bt_text_builder_end_anchor (find_builder (own), thread);
      return;
    }
}

/**
 * bt_docx_own_end_paragraph:
 * @own: what our export wrote
 *
 * A bookmark whose end is not to come is around what is left of its paragraph: the rest of the document is not its
 * text.
 */
void
bt_docx_own_end_paragraph (BtDocxOwn *own)
{
  for (guint i = own->open->len; i > 0; i--)
    {
      Open *open = own->open->pdata[i - 1];
      if (!open->endless || open->builder == NULL)
        continue;
      end_text (own, open);
      g_ptr_array_remove_index (own->open, i - 1);
    }
}

/* Whether words that no bookmark is around are of a cell. */
static gboolean
is_of_cell (const BtDocxOwn *own)
{
  return own->cell != NULL && own->row != NULL && own->last == NULL;
}

/* Words in a cell: each of its paragraphs is a line. */
static void
append_to_cell (BtDocxOwn *own, const char *text, const BtMark *mark)
{
  if (own->cell_breaks)
    bt_text_builder_append (own->cell, "\n", 1, mark);
  own->cell_breaks = FALSE;
  own->cell_begun = TRUE;
  bt_text_builder_append (own->cell, text, -1, mark);
}

/* The text with more words; takes it. */
static BtText *
add_words (BtText *text, const char *words, const BtMark *mark)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  if (text != NULL)
    bt_text_builder_append_text (builder, text);
  bt_text_builder_append (builder, words, -1, mark);
  g_clear_pointer (&text, bt_text_unref);
  return bt_text_builder_end (builder);
}

/* Words beside a bookmark: who types at the end of a paragraph types behind it. */
static void
append_beside (BtDocxOwn *own, const char *text, const BtMark *mark)
{
  const BtText *last = own->last != NULL ? g_hash_table_lookup (own->texts, own->last) : NULL;
  if (last != NULL)
    g_hash_table_insert (own->texts, (gpointer) own->last,
                         add_words (bt_text_ref ((BtText *) last), text, mark));
  else if (!bt_docx_is_space (text) || own->before != NULL)
    own->before = add_words (own->before, text, mark);
}

/* Notes whether the words were there when the document went out, and whether they stay. */
static void
note_presence (BtDocxOwn *own, const char *text, const BtMark *mark, gboolean deleted)
{
  own->familiar = own->familiar || mark->ins == NULL || g_hash_table_contains (own->nodes, mark->ins);
  own->lasts = own->lasts || (!deleted && !own->made && own->copy == 0 && !bt_docx_is_space (text));
}

/* What was moved stands at its old place as well. */
static void
append_to_copy (BtDocxOwn *own, const char *text, const BtMark *mark)
{
  GPtrArray *copies = own->copies;
  BtMark bare = { .format = mark->format };

  if (copies->len == 0 || own->copied_in != own->n_paragraphs)
    g_ptr_array_add (copies, bt_text_new (""));
  own->copied_in = own->n_paragraphs;
  copies->pdata[copies->len - 1] = add_words (copies->pdata[copies->len - 1], text, &bare);
}

/**
 * bt_docx_own_append:
 * @own: what our export wrote
 * @text: words of the document
 * @mark: what they bear, as changes of their own
 * @inserted: whether they, or what they are part of, are put in
 * @deleted: whether they, or what they are part of, are taken out
 */
void
bt_docx_own_append (BtDocxOwn *own, const char *text, const BtMark *mark, gboolean inserted,
                    gboolean deleted)
{
  Open *open = find_open (own);

  note_presence (own, text, mark, deleted);
  if (!own->made && own->moved > 0 && !inserted)
    append_to_copy (own, text, mark);
  if (own->made || own->copy > 0)
    return;
  text = skip_rest (own, text);
  if (*text == '\0')
    return;
  if (open != NULL)
    {
      open->begun = TRUE;
      open->stays = open->stays || !inserted;
      open->lasts = open->lasts || !deleted;
    }
  if (open != NULL && is_field (open->name) && open->paragraph != own->n_paragraphs)
    {
      bt_text_builder_append (open->builder, "\n", 1, mark);
      open->paragraph = own->n_paragraphs;
    }
  if (open != NULL && open->paragraph != own->n_paragraphs)
    own->stray = own->stray || !bt_docx_is_space (text);
  if (!bt_docx_is_space (text) && (open != NULL || is_of_cell (own) || own->last != NULL))
    note_target (own, open != NULL ? open->name : is_of_cell (own) ? NULL : own->last);
  if (own->object != NULL)
    {
      own->object_mixed = own->object_mixed
                          || (own->object_words->len > 0
                              && (own->object_mark.ins != mark->ins || own->object_mark.del != mark->del));
      own->object_mark = *mark;
      g_string_append (own->object_words, text);
      bt_text_builder_append (own->object_text, text, -1, mark);
    }
  else if (open != NULL)
    bt_text_builder_append (open->builder, text, -1, mark);
  else if (is_of_cell (own))
    append_to_cell (own, text, mark);
  else
    append_beside (own, text, mark);
}

/**
 * bt_docx_own_end_row:
 * @own: what our export wrote
 * @inserted: whether the row is marked as put in
 * @deleted: whether it is marked as taken out
 */
void
bt_docx_own_end_row (BtDocxOwn *own, gboolean inserted, gboolean deleted)
{
  const xmlNode *node = own->row != NULL ? g_hash_table_lookup (own->nodes, own->row) : NULL;

  if (node != NULL
      && ((bt_docx_attr (node, "ins") != NULL && !inserted)
          || (bt_docx_attr (node, "del") != NULL && !deleted)))
    own->edited = TRUE;
}

/**
 * bt_docx_own_anchor:
 * @own: what our export wrote
 * @thread: the interned id of a thread
 * @start: whether its words begin here, or end
 *
 * Threads of several ranges have bookmarks for these.
 */
void
bt_docx_own_anchor (BtDocxOwn *own, const char *thread, gboolean start)
{
  GHashTableIter iter;
  gpointer value;
  const xmlNode *node = g_hash_table_lookup (own->nodes, thread);
  BtTextBuilder *builder = find_builder (own);

  if (node != NULL && bt_docx_attr (node, "words") == NULL)
    return;
  /* In a cell of the header, words of its own that stand before a field's bookmark are none. */
  if (find_open (own) == NULL)
    own->waiting = start ? thread : NULL;
  if (!start && own->waited == thread)
    own->waited = NULL;
  if (builder == NULL)
    return;
  g_hash_table_iter_init (&iter, own->anchors);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (g_strcmp0 (bt_docx_attr (value, "thread"), thread) == 0)
      return;
  /* Around two fields it is around their paragraph. */
  if (start && node != NULL && find_open (own) != NULL && is_field (find_open (own)->name))
    own->waited = thread;
  if (start)
    bt_text_builder_start_anchor (builder, thread);
  else
    bt_text_builder_end_anchor (builder, thread);
}

/**
 * bt_docx_own_start_cell:
 * @own: what our export wrote
 */
void
bt_docx_own_start_cell (BtDocxOwn *own)
{
  g_clear_pointer (&own->cell, bt_text_builder_free);
  bt_docx_own_break (own);
  own->cell = bt_text_builder_new ();
  own->cell_begun = own->cell_breaks = FALSE;
}

/**
 * bt_docx_own_end_cell:
 * @own: what our export wrote
 *
 * The cells of a row come one after the other.
 */
void
bt_docx_own_end_cell (BtDocxOwn *own)
{
  if (own->cell == NULL)
    return;
  bt_docx_own_break (own);
  if (own->object != NULL)
    end_object (own);
  BtText *text = bt_text_builder_end (g_steal_pointer (&own->cell));
  if (own->row == NULL)
    {
      own->edited = own->edited || bt_text_get_length (text) > 0;
      bt_text_unref (text);
      return;
    }
  GPtrArray *cells = g_hash_table_lookup (own->rows, own->row);
  if (cells == NULL)
    {
      cells = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);
      g_hash_table_insert (own->rows, (gpointer) own->row, cells);
    }
  g_ptr_array_add (cells, text);
}

/**
 * bt_docx_own_finish:
 * @own: what our export wrote, of a document that has been read
 *
 * A bookmark that never ended says nothing of where its words belong.
 */
void
bt_docx_own_finish (BtDocxOwn *own)
{
  own->edited = own->edited || own->object != NULL;
  for (guint i = 0; i < own->open->len; i++)
    {
      const Open *open = own->open->pdata[i];
      own->edited = own->edited || (open->builder != NULL && open->begun);
    }
}
