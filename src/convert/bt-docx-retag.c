/* A document that came back, compared with the one that went out: what is the same in both gets back what our export
 * had written around it, so that it is read like one that has kept it. */
#include "bt-docx-retag.h"

#include "bt-docx-export.h"
#include "bt-docx-import.h"
#include "bt-docx-retag-private.h"

/* Of another document hardly anything is found. */
#define LEAST_FOUND 0.25

static gboolean
is_of_plan (const BtDocxFound *found)
{
  guint n_found = found->by_name + found->by_words;

  return n_found > 0 && n_found >= LEAST_FOUND * (n_found + found->lost);
}

/* The styles of a package, to be read. */
static BtDocxStyles *
get_styles (BtTagPackage *package, gboolean ours)
{
  xmlDoc *doc = bt_tag_package_get (package, "styles");

  return bt_docx_styles_new (doc != NULL ? xmlCopyDoc (doc, 1) : NULL, ours);
}

/* Whether something is lost: what has our part and all bookmarks is as it was. */
static gboolean
is_lossy (BtTagPackage *package, const BtTagText *sent, const BtTagText *back)
{
  gboolean lossy = !bt_tag_package_is_ours (package);

  for (guint i = 0; i < sent->names->len && !lossy; i++)
    lossy = !g_hash_table_contains (back->by_name, ((BtTagName *) sent->names->pdata[i])->name);
  return lossy;
}

/**
 * bt_docx_retag:
 * @bytes: a document that came back
 * @name: what to call it in errors
 * @sent: the document that went out, or one that our export makes of the same plan
 * @found: (out): what of it was found
 * @error: return location
 *
 * Gives what is left of @sent its bookmarks, styles and our own part back, where another program has lost them. What
 * others have put in since, with tracking, is passed over, and what they have taken out is still there; so words that
 * were edited with tracking are found all the same. Of others, those that are most alike between their neighbours.
 *
 * Returns: (transfer full) (nullable): the document, @bytes itself where there is nothing to do or it is none
 */
GBytes *
bt_docx_retag (GBytes *bytes, const char *name, GBytes *sent, BtDocxFound *found, GError **error)
{
  *found = (BtDocxFound){ 0 };
  g_autoptr (BtTagPackage) own = bt_tag_package_new (sent, name, error);
  g_autoptr (BtTagPackage) package = own != NULL ? bt_tag_package_new (bytes, name, NULL) : NULL;
  xmlDoc *own_doc = own != NULL ? bt_tag_package_get (own, "document") : NULL;
  xmlDoc *doc = package != NULL ? bt_tag_package_get (package, "document") : NULL;

  if (own == NULL)
    return NULL;
  /* What cannot be read the import says best. */
  if (doc == NULL || own_doc == NULL)
    return g_bytes_ref (bytes);
  g_autoptr (BtTagText) out = bt_tag_text_new (own_doc, NULL), back = bt_tag_text_new (doc, out);
  g_autoptr (BtDocxStyles) own_styles = get_styles (own, FALSE), styles = get_styles (package, TRUE);
  bt_tag_align (out, back, found);
  if (!is_of_plan (found))
    *found = (BtDocxFound){ 0 };
  if (!is_of_plan (found) || !is_lossy (package, out, back))
    return g_bytes_ref (bytes);
  bt_tag_mark (out, own_styles, back, styles);
  bt_tag_package_take_over (package, own);
  return bt_tag_package_end (package, error);
}

/**
 * bt_docx_import_onto:
 * @bytes: a DOCX file, of whatever program
 * @name: what to call the file in errors, which begin "NAME: "
 * @plan: the plan that went out
 * @profile: its rule set
 * @original: it as it was before its open changes
 * @report: (out) (optional): as for bt_docx_import()
 * @found: (out): what of @plan was found in it
 * @error: return location
 *
 * Reads a document like bt_docx_import(), but where it has lost what says which paragraph is which, @plan tells: what
 * is the same there has the ids of @plan.
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_docx_import_onto (GBytes *bytes, const char *name, BtPlan *plan, BtProfile *profile, BtPlan *original,
                     BtReport **report, BtDocxFound *found, GError **error)
{
  g_autoptr (GBytes) sent = NULL, tagged = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL && found != NULL, NULL);
  g_return_val_if_fail (plan != NULL && profile != NULL && original != NULL, NULL);

  *found = (BtDocxFound){ 0 };
  sent = bt_docx_export (plan, profile, original, error);
  tagged = sent != NULL ? bt_docx_retag (bytes, name, sent, found, error) : NULL;
  return tagged != NULL ? bt_docx_import (tagged, name, report, error) : NULL;
}
