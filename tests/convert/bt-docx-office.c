/* What LibreOffice makes of the revisions of a document when it saves it, at random: it numbers them anew, cuts them,
 * makes moves of others, and leaves out what it has no room for. */
#include "bt-docx-office.h"

#include <string.h>

#include "bt-docx-editor.h"
#include "bt-docx-places.h"
#include "bt-docx-read.h"
#include "bt-docx-runs.h"
#include "bt-docx-view.h"

static const char relations[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    "extended-properties\" Target=\"docProps/core.xml\"/></Relationships>";

static const char properties[] = "<Properties><Application>LibreOffice/7.4</Application></Properties>";

static void
collect (xmlNode *node, GPtrArray *runs)
{
  if (bt_docx_is (node, "r"))
    g_ptr_array_add (runs, node);
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    collect (child, runs);
}

/* Where one run of several begins or ends, its revision ends as well. */
static void
part (xmlNode *run)
{
  while (bt_docx_is_wrapper (run->parent) && run->next != NULL)
    {
      xmlNode *wrapper = run->parent, *rest = xmlDocCopyNode (wrapper, wrapper->doc, 2);

      while (run->next != NULL)
        {
          xmlNode *next = run->next;

          xmlUnlinkNode (next);
          xmlAddChild (rest, next);
        }
      xmlAddNextSibling (wrapper, rest);
      run = wrapper;
    }
}

static void
cut (GRand *rand, xmlNode *run)
{
  g_autofree char *words = bt_docx_dup_run (run);
  gsize length = strlen (words);

  if (length == 0 || g_rand_int_range (rand, 0, 3) > 0)
    return;
  g_autoptr (GArray) pieces = g_array_new (FALSE, FALSE, sizeof (BtDocxStretch));
  BtDocxStretch piece = { run, 0, length };
  const char *at = g_utf8_offset_to_pointer (words, g_rand_int_range (rand, 0, g_utf8_strlen (words, -1)));
  g_array_append_val (pieces, piece);
  bt_docx_cut_runs (pieces, at - words);
  part (run);
}

/* Leaves what is in a revision. */
static void
dissolve (xmlNode *revision)
{
  while (revision->children != NULL)
    xmlAddPrevSibling (revision, revision->children);
  bt_docx_delete (revision);
}

static gboolean
is_same_author (const xmlNode *a, const xmlNode *b)
{
  return g_strcmp0 (bt_docx_attr (a, "author"), bt_docx_attr (b, "author")) == 0;
}

/* Words that are put in and taken out again are only put in where that was the same author, or are plain; at the end
 * of a paragraph they are only taken out where it was another one. */
static void
lose (GRand *rand, xmlNode *run, gboolean *last)
{
  xmlNode *del = run->parent, *ins = del->parent;
  g_autofree char *words = bt_docx_dup_run (run);
  gboolean both = bt_docx_is_wrapper (del) && bt_docx_is_wrapper (ins);

  if (both && is_same_author (ins, del))
    {
      *last = FALSE;
      dissolve (del);
      if (g_rand_boolean (rand))
        dissolve (ins);
    }
  else if (both && *last)
    dissolve (ins);
  else if (*words != '\0' && !bt_docx_is (del, "del") && !bt_docx_is (del, "moveFrom"))
    *last = FALSE;
}

/* What was taken out somewhere and put in elsewhere looks like a move. */
static void
rename_revision (GRand *rand, xmlNode *run)
{
  if (!bt_docx_is_wrapper (run->parent) || g_rand_int_range (rand, 0, 4) > 0)
    return;
  if (bt_docx_is (run->parent, "ins"))
    xmlNodeSetName (run->parent, (const xmlChar *) "moveTo");
  else if (bt_docx_is (run->parent, "del"))
    xmlNodeSetName (run->parent, (const xmlChar *) "moveFrom");
}

/* What put in or takes out the end of a paragraph. */
static const xmlNode *
find_end (const xmlNode *paragraph)
{
  const xmlNode *format = bt_docx_child (bt_docx_child (paragraph, "pPr"), "rPr");
  const xmlNode *ins = bt_docx_child (format, "ins");

  return ins != NULL ? ins : bt_docx_child (format, "del");
}

/* Whether the words came or went with the end of their paragraph, and nothing else has become of them. */
static gboolean
is_like_end (const xmlNode *run, const xmlNode *end)
{
  const xmlNode *revision = run->parent;

  return bt_docx_is (revision, (const char *) end->name) && !bt_docx_is_wrapper (revision->parent)
         && is_same_author (revision, end)
         && g_strcmp0 (bt_docx_attr (revision, "date"), bt_docx_attr (end, "date")) == 0;
}

/* Of a paragraph that comes or goes the words bear nothing, or, where its style has changed as well, some do not. */
static void
lose_words (GRand *rand, const xmlNode *paragraph, const GPtrArray *runs)
{
  const xmlNode *end = find_end (paragraph);
  gboolean styled = bt_docx_child (bt_docx_child (paragraph, "pPr"), "pPrChange") != NULL;

  for (guint i = 0; end != NULL && !styled && i < runs->len; i++)
    if (!is_like_end (runs->pdata[i], end))
      return;
  for (guint i = 0; end != NULL && i < runs->len; i++)
    if (is_like_end (runs->pdata[i], end) && (!styled || g_rand_boolean (rand)))
      dissolve (((xmlNode *) runs->pdata[i])->parent);
}

static void
save_paragraph (GRand *rand, xmlNode *paragraph)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();
  gboolean last = TRUE;

  collect (paragraph, runs);
  if (g_rand_boolean (rand))
    lose_words (rand, paragraph, runs);
  for (guint i = runs->len; i > 0; i--)
    {
      lose (rand, runs->pdata[i - 1], &last);
      rename_revision (rand, runs->pdata[i - 1]);
      cut (rand, runs->pdata[i - 1]);
    }
}

static void
walk (GRand *rand, xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (bt_docx_is (node, "p"))
      save_paragraph (rand, node);
    else
      walk (rand, node);
}

/* bt_docx_office_save: Returns: (transfer full): @docx as it saves it */
GBytes *
bt_docx_office_save (GRand *rand, GBytes *docx)
{
  g_autoptr (GBytes) numbered = bt_docx_editor_renumber (docx);
  xmlDoc *doc = bt_docx_view_parse (numbered, "word/document.xml");
  xmlChar *text;
  int length;

  walk (rand, xmlDocGetRootElement (doc));
  xmlDocDumpMemory (doc, &text, &length);
  g_autoptr (GBytes) cut_up =
      bt_docx_editor_with_part (numbered, "word/document.xml", (const char *) text, length);
  g_autoptr (GBytes) related =
      bt_docx_editor_with_part (cut_up, "_rels/.rels", relations, strlen (relations));
  xmlFree (text);
  xmlFreeDoc (doc);
  return bt_docx_editor_with_part (related, "docProps/core.xml", properties, strlen (properties));
}
