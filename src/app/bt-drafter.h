/* Keeps the draft of an open document: at most a second after an edit a worker writes it. */
#pragma once

#include "bt-document.h"
#include "bt-draft.h"

G_BEGIN_DECLS

/* What the draft is to say of itself now. */
typedef BtDraftInfo *(*BtDescribeDraft) (gpointer data);

#define BT_TYPE_DRAFTER (bt_drafter_get_type ())
G_DECLARE_FINAL_TYPE (BtDrafter, bt_drafter, BT, DRAFTER, GObject)

BtDrafter *bt_drafter_new (BtDocument *document, BtDraft *draft, BtDescribeDraft describe,
                           gpointer data) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_drafter_is_failing (BtDrafter *drafter);
void bt_drafter_drop (BtDrafter *drafter);
void bt_drafter_close (BtDrafter *drafter);

G_END_DECLS
