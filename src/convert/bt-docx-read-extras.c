/* What stands in a text besides its characters: fields, notes, symbols, boxes; and the heads and feet of pages. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read-reader.h"

/* bt_docx_append_symbol: a character of a font of symbols; what is known of no font stands as a bullet */
void
bt_docx_append_symbol (BtDocxReader *reader, const char *font, guint number)
{
  gunichar character = bt_docx_find_symbol (font, number);
  char text[8] = { 0 };

  if (character == 0)
    character = number >= 0xA0 && (number < 0xE000 || number > 0xF8FF) && g_unichar_isprint (number)
                    ? number
                    : 0x2022;
  text[g_unichar_to_utf8 (character, text)] = '\0';
  bt_docx_append (reader, text);
}

static void
read_symbol (BtDocxReader *reader, const xmlNode *node)
{
  const char *font = bt_docx_attr (node, "font"), *code = bt_docx_attr (node, "char");

  bt_docx_append_symbol (reader, font,
                         code != NULL ? (guint) g_ascii_strtoull (code, NULL, 16) : 0);
}

/* A note stands in brackets where it is referred to. */
static void
read_note (BtDocxReader *reader, const xmlNode *node)
{
  const char *id = bt_docx_attr (node, "id");
  g_autofree char *key = g_strdup_printf ("%c%s", *node->name, id != NULL ? id : "");
  const xmlNode *note = g_hash_table_lookup (reader->notes, key);
  const BtDocxLook look = reader->look;

  /* There are no notes in notes. */
  if (note == NULL || reader->in_note)
    return;
  reader->in_note = TRUE;
  reader->inner = NULL;
  bt_docx_tell_once (reader, _ ("footnotes stand in brackets in the text"));
  bt_docx_append (reader, " [");
  bt_docx_read_children (reader, note);
  reader->look = look;
  bt_docx_append (reader, "]");
  reader->in_note = FALSE;
}

/* The paragraphs of a box follow the paragraph that it hangs on. */
static void
read_box (BtDocxReader *reader, const xmlNode *node)
{
  BtDocxOpen *open = reader->open;
  const BtDocxLook look = reader->look;
  g_autoptr (GArray) fields = reader->fields;

  if (open == NULL || !bt_docx_enter (reader, node))
    {
      g_steal_pointer (&fields);
      return;
    }
  if (reader->flow.boxes == NULL)
    reader->flow.boxes = g_ptr_array_new ();
  reader->fields = g_array_new (FALSE, FALSE, sizeof (BtDocxField));
  BtDocxFlow outer = bt_docx_begin_flow (reader, reader->flow.boxes);
  reader->open = NULL;
  bt_docx_read_blocks (reader, node);
  bt_docx_end_flow (reader, outer);
  /* The paragraph that it hangs on has begun already. */
  reader->break_before = FALSE;
  reader->open = open;
  reader->look = look;
  g_array_unref (reader->fields);
  reader->fields = g_steal_pointer (&fields);
  reader->nesting--;
}

static gboolean
has_text (const xmlNode *node)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE
        && (bt_docx_is (child, "t") || bt_docx_is (child, "delText") || has_text (child)))
      return TRUE;
  return FALSE;
}

/**
 * bt_docx_choose_alternative:
 * @node: mc:AlternateContent
 *
 * Returns: (transfer none) (nullable): the one of its contents that is read: the first with text, so that none stands
 *   twice
 */
const xmlNode *
bt_docx_choose_alternative (const xmlNode *node)
{
  const xmlNode *first = NULL;

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (has_text (child))
        return child;
      first = first != NULL ? first : child;
    }
  return first;
}

static void
read_alternative (BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *chosen = bt_docx_choose_alternative (node);

  if (chosen != NULL)
    bt_docx_read_children (reader, chosen);
}

static void
read_word_art (BtDocxReader *reader, const xmlNode *node)
{
  const char *text = bt_docx_attr (node, "string");

  if (text != NULL)
    bt_docx_tell_dropped (reader, text, _ ("drawn letters, as of a watermark"));
}

static void
read_picture (BtDocxReader *reader, const xmlNode *node)
{
  if (!has_text (node))
    {
      reader->docx->pictures = TRUE;
      bt_docx_tell_once (
          reader,
          _ ("pictures and embedded objects are not part of a plan; they stay in the Word file"));
    }
  bt_docx_read_children (reader, node);
}

static void
tell_elsewhere (BtDocxReader *reader, const xmlNode *node)
{
  bt_docx_tell_once (reader,
                     _ ("a part of the document stands in another file, which is not read"));
}

/* The reading of a word above it: both are kept. */
static void
read_ruby (BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *base = bt_docx_child (node, "rubyBase"), *above = bt_docx_child (node, "rt");

  if (base != NULL)
    bt_docx_read_children (reader, base);
  if (above == NULL || !has_text (above))
    return;
  bt_docx_append (reader, " (");
  bt_docx_read_children (reader, above);
  bt_docx_append (reader, ")");
}

static const struct
{
  const char *name;
  BtDocxHandler read;
} extras[] = {
  { "sym", read_symbol },
  { "fldChar", bt_docx_read_field_mark },
  { "footnoteReference", read_note },
  { "endnoteReference", read_note },
  { "txbxContent", read_box },
  { "AlternateContent", read_alternative },
  { "textpath", read_word_art },
  { "blip", read_picture },
  { "imagedata", read_picture },
  { "chart", read_picture },
  { "relIds", read_picture },
  { "object", read_picture },
  { "subDoc", tell_elsewhere },
  { "altChunk", tell_elsewhere },
  { "ruby", read_ruby },
};

/**
 * bt_docx_find_extra:
 * @name: of an element in a text
 *
 * Returns: (nullable): what reads it
 */
BtDocxHandler
bt_docx_find_extra (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    if (strcmp (extras[i].name, name) == 0)
      return extras[i].read;
  return NULL;
}

/* Whether a word ends with what is read: a paragraph, a tab, a value of a chart. */
static gboolean
ends_word (const xmlNode *node)
{
  static const char *const names[] = { "p", "pt", "tx", "tab", "ptab", "br", "cr", NULL };

  return g_strv_contains (names, (const char *) node->name);
}

static void
collect_text (const xmlNode *node, GString *text)
{
  if (bt_docx_is (node, "AlternateContent"))
    node = bt_docx_choose_alternative (node);
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL;
       child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      gboolean worded = bt_docx_is (child, "t") || bt_docx_is (child, "v");
      g_autofree char *piece = worded ? bt_docx_dup_text (child) : NULL;
      if (piece != NULL)
        g_string_append (text, piece);
      else
        collect_text (child, text);
      if (ends_word (child) && text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
}

/* Parts whose words are not in the plan, by the last word of the relation's type. */
static const struct
{
  const char *type;
  const char *reason;
} parts_beside[] = {
  { "header", N_ ("at the head of the pages; the pages of a plan have their own") },
  { "footer", N_ ("at the foot of the pages; the pages of a plan have their own") },
  { "diagramData", N_ ("in a drawing; a plan has no drawings") },
  { "chart", N_ ("in a chart; a plan has no charts") },
};

static void
tell_part (BtDocxReader *reader, const char *part, const char *reason)
{
  g_autoptr (GString) text = g_string_new (NULL);
  xmlDoc *doc = bt_docx_package_load (reader->package, part, NULL);

  if (doc == NULL)
    return;
  collect_text (xmlDocGetRootElement (doc), text);
  g_strstrip (text->str);
  if (*text->str != '\0')
    bt_docx_tell_dropped (reader, text->str, reason);
  xmlFreeDoc (doc);
}

/**
 * bt_docx_read_parts:
 * @reader: a reader
 *
 * Names in the report what stands at the head and foot of the pages, which those of a plan have of their own, and in
 * drawings and charts.
 */
void
bt_docx_read_parts (BtDocxReader *reader)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts_beside); i++)
    {
      g_autoptr (GPtrArray) parts =
          bt_docx_package_list_related (reader->package, parts_beside[i].type);
      for (guint j = 0; j < parts->len; j++)
        tell_part (reader, parts->pdata[j], _ (parts_beside[i].reason));
    }
}
