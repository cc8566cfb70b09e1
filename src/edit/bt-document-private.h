/* The one door by which a finished transaction enters the history. */
#pragma once

#include "bt-document.h"

G_BEGIN_DECLS

/* @label is a msgid that lives for ever, @key an interned string or NULL. */
typedef struct
{
  const char *label;
  BtPlan *before, *after;
  BtSelection selection_before, selection_after;
  const char *key;
  gint64 time;
} BtHistoryEntry;

gint64 bt_document_get_time (BtDocument *document);
BtLastChange bt_document_get_last_change (BtDocument *document);
void bt_document_set_last_change (BtDocument *document, BtLastChange change);
BtPlan *bt_document_get_settled (BtDocument *document);
void bt_document_set_settled (BtDocument *document, BtPlan *plan);
GCancellable *bt_document_get_cancellable (BtDocument *document);
void bt_document_push (BtDocument *document, BtHistoryEntry *entry);

G_END_DECLS
