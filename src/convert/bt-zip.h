/* Zip containers of other programs' formats: read with limits, written the same byte for byte. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _BtZip BtZip;
typedef struct _BtZipWriter BtZipWriter;

/* What no document of an office reaches; a container beyond one of these is refused. */
#define BT_ZIP_MAX_PARTS 4096
#define BT_ZIP_MAX_PART_SIZE (128u << 20)
#define BT_ZIP_MAX_TOTAL_SIZE (256u << 20)
/* Only what packs blanks alone comes near the format's 1 : 1032; pages of XML pack 1 : 10 to 1 : 60. */
#define BT_ZIP_MAX_RATIO 400

BtZip *bt_zip_new (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_zip_free (BtZip *zip);
const char *const *bt_zip_get_parts (const BtZip *zip);
gboolean bt_zip_has (const BtZip *zip, const char *part);
GBytes *bt_zip_read (BtZip *zip, const char *part, GError **error) G_GNUC_WARN_UNUSED_RESULT;

BtZipWriter *bt_zip_writer_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_zip_writer_add (BtZipWriter *writer, const char *part, const char *data, gsize length);
GBytes *bt_zip_writer_end (BtZipWriter *writer, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_zip_writer_free (BtZipWriter *writer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtZip, bt_zip_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtZipWriter, bt_zip_writer_free)

G_END_DECLS
