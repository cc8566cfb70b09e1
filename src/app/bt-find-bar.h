/* Find and replace: the bar over the desk that searches the whole plan. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"
#include "bt-search.h"
#include "bt-underlines.h"

G_BEGIN_DECLS

#define BT_TYPE_FIND_BAR (bt_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (BtFindBar, bt_find_bar, BT, FIND_BAR, AdwBin)

void bt_find_bar_set_document (BtFindBar *bar, BtDocument *document);
void bt_find_bar_open (BtFindBar *bar, gboolean replace, const char *words);
BtUnderlineSet *bt_find_bar_dup_marks (BtFindBar *bar) G_GNUC_WARN_UNUSED_RESULT;
void bt_find_bar_close (BtFindBar *bar);
void bt_find_bar_step (BtFindBar *bar, int direction);

G_END_DECLS
