/* The native format: plans as XML (.kehoach), read with care and saved durably. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

#define BT_STORE_NAMESPACE "urn:banthao:plan:1"
#define BT_STORE_MIME_TYPE "application/vnd.banthao.plan+xml"
#define BT_STORE_EXTENSION ".kehoach"

/* The most bytes a file may have; a plan of 900 pages has about 5 MB. */
#define BT_STORE_MAX_SIZE (256 * 1024 * 1024)

BtPlan *bt_store_read_bytes (GBytes *bytes, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_store_write_bytes (BtPlan *plan, GError **error) G_GNUC_WARN_UNUSED_RESULT;

BtPlan *bt_store_load (GFile *file, char **etag, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_store_save (BtPlan *plan, GFile *file, const char *expected_etag, char **etag, GError **error);
gboolean bt_store_write_file (GBytes *bytes, GFile *file, const char *expected_etag, char **etag, GError **error);
GBytes *bt_store_read_file (GFile *file, char **etag, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *bt_store_read_stream (GInputStream *stream, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *bt_store_query_etag (GFile *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_store_check_writable (GFile *file, GError **error);

G_END_DECLS
