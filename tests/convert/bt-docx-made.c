/* Plans as documents, for tests of what comes back of them. */
#include "bt-docx-made.h"

#include "bt-docx-export.h"
#include "bt-resolve.h"

/**
 * bt_docx_made_get_profile:
 *
 * Returns: (transfer none): the rule set of all documents here, read once
 */
BtProfile *
bt_docx_made_get_profile (void)
{
  static BtProfile *profile;
  g_autoptr (GError) error = NULL;

  if (profile == NULL)
    profile = bt_profile_load (BT_PROFILE_DEFAULT, &error);
  g_assert_no_error (error);
  return profile;
}

static GBytes *
export (BtPlan *plan, BtPlan *original)
{
  g_autoptr (GError) error = NULL;
  GBytes *docx = bt_docx_export (plan, bt_docx_made_get_profile (), original, &error);

  g_assert_no_error (error);
  return docx;
}

/**
 * bt_docx_made_new:
 * @plan: a plan
 *
 * Returns: (transfer full): it as a document with its open changes and comments
 */
GBytes *
bt_docx_made_new (BtPlan *plan)
{
  g_autoptr (BtPlan) original = bt_review_view (plan, BT_VIEW_ORIGINAL);

  return export (plan, original);
}

/**
 * bt_docx_made_new_clean:
 * @plan: a plan without open changes
 *
 * Returns: (transfer full): it as a document that shows no changes and comments
 */
GBytes *
bt_docx_made_new_clean (BtPlan *plan)
{
  return export (plan, NULL);
}

/**
 * bt_docx_made_keep:
 * @docx: a document
 *
 * Leaves the document where the environment (BT_KEEP) asks for it, to be looked at.
 */
void
bt_docx_made_keep (GBytes *docx)
{
  const char *path = g_getenv ("BT_KEEP");

  if (path != NULL)
    g_file_set_contents (path, g_bytes_get_data (docx, NULL), g_bytes_get_size (docx), NULL);
}
