/* Paragraphs that somebody has put into a document of ours, or taken out, with tracking: the tree of our own part holds
 * all the same, for where all of that is rejected the document is the one that went out. */
#include <string.h>

#include "bt-docx-read-reader.h"

/**
 * bt_docx_added_free:
 * @added: (transfer full): a #BtDocxAdded
 */
void
bt_docx_added_free (gpointer added)
{
  BtDocxAdded *self = added;

  g_clear_pointer (&self->text, bt_text_unref);
  g_free (self);
}

/**
 * bt_docx_own_note_mark:
 * @own: what our export wrote
 * @change: (nullable): the change by which the mark of the paragraph that is read comes or goes
 * @deleted: whether it goes
 * @move: whether it is a move
 *
 * Our own changes are in the tree already.
 */
void
bt_docx_own_note_mark (BtDocxOwn *own, const char *change, gboolean deleted, gboolean move)
{
  if (change == NULL || g_hash_table_contains (own->nodes, change))
    return;
  own->edited = own->edited || move;
  if (deleted)
    own->mark_del = change;
  else
    own->mark_ins = change;
}

/**
 * bt_docx_own_break:
 * @own: what our export wrote
 *
 * What comes does not follow what was read: a cell begins or ends.
 */
void
bt_docx_own_break (BtDocxOwn *own)
{
  own->edited = own->edited || own->carried != NULL;
  own->carried = own->behind = NULL;
}

/* The paragraph is of what our tree names, be it taken out as a whole. */
static void
settle_known (BtDocxOwn *own, const char *style)
{
  own->edited = own->edited || own->carried != NULL
                || (own->mark_del != NULL && (own->lasts || own->mark_ins != NULL));
  if (own->mark_del != NULL)
    g_hash_table_insert (own->struck, (gpointer) own->item, (gpointer) own->mark_del);
  g_hash_table_insert (own->styles, (gpointer) own->item, (gpointer) style);
  for (guint i = own->added->len; i > 0; i--)
    {
      BtDocxAdded *added = own->added->pdata[i - 1];
      if (added->before != NULL || added->behind != own->behind || !added->flows)
        break;
      added->before = own->item;
    }
  own->behind = own->item;
  own->carried = own->mark_ins;
}

/* Whoever presses Return at the end of a paragraph leaves the new mark in it, and its own one in the new paragraph. */
static void
settle_new (BtDocxOwn *own, const char *style)
{
  const char *change = own->carried != NULL ? own->carried : own->mark_ins;
  BtDocxAdded *added = own->before != NULL ? g_new0 (BtDocxAdded, 1) : NULL;

  own->edited = own->edited || own->mark_del != NULL;
  own->carried = own->carried != NULL ? own->mark_ins : NULL;
  if (added == NULL)
    return;
  added->text = g_steal_pointer (&own->before);
  added->style = style;
  added->change = change;
  added->behind = own->behind;
  added->flows = TRUE;
  g_ptr_array_add (own->added, added);
}

/* Neither is any more between what comes and what was before. */
static void
settle_other (BtDocxOwn *own)
{
  own->edited = own->edited || own->mark_ins != NULL || own->mark_del != NULL;
  bt_docx_own_break (own);
  for (guint i = own->added->len; i > 0 && ((BtDocxAdded *) own->added->pdata[i - 1])->flows; i--)
    ((BtDocxAdded *) own->added->pdata[i - 1])->flows = FALSE;
}

/**
 * bt_docx_own_settle_paragraph:
 * @own: what our export wrote
 * @paragraph: the paragraph that has been read
 *
 * Notes whether somebody has put it in since, or takes it out.
 */
void
bt_docx_own_settle_paragraph (BtDocxOwn *own, const BtDocxParagraph *paragraph)
{
  gboolean marked = own->mark_ins != NULL || own->carried != NULL;
  gboolean cell = own->cell != NULL && own->row != NULL;

  if (own->item != NULL)
    settle_known (own, paragraph->style);
  else if (marked && !own->familiar && paragraph->names->len == 0 && !cell)
    settle_new (own, paragraph->style);
  else
    settle_other (own);
  own->mark_ins = own->mark_del = NULL;
  own->familiar = own->lasts = FALSE;
}
