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

void bt_document_push (BtDocument *document, BtHistoryEntry *entry);

G_END_DECLS
