/* Zip containers of other programs' formats: read with limits, written the same byte for byte. */
#include "bt-zip.h"

#include <glib/gi18n.h>
#include <minizip/unzip.h>
#include <minizip/zip.h>
#include <string.h>

#include "bt-error.h"
#include "bt-zip-stream.h"

/* Below this the ratio says nothing: a part of few bytes packs as it likes. */
#define SMALL_PART (1u << 20)
#define MAX_NAME 1024
#define FLAG_ENCRYPTED 1
#define METHOD_STORED 0
/* 1 January 1980, 0:00, the first time that the format knows. */
#define DOS_DATE ((1 << 21) | (1 << 16))

typedef struct
{
  unz64_file_pos place;
  gsize size;
} Part;

struct _BtZip
{
  char *name;
  GBytes *bytes;
  BtZipStream stream;
  unzFile file;
  GHashTable *parts; /* lower-case name -> Part */
  GPtrArray *names;  /* as they stand there, NULL at the end */
};

/* The name of a part in the table: names of packages that differ in the case of ASCII letters are the same. */
static char *
fold_name (const char *part)
{
  return g_ascii_strdown (part, -1);
}

static gboolean
refuse (const BtZip *zip, BtError code, const char *message, GError **error)
{
  g_set_error (error, BT_ERROR, code, "%s: %s", zip->name, message);
  return FALSE;
}

static gboolean
refuse_part (const BtZip *zip, const char *part, BtError code, const char *message, GError **error)
{
  g_autofree char *escaped = g_strescape (part, NULL);
  g_autofree char *shown =
      g_utf8_validate (part, -1, NULL) ? g_strdup (part) : g_steal_pointer (&escaped);

  g_set_error (error, BT_ERROR, code, "%s: %s: %s", zip->name, shown, message);
  return FALSE;
}

/* Nothing is ever unpacked into a folder, but a name that tries to leave it belongs to no honest file. */
static gboolean
is_safe_name (const char *name)
{
  g_auto (GStrv) steps = NULL;

  if (*name == '\0' || *name == '/' || strchr (name, ':') != NULL)
    return FALSE;
  steps = g_strsplit (name, "/", -1);
  return !g_strv_contains ((const char *const *) steps, "..");
}

static gboolean
check_part (const BtZip *zip, const char *part, const unz_file_info64 *info, GError **error)
{
  if (strlen (part) != info->size_filename || !is_safe_name (part))
    return refuse_part (zip, part, BT_ERROR_INVALID,
                        _ ("this part has a name that leads out of the file"), error);
  if (info->flag & FLAG_ENCRYPTED)
    return refuse_part (
        zip, part, BT_ERROR_INVALID,
        _ ("this part is locked: take the password off in the program that made the file"), error);
  if (info->compression_method != METHOD_STORED && info->compression_method != Z_DEFLATED)
    return refuse_part (zip, part, BT_ERROR_INVALID,
                        _ ("this part is packed in a way that documents do not use"), error);
  if (info->uncompressed_size > BT_ZIP_MAX_PART_SIZE)
    return refuse_part (zip, part, BT_ERROR_LIMIT,
                        _ ("this part unpacks to more than any document has"), error);
  if (info->uncompressed_size > SMALL_PART
      && info->uncompressed_size / BT_ZIP_MAX_RATIO > info->compressed_size)
    return refuse_part (
        zip, part, BT_ERROR_LIMIT,
        _ ("this part is packed more tightly than any document: the file may be meant to do harm"),
        error);
  return TRUE;
}

/* Some programs of old write the separators of Windows. */
static void
normalise_name (char *name)
{
  g_strdelimit (name, "\\", '/');
}

static gboolean
add_part (BtZip *zip, gsize *total, GError **error)
{
  char name[MAX_NAME + 1] = "";
  unz_file_info64 info;
  Part part;

  if (unzGetCurrentFileInfo64 (zip->file, &info, name, MAX_NAME, NULL, 0, NULL, 0) != UNZ_OK
      || unzGetFilePos64 (zip->file, &part.place) != UNZ_OK)
    return refuse (zip, BT_ERROR_SYNTAX, _ ("the list of what it holds is damaged"), error);
  normalise_name (name);
  if (!check_part (zip, name, &info, error))
    return FALSE;
  part.size = info.uncompressed_size;
  *total += part.size;
  if (*total > BT_ZIP_MAX_TOTAL_SIZE)
    return refuse (zip, BT_ERROR_LIMIT, _ ("it unpacks to more than any document has"), error);
  if (!g_hash_table_insert (zip->parts, fold_name (name), g_memdup2 (&part, sizeof part)))
    return refuse_part (zip, name, BT_ERROR_INVALID, _ ("this part is there twice"), error);
  g_ptr_array_add (zip->names, g_strdup (name));
  return TRUE;
}

static gboolean
read_list (BtZip *zip, GError **error)
{
  gsize total = 0;
  int status;

  for (status = unzGoToFirstFile (zip->file); status == UNZ_OK;
       status = unzGoToNextFile (zip->file))
    {
      if (zip->names->len >= BT_ZIP_MAX_PARTS)
        return refuse (zip, BT_ERROR_LIMIT, _ ("it has more parts than any document"), error);
      if (!add_part (zip, &total, error))
        return FALSE;
    }
  if (status != UNZ_END_OF_LIST_OF_FILE || zip->names->len == 0)
    return refuse (zip, BT_ERROR_SYNTAX, _ ("the list of what it holds is damaged"), error);
  g_ptr_array_add (zip->names, NULL);
  return TRUE;
}

/**
 * bt_zip_new:
 * @bytes: a zip file, as .docx, .xlsx and .odt are
 * @name: what to call the file in errors, which begin "NAME: "
 * @error: return location
 *
 * Reads the list of parts and refuses what no honest document is: names that lead out of it, parts that are there
 * twice or locked, sizes and ratios of bombs. Only the list is read; nothing is unpacked.
 *
 * Returns: (transfer full) (nullable): the container; %NULL with %BT_ERROR_SYNTAX where it is no zip or cut off,
 *   %BT_ERROR_INVALID or %BT_ERROR_LIMIT
 */
BtZip *
bt_zip_new (GBytes *bytes, const char *name, GError **error)
{
  zlib_filefunc64_def calls;
  BtZip *zip;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  zip = g_new0 (BtZip, 1);
  zip->name = g_strdup (name);
  zip->bytes = g_bytes_ref (bytes);
  zip->stream.read = g_bytes_get_data (bytes, &zip->stream.length);
  zip->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  zip->names = g_ptr_array_new_with_free_func (g_free);
  bt_zip_stream_fill (&zip->stream, &calls);
  zip->file = unzOpen2_64 (name, &calls);
  if (zip->file == NULL)
    refuse (zip, BT_ERROR_SYNTAX, _ ("the file is cut off or no document of this kind"), error);
  if (zip->file == NULL || !read_list (zip, error))
    g_clear_pointer (&zip, bt_zip_free);
  return zip;
}

/**
 * bt_zip_free:
 * @zip: (transfer full): a container
 */
void
bt_zip_free (BtZip *zip)
{
  g_return_if_fail (zip != NULL);

  if (zip->file != NULL)
    unzClose (zip->file);
  g_hash_table_unref (zip->parts);
  g_ptr_array_unref (zip->names);
  g_bytes_unref (zip->bytes);
  g_free (zip->name);
  g_free (zip);
}

/**
 * bt_zip_get_parts:
 * @zip: a container
 *
 * Returns: (transfer none): the names of its parts in the order of its list, ended by %NULL
 */
const char *const *
bt_zip_get_parts (const BtZip *zip)
{
  g_return_val_if_fail (zip != NULL, NULL);

  return (const char *const *) zip->names->pdata;
}

static const Part *
find_part (const BtZip *zip, const char *part)
{
  g_autofree char *folded = fold_name (part);

  return g_hash_table_lookup (zip->parts, folded);
}

/**
 * bt_zip_has:
 * @zip: a container
 * @part: the name of a part, without a slash at its beginning; the case of ASCII letters does not count
 *
 * Returns: whether it is there
 */
gboolean
bt_zip_has (const BtZip *zip, const char *part)
{
  g_return_val_if_fail (zip != NULL && part != NULL, FALSE);

  return find_part (zip, part) != NULL;
}

/* Unpacks the open part into @data; the sum of its bytes is compared on closing. */
static gboolean
unpack (BtZip *zip, guint8 *data, gsize size)
{
  guint8 excess;
  gsize done = 0;
  int got = 1;

  while (done < size && got > 0)
    {
      got = unzReadCurrentFile (zip->file, data + done, MIN (size - done, G_MAXINT));
      done += MAX (got, 0);
    }
  return done == size && unzReadCurrentFile (zip->file, &excess, 1) == 0
         && unzCloseCurrentFile (zip->file) == UNZ_OK;
}

/**
 * bt_zip_read:
 * @zip: a container
 * @part: the name of a part, as for bt_zip_has()
 * @error: return location; its message names the part
 *
 * Returns: (transfer full) (nullable): the bytes of the part; %NULL with %BT_ERROR_INVALID where it is missing and
 *   %BT_ERROR_SYNTAX where it is damaged
 */
GBytes *
bt_zip_read (BtZip *zip, const char *part, GError **error)
{
  const Part *found;
  g_autofree guint8 *data = NULL;
  gsize size;

  g_return_val_if_fail (zip != NULL && part != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  found = find_part (zip, part);
  if (found == NULL)
    {
      refuse_part (zip, part, BT_ERROR_INVALID,
                   _ ("this part is missing: the file is damaged or no document of this kind"),
                   error);
      return NULL;
    }
  size = found->size;
  unz64_file_pos place = found->place;
  data = g_try_malloc (MAX (size, 1));
  if (data == NULL || unzGoToFilePos64 (zip->file, &place) != UNZ_OK
      || unzOpenCurrentFile (zip->file) != UNZ_OK || !unpack (zip, data, size))
    {
      refuse_part (zip, part, BT_ERROR_SYNTAX,
                   _ ("this part is damaged or cut off: ask for the file once more"), error);
      return NULL;
    }
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

struct _BtZipWriter
{
  BtZipStream stream;
  zipFile file;
  gboolean failed;
};

/**
 * bt_zip_writer_new:
 *
 * Returns: (transfer full): a container without parts, to be ended with bt_zip_writer_end()
 */
BtZipWriter *
bt_zip_writer_new (void)
{
  BtZipWriter *writer = g_new0 (BtZipWriter, 1);
  zlib_filefunc64_def calls;

  writer->stream.written = g_byte_array_new ();
  bt_zip_stream_fill (&writer->stream, &calls);
  writer->file = zipOpen2_64 ("", APPEND_STATUS_CREATE, NULL, &calls);
  return writer;
}

/**
 * bt_zip_writer_add:
 * @writer: a container
 * @part: the name of the next part, in ASCII; `[Content_Types].xml` comes first
 * @data: its bytes
 * @length: how many these are
 *
 * Packs a part with plain deflate, its sizes in its head, its time always the same.
 */
void
bt_zip_writer_add (BtZipWriter *writer, const char *part, const char *data, gsize length)
{
  const zip_fileinfo info = { .dosDate = DOS_DATE };

  g_return_if_fail (writer != NULL && part != NULL && (data != NULL || length == 0));
  g_return_if_fail (length <= BT_ZIP_MAX_PART_SIZE);

  if (zipOpenNewFileInZip64 (writer->file, part, &info, NULL, 0, NULL, 0, NULL, Z_DEFLATED,
                             Z_BEST_SPEED, 0)
          != ZIP_OK
      || zipWriteInFileInZip (writer->file, data, length) != ZIP_OK
      || zipCloseFileInZip (writer->file) != ZIP_OK)
    writer->failed = TRUE;
}

/**
 * bt_zip_writer_end:
 * @writer: (transfer full): a container
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the zip; %NULL with %BT_ERROR_IO where there was not enough memory
 */
GBytes *
bt_zip_writer_end (BtZipWriter *writer, GError **error)
{
  GBytes *bytes = NULL;

  g_return_val_if_fail (writer != NULL, NULL);

  if (zipClose (g_steal_pointer (&writer->file), NULL) != ZIP_OK || writer->failed)
    g_set_error_literal (error, BT_ERROR, BT_ERROR_IO,
                         _ ("the file could not be packed: close other programs and try again"));
  else
    bytes = g_byte_array_free_to_bytes (g_steal_pointer (&writer->stream.written));
  bt_zip_writer_free (writer);
  return bytes;
}

/**
 * bt_zip_writer_free:
 * @writer: (transfer full): a container that is not wanted any more
 */
void
bt_zip_writer_free (BtZipWriter *writer)
{
  g_return_if_fail (writer != NULL);

  if (writer->file != NULL)
    zipClose (writer->file, NULL);
  g_clear_pointer (&writer->stream.written, g_byte_array_unref);
  g_free (writer);
}
