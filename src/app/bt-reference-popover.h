/* A popover in which a section, an appendix or a document is looked for, to be referred to in the text. */
#pragma once

#include <gtk/gtk.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_REFERENCE_POPOVER (bt_reference_popover_get_type ())
G_DECLARE_FINAL_TYPE (BtReferencePopover, bt_reference_popover, BT, REFERENCE_POPOVER, GtkPopover)

GtkWidget *bt_reference_popover_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_reference_popover_open (BtReferencePopover *popover, BtDocument *document,
                                gboolean documents_only);

G_END_DECLS
