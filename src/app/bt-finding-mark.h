/* A quiet mark beside a field: what the check finds in it. */
#pragma once

#include "bt-underlines.h"

G_BEGIN_DECLS

GtkWidget *bt_finding_mark_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bt_finding_mark_show (GtkWidget *mark, BtUnderlines *underlines, const char *node);

G_END_DECLS
