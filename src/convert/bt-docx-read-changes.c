/* Who changed what, and when: the tracked changes of a document become records of ours. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read-reader.h"
#include "bt-id.h"

/* Among so many changes of others the same one is looked for. */
#define MAX_OTHERS 32

/* The last change of an author at a time: what follows it without an unchanged paragraph between is the same one. */
typedef struct
{
  char *author, *time;
  const char *id;
  guint paragraph;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->author);
  g_free (change->time);
  g_free (change);
}

/**
 * bt_docx_changes_init:
 * @reader: a reader
 */
void
bt_docx_changes_init (BtDocxReader *reader)
{
  reader->change_times = g_ptr_array_new_with_free_func (change_free);
  reader->move_ids = g_hash_table_new (NULL, NULL);
  reader->known = g_hash_table_new (NULL, NULL);
}

/**
 * bt_docx_dup_time:
 * @date: (nullable): a date as word processors write it; in their local time where no zone stands behind it
 *
 * Returns: (transfer full) (nullable): it as our records have it, in UTC; %NULL where none was written or it is none
 */
char *
bt_docx_dup_time (const char *date)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, utc) : NULL;
  g_autoptr (GDateTime) in_utc = time != NULL ? g_date_time_to_utc (time) : NULL;

  return in_utc != NULL ? g_date_time_format (in_utc, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static char *
dup_author (const xmlNode *node)
{
  g_autofree char *author =
      g_utf8_make_valid (bt_docx_attr (node, "author") != NULL ? bt_docx_attr (node, "author") : "",
                         -1);

  for (char *c = author; *c != '\0'; c = g_utf8_next_char (c))
    if (!bt_text_allows_char (g_utf8_get_char (c), FALSE))
      memset (c, ' ', g_utf8_next_char (c) - c);
  g_strstrip (author);
  if (strlen (author) > 400)
    *g_utf8_offset_to_pointer (author, 100) = '\0';
  return *author != '\0' ? g_steal_pointer (&author) : g_strdup (_ ("Unknown author"));
}

/* The record that our own part has of the change; the first time it is met, it comes along. */
static const char *
take_known (BtDocxReader *reader, const xmlNode *node, const char *author, const char *time)
{
  const char *id = bt_docx_own_find_change (reader->docx->own, node, author, time);
  const xmlNode *known = id != NULL ? g_hash_table_lookup (reader->docx->own->nodes, id) : NULL;

  if (known == NULL || !bt_id_is_valid (id) || bt_docx_attr (known, "author") == NULL)
    return NULL;
  if (!g_hash_table_add (reader->known, (gpointer) id))
    return id;
  BtNodeBuilder *record = bt_node_builder_new (BT_NODE_CHANGE, id);
  bt_node_builder_set_attr (record, "author", bt_docx_attr (known, "author"));
  bt_node_builder_set_attr (record, "time", bt_docx_attr (known, "time"));
  bt_node_builder_set_attr (record, "round", bt_docx_attr (known, "round"));
  g_ptr_array_add (reader->docx->changes, bt_node_builder_end (record));
  return id;
}

static const char *
add_record (BtDocxReader *reader, const char *author, const char *time)
{
  g_autofree char *id = bt_id_new ('k');
  BtNodeBuilder *record = bt_node_builder_new (BT_NODE_CHANGE, id);

  bt_node_builder_set_attr (record, "author", author);
  bt_node_builder_set_attr (record, "time", time);
  bt_node_builder_set_attr (record, "round", "1");
  g_ptr_array_add (reader->docx->changes, bt_node_builder_end (record));
  return bt_intern (id);
}

/**
 * bt_docx_read_change:
 * @reader: a reader
 * @node: a mark of a tracked change
 *
 * Returns: (transfer none): the id of its record, interned
 */
const char *
bt_docx_read_change (BtDocxReader *reader, const xmlNode *node)
{
  guint paragraph = reader->docx->n_paragraphs;
  Change wanted = { .author = dup_author (node),
                    .time = bt_docx_dup_time (bt_docx_attr (node, "date")) };
  const char *known = take_known (reader, node, wanted.author, wanted.time);

  if (known != NULL)
    {
      g_free (wanted.author);
      g_free (wanted.time);
      return known;
    }
  for (guint i = reader->change_times->len; i > 0 && i + MAX_OTHERS > reader->change_times->len;
       i--)
    {
      Change *change = reader->change_times->pdata[i - 1];
      if (change->paragraph + 1 < paragraph)
        break;
      if (strcmp (change->author, wanted.author) != 0 || g_strcmp0 (change->time, wanted.time) != 0)
        continue;
      change->paragraph = paragraph;
      g_free (wanted.author);
      g_free (wanted.time);
      g_ptr_array_add (reader->change_times, g_ptr_array_steal_index (reader->change_times, i - 1));
      return change->id;
    }
  wanted.id = add_record (reader, wanted.author, wanted.time);
  wanted.paragraph = paragraph;
  g_ptr_array_add (reader->change_times, g_memdup2 (&wanted, sizeof wanted));
  return wanted.id;
}

/**
 * bt_docx_read_move:
 * @reader: a reader
 * @node: w:moveFrom or w:moveTo
 *
 * Returns: (transfer none): the id of the record of the move that it is an end of, interned
 */
const char *
bt_docx_read_move (BtDocxReader *reader, const xmlNode *node)
{
  const char *id =
      reader->move != NULL ? g_hash_table_lookup (reader->move_ids, reader->move) : NULL;

  if (id == NULL)
    {
      g_autofree char *author = dup_author (node);
      g_autofree char *time = bt_docx_dup_time (bt_docx_attr (node, "date"));
      id = take_known (reader, node, author, time);
      id = id != NULL ? id : add_record (reader, author, time);
      if (reader->move != NULL)
        g_hash_table_insert (reader->move_ids, (gpointer) reader->move, (gpointer) id);
      g_hash_table_add (reader->docx->moves, (gpointer) id);
    }
  return id;
}

/* The change of that name among the properties; @moved says whether it is a move. */
static const char *
find_change (BtDocxReader *reader, const xmlNode *properties, const char *name, gboolean *moved)
{
  const char *move = strcmp (name, "ins") == 0   ? "moveTo"
                     : strcmp (name, "del") == 0 ? "moveFrom"
                                                 : NULL;
  const xmlNode *node = bt_docx_child (properties, name);

  *moved = node == NULL && move != NULL;
  node = *moved ? bt_docx_child (properties, move) : node;
  if (node == NULL)
    return NULL;
  return *moved ? bt_docx_read_move (reader, node) : bt_docx_read_change (reader, node);
}

/**
 * bt_docx_find_mark:
 * @reader: a reader in a paragraph
 * @properties: (nullable): the properties of its mark
 * @name: "ins" or "del", which a move is as well
 *
 * Returns: (transfer none) (nullable): the id of the record of the change that put it in or takes it out, interned
 */
const char *
bt_docx_find_mark (BtDocxReader *reader, const xmlNode *properties, const char *name)
{
  gboolean moved;
  const char *id = find_change (reader, properties, name, &moved);

  if (reader->docx->own != NULL)
    bt_docx_own_note_mark (reader->docx->own, id, strcmp (name, "del") == 0, moved);
  return id;
}

/**
 * bt_docx_find_change:
 * @reader: a reader
 * @properties: (nullable): properties of a row, a cell, or of words
 * @name: "ins" or "del", which a move is as well; or "cellIns", "cellDel"
 *
 * Returns: (transfer none) (nullable): the id of the record of the change that put it in or takes it out, interned
 */
const char *
bt_docx_find_change (BtDocxReader *reader, const xmlNode *properties, const char *name)
{
  gboolean moved;
  const char *id = find_change (reader, properties, name, &moved);

  /* Somebody else has changed rows: our own tree does not know it. */
  if (id != NULL && reader->docx->own != NULL && !g_hash_table_contains (reader->known, id))
    reader->docx->own->edited = TRUE;
  return id;
}

/**
 * bt_docx_dup_view:
 * @text: a text with changes
 * @accepted: whether as if all were accepted, or rejected
 *
 * Returns: (transfer full): its characters
 */
char *
bt_docx_dup_view (const BtText *text, gboolean accepted)
{
  guint n_runs;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  GString *view = g_string_new (NULL);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    if ((accepted ? runs[i].mark.del : runs[i].mark.ins) == NULL)
      g_string_append_len (view, bt_text_get_string (text) + start, runs[i].end - start);
  return g_string_free (view, FALSE);
}

/**
 * bt_docx_is_space:
 * @words: words
 *
 * Returns: whether there is nothing to read in them
 */
gboolean
bt_docx_is_space (const char *words)
{
  return words[strspn (words, " \t\n")] == '\0';
}

/**
 * bt_docx_has_words:
 * @text: a text with changes
 * @accepted: whether as if all were accepted, or rejected
 *
 * Returns: whether there is something to read in it
 */
gboolean
bt_docx_has_words (const BtText *text, gboolean accepted)
{
  g_autofree char *view = bt_docx_dup_view (text, accepted);

  return !bt_docx_is_space (view);
}
