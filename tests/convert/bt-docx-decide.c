/* A document as a word processor leaves it when all of its tracked changes are accepted, or rejected: the rules of
 * ECMA-376, 17.13.5, written down a second time and from the other side: the document is written anew, without what
 * goes. */
#include "bt-docx-decide.h"

#include <string.h>

#include "bt-docx-editor.h"
#include "bt-docx-view.h"

/* @accept says which marks make something go; @out is what is written. */
typedef struct
{
  gboolean accept;
  xmlDoc *out;
} Decision;

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && strcmp ((const char *) node->name, name) == 0;
}

static gboolean
is_any (const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

static xmlNode *
find_child (const xmlNode *parent, const char *name)
{
  for (xmlNode *node = parent != NULL ? parent->children : NULL; node != NULL; node = node->next)
    if (is_named (node, name))
      return node;
  return NULL;
}

static gboolean
goes (const Decision *decision, const xmlNode *mark)
{
  static const char *const taken_out[] = { "del", "moveFrom", "cellDel", NULL };
  static const char *const put_in[] = { "ins", "moveTo", "cellIns", NULL };

  return is_any (mark, decision->accept ? taken_out : put_in);
}

/* Whether what has these properties goes: a mark of a paragraph, a row, a cell. */
static gboolean
is_going (const Decision *decision, const xmlNode *properties)
{
  for (const xmlNode *node = properties != NULL ? properties->children : NULL; node != NULL; node = node->next)
    if (goes (decision, node))
      return TRUE;
  return FALSE;
}

/* Marks that have words or paragraphs in them, and stand as empty elements in properties. */
static gboolean
is_mark (const xmlNode *node)
{
  static const char *const names[] = { "ins", "del", "moveFrom", "moveTo", NULL };

  return is_any (node, names);
}

/* What is left of no change once it is decided. */
static gboolean
is_trace (const xmlNode *node)
{
  static const char *const names[] = { "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
                                       "cellIns", "cellDel", "rPrChange", "pPrChange", NULL };

  return is_any (node, names);
}

static void write_children (const Decision *decision, const xmlNode *from, xmlNode *to);

/* The earlier properties that a change of some tells of; NULL where they stay as they are. */
static const xmlNode *
find_earlier (const Decision *decision, const xmlNode *properties)
{
  const char *name = is_named (properties, "rPr") ? "rPr" : "pPr";
  const xmlNode *change = find_child (properties, is_named (properties, "rPr") ? "rPrChange" : "pPrChange");

  return !decision->accept ? find_child (change, name) : NULL;
}

/* Properties of words, or of a paragraph: earlier ones say nothing of its mark and of the end of a section. */
static void
write_properties (const Decision *decision, const xmlNode *from, xmlNode *to)
{
  const xmlNode *earlier = find_earlier (decision, from);

  if (earlier == NULL)
    {
      write_children (decision, from, to);
      return;
    }
  write_children (decision, earlier, to);
  for (const xmlNode *node = from->children; is_named (from, "pPr") && node != NULL; node = node->next)
    if (is_named (node, "rPr") || is_named (node, "sectPr"))
      {
        xmlNode *copy = xmlAddChild (to, xmlDocCopyNode ((xmlNode *) node, decision->out, 2));
        write_children (decision, node, copy);
      }
}

static void
write_node (const Decision *decision, const xmlNode *node, xmlNode *to)
{
  if (is_trace (node) || goes (decision, node))
    return;
  if (is_mark (node))
    {
      write_children (decision, node, to);
      return;
    }
  if ((is_named (node, "tr") && is_going (decision, find_child (node, "trPr")))
      || (is_named (node, "tc") && is_going (decision, find_child (node, "tcPr"))))
    return;
  xmlNode *copy = xmlAddChild (to, xmlDocCopyNode ((xmlNode *) node, decision->out, 2));
  if (is_named (copy, "delText"))
    xmlNodeSetName (copy, (const xmlChar *) "t");
  if (is_named (node, "rPr") || is_named (node, "pPr"))
    write_properties (decision, node, copy);
  else
    write_children (decision, node, copy);
  /* What has nothing left that it could hold goes as well. */
  if ((is_named (copy, "tbl") && find_child (copy, "tr") == NULL)
      || (is_named (copy, "tr") && find_child (copy, "tc") == NULL))
    {
      xmlUnlinkNode (copy);
      xmlFreeNode (copy);
    }
}

/* Puts what stands in @first before what stands in @second, whose properties are those of both, and takes it away. */
static void
put_before (xmlNode *first, xmlNode *second)
{
  xmlNode *place = find_child (second, "pPr");

  for (xmlNode *node = first->children, *after; node != NULL; node = after)
    {
      after = node->next;
      if (is_named (node, "pPr"))
        continue;
      xmlUnlinkNode (node);
      if (place != NULL)
        place = xmlAddNextSibling (place, node);
      else
        place = second->children != NULL ? xmlAddPrevSibling (second->children, node) : xmlAddChild (second, node);
    }
  xmlUnlinkNode (first);
  xmlFreeNode (first);
}

/* Writes what stands there; a paragraph whose mark goes is the beginning of the next. */
static void
write_children (const Decision *decision, const xmlNode *from, xmlNode *to)
{
  xmlNode *open = NULL;

  for (const xmlNode *node = from->children; node != NULL; node = node->next)
    {
      write_node (decision, node, to);
      if (is_named (node, "p"))
        {
          if (open != NULL)
            put_before (open, to->last);
          open = is_going (decision, find_child (find_child (node, "pPr"), "rPr")) ? to->last : NULL;
        }
      else if (is_named (node, "tbl"))
        open = NULL;
    }
}

/* bt_docx_decide_all: Returns: (transfer full): @docx with all of its changes accepted, or rejected */
GBytes *
bt_docx_decide_all (GBytes *docx, gboolean accept)
{
  xmlDoc *doc = bt_docx_view_parse (docx, "word/document.xml");
  const xmlNode *root = xmlDocGetRootElement (doc);
  Decision decision = { accept, xmlNewDoc ((const xmlChar *) "1.0") };
  xmlChar *text;
  int length;

  xmlDocSetRootElement (decision.out, xmlDocCopyNode ((xmlNode *) root, decision.out, 2));
  write_children (&decision, root, xmlDocGetRootElement (decision.out));
  xmlDocDumpMemory (decision.out, &text, &length);
  GBytes *decided = bt_docx_editor_with_part (docx, "word/document.xml", (const char *) text, length);
  xmlFree (text);
  xmlFreeDoc (decision.out);
  xmlFreeDoc (doc);
  return decided;
}
