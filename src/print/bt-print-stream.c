/* The bytes of a picture or a PDF on their way from cairo to a GOutputStream: buffered, the first
 * error kept. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "bt-error.h"
#include "bt-pdf-update.h"
#include "bt-print-private.h"

/* Bytes are handed on in pieces of about this size. */
#define BUFFER_SIZE (64 * 1024)

/* How far before its table of objects the last objects of a PDF (info, catalog) may begin. */
#define LAST_OBJECTS_SIZE 8192

struct _BtPrintStream
{
  GOutputStream *stream;
  GByteArray *buffer;
  goffset flushed; /* bytes handed on; the buffer begins there */
  char *language;  /* of a PDF; NULL of a picture */
  gboolean holds;  /* the table of objects was seen: the buffer keeps all that follows */
  GError *error;
};

/**
 * bt_print_stream_new:
 * @stream: where the bytes go; it is kept open
 *
 * Returns: (transfer full): a buffer in front of @stream
 */
BtPrintStream *
bt_print_stream_new (GOutputStream *stream)
{
  BtPrintStream *self = g_new0 (BtPrintStream, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_byte_array_sized_new (BUFFER_SIZE + LAST_OBJECTS_SIZE);
  return self;
}

/**
 * bt_print_stream_free:
 * @self: (transfer full): a buffer
 */
void
bt_print_stream_free (BtPrintStream *self)
{
  g_object_unref (self->stream);
  g_byte_array_unref (self->buffer);
  g_free (self->language);
  g_clear_error (&self->error);
  g_free (self);
}

/**
 * bt_print_stream_set_language:
 * @self: a buffer that a PDF will be written to
 * @language: the language of its text, such as "vi-VN"
 *
 * Has the closing of the buffer add to the PDF what cairo cannot say: its language.
 */
void
bt_print_stream_set_language (BtPrintStream *self, const char *language)
{
  g_free (self->language);
  self->language = g_strdup (language);
}

static gboolean
flush (BtPrintStream *self, gsize length)
{
  if (!g_output_stream_write_all (self->stream, self->buffer->data, length, NULL, NULL,
                                  &self->error))
    return FALSE;
  g_byte_array_remove_range (self->buffer, 0, length);
  self->flushed += length;
  return TRUE;
}

/* How many bytes of the buffer may go: of a PDF all but its end, which the closing reads again. */
static gsize
get_flushable (BtPrintStream *self)
{
  const char *xref;
  gsize keep = LAST_OBJECTS_SIZE;

  if (self->language == NULL)
    return self->buffer->len;
  if (self->holds)
    return 0;
  xref = g_strstr_len ((const char *) self->buffer->data, self->buffer->len, "\nxref\n");
  if (xref != NULL)
    {
      self->holds = TRUE;
      keep += self->buffer->len - (xref - (const char *) self->buffer->data);
    }
  return self->buffer->len > keep ? self->buffer->len - keep : 0;
}

/**
 * bt_print_stream_write_cb:
 * @data: the #BtPrintStream
 * @bytes: what cairo writes
 * @length: how many
 *
 * The cairo_write_func_t of the buffer.
 *
 * Returns: CAIRO_STATUS_WRITE_ERROR where the stream has failed
 */
cairo_status_t
bt_print_stream_write_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  BtPrintStream *self = data;

  if (self->error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  g_byte_array_append (self->buffer, bytes, length);
  if (self->buffer->len >= BUFFER_SIZE && !flush (self, get_flushable (self)))
    return CAIRO_STATUS_WRITE_ERROR;
  return CAIRO_STATUS_SUCCESS;
}

/**
 * bt_print_stream_close:
 * @self: a buffer
 * @status: what cairo says of the surface that wrote to it
 * @error: set to BT_ERROR_IO where cairo or the stream failed
 *
 * Writes what is still in the buffer. The stream itself stays open.
 *
 * Returns: whether everything was written
 */
gboolean
bt_print_stream_close (BtPrintStream *self, cairo_status_t status, GError **error)
{
  if (self->error == NULL && status == CAIRO_STATUS_SUCCESS)
    {
      if (self->language != NULL)
        bt_pdf_append_update (self->buffer, self->flushed, self->language);
      if (flush (self, self->buffer->len)
          && g_output_stream_flush (self->stream, NULL, &self->error))
        return TRUE;
    }
  g_set_error (error, BT_ERROR, BT_ERROR_IO, _ ("The pages could not be written: %s"),
               self->error != NULL ? self->error->message : cairo_status_to_string (status));
  return FALSE;
}
