/* A zip in memory: the calls by which minizip reads bytes, or writes them. */
#include "bt-zip-stream.h"

#include <string.h>

static gsize
get_length (const BtZipStream *stream)
{
  return stream->written != NULL ? stream->written->len : stream->length;
}

static const guint8 *
get_data (const BtZipStream *stream)
{
  return stream->written != NULL ? stream->written->data : stream->read;
}

static voidpf
open_cb (voidpf opaque, const void *name, int mode)
{
  return opaque;
}

static uLong
read_cb (voidpf opaque, voidpf data, void *buffer, uLong size)
{
  BtZipStream *stream = data;
  gsize length = get_length (stream);
  gsize take = stream->position < length ? MIN (size, length - stream->position) : 0;

  if (take > 0)
    memcpy (buffer, get_data (stream) + stream->position, take);
  stream->position += take;
  stream->ended = take < size;
  return take;
}

/* The writer comes back to a part's head to enter its size there, so that no data descriptor is needed. */
static uLong
write_cb (voidpf opaque, voidpf data, const void *buffer, uLong size)
{
  BtZipStream *stream = data;

  if (stream->position + size > stream->written->len)
    g_byte_array_set_size (stream->written, stream->position + size);
  if (size > 0)
    memcpy (stream->written->data + stream->position, buffer, size);
  stream->position += size;
  return size;
}

static ZPOS64_T
tell_cb (voidpf opaque, voidpf data)
{
  const BtZipStream *stream = data;

  return stream->position;
}

static long
seek_cb (voidpf opaque, voidpf data, ZPOS64_T offset, int origin)
{
  BtZipStream *stream = data;
  gsize length = get_length (stream);
  gsize base = origin == ZLIB_FILEFUNC_SEEK_END   ? length
               : origin == ZLIB_FILEFUNC_SEEK_CUR ? stream->position
                                                  : 0;

  if (offset > length - base)
    return -1;
  stream->position = base + offset;
  return 0;
}

static int
close_cb (voidpf opaque, voidpf data)
{
  return 0;
}

/* Where this is not said, minizip takes the end of the file for a byte that is 0. */
static int
error_cb (voidpf opaque, voidpf data)
{
  const BtZipStream *stream = data;

  return stream->ended;
}

/* bt_zip_stream_fill:
 * @stream: what to read, or where to write; it must outlive what uses @calls
 * @calls: (out caller-allocates): filled in
 */
void
bt_zip_stream_fill (BtZipStream *stream, zlib_filefunc64_def *calls)
{
  *calls = (zlib_filefunc64_def){
    .zopen64_file = open_cb,
    .zread_file = read_cb,
    .zwrite_file = write_cb,
    .ztell64_file = tell_cb,
    .zseek64_file = seek_cb,
    .zclose_file = close_cb,
    .zerror_file = error_cb,
    .opaque = stream,
  };
}
