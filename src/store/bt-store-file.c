/* Files on disk: read with a limit, and replaced so that a crash or a full disk never harms the old
 * file. */
#include "bt-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "bt-error.h"

#define READ_CHUNK (1024 * 1024)
#define MAX_LINKS 40
#define ETAG_ATTRIBUTES                                                                            \
  G_FILE_ATTRIBUTE_ETAG_VALUE "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_UNIX_INODE

/* A file that is being replaced. */
typedef struct
{
  char *path;   /* the file itself, links followed */
  char *folder; /* where it lies */
  char *temp;   /* the new file beside it, until it has taken its place */
  struct stat old;
  gboolean exists;
} Replacement;

/* What a user can do about it, by GIO's code. */
static const struct
{
  GIOErrorEnum code;
  const char *message;
} io_messages[] = {
  { G_IO_ERROR_NOT_FOUND,
    N_ ("There is no such file or folder: it may have been moved or renamed") },
  { G_IO_ERROR_PERMISSION_DENIED,
    N_ ("No permission: choose another place, or ask the owner of the file") },
  { G_IO_ERROR_IS_DIRECTORY, N_ ("It is a folder, not a file: choose a file") },
  { G_IO_ERROR_NOT_DIRECTORY,
    N_ ("A part of its path is a file, not a folder: choose another place") },
  { G_IO_ERROR_NO_SPACE, N_ ("The disk is full: free some space, or choose another disk") },
  { G_IO_ERROR_READ_ONLY, N_ ("The disk can only be read: choose another place") },
  { G_IO_ERROR_FILENAME_TOO_LONG, N_ ("The name is too long: choose a shorter one") },
  { G_IO_ERROR_TOO_MANY_LINKS, N_ ("Its links lead round in a circle: choose another file") },
};

static const char *
io_message (int code)
{
  for (guint i = 0; i < G_N_ELEMENTS (io_messages); i++)
    if (io_messages[i].code == code)
      return _ (io_messages[i].message);
  return NULL;
}

static gboolean
fail_errno (int number, GError **error)
{
  const char *message = io_message (g_io_error_from_errno (number));

  if (number == EFBIG)
    message = _ ("The file is larger than this account may write: choose another disk");
  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO,
                       message != NULL ? message : g_strerror (number));
  return FALSE;
}

/* Turns GIO's error into one of ours; takes @cause. */
static gboolean
fail_io (GError *cause, GError **error)
{
  const char *message = cause->domain == G_IO_ERROR ? io_message (cause->code) : NULL;

  g_set_error_literal (error, BT_ERROR, BT_ERROR_IO, message != NULL ? message : cause->message);
  g_error_free (cause);
  return FALSE;
}

/* The time alone cannot tell two saves within one tick of the clock apart; the inode and the size
 * help it. */
static char *
info_dup_etag (GFileInfo *info)
{
  const char *value = g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ETAG_VALUE);

  return g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GUINT64_FORMAT, value != NULL ? value : "",
                          (gint64) g_file_info_get_size (info),
                          g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_UNIX_INODE));
}

/**
 * bt_store_query_etag:
 * @file: a file
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what tells this state of the file from every other; compare
 * it with the etag of bt_store_load() or bt_store_save() to see whether someone else has written
 * the file since
 */
char *
bt_store_query_etag (GFile *file, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GFileInfo) info =
      g_file_query_info (file, ETAG_ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, &cause);
  if (info == NULL)
    {
      fail_io (cause, error);
      return NULL;
    }
  return info_dup_etag (info);
}

/**
 * bt_store_read_stream:
 * @stream: where to read from, to its end
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the bytes; more than %BT_STORE_MAX_SIZE are refused
 */
GBytes *
bt_store_read_stream (GInputStream *stream, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  GError *cause = NULL;
  gssize got;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);

  do
    {
      guint length = bytes->len;
      g_byte_array_set_size (bytes, length + READ_CHUNK);
      got = g_input_stream_read (stream, bytes->data + length, READ_CHUNK, NULL, &cause);
      g_byte_array_set_size (bytes, length + MAX (got, 0));
    }
  while (got > 0 && bytes->len <= BT_STORE_MAX_SIZE);
  if (got < 0)
    {
      fail_io (cause, error);
      return NULL;
    }
  if (bytes->len > BT_STORE_MAX_SIZE)
    {
      g_set_error (error, BT_ERROR, BT_ERROR_LIMIT,
                   _ ("The file has more than %d MB: no plan is that large"),
                   BT_STORE_MAX_SIZE >> 20);
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * bt_store_read_file:
 * @file: a file of any format
 * @etag: (out) (optional) (nullable): the state of the file as it was read
 * @error: return location for an error; its message has no name of the file, which the caller knows
 *
 * Returns: (transfer full) (nullable): the bytes; more than %BT_STORE_MAX_SIZE are refused
 */
GBytes *
bt_store_read_file (GFile *file, char **etag, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, &cause);
  if (stream == NULL)
    {
      fail_io (cause, error);
      return NULL;
    }
  g_autoptr (GFileInfo) info = g_file_input_stream_query_info (stream, ETAG_ATTRIBUTES, NULL, NULL);
  g_autoptr (GBytes) bytes = bt_store_read_stream (G_INPUT_STREAM (stream), error);
  if (bytes != NULL && etag != NULL)
    *etag = info != NULL ? info_dup_etag (info) : NULL;
  return g_steal_pointer (&bytes);
}

static gboolean
check_conflict (GFile *file, const char *expected_etag, GError **error)
{
  if (expected_etag == NULL)
    return TRUE;
  /* A file that is gone can be written anew: nothing of anybody's is lost. */
  g_autofree char *etag = bt_store_query_etag (file, NULL);
  if (etag == NULL || strcmp (etag, expected_etag) == 0)
    return TRUE;
  g_set_error_literal (
      error, BT_ERROR, BT_ERROR_CONFLICT,
      _ ("The file was changed by someone else since it was opened: save under another name, "
         "or open it again"));
  return FALSE;
}

/* The file that a chain of symbolic links ends in, whether or not it exists yet. */
static char *
follow_links (const char *path, GError **error)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);

  for (int i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *next = g_file_read_link (at, NULL);
      if (next == NULL)
        return g_steal_pointer (&at);
      g_autofree char *folder = g_path_get_dirname (at);
      g_free (at);
      at = g_canonicalize_filename (next, folder);
    }
  fail_errno (ELOOP, error);
  return NULL;
}

static gboolean
write_all (int fd, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  while (size > 0)
    {
      gssize done = write (fd, data, size);
      if (done < 0 && errno == EINTR)
        continue;
      if (done < 0)
        return fail_errno (errno, error);
      data += done;
      size -= done;
    }
  return TRUE;
}

/* A pipe or a device has no old content to keep: the bytes just go there. */
static gboolean
write_device (const char *path, GBytes *bytes, GError **error)
{
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

  if (fd < 0)
    return fail_errno (errno, error);
  gboolean done = write_all (fd, bytes, error);
  if (close (fd) != 0 && done)
    return fail_errno (errno, error);
  return done;
}

static void
replacement_clear (Replacement *replacement)
{
  if (replacement->temp != NULL)
    g_unlink (replacement->temp);
  g_free (replacement->path);
  g_free (replacement->folder);
  g_free (replacement->temp);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replacement, replacement_clear)

static gboolean
replacement_init (Replacement *replacement, const char *path, GError **error)
{
  replacement->path = follow_links (path, error);
  if (replacement->path == NULL)
    return FALSE;
  replacement->folder = g_path_get_dirname (replacement->path);
  replacement->exists = stat (replacement->path, &replacement->old) == 0;
  if (!replacement->exists)
    return errno == ENOENT || fail_errno (errno, error);
  if (S_ISDIR (replacement->old.st_mode))
    return fail_errno (EISDIR, error);
  /* The rename would not ask; whoever made a file read-only means it. */
  if (faccessat (AT_FDCWD, replacement->path, W_OK, AT_EACCESS) != 0)
    return fail_errno (errno, error);
  return TRUE;
}

static int
replacement_open_temp (Replacement *replacement, GError **error)
{
  int fd;

  do
    {
      g_autofree char *name =
          g_strdup_printf (".banthao-%08x%08x.tmp", g_random_int (), g_random_int ());
      g_free (replacement->temp);
      replacement->temp = g_build_filename (replacement->folder, name, NULL);
      fd = open (replacement->temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0666);
    }
  while (fd < 0 && errno == EEXIST);
  if (fd < 0)
    {
      fail_errno (errno, error);
      g_clear_pointer (&replacement->temp, g_free);
    }
  return fd;
}

/* Owner, access list and mode of the old file go over to the new one, where this account may. */
static gboolean
keep_permissions (int fd, const Replacement *replacement, GError **error)
{
  static const char acl[] = "system.posix_acl_access";
  char value[4096];
  mode_t mode = replacement->old.st_mode & 07777;

  if (!replacement->exists)
    return TRUE;
  if (fchown (fd, replacement->old.st_uid, replacement->old.st_gid) != 0
      && fchown (fd, -1, replacement->old.st_gid) != 0)
    mode &= 0777; /* no set-id bits for another owner or group */
  if (fchmod (fd, mode) != 0)
    return fail_errno (errno, error);
  gssize size = getxattr (replacement->path, acl, value, sizeof value);
  if (size > 0 && fsetxattr (fd, acl, value, size, 0) != 0 && errno != ENOTSUP)
    return fail_errno (errno, error);
  return TRUE;
}

static gboolean
write_temp (Replacement *replacement, GBytes *bytes, GError **error)
{
  int fd = replacement_open_temp (replacement, error);

  if (fd < 0)
    return FALSE;
  gboolean done = write_all (fd, bytes, error) && keep_permissions (fd, replacement, error);
  if (done && fsync (fd) != 0)
    done = fail_errno (errno, error);
  if (close (fd) != 0 && done)
    done = fail_errno (errno, error);
  return done;
}

static gboolean
read_back (GFile *file, GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) again = bt_store_read_file (file, NULL, error);

  if (again == NULL)
    return FALSE;
  if (g_bytes_equal (again, bytes))
    return TRUE;
  g_set_error_literal (
      error, BT_ERROR, BT_ERROR_IO,
      _ ("The disk gives back other bytes than were written: choose another disk"));
  return FALSE;
}

/* The rename itself must last: a power cut right after saving may not bring the old file back. */
static gboolean
sync_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  /* A folder that may be written but not read cannot be synced; some file systems cannot do it at
   * all. */
  if (fd < 0)
    return errno == EACCES || fail_errno (errno, error);
  gboolean done =
      fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP || fail_errno (errno, error);
  close (fd);
  return done;
}

static gboolean
replace_local (const char *path, GBytes *bytes, GFile *file, const char *expected_etag,
               GError **error)
{
  g_auto (Replacement) replacement = { 0 };

  if (!replacement_init (&replacement, path, error))
    return FALSE;
  if (replacement.exists && !S_ISREG (replacement.old.st_mode))
    return write_device (replacement.path, bytes, error);
  if (!check_conflict (file, expected_etag, error) || !write_temp (&replacement, bytes, error))
    return FALSE;
  g_autoptr (GFile) temp = g_file_new_for_path (replacement.temp);
  if (!read_back (temp, bytes, error) || !check_conflict (file, expected_etag, error))
    return FALSE;
  if (rename (replacement.temp, replacement.path) != 0)
    return fail_errno (errno, error);
  g_clear_pointer (&replacement.temp, g_free);
  return sync_folder (replacement.folder, error) && read_back (file, bytes, error);
}

/* Over GVfs (a share without a mount point) the server decides how durable a replacement is. */
static gboolean
replace_remote (GFile *file, GBytes *bytes, const char *expected_etag, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GError *cause = NULL;

  if (!check_conflict (file, expected_etag, error))
    return FALSE;
  if (!g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_NONE, NULL, NULL,
                                &cause))
    return fail_io (cause, error);
  return read_back (file, bytes, error);
}

static gboolean
check_local (const char *path, GError **error)
{
  g_auto (Replacement) replacement = { 0 };

  if (!replacement_init (&replacement, path, error))
    return FALSE;
  return faccessat (AT_FDCWD, replacement.folder, W_OK | X_OK, AT_EACCESS) == 0
         || fail_errno (errno, error);
}

static gboolean
check_remote (GFile *file, GError **error)
{
  g_autoptr (GFileInfo) info = g_file_query_info (file, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE,
                                                  G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (info == NULL || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE)
      || g_file_info_get_attribute_boolean (info, G_FILE_ATTRIBUTE_ACCESS_CAN_WRITE))
    return TRUE;
  return fail_errno (EACCES, error);
}

/**
 * bt_store_check_writable:
 * @file: a file
 * @error: return location for an error
 *
 * Looks whether bt_store_write_file() may replace the file, so that who edits it can be told before. Nothing is
 * written; a file that is not there is judged by its folder.
 *
 * Returns: whether it may, as far as one can say
 */
gboolean
bt_store_check_writable (GFile *file, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  g_autofree char *path = g_file_get_path (file);
  return path != NULL ? check_local (path, error) : check_remote (file, error);
}

/**
 * bt_store_write_file:
 * @bytes: the whole new content
 * @file: the file to make or replace; a symbolic link is followed, permissions are kept
 * @expected_etag: (nullable): the state the file was in when it was read; another state is refused
 * with %BT_ERROR_CONFLICT. %NULL replaces whatever is there
 * @etag: (out) (optional) (nullable): the file's state after writing
 * @error: return location for an error; its message has no name of the file, which the caller knows
 *
 * Replaces the file durably: a temporary file beside it, fsync, rename, fsync of the folder, and
 * the bytes are read back. On an error before the rename the old file is whole and nothing is left
 * beside it.
 *
 * Returns: whether the bytes are on the disk
 */
gboolean
bt_store_write_file (GBytes *bytes, GFile *file, const char *expected_etag, char **etag,
                     GError **error)
{
  g_return_val_if_fail (bytes != NULL, FALSE);
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  g_autofree char *path = g_file_get_path (file);
  gboolean done = path != NULL ? replace_local (path, bytes, file, expected_etag, error)
                               : replace_remote (file, bytes, expected_etag, error);
  if (done && etag != NULL)
    *etag = bt_store_query_etag (file, NULL);
  return done;
}
