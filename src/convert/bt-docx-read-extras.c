/* What stands in a text besides its characters: fields, notes, symbols, boxes; and the heads and feet of pages. */
#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "bt-docx-read-reader.h"

/* Characters of symbol fonts that have one of their own in Unicode; others of these fonts stand as a bullet. */
static const struct
{
  const char *font;
  guint code;
  gunichar character;
} symbols[] = {
  { "Symbol", 0xB7, 0x2022 },    { "Symbol", 0xB0, 0xB0 },      { "Symbol", 0xB1, 0xB1 },
  { "Symbol", 0xB3, 0x2265 },    { "Symbol", 0xA3, 0x2264 },    { "Symbol", 0xAE, 0x2192 },
  { "Symbol", 0xB4, 0xD7 },      { "Symbol", 0x2D, 0x2212 },    { "Symbol", 0xD7, 0x22C5 },
  { "Wingdings", 0xE0, 0x2192 }, { "Wingdings", 0xDF, 0x2190 }, { "Wingdings", 0xFC, 0x2713 },
  { "Wingdings", 0xFB, 0x2717 }, { "Wingdings", 0xFE, 0x2611 }, { "Wingdings", 0xA8, 0x2610 },
  { "Wingdings", 0x6F, 0x2610 }, { "Wingdings", 0x78, 0x2612 }, { "Wingdings", 0x71, 0x2751 },
  { "Wingdings", 0xA7, 0x25AA }, { "Wingdings", 0x6C, 0x25CF }, { "Wingdings", 0x6E, 0x25A0 },
  { "Wingdings", 0xD8, 0x27A2 }, { "Wingdings", 0x76, 0x2756 },
};

static void
read_symbol (BtDocxReader *reader, const xmlNode *node)
{
  const char *font = bt_docx_attr (node, "font"), *code = bt_docx_attr (node, "char");
  guint number = code != NULL ? (guint) g_ascii_strtoull (code, NULL, 16) : 0;
  /* Fonts of symbols have their characters at U+F000 too. */
  guint low = number >= 0xF000 && number <= 0xF0FF ? number - 0xF000 : number;
  gunichar character = 0x2022;
  char text[8] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_strcmp0 (font, symbols[i].font) == 0 && symbols[i].code == low)
      character = symbols[i].character;
  if (number >= 0xA0 && (number < 0xE000 || number > 0xF8FF) && g_unichar_isprint (number))
    character = number;
  text[g_unichar_to_utf8 (character, text)] = '\0';
  bt_docx_append (reader, text);
}

static void
read_field_mark (BtDocxReader *reader, const xmlNode *node)
{
  const char *type = bt_docx_attr (node, "fldCharType");
  BtDocxField field = { FALSE };

  if (g_strcmp0 (type, "begin") == 0)
    g_array_append_val (reader->fields, field);
  else if (reader->fields->len == 0)
    return;
  else if (g_strcmp0 (type, "separate") == 0)
    g_array_index (reader->fields, BtDocxField, reader->fields->len - 1).in_result = TRUE;
  else if (g_strcmp0 (type, "end") == 0)
    g_array_set_size (reader->fields, reader->fields->len - 1);
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
  if (!has_text (node) && (bt_docx_is (node, "object") || bt_docx_is (node, "blip")))
    bt_docx_tell_once (
        reader,
        _ ("pictures and embedded objects are not part of a plan; they stay in the Word file"));
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
  { "fldChar", read_field_mark },
  { "footnoteReference", read_note },
  { "endnoteReference", read_note },
  { "txbxContent", read_box },
  { "AlternateContent", read_alternative },
  { "textpath", read_word_art },
  { "blip", read_picture },
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
      g_autofree char *piece = bt_docx_is (child, "t") ? bt_docx_dup_text (child) : NULL;
      if (piece != NULL)
        g_string_append (text, piece);
      else
        collect_text (child, text);
      if (bt_docx_is (child, "p") && text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
}

/**
 * bt_docx_read_parts:
 * @reader: a reader
 *
 * Names in the report what stands at the head and foot of the pages: those of a plan have their own.
 */
void
bt_docx_read_parts (BtDocxReader *reader)
{
  static const char *const types[] = { "header", "footer" };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GPtrArray) parts = bt_docx_package_list_related (reader->package, types[i]);
      for (guint j = 0; j < parts->len; j++)
        {
          g_autoptr (GString) text = g_string_new (NULL);
          xmlDoc *doc = bt_docx_package_load (reader->package, parts->pdata[j], NULL);
          if (doc == NULL)
            continue;
          collect_text (xmlDocGetRootElement (doc), text);
          g_strstrip (text->str);
          if (*text->str != '\0')
            bt_docx_tell_dropped (
                reader, text->str,
                i == 0 ? _ ("at the head of the pages; the pages of a plan have their own")
                       : _ ("at the foot of the pages; the pages of a plan have their own"));
          xmlFreeDoc (doc);
        }
    }
}
