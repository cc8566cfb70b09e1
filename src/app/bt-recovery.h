/* Finding and opening drafts that a crash left behind, off the main thread. */
#pragma once

#include <gio/gio.h>

#include "bt-draft.h"

G_BEGIN_DECLS

/**
 * BtRecovered:
 * @plan: the plan
 * @draft: its draft, held from now on
 * @info: what the draft says of itself
 */
typedef struct
{
  BtPlan *plan;
  BtDraft *draft;
  BtDraftInfo *info;
} BtRecovered;

void bt_recovered_free (BtRecovered *recovered);

void bt_recovery_list_async (GAsyncReadyCallback callback, gpointer data);
GPtrArray *bt_recovery_list_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
void bt_recovery_open_async (const char *id, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer data);
BtRecovered *bt_recovery_open_finish (GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_recovery_discard (const char *id, GError **error);
char *bt_recovery_dup_time (const BtDraftInfo *info) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtRecovered, bt_recovered_free)

G_END_DECLS
