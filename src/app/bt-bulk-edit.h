/* An edit in many places at once, made by a worker in a fork of the document. */
#pragma once

#include <gio/gio.h>

#include "bt-document.h"
#include "bt-search.h"

G_BEGIN_DECLS

typedef struct _BtBulkEdit BtBulkEdit;

BtBulkEdit *bt_bulk_edit_new_replace (const char *words, BtSearchFlags flags,
                                      const char *replacement) G_GNUC_WARN_UNUSED_RESULT;
BtBulkEdit *bt_bulk_edit_new_decide (GHashTable *changes, gboolean accept) G_GNUC_WARN_UNUSED_RESULT;
BtBulkEdit *bt_bulk_edit_new_decide_card (GHashTable *changes, gboolean accept) G_GNUC_WARN_UNUSED_RESULT;
BtBulkEdit *bt_bulk_edit_ref (BtBulkEdit *edit) G_GNUC_WARN_UNUSED_RESULT;
void bt_bulk_edit_unref (BtBulkEdit *edit);

gboolean bt_bulk_edit_is_quiet (const BtBulkEdit *edit);
const char *bt_bulk_edit_get_name (const BtBulkEdit *edit);
char *bt_bulk_edit_dup_message (const BtBulkEdit *edit, guint n) G_GNUC_WARN_UNUSED_RESULT;

guint bt_bulk_edit_run (const BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable,
                        GError **error);
void bt_bulk_edit_run_async (BtBulkEdit *edit, BtDocument *document, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
BtDocument *bt_bulk_edit_run_finish (GAsyncResult *result, guint *n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtBulkEdit, bt_bulk_edit_unref)

G_END_DECLS
