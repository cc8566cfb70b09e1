/* Asks for the text of a plan, pasted from Word or a PDF. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BT_TYPE_IMPORT_DIALOG (bt_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BtImportDialog, bt_import_dialog, BT, IMPORT_DIALOG, AdwWindow)

GtkWidget *bt_import_dialog_new (GtkWindow *parent);

G_END_DECLS
