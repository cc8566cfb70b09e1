/* The header and the signature of a document of our own that somebody has edited: each field is what its bookmark is
 * around, and the recogniser, which would have to guess, does not see its paragraph. */
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-docx-names.h"

/* Styles of paragraphs that have no word of the plan where no bookmark of ours is in them: quốc hiệu, tiêu ngữ, what is
 * implied. */
static const char *const made_styles[] = { "BtNational", "BtMotto",  "BtParent", "BtAgency",
                                             "BtNumber",   "BtUrgency", "BtPlaceDate", "BtKind",
                                             "BtSubject",  "BtAppendixNote", BT_DOCX_STYLE_DRAFT, NULL };

static gboolean
is_field (const BtDocxOwn *own, const char *name)
{
  return (g_str_has_prefix (name, BT_DOCX_MARK_FIELD)
          || g_str_has_prefix (name, BT_DOCX_MARK_SIGNATURE))
         && g_hash_table_contains (own->texts, name);
}

/* Whether the note of an appendix has no words but those that the program makes. */
static gboolean
is_implied (const BtDocxOwn *own, const BtDocxParagraph *paragraph, const char *name)
{
  gsize prefix = strlen (BT_DOCX_MARK_NODE);
  const BtText *text = g_str_has_prefix (name, BT_DOCX_MARK_NODE)
                           ? g_hash_table_lookup (own->texts, bt_intern (name + prefix))
                           : NULL;

  return text != NULL && bt_text_get_length (text) == 0
         && g_strcmp0 (paragraph->style, "BtAppendixNote") == 0;
}

/* Whether all words of the paragraph that are of the plan are of fields, and of such that are named. */
static gboolean
is_of_fields (const BtDocxOwn *own, const BtDocxParagraph *paragraph)
{
  for (guint i = 0; paragraph->fields != NULL && i < paragraph->fields->len; i++)
    if (!g_hash_table_contains (own->texts, paragraph->fields->pdata[i]))
      return FALSE;
  for (guint i = 0; paragraph->names != NULL && i < paragraph->names->len; i++)
    if (!is_field (own, paragraph->names->pdata[i])
        && !is_implied (own, paragraph, paragraph->names->pdata[i])
        && !g_str_has_prefix (paragraph->names->pdata[i], BT_DOCX_MARK_OBJECT)
        && !g_str_has_prefix (paragraph->names->pdata[i], BT_DOCX_MARK_ANCHOR))
      return FALSE;
  return !paragraph->stray && !paragraph->elsewhere;
}

static gboolean forget_fields (BtDocxOwn *own, const GPtrArray *blocks);

static gboolean
forget_in_table (BtDocxOwn *own, const BtDocxTable *table)
{
  gboolean forgot = FALSE;

  for (guint i = 0; i < table->rows->len; i++)
    {
      const BtDocxRow *row = table->rows->pdata[i];
      for (guint j = 0; j < row->cells->len; j++)
        forgot = forget_fields (own, ((BtDocxCell *) row->cells->pdata[j])->blocks) || forgot;
    }
  return forgot;
}

/* Whether a field had to be forgotten whose words the recogniser sees as well. */
static gboolean
forget_fields (BtDocxOwn *own, const GPtrArray *blocks)
{
  gboolean forgot = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const BtDocxBlock *block = blocks->pdata[i];
      const BtDocxParagraph *paragraph = block->paragraph;
      if (block->table != NULL)
        forgot = forget_in_table (own, block->table) || forgot;
      if (paragraph == NULL || paragraph->fields == NULL || is_of_fields (own, paragraph))
        continue;
      for (guint j = 0; j < paragraph->fields->len; j++)
        forgot = g_hash_table_remove (own->texts, paragraph->fields->pdata[j]) || forgot;
    }
  return forgot;
}

/**
 * bt_docx_import_settle_fields:
 * @docx: a document of ours that has to be recognised
 *
 * Words are either of a field that a bookmark names, or the recogniser sees them: fields of which a bookmark has words
 * in a paragraph of something else are not named any more, nor is a date that says more than a date.
 */
void
bt_docx_import_settle_fields (const BtDocx *docx)
{
  if (docx->own == NULL)
    return;
  if (!bt_docx_import_own_is_date (docx->own))
    g_hash_table_remove (docx->own->texts, bt_intern (BT_DOCX_MARK_FIELD "date"));
  while (forget_fields (docx->own, docx->blocks))
    continue;
}

/**
 * bt_docx_import_has_header:
 * @docx: a document
 *
 * Returns: whether it is of our own and a field of its header is still named
 */
gboolean
bt_docx_import_has_header (const BtDocx *docx)
{
  GHashTableIter iter;
  gpointer name;

  if (docx->own == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, docx->own->texts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_str_has_prefix (name, BT_DOCX_MARK_FIELD))
      return TRUE;
  return FALSE;
}

/**
 * bt_docx_import_is_field:
 * @self: an import
 * @paragraph: a paragraph
 *
 * Returns: whether all its words of the plan are of fields that are named, so that it is no line for the recogniser
 */
gboolean
bt_docx_import_is_field (const BtDocxImport *self, const BtDocxParagraph *paragraph)
{
  const BtDocxOwn *own = self->docx->own;
  guint n = own != NULL && paragraph->names != NULL ? paragraph->names->len : 0;

  if (own == NULL || !is_of_fields (own, paragraph))
    return FALSE;
  return n > 0 || paragraph->fields != NULL
         || (self->import->headless && paragraph->style != NULL
             && g_strv_contains (made_styles, paragraph->style));
}

/* What the recogniser has found for a field as well, among words that were added, stands behind it. */
static BtText *
add_found (BtText *text, const BtNode *field)
{
  gboolean lines = bt_node_kind_get_text_rule (bt_node_get_kind (field)) == BT_TEXT_LINES;
  BtTextBuilder *builder;

  if (*bt_node_get_string (field) == '\0')
    return text;
  builder = bt_text_builder_new ();
  bt_text_builder_append_text (builder, text);
  bt_text_builder_append (builder, lines ? "\n" : " ", 1, NULL);
  bt_text_builder_append_text (builder, bt_node_get_text (field));
  bt_text_unref (text);
  return bt_text_builder_end (builder);
}

/* @part, the header or the signature, with the fields that are named. */
static BtNode *
set_fields (const BtDocxImport *self, BtNode *part)
{
  const char *name = bt_node_kind_get_name (bt_node_get_kind (part));
  const xmlNode *own = bt_docx_child (self->docx->own->tree, name);
  BtNode *set = bt_node_ref (part);

  for (guint i = 0; i < bt_node_get_n_children (set); i++)
    {
      BtNode *field = bt_node_get_child (set, i);
      const xmlNode *known = bt_docx_child (own, bt_node_kind_get_name (bt_node_get_kind (field)));
      BtText *text = known != NULL ? bt_docx_import_field (self->docx, known) : NULL;
      if (text == NULL)
        continue;
      g_autoptr (BtText) all = add_found (text, field);
      g_autoptr (BtNode) filled = bt_node_with_text (field, all);
      BtNode *next = bt_node_with_child (set, i, filled);
      bt_node_unref (set);
      set = next;
    }
  return set;
}

/**
 * bt_docx_import_set_fields:
 * @self: an import
 * @root: (transfer full): the plan
 *
 * Returns: (transfer full): the plan with the words of the fields whose bookmarks are left
 */
BtNode *
bt_docx_import_set_fields (const BtDocxImport *self, BtNode *root)
{
  for (guint i = 0; self->docx->own != NULL && i < bt_node_get_n_children (root); i++)
    {
      BtNode *part = bt_node_get_child (root, i);
      if (bt_node_get_kind (part) != BT_NODE_HEADER && bt_node_get_kind (part) != BT_NODE_SIGNATURE)
        continue;
      g_autoptr (BtNode) set = set_fields (self, part);
      BtNode *next = bt_node_with_child (root, i, set);
      bt_node_unref (root);
      root = next;
    }
  return root;
}
