/* The document as pieces between paragraph marks, and the lines that they are for the recogniser. */
#include <string.h>

#include "bt-docx-import-private.h"

/* Labels are counted in the document's order, also in tables; a paragraph that goes has none. */
static void
set_label (BtDocxImport *self, BtDocxParagraph *paragraph, gboolean goes)
{
  if (goes || paragraph->label != NULL || paragraph->item.list == BT_DOCX_NO_LIST)
    return;
  g_autofree char *label = bt_docx_numbering_next (self->docx->numbering, &paragraph->item);
  GString *clean = g_string_new (NULL);
  for (const char *c = label != NULL ? label : ""; *c != '\0'; c = g_utf8_next_char (c))
    if (bt_text_allows_char (g_utf8_get_char (c), FALSE))
      g_string_append_unichar (clean, g_utf8_get_char (c));
  paragraph->label = g_string_free (clean, FALSE);
}

static void
set_labels (BtDocxImport *self, const GPtrArray *blocks, gboolean goes)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxBlock *block = blocks->pdata[i];
      if (block->paragraph != NULL)
        set_label (self, block->paragraph, goes || block->paragraph->del != NULL);
      for (guint j = 0; block->table != NULL && j < block->table->rows->len; j++)
        {
          const BtDocxRow *row = block->table->rows->pdata[j];
          for (guint k = 0; k < row->cells->len; k++)
            set_labels (self, ((BtDocxCell *) row->cells->pdata[k])->blocks,
                        goes || row->del != NULL);
        }
    }
}

static void add_pieces (BtDocxImport *self, const GPtrArray *blocks);

static void
add_table (BtDocxImport *self, BtDocxTable *table)
{
  BtDocxPiece piece = { .table = table, .twin = BT_DOCX_NOWHERE };

  if (!bt_docx_table_is_layout (self->import, table))
    {
      g_array_append_val (self->pieces, piece);
      return;
    }
  for (guint i = 0; i < table->rows->len; i++)
    {
      const BtDocxRow *row = table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        add_pieces (self, ((BtDocxCell *) row->cells->pdata[j])->blocks);
    }
}

static void
add_pieces (BtDocxImport *self, const GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxBlock *block = blocks->pdata[i];
      BtDocxPiece piece = { .paragraph = block->paragraph, .twin = BT_DOCX_NOWHERE };
      if (block->table != NULL)
        {
          add_table (self, block->table);
          continue;
        }
      if (bt_docx_import_is_field (self, block->paragraph))
        continue;
      piece.has_old = bt_docx_has_words (block->paragraph->text, FALSE);
      piece.has_new = bt_docx_has_words (block->paragraph->text, TRUE);
      g_array_append_val (self->pieces, piece);
    }
}

/* Whether the mark before the piece at @index can go at all. */
static gboolean
can_join (const BtDocxImport *self, guint index)
{
  return index > 0 && bt_docx_piece (self, index)->paragraph != NULL
         && bt_docx_piece (self, index - 1)->paragraph != NULL
         && !bt_docx_piece (self, index)->paragraph->break_before;
}

static void
group_pieces (BtDocxImport *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      BtDocxPiece *piece = bt_docx_piece (self, i);
      const BtDocxPiece *before = can_join (self, i) ? bt_docx_piece (self, i - 1) : NULL;
      piece->first = before != NULL && before->paragraph->del != NULL ? before->first : i;
      piece->old_first = before != NULL && before->paragraph->ins != NULL ? before->old_first : i;
      piece->last = i;
    }
  for (guint i = self->pieces->len; i > 1; i--)
    if (bt_docx_piece (self, i - 1)->first < i - 1)
      bt_docx_piece (self, i - 2)->last = bt_docx_piece (self, i - 1)->last;
}

/**
 * bt_docx_import_split:
 * @self: an import
 *
 * Finds its pieces, and which of them are one paragraph when all changes are accepted, and when all are rejected.
 */
void
bt_docx_import_split (BtDocxImport *self)
{
  set_labels (self, self->docx->blocks, FALSE);
  add_pieces (self, self->docx->blocks);
  group_pieces (self);
}

/* The number of the first paragraph in a table. */
static guint
number_of_table (const BtDocxTable *table)
{
  for (guint i = 0; i < table->rows->len; i++)
    {
      const BtDocxRow *row = table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        {
          const BtDocxCell *cell = row->cells->pdata[j];
          for (guint k = 0; k < cell->blocks->len; k++)
            if (((BtDocxBlock *) cell->blocks->pdata[k])->paragraph != NULL)
              return ((BtDocxBlock *) cell->blocks->pdata[k])->paragraph->number;
        }
    }
  return 1;
}

static void
add_paragraph_line (BtDocxImport *self, guint first, guint last)
{
  const BtDocxParagraph *end = bt_docx_piece (self, last)->paragraph;
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean styled = end->styled;
  guint number = 0;
  gsize made = 0;

  if (end->label != NULL && *end->label != '\0')
    g_string_append_printf (text, "%s ", end->label);
  BtDocxLine line = { first, last, text->len };
  for (guint i = first; i <= last; i++)
    {
      BtDocxPiece *piece = bt_docx_piece (self, i);
      g_autofree char *live = bt_docx_dup_view (piece->paragraph->text, TRUE);
      piece->live_start = text->len - line.before;
      made = number == 0 ? piece->paragraph->made : made;
      number = number == 0 && piece->has_new ? piece->paragraph->number : number;
      g_string_append (text, live);
    }
  if (number == 0)
    return;
  BtImportLine import_line = {
    .number = number, .raw = text->str, .raw_length = text->len, .styled = styled
  };
  bt_docx_import_hint (self, end, &import_line);
  import_line.made = made > 0 ? line.before + made : 0;
  /* What is joined begins with the label of what it is joined to. */
  if (first != last)
    import_line.label = NULL;
  bt_import_add_line (self->import, &import_line);
  g_hash_table_insert (self->lines, GUINT_TO_POINTER (number), g_memdup2 (&line, sizeof line));
}

/**
 * bt_docx_import_add_lines:
 * @self: an import with its pieces
 *
 * Gives the recogniser what is there when all changes are accepted.
 */
void
bt_docx_import_add_lines (BtDocxImport *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      if (piece->table != NULL)
        {
          BtImportLine line = { .number = number_of_table (piece->table),
                                .raw = "",
                                .table = piece->table };
          bt_import_add_line (self->import, &line);
        }
      else if (piece->first == i)
        add_paragraph_line (self, i, piece->last);
    }
}

static BtLabel
parse_label (const BtDocxImport *self, const char *text, gsize *length)
{
  BtImportLabel label;
  gsize blanks = strspn (text, " ");

  *length = 0;
  if (!bt_import_label_parse (self->import, text + blanks, &label))
    return BT_LABEL_NONE;
  *length = blanks + label.length;
  return label.scheme;
}

/* Whether it was in the middle of a paragraph. */
static gboolean
had_words_before (const BtDocxImport *self, const BtDocxPiece *piece)
{
  guint index = piece - bt_docx_piece (self, 0);

  for (guint i = piece->old_first; i < index; i++)
    if (bt_docx_piece (self, i)->has_old)
      return TRUE;
  return FALSE;
}

/**
 * bt_docx_old_label:
 * @self: an import
 * @piece: a piece with a paragraph
 * @length: (out): how many bytes of its text, as it is when all changes are rejected, are the label
 *
 * Returns: with what label it began when all changes are rejected
 */
BtLabel
bt_docx_old_label (BtDocxImport *self, const BtDocxPiece *piece, gsize *length)
{
  const BtDocxParagraph *paragraph = piece->paragraph;
  const BtDocxItem *item = paragraph->was != NULL ? &paragraph->item_was : &paragraph->item;
  gsize ignored;

  *length = 0;
  if (had_words_before (self, piece))
    return BT_LABEL_NONE;
  g_autofree char *printed = bt_docx_numbering_first (self->docx->numbering, item);
  if (printed != NULL && *printed != '\0')
    {
      g_autofree char *labelled = g_strconcat (printed, " x", NULL);
      return parse_label (self, labelled, &ignored);
    }
  g_autofree char *text = bt_docx_dup_view (paragraph->text, FALSE);
  return parse_label (self, g_strdelimit (text, "\t", ' '), length);
}
