/* The page for conflicts of a merge: what each side did, and the choice between them. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_CONFLICT_DIALOG (bt_conflict_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtConflictDialog, bt_conflict_dialog, BT, CONFLICT_DIALOG, AdwPreferencesWindow)

GtkWidget *bt_conflict_dialog_new (GtkWindow *parent, BtDocument *document, GPtrArray *conflicts);

G_END_DECLS
