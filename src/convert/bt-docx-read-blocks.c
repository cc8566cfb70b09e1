/* The paragraphs of a document one after the other, and what stands around them. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-read-reader.h"

/**
 * bt_docx_enter:
 * @reader: a reader
 * @node: something that may hold paragraphs, and itself
 *
 * Returns: whether it is read; then the nesting is to be counted down again
 */
gboolean
bt_docx_enter (BtDocxReader *reader, const xmlNode *node)
{
  if (reader->nesting >= BT_DOCX_MAX_NESTING)
    {
      g_autofree char *text = (char *) xmlNodeGetContent (node);
      bt_docx_tell_dropped (reader, text,
                            _ ("boxes and tables lie in each other deeper than is read"));
      return FALSE;
    }
  reader->nesting++;
  return TRUE;
}

static void
paragraph_free (BtDocxParagraph *paragraph)
{
  g_clear_pointer (&paragraph->text, bt_text_unref);
  g_free (paragraph->label);
  g_clear_pointer (&paragraph->names, g_ptr_array_unref);
  g_clear_pointer (&paragraph->fields, g_ptr_array_unref);
  g_free (paragraph);
}

/**
 * bt_docx_block_free:
 * @block: (transfer full): a #BtDocxBlock
 */
void
bt_docx_block_free (gpointer block)
{
  BtDocxBlock *self = block;

  g_clear_pointer (&self->paragraph, paragraph_free);
  g_clear_pointer (&self->table, bt_docx_table_free);
  g_free (self);
}

static BtDocxItem
read_item (const BtDocxReader *reader, const char *style, const xmlNode *properties)
{
  BtDocxItem item = bt_docx_styles_item (reader->styles, style, properties);
  int level = -1;

  if (item.list != BT_DOCX_NO_LIST
      && bt_docx_child (bt_docx_child (properties, "numPr"), "ilvl") == NULL)
    level = bt_docx_numbering_find_level (reader->docx->numbering, item.list, style);
  if (level >= 0)
    item.level = level;
  return item;
}

static void
read_item_change (BtDocxReader *reader, BtDocxParagraph *paragraph, const xmlNode *properties)
{
  const xmlNode *change = bt_docx_child (properties, "pPrChange"),
                *old = bt_docx_child (change, "pPr");
  const xmlNode *numbering = bt_docx_child (properties, "numPr");

  if (change != NULL)
    {
      paragraph->was = bt_docx_read_change (reader, change);
      paragraph->item_was = read_item (reader, bt_docx_child_val (old, "pStyle"), old);
    }
  else if (bt_docx_child (numbering, "ins") != NULL)
    paragraph->was = bt_docx_read_change (reader, bt_docx_child (numbering, "ins"));
  else if (bt_docx_child (numbering, "numberingChange") != NULL)
    {
      paragraph->was = bt_docx_read_change (reader, bt_docx_child (numbering, "numberingChange"));
      paragraph->item_was = paragraph->item;
    }
}

/* Changes of the pages and of their order have no place in a plan, but in the report. */
static void
read_section (BtDocxReader *reader, const xmlNode *section)
{
  const char *orientation = bt_docx_attr (bt_docx_child (section, "pgSz"), "orient");
  gboolean lies = g_strcmp0 (orientation, "landscape") == 0;

  g_array_append_val (reader->docx->landscape, lies);
}

static void
read_paragraph_properties (BtDocxReader *reader, BtDocxParagraph *paragraph,
                           const xmlNode *properties)
{
  const xmlNode *mark = bt_docx_child (properties, "rPr");

  paragraph->style = bt_intern (
      bt_docx_styles_get_original (reader->styles, bt_docx_child_val (properties, "pStyle")));
  paragraph->item = read_item (reader, paragraph->style, properties);
  paragraph->styled = bt_docx_styles_is_heading (reader->styles, paragraph->style);
  read_item_change (reader, paragraph, properties);
  paragraph->ins = bt_docx_find_mark (reader, mark, "ins");
  paragraph->del = bt_docx_find_mark (reader, mark, "del");
}

static BtDocxOpen *
open_paragraph (BtDocxReader *reader)
{
  BtDocxOpen *open = g_new0 (BtDocxOpen, 1);

  open->paragraph = g_new0 (BtDocxParagraph, 1);
  open->paragraph->number = ++reader->docx->n_paragraphs;
  open->paragraph->section = reader->docx->landscape->len;
  open->paragraph->break_before = reader->break_before;
  open->builder = bt_text_builder_new ();
  reader->break_before = FALSE;
  if (reader->docx->own != NULL)
    {
      open->paragraph->names = g_ptr_array_new ();
      bt_docx_own_start_paragraph (reader->docx->own, open->paragraph->names);
    }
  for (guint i = 0; i < reader->open_threads->len; i++)
    bt_text_builder_start_anchor (open->builder, reader->open_threads->pdata[i]);
  return open;
}

static gboolean
clear_format_cb (BtMark *mark, gpointer data)
{
  mark->format &= ~(BtFormat) GPOINTER_TO_UINT (data);
  return TRUE;
}

/* What all of a paragraph looks like is said by its kind, not word by word. */
static BtText *
take_common_look (const BtDocxOpen *open, BtText *text)
{
  guint common = 0;

  if (!open->reformatted && !bt_docx_style_is_ours (open->paragraph->style))
    common = (open->bold == open->letters ? BT_FORMAT_BOLD : 0)
             | (open->italic == open->letters ? BT_FORMAT_ITALIC : 0);
  if (common == 0)
    return text;
  BtText *plain = bt_text_map (text, clear_format_cb, GUINT_TO_POINTER (common));
  bt_text_unref (text);
  return plain;
}

/**
 * bt_docx_begin_flow:
 * @reader: a reader
 * @blocks: where the paragraphs go that are read from now on
 *
 * Returns: what bt_docx_end_flow() wants to have back
 */
BtDocxFlow
bt_docx_begin_flow (BtDocxReader *reader, GPtrArray *blocks)
{
  BtDocxFlow outer = reader->flow;

  reader->flow = (BtDocxFlow){ .blocks = blocks };
  reader->break_before = TRUE;
  return outer;
}

/**
 * bt_docx_break_flow:
 * @reader: a reader; what it reads next cannot be one paragraph with what it has read
 */
void
bt_docx_break_flow (BtDocxReader *reader)
{
  BtDocxFlow *flow = &reader->flow;

  if (flow->boxes != NULL)
    g_ptr_array_extend_and_steal (flow->blocks, g_steal_pointer (&flow->boxes));
  flow->goes_on[FALSE] = flow->goes_on[TRUE] = FALSE;
  reader->break_before = TRUE;
}

/**
 * bt_docx_end_flow:
 * @reader: a reader
 * @outer: of bt_docx_begin_flow()
 */
void
bt_docx_end_flow (BtDocxReader *reader, BtDocxFlow outer)
{
  bt_docx_break_flow (reader);
  reader->flow = outer;
}

/* Adds the paragraph; the boxes that wait follow where it ends. */
static void
add_block (BtDocxReader *reader, BtDocxParagraph *paragraph)
{
  BtDocxFlow *flow = &reader->flow;
  BtDocxBlock *block = g_new0 (BtDocxBlock, 1);

  block->paragraph = paragraph;
  g_ptr_array_add (flow->blocks, block);
  for (guint accepted = FALSE; accepted <= TRUE; accepted++)
    flow->goes_on[accepted] =
        (accepted ? paragraph->del : paragraph->ins) != NULL
        && (flow->goes_on[accepted] || bt_docx_has_words (paragraph->text, accepted));
  if (flow->boxes != NULL && !flow->goes_on[FALSE] && !flow->goes_on[TRUE])
    bt_docx_break_flow (reader);
}

/* Notes where its words belong. */
static void
note_words (BtDocxOwn *own, BtDocxParagraph *paragraph)
{
  paragraph->stray = own->stray || own->before != NULL;
  paragraph->elsewhere = own->elsewhere;
  paragraph->fields = g_steal_pointer (&own->fields);
}

/* Ends the paragraph. */
static void
close_paragraph (BtDocxReader *reader, BtDocxOpen *open)
{
  for (guint i = 0; i < reader->open_threads->len; i++)
    bt_text_builder_end_anchor (open->builder, reader->open_threads->pdata[i]);
  BtText *text = bt_text_builder_end (g_steal_pointer (&open->builder));
  open->paragraph->text = take_common_look (open, text);
  if (reader->docx->own != NULL)
    {
      bt_docx_own_end_paragraph (reader->docx->own);
      note_words (reader->docx->own, open->paragraph);
      bt_docx_own_settle_paragraph (reader->docx->own, open->paragraph);
    }
  add_block (reader, open->paragraph);
  g_free (open);
}

static void
read_paragraph (BtDocxReader *reader, const xmlNode *node)
{
  const xmlNode *properties = bt_docx_child (node, "pPr");
  BtDocxOpen *before = reader->open;

  reader->open = open_paragraph (reader);
  reader->open->paragraph->origin = GPOINTER_TO_UINT (node->_private);
  if (properties != NULL)
    read_paragraph_properties (reader, reader->open->paragraph, properties);
  else
    reader->open->paragraph->item = read_item (reader, NULL, NULL);
  bt_docx_read_waiting (reader);
  bt_docx_read_children (reader, node);
  close_paragraph (reader, reader->open);
  reader->open = before;
  if (bt_docx_child (properties, "sectPr") != NULL)
    read_section (reader, bt_docx_child (properties, "sectPr"));
}

/**
 * bt_docx_is_between:
 * @node: something between paragraphs, rows or cells
 *
 * What stands there is looked through, unless it is one of the marks that a text has as well.
 *
 * Returns: whether it is one
 */
gboolean
bt_docx_is_between (const xmlNode *node)
{
  static const char *const marks[] = { "moveFromRangeStart", "moveFromRangeEnd",
                                       "moveToRangeStart",   "moveToRangeEnd",
                                       "commentRangeStart",  "commentRangeEnd",
                                       "bookmarkStart",      "bookmarkEnd",
                                       "altChunk",           NULL };

  return g_strv_contains (marks, (const char *) node->name);
}

static void
read_block (BtDocxReader *reader, const xmlNode *node)
{
  const char *ins = reader->ins, *del = reader->del;

  if (bt_docx_is (node, "p"))
    read_paragraph (reader, node);
  else if (bt_docx_is (node, "tbl"))
    bt_docx_read_table (reader, node);
  else if (bt_docx_is (node, "sectPr"))
    read_section (reader, node);
  else if (bt_docx_is_between (node))
    bt_docx_read_inline (reader, node);
  else if (bt_docx_is (node, "AlternateContent"))
    {
      const xmlNode *chosen = bt_docx_choose_alternative (node);
      if (chosen != NULL)
        bt_docx_read_blocks (reader, chosen);
    }
  else if (!bt_docx_is (node, "sdtPr"))
    {
      if (bt_docx_is (node, "ins") || bt_docx_is (node, "moveTo"))
        reader->ins = bt_docx_read_change (reader, node);
      if (bt_docx_is (node, "del") || bt_docx_is (node, "moveFrom"))
        reader->del = bt_docx_read_change (reader, node);
      bt_docx_read_blocks (reader, node);
    }
  reader->ins = ins;
  reader->del = del;
}

/**
 * bt_docx_read_blocks:
 * @reader: a reader
 * @parent: something that holds paragraphs and tables
 *
 * Adds them to the reader's blocks.
 */
void
bt_docx_read_blocks (BtDocxReader *reader, const xmlNode *parent)
{
  if (!bt_docx_enter (reader, parent))
    return;
  for (const xmlNode *node = parent->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      read_block (reader, node);
  reader->nesting--;
}
