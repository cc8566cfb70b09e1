/* Reads the native format event by event, trusts nothing, and says the line of what it refuses. */
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-marks.h"
#include "bt-schema.h"
#include "bt-store-private.h"
#include "bt-store.h"
#include "bt-table.h"
#include "bt-viet.h"

/* A plan of 900 pages has about 50,000 nodes. */
#define MAX_NODES 1000000
/* Nodes, formats in a text and foreign elements together. */
#define MAX_ELEMENT_DEPTH 256
#define MAX_FOREIGN (16 * 1024 * 1024)
#define NAMESPACE_FAMILY "urn:banthao:plan:"

/* A node that is open. */
typedef struct
{
  BtNodeKind kind;
  BtNodeBuilder *builder;
  char *id;
  guint line;
  guint n_parts;   /* of the children that are always there, how many have been seen or passed */
  guint n_foreign; /* children of other namespaces */
  guint n_leaves;  /* a table's */
  guint n_cells;   /* a row's */
} Level;

typedef struct
{
  const char *name;
  xmlParserCtxt *parser;
  const char *data; /* what is left to parse */
  gsize size;
  BtValidator *validator;
  GArray *attrs;            /* of BtXmlAttr: the start tag's */
  GArray *levels;           /* of Level */
  BtInlineReader *text;     /* of the open text */
  gboolean text_is_wrapped; /* in an element <text> */
  BtForeignReader *foreign; /* of the open foreign element */
  guint depth;
  guint n_nodes;
  GHashTable *ids;     /* id → line */
  GHashTable *changes; /* change that a mark names → line */
  GHashTable *threads; /* comment thread that a range names → line */
  BtNode *root;
  GError *error;
} Reader;

static guint
current_line (const Reader *reader)
{
  const xmlParserInput *input = reader->parser->input;

  return input != NULL ? (guint) MAX (input->line, 1) : 1;
}

/* Refuses the file because of @cause, which it takes over; only the first cause counts. What the file says goes into
 * messages, so they are made one line of valid text here. */
static void
refuse (Reader *reader, guint line, GError *cause)
{
  g_autofree char *message = g_utf8_make_valid (cause->message, -1);

  g_strdelimit (message, "\n\r\t", ' ');
  if (reader->error == NULL)
    g_set_error (&reader->error, cause->domain, cause->code, "%s:%u: %s", reader->name, line,
                 message);
  g_error_free (cause);
}

/* Whether the file is refused already; stops the parser then. Only at the ends of a callback: stopping frees what the
 * callback was given. */
static gboolean
is_refused (Reader *reader)
{
  if (reader->error == NULL)
    return FALSE;
  xmlStopParser (reader->parser);
  return TRUE;
}

static void refuse_here (Reader *reader, BtError code, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

static void
refuse_here (Reader *reader, BtError code, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  refuse (reader, current_line (reader), g_error_new_valist (BT_ERROR, code, format, args));
  va_end (args);
}

static Level *
current_level (Reader *reader)
{
  return reader->levels->len > 0 ? &g_array_index (reader->levels, Level, reader->levels->len - 1)
                                 : NULL;
}

static void
level_clear (Level *level)
{
  g_clear_pointer (&level->builder, bt_node_builder_free);
  g_clear_pointer (&level->id, g_free);
}

/* An id for a node that has none in the file, the same whenever the file is read. */
char *
bt_store_derive_id (const char *parent_id, const char *what, guint number)
{
  g_autofree char *seed = g_strdup_printf ("%s/%s/%u", parent_id, what, number);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA1, seed, -1);

  return g_strdup_printf ("n%.16s", digest);
}

/* Counts a node and remembers its id; each may stand once. */
static gboolean
register_id (Reader *reader, const char *id)
{
  guint line = current_line (reader);
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (reader->ids, id));

  if (++reader->n_nodes > MAX_NODES)
    refuse_here (reader, BT_ERROR_LIMIT, _ ("more than %d nodes: no plan is that large"),
                 MAX_NODES);
  else if (first > 0)
    refuse_here (reader, BT_ERROR_INVALID, _ ("the id “%s” stands in line %u already"), id, first);
  else
    g_hash_table_insert (reader->ids, g_strdup (id), GUINT_TO_POINTER (line));
  return reader->error == NULL;
}

/* A part that an older program did not write yet, empty, with its own parts in it. */
static BtNode *
missing_part (Reader *reader, const char *parent_id, BtNodeKind kind)
{
  g_autofree char *id = bt_store_derive_id (parent_id, bt_node_kind_get_name (kind), 0);
  BtNodeBuilder *builder = bt_node_builder_new (kind, id);
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (kind, &n_parts);

  register_id (reader, id);
  for (guint i = 0; i < n_parts; i++)
    bt_node_builder_take_child (builder, missing_part (reader, id, parts[i]));
  return bt_node_builder_end (builder);
}

/* Adds the parts of @level from the last one seen to before @end. */
static void
add_missing_parts (Reader *reader, Level *level, guint end)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (level->kind, &n_parts);

  for (; level->n_parts < MIN (end, n_parts); level->n_parts++)
    bt_node_builder_take_child (level->builder,
                                missing_part (reader, level->id, parts[level->n_parts]));
}

/* Whether a node of @kind may come next in @level; adds the parts that are missing before it. */
static gboolean
make_way (Reader *reader, Level *level, BtNodeKind kind)
{
  guint n_parts;
  const BtNodeKind *parts = bt_node_kind_get_parts (level->kind, &n_parts);

  for (guint i = level->n_parts; i < n_parts; i++)
    if (parts[i] == kind)
      {
        add_missing_parts (reader, level, i);
        level->n_parts++;
        return reader->error == NULL;
      }
  if (bt_node_kind_allows_child (level->kind, kind))
    {
      add_missing_parts (reader, level, n_parts);
      return reader->error == NULL;
    }
  refuse_here (reader, BT_ERROR_INVALID, _ ("<%s> cannot stand here in <%s>"),
               bt_node_kind_get_name (kind), bt_node_kind_get_name (level->kind));
  return FALSE;
}

static gboolean
read_attr (Reader *reader, Level *level, const BtXmlAttr *attr)
{
  g_autofree char *value = bt_viet_normalize (attr->value, attr->length);
  g_autofree char *foreign = NULL;
  GError *error = NULL;

  if (attr->uri != NULL && strcmp (attr->uri, BT_STORE_NAMESPACE) != 0)
    foreign = g_strdup_printf ("{%s}%s:%s", attr->uri, attr->prefix, attr->name);
  const char *name = foreign != NULL ? foreign : attr->name;
  if (attr->uri != NULL && foreign == NULL)
    refuse_here (reader, BT_ERROR_INVALID, _ ("the attribute “%s” may not have a prefix"), name);
  else if (!bt_node_kind_check_attr (level->kind, name, value, &error))
    refuse (reader, current_line (reader), error);
  else
    bt_node_builder_set_attr (level->builder, name, value);
  return reader->error == NULL;
}

static gboolean
read_attrs (Reader *reader, Level *level, const BtXmlElement *element)
{
  for (guint i = 0; i < element->n_attrs; i++)
    {
      const BtXmlAttr *attr = &element->attrs[i];
      gboolean version =
          level->kind == BT_NODE_PLAN && attr->uri == NULL && strcmp (attr->name, "version") == 0;
      if (!bt_xml_attr_is_id (attr) && !version && !read_attr (reader, level, attr))
        return FALSE;
    }
  return TRUE;
}

static void
open_node (Reader *reader, const BtXmlElement *element, BtNodeKind kind)
{
  Level *parent = current_level (reader);
  GError *error = NULL;

  if (reader->levels->len >= BT_MAX_DEPTH)
    {
      refuse_here (reader, BT_ERROR_LIMIT, _ ("the plan is nested deeper than %d levels"),
                   BT_MAX_DEPTH);
      return;
    }
  if (parent != NULL && !make_way (reader, parent, kind))
    return;
  char *id = bt_xml_element_dup_id (element, "xml:id", &error);
  if (id == NULL)
    {
      refuse (reader, current_line (reader), error);
      return;
    }
  Level level = { kind, bt_node_builder_new (kind, id), id, current_line (reader) };
  g_array_append_val (reader->levels, level);
  if (!register_id (reader, id) || !read_attrs (reader, current_level (reader), element))
    return;
  if (bt_node_kind_get_text_rule (kind) != BT_TEXT_NONE && !bt_node_kind_has_children (kind))
    reader->text = bt_inline_reader_new ();
}

static void
check_version (Reader *reader, const char *version)
{
  if (strcmp (version, "1") != 0)
    refuse_here (
        reader, BT_ERROR_VERSION,
        _ ("a newer version of Bản Thảo wrote this plan (format %.20s): update the program"),
        version);
}

static void
open_root (Reader *reader, const BtXmlElement *element)
{
  const char *uri = element->uri != NULL ? element->uri : "";

  if (!g_str_has_prefix (uri, NAMESPACE_FAMILY))
    {
      refuse_here (reader, BT_ERROR_SYNTAX,
                   _ ("the file is no plan: it begins with <%.40s> of another format"),
                   element->name);
      return;
    }
  check_version (reader, uri + strlen (NAMESPACE_FAMILY));
  const BtXmlAttr *version = bt_xml_element_find (element, "version");
  g_autofree char *value =
      version != NULL ? g_strndup (version->value, version->length) : g_strdup ("1");
  check_version (reader, value);
  if (strcmp (element->name, "plan") != 0)
    refuse_here (reader, BT_ERROR_INVALID, _ ("the file begins with <%.40s>, a plan with <plan>"),
                 element->name);
  if (reader->error == NULL)
    open_node (reader, element, BT_NODE_PLAN);
}

/* Opens an element of ours within a node, outside of any text. */
static void
open_child (Reader *reader, const BtXmlElement *element)
{
  Level *parent = current_level (reader);
  BtNodeKind kind;

  if (strcmp (element->name, "text") == 0
      && bt_node_kind_get_text_rule (parent->kind) != BT_TEXT_NONE)
    {
      reader->text = bt_inline_reader_new ();
      reader->text_is_wrapped = TRUE;
    }
  else if (bt_node_kind_from_name (element->name, &kind))
    open_node (reader, element, kind);
  else
    refuse_here (reader, BT_ERROR_INVALID, _ ("a plan has no element <%.40s>"), element->name);
}

static void
start_element (Reader *reader, const BtXmlElement *element)
{
  gboolean ours = g_strcmp0 (element->uri, BT_STORE_NAMESPACE) == 0;
  GError *error = NULL;

  if (reader->depth > MAX_ELEMENT_DEPTH)
    refuse_here (reader, BT_ERROR_LIMIT, _ ("elements are nested deeper than %d levels"),
                 MAX_ELEMENT_DEPTH);
  else if (reader->foreign == NULL && reader->levels->len == 0)
    open_root (reader, element);
  else if (reader->foreign != NULL || !ours)
    {
      if (element->uri == NULL && reader->foreign == NULL)
        refuse_here (reader, BT_ERROR_INVALID, _ ("<%.40s> is in no namespace"), element->name);
      if (reader->foreign == NULL)
        reader->foreign = bt_foreign_reader_new ();
      bt_foreign_reader_start (reader->foreign, element);
      return;
    }
  else if (reader->text == NULL)
    open_child (reader, element);
  else if (!bt_inline_reader_start (reader->text, element, &error))
    refuse (reader, current_line (reader), error);
  if (reader->error == NULL && !bt_validator_start (reader->validator, element, &error))
    refuse (reader, current_line (reader), error);
}

static void
start_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                  int n_namespaces, const xmlChar **namespaces, int n_attrs, int n_defaulted,
                  const xmlChar **attrs)
{
  Reader *reader = data;

  if (is_refused (reader))
    return;
  /* libxml2 reports a start tag before it has seen its end: cut off, it may have any name. */
  if (reader->size == 0 && reader->parser->input->cur >= reader->parser->input->end)
    {
      refuse_here (reader, BT_ERROR_SYNTAX, "%s", _ (BT_XML_CUT_OFF));
      return;
    }
  g_array_set_size (reader->attrs, 0);
  for (int i = 0; i < n_attrs; i++)
    {
      const char *const *field = (const char *const *) attrs + 5 * i;
      BtXmlAttr attr = { field[0], field[1], field[2], field[3], field[4] - field[3] };
      g_array_append_val (reader->attrs, attr);
    }
  BtXmlElement element = {
    (const char *) name,  (const char *) prefix,
    (const char *) uri,   (const BtXmlAttr *) reader->attrs->data,
    reader->attrs->len,   (const char *const *) namespaces,
    (guint) n_namespaces,
  };
  reader->depth++;
  start_element (reader, &element);
  is_refused (reader);
}

static void
close_foreign (Reader *reader)
{
  g_autofree char *xml = bt_foreign_reader_finish (reader->foreign);
  Level *level = current_level (reader);

  g_clear_pointer (&reader->foreign, bt_foreign_reader_free);
  if (strlen (xml) > MAX_FOREIGN)
    refuse_here (reader, BT_ERROR_LIMIT, _ ("an element of another namespace has more than %d MB"),
                 MAX_FOREIGN >> 20);
  else if (reader->text != NULL)
    bt_inline_reader_foreign (reader->text, xml);
  else
    {
      g_autofree char *id = bt_store_derive_id (level->id, "foreign", level->n_foreign++);
      GError *error = NULL;
      BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_FOREIGN, id);
      bt_node_builder_set_string (builder, xml);
      BtNode *node = bt_node_builder_end (builder);
      bt_node_builder_take_child (level->builder, node);
      if (register_id (reader, id) && !bt_node_check (node, &error))
        refuse (reader, current_line (reader), error);
    }
}

typedef struct
{
  GHashTable *changes;
  guint line;
} NotedChanges;

static void
note_change_cb (const char *change, gpointer data)
{
  NotedChanges *noted = data;
  g_hash_table_insert (noted->changes, (gpointer) change, GUINT_TO_POINTER (noted->line));
}

/* Remembers the changes that a finished node names; at the end each must be recorded. */
static void
note_changes (Reader *reader, const BtNode *node, guint line)
{
  NotedChanges noted = { reader->changes, line };
  bt_node_foreach_change (node, note_change_cb, &noted);
}

/* Likewise the comments that speak of its words. */
static void
note_threads (Reader *reader, const BtNode *node, guint line)
{
  guint n_anchors = 0;
  const BtText *text = bt_node_get_text (node);
  const BtAnchor *anchors = text != NULL ? bt_text_get_anchors (text, &n_anchors) : NULL;

  for (guint i = 0; i < n_anchors; i++)
    g_hash_table_insert (reader->threads, (gpointer) anchors[i].thread, GUINT_TO_POINTER (line));
}

/* A row has a cell for every leaf of the columns. */
static void
count_cells (Reader *reader, const BtNode *node, guint line)
{
  BtNodeKind kind = bt_node_get_kind (node);
  Level *level = current_level (reader);

  if (kind == BT_NODE_COLUMNS)
    for (guint i = 0; i < bt_node_get_n_children (node); i++)
      {
        BtNode *child = bt_node_get_child (node, i);
        level->n_leaves +=
            bt_node_get_kind (child) == BT_NODE_COLUMN ? bt_column_get_n_leaves (child) : 0;
      }
  else if (kind == BT_NODE_CELL)
    level->n_cells++;
}

static void
check_row (Reader *reader, const Level *row)
{
  if (row->kind != BT_NODE_ROW || reader->levels->len < 3)
    return;
  const Level *table = &g_array_index (reader->levels, Level, reader->levels->len - 3);
  if (row->n_cells != table->n_leaves)
    refuse (reader, row->line,
            g_error_new (BT_ERROR, BT_ERROR_INVALID, _ ("the row has %u cells for %u columns"),
                         row->n_cells, table->n_leaves));
}

static void
close_node (Reader *reader)
{
  Level *level = current_level (reader);
  GError *error = NULL;
  guint line = level->line;

  add_missing_parts (reader, level, G_MAXUINT);
  check_row (reader, level);
  BtNode *node = bt_node_builder_end (g_steal_pointer (&level->builder));
  g_clear_pointer (&level->id, g_free);
  g_array_set_size (reader->levels, reader->levels->len - 1);
  level = current_level (reader);
  if (level != NULL)
    {
      bt_node_builder_take_child (level->builder, node);
      count_cells (reader, node, line);
    }
  else
    reader->root = node;
  note_changes (reader, node, line);
  note_threads (reader, node, line);
  if (!bt_node_check (node, &error))
    refuse (reader, line, error);
}

/* Ends the text that is open and gives it to its node. */
static void
close_text (Reader *reader)
{
  GError *error = NULL;
  BtText *text = bt_inline_reader_finish (reader->text, &error);

  g_clear_pointer (&reader->text, bt_inline_reader_free);
  if (text != NULL)
    bt_node_builder_take_text (current_level (reader)->builder, text);
  else
    refuse (reader, current_line (reader), error);
  if (!reader->text_is_wrapped)
    close_node (reader);
  reader->text_is_wrapped = FALSE;
}

static void
end_element (Reader *reader)
{
  GError *error = NULL;

  reader->depth--;
  if (reader->foreign != NULL)
    {
      if (!bt_foreign_reader_end (reader->foreign))
        close_foreign (reader);
    }
  else if (!bt_validator_end (reader->validator, &error))
    refuse (reader, current_line (reader), error);
  else if (reader->text == NULL)
    close_node (reader);
  else if (!bt_inline_reader_end (reader->text))
    close_text (reader);
}

static void
end_element_cb (void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
  Reader *reader = data;

  if (is_refused (reader))
    return;
  end_element (reader);
  is_refused (reader);
}

static void
characters_cb (void *data, const xmlChar *chars, int length)
{
  Reader *reader = data;
  const char *text = (const char *) chars;
  GError *error = NULL;

  if (is_refused (reader) || reader->levels->len == 0)
    return;
  if (reader->foreign != NULL)
    {
      bt_foreign_reader_text (reader->foreign, text, length);
      return;
    }
  gboolean blank = TRUE;
  for (int i = 0; i < length && blank; i++)
    blank = strchr (" \t\r\n", text[i]) != NULL;
  if ((!blank && !bt_validator_text (reader->validator, &error))
      || (reader->text != NULL && !bt_inline_reader_text (reader->text, text, length, &error)))
    refuse (reader, current_line (reader), error);
  is_refused (reader);
}

static void
comment_cb (void *data, const xmlChar *comment)
{
  Reader *reader = data;

  if (reader->error == NULL && reader->foreign != NULL)
    bt_foreign_reader_comment (reader->foreign, (const char *) comment);
}

static void
instruction_cb (void *data, const xmlChar *target, const xmlChar *content)
{
  Reader *reader = data;

  if (reader->error == NULL && reader->foreign != NULL)
    bt_foreign_reader_instruction (reader->foreign, (const char *) target, (const char *) content);
}

/* No DTD: it is the door to entities, external files and endless expansion, and no plan needs one.
 */
static void
doctype_cb (void *data, const xmlChar *name, const xmlChar *external_id, const xmlChar *system_id)
{
  refuse_here (data, BT_ERROR_SYNTAX, _ ("a plan has no <!DOCTYPE>: take it out of the file"));
  is_refused (data);
}

static void
start_document_cb (void *data)
{
  Reader *reader = data;
  const xmlChar *encoding = reader->parser->encoding;

  if (encoding == NULL && reader->parser->input != NULL)
    encoding = reader->parser->input->encoding;
  if (encoding != NULL && g_ascii_strcasecmp ((const char *) encoding, "UTF-8") != 0)
    refuse (reader, 1,
            g_error_new (BT_ERROR, BT_ERROR_ENCODING, _ ("the encoding is %.40s: a plan is UTF-8"),
                         (const char *) encoding));
}

static void
syntax_error_cb (void *data, xmlError *problem)
{
  Reader *reader = data;

  if (problem->level >= XML_ERR_ERROR && reader->error == NULL)
    refuse (reader, (guint) MAX (problem->line, 1), bt_xml_describe (problem));
}

static int
read_cb (void *data, char *buffer, int length)
{
  Reader *reader = data;
  gsize size = MIN ((gsize) length, reader->size);

  memcpy (buffer, reader->data, size);
  reader->data += size;
  reader->size -= size;
  return (int) size;
}

static void
parse (Reader *reader)
{
  xmlSAXHandler handler = {
    .initialized = XML_SAX2_MAGIC,
    .startDocument = start_document_cb,
    .internalSubset = doctype_cb,
    .startElementNs = start_element_cb,
    .endElementNs = end_element_cb,
    .characters = characters_cb,
    .ignorableWhitespace = characters_cb,
    .cdataBlock = characters_cb,
    .comment = comment_cb,
    .processingInstruction = instruction_cb,
    .serror = syntax_error_cb,
  };

  reader->parser =
      xmlCreateIOParserCtxt (&handler, reader, read_cb, NULL, reader, XML_CHAR_ENCODING_NONE);
  /* There are no entities but the five of XML; "&amp;" in a value is wanted as "&". */
  reader->parser->replaceEntities = 1;
  reader->parser->options |= XML_PARSE_NONET | XML_PARSE_NOENT;
  xmlParseDocument (reader->parser);
  if (reader->error == NULL && (!reader->parser->wellFormed || reader->root == NULL))
    refuse_here (reader, BT_ERROR_SYNTAX, "%s", _ (BT_XML_CUT_OFF));
  /* libxml2 keeps the declarations of a <!DOCTYPE> in a document of its own, and forgets it when it is stopped. */
  g_clear_pointer (&reader->parser->myDoc, xmlFreeDoc);
  xmlFreeParserCtxt (reader->parser);
}

/* The first of the ids that something names, with its line, that is no record in the part @kind; NULL where all are. */
static const char *
find_unrecorded (Reader *reader, GHashTable *named, BtNodeKind kind, guint *first_line)
{
  GHashTableIter iter;
  gpointer id, line;
  BtNode *list = bt_node_get_child_of_kind (reader->root, kind);
  const char *first = NULL;

  for (guint i = 0; i < bt_node_get_n_children (list); i++)
    g_hash_table_remove (named, bt_intern (bt_node_get_id (bt_node_get_child (list, i))));
  *first_line = G_MAXUINT;
  g_hash_table_iter_init (&iter, named);
  while (g_hash_table_iter_next (&iter, &id, &line))
    if (GPOINTER_TO_UINT (line) < *first_line)
      {
        first = id;
        *first_line = GPOINTER_TO_UINT (line);
      }
  return first;
}

static void
check_records (Reader *reader)
{
  guint change_line, thread_line;
  const char *change =
      find_unrecorded (reader, reader->changes, BT_NODE_CHANGES, &change_line);
  const char *thread =
      find_unrecorded (reader, reader->threads, BT_NODE_COMMENTS, &thread_line);

  if (change != NULL)
    g_set_error (&reader->error, BT_ERROR, BT_ERROR_INVALID,
                 _ ("%s:%u: the change “%s” is not recorded in <changes>"), reader->name,
                 change_line, change);
  else if (thread != NULL)
    g_set_error (&reader->error, BT_ERROR, BT_ERROR_INVALID,
                 _ ("%s:%u: the comment “%s” is not recorded in <comments>"), reader->name,
                 thread_line, thread);
}

/* Reads the tree of a plan; @name is how messages call the file. */
BtNode *
bt_store_read_root (GBytes *bytes, const char *name, GError **error)
{
  Reader reader = { .name = name };

  reader.data = g_bytes_get_data (bytes, &reader.size);
  if (!bt_xml_check_bytes (reader.data, reader.size, name, error))
    return NULL;
  reader.validator = bt_validator_new ();
  reader.attrs = g_array_new (FALSE, FALSE, sizeof (BtXmlAttr));
  reader.levels = g_array_new (FALSE, FALSE, sizeof (Level));
  g_array_set_clear_func (reader.levels, (GDestroyNotify) level_clear);
  reader.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.changes = g_hash_table_new (NULL, NULL);
  reader.threads = g_hash_table_new (NULL, NULL);
  parse (&reader);
  if (reader.error == NULL)
    check_records (&reader);

  g_clear_pointer (&reader.text, bt_inline_reader_free);
  g_clear_pointer (&reader.foreign, bt_foreign_reader_free);
  bt_validator_free (reader.validator);
  g_array_unref (reader.attrs);
  g_array_unref (reader.levels);
  g_hash_table_unref (reader.ids);
  g_hash_table_unref (reader.changes);
  g_hash_table_unref (reader.threads);
  if (reader.error == NULL)
    return reader.root;
  g_clear_pointer (&reader.root, bt_node_unref);
  g_propagate_error (error, reader.error);
  return NULL;
}
