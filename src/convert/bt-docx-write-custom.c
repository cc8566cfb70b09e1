/* Our own part of a document: what word processors have no place for, by the ids of nodes and the numbers
 * of revisions. */
#include <libxml/parser.h>
#include <string.h>

#include "bt-docx-places.h"
#include "bt-docx-write-private.h"
#include "bt-table.h"

static void
append_attribute (GString *out, const char *name, const char *value)
{
  g_string_append_printf (out, " %s=\"", name);
  bt_docx_append_escaped (out, value, -1);
  g_string_append_c (out, '"');
}

static void
append_attributes (const BtDocxWriter *writer, GString *out, const BtNode *node)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);
  const char *alias = g_hash_table_lookup (writer->aliases, bt_node_get_id (node));

  append_attribute (out, "id", bt_node_get_id (node));
  if (alias != NULL)
    append_attribute (out, "mark", alias);
  for (guint i = 0; i < n_attrs; i++)
    if (!bt_attr_is_foreign (attrs[i].name))
      append_attribute (out, attrs[i].name, attrs[i].value);
}

/* Attributes of other namespaces, and their values. */
static void
append_foreign_attributes (GString *out, const BtNode *node)
{
  guint n_attrs;
  const BtAttr *attrs = bt_node_get_attrs (node, &n_attrs);

  for (guint i = 0; i < n_attrs; i++)
    if (bt_attr_is_foreign (attrs[i].name))
      {
        g_string_append (out, "<attribute");
        append_attribute (out, "name", attrs[i].name);
        append_attribute (out, "value", attrs[i].value);
        g_string_append (out, "/>");
      }
}

/* The runs of a text that does not stand in the document as it is. */
static void
append_runs (GString *out, const BtText *text)
{
  guint n_runs, n_anchors;
  gsize start = 0;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      const BtMark *mark = &runs[i].mark;
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      g_autofree char *format = bt_format_to_letters (mark->format);

      g_string_append (out, "<run");
      append_attribute (out, "text", piece);
      if (*format != '\0')
        append_attribute (out, "format", format);
      if (mark->ins != NULL)
        append_attribute (out, "ins", mark->ins);
      if (mark->del != NULL)
        append_attribute (out, "del", mark->del);
      if (mark->was != NULL)
        append_attribute (out, "was", mark->was);
      g_string_append (out, "/>");
    }
  const BtAnchor *anchors = bt_text_get_anchors (text, &n_anchors);
  for (guint i = 0; i < n_anchors; i++)
    g_string_append_printf (out,
                            "<anchor thread=\"%s\" start=\"%" G_GSIZE_FORMAT
                            "\" end=\"%" G_GSIZE_FORMAT "\"/>",
                            anchors[i].thread, anchors[i].start, anchors[i].end);
}

/* Records of changes and comments stay in the house where a copy without them goes out. */
static gboolean
is_withheld (const BtDocxWriter *writer, const BtNode *node)
{
  BtNodeKind kind = bt_node_get_kind (node);

  return writer->original == NULL && (kind == BT_NODE_CHANGE || kind == BT_NODE_THREAD);
}

/* Whether the document shows what stood there; of columns, how many cells that takes in each row. */
static void
append_shown (const BtDocxWriter *writer, GString *out, const BtNode *ghost)
{
  const char *id = g_hash_table_lookup (writer->moves, bt_node_get_id (ghost));
  const BtNode *old = id != NULL ? bt_plan_get_node (writer->original, id) : NULL;

  if (old != NULL)
    g_string_append_printf (out, " shown=\"%u\"",
                            bt_node_get_kind (old) == BT_NODE_COLUMN ? bt_column_get_n_leaves (old)
                                                                     : 1);
}

static void
append_node (const BtDocxWriter *writer, GString *out, const BtNode *node, guint *next_comment)
{
  BtNodeKind kind = bt_node_get_kind (node);
  const char *name = bt_node_kind_get_name (kind);

  if (is_withheld (writer, node))
    return;
  /* Comments are numbered in the order of the document. */
  if (kind == BT_NODE_THREAD && g_hash_table_contains (writer->threads, bt_node_get_id (node)))
    *next_comment =
        ((BtDocxThread *) g_hash_table_lookup (writer->threads, bt_node_get_id (node)))->first_id;
  g_string_append_printf (out, "<%s", name);
  append_attributes (writer, out, node);
  if (kind == BT_NODE_MESSAGE)
    g_string_append_printf (out, " comment=\"%u\"", (*next_comment)++);
  else if (kind == BT_NODE_GHOST)
    append_shown (writer, out, node);
  g_string_append_c (out, '>');
  append_foreign_attributes (out, node);
  if (kind == BT_NODE_DATE)
    append_runs (out, bt_node_get_text (node));
  else if (kind == BT_NODE_SOURCE || kind == BT_NODE_FOREIGN)
    bt_docx_append_escaped (out, bt_node_get_string (node), -1);
  for (guint i = 0; i < bt_node_get_n_children (node); i++)
    append_node (writer, out, bt_node_get_child (node, i), next_comment);
  g_string_append_printf (out, "</%s>\n", name);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* The words that the program made: what else bears their style was typed there. */
static void
append_made (const BtDocxWriter *writer, GString *out)
{
  GList *all = g_list_sort (g_hash_table_get_keys (writer->made), compare_words);

  for (const GList *words = all; words != NULL; words = words->next)
    {
      const char *colon = strchr (words->data, ':');
      g_autofree char *style = g_strndup (words->data, colon - (const char *) words->data);

      g_string_append (out, "<words");
      append_attribute (out, "style", style);
      g_string_append_c (out, '>');
      bt_docx_append_escaped (out, colon + 1, -1);
      g_string_append (out, "</words>\n");
    }
  g_list_free (all);
}

/* What is told of each revision, with its element and where it stands, by which it is found again when another program
 * has numbered them anew. */
static void
append_marks (const BtDocxWriter *writer, GString *out)
{
  xmlDoc *doc = xmlReadMemory (writer->out->str, (int) writer->out->len, NULL, "UTF-8", XML_PARSE_HUGE);
  g_autoptr (BtDocxPlaces) places = bt_docx_places_new (xmlDocGetRootElement (doc), NULL, NULL);
  const char *place = NULL;

  for (guint i = 0; i < places->revisions->len; i++)
    {
      const BtDocxRevision *revision = &g_array_index (places->revisions, BtDocxRevision, i);

      if (revision->place != place)
        g_string_append_printf (out, "<place name=\"%s\" sum=\"%u\"/>\n", revision->place,
                                GPOINTER_TO_UINT (g_hash_table_lookup (places->sums, revision->place)));
      place = revision->place;
      g_string_append_printf (out, "<mark id=\"%u\" as=\"%s\" at=\"%" G_GSIZE_FORMAT "\"", revision->id,
                              (const char *) revision->node->name, revision->at);
      if (revision->words || revision->length > 0)
        g_string_append_printf (out, " length=\"%" G_GSIZE_FORMAT "\"", revision->length);
      g_string_append_printf (out, " %s/>\n",
                              (const char *) writer->marks->pdata[revision->id - BT_DOCX_FIRST_REVISION]);
    }
  xmlFreeDoc (doc);
}

/* bt_docx_make_custom:
 *
 * Returns: (transfer full): our own part; the document has been written
 */
char *
bt_docx_make_custom (BtDocxWriter *writer)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  guint next_comment = 0;

  g_string_append (out, "<banthao xmlns=\"" BT_DOCX_NAMESPACE "\" version=\"1\">\n<tree>\n");
  append_node (writer, out, bt_plan_get_root (writer->plan), &next_comment);
  g_string_append (out, "</tree>\n<marks>\n");
  if (writer->marks->len > 0)
    append_marks (writer, out);
  g_string_append_printf (
      out, "</marks>\n<objects>\n%s</objects>\n<anchors>\n%s</anchors>\n<made>\n",
      writer->objects->str, writer->anchors->str);
  append_made (writer, out);
  g_string_append (out, "</made>\n</banthao>\n");
  return g_string_free (out, FALSE);
}
