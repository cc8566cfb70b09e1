/* The native format: plans from and to bytes and files. */
#include "bt-store.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-mark-fill.h"
#include "bt-store-private.h"

/**
 * bt_store_read_bytes:
 * @bytes: what a .kehoach file holds
 * @name: how messages call the file
 * @error: return location for an error, whose message begins with "@name:LINE: "
 *
 * Reads a plan. Texts are brought into NFC. There is no network, no DTD and no entity, and size,
 * depth and number of nodes have limits; what does not fit the format's schema is refused. Marks of tracked changes
 * that another program has left out are added, see bt_mark_fill().
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_store_read_bytes (GBytes *bytes, const char *name, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  g_autoptr (BtNode) root = bt_store_read_root (bytes, name, error);
  if (root == NULL)
    return NULL;
  g_autoptr (BtNode) filled = bt_mark_fill (root);
  BtPlan *plan = bt_plan_new (filled, &cause);
  if (plan == NULL)
    {
      g_set_error (error, cause->domain, cause->code, "%s: %s", name, cause->message);
      g_error_free (cause);
    }
  return plan;
}

/* Like bt_node_equal(), but an element of another namespace has no id of ours in the file. */
static gboolean
same_as_written (const BtNode *a, const BtNode *b)
{
  guint n_attrs, n_others;
  const BtAttr *attrs = bt_node_get_attrs (a, &n_attrs), *others = bt_node_get_attrs (b, &n_others);

  if (bt_node_get_kind (a) != bt_node_get_kind (b) || n_attrs != n_others
      || bt_node_get_n_children (a) != bt_node_get_n_children (b))
    return FALSE;
  if (bt_node_get_kind (a) != BT_NODE_FOREIGN
      && strcmp (bt_node_get_id (a), bt_node_get_id (b)) != 0)
    return FALSE;
  if (bt_node_get_text (a) != NULL && !bt_text_equal (bt_node_get_text (a), bt_node_get_text (b)))
    return FALSE;
  for (guint i = 0; i < n_attrs; i++)
    if (attrs[i].name != others[i].name || strcmp (attrs[i].value, others[i].value) != 0)
      return FALSE;
  for (guint i = 0; i < bt_node_get_n_children (a); i++)
    if (!same_as_written (bt_node_get_child (a, i), bt_node_get_child (b, i)))
      return FALSE;
  return TRUE;
}

/**
 * bt_store_write_bytes:
 * @plan: a plan
 * @error: return location for an error
 *
 * Writes a plan: the same plan always gives the same bytes. They are read again, which validates
 * them, and must give the same plan back, so that nothing is ever saved that could not be opened.
 *
 * Returns: (transfer full) (nullable): what a .kehoach file holds
 */
GBytes *
bt_store_write_bytes (BtPlan *plan, GError **error)
{
  g_return_val_if_fail (plan != NULL, NULL);

  char *xml = bt_store_write_root (bt_plan_get_root (plan), error);
  if (xml == NULL)
    return NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_take (xml, strlen (xml));
  g_autoptr (BtNode) again = bt_store_read_root (bytes, _ ("the plan as it would be saved"), error);
  if (again == NULL)
    return NULL;
  if (!same_as_written (bt_plan_get_root (plan), again))
    {
      g_set_error_literal (
          error, BT_ERROR, BT_ERROR_INVALID,
          _ ("the plan cannot be saved: what would be written does not read the same"));
      return NULL;
    }
  return g_steal_pointer (&bytes);
}

/**
 * bt_store_load:
 * @file: a .kehoach file
 * @etag: (out) (optional) (nullable): the state of the file, for bt_store_save()
 * @error: return location for an error; one about the content begins with the file's name and line,
 * one of %BT_ERROR_IO with neither
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_store_load (GFile *file, char **etag, GError **error)
{
  g_autofree char *state = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GBytes) bytes = bt_store_read_file (file, &state, error);
  if (bytes == NULL)
    return NULL;
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *shown = g_filename_display_name (name);
  BtPlan *plan = bt_store_read_bytes (bytes, shown, error);
  if (plan != NULL && etag != NULL)
    *etag = g_steal_pointer (&state);
  return plan;
}

/**
 * bt_store_save:
 * @plan: a plan
 * @file: where to
 * @expected_etag: (nullable): the state that @file was loaded or saved in; %NULL to replace
 * whatever is there
 * @etag: (out) (optional) (nullable): the file's state from now on
 * @error: return location for an error
 *
 * Saves a plan durably, see bt_store_write_file(). A plan that cannot be written leaves the file
 * alone.
 *
 * Returns: whether the plan is on the disk
 */
gboolean
bt_store_save (BtPlan *plan, GFile *file, const char *expected_etag, char **etag, GError **error)
{
  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, error);
  return bytes != NULL && bt_store_write_file (bytes, file, expected_etag, etag, error);
}
