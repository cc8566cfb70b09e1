/* What the open changes at a place say, for whoever points at it: who, when, what it was. */
#pragma once

#include <gtk/gtk.h>

#include "bt-plan.h"

G_BEGIN_DECLS

/* Instead of a place in a text: all of it. */
#define BT_CHANGE_WORDS_ALL G_MAXSIZE

char *bt_change_words_dup_time (const char *iso) G_GNUC_WARN_UNUSED_RESULT;
char *bt_change_words_dup_setting (const char *name, const char *old,
                                   const char *now) G_GNUC_WARN_UNUSED_RESULT;
gboolean bt_change_words_show (GtkWidget *widget, BtPlan *plan, const BtNode *node, const char *found);
char *bt_change_words_dup (BtPlan *plan, const char *node, gsize offset) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
