/* A colleague with a word processor: random edits of a document, of the kinds that Word, WPS and LibreOffice leave. */
#include "bt-docx-editor.h"

#include <string.h>

#include "bt-docx-read.h"
#include "bt-docx-view.h"
#include "bt-zip.h"

/* Who makes the tracked ones. */
#define MARK "Chị Hoa", "2026-11-24T08:00:00Z"

/* The document that is being edited. */
typedef struct
{
  GRand *rand;
  xmlDoc *doc;
  xmlNs *w;
  guint next_id;
} Editor;

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static void
collect (xmlNode *node, const char *name, GPtrArray *found)
{
  if (is_named (node, name))
    g_ptr_array_add (found, node);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    collect (child, name, found);
}

/* Any of the elements of that name; NULL where there is none. */
static xmlNode *
pick (const Editor *editor, const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (xmlDocGetRootElement (editor->doc), name, found);
  return found->len > 0 ? found->pdata[g_rand_int_range (editor->rand, 0, found->len)] : NULL;
}

static xmlNode *
find_outer (xmlNode *node, const char *name)
{
  while (node != NULL && !is_named (node, name))
    node = node->parent;
  return node;
}

static xmlNode *
next_named (xmlNode *node, const char *name)
{
  for (node = node->next; node != NULL && node->type != XML_ELEMENT_NODE;)
    node = node->next;
  return is_named (node, name) ? node : NULL;
}

static xmlNode *
new_node (const Editor *editor, const char *name)
{
  return xmlNewDocNode (editor->doc, editor->w, (const xmlChar *) name, NULL);
}

static void
set_attr (const Editor *editor, xmlNode *node, const char *name, const char *value)
{
  xmlSetNsProp (node, editor->w, (const xmlChar *) name, (const xmlChar *) value);
}

static void
delete_node (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* Gives all of a copy the prefix of the document itself: the one that the copy has goes when its top does. */
static void
adopt (const Editor *editor, xmlNode *node)
{
  if (node->type != XML_ELEMENT_NODE)
    return;
  if (node->ns != NULL && xmlStrEqual (node->ns->href, editor->w->href))
    node->ns = editor->w;
  for (xmlAttr *attr = node->properties; attr != NULL; attr = attr->next)
    if (attr->ns != NULL && xmlStrEqual (attr->ns->href, editor->w->href))
      attr->ns = editor->w;
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    adopt (editor, child);
}

static xmlNode *
copy_node (const Editor *editor, xmlNode *node)
{
  xmlNode *copy = xmlCopyNode (node, 1);

  adopt (editor, copy);
  return copy;
}

/* The child @name of @parent, put at its beginning where it is not there yet. */
static xmlNode *
need_child (const Editor *editor, xmlNode *parent, const char *name)
{
  xmlNode *child = bt_docx_child (parent, name);

  if (child != NULL)
    return child;
  child = new_node (editor, name);
  if (parent->children != NULL)
    return xmlAddPrevSibling (parent->children, child);
  return xmlAddChild (parent, child);
}

/* A mark of a tracked change, made by the colleague; now and then without a time. */
static xmlNode *
new_mark (Editor *editor, const char *name)
{
  static const char *const mark[] = { MARK };
  g_autofree char *id = g_strdup_printf ("%u", editor->next_id++);
  xmlNode *node = new_node (editor, name);

  set_attr (editor, node, "id", id);
  set_attr (editor, node, "author", mark[0]);
  if (g_rand_int_range (editor->rand, 0, 4) > 0)
    set_attr (editor, node, "date", mark[1]);
  return node;
}

static xmlNode *
new_run (const Editor *editor, const char *words)
{
  xmlNode *run = new_node (editor, "r");
  xmlNode *text = xmlNewTextChild (run, editor->w, (const xmlChar *) "t", (const xmlChar *) words);

  xmlNodeSetSpacePreserve (text, 1);
  return run;
}

static const char *
some_words (const Editor *editor)
{
  static const char *const words[] = { "thêm ", "1. ", "- việc mới", "ệ", " ", "Căn cứ Luật", "a) ",
                                       "Nơi nhận:", "II. PHẦN", "KẾ HOẠCH", "Số: 5/KH-UBND", "UBND xã" };

  return words[g_rand_int_range (editor->rand, 0, G_N_ELEMENTS (words))];
}

/* A break or a tab somewhere among the words. */
static void
add_break (Editor *editor)
{
  xmlNode *text = pick (editor, "t");
  gboolean tab = g_rand_int_range (editor->rand, 0, 4) == 0;

  if (text == NULL)
    return;
  xmlNode *node = new_node (editor, tab ? "tab" : "br");
  if (g_rand_boolean (editor->rand))
    xmlAddNextSibling (text, node);
  else
    xmlAddPrevSibling (text, node);
}

/* Other words in a run, or more of them. */
static void
type (Editor *editor)
{
  xmlNode *text = pick (editor, "t");

  if (text == NULL)
    return;
  if (g_rand_boolean (editor->rand))
    xmlNodeSetContent (text, (const xmlChar *) "");
  if (g_rand_int_range (editor->rand, 0, 3) > 0)
    xmlNodeAddContent (text, (const xmlChar *) some_words (editor));
}

static void
add_run (Editor *editor)
{
  xmlNode *paragraph = pick (editor, "p");
  xmlNode *run = new_run (editor, some_words (editor));

  if (g_rand_boolean (editor->rand))
    {
      xmlNode *mark = new_mark (editor, "ins");
      xmlAddChild (mark, run);
      run = mark;
    }
  if (bt_docx_child (paragraph, "pPr") != NULL && g_rand_boolean (editor->rand))
    xmlAddNextSibling (bt_docx_child (paragraph, "pPr"), run);
  else
    xmlAddChild (paragraph, run);
}

/* Of all runs whose words the program made, any; NULL where there is none. */
static xmlNode *
pick_label (const Editor *editor)
{
  g_autoptr (GPtrArray) styles = g_ptr_array_new (), runs = g_ptr_array_new ();

  collect (xmlDocGetRootElement (editor->doc), "rStyle", styles);
  for (guint i = 0; i < styles->len; i++)
    {
      xmlChar *value = xmlGetProp (styles->pdata[i], (const xmlChar *) "val");
      xmlNode *run = find_outer (styles->pdata[i], "r");
      if (g_strcmp0 ((const char *) value, "BtLabel") == 0 && bt_docx_child (run, "t") != NULL)
        g_ptr_array_add (runs, run);
      xmlFree (value);
    }
  return runs->len > 0 ? runs->pdata[g_rand_int_range (editor->rand, 0, runs->len)] : NULL;
}

static void
set_words (xmlNode *text, const char *words, gsize length)
{
  g_autofree char *kept = g_strndup (words, length);

  xmlNodeSetContent (text, NULL);
  xmlNodeAddContent (text, (const xmlChar *) kept);
}

/* Tracked, what is typed is a run of its own between the parts of the other. */
static void
insert_run (Editor *editor, xmlNode *run, const char *words, gsize at, const char *typed)
{
  xmlNode *rest = copy_node (editor, run), *middle = copy_node (editor, run), *mark = new_mark (editor, "ins");

  set_words (bt_docx_child (run, "t"), words, at);
  set_words (bt_docx_child (middle, "t"), typed, strlen (typed));
  set_words (bt_docx_child (rest, "t"), words + at, strlen (words + at));
  xmlAddNextSibling (run, mark);
  xmlAddChild (mark, middle);
  xmlAddNextSibling (mark, rest);
}

/* Typing before, in or behind words that the program made, whose style the new ones get. The letters f, j, w and z
 * tell them from those of the program, which has none. */
static void
type_at_label (Editor *editor)
{
  static const char *const typed[] = { "zw", "z jf ", " fw z", "1. zf", "- j" };
  xmlNode *run = pick_label (editor);

  if (run == NULL)
    return;
  const char *more = typed[g_rand_int_range (editor->rand, 0, G_N_ELEMENTS (typed))];
  xmlChar *content = xmlNodeGetContent (bt_docx_child (run, "t"));
  const char *words = (const char *) content;
  glong n = g_utf8_strlen (words, -1);
  glong place = g_rand_boolean (editor->rand) ? n : g_rand_int_range (editor->rand, 0, n + 1);
  gsize at = g_utf8_offset_to_pointer (words, place) - words;
  if (!is_named (run->parent, "ins") && g_rand_boolean (editor->rand))
    insert_run (editor, run, words, at, more);
  else
    {
      g_autofree char *all = g_strdup_printf ("%.*s%s%s", (int) at, words, more, words + at);
      set_words (bt_docx_child (run, "t"), all, strlen (all));
    }
  xmlFree (content);
}

static void
rename_texts (xmlNode *node, const char *from, const char *to)
{
  if (is_named (node, from))
    xmlNodeSetName (node, (const xmlChar *) to);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    rename_texts (child, from, to);
}

/* Takes a run out, tracked or not. */
static void
delete_run (Editor *editor)
{
  xmlNode *run = pick (editor, "r");

  if (run == NULL || find_outer (run, "del") != NULL || find_outer (run, "moveFrom") != NULL)
    return;
  if (g_rand_int_range (editor->rand, 0, 3) == 0)
    {
      delete_node (run);
      return;
    }
  xmlNode *mark = new_mark (editor, "del");
  xmlReplaceNode (run, mark);
  xmlAddChild (mark, run);
  rename_texts (run, "t", "delText");
}

/* All runs of a paragraph are taken out, tracked, and mostly its mark. */
static void
strike_paragraph (Editor *editor)
{
  xmlNode *paragraph = pick (editor, "p"), *next;

  for (xmlNode *node = paragraph->children; node != NULL; node = next)
    {
      next = node->next;
      if (!is_named (node, "r"))
        continue;
      xmlNode *mark = new_mark (editor, "del");
      xmlReplaceNode (node, mark);
      xmlAddChild (mark, node);
      rename_texts (node, "t", "delText");
    }
  if (g_rand_int_range (editor->rand, 0, 3) > 0)
    xmlAddChild (need_child (editor, need_child (editor, paragraph, "pPr"), "rPr"), new_mark (editor, "del"));
}

static void
mark_paragraph (Editor *editor)
{
  xmlNode *properties = need_child (editor, pick (editor, "p"), "pPr");
  const char *name = g_rand_boolean (editor->rand) ? "ins" : "del";
  xmlNode *mark = need_child (editor, properties, "rPr");

  if (bt_docx_child (mark, name) == NULL)
    xmlAddChild (mark, new_mark (editor, name));
}

static void
format_run (Editor *editor)
{
  xmlNode *run = pick (editor, "r");
  xmlNode *properties = run != NULL ? need_child (editor, run, "rPr") : NULL;

  if (properties == NULL)
    return;
  need_child (editor, properties, "b");
  if (g_rand_boolean (editor->rand) && bt_docx_child (properties, "rPrChange") == NULL)
    {
      xmlNode *mark = new_mark (editor, "rPrChange");
      xmlAddChild (mark, new_node (editor, "rPr"));
      xmlAddChild (properties, mark);
    }
}

/* Word cuts runs in two wherever somebody has typed. */
static void
cut_run (Editor *editor)
{
  xmlNode *text = pick (editor, "t");
  xmlNode *run = text != NULL ? find_outer (text, "r") : NULL;

  if (run == NULL)
    return;
  xmlChar *content = xmlNodeGetContent (text);
  glong length = g_utf8_strlen ((const char *) content, -1);
  if (length > 1)
    {
      const char *at = g_utf8_offset_to_pointer ((const char *) content,
                                                 g_rand_int_range (editor->rand, 1, length));
      g_autofree char *first = g_strndup ((const char *) content, at - (const char *) content);
      xmlNode *second = copy_node (editor, run);
      xmlNode *other = bt_docx_child (second, "t");
      g_autofree char *escaped = g_markup_escape_text (at, -1), *before = g_markup_escape_text (first, -1);
      xmlNodeSetContent (text, (const xmlChar *) before);
      xmlNodeSetContent (other, (const xmlChar *) escaped);
      xmlAddNextSibling (run, second);
    }
  xmlFree (content);
}

/* Forgets a bookmark of ours: most programs do where words are replaced. */
static void
drop_bookmark (Editor *editor)
{
  const char *name = g_rand_boolean (editor->rand) ? "bookmarkStart" : "bookmarkEnd";
  xmlNode *bookmark = pick (editor, name);

  if (bookmark != NULL)
    delete_node (bookmark);
}

static void
drop_all_bookmarks (Editor *editor)
{
  if (g_rand_int_range (editor->rand, 0, 6) > 0)
    return;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GPtrArray) found = g_ptr_array_new ();
      collect (xmlDocGetRootElement (editor->doc), i == 0 ? "bookmarkStart" : "bookmarkEnd", found);
      for (guint j = 0; j < found->len; j++)
        delete_node (found->pdata[j]);
    }
}

/* Backspace at the beginning of the next paragraph. */
static void
merge_paragraphs (Editor *editor)
{
  xmlNode *paragraph = pick (editor, "p");
  xmlNode *next = next_named (paragraph, "p");

  if (next == NULL)
    return;
  for (xmlNode *node = next->children, *after; node != NULL; node = after)
    {
      after = node->next;
      if (is_named (node, "pPr"))
        continue;
      xmlUnlinkNode (node);
      xmlAddChild (paragraph, node);
    }
  delete_node (next);
}

/* Return somewhere between the runs of a paragraph. */
static void
split_paragraph (Editor *editor)
{
  xmlNode *run = pick (editor, "r");
  xmlNode *paragraph = find_outer (run, "p"), *rest;

  if (run == NULL || run->parent != paragraph)
    return;
  rest = new_node (editor, "p");
  if (bt_docx_child (paragraph, "pPr") != NULL)
    xmlAddChild (rest, copy_node (editor, bt_docx_child (paragraph, "pPr")));
  for (xmlNode *node = run, *after; node != NULL; node = after)
    {
      after = node->next;
      xmlUnlinkNode (node);
      xmlAddChild (rest, node);
    }
  xmlAddNextSibling (paragraph, rest);
}

static gboolean
is_last_of_cell (xmlNode *paragraph)
{
  return is_named (paragraph->parent, "tc") && next_named (paragraph, "p") == NULL;
}

static void
delete_paragraph (Editor *editor)
{
  xmlNode *paragraph = pick (editor, "p");

  if (!is_last_of_cell (paragraph) && bt_docx_child (bt_docx_child (paragraph, "pPr"), "sectPr") == NULL)
    delete_node (paragraph);
}

/* A paragraph goes to another place, or is copied there. */
static void
carry_paragraph (Editor *editor)
{
  xmlNode *paragraph = pick (editor, "p"), *target = pick (editor, "p");

  if (target == paragraph || is_last_of_cell (paragraph))
    return;
  if (g_rand_boolean (editor->rand))
    paragraph = copy_node (editor, paragraph);
  else
    xmlUnlinkNode (paragraph);
  xmlAddNextSibling (target, paragraph);
}

static void
add_paragraph (Editor *editor)
{
  static const char *const styles[] = { "BtArabic", "BtAlpha", "BtDash", "BtSubject", "BtBasis", "BtRecipient",
                                        "BtAgency", "BtCell", "BtRoman", "Normal" };
  xmlNode *paragraph = new_node (editor, "p");
  xmlNode *style = xmlNewChild (need_child (editor, paragraph, "pPr"), editor->w,
                                (const xmlChar *) "pStyle", NULL);

  set_attr (editor, style, "val", styles[g_rand_int_range (editor->rand, 0, G_N_ELEMENTS (styles))]);
  if (g_rand_boolean (editor->rand))
    xmlAddChild (need_child (editor, need_child (editor, paragraph, "pPr"), "rPr"), new_mark (editor, "ins"));
  for (guint i = g_rand_int_range (editor->rand, 0, 3); i > 0; i--)
    xmlAddChild (paragraph, new_run (editor, some_words (editor)));
  xmlAddNextSibling (pick (editor, "p"), paragraph);
}

static void
restyle (Editor *editor)
{
  xmlNode *style = pick (editor, "pStyle"), *other = pick (editor, "pStyle");
  xmlChar *value;

  if (style == NULL)
    return;
  value = xmlGetProp (other, (const xmlChar *) "val");
  set_attr (editor, style, "val", (const char *) value);
  xmlFree (value);
}

static void
change_row (Editor *editor)
{
  xmlNode *row = pick (editor, "tr");

  if (row == NULL)
    return;
  switch (g_rand_int_range (editor->rand, 0, 3))
    {
    case 0:
      xmlAddNextSibling (row, copy_node (editor, row));
      break;
    case 1:
      xmlAddChild (need_child (editor, row, "trPr"),
                   new_mark (editor, g_rand_boolean (editor->rand) ? "ins" : "del"));
      break;
    default:
      if (next_named (row, "tr") != NULL)
        delete_node (row);
    }
}

static void
change_cell (Editor *editor)
{
  xmlNode *cell = pick (editor, "tc");

  if (cell == NULL)
    return;
  if (g_rand_boolean (editor->rand))
    xmlAddChild (need_child (editor, cell, "tcPr"),
                 new_mark (editor, g_rand_boolean (editor->rand) ? "cellIns" : "cellDel"));
  else if (next_named (cell, "tc") != NULL)
    delete_node (cell);
}

/* Puts the children of a mark where it stands. */
static void
unwrap (xmlNode *mark)
{
  for (xmlNode *node = mark->children, *after; node != NULL; node = after)
    {
      after = node->next;
      xmlUnlinkNode (node);
      xmlAddPrevSibling (mark, node);
    }
  delete_node (mark);
}

/* Decides a change of ours there. */
static void
decide (Editor *editor)
{
  static const char *const names[] = { "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange" };
  xmlNode *mark = pick (editor, names[g_rand_int_range (editor->rand, 0, G_N_ELEMENTS (names))]);

  if (mark == NULL)
    return;
  if (is_named (mark, "rPrChange") || is_named (mark, "pPrChange") || g_rand_boolean (editor->rand))
    {
      delete_node (mark);
      return;
    }
  rename_texts (mark, "delText", "t");
  unwrap (mark);
}

static void
forget_time (Editor *editor)
{
  xmlNode *mark = pick (editor, g_rand_boolean (editor->rand) ? "ins" : "del");

  if (mark != NULL)
    xmlUnsetNsProp (mark, editor->w, (const xmlChar *) "date");
}

#define FIRST_PLAIN 16

/* The plain ones come last. */
static const struct
{
  const char *name;
  void (*edit) (Editor *editor);
} edits[] = {
  { "break", add_break },
  { "type", type },
  { "run", add_run },
  { "delete-run", delete_run },
  { "mark", mark_paragraph },
  { "format", format_run },
  { "bookmark", drop_bookmark },
  { "bookmarks", drop_all_bookmarks },
  { "add", add_paragraph },
  { "restyle", restyle },
  { "row", change_row },
  { "cell", change_cell },
  { "time", forget_time },
  { "strike", strike_paragraph },
  { "decide", decide },
  { "carry", carry_paragraph },
  { "label", type_at_label },
  { "cut", cut_run },
  { "merge", merge_paragraphs },
  { "split", split_paragraph },
  { "delete", delete_paragraph },
};

/* bt_docx_editor_with_part: Returns: (transfer full): @docx with another text of one of its parts */
GBytes *
bt_docx_editor_with_part (GBytes *docx, const char *name, const char *part, gsize length)
{
  g_autoptr (BtZip) zip = bt_zip_new (docx, "test", NULL);
  const char *const *names = bt_zip_get_parts (zip);
  BtZipWriter *writer = bt_zip_writer_new ();

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) bytes = bt_zip_read (zip, names[i], NULL);
      gboolean other = strcmp (names[i], name) == 0;

      bt_zip_writer_add (writer, names[i], other ? part : g_bytes_get_data (bytes, NULL),
                         other ? length : g_bytes_get_size (bytes));
    }
  return bt_zip_writer_end (writer, NULL);
}

static GBytes *
save (const Editor *editor, GBytes *docx)
{
  xmlChar *text;
  int length;

  xmlDocDumpMemory (editor->doc, &text, &length);
  GBytes *saved = bt_docx_editor_with_part (docx, "word/document.xml", (const char *) text, length);
  xmlFree (text);
  return saved;
}

static void
editor_open (Editor *editor, GBytes *docx)
{
  editor->doc = bt_docx_view_parse (docx, "word/document.xml");
  editor->w = xmlDocGetRootElement (editor->doc)->ns;
  editor->next_id = 1;
}

/* bt_docx_editor_edit:
 *
 * Returns: (transfer full): @docx as somebody gives it back who has edited it; @log names the edits
 */
GBytes *
bt_docx_editor_edit (GRand *rand, GBytes *docx, BtDocxEdits which, guint n_edits, char **log)
{
  Editor editor = { .rand = rand };
  GString *names = g_string_new (NULL);

  editor_open (&editor, docx);
  for (guint i = 0; i < n_edits; i++)
    {
      guint edit = g_rand_int_range (rand, which == BT_DOCX_EDITS_PLAIN ? FIRST_PLAIN : 0, G_N_ELEMENTS (edits));
      edits[edit].edit (&editor);
      g_string_append_printf (names, " %s", edits[edit].name);
    }
  GBytes *saved = save (&editor, docx);
  xmlFreeDoc (editor.doc);
  *log = g_string_free (names, FALSE);
  return saved;
}

static void
renumber (Editor *editor, xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && xmlHasNsProp (node, (const xmlChar *) "author", editor->w->href))
    {
      g_autofree char *id = g_strdup_printf ("%u", editor->next_id++);
      set_attr (editor, node, "id", id);
    }
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    renumber (editor, child);
}

/* bt_docx_editor_renumber: Returns: (transfer full): @docx as Word saves it: revisions are numbered from 1 */
GBytes *
bt_docx_editor_renumber (GBytes *docx)
{
  Editor editor = { 0 };

  editor_open (&editor, docx);
  renumber (&editor, xmlDocGetRootElement (editor.doc));
  GBytes *saved = save (&editor, docx);
  xmlFreeDoc (editor.doc);
  return saved;
}
