/* Spreadsheets read and written off the main thread. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"
#include "bt-sheet-book.h"

G_BEGIN_DECLS

void bt_sheet_io_read_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data);
BtSheetBook *bt_sheet_io_read_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_sheet_io_write_async (BtPlan *plan, guint appendix, GFile *file, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
gboolean bt_sheet_io_write_finish (GAsyncResult *result, GError **error);

G_END_DECLS
