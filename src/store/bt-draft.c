/* Drafts: what is not saved yet, kept in the state folder so that a crash loses next to nothing.
 *
 * A draft is one file: a head of "Key=value" lines that says what it is, then the plan as it would be saved, so that
 * it can be rescued by hand too. Beside it lies a lock that its window holds; the system lets go of it when the
 * window's process ends, however it ends. A draft that nobody holds is one to recover. */
#include "bt-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bt-error.h"
#include "bt-id.h"
#include "bt-store.h"

#define SUFFIX ".draft"
#define LOCK_SUFFIX ".lock"
#define GROUP "Draft"
/* The head ends where the plan begins; a line break in a value is written as an escape. */
#define PLAN_START "\n<?xml"

struct _BtDraft
{
  char *folder;
  char *id;
  int lock; /* -1 before the first write */
};

/**
 * bt_draft_info_new:
 * @uri: (nullable): the file it is a draft of
 * @etag: (nullable): the state of that file
 * @name: (nullable): what a file dialog proposes where there is no file
 * @title: what the plan is about
 *
 * Returns: (transfer full): what a draft to be written says of itself; its time is now
 */
BtDraftInfo *
bt_draft_info_new (const char *uri, const char *etag, const char *name, const char *title)
{
  BtDraftInfo *info = g_new0 (BtDraftInfo, 1);

  info->uri = g_strdup (uri);
  info->etag = g_strdup (etag);
  info->name = g_strdup (name);
  info->title = g_strdup (title);
  info->time = g_date_time_new_now_utc ();
  return info;
}

/**
 * bt_draft_info_free:
 * @info: (transfer full): what a draft says of itself
 */
void
bt_draft_info_free (BtDraftInfo *info)
{
  g_return_if_fail (info != NULL);

  g_free (info->id);
  g_free (info->uri);
  g_free (info->etag);
  g_free (info->name);
  g_free (info->title);
  g_clear_pointer (&info->time, g_date_time_unref);
  g_free (info);
}

/**
 * bt_draft_dup_folder:
 *
 * Returns: (transfer full) (type filename): where this account's drafts lie
 */
char *
bt_draft_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "banthao", "drafts", NULL);
}

static char *
dup_path (const char *folder, const char *id, const char *suffix)
{
  g_autofree char *name = g_strconcat (id, suffix, NULL);

  return g_build_filename (folder, name, NULL);
}

static void
set_string (GKeyFile *file, const char *key, const char *value)
{
  if (value != NULL)
    g_key_file_set_string (file, GROUP, key, value);
}

static char *
write_head (const BtDraftInfo *info)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *time = g_date_time_format_iso8601 (info->time);

  g_key_file_set_integer (file, GROUP, "Version", 1);
  set_string (file, "Uri", info->uri);
  set_string (file, "Etag", info->etag);
  set_string (file, "Name", info->name);
  set_string (file, "Title", info->title);
  set_string (file, "Time", time);
  return g_key_file_to_data (file, NULL, NULL);
}

/* A damaged head is no reason to hide the plan below it. */
static BtDraftInfo *
read_head (const char *data, gsize size)
{
  BtDraftInfo *info = g_new0 (BtDraftInfo, 1);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *time = NULL;

  if (!g_key_file_load_from_data (file, data, size, G_KEY_FILE_NONE, NULL))
    return info;
  info->uri = g_key_file_get_string (file, GROUP, "Uri", NULL);
  info->etag = g_key_file_get_string (file, GROUP, "Etag", NULL);
  info->name = g_key_file_get_string (file, GROUP, "Name", NULL);
  info->title = g_key_file_get_string (file, GROUP, "Title", NULL);
  time = g_key_file_get_string (file, GROUP, "Time", NULL);
  info->time = time != NULL ? g_date_time_new_from_iso8601 (time, NULL) : NULL;
  return info;
}

/* How long the head is, its last line break included; 0 where no plan follows. */
static gsize
get_head_size (const char *data, gsize size)
{
  const char *start = data != NULL ? g_strstr_len (data, size, PLAN_START) : NULL;

  return start != NULL ? start - data + 1 : 0;
}

/* The time of a draft that does not tell it itself. */
static GDateTime *
get_file_time (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? g_date_time_new_from_unix_utc (status.st_mtime) : NULL;
}

static BtDraftInfo *
describe (const char *folder, const char *id)
{
  g_autofree char *path = dup_path (folder, id, SUFFIX);
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (path, FALSE, NULL);
  BtDraftInfo *info;

  if (mapped == NULL)
    return NULL;
  const char *data = g_mapped_file_get_contents (mapped);
  info = read_head (data != NULL ? data : "",
                    get_head_size (data, g_mapped_file_get_length (mapped)));
  info->id = g_strdup (id);
  if (info->time == NULL)
    info->time = get_file_time (path);
  return info;
}

static gboolean
is_held (const char *folder, const char *id)
{
  g_autofree char *path = dup_path (folder, id, LOCK_SUFFIX);
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean held;

  if (fd < 0)
    return FALSE;
  held = flock (fd, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  close (fd);
  return held;
}

/* The newest first. */
static int
compare_times (gconstpointer a, gconstpointer b)
{
  const BtDraftInfo *first = *(BtDraftInfo *const *) a, *second = *(BtDraftInfo *const *) b;

  if (first->time == NULL || second->time == NULL)
    return (first->time == NULL) - (second->time == NULL);
  return g_date_time_compare (second->time, first->time);
}

/**
 * bt_draft_list:
 * @folder: (type filename): where drafts lie
 *
 * Returns: (transfer full) (element-type BtDraftInfo): the drafts that no open window holds, the newest first
 */
GPtrArray *
bt_draft_list (const char *folder)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) bt_draft_info_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_return_val_if_fail (folder != NULL, list);

  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *id = NULL;
      BtDraftInfo *info;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;
      id = g_strndup (name, strlen (name) - strlen (SUFFIX));
      info = is_held (folder, id) ? NULL : describe (folder, id);
      if (info != NULL)
        g_ptr_array_add (list, info);
    }
  g_ptr_array_sort (list, compare_times);
  return list;
}

/**
 * bt_draft_new:
 * @folder: (type filename): where drafts lie
 *
 * Nothing is written yet.
 *
 * Returns: (transfer full): a place for a new draft
 */
BtDraft *
bt_draft_new (const char *folder)
{
  BtDraft *draft;

  g_return_val_if_fail (folder != NULL, NULL);

  draft = g_new0 (BtDraft, 1);
  draft->folder = g_strdup (folder);
  draft->id = bt_id_new ('d');
  draft->lock = -1;
  return draft;
}

static gboolean
fail (const char *what, int number, GError **error)
{
  g_set_error (error, BT_ERROR, BT_ERROR_IO, "%s: %s", what, g_strerror (number));
  return FALSE;
}

/* Who gave a draft up takes its lock file away: a lock on a file that is no longer there locks nothing. */
static gboolean
is_there (int fd, const char *path)
{
  struct stat opened, named;

  return fstat (fd, &opened) == 0 && stat (path, &named) == 0 && opened.st_ino == named.st_ino
         && opened.st_dev == named.st_dev;
}

static gboolean
take_lock (BtDraft *draft, GError **error)
{
  g_autofree char *path = dup_path (draft->folder, draft->id, LOCK_SUFFIX);

  if (draft->lock >= 0)
    return TRUE;
  if (g_mkdir_with_parents (draft->folder, 0700) != 0)
    return fail (draft->folder, errno, error);
  for (;;)
    {
      int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      if (fd < 0)
        return fail (path, errno, error);
      if (flock (fd, LOCK_EX | LOCK_NB) != 0)
        {
          close (fd);
          g_set_error_literal (error, BT_ERROR, BT_ERROR_CONFLICT,
                               _ ("This draft is open in another window"));
          return FALSE;
        }
      if (is_there (fd, path))
        {
          draft->lock = fd;
          return TRUE;
        }
      close (fd);
    }
}

static gboolean
exists (BtDraft *draft)
{
  g_autofree char *path = dup_path (draft->folder, draft->id, SUFFIX);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/**
 * bt_draft_claim:
 * @folder: (type filename): where drafts lie
 * @id: one of bt_draft_list()
 * @error: return location for an error; %BT_ERROR_CONFLICT where another window holds it
 *
 * Returns: (transfer full) (nullable): the draft, which is the caller's from now on
 */
BtDraft *
bt_draft_claim (const char *folder, const char *id, GError **error)
{
  g_autoptr (BtDraft) draft = NULL;

  g_return_val_if_fail (folder != NULL, NULL);
  g_return_val_if_fail (id != NULL && strchr (id, G_DIR_SEPARATOR) == NULL, NULL);

  draft = bt_draft_new (folder);
  g_free (draft->id);
  draft->id = g_strdup (id);
  if (!take_lock (draft, error))
    return NULL;
  if (!exists (draft))
    {
      g_set_error_literal (error, BT_ERROR, BT_ERROR_IO,
                           _ ("This draft is no longer there: it was saved or discarded"));
      return NULL;
    }
  return g_steal_pointer (&draft);
}

/**
 * bt_draft_free:
 * @draft: (transfer full): a draft
 *
 * Lets go of it. What was written stays and can be recovered.
 */
void
bt_draft_free (BtDraft *draft)
{
  g_return_if_fail (draft != NULL);

  if (draft->lock >= 0)
    {
      g_autofree char *path = dup_path (draft->folder, draft->id, LOCK_SUFFIX);
      g_unlink (path);
      close (draft->lock);
    }
  g_free (draft->folder);
  g_free (draft->id);
  g_free (draft);
}

static GFile *
get_file (BtDraft *draft)
{
  g_autofree char *path = dup_path (draft->folder, draft->id, SUFFIX);

  return g_file_new_for_path (path);
}

/**
 * bt_draft_read:
 * @draft: a draft that was written
 * @info: (out) (optional): what it says of itself
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the plan
 */
BtPlan *
bt_draft_read (BtDraft *draft, BtDraftInfo **info, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL, xml = NULL;
  const char *data;
  BtPlan *plan;
  gsize size, head;

  g_return_val_if_fail (draft != NULL, NULL);

  file = get_file (draft);
  bytes = bt_store_read_file (file, NULL, error);
  if (bytes == NULL)
    return NULL;
  data = g_bytes_get_data (bytes, &size);
  head = get_head_size (data, size);
  xml = g_bytes_new_from_bytes (bytes, head, size - head);
  plan = bt_store_read_bytes (xml, _ ("the draft"), error);
  if (plan != NULL && info != NULL)
    {
      *info = read_head (data, head);
      (*info)->id = g_strdup (draft->id);
    }
  return plan;
}

/**
 * bt_draft_write:
 * @draft: a draft
 * @plan: the plan as it is now
 * @info: what the draft says of itself
 * @error: return location for an error; what was written before is still there then
 *
 * Writes the draft as durably as a file is saved.
 *
 * Returns: whether it is on the disk
 */
gboolean
bt_draft_write (BtDraft *draft, BtPlan *plan, const BtDraftInfo *info, GError **error)
{
  g_autoptr (GBytes) xml = NULL, whole = NULL;
  g_autoptr (GFile) file = NULL;
  GByteArray *bytes;
  g_autofree char *head = NULL;

  g_return_val_if_fail (draft != NULL, FALSE);
  g_return_val_if_fail (plan != NULL, FALSE);
  g_return_val_if_fail (info != NULL && info->time != NULL, FALSE);

  xml = bt_store_write_bytes (plan, error);
  if (xml == NULL || !take_lock (draft, error))
    return FALSE;
  head = write_head (info);
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, (const guint8 *) head, strlen (head));
  g_byte_array_append (bytes, g_bytes_get_data (xml, NULL), g_bytes_get_size (xml));
  whole = g_byte_array_free_to_bytes (bytes);
  file = get_file (draft);
  return bt_store_write_file (whole, file, NULL, NULL, error);
}

/**
 * bt_draft_remove:
 * @draft: a draft
 * @error: return location for an error
 *
 * Takes away what was written: the plan was saved, or its user let it go. It can be written anew.
 *
 * Returns: whether nothing of it is left
 */
gboolean
bt_draft_remove (BtDraft *draft, GError **error)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (draft != NULL, FALSE);

  path = dup_path (draft->folder, draft->id, SUFFIX);
  return g_unlink (path) == 0 || errno == ENOENT || fail (path, errno, error);
}
