/* What the parts of print/ share: drawing one box, the bytes on their way to a stream, the tags of
 * a PDF. */
#pragma once

#include <cairo-pdf.h>

#include "bt-print.h"

G_BEGIN_DECLS

typedef struct _BtPrintStream BtPrintStream;
typedef struct _BtPrintTagger BtPrintTagger;

void bt_print_draw_box (const BtBox *box, cairo_t *cr);

BtPrintStream *bt_print_stream_new (GOutputStream *stream) G_GNUC_WARN_UNUSED_RESULT;
cairo_status_t
bt_print_stream_write_cb (void *data, const unsigned char *bytes, unsigned int length);
void bt_print_stream_set_language (BtPrintStream *self, const char *language);
gboolean bt_print_stream_close (BtPrintStream *self, cairo_status_t status, GError **error);
void bt_print_stream_free (BtPrintStream *self);

BtPrintTagger *bt_print_tagger_new (const BtLayout *layout, cairo_t *cr) G_GNUC_WARN_UNUSED_RESULT;
void bt_print_tagger_draw_page (BtPrintTagger *self, guint page);
void bt_print_tagger_end (BtPrintTagger *self);
void bt_print_tagger_free (BtPrintTagger *self);

void bt_print_add_bookmarks (const BtLayout *layout, cairo_surface_t *pdf);
void bt_print_set_metadata (const BtLayout *layout, cairo_surface_t *pdf);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPrintStream, bt_print_stream_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtPrintTagger, bt_print_tagger_free)

G_END_DECLS
