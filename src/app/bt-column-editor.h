/* The columns of a table as a list: names, roles, widths, groups; each change takes effect at once. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_COLUMN_EDITOR (bt_column_editor_get_type ())
G_DECLARE_FINAL_TYPE (BtColumnEditor, bt_column_editor, BT, COLUMN_EDITOR, AdwWindow)

void bt_column_editor_present (GtkWindow *parent, BtDocument *document, const char *table, const char *column);

G_END_DECLS
