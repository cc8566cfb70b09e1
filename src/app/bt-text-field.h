/* A text of the plan that grows with its words, where no form is around it: the title of an appendix. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_TEXT_FIELD (bt_text_field_get_type ())
G_DECLARE_FINAL_TYPE (BtTextField, bt_text_field, BT, TEXT_FIELD, AdwBin)

void bt_text_field_show (BtTextField *field, BtDocument *document, const char *id);
void bt_text_field_set_underlines (BtTextField *field, BtUnderlines *underlines);
gboolean bt_text_field_go_to (BtTextField *field, const char *id);
void bt_text_field_finish_input (BtTextField *field);

G_END_DECLS
