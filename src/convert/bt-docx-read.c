/* The reader of DOCX files: its parts are loaded, and its text is gone through once. */
#include "bt-docx-read.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-read-reader.h"
#include "bt-error.h"

/**
 * bt_docx_tell_dropped:
 * @reader: a reader
 * @text: characters of the document that are not in the plan
 * @reason: why, in the user's language
 */
void
bt_docx_tell_dropped (BtDocxReader *reader, const char *text, const char *reason)
{
  guint number = MAX (reader->docx->n_paragraphs, 1);
  BtReportEntry *entry = bt_report_add (reader->report, BT_REPORT_DROPPED, number, number);

  entry->text = g_strdup (text);
  entry->reason = g_strdup (reason);
}

/**
 * bt_docx_tell_once:
 * @reader: a reader
 * @reason: something to look at, in the user's language; said where it is met first
 */
void
bt_docx_tell_once (BtDocxReader *reader, const char *reason)
{
  guint number = MAX (reader->docx->n_paragraphs, 1);

  if (!g_hash_table_add (reader->told, g_strdup (reason)))
    return;
  BtReportEntry *entry = bt_report_add (reader->report, BT_REPORT_WARNING, number, number);
  entry->text = g_strdup ("");
  entry->reason = g_strdup (reason);
  entry->confidence = 0.9;
}

/**
 * bt_docx_free:
 * @docx: (transfer full): a document
 */
void
bt_docx_free (BtDocx *docx)
{
  g_ptr_array_unref (docx->blocks);
  g_ptr_array_unref (docx->changes);
  g_hash_table_unref (docx->moves);
  g_clear_pointer (&docx->threads, g_ptr_array_unref);
  g_hash_table_unref (docx->messages);
  g_array_unref (docx->landscape);
  g_clear_pointer (&docx->numbering, bt_docx_numbering_free);
  g_clear_pointer (&docx->own, bt_docx_own_free);
  g_free (docx);
}

static BtDocx *
docx_new (void)
{
  BtDocx *docx = g_new0 (BtDocx, 1);

  docx->blocks = g_ptr_array_new_with_free_func (bt_docx_block_free);
  docx->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_node_unref);
  docx->moves = g_hash_table_new (NULL, NULL);
  docx->messages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  docx->landscape = g_array_new (FALSE, FALSE, sizeof (gboolean));
  return docx;
}

/* Loads a part that may be missing, but not be damaged. */
static gboolean
load (BtDocxReader *reader, const char *type, xmlDoc **doc, GError **error)
{
  GError *problem = NULL;

  *doc = bt_docx_package_load_related (reader->package, type, &problem);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, problem);
  return FALSE;
}

static void
list_notes (BtDocxReader *reader, xmlDoc *doc, char kind)
{
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    if (bt_docx_attr (node, "id") != NULL)
      g_hash_table_replace (reader->notes,
                            g_strdup_printf ("%c%s", kind, bt_docx_attr (node, "id")), node);
}

static gboolean
load_parts (BtDocxReader *reader, GError **error)
{
  xmlDoc *styles = NULL, *numbering = NULL;
  gboolean loaded = load (reader, "styles", &styles, error)
                    && load (reader, "numbering", &numbering, error)
                    && load (reader, "footnotes", &reader->footnotes, error)
                    && load (reader, "endnotes", &reader->endnotes, error);

  reader->notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  list_notes (reader, reader->footnotes, 'f');
  list_notes (reader, reader->endnotes, 'e');
  reader->styles = bt_docx_styles_new (styles, reader->docx->own != NULL);
  reader->docx->numbering = bt_docx_numbering_new (numbering);
  return loaded && bt_docx_comments_load (reader, error);
}

/* Properties of tables, cells and pages may be changed too; the text does not show it. */
static void
tell_changed_properties (BtDocxReader *reader, const xmlNode *node)
{
  static const char *const names[] = { "sectPrChange", "tblPrChange", "tblPrExChange",
                                       "trPrChange",   "tcPrChange",  "tblGridChange",
                                       "cellMerge",    NULL };

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (child->type != XML_ELEMENT_NODE)
        continue;
      if (g_strv_contains (names, (const char *) child->name))
        bt_docx_tell_once (
            reader,
            _ ("changes of pages, borders and widths have no place in a plan; they are accepted"));
      tell_changed_properties (reader, child);
    }
}

static gboolean
read_text (BtDocxReader *reader, const char *name, GError **error)
{
  xmlDoc *doc = bt_docx_package_load_main (reader->package, reader->docx->own, error);

  if (doc == NULL)
    return FALSE;
  const xmlNode *root = xmlDocGetRootElement (doc);
  xmlNode *body = bt_docx_is (root, "document") ? bt_docx_child (root, "body") : NULL;
  if (body == NULL)
    g_set_error (error, BT_ERROR, BT_ERROR_INVALID,
                 _ ("%s: it begins with <%s>: this is no Word document"), name,
                 (const char *) root->name);
  else
    {
      BtDocxFlow outer = bt_docx_begin_flow (reader, reader->docx->blocks);
      if (reader->docx->own != NULL)
        {
          bt_docx_own_find_ends (reader->docx->own, body);
          bt_docx_find_typed (reader, body);
        }
      bt_docx_join_comments (reader, body);
      /* There should be one; what programs have put in twice is read twice. */
      for (const xmlNode *node = body; node != NULL;
           node = xmlNextElementSibling ((xmlNode *) node))
        if (bt_docx_is (node, "body"))
          bt_docx_read_blocks (reader, node);
      if (reader->docx->own != NULL)
        bt_docx_own_finish (reader->docx->own);
      bt_docx_end_flow (reader, outer);
      bt_docx_read_parts (reader);
      tell_changed_properties (reader, body);
    }
  xmlFreeDoc (doc);
  return body != NULL;
}

static void
reader_clear (BtDocxReader *reader)
{
  g_clear_pointer (&reader->styles, bt_docx_styles_free);
  g_clear_pointer (&reader->notes, g_hash_table_unref);
  g_clear_pointer (&reader->footnotes, xmlFreeDoc);
  g_clear_pointer (&reader->endnotes, xmlFreeDoc);
  g_clear_pointer (&reader->open_threads, g_ptr_array_unref);
  g_clear_pointer (&reader->thread_ids, g_hash_table_unref);
  g_clear_pointer (&reader->change_times, g_ptr_array_unref);
  g_clear_pointer (&reader->move_ids, g_hash_table_unref);
  g_clear_pointer (&reader->known, g_hash_table_unref);
  g_clear_pointer (&reader->told, g_hash_table_unref);
  g_clear_pointer (&reader->fields, g_array_unref);
  g_clear_pointer (&reader->waiting, g_ptr_array_unref);
}

/**
 * bt_docx_read:
 * @zip: a container
 * @name: what to call the file in errors
 * @reading: how it is read
 * @report: where it is said what of the file is not in the document
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the document
 */
BtDocx *
bt_docx_read (BtZip *zip, const char *name, BtDocxReading reading, BtReport *report, GError **error)
{
  g_autoptr (BtDocxPackage) package = bt_docx_package_new (zip, name, reading, error);
  g_autoptr (BtDocx) docx = docx_new ();
  BtDocxReader reader = { .docx = docx, .package = package, .report = report };

  if (package == NULL)
    return NULL;
  reader.told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader.fields = g_array_new (FALSE, FALSE, sizeof (BtDocxField));
  reader.waiting = g_ptr_array_new ();
  bt_docx_changes_init (&reader);
  docx->own = bt_docx_own_new (package);
  gboolean read = load_parts (&reader, error) && read_text (&reader, name, error);
  reader_clear (&reader);
  return read ? g_steal_pointer (&docx) : NULL;
}
