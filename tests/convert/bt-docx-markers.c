/* Marks of places in a document, moved about at random as programs do: bookmarks, ranges of comments and moves. */
#include "bt-docx-markers.h"

#include "bt-docx-editor.h"
#include "bt-docx-read.h"
#include "bt-docx-runs.h"
#include "bt-docx-view.h"

/* The document whose marks are moved. */
typedef struct
{
  GRand *rand;
  xmlDoc *doc;
  xmlNs *w;
  guint next_id;
} Markers;

static gboolean
is_any (const xmlNode *node, const char *const *names)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

static gboolean
is_marker (const xmlNode *node)
{
  static const char *const names[] = { "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", NULL };

  return is_any (node, names);
}

/* What stands around words and says something of them, or nothing. */
static gboolean
is_wrapper (const xmlNode *node)
{
  static const char *const names[] = { "ins", "del", "moveFrom", "moveTo", "hyperlink", "smartTag", "fldSimple",
                                       "sdtContent", "customXml", NULL };

  return is_any (node, names) && !bt_docx_is (node->parent, "rPr") && !bt_docx_is (node->parent, "trPr");
}

/* What may be moved or wrapped, being in a text. */
static gboolean
is_inline (const xmlNode *node)
{
  return is_marker (node) || bt_docx_is (node, "r");
}

static gboolean
is_bookmark (const xmlNode *node)
{
  return bt_docx_is (node, "bookmarkStart") || bt_docx_is (node, "bookmarkEnd");
}

static gboolean
is_start (const xmlNode *node)
{
  return bt_docx_is (node, "bookmarkStart");
}

static gboolean
is_paragraph (const xmlNode *node)
{
  return bt_docx_is (node, "p");
}

static gboolean
is_block (const xmlNode *node)
{
  return bt_docx_is (node, "p") || bt_docx_is (node, "tr") || bt_docx_is (node, "tc") || bt_docx_is (node, "tbl");
}

static void
collect (xmlNode *node, gboolean (*is) (const xmlNode *node), GPtrArray *found)
{
  if (is (node))
    g_ptr_array_add (found, node);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    collect (child, is, found);
}

/* Any of those; NULL where there is none. */
static xmlNode *
pick (const Markers *markers, gboolean (*is) (const xmlNode *node))
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (xmlDocGetRootElement (markers->doc), is, found);
  return found->len > 0 ? found->pdata[g_rand_int_range (markers->rand, 0, found->len)] : NULL;
}

static xmlNode *
new_node (const Markers *markers, const char *name)
{
  return xmlNewDocNode (markers->doc, markers->w, (const xmlChar *) name, NULL);
}

static void
set_attr (const Markers *markers, xmlNode *node, const char *name, const char *value)
{
  xmlSetNsProp (node, markers->w, (const xmlChar *) name, (const xmlChar *) value);
}

static xmlNode *
find_neighbour (xmlNode *node, gboolean back)
{
  return back ? xmlPreviousElementSibling (node) : xmlNextElementSibling (node);
}

static void
put (xmlNode *beside, gboolean before, xmlNode *node)
{
  xmlUnlinkNode (node);
  if (before)
    xmlAddPrevSibling (beside, node);
  else
    xmlAddNextSibling (beside, node);
}

/* Puts the mark into what stands beside it, first or last there. */
static void
enter (xmlNode *marker, xmlNode *wrapper, gboolean last)
{
  xmlNode *edge = last ? xmlLastElementChild (wrapper) : xmlFirstElementChild (wrapper);

  if (edge != NULL)
    put (edge, !last, marker);
  else
    {
      xmlUnlinkNode (marker);
      xmlAddChild (wrapper, marker);
    }
}

/* Over a bound beside it. */
static void
hop (Markers *markers)
{
  xmlNode *marker = pick (markers, is_marker);
  gboolean back = g_rand_boolean (markers->rand);
  xmlNode *neighbour = marker != NULL ? find_neighbour (marker, back) : NULL;

  if (neighbour != NULL && bt_docx_is (neighbour, "sdt"))
    neighbour = bt_docx_child (neighbour, "sdtContent");
  if (neighbour != NULL && is_wrapper (neighbour))
    enter (marker, neighbour, back);
  else if (marker != NULL && neighbour == NULL && is_wrapper (marker->parent))
    put (bt_docx_is (marker->parent, "sdtContent") ? marker->parent->parent : marker->parent, back, marker);
}

/* All marks that stand beside changes go into them. */
static void
sink (Markers *markers)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  gboolean back = g_rand_boolean (markers->rand);

  collect (xmlDocGetRootElement (markers->doc), is_marker, found);
  for (guint i = 0; i < found->len; i++)
    {
      xmlNode *neighbour = find_neighbour (found->pdata[i], back);
      if (neighbour != NULL && is_wrapper (neighbour))
        enter (found->pdata[i], neighbour, back);
    }
}

/* A run or a mark, and mostly what follows, stands in something. */
static void
wrap (Markers *markers)
{
  static const char *const names[] = { "hyperlink", "smartTag", "fldSimple", "sdt", "customXml" };
  const char *name = names[g_rand_int_range (markers->rand, 0, G_N_ELEMENTS (names))];
  xmlNode *first = pick (markers, is_inline), *wrapper, *content;

  if (first == NULL || (!is_wrapper (first->parent) && !is_paragraph (first->parent)))
    return;
  content = wrapper = new_node (markers, name);
  if (g_str_equal (name, "sdt"))
    content = xmlNewChild (wrapper, markers->w, (const xmlChar *) "sdtContent", NULL);
  if (g_str_equal (name, "fldSimple"))
    set_attr (markers, wrapper, "instr", " QUOTE ");
  xmlAddPrevSibling (first, wrapper);
  for (guint i = g_rand_int_range (markers->rand, 1, 4); i > 0 && wrapper->next != NULL; i--)
    {
      xmlNode *node = wrapper->next;
      xmlUnlinkNode (node);
      xmlAddChild (content, node);
    }
}

/* Marks that say nothing of the text. */
static void
strew (Markers *markers)
{
  static const char *const names[] = { "proofErr", "permStart", "permEnd", "bookmarkStart", "lastRenderedPageBreak" };
  const char *name = names[g_rand_int_range (markers->rand, 0, G_N_ELEMENTS (names))];
  g_autofree char *id = g_strdup_printf ("%u", markers->next_id++);
  xmlNode *beside = pick (markers, is_inline), *node, *end;

  if (beside == NULL)
    return;
  node = new_node (markers, name);
  set_attr (markers, node, "id", id);
  put (beside, g_rand_boolean (markers->rand), node);
  if (!bt_docx_is (node, "bookmarkStart"))
    return;
  set_attr (markers, node, "name", "_GoBack");
  end = new_node (markers, "bookmarkEnd");
  set_attr (markers, end, "id", id);
  put (pick (markers, is_inline), TRUE, end);
}

static void
drop (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark);

  if (bookmark != NULL)
    bt_docx_delete (bookmark);
}

/* Somewhere else in a text. */
static void
carry (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark), *beside = pick (markers, is_inline);

  if (bookmark != NULL && beside != bookmark)
    put (beside, g_rand_boolean (markers->rand), bookmark);
}

/* Between paragraphs, rows or cells. */
static void
lift (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark), *beside = pick (markers, is_block);

  if (bookmark != NULL)
    put (beside, g_rand_boolean (markers->rand), bookmark);
}

/* Out of its paragraph, to before it or behind it: as Word leaves what ends with the mark of the paragraph. */
static void
step_out (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark), *paragraph = bookmark;

  while (paragraph != NULL && !is_paragraph (paragraph))
    paragraph = paragraph->parent;
  if (paragraph != NULL)
    put (paragraph, is_start (bookmark), bookmark);
}

/* Over whatever stands beside it. */
static void
jump (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark);
  gboolean back = g_rand_boolean (markers->rand);
  xmlNode *neighbour = bookmark != NULL ? find_neighbour (bookmark, back) : NULL;

  if (neighbour != NULL && !bt_docx_is (neighbour, "pPr"))
    put (neighbour, back, bookmark);
}

/* Starts twice, with the same name and perhaps the same number. */
static void
copy (Markers *markers)
{
  xmlNode *bookmark = pick (markers, is_bookmark), *beside = pick (markers, is_inline), *other;

  if (bookmark == NULL)
    return;
  other = new_node (markers, (const char *) bookmark->name);
  set_attr (markers, other, "id", g_rand_boolean (markers->rand) ? bt_docx_attr (bookmark, "id") : "777");
  if (is_start (bookmark))
    set_attr (markers, other, "name", bt_docx_attr (bookmark, "name"));
  put (beside, g_rand_boolean (markers->rand), other);
}

#define N_BESIDE 4

/* Those that go over no word come first. */
static const struct
{
  const char *name;
  void (*move) (Markers *markers);
} moves[] = {
  { "hop", hop },     { "sink", sink }, { "wrap", wrap }, { "strew", strew },       { "drop", drop },
  { "carry", carry }, { "lift", lift }, { "jump", jump }, { "step-out", step_out }, { "copy", copy },
};

static GBytes *
save (const Markers *markers, GBytes *docx)
{
  xmlChar *text;
  int length;

  xmlDocDumpMemory (markers->doc, &text, &length);
  GBytes *saved = bt_docx_editor_with_part (docx, "word/document.xml", (const char *) text, length);
  xmlFree (text);
  return saved;
}

/* bt_docx_markers_move: Returns: (transfer full): @docx with its marks moved; @log names how */
GBytes *
bt_docx_markers_move (GRand *rand, GBytes *docx, BtDocxMarkers where, guint n_moves, char **log)
{
  Markers markers = { .rand = rand, .next_id = 900000 };
  GString *names = g_string_new (NULL);

  markers.doc = bt_docx_view_parse (docx, "word/document.xml");
  markers.w = xmlDocGetRootElement (markers.doc)->ns;
  for (guint i = 0; i < n_moves; i++)
    {
      guint move = g_rand_int_range (rand, 0, where == BT_DOCX_MARKERS_BESIDE ? N_BESIDE : G_N_ELEMENTS (moves));
      moves[move].move (&markers);
      g_string_append_printf (names, " %s", moves[move].name);
    }
  GBytes *saved = save (&markers, docx);
  xmlFreeDoc (markers.doc);
  *log = g_string_free (names, FALSE);
  return saved;
}
