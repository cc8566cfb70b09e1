/* Opening, saving and exporting off the main thread. */
#pragma once

#include <gio/gio.h>

#include "bt-docx-retag.h"
#include "bt-plan.h"
#include "bt-report.h"
#include "bt-versions.h"

G_BEGIN_DECLS

/**
 * BtOpened:
 * @plan: the plan
 * @report: (nullable): what the recogniser made of a text; %NULL for a plan's own file
 * @etag: (nullable): the version of the file that was read
 * @found: what of a plan was found in a document that came back
 */
typedef struct
{
  BtPlan *plan;
  BtReport *report;
  char *etag;
  BtDocxFound found;
} BtOpened;

/* What a plan is exported as: pages, or a document of word processors, with its changes and comments or without. */
typedef enum
{
  BT_EXPORT_PDF,
  BT_EXPORT_DOCX_MARKED,
  BT_EXPORT_DOCX_CLEAN,
} BtExportFormat;

void bt_opened_free (BtOpened *opened);
gboolean bt_plan_io_is_native (GFile *file);

void bt_plan_io_open_async (GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer data);
void bt_plan_io_import_async (GBytes *text, GFile *file, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer data);
BtOpened *bt_plan_io_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_plan_io_take_back_async (BtPlan *plan, GFile *file, const char *author,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void bt_plan_io_save_async (BtPlan *plan, GFile *file, const char *expected_etag, BtVersionKind kind,
                            GAsyncReadyCallback callback, gpointer data);
BtPlan *bt_plan_io_save_finish (GAsyncResult *result, char **etag, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
void bt_plan_io_query_async (GFile *file, GAsyncReadyCallback callback, gpointer data);
char *bt_plan_io_query_finish (GAsyncResult *result, char **refusal) G_GNUC_WARN_UNUSED_RESULT;
void bt_plan_io_export_async (BtPlan *plan, GFile *file, BtExportFormat format,
                              GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
gboolean bt_plan_io_export_finish (GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtOpened, bt_opened_free)

G_END_DECLS
