/* A zip in memory: the calls by which minizip reads bytes, or writes them. */
#pragma once

#include <glib.h>
#include <minizip/ioapi.h>

G_BEGIN_DECLS

/* @read: what is read; @written: what is written, where it is not %NULL; @ended: whether the last read
   found less than it was asked for. */

typedef struct
{
  const guint8 *read;
  gsize length;
  GByteArray *written;
  gsize position;
  gboolean ended;
} BtZipStream;

void bt_zip_stream_fill (BtZipStream *stream, zlib_filefunc64_def *calls);

G_END_DECLS
