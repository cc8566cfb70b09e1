/* A form for the fields of the header or of the signature: each row is one field of the plan. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-layout.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_FORM (bt_form_get_type ())
G_DECLARE_FINAL_TYPE (BtForm, bt_form, BT, FORM, AdwBin)

GtkWidget *bt_form_new (BtNodeKind part) G_GNUC_WARN_UNUSED_RESULT;
void bt_form_set_document (BtForm *form, BtDocument *document);
void bt_form_set_underlines (BtForm *form, BtUnderlines *underlines);
void bt_form_set_layout (BtForm *form, BtLayout *layout);
gboolean bt_form_go_to (BtForm *form, const char *id);
void bt_form_select (BtForm *form, const char *id, gsize start, gsize end);
void bt_form_finish_input (BtForm *form);

G_END_DECLS
