/* DOCX in: the stages of the import one after the other. */
#include "bt-docx-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-docx-import-private.h"
#include "bt-error.h"
#include "bt-mark-fill.h"
#include "bt-report-private.h"

/**
 * bt_docx_is_docx:
 * @bytes: a file
 *
 * Returns: whether it is a container, as a DOCX file is, or one of the older files of Word, which bt_docx_import()
 *   refuses with a word of advice
 */
gboolean
bt_docx_is_docx (GBytes *bytes)
{
  gsize size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  return size >= 4
         && (memcmp (data, "PK\x03\x04", 4) == 0 || memcmp (data, "\xD0\xCF\x11\xE0", 4) == 0);
}

static gboolean
is_old_word (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return size >= 4 && memcmp (data, "\xD0\xCF\x11\xE0", 4) == 0;
}

static void
ranges_free (gpointer ranges)
{
  g_array_unref (ranges);
}

static void
import_init (BtDocxImport *self, BtDocx *docx, BtReport *report)
{
  self->docx = docx;
  self->report = report;
  self->import = bt_import_new_structured (report, bt_docx_table_to_node, self);
  self->import->headless = bt_docx_import_has_header (docx);
  self->pieces = g_array_new (FALSE, TRUE, sizeof (BtDocxPiece));
  self->lines = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->used = g_hash_table_new_full (NULL, NULL, NULL, ranges_free);
  self->tables = g_hash_table_new (NULL, NULL);
  self->ids = g_hash_table_new (NULL, NULL);
  self->kept = g_hash_table_new (NULL, NULL);
  self->origins = g_hash_table_new (NULL, NULL);
}

static void
import_clear (BtDocxImport *self)
{
  bt_import_free (self->import);
  g_array_unref (self->pieces);
  g_hash_table_unref (self->lines);
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->tables);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->origins);
}

/* Whether there is a word in the document, be it deleted. */
static gboolean
has_words (const BtDocxImport *self)
{
  if (self->import->headless)
    return TRUE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const BtDocxPiece *piece = bt_docx_piece (self, i);
      const char *text =
          piece->paragraph != NULL ? bt_text_get_string (piece->paragraph->text) : "";
      if (piece->table != NULL || !bt_docx_is_space (text))
        return TRUE;
    }
  return FALSE;
}

/* The tree of the plan; NULL where there are no words for one. @origins: what was made of what. */
static BtNode *
build (BtDocx *docx, BtReport *report, GHashTable **origins)
{
  BtDocxImport self = { 0 };
  BtNode *root = NULL;

  bt_docx_import_settle_fields (docx);
  import_init (&self, docx, report);
  bt_docx_import_split (&self);
  if (has_words (&self))
    {
      bt_docx_import_add_lines (&self);
      g_autoptr (BtNode) recognised = bt_import_tree (self.import);
      g_autoptr (BtNode) marked = bt_docx_import_mark (&self, recognised);
      g_autoptr (BtNode) whole = bt_docx_import_set_fields (
          &self, bt_docx_import_cut_links (g_steal_pointer (&marked)));
      root = bt_docx_import_keep_ids (&self, bt_docx_import_add_records (&self, whole));
      *origins = bt_docx_import_take_origins (&self);
    }
  import_clear (&self);
  return root;
}

/* The plan of the tree that was read, with the marks that others leave out: what a row that goes has in it goes. */
static BtPlan *
make_plan (BtNode *root, GError **error)
{
  g_autoptr (BtNode) filled = bt_mark_fill (root);

  return bt_plan_new (filled, error);
}

/**
 * bt_docx_version_clear:
 * @version: a document, read in one way
 */
void
bt_docx_version_clear (BtDocxVersion *version)
{
  g_clear_pointer (&version->plan, bt_plan_unref);
  g_clear_pointer (&version->origins, g_hash_table_unref);
  g_clear_pointer (&version->report, bt_report_unref);
  g_clear_pointer (&version->change, bt_node_unref);
}

/* Reads the document in one way; what is told of it goes into the version's report. */
static gboolean
read_version (BtZip *zip, const char *name, BtDocxReading reading, BtDocxVersion *version,
              GError **error)
{
  version->report = version->report != NULL ? version->report : bt_report_new ();
  g_autoptr (BtDocx) docx = bt_docx_read (zip, name, reading, version->report, error);

  if (docx == NULL)
    return FALSE;
  version->change = docx->changes->len > 0 ? bt_node_ref (docx->changes->pdata[0]) : NULL;
  version->plan = bt_docx_import_own (docx);
  version->own = version->plan != NULL;
  if (version->own)
    return TRUE;
  g_autoptr (BtNode) root = build (docx, version->report, &version->origins);
  if (root == NULL)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_INVALID, "%s: %s", name,
                   docx->pictures ? _ ("there is no text in it, only pictures: words in scanned pages have to be"
                                       " recognised (OCR) first")
                                  : _ ("there is no text in it"));
      return FALSE;
    }
  bt_report_sort (version->report);
  version->plan = make_plan (root, error);
  if (version->plan == NULL)
    g_prefix_error (error, "%s: ", name);
  return version->plan != NULL;
}

/* The plan, which says when it is decided what the document says then. */
static BtPlan *
import (BtZip *zip, const char *name, BtReport *report, GError **error)
{
  g_auto (BtDocxVersion) marked = { 0 }, accepted = { 0 }, rejected = { 0 };

  marked.report = bt_report_ref (report);
  if (!read_version (zip, name, BT_DOCX_AS_IT_IS, &marked, error))
    return NULL;
  if (marked.own || marked.change == NULL
      || !read_version (zip, name, BT_DOCX_ACCEPTED, &accepted, NULL)
      || !read_version (zip, name, BT_DOCX_REJECTED, &rejected, NULL))
    return g_steal_pointer (&marked.plan);
  return bt_docx_import_agree (&marked, &accepted, &rejected);
}

/**
 * bt_docx_import:
 * @bytes: a DOCX file, of whatever program
 * @name: what to call the file in errors, which begin "NAME: "
 * @report: (out) (optional): what became of every paragraph; its lines are the paragraphs of the file
 * @error: return location
 *
 * Every character of the text is in the plan or in the report's list of what was dropped. Tracked changes are marks of
 * their authors: accepting all of them gives what the file would give in which they are accepted, likewise rejecting.
 * A document of ours of which nobody has changed the paragraphs is the very plan again, with its words as they are now.
 *
 * Returns: (transfer full) (nullable): the plan; %NULL where the file is no Word document, damaged, or larger than any
 *   plan
 */
BtPlan *
bt_docx_import (GBytes *bytes, const char *name, BtReport **report, GError **error)
{
  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (report != NULL)
    *report = NULL;
  if (is_old_word (bytes))
    {
      g_set_error (
          error, BT_ERROR, BT_ERROR_SYNTAX, "%s: %s", name,
          _ ("this is an older Word file (.doc), or one with a password: save it as .docx without a password"));
      return NULL;
    }
  g_autoptr (BtZip) zip = bt_zip_new (bytes, name, error);
  if (zip == NULL)
    return NULL;
  g_autoptr (BtReport) made = bt_report_new ();
  BtPlan *plan = import (zip, name, made, error);
  if (plan != NULL && report != NULL)
    *report = g_steal_pointer (&made);
  return plan;
}
