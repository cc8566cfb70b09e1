/* A part of a document as it is when all of its tracked changes are accepted, or rejected (ISO/IEC 29500-1, 17.13.5):
 * first the words, rows and cells, then the paragraphs whose marks go. */
#include <string.h>

#include "bt-docx-read.h"

typedef struct
{
  gboolean accept;
} Decision;

static gboolean
is_any (const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *) node->name);
}

/* Whether it is a mark of what was put in or taken out, around something or among properties. */
static gboolean
is_mark (const xmlNode *node)
{
  static const char *const marks[] = { "ins",     "del",     "moveFrom", "moveTo",
                                       "cellIns", "cellDel", NULL };

  return is_any (node, marks);
}

/* Whether what bears the mark goes. */
static gboolean
goes (const Decision *decision, const xmlNode *mark)
{
  static const char *const put_in[] = { "ins", "moveTo", "cellIns", NULL };

  return is_mark (mark) && is_any (mark, put_in) != decision->accept;
}

static void
remove_node (xmlNode *node)
{
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

static gboolean
holds (const xmlNode *parent, const char *name)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (bt_docx_is (node, name) || holds (node, name))
      return TRUE;
  return FALSE;
}

/* Whether it is one end of something whose other end may stand elsewhere. */
static gboolean
is_end (const xmlNode *node)
{
  static const char *const ends[] = { "bookmarkStart",      "bookmarkEnd",      "commentRangeStart", "commentRangeEnd",
                                      "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart",  "moveToRangeEnd",
                                      NULL };

  return is_any (node, ends);
}

static void
collect_ends (xmlNode *parent, GPtrArray *ends)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (is_end (node))
      g_ptr_array_add (ends, node);
    else
      collect_ends (node, ends);
}

/* Whether the other end of @end is among @ends. */
static gboolean
has_other_end (const GPtrArray *ends, const xmlNode *end)
{
  gsize kind = strcspn ((const char *) end->name, "SE");

  for (guint i = 0; i < ends->len; i++)
    {
      const xmlNode *other = ends->pdata[i];
      if (strncmp ((const char *) other->name, (const char *) end->name, kind + 1) != 0
          && strncmp ((const char *) other->name, (const char *) end->name, kind) == 0
          && g_strcmp0 (bt_docx_attr (other, "id"), bt_docx_attr (end, "id")) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What goes does not take with it where something else begins or ends: without its end, a bookmark would be around all
 * that follows. Of paragraphs that go, their own bookmarks do. */
static void
remove_going (xmlNode *node)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  gboolean whole = bt_docx_is (node, "p") || holds (node, "p");

  collect_ends (node, ends);
  for (guint i = 0; i < ends->len; i++)
    if (!whole || !has_other_end (ends, ends->pdata[i]))
      {
        xmlUnlinkNode (ends->pdata[i]);
        xmlAddPrevSibling (node, ends->pdata[i]);
      }
  remove_node (node);
}

/* Takes the marks among the properties away; whether one of them says that what has the properties goes. */
static gboolean
take_marks (const Decision *decision, xmlNode *properties)
{
  gboolean going = FALSE;

  for (xmlNode *node = properties != NULL ? properties->children : NULL, *next; node != NULL;
       node = next)
    {
      next = node->next;
      if (!is_mark (node))
        continue;
      going = going || goes (decision, node);
      remove_node (node);
    }
  return going;
}

/* Puts what is in a node in its place. */
static void
unwrap (xmlNode *node)
{
  while (node->children != NULL)
    {
      xmlNode *child = node->children;
      xmlUnlinkNode (child);
      xmlAddPrevSibling (node, child);
    }
  remove_node (node);
}

/* What properties were before they were changed; those of a paragraph's mark and the end of a section stay. */
static void
restore_properties (xmlNode *properties, xmlNode *change)
{
  static const char *const kept[] = { "rPr", "sectPr", "ins", "del", "moveFrom", "moveTo", NULL };
  xmlNode *old = bt_docx_child (change, (const char *) properties->name);

  if (old != NULL)
    xmlUnlinkNode (old);
  for (xmlNode *node = properties->children, *next; node != NULL; node = next)
    {
      next = node->next;
      if (!is_any (node, kept))
        remove_node (node);
    }
  if (old == NULL)
    return;
  xmlAddChild (properties, old);
  unwrap (old);
}

static void
decide_properties (const Decision *decision, xmlNode *properties)
{
  gboolean words = bt_docx_is (properties, "rPr");
  xmlNode *change = bt_docx_child (properties, words ? "rPrChange" : "pPrChange");
  xmlNode *numbering = bt_docx_child (properties, "numPr");

  if (change != NULL && !decision->accept)
    restore_properties (properties, change);
  else if (change != NULL)
    remove_node (change);
  else if (numbering != NULL && take_marks (decision, numbering))
    remove_node (numbering);
}

/* Whether a row, a cell or a run bears a mark by which it goes; formulas have that among the properties of runs. */
static gboolean
is_going (const Decision *decision, const xmlNode *node)
{
  const char *name = bt_docx_is (node, "tr")   ? "trPr"
                     : bt_docx_is (node, "tc") ? "tcPr"
                     : bt_docx_is (node, "r")  ? "rPr"
                                               : NULL;

  return name != NULL && take_marks (decision, bt_docx_child (node, name));
}

/* Whether it is an element of that name and has nothing left that it could hold. */
static gboolean
is_emptied (const xmlNode *node, const char *name, const char *content)
{
  return bt_docx_is (node, name) && !holds (node, content);
}

/* Words, rows and cells; marks of paragraphs stay for now, and so do tables without rows, as what stands before one is
 * not joined to what stands behind it. */
static void
decide_words (const Decision *decision, xmlNode *parent)
{
  for (xmlNode *node = parent->children, *next; node != NULL; node = next)
    {
      next = node->next;
      if (goes (decision, node) || is_going (decision, node))
        {
          remove_going (node);
          continue;
        }
      if (bt_docx_is (node, "delText"))
        xmlNodeSetName (node, (const xmlChar *) "t");
      if (bt_docx_is (node, "rPr") || bt_docx_is (node, "pPr"))
        decide_properties (decision, node);
      else
        decide_words (decision, node);
      if (is_mark (node))
        unwrap (node);
      else if (is_emptied (node, "tr", "tc"))
        remove_node (node);
    }
}

/* Whether there is something to read in the paragraph. */
static gboolean
has_words (const xmlNode *parent)
{
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      g_autofree char *text = bt_docx_is (node, "t") ? bt_docx_dup_text (node) : NULL;
      if ((text != NULL && !bt_docx_is_space (text)) || has_words (node))
        return TRUE;
    }
  return FALSE;
}

/* Makes one paragraph of two: it is like the second, and begins with what stands in the first. */
static void
join_paragraphs (xmlNode *first, xmlNode *second)
{
  xmlNode *place = bt_docx_child (second, "pPr");

  if (has_words (first))
    second->_private = first->_private;
  for (xmlNode *node = first->children, *next; node != NULL; node = next)
    {
      next = node->next;
      if (bt_docx_is (node, "pPr"))
        continue;
      xmlUnlinkNode (node);
      if (place != NULL)
        place = xmlAddNextSibling (place, node);
      else if (second->children != NULL)
        place = xmlAddPrevSibling (second->children, node);
      else
        place = xmlAddChild (second, node);
    }
  remove_node (first);
}

static xmlNode *join_blocks (const Decision *decision, xmlNode *parent, xmlNode *open);

/* What stands in boxes of a paragraph is a flow of its own. */
static void
join_inside (const Decision *decision, xmlNode *parent)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    if (holds (node, "p"))
      join_blocks (decision, node, NULL);
}

/* Joins @open to the paragraph. Returns: the paragraph, where its mark goes */
static xmlNode *
join_paragraph (const Decision *decision, xmlNode *node, xmlNode *open)
{
  gboolean going = take_marks (decision, bt_docx_child (bt_docx_child (node, "pPr"), "rPr"));

  join_inside (decision, node);
  if (open != NULL)
    join_paragraphs (open, node);
  return going ? node : NULL;
}

/* Joins the paragraphs whose marks go to the next one. @open: one from before of which the mark goes.
 *
 * Returns: the last of @parent, where its mark goes */
static xmlNode *
join_blocks (const Decision *decision, xmlNode *parent, xmlNode *open)
{
  static const char *const flows[] = { "tbl",      "tr",          "tc",       "Choice",
                                       "Fallback", "txbxContent", "footnote", "endnote",
                                       "comment",  NULL };

  for (xmlNode *node = parent->children, *next; node != NULL; node = next)
    {
      next = node->next;
      if (is_emptied (node, "tbl", "tr"))
        {
          remove_node (node);
          open = NULL;
        }
      else if (bt_docx_is (node, "p"))
        open = join_paragraph (decision, node, open);
      else if (is_any (node, flows))
        {
          join_blocks (decision, node, NULL);
          open = NULL;
        }
      else if (node->type == XML_ELEMENT_NODE)
        open = join_blocks (decision, node, open);
    }
  return open;
}

static void
number_paragraphs (xmlNode *parent, guint *n_paragraphs)
{
  for (xmlNode *node = parent->children; node != NULL; node = node->next)
    {
      if (bt_docx_is (node, "p"))
        node->_private = GUINT_TO_POINTER (++*n_paragraphs);
      number_paragraphs (node, n_paragraphs);
    }
}

/**
 * bt_docx_number:
 * @doc: the text of a document, as it is with all changes
 *
 * Numbers its paragraphs, so that they are known when it is decided: the number is in the private field of the node.
 */
void
bt_docx_number (xmlDoc *doc)
{
  guint n_paragraphs = 0;

  number_paragraphs (xmlDocGetRootElement (doc), &n_paragraphs);
}

/**
 * bt_docx_decide:
 * @doc: a part of a document
 * @reading: how it is read
 *
 * Makes it what it is when all of its tracked changes are decided so. Of paragraphs that become one, the number is that
 * of the first that has words.
 */
void
bt_docx_decide (xmlDoc *doc, BtDocxReading reading)
{
  const Decision decision = { reading == BT_DOCX_ACCEPTED };

  if (reading == BT_DOCX_AS_IT_IS)
    return;
  decide_words (&decision, xmlDocGetRootElement (doc));
  join_blocks (&decision, xmlDocGetRootElement (doc), NULL);
}
