/* A comment and its answers, with a line to write the next one. */
#pragma once

#include <adwaita.h>

#include "bt-document.h"

G_BEGIN_DECLS

#define BT_TYPE_THREAD_VIEW (bt_thread_view_get_type ())
G_DECLARE_FINAL_TYPE (BtThreadView, bt_thread_view, BT, THREAD_VIEW, AdwBin)

gboolean bt_thread_view_show (BtThreadView *view, BtDocument *document, const char *thread);
void bt_thread_view_begin (BtThreadView *view, BtDocument *document, BtPlace start, BtPlace end);
void bt_thread_view_focus (BtThreadView *view);
gboolean bt_thread_view_is_writing (BtThreadView *view);

G_END_DECLS
