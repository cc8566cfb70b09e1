/* Runs of a document: the characters they show, and cutting them. */
#include "bt-docx-runs.h"

#include <string.h>

#include "bt-docx-read.h"

/* The characters that a part of a run stands for; NULL where it is no text. */
static char *
dup_part (const xmlNode *part)
{
  if (bt_docx_is (part, "t") || bt_docx_is (part, "delText"))
    {
      g_autofree char *text = bt_docx_dup_text (part);
      gboolean preserve = g_strcmp0 (bt_docx_attr (part, "space"), "preserve") == 0;
      return g_strdup (preserve ? text : g_strstrip (text));
    }
  if (bt_docx_is (part, "tab") || bt_docx_is (part, "ptab"))
    return g_strdup ("\t");
  if (bt_docx_is (part, "cr") || (bt_docx_is (part, "br") && bt_docx_attr (part, "type") == NULL))
    return g_strdup ("\n");
  return bt_docx_is (part, "noBreakHyphen") ? g_strdup ("-") : NULL;
}

/**
 * bt_docx_dup_run:
 * @run: w:r
 *
 * Returns: (transfer full): the characters that it shows
 */
char *
bt_docx_dup_run (const xmlNode *run)
{
  GString *text = g_string_new (NULL);

  for (const xmlNode *part = run->children; part != NULL; part = part->next)
    {
      g_autofree char *words = dup_part (part);
      g_string_append (text, words != NULL ? words : "");
    }
  return g_string_free (text, FALSE);
}

/**
 * bt_docx_delete:
 * @node: something in a document, which goes
 */
void
bt_docx_delete (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/**
 * bt_docx_set_run_style:
 * @run: w:r
 * @style: the id of the character style that it gets
 */
void
bt_docx_set_run_style (xmlNode *run, const char *style)
{
  xmlNode *properties = bt_docx_child (run, "rPr");

  if (properties == NULL)
    {
      properties = xmlNewDocNode (run->doc, run->ns, (const xmlChar *) "rPr", NULL);
      if (run->children != NULL)
        xmlAddPrevSibling (run->children, properties);
      else
        xmlAddChild (run, properties);
    }
  xmlNode *name = bt_docx_child (properties, "rStyle");
  if (name == NULL)
    name = xmlNewChild (properties, run->ns, (const xmlChar *) "rStyle", NULL);
  xmlSetNsProp (name, run->ns, (const xmlChar *) "val", (const xmlChar *) style);
}

static void
set_words (xmlNode *part, const char *words, gsize length)
{
  g_autofree char *kept = g_strndup (words, length);

  xmlNodeSetContent (part, NULL);
  xmlNodeAddContent (part, (const xmlChar *) kept);
  xmlNodeSetSpacePreserve (part, 1);
}

/* Leaves of the run its words from @from to @to; what is no text stays where its words begin. */
static void
trim (xmlNode *run, gsize from, gsize to)
{
  gsize end = 0;

  for (xmlNode *part = run->children, *next; part != NULL; part = next)
    {
      g_autofree char *words = dup_part (part);
      gsize start = end;
      next = part->next;
      end += words != NULL ? strlen (words) : 0;
      gsize first = CLAMP (from, start, end), last = CLAMP (to, start, end);
      if (bt_docx_is (part, "rPr") || (words == NULL && from == 0))
        continue;
      if (first == last)
        bt_docx_delete (part);
      else if (last - first < end - start)
        set_words (part, words + (first - start), last - first);
    }
}

/* Whether a character of the run's words begins there. */
static gboolean
is_boundary (xmlNode *run, gsize at)
{
  g_autofree char *words = bt_docx_dup_run (run);

  return at < strlen (words) && ((guchar) words[at] & 0xC0) != 0x80;
}

/**
 * bt_docx_cut_runs:
 * @stretches: (element-type BtDocxStretch): runs one after the other
 * @at: a place in their words
 *
 * Makes two runs of the one that has words before and behind @at. Nothing is cut within a character: there the words
 * are others than those that the place was told of.
 */
void
bt_docx_cut_runs (GArray *stretches, gsize at)
{
  for (guint i = 0; i < stretches->len; i++)
    {
      BtDocxStretch *piece = &g_array_index (stretches, BtDocxStretch, i);
      if (at <= piece->start || at >= piece->end)
        continue;
      if (!is_boundary (piece->run, at - piece->start))
        return;
      BtDocxStretch rest = { xmlDocCopyNode (piece->run, piece->run->doc, 1), at, piece->end };
      trim (rest.run, at - piece->start, piece->end - piece->start);
      trim (piece->run, 0, at - piece->start);
      xmlAddNextSibling (piece->run, rest.run);
      piece->end = at;
      g_array_insert_val (stretches, i + 1, rest);
      return;
    }
}
