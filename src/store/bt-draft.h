/* Drafts: what is not saved yet, kept in the state folder so that a crash loses next to nothing. */
#pragma once

#include <gio/gio.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/**
 * BtDraftInfo:
 * @id: (nullable): which draft it is; %NULL before it is one
 * @uri: (nullable): the file it is a draft of; %NULL where it never had one
 * @etag: (nullable): the state of that file when it was opened or last saved
 * @name: (nullable): what a file dialog proposes where there is no file
 * @title: what the plan is about
 * @time: (nullable): when the draft was written
 *
 * What a draft says of itself.
 */
typedef struct
{
  char *id;
  char *uri;
  char *etag;
  char *name;
  char *title;
  GDateTime *time;
} BtDraftInfo;

/* The place of one draft. Who has it holds its lock: no other window, of this process or another, takes it. */
typedef struct _BtDraft BtDraft;

BtDraftInfo *bt_draft_info_new (const char *uri, const char *etag, const char *name,
                                const char *title) G_GNUC_WARN_UNUSED_RESULT;
void bt_draft_info_free (BtDraftInfo *info);

char *bt_draft_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *bt_draft_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;

BtDraft *bt_draft_new (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
BtDraft *bt_draft_claim (const char *folder, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bt_draft_free (BtDraft *draft);
BtPlan *bt_draft_read (BtDraft *draft, BtDraftInfo **info, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_draft_write (BtDraft *draft, BtPlan *plan, const BtDraftInfo *info, GError **error);
gboolean bt_draft_remove (BtDraft *draft, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDraftInfo, bt_draft_info_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BtDraft, bt_draft_free)

G_END_DECLS
