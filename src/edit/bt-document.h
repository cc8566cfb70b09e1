/* The open document: the current plan, its undo history, and the marks of what was saved. */
#pragma once

#include <gio/gio.h>

#include "bt-place.h"
#include "bt-step.h"
#include "bt-tracker.h"

G_BEGIN_DECLS

#define BT_TYPE_DOCUMENT (bt_document_get_type ())
G_DECLARE_FINAL_TYPE (BtDocument, bt_document, BT, DOCUMENT, GObject)

/* A clock that a test can set; microseconds since 1970, as g_get_real_time(). */
typedef gint64 (*BtClock) (gpointer data);

BtDocument *bt_document_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
BtDocument *bt_document_open (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
void bt_document_set_clock (BtDocument *document, BtClock clock, gpointer data);

void bt_document_set_author (BtDocument *document, const char *author);
const char *bt_document_get_author (BtDocument *document);
void bt_document_set_read_only (BtDocument *document, gboolean read_only);

BtPlan *bt_document_get_plan (BtDocument *document);
BtSelection bt_document_get_selection (BtDocument *document);
void bt_document_set_selection (BtDocument *document, BtSelection selection);

gboolean bt_document_can_undo (BtDocument *document);
gboolean bt_document_can_redo (BtDocument *document);
const char *bt_document_get_undo_label (BtDocument *document);
const char *bt_document_get_redo_label (BtDocument *document);
gboolean bt_document_undo (BtDocument *document);
gboolean bt_document_redo (BtDocument *document);
void bt_document_begin_group (BtDocument *document);
void bt_document_end_group (BtDocument *document);
void bt_document_end_typing (BtDocument *document);

gboolean bt_document_is_modified (BtDocument *document);
gboolean bt_document_is_draft_due (BtDocument *document);
void bt_document_mark_saved (BtDocument *document, BtPlan *plan);
void bt_document_mark_drafted (BtDocument *document, BtPlan *plan);
void bt_document_reset (BtDocument *document, BtPlan *plan);
BtDocument *bt_document_fork (BtDocument *document, GCancellable *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_document_adopt (BtDocument *document, BtDocument *fork);

G_END_DECLS
