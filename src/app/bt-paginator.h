/* Keeps the pages of an open document: laid out anew after edits, off the main thread where it takes long. */
#pragma once

#include <gio/gio.h>

#include "bt-document.h"
#include "bt-layout.h"

G_BEGIN_DECLS

#define BT_TYPE_PAGINATOR (bt_paginator_get_type ())
G_DECLARE_FINAL_TYPE (BtPaginator, bt_paginator, BT, PAGINATOR, GObject)

BtPaginator *bt_paginator_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_paginator_set_document (BtPaginator *paginator, BtDocument *document);
BtLayout *bt_paginator_get_layout (BtPaginator *paginator);
BtLayout *bt_paginator_get_pages (BtPaginator *paginator);

G_END_DECLS
