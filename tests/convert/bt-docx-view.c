/* What a word processor shows of a document when all of its tracked changes are accepted, or rejected: the rules of
 * ECMA-376, 17.13.5, for what our own writer uses, written down a second time and from the other side. */
#include "bt-docx-view.h"

#include <string.h>

#include "bt-zip.h"

/* Whether words of objects are passed over, and those that the program made, and what was typed in their style. */
typedef enum
{
  LINES,
  MADE_WORDS,
  OWN_WORDS,
  TYPED_WORDS,
} Words;

/* What of a document is there: @accept says which marks make something go. */
typedef struct
{
  gboolean accept;
  Words words;
  GString *lines;
  char *object; /* the bookmark of the object whose words are passed over */
  gboolean behind_label; /* whether the blank that parts a label from the words is still to come */
} View;

/* bt_docx_view_parse: Returns: (transfer full): a part, which must be well-formed */
xmlDoc *
bt_docx_view_parse (GBytes *docx, const char *part)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", &error);
  g_assert_no_error (error);
  g_autoptr (GBytes) bytes = bt_zip_read (zip, part, &error);
  g_assert_no_error (error);
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), part, NULL,
                               XML_PARSE_NONET);
  g_assert_nonnull (doc);
  return doc;
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static const xmlNode *
find_child (const xmlNode *parent, const char *name)
{
  for (const xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL;
       node = node->next)
    if (is_named (node, name))
      return node;
  return NULL;
}

static gboolean
goes (const View *view, const xmlNode *node)
{
  if (view->accept)
    return is_named (node, "del") || is_named (node, "moveFrom");
  return is_named (node, "ins") || is_named (node, "moveTo");
}

/* Whether what has these properties (of a mark, a row, a cell) goes. */
static gboolean
has_going_mark (const View *view, const xmlNode *properties)
{
  for (const xmlNode *node = properties != NULL ? properties->children : NULL; node != NULL;
       node = node->next)
    if (goes (view, node))
      return TRUE;
  return FALSE;
}

/* The words of a reference or a citation depend on what stands elsewhere: one sign stands for them. */
static void
pass_over_object (View *view, const xmlNode *node)
{
  xmlChar *name = xmlGetProp ((xmlNode *) node, (const xmlChar *) "name");
  xmlChar *id = xmlGetProp ((xmlNode *) node, (const xmlChar *) "id");

  if (name != NULL && g_str_has_prefix ((const char *) name, "_bto_"))
    view->object = g_strdup ((const char *) id);
  else if (g_strcmp0 (view->object, (const char *) id) == 0)
    g_clear_pointer (&view->object, g_free);
  xmlFree (name);
  xmlFree (id);
}

static gboolean
is_made (const xmlNode *run)
{
  const xmlNode *style = find_child (find_child (run, "rPr"), "rStyle");
  xmlChar *value = style != NULL ? xmlGetProp ((xmlNode *) style, (const xmlChar *) "val") : NULL;
  gboolean made = g_strcmp0 ((const char *) value, "BtLabel") == 0;

  xmlFree (value);
  return made;
}

/* Of a run in the style of words that the program made, the letters that only somebody else has typed. */
static void
add_typed (View *view, const xmlNode *run)
{
  xmlChar *text = xmlNodeGetContent (run);

  for (const char *c = (const char *) text; *c != '\0'; c++)
    if (strchr (BT_DOCX_VIEW_TYPED, *c) != NULL)
      g_string_append_c (view->lines, *c);
  xmlFree (text);
}

/* The blank behind a label is no word of the plan, although it does not have the label's style. */
static gboolean
is_label_blank (View *view, const xmlNode *run)
{
  const xmlNode *text = find_child (run, "t") != NULL ? find_child (run, "t") : find_child (run, "delText");
  xmlChar *words = text != NULL ? xmlNodeGetContent (text) : NULL;
  gboolean blank = view->behind_label && g_strcmp0 ((const char *) words, " ") == 0;

  /* Words that are typed right behind the label stand before the blank. */
  view->behind_label = view->behind_label && !blank && words != NULL
                       && strpbrk ((const char *) words, BT_DOCX_VIEW_TYPED) != NULL;
  xmlFree (words);
  return blank;
}

static void
add_runs (View *view, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (view->words == LINES && (is_named (node, "bookmarkStart") || is_named (node, "bookmarkEnd")))
        pass_over_object (view, node);
      else if (is_named (node, "r") && view->words == OWN_WORDS && is_made (node))
        view->behind_label = TRUE;
      else if (is_named (node, "r") && view->words == OWN_WORDS && is_label_blank (view, node))
        continue;
      else if (is_named (node, "r") && view->words == TYPED_WORDS && is_made (node))
        add_typed (view, node);
      else if (is_named (node, "r") && view->object != NULL)
        g_string_append (view->lines, "◊");
      else if (is_named (node, "t") || is_named (node, "delText"))
        {
          xmlChar *text = xmlNodeGetContent (node);
          g_string_append (view->lines, (const char *) text);
          xmlFree (text);
        }
      else if (is_named (node, "br"))
        g_string_append_c (view->lines, '/');
      else if (node->type == XML_ELEMENT_NODE && !goes (view, node) && !is_named (node, "pPr"))
        add_runs (view, node);
    }
}

static void
add_paragraph (View *view, const xmlNode *paragraph)
{
  view->behind_label = FALSE;
  add_runs (view, paragraph);
  if (!has_going_mark (view, find_child (find_child (paragraph, "pPr"), "rPr")))
    g_string_append_c (view->lines, '\n');
}

static void
add_blocks (View *view, const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (is_named (node, "p"))
        add_paragraph (view, node);
      else if (is_named (node, "tr") && has_going_mark (view, find_child (node, "trPr")))
        continue;
      else if (is_named (node, "tbl") || is_named (node, "tr") || is_named (node, "tc")
               || is_named (node, "body"))
        add_blocks (view, node);
    }
}

static char *
dup_view (GBytes *docx, gboolean accept, Words words)
{
  View view = { accept, words, g_string_new (NULL) };
  xmlDoc *doc = bt_docx_view_parse (docx, "word/document.xml");

  add_blocks (&view, xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
  g_free (view.object);
  return g_string_free (view.lines, FALSE);
}

/* bt_docx_view_lines:
 *
 * Returns: (transfer full): its paragraphs, a line each, without those that have no words
 */
char *
bt_docx_view_lines (GBytes *docx, gboolean accept)
{
  g_autofree char *all = dup_view (docx, accept, LINES);
  g_auto (GStrv) lines = g_strsplit (all, "\n", -1);
  GString *full = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      g_string_append_printf (full, "%s\n", lines[i]);
  return g_string_free (full, FALSE);
}

/* bt_docx_view_words:
 * @made: whether those are among them that the program made
 *
 * Returns: (transfer full): its words, those of references too
 */
char *
bt_docx_view_words (GBytes *docx, gboolean accept, gboolean made)
{
  return dup_view (docx, accept, made ? MADE_WORDS : OWN_WORDS);
}

/* bt_docx_view_typed:
 *
 * Returns: (transfer full): its words, and the letters typed in the style of what the program made
 */
char *
bt_docx_view_typed (GBytes *docx, gboolean accept)
{
  return dup_view (docx, accept, TYPED_WORDS);
}
