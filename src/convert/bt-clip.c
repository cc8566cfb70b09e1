/* What other programs put on the clipboard: paragraphs with their labels and formats, and tables. */
#include "bt-clip-private.h"

#include <string.h>

#include "bt-cells.h"
#include "bt-import-grid.h"
#include "bt-report-private.h"
#include "bt-viet.h"

struct _BtClip
{
  GArray *blocks;   /* BtClipBlock */
  GPtrArray *cells; /* of the table that is all there is, as they stand in it; or NULL */
};

static void
block_clear (gpointer data)
{
  BtClipBlock *block = data;

  g_clear_pointer (&block->text, bt_text_unref);
  g_clear_pointer (&block->rows, g_ptr_array_unref);
}

/* bt_clip_new:
 *
 * Returns: (transfer full): a clip with nothing in it
 */
BtClip *
bt_clip_new (void)
{
  BtClip *clip = g_new0 (BtClip, 1);

  clip->blocks = g_array_new (FALSE, FALSE, sizeof (BtClipBlock));
  g_array_set_clear_func (clip->blocks, block_clear);
  return clip;
}

/**
 * bt_clip_free:
 * @clip: (transfer full): a clip
 */
void
bt_clip_free (BtClip *clip)
{
  g_return_if_fail (clip != NULL);

  g_array_unref (clip->blocks);
  g_clear_pointer (&clip->cells, g_ptr_array_unref);
  g_free (clip);
}

static void
add_paragraph (BtClip *clip, BtText *text)
{
  BtClipBlock block = { text, NULL };

  g_array_append_val (clip->blocks, block);
}

/* bt_clip_take_paragraph:
 * @text: (transfer full): what is added as a paragraph
 */
void
bt_clip_take_paragraph (BtClip *clip, BtText *text)
{
  g_clear_pointer (&clip->cells, g_ptr_array_unref);
  add_paragraph (clip, text);
}

static gpointer
dup_row (gconstpointer row, gpointer data)
{
  return g_strdupv ((char **) row);
}

/* Cells go into cells as they stand, also those of one row or column. */
static void
keep_cells (BtClip *clip, GPtrArray *rows)
{
  gboolean only = clip->blocks->len == 0 && !clip->cells;

  g_clear_pointer (&clip->cells, g_ptr_array_unref);
  if (!only || rows->len == 0)
    return;
  clip->cells = g_ptr_array_copy (rows, dup_row, NULL);
  g_ptr_array_set_free_func (clip->cells, (GDestroyNotify) g_strfreev);
}

static guint
count_columns (GPtrArray *rows)
{
  guint columns = 0;

  for (guint i = 0; i < rows->len; i++)
    columns = MAX (columns, g_strv_length (rows->pdata[i]));
  return columns;
}

/* bt_clip_take_table:
 * @rows: (transfer full) (element-type GStrv): rows of cells
 *
 * What has one row or one column is no table among paragraphs: there its cells are some.
 */
void
bt_clip_take_table (BtClip *clip, GPtrArray *rows)
{
  BtClipBlock block = { NULL, rows };
  guint columns = count_columns (rows);

  keep_cells (clip, rows);
  if (rows->len < 2 || columns < 2)
    {
      for (guint i = 0; i < rows->len; i++)
        for (char **cell = rows->pdata[i]; *cell; cell++)
          if (**cell)
            add_paragraph (clip, bt_text_new (*cell));
      g_ptr_array_unref (rows);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = rows->pdata[i];
      guint n = g_strv_length (row);
      row = g_renew (char *, row, columns + 1);
      for (; n < columns; n++)
        row[n] = g_strdup ("");
      row[n] = NULL;
      rows->pdata[i] = row;
    }
  g_array_append_val (clip->blocks, block);
}

/* Rows of a spreadsheet: lines with tabs, two or more of them with the same number. */
static guint
count_tabbed_lines (char **lines, guint *tabs)
{
  guint n = 0;

  for (; lines[n]; n++)
    {
      guint found = 0;
      for (const char *c = lines[n]; (c = strchr (c, '\t')); c++)
        found++;
      if (found == 0 || (n > 0 && found != *tabs))
        break;
      *tabs = found;
    }
  return n;
}

static void
take_tabbed_lines (BtClip *clip, char **lines, guint n)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (rows, g_strsplit (lines[i], "\t", -1));
  bt_clip_take_table (clip, rows);
}

/* Running text: lines that were broken where a page was full are joined again. */
static void
take_lines (BtClip *clip, const char *text)
{
  g_autoptr (BtReport) report = bt_report_new ();
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (BtImportParagraph));
  BtImport *import = bt_import_new (text, strlen (text), report);

  bt_import_measure (import);
  bt_import_add_paragraphs (import, 0, import->lines->len, blocks);
  for (guint i = 0; i < blocks->len; i++)
    {
      BtImportParagraph *block = &g_array_index (blocks, BtImportParagraph, i);
      g_autofree char *whole = block->typed ? g_strconcat (block->typed, " ", block->text, NULL)
                                            : g_strdup (block->text);
      bt_clip_take_paragraph (clip, bt_text_new (whole));
      g_free (block->typed);
      g_free (block->text);
    }
  bt_import_free (import);
}

/**
 * bt_clip_new_from_text:
 * @text: any plain text; what no plan may hold is left out
 *
 * Returns: (transfer full): its paragraphs, and its tables where cells are parted by tabs
 */
BtClip *
bt_clip_new_from_text (const char *text)
{
  BtClip *clip = bt_clip_new ();
  g_autofree char *valid = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) running = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, NULL);

  valid = g_utf8_make_valid (text, -1);
  g_autoptr (BtDecoded) decoded = bt_encoding_decode ((const guint8 *) valid, strlen (valid), "", NULL);
  if (!decoded)
    return clip;
  /* Whether an old encoding is converted is asked first. */
  lines = g_strsplit (bt_encoding_is_legacy (decoded->encoding) ? valid : decoded->text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      guint tabs = 0, n = count_tabbed_lines (line, &tabs);
      g_strchomp (*line);
      if (n < 2)
        {
          g_string_append_printf (running, "%s\n", *line);
          continue;
        }
      take_lines (clip, running->str);
      g_string_truncate (running, 0);
      take_tabbed_lines (clip, line, n);
      line += n - 1;
    }
  take_lines (clip, running->str);

  return clip;
}

/**
 * bt_clip_is_empty:
 * @clip: a clip
 *
 * Returns: whether there is nothing in it
 */
gboolean
bt_clip_is_empty (BtClip *clip)
{
  g_return_val_if_fail (clip != NULL, TRUE);

  return clip->blocks->len == 0;
}

/**
 * bt_clip_new_from_cells:
 * @text: plain text that a spreadsheet has put on the clipboard
 *
 * Returns: (transfer full): its rows and cells; one cell where it has neither tabs nor line ends
 */
BtClip *
bt_clip_new_from_cells (const char *text)
{
  BtClip *clip = bt_clip_new ();

  g_return_val_if_fail (text != NULL, clip);

  bt_clip_take_table (clip, bt_cells_parse (text));

  return clip;
}

/**
 * bt_clip_get_encoding:
 * @clip: a clip
 *
 * Returns: the encoding from before Unicode that its letters are of, or %BT_ENCODING_UTF8
 */
BtEncoding
bt_clip_get_encoding (BtClip *clip)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_return_val_if_fail (clip != NULL, BT_ENCODING_UTF8);

  for (guint i = 0; i < clip->blocks->len; i++)
    {
      BtClipBlock *block = &g_array_index (clip->blocks, BtClipBlock, i);
      if (block->text)
        g_string_append_printf (all, "%s\n", bt_text_get_string (block->text));
      for (guint r = 0; block->rows && r < block->rows->len; r++)
        for (char **cell = block->rows->pdata[r]; *cell; cell++)
          g_string_append_printf (all, "%s\n", *cell);
    }
  g_autoptr (BtDecoded) decoded
    = bt_encoding_decode ((const guint8 *) all->str, all->len, "", NULL);

  return decoded && bt_encoding_is_legacy (decoded->encoding) ? decoded->encoding : BT_ENCODING_UTF8;
}

static BtText *
convert_text (const BtText *text, BtEncoding encoding)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      g_autofree char *converted = bt_encoding_convert_pasted (piece, encoding);
      bt_text_builder_append (builder, converted, -1, &runs[i].mark);
    }
  return bt_text_builder_end (builder);
}

static void
convert_rows (GPtrArray *rows, BtEncoding encoding)
{
  for (guint i = 0; rows && i < rows->len; i++)
    for (char **cell = rows->pdata[i]; *cell; cell++)
      {
        g_autofree char *old = *cell;
        *cell = bt_encoding_convert_pasted (old, encoding);
      }
}

/**
 * bt_clip_convert:
 * @clip: a clip
 * @encoding: what bt_clip_get_encoding() told of it
 *
 * Makes its letters what they were meant to be.
 */
void
bt_clip_convert (BtClip *clip, BtEncoding encoding)
{
  g_return_if_fail (clip != NULL && bt_encoding_is_legacy (encoding));

  for (guint i = 0; i < clip->blocks->len; i++)
    {
      BtClipBlock *block = &g_array_index (clip->blocks, BtClipBlock, i);
      if (block->text)
        {
          g_autoptr (BtText) old = block->text;
          block->text = convert_text (old, encoding);
        }
      convert_rows (block->rows, encoding);
    }
  convert_rows (clip->cells, encoding);
}

/* The text with every "\n" a blank: what a paragraph may hold. */
static BtText *
without_breaks (BtText *text)
{
  BtTextBuilder *builder = bt_text_builder_new ();
  guint n_runs;
  const BtRun *runs = bt_text_get_runs (text, &n_runs);
  gsize start = 0;

  for (guint i = 0; i < n_runs; start = runs[i++].end)
    {
      g_autofree char *piece = g_strndup (bt_text_get_string (text) + start, runs[i].end - start);
      bt_text_builder_append (builder, g_strdelimit (piece, "\n", ' '), -1, &runs[i].mark);
    }
  return bt_text_builder_end (builder);
}

static gboolean
parse_label (const char *text, BtImportLabel *label)
{
  BtImport import = { 0 };

  return bt_import_label_parse (&import, text, label);
}

/**
 * bt_clip_get_words:
 * @clip: a clip
 *
 * Returns: (transfer none) (nullable): the words of its one paragraph, to be put into a text; %NULL where it has
 *   several, a label, or a table
 */
BtText *
bt_clip_get_words (BtClip *clip)
{
  BtImportLabel label;
  BtClipBlock *block;

  g_return_val_if_fail (clip != NULL, NULL);

  if (clip->blocks->len != 1)
    return NULL;
  block = &g_array_index (clip->blocks, BtClipBlock, 0);
  return block->text && !parse_label (bt_text_get_string (block->text), &label) ? block->text : NULL;
}

/**
 * bt_clip_get_cells:
 * @clip: a clip
 *
 * Returns: (transfer none) (nullable) (element-type GStrv): the rows of its table, where it is one and nothing else,
 *   were it a single cell
 */
GPtrArray *
bt_clip_get_cells (BtClip *clip)
{
  g_return_val_if_fail (clip != NULL, NULL);

  return clip->cells;
}

static void
paragraph_clear (gpointer data)
{
  BtImportParagraph *paragraph = data;

  g_free (paragraph->typed);
  g_free (paragraph->text);
}

/* Paragraph @text as the recogniser takes it. */
static BtImportParagraph
to_paragraph (BtText *text)
{
  BtImportParagraph paragraph = { .confidence = 1 };
  const char *string = bt_text_get_string (text);

  parse_label (string, &paragraph.label);
  if (paragraph.label.length > 0)
    paragraph.typed = g_strchomp (g_strndup (string, paragraph.label.length));
  paragraph.text = g_strdup (string + paragraph.label.length);
  return paragraph;
}

/* The clause again with the formats of the paragraph that it came from; @next counts these in reading order. */
static BtNode *
with_formats (BtNode *clause, GPtrArray *texts, guint *next)
{
  g_autoptr (BtNode) node = bt_node_ref (clause);
  BtText *text = *next < texts->len ? texts->pdata[*next] : NULL;

  (*next)++;
  if (text && g_str_has_suffix (bt_text_get_string (text), bt_node_get_string (clause)))
    {
      gsize length = bt_text_get_length (text);
      g_autoptr (BtText) slice
        = bt_text_slice (text, length - strlen (bt_node_get_string (clause)), length);
      bt_node_unref (node);
      node = bt_node_with_text (clause, slice);
    }
  for (guint i = 0; i < bt_node_get_n_children (clause); i++)
    {
      g_autoptr (BtNode) child = with_formats (bt_node_get_child (clause, i), texts, next);
      BtNode *changed = bt_node_with_child (node, i, child);
      bt_node_unref (node);
      node = changed;
    }
  return g_steal_pointer (&node);
}

/* What is still to be made clauses of, and what was. */
typedef struct
{
  BtImport *import;
  GHashTable *typed;
  GPtrArray *texts; /* BtText */
  GPtrArray *clauses;
} Maker;

/* The paragraphs since the last table go through the recogniser: it knows what stands below what. */
static void
make_clauses (Maker *maker)
{
  BtNodeBuilder *builder = bt_node_builder_new (BT_NODE_BODY, NULL);
  g_autoptr (GArray) paragraphs = g_array_new (FALSE, FALSE, sizeof (BtImportParagraph));
  guint next = 0;

  g_array_set_clear_func (paragraphs, paragraph_clear);
  for (guint i = 0; i < maker->texts->len; i++)
    {
      BtImportParagraph paragraph = to_paragraph (maker->texts->pdata[i]);
      g_array_append_val (paragraphs, paragraph);
    }
  bt_import_outline (maker->import, paragraphs, 0, builder, maker->typed);
  g_autoptr (BtNode) body = bt_node_builder_end (builder);
  for (guint i = 0; i < bt_node_get_n_children (body); i++)
    g_ptr_array_add (maker->clauses, with_formats (bt_node_get_child (body, i), maker->texts, &next));
  g_ptr_array_set_size (maker->texts, 0);
}

/* The first row has the titles. A column that numbers itself keeps no numbers. */
static BtNode *
make_table (Maker *maker, GPtrArray *rows)
{
  g_autoptr (BtGrid) grid = bt_grid_new (0);

  for (char **title = rows->pdata[0]; *title; title++)
    g_ptr_array_add (grid->columns, bt_grid_column_new (*title));
  bt_grid_set_roles (grid);
  for (guint i = 1; i < rows->len; i++)
    {
      BtGridRow *row = bt_grid_add_row (grid, 0);
      char **cells = rows->pdata[i];
      for (guint c = 0; c < grid->leaves->len; c++)
        {
          BtGridColumn *leaf = grid->leaves->pdata[c];
          if (leaf->role == BT_ROLE_ORDER)
            continue;
          g_free (row->cells->pdata[c]);
          row->cells->pdata[c] = bt_viet_normalize (cells[c], -1);
        }
    }
  return bt_grid_to_node (maker->import, grid, maker->typed);
}

static void
add_rows_as_paragraphs (Maker *maker, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *line = g_strjoinv (" ", rows->pdata[i]);
      g_autoptr (BtText) text = bt_text_new (line);
      g_ptr_array_add (maker->texts, without_breaks (text));
    }
}

static void
typed_free (gpointer data)
{
  g_free (((BtImportTyped *) data)->text);
  g_free (data);
}

/**
 * bt_clip_to_clauses:
 * @clip: a clip
 * @tables: whether tables may stand where it goes; else their rows become paragraphs
 *
 * Labels that are typed in the text become labels, and clauses stand below each other as the recogniser reads them.
 *
 * Returns: (transfer full) (element-type BtNode): clauses and tables, with ids of their own
 */
GPtrArray *
bt_clip_to_clauses (BtClip *clip, gboolean tables)
{
  g_autoptr (BtReport) report = bt_report_new ();
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_text_unref);
  g_autoptr (GHashTable) typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, typed_free);
  Maker maker = { NULL, typed, texts, g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref) };

  g_return_val_if_fail (clip != NULL, NULL);

  maker.import = bt_import_new ("-", 1, report);
  for (guint i = 0; i < clip->blocks->len; i++)
    {
      BtClipBlock *block = &g_array_index (clip->blocks, BtClipBlock, i);
      if (block->text)
        g_ptr_array_add (texts, without_breaks (block->text));
      else if (!tables)
        add_rows_as_paragraphs (&maker, block->rows);
      else
        {
          make_clauses (&maker);
          g_ptr_array_add (maker.clauses, make_table (&maker, block->rows));
        }
    }
  make_clauses (&maker);
  bt_import_free (maker.import);

  return maker.clauses;
}
