/* The middle column: the editor that fits the chosen part, under the path that leads to it. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-layout.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_EDITOR (bt_editor_get_type ())
G_DECLARE_FINAL_TYPE (BtEditor, bt_editor, BT, EDITOR, AdwBin)

void bt_editor_set_document (BtEditor *editor, BtDocument *document);
void bt_editor_set_underlines (BtEditor *editor, BtUnderlines *underlines);
void bt_editor_set_layout (BtEditor *editor, BtLayout *layout);
void bt_editor_show (BtEditor *editor, const char *id);
const char *bt_editor_get_shown (BtEditor *editor);
gboolean bt_editor_go_to (BtEditor *editor, BtPlace place);
void bt_editor_select (BtEditor *editor, BtSelection selection);
const char *bt_editor_get_paragraph (BtEditor *editor, const char **last);
gboolean bt_editor_get_selection (BtEditor *editor, BtPlace *start, BtPlace *end);
GPtrArray *bt_editor_get_chosen_nodes (BtEditor *editor, gboolean *several) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_editor_run_in_table (BtEditor *editor, const char *command);
gboolean bt_editor_insert_reference (BtEditor *editor);
void bt_editor_finish_input (BtEditor *editor);
void bt_editor_focus (BtEditor *editor);

G_END_DECLS
