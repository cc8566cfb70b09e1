/* The writer of documents: its state, paragraphs, and the bookmarks that carry the ids of nodes. */
#include <string.h>

#include "bt-docx-write-private.h"
#include "bt-numbering.h"

/* The longest name of a bookmark that word processors take. */
#define MAX_NAME 40

/* What begins with a paragraph and ends with it: a bookmark, or a comment on the whole of it. */
typedef struct
{
  char *name;
  const BtDocxThread *thread;
  guint id;
} Wrap;

static void
wrap_clear (gpointer data)
{
  g_free (((Wrap *) data)->name);
}

static void
change_free (gpointer data)
{
  BtDocxChange *change = data;

  g_free (change->attributes);
  g_free (change);
}

/* bt_docx_append_escaped:
 * @length: in bytes, -1 for all of @text
 */
void
bt_docx_append_escaped (GString *out, const char *text, gssize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, length);

  g_string_append (out, escaped);
}

static void
add_change (BtDocxWriter *writer, const BtNode *record)
{
  BtDocxChange *change = g_new0 (BtDocxChange, 1);
  const char *author = bt_node_get_attr (record, "author");
  const char *time = bt_node_get_attr (record, "time");
  GString *attributes = g_string_new (" w:author=\"");

  bt_docx_append_escaped (attributes, author != NULL ? author : "", -1);
  g_string_append_c (attributes, '"');
  if (time != NULL && *time != '\0')
    {
      g_string_append (attributes, " w:date=\"");
      bt_docx_append_escaped (attributes, time, -1);
      g_string_append_c (attributes, '"');
    }
  change->attributes = g_string_free (attributes, FALSE);
  g_hash_table_insert (writer->changes, (gpointer) bt_node_get_id (record), change);
  if (bt_node_get_attr (record, "decision") == NULL)
    writer->last_change = bt_node_get_id (record);
}

static void
read_changes (BtDocxWriter *writer)
{
  BtNode *changes = bt_plan_get_part (writer->plan, BT_NODE_CHANGES);

  for (guint i = 0; i < bt_node_get_n_children (changes); i++)
    if (bt_node_get_kind (bt_node_get_child (changes, i)) == BT_NODE_CHANGE)
      add_change (writer, bt_node_get_child (changes, i));
}

/* The labels that the children of @parent had before all changes. */
static void
read_labels (GHashTable *labels, const BtNode *parent, const char *parent_label)
{
  BtCounter counter = { 0 };

  for (guint i = 0; i < bt_node_get_n_children (parent); i++)
    {
      BtNode *child = bt_node_get_child (parent, i);
      guint number = bt_counter_next (&counter, child);
      char *label = NULL;

      if (bt_node_get_kind (child) == BT_NODE_CLAUSE)
        label = bt_label_format (bt_node_get_label (child), number, parent_label);
      else if (bt_node_get_kind (child) == BT_NODE_ROW)
        label = g_strdup_printf ("%u", number);
      else if (number > 0)
        label = bt_label_format_child (parent, child, NULL);
      if (label != NULL)
        g_hash_table_insert (labels, (gpointer) bt_node_get_id (child), label);
      read_labels (labels, child, label);
    }
}

/* bt_docx_writer_init:
 * @writer: (out caller-allocates): cleared by bt_docx_writer_clear()
 * @original: (nullable): the plan before all changes
 */
void
bt_docx_writer_init (BtDocxWriter *writer, BtPlan *plan, const BtProfile *profile, BtPlan *original)
{
  *writer = (BtDocxWriter){ .plan = plan, .original = original, .profile = profile };
  writer->out = g_string_new (NULL);
  writer->marks = g_ptr_array_new_with_free_func (g_free);
  writer->objects = g_string_new (NULL);
  writer->anchors = g_string_new (NULL);
  writer->changes = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, change_free);
  writer->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer->made_here = g_ptr_array_new_with_free_func (g_free);
  writer->labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  writer->ends = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  writer->moves = g_hash_table_new (g_str_hash, g_str_equal);
  writer->moved = g_hash_table_new (g_str_hash, g_str_equal);
  writer->joined =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  writer->drawn_up = g_hash_table_new (g_str_hash, g_str_equal);
  writer->prolonged = g_hash_table_new (g_str_hash, g_str_equal);
  writer->parted = g_hash_table_new (g_str_hash, g_str_equal);
  writer->copies =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  writer->threads = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  writer->node_threads =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  writer->placed = g_hash_table_new (NULL, NULL);
  writer->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer->aliases = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  writer->pending = g_array_new (FALSE, FALSE, sizeof (Wrap));
  writer->open = g_array_new (FALSE, FALSE, sizeof (Wrap));
  g_array_set_clear_func (writer->pending, wrap_clear);
  g_array_set_clear_func (writer->open, wrap_clear);
  writer->next_revision = BT_DOCX_FIRST_REVISION;
  writer->next_bookmark = 1;
  read_changes (writer);
  if (original != NULL)
    {
      read_labels (writer->labels, bt_plan_get_root (original), NULL);
      bt_docx_find_order (writer);
      bt_docx_find_threads (writer);
    }
}

/* bt_docx_writer_clear: frees what @writer has */
void
bt_docx_writer_clear (BtDocxWriter *writer)
{
  GHashTable *tables[] = { writer->parted,       writer->copies,   writer->prolonged,
                           writer->joined,       writer->drawn_up, writer->changes,
                           writer->labels,       writer->ends,     writer->moves,
                           writer->moved,        writer->names,    writer->aliases,
                           writer->node_threads, writer->threads,  writer->made };
  GString *strings[] = { writer->out, writer->objects, writer->anchors };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    g_hash_table_unref (tables[i]);
  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_string_free (strings[i], TRUE);
  g_clear_pointer (&writer->thread_list, g_ptr_array_unref);
  g_hash_table_unref (writer->placed);
  g_ptr_array_unref (writer->made_here);
  g_ptr_array_unref (writer->marks);
  g_array_unref (writer->pending);
  g_array_unref (writer->open);
}

static void
open_wrap (BtDocxWriter *writer, Wrap *wrap)
{
  if (wrap->thread != NULL)
    bt_docx_start_thread (writer, wrap->thread);
  else
    {
      wrap->id = writer->next_bookmark++;
      g_string_append_printf (writer->out, "<w:bookmarkStart w:id=\"%u\" w:name=\"%s\"/>", wrap->id,
                              wrap->name);
    }
}

static void
close_wrap (BtDocxWriter *writer, const Wrap *wrap)
{
  if (wrap->thread != NULL)
    bt_docx_end_thread (writer, wrap->thread);
  else
    g_string_append_printf (writer->out, "<w:bookmarkEnd w:id=\"%u\"/>", wrap->id);
}

/* bt_docx_begin_paragraph: begins it, and in it all that waits for a paragraph */
void
bt_docx_begin_paragraph (BtDocxWriter *writer, const BtDocxParagraph *paragraph)
{
  g_ptr_array_set_size (writer->made_here, 0);
  writer->style = paragraph->style;
  g_string_append_printf (writer->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s", paragraph->style,
                          paragraph->properties != NULL ? paragraph->properties : "");
  if (paragraph->end != NULL)
    bt_docx_append_end (writer, paragraph->end);
  if (paragraph->section != NULL)
    g_string_append (writer->out, paragraph->section);
  if (paragraph->clause != NULL)
    bt_docx_append_old_style (writer, paragraph->clause);
  g_string_append (writer->out, "</w:pPr>");
  for (guint i = 0; i < writer->pending->len; i++)
    {
      Wrap *wrap = &g_array_index (writer->pending, Wrap, i);

      open_wrap (writer, wrap);
      g_array_append_val (writer->open, *wrap);
      wrap->name = NULL;
    }
  g_array_set_size (writer->pending, 0);
}

/* bt_docx_end_paragraph: ends it, and what began with it */
void
bt_docx_end_paragraph (BtDocxWriter *writer)
{
  for (guint i = writer->open->len; i > 0; i--)
    close_wrap (writer, &g_array_index (writer->open, Wrap, i - 1));
  g_array_set_size (writer->open, 0);
  g_string_append (writer->out, "</w:p>\n");
}

/* bt_docx_append_empty: a paragraph that is no part of the plan; what waits for one waits on */
void
bt_docx_append_empty (BtDocxWriter *writer, const char *style, const char *properties,
                      const BtDocxState *end, const char *section)
{
  GArray *pending = g_steal_pointer (&writer->pending);
  const BtDocxParagraph paragraph = { style, properties, end, NULL, section };

  writer->pending = g_array_new (FALSE, FALSE, sizeof (Wrap));
  bt_docx_begin_paragraph (writer, &paragraph);
  bt_docx_end_paragraph (writer);
  g_array_unref (writer->pending);
  writer->pending = pending;
}

/* bt_docx_make_room:
 *
 * Returns: (transfer full): the properties of an empty paragraph of that height; word processors do not agree on what
 *   comes of room below one paragraph and above the next
 */
char *
bt_docx_make_room (BtLength height)
{
  return g_strdup_printf ("<w:spacing w:line=\"%d\" w:lineRule=\"exact\"/>",
                          MAX (BT_DOCX_TWIPS (height), 20));
}

/* bt_docx_make_indent: Returns: (transfer full): the properties of a paragraph that stays away from both edges */
char *
bt_docx_make_indent (BtLength indent)
{
  return g_strdup_printf ("<w:ind w:left=\"%d\" w:right=\"%d\"/>", BT_DOCX_TWIPS (indent),
                          BT_DOCX_TWIPS (indent));
}

static gboolean
fits_name (const char *prefix, const char *id)
{
  if (strlen (prefix) + strlen (id) > MAX_NAME)
    return FALSE;
  for (const char *c = id; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_')
      return FALSE;
  return TRUE;
}

/* bt_docx_name_node:
 * @name: (inout): gets the name of the bookmark of a node
 *
 * The id itself where word processors take it for a name, to whom capitals are no difference; else a number that our
 * own part explains.
 *
 * Returns: (transfer none): @name's string
 */
const char *
bt_docx_name_node (BtDocxWriter *writer, const char *prefix, const char *id, GString *name)
{
  const char *alias = g_hash_table_lookup (writer->aliases, id);

  g_string_printf (name, "%s%s", prefix, id);
  if (alias == NULL)
    {
      g_autofree char *folded = g_ascii_strdown (name->str, -1);
      const char *known = g_hash_table_lookup (writer->names, folded);
      gboolean fits = fits_name (prefix, id) && (known == NULL || strcmp (known, id) == 0);

      if (fits && known == NULL)
        g_hash_table_insert (writer->names, g_steal_pointer (&folded), (gpointer) id);
      if (fits)
        return name->str;
      alias = g_strdup_printf (BT_DOCX_MARK_ALIAS "%u", ++writer->next_alias);
      g_hash_table_insert (writer->aliases, (gpointer) id, (gpointer) alias);
    }
  g_string_assign (name, alias);
  return name->str;
}

/* bt_docx_mark_name: the next paragraph gets a bookmark @name */
void
bt_docx_mark_name (BtDocxWriter *writer, const char *name)
{
  Wrap wrap = { .name = g_strdup (name) };

  g_array_append_val (writer->pending, wrap);
}

/* bt_docx_mark_thread: the next paragraph is what @thread is about */
void
bt_docx_mark_thread (BtDocxWriter *writer, const BtDocxThread *thread)
{
  Wrap wrap = { .thread = thread };

  g_hash_table_add (writer->placed, (gpointer) thread);
  g_array_append_val (writer->pending, wrap);
}

/* bt_docx_mark_node: the next paragraph gets the bookmark of a node, unless it is a copy of what stood there */
void
bt_docx_mark_node (BtDocxWriter *writer, const char *prefix, const char *id,
                   const BtDocxState *state)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!state->old)
    bt_docx_mark_name (writer, bt_docx_name_node (writer, prefix, id, name));
}
