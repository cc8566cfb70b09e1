/* HTML of the clipboard, as word processors, spreadsheets and browsers write it, becomes paragraphs and tables.
 *
 * Only text, its formats, lists and tables are read; nothing is fetched. */
#include <libxml/HTMLparser.h>
#include <string.h>

#include "bt-clip-private.h"
#include "bt-numbering.h"
#include "bt-viet.h"

/* Deeper than this no document nests what we read; the rest is text of the level above. */
#define MAX_DEPTH 200
#define MAX_LISTS 16
/* Columns and rows that one cell may stand in. */
#define MAX_SPAN 64
#define MAX_ROWSPAN 5000

/* A list that is open, with the number of its last item. */
typedef struct
{
  BtLabel label;
  guint number;
} List;

typedef struct
{
  BtClip *clip;
  GArray *pieces;     /* Piece: of the paragraph that is being read */
  GPtrArray *rows;    /* of the table that is being read, or NULL */
  GPtrArray *cells;   /* of its last row */
  GArray *below;      /* guint: in how many rows from here on a cell above stands in this column */
  guint table_depth;  /* tables in a cell are text of the cell */
  List lists[MAX_LISTS];
  guint n_lists;
  gboolean label_only; /* so far the paragraph has nothing but the label of its list */
} Reader;

typedef struct
{
  char *text;
  BtFormat format;
} Piece;

static void
piece_clear (gpointer data)
{
  g_free (((Piece *) data)->text);
}

static gboolean
is_any (const char *name, const char *const *names)
{
  return g_strv_contains (names, name);
}

static gboolean
is_skipped (const char *name)
{
  static const char *const names[] = { "head", "script", "style", "title", "meta", "object", NULL };

  return is_any (name, names);
}

/* What begins and ends a paragraph. */
static gboolean
is_block (const char *name)
{
  static const char *const names[] = { "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt",
                                       "dd", "blockquote", "pre", "table", "tr", "td", "th", "caption", "body", "hr",
                                       "section", "article", "center", NULL };

  return is_any (name, names);
}

static BtFormat
format_of_tag (const char *name)
{
  static const struct
  {
    const char *name;
    BtFormat format;
  } tags[] = { { "b", BT_FORMAT_BOLD },        { "strong", BT_FORMAT_BOLD }, { "i", BT_FORMAT_ITALIC },
               { "em", BT_FORMAT_ITALIC },     { "u", BT_FORMAT_UNDERLINE }, { "ins", BT_FORMAT_UNDERLINE } };

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    if (g_str_equal (tags[i].name, name))
      return tags[i].format;
  return BT_FORMAT_NONE;
}

static char *
dup_attr (xmlNode *node, const char *name)
{
  xmlChar *value = xmlGetProp (node, BAD_CAST name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

static BtFormat
format_of_style (xmlNode *node, BtFormat format)
{
  g_autofree char *style = dup_attr (node, "style");

  if (!style)
    return format;
  if (strstr (style, "font-weight:bold") || strstr (style, "font-weight: bold") || strstr (style, "font-weight:700"))
    format |= BT_FORMAT_BOLD;
  if (strstr (style, "font-weight:normal") || strstr (style, "font-weight: normal"))
    format &= ~BT_FORMAT_BOLD;
  if (strstr (style, "font-style:italic") || strstr (style, "font-style: italic"))
    format |= BT_FORMAT_ITALIC;
  if (strstr (style, "text-decoration:underline") || strstr (style, "text-decoration: underline"))
    format |= BT_FORMAT_UNDERLINE;
  return format;
}

/* Whether what was read so far ends in a blank, so that another would be one too many. */
static gboolean
ends_blank (const Reader *reader)
{
  const Piece *last;

  if (reader->pieces->len == 0)
    return TRUE;
  last = &g_array_index (reader->pieces, Piece, reader->pieces->len - 1);
  return g_str_has_suffix (last->text, " ") || g_str_has_suffix (last->text, "\n");
}

static void
add_piece (Reader *reader, const char *text, BtFormat format)
{
  Piece piece = { g_strdup (text), format };

  g_array_append_val (reader->pieces, piece);
}

/* Any number of blanks is one; characters that no plan may hold are left out. */
static void
add_text (Reader *reader, const char *text, BtFormat format)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  gboolean blank = ends_blank (reader);

  for (const char *c = text; *c; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);
      if (g_unichar_isspace (character) || character == 0xA0)
        {
          if (!blank)
            g_string_append_c (clean, ' ');
          blank = TRUE;
        }
      else if (bt_text_allows_char (character, FALSE))
        {
          g_string_append_unichar (clean, character);
          blank = FALSE;
        }
    }
  if (clean->len == 0)
    return;
  add_piece (reader, clean->str, format);
  reader->label_only = FALSE;
}

static void
add_content (Reader *reader, xmlNode *node, BtFormat format)
{
  xmlChar *content = xmlNodeGetContent (node);

  add_text (reader, (const char *) content, format);
  xmlFree (content);
}

/* The pieces as one text in NFC, without blanks at its ends. Returns NULL where there is nothing. */
static BtText *
end_paragraph (Reader *reader)
{
  BtTextBuilder *builder = bt_text_builder_new ();

  for (guint i = 0; i < reader->pieces->len; i++)
    {
      Piece *piece = &g_array_index (reader->pieces, Piece, i);
      BtMark mark = { .format = piece->format };
      g_autofree char *normal = bt_viet_normalize (piece->text, -1);
      bt_text_builder_append (builder, normal, -1, &mark);
    }
  g_array_set_size (reader->pieces, 0);
  g_autoptr (BtText) text = bt_text_builder_end (builder);
  const char *string = bt_text_get_string (text);
  gsize start = strspn (string, " \n"), end = strlen (string);
  while (end > start && strchr (" \n", string[end - 1]))
    end--;
  return end > start ? bt_text_slice (text, start, end) : NULL;
}

static void
flush (Reader *reader)
{
  BtText *text;

  if (reader->label_only)
    g_array_set_size (reader->pieces, 0);
  reader->label_only = FALSE;
  /* The paragraphs of a cell are its lines. */
  if (reader->table_depth > 0)
    {
      if (!ends_blank (reader))
        add_piece (reader, "\n", BT_FORMAT_NONE);
      return;
    }
  text = end_paragraph (reader);
  if (text)
    bt_clip_take_paragraph (reader->clip, text);
}

static void
open_list (Reader *reader, xmlNode *node, gboolean numbered)
{
  g_autofree char *type = dup_attr (node, "type");
  List list = { numbered ? BT_LABEL_ARABIC : reader->n_lists > 0 ? BT_LABEL_PLUS : BT_LABEL_DASH, 0 };

  if (numbered && type && g_ascii_tolower (*type) == 'a')
    list.label = BT_LABEL_ALPHA;
  else if (numbered && type && *type == 'I')
    list.label = BT_LABEL_ROMAN;
  if (reader->n_lists < MAX_LISTS)
    reader->lists[reader->n_lists] = list;
  reader->n_lists++;
}

static void
begin_item (Reader *reader)
{
  List *list;
  g_autofree char *label = NULL;

  if (reader->n_lists == 0 || reader->n_lists > MAX_LISTS)
    return;
  list = &reader->lists[reader->n_lists - 1];
  label = bt_label_format (list->label, ++list->number, NULL);
  add_piece (reader, label, BT_FORMAT_NONE);
  add_piece (reader, " ", BT_FORMAT_NONE);
  reader->label_only = TRUE;
}

/* What stands in several rows stands in the first of them, and below it are empty cells. */
static void
add_covered (Reader *reader)
{
  for (guint i; (i = reader->cells->len) < reader->below->len && g_array_index (reader->below, guint, i) > 0;)
    {
      g_array_index (reader->below, guint, i)--;
      g_ptr_array_add (reader->cells, g_strdup (""));
    }
}

static void
end_cell (Reader *reader)
{
  g_autoptr (BtText) text = end_paragraph (reader);

  g_ptr_array_add (reader->cells, g_strdup (text ? bt_text_get_string (text) : ""));
}

static void
end_row (Reader *reader)
{
  if (!reader->cells)
    return;
  add_covered (reader);
  g_ptr_array_add (reader->cells, NULL);
  if (reader->rows && reader->cells->len > 1)
    g_ptr_array_add (reader->rows, g_ptr_array_free (reader->cells, FALSE));
  else
    g_ptr_array_free (reader->cells, TRUE);
  reader->cells = NULL;
}

/* What stands in a table but in none of its cells is a paragraph before it, as browsers show it. */
static void
take_stray (Reader *reader)
{
  if (reader->label_only)
    g_array_set_size (reader->pieces, 0);
  reader->label_only = FALSE;
  BtText *text = end_paragraph (reader);
  if (text)
    bt_clip_take_paragraph (reader->clip, text);
}

static void read_children (Reader *reader, xmlNode *node, BtFormat format, guint depth);

static void
read_table (Reader *reader, xmlNode *node, BtFormat format, guint depth)
{
  flush (reader);
  if (reader->table_depth++ == 0)
    {
      reader->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
      g_array_set_size (reader->below, 0);
    }
  read_children (reader, node, format, depth);
  if (--reader->table_depth > 0)
    return;
  take_stray (reader);
  end_row (reader);
  bt_clip_take_table (reader->clip, g_steal_pointer (&reader->rows));
}

/* What stands over a table is a paragraph before it; so is a table in it. */
static void
read_caption (Reader *reader, xmlNode *node, BtFormat format, guint depth)
{
  GPtrArray *rows = g_steal_pointer (&reader->rows), *cells = g_steal_pointer (&reader->cells);
  guint table_depth = reader->table_depth;

  take_stray (reader);
  reader->table_depth = 0;
  read_children (reader, node, format, depth);
  flush (reader);
  reader->table_depth = table_depth;
  reader->rows = rows;
  reader->cells = cells;
}

/* An attribute that says over how many columns or rows a cell stands. */
static guint
get_span (xmlNode *node, const char *name, guint most)
{
  g_autofree char *value = dup_attr (node, name);

  return value ? CLAMP (g_ascii_strtoll (value, NULL, 10), 1, most) : 1;
}

/* A cell over several columns or rows stands in the first of them. Rows and cells that stand in it, with a table around
 * them or without, are words of it. */
static void
read_cell (Reader *reader, xmlNode *node, BtFormat format, guint depth)
{
  guint columns = get_span (node, "colspan", MAX_SPAN), below = get_span (node, "rowspan", MAX_ROWSPAN) - 1;
  guint first;

  if (!reader->cells)
    reader->cells = g_ptr_array_new_with_free_func (g_free);
  take_stray (reader);
  add_covered (reader);
  first = reader->cells->len;
  reader->table_depth++;
  read_children (reader, node, format, depth);
  reader->table_depth--;
  end_cell (reader);
  for (guint i = 1; i < columns; i++)
    g_ptr_array_add (reader->cells, g_strdup (""));
  if (reader->below->len < reader->cells->len)
    g_array_set_size (reader->below, reader->cells->len);
  for (guint i = first; i < first + columns; i++)
    g_array_index (reader->below, guint, i) = below;
}

static void
read_element (Reader *reader, xmlNode *node, BtFormat format, guint depth)
{
  const char *name = (const char *) node->name;
  gboolean cell = g_str_equal (name, "td") || g_str_equal (name, "th");

  if (is_skipped (name))
    return;
  if (depth > MAX_DEPTH)
    {
      add_content (reader, node, format);
      return;
    }
  if (g_str_equal (name, "br"))
    add_piece (reader, "\n", BT_FORMAT_NONE);
  else if (g_str_equal (name, "table"))
    read_table (reader, node, format, depth);
  else if (g_str_equal (name, "tr") && reader->table_depth == 1)
    {
      take_stray (reader);
      end_row (reader);
      reader->cells = g_ptr_array_new_with_free_func (g_free);
      read_children (reader, node, format, depth);
      take_stray (reader);
      end_row (reader);
    }
  else if (cell && reader->table_depth == 1)
    read_cell (reader, node, format, depth);
  else if (g_str_equal (name, "caption") && reader->table_depth == 1)
    read_caption (reader, node, format, depth);
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    {
      flush (reader);
      open_list (reader, node, g_str_equal (name, "ol"));
      read_children (reader, node, format, depth);
      flush (reader);
      reader->n_lists--;
    }
  else
    {
      gboolean block = is_block (name);
      if (block && !reader->label_only)
        flush (reader);
      if (g_str_equal (name, "li"))
        begin_item (reader);
      read_children (reader, node, format_of_style (node, format | format_of_tag (name)), depth);
      if (block)
        flush (reader);
    }
}

static void
read_children (Reader *reader, xmlNode *node, BtFormat format, guint depth)
{
  for (xmlNode *child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE)
      read_element (reader, child, format, depth + 1);
    else if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
      add_text (reader, (const char *) child->content, format);
}

/* Conditions of word processors ("<![if !supportLists]>") are no HTML, and the parser takes them for text. */
static void
blank_conditions (char *html)
{
  for (char *at = html; (at = strstr (at, "<![")) != NULL;)
    {
      char *end = strchr (at, '>');
      if (!end)
        return;
      memset (at, ' ', end - at + 1);
      at = end;
    }
}

/* Browsers write UTF-16 with a mark, all others UTF-8; some end it with a zero byte. */
static char *
to_utf8 (const char *html, gsize length)
{
  gboolean little = length > 1 && memcmp (html, "\xFF\xFE", 2) == 0;
  gboolean big = length > 1 && memcmp (html, "\xFE\xFF", 2) == 0;
  char *converted = NULL;

  if (little || big)
    converted = g_convert (html + 2, length - 2, "UTF-8", little ? "UTF-16LE" : "UTF-16BE", NULL, NULL, NULL);
  return converted ? converted : g_utf8_make_valid (html, strnlen (html, length));
}

/**
 * bt_clip_new_from_html:
 * @html: HTML of any kind, however damaged
 * @length: its bytes
 *
 * Returns: (transfer full): its paragraphs and tables; empty where there is no text, or more than any plan has
 */
BtClip *
bt_clip_new_from_html (const char *html, gsize length)
{
  Reader reader = { .clip = bt_clip_new () };
  g_autofree char *text = NULL;
  htmlDocPtr document;
  xmlNode *root;

  g_return_val_if_fail (html != NULL || length == 0, NULL);

  if (length == 0 || length > BT_ENCODING_MAX_SIZE)
    return reader.clip;
  text = to_utf8 (html, length);
  blank_conditions (text);
  document = htmlReadMemory (text, strlen (text), NULL, "UTF-8",
                             HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
  root = document ? xmlDocGetRootElement (document) : NULL;
  reader.pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (reader.pieces, piece_clear);
  reader.below = g_array_new (FALSE, TRUE, sizeof (guint));
  if (root)
    read_element (&reader, root, BT_FORMAT_NONE, 0);
  flush (&reader);
  g_array_unref (reader.pieces);
  g_array_unref (reader.below);
  if (document)
    xmlFreeDoc (document);

  return reader.clip;
}
