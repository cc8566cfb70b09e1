/* Earlier versions of plans, kept in the state folder whatever becomes of their files.
 *
 * A plan's versions lie in a folder named after the id of its root, which all its copies share: so the copy that comes
 * back from a reviewer finds what was sent. A version's name tells when and why it was kept; nothing else is known of
 * it, and any of them can be opened by hand. */
#include "bt-versions.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "bt-error.h"
#include "bt-store.h"

/* Of each kind so many of one plan stay; the oldest go first. */
#define KEPT 20
#define TIME_FORMAT "%Y%m%dT%H%M%S.%f"

static const char *const kinds[BT_N_VERSION_KINDS] = {
  [BT_VERSION_SAVED] = "saved",
  [BT_VERSION_RECEIVED] = "received",
  [BT_VERSION_SENT] = "sent",
  [BT_VERSION_ISSUED] = "issued",
};

static void
version_free (gpointer data)
{
  BtVersion *version = data;

  g_clear_pointer (&version->time, g_date_time_unref);
  g_clear_object (&version->file);
  g_free (version);
}

/**
 * bt_versions_dup_folder:
 *
 * Returns: (transfer full) (type filename): where this account's earlier versions lie
 */
char *
bt_versions_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "banthao", "versions", NULL);
}

/* An id comes from a file and may be anything: its checksum is a name that every file system takes. */
static char *
dup_plan_folder (const char *folder, const char *plan)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, plan, -1);

  return g_build_filename (folder, name, NULL);
}

/* "20261130T101500.123456-sent.kehoach" */
static BtVersion *
read_name (const char *folder, const char *name)
{
  int year, month, day, hour, minute;
  double second;
  int length = 0;

  if (sscanf (name, "%4d%2d%2dT%2d%2d%lf-%n", &year, &month, &day, &hour, &minute, &second, &length) != 6
      || length == 0)
    return NULL;
  for (guint kind = 0; kind < BT_N_VERSION_KINDS; kind++)
    {
      g_autofree char *ending = g_strconcat (kinds[kind], BT_STORE_EXTENSION, NULL);
      if (strcmp (name + length, ending) != 0)
        continue;
      GDateTime *time = g_date_time_new_utc (year, month, day, hour, minute, second);
      if (time == NULL)
        return NULL;
      BtVersion *version = g_new0 (BtVersion, 1);
      version->kind = kind;
      version->time = time;
      version->file = g_file_new_build_filename (folder, name, NULL);
      return version;
    }
  return NULL;
}

/* The names begin with the time. */
static int
compare_names (gconstpointer a, gconstpointer b)
{
  const BtVersion *one = *(BtVersion *const *) a, *other = *(BtVersion *const *) b;
  g_autofree char *name = g_file_get_basename (one->file), *other_name = g_file_get_basename (other->file);

  return -strcmp (name, other_name);
}

/**
 * bt_versions_list:
 * @folder: where versions lie
 * @plan: the id of a plan's root
 *
 * Returns: (transfer full) (element-type BtVersion): its versions, the newest first
 */
GPtrArray *
bt_versions_list (const char *folder, const char *plan)
{
  g_return_val_if_fail (folder != NULL && plan != NULL, NULL);

  GPtrArray *list = g_ptr_array_new_with_free_func (version_free);
  g_autofree char *path = dup_plan_folder (folder, plan);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      BtVersion *version = read_name (path, name);
      if (version != NULL)
        g_ptr_array_add (list, version);
    }
  g_ptr_array_sort (list, compare_names);
  return list;
}

static void
remove_oldest (const GPtrArray *list, BtVersionKind kind)
{
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      const BtVersion *version = list->pdata[i];
      if (version->kind == kind && ++n >= KEPT)
        g_file_delete (version->file, NULL, NULL);
    }
}

/* Whether the newest of the kind holds these very bytes. */
static gboolean
is_kept (const GPtrArray *list, BtVersionKind kind, GBytes *bytes)
{
  for (guint i = 0; i < list->len; i++)
    {
      const BtVersion *version = list->pdata[i];
      if (version->kind != kind)
        continue;
      g_autoptr (GBytes) kept = bt_store_read_file (version->file, NULL, NULL);
      return kept != NULL && g_bytes_equal (kept, bytes);
    }
  return FALSE;
}

/**
 * bt_versions_keep:
 * @folder: where versions lie; made where it is not there
 * @plan: what is kept
 * @kind: why
 * @error: return location
 *
 * Keeps it beside the versions before, of which the oldest of the same kind may go. What is the same as the last of
 * its kind is not kept twice.
 *
 * Returns: whether it is kept
 */
gboolean
bt_versions_keep (const char *folder, BtPlan *plan, BtVersionKind kind, GError **error)
{
  g_return_val_if_fail (folder != NULL && plan != NULL, FALSE);
  g_return_val_if_fail (kind < BT_N_VERSION_KINDS, FALSE);

  const char *id = bt_node_get_id (bt_plan_get_root (plan));
  g_autoptr (GBytes) bytes = bt_store_write_bytes (plan, error);
  if (bytes == NULL)
    return FALSE;
  g_autoptr (GPtrArray) list = bt_versions_list (folder, id);
  if (is_kept (list, kind, bytes))
    return TRUE;
  g_autofree char *path = dup_plan_folder (folder, id);
  if (g_mkdir_with_parents (path, 0700) != 0)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_IO, "%s: %s", path, g_strerror (errno));
      return FALSE;
    }
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *time = g_date_time_format (now, TIME_FORMAT);
  g_autofree char *name = g_strconcat (time, "-", kinds[kind], BT_STORE_EXTENSION, NULL);
  g_autoptr (GFile) file = g_file_new_build_filename (path, name, NULL);
  if (!bt_store_write_file (bytes, file, NULL, NULL, error))
    return FALSE;
  remove_oldest (list, kind);
  return TRUE;
}
