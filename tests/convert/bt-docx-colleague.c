/* A colleague who has changes tracked: edits of a document of which every one can be told again in the plan. */
#include "bt-docx-colleague-private.h"

#include <string.h>

#include "bt-docx-editor.h"
#include "bt-docx-read.h"
#include "bt-docx-view.h"

const char *const bt_docx_colleague_authors[] = { "Chị Hoa", "Anh Nam" };
const char *const bt_docx_colleague_times[] = { "2026-11-24T08:00:00Z", "2026-11-25T09:30:00Z" };

static void
deed_free (gpointer data)
{
  BtDocxDeed *deed = data;

  g_free (deed->token);
  g_free (deed->struck);
  g_free (deed->words);
  g_free (deed->answers);
  g_free (deed->beside);
  g_free (deed);
}

/* bt_docx_deeds_new: Returns: (transfer full) (element-type BtDocxDeed): none yet */
GPtrArray *
bt_docx_deeds_new (void)
{
  return g_ptr_array_new_with_free_func (deed_free);
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

xmlNode *
bt_docx_colleague_new_node (const Colleague *self, const char *name)
{
  return xmlNewDocNode (self->doc, self->w, (const xmlChar *) name, NULL);
}

static xmlNode *
need_child (const Colleague *self, xmlNode *parent, const char *name)
{
  xmlNode *child = bt_docx_child (parent, name);

  if (child != NULL)
    return child;
  child = bt_docx_colleague_new_node (self, name);
  return parent->children != NULL ? xmlAddPrevSibling (parent->children, child) : xmlAddChild (parent, child);
}

static xmlNode *
new_mark (Colleague *self, const char *name)
{
  xmlNode *mark = bt_docx_colleague_new_node (self, name);
  g_autofree char *id = g_strdup_printf ("%u", self->next_id++);

  xmlSetNsProp (mark, self->w, (const xmlChar *) "id", (const xmlChar *) id);
  xmlSetNsProp (mark, self->w, (const xmlChar *) "author", (const xmlChar *) bt_docx_colleague_authors[self->who]);
  xmlSetNsProp (mark, self->w, (const xmlChar *) "date", (const xmlChar *) bt_docx_colleague_times[self->who]);
  return mark;
}

/* bt_docx_colleague_new_token: Returns: a word that stands nowhere else, noted as put in */
const char *
bt_docx_colleague_new_token (Colleague *self)
{
  BtDocxDeed *deed = g_new0 (BtDocxDeed, 1);

  deed->author = bt_docx_colleague_authors[self->who];
  deed->token = g_strdup_printf ("zwj%uf", self->deeds->len);
  g_ptr_array_add (self->deeds, deed);
  return deed->token;
}

static gboolean
has_attr (xmlNode *node, const char *name, const char *prefix)
{
  xmlChar *value = xmlGetProp (node, (const xmlChar *) name);
  gboolean has = value != NULL && g_str_has_prefix ((const char *) value, prefix);

  xmlFree (value);
  return has;
}

/* Whether the run is in the date, of which a plan keeps the day and not the words. */
static gboolean
is_in_date (xmlNode *run)
{
  for (xmlNode *node = run->prev; node != NULL; node = node->prev)
    if (is_named (node, "bookmarkStart") && has_attr (node, "name", "_bth_date"))
      return TRUE;
  return FALSE;
}

/* Whether it is nothing but words of the plan, and nobody has marked them. */
static gboolean
is_plain (xmlNode *run)
{
  xmlNode *text = bt_docx_child (run, "t"), *properties = bt_docx_child (run, "rPr");

  /* The blank behind a label is told by its language. */
  if (!is_named (run->parent, "p") || text == NULL || bt_docx_child (properties, "lang") != NULL
      || bt_docx_child (properties, "rStyle") != NULL)
    return FALSE;
  return text->next == NULL && text->children != NULL && (text->prev == NULL || text->prev == properties)
         && !is_in_date (run);
}

static void
collect (xmlNode *node, const char *name, GPtrArray *found)
{
  if (is_named (node, name) && (strcmp (name, "r") != 0 || is_plain (node)))
    g_ptr_array_add (found, node);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    collect (child, name, found);
}

xmlNode *
bt_docx_colleague_pick (const Colleague *self, const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (xmlDocGetRootElement (self->doc), name, found);
  return found->len > 0 ? found->pdata[g_rand_int_range (self->rand, 0, found->len)] : NULL;
}

xmlNode *
bt_docx_colleague_new_run (const Colleague *self, xmlNode *like, const char *words, gsize length, const char *name)
{
  xmlNode *run = bt_docx_colleague_new_node (self, "r"), *properties = bt_docx_child (like, "rPr");
  xmlNode *text = bt_docx_colleague_new_node (self, name);
  g_autofree char *copy = g_strndup (words, length);

  if (properties != NULL)
    xmlAddChild (run, xmlCopyNode (properties, 1));
  xmlNodeAddContent (text, (const xmlChar *) copy);
  xmlNodeSetSpacePreserve (text, 1);
  xmlAddChild (run, text);
  return run;
}

static xmlNode *
new_inserted (Colleague *self, xmlNode *like, const char *words)
{
  xmlNode *mark = new_mark (self, "ins");

  xmlAddChild (mark, bt_docx_colleague_new_run (self, like, words, strlen (words), "t"));
  return mark;
}

static gsize
pick_place (const Colleague *self, const char *words)
{
  return g_utf8_offset_to_pointer (words, g_rand_int_range (self->rand, 0, g_utf8_strlen (words, -1) + 1)) - words;
}

/* Words are put in somewhere in a run, or some of it is taken out. */
static void
edit_words (Colleague *self)
{
  xmlNode *run = bt_docx_colleague_pick (self, "r");

  if (run == NULL)
    return;
  xmlChar *content = xmlNodeGetContent (bt_docx_child (run, "t"));
  const char *words = (const char *) content;
  gsize a = pick_place (self, words), b = pick_place (self, words), from = MIN (a, b), to = MAX (a, b);
  gboolean delete = g_rand_boolean (self->rand) && from < to;
  if (!delete)
    to = from;
  if (from > 0)
    xmlAddPrevSibling (run, bt_docx_colleague_new_run (self, run, words, from, "t"));
  if (delete)
    {
      xmlNode *mark = new_mark (self, "del");
      xmlAddChild (mark, bt_docx_colleague_new_run (self, run, words + from, to - from, "delText"));
      xmlAddPrevSibling (run, mark);
    }
  else
    xmlAddPrevSibling (run, new_inserted (self, run, bt_docx_colleague_new_token (self)));
  if (words[to] != '\0')
    xmlAddPrevSibling (run, bt_docx_colleague_new_run (self, run, words + to, strlen (words + to), "t"));
  xmlUnlinkNode (run);
  xmlFreeNode (run);
  xmlFree (content);
}

static xmlNode *
get_paragraph (xmlNode *node)
{
  while (node != NULL && !is_named (node, "p"))
    node = node->parent;
  return node;
}

/* Whether it is a paragraph for itself: no field, no title, no cell. */
static gboolean
is_item (xmlNode *properties)
{
  static const char *const items[] = { "BtPart", "BtChapter", "BtRoman", "BtArabic", "BtDecimal",  "BtAlpha",
                                       "BtDash", "BtPlus",    "BtPlain", "BtBasis",  "BtRecipient" };
  xmlNode *style = bt_docx_child (properties, "pStyle");
  gboolean item = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (items) && style != NULL; i++)
    item = item || has_attr (style, "val", items[i]);
  return item;
}

/* A paragraph with words of the plan whose mark nobody has put in or taken out; NULL for none. */
static xmlNode *
pick_paragraph (const Colleague *self)
{
  xmlNode *run = bt_docx_colleague_pick (self, "r"), *paragraph = run != NULL ? get_paragraph (run) : NULL;
  xmlNode *properties = bt_docx_child (paragraph, "pPr");
  gboolean plain = properties != NULL && bt_docx_child (properties, "rPr") == NULL
                   && bt_docx_child (properties, "sectPr") == NULL && is_item (properties);

  return plain ? paragraph : NULL;
}

/* Return at the end of a paragraph, and words: its own mark goes to the new one. */
static void
add_paragraph (Colleague *self)
{
  xmlNode *paragraph = pick_paragraph (self), *properties = bt_docx_child (paragraph, "pPr");

  if (paragraph == NULL)
    return;
  xmlNode *new = bt_docx_colleague_new_node (self, "p");
  xmlAddChild (new, xmlCopyNode (properties, 1));
  xmlAddChild (need_child (self, properties, "rPr"), new_mark (self, "ins"));
  xmlAddChild (new, new_inserted (self, NULL, bt_docx_colleague_new_token (self)));
  xmlAddNextSibling (paragraph, new);
}

/* Notes whose words are taken out. */
static void
note_struck (Colleague *self, xmlNode *paragraph)
{
  xmlNode *bookmark = bt_docx_child (paragraph, "bookmarkStart");
  xmlChar *name = bookmark != NULL ? xmlGetProp (bookmark, (const xmlChar *) "name") : NULL;

  if (name != NULL && g_str_has_prefix ((const char *) name, "_bt_"))
    {
      BtDocxDeed *deed = g_new0 (BtDocxDeed, 1);
      deed->author = bt_docx_colleague_authors[self->who];
      deed->struck = g_strdup ((const char *) name + strlen ("_bt_"));
      g_ptr_array_add (self->deeds, deed);
    }
  xmlFree (name);
}

/* All words of a paragraph into which nobody has put any are taken out, and its mark. */
static void
strike_paragraph (Colleague *self)
{
  xmlNode *paragraph = pick_paragraph (self), *properties = bt_docx_child (paragraph, "pPr");

  if (paragraph == NULL || bt_docx_child (paragraph, "ins") != NULL)
    return;
  note_struck (self, paragraph);
  for (xmlNode *node = paragraph->children, *next; node != NULL; node = next)
    {
      next = node->next;
      xmlNode *text = is_named (node, "r") ? bt_docx_child (node, "t") : NULL;
      if (text == NULL)
        continue;
      xmlNode *mark = new_mark (self, "del");
      xmlReplaceNode (node, mark);
      xmlAddChild (mark, node);
      for (text = node->children; text != NULL; text = text->next)
        if (is_named (text, "t"))
          xmlNodeSetName (text, (const xmlChar *) "delText");
    }
  xmlAddChild (need_child (self, properties, "rPr"), new_mark (self, "del"));
}

static const struct
{
  void (*edit) (Colleague *self);
} edits[] = { { edit_words }, { add_paragraph }, { strike_paragraph } };

/* bt_docx_colleague_save:
 * @doc: (transfer full): what a part is now
 *
 * Returns: (transfer full): @docx with it
 */
GBytes *
bt_docx_colleague_save (GBytes *docx, const char *part, xmlDoc *doc)
{
  xmlChar *text;
  int length;

  xmlDocDumpMemory (doc, &text, &length);
  GBytes *saved = bt_docx_editor_with_part (docx, part, (const char *) text, length);
  xmlFree (text);
  xmlFreeDoc (doc);
  return saved;
}

/* bt_docx_colleague_edit:
 * @deeds: (element-type BtDocxDeed): where it is noted what was put in by whom
 *
 * Returns: (transfer full): @docx with tracked changes of two colleagues more
 */
GBytes *
bt_docx_colleague_edit (GRand *rand, GBytes *docx, BtDocxColleague what, guint n_edits, GPtrArray *deeds)
{
  Colleague self = { .rand = rand, .doc = bt_docx_view_parse (docx, "word/document.xml"), .deeds = deeds };

  self.w = xmlDocGetRootElement (self.doc)->ns;
  self.next_id = 1;
  for (guint i = 0; i < n_edits && what != BT_DOCX_COLLEAGUE_COMMENTS; i++)
    {
      self.who = g_rand_int_range (rand, 0, BT_DOCX_N_COLLEAGUES);
      edits[what == BT_DOCX_COLLEAGUE_WORDS ? 0 : g_rand_int_range (rand, 0, G_N_ELEMENTS (edits))].edit (&self);
    }
  if (what >= BT_DOCX_COLLEAGUE_COMMENTS)
    return bt_docx_colleague_comment (&self, docx, n_edits);
  return bt_docx_colleague_save (docx, "word/document.xml", self.doc);
}
