/* The open document: the current plan, its undo history, and the marks of what was saved. */
#pragma once

#include <glib-object.h>

#include "bt-step.h"

G_BEGIN_DECLS

#define BT_TYPE_DOCUMENT (bt_document_get_type ())
G_DECLARE_FINAL_TYPE (BtDocument, bt_document, BT, DOCUMENT, GObject)

BtDocument *bt_document_new (BtPlan *plan) G_GNUC_WARN_UNUSED_RESULT;
BtPlan *bt_document_get_plan (BtDocument *document);

G_END_DECLS
